//! A message as a bubble and a transfer as a card.

use super::{pictures::bounds_of, shown::Shown, spans};
use crate::{
    error::Error,
    list::{message_shape_of, span_of},
    pane::{Bubble, MoneyCard},
};
use juzheng_model::{
    Place,
    link::{Decided, Link},
};
use juzheng_vault::StoredMessage;

/// Characters of a message that a bubble shows.
const SHOWN: usize = 4_000;

impl Shown {
    /// The stored message of a line.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn stored(&self, line: u32) -> Result<StoredMessage, Error> {
        let line = &self.book.lines.all[line as usize];
        let stored = self.case.vault.message(line.key)?;
        stored.ok_or_else(|| Error::UnknownId { what: "message", id: line.id.to_string() })
    }

    /// A message as a bubble; `money_row` is where its transfer is.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn bubble(&self, ix: u32, money_row: Option<u32>) -> Result<Bubble, Error> {
        let stored = self.stored(ix)?;
        let line = &self.book.lines.all[ix as usize];
        let room = &self.book.rooms.rooms[self.book.rooms.voices[line.voice as usize].room];
        let span = span_of(&self.book, line, stored.message.when);
        let bounds = bounds_of(&stored.message.place);
        let row = match stored.message.place {
            Place::Row { row } | Place::Sheet { row, .. } => Some(row),
            Place::Bytes { .. } | Place::Box { .. } => None,
        };
        let shape = message_shape_of(&self.book, line, stored);
        let machine = self.is_machine(ix, shape.machine.as_ref());
        let (text, cut) = shortened(shape.text, SHOWN);
        let links = self.links_on.get(&ix);
        Ok(Bubble {
            id: line.id,
            side: shape.side,
            sender: shape.sender,
            conversation: shape.conversation,
            group: room.group,
            kind: shape.kind,
            card: shape.card,
            amount_fen: shape.amount_fen,
            text,
            cut,
            time: spans::paper(span),
            basis: span.map(|span| span.basis),
            corrected: shape.corrected,
            artifact: self.book.sources[line.source as usize].artifact.id,
            line: row,
            bounds,
            machine,
            links: links.into_iter().flatten().map(|link| self.link_id(*link as usize)).collect(),
            money_row,
        })
    }

    /// The id of a link.
    pub(super) fn link_id(&self, link: usize) -> juzheng_model::Id {
        Link::id_of(self.book.payments[self.linking.payments[link]].id)
    }

    /// A transfer as a card; `message_row` is where its message is.
    pub(super) fn money(&self, ix: usize, message_row: Option<u32>) -> MoneyCard {
        let payment = &self.book.payments[ix];
        let transfer = &payment.transfer;
        let basis = payment.basis();
        let span = transfer.when.map(|when| when.span(basis, self.book.settings.offset));
        let link = self.link(ix).map(|link| (link, self.linking.link(&self.book, link)));
        let of = link.as_ref().map(|(_, link)| link);
        MoneyCard {
            transfer: payment.id,
            link: of.map(|link| link.id),
            time: spans::paper(span),
            at: span.map(|span| span.earliest),
            direction: transfer.direction,
            amount_fen: transfer.amount,
            counterparty: transfer.counterparty.clone(),
            party: payment.party,
            kind: transfer.kind,
            type_text: transfer.type_text.clone(),
            status: transfer.status,
            status_text: transfer.status_text.clone(),
            returned_fen: transfer.returned_amount,
            memo: transfer.memo.clone(),
            basis: of.map(|link| link.basis),
            verdict: of.map(|link| link.verdict),
            gap: of.and_then(|link| link.gap),
            order: of.and_then(|link| link.order),
            ambiguous: of.is_some_and(|link| link.ambiguous),
            decided: of.map(|link| link.decided),
            note: of.and_then(|link| link.note.clone()),
            message: of.filter(|link| link.decided != Decided::Rejected).and_then(|link| link.message),
            message_row,
            flagged: link.as_ref().is_some_and(|(link, _)| self.is_flagged(*link)),
            machine: self.is_machine_payment(payment),
        }
    }
}

/// A text cut to so many characters, and whether it was.
pub(super) fn shortened(text: String, characters: usize) -> (String, bool) {
    match text.char_indices().nth(characters) {
        Some((end, _)) => (text[..end].to_owned(), true),
        None => (text, false),
    }
}
