//! Pictures of one transfer (账单详情, 转账详情) and the bill row that they show: a picture of the same 交易单号 is a second
//! origin of the row.
//!
//! The row keeps what it says. What it does not say, when the money was accepted or given back, the picture adds; where
//! both say something and it differs, that is a finding ([`Disagreement`]), and neither is changed.

use super::fold::{Folded, Row};
use juzheng_model::{Basis, Moment, Offset, Status, Transfer, TransferKind, Unsure, party::normal};
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
    let returned = |t: &Transfer| t.returned_amount.map(|amount| amount.yuan_text());
    let same = picture.returned_amount == other.returned_amount;
    compare("returned_fen", returned(picture), returned(other), same);
    if is_sure_of_id(picture) && picture.transaction_id == other.transaction_id {
        let same = picture.merchant_id == other.merchant_id;
        compare("merchant_id", picture.merchant_id.clone(), other.merchant_id.clone(), same);
    }
    if !picture.seen.is_some_and(|seen| seen.unsure.has(Unsure::TEXT)) {
        let (here, there) = (picture.memo.clone(), other.memo.clone());
        let same = here.as_deref().map(letters) == there.as_deref().map(letters);
        compare("memo", here, there, same);
        let (here, there) = (picture.method.clone(), other.method.clone());
        let same = same_method(here.as_deref(), there.as_deref());
        compare("method", here, there, same);
    }
    found
}

