//! Where a package is written: a folder, a zip or an encrypted zip, beside its place until it is whole.

use super::structured::{Mark, Structured};
use crate::error::Error;
use age::{Encryptor, stream::StreamWriter as AgeWriter};
use juzheng_model::{Digest, digest::Hasher};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// What begins the comment at the end of a zip; the digest of everything that is no file's data follows in hex.
pub(super) const COMMENT: &str = "juzheng structure sha256 ";

/// A folder or zip that is being written.
pub(super) enum Target {
    /// A folder under a passing name.
    Folder(tempfile::TempDir),
    /// A zip under a passing name, and the folder inside it.
    Zip { zip: Box<ZipWriter<BufWriter<File>>>, file: tempfile::TempPath, top: String, when: DateTime },
    /// A zip in the age format, encrypted as it is written: unencrypted it is never on the disk.
    Encrypted { zip: Box<EncryptedZip>, mark: Mark, file: tempfile::TempPath, top: String, when: DateTime },
}

/// A zip that never goes back, since what was encrypted cannot be written over.
type EncryptedZip = ZipWriter<StreamWriter<Structured<AgeWriter<BufWriter<File>>>>>;

impl Target {
    /// Begins beside `out`, where nothing may lie; a zip where its name ends so. `when` is the date and time of the files
    /// in a zip: year, month, day, hour, minute, second. With a passphrase it is an encrypted zip, whatever its name.
    pub(super) fn begin(out: &Path, when: [u16; 6], passphrase: Option<&str>) -> Result<Target, Error> {
        if fs::symlink_metadata(out).is_ok() {
            return Err(Error::InTheWay { path: out.to_owned() });
        }
        let failed = |source| Error::Write { path: out.to_owned(), source };
        let mut passing = tempfile::Builder::new();
        let passing = passing.prefix(".juzheng-package-");
        if !is_zip(out) && passphrase.is_none() {
            return Ok(Target::Folder(passing.tempdir_in(above(out)).map_err(failed)?));
        }
        let (file, path) = passing.suffix(".zip").tempfile_in(above(out)).map_err(failed)?.into_parts();
        let [year, month, day, hour, minute, second] = when;
        let small = |n: u16| u8::try_from(n).unwrap_or_default();
        let when = DateTime::from_date_and_time(
            year,
            small(month),
            small(day),
            small(hour),
            small(minute),
            small(second),
        );
        let when = when.unwrap_or_default();
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        let stem =
            [".age", ".zip"].iter().fold(&*name, |name, ending| name.strip_suffix(ending).unwrap_or(name));
        let top = crate::name::safe(stem);
        let file = BufWriter::with_capacity(1 << 20, file);
        let Some(passphrase) = passphrase else {
            return Ok(Target::Zip { zip: Box::new(ZipWriter::new(file)), file: path, top, when });
        };
        let mut key = age::scrypt::Recipient::new(super::secret(passphrase));
        // Not measured on this computer at this moment, which may be busy.
        key.set_work_factor(super::WORK);
        let age = Encryptor::with_recipients(std::iter::once(&key as _))
            .map_err(|e| failed(io::Error::other(e)))?;
        let mark = Mark::default();
        let encrypted = Structured::new(age.wrap_output(file).map_err(failed)?, &mark);
        Ok(Target::Encrypted { zip: Box::new(ZipWriter::new_stream(encrypted)), mark, file: path, top, when })
    }

    /// Writes one file; `fill` gets something to write with.
    pub(super) fn file<E: From<Error>>(
        &mut self,
        path: &str,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |source: io::Error| Error::Write { path: path.into(), source };
        match self {
            Target::Folder(folder) => {
                let place = folder.path().join(path);
                let above = place.parent().unwrap_or(folder.path());
                fs::create_dir_all(above).map_err(failed)?;
                let file = File::options().write(true).create_new(true).open(&place).map_err(failed)?;
                let mut out = BufWriter::with_capacity(1 << 18, file);
                fill(&mut out)?;
                let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
                file.sync_all().map_err(failed)?;
            }
            Target::Zip { zip, top, when, .. } => {
                zip.start_file(format!("{top}/{path}"), options(*when)).map_err(|e| failed(e.into()))?;
                fill(&mut **zip)?;
            }
            Target::Encrypted { zip, mark, top, when, .. } => {
                zip.start_file(format!("{top}/{path}"), options(*when)).map_err(|e| failed(e.into()))?;
                mark.is_data(true);
                let filled = fill(&mut **zip);
                mark.is_data(false);
                filled?;
            }
        }
        Ok(())
    }

