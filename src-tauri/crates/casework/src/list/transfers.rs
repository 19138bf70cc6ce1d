//! The list of transfers, folded, each with the clocks that bill and chat give.

use super::linking::{self, Linking};
use crate::{
    book::{Book, Payment},
    error::Error,
    shape::{Item, TransferShape},
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
            each(Item::Transfer(shape(book, payment, accepted.get(&ix).copied())))?;
        } else {
            left_out += 1;
        }
    }
    Ok(left_out)
}

/// When the transfers of the book (by index) were accepted, from the receipt cards of their links.
pub(crate) fn accepted(book: &Book, linking: &Linking) -> HashMap<usize, Span> {
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
            accepted.insert(*payment, span);
        }
    }
    accepted
}

/// A transfer in its JSON shape.
pub(crate) fn shape(book: &Book, payment: &Payment, accepted: Option<Span>) -> TransferShape {
    let mut shape =
        TransferShape::new(payment.id, &payment.transfer, payment.origins.clone(), book.settings.offset);
    shape.accepted = shape.accepted.or(accepted);
    shape.corrected = payment.corrected.iter().map(|(field, _)| field.clone()).collect();
    shape.machine = payment.machine(book);
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
    Ok(shape(book, payment, accepted.get(&ix).copied()))
}
