//! What the user asks for: a new case, other settings, a dossier.

use super::{
    case::{FindingCounts, LinkCounts, PartyPane},
    finding::Jump,
};
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
    /// How it is printed.
    pub paper: PaperForm,
}

/// How the dossier is printed, and what is made beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaperForm {
    /// How many screenshots stand on a page.
    pub pictures: crate::PerPage,
    /// Whether what a machine read on pictures is printed.
    pub transcripts: bool,
    /// Whether the catalogue has the column of originals, copies and electronic data.
    pub forms: bool,
    /// Whether both sides of the paper are printed on.
    pub duplex: bool,
    /// Files that are no exhibits.
    pub left_out: Vec<Id>,
    /// What is hidden.
    pub hiding: HidingForm,
    /// How large a volume may be; one volume where nothing is said.
    pub volumes: Option<VolumesForm>,
    /// Whether a second file with the receipts and the labels is made.
    pub receipts: bool,
    /// Whether 证据目录 and the transfers are written as DOCX, too.
    pub docx: bool,
    /// Whether they are written as XLSX, too.
    pub xlsx: bool,
}

/// What is hidden in a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum HidingForm {
    /// What lies under the user's boxes.
    Boxes,
    /// That, and what these rules find.
    Rules {
        /// The rules.
        rules: crate::Rules,
    },
    /// Nothing: everything as it is.
    Nothing,
}

/// How large a volume may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum VolumesForm {
    /// So many pages.
    Pages {
        /// At least one.
        most: u32,
    },
    /// So many megabytes (millions of bytes).
    Megabytes {
        /// At least two.
        most: u32,
    },
}

/// What of the dossier that is looked at is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum DossierTarget {
    /// A file.
    Material {
        /// The file.
        artifact: Id,
    },
    /// A transfer; where it is not printed, the file that it was read from.
    Transfer {
        /// The transfer.
        transfer: Id,
    },
    /// A message; where it is not printed, the file that it was read from.
    Message {
        /// The message.
        message: Id,
    },
}

/// A file that a page of the dossier shows something of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PageExhibit {
    /// Its number in the catalogue: `2-1`; `None` where it is no exhibit.
    pub label: Option<String>,
    /// Its name.
    pub name: String,
    /// Where it is seen in the case, at the first place that stands on the page.
    pub jump: Jump,
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
    /// Where it lies; of several volumes the first.
    pub path: String,
    /// How many pages, in all volumes.
    pub pages: u32,
    /// Bytes of the file at `path`.
    pub size: u64,
    /// SHA-256 of the file at `path`.
    pub sha256: Digest,
    /// The other files that were written: further volumes, receipts, tables.
    pub others: Vec<MadeFile>,
}

/// A file that was written beside the dossier.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MadeFile {
    /// What it is.
    pub what: MadeWhat,
    /// Where it lies.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// What a file beside the dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum MadeWhat {
    /// A further volume.
    Volume,
    /// Receipts and labels.
    Receipts,
    /// A table that can be edited.
    Table,
}
