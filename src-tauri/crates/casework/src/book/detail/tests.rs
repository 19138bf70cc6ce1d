//! Pictures beside rows of bills: which they show, what they add, what differs.

use super::super::fold::fold;
use super::*;
use juzheng_model::{Basis, Direction, Fen, Id, Moment, Place, Seen, Status, Zone};

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
