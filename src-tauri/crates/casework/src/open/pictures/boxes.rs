//! One picture with all that was read on it, from the top down, corrections laid over.

use super::slices::{SLICE, needs_slices};
use crate::{
    book::Field,
    error::Error,
    list::message_shape_of,
    open::{OpenCase, shown::Shown},
    pane::{Correction, FindingPane, Picture, PictureBox, ReadMessage, ReadTransfer},
    redact::covers,
    words::Lang,
};
use juzheng_model::{Basis, Fen, Id, MessageKind, Moment, Place, Seen, Span};
use juzheng_vault::{StoredMessage, StoredTransfer};
use std::collections::HashMap;

/// Findings of one sort that are shown of one picture.
const OF_A_SORT: usize = 200;
/// How sure the machine is of what it did not read.
const SURE: u16 = 1_000;

impl OpenCase {
    /// A picture with all that was read on it.
    ///
    /// # Errors
    /// The file is no picture that was read, or the database cannot be read.
    pub fn picture_review(&self, artifact: Id, lang: Lang) -> Result<Picture, Error> {
        let mut shown = self.shown();
        let ix = shown.source_by_id(artifact)?;
        let unknown = || Error::UnknownId { what: "picture", id: artifact.to_string() };
        let row = shown.sums()?.rows.iter().find(|row| row.artifact == artifact).cloned();
        let row = row.ok_or_else(unknown)?;
        let facts = shown.book.sources[ix].facts().ok_or_else(unknown)?;
        let screen = facts.screen.as_ref().ok_or_else(unknown)?;
        let (width, height) = (screen.width, screen.height);
        let sliced = needs_slices(&facts.media_type, width, height);
        let mut boxes = shown.messages_on(ix)?;
        boxes.extend(shown.transfers_on(ix)?);
        boxes.sort_by_key(|one| one.bounds.map_or((u32::MAX, 0), |[x, y, ..]| (y, x)));
        let findings = given_out(shown.findings_of(artifact, OF_A_SORT, lang), &mut boxes);
        Ok(Picture {
            row,
            width,
            height,
            slices: if sliced { height.div_ceil(SLICE) } else { 0 },
            slice_height: SLICE,
            boxes,
            covers: covers(&shown.book.decisions).remove(&artifact).unwrap_or_default(),
            findings,
        })
    }
}

impl Shown {
    fn messages_on(&self, source: usize) -> Result<Vec<PictureBox>, Error> {
        let own = (0..self.book.lines.all.len() as u32)
            .filter(|line| self.book.lines.all[*line as usize].source as usize == source);
        own.map(|line| Ok(self.message_box(line, self.stored(line)?))).collect()
    }

    fn message_box(&self, ix: u32, stored: StoredMessage) -> PictureBox {
        let line = &self.book.lines.all[ix as usize];
        let record = self.record_of(ix);
        // In a conversation of two the picture names nobody: then it is the name of the side.
        let sender = message_shape_of(&self.book, line, stored.clone()).sender;
        let message = stored.message;
        let side = |stated| self.book.rooms.side(line.source as usize, line.voice as usize, stated);
        let mut said = ReadMessage {
            side: side(message.side),
            sender,
            kind: message.kind,
            card: message.card,
            text: message.text,
        };
        let mut frame = self.frame(record, &message.place, message.amount, message.seen, true);
        frame.when = message.when.map(|when| self.span(when, message.seen, line.source as usize));
        for (name, field) in self.book.corrections.of(record, true, self.book.settings.offset) {
            let read = match field {
                Field::Amount(amount) => replaced(&mut frame.amount_fen, amount).map(fen).unwrap_or_default(),
                Field::When(when) => self.corrected_time(&mut frame.when, when),
                Field::Text(text) => std::mem::replace(&mut said.text, text),
                Field::Sender(sender) => std::mem::replace(&mut said.sender, sender),
                Field::Side(stated) => word(&std::mem::replace(&mut said.side, side(stated))),
                Field::Card(card) => {
                    replaced(&mut said.card, card).map(|card| word(&card)).unwrap_or_default()
                }
                Field::MessageKind(kind) => word(&std::mem::replace(&mut said.kind, kind)),
                _ => continue,
            };
            frame.corrected.push(Correction { field: name, read });
        }
        // What is no transfer is no card.
        said.card = said.card.filter(|_| said.kind == MessageKind::Transfer);
        PictureBox { message: Some(said), ..frame }
    }

    fn transfers_on(&self, source: usize) -> Result<Vec<PictureBox>, Error> {
        let sums = self.reviewed.sums.as_ref();
        let stored = sums.and_then(|sums| sums.transfers.get(&source));
        Ok(stored.into_iter().flatten().map(|stored| self.transfer_box(source, stored)).collect())
    }

