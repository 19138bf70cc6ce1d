//! Transfers as the case sees them: folded, with party, direction from the user's side, and corrections.

use super::{
    Book, Corrections, Field, Source,
    detail::Disagreement,
    fold::{self, Row},
};
use crate::{error::Error, shape::MachineShape};
use juzheng_model::{
    Basis, Direction, Id, Moment, Offset, Origin, PartyRole, Roster, Seen, Transfer, TransferKind, Unsure,
};
use juzheng_vault::Vault;
use std::collections::HashMap;

/// A transfer of the case: one or more rows.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    /// Its id.
    pub id: Id,
    /// The row, with what folding and corrections change; direction as seen from the user's side.
    pub transfer: Transfer,
    /// Index of the source of the row.
    pub source: usize,
    /// The other-side party that it is with.
    pub party: Option<usize>,
    /// Whether the bill is the other side's.
    pub turned: bool,
    /// Every row that it is made of: (source, row id), its own first.
    pub rows: Vec<(usize, Id)>,
    /// Where it stands.
    pub origins: Vec<Origin>,
    /// The fields that the user corrected, each with its value as it was read.
    pub corrected: Vec<(String, String)>,
    /// Whether its time is the user's.
    pub time_by_user: bool,
    /// The picture that it, or a part of it, was read from: its source, how it was seen, and whether the user corrected its
    /// amount, without which nobody has looked at it.
    pub seen: Option<(usize, Seen, bool)>,
    /// Where a picture of it says something else than its row.
    pub disagreements: Vec<Disagreement>,
}

impl Payment {
    /// How it was read from a picture, and whether a person checked that.
    pub(crate) fn machine(&self, book: &Book) -> Option<MachineShape> {
        let (source, seen, corrected) = self.seen?;
        book.machine(source, Some(seen), corrected)
    }

    /// What its time rests on.
    pub(crate) fn basis(&self) -> Basis {
        if self.time_by_user { Basis::User } else { self.transfer.basis() }
    }

    /// Whether it gets a link: of a case party, out or in, no refund and no purchase.
    pub(crate) fn has_link(&self) -> bool {
        self.party.is_some()
            && matches!(self.transfer.direction, Some(Direction::Out | Direction::In))
            && !matches!(self.transfer.kind, TransferKind::Refund | TransferKind::Purchase)
    }
}

/// Reads and folds the transfers of all sources; gives them in time order.
pub(crate) fn open(
    vault: &Vault,
    sources: &[Source],
    source_of: &HashMap<i64, usize>,
    roster: &Roster,
    corrections: &Corrections,
) -> Result<Vec<Payment>, Error> {
    let mut rows = Vec::new();
    vault.transfers(&mut |stored| {
        if let Some(&source) = source_of.get(&stored.reading) {
            let row = Row { id: stored.id, source, transfer: stored.transfer, corrected: Vec::new() };
            rows.push(row);
        }
    })?;
    let offset = vault.settings()?.offset;
    if !corrections.is_empty() {
        let pictures = rows.iter_mut().filter(|row| row.transfer.seen.is_some());
        pictures.for_each(|row| correct_row(row, corrections, offset));
    }
    let mut payments: Vec<Payment> = fold::fold(rows, offset)
        .into_iter()
        .map(|folded| resolve(folded, sources, roster, corrections, offset))
        .collect();
    // By time, then artifact, then place; the undated behind the dated of their artifact.
    let mut last = vec![i64::MIN; sources.len()];
    for payment in &payments {
        last[payment.source] =
            last[payment.source].max(payment.transfer.when.map_or(i64::MIN, |when| when.at));
    }
    payments.sort_by_cached_key(|payment| {
        let when = payment.transfer.when;
        let at = when.map_or(last[payment.source], |when| when.at);
        (at, when.is_none(), payment.source, payment.transfer.place.clone(), payment.id)
    });
    Ok(payments)
}

