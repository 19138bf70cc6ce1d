//! The order of capture by time and name, of pictures within a chain, and of chains among each other.

use super::{
    Chain, Entry, Picture,
    chain::{Grown, Thread},
    glance::Pages,
    when,
};
use std::cmp::Ordering;

/// Pictures by the time of capture, where every one has it; else, and where it is equal, by their names.
pub(super) fn of_capture(pictures: &[&Picture]) -> Vec<u32> {
    let timed = pictures.iter().all(|picture| picture.captured.is_some());
    let mut order: Vec<u32> = (0..pictures.len() as u32).collect();
    order.sort_by(|a, b| {
        let (a, b) = (pictures[*a as usize], pictures[*b as usize]);
        let time = if timed { a.captured.cmp(&b.captured) } else { Ordering::Equal };
        time.then_with(|| natural(&a.name, &b.name)).then(a.key.cmp(&b.key))
    });
    order
}

/// Whether the order of capture rests on something: different times, or names that differ in their numbers only.
pub(super) fn is_told(pictures: &[&Picture]) -> bool {
    let timed = pictures.iter().all(|picture| picture.captured.is_some());
    if timed && pictures.windows(2).any(|pair| pair[0].captured != pair[1].captured) {
        return true;
    }
    let skeleton = |picture: &&Picture| {
        let mut bare: Vec<char> =
            picture.name.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        bare.dedup_by(|a, b| *a == '0' && *b == '0');
        bare
    };
    pictures.windows(2).all(|pair| skeleton(&pair[0]) == skeleton(&pair[1]))
}

/// Compares names as people count: `IMG_9` stands before `IMG_10`. Case does not matter.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (x, y) = (chunk(a_rest), chunk(b_rest));
        if x.is_empty() || y.is_empty() {
            return x.len().cmp(&y.len()).then_with(|| a.cmp(b));
        }
        let number = |s: &str| s.as_bytes()[0].is_ascii_digit();
        let order = if number(x) && number(y) {
            let (n, m) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
            n.len().cmp(&m.len()).then_with(|| n.cmp(m))
        } else {
            x.to_lowercase().cmp(&y.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
        (a_rest, b_rest) = (&a_rest[x.len()..], &b_rest[y.len()..]);
    }
}

/// The run of digits, or of anything else, that a text begins with.
fn chunk(text: &str) -> &str {
    let digit = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    let end = text.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(text.len());
    &text[..end]
}

/// The chains with their pictures from the top down, in the order of the conversation.
pub(super) fn chains(pages: &Pages, grown: &Grown) -> Vec<Chain> {
    let mut chains: Vec<Chain> = grown.threads().map(|thread| within(pages, grown, thread)).collect();
    // A chain's time is that of the first thing on it that must have been by then: the first label, as a rule. What is
    // above a label is only known to be earlier, which may be any time.
    let time = |chain: &Chain| chain.entries.iter().filter_map(|entry| entry.span).map(|span| span.1).min();
    let first = |chain: &Chain| {
        let ranks = chain.pictures.iter().map(|page| pages.rank[*page as usize]);
        if grown.backwards { ranks.map(|rank| u32::MAX - rank).min() } else { ranks.min() }
    };
    chains.sort_by_cached_key(|chain| {
        (chain.entries.is_empty(), time(chain).is_none(), time(chain), first(chain))
    });
    let undated = chains.iter().position(|chain| time(chain).is_none()).unwrap_or(chains.len());
    // An undated chain stands behind the dated one that was captured last before it.
    for chain in chains.split_off(undated) {
        let before = |other: &Chain| !other.entries.is_empty() && first(other) < first(&chain);
        let at = match chain.entries.is_empty() {
            true => chains.len(),
            false => (0..chains.len())
                .filter(|ix| before(&chains[*ix]))
                .max_by_key(|ix| (first(&chains[*ix]), *ix))
                .map_or(0, |ix| ix + 1),
        };
        chains.insert(at, chain);
    }
    chains
}

/// A thread as a chain: its pictures by where they begin, then where they end, then the order of capture.
fn within(pages: &Pages, grown: &Grown, thread: &Thread) -> Chain {
    let mut pictures = thread.pages.clone();
    let place = |page: u32, last: bool| {
        let groups = &grown.group_of[page as usize];
        let group = if last { groups.last() } else { groups.first() };
        group.map_or(u32::MAX, |group| grown.place_of[*group as usize])
    };
    pictures.sort_by_key(|page| (place(*page, false), place(*page, true), pages.rank[*page as usize]));
    let stands: std::collections::HashMap<u32, usize> =
        pictures.iter().enumerate().map(|(at, page)| (*page, at)).collect();
    let mut proofs = thread.proofs.clone();
    for proof in &mut proofs {
        if stands[&proof.above] > stands[&proof.below] {
            std::mem::swap(&mut proof.above, &mut proof.below);
        }
    }
    proofs.sort_by_key(|proof| (stands[&proof.above], stands[&proof.below]));
    let entries = thread.groups.iter().map(|group| {
        let mut seen = grown.members[*group as usize].clone();
        seen.sort_by_key(|at| (pages.at(*at).is_cut(), stands[&at.0]));
        Entry { span: when::together(pages, &seen).0, seen }
    });
    Chain { entries: entries.collect(), pictures, proofs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_count() {
        let rows = [
            ("IMG_9.PNG", "IMG_10.PNG", Ordering::Less),
            ("IMG_0010.png", "img_9.png", Ordering::Greater),
            ("微信图片_20240102.jpg", "微信图片_20240101.jpg", Ordering::Greater),
            ("a", "a1", Ordering::Less),
            ("1(2)", "1(10)", Ordering::Less),
            ("99999999999999999999999", "100000000000000000000000", Ordering::Less),
        ];
        for (a, b, want) in rows {
            assert_eq!(natural(a, b), want, "{a} {b}");
            assert_eq!(natural(b, a), want.reverse(), "{b} {a}");
        }
    }
}
