//! LINK: the link of one transfer in the JSON of the contract.

use crate::words::{self, Lang};
use juzheng_model::link::{Clock, Decided, Link, LinkBasis, Order, Reason, Verdict};
use juzheng_model::{Direction, Fen, Id, Span, time::Gap};
use serde::Serialize;

/// The link of one transfer.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)] // the contract is the documentation
pub struct LinkShape {
    pub id: Id,
    pub transfer: Id,
    pub message: Option<Id>,
    pub message_source_id: Option<String>,
    pub basis: LinkBasis,
    pub clock: Option<Clock>,
    pub gap: Option<Gap>,
    pub order: Option<Order>,
    pub shift_s: Option<i64>,
    pub verdict: Verdict,
    pub ambiguous: bool,
    pub reasons: Vec<String>,
    pub note: Option<String>,
    pub decided: Decided,
    /// Whether the transfer or its message was read from a picture by a machine and checked by nobody.
    pub unchecked: bool,
    /// What the reasons are made of, for a face in another language.
    #[serde(skip)]
    pub why: Vec<Reason>,
    /// What a person wants to see of transfer and message beside the link; the JSON has both in lists of their own.
    #[serde(skip)]
    pub glance: Glance,
}

/// A transfer and its message at a glance.
#[derive(Debug, Clone, Default)]
pub struct Glance {
    /// When the transfer was.
    pub when: Option<Span>,
    /// Which way.
    pub direction: Option<Direction>,
    /// How much.
    pub amount: Option<Fen>,
    /// What the message says.
    pub text: Option<String>,
    /// Whether one of them was read from a picture by a machine and checked by nobody.
    pub unchecked: bool,
}

impl LinkShape {
    /// A link in the words of the JSON.
    pub(crate) fn new(link: Link, message_source_id: Option<String>, glance: Glance) -> LinkShape {
        LinkShape {
            id: link.id,
            transfer: link.transfer,
            message: link.message,
            message_source_id,
            basis: link.basis,
            clock: link.clock,
            gap: link.gap,
            order: link.order,
            shift_s: link.shift_s,
            verdict: link.verdict,
            ambiguous: link.ambiguous,
            reasons: link.reasons.iter().map(|reason| words::reason(reason, Lang::Zh)).collect(),
            note: link.note,
            decided: link.decided,
            unchecked: glance.unchecked,
            why: link.reasons,
            glance,
        }
    }
}