fn resolve(
    folded: fold::Folded,
    sources: &[Source],
    roster: &Roster,
    corrections: &Corrections,
    offset: Offset,
) -> Payment {
    let fold::Folded { row, others, shown_by, disagreements } = folded;
    let written = std::iter::once(&row).chain(&others).filter(|row| row.transfer.seen.is_none());
    let written: Vec<Id> = written.map(|row| row.id).collect();
    let own = row.transfer.seen.map(|seen| (row.source, seen, row.is_looked_at()));
    let mut rows = vec![(row.source, row.id)];
    rows.extend(others.iter().map(|other| (other.source, other.id)));
    let mut origins = vec![origin(&row, sources)];
    origins.extend(others.iter().map(|other| origin(other, sources)));
    origins.dedup();
    let mut payment = Payment {
        id: row.id,
        source: row.source,
        transfer: row.transfer,
        party: None,
        turned: false,
        rows,
        origins,
        time_by_user: row.corrected.iter().any(|(field, _)| field == "when"),
        corrected: row.corrected,
        seen: own.or_else(|| {
            let (source, seen) = shown_by?;
            let corrected = others.iter().any(|other| other.source == source && other.is_looked_at());
            Some((source, seen, corrected))
        }),
        disagreements,
    };
    if !corrections.is_empty() {
        correct(&mut payment, &written, corrections, offset);
    }
    let owner = sources[payment.source].facts().and_then(|facts| facts.owner.as_deref());
    let owner_party = owner
        .and_then(|name| roster.find(name))
        .filter(|party| roster.parties()[*party].role == PartyRole::Other);
    let counterparty =
        payment.transfer.counterparty.as_deref().and_then(|name| roster.find_counterparty(name));
    let role = |party: usize| roster.parties()[party].role;
    match owner_party {
        Some(owner) => {
            payment.turned = true;
            payment.transfer.direction = payment.transfer.direction.map(Direction::turned);
            payment.party = counterparty.filter(|party| role(*party) == PartyRole::Me).map(|_| owner);
        }
        None => payment.party = counterparty.filter(|party| role(*party) == PartyRole::Other),
    }
    payment
}

fn origin(row: &Row, sources: &[Source]) -> Origin {
    let source = &sources[row.source];
    source.origin(row.transfer.place.clone())
}

/// A field's value as it was read, for showing beside the correction.
fn as_read(transfer: &Transfer, field: &str, offset: Offset) -> String {
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap_or_default();
    let paper = |when: Option<Moment>| when.map(|when| when.span(Basis::Bill, offset).paper());
    let text = match field {
        "amount_fen" => transfer.amount.map(|amount| amount.get().to_string()),
        "when" => paper(transfer.when),
        "accepted" => paper(transfer.accepted),
        "returned" => paper(transfer.returned),
        "direction" => transfer.direction.map(|direction| word(serde_json::json!(direction))),
        "kind" => Some(word(serde_json::json!(transfer.kind))),
        "status" => Some(word(serde_json::json!(transfer.status))),
        "counterparty" => transfer.counterparty.clone(),
        "memo" => transfer.memo.clone(),
        "note" => transfer.note.clone(),
        "transaction_id" => transfer.transaction_id.clone(),
        "merchant_id" => transfer.merchant_id.clone(),
        "method" => transfer.method.clone(),
        _ => None,
    };
    text.unwrap_or_default()
}

/// Corrects the row of a picture before it is folded: what a person read off the picture is what it says.
fn correct_row(row: &mut Row, corrections: &Corrections, offset: Offset) {
    for (name, field) in corrections.of(row.id, false, offset) {
        let read = as_read(&row.transfer, &name, offset);
        if name == "transaction_id" {
            let sure = |seen: Seen| Seen { unsure: seen.unsure.without(Unsure::ID), ..seen };
            row.transfer.seen = row.transfer.seen.map(sure);
        }
        if put(&mut row.transfer, field) {
            row.corrected.push((name, read));
        }
    }
}

/// Corrects a transfer by what was corrected in any of its written rows.
fn correct(payment: &mut Payment, rows: &[Id], corrections: &Corrections, offset: Offset) {
    for (name, field) in rows.iter().flat_map(|id| corrections.of(*id, false, offset)) {
        let read = as_read(&payment.transfer, &name, offset);
        payment.time_by_user |= name == "when";
        if put(&mut payment.transfer, field) {
            payment.corrected.push((name, read));
        }
    }
}

/// Puts a corrected field into a transfer; whether it has such a field.
fn put(transfer: &mut Transfer, field: Field) -> bool {
    match field {
        Field::Amount(amount) => transfer.amount = amount,
        Field::When(when) => transfer.when = when,
        Field::Accepted(when) => transfer.accepted = when,
        Field::Returned(when) => transfer.returned = when,
        Field::Direction(direction) => transfer.direction = direction,
        Field::TransferKind(kind) => transfer.kind = kind,
        Field::Status(status) => transfer.status = status,
        Field::Counterparty(name) => transfer.counterparty = name,
        Field::Memo(memo) => transfer.memo = memo,
        Field::Note(note) => transfer.note = note,
        Field::TransactionId(id) => transfer.transaction_id = id,
        Field::MerchantId(id) => transfer.merchant_id = id,
        Field::Method(method) => transfer.method = method,
        Field::Text(_) | Field::Sender(_) | Field::Side(_) | Field::MessageKind(_) | Field::Card(_) => {
            return false;
        }
    }
    true
}
