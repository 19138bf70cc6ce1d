//! What the system says when a file cannot be had, as a term that both languages have words for.

use std::io::{Error, ErrorKind};

/// The term of an error, or its own text where there is none.
pub(crate) fn io_word(error: &Error) -> String {
    let term = match error.kind() {
        ErrorKind::NotFound => "not-found",
        ErrorKind::PermissionDenied => "no-permission",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk-full",
        ErrorKind::ReadOnlyFilesystem => "read-only",
        ErrorKind::IsADirectory => "not-a-file",
        ErrorKind::NotADirectory => "not-a-folder",
        _ => return error.to_string(),
    };
    term.to_owned()
}
