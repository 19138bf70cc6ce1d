//! Seals, timestamps and packages: how the case is sealed, what would leave the computer, what package is wanted.

use crate::{Audience, Gaps, SealShape};
use juzheng_model::Digest;
use serde::{Deserialize, Serialize};

/// How the case is sealed, and what is trusted in checking its timestamps.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SealsPane {
    /// The root of the case as it is now, whether it is sealed or not.
    pub root: Digest,
    /// The seals, the latest first.
    pub seals: Vec<SealShape>,
    /// The names of the files whose certificates the user trusts.
    pub trusted: Vec<String>,
}

/// A query over the root of the case, which is sealed now; nothing has left the computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QueryPane {
    /// The root that would be stamped.
    pub root: Digest,
    /// All that would be sent, in hex.
    pub query: String,
    /// How many bytes that is.
    pub bytes: u32,
}

/// The package that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PackForm {
    /// For whom.
    pub audience: Audience,
    /// Whether its dossier prints gaps.
    pub gaps: Gaps,
    /// `2026-04-03`, the date on its dossier; today where none is given.
    pub date: Option<String>,
    /// Megabytes of originals in a volume at most, at least one; one volume where nothing is said.
    pub volume_mb: Option<u32>,
}
