//! Pictures of one transfer (账单详情, 转账详情) and the bill row that they show: a picture of the same 交易单号 is a second
//! origin of the row.
//!
//! The row keeps what it says. What it does not say, when the money was accepted or given back, the picture adds; where
//! both say something and it differs, that is a finding ([`Disagreement`]), and neither is changed.

mod compare;
#[cfg(test)]
mod tests;

use super::fold::{Folded, Row};
use compare::{differences, may_be_one, same_name};
use juzheng_model::{Offset, Transfer, TransferKind, Unsure};
use std::{cmp::Reverse, collections::HashMap};

/// Two sources of one transfer that do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Disagreement {
    /// The picture's row.
    pub row: Row,
    /// The field, by its name in the JSON.
    pub field: &'static str,
    /// What the picture says.
    pub here: String,
    /// What the other source says.
    pub there: String,
}

/// Takes the rows of pictures out, which [`join`] brings back.
pub(crate) fn take_out(rows: &mut Vec<Row>) -> Vec<Row> {
    let (pictures, written) = std::mem::take(rows).into_iter().partition(|row| row.transfer.seen.is_some());
    *rows = written;
    pictures
}

/// Joins the rows of pictures to the transfers that they show; those of no other source stand alone. Those that tell most
/// surely come first: what is joined does not depend on what was added first.
pub(crate) fn join(folded: &mut Vec<Folded>, mut pictures: Vec<Row>, offset: Offset) {
    let numbers_of = |row: &Row| {
        usize::from(row.transfer.transaction_id.is_some()) + usize::from(row.transfer.merchant_id.is_some())
    };
    pictures.sort_by(|a, b| {
        let key = |row: &Row| (!is_sure_of_id(&row.transfer), Reverse(numbers_of(row)), row.source);
        key(a).cmp(&key(b)).then_with(|| a.transfer.place.cmp(&b.transfer.place))
    });
    let mut numbers = Numbers::default();
    if !pictures.is_empty() {
        let rows = |ix: usize| (0..=folded[ix].others.len()).map(move |row| (ix, row));
        (0..folded.len()).flat_map(rows).for_each(|at| numbers.take_in(folded, at));
    }
    for row in pictures {
        let is_sure = is_sure_of_id(&row.transfer);
        let at = match target(folded, &numbers, &row, offset) {
            Some((ix, of)) => {
                add(&mut folded[ix], of, row, offset);
                (ix, folded[ix].others.len())
            }
            None => {
                folded.push(Folded { row, others: Vec::new(), shown_by: None, disagreements: Vec::new() });
                (folded.len() - 1, 0)
            }
        };
        if is_sure {
            numbers.take_in(folded, at);
        }
    }
}

/// Where a row is: index of its transfer, and of the row among that one's (0: its own, then the others).
type At = (usize, usize);

fn row_at(folded: &[Folded], (ix, row): At) -> &Row {
    let of = &folded[ix];
    row.checked_sub(1).map_or(&of.row, |other| &of.others[other])
}

/// Rows by the numbers that they bear.
#[derive(Default)]
struct Numbers {
    /// By 交易单号.
    of_transaction: HashMap<String, Vec<At>>,
    /// By any number that WeChat gives.
    any: HashMap<String, Vec<At>>,
}

impl Numbers {
    /// Takes in a row.
    fn take_in(&mut self, folded: &[Folded], at: At) {
        let transfer = &row_at(folded, at).transfer;
        if let Some(number) = &transfer.transaction_id {
            self.of_transaction.entry(number.clone()).or_default().push(at);
        }
        let numbers = [&transfer.transaction_id, &transfer.merchant_id].into_iter().flatten();
        for number in numbers.filter(|number| is_wechats(number)) {
            self.any.entry(number.clone()).or_default().push(at);
        }
    }

    /// The rows that bear a picture's 交易单号 as theirs.
    fn own(&self, picture: &Transfer) -> Vec<At> {
        let rows = picture.transaction_id.as_ref().and_then(|id| self.of_transaction.get(id));
        rows.cloned().unwrap_or_default()
    }

