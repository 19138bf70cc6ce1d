//! The same card in an export and on a screenshot: one says the second, the other only a span that holds it.
//!
//! Cards of unlike sources with the same party, direction and amount whose spans overlap may be one. They are taken for one
//! only where that cannot be otherwise: the cards that overlap one another, directly or over others, are as many in the
//! one source as in the other, and then the first is the first. Anything else stays apart.

use crate::{Input, receipt::SentCard};
use juzheng_model::{Direction, Fen};
use std::collections::{BTreeMap, HashMap};

/// What cards must share to be one.
type Key = (u32, bool, Direction, Fen, bool);

/// Folds cards that are told by a span into the same ones that are told by the second; the order of the others stays.
pub(crate) fn fold(input: Input<'_>, cards: Vec<SentCard>) -> Vec<SentCard> {
    if cards.iter().all(|card| card.sent.0 == card.sent.1) {
        return cards;
    }
    let mut groups: HashMap<Key, Vec<usize>> = HashMap::new();
    for (ix, card) in cards.iter().enumerate() {
        let (in_room, whose) = card.parties_key();
        if let Some(amount) = card.amount {
            let key = (whose, in_room, card.direction, amount, card.red_packet);
            groups.entry(key).or_default().push(ix);
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|ix| (cards[*ix].sent, *ix));
        let mut from = 0;
        let mut until = i64::MIN;
        for at in 0..=group.len() {
            if at == group.len() || (at > from && cards[group[at]].sent.0 > until) {
                within(input, &cards, &group[from..at], &mut into);
                from = at;
            }
            if at < group.len() {
                until = until.max(cards[group[at]].sent.1);
            }
        }
    }
    merge(cards, &into)
}

/// Cards that overlap one another, in time order: pairs them off where two sources have as many.
fn within(input: Input<'_>, cards: &[SentCard], clump: &[usize], into: &mut BTreeMap<usize, usize>) {
    let mut by_source: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for ix in clump {
        by_source.entry(input.items[cards[*ix].item as usize].source).or_default().push(*ix);
    }
    // The source that tells the times best holds the others.
    let open = |list: &Vec<usize>| list.iter().map(|ix| cards[*ix].sent.1 - cards[*ix].sent.0).max();
    let Some((holder, holders)) = by_source.iter().min_by_key(|(source, list)| (open(list), **source)) else {
        return;
    };
    for (_, list) in by_source.iter().filter(|(source, _)| *source != holder) {
        let overlap = |(a, b): (&usize, &usize)| {
            let (a, b) = (cards[*a].sent, cards[*b].sent);
            a.0 <= b.1 && b.0 <= a.1
        };
        if list.len() == holders.len() && list.iter().zip(holders).all(overlap) {
            into.extend(list.iter().copied().zip(holders.iter().copied()));
        }
    }
}

fn merge(cards: Vec<SentCard>, into: &BTreeMap<usize, usize>) -> Vec<SentCard> {
    let mut slots: Vec<Option<SentCard>> = cards.into_iter().map(Some).collect();
    for (from, to) in into {
        let (Some(copy), Some(holder)) = (slots[*from].take(), slots[*to].as_mut()) else { continue };
        holder.copies.extend(copy.items());
        holder.transfer_id = holder.transfer_id.or(copy.transfer_id);
        if holder.receipt.is_none() {
            (holder.receipt, holder.accepted) = (copy.receipt, copy.accepted);
        }
    }
    slots.into_iter().flatten().collect()
}
