//! How two pictures lie on one another: the end of one on the beginning of the other, or one within the other.
//!
//! What lies on one another must agree: a message of one that stands where the other shows another one speaks against it,
//! one that the other lacks speaks against it less (an engine misses a bubble; a message was deleted between two captures).

use super::{
    What,
    glance::{Glance, Pages},
    likeness::{Likeness, alike, misread},
    rarity::{ALONE, ALONE_ANYWHERE, BIT},
};
use juzheng_model::Side;
use std::{collections::HashMap, thread};

/// The most pairs of pieces that are compared for two pictures; beyond, they are left alone.
const MOST_CELLS: usize = 1 << 20;
/// So many pieces in a row may be missing on one picture.
const REACH: usize = 4;
/// So many pieces that should agree and do not are counted; more are not needed to refuse.
const COUNTED: usize = 8;
/// So many pairs are not worth a thread.
const FEW_PAIRS: usize = 100;
/// What two pictures side by side must prove.
const BESIDE: i32 = 5 * BIT;
/// What any other two must prove, before their distance is counted.
pub(super) const APART: i32 = 8 * BIT;
/// The same where nothing on them stands only once: cards of the same sums come again.
const COMMON: i32 = 16 * BIT;
/// A second way to lay them that proves nearly as much makes it unclear.
const AS_GOOD: i32 = 3 * BIT;

/// One way to lay two pictures on one another.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    /// The pieces that are the same, ascending.
    pub(super) pairs: Vec<(u32, u32)>,
    /// What it proves.
    pub(super) bits: i32,
    /// How many different pieces prove something.
    telling: usize,
    /// The most that one piece proves that stands nowhere else.
    alone: i32,
    /// What speaks against it.
    against: i32,
}

/// Two pictures that seem to overlap.
#[derive(Debug, Clone)]
pub(super) struct Overlap {
    /// The one with the smaller index.
    pub(super) a: u32,
    /// The other.
    pub(super) b: u32,
    /// The best way.
    pub(super) laid: Laid,
    /// Another way that is as good.
    pub(super) rival: Option<Laid>,
    /// By how much it proves more than it must.
    pub(super) margin: i32,
}

/// What was found on all pairs.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Overlaps that are proven, the surest first.
    pub(super) proven: Vec<Overlap>,
    /// Overlaps that could as well be others.
    pub(super) unclear: Vec<Overlap>,
    /// Pairs of which the ends look alike without proving anything.
    pub(super) hinted: Vec<(u32, u32)>,
    /// Whether what overlaps mostly stands side by side in the order of capture.
    pub(super) trusted: bool,
}

/// Looks at all pairs.
pub(super) fn all(pages: &Pages, pairs: &[(u32, u32)]) -> Found {
    let mut overlaps = overlaps(pages, pairs);
    let mut hinted: Vec<(u32, u32)> = Vec::new();
    let strong: Vec<&Overlap> = overlaps.iter().filter(|overlap| overlap.laid.bits >= ALONE).collect();
    let near = strong.iter().filter(|overlap| pages.distance(overlap.a, overlap.b) <= 2).count();
    // Few pictures all stand near each other: that shows nothing.
    let shows = strong.len() >= 4 && pages.pieces.len() > 6;
    let trusted = if shows { 2 * near >= strong.len() } else { pages.ordered };
    overlaps.retain_mut(|overlap| {
        // Without an order each may stand beside any other.
        let distance =
            if trusted { pages.distance(overlap.a, overlap.b) } else { pages.pieces.len() as u32 - 1 };
        let needed = match distance {
            0 | 1 => BESIDE,
            far if overlap.laid.alone == 0 => COMMON + 2 * BIT * far.ilog2() as i32,
            far => APART + 2 * BIT * far.ilog2() as i32,
        };
        overlap.margin = overlap.laid.bits - needed;
        let alone = match distance {
            0 | 1 => ALONE,
            _ if trusted => ALONE_ANYWHERE,
            far => ALONE + 4 * BIT * far.ilog2() as i32,
        };
        let proven = overlap.margin >= 0 && overlap.laid.is_proof(distance <= 1, alone);
        if !proven && overlap.laid.pairs.len() >= 2 && overlap.laid.against <= 2 * BIT {
            hinted.push((overlap.a, overlap.b));
        }
        proven
    });
    let (unclear, mut proven): (Vec<_>, Vec<_>) =
        overlaps.into_iter().partition(|overlap| overlap.rival.is_some());
    proven
        .sort_by_key(|overlap| (-overlap.margin, pages.distance(overlap.a, overlap.b), overlap.a, overlap.b));
    Found { proven, unclear, hinted, trusted }
}