    /// Puts the whole thing into its place.
    pub(super) fn finish(self, out: &Path) -> Result<(), Error> {
        let failed = |source: io::Error| Error::Write { path: out.to_owned(), source };
        match self {
            Target::Folder(folder) => {
                open_to_all(folder.path(), 0o755).map_err(failed)?;
                // What lies there now would be lost where a folder may take a folder's place.
                if fs::symlink_metadata(out).is_ok() {
                    return Err(Error::InTheWay { path: out.to_owned() });
                }
                fs::rename(folder.path(), out).map_err(failed)?;
                // It has gone to its place: there is nothing to remove any more.
                let _ = folder.keep();
            }
            Target::Zip { mut zip, file, .. } => {
                let placeholder = format!("{COMMENT}{}", Digest([0; 32]));
                zip.set_comment(placeholder).map_err(|error| failed(error.into()))?;
                let inner = zip.finish().map_err(|error| failed(error.into()))?;
                let mut written = inner.into_inner().map_err(|error| failed(error.into_error()))?;
                close(&mut written, &file).map_err(failed)?;
                put(&written, file, out)?;
            }
            Target::Encrypted { mut zip, file, .. } => {
                let placeholder = format!("{COMMENT}{}", Digest([0; 32]));
                zip.set_comment(placeholder).map_err(|error| failed(error.into()))?;
                let inner = zip.finish().map_err(|error| failed(error.into()))?;
                let age = inner.into_inner().finish().map_err(failed)?;
                let written =
                    age.finish().and_then(|out| out.into_inner().map_err(|error| error.into_error()));
                put(&written.map_err(failed)?, file, out)?;
            }
        }
        if cfg!(unix) {
            // The name itself; where the folder above cannot be synced, the package is none the less made.
            let _ = File::open(above(out)).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

/// Puts a finished file into its place.
fn put(written: &File, file: tempfile::TempPath, out: &Path) -> Result<(), Error> {
    let failed = |source: io::Error| Error::Write { path: out.to_owned(), source };
    written.sync_all().map_err(failed)?;
    open_to_all(&file, 0o644).map_err(failed)?;
    file.persist_noclobber(out).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => Error::InTheWay { path: out.to_owned() },
        _ => failed(error.error),
    })
}

/// Most of what there is is packed already; what is not stays readable to every tool.
fn options(when: DateTime) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .large_file(true)
        .unix_permissions(0o644)
        .last_modified_time(when)
}

/// Whether a package of this name is a zip.
fn is_zip(out: &Path) -> bool {
    out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn above(out: &Path) -> PathBuf {
    match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Writes the digest of the structure over the placeholder at the very end.
fn close(file: &mut File, path: &Path) -> io::Result<()> {
    let mut reading = File::open(path)?;
    let digest = structure(&mut reading)?
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the zip does not read back"))?;
    file.seek(SeekFrom::End(-64))?;
    file.write_all(digest.hex().as_bytes())
}

/// The digest of every byte of a zip that is no file's data, up to the digest at its end; `None` where no such digest
/// stands there. Together with the checksums of the files it leaves no byte of the zip unseen.
pub(super) fn structure(file: &mut (impl Read + Seek)) -> io::Result<Option<Digest>> {
    let size = file.seek(SeekFrom::End(0))?;
    let mut data = Vec::new();
    {
        let mut zip = ZipArchive::new(io::BufReader::new(&mut *file))?;
        let comment = zip.comment();
        let ours = comment.len() == COMMENT.len() + 64 && comment.starts_with(COMMENT.as_bytes());
        if !ours {
            return Ok(None);
        }
        for ix in 0..zip.len() {
            let entry = zip.by_index_raw(ix)?;
            let start = entry.data_start().unwrap_or_default();
            data.push((start, start.saturating_add(entry.compressed_size())));
        }
    }
    data.sort_unstable();
    let end = size - 64;
    let mut hasher = Hasher::default();
    let mut at = 0;
    for (start, behind) in data.into_iter().chain([(end, end)]) {
        if start < at || behind > end {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(at))?;
        let mut gap = Read::take(&mut *file, start - at);
        let mut block = [0; 8192];
        loop {
            let read = gap.read(&mut block)?;
            if read == 0 {
                break;
            }
            hasher.update(&block[..read]);
        }
        at = behind;
    }
    Ok(Some(hasher.finish()))
}

fn open_to_all(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    let _ = (path, mode);
    Ok(())
}
