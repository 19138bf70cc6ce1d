//! TRANSFER: one movement of money in the JSON of the contract.

use super::MachineShape;
use juzheng_model::{Direction, Fen, Id, Offset, Origin, Span, Status, Transfer, TransferKind};
use serde::Serialize;

/// One movement of money.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the contract is the documentation
pub struct TransferShape {
    pub id: Id,
    pub transaction_id: Option<String>,
    pub merchant_id: Option<String>,
    pub when: Option<Span>,
    pub accepted: Option<Span>,
    pub returned: Option<Span>,
    pub returned_fen: Option<Fen>,
    pub direction: Option<Direction>,
    pub amount_fen: Option<Fen>,
    pub counterparty: Option<String>,
    pub kind: TransferKind,
    pub type_text: String,
    pub status: Status,
    pub status_text: String,
    pub memo: Option<String>,
    pub note: Option<String>,
    pub method: Option<String>,
    pub origins: Vec<Origin>,
    /// The fields that the user corrected.
    pub corrected: Vec<String>,
    /// How it, or a part of it, was read from a picture; `null` where nothing of it was.
    pub machine: Option<MachineShape>,
}

impl TransferShape {
    /// A row as it stands in its file.
    pub(crate) fn new(id: Id, transfer: &Transfer, origins: Vec<Origin>, offset: Offset) -> TransferShape {
        let span = |when: Option<juzheng_model::Moment>| when.map(|when| when.span(transfer.basis(), offset));
        TransferShape {
            id,
            transaction_id: transfer.transaction_id.clone(),
            merchant_id: transfer.merchant_id.clone(),
            when: span(transfer.when),
            accepted: span(transfer.accepted),
            returned: span(transfer.returned),
            returned_fen: transfer.returned_amount,
            direction: transfer.direction,
            amount_fen: transfer.amount,
            counterparty: transfer.counterparty.clone(),
            kind: transfer.kind,
            type_text: transfer.type_text.clone(),
            status: transfer.status,
            status_text: transfer.status_text.clone(),
            memo: transfer.memo.clone(),
            note: transfer.note.clone(),
            method: transfer.method.clone(),
            origins,
            corrected: Vec::new(),
            machine: transfer.seen.map(|seen| MachineShape::new(seen, false)),
        }
    }
}