/// Those of the pairs that seem to overlap, in their order; looked at on all cores.
fn overlaps(pages: &Pages, pairs: &[(u32, u32)]) -> Vec<Overlap> {
    let of = |pairs: &[(u32, u32)]| -> Vec<Overlap> {
        pairs.iter().filter_map(|(a, b)| overlap(pages, *a, *b)).collect()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = pairs.len().div_ceil(cores).max(FEW_PAIRS);
    if pairs.len() <= share {
        return of(pairs);
    }
    thread::scope(|scope| {
        let threads: Vec<_> = pairs.chunks(share).map(|pairs| scope.spawn(move || of(pairs))).collect();
        let ended = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(ended).collect()
    })
}

fn overlap(pages: &Pages, a: u32, b: u32) -> Option<Overlap> {
    let (upper, lower) = (&pages.pieces[a as usize], &pages.pieces[b as usize]);
    if upper.is_empty() || lower.is_empty() || upper.len() * lower.len() > MOST_CELLS {
        return None;
    }
    let mut like: Vec<Option<Likeness>> = Vec::with_capacity(upper.len() * lower.len());
    like.extend(upper.iter().flat_map(|x| lower.iter().map(|y| alike(x, y))));
    let laid = lay(upper, lower, &like).filter(|laid| laid.bits > 0)?;
    for (i, j) in &laid.pairs {
        like[*i as usize * lower.len() + *j as usize] = None;
    }
    let rival = lay(upper, lower, &like).filter(|rival| rival.bits >= (laid.bits - AS_GOOD).max(2 * BIT));
    Some(Overlap { a, b, laid, rival, margin: 0 })
}

impl Laid {
    /// At least two different pieces that prove something together, or one that proves `alone`. `beside`: the two pictures
    /// were captured one after the other.
    fn is_proof(&self, beside: bool, alone: i32) -> bool {
        // Of what lies on one another only little may be read differently or missing.
        let telling = self.telling as i32;
        let excused =
            if beside { (2 * BIT * telling).max(self.bits / 8) } else { BIT * (telling - 1).max(1) };
        let agrees = self.against <= excused;
        self.bits >= BESIDE && agrees && (self.telling >= 2 || self.alone >= alone && self.against <= 2 * BIT)
    }

    /// Whether the first picture begins higher up than the second, which have so many pieces.
    pub(super) fn is_above(&self, pieces: (usize, usize)) -> bool {
        let (first, last) = (self.pairs[0], self.pairs[self.pairs.len() - 1]);
        match first.0.cmp(&first.1) {
            std::cmp::Ordering::Equal => pieces.0 - last.0 as usize <= pieces.1 - last.1 as usize,
            more => more.is_gt(),
        }
    }
}

/// What it costs that two pieces stand at the same place and are not alike.
pub(super) fn clash(x: &Glance, y: &Glance) -> i32 {
    let ends = |piece: &Glance| piece.first || piece.last;
    if x.is_torn() || y.is_torn() {
        // What is left at an edge may be read as anything; whole lines of it are read as what they are.
        BIT
    } else if x.is_cut() || y.is_cut() {
        5 * BIT
    } else if misread(x, y) {
        2 * BIT
    } else if x.is_wordless()
        || y.is_wordless()
        || [x, y].iter().any(|piece| ends(piece) && piece.side == Side::System)
    {
        3 * BIT
    } else if matches!((x.what, y.what), (What::Label(_), What::Label(_))) || ends(x) != ends(y) {
        // Half hidden at the end of one picture, and not said to be cut off.
        6 * BIT
    } else {
        10 * BIT
    }
}

/// What it costs that a piece stands on one picture only.
fn missing(piece: &Glance) -> i32 {
    if piece.is_cut() {
        BIT
    } else if piece.is_faint() || matches!(piece.what, What::Label(_)) {
        2 * BIT
    } else {
        5 * BIT
    }
}

/// What the pieces between two places cost that agree.
fn gap(x: &[Glance], y: &[Glance]) -> i32 {
    let both = x.len().min(y.len());
    let clashes: i32 = x.iter().zip(y).map(|(x, y)| clash(x, y)).sum();
    clashes + x[both..].iter().chain(&y[both..]).map(missing).sum::<i32>()
}

/// What the pieces beyond the last place that agrees cost: where both go on, they should agree.
fn beyond<'g>(x: impl Iterator<Item = &'g Glance>, y: impl Iterator<Item = &'g Glance>) -> i32 {
    x.zip(y).take(COUNTED).map(|(x, y)| clash(x, y)).sum()
}

