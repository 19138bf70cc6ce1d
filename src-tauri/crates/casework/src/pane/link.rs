//! Links: the table of transfers, and all that speaks for and against one of them.

use super::timeline::{Bubble, MoneyCard};
use crate::shape::{MessageShape, TransferShape};
use juzheng_model::{
    Direction, Id,
    link::{Decided, Verdict},
};
use serde::{Deserialize, Serialize};

/// By what the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum LinkSort {
    /// The time of the transfer.
    Time,
    /// The amount.
    Amount,
    /// The gap; those without one at the end.
    Gap,
    /// The verdict: no message, over, undetermined, within.
    Verdict,
}

/// Which links, in which order. Empty lists mean all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkQuery {
    /// Only these verdicts.
    pub verdicts: Vec<Verdict>,
    /// Only these states.
    pub decided: Vec<Decided>,
    /// Only this way.
    pub direction: Option<Direction>,
    /// Only this party.
    pub party: Option<usize>,
    /// Only where the amount in yuan, the counterparty, the memo, or the transaction id holds this.
    pub text: String,
    /// By what.
    pub sort: LinkSort,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Some rows of the table.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkPage {
    /// How many rows the query has.
    pub total: u32,
    /// The number of the first row here.
    pub from: u32,
    /// The rows.
    pub rows: Vec<LinkRow>,
}

/// One row of the table.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkRow {
    /// Its number under the query.
    pub row: u32,
    /// The transfer and what its link says.
    pub money: MoneyCard,
    /// What its message says, at most 200 characters.
    pub excerpt: Option<String>,
    /// When its message was.
    pub message_time: Option<String>,
    /// Whether the machine read its message from a picture and no person has checked that.
    pub message_machine: bool,
}

/// A message that could be the transfer's.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Candidate {
    /// The message.
    pub bubble: Bubble,
    /// Seconds from the transfer to it: negative where it is earlier. `None` where one of them has no time.
    pub distance_s: Option<i64>,
    /// The link that has it now as its card, if that is another one.
    pub taken_by: Option<Id>,
}

/// All about one link.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkDetail {
    /// The transfer and what its link says.
    pub money: MoneyCard,
    /// The transfer in full.
    pub transfer: TransferShape,
    /// Its message in full.
    pub message: Option<MessageShape>,
    /// Which clock of the transfer the gap is measured on.
    pub clock: Option<juzheng_model::link::Clock>,
    /// The message that the user said is not the transfer's, where the link is rejected.
    pub rejected: Option<Bubble>,
    /// The card of its acceptance.
    pub receipt: Option<Bubble>,
    /// Why the link is as it is, one sentence each.
    pub reasons: Vec<String>,
    /// The next best message, where there is one.
    pub runner_up: Option<Candidate>,
    /// The chat around the message, or around the transfer's time where there is none.
    pub around: Surroundings,
}

/// A stretch of the chat.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Surroundings {
    /// The messages in time order.
    pub messages: Vec<Candidate>,
    /// Whether there are earlier ones in the party's conversations.
    pub earlier: bool,
    /// Whether there are later ones.
    pub later: bool,
}

/// What the user decides on a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Decision {
    /// It is right.
    Confirm {
        /// The link.
        link: Id,
    },
    /// It is wrong.
    Reject {
        /// The link.
        link: Id,
    },
    /// This message belongs to it.
    Relink {
        /// The link.
        link: Id,
        /// The message.
        message: Id,
    },
    /// The cause of its gap; an empty text takes it away.
    Note {
        /// The link.
        link: Id,
        /// The words.
        text: String,
    },
    /// A field of a record is read wrong; an empty value takes it away.
    Correct {
        /// The message or transfer.
        record: Id,
        /// The field, as `juzheng correct` names it.
        field: String,
        /// The value.
        value: String,
    },
    /// What was read from this picture, with the corrections so far, is what stands on it.
    CheckPicture {
        /// The picture.
        artifact: Id,
    },
    /// A box on this picture is not shown in what is made for others; the original stays as it is.
    Redact {
        /// The picture.
        artifact: Id,
        /// x, y, width, height on the upright picture.
        bounds: [u32; 4],
    },
    /// A box that was hidden is shown again.
    Uncover {
        /// The picture.
        artifact: Id,
        /// The box, as [`super::Picture`] names it.
        bounds: [u32; 4],
    },
}

/// A cause that gaps often have, to choose from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GapCause {
    /// The words that are noted.
    pub text: String,
}

/// What was taken back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Undone {
    /// In words.
    pub words: String,
    /// The link that it was about, if it was about one.
    pub link: Option<Id>,
}
