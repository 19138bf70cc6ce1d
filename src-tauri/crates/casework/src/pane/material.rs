//! Materials: the files of the case, what they gave, and the originals as a person sees them.

use super::{case::FindingCounts, custody::CustodyPane, finding::FindingPane};
use crate::{FileStatus, Summary, shape::ArtifactShape};
use juzheng_model::Id;
use serde::Serialize;

/// How an original can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Preview {
    /// A picture.
    Picture,
    /// Pages of a PDF.
    Pages,
    /// Rows and columns.
    Table,
    /// Text.
    Text,
    /// An archive: its entries are files of their own.
    Entries,
    /// Only facts.
    None,
}

/// One file of the case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Material {
    /// The file.
    pub artifact: ArtifactShape,
    /// When it was taken in, as it is printed.
    pub added: String,
    /// As what it was read: `微信支付账单`, `聊天记录（LC044 v1）`.
    pub read_as: String,
    /// Its findings.
    pub findings: FindingCounts,
    /// How it can be looked at.
    pub preview: Preview,
    /// Whether it waits for its password.
    pub locked: bool,
    /// Files inside it.
    pub entries: u32,
    /// Whether it is a picture whose reading can be reviewed.
    pub picture: bool,
    /// Whether its records were read by the machine and no person has checked them.
    pub machine: bool,
}

/// All about one file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MaterialDetail {
    /// The file.
    pub material: Material,
    /// The file that it came in.
    pub parent: Option<Material>,
    /// The files inside it.
    pub entries: Vec<Material>,
    /// Its findings, at most 200 of each sort.
    pub findings: Vec<FindingPane>,
    /// What was done to it.
    pub custody: Vec<CustodyPane>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The pages of a PDF.
    pub pages: Option<u32>,
}

/// Rows of an original.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TablePage {
    /// The sheet, of a workbook.
    pub sheet: Option<String>,
    /// How many columns the widest of these rows has.
    pub columns: u32,
    /// The rows, in the order of the file.
    pub rows: Vec<TableRow>,
    /// Whether more follow.
    pub more: bool,
}

/// One row of an original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TableRow {
    /// The line of the file, or row of the sheet.
    pub line: u64,
    /// The cells, verbatim, each at most 2,000 characters.
    pub cells: Vec<String>,
}

/// Text of an original.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TextPage {
    /// The text; bytes that are none are shown as �.
    pub text: String,
    /// First byte.
    pub from: u64,
    /// The byte after the last.
    pub to: u64,
    /// Bytes of the file.
    pub size: u64,
}

/// What taking in is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum AddProgress {
    /// A file is begun.
    File {
        /// As it was given; of an entry of an archive `a.zip!/b.csv`.
        path: String,
        /// Bytes, where known; 0 where not.
        size: u64,
    },
    /// So many bytes of it are copied and fingerprinted.
    Bytes {
        /// Bytes.
        done: u64,
    },
    /// It is being read.
    Reading,
    /// It is done.
    Done {
        /// Its path.
        path: String,
        /// What became of it.
        status: FileStatus,
    },
    /// All are done; the case is being linked anew.
    Linking,
}

/// One file that was taken in.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AddedFile {
    /// As it was given.
    pub path: String,
    /// What became of it.
    pub status: FileStatus,
    /// The file in the case; `None` where it was rejected.
    pub material: Option<Material>,
    /// What to say of it, the weightiest first, at most 5.
    pub findings: Vec<FindingPane>,
    /// How many findings in all.
    pub findings_total: u32,
}

/// What taking in gave.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AddedFiles {
    /// The files in the order in which they were taken in.
    pub files: Vec<AddedFile>,
    /// Their counts.
    pub summary: Summary,
    /// Whether the user stopped before the end.
    pub stopped: bool,
    /// The id of the archives that wait for a password.
    pub locked: Vec<Id>,
}
