//! A constant shift between the cards of a chat and the bill: a phone in another time zone, an export in UTC.
//!
//! Five or more card pairs that agree within 30 seconds on a shift of more than the threshold. One of less than half an
//! hour must also be that of most pairs in the time that it covers: single late cards that happen to be equally late are
//! no shift. A longer one that most pairs do not share concerns only those that do.

use crate::pairing::{self, Paired};
use crate::receipt::SentCard;
use crate::{Found, Input, Item, NEAR_S, Payment, Pool, Shift};
use juzheng_model::{Direction, Fen, link::LinkBasis};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many pairs must agree.
const ENOUGH: usize = 5;
/// Within how many seconds.
const AGREE_S: i64 = 30;

/// Clocks of two zones differ by half an hour or more (with some seconds for the phones).
const ZONES_S: i64 = 1_770;
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
    for card in cards.iter().filter(|card| !card.red_packet && tells_time(card)) {
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
        prevails: true,
    })
}

/// Whether a card says its time well enough to speak for a shift.
fn tells_time(card: &SentCard) -> bool {
    card.sent.1 - card.sent.0 <= NEAR_S
}

/// Message time less transfer time of a pair, on the clocks that the row may be: the sending, or also the acceptance.
fn offsets(payment: &Payment, card: &SentCard) -> impl Iterator<Item = i64> {
    let accepted = card.accepted.filter(|_| payment.may_be_acceptance());
    let when = payment.when.map(|when| when.0);
    [Some(card.sent), accepted].into_iter().flatten().filter_map(move |clock| Some(clock.0 - when?))
}

/// A vote for a shift: the offset, the pair that gives it, and the card's time.
type Vote = (i64, usize, i64);

/// The shifts of the sources, from pairs.
fn find(input: Input<'_>, cards: &[SentCard], paired: &[Paired]) -> Vec<Shift> {
    let mut by_source: BTreeMap<u32, Vec<Vote>> = BTreeMap::new();
    for (ix, (payment, pair)) in input.payments.iter().zip(paired).enumerate() {
        if let (Some(card), Some(LinkBasis::Id | LinkBasis::Card)) = (pair.card, pair.basis) {
            let card = &cards[card];
            if !tells_time(card) {
                continue;
            }
            let votes = by_source.entry(input.items[card.item as usize].source).or_default();
            // A pair that is near on one of its clocks speaks for no shift on the other: it was accepted hours later.
            let near = offsets(payment, card).find(|offset| offset.abs() <= input.threshold_s);
            let speaks = offsets(payment, card).filter(|offset| near.is_none_or(|near| near == *offset));
            votes.extend(speaks.map(|offset| (offset, ix, card.sent.0)));
        }
    }
    by_source.into_iter().filter_map(|(source, votes)| of_source(source, votes, input.threshold_s)).collect()
}

fn of_source(source: u32, mut votes: Vec<Vote>, threshold_s: i64) -> Option<Shift> {
    votes.sort_unstable();
    let pairs = |votes: &[Vote]| votes.iter().map(|(_, pair, _)| *pair).collect::<HashSet<_>>().len();
    let mut best = &votes[..0];
    let mut from = 0;
    for to in 0..votes.len() {
        while votes[to].0 - votes[from].0 > AGREE_S {
            from += 1;
        }
        if to + 1 - from > best.len() && votes[from].0.abs().min(votes[to].0.abs()) > threshold_s {
            best = &votes[from..=to];
        }
    }
    let agree = pairs(best);
    if agree < ENOUGH {
        return None;
    }
    let seconds = best[best.len() / 2].0;
    let first = best.iter().map(|(.., at)| *at).min()?;
    let last = best.iter().map(|(.., at)| *at).max()?;
    let there: Vec<Vote> = votes.iter().copied().filter(|(.., at)| (first..=last).contains(at)).collect();
    let of_zones = seconds.abs() >= ZONES_S;
    // Two phones lag behind one another; only for a shift as long as a zone can that be told apart from being on time.
    let slack = if of_zones { NEAR_S } else { AGREE_S };
    let most = |votes: &[Vote]| {
        let is_off = |vote: &Vote| vote.0.abs() > threshold_s && (vote.0 - seconds).abs() <= slack;
        let off: Vec<Vote> = votes.iter().copied().filter(is_off).collect();
        2 * pairs(&off) > pairs(votes)
    };
    let prevails = most(&there);
    let within = if most(&votes) { (i64::MIN, i64::MAX) } else { (first, last) };
    (prevails || of_zones).then_some(Shift { source, seconds, pairs: agree as u32, within, prevails })
}

impl Shift {
    /// Whether a link is concerned: with a message of this source and time, and, where not most of them are off, itself
    /// off by as much.
    pub(crate) fn concerns(&self, message: &Item, payment: &Payment, found: &Found) -> bool {
        let in_time = message.at != Item::UNDATED && (self.within.0..=self.within.1).contains(&message.at);
        let by_message =
            payment.when.is_some_and(|when| (message.at - when.0 - self.seconds).abs() <= AGREE_S);
        let by_gap = found.gap.is_some_and(|gap| (gap.min_s - self.seconds.abs()).abs() <= AGREE_S);
        self.source == message.source && in_time && (self.prevails || by_message || by_gap)
    }
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
    let is_near = |(payment, pair): &(&Payment, &Paired)| {
        let Some(card) = pair.card else { return false };
        let card = &cards[card];
        let source = input.items[card.item as usize].source;
        let off = shifts.iter().find(|s| s.source == source).map_or(0, |s| s.seconds);
        offsets(payment, card).any(|offset| (offset - off).abs() <= NEAR_S)
    };
    input.payments.iter().zip(paired).filter(is_near).count()
}
