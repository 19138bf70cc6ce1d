//! What was read on pictures, for their pages in the dossier, and what the user wants hidden on them.
//!
//! A record that a box touches is hidden wherever it is shown: also where the same message or transfer stands in another
//! file, for nobody can tell which of its words lie under the box.

use crate::{
    book::{Book, Line},
    case::Case,
    error::Error,
    excerpt, redact,
};
use juzheng_model::{
    Id, Place,
    snapshot::{SeenRecord, SeenTransfer, SeenView, Snapshot},
};
use juzheng_vault::StoredTransfer;
use std::collections::{HashMap, HashSet};

/// Adds to every picture what was read on it and its boxes, and marks what is hidden; without `hiding` nothing is.
pub(super) fn show(case: &Case, book: &Book, snapshot: &mut Snapshot, hiding: bool) -> Result<(), Error> {
    let covers = if hiding { redact::covers(&book.decisions) } else { HashMap::new() };
    let (mut seen, under) = messages(case, book, &covers)?;
    transfers(case, book, &mut seen)?;
    let hidden_rows = rows_under(book, &covers);
    for view in &mut snapshot.artifacts {
        view.covers = covers.get(&view.artifact.id).cloned().unwrap_or_default();
        view.seen = seen.remove(&view.artifact.id).unwrap_or_default();
        view.seen.sort_by_key(|one| (one.bounds[1], one.bounds[0]));
        for seen in &mut view.seen {
            let SeenRecord::Message(message) = &mut seen.record else { continue };
            message.hidden = under.contains(&message.id);
            // What is hidden on one picture is hidden on every other that shows the same.
            if message.hidden && !view.covers.iter().any(|cover| touch(*cover, seen.bounds)) {
                view.covers.push(seen.bounds);
            }
        }
    }
    let messages = snapshot.excerpts.iter_mut().flat_map(|excerpt| &mut excerpt.messages);
    let linked = snapshot.transfers.iter_mut().filter_map(|t| t.link.as_mut()?.message.as_mut());
    for message in messages.chain(&mut snapshot.loose_cards).chain(linked) {
        message.hidden = under.contains(&message.id);
    }
    for transfer in &mut snapshot.transfers {
        transfer.hidden = hidden_rows.contains(&transfer.id);
    }
    for finding in &mut snapshot.findings {
        let place = finding.origin.as_ref().and_then(|(id, place)| Some((*id, place.as_ref()?)));
        let boxed = place.is_some_and(|(id, place)| covers.get(&id).is_some_and(|all| is_under(place, all)));
        if boxed {
            finding.message = "（所涉内容已隐去）".to_owned();
        }
    }
    Ok(())
}

type Seen = HashMap<Id, Vec<SeenView>>;

/// The messages on each picture, and the ids of those that are hidden.
fn messages(
    case: &Case,
    book: &Book,
    covers: &HashMap<Id, Vec<[u32; 4]>>,
) -> Result<(Seen, HashSet<Id>), Error> {
    let mut seen: Seen = HashMap::new();
    let mut roots = HashSet::new();
    let is_pictured = |line: &&Line| {
        let source = &book.sources[line.source as usize];
        source.facts().is_some_and(|facts| facts.screen.is_some())
    };
    let keys: Vec<i64> = book.lines.all.iter().filter(is_pictured).map(|line| line.key).collect();
    let mut stored = Vec::with_capacity(keys.len());
    case.vault.messages(&keys, &mut |message| stored.push(message))?;
    let pictured = (0..).zip(&book.lines.all).filter(|(_, line)| is_pictured(line));
    for ((ix, line), stored) in pictured.zip(stored) {
        let source = &book.sources[line.source as usize];
        let view = excerpt::view_of(book, line, stored);
        let Place::Box { bounds } = view.origin.1 else { continue };
        let id = source.artifact.id;
        if covers.get(&id).is_some_and(|all| all.iter().any(|cover| touch(*cover, bounds))) {
            roots.insert(root(book, ix));
        }
        seen.entry(id).or_default().push(SeenView { bounds, record: SeenRecord::Message(view) });
    }
    let all = (0..).zip(&book.lines.all);
    let hidden = all.filter(|(ix, _)| !roots.is_empty() && roots.contains(&root(book, *ix)));
    let hidden = hidden.map(|(_, line)| line.id).collect();
    Ok((seen, hidden))
}

