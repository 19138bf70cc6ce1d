//! Two rows of pieces that touch, woven into one: what lies on one another beyond, and between, what is proven.

use super::{
    glance::Glance,
    likeness::{alike, may_be, misread},
    overlap::clash,
    rarity::BIT,
};

/// So many pieces in all may be missing at one place.
const SKIPPED: usize = 4;
/// A cut text up to this length may be the remains of a line.
const TORN: usize = 8;
/// So many pieces that should agree and do not are counted.
const COUNTED: usize = 8;

/// Goes along two rows from where they are known to touch; gives the pairs that are one. `None` where both go on and say
/// something else, so that they cannot touch there.
pub(super) fn onward(x: &[&Glance], y: &[&Glance]) -> Option<Vec<(usize, usize)>> {
    let (mut pairs, (mut i, mut j)) = walk(x, y);
    if i < x.len() && j < y.len() && is_rest_of(x[i], y[j]) {
        pairs.push((i, j));
        (i, j) = (i + 1, j + 1);
    }
    let rest = x[i..].iter().zip(&y[j..]);
    let clashes: i32 = rest.take(COUNTED).map(|(x, y)| clash(x, y)).sum();
    (clashes < 10 * BIT).then_some(pairs)
}

/// Whether one of two pieces that stand beside the same message is what the edge of a picture leaves of the other: too
/// little of its text to be compared, and not higher than the whole.
fn is_rest_of(x: &Glance, y: &Glance) -> bool {
    let rest = |part: &Glance, whole: &Glance| {
        let fits = part.height == 0 || whole.height == 0 || part.height <= whole.height + 8;
        (part.is_torn() || part.is_cut() && part.spelling.len() <= TORN) && fits
    };
    may_be(x, y) && (rest(x, y) || rest(y, x))
}

/// Pairs that are one between two proven places, ascending.
pub(super) fn between(x: &[&Glance], y: &[&Glance]) -> Vec<(usize, usize)> {
    let (mut pairs, (i, j)) = walk(x, y);
    fill(x, y, (i, j), (x.len(), y.len()), &mut pairs);
    pairs
}

/// Goes along two rows as far as they agree, past pieces that one of them lacks; gives where it stops.
fn walk(x: &[&Glance], y: &[&Glance]) -> (Vec<(usize, usize)>, (usize, usize)) {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        let agrees = |(di, dj): &(usize, usize)| match (x.get(i + di), y.get(j + dj)) {
            (Some(x), Some(y)) => alike(x, y).is_some(),
            _ => false,
        };
        // A piece on one side only is likelier than two that differ.
        let steps = (0..=SKIPPED).flat_map(|all| (0..=all).map(move |di| (di, all - di)));
        let next = steps.filter(agrees).min_by_key(|(di, dj)| (di + dj, *di.min(dj), *di));
        let misread = || misread(x[i], y[j]).then_some((0, 0));
        let Some((di, dj)) = next.or_else(misread) else { break };
        fill(x, y, (i, j), (i + di, j + dj), &mut pairs);
        pairs.push((i + di, j + dj));
        (i, j) = (i + di + 1, j + dj + 1);
    }
    (pairs, (i, j))
}

/// Between two places that agree the same number of pieces: each may be one with its neighbour, read differently.
fn fill(
    x: &[&Glance],
    y: &[&Glance],
    from: (usize, usize),
    to: (usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    if to.0 - from.0 == to.1 - from.1 {
        pairs.extend((from.0..to.0).zip(from.1..to.1).filter(|(i, j)| may_be(x[*i], y[*j])));
    }
}
