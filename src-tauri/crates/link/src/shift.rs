//! A constant shift between the cards of a chat and the bill: a phone in another time zone, an export in UTC.
//!
//! Five or more card pairs that agree within 30 seconds on a shift of more than the threshold, and that are most of the
//! pairs of that chat in the time that they cover: single late cards that happen to be equally late are no shift.

use crate::pairing::{self, Paired};
use crate::receipt::SentCard;
use crate::{Input, NEAR_S, Pool, Shift};
use juzheng_model::{Direction, Fen, link::LinkBasis, time::Gap};
use std::collections::{BTreeMap, HashMap};

/// How many pairs must agree.
const ENOUGH: usize = 5;
/// Within how many seconds.
const AGREE_S: i64 = 30;

/// No zone of the earth is farther from another: 26 hours.
const FARTHEST_S: i64 = 26 * 3600;
/// How many payments are asked for a first guess.
const ASKED: usize = 2_000;

/// What a card and a payment must share.
type Key = (u32, Direction, Option<Fen>);

/// A first guess before anything is paired, for a chat of which hardly any card is near its transfer.
///
/// Each payment votes for the distances to all cards that it could have; a true shift gets a vote from nearly each, any
/// other distance only by chance. Where most payments have a card nearby there is nothing to guess.
pub(crate) fn guess(input: Input<'_>, cards: &[SentCard]) -> Option<Shift> {
    let mut times: HashMap<Key, Vec<(i64, u32)>> = HashMap::new();
    for card in cards.iter().filter(|card| !card.red_packet) {
        if let crate::receipt::Parties::One(party) = card.parties {
            let source = input.items[card.item as usize].source;
            times.entry((party, card.direction, card.amount)).or_default().push((card.sent.0, source));
        }
    }
    times.values_mut().for_each(|list| list.sort_unstable());
    let asked = input.payments.iter().filter(|p| p.pool == Pool::Card && p.choice.is_none());
    let step = input.payments.len() / ASKED + 1;
    let (mut voters, mut near) = (0, 0);
    let mut votes: HashMap<(u32, i64), u32> = HashMap::new();
    for payment in asked.step_by(step) {
        let Some((when, _)) = payment.when else { continue };
        let lists = [payment.amount, None]
            .into_iter()
            .filter_map(|a| times.get(&(payment.party, payment.direction, a)));
        let mut is_near = false;
        let mut has_card = false;
        for list in lists {
            let from = list.partition_point(|(at, _)| *at < when - FARTHEST_S);
            for (at, source) in list[from..].iter().take_while(|(at, _)| *at <= when + FARTHEST_S) {
                has_card = true;
                is_near |= (at - when).abs() <= NEAR_S;
                *votes.entry((*source, (at - when).div_euclid(AGREE_S))).or_default() += 1;
            }
        }
        voters += usize::from(has_card);
        near += usize::from(is_near);
    }
    let ((source, bin), count) =
        votes.into_iter().max_by_key(|((source, bin), n)| (*n, -bin.abs(), *source))?;
    let seconds = bin * AGREE_S + AGREE_S / 2;
    let clear = near * 2 < voters && count as usize * 3 > voters && count as usize >= ENOUGH;
    (clear && seconds.abs() > input.threshold_s).then_some(Shift {
        source,
        seconds,
        pairs: count,
        within: (i64::MIN, i64::MAX),
    })
}

/// Message time less transfer time of a pair, on the clock that is nearer.
pub(crate) fn offset(when: (i64, i64), direction: Direction, card: &SentCard) -> i64 {
    let sent = Gap::between(when, card.sent).max_s;
    let clock = match card.accepted {
        Some(accepted) if direction == Direction::In && Gap::between(when, accepted).max_s < sent => accepted,
        _ => card.sent,
    };
    clock.0 - when.0
}

/// The shifts of the sources, from the pairs that were found without knowing of any.
pub(crate) fn find(input: Input<'_>, cards: &[SentCard], paired: &[Paired]) -> Vec<Shift> {
    let mut by_source: BTreeMap<u32, Vec<(i64, i64)>> = BTreeMap::new();
    for (payment, pair) in input.payments.iter().zip(paired) {
        if let (Some(when), Some(card), Some(LinkBasis::Id | LinkBasis::Card)) =
            (payment.when, pair.card, pair.basis)
        {
            let card = &cards[card];
            let source = input.items[card.item as usize].source;
            by_source.entry(source).or_default().push((offset(when, payment.direction, card), card.sent.0));
        }
    }
    by_source.into_iter().filter_map(|(source, pairs)| of_source(source, pairs, input.threshold_s)).collect()
}

fn of_source(source: u32, mut pairs: Vec<(i64, i64)>, threshold_s: i64) -> Option<Shift> {
    pairs.sort_unstable();
    let mut best = &pairs[..0];
    let mut from = 0;
    for to in 0..pairs.len() {
        while pairs[to].0 - pairs[from].0 > AGREE_S {
            from += 1;
        }
        if to + 1 - from > best.len() && pairs[from].0.abs().min(pairs[to].0.abs()) > threshold_s {
            best = &pairs[from..=to];
        }
    }
    if best.len() < ENOUGH {
        return None;
    }
    let first = best.iter().map(|(_, at)| *at).min()?;
    let last = best.iter().map(|(_, at)| *at).max()?;
    let there = pairs.iter().filter(|(_, at)| (first..=last).contains(at)).count();
    (2 * best.len() > there).then(|| Shift {
        source,
        seconds: best[best.len() / 2].0,
        pairs: best.len() as u32,
        within: (first, last),
    })
}

/// Pairs, and says which shifts there are. Where a shift makes more pairs near, they are paired with the shift taken off:
/// equal sums day after day are told apart by the true time, not by the shifted one.
pub(crate) fn pair(input: Input<'_>, cards: &[SentCard]) -> (Vec<Paired>, Vec<Shift>) {
    if let Some(guess) = guess(input, cards) {
        // Most cards are near once the guess is taken off; without it fewer than half could be. So this is the better one.
        let paired = pairing::pair(input, cards, &[guess]);
        if 2 * near(input, cards, &paired, &[guess]) > paired.iter().filter(|p| p.card.is_some()).count() {
            let shifts = find(input, cards, &paired);
            return (paired, shifts);
        }
    }
    let plain = pairing::pair(input, cards, &[]);
    let shifts = find(input, cards, &plain);
    if shifts.is_empty() {
        return (plain, shifts);
    }
    let shifted = pairing::pair(input, cards, &shifts);
    let is_better = near(input, cards, &shifted, &shifts) > near(input, cards, &plain, &[]);
    (if is_better { shifted } else { plain }, shifts)
}

/// How many pairs are near once these shifts are taken off.
fn near(input: Input<'_>, cards: &[SentCard], paired: &[Paired], shifts: &[Shift]) -> usize {
    let is_near = |(payment, pair): &(&crate::Payment, &Paired)| {
        let (Some(when), Some(card)) = (payment.when, pair.card) else { return false };
        let card = &cards[card];
        let source = input.items[card.item as usize].source;
        let off = shifts.iter().find(|s| s.source == source).map_or(0, |s| s.seconds);
        (offset(when, payment.direction, card) - off).abs() <= NEAR_S
    };
    input.payments.iter().zip(paired).filter(is_near).count()
}
