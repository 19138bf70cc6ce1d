//! When the messages of a chain were: what all copies say together, narrowed by what stands above and below.

use super::{At, Entry, Remark, glance::Pages};

/// What all places of a message say together; where two exclude each other, everything that they say, and which two.
pub(super) fn together(pages: &Pages, seen: &[At]) -> (Option<(i64, i64)>, Option<(At, At)>) {
    let dated: Vec<(At, (i64, i64))> =
        seen.iter().filter_map(|at| pages.at(*at).span.map(|span| (*at, span))).collect();
    let (Some(from), Some(to)) = (
        dated.iter().max_by_key(|(at, span)| (span.0, *at)),
        dated.iter().min_by_key(|(at, span)| (span.1, *at)),
    ) else {
        return (None, None);
    };
    if from.1.0 <= to.1.1 {
        return (Some((from.1.0, to.1.1)), None);
    }
    let earliest = dated.iter().map(|(_, span)| span.0).min().unwrap_or(from.1.0);
    let latest = dated.iter().map(|(_, span)| span.1).max().unwrap_or(to.1.1);
    (Some((earliest, latest)), Some((from.0.min(to.0), from.0.max(to.0))))
}

/// Narrows the spans of a chain, whose messages stand in the order in which they were sent: none is before what stands
/// above it, none after what stands below it. Where the times of a chain run backwards nothing is concluded across that
/// place.
pub(super) fn narrow(pages: &Pages, entries: &mut [Entry]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut said: std::collections::HashSet<(u32, u32)> = std::collections::HashSet::new();
    for entry in entries.iter() {
        if let (_, Some((one, other))) = together(pages, &entry.seen)
            && said.insert((one.0, other.0))
        {
            remarks.push(Remark::TimesDiffer { one, other });
        }
    }
    let mut start = 0;
    let mut latest_start: Option<(i64, usize)> = None;
    for ix in 0..entries.len() {
        let Some(span) = entries[ix].span else { continue };
        match latest_start {
            Some((from, above)) if from > span.1 => {
                // One picture that runs backwards by itself was said when it was read.
                let on_one = |at: &&At| entries[above].seen.iter().any(|other| other.0 == at.0);
                if !entries[ix].seen.iter().any(|at| on_one(&at)) {
                    remarks
                        .push(Remark::Backwards { at: entries[ix].seen[0], above: entries[above].seen[0] });
                }
                stretch(&mut entries[start..ix]);
                start = ix;
                latest_start = Some((span.0, ix));
            }
            Some((from, _)) if from >= span.0 => {}
            _ => latest_start = Some((span.0, ix)),
        }
    }
    stretch(&mut entries[start..]);
    remarks
}

/// Narrows a stretch in which nothing runs backwards.
fn stretch(entries: &mut [Entry]) {
    let mut from = i64::MIN;
    for span in entries.iter_mut().filter_map(|entry| entry.span.as_mut()) {
        from = from.max(span.0);
        span.0 = from;
    }
    let mut to = i64::MAX;
    for span in entries.iter_mut().rev().filter_map(|entry| entry.span.as_mut()) {
        to = to.min(span.1);
        span.1 = to;
    }
    // What says no time itself lies between what does.
    let mut from = None;
    for entry in entries.iter_mut() {
        match entry.span {
            Some(span) => from = Some(span.0),
            None => entry.span = from.map(|from| (from, i64::MAX)),
        }
    }
    let mut to = None;
    for entry in entries.iter_mut().rev() {
        match entry.span {
            Some((from, i64::MAX)) => entry.span = to.map(|to| (from, to)),
            Some(span) => to = Some(span.1),
            None => {}
        }
    }
}
