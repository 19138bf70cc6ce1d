//! The user's decisions on links and records: stored beside the readings, logged, and undone one by one.

use crate::{
    book::{Book, Field},
    case::Case,
    desk::Desk,
    error::Error,
    list::{
        by_prefix, link_shape,
        linking::{self, Linking},
        message_by_prefix, message_shape, transfer_shape,
    },
    shape::{Item, LinkShape},
};
use juzheng_model::{Card, Id, decision::Decision, link::Link};

/// What a correction changed, as it is shown afterwards.
pub type Corrected = Item;

impl Case {
    /// The link is right as it is.
    ///
    /// # Errors
    /// No link has this id, or the case cannot be written.
    pub fn confirm_link(&mut self, link: &str, desk: &Desk<'_>) -> Result<LinkShape, Error> {
        let (transfer, message) = self.linked(link)?;
        self.decide(transfer, &Decision::Confirm { transfer, message }, desk)
    }

    /// The link is wrong.
    ///
    /// # Errors
    /// No link has this id, or the case cannot be written.
    pub fn reject_link(&mut self, link: &str, desk: &Desk<'_>) -> Result<LinkShape, Error> {
        let (transfer, message) = self.linked(link)?;
        self.decide(transfer, &Decision::Reject { transfer, message }, desk)
    }

    /// This message belongs to this transfer. The transfer may be named by the id of its link.
    ///
    /// # Errors
    /// One of the two is unknown, the transfer has no link, or the case cannot be written.
    pub fn relink(&mut self, transfer: &str, message: &str, desk: &Desk<'_>) -> Result<LinkShape, Error> {
        let book = Book::open(&self.vault)?;
        let transfer = linked_transfer(&book, transfer)?;
        let linking = linking::link(&book);
        let message = linkable(&book, &linking, transfer, message_by_prefix(&book, message)?)?;
        self.decide(transfer, &Decision::Relink { transfer, message }, desk)
    }

    /// Notes a text on a link (the cause of a gap); an empty one takes the note away.
    ///
    /// # Errors
    /// No link has this id, or the case cannot be written.
    pub fn note_link(&mut self, link: &str, text: &str, desk: &Desk<'_>) -> Result<LinkShape, Error> {
        let (transfer, _) = self.linked(link)?;
        self.decide(transfer, &Decision::Note { transfer, text: text.to_owned() }, desk)
    }

    /// A field of a message or transfer is read wrong; an empty value takes the value away.
    ///
    /// # Errors
    /// The record is unknown, the field is none of its, or the case cannot be written.
    pub fn correct(
        &mut self,
        record: &str,
        field: &str,
        value: &str,
        desk: &Desk<'_>,
    ) -> Result<Corrected, Error> {
        let book = Book::open(&self.vault)?;
        let offset = book.settings.offset;
        let value = Some(value).filter(|value| !value.is_empty()).map(str::to_owned);
        let transfers = book.payments.iter().flat_map(|payment| payment.rows.iter().map(|(_, id)| *id));
        let messages = book.lines.all.iter().map(|line| line.id);
        let record = by_prefix("record", record, transfers.chain(messages))?;
        let is_message = book.lines.all.iter().any(|line| line.id == record);
        Field::check(is_message, field, value.as_deref(), offset)?;
        let decision = Decision::Correct { record, field: field.to_owned(), value };
        self.vault.decide(&decision, desk.stamp())?;
        let book = Book::open(&self.vault)?;
        match is_message {
            true => Ok(Item::Message(message_shape(self, &book, record)?)),
            false => Ok(Item::Transfer(transfer_shape(&book, record)?)),
        }
    }

    /// Takes the last decision in force back; gives it. A picture whose time of capture it was is read again.
    ///
    /// # Errors
    /// There is none, or the case cannot be written.
    pub fn undo(&mut self, desk: &Desk<'_>) -> Result<Decision, Error> {
        let undone = self.vault.undo(desk.stamp())?.ok_or(Error::NothingToUndo)?;
        if let Decision::Captured { artifact, .. } = &undone {
            self.read_anew(&[*artifact], desk)?;
        }
        Ok(undone)
    }

    /// The transfer of a link and the message that it has now.
    fn linked(&self, link: &str) -> Result<(Id, Option<Id>), Error> {
        let book = Book::open(&self.vault)?;
        let transfer = linked_transfer(&book, link)?;
        let linking = linking::link(&book);
        let ix = linking.payments.iter().position(|ix| book.payments[*ix].id == transfer);
        let message = ix.and_then(|ix| linking.link(&book, ix).message);
        Ok((transfer, message))
    }

    fn decide(&mut self, transfer: Id, decision: &Decision, desk: &Desk<'_>) -> Result<LinkShape, Error> {
        self.vault.decide(decision, desk.stamp())?;
        let book = Book::open(&self.vault)?;
        let linking = linking::link(&book);
        let ix = linking.payments.iter().position(|ix| book.payments[*ix].id == transfer);
        link_shape(self, &book, &linking, ix.ok_or_else(|| Error::NoLink { id: transfer.to_string() })?)
    }
}

/// The message that a transfer may be linked to when the user names `message`: one of the party's conversations, and for a
/// receipt the sent card that it answers, for the receipt is only the transfer's *accepted* clock.
///
/// # Errors
/// The message is elsewhere, or a receipt whose sent card is not there.
pub(crate) fn linkable(book: &Book, linking: &Linking, transfer: Id, message: Id) -> Result<Id, Error> {
    let elsewhere = || Error::MessageElsewhere { id: message.to_string() };
    let item_of =
        |wanted: Id| (0..linking.lines.len() as u32).find(|item| linking.line(book, *item).id == wanted);
    let item = item_of(message).ok_or_else(elsewhere)?;
    let party = book.payments.iter().find(|payment| payment.id == transfer).and_then(|payment| payment.party);
    let line = linking.line(book, item);
    let room = &book.rooms.rooms[book.rooms.voices[line.voice as usize].room];
    if !party.is_some_and(|party| room.private_of == Some(party) || room.parties.contains(&party)) {
        return Err(elsewhere());
    }
    if line.card != Some(Card::Receipt) {
        return Ok(message);
    }
    let sent = linking.linked.receipts.iter().find(|(receipt, _)| *receipt == item).map(|(_, sent)| *sent);
    sent.map(|sent| linking.line(book, sent).id).ok_or_else(|| Error::IsReceipt { id: message.to_string() })
}

/// The transfer named by its own id or by that of its link. A row that has folded into another since its id was shown
/// still names its transfer.
fn linked_transfer(book: &Book, prefix: &str) -> Result<Id, Error> {
    let rows =
        || book.payments.iter().flat_map(|payment| payment.rows.iter().map(move |(_, row)| (*row, payment)));
    let linked = || rows().filter(|(_, payment)| payment.has_link());
    match by_prefix("link", prefix, linked().map(|(row, _)| Link::id_of(row))) {
        Ok(link) => linked()
            .find(|(row, _)| Link::id_of(*row) == link)
            .map(|(_, payment)| payment.id)
            .ok_or_else(|| Error::UnknownId { what: "link", id: prefix.to_owned() }),
        Err(error @ Error::AmbiguousId { .. }) => Err(error),
        Err(not_a_link) => match by_prefix("transfer", prefix, rows().map(|(row, _)| row)) {
            Ok(id) => linked()
                .find(|(row, _)| *row == id)
                .map(|(_, payment)| payment.id)
                .ok_or_else(|| Error::NoLink { id: prefix.to_owned() }),
            Err(error @ Error::AmbiguousId { .. }) => Err(error),
            Err(_) => Err(not_a_link),
        },
    }
}
