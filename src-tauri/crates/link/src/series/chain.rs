//! Chains of pictures that grow together where overlaps prove it.
//!
//! Each picture keeps its own order in its chain, and no two of its pieces ever become one: two chains are woven only if
//! everything agrees that then lies on one another, not only the two pictures that brought them together.

use super::{
    Proof,
    glance::{Glance, Pages},
    overlap::{APART, Found, Laid, Overlap},
    rarity::BIT,
    weave,
};
use std::collections::{HashMap, HashSet};

/// Overlaps that exclude each other and prove as much but for this are both left.
const AS_GOOD: i32 = 3 * BIT;
/// Overlaps of neighbours that prove as much show which way the order of capture runs.
const STRONG: i32 = 16 * BIT;
/// What pictures must prove that were not captured one after the other, and stand the other way round than the others.
const AGAINST: i32 = 60 * BIT;

/// A chain while it grows.
#[derive(Debug, Clone, Default)]
pub(super) struct Thread {
    /// Its pictures.
    pub(super) pages: Vec<u32>,
    /// Its messages and labels from the top down, as indices of groups.
    pub(super) groups: Vec<u32>,
    /// The overlaps that hold it together; which of the two stands above is not settled yet.
    pub(super) proofs: Vec<Proof>,
}

/// All chains.
#[derive(Debug)]
pub(super) struct Grown {
    threads: Vec<Thread>,
    /// For each picture its chain.
    pub(super) thread_of: Vec<u32>,
    /// For each piece of each picture the group that it belongs to.
    pub(super) group_of: Vec<Vec<u32>>,
    /// The places of each group.
    pub(super) members: Vec<Vec<(u32, u32)>>,
    /// The place of each group in its chain.
    pub(super) place_of: Vec<u32>,
    /// The place that shows a group best.
    best: Vec<(u32, u32)>,
    /// Pairs of pictures that may overlap in more than one way.
    pub(super) unclear: Vec<(u32, u32)>,
    /// Pairs of pictures that overlap.
    pub(super) touching: Vec<(u32, u32)>,
    /// Whether what was captured later stands higher up.
    pub(super) backwards: bool,
}

/// Lets the chains grow.
pub(super) fn grow(pages: &Pages, found: Found) -> Grown {
    let mut grown = Grown::new(pages);
    let excluded = excluded(pages, &found.proven);
    let beside = |overlap: &Overlap| pages.distance(overlap.a, overlap.b) == 1;
    let (strong, others): (Vec<_>, Vec<_>) = found
        .proven
        .iter()
        .zip(excluded)
        .partition(|(overlap, _)| overlap.laid.bits >= STRONG && beside(overlap));
    for (overlap, excluded) in strong {
        grown.settle(pages, overlap, (!excluded).then_some(&overlap.laid));
    }
    let votes = if found.trusted { grown.votes(pages, &found.proven) } else { 0 };
    grown.backwards = votes < 0;
    for (overlap, excluded) in others {
        // What stands against the order in which the others were captured takes more proof.
        let against = votes != 0 && runs_down(pages, overlap) != (votes > 0);
        let needed = if beside(overlap) { APART } else { AGAINST };
        let fits = !against || overlap.laid.bits >= needed;
        grown.settle(pages, overlap, (fits && !excluded).then_some(&overlap.laid));
    }
    for overlap in &found.unclear {
        let laid = if found.trusted { by_capture(pages, overlap, votes) } else { None };
        grown.settle(pages, overlap, laid);
    }
    grown.unclear.extend(&found.hinted);
    let thread_of = &grown.thread_of;
    grown.unclear.retain(|(a, b)| thread_of[*a as usize] != thread_of[*b as usize]);
    grown
}

