//! Folding: returning rows into their transfer, the same transfer of two bills into one; messages hardly ever.

use crate::paper::{LOAN, PARTIES, bill, chat, file, id, paid};
use juzheng_tests::program::{Case, sample};
use serde_json::{Value, json};
use std::fs;

fn transfer(case: &Case, transaction: &str) -> Value {
    let transfers = case.listed("transfers", true).0;
    let found = transfers.iter().filter(|t| t["transaction_id"] == id(transaction).as_str());
    let found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "one transfer `{transaction}` in {transfers:?}");
    found[0].clone()
}

fn case_of(bills: &[&[&str]]) -> Case {
    let case = Case::new(&PARTIES);
    for (number, rows) in bills.iter().enumerate() {
        let path = file(case.room.path(), &format!("账单{number}.csv"), &bill("林某", rows));
        case.add(&[&path]);
    }
    case
}

#[test]
fn a_returning_row_folds_into_its_transfer() {
    let case = case_of(&[&LOAN]);
    let returned = transfer(&case, "T3");
    assert_eq!(returned["status"], "returned");
    assert_eq!(returned["returned"]["earliest"], "2024-01-03T09:00:03+08:00");
    assert_eq!(returned["origins"].as_array().map(Vec::len), Some(2), "{returned}");
    assert!(case.listed("transfers", true).0.iter().all(|t| t["kind"] != "refund"));
}

#[test]
fn a_return_folds_across_bills_in_either_order() {
    let refund = LOAN[1];
    let sent = LOAN[2];
    for bills in [[&[refund][..], &[sent][..]], [&[sent], &[refund]]] {
        let case = case_of(&bills);
        assert_eq!(transfer(&case, "T3")["returned"]["earliest"], "2024-01-03T09:00:03+08:00");
        assert_eq!(case.listed("transfers", true).0.len(), 1);
        case.holds();
    }
}

#[test]
fn a_return_whose_transfer_is_missing_stands_alone_without_a_link() {
    let case = case_of(&[&[LOAN[1]]]);
    let alone = transfer(&case, "M3");
    assert_eq!((&alone["kind"], &alone["status"]), (&json!("refund"), &json!("completed")));
    assert_eq!(case.listed("links", true).0, [Value::Null; 0]);
}

#[test]
fn the_same_transfer_of_two_bills_is_one() {
    let case = Case::new(&PARTIES);
    case.add(&[
        &sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx"),
        &sample("flows/wechat-xlsx-v2-2026-income-only.xlsx"),
    ]);
    let transfers = case.listed("transfers", true).0;
    let full = fs::read(sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx")).expect("a sample");
    let alone = Case::new(&PARTIES);
    let path = file(alone.room.path(), "full.xlsx", &full);
    alone.add(&[&path]);
    let want = alone.listed("transfers", true).0;
    assert_eq!(transfers.len(), want.len());
    let ids = |of: &[Value]| of.iter().map(|t| t["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&transfers), ids(&want));
    let twice = transfers.iter().filter(|t| t["origins"].as_array().is_some_and(|o| o.len() >= 2)).count();
    assert!(twice >= 6, "{twice} transfers know both bills");
}

#[test]
fn transfers_fold_on_nothing_less_than_id_direction_sum_and_time() {
    let base = paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1");
    let rows = [
        (paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"), 1),
        (paid("out", "周某", "2023-05-01 10:00:01", "50.00", "T1"), 2),
        (paid("out", "周某", "2023-05-01 10:00:00", "50.01", "T1"), 2),
        (paid("in", "周某", "2023-05-01 10:00:00", "50.00", "T1"), 2),
        (paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T2"), 2),
    ];
    for (row, want) in rows {
        // A further row makes the second bill another file.
        let more = paid("out", "陈默", "2023-06-01 10:00:00", "1.00", "T8");
        let case = case_of(&[&[&base], &[&more, &row]]);
        let mine = case.listed("transfers", false).0;
        assert_eq!(mine.len(), want, "{row}");
        assert_eq!(case.listed("links", false).0.len(), want, "{row}");
    }
}

#[test]
fn a_receipt_is_never_a_second_payment() {
    let case = case_of(&[&LOAN]);
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    let lent = transfer(&case, "T1");
    assert_eq!(lent["accepted"]["earliest"], "2023-05-01T14:36:05+08:00");
    assert_eq!(case.listed("transfers", true).0.len(), 6);
    let receipts = case.list("messages").iter().filter(|m| m["card"] == "receipt").count();
    assert_eq!(receipts, 2, "a receipt stays in the list of messages");
    let linked: Vec<Value> =
        case.list("links").iter().map(|link| link["message_source_id"].clone()).collect();
    for receipt in ["7000000000000000004", "7000000000000000009"] {
        assert!(!linked.contains(&json!(receipt)), "{linked:?}");
    }
}

#[test]
fn overlapping_exports_of_one_layout_share_their_messages() {
    let rows = [
        "1|文本|周某|2023-05-01 10:00:00|一",
        "2|文本|林某|2023-05-01 10:00:01|二",
        "3|文本|周某|2023-05-01 10:00:02|三",
    ];
    let case = Case::new(&PARTIES);
    let one = file(case.room.path(), "1.csv", &chat(&rows[..2]));
    let two = file(case.room.path(), "2.csv", &chat(&rows[1..]));
    case.add(&[&one, &two]);
    let items = case.list("messages");
    let texts: Vec<_> = items.iter().map(|m| m["text"].clone()).collect();
    assert_eq!(texts, ["一", "二", "三"]);
    assert_eq!(items[1]["origins"].as_array().map(Vec::len), Some(2));
    case.holds();
}

#[test]
fn exports_of_two_layouts_keep_both() {
    let case = Case::new(&PARTIES);
    case.add(&[&sample("flows/chat-lc044-v3.csv"), &sample("flows/chat-pywxdump.csv")]);
    assert_eq!(case.list("messages").len(), 32);
}
