//! The slim projection that linking sees: times, amounts, sides, ids; no text.

use juzheng_model::{Direction, Fen, Side};

/// Where the message of a payment may be a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pool {
    /// A transfer: transfer cards.
    Card,
    /// A red packet: red packets, which never show an amount.
    RedPacket,
    /// Neither leaves a card in the chat (a payment by QR code).
    Nothing,
}

/// What the user decided on a payment's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The link with this item (or with none) is right.
    Confirmed(Option<u32>),
    /// The link with this item (or with none) is wrong.
    Rejected(Option<u32>),
    /// This item belongs to it.
    Chosen(u32),
}

/// A transfer that gets a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// The party it is with; a number that [`Room`] and [`Item`] use too.
    pub party: u32,
    /// `Out` or `In`, as seen from the user's side.
    pub direction: Direction,
    /// The amount, where the row says it.
    pub amount: Option<Fen>,
    /// Earliest and latest second, where the row says it.
    pub when: Option<(i64, i64)>,
    /// Where its message may be a card.
    pub pool: Pool,
    /// The hash of the transfer id (商户单号 of the payer's row), where there is one.
    pub transfer_id: Option<u64>,
    /// Whether the row comes from the other side's bill, so that its direction was turned.
    pub turned: bool,
    /// What the user decided.
    pub choice: Option<Choice>,
}

/// What an item is, as far as linking cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Anything that is no card.
    Plain,
    /// The payer's card.
    Sent,
    /// The payee's card after accepting.
    Receipt,
    /// A card of which the export does not tell whether it is the sent card or the receipt.
    Unsure,
    /// The payer's card that was not accepted in time: it has no receipt.
    Expired,
    /// A card that tells of a return or an expiry after the payer's own: never a link.
    Spent,
    /// A red packet.
    RedPacket,
}

/// A message of a party's conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Index of its conversation among the rooms.
    pub room: u32,
    /// The file it comes from: a number for each artifact, one for all pictures of a conversation together.
    pub source: u32,
    /// The earliest second; [`Item::UNDATED`] where the file does not say.
    pub at: i64,
    /// Seconds that the time leaves open after `at`.
    pub open_s: u32,
    /// Whose side.
    pub side: Side,
    /// What it is.
    pub what: What,
    /// In a group: the party that sent it, where it is one; [`Item::NOBODY`] else.
    pub sender: u32,
    /// The amount on the card.
    pub amount: Option<Fen>,
    /// The hash of the transfer id that the export keeps.
    pub transfer_id: Option<u64>,
    /// When the transfer was sent, where a receipt's own text says so.
    pub sent_at: Option<i64>,
}

impl Payment {
    /// Whether its row may be the acceptance instead of the sending: a row of *income* in the bill where it stands.
    pub(crate) fn may_be_acceptance(&self) -> bool {
        (self.direction == Direction::In) != self.turned
    }
}

impl Item {
    /// The `at` of an item without a time.
    pub const UNDATED: i64 = i64::MIN;
    /// The `sender` of an item that no party sent.
    pub const NOBODY: u32 = u32::MAX;

    /// Earliest and latest second; `None` for an undated item.
    pub fn span(&self) -> Option<(i64, i64)> {
        (self.at != Item::UNDATED).then(|| (self.at, self.at + i64::from(self.open_s)))
    }
}

/// A conversation of a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Room {
    /// The private conversation with this party.
    Private(u32),
    /// A group in which these parties speak.
    Group(Vec<u32>),
}
