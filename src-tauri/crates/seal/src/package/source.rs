//! Where a package is read from: a folder, no link in it followed, or a zip, nothing of it unpacked to the disk.

use super::target::{COMMENT, structure};
use crate::error::Error;
use age::{DecryptError, Decryptor};
use juzheng_model::port::Bytes;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};
use zip::ZipArchive;

/// Files of a package at most, and how deep they lie.
const MOST_FILES: usize = 1_000_000;
const DEEPEST: usize = 16;

/// A package that is being read: its files by their paths, with their sizes.
pub(super) struct Source {
    from: From,
    /// Paths with `/`, from the top of the bag, and bytes.
    pub(super) files: BTreeMap<String, u64>,
    /// What has no business in a package, with why: links, devices, paths that lead out, a zip that says two things.
    pub(super) refused: Vec<(String, &'static str)>,
}

enum From {
    Folder(PathBuf),
    /// What its passphrase opened and is damaged all the same.
    Damaged,
    Zip {
        zip: Box<ZipArchive<Box<dyn Bytes>>>,
        entries: BTreeMap<String, usize>,
    },
}

/// What every file in the age format begins with.
const AGE: &[u8] = b"age-encryption.org/v1\n";

/// Whether something that looks like a package lies there: a folder with `bagit.txt`, a zip, or what may be an encrypted
/// zip.
pub fn is_package(path: &Path) -> bool {
    if path.is_dir() {
        return path.join("bagit.txt").is_file();
    }
    let head = head(path).unwrap_or_default();
    head.starts_with(b"PK\x03\x04") || head == AGE
}

/// Whether an encrypted package may lie there, which needs its passphrase.
pub fn is_encrypted(path: &Path) -> bool {
    path.is_file() && head(path).is_ok_and(|head| head == AGE)
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(AGE.len() as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Opens an encrypted package, `None` where its head is damaged. The passphrase goes through scrypt, which makes guessing
/// slow.
fn decrypted(path: &Path, passphrase: Option<&str>) -> Result<Option<Box<dyn Bytes>>, Error> {
    let passphrase = passphrase.ok_or_else(|| Error::Locked { path: path.to_owned() })?;
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let file = BufReader::with_capacity(1 << 18, File::open(path).map_err(failed)?);
    let mut key = age::scrypt::Identity::new(super::secret(passphrase));
    key.set_max_work_factor(super::MOST_WORK);
    let opened = Decryptor::new_buffered(file).and_then(|age| age.decrypt(std::iter::once(&key as _)));
    match opened {
        Ok(opened) => Ok(Some(Box::new(opened))),
        Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed) => {
            Err(Error::WrongPassphrase { path: path.to_owned() })
        }
        Err(DecryptError::Io(source)) => Err(failed(source)),
        Err(error @ DecryptError::ExcessiveWork { .. }) => Err(failed(io::Error::other(error))),
        // Encrypted to a key, not with a passphrase: not one of ours.
        Err(DecryptError::NoMatchingKeys) => Err(Error::NoPackage { path: path.to_owned() }),
        Err(_) => Ok(None),
    }
}

impl Source {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Error::NoPackage`], [`Error::Locked`], [`Error::WrongPassphrase`], [`Error::Read`]
    pub(super) fn open(path: &Path, passphrase: Option<&str>) -> Result<Source, Error> {
        let none = || Error::NoPackage { path: path.to_owned() };
        let failed = |source| Error::Read { path: path.to_owned(), source };
        if !is_package(path) {
            return Err(none());
        }
        if path.is_dir() {
            let mut source =
                Source { from: From::Folder(path.to_owned()), files: BTreeMap::new(), refused: Vec::new() };
            source.walk(path, "", 0).map_err(failed)?;
            return Ok(source);
        }
        let is_encrypted = is_encrypted(path);
        let file: Option<Box<dyn Bytes>> = match is_encrypted {
            true => decrypted(path, passphrase)?,
            false => Some(Box::new(BufReader::with_capacity(1 << 18, File::open(path).map_err(failed)?))),
        };
        let opened = file.and_then(|mut file| {
            let closing = closing(&mut file);
            Some((closing, Source::of_zip(ZipArchive::new(file).ok()?)?))
        });
        let Some((closing, mut source)) = opened else {
            let refused = vec![(String::new(), "zip")];
            let damaged = Source { from: From::Damaged, files: BTreeMap::new(), refused };
            return if is_encrypted { Ok(damaged) } else { Err(none()) };
        };
        source.refused.extend(closing.map(|what| (String::new(), what)));
        Ok(source)
    }

    /// Reads a file; `None` where there is none.
    pub(super) fn read<T>(
        &mut self,
        path: &str,
        look: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Option<io::Result<T>> {
        if !self.files.contains_key(path) {
            return None;
        }
        Some(match &mut self.from {
            From::Damaged => return None,
            From::Folder(folder) => File::open(folder.join(path)).and_then(|mut file| look(&mut file)),
            From::Zip { zip, entries } => {
                let ix = *entries.get(path)?;
                zip.by_index(ix).map_err(io::Error::from).and_then(|mut entry| look(&mut entry))
            }
        })
    }

    /// Reads a small file whole; more than `most` bytes are an error.
    pub(super) fn whole(&mut self, path: &str, most: u64) -> Option<io::Result<Vec<u8>>> {
        self.read(path, |file| {
            let mut bytes = Vec::new();
            file.take(most + 1).read_to_end(&mut bytes)?;
            match bytes.len() as u64 > most {
                true => Err(io::Error::new(io::ErrorKind::InvalidData, "too long")),
                false => Ok(bytes),
            }
        })
    }

    fn walk(&mut self, folder: &Path, before: &str, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let path = format!("{before}{}", name.to_string_lossy());
            let kind = entry.file_type()?;
            if name.to_str().is_none() {
                self.refused.push((path, "name"));
            } else if kind.is_symlink() {
                self.refused.push((path, "link"));
            } else if kind.is_dir() && depth < DEEPEST {
                self.walk(&entry.path(), &format!("{path}/"), depth + 1)?;
            } else if kind.is_file() && self.files.len() < MOST_FILES {
                self.files.insert(path, entry.metadata()?.len());
            } else {
                self.refused.push((path, "kind"));
            }
        }
        Ok(())
    }

    fn of_zip(mut zip: ZipArchive<Box<dyn Bytes>>) -> Option<Source> {
        let mut refused = Vec::new();
        if zip.has_duplicate_names()
            || zip.has_overlapping_entries().unwrap_or(true)
            || zip.len() > MOST_FILES
        {
            refused.push((String::new(), "zip"));
        }
        let mut found = Vec::new();
        for ix in 0..zip.len() {
            let Ok(entry) = zip.by_index_raw(ix) else {
                refused.push((format!("#{ix}"), "zip"));
                continue;
            };
            let Ok(name) = std::str::from_utf8(entry.name_raw()).map(str::to_owned) else {
                refused.push((String::from_utf8_lossy(entry.name_raw()).into_owned(), "name"));
                continue;
            };
            let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
            let path = name.strip_suffix('/').unwrap_or(&name);
            let inside = path.split('/').all(plain) && !name.contains(['\\', '\0', ':']);
            let kind = entry.unix_mode().map_or(0o100_000, |mode| mode & 0o170_000);
            let is_plain = matches!(kind, 0 | 0o100_000 | 0o040_000) && !entry.encrypted();
            match (inside, is_plain) {
                (false, _) => refused.push((name, "path")),
                (true, false) => refused.push((name, if kind == 0o120_000 { "link" } else { "kind" })),
                (true, true) if name.ends_with('/') => {}
                (true, true) => found.push((name, ix, entry.size())),
            }
        }
        let top = top(found.iter().map(|(name, ..)| name.as_str()))?;
        let (mut files, mut entries) = (BTreeMap::new(), BTreeMap::new());
        for (name, ix, size) in found {
            match name.strip_prefix(&top) {
                Some(path) => {
                    entries.insert(path.to_owned(), ix);
                    files.insert(path.to_owned(), size);
                }
                None => refused.push((name, "path")),
            }
        }
        Some(Source { from: From::Zip { zip: Box::new(zip), entries }, files, refused })
    }
}

/// The folder in a zip that holds the bag, with its `/`; empty where the bag lies at the top.
fn top<'n>(names: impl Iterator<Item = &'n str>) -> Option<String> {
    let bagit = |name: &'n str| name.strip_suffix("bagit.txt").filter(|top| top.matches('/').count() <= 1);
    names.filter_map(bagit).filter(|top| top.is_empty() || top.ends_with('/')).min().map(str::to_owned)
}

/// What is wrong with the end of a zip. One that was packed anew by another tool has no digest there, and nothing is wrong
/// with that; one that looks like ours has to be ours to the last byte.
fn closing(file: &mut Box<dyn Bytes>) -> Option<&'static str> {
    let checked = || -> io::Result<Option<&'static str>> {
        let size = file.seek(SeekFrom::End(0))?;
        let mut tail = vec![0; size.min(22 + COMMENT.len() as u64 + 64) as usize];
        file.seek(SeekFrom::End(-(tail.len() as i64)))?;
        file.read_exact(&mut tail)?;
        // At the very end, a record with an empty comment: another tool's.
        if tail.len() >= 22 && tail[tail.len() - 22..].starts_with(b"PK\x05\x06") && tail.ends_with(&[0, 0]) {
            return Ok(None);
        }
        let said = std::str::from_utf8(&tail[tail.len().saturating_sub(64)..]).unwrap_or_default().to_owned();
        match structure(file)? {
            Some(digest) if digest.hex() == said => Ok(None),
            _ => Ok(Some("zip")),
        }
    };
    let mut checked = checked;
    checked().unwrap_or(Some("zip"))
}
