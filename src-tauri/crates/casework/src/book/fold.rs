//! Which rows of bills are one transfer: the same row of two bills, and a returning row with what it returns.
//!
//! Rows fold on (transaction id, direction, amount, time) and nothing less. A bill that was saved again without seconds
//! states the same minute: such a row folds into the one row with seconds that it can be. A returning row (kind `refund`)
//! folds into the transfer that it returns, by the key that WeChat gives: its 交易单号 is the original's 商户单号 (or, at some
//! merchants, the original's 交易单号).

use super::detail::{self, Disagreement};
use juzheng_model::{Direction, Fen, Id, Offset, Seen, Transfer, TransferKind};
use std::collections::{BTreeMap, HashMap};

/// A row of a bill with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its id.
    pub id: Id,
    /// Index of its source.
    pub source: usize,
    /// The row, direction still as the bill's owner sees it; of a picture with the user's corrections.
    pub transfer: Transfer,
    /// The fields of a picture's row that the user corrected, each with its value as it was read.
    pub corrected: Vec<(String, String)>,
}

impl Row {
    /// Whether the user corrected the amount, and so looked at what matters most.
    pub(crate) fn is_looked_at(&self) -> bool {
        self.corrected.iter().any(|(field, _)| field == "amount_fen")
    }
}

/// Rows that are one transfer.
pub(crate) struct Folded {
    /// The row itself, with the returned clock and amount of what folded into it.
    pub row: Row,
    /// The further rows.
    pub others: Vec<Row>,
    /// The picture that told what the row itself does not say: its source, and how it was seen.
    pub shown_by: Option<(usize, Seen)>,
    /// Where a picture of it says something else.
    pub disagreements: Vec<Disagreement>,
}

/// Folds rows; the order in which they come does not matter.
pub(crate) fn fold(mut rows: Vec<Row>, offset: Offset) -> Vec<Folded> {
    let pictures = detail::take_out(&mut rows);
    // Sources are in the order of their contents, so this is the same whatever was added first.
    rows.sort_by(|a, b| (a.source, &a.transfer.place).cmp(&(b.source, &b.transfer.place)));
    let mut folded = same_rows(rows);
    minutes_into_seconds(&mut folded);
    returns_into_originals(&mut folded);
    detail::join(&mut folded, pictures, offset);
    folded
}

fn same_rows(rows: Vec<Row>) -> Vec<Folded> {
    let mut at: HashMap<Id, usize> = HashMap::with_capacity(rows.len());
    let mut folded: Vec<Folded> = Vec::with_capacity(rows.len());
    for row in rows {
        match at.get(&row.id) {
            Some(&ix) => folded[ix].others.push(row),
            None => {
                at.insert(row.id, folded.len());
                folded.push(Folded { row, others: Vec::new(), shown_by: None, disagreements: Vec::new() });
            }
        }
    }
    folded
}

type Identity<'a> = (&'a str, Option<Direction>, Option<Fen>, i64);

/// A row without seconds is the row with seconds in that minute, where there is exactly one.
fn minutes_into_seconds(folded: &mut Vec<Folded>) {
    let is_minute = |f: &Folded| f.row.transfer.when.is_some_and(|when| when.open_s > 0);
    if !folded.iter().any(is_minute) {
        return;
    }
    let identity = |f: &Folded| -> Option<(String, Option<Direction>, Option<Fen>, i64)> {
        let transfer = &f.row.transfer;
        let minute = transfer.when?.at.div_euclid(60);
        let key: Identity<'_> =
            (transfer.transaction_id.as_deref()?, transfer.direction, transfer.amount, minute);
        Some((key.0.to_owned(), key.1, key.2, key.3))
    };
    let mut exact: HashMap<_, Vec<usize>> = HashMap::new();
    for (ix, one) in folded.iter().enumerate().filter(|(_, f)| !is_minute(f)) {
        if let Some(key) = identity(one) {
            exact.entry(key).or_default().push(ix);
        }
    }
    let target = |f: &Folded| match identity(f).and_then(|key| exact.get(&key).cloned()).as_deref() {
        Some([one]) if is_minute(f) => Some(*one),
        _ => None,
    };
    let targets: Vec<Option<usize>> = folded.iter().map(target).collect();
    merge(folded, &targets, |_, _| {});
}

/// A returning row goes to the transfer that it returns.
fn returns_into_originals(folded: &mut Vec<Folded>) {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (ix, one) in folded.iter().enumerate().filter(|(_, f)| f.row.transfer.kind != TransferKind::Refund) {
        let transfer = &one.row.transfer;
        for key in [transfer.merchant_id.as_deref(), transfer.transaction_id.as_deref()].into_iter().flatten()
        {
            by_key.entry(key).or_default().push(ix);
        }
    }
    let target = |f: &Folded| {
        let refund = &f.row.transfer;
        if refund.kind != TransferKind::Refund {
            return None;
        }
        let fits = |ix: &&usize| {
            let original = &folded[**ix].row.transfer;
            let opposite = match (original.direction, refund.direction) {
                (Some(a), Some(b)) => a.turned() == b,
                _ => false,
            };
            let not_more = matches!((original.amount, refund.amount), (Some(a), Some(b)) if b <= a);
            let not_earlier = match (original.when, refund.when) {
                (Some(a), Some(b)) => a.at <= b.at + i64::from(b.open_s),
                _ => true,
            };
            opposite && not_more && not_earlier
        };
        let mut found = by_key.get(refund.transaction_id.as_deref()?)?.iter().filter(fits);
        // More than one original: nobody says which, so the returning row stands alone.
        found.next().copied().filter(|first| found.all(|other| other == first))
    };
    let targets: Vec<Option<usize>> = folded.iter().map(target).collect();
    merge(folded, &targets, |original, refund| {
        let (to, from) = (&mut original.row.transfer, &refund.row.transfer);
        let earlier = |known: juzheng_model::Moment| from.when.is_none_or(|when| known.at <= when.at);
        if !to.returned.is_some_and(earlier) {
            to.returned = from.when;
        }
        // A status such as 已退款(￥9.10) already says the whole; rows add up only where it does not.
        let said = original.said_returned;
        if !said {
            to.returned_amount =
                Some(to.returned_amount.unwrap_or(Fen::ZERO).plus(from.amount.unwrap_or(Fen::ZERO)));
        }
    });
}

/// Moves every row that has a target into it.
fn merge(folded: &mut Vec<Folded>, targets: &[Option<usize>], mut note: impl FnMut(&mut Into<'_>, &Folded)) {
    if targets.iter().all(Option::is_none) {
        return;
    }
    let said: Vec<bool> = folded.iter().map(|f| f.row.transfer.returned_amount.is_some()).collect();
    let mut slots: Vec<Option<Folded>> = std::mem::take(folded).into_iter().map(Some).collect();
    for (from, target) in targets.iter().enumerate() {
        let Some(to) = *target else { continue };
        let Some(moved) = slots[from].take() else { continue };
        if let Some(original) = slots[to].as_mut() {
            note(&mut Into { row: &mut original.row, said_returned: said[to] }, &moved);
            original.others.push(moved.row);
            original.others.extend(moved.others);
        }
    }
    folded.extend(slots.into_iter().flatten());
}

/// The row that another folds into.
struct Into<'a> {
    row: &'a mut Row,
    /// Whether its own status already says how much came back.
    said_returned: bool,
}
