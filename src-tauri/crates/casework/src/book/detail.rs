//! Pictures of one transfer (账单详情, 转账详情) and the bill row that they show: a picture of the same 交易单号 is a second
//! origin of the row.
//!
//! The row keeps what it says. What it does not say, when the money was accepted or given back, the picture adds; where
//! both say something and it differs, that is a finding ([`Disagreement`]), and neither is changed.

use super::fold::{Folded, Row};
use juzheng_model::{Basis, Moment, Offset, Status, Transfer, TransferKind, Unsure, party::normal};
use std::collections::HashMap;

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

/// Joins the rows of pictures to the transfers that they show; those of no other source stand alone.
pub(crate) fn join(folded: &mut Vec<Folded>, mut pictures: Vec<Row>, offset: Offset) {
    pictures.sort_by(|a, b| (a.source, &a.transfer.place).cmp(&(b.source, &b.transfer.place)));
    let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
    if !pictures.is_empty() {
        for (ix, one) in folded.iter().enumerate() {
            if let Some(id) = &one.row.transfer.transaction_id {
                by_id.entry(id.clone()).or_default().push(ix);
            }
        }
    }
    for row in pictures {
        let id = row.transfer.transaction_id.clone();
        let known = id.as_ref().and_then(|id| by_id.get(id)).map(Vec::as_slice).unwrap_or_default();
        match target(folded, known, &row) {
            Some(ix) => add(&mut folded[ix], row, offset),
            None => {
                if let Some(id) = id.filter(|_| is_sure_of_id(&row.transfer)) {
                    by_id.entry(id).or_default().push(folded.len());
                }
                folded.push(Folded { row, others: Vec::new(), shown_by: None, disagreements: Vec::new() });
            }
        }
    }
}

