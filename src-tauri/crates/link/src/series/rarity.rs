//! What finding a piece on two pictures proves: nearly nothing for 嗯, much for a long sentence that stands only here.
//!
//! Counted in quarters of a bit. A piece that the conversation may well hold twice (a short word, a card, a sentence that
//! was seen in two surroundings) proves as much as it is rare; any other as much as it is long.

use super::{What, glance::Glance, likeness};
use juzheng_model::MessageKind;
use std::collections::{HashMap, HashSet};

/// A quarter of a bit is the unit: this is one bit.
pub(super) const BIT: i32 = 4;
/// What one piece alone must prove to prove an overlap: seven characters that stand nowhere else.
pub(super) const ALONE: i32 = 28 * BIT;
/// The same for pictures that were not captured one after the other: twelve characters.
pub(super) const ALONE_ANYWHERE: i32 = 48 * BIT;
/// No piece proves more than this: sixteen characters.
pub(super) const MOST: i32 = 64 * BIT;
/// Something of its sort, a photo or what the edge leaves of a card, proves no more than this.
const MOST_OF_SORT: i32 = 3 * BIT;
/// Texts up to this length are always common.
const SHORT: usize = 3;
/// So many places of a text are compared with their neighbours in the order of the pictures' keys.
const COMPARED: usize = 16;

/// Sets [`Glance::bits`], [`Glance::sort_bits`] and [`Glance::common`].
pub(super) fn weigh(pages: &mut [Vec<Glance>]) {
    let mut places: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (page, pieces) in pages.iter().enumerate() {
        for (piece, glance) in pieces.iter().enumerate() {
            places.entry(glance.sign).or_default().push((page, piece));
        }
    }
    let twice: HashSet<u64> = pages.iter().flat_map(|pieces| twice_on(pieces)).collect();
    let total: usize = pages.iter().map(Vec::len).sum();
    let weighed: Vec<Vec<(i32, bool)>> = pages
        .iter()
        .map(|pieces| {
            let weight = |piece: &Glance| weight(pages, piece, &places[&piece.sign], &twice, total);
            pieces.iter().map(weight).collect()
        })
        .collect();
    let mut sorts: HashMap<(u8, u8, bool), usize> = HashMap::new();
    for piece in pages.iter().flatten() {
        *sorts.entry(piece.sort()).or_default() += 1;
    }
    for (pieces, weighed) in pages.iter_mut().zip(weighed) {
        for (piece, (bits, common)) in pieces.iter_mut().zip(weighed) {
            (piece.bits, piece.common) = (bits, common);
            piece.sort_bits = rarity(total, sorts[&piece.sort()].saturating_sub(1).max(1)).min(MOST_OF_SORT);
        }
    }
}

/// Texts that stand twice on one picture, one of them misread or cut off perhaps.
fn twice_on(pieces: &[Glance]) -> Vec<u64> {
    let worded = |piece: &&Glance| piece.spelling.len() > SHORT && !piece.is_torn();
    let pairs = pieces
        .iter()
        .enumerate()
        .filter(|(_, one)| worded(one))
        .flat_map(|(ix, one)| pieces[ix + 1..].iter().filter(worded).map(move |other| (one, other)));
    let same = pairs.filter(|(one, other)| one.sign != other.sign && likeness::alike(one, other).is_some());
    same.flat_map(|(one, other)| [one.sign, other.sign]).collect()
}

fn weight(
    pages: &[Vec<Glance>],
    piece: &Glance,
    places: &[(usize, usize)],
    twice: &HashSet<u64>,
    total: usize,
) -> (i32, bool) {
    let length = piece.spelling.len();
    let most = most(piece);
    let common = match piece.what {
        What::Label(minute) => minute.is_none(),
        What::Message(MessageKind::Transfer | MessageKind::RedPacket | MessageKind::System) => true,
        What::Message(_) => length <= SHORT || twice.contains(&piece.sign) || stands_twice(pages, places),
    };
    if !common {
        return (most, false);
    }
    // A message that two pictures share is counted twice, so one place is taken off.
    let seldom = rarity(total, places.len().saturating_sub(1).max(1));
    (most.min(seldom).max(1), true)
}

/// The most that a piece can prove.
fn most(piece: &Glance) -> i32 {
    let length = piece.spelling.len() as i32;
    match piece.what {
        What::Label(Some(_)) => ALONE_ANYWHERE,
        What::Label(None) | What::Message(MessageKind::System) => 8 * BIT,
        What::Message(MessageKind::Transfer) if piece.amount.is_some() => 10 * BIT,
        What::Message(MessageKind::RedPacket | MessageKind::Transfer) => 4 * BIT,
        _ if length == 0 => 3 * BIT,
        What::Message(_) => (4 * BIT * length).min(MOST),
    }
}

/// The bits of `count` in `total`, in quarters.
fn rarity(total: usize, count: usize) -> i32 {
    let fourth = |n: usize| (n.min(1 << 24) as u128).pow(4);
    (fourth(total.max(count)) / fourth(count)).max(1).ilog2() as i32
}

/// Whether a text was seen twice on one picture, or in surroundings that exclude each other.
fn stands_twice(pages: &[Vec<Glance>], places: &[(usize, usize)]) -> bool {
    if places.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return true;
    }
    let excludes = |a: &(usize, usize), b: &(usize, usize)| {
        let (one, other) = (&pages[a.0], &pages[b.0]);
        likeness::times(&one[a.1], &other[b.1]) == likeness::Times::Exclude
            || differ(one[..a.1].iter().rev(), other[..b.1].iter().rev())
            || differ(one[a.1 + 1..].iter(), other[b.1 + 1..].iter())
    };
    let near = places.len().min(COMPARED);
    (0..near).any(|ix| places[ix + 1..near].iter().any(|b| excludes(&places[ix], b)))
}

/// Whether what stands beside a piece on one picture cannot be what stands beside it on another, a missed bubble or two
/// apart. Labels come and go with what is above them, and are passed over.
fn differ<'g>(one: impl Iterator<Item = &'g Glance>, other: impl Iterator<Item = &'g Glance>) -> bool {
    let near = |row: &mut dyn Iterator<Item = &'g Glance>| -> Vec<&'g Glance> {
        row.filter(|piece| !matches!(piece.what, What::Label(_))).take(3).collect()
    };
    let (one, other) = (near(&mut { one }), near(&mut { other }));
    let found = |piece: &Glance, row: &[&Glance]| {
        row.iter().any(|other| likeness::alike(piece, other).is_some() || likeness::misread(piece, other))
    };
    match (one.first(), other.first()) {
        (Some(a), Some(b)) => {
            let plain = |piece: &Glance| !piece.is_cut() && !piece.is_wordless();
            plain(a) && plain(b) && !found(a, &other) && !found(b, &one)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_is_many_bits() {
        for (total, count, want) in [(16, 1, 16), (16, 2, 12), (1000, 1000, 0), (1024, 1, 40), (0, 1, 0)] {
            assert_eq!(rarity(total, count), want, "{count} of {total}");
        }
    }
}
