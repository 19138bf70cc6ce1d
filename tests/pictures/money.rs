//! Pictures of payments beside a bill: joined by their numbers, said where they may count twice or tell too little.

use super::{Room, paper};
use juzheng_casework::{Asker, Listing, OpenCase, pane::Decision, words::Lang};

/// What a page of a transfer says, with the number that it calls 转账单号.
fn pairs<'p>(time: &'p str, number: &'p str) -> Vec<(&'static str, &'p str)> {
    vec![
        ("当前状态", "对方已收钱"),
        ("转账说明", "借款"),
        ("转账时间", time),
        ("收款时间", "2023-05-01 10:09:00"),
        ("支付方式", "零钱"),
        ("转账单号", number),
    ]
}

#[test]
fn a_page_of_a_transfer_is_a_second_origin_of_its_row_and_what_differs_is_said() {
    let row = paper::paid("out", "周某", "2023-05-01 10:03:20", "5000.00", "T1");
    let number = paper::id("M1");
    let cases: [(&str, &str, &str, &[&str]); 4] = [
        ("-5000.00", "借款", "零钱", &[]),
        ("-8000.00", "借款", "零钱", &["amount_fen"]),
        ("-5000.00", "赠与", "零钱", &["memo"]),
        ("-5000.00", "借款", "零钱通", &["method"]),
    ];
    for (amount, memo, method, want) in cases {
        let mut room = Room::new();
        let bill = paper::file(room.folder.path(), "账单.csv", &paper::bill("林某", &[&row]));
        let mut said = pairs("2023-05-01 10:03:20", &number);
        (said[1].1, said[4].1) = (memo, method);
        let page = room.page("一.bmp", amount, &said);
        room.add(&[&page, &bill]);
        let transfers = room.list(Listing::Transfers);
        assert_eq!(transfers.len(), 1, "{amount} {memo} {method}: {transfers:#?}");
        assert_eq!(transfers[0]["origins"].as_array().map(Vec::len), Some(2));
        assert_eq!(transfers[0]["amount_fen"], 500_000, "the bill's stays");
        assert_eq!(transfers[0]["accepted"]["earliest"], "2023-05-01T10:09:00+08:00");
        let findings = room.list(Listing::Findings);
        let differ: Vec<_> = findings.iter().filter(|f| f["code"] == "sources-disagree").collect();
        assert_eq!(differ.len(), want.len(), "{differ:#?}");
        assert!(differ.iter().all(|finding| finding["severity"] == "serious"));
        room.holds();
    }
}

#[test]
fn a_page_without_a_number_may_count_twice_and_its_number_can_be_entered() {
    let mut room = Room::new();
    let row = paper::paid("out", "周某", "2023-05-01 10:03:20", "5000.00", "T1");
    let bill = paper::file(room.folder.path(), "账单.csv", &paper::bill("林某", &[&row]));
    let said = pairs("2023-05-01 10:03:20", "");
    let page = room.page("一.bmp", "-5000.00", &said[..5]);
    room.add(&[&page, &bill]);
    assert!(room.codes().contains(&"perhaps-twice".to_owned()), "{:?}", room.codes());
    let transfers = room.list(Listing::Transfers);
    assert_eq!(transfers.len(), 2);
    let pictured = transfers.iter().find(|t| t["transaction_id"].is_null()).expect("the page's");
    let id = pictured["id"].as_str().expect("an id").to_owned();
    let number = paper::id("M1");
    room.at_desk(|case, desk| case.correct(&id, "memo", "借款", desk)).expect("corrected");
    let marked = |room: &Room| -> Vec<bool> {
        room.list(Listing::Transfers).iter().map(|t| t["machine"]["checked"] == false).collect()
    };
    assert!(marked(&room).contains(&true), "nobody has looked at its amount");
    room.at_desk(|case, desk| case.correct(&id, "transaction_id", &number, desk)).expect("corrected");
    assert_eq!(room.list(Listing::Transfers).len(), 1);
    assert!(!room.codes().contains(&"perhaps-twice".to_owned()));
    room.holds();
}

#[test]
fn a_page_of_money_of_which_too_little_is_seen_says_so() {
    let mut room = Room::new();
    let page =
        room.page("一.bmp", "", &[("当前状态", "对方已收钱"), ("支付方式", "零钱"), ("转账说明", "借款")]);
    room.add(&[&page]);
    assert_eq!(room.list(Listing::Transfers).len(), 0);
    assert!(room.codes().contains(&"money-unread".to_owned()), "{:?}", room.codes());
}

#[test]
fn sums_say_how_many_of_their_payments_nobody_has_checked() {
    let mut room = Room::new();
    let row = paper::paid("out", "周某", "2023-05-01 10:03:20", "5000.00", "T1");
    let bill = paper::file(room.folder.path(), "账单.csv", &paper::bill("林某", &[&row]));
    let page = room.page("一.bmp", "-2000.00", &pairs("2023-06-01 09:00:00", &paper::id("M2")));
    let added = room.add(&[&bill, &page]);
    let artifact = super::ids(&added)[1];
    let Room { folder, case, .. } = room;
    drop(case);
    let case = OpenCase::open(folder.path().join("案").as_path()).expect("opened");
    let overview = case.overview(Lang::Zh).expect("an overview");
    assert_eq!((overview.out_fen, overview.sums_unchecked), (700_000, 1));
    let asker = Asker { now: super::NOW, actor: "林某", lang: Lang::Zh };
    let overview = case.decide(&Decision::CheckPicture { artifact }, asker).expect("checked");
    assert_eq!((overview.out_fen, overview.sums_unchecked), (700_000, 0));
}
