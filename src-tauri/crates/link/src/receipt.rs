//! The cards of the conversations: each sent card with its receipt, exports of the same chat counted once.
//!
//! A completed transfer is two cards. The receipt is the *accepted* clock of the transfer and never a second payment:
//! it is found by the transfer id, by the sending time that its own text names, else as the first open card of the same
//! amount from the other side within 24 hours (WeChat returns what is not accepted by then), in order.

use crate::copy;
use crate::{Found, Input, Item, Room, What};
use juzheng_model::{Direction, Fen, Side, link::LinkBasis};
use std::collections::HashMap;

/// WeChat's time limit for accepting a transfer: 24 hours, with two minutes for the clocks of two phones.
const ACCEPT_WITHIN_S: i64 = 24 * 3600 + 120;

/// A sent card or red packet that a transfer may be paired with.
#[derive(Debug, Clone)]
pub(crate) struct SentCard {
    /// Index among the items.
    pub item: u32,
    /// Indices of the same card in other exports of the chat.
    pub copies: Vec<u32>,
    /// The receipt, index among the items.
    pub receipt: Option<u32>,
    /// The parties whose transfers it can belong to.
    pub parties: Parties,
    /// The direction of its transfer, as seen from the user's side.
    pub direction: Direction,
    /// The amount it shows.
    pub amount: Option<Fen>,
    /// Whether it is a red packet.
    pub red_packet: bool,
    /// Earliest and latest second of sending.
    pub sent: (i64, i64),
    /// Earliest and latest second of acceptance.
    pub accepted: Option<(i64, i64)>,
    /// The hash of its transfer id.
    pub transfer_id: Option<u64>,
}

/// Whose transfers a card can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parties {
    /// The party of a private conversation.
    One(u32),
    /// A card in a group: index of the room.
    Room(u32),
}

/// All dated sent cards and red packets, in the order of the items, copies in other exports folded into the first.
pub(crate) fn cards(input: Input<'_>) -> Vec<SentCard> {
    let receipts = receipts(input);
    let mut cards: Vec<SentCard> = Vec::new();
    let mut seen: HashMap<Key, Vec<(usize, u32)>> = HashMap::new();
    for (ix, item) in input.items.iter().enumerate() {
        let Some(card) = sent_card(input, ix, item, &receipts) else { continue };
        let key = (card.parties_key(), card.direction, card.amount, card.red_packet, card.sent);
        // The n-th card of one export is the n-th of another with the same key: one card, exported twice.
        let known = seen.entry(key).or_default();
        let copy_of = known.iter().position(|(first, _)| {
            let holder = &cards[*first];
            let sources = std::iter::once(&holder.item).chain(&holder.copies);
            sources.into_iter().all(|other| input.items[*other as usize].source != item.source)
        });
        match copy_of {
            Some(which) => {
                let first = known[which].0;
                let receipt = card.receipt;
                let accepted = card.accepted;
                let holder = &mut cards[first];
                holder.copies.push(ix as u32);
                holder.transfer_id = holder.transfer_id.or(card.transfer_id);
                if holder.receipt.is_none() {
                    (holder.receipt, holder.accepted) = (receipt, accepted);
                }
            }
            None => {
                known.push((cards.len(), item.source));
                cards.push(card);
            }
        }
    }
    copy::fold(input, cards)
}

/// What makes cards of two exports the same card.
type Key = ((bool, u32), Direction, Option<Fen>, bool, (i64, i64));

impl SentCard {
    /// Whose it is, as something to compare: whether it is in a group, and its party or room.
    pub(crate) fn parties_key(&self) -> (bool, u32) {
        match self.parties {
            Parties::One(party) => (false, party),
            Parties::Room(room) => (true, room),
        }
    }

    /// The card and its copies.
    pub(crate) fn items(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.item).chain(self.copies.iter().copied())
    }
}

fn sent_card(input: Input<'_>, ix: usize, item: &Item, receipts: &Receipts) -> Option<SentCard> {
    let red_packet = match item.what {
        What::Sent | What::Expired => false,
        What::Unsure if !receipts.is_receipt(ix) => false,
        What::RedPacket => true,
        _ => return None,
    };
    let direction = match item.side {
        Side::Me => Direction::Out,
        Side::Other => Direction::In,
        Side::System | Side::Unknown => return None,
    };
    let sent = item.span()?;
    let parties = match &input.rooms[item.room as usize] {
        Room::Private(party) => Parties::One(*party),
        Room::Group(_) if direction == Direction::In && item.sender == Item::NOBODY => return None,
        Room::Group(_) => Parties::Room(item.room),
    };
    let receipt = receipts.of_card.get(&(ix as u32)).copied();
    Some(SentCard {
        item: ix as u32,
        copies: Vec::new(),
        receipt,
        parties,
        direction,
        amount: item.amount,
        red_packet,
        sent,
        accepted: receipt.and_then(|r| input.items[r as usize].span()),
        transfer_id: item.transfer_id,
    })
}

