//! The list of transfers, folded, each with the clocks that bill and chat give.

use super::linking::{self, Linking};
use crate::{
    book::{Book, Payment},
    error::Error,
    shape::{Item, MachineShape, TransferShape},
};
use juzheng_model::{Basis, Id, Span, Status};
use std::collections::HashMap;

/// Shows the transfers of the parties (with `all`, every one); gives how many were left out.
pub(super) fn list<E: From<Error>>(
    book: &Book,
    all: bool,
    each: &mut dyn FnMut(Item) -> Result<(), E>,
) -> Result<u64, E> {
    let linking = linking::link(book);
    let accepted = accepted(book, &linking);
    let mut left_out = 0;
    for (ix, payment) in book.payments.iter().enumerate() {
        if all || payment.party.is_some() {
            each(Item::Transfer(shape(book, payment, accepted.get(&ix))))?;
        } else {
            left_out += 1;
        }
    }
    Ok(left_out)
}

/// When a transfer was accepted, as its receipt card tells.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    /// When.
    pub span: Span,
    /// How the card was read, where it stands on a picture.
    pub machine: Option<MachineShape>,
}

impl Receipt {
    /// Whether a machine read it and no person has checked that.
    pub(crate) fn is_unchecked(&self) -> bool {
        self.machine.as_ref().is_some_and(|machine| !machine.checked)
    }
}

/// When the transfers of the book (by index) were accepted, from the receipt cards of their links.
pub(crate) fn accepted(book: &Book, linking: &Linking) -> HashMap<usize, Receipt> {
    let mut accepted = HashMap::new();
    for (found, payment) in linking.linked.found.iter().zip(&linking.payments) {
        // What was given back was not accepted: the receipt must belong to another card of the same amount.
        let returned = book.payments[*payment].transfer.status == Status::Returned;
        if let Some(receipt) = found.receipt.filter(|_| !returned) {
            let line = linking.line(book, receipt);
            let zone = if line.zone_assumed {
                juzheng_model::time::ZoneBasis::Assumed
            } else {
                juzheng_model::time::ZoneBasis::Stated
            };
            let moved = book.sources[line.source as usize].shift_s != 0 || book.corrections.touches(line.id);
            let basis = if moved { Basis::User } else { line.basis() };
            let latest = line.at + i64::from(line.open_s);
            let span = Span { earliest: line.at, latest, basis, zone, offset: book.settings.offset };
            accepted.insert(*payment, Receipt { span, machine: book.machine_line(line) });
        }
    }
    accepted
}

/// A transfer in its JSON shape.
pub(crate) fn shape(book: &Book, payment: &Payment, receipt: Option<&Receipt>) -> TransferShape {
    let mut shape =
        TransferShape::new(payment.id, &payment.transfer, payment.origins.clone(), book.settings.offset);
    shape.corrected = payment.corrected.iter().map(|(field, _)| field.clone()).collect();
    shape.machine = payment.machine(book);
    if let Some(receipt) = receipt.filter(|_| shape.accepted.is_none()) {
        shape.accepted = Some(receipt.span);
        // What nobody has checked is told rather than what somebody has.
        shape.machine = shape.machine.filter(|own| !own.checked).or_else(|| receipt.machine.clone());
        shape.machine = shape.machine.or_else(|| payment.machine(book));
    }
    if payment.time_by_user {
        shape.when = shape.when.map(|span| Span { basis: Basis::User, ..span });
    }
    shape
}

/// The transfer that this row is, or is part of.
///
/// # Errors
/// There is none.
pub(crate) fn one(book: &Book, row: Id) -> Result<TransferShape, Error> {
    let linking = linking::link(book);
    let accepted = accepted(book, &linking);
    let found = book.payments.iter().enumerate().find(|(_, p)| p.rows.iter().any(|(_, id)| *id == row));
    let (ix, payment) = found.ok_or_else(|| Error::UnknownId { what: "transfer", id: row.to_string() })?;
    Ok(shape(book, payment, accepted.get(&ix)))
}
