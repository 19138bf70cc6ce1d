//! The list of messages, streamed: a million of them are never held with their texts.

use crate::{
    book::{Book, Field, Line},
    case::Case,
    error::Error,
    shape::{Item, MessageShape},
};
use juzheng_model::{Basis, Id, Origin, PartyRole, Side, Span, time::ZoneBasis};
use juzheng_vault::StoredMessage;
use std::collections::HashMap;

/// Shows the messages of the parties' conversations (with `all`, every message); gives how many were left out.
pub(super) fn list<E: From<Error>>(
    case: &Case,
    book: &Book,
    all: bool,
    each: &mut dyn FnMut(Item) -> Result<(), E>,
) -> Result<u64, E> {
    let (order, left_out) = in_order(book, all);
    let mut copies: HashMap<u32, Vec<u32>> = HashMap::new();
    for (copy, first) in &book.lines.copy_of {
        copies.entry(*first).or_default().push(*copy);
    }
    for chunk in order.chunks(4_096) {
        let keys: Vec<i64> = chunk.iter().map(|ix| book.lines.all[*ix as usize].key).collect();
        let mut shapes = Vec::with_capacity(chunk.len());
        let mut next = chunk.iter();
        case.vault
            .messages(&keys, &mut |stored| {
                if let Some(&ix) = next.next() {
                    shapes.push((ix, shape(book, &book.lines.all[ix as usize], stored)));
                }
            })
            .map_err(Error::from)?;
        for (ix, mut shape) in shapes {
            if let Some(copies) = copies.get_mut(&ix) {
                copies.sort_unstable();
                for copy in copies.iter() {
                    let line = &book.lines.all[*copy as usize];
                    let stored = case.vault.message(line.key).map_err(Error::from)?;
                    shape.origins.extend(stored.map(|stored| origin(book, line, &stored)));
                }
            }
            each(Item::Message(shape))?;
        }
    }
    Ok(left_out)
}

/// Indices of the lines to show, by time, then artifact, then place; the undated behind the dated of their artifact. The
/// messages of overlapping pictures stand in the order of their conversation.
fn in_order(book: &Book, all: bool) -> (Vec<u32>, u64) {
    let mut last_of_source = vec![i64::MIN; book.sources.len()];
    for line in &book.lines.all {
        let last = &mut last_of_source[line.source as usize];
        *last = (*last).max(line.at);
    }
    let mut order: Vec<u32> = Vec::with_capacity(book.lines.all.len());
    let mut left_out = 0;
    for (ix, line) in book.lines.all.iter().enumerate() {
        if book.lines.copy_of.contains_key(&(ix as u32)) {
            continue;
        }
        let room = &book.rooms.rooms[book.rooms.voices[line.voice as usize].room];
        if all || room.is_ours() {
            order.push(ix as u32);
        } else {
            left_out += 1;
        }
    }
    order.sort_by_key(|ix| {
        if let Some(one) = book.lines.series.standing.get(ix) {
            return (one.at, false, one.source, one.order, *ix);
        }
        let line = &book.lines.all[*ix as usize];
        let undated = line.at == Line::UNDATED;
        let at = if undated { last_of_source[line.source as usize] } else { line.at };
        (at, undated, line.source, line.order, *ix)
    });
    (order, left_out)
}

pub(crate) fn shape(book: &Book, line: &Line, stored: StoredMessage) -> MessageShape {
    let voice = &book.rooms.voices[line.voice as usize];
    let origin = origin(book, line, &stored);
    let message = stored.message;
    let mut shape = MessageShape {
        id: line.id,
        source_id: message.source_id,
        conversation: book.rooms.rooms[voice.room].name.clone(),
        when: span_of(book, line, message.when),
        side: book.lines.side(line, &book.rooms),
        sender: sender(book, line),
        kind: line.kind,
        text: message.text,
        amount_fen: line.amount,
        card: line.card,
        transfer_id: message.transfer_id,
        origins: vec![origin],
        corrected: book.corrections.touches(line.id),
        machine: book.machine_line(line),
    };
    if shape.corrected {
        for (_, field) in book.corrections.of(line.id, true, book.settings.offset) {
            match field {
                Field::Text(text) => shape.text = text,
                Field::Sender(sender) => shape.sender = sender,
                _ => {}
            }
        }
    }
    shape
}

/// The sender's name as the file shows it. A picture shows none in a conversation of two: then it is that of the side.
fn sender(book: &Book, line: &Line) -> String {
    let voice = &book.rooms.voices[line.voice as usize];
    if !voice.name.is_empty() || line.seen.is_none() {
        return voice.name.clone();
    }
    match book.lines.side(line, &book.rooms) {
        Side::Me => {
            let me = book.roster.parties().iter().find(|party| party.role == PartyRole::Me);
            me.map(|party| party.name.clone()).unwrap_or_default()
        }
        Side::Other => book.rooms.rooms[voice.room].name.clone(),
        Side::System | Side::Unknown => String::new(),
    }
}

/// The span of a line: as the file states it, or resting on the user where a shift or a correction moved it.
pub(crate) fn span_of(book: &Book, line: &Line, read: Option<juzheng_model::Moment>) -> Option<Span> {
    if line.at == Line::UNDATED {
        return None;
    }
    let offset = book.settings.offset;
    let latest = line.at + i64::from(line.open_s);
    let shifted = book.sources[line.source as usize].shift_s != 0;
    let zone = if line.zone_assumed { ZoneBasis::Assumed } else { ZoneBasis::Stated };
    match read.map(|when| when.span(line.basis(), offset)) {
        _ if line.narrowed.is_some() && !shifted => {
            Some(Span { earliest: line.at, latest, basis: line.basis(), zone, offset })
        }
        Some(span) if (span.earliest, span.latest) == (line.at, latest) => Some(span),
        _ => Some(Span { earliest: line.at, latest, basis: Basis::User, zone: ZoneBasis::Stated, offset }),
    }
}

fn origin(book: &Book, line: &Line, stored: &StoredMessage) -> Origin {
    let source = &book.sources[line.source as usize];
    source.origin(stored.message.place.clone())
}

/// The id of the message that begins with `prefix`.
///
/// # Errors
/// None or several do.
pub(crate) fn message_by_prefix(book: &Book, prefix: &str) -> Result<Id, Error> {
    super::by_prefix("message", prefix, book.lines.all.iter().map(|line| line.id))
}

/// One message in its JSON shape.
///
/// # Errors
/// There is none with this id.
pub(crate) fn one(case: &Case, book: &Book, id: Id) -> Result<MessageShape, Error> {
    let unknown = || Error::UnknownId { what: "message", id: id.to_string() };
    let ix = book.lines.all.iter().position(|line| line.id == id).ok_or_else(unknown)?;
    let line = &book.lines.all[book.lines.shown(ix as u32) as usize];
    let stored = case.vault.message(line.key)?.ok_or_else(unknown)?;
    Ok(shape(book, line, stored))
}
