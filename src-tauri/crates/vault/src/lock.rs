//! The writer's lock: one program at a time may write to a case, from opening it to closing it.
//!
//! SQLite's own lock covers a transaction only; a second writer would take the file that the first is still copying for
//! the leftover of a crash. The system lets go of the lock when the program ends, however it ends.

use std::{fs, io, path::Path};

/// Held as long as the case is open for writing.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: fs::File,
}

impl WriterLock {
    /// Takes the lock; `None` where another program has it.
    #[cfg(unix)]
    pub(crate) fn take(folder: &Path) -> io::Result<Option<WriterLock>> {
        // The folder itself is locked, so that no file of the lock is left in it.
        let file = fs::File::open(folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(WriterLock { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            // A file system without such locks (some network shares): SQLite's own lock is what there is.
            Err(fs::TryLockError::Error(_)) => Ok(Some(WriterLock { _file: file })),
        }
    }

    /// Takes the lock; `None` where another program has it.
    #[cfg(windows)]
    pub(crate) fn take(folder: &Path) -> io::Result<Option<WriterLock>> {
        use std::os::windows::fs::OpenOptionsExt;
        const DELETE_ON_CLOSE: u32 = 0x0400_0000;
        const SHARING_VIOLATION: i32 = 32;
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).share_mode(0).custom_flags(DELETE_ON_CLOSE);
        match options.open(folder.join(".writing")) {
            Ok(file) => Ok(Some(WriterLock { _file: file })),
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