/// Whether the one of two pictures that was captured later stands lower in the conversation.
fn runs_down(pages: &Pages, overlap: &Overlap) -> bool {
    let (a, b) = (overlap.a as usize, overlap.b as usize);
    let above = overlap.laid.is_above((pages.pieces[a].len(), pages.pieces[b].len()));
    above == (pages.rank[a] < pages.rank[b])
}

/// Of two ways that are as good, the one in which the pictures stand as the others were captured.
fn by_capture<'o>(pages: &Pages, overlap: &'o Overlap, votes: i32) -> Option<&'o Laid> {
    let (a, b) = (overlap.a as usize, overlap.b as usize);
    let pieces = (pages.pieces[a].len(), pages.pieces[b].len());
    let rival = overlap.rival.as_ref()?;
    let (one, other) = (overlap.laid.is_above(pieces), rival.is_above(pieces));
    if votes == 0 || one == other {
        return None;
    }
    let wanted = (pages.rank[a] < pages.rank[b]) == (votes > 0);
    Some(if one == wanted { &overlap.laid } else { rival })
}

/// Which overlaps are excluded by another that proves as much: a picture cannot go on in two ways.
fn excluded(pages: &Pages, proven: &[Overlap]) -> Vec<bool> {
    let mut of_page: Vec<Vec<usize>> = vec![Vec::new(); pages.pieces.len()];
    for (ix, overlap) in proven.iter().enumerate() {
        of_page[overlap.a as usize].push(ix);
        of_page[overlap.b as usize].push(ix);
    }
    let mut excluded = vec![false; proven.len()];
    for (ix, overlap) in proven.iter().enumerate() {
        for shared in [overlap.a, overlap.b] {
            for other in of_page[shared as usize].iter().filter(|other| **other > ix) {
                let rival = &proven[*other];
                if rival.margin + AS_GOOD > overlap.margin && contradict(pages, shared, overlap, rival) {
                    (excluded[ix], excluded[*other]) = (true, true);
                }
            }
        }
    }
    excluded
}

/// Whether two pictures that overlap with `shared` at the same place go on differently.
fn contradict(pages: &Pages, shared: u32, one: &Overlap, other: &Overlap) -> bool {
    let side = |overlap: &Overlap| -> (u32, Vec<(u32, u32)>) {
        if overlap.a == shared {
            (overlap.b, overlap.laid.pairs.clone())
        } else {
            (overlap.a, overlap.laid.pairs.iter().map(|(i, j)| (*j, *i)).collect())
        }
    };
    let ((x, on_x), (y, on_y)) = (side(one), side(other));
    let on_y: HashMap<u32, u32> = on_y.into_iter().collect();
    let both: Vec<(u32, u32)> = on_x.iter().filter_map(|(at, i)| on_y.get(at).map(|j| (*i, *j))).collect();
    let (Some(first), Some(last)) = (both.first(), both.last()) else { return false };
    let (x, y) = (&pages.pieces[x as usize], &pages.pieces[y as usize]);
    weave::onward(&above(x, first.0), &above(y, first.1)).is_none()
        || weave::onward(&below(x, last.0), &below(y, last.1)).is_none()
}

/// What stands above a piece, the nearest first.
fn above(row: &[Glance], piece: u32) -> Vec<&Glance> {
    row[..piece as usize].iter().rev().collect()
}

/// What stands below a piece.
fn below(row: &[Glance], piece: u32) -> Vec<&Glance> {
    row[piece as usize + 1..].iter().collect()
}

impl Grown {
    fn new(pages: &Pages) -> Grown {
        let count = pages.pieces.len();
        let mut grown = Grown {
            threads: Vec::with_capacity(count),
            thread_of: (0..count as u32).collect(),
            group_of: Vec::with_capacity(count),
            members: Vec::new(),
            place_of: Vec::new(),
            best: Vec::new(),
            unclear: Vec::new(),
            touching: Vec::new(),
            backwards: false,
        };
        for (page, pieces) in pages.pieces.iter().enumerate() {
            let first = grown.members.len() as u32;
            let groups: Vec<u32> = (first..first + pieces.len() as u32).collect();
            let places = (0..pieces.len() as u32).map(|piece| (page as u32, piece));
            grown.members.extend(places.clone().map(|at| vec![at]));
            grown.best.extend(places);
            grown.place_of.extend(0..pieces.len() as u32);
            grown.group_of.push(groups.clone());
            grown.threads.push(Thread { pages: vec![page as u32], groups, proofs: Vec::new() });
        }
        grown
    }

