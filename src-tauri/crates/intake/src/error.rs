//! Why reading a file could not be carried through. What is wrong *in* a file is never an error but a finding.

use std::io;

/// The work could not be done: the bytes could not be had, or nobody took the records.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes of the file could not be read or sought.
    #[error("could not read the file while {attempt}")]
    Read {
        /// What was tried, as `looking at its beginning`.
        attempt: &'static str,
        /// What the medium answered.
        source: io::Error,
    },
    /// The sink refused a record or finding: the user stopped, the disk is full. Its own answer is the source.
    #[error("the reading was refused by its receiver")]
    Sink {
        /// The sink's answer, unchanged.
        source: io::Error,
    },
    /// What was unpacked could not be written out.
    #[error("could not write entry {index} of the archive")]
    Write {
        /// Index of the entry in the archive.
        index: usize,
        /// What the receiver answered, unchanged.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err`: reading failed while `attempt`.
    pub(crate) fn reading(attempt: &'static str) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::Read { attempt, source }
    }

    /// For `map_err`: the sink refused.
    pub(crate) fn refused(source: io::Error) -> Error {
        Error::Sink { source }
    }
}
