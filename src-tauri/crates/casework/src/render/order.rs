//! What dossier is asked for, and what came of it.

use chrono::NaiveDate;
use juzheng_dossier::{Gaps, Part, PerPage, Profile, Rules, VolumeLimit};
use juzheng_model::Digest;
use serde::Serialize;
use std::path::PathBuf;

/// What dossier to make.
#[derive(Debug, Clone)]
pub struct DossierOrder {
    /// The file to write; one that is there is replaced. Of several volumes each gets its number before the ending.
    pub out: PathBuf,
    /// The date on it; today where none is given.
    pub date: Option<NaiveDate>,
    /// Whether gaps are printed.
    pub gaps: Gaps,
    /// For whom it is.
    pub profile: Profile,
    /// The parts in their order.
    pub parts: Vec<Part>,
    /// How it is printed.
    pub paper: Paper,
}

/// How a dossier is printed.
#[derive(Debug, Clone)]
pub struct Paper {
    /// How many screenshots stand on a page.
    pub pictures: PerPage,
    /// Whether what a machine read on pictures is printed.
    pub transcripts: bool,
    /// Whether the catalogue has the column of originals, copies and electronic data.
    pub forms: bool,
    /// Whether both sides of the paper are printed on.
    pub duplex: bool,
    /// Files that are no exhibits, by the heads of their ids.
    pub left_out: Vec<String>,
    /// What is hidden.
    pub hiding: Hiding,
    /// How large a volume may be; one where there is no limit.
    pub volumes: Option<VolumeLimit>,
    /// Whether a second file with the receipts and the labels is made.
    pub receipts: bool,
    /// Whether 证据目录 and the transfers are written as DOCX, too.
    pub docx: bool,
    /// Whether they are written as XLSX, too.
    pub xlsx: bool,
}

impl Default for Paper {
    fn default() -> Paper {
        Paper {
            pictures: PerPage::One,
            transcripts: false,
            forms: true,
            duplex: false,
            left_out: Vec::new(),
            hiding: Hiding::Boxes,
            volumes: None,
            receipts: false,
            docx: false,
            xlsx: false,
        }
    }
}

/// What is hidden in a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hiding {
    /// What lies under the user's boxes.
    #[default]
    Boxes,
    /// That, and what these rules find.
    Rules(Rules),
    /// Nothing: everything as it is.
    Nothing,
}

/// The dossier that was made.
#[derive(Debug, Clone, Serialize)]
pub struct RenderedDossier {
    /// Where it lies; of several volumes the first.
    pub path: String,
    /// How many pages it has, in all volumes.
    pub pages: usize,
    /// SHA-256 of the file at `path`.
    pub sha256: Digest,
    /// The files, where it has several volumes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<Volume>,
    /// The file with the receipts, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipts: Option<Volume>,
    /// The tables for lawyers who edit, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
}

/// 证据目录 or the transfers as a file that can be edited.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Where it lies.
    pub path: String,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// One file of a dossier.
#[derive(Debug, Clone, Serialize)]
pub struct Volume {
    /// Where it lies.
    pub path: String,
    /// How many pages it has.
    pub pages: usize,
    /// SHA-256 of the file.
    pub sha256: Digest,
}
