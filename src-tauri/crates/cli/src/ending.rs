//! How a command ends: the exit statuses of the contract, and why one ended without its result.

use juzheng_casework::Error;
use std::io;

/// Done; findings never change it.
pub(crate) const DONE: u8 = 0;
/// Done, and something needs a person.
pub(crate) const NEEDS_PERSON: u8 = 1;
/// The command line is wrong.
pub(crate) const WRONG_LINE: u8 = 2;
/// Could not be done at all; nothing was changed.
pub(crate) const COULD_NOT: u8 = 3;
/// Stopped by Ctrl-C.
pub(crate) const STOPPED: u8 = 130;

/// Why a command ended without its result.
pub(crate) enum Failure {
    /// The use case could not be carried out.
    Case(Error),
    /// Standard output is gone or full.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Case(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}
