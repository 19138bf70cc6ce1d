//! MESSAGE: one item of a conversation in the JSON of the contract.

use super::MachineShape;
use juzheng_model::{Card, Fen, Id, MessageKind, Origin, Side, Span};
use serde::Serialize;

/// One item of a conversation.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the contract is the documentation
pub struct MessageShape {
    pub id: Id,
    pub source_id: Option<String>,
    pub conversation: String,
    pub when: Option<Span>,
    pub side: Side,
    pub sender: String,
    pub kind: MessageKind,
    pub text: String,
    pub amount_fen: Option<Fen>,
    pub card: Option<Card>,
    pub transfer_id: Option<String>,
    pub origins: Vec<Origin>,
    /// Whether the user corrected it.
    pub corrected: bool,
    /// How it was read from a picture; `null` of any other file.
    pub machine: Option<MachineShape>,
}
