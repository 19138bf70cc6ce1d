//! Writing files beside their places first: each is fingerprinted on the way, and moved when all are done.

use super::Volume;
use crate::error::Error;
use juzheng_model::Digest;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file that is written beside its place, and moved there when all is done.
pub(super) struct Beside {
    file: tempfile::NamedTempFile,
    out: PathBuf,
    pub(super) pages: usize,
    pub(super) size: u64,
    sha256: Digest,
}

impl Beside {
    /// Writes it; `write` gives the number of pages.
    pub(super) fn write(
        out: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<usize, Error>,
    ) -> Result<Beside, Error> {
        let unwritable = |source| Error::Unwritable { path: out.to_owned(), source };
        let folder = match out.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut file = tempfile::Builder::new()
            .prefix(".juzheng-")
            .suffix(".pdf")
            .tempfile_in(folder)
            .map_err(unwritable)?;
        let (pages, sha256) = {
            let mut to = Fingerprinting::new(BufWriter::with_capacity(1 << 20, file.as_file_mut()));
            let pages = write(&mut to)?;
            to.flush().map_err(unwritable)?;
            (pages, to.digest())
        };
        file.as_file().sync_all().map_err(unwritable)?;
        readable(file.as_file()).map_err(unwritable)?;
        let size = file.as_file().metadata().map_err(unwritable)?.len();
        Ok(Beside { file, out: out.to_owned(), pages, size, sha256 })
    }

    /// Moves it to its place.
    pub(super) fn put(self) -> Result<Volume, Error> {
        let Beside { file, out, pages, sha256, .. } = self;
        let unwritable = |source| Error::Unwritable { path: out.clone(), source };
        file.persist(&out).map_err(|error| unwritable(error.error))?;
        Ok(Volume { path: out.display().to_string(), pages, sha256 })
    }
}

/// `a/证据册.pdf` with `2` as `a/证据册-2.pdf`.
pub(super) fn numbered(out: &Path, what: &str) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let ending = out.extension().unwrap_or_default().to_string_lossy();
    let name = if ending.is_empty() { format!("{stem}-{what}") } else { format!("{stem}-{what}.{ending}") };
    out.with_file_name(name)
}

/// A dossier is for handing on: readable as any new file is, unlike a temporary one.
pub(crate) fn readable(file: &std::fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

/// Passes bytes on and fingerprints them on the way.
struct Fingerprinting<W> {
    out: W,
    hash: juzheng_model::digest::Hasher,
}

impl<W: Write> Fingerprinting<W> {
    fn new(out: W) -> Fingerprinting<W> {
        Fingerprinting { out, hash: juzheng_model::digest::Hasher::default() }
    }

    fn digest(self) -> Digest {
        self.hash.finish()
    }
}

impl<W: Write> Write for Fingerprinting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
