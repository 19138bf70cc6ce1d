//! From the case's book to what linking sees, and back: which message and which receipt each transfer has.

use crate::book::{Book, Line};
use juzheng_link::{Choice, Input, Item, Linked, Payment as Slim, Pool, Room, What};
use juzheng_model::{
    Basis, Card, Id, MessageKind, TransferKind,
    decision::Decision,
    link::{Decided, Link, Reason},
    party::normal,
};
use std::collections::HashMap;

/// The links of a case, with the way back to its records.
pub(crate) struct Linking {
    /// What linking found, for the payments in `payments`.
    pub linked: Linked,
    /// Index of each linked payment in the book.
    pub payments: Vec<usize>,
    /// Index of each item's line in the book.
    pub lines: Vec<u32>,
    /// What the user decided on each payment.
    pub decided: Vec<Decided>,
    /// What the user noted on each payment.
    pub notes: Vec<Option<String>>,
}

impl Linking {
    /// The line of an item.
    pub(crate) fn line<'b>(&self, book: &'b Book, item: u32) -> &'b Line {
        &book.lines.all[self.lines[item as usize] as usize]
    }

    /// The link of the `ix`-th linked payment, without what its text says.
    pub(crate) fn link(&self, book: &Book, ix: usize) -> Link {
        let found = &self.linked.found[ix];
        let transfer = book.payments[self.payments[ix]].id;
        let line = found.item.map(|item| self.line(book, item));
        let mut reasons = found.reasons.clone();
        let settled = line.map_or(0, |line| book.sources[line.source as usize].shift_s);
        if settled != 0 {
            reasons.push(Reason::ShiftSettled(settled));
        }
        Link {
            id: Link::id_of(transfer),
            transfer,
            message: line.map(|line| line.id),
            basis: found.basis,
            clock: found.clock,
            gap: found.gap,
            order: found.order,
            shift_s: found.shift_s,
            verdict: found.verdict,
            ambiguous: found.ambiguous,
            reasons,
            note: self.notes[ix].clone(),
            decided: self.decided[ix],
        }
    }
}

/// Links the whole case.
pub(crate) fn link(book: &Book) -> Linking {
    let (items, lines, rooms) = items(book);
    let wanted = decided_messages(&book.decisions);
    let item_of: HashMap<Id, u32> = if wanted.is_empty() {
        HashMap::new()
    } else {
        let id = |line: u32| book.lines.all[line as usize].id;
        let ids = lines.iter().enumerate().map(|(ix, line)| (id(*line), ix as u32));
        let mut item_of: HashMap<Id, u32> = ids.filter(|(id, _)| wanted.contains(id)).collect();
        // A decision on another place of a message is one on the message.
        let records: HashMap<Id, u32> =
            lines.iter().enumerate().map(|(ix, line)| (id(*line), ix as u32)).collect();
        for (copy, record) in book.lines.series.shown_as.iter().filter(|(copy, _)| wanted.contains(copy)) {
            if let Some(item) = records.get(record) {
                item_of.insert(*copy, *item);
            }
        }
        item_of
    };
    let payments: Vec<usize> = (0..book.payments.len()).filter(|ix| book.payments[*ix].has_link()).collect();
    let by_id: HashMap<Id, usize> = payments
        .iter()
        .enumerate()
        .flat_map(|(ix, payment)| book.payments[*payment].rows.iter().map(move |(_, id)| (*id, ix)))
        .collect();
    let mut choices: Vec<Option<Choice>> = vec![None; payments.len()];
    let mut notes: Vec<Option<String>> = vec![None; payments.len()];
    for decision in &book.decisions {
        decide(decision, &by_id, &item_of, &mut choices, &mut notes);
    }
    let slim: Vec<Slim> =
        payments.iter().zip(&choices).map(|(ix, choice)| slim(book, *ix, *choice)).collect();
    let linked = juzheng_link::link(Input {
        payments: &slim,
        items: &items,
        rooms: &rooms,
        threshold_s: book.settings.threshold_s,
    });
    let decided = choices
        .iter()
        .map(|choice| match choice {
            None => Decided::Proposed,
            Some(Choice::Confirmed(_) | Choice::Chosen(_)) => Decided::Confirmed,
            Some(Choice::Rejected(_)) => Decided::Rejected,
        })
        .collect();
    Linking { linked, payments, lines, decided, notes }
}

