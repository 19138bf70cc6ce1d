//! Which messages on the pictures of one conversation are the same, and in which order the pictures stand.
//!
//! A person who captures a chat scrolls and captures again: neighbours share some messages. That sharing is the proof of
//! their order, and each shared message is one with two origins. What counts as proof is weighed in bits ([`rarity`]): a
//! long sentence that stands only here says much, 嗯 says little, a run of it says no more than one. What could as well
//! lie otherwise is not settled ([`overlap`]). Pictures that are proven to overlap grow into chains ([`chain`]); what no
//! picture proves stays apart and is said ([`Remark`]).
//!
//! Pure, and blind to the order in which the pictures are given: they are sorted by their keys before anything else. Pairs
//! are looked at only where they share something rare or stand side by side ([`nearby`]), so that it stays near-linear.

mod chain;
mod glance;
mod likeness;
mod nearby;
mod order;
mod overlap;
mod rarity;
mod remark;
mod spelling;
mod weave;
mod when;

use glance::Pages;
use juzheng_model::{Card, Fen, MessageKind, Side};

/// A picture of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What tells it from the others, the same whatever was added first: the id of its artifact.
    pub key: u64,
    /// Its file name: `IMG_1234` stands before `IMG_1235`.
    pub name: String,
    /// When it was captured, Unix seconds, where something says it.
    pub captured: Option<i64>,
    /// What stands on it, from the top down.
    pub pieces: Vec<Piece>,
}

/// What a piece of a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A time label, with the second at which its minute begins; `None` where it could not be resolved.
    Label(Option<i64>),
    /// A message.
    Message(MessageKind),
}

/// A message or time label on a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Whose side it is on.
    pub side: Side,
    /// The card, where it is told.
    pub card: Option<Card>,
    /// The amount on the card.
    pub amount: Option<Fen>,
    /// The text folded for comparing: NFKC, no blanks, no punctuation, lower case.
    pub text: String,
    /// Its height in thousandths of the picture's width; 0 where it is not known.
    pub height: u32,
    /// Whether the upper edge of the picture cuts it off.
    pub cut_top: bool,
    /// Whether the lower edge of the picture cuts it off.
    pub cut_bottom: bool,
    /// Earliest and latest second, where the picture says it.
    pub span: Option<(i64, i64)>,
}

/// Picture and piece, as indices of what was given.
pub type At = (u32, u32);

/// The pictures of a conversation, joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined {
    /// The chains, in the order of the conversation as far as times, labels and the order of capture show it.
    pub chains: Vec<Chain>,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// Pictures whose order is proven by what they share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The pictures from the top of the conversation down.
    pub pictures: Vec<u32>,
    /// What proves it.
    pub proofs: Vec<Proof>,
    /// Everything that stands on them, each once, from the top down.
    pub entries: Vec<Entry>,
}

/// Two pictures that overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// The picture that begins higher up in the conversation.
    pub above: u32,
    /// The other.
    pub below: u32,
    /// How many messages and labels they share.
    pub shared: u32,
}

/// One message or label with every place where it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where: whole ones before those that an edge cuts off.
    pub seen: Vec<At>,
    /// When: what all its places say together, narrowed by what stands above and below it.
    pub span: Option<(i64, i64)>,
}

/// What a person should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// Nothing shows that these pictures touch: a piece may be missing between them.
    PieceMissing {
        /// The last picture before the gap.
        above: u32,
        /// The first after it.
        below: u32,
    },
    /// These pictures may overlap in more than one way (equal messages): nothing was joined.
    Unclear {
        /// The picture that was taken to stand higher up.
        above: u32,
        /// The other.
        below: u32,
    },
    /// A picture shows what another shows, and nothing more.
    NearDuplicate {
        /// The picture.
        picture: u32,
        /// The other.
        of: u32,
    },
    /// What stands below says an earlier time than what stands above it on another picture.
    Backwards {
        /// What stands below.
        at: At,
        /// What stands above.
        above: At,
    },
    /// Two pictures show the same message at times that exclude each other.
    TimesDiffer {
        /// On the one.
        one: At,
        /// On the other.
        other: At,
    },
    /// Two pictures show the same card with different amounts.
    AmountsDiffer {
        /// On the one.
        one: At,
        /// On the other.
        other: At,
    },
}

/// Joins the pictures of one conversation. The result is the same in whatever order they are given.
pub fn join(pictures: &[Picture]) -> Joined {
    let pages = Pages::new(pictures);
    let found = overlap::all(&pages, &nearby::pairs(&pages));
    let grown = chain::grow(&pages, found);
    let mut ordered = order::chains(&pages, &grown);
    let mut remarks = remark::of_pictures(&pages, &grown, &ordered);
    for chain in &mut ordered {
        remarks.extend(when::narrow(&pages, &mut chain.entries));
    }
    pages.give_back(ordered, remarks)
}

#[cfg(test)]
mod tests;
