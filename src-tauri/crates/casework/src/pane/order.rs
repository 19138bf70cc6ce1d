//! What the user asks for: a new case, other settings, a dossier.

use super::case::{FindingCounts, LinkCounts, PartyPane};
use juzheng_model::{Digest, Id};
use serde::{Deserialize, Serialize};

/// The form of a new case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NewCaseForm {
    /// The folder in which the case folder is made.
    pub place: String,
    /// Its title; the case folder is called by it.
    pub title: String,
    /// The people of the case; at least one of each side.
    pub parties: Vec<PartyPane>,
    /// The threshold in minutes.
    pub threshold_minutes: u32,
    /// `+08:00`
    pub offset: String,
}

/// A change of the settings; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SettingsChange {
    /// The threshold in minutes.
    pub threshold_minutes: Option<u32>,
    /// `+08:00`
    pub offset: Option<String>,
    /// The parties as they shall be. One that keeps its name keeps who asserted its aliases and when.
    pub parties: Option<Vec<PartyPane>>,
    /// A shift that the user settles: (artifact, seconds as found). 0 takes a settled one back.
    pub shift: Option<(Id, i64)>,
}

/// What a change would do, worked out without doing it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // before and after the change
pub struct Effect {
    pub links_before: LinkCounts,
    pub links_after: LinkCounts,
    pub findings_before: FindingCounts,
    pub findings_after: FindingCounts,
    pub messages_before: u64,
    pub messages_after: u64,
    pub transfers_before: u64,
    pub transfers_after: u64,
    /// In words, one sentence each; one sentence that nothing changes where nothing does.
    pub sentences: Vec<String>,
}

/// The dossier that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DossierForm {
    /// For whom it is.
    pub profile: crate::Profile,
    /// Whether gaps are printed.
    pub gaps: crate::Gaps,
    /// `2026-04-03`; today where none is given.
    pub date: Option<String>,
    /// The parts in their order.
    pub parts: Vec<crate::Part>,
}

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WorkProgress {
    /// Steps done.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// A dossier that can be looked at, and is not exported yet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DossierPreview {
    /// Names this preview; its pages are `page/N` under it.
    pub token: u32,
    /// How many pages.
    pub pages: u32,
    /// Bytes of the PDF.
    pub size: u64,
    /// Where each part begins: (title, page from 1).
    pub outline: Vec<(String, u32)>,
}

/// A dossier that was exported.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DossierMade {
    /// Where it lies.
    pub path: String,
    /// How many pages.
    pub pages: u32,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the file.
    pub sha256: Digest,
}