/// The messages of the parties' conversations; copies in other exports of the same layout are left away.
fn items(book: &Book) -> (Vec<Item>, Vec<u32>, Vec<Room>) {
    let rooms = &book.rooms;
    let strands = strands(book);
    let mut room_ix: Vec<Option<u32>> = vec![None; rooms.rooms.len()];
    let mut slim_rooms = Vec::new();
    let mut of_strand: HashMap<(u32, Option<usize>), u32> = HashMap::new();
    for (ix, room) in rooms.rooms.iter().enumerate().filter(|(_, room)| room.is_ours()) {
        let of_picture = book.sources[room.source].facts().is_some_and(|facts| facts.screen.is_some());
        let parties = || room.parties.iter().map(|party| *party as u32);
        let next = slim_rooms.len() as u32;
        let slim = match of_picture {
            true => *of_strand.entry((strands[room.source], room.private_of)).or_insert(next),
            false => next,
        };
        room_ix[ix] = Some(slim);
        match (slim_rooms.get_mut(slim as usize), room.private_of) {
            // Another picture of a group: whoever speaks on one of them speaks in it.
            (Some(Room::Group(known)), _) => {
                known.extend(parties());
                known.sort_unstable();
                known.dedup();
            }
            (Some(Room::Private(_)), _) => {}
            (None, Some(party)) => slim_rooms.push(Room::Private(party as u32)),
            (None, None) => slim_rooms.push(Room::Group(parties().collect())),
        }
    }
    let mut items = Vec::with_capacity(book.lines.all.len());
    let mut lines = Vec::with_capacity(book.lines.all.len());
    for (ix, line) in book.lines.all.iter().enumerate() {
        let voice = &rooms.voices[line.voice as usize];
        let Some(room) = room_ix[voice.room] else { continue };
        if !book.lines.copy_of.is_empty() && book.lines.copy_of.contains_key(&(ix as u32)) {
            continue;
        }
        items.push(Item {
            room,
            source: strands[line.source as usize],
            at: if line.at == Line::UNDATED { Item::UNDATED } else { line.at },
            open_s: line.open_s,
            side: book.lines.side(line, rooms),
            what: what(line),
            sender: voice.party.map_or(Item::NOBODY, |party| party as u32),
            amount: line.amount,
            transfer_id: line.transfer_id,
            sent_at: line.sent_at,
        });
        lines.push(ix as u32);
    }
    (items, lines, slim_rooms)
}

/// For each source what counts as one telling of a conversation: a file is one, all pictures with the same title together
/// are one, for the receipt of a card may stand on the next picture. Each is named by its first source.
fn strands(book: &Book) -> Vec<u32> {
    let mut strands: Vec<u32> = (0..book.sources.len() as u32).collect();
    let mut first: HashMap<String, u32> = HashMap::new();
    for (ix, source) in book.sources.iter().enumerate() {
        let screen = source.facts().and_then(|facts| facts.screen.as_ref());
        if let Some(title) = screen.and_then(|screen| screen.title.as_deref()) {
            strands[ix] = *first.entry(normal(title)).or_insert(ix as u32);
        }
    }
    strands
}

fn what(line: &Line) -> What {
    match (line.kind, line.card) {
        (MessageKind::Transfer, Some(Card::Sent)) => What::Sent,
        (MessageKind::Transfer, Some(Card::Receipt)) => What::Receipt,
        // A picture shows the payer's own card in the state that it has come to.
        (MessageKind::Transfer, Some(Card::Expired)) if line.seen.is_some() => What::Expired,
        (MessageKind::Transfer, Some(Card::Returned | Card::Expired)) => What::Spent,
        (MessageKind::Transfer, None) => What::Unsure,
        (MessageKind::RedPacket, _) => What::RedPacket,
        _ => What::Plain,
    }
}

fn slim(book: &Book, ix: usize, choice: Option<Choice>) -> Slim {
    let payment = &book.payments[ix];
    let transfer = &payment.transfer;
    let span = transfer.when.map(|when| when.span(Basis::Bill, book.settings.offset));
    Slim {
        party: payment.party.unwrap_or_default() as u32,
        direction: transfer.direction.unwrap_or(juzheng_model::Direction::Out),
        amount: transfer.amount,
        when: span.map(|span| (span.earliest, span.latest)),
        pool: match transfer.kind {
            TransferKind::Transfer | TransferKind::Other => Pool::Card,
            TransferKind::RedPacket => Pool::RedPacket,
            _ => Pool::Nothing,
        },
        transfer_id: transfer.merchant_id.as_deref().map(crate::book::id_hash),
        turned: payment.turned,
        choice,
    }
}

fn decided_messages(decisions: &[Decision]) -> std::collections::HashSet<Id> {
    decisions
        .iter()
        .filter_map(|decision| match decision {
            Decision::Confirm { message, .. } | Decision::Reject { message, .. } => *message,
            Decision::Relink { message, .. } => Some(*message),
            _ => None,
        })
        .collect()
}

/// Lays one decision over; of several on one transfer the last counts. A message that is no longer there leaves it open.
fn decide(
    decision: &Decision,
    by_id: &HashMap<Id, usize>,
    item_of: &HashMap<Id, u32>,
    choices: &mut [Option<Choice>],
    notes: &mut [Option<String>],
) {
    let item = |message: &Option<Id>| message.map(|id| item_of.get(&id).copied());
    let (transfer, choice) = match decision {
        Decision::Confirm { transfer, message } => match item(message) {
            Some(None) => return,
            found => (transfer, Choice::Confirmed(found.flatten())),
        },
        Decision::Reject { transfer, message } => match item(message) {
            Some(None) => return,
            found => (transfer, Choice::Rejected(found.flatten())),
        },
        Decision::Relink { transfer, message } => match item_of.get(message) {
            Some(item) => (transfer, Choice::Chosen(*item)),
            None => return,
        },
        Decision::Note { transfer, text } => {
            if let Some(&ix) = by_id.get(transfer) {
                notes[ix] = Some(text.clone()).filter(|text| !text.is_empty());
            }
            return;
        }
        Decision::Correct { .. }
        | Decision::CheckPicture { .. }
        | Decision::Captured { .. }
        | Decision::Redact { .. }
        | Decision::Claims { .. }
        | Decision::Uncover { .. } => return,
    };
    if let Some(&ix) = by_id.get(transfer) {
        choices[ix] = Some(choice);
    }
}
