//! Which pictures are worth comparing: those that share something rare, and those that stand side by side.

use super::{What, glance::Pages};
use juzheng_model::MessageKind;
use std::collections::{BTreeSet, HashMap};

/// What so many pictures share is compared among all of them; what more share, only along the order of capture.
const RARE: usize = 8;
/// So many partners of a picture are looked at, those that share most.
const PARTNERS: usize = 12;
/// Pictures up to so far apart in the order of capture are always compared.
const BESIDE: usize = 2;
/// At most so many runs of four characters of one text are looked up.
const RUNS: usize = 96;

/// Pairs of pictures, the smaller first, in order.
pub(super) fn pairs(pages: &Pages) -> Vec<(u32, u32)> {
    let mut shared: HashMap<(u32, u32), u32> = HashMap::new();
    for (weight, holders) in features(pages).into_values() {
        let reach = if holders.len() <= RARE { RARE } else { BESIDE };
        for (at, page) in holders.iter().enumerate() {
            for other in holders.iter().skip(at + 1).take(reach) {
                *shared.entry(ordered(*page, *other)).or_default() += weight;
            }
        }
    }
    let mut partners: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); pages.pieces.len()];
    for ((a, b), weight) in shared {
        let distance = pages.distance(a, b);
        partners[a as usize].push((u32::MAX - weight, distance, b));
        partners[b as usize].push((u32::MAX - weight, distance, a));
    }
    let mut kept = BTreeSet::new();
    for (page, list) in partners.iter_mut().enumerate() {
        list.sort_unstable();
        kept.extend(list.iter().take(PARTNERS).map(|(_, _, other)| ordered(page as u32, *other)));
    }
    for (at, page) in pages.by_rank.iter().enumerate() {
        kept.extend(pages.by_rank.iter().skip(at + 1).take(BESIDE).map(|other| ordered(*page, *other)));
    }
    kept.into_iter().collect()
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

/// For each thing that pictures can share its weight and the pictures that have it, in the order of capture.
fn features(pages: &Pages) -> HashMap<u64, (u32, Vec<u32>)> {
    let pieces = pages.pieces.iter().flatten();
    let most = pieces.map(|piece| 2 + piece.spelling.len().min(RUNS)).sum();
    let mut features: HashMap<u64, (u32, Vec<u32>)> = HashMap::with_capacity(most);
    for page in &pages.by_rank {
        let mut note = |feature: u64, weight: u32| {
            let (_, holders) = features.entry(feature).or_insert((weight, Vec::new()));
            if holders.last() != Some(page) {
                holders.push(*page);
            }
        };
        let pieces = &pages.pieces[*page as usize];
        for piece in pieces {
            note(piece.sign, 1 + piece.bits.max(0) as u32 / 8);
            if matches!(piece.what, What::Message(kind) if kind != MessageKind::Transfer) {
                let runs = piece.spelling.len().saturating_sub(3);
                // Of a long text those whose hash says so: the same ones wherever the text stands.
                let one_in = (runs / RUNS + 1) as u64;
                piece.spelling.shingles().filter(|run| run % one_in == 0).for_each(|run| note(run, 1));
            }
        }
        for pair in pieces.windows(2) {
            note(pair[0].sign.rotate_left(23) ^ pair[1].sign.wrapping_mul(0x9e37_79b9_7f4a_7c15), 4);
        }
    }
    features
}