    fn transfer_box(&self, source: usize, stored: &StoredTransfer) -> PictureBox {
        let transfer = stored.transfer.clone();
        let mut frame = self.frame(stored.id, &transfer.place, transfer.amount, transfer.seen, false);
        frame.when = transfer.when.map(|when| self.span(when, transfer.seen, source));
        let mut said = ReadTransfer {
            accepted: transfer.accepted.map(|when| self.span(when, transfer.seen, source)),
            returned: transfer.returned.map(|when| self.span(when, transfer.seen, source)),
            direction: transfer.direction,
            kind: transfer.kind,
            type_text: transfer.type_text,
            status: transfer.status,
            status_text: transfer.status_text,
            counterparty: transfer.counterparty,
            memo: transfer.memo,
            note: transfer.note,
            transaction_id: transfer.transaction_id,
            merchant_id: transfer.merchant_id,
            method: transfer.method,
        };
        for (name, field) in self.book.corrections.of(stored.id, false, self.book.settings.offset) {
            let read = match field {
                Field::Amount(amount) => replaced(&mut frame.amount_fen, amount).map(fen).unwrap_or_default(),
                Field::When(when) => self.corrected_time(&mut frame.when, when),
                Field::Direction(way) => {
                    replaced(&mut said.direction, way).map(|way| word(&way)).unwrap_or_default()
                }
                Field::TransferKind(kind) => word(&std::mem::replace(&mut said.kind, kind)),
                Field::Status(status) => word(&std::mem::replace(&mut said.status, status)),
                Field::Counterparty(name) => replaced(&mut said.counterparty, name).unwrap_or_default(),
                Field::Memo(memo) => replaced(&mut said.memo, memo).unwrap_or_default(),
                Field::Note(note) => replaced(&mut said.note, note).unwrap_or_default(),
                Field::Accepted(when) => self.corrected_time(&mut said.accepted, when),
                Field::Returned(when) => self.corrected_time(&mut said.returned, when),
                Field::TransactionId(id) => replaced(&mut said.transaction_id, id).unwrap_or_default(),
                Field::MerchantId(id) => replaced(&mut said.merchant_id, id).unwrap_or_default(),
                Field::Method(method) => replaced(&mut said.method, method).unwrap_or_default(),
                _ => continue,
            };
            frame.corrected.push(Correction { field: name, read });
        }
        PictureBox { transfer: Some(said), ..frame }
    }

    /// What every record on a picture has.
    fn frame(
        &self,
        record: Id,
        place: &Place,
        amount: Option<Fen>,
        seen: Option<Seen>,
        is_message: bool,
    ) -> PictureBox {
        PictureBox {
            record,
            bounds: bounds_of(place),
            message: None,
            transfer: None,
            amount_fen: amount,
            when: None,
            confidence: seen.map_or(SURE, |seen| seen.confidence),
            unsure: self.left_unsure(seen, record, is_message),
            corrected: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn span(&self, when: Moment, seen: Option<Seen>, source: usize) -> Span {
        let span = when.span(seen.map_or(Basis::File, |seen| seen.basis), self.book.settings.offset);
        match self.book.sources[source].shift_s {
            0 => span,
            shift => span.shifted(shift),
        }
    }

    /// Puts a corrected time in the place of the one that was read; gives that as it is printed.
    fn corrected_time(&self, at: &mut Option<Span>, when: Option<Moment>) -> String {
        let corrected = when.map(|when| when.span(Basis::User, self.book.settings.offset));
        replaced(at, corrected).map(Span::paper).unwrap_or_default()
    }
}

/// The box of a place on a picture.
pub(in crate::open) fn bounds_of(place: &Place) -> Option<[u32; 4]> {
    match place {
        Place::Box { bounds } => Some(*bounds),
        _ => None,
    }
}

/// Gives each finding to the record that it is about: the one in whose box its own box has its middle. Gives back the rest.
fn given_out(findings: Vec<FindingPane>, boxes: &mut [PictureBox]) -> Vec<FindingPane> {
    let mut by_record: HashMap<usize, Vec<FindingPane>> = HashMap::new();
    let mut rest = Vec::new();
    for finding in findings {
        let middle = finding.place.as_ref().and_then(bounds_of).map(middle);
        let named = finding.jump.message.or(finding.jump.transfer);
        let holds = |one: &PictureBox| {
            named == Some(one.record)
                || middle.zip(one.bounds).is_some_and(|(point, bounds)| is_inside(point, bounds))
        };
        match boxes.iter().position(holds) {
            Some(ix) => by_record.entry(ix).or_default().push(finding),
            None => rest.push(finding),
        }
    }
    for (ix, findings) in by_record {
        boxes[ix].findings = findings;
    }
    rest
}

fn middle([x, y, width, height]: [u32; 4]) -> (u32, u32) {
    (x.saturating_add(width / 2), y.saturating_add(height / 2))
}

fn is_inside((px, py): (u32, u32), [x, y, width, height]: [u32; 4]) -> bool {
    (x..=x.saturating_add(width)).contains(&px) && (y..=y.saturating_add(height)).contains(&py)
}

fn replaced<T>(at: &mut Option<T>, by: Option<T>) -> Option<T> {
    std::mem::replace(at, by)
}

fn fen(amount: Fen) -> String {
    amount.get().to_string()
}

/// The word of a variant in the JSON.
fn word<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
