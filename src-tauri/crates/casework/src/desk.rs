//! What a use case gets from its caller: the clock, the user's name, and somebody to report to who may say stop.

use juzheng_vault::Stamp;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a use case is doing, for a progress bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// So many files were given, those in folders included; what is in archives is not known yet.
    Files(u64),
    /// A file is being taken in: its path and size in bytes.
    File {
        /// As it was given.
        path: String,
        /// Bytes, where known.
        size: u64,
    },
    /// So many bytes of the file are taken in.
    Bytes(u64),
    /// The file is being read for records.
    Reading,
    /// A file is done: its path, and what became of it.
    Done {
        /// As it was given.
        path: String,
        /// What became of it.
        status: crate::FileStatus,
    },
    /// So many of so many steps are done (originals checked, pages written).
    Steps(u64, u64),
}

/// The caller of a use case.
pub struct Desk<'a> {
    /// Unix seconds at the moment of calling.
    pub now: i64,
    /// Who acts, as it stands in the custody chain.
    pub actor: &'a str,
    /// Hears what is going on.
    pub report: &'a (dyn Fn(Report) + Sync),
    /// Set when the user wants to stop: what was finished stays, nothing half-done remains.
    pub stop: &'a AtomicBool,
}

impl<'a> Desk<'a> {
    /// When and who.
    pub(crate) fn stamp(&self) -> Stamp<'a> {
        Stamp { at: self.now, actor: self.actor }
    }

    /// Whether the user wants to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Reports, and says whether to go on.
    pub(crate) fn go_on(&self, report: Report) -> bool {
        (self.report)(report);
        !self.stopped()
    }
}

/// All of these bytes together. What a case or a package from somebody else says of sizes may be anything.
pub(crate) fn total(sizes: impl IntoIterator<Item = u64>) -> u64 {
    sizes.into_iter().fold(0, u64::saturating_add)
}