    /// The chains, by the smallest of their pictures.
    pub(super) fn threads(&self) -> impl Iterator<Item = &Thread> {
        self.threads.iter().filter(|thread| !thread.pages.is_empty())
    }

    /// Whether later captures mostly stand lower (more than 0) or higher (less) in the conversation.
    fn votes(&self, pages: &Pages, proven: &[Overlap]) -> i32 {
        let touching: HashSet<(u32, u32)> = self.touching.iter().copied().collect();
        let joined = |overlap: &&Overlap| touching.contains(&(overlap.a, overlap.b));
        let beside = |overlap: &&Overlap| pages.distance(overlap.a, overlap.b) == 1;
        let mut votes = 0;
        for overlap in proven.iter().filter(beside).filter(joined) {
            votes += if runs_down(pages, overlap) { 1 } else { -1 };
        }
        votes
    }

    /// Joins two pictures where there is a way to, or notes that they may overlap.
    fn settle(&mut self, pages: &Pages, overlap: &Overlap, laid: Option<&Laid>) {
        if laid.is_some_and(|laid| self.join(pages, overlap.a, overlap.b, laid)) {
            self.touching.push((overlap.a, overlap.b));
        } else {
            self.unclear.push((overlap.a, overlap.b));
        }
    }

    /// Weaves the chains of two pictures that lie on one another like this. `false`: their chains contradict it, and
    /// nothing changed.
    fn join(&mut self, pages: &Pages, a: u32, b: u32, laid: &Laid) -> bool {
        let (x, y) = (self.thread_of[a as usize], self.thread_of[b as usize]);
        let groups =
            |i: u32, j: u32| (self.group_of[a as usize][i as usize], self.group_of[b as usize][j as usize]);
        if x == y {
            let same = laid.pairs.iter().filter(|(i, j)| {
                let (one, other) = groups(*i, *j);
                one == other
            });
            return 2 * same.count() >= laid.pairs.len();
        }
        let place = |(i, j): &(u32, u32)| {
            let (one, other) = groups(*i, *j);
            (self.place_of[one as usize] as usize, self.place_of[other as usize] as usize)
        };
        let anchors: Vec<(usize, usize)> = laid.pairs.iter().map(place).collect();
        let Some(pairs) = self.woven(pages, x, y, &anchors) else { return false };
        self.weave(pages, x, y, &pairs);
        let proof = Proof { above: a, below: b, shared: laid.pairs.len() as u32 };
        self.threads[x.min(y) as usize].proofs.push(proof);
        true
    }

