//! Why a use case could not be carried out, and the small set of codes that the faces tell apart.

use juzheng_model::Digest;
use serde::Serialize;
use std::path::PathBuf;

/// What a face does differently for; the words and the advice hang on it ([`crate::words`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // said in full, in both languages, in `words/error.rs`
pub enum ErrorCode {
    NotACase,
    NotEmpty,
    TooNew,
    Busy,
    ReadOnly,
    DiskFull,
    CustodyBroken,
    Unreadable,
    Unwritable,
    InTheWay,
    Damaged,
    WrongPassword,
    UnknownId,
    AmbiguousId,
    BadValue,
    UnknownField,
    UnknownParty,
    NoLink,
    MessageElsewhere,
    IsReceipt,
    NothingToUndo,
    FontsMissing,
    Stopped,
    Working,
    SampleMissing,
    NoCaseOpen,
    Fault,
    Taken,
    NotAPackage,
    NotATimestamp,
    TimestampElsewhere,
    TsaRefused,
    TsaUnreachable,
    KeyDamaged,
    NoRoots,
    Locked,
    WrongPassphrase,
    CaseKeyDamaged,
    ShortPassphrase,
    BlankPassphrase,
    NotEncrypted,
}

/// Why a use case could not be carried out. Nothing was changed, but for files that were finished before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The case folder could not do it.
    #[error(transparent)]
    Vault(#[from] juzheng_vault::Error),
    /// It could not be sealed, stamped, packed or checked.
    #[error(transparent)]
    Seal(#[from] juzheng_seal::Error),
    /// Something lies where the file or package should go, or it would lie inside the case.
    #[error("`{path}` is there already, or lies inside the case", path = path.display())]
    Taken {
        /// The place.
        path: PathBuf,
    },
    /// The system names no folder of the user's own, where the key could lie.
    #[error("there is no folder of the user's own for the key")]
    NoOwnFolder,
    /// The system gave no random numbers.
    #[error("the system gave no random numbers")]
    NoRandom {
        /// What it said.
        source: std::io::Error,
    },
    /// A picture with boxes that cannot be painted over.
    #[error("the boxes on `{name}` cannot be painted over, so it cannot go along")]
    Uncoverable {
        /// Its file name.
        name: String,
    },
    /// The PDF could not be made.
    #[error(transparent)]
    Dossier(#[from] juzheng_dossier::Error),
    /// A file outside the case could not be read.
    #[error("could not read `{path}`", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file outside the case could not be written.
    #[error("could not write `{path}`", path = path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The dossier would take the place of something else, or lie inside the case.
    #[error("`{path}` lies inside the case, or something that is no PDF is there already", path = path.display())]
    InTheWay {
        /// Where the dossier should go.
        path: PathBuf,
    },
    /// A reader could not be carried through.
    #[error("could not read the records of `{path}`")]
    Reading {
        /// The file.
        path: String,
        /// Why not.
        source: juzheng_intake::Error,
    },
    /// The password does not open the archive.
    #[error("the password does not open `{path}`")]
    WrongPassword {
        /// The archive.
        path: String,
    },
    /// No record of the case has this id.
    #[error("no {what} has an id that begins with `{id}`")]
    UnknownId {
        /// `link`, `transfer`, `message`, `artifact` or `record`.
        what: &'static str,
        /// As it was given.
        id: String,
    },
    /// More than one record has an id that begins so.
    #[error("more than one {what} has an id that begins with `{id}`")]
    AmbiguousId {
        /// `link`, `transfer`, `message`, `artifact` or `record`.
        what: &'static str,
        /// As it was given.
        id: String,
    },
    /// A value that the field cannot have.
    #[error("`{value}` is no value for `{field}`")]
    BadValue {
        /// The field or setting.
        field: String,
        /// As it was given.
        value: String,
    },
    /// The record has no such field, or it cannot be corrected.
    #[error("`{field}` is no field that can be corrected")]
    UnknownField {
        /// As it was given.
        field: String,
    },
    /// No party of the case has this name.
    #[error("no party of the case is called `{name}`")]
    UnknownParty {
        /// As it was given.
        name: String,
    },
    /// The transfer has no link: it is a refund, a purchase, neutral, or of nobody in the case.
    #[error("transfer `{id}` has no link")]
    NoLink {
        /// As it was given.
        id: String,
    },
    /// The message is in no conversation with the transfer's party.
    #[error("message `{id}` is in no conversation with the party of the transfer")]
    MessageElsewhere {
        /// The message's id.
        id: String,
    },
    /// The message is a receipt card whose sent card is not there.
    #[error("message `{id}` is a receipt card, and its sent card is not there")]
    IsReceipt {
        /// The message's id.
        id: String,
    },
    /// The artifact is no picture that was read.
    #[error("artifact `{id}` is no picture that was read")]
    NoPicture {
        /// Its id.
        id: String,
    },
    /// There is no decision in force.
    #[error("there is no decision to undo")]
    NothingToUndo,
    /// The fonts of the dossier are not there.
    #[error("the fonts of the dossier are not in {looked_in:?}")]
    FontsMissing {
        /// Where they were looked for.
        looked_in: Vec<PathBuf>,
    },
    /// The files of the sample case are not there.
    #[error("the files of the sample case are not in {looked_in:?}")]
    SampleMissing {
        /// Where they were looked for.
        looked_in: Vec<PathBuf>,
    },
    /// An original is missing.
    #[error("the original `{digest}` could not be read")]
    Original {
        /// Its SHA-256.
        digest: Digest,
        /// Why not.
        source: std::io::Error,
    },
    /// The user stopped.
    #[error("stopped by the user")]
    Stopped,
    /// Something else is being done to the case in the same program.
    #[error("something else is being done to this case")]
    Working,
    /// No case is open where one is asked for.
    #[error("no case is open here")]
    NoCaseOpen,
    /// The case was opened for looking only.
    #[error("the case `{path}` is open for looking only", path = path.display())]
    OnlyLooking {
        /// The case folder.
        path: PathBuf,
        /// Why it could not be opened for writing.
        why: ErrorCode,
    },
    /// A fault of the program itself.
    #[error("the program made a mistake and could not finish; the case is as it was")]
    Fault,
}

impl Error {
    /// The code that the faces tell apart.
    pub fn code(&self) -> ErrorCode {
        match self {
            Error::Vault(error) => of_vault(error),
            Error::Seal(error) => of_seal(error),
            Error::Taken { .. } => ErrorCode::Taken,
            Error::NoOwnFolder | Error::NoRandom { .. } => ErrorCode::Unwritable,
            Error::Uncoverable { .. } => ErrorCode::Unreadable,
            Error::Dossier(error) if is_stop(error) => ErrorCode::Stopped,
            Error::Dossier(_) => ErrorCode::Unwritable,
            Error::Unreadable { .. } | Error::Reading { .. } => ErrorCode::Unreadable,
            Error::Unwritable { source, .. } => of_write(source),
            Error::InTheWay { .. } => ErrorCode::InTheWay,
            Error::WrongPassword { .. } => ErrorCode::WrongPassword,
            Error::UnknownId { .. } => ErrorCode::UnknownId,
            Error::AmbiguousId { .. } => ErrorCode::AmbiguousId,
            Error::BadValue { .. } | Error::NoPicture { .. } => ErrorCode::BadValue,
            Error::UnknownField { .. } => ErrorCode::UnknownField,
            Error::UnknownParty { .. } => ErrorCode::UnknownParty,
            Error::NoLink { .. } => ErrorCode::NoLink,
            Error::MessageElsewhere { .. } => ErrorCode::MessageElsewhere,
            Error::IsReceipt { .. } => ErrorCode::IsReceipt,
            Error::NothingToUndo => ErrorCode::NothingToUndo,
            Error::FontsMissing { .. } => ErrorCode::FontsMissing,
            Error::Original { .. } => ErrorCode::Damaged,
            Error::Stopped => ErrorCode::Stopped,
            Error::SampleMissing { .. } => ErrorCode::SampleMissing,
            Error::NoCaseOpen => ErrorCode::NoCaseOpen,
            Error::Working => ErrorCode::Working,
            Error::OnlyLooking { why, .. } => *why,
            Error::Fault => ErrorCode::Fault,
        }
    }
}

/// Why a file outside the case was not written.
fn of_write(error: &std::io::Error) -> ErrorCode {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => ErrorCode::ReadOnly,
        _ => ErrorCode::Unwritable,
    }
}

fn of_seal(error: &juzheng_seal::Error) -> ErrorCode {
    use juzheng_seal::Error as Seal;
    match error {
        Seal::Manifest { .. } | Seal::Differs { .. } => ErrorCode::Damaged,
        Seal::Key { .. } => ErrorCode::KeyDamaged,
        Seal::Token { .. } => ErrorCode::NotATimestamp,
        Seal::Refused { .. } => ErrorCode::TsaRefused,
        Seal::OtherImprint { .. } | Seal::OtherNonce => ErrorCode::TimestampElsewhere,
        Seal::Roots { .. } => ErrorCode::NoRoots,
        Seal::Unreachable { .. } => ErrorCode::TsaUnreachable,
        Seal::InTheWay { .. } => ErrorCode::Taken,
        Seal::Write { source, .. } => of_write(source),
        Seal::NoPackage { .. } => ErrorCode::NotAPackage,
        Seal::Locked { .. } => ErrorCode::Locked,
        Seal::WrongPassphrase { .. } => ErrorCode::WrongPassphrase,
        Seal::Stopped => ErrorCode::Stopped,
        _ => ErrorCode::Unreadable,
    }
}

fn of_vault(error: &juzheng_vault::Error) -> ErrorCode {
    use juzheng_vault::Error as Vault;
    match error {
        Vault::NotACase { .. } => ErrorCode::NotACase,
        Vault::NotEmpty { .. } => ErrorCode::NotEmpty,
        Vault::TooNew { .. } => ErrorCode::TooNew,
        Vault::Busy { .. } => ErrorCode::Busy,
        Vault::ReadOnly { .. } => ErrorCode::ReadOnly,
        Vault::DiskFull { .. } => ErrorCode::DiskFull,
        Vault::CustodyBroken { .. } => ErrorCode::CustodyBroken,
        Vault::Locked { .. } => ErrorCode::Locked,
        Vault::WrongPassphrase { .. } => ErrorCode::WrongPassphrase,
        Vault::KeyDamaged { .. } => ErrorCode::CaseKeyDamaged,
        Vault::ShortPassphrase { .. } => ErrorCode::ShortPassphrase,
        Vault::BlankPassphrase => ErrorCode::BlankPassphrase,
        Vault::NotEncrypted { .. } => ErrorCode::NotEncrypted,
        Vault::Io { .. } => ErrorCode::Unreadable,
        Vault::Stopped { .. } => ErrorCode::Stopped,
        _ => ErrorCode::Damaged,
    }
}

fn is_stop(error: &juzheng_dossier::Error) -> bool {
    matches!(error, juzheng_dossier::Error::Stopped)
}
