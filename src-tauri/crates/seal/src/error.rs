//! Why something could not be sealed, stamped, packed or checked.

use std::{io, path::PathBuf};

/// Why an operation could not be done. What does not *hold* is no error: it is a [`crate::Problem`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A manifest that is none, or whose spelling is not the canonical one.
    #[error("the manifest is not one of this program's: {what}")]
    Manifest {
        /// What does not fit.
        what: String,
    },
    /// A key that cannot be read.
    #[error("the key cannot be read: {what}")]
    Key {
        /// What does not fit.
        what: String,
    },
    /// Bytes that are no query, reply or token of RFC 3161.
    #[error("no timestamp in the manner of RFC 3161: {what}")]
    Token {
        /// What does not fit.
        what: String,
    },
    /// The authority answered that it does not stamp this.
    #[error("the authority refused: {why}")]
    Refused {
        /// What it says.
        why: String,
    },
    /// A timestamp over something else than was asked for.
    #[error("the timestamp is over {found}, not over {wanted}")]
    OtherImprint {
        /// The digest that was asked for, in hex.
        wanted: String,
        /// The digest in the token, in hex.
        found: String,
    },
    /// The reply does not carry the number of the query.
    #[error("the reply does not belong to this query")]
    OtherNonce,
    /// Certificates that cannot be read.
    #[error("no certificates in PEM: {what}")]
    Roots {
        /// What does not fit.
        what: String,
    },
    /// The authority could not be reached, or did not answer as one.
    #[error("no timestamp from `{url}`: {why}")]
    Unreachable {
        /// Where it was asked.
        url: String,
        /// Why not.
        why: String,
    },
    /// The package is encrypted, and no passphrase was given.
    #[error("package `{path}` is encrypted and needs its passphrase", path = path.display())]
    Locked {
        /// The package.
        path: PathBuf,
    },
    /// The passphrase is not the one of the package.
    #[error("that is not the passphrase of package `{path}`", path = path.display())]
    WrongPassphrase {
        /// The package.
        path: PathBuf,
    },
    /// Something lies where the package should go.
    #[error("`{path}` is there already", path = path.display())]
    InTheWay {
        /// The place.
        path: PathBuf,
    },
    /// The package could not be written.
    #[error("could not write `{path}`", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file could not be read.
    #[error("could not read `{path}`", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What goes into the package is not what the manifest says.
    #[error("`{path}` is not what it was when it was taken in")]
    Differs {
        /// The path in the package.
        path: String,
    },
    /// The folder or file is no package.
    #[error("`{path}` is no package", path = path.display())]
    NoPackage {
        /// The place.
        path: PathBuf,
    },
    /// The caller asked to stop.
    #[error("stopped")]
    Stopped,
}
