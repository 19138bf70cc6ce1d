//! How a record was read from a picture, in the JSON of the contract.

use juzheng_model::Seen;
use serde::Serialize;

/// How a record was read from a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MachineShape {
    /// The least confidence of its characters, in thousandths.
    pub confidence: u16,
    /// What the machine is not sure of: names of fields, or `cut`.
    pub unsure: Vec<&'static str>,
    /// Whether a person checked it: compared its picture, or corrected it.
    pub checked: bool,
}

impl MachineShape {
    /// Of a record that was seen so.
    pub(crate) fn new(seen: Seen, checked: bool) -> MachineShape {
        MachineShape { confidence: seen.confidence, unsure: seen.unsure.words().collect(), checked }
    }
}
