//! Links: the claim that a message evidences a transfer, with its basis, gap, verdict and reasons.

use crate::{id::Id, time::Gap};
use serde::{Deserialize, Serialize};

/// How the message of a transfer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum LinkBasis {
    /// The export keeps the transfer id, and it is the bill's 商户单号.
    Id,
    /// A sent card of the same direction and amount.
    Card,
    /// A red packet of the same direction.
    RedPacket,
    /// No card: the nearest message of the conversation, as context.
    Nearest,
    /// The user chose it.
    User,
    /// No message.
    None,
}

/// Which clock of the transfer the gap is measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// The payer's sending.
    Sent,
    /// The payee's acceptance.
    Accepted,
}

/// Where the message stands as seen from the transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The message is earlier.
    Before,
    /// The message is later.
    After,
    /// The spans overlap.
    Overlap,
}

/// What the gap says against the case's threshold; exactly the threshold is within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The greatest distance is not over the threshold.
    Within,
    /// The least distance is over the threshold.
    Over,
    /// The spans allow both, or a constant shift is not settled.
    Undetermined,
    /// There is no message near the transfer.
    NoMessage,
}

impl Verdict {
    /// The verdict of a gap against a threshold in seconds.
    pub fn of(gap: Gap, threshold_s: i64) -> Verdict {
        match gap {
            Gap { max_s, .. } if max_s <= threshold_s => Verdict::Within,
            Gap { min_s, .. } if min_s > threshold_s => Verdict::Over,
            _ => Verdict::Undetermined,
        }
    }
}

/// Whether a person has decided on a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Decided {
    /// The program's proposal.
    Proposed,
    /// The user confirmed it.
    Confirmed,
    /// The user rejected it.
    Rejected,
}

/// Why a link is as it is; the words are found elsewhere, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The same transfer id in the chat and as 商户单号 in the bill.
    SameId,
    /// A card of the same direction and amount.
    SameCard,
    /// A card of the same direction; the export does not keep its amount.
    CardWithoutAmount,
    /// A red packet of the same direction; chats never show its amount.
    RedPacket,
    /// Measured to the receipt card, which is nearer than the sent card.
    ByReceipt,
    /// No card: the nearest message.
    NearestMessage,
    /// Found in a group, because no private conversation holds a card.
    InGroup,
    /// The user chose it.
    UserChose,
    /// No message of the conversation within the search window.
    NothingNear,
    /// The party has no conversation in the case.
    NoConversation,
    /// The transfer has no time.
    NoTime,
    /// Another pairing is as good.
    Ambiguous,
    /// The case's chat runs so many seconds off; found, not settled.
    Shifted(i64),
    /// The user settled a shift of so many seconds (added to the chat's times).
    ShiftSettled(i64),
    /// The bill is the other side's, so the direction is turned.
    TurnedBill,
    /// The message names the amount, in this spelling.
    MentionsAmount(String),
    /// The message uses this word of lending.
    MentionsLending(String),
    /// The message uses this word of repaying.
    MentionsRepaying(String),
    /// The message uses this word of demanding.
    MentionsDemanding(String),
}

/// The link of one transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Derived from the transfer's id.
    pub id: Id,
    /// The transfer.
    pub transfer: Id,
    /// The sent card, red packet or nearest message; never a receipt.
    pub message: Option<Id>,
    /// How it was found.
    pub basis: LinkBasis,
    /// The clock on which the gap is measured; `None` without a card.
    pub clock: Option<Clock>,
    /// The gap; `None` without a message or without times.
    pub gap: Option<Gap>,
    /// The message's place as seen from the transfer.
    pub order: Option<Order>,
    /// A constant shift that was found: message time less transfer time, in seconds.
    pub shift_s: Option<i64>,
    /// What the gap says.
    pub verdict: Verdict,
    /// Another pairing is as good.
    pub ambiguous: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What the user noted (the cause of a gap).
    pub note: Option<String>,
    /// Whether a person has decided.
    pub decided: Decided,
}

impl Link {
    /// The id of the link of a transfer.
    pub fn id_of(transfer: Id) -> Id {
        Id::derive("link", &[&transfer.0.to_be_bytes()])
    }
}