/// Letters and digits alone: blanks, marks and emoji come out of a picture in more than one way.
fn letters(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// Whether two ways of paying may be one: of a card a page may say more or less than the bill, but its last digits.
fn same_method(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (letters(a), letters(b));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match (digits(&a), digits(&b)) {
        (ours, theirs) if ours.len() == 4 && theirs.len() == 4 => ours == theirs,
        (ours, theirs) if ours.len() == 4 || theirs.len() == 4 => {
            a.trim_end_matches(|c: char| c.is_ascii_digit()).contains(b.as_str())
                || b.trim_end_matches(|c: char| c.is_ascii_digit()).contains(a.as_str())
        }
        _ => a == b,
    }
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
    const MERCHANT: &str = "1000050001202304280219702510896";

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
        let change: [(&str, fn(&mut Transfer)); 12] = [
            ("amount_fen", |t| t.amount = Fen::new(6_000)),
            ("direction", |t| t.direction = Some(Direction::In)),
            ("when", |t| t.when = at(1)),
            ("counterparty", |t| t.counterparty = Some("李某".to_owned())),
            ("status", |t| t.status = Status::Returned),
            ("returned_fen", |t| t.returned_amount = Fen::new(2_000)),
            ("memo", |t| t.memo = Some("赠与".to_owned())),
            ("", |t| t.memo = Some("借款 。".to_owned())),
            ("method", |t| t.method = Some("零钱通".to_owned())),
            ("method", |t| t.method = Some("招商银行(0002)".to_owned())),
            ("merchant_id", |t| t.merchant_id = Some("1000050001202304280219702510897".to_owned())),
            ("", |t| t.when = Some(Moment { at: 1_699_999_980, open_s: 59, zone: Zone::Assumed })),
        ];
        for (field, change) in change {
            let whole = |mut row: Row| {
                row.transfer.memo = Some("借款".to_owned());
                row.transfer.method = Some("零钱".to_owned());
                row.transfer.merchant_id = Some(MERCHANT.to_owned());
                row.transfer.returned_amount = Fen::new(1_000);
                row
            };
            let mut picture = whole(pictured(ID, 50, Unsure::default()));
            change(&mut picture.transfer);
            let bill = whole(written(ID, 50));
            let folded = fold(vec![bill.clone(), picture], Offset::CHINA);
            assert_eq!(folded.len(), 1, "{field}");
            let want: Vec<&str> = [field].into_iter().filter(|field| !field.is_empty()).collect();
            assert_eq!(disagreeing(&folded[0]), want);
            assert_eq!(folded[0].row.transfer, bill.transfer, "{field}");
        }
    }

    #[test]
    fn an_unsure_number_joins_only_what_has_more_in_common() {
        let other = "4200002345202403011234567891";
        let elsewhere: fn(&mut Transfer) = |t| (t.when, t.counterparty) = (at(900), Some("李某".to_owned()));
        // (the picture's id, amount, unsure, what else, what is left)
        let rows: [(&str, i64, Unsure, fn(&mut Transfer), usize); 7] = [
            (ID, 50, Unsure::default(), |_| {}, 1),
            (ID, 60, Unsure::default(), elsewhere, 1),
            (ID, 50, Unsure::ID, |_| {}, 1),
            (ID, 50, Unsure::ID, elsewhere, 1),
            // The sum may be what was changed.
            (ID, 60, Unsure::ID, |_| {}, 1),
            (ID, 60, Unsure::ID, elsewhere, 2),
            (other, 50, Unsure::default(), |_| {}, 2),
        ];
        for (id, yuan, unsure, change, want) in rows {
            let mut picture = pictured(id, yuan, unsure);
            change(&mut picture.transfer);
            let folded = fold(vec![written(ID, 50), picture], Offset::CHINA);
            assert_eq!(folded.len(), want, "{id} {yuan} {unsure:?}");
        }
    }

    #[test]
    fn the_number_of_a_transfer_page_is_the_bills_merchant_number() {
        let bill = || {
            let mut row = written(ID, 50);
            row.transfer.merchant_id = Some(MERCHANT.to_owned());
            row
        };
        let mut page = pictured(MERCHANT, 50, Unsure::default());
        page.transfer.accepted = at(60);
        let folded = fold(vec![bill(), page.clone()], Offset::CHINA);
        assert_eq!((folded.len(), folded[0].row.transfer.accepted), (1, at(60)));
        assert_eq!(disagreeing(&folded[0]), [""; 0]);
        page.transfer.amount = Fen::new(6_000);
        let folded = fold(vec![bill(), page.clone()], Offset::CHINA);
        assert_eq!(folded.iter().map(disagreeing).collect::<Vec<_>>(), [["amount_fen"]]);

        // What came back bears that number too; a picture of it is one of that row.
        let mut back = written(MERCHANT, 50);
        back.id = Id(4);
        back.transfer.kind = TransferKind::Refund;
        back.transfer.direction = Some(Direction::In);
        back.transfer.when = at(86_400);
        let mut seen = back.clone();
        (seen.id, seen.source) = (Id(5), 1);
        seen.transfer.seen = page.transfer.seen;
        let folded = fold(vec![bill(), back, seen], Offset::CHINA);
        assert_eq!((folded.len(), folded[0].others.len()), (1, 2));
        assert_eq!(disagreeing(&folded[0]), [""; 0]);

        // A page of a transfer that came back is one of the transfer, not of what came back.
        let mut given_back = pictured(MERCHANT, 50, Unsure::default());
        given_back.transfer.returned = at(86_400);
        let mut back = written(MERCHANT, 50);
        (back.id, back.transfer.kind) = (Id(4), TransferKind::Refund);
        (back.transfer.direction, back.transfer.when) = (Some(Direction::In), at(86_400));
        let folded = fold(vec![bill(), back, given_back], Offset::CHINA);
        assert_eq!((folded.len(), folded[0].others.len()), (1, 2));

        // A shop's own number may stand on many payments.
        let shops = |mut row: Row| {
            row.transfer.merchant_id = Some("A-17".to_owned());
            row
        };
        let mut other = shops(pictured(ID, 50, Unsure::default()));
        other.transfer.transaction_id = None;
        assert_eq!(fold(vec![shops(written(ID, 50)), other], Offset::CHINA).len(), 2);
    }

    #[test]
    fn a_row_of_two_bills_has_one_picture() {
        let again = Row { source: 3, ..written(ID, 50) };
        let folded = fold(vec![written(ID, 50), again, pictured(ID, 50, Unsure::default())], Offset::CHINA);
        assert_eq!((folded.len(), folded[0].others.len()), (1, 2));
    }

    #[test]
    fn pictures_lend_one_another_their_numbers_whatever_their_order() {
        let of = |source: usize, id: &str, merchant: Option<&str>, unsure: Unsure| {
            let mut row = pictured(id, 50, unsure);
            (row.id, row.source) = (Id(10 + source as u64), source);
            row.transfer.merchant_id = merchant.map(str::to_owned);
            row
        };
        let sure = Unsure::default();
        for order in [[1, 2, 3], [2, 1, 3], [3, 2, 1], [3, 1, 2]] {
            let rows = vec![
                of(order[0], MERCHANT, None, sure),
                of(order[1], ID, Some(MERCHANT), sure),
                of(order[2], ID, None, Unsure::ID),
            ];
            let folded = fold(rows, Offset::CHINA);
            assert_eq!((folded.len(), folded[0].others.len()), (1, 2), "{order:?}");
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