/// Which receipt belongs to which sent card.
#[derive(Default)]
struct Receipts {
    of_card: HashMap<u32, u32>,
    /// Unsure cards that turned out to be receipts.
    unsure: std::collections::HashSet<u32>,
}

impl Receipts {
    fn is_receipt(&self, item: usize) -> bool {
        self.unsure.contains(&(item as u32))
    }
}

fn receipts(input: Input<'_>) -> Receipts {
    let mut by_room: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    for (ix, item) in input.items.iter().enumerate() {
        if matches!(item.what, What::Sent | What::Receipt | What::Unsure | What::Spent)
            && item.at != Item::UNDATED
        {
            by_room.entry((item.room, item.source)).or_default().push(ix as u32);
        }
    }
    let mut found = Receipts::default();
    for mut room in by_room.into_values() {
        room.sort_by_key(|ix| (input.items[*ix as usize].at, *ix));
        in_one_room(input.items, &room, &mut found);
    }
    found
}

/// Cards of one export of one conversation, in time order.
fn in_one_room(items: &[Item], room: &[u32], found: &mut Receipts) {
    let mut open: HashMap<(Side, Option<Fen>), std::collections::VecDeque<u32>> = HashMap::new();
    let mut by_id: HashMap<u64, u32> = HashMap::new();
    for &ix in room {
        let item = &items[ix as usize];
        let payer = match item.side {
            Side::Me => Side::Other,
            Side::Other => Side::Me,
            other => other,
        };
        match item.what {
            What::Sent => {
                open.entry((item.side, item.amount)).or_default().push_back(ix);
                if let Some(id) = item.transfer_id {
                    by_id.insert(id, ix);
                }
            }
            What::Receipt | What::Spent => {
                let named = item.transfer_id.and_then(|id| by_id.get(&id).copied());
                let queue = open.entry((payer, item.amount)).or_default();
                let card = named.or_else(|| oldest(items, queue, item));
                if let Some(card) = card {
                    queue.retain(|other| *other != card);
                    if item.what == What::Receipt {
                        found.of_card.insert(card, ix);
                    }
                }
            }
            What::Unsure => {
                let queue = open.entry((payer, item.amount)).or_default();
                match oldest(items, queue, item) {
                    Some(card) => {
                        queue.retain(|other| *other != card);
                        found.of_card.insert(card, ix);
                        found.unsure.insert(ix);
                    }
                    None => open.entry((item.side, item.amount)).or_default().push_back(ix),
                }
            }
            What::Plain | What::RedPacket | What::Expired => {}
        }
    }
}

/// The open card that a receipt answers: the one sent when the receipt says, else the oldest that can still be accepted.
fn oldest(items: &[Item], queue: &mut std::collections::VecDeque<u32>, receipt: &Item) -> Option<u32> {
    while queue.front().is_some_and(|card| items[*card as usize].at < receipt.at - ACCEPT_WITHIN_S) {
        queue.pop_front();
    }
    match receipt.sent_at {
        Some(sent) => {
            let off = |card: &u32| (items[*card as usize].at - sent).abs();
            queue.iter().copied().filter(|card| off(card) <= 60).min_by_key(off)
        }
        None => queue.front().copied(),
    }
}

/// Sent cards of private conversations that no link rests on.
pub(crate) fn loose(cards: &[SentCard], found: &[Found]) -> Vec<u32> {
    let linked: std::collections::HashSet<u32> =
        found.iter().filter(|f| f.basis != LinkBasis::Nearest).filter_map(|f| f.item).collect();
    let is_linked =
        |card: &SentCard| std::iter::once(&card.item).chain(&card.copies).any(|i| linked.contains(i));
    cards
        .iter()
        .filter(|card| !card.red_packet && matches!(card.parties, Parties::One(_)) && !is_linked(card))
        .map(|card| card.item)
        .collect()
}