    /// All pairs of places of two chains that are one, where these are; `None` where the chains contradict them.
    fn woven<'g>(
        &self,
        pages: &'g Pages,
        x: u32,
        y: u32,
        anchors: &[(usize, usize)],
    ) -> Option<Vec<(usize, usize)>> {
        let row = |thread: u32| -> Vec<&'g Glance> {
            let groups = &self.threads[thread as usize].groups;
            groups.iter().map(|group| pages.at(self.best[*group as usize])).collect()
        };
        let (x, y) = (row(x), row(y));
        let (first, last) = (*anchors.first()?, *anchors.last()?);
        let upwards = |row: &[&'g Glance]| -> Vec<&'g Glance> { row.iter().rev().copied().collect() };
        let above = weave::onward(&upwards(&x[..first.0]), &upwards(&y[..first.1]))?;
        let below = weave::onward(&x[last.0 + 1..], &y[last.1 + 1..])?;
        let mut pairs: Vec<(usize, usize)> =
            above.iter().rev().map(|(i, j)| (first.0 - 1 - i, first.1 - 1 - j)).collect();
        for (at, anchor) in anchors.iter().enumerate() {
            if let Some(before) = at.checked_sub(1).map(|before| anchors[before]) {
                let inner = weave::between(&x[before.0 + 1..anchor.0], &y[before.1 + 1..anchor.1]);
                pairs.extend(inner.iter().map(|(i, j)| (before.0 + 1 + i, before.1 + 1 + j)));
            }
            pairs.push(*anchor);
        }
        pairs.extend(below.iter().map(|(i, j)| (last.0 + 1 + i, last.1 + 1 + j)));
        Some(pairs)
    }

    /// Makes one chain of two, with these pairs of places as one.
    fn weave(&mut self, pages: &Pages, x: u32, y: u32, pairs: &[(usize, usize)]) {
        let (into, from) = (x.min(y), x.max(y));
        let (one, other) =
            (std::mem::take(&mut self.threads[x as usize]), std::mem::take(&mut self.threads[y as usize]));
        let mut groups = Vec::with_capacity(one.groups.len() + other.groups.len() - pairs.len());
        let (mut i, mut j) = (0, 0);
        for (to_i, to_j) in pairs {
            let (a, b) = (&one.groups[i..*to_i], &other.groups[j..*to_j]);
            // Above what they share, the chain that goes on further up stands first.
            groups.extend(self.in_turn(pages, a, b, groups.is_empty() && a.len() < b.len()));
            groups.push(self.unite(pages, one.groups[*to_i], other.groups[*to_j]));
            (i, j) = (to_i + 1, to_j + 1);
        }
        let (a, b) = (&one.groups[i..], &other.groups[j..]);
        groups.extend(self.in_turn(pages, a, b, a.len() > b.len()));
        for (place, group) in groups.iter().enumerate() {
            self.place_of[*group as usize] = place as u32;
        }
        let (mut thread, gone) = if x < y { (one, other) } else { (other, one) };
        for page in &gone.pages {
            self.thread_of[*page as usize] = into;
        }
        thread.pages.extend(gone.pages);
        thread.proofs.extend(gone.proofs);
        thread.groups = groups;
        self.threads[into as usize] = thread;
        self.threads[from as usize] = Thread::default();
    }

    /// What stands beside the same neighbours on two pictures and is not the same: the earlier first, where that is known,
    /// else the one or, `turned`, the other.
    fn in_turn(&self, pages: &Pages, one: &[u32], other: &[u32], turned: bool) -> Vec<u32> {
        let from = |row: &[u32]| row.iter().find_map(|group| pages.at(self.best[*group as usize]).span);
        let turned = match (from(one), from(other)) {
            (Some(one), Some(other)) if one.1 < other.0 || other.1 < one.0 => other < one,
            _ => turned,
        };
        if turned { [other, one].concat() } else { [one, other].concat() }
    }

    /// Puts the places of one group to those of the other.
    fn unite(&mut self, pages: &Pages, one: u32, other: u32) -> u32 {
        let (into, from) = if self.members[one as usize].len() >= self.members[other as usize].len() {
            (one, other)
        } else {
            (other, one)
        };
        let moved = std::mem::take(&mut self.members[from as usize]);
        for (page, piece) in &moved {
            self.group_of[*page as usize][*piece as usize] = into;
        }
        self.members[into as usize].extend(moved);
        let showing = |at: (u32, u32)| {
            let piece = pages.at(at);
            (piece.is_cut(), usize::MAX - piece.spelling.len(), at)
        };
        let (known, new) = (self.best[into as usize], self.best[from as usize]);
        self.best[into as usize] = if showing(new) < showing(known) { new } else { known };
        into
    }
}
