//! Unpacking one entry within limits, and telling a wrong password from damage.

use super::{Archive, Encryption};
use crate::error::Error;
use juzheng_model::{Code, Finding};
use std::io::{self, Read, Write};
use zip::{ZipReadOptions, result::ZipError};

/// Bytes unpacked at a time.
const BLOCK: usize = 128 << 10;

/// How much may come out of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one entry.
    pub entry: u64,
    /// Bytes of all entries that were unpacked from this archive together.
    pub total: u64,
    /// Unpacked bytes for each packed byte, counted only above [`Limits::ratio_from`].
    pub ratio: u64,
    /// Unpacked bytes up to which any ratio is taken: small files may well be very regular.
    pub ratio_from: u64,
}

impl Default for Limits {
    /// 8 GiB an entry, 32 GiB an archive, 200 to 1 above 64 MiB. Text packs 5 to 20 to 1; zeros 1000 to 1.
    fn default() -> Limits {
        Limits { entry: 8 << 30, total: 32 << 30, ratio: 200, ratio_from: 64 << 20 }
    }
}

/// How unpacking an entry ended. What was written out before anything but [`EntryOutcome::Unpacked`] is worth nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryOutcome {
    /// All of it came out, and its checksum is right.
    Unpacked {
        /// Its bytes.
        size: u64,
    },
    /// A directory: nothing to unpack.
    Directory,
    /// A symbolic link, which is not followed.
    Link,
    /// It is encrypted and no password was given.
    PasswordNeeded,
    /// The password does not open it.
    WrongPassword,
    /// It is packed in a way that is not known here: the number of the method.
    Unsupported {
        /// Number of the compression method.
        method: String,
    },
    /// It does not come out whole: why.
    Damaged {
        /// What is wrong with it.
        why: String,
    },
    /// More came out than the limits allow.
    LimitReached {
        /// `entry`, `archive` or `ratio`.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
}

impl EntryOutcome {
    /// The finding for an entry called `name`; `None` where there is nothing to say.
    pub fn finding(&self, name: &str) -> Option<Finding> {
        let of_file = |code, args: Vec<String>| Some(Finding::of_file(code, args));
        match self {
            EntryOutcome::Unpacked { .. } | EntryOutcome::Directory => None,
            EntryOutcome::Link => of_file(Code::EntryNameUnsafe, vec![name.to_owned()]),
            EntryOutcome::PasswordNeeded => of_file(Code::PasswordNeeded, vec![]),
            EntryOutcome::WrongPassword => of_file(Code::PasswordWrong, vec![]),
            EntryOutcome::Unsupported { method } => {
                of_file(Code::FileDamaged, vec![format!("{name}: {method}")])
            }
            EntryOutcome::Damaged { why } => of_file(Code::FileDamaged, vec![format!("{name}: {why}")]),
            EntryOutcome::LimitReached { what, limit } => {
                of_file(Code::LimitReached, vec![format!("{name}: {what}"), limit.to_string()])
            }
        }
    }
}

impl Archive<'_> {
    /// Unpacks the entry at `index` into `out`. The password is taken as its bytes, leading zeros and all.
    ///
    /// # Errors
    /// The medium of the archive fails, or `out` refuses ([`Error::Write`], with its own answer as source).
    pub fn read_entry(
        &mut self,
        index: usize,
        password: Option<&str>,
        out: &mut dyn Write,
        limits: &Limits,
    ) -> Result<EntryOutcome, Error> {
        let Some(entry) = self.entries.get(index) else {
            return Ok(EntryOutcome::Damaged { why: format!("there is no entry {index}") });
        };
        if entry.is_dir {
            return Ok(EntryOutcome::Directory);
        }
        if entry.is_link {
            return Ok(EntryOutcome::Link);
        }
        let encryption = entry.encryption;
        if encryption != Encryption::None && password.is_none() {
            return Ok(EntryOutcome::PasswordNeeded);
        }
        let raw = self.raw[index].as_ref();
        let packed = raw.compressed_size().max(1);
        let options = ZipReadOptions::new().password(password.map(str::as_bytes));
        let file = self.zip.files().and_then(|files| raw.with_reader(files.reader_mut(), options));
        let bounds = Bounds { limits: *limits, packed, before: self.unpacked };
        let (size, outcome) = match file {
            Ok(mut file) => pour(&mut file, out, &bounds, index, encryption)?,
            Err(error) => (0, outcome_of(error, encryption)),
        };
        self.failure.check("unpacking an entry")?;
        self.unpacked = self.unpacked.saturating_add(size);
        Ok(outcome)
    }
}

/// What one entry may give.
struct Bounds {
    limits: Limits,
    packed: u64,
    before: u64,
}

impl Bounds {
    fn broken_by(&self, size: u64) -> Option<EntryOutcome> {
        let Limits { entry, total, ratio, ratio_from } = self.limits;
        let (what, limit) = if size > entry {
            ("entry", entry)
        } else if self.before.saturating_add(size) > total {
            ("archive", total)
        } else if size > ratio_from && size / self.packed >= ratio {
            ("ratio", ratio)
        } else {
            return None;
        };
        Some(EntryOutcome::LimitReached { what, limit })
    }
}

/// Unpacks block by block; the size is what came out, whatever the outcome.
fn pour(
    file: &mut dyn Read,
    out: &mut dyn Write,
    bounds: &Bounds,
    index: usize,
    encryption: Encryption,
) -> Result<(u64, EntryOutcome), Error> {
    let mut block = vec![0; BLOCK];
    let mut size = 0;
    loop {
        let count = match file.read(&mut block) {
            Ok(0) => return Ok((size, EntryOutcome::Unpacked { size })),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Ok((size, outcome_of(ZipError::Io(error), encryption))),
        };
        size += count as u64;
        if let Some(outcome) = bounds.broken_by(size) {
            return Ok((size, outcome));
        }
        out.write_all(&block[..count]).map_err(|source| Error::Write { index, source })?;
    }
}

/// What an error of the archive means, once the medium is known to be sound.
fn outcome_of(error: ZipError, encryption: Encryption) -> EntryOutcome {
    match error {
        ZipError::InvalidPassword => EntryOutcome::WrongPassword,
        // The cipher has one byte to check by: a wrong password that passes it unpacks to noise or a wrong checksum.
        ZipError::Io(_) if encryption == Encryption::ZipCrypto => EntryOutcome::WrongPassword,
        ZipError::CompressionMethodNotSupported(method) => {
            EntryOutcome::Unsupported { method: method.to_string() }
        }
        ZipError::UnsupportedArchive(what) => EntryOutcome::Unsupported { method: what.to_owned() },
        error => EntryOutcome::Damaged { why: error.to_string() },
    }
}

#[cfg(test)]
#[path = "unpack_tests.rs"]
mod tests;
