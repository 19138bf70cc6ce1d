//! The chat around linked transfers: some messages before and after each, as unbroken stretches of one conversation.

use crate::{
    book::{Book, Line},
    case::Case,
    error::Error,
    list::{linking::Linking, message_shape_of, span_of},
};
use juzheng_model::{
    link::Decided,
    snapshot::{Excerpt, MessageView},
};
use juzheng_vault::StoredMessage;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many messages are shown before and after a linked one.
const AROUND: usize = 6;
/// Two stretches with no more than so many messages between them are one.
const BRIDGED: usize = 2;

/// The excerpts, by conversation and time. `transfer_ix` gives for each linked payment its number in the snapshot.
pub(crate) fn excerpts(
    case: &Case,
    book: &Book,
    linking: &Linking,
    transfer_ix: &HashMap<usize, usize>,
) -> Result<Vec<Excerpt>, Error> {
    let (marks, spots) = marks(linking, transfer_ix);
    let rooms: BTreeSet<usize> = marks.keys().map(|line| room(book, *line)).collect();
    let mut excerpts = Vec::new();
    for room in ordered(book, rooms) {
        let lines = lines_of(book, room);
        let linked: Vec<usize> = (0..lines.len()).filter(|at| spots.contains(&lines[*at])).collect();
        let mut shown_until = 0;
        for (from, to) in stretches(&linked, lines.len()) {
            let mut excerpt = Excerpt {
                conversation: book.rooms.rooms[room].name.clone(),
                messages: Vec::with_capacity(to - from),
                links: Vec::with_capacity(to - from),
                skipped_before: (from - shown_until) as u64,
            };
            for line in &lines[from..to] {
                excerpt.messages.push(view(case, book, *line)?);
                excerpt.links.push(marks.get(line).cloned().unwrap_or_default());
            }
            excerpts.push(excerpt);
            shown_until = to;
        }
    }
    Ok(excerpts)
}

/// Which lines are linked by which transfers, and around which lines the chat is shown (receipts too).
fn marks(
    linking: &Linking,
    transfer_ix: &HashMap<usize, usize>,
) -> (BTreeMap<u32, Vec<usize>>, BTreeSet<u32>) {
    let mut marks: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut spots = BTreeSet::new();
    let found = linking.linked.found.iter().zip(&linking.decided).zip(&linking.payments);
    for ((found, decided), payment) in found {
        // What the user rejected is no reason to show the chat around it.
        let Some(&ix) = transfer_ix.get(payment).filter(|_| *decided != Decided::Rejected) else { continue };
        for item in found.item.into_iter().chain(found.receipt) {
            spots.insert(linking.lines[item as usize]);
        }
        if let Some(item) = found.item {
            marks.entry(linking.lines[item as usize]).or_default().push(ix);
        }
    }
    for card in &linking.linked.loose_cards {
        let line = linking.lines[*card as usize];
        spots.insert(line);
        marks.entry(line).or_default();
    }
    (marks, spots)
}

/// The conversation of a line; pictures of one are one.
fn room(book: &Book, line: u32) -> usize {
    book.lines.series.room_of(book.rooms.voices[book.lines.all[line as usize].voice as usize].room)
}

/// Rooms by their name, then source: the same whatever was added first.
fn ordered(book: &Book, rooms: BTreeSet<usize>) -> Vec<usize> {
    let mut rooms: Vec<usize> = rooms.into_iter().collect();
    rooms.sort_by_key(|room| (book.rooms.rooms[*room].name.clone(), *room));
    rooms
}

/// The lines of a room in time order, undated ones where the file has them.
fn lines_of(book: &Book, wanted: usize) -> Vec<u32> {
    let mut at = i64::MIN;
    let mut lines: Vec<(i64, u64, u32)> = Vec::new();
    for ix in book.lines.series.sources_of(book.rooms.rooms[wanted].source).flat_map(|source| {
        let from = book.lines.all.partition_point(|line| line.source < source);
        let to = book.lines.all.partition_point(|line| line.source <= source);
        from as u32..to as u32
    }) {
        let line = &book.lines.all[ix as usize];
        if room(book, ix) == wanted && !book.lines.copy_of.contains_key(&ix) {
            at = if line.at == Line::UNDATED { at } else { line.at };
            let standing = book.lines.series.standing.get(&ix).map(|one| (one.at, one.order));
            let (at, order) = standing.unwrap_or((at, line.order));
            lines.push((at, order, ix));
        }
    }
    lines.sort_unstable();
    lines.into_iter().map(|(_, _, ix)| ix).collect()
}

/// From–to (exclusive) of the stretches around the linked positions, which are ascending.
fn stretches(linked: &[usize], len: usize) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for at in linked {
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(len));
        match out.last_mut() {
            Some(last) if from <= last.1 + BRIDGED => last.1 = to.max(last.1),
            _ => out.push((from, to)),
        }
    }
    out
}

/// A message as the dossier shows it.
pub(crate) fn view(case: &Case, book: &Book, ix: u32) -> Result<MessageView, Error> {
    let line = &book.lines.all[ix as usize];
    let stored = case.vault.message(line.key)?;
    let stored = stored.ok_or_else(|| Error::UnknownId { what: "message", id: line.id.to_string() })?;
    Ok(view_of(book, line, stored))
}

/// A message as the dossier shows it, from its stored form.
pub(crate) fn view_of(book: &Book, line: &Line, stored: StoredMessage) -> MessageView {
    let place = stored.message.place.clone();
    let when = span_of(book, line, stored.message.when);
    let shape = message_shape_of(book, line, stored);
    MessageView {
        id: line.id,
        conversation: shape.conversation,
        when,
        side: shape.side,
        sender: shape.sender,
        kind: shape.kind,
        card: shape.card,
        amount: shape.amount_fen,
        text: shape.text,
        origin: (book.sources[line.source as usize].artifact.id, place),
        corrected: shape.corrected,
        unchecked: shape.machine.is_some_and(|machine| !machine.checked),
        stranger: is_stranger(book, line),
        hidden: false,
    }
}

/// Whether the sender is somebody in a group who is no party of the case.
fn is_stranger(book: &Book, line: &Line) -> bool {
    let voice = &book.rooms.voices[line.voice as usize];
    let nobody = voice.party.is_none() && !voice.is_me && voice.speaks;
    nobody && book.rooms.rooms[voice.room].group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_touch_are_one() {
        assert_eq!(stretches(&[3, 20], 100), [(0, 10), (14, 27)]);
        assert_eq!(stretches(&[3, 16], 100), [(0, 23)]);
        assert_eq!(stretches(&[0], 1), [(0, 1)]);
        assert!(stretches(&[], 5).is_empty());
    }
}
