//! Writing files beside their places first: each is fingerprinted on the way, and moved when all are done.

use super::Volume;
use crate::error::Error;
use juzheng_model::Digest;
use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, SyncSender, channel, sync_channel},
    thread::{self, JoinHandle},
};

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
        write: impl FnOnce(&mut (dyn Write + Send)) -> Result<usize, Error>,
    ) -> Result<Beside, Error> {
        let unwritable = |source| Error::Unwritable { path: out.to_owned(), source };
        let folder = match out.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file = tempfile::Builder::new()
            .prefix(".juzheng-")
            .suffix(".pdf")
            .tempfile_in(folder)
            .map_err(unwritable)?;
        let (pages, sha256) = {
            let mut to = Fingerprinting::new(file.as_file()).map_err(unwritable)?;
            let pages = write(&mut to)?;
            (pages, to.finish().map_err(unwritable)?)
        };
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
pub(crate) fn readable(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}

/// Bytes that are written, and fingerprinted, at a time.
const BLOCK: usize = 1 << 20;
/// Blocks that may wait for being written, and for being fingerprinted.
const WAITING: usize = 4;
/// Bytes after which what was written is brought to the disk, so that little is left to wait for at the end.
const UNSYNCED: usize = 8 << 20;

/// Takes bytes; other threads write and fingerprint them, and bring them to the disk meanwhile.
struct Fingerprinting<'f> {
    out: &'f File,
    block: Vec<u8>,
    full: SyncSender<Vec<u8>>,
    free: Receiver<Vec<u8>>,
    /// `None` when it has ended, because the file could not be written.
    writing: Option<JoinHandle<io::Result<Digest>>>,
    sync: JoinHandle<io::Result<()>>,
}

impl<'f> Fingerprinting<'f> {
    fn new(out: &'f File) -> io::Result<Fingerprinting<'f>> {
        let (full, blocks) = sync_channel::<Vec<u8>>(WAITING);
        let (give_back, free) = channel();
        let (due, dues) = sync_channel(1);
        let (mut file, synced) = (out.try_clone()?, out.try_clone()?);
        let (written, to_hash) = sync_channel::<Vec<u8>>(WAITING);
        let hashing = thread::spawn(move || {
            let mut hash = juzheng_model::digest::Hasher::default();
            for block in to_hash {
                hash.update(&block);
                // Nobody waits for it any more where the writing has ended.
                let _ = give_back.send(block);
            }
            hash.finish()
        });
        let writing = thread::spawn(move || {
            let mut unsynced = 0;
            for block in blocks {
                file.write_all(&block)?;
                unsynced += block.len();
                // Where one is still waiting to be done, the next block asks again.
                if unsynced >= UNSYNCED && due.try_send(()).is_ok() {
                    unsynced = 0;
                }
                written.send(block).expect("the fingerprinting ends after the writing");
            }
            drop(written);
            Ok(hashing.join().expect("fingerprinting does not panic"))
        });
        let sync = thread::spawn(move || dues.into_iter().try_for_each(|()| synced.sync_data()));
        let block = Vec::with_capacity(BLOCK);
        Ok(Fingerprinting { out, block, full, free, writing: Some(writing), sync })
    }

    fn pass_on(&mut self) -> io::Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        let next = self.free.try_recv().unwrap_or_else(|_| Vec::with_capacity(BLOCK));
        let full = std::mem::replace(&mut self.block, next);
        self.block.clear();
        self.full.send(full).or_else(|_| self.ended().map(|_| ()))
    }

    /// What the writing came to, which it has or will as soon as nothing is passed on any more.
    fn ended(&mut self) -> io::Result<Digest> {
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        self.writing.take().ok_or_else(gone)?.join().expect("writing does not panic")
    }

    /// Writes the rest and brings it to the disk; gives the digest of all of it.
    fn finish(mut self) -> io::Result<Digest> {
        self.pass_on()?;
        // Without a sender the writing ends.
        self.full = sync_channel(0).0;
        let digest = self.ended()?;
        // The system tells an error of writing back only once, so this is the place to hear it.
        self.sync.join().expect("syncing does not panic")?;
        self.out.sync_all()?;
        Ok(digest)
    }
}

impl Write for Fingerprinting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(BLOCK - self.block.len());
        self.block.extend_from_slice(&bytes[..fits]);
        if self.block.len() == BLOCK {
            self.pass_on()?;
        }
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()
    }
}