/// The best way to lay two pictures on one another.
fn lay(upper: &[Glance], lower: &[Glance], like: &[Option<Likeness>]) -> Option<Laid> {
    let width = lower.len();
    let mut score = vec![i32::MIN; like.len()];
    let mut from = vec![u32::MAX; like.len()];
    let mut best: Option<(i32, usize)> = None;
    for i in 0..upper.len() {
        for j in 0..width {
            let Some(likeness) = like[i * width + j] else { continue };
            let mut top = -beyond(upper[..i].iter().rev(), lower[..j].iter().rev());
            let mut before = u32::MAX;
            for k in i.saturating_sub(REACH)..i {
                for l in j.saturating_sub(REACH)..j {
                    let known = score[k * width + l];
                    if known != i32::MIN {
                        let through = known - gap(&upper[k + 1..i], &lower[l + 1..j]);
                        if through >= top {
                            (top, before) = (through, (k * width + l) as u32);
                        }
                    }
                }
            }
            let cell = i * width + j;
            (score[cell], from[cell]) = (top + likeness.bits, before);
            let whole = score[cell] - beyond(upper[i + 1..].iter(), lower[j + 1..].iter());
            if best.is_none_or(|(most, _)| whole >= most) {
                best = Some((whole, cell));
            }
        }
    }
    let (whole, mut cell) = best?;
    let mut cells = vec![cell];
    while from[cell] != u32::MAX {
        cell = from[cell] as usize;
        cells.push(cell);
    }
    cells.reverse();
    Some(weighed(upper, lower, like, &cells, whole))
}

/// Weighs a way: what stands in it twice proves hardly more than once, for it may as well stand there three times.
fn weighed(
    upper: &[Glance],
    lower: &[Glance],
    like: &[Option<Likeness>],
    cells: &[usize],
    whole: i32,
) -> Laid {
    let width = lower.len();
    let mut known: HashMap<u64, ()> = HashMap::new();
    let mut laid =
        Laid { pairs: Vec::with_capacity(cells.len()), bits: whole, telling: 0, alone: 0, against: -whole };
    for cell in cells {
        let (i, j) = (cell / width, cell % width);
        laid.pairs.push((i as u32, j as u32));
        let (x, y) = (&upper[i], &lower[j]);
        let bits = like[*cell].map_or(0, |likeness| likeness.bits);
        laid.against += bits;
        // Of a cut piece and a whole one the whole one says what it is.
        let said = if x.is_cut() && !y.is_cut() { y } else { x };
        if known.insert(said.sign, ()).is_some() {
            laid.bits -= bits - bits / 4;
        } else if bits >= BIT {
            laid.telling += 1;
            if !x.common && !y.common {
                laid.alone = laid.alone.max(bits);
            }
        }
    }
    laid
}
