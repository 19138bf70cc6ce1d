//! Findings: by weight and sort, each with the place it is about.

use juzheng_model::{Id, Place, Severity};
use serde::Serialize;

/// All findings of one sort.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FindingGroup {
    /// The code.
    pub code: String,
    /// How much they weigh.
    pub severity: Severity,
    /// How many.
    pub count: u32,
    /// What to do about them.
    pub hint: String,
    /// The first ones; [`FindingPage`] has the rest.
    pub first: Vec<FindingPane>,
}

/// Some findings of one sort.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FindingPage {
    /// How many of this sort.
    pub total: u32,
    /// The number of the first one here.
    pub from: u32,
    /// The findings.
    pub items: Vec<FindingPane>,
}

/// Something a person should look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FindingPane {
    /// The code.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The file, by name.
    pub artifact_name: Option<String>,
    /// The place in it.
    pub place: Option<Place>,
    /// Where it jumps.
    pub jump: Jump,
    /// Of a constant clock shift: the seconds as it was found, which settle it.
    pub shift_s: Option<i64>,
}

/// Where something leads; the first that is there is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Jump {
    /// A link.
    pub link: Option<Id>,
    /// A message.
    pub message: Option<Id>,
    /// A transfer.
    pub transfer: Option<Id>,
    /// A file, and the row in it.
    pub artifact: Option<Id>,
    /// See `artifact`.
    pub line: Option<u64>,
    /// See `artifact`.
    pub sheet: Option<String>,
    /// Whether the file is a picture that can be reviewed; then it is meant there.
    pub picture: bool,
    /// See `artifact`: the page of a PDF, from 1.
    pub page: Option<u32>,
    /// See `artifact`: the box on the picture.
    pub bounds: Option<[u32; 4]>,
}
