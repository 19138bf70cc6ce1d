//! Which pictures show one conversation: those of one title, and those whose title was misread and that overlap with them.

use super::{Known, shot};
use crate::{book::Line, error::Error};
use juzheng_link::series;
use juzheng_model::ScreenKind;
use std::collections::{BTreeMap, BTreeSet};

/// Two pictures must share so much that a title may be taken for misread.
const SHARED: u32 = 2;

/// Pictures of one title.
struct Titled {
    kind: u8,
    title: String,
    sources: Vec<usize>,
}

/// The sources of each conversation with two or more pictures; and those whose title is another one's misread, each with
/// one that shows it right.
///
/// # Errors
/// The database cannot be read.
#[allow(clippy::type_complexity)] // two lists of indices, explained above
pub(super) fn conversations(
    known: &Known<'_>,
    lines: &[Line],
) -> Result<(Vec<Vec<usize>>, Vec<(usize, usize)>), Error> {
    let mut all = titled(known);
    let mut renamed = Vec::new();
    for small in 0..all.len() {
        let bigs = alike(&all, small);
        if bigs.is_empty() {
            continue;
        }
        for (source, big) in overlapping(known, lines, &all, &bigs, small)? {
            renamed.push((source, all[big].sources[0]));
            all[small].sources.retain(|other| *other != source);
            all[big].sources.push(source);
        }
        bigs.iter().for_each(|big| all[*big].sources.sort_unstable());
    }
    let conversations = all.into_iter().map(|titled| titled.sources).filter(|sources| sources.len() > 1);
    Ok((conversations.collect(), renamed))
}

/// The titles of which one may be a misreading: the one larger group like it, if there is one alone. One that is not there at
/// all may be any.
fn alike(all: &[Titled], small: usize) -> Vec<usize> {
    let of = |ix: usize| (all[ix].kind, all[ix].sources.len());
    let is_missing = all[small].title.is_empty();
    let like: Vec<usize> = (0..all.len())
        .filter(|other| *other != small && of(*other).0 == of(small).0)
        .filter(|other| is_missing || of(*other).1 > of(small).1)
        .filter(|other| is_like(&all[small].title, &all[*other].title))
        .collect();
    if is_missing || like.len() == 1 { like } else { Vec::new() }
}

/// The pictures of conversations by kind of page and title.
fn titled(known: &Known<'_>) -> Vec<Titled> {
    let mut by_title: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (ix, source) in known.sources.iter().enumerate() {
        let Some(screen) = source.facts().and_then(|facts| facts.screen.as_ref()) else { continue };
        let is_chat = matches!(screen.kind, ScreenKind::Chat | ScreenKind::MergedForward);
        if is_chat && source.reading.as_ref().is_some_and(|reading| reading.counts.messages > 0) {
            let title = shot::folded(known.rooms.key_of(ix).unwrap_or_default());
            by_title.entry((screen.kind as u8, title)).or_default().push(ix);
        }
    }
    by_title.into_iter().map(|((kind, title), sources)| Titled { kind, title, sources }).collect()
}

/// Whether one title may be the other one misread: a character wrong, or some missing at an end, or all.
fn is_like(small: &str, big: &str) -> bool {
    let lengths = (small.chars().count(), big.chars().count());
    let wrong = small.chars().zip(big.chars()).filter(|(a, b)| a != b).count();
    let misread = lengths.0 == lengths.1 && lengths.0 >= 2 && wrong == 1;
    !big.is_empty() && (misread || big.contains(small) || (!small.is_empty() && small.contains(big)))
}

/// The pictures of the title `small` that overlap with those of one of the titles `bigs`, each with that title. What overlaps
/// with several is nobody's.
fn overlapping(
    known: &Known<'_>,
    lines: &[Line],
    all: &[Titled],
    bigs: &[usize],
    small: usize,
) -> Result<Vec<(usize, usize)>, Error> {
    let titled = bigs.iter().chain([&small]);
    let of: Vec<(usize, usize)> =
        titled.flat_map(|title| all[*title].sources.iter().map(|source| (*source, *title))).collect();
    let sources: Vec<usize> = of.iter().map(|(source, _)| *source).collect();
    let shots = shot::of(known, &sources, lines)?;
    let pictures: Vec<series::Picture> = shots.into_iter().map(|shot| shot.picture).collect();
    let title = |picture: u32| of[picture as usize].1;
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for chain in series::join(&pictures).chains {
        let across = |proof: &&series::Proof| (title(proof.above) == small) != (title(proof.below) == small);
        let titles: BTreeSet<usize> =
            chain.pictures.iter().map(|one| title(*one)).filter(|title| *title != small).collect();
        let proven = chain.proofs.iter().filter(across).any(|proof| proof.shared >= SHARED);
        if let (Some(big), 1, true) = (titles.first(), titles.len(), proven) {
            let smalls = chain.pictures.iter().filter(|one| title(**one) == small);
            found.extend(smalls.map(|one| (sources[*one as usize], *big)));
        }
    }
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{Titled, alike, is_like};

    #[test]
    fn a_title_that_is_not_there_may_be_any() {
        let titled = |title: &str, pictures: usize| Titled {
            kind: 0,
            title: title.to_owned(),
            sources: (0..pictures).collect(),
        };
        let all = [titled("", 2), titled("周某", 1), titled("二舅", 3), titled("舅", 1)];
        assert_eq!(alike(&all, 0), [1, 2, 3]);
        assert_eq!(alike(&all, 3), [2]);
        assert_eq!(alike(&all, 1), [0; 0]);
        let two = [titled("舅", 1), titled("二舅", 2), titled("大舅", 2)];
        assert_eq!(alike(&two, 0), [0; 0], "nobody knows which");
    }

    #[test]
    fn a_title_is_misread_by_a_character_or_at_an_end() {
        let rows = [
            ("舅", "二舅", true),
            ("孙说", "孙悦", true),
            ("", "周某", true),
            ("周某", "", false),
            ("周", "吴", false),
            ("周一平", "周二干", false),
            ("王小明", "王小明同学", true),
        ];
        for (small, big, want) in rows {
            assert_eq!(is_like(small, big), want, "{small} {big}");
        }
    }
}
