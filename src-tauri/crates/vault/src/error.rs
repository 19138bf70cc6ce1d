//! Why an operation on a case failed.

use juzheng_model::Digest;
use std::{io, path::Path, path::PathBuf};

/// Why an operation on a case failed. Nothing was changed by the operation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no case in this folder, or its database is not one of this program's.
    #[error("`{path}` is not a case folder", path = path.display())]
    NotACase {
        /// The folder.
        path: PathBuf,
    },
    /// A case is only made in a folder that is new or empty.
    #[error("`{path}` is not an empty folder", path = path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A newer version of the program has changed the case in a way that this one would misread; it is open for reading.
    #[error("case `{path}` needs schema level {needed} for writing, this version knows up to {known}", path = path.display())]
    TooNew {
        /// The folder.
        path: PathBuf,
        /// The level that the case has.
        needed: u32,
        /// The highest level that this version writes.
        known: u32,
    },
    /// The tables are not what this program's schema steps make; the case is open for reading.
    #[error("case `{path}` cannot be written to, because its schema differs: {what}", path = path.display())]
    SchemaDiffers {
        /// The folder.
        path: PathBuf,
        /// The step or table that differs.
        what: String,
    },
    /// Another program is writing to the case.
    #[error("case `{path}` is being written to by another program", path = path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The case was opened for reading, or its folder does not let us write.
    #[error("could not {attempt}: `{path}` is read-only", path = path.display())]
    ReadOnly {
        /// The folder or file.
        path: PathBuf,
        /// What was tried.
        attempt: &'static str,
    },
    /// The disk is full.
    #[error("could not {attempt}: no space left for `{path}`", path = path.display())]
    DiskFull {
        /// The file that was being written.
        path: PathBuf,
        /// What was tried.
        attempt: &'static str,
    },
    /// A file could not be read or written.
    #[error("could not {attempt} `{path}`", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        attempt: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// The database answered with an error.
    #[error("could not {attempt} in the database of `{path}`", path = path.display())]
    Database {
        /// The folder.
        path: PathBuf,
        /// What was tried.
        attempt: &'static str,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row of the database is missing, or holds something that no record can hold.
    #[error("row {key} of table `{table}` in `{path}` is missing or damaged", path = path.display())]
    BadRow {
        /// The folder.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The row's key.
        key: i64,
    },
    /// The custody chain does not hold, so that nothing is added to it.
    #[error("the custody chain of `{path}` is broken at entry {seq}, so nothing is written to the case", path = path.display())]
    CustodyBroken {
        /// The folder.
        path: PathBuf,
        /// The first entry that does not hold.
        seq: u64,
    },
    /// There is no original with this fingerprint.
    #[error("the original `{digest}` is missing")]
    Missing {
        /// Its SHA-256.
        digest: Digest,
    },
    /// The artifact is not one of this case.
    #[error("artifact `{digest}` is not in this case")]
    NotInCase {
        /// Its SHA-256.
        digest: Digest,
    },
    /// A reader finished although a sink had refused what it gave: records before the facts of the file, or none at all.
    #[error("reader `{reader}` did not say what the file is, or gave its records out of order")]
    OutOfOrder {
        /// The reader.
        reader: String,
    },
    /// The case is encrypted and was not unlocked.
    #[error("case `{path}` is encrypted and needs its passphrase", path = path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The passphrase is not the one of the case.
    #[error("that is not the passphrase of case `{path}`", path = path.display())]
    WrongPassphrase {
        /// The folder.
        path: PathBuf,
    },
    /// What the passphrase unlocks is damaged or gone, so that no passphrase opens the case.
    #[error("`{path}`, without which the case cannot be opened, is damaged or missing", path = path.display())]
    KeyDamaged {
        /// The file.
        path: PathBuf,
    },
    /// Too short a passphrase to keep anybody out.
    #[error("a passphrase has at least {least} characters")]
    ShortPassphrase {
        /// The fewest.
        least: usize,
    },
    /// A passphrase that begins or ends with a blank, or holds a sign that cannot be typed.
    #[error("a passphrase does not begin or end with a blank")]
    BlankPassphrase,
    /// A passphrase was to be changed where there is none.
    #[error("case `{path}` is not encrypted", path = path.display())]
    NotEncrypted {
        /// The folder.
        path: PathBuf,
    },
    /// The caller asked to stop.
    #[error("stopped while taking in `{path}`", path = path.display())]
    Stopped {
        /// What was being taken in.
        path: PathBuf,
    },
}

/// Why a reading was not recorded. Nothing of it is in the case.
#[derive(Debug, thiserror::Error)]
pub enum RecordError<E> {
    /// The case could not take it.
    #[error(transparent)]
    Vault(#[from] Error),
    /// The reader failed or was stopped.
    #[error(transparent)]
    Reader(E),
}

/// What a failed use of a file comes to, by what the system says.
pub(crate) fn of_io(path: &Path, attempt: &'static str, source: io::Error) -> Error {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull { path, attempt },
        io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path, attempt },
        _ => Error::Io { path, attempt, source },
    }
}

/// As [`of_io`] where a file was to be written, so that a refused permission means a read-only folder.
pub(crate) fn of_write(path: &Path, attempt: &'static str, source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::PermissionDenied => Error::ReadOnly { path: path.to_owned(), attempt },
        _ => of_io(path, attempt, source),
    }
}

/// What went wrong at a table: an error of SQLite's, or a row that does not read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// SQLite's own error.
    Sql(rusqlite::Error),
    /// The row does not hold what it must.
    Row {
        /// The table.
        table: &'static str,
        /// The row's key.
        key: i64,
    },
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sql(error)
    }
}

impl Fault {
    /// The error for the caller, in the case folder `path`.
    pub(crate) fn during(self, path: &Path, attempt: &'static str) -> Error {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly};
        let path = path.to_owned();
        let error = match self {
            Fault::Row { table, key } => return Error::BadRow { path, table, key },
            Fault::Sql(error) => error,
        };
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Error::Busy { path },
            Some(DiskFull) => Error::DiskFull { path, attempt },
            Some(ReadOnly) => Error::ReadOnly { path, attempt },
            _ => Error::Database { path, attempt, source: Box::new(error) },
        }
    }
}
