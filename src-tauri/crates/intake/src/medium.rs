//! The bytes of a file as handed to foreign code, remembering when the medium itself failed.
//!
//! The zip and spreadsheet crates answer a failing disk and a damaged file alike. Damage is a finding that is recorded; a
//! failing disk must not be recorded as damage.

use crate::error::Error;
use juzheng_model::port::Bytes;
use std::{
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex, PoisonError},
};

/// Bytes whose failures are remembered.
pub(crate) struct Medium<'b> {
    bytes: &'b mut dyn Bytes,
    failure: Failure,
}

/// The first failure of a medium, seen from outside of whoever reads it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Failure(Arc<Mutex<Option<io::Error>>>);

impl<'b> Medium<'b> {
    /// The bytes, and where their failure will be seen.
    pub(crate) fn watch(bytes: &'b mut dyn Bytes) -> (Medium<'b>, Failure) {
        let failure = Failure::default();
        (Medium { bytes, failure: failure.clone() }, failure)
    }
}

impl Failure {
    /// Passes a failure of the medium on.
    ///
    /// # Errors
    /// The medium has failed since the last time.
    pub(crate) fn check(&self, attempt: &'static str) -> Result<(), Error> {
        let failure = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        failure.map_or(Ok(()), |source| Err(Error::Read { attempt, source }))
    }
}

impl Read for Medium<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(out).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.failure.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
            kind.into()
        })
    }
}

impl Seek for Medium<'_> {
    /// A place that cannot be gone to is one that damaged content names; the medium has no part in it.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