    /// The rows that bear one of its numbers as any of theirs: the 转账单号 of a page is the 商户单号 of the bill and the
    /// 交易单号 of what came back.
    fn alike(&self, picture: &Transfer) -> Vec<At> {
        let numbers = [&picture.transaction_id, &picture.merchant_id].into_iter().flatten();
        numbers.filter_map(|number| self.any.get(number)).flatten().copied().collect()
    }
}

/// Whether a number is so long that WeChat gave it, and no two transfers bear it by chance.
fn is_wechats(number: &str) -> bool {
    number.len() >= 26 && number.bytes().all(|digit| digit.is_ascii_digit())
}

/// The row that a picture shows: the one of its 交易单号, else of another of its numbers, and of several the one that agrees. A
/// number that was perhaps misread counts only where something else is the same too: the sum, the time or the name.
fn target(folded: &[Folded], numbers: &Numbers, row: &Row, offset: Offset) -> Option<At> {
    let picture = &row.transfer;
    let is_refund = |transfer: &Transfer| transfer.kind == TransferKind::Refund;
    let of = |at: &At| &row_at(folded, *at).transfer;
    let agrees = |at: &At| {
        of(at).amount.is_some() && of(at).amount == picture.amount && of(at).direction == picture.direction
    };
    let chosen = |mut fitting: Vec<At>| {
        fitting.retain(|at| is_refund(of(at)) == is_refund(picture));
        // The rows of one transfer are one.
        fitting.sort_unstable();
        fitting.dedup_by_key(|at| at.0);
        if fitting.len() > 1 {
            fitting.retain(agrees);
        }
        if !is_sure_of_id(picture) {
            fitting.retain(|at| agrees(at) || has_something_in_common(picture, of(at), offset));
        }
        <[At; 1]>::try_from(fitting).ok().map(|[one]| one)
    };
    let is_other_way =
        |at: &At| of(at).direction.zip(picture.direction).is_some_and(|(there, here)| there != here);
    let (own, alike) = (chosen(numbers.own(picture)), chosen(numbers.alike(picture)));
    // The bill of the other side may call its own what is another number here.
    let better = alike.filter(|at| !is_other_way(at)).filter(|_| own.as_ref().is_some_and(is_other_way));
    better.or(own).or(alike)
}

/// Whether two rows of one long number that was perhaps misread tell of the same time or person.
fn has_something_in_common(picture: &Transfer, other: &Transfer, offset: Offset) -> bool {
    let times = picture.when.is_some() && other.when.is_some();
    let names = picture.counterparty.is_some() && other.counterparty.is_some();
    picture.transaction_id.as_deref().is_some_and(is_wechats)
        && (times && may_be_one(picture.when, other.when, offset)
            || names && same_name(picture.counterparty.as_deref(), other.counterparty.as_deref()))
}

fn is_sure_of_id(transfer: &Transfer) -> bool {
    !transfer.seen.is_some_and(|seen| seen.unsure.has(Unsure::ID))
}

/// Adds a picture to the transfer that it shows, as a further origin of one of its rows.
fn add(folded: &mut Folded, of: usize, row: Row, offset: Offset) {
    let shown = of.checked_sub(1).map_or(&folded.row, |other| &folded.others[other]);
    let said = differences(&row.transfer, &shown.transfer, offset);
    folded.disagreements.extend(said.into_iter().map(|(field, here, there)| Disagreement {
        row: row.clone(),
        field,
        here,
        there,
    }));
    let (to, from) = (&mut folded.row.transfer, &row.transfer);
    for (known, told) in [(&mut to.accepted, from.accepted), (&mut to.returned, from.returned)] {
        if of == 0 && known.is_none() && told.is_some() {
            *known = told;
            folded.shown_by = folded.shown_by.or(from.seen.map(|seen| (row.source, seen)));
        }
    }
    folded.others.push(row);
}
