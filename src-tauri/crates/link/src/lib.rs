//! Which message belongs to which transfer, how far apart they are, what is missing: pure functions of slim records.
//!
//! Linking holds no text and no name. The caller (casework) has already said whose conversation is whose, applied the
//! settings of the case to the times, and looked up the decisions of the user; it adds words to what comes out.
//!
//! The way: receipts find their sent cards ([`receipt`]), transfers and cards are paired one to one ([`pairing`], by
//! [`assign`] and [`tie`]), a constant shift of a chat is looked for ([`shift`]), what is left takes the nearest message
//! ([`nearest`]), and each link is measured ([`measure`]).
//!
//! Apart from linking, [`series`] joins overlapping pictures of one conversation before its messages are linked.

pub mod input;
pub mod mention;
pub mod series;

mod assign;
mod copy;
mod measure;
mod nearest;
mod pairing;
mod receipt;
mod shift;
mod tie;

pub use input::{Choice, Item, Payment, Pool, Room, What};

use juzheng_model::link::{Clock, LinkBasis, Order, Reason, Verdict};
use juzheng_model::time::Gap;

/// How far from a transfer its message is looked for, either side: 72 hours, in seconds.
pub const WINDOW_S: i64 = 72 * 3600;

/// The fixed measure of the first aim of pairing, whatever the case's threshold: 15 minutes, in seconds.
pub const NEAR_S: i64 = 900;

/// Everything that linking looks at.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The transfers that get a link.
    pub payments: &'a [Payment],
    /// The messages of the parties' conversations.
    pub items: &'a [Item],
    /// The conversations that the items name by index.
    pub rooms: &'a [Room],
    /// The case's threshold in seconds.
    pub threshold_s: i64,
}

/// What was found for one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index of the message among the items.
    pub item: Option<u32>,
    /// Index of the receipt card among the items: the *accepted* clock of the transfer.
    pub receipt: Option<u32>,
    /// How it was found.
    pub basis: LinkBasis,
    /// The clock of the gap.
    pub clock: Option<Clock>,
    /// The gap.
    pub gap: Option<Gap>,
    /// The message's place as seen from the transfer.
    pub order: Option<Order>,
    /// The constant shift that the link is concerned by, in seconds.
    pub shift_s: Option<i64>,
    /// What the gap says.
    pub verdict: Verdict,
    /// Another pairing is as good.
    pub ambiguous: bool,
    /// Why, without what the text says (see [`mention`]).
    pub reasons: Vec<Reason>,
}

/// A constant shift between the cards of one source and the bill rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The source (artifact) of the cards.
    pub source: u32,
    /// Message time less transfer time, in seconds.
    pub seconds: i64,
    /// How many card pairs agree on it.
    pub pairs: u32,
    /// The first and last card time of the pairs that agree; everything, where they are most of the source's pairs.
    pub within: (i64, i64),
    /// Whether most pairs of that time agree, so that every message of it is concerned; else only those that agree are.
    pub prevails: bool,
}

/// The links of all payments, and what is said of the chats as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// One for each payment, in their order.
    pub found: Vec<Found>,
    /// Constant shifts, at most one for each source.
    pub shifts: Vec<Shift>,
    /// Sent cards that no payment has: in the chat, not in the bill. Indices of items.
    pub loose_cards: Vec<u32>,
    /// Receipts with the sent cards that they answer. Indices of items.
    pub receipts: Vec<(u32, u32)>,
}

/// Links every payment anew.
pub fn link(input: Input<'_>) -> Linked {
    let cards = receipt::cards(input);
    let (paired, shifts) = shift::pair(input, &cards);
    let near = nearest::Nearest::new(input);
    let found = (0..input.payments.len())
        .map(|ix| measure::measure(input, ix, &cards, &paired[ix], &near, &shifts))
        .collect::<Vec<_>>();
    let loose_cards = receipt::loose(&cards, &found);
    let receipts = cards.iter().filter_map(|card| Some((card.receipt?, card.item))).collect();
    Linked { found, shifts, loose_cards, receipts }
}

#[cfg(test)]
mod tests;
