//! What a person should look at in the pictures of a conversation: gaps, near duplicates, cards that differ.

use super::{Chain, Remark, What, chain::Grown, glance::Pages};
use std::collections::{BTreeSet, HashMap};

/// What the pictures and their chains show, apart from times.
pub(super) fn of_pictures(pages: &Pages, grown: &Grown, chains: &[Chain]) -> Vec<Remark> {
    let mut remarks = gaps(grown, chains);
    remarks.extend(near_duplicates(pages, grown));
    remarks.extend(chains.iter().flat_map(|chain| amounts(pages, chain)));
    remarks
}

/// Between chains that follow each other nothing shows that they touch.
fn gaps(grown: &Grown, chains: &[Chain]) -> Vec<Remark> {
    let unclear: BTreeSet<(u32, u32)> = grown.unclear.iter().copied().collect();
    let filled: Vec<&Chain> = chains.iter().filter(|chain| !chain.entries.is_empty()).collect();
    let between = |pair: &[&Chain]| {
        let (above, below) = (*pair[0].pictures.last()?, *pair[1].pictures.first()?);
        let is_unclear = unclear.contains(&(above.min(below), above.max(below)));
        Some(if is_unclear {
            Remark::Unclear { above, below }
        } else {
            Remark::PieceMissing { above, below }
        })
    };
    filled.windows(2).filter_map(between).collect()
}

/// Pictures that show the same whole messages: each names the one that was captured first.
fn near_duplicates(pages: &Pages, grown: &Grown) -> Vec<Remark> {
    let shown = |page: u32, whole: bool| -> BTreeSet<u32> {
        let groups = grown.group_of[page as usize].iter().zip(&pages.pieces[page as usize]);
        groups
            .filter(|(_, piece)| !whole || !piece.is_cut() && !matches!(piece.what, What::Label(_)))
            .map(|(group, _)| *group)
            .collect()
    };
    let mut first: HashMap<u32, u32> = HashMap::new();
    for (a, b) in &grown.touching {
        let (whole_a, whole_b) = (shown(*a, true), shown(*b, true));
        let same = whole_a.is_subset(&shown(*b, false)) && whole_b.is_subset(&shown(*a, false));
        if same && !whole_a.is_empty() && !whole_b.is_empty() {
            let (of, picture) =
                if pages.rank[*a as usize] < pages.rank[*b as usize] { (*a, *b) } else { (*b, *a) };
            let known = first.entry(picture).or_insert(of);
            if pages.rank[of as usize] < pages.rank[*known as usize] {
                *known = of;
            }
        }
    }
    first.into_iter().map(|(picture, of)| Remark::NearDuplicate { picture, of }).collect()
}

/// Cards that stand at the same place on two pictures and show different amounts.
fn amounts(pages: &Pages, chain: &Chain) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for entry in chain.entries.iter().filter(|entry| entry.seen.len() > 1) {
        let amount = |at: &(u32, u32)| pages.at(*at).amount;
        let Some(one) = entry.seen.iter().find(|at| amount(at).is_some()) else { continue };
        let differs = |at: &&(u32, u32)| amount(at).is_some() && amount(at) != amount(one);
        remarks.extend(
            entry.seen.iter().find(differs).map(|other| Remark::AmountsDiffer { one: *one, other: *other }),
        );
    }
    remarks
}
