//! Custody in plain words, and what checking everything gave.

use crate::{CheckedCounts, CheckedItem, SealShape};
use juzheng_model::{Digest, Id};
use serde::Serialize;

/// One entry of the custody chain.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CustodyPane {
    /// Its number.
    pub seq: u64,
    /// When, as it is printed.
    pub time: String,
    /// Who.
    pub actor: String,
    /// `create`, `keep`, `keep-again`, `read`, `settings`, `decide`, `undo`, `seal`, `query`, `stamp`, `export`,
    /// `check`.
    pub action: String,
    /// What was done, in one sentence.
    pub words: String,
    /// More about it.
    pub lines: Vec<CustodyLine>,
    /// The digest of the entry before.
    pub previous: Digest,
    /// Its digest.
    pub digest: Digest,
}

/// One fact of an entry.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CustodyLine {
    /// What.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What checking everything gave.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckPane {
    /// Whether all of it holds.
    pub ok: bool,
    /// When it was checked, as it is printed.
    pub time: String,
    /// How much was checked.
    pub checked: CheckedCounts,
    /// What does not hold.
    pub problems: Vec<CheckProblem>,
    /// How each material stands, what does not hold first.
    pub items: Vec<CheckedItem>,
    /// The seals with their timestamps.
    pub seals: Vec<SealShape>,
    /// Timestamps whose authority could not be verified; they prove nothing and are no problems.
    pub unverified: u64,
    /// What the result means and what it does not.
    pub scope: String,
}

/// Something that does not hold.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckProblem {
    /// What sort of thing.
    pub code: String,
    /// In words.
    pub message: String,
    /// The file.
    pub artifact: Option<Id>,
}
