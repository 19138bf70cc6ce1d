//! Why a command stopped.

use std::{io, path::PathBuf};

/// Why a command stopped. The advice, where there is any, is [`Error::hint`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// No such command, or words that it does not take.
    #[error("no such command, or words that it does not take\n\n{usage}")]
    CommandLine { usage: &'static str },
    /// A program could not be started.
    #[error("could not start `{program}` to {doing}")]
    NotStarted { program: String, doing: String, source: io::Error },
    /// A program ended badly; it has said why itself.
    #[error("`{program}` could not {doing} (exit status {status})")]
    Ended { program: String, doing: String, status: String },
    /// Programs that the command needs are missing.
    #[error("missing on this machine: {}", programs.join(", "))]
    Missing { programs: Vec<&'static str>, packages: Vec<&'static str> },
    /// A file or folder could not be read or written.
    #[error("could not {doing} `{}`", path.display())]
    File { doing: &'static str, path: PathBuf, source: io::Error },
    /// A downloaded file is not the one that was pinned.
    #[error("`{name}` has SHA-256 {found}, pinned is {pinned}")]
    WrongDigest { name: &'static str, found: String, pinned: &'static str },
    /// A program printed something that cannot be understood.
    #[error("`{program}` printed `{printed}` where a number of seconds was expected")]
    NotSeconds { program: String, printed: String },
    /// A generated case goes by other names than the ones that are measured with.
    #[error("the generated case does not know the name `{name}`")]
    NameUnknown { name: &'static str },
    /// Neither a cache folder nor a home folder is known.
    #[error("neither a cache folder nor a home folder is known")]
    NoCache,
}

impl Error {
    /// What can be done about it.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Error::Missing { packages, .. } => {
                Some(format!("install these packages (Debian's names), then run again: {}", packages.join(" ")))
            }
            Error::NotStarted { program, .. } if program.starts_with("npm") => {
                Some("install Node.js 20 or newer, which brings npm".to_owned())
            }
            Error::WrongDigest { .. } => Some(
                "the file was not used: it may be broken off, or it is not what it says; run again, then look at \
                 the pins in fonts.rs and models.rs of src-tauri/crates/xtask/src"
                    .to_owned(),
            ),
            Error::NoCache => Some("set XDG_CACHE_HOME to a folder that can be written".to_owned()),
            _ => None,
        }
    }
}