/// The line that all places of a message are shown as.
fn root(book: &Book, line: u32) -> u32 {
    book.lines.copy_of.get(&line).copied().unwrap_or(line)
}

fn transfers(case: &Case, book: &Book, seen: &mut Seen) -> Result<(), Error> {
    let pictures: HashMap<i64, usize> = (0..)
        .zip(&book.sources)
        .filter(|(_, source)| source.facts().is_some_and(|facts| facts.screen.is_some()))
        .filter_map(|(ix, source): (usize, _)| Some((source.reading.as_ref()?.id, ix)))
        .collect();
    if pictures.is_empty() {
        return Ok(());
    }
    let mut read: Vec<(usize, StoredTransfer)> = Vec::new();
    case.vault.transfers(&mut |stored| {
        if let Some(source) = pictures.get(&stored.reading) {
            read.push((*source, stored));
        }
    })?;
    let of_row: HashMap<(usize, Id), usize> = (0..)
        .zip(&book.payments)
        .flat_map(|(ix, payment): (usize, _)| payment.rows.iter().map(move |row| (*row, ix)))
        .collect();
    for (source, stored) in read {
        let Place::Box { bounds } = stored.transfer.place else { continue };
        let payment = of_row.get(&(source, stored.id)).map(|ix| &book.payments[*ix]);
        let own = payment.filter(|payment| payment.source == source && payment.rows[0].1 == stored.id);
        let transfer = own.map_or(&stored.transfer, |payment| &payment.transfer);
        let basis = own.map_or_else(|| transfer.basis(), |payment| payment.basis());
        let record = SeenTransfer {
            when: transfer.when.map(|when| when.span(basis, book.settings.offset)),
            direction: transfer.direction,
            amount: transfer.amount,
            counterparty: transfer.counterparty.clone(),
            status_text: transfer.status_text.clone(),
            memo: transfer.memo.clone(),
            transaction_id: transfer.transaction_id.clone(),
            unrelated: payment.is_none_or(|payment| payment.party.is_none()),
            unchecked: !book.checked.contains(&book.sources[source].artifact.id),
        };
        let views = seen.entry(book.sources[source].artifact.id).or_default();
        views.push(SeenView { bounds, record: SeenRecord::Transfer(record) });
    }
    Ok(())
}

/// The transfers of which a row on a picture lies under a box.
fn rows_under(book: &Book, covers: &HashMap<Id, Vec<[u32; 4]>>) -> HashSet<Id> {
    let hidden = |payment: &&crate::book::Payment| {
        payment
            .origins
            .iter()
            .any(|origin| covers.get(&origin.artifact).is_some_and(|all| is_under(&origin.place, all)))
    };
    book.payments.iter().filter(hidden).map(|payment| payment.id).collect()
}

fn is_under(place: &Place, covers: &[[u32; 4]]) -> bool {
    matches!(place, Place::Box { bounds } if covers.iter().any(|cover| touch(*cover, *bounds)))
}

/// Whether two boxes share a pixel.
fn touch([ax, ay, aw, ah]: [u32; 4], [bx, by, bw, bh]: [u32; 4]) -> bool {
    let overlap = |a: u32, al: u32, b: u32, bl: u32| a < b.saturating_add(bl) && b < a.saturating_add(al);
    overlap(ax, aw, bx, bw) && overlap(ay, ah, by, bh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_touch_where_they_share_a_pixel() {
        let rows = [
            ([0, 0, 10, 10], [9, 9, 5, 5], true),
            ([0, 0, 10, 10], [10, 0, 5, 5], false),
            ([5, 5, 1, 1], [0, 0, 10, 10], true),
            ([0, 0, u32::MAX, 4], [3, 3, 1, 1], true),
            ([0, 0, 0, 0], [0, 0, 1, 1], false),
        ];
        for (a, b, want) in rows {
            assert_eq!((touch(a, b), touch(b, a)), (want, want), "{a:?} {b:?}");
        }
    }
}
