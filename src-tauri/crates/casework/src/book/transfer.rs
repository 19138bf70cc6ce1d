//! Transfers as the case sees them: folded, with party, direction from the user's side, and corrections.

use super::{
    Corrections, Field, Source,
    fold::{self, Row},
};
use crate::error::Error;
use juzheng_model::{Basis, Direction, Id, Origin, PartyRole, Roster, Transfer, TransferKind};
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
}

impl Payment {
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
            rows.push(Row { id: stored.id, source, transfer: stored.transfer });
        }
    })?;
    let offset = vault.settings()?.offset;
    let mut payments: Vec<Payment> = fold::fold(rows)
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
    offset: juzheng_model::Offset,
) -> Payment {
    let fold::Folded { row, others } = folded;
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
        corrected: Vec::new(),
        time_by_user: false,
    };
    correct(&mut payment, corrections, offset);
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
fn as_read(transfer: &Transfer, field: &str, offset: juzheng_model::Offset) -> String {
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap_or_default();
    let text = match field {
        "amount_fen" => transfer.amount.map(|amount| amount.get().to_string()),
        "when" => transfer.when.map(|when| when.span(Basis::Bill, offset).paper()),
        "direction" => transfer.direction.map(|direction| word(serde_json::json!(direction))),
        "kind" => Some(word(serde_json::json!(transfer.kind))),
        "status" => Some(word(serde_json::json!(transfer.status))),
        "counterparty" => transfer.counterparty.clone(),
        "memo" => transfer.memo.clone(),
        "note" => transfer.note.clone(),
        _ => None,
    };
    text.unwrap_or_default()
}

fn correct(payment: &mut Payment, corrections: &Corrections, offset: juzheng_model::Offset) {
    if corrections.is_empty() {
        return;
    }
    let ids: Vec<Id> = payment.rows.iter().map(|(_, id)| *id).collect();
    for (name, field) in ids.into_iter().flat_map(|id| corrections.of(id, false, offset)) {
        let transfer = &mut payment.transfer;
        let read = as_read(transfer, &name, offset);
        match field {
            Field::Amount(amount) => transfer.amount = amount,
            Field::When(when) => {
                transfer.when = when;
                payment.time_by_user = true;
            }
            Field::Direction(direction) => transfer.direction = direction,
            Field::TransferKind(kind) => transfer.kind = kind,
            Field::Status(status) => transfer.status = status,
            Field::Counterparty(name) => transfer.counterparty = name,
            Field::Memo(memo) => transfer.memo = memo,
            Field::Note(note) => transfer.note = note,
            _ => continue,
        }
        payment.corrected.push((name, read));
    }
}
