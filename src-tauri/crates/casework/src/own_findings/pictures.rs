//! What pictures of one conversation show of one another: gaps, near duplicates, times and amounts that differ; and what
//! pictures of money show that may be counted already.

use super::amount_and_time;
use crate::{
    book::{Book, Payment, Said, SaidWhat},
    shape::FindingShape,
};
use juzheng_model::{Basis, Code, Direction, Fen, TransferKind, party::normal};
use std::collections::HashMap;

/// The findings on overlapping pictures.
pub(super) fn of_series(book: &Book) -> Vec<FindingShape> {
    book.lines.series.said.iter().map(|said| finding(book, said)).collect()
}

fn finding(book: &Book, said: &Said) -> FindingShape {
    let (here, there) = (&book.sources[said.here.0], &book.sources[said.there.0]);
    let (name, other) = (here.artifact.name.clone(), there.artifact.name.clone());
    let paper = |at: i64| book.settings.offset.paper(at);
    let (code, args) = match &said.what {
        SaidWhat::PieceMissing => (Code::PieceMissing, vec![name, other]),
        SaidWhat::Unclear => (Code::OverlapUnclear, vec![name, other]),
        SaidWhat::NearDuplicate => (Code::NearDuplicate, vec![other]),
        SaidWhat::Backwards(at, above) => (Code::LabelsBackwards, vec![paper(*at), paper(*above)]),
        SaidWhat::TimesDiffer(at, elsewhere) => {
            (Code::TimesDiffer, vec![paper(*at), other, paper(*elsewhere)])
        }
        SaidWhat::AmountsDiffer(amount, elsewhere) => {
            (Code::SourcesDisagree, vec!["amount_fen".to_owned(), amount.clone(), elsewhere.clone()])
        }
    };
    let place = said.here.1.clone().unwrap_or_else(|| here.whole());
    FindingShape::new(code, args, Some(here.origin(place)), vec![here.artifact.id, there.artifact.id])
}

/// What a picture without an order number shows and something else tells too: same party, direction, amount, and a time that
/// may be the same.
pub(super) fn perhaps_twice(book: &Book) -> Vec<FindingShape> {
    let is_nameless =
        |payment: &Payment| payment.transfer.seen.is_some() && payment.transfer.transaction_id.is_none();
    if !book.payments.iter().any(is_nameless) {
        return Vec::new();
    }
    let counts = |payment: &&Payment| {
        matches!(payment.transfer.direction, Some(Direction::Out | Direction::In))
            && payment.transfer.amount.is_some()
    };
    let mut alike: HashMap<Key, Vec<&Payment>> = HashMap::new();
    book.payments
        .iter()
        .filter(counts)
        .for_each(|payment| alike.entry(key(payment)).or_default().push(payment));
    let span =
        |payment: &Payment| payment.transfer.when.map(|when| when.span(Basis::Bill, book.settings.offset));
    // A page on which no time is seen may tell of any.
    let overlap = |a: &Payment, b: &Payment| {
        span(a).zip(span(b)).is_none_or(|(a, b)| a.earliest <= b.latest && b.earliest <= a.latest)
    };
    let mut findings = Vec::new();
    for of_one_sum in alike.values() {
        for (ix, payment) in of_one_sum.iter().enumerate().filter(|(_, payment)| is_nameless(payment)) {
            // A page shows a payment once. Of two pictures the second says it.
            let other = of_one_sum.iter().enumerate().find(|(other_ix, other)| {
                other.rows.iter().all(|(source, _)| *source != payment.source)
                    && (!is_nameless(other) || *other_ix < ix)
                    && overlap(payment, other)
            });
            let Some((_, other)) = other else { continue };
            let mut args = amount_and_time(book, payment);
            args.push(book.sources[other.source].artifact.name.clone());
            let about = vec![payment.id, other.id];
            findings.push(FindingShape::new(
                Code::PerhapsTwice,
                args,
                payment.origins.first().cloned(),
                about,
            ));
        }
    }
    findings.sort_by_key(|finding| finding.about.clone());
    findings
}

/// What payments share that may be one: the party, or the name of somebody who is none; direction, amount, and whether it
/// came back.
type Key = (Option<usize>, Option<String>, Option<Direction>, Option<Fen>, bool);

fn key(payment: &Payment) -> Key {
    let transfer = &payment.transfer;
    let stranger = payment.party.is_none().then(|| transfer.counterparty.as_deref().map(normal)).flatten();
    let refund = transfer.kind == TransferKind::Refund;
    (payment.party, stranger, transfer.direction, transfer.amount, refund)
}