/// The transfer that a picture shows: the one of its id, of several the one that agrees. An id that was perhaps misread
/// counts only where the amount is the same too: a misread number does not hit another's by chance.
fn target(folded: &[Folded], known: &[usize], row: &Row) -> Option<usize> {
    let picture = &row.transfer;
    let agrees = |ix: &usize| {
        let other = &folded[*ix].row.transfer;
        other.amount.is_some() && other.amount == picture.amount && other.direction == picture.direction
    };
    let is_refund = |transfer: &Transfer| transfer.kind == TransferKind::Refund;
    let same_sort = |ix: &usize| is_refund(&folded[*ix].row.transfer) == is_refund(picture);
    let mut fitting: Vec<usize> = known.iter().copied().filter(same_sort).collect();
    if fitting.len() > 1 || !is_sure_of_id(picture) {
        fitting.retain(agrees);
    }
    match fitting.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn is_sure_of_id(transfer: &Transfer) -> bool {
    !transfer.seen.is_some_and(|seen| seen.unsure.has(Unsure::ID))
}

fn add(folded: &mut Folded, row: Row, offset: Offset) {
    let said = differences(&row.transfer, &folded.row.transfer, offset);
    folded.disagreements.extend(said.into_iter().map(|(field, here, there)| Disagreement {
        row: row.clone(),
        field,
        here,
        there,
    }));
    let (to, from) = (&mut folded.row.transfer, &row.transfer);
    for (known, told) in [(&mut to.accepted, from.accepted), (&mut to.returned, from.returned)] {
        if known.is_none() && told.is_some() {
            *known = told;
            folded.shown_by = folded.shown_by.or(from.seen.map(|seen| (row.source, seen)));
        }
    }
    folded.others.push(row);
}

/// What a picture and another source say differently, as (field, the picture, the other).
fn differences(picture: &Transfer, other: &Transfer, offset: Offset) -> Vec<(&'static str, String, String)> {
    let mut found = Vec::new();
    let mut compare = |field, here: Option<String>, there: Option<String>, same: bool| {
        if let (Some(here), Some(there)) = (here, there)
            && !same
        {
            found.push((field, here, there));
        }
    };
    let yuan = |t: &Transfer| t.amount.map(|amount| amount.yuan_text());
    compare("amount_fen", yuan(picture), yuan(other), picture.amount == other.amount);
    let word = |t: &Transfer| t.direction.map(|direction| word(&direction));
    compare("direction", word(picture), word(other), picture.direction == other.direction);
    let paper = |when: Option<Moment>| when.map(|when| when.span(Basis::Bill, offset).paper());
    for (field, here, there) in [
        ("when", picture.when, other.when),
        ("accepted", picture.accepted, other.accepted),
        ("returned", picture.returned, other.returned),
    ] {
        compare(field, paper(here), paper(there), may_be_one(here, there, offset));
    }
    let names = (picture.counterparty.clone(), other.counterparty.clone());
    let same = same_name(names.0.as_deref(), names.1.as_deref());
    compare("counterparty", names.0, names.1, same);
    let status = |t: &Transfer| Some(self::word(&t.status)).filter(|_| t.status != Status::Unknown);
    compare("status", status(picture), status(other), picture.status == other.status);
    found
}

/// Whether two times may be the same.
fn may_be_one(a: Option<Moment>, b: Option<Moment>, offset: Offset) -> bool {
    let span = |when: Moment| when.span(Basis::Bill, offset);
    match (a.map(span), b.map(span)) {
        (Some(a), Some(b)) => a.earliest <= b.latest && b.earliest <= a.latest,
        _ => true,
    }
}

/// Whether two names may be one person's. A page shows more or less of a name than the bill (转账-转给周某, **某): only
/// names of which neither stands in the other differ.
fn same_name(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (normal(a), normal(b));
    a.contains(&b) || b.contains(&a) || a.contains('*') || b.contains('*')
}

fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;
    use juzheng_model::{Direction, Fen, Id, Place, Seen, Zone};

    const ID: &str = "4200002345202403011234567890";

    fn at(second: i64) -> Option<Moment> {
        Some(Moment { at: 1_700_000_000 + second, open_s: 0, zone: Zone::Assumed })
    }

    /// A row of a bill: source 0.
    fn written(id: &str, yuan: i64) -> Row {
        let transfer = Transfer {
            place: Place::Row { row: 18 },
            transaction_id: Some(id.to_owned()),
            merchant_id: None,
            when: at(0),
            accepted: None,
            returned: None,
            returned_amount: None,
            direction: Some(Direction::Out),
            amount: Fen::new(yuan * 100),
            counterparty: Some("周某".to_owned()),
            kind: TransferKind::Transfer,
            type_text: "转账".to_owned(),
            status: Status::Completed,
            status_text: "对方已收钱".to_owned(),
            memo: None,
            note: None,
            method: None,
            seen: None,
        };
        Row { id: Id(1), source: 0, transfer, corrected: Vec::new() }
    }

    /// A picture of the same: source 1.
    fn pictured(id: &str, yuan: i64, unsure: Unsure) -> Row {
        let mut row = written(id, yuan);
        row.id = Id(2);
        row.source = 1;
        row.transfer.place = Place::Box { bounds: [0, 0, 9, 9] };
        row.transfer.seen = Some(Seen { confidence: 900, unsure, basis: Basis::Label });
        row
    }

    fn disagreeing(folded: &Folded) -> Vec<&'static str> {
        folded.disagreements.iter().map(|one| one.field).collect()
    }

    #[test]
    fn a_picture_of_a_row_is_its_second_origin_and_adds_what_the_bill_does_not_know() {
        let mut picture = pictured(ID, 50, Unsure::default());
        picture.transfer.accepted = at(3600);
        picture.transfer.counterparty = Some("转账-转给周某".to_owned());
        for rows in [vec![written(ID, 50), picture.clone()], vec![picture.clone(), written(ID, 50)]] {
            let folded = fold(rows, Offset::CHINA);
            assert_eq!(folded.len(), 1);
            assert_eq!((folded[0].row.id, folded[0].others.len()), (Id(1), 1), "the bill's row comes first");
            assert_eq!(folded[0].row.transfer.accepted, at(3600));
            assert_eq!(folded[0].shown_by.map(|(source, _)| source), Some(1));
            assert_eq!(disagreeing(&folded[0]), [""; 0]);
            assert_eq!(folded[0].row.transfer.counterparty.as_deref(), Some("周某"));
        }
    }

    #[test]
    fn what_differs_is_said_and_nothing_is_changed() {
        let change: [(&str, fn(&mut Transfer)); 6] = [
            ("amount_fen", |t| t.amount = Fen::new(6_000)),
            ("direction", |t| t.direction = Some(Direction::In)),
            ("when", |t| t.when = at(1)),
            ("counterparty", |t| t.counterparty = Some("李某".to_owned())),
            ("status", |t| t.status = Status::Returned),
            ("", |t| t.when = Some(Moment { at: 1_699_999_980, open_s: 59, zone: Zone::Assumed })),
        ];
        for (field, change) in change {
            let mut picture = pictured(ID, 50, Unsure::default());
            change(&mut picture.transfer);
            let folded = fold(vec![written(ID, 50), picture], Offset::CHINA);
            assert_eq!(folded.len(), 1, "{field}");
            let want: Vec<&str> = [field].into_iter().filter(|field| !field.is_empty()).collect();
            assert_eq!(disagreeing(&folded[0]), want);
            assert_eq!(folded[0].row.transfer, written(ID, 50).transfer, "{field}");
        }
    }

    #[test]
    fn an_unsure_number_joins_only_what_agrees() {
        let other = "4200002345202403011234567891";
        // (the picture's id, amount, unsure, what is left)
        let rows = [
            (ID, 50, Unsure::default(), 1),
            (ID, 60, Unsure::default(), 1),
            (ID, 50, Unsure::ID, 1),
            (ID, 60, Unsure::ID, 2),
            (other, 50, Unsure::default(), 2),
        ];
        for (id, yuan, unsure, want) in rows {
            let folded = fold(vec![written(ID, 50), pictured(id, yuan, unsure)], Offset::CHINA);
            assert_eq!(folded.len(), want, "{id} {yuan} {unsure:?}");
        }
    }

    #[test]
    fn two_pictures_of_one_transfer_are_one_without_a_bill_too() {
        let mut second = pictured(ID, 50, Unsure::default());
        (second.id, second.source) = (Id(3), 2);
        let folded = fold(vec![second, pictured(ID, 50, Unsure::default())], Offset::CHINA);
        assert_eq!((folded.len(), folded[0].others.len()), (1, 1));
        let mut nameless = pictured(ID, 50, Unsure::default());
        nameless.transfer.transaction_id = None;
        let folded = fold(vec![nameless.clone(), Row { id: Id(3), ..nameless }], Offset::CHINA);
        assert_eq!(folded.len(), 2, "without a number each stands alone");
    }
}
