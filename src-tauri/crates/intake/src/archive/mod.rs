//! Zip archives: what is in them, and unpacking one entry at a time within limits.
//!
//! Bills arrive in encrypted zips: ZipCrypto until 2025 (a wrong password passes the check at the start once in 256
//! times and is only found out at the end), WinZip AES since. Names are labels, never paths: nothing here writes a file.
//! Two entries of one name are two entries.

mod name;
mod unpack;

pub use unpack::{EntryOutcome, Limits};

use crate::{
    error::Error,
    medium::{Failure, Medium},
};
use juzheng_model::{Code, Finding, port::Bytes};
use std::io::{BufReader, Read, Seek};
use zip::{
    HasZipMetadata, ZipArchive,
    read::{Config, OwnedZipFileEntry, ZipFileEntry},
    result::ZipError,
    unstable::read::ZipIterable,
};

/// Entries that an archive may have; a directory of more is not opened.
pub const ENTRIES_MAX: usize = 100_000;
/// What is tried while an archive is opened.
const READING_DIRECTORY: &str = "reading the directory of the archive";

type Source<'b> = BufReader<Medium<'b>>;

/// A zip archive whose directory has been read.
pub struct Archive<'b> {
    zip: ZipIterable<Source<'b>>,
    raw: Vec<OwnedZipFileEntry>,
    entries: Vec<Entry>,
    unpacked: u64,
    failure: Failure,
}

/// How an entry is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    None,
    /// The old cipher of PKZIP.
    ZipCrypto,
    /// WinZip AES (method 99), 128 to 256 bits.
    Aes,
}

/// An entry as the directory of the archive declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the archive, from 0.
    pub index: usize,
    /// Its name to show: UTF-8 where the archive says so or the bytes are, else GB18030. Only a label.
    pub name: String,
    /// Whether the name points outside, or is none at all.
    pub unsafe_name: bool,
    /// Whether it is a directory.
    pub is_dir: bool,
    /// Whether it is a symbolic link.
    pub is_link: bool,
    /// The size that the directory declares; what unpacking gives may differ.
    pub size: u64,
    /// Its encryption.
    pub encryption: Encryption,
}

/// What opening an archive gave.
pub enum Opened<'b> {
    /// An archive with its entries.
    Archive(Archive<'b>),
    /// It has no directory that can be read: cut off, damaged, in several parts. The finding says so.
    Damaged(Finding),
}

impl<'b> Archive<'b> {
    /// Reads the directory of a zip archive. Nothing is unpacked. Damage is no error: see [`Opened`].
    ///
    /// # Errors
    /// The medium of the archive fails.
    pub fn open(bytes: &'b mut dyn Bytes) -> Result<Opened<'b>, Error> {
        let (medium, failure) = Medium::watch(bytes);
        let read = Archive::read_directory(BufReader::new(medium), failure.clone());
        failure.check(READING_DIRECTORY)?;
        Ok(read.map_or_else(Opened::Damaged, Opened::Archive))
    }

    /// The entries in the order of the directory, directories and links among them.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn read_directory(source: Source<'b>, failure: Failure) -> Result<Archive<'b>, Finding> {
        let damaged = |error: ZipError| Finding::of_file(Code::FileDamaged, [error.to_string()]);
        let mut zip = ZipIterable::try_new(source, Config::default()).map_err(damaged)?;
        if zip.len() > ENTRIES_MAX {
            return Err(Finding::of_file(
                Code::LimitReached,
                ["entries".to_owned(), ENTRIES_MAX.to_string()],
            ));
        }
        let raw = zip.files().map_err(damaged)?.collect::<Result<Vec<_>, _>>().map_err(damaged)?;
        let entries = raw.iter().enumerate().map(|(index, entry)| Entry::of(index, entry)).collect();
        let raw = raw.into_iter().map(OwnedZipFileEntry::from).collect();
        Ok(Archive { zip, raw, entries, unpacked: 0, failure })
    }
}

impl Entry {
    fn of(index: usize, entry: &ZipFileEntry<'_>) -> Entry {
        let encryption = match (entry.encrypted(), entry.get_metadata().aes_settings()) {
            (false, _) => Encryption::None,
            (true, None) => Encryption::ZipCrypto,
            (true, Some(_)) => Encryption::Aes,
        };
        let name = name::shown(entry.name_raw());
        Entry {
            index,
            unsafe_name: name::is_unsafe(&name),
            is_dir: entry.is_dir() || name.ends_with('/'),
            is_link: entry.is_symlink(),
            size: entry.size(),
            encryption,
            name,
        }
    }

    /// The last part of its name: what the file is called, without the folders that it lies in.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The finding that belongs to its name, where it points outside.
    pub fn name_finding(&self) -> Option<Finding> {
        self.unsafe_name.then(|| Finding::of_file(Code::EntryNameUnsafe, [self.name.clone()]))
    }
}

/// The directory of a workbook, as the spreadsheet reader sees it; or why there is none.
pub(crate) fn directory<R: Read + Seek>(mut source: R) -> Result<ZipArchive<R>, String> {
    let declared =
        ZipIterable::try_new(&mut source, Config::default()).map_err(|error| error.to_string())?.len();
    if declared > ENTRIES_MAX {
        return Err(format!("{declared} entries"));
    }
    ZipArchive::new(source).map_err(|error| error.to_string())
}
