//! Links: exactly one for each transfer of a party, its message, basis, clock, gap, order and verdict.

use crate::paper::{EARLIER, LOAN, PARTIES, bill, chat, file, id, paid};
use crate::shape::{self, LINK};
use juzheng_tests::program::{Case, sample};
use serde_json::{Value, json};

/// A case of 林某 and 周某 with these bill rows and this chat.
fn case_of(rows: &[String], messages: &[&str]) -> Case {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &rows));
    case.add(&[&bill]);
    if !messages.is_empty() {
        // The conversation has its name from the other side's words, long before.
        let messages: Vec<&str> = [EARLIER].into_iter().chain(messages.iter().copied()).collect();
        let chat = file(case.room.path(), "聊天.csv", &chat(&messages));
        case.add(&[&chat]);
    }
    case
}

#[test]
fn the_loan_of_the_sample_is_linked_in_every_layout() {
    for layout in ["lc044-v3.csv", "pywxdump.csv", "chatlog.csv", "chatlog.json"] {
        let case = Case::new(&PARTIES);
        let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
        case.add(&[&bill, &sample(&format!("flows/chat-{layout}"))]);
        let links = case.list("links");
        shape::check_all(&links, LINK);
        assert_eq!(links.len(), 4, "{layout}");
        let seen = |transaction: &str| {
            let link = case.link_of(&id(transaction));
            ["basis", "clock", "order", "verdict"]
                .map(|key| link[key].as_str().unwrap_or("-").to_owned())
                .join(" ")
                + &format!(" {} {}", link["gap"]["min_s"], link["gap"]["max_s"])
        };
        assert_eq!(seen("T1"), "card sent after within 2 2", "{layout}");
        assert_eq!(
            seen("T2"),
            "card accepted before within 0 0".replace("before", &order_of(&case)),
            "{layout}"
        );
        assert_eq!(seen("T3"), "card sent before within 1 1", "{layout}");
        if layout != "pywxdump.csv" {
            assert_eq!(seen("T4"), "red-packet sent before within 40 40", "{layout}");
        }
        let report = case.run("link", [""; 0]).json(0);
        let want = json!({"linked":4,"within":4,"over":0,"undetermined":0,"no_message":0,"ambiguous":0,"left_out":2});
        assert_eq!(report["summary"], want, "{layout}");
    }
}

/// The contract does not say whether `order` looks at the card or at the clock that decided.
fn order_of(case: &Case) -> String {
    let order = case.link_of(&id("T2"))["order"].as_str().unwrap_or_default().to_owned();
    assert!(["before", "overlap"].contains(&order.as_str()), "{order}");
    order
}

#[test]
fn exactly_the_threshold_is_within() {
    let rows = [(899_i64, "within"), (900, "within"), (901, "over")];
    for (seconds, verdict) in rows {
        let at = |minute: i64, second: i64| {
            format!("2023-05-01 {:02}:{:02}:{:02}", 10 + minute / 60, minute % 60, second)
        };
        let card = at(15 + (seconds - 900).div_euclid(60), (seconds - 900).rem_euclid(60));
        let message = format!("1|转账|林某|{card}|+50.00");
        let after = case_of(&[paid("out", "周某", &at(0, 0), "50.00", "T1")], &[&message]);
        let message = format!("1|转账|林某|{}|+50.00", at(0, 0));
        let before = case_of(&[paid("out", "周某", &card, "50.00", "T1")], &[&message]);
        for (case, order) in [(after, "after"), (before, "before")] {
            let link = case.link_of(&id("T1"));
            assert_eq!(link["gap"], json!({"min_s": seconds, "max_s": seconds}), "{link}");
            assert_eq!(
                (&link["verdict"], &link["order"]),
                (&json!(verdict), &json!(order)),
                "{seconds}: {link}"
            );
            assert_eq!((&link["basis"], &link["clock"]), (&json!("card"), &json!("sent")), "{link}");
        }
    }
}

#[test]
fn a_minute_makes_a_gap_a_span() {
    // The bill says 10:00, which may be 10:00:00 to 10:00:59.
    let rows = [
        ("10:00:30", 0, 30, "within", "overlap"),
        ("10:15:00", 841, 900, "within", "after"),
        ("10:15:30", 871, 930, "undetermined", "after"),
        ("10:16:00", 901, 960, "over", "after"),
        ("09:45:59", 841, 900, "within", "before"),
        ("09:44:30", 930, 989, "over", "before"),
    ];
    for (time, min_s, max_s, verdict, order) in rows {
        let bill_row = paid("out", "周某", "2023/5/1 10:00", "50.00", "T1");
        let message = format!("1|转账|林某|2023-05-01 {time}|+50.00");
        let link = case_of(&[bill_row], &[&message]).link_of(&id("T1"));
        assert_eq!(link["gap"], json!({"min_s": min_s, "max_s": max_s}), "{time}: {link}");
        assert_eq!((&link["verdict"], &link["order"]), (&json!(verdict), &json!(order)), "{time}: {link}");
    }
}

#[test]
fn a_row_that_comes_in_is_measured_to_the_nearer_clock() {
    let chat = ["1|转账|周某|2023-05-01 10:00:00|+50.00", "2|转账|林某|2023-05-01 19:00:00|=50.00"];
    let rows = [
        ("2023-05-01 10:00:02", "sent", 2, "within"),
        ("2023-05-01 19:00:01", "accepted", 1, "within"),
        ("2023-05-01 12:00:00", "sent", 7_200, "over"),
        ("2023-05-01 17:00:00", "accepted", 7_200, "over"),
    ];
    for (time, clock, gap, verdict) in rows {
        let link = case_of(&[paid("in", "周某", time, "50.00", "T1")], &chat).link_of(&id("T1"));
        assert_eq!(link["message_source_id"], "1", "always the sent card: {link}");
        assert_eq!((&link["clock"], &link["verdict"]), (&json!(clock), &json!(verdict)), "{time}: {link}");
        assert_eq!(link["gap"]["min_s"], gap, "{time}: {link}");
    }
    // A row that goes out is always its sending.
    let paid_out = ["1|转账|林某|2023-05-01 10:00:00|+50.00", "2|转账|周某|2023-05-01 19:00:00|=50.00"];
    let link =
        case_of(&[paid("out", "周某", "2023-05-01 19:00:00", "50.00", "T1")], &paid_out).link_of(&id("T1"));
    assert_eq!((&link["clock"], &link["gap"]["min_s"]), (&json!("sent"), &json!(32_400)), "{link}");
}

#[test]
fn each_way_to_find_a_message_says_so() {
    let row = || vec![paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1")];
    let rows: [(&[&str], &str, Value, &str); 8] = [
        (&["1|转账|林某|2023-05-01 10:00:03|+50.00"], "card", json!("1"), "within"),
        (&["1|文本|周某|2023-05-01 10:00:03|谢谢"], "nearest", json!("1"), "within"),
        (&["1|文本|周某|2023-05-01 12:00:03|谢谢"], "nearest", json!("1"), "over"),
        (&["1|文本|周某|2023-05-05 12:00:03|谢谢"], "none", Value::Null, "no-message"),
        (&[], "none", Value::Null, "no-message"),
        // Another sum, or the other direction, is no card of this transfer.
        (
            &["1|转账|周某|2023-05-01 10:00:03|+50.00", "2|文本|周某|2023-05-01 10:00:05|一"],
            "nearest",
            Value::Null,
            "within",
        ),
        (
            &["1|转账|林某|2023-05-01 10:00:03|+50.01", "2|文本|周某|2023-05-01 10:00:05|一"],
            "nearest",
            Value::Null,
            "within",
        ),
        (&["1|转账|林某|2023-05-04 10:00:01|+50.00"], "none", Value::Null, "no-message"),
    ];
    for (messages, basis, source, verdict) in rows {
        let link = case_of(&row(), messages).link_of(&id("T1"));
        assert_eq!(
            (&link["basis"], &link["verdict"]),
            (&json!(basis), &json!(verdict)),
            "{messages:?}: {link}"
        );
        if !source.is_null() || basis == "none" {
            assert_eq!(link["message_source_id"], source, "{messages:?}: {link}");
        }
        if basis != "card" {
            assert_eq!(link["clock"], Value::Null, "{messages:?}: {link}");
        }
        if basis == "none" {
            assert_eq!(
                (&link["message"], &link["gap"], &link["order"]),
                (&Value::Null, &Value::Null, &Value::Null)
            );
        }
        assert_eq!((&link["decided"], &link["ambiguous"]), (&json!("proposed"), &json!(false)));
        assert!(link["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()), "{link}");
    }
}

#[test]
fn a_window_of_exactly_72_hours_still_counts() {
    let row = || [paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1")];
    let link = case_of(&row(), &["1|转账|林某|2023-05-04 10:00:00|+50.00"]).link_of(&id("T1"));
    assert_eq!((&link["basis"], &link["gap"]["min_s"]), (&json!("card"), &json!(259_200)), "{link}");
}

#[test]
fn only_party_transfers_out_and_in_have_a_link() {
    let rows = [
        "2023-05-01 10:00:00|转账|周某|/|支出|1.00|零钱|对方已收钱|T1|M1|/",
        "2023-05-01 11:00:00|二维码收款|周某|/|收入|2.00|零钱|已收钱|T2|/|/",
        "2023-05-01 12:00:00|群收款|周某|/|收入|3.00|/|已存入零钱|T3|/|/",
        "2023-05-01 13:00:00|商户消费|周某|/|支出|4.00|零钱|支付成功|T4|M4|/",
        "2023-05-01 14:00:00|转账|周某|/|/|5.00|零钱|支付成功|T5|M5|/",
        "2023-05-01 15:00:00|转账-退款|周某|/|收入|6.00|零钱|已全额退款|T6||/",
        "2023-05-01 16:00:00|转账|陈默|/|支出|7.00|零钱|对方已收钱|T7|M7|/",
        "2023-05-01 17:00:00|转账|/|/|支出|8.00|零钱|对方已收钱|T8|M8|/",
        "2023-05-01 18:00:00|微信红包（单发）|发给周某|/|支出|9.00|零钱|支付成功|T9|M9|/",
    ];
    let case = case_of(&rows.map(str::to_owned), &["1|文本|周某|2023-05-01 12:30:00|一"]);
    let links = case.listed("links", false).0;
    let transfers = case.listed("transfers", true).0;
    let linked: Vec<String> = transfers
        .iter()
        .filter(|t| links.iter().filter(|link| link["transfer"] == t["id"]).count() == 1)
        .map(|t| t["transaction_id"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(linked, ["T1", "T2", "T3", "T9"].map(id));
    assert_eq!(links.len(), 4);
    assert_eq!(case.listed("links", true).0.len(), 4, "nor under --all");
}

#[test]
fn several_transfers_may_share_a_message_but_never_a_card() {
    let rows = [
        paid("out", "周某", "2023-05-01 10:02:00", "50.00", "T3"),
        paid("out", "周某", "2023-05-01 10:01:00", "50.00", "T2"),
        paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"),
    ];
    let case = case_of(
        &rows,
        &["1|文本|周某|2023-05-01 09:59:00|借我150", "2|转账|林某|2023-05-01 10:01:02|+50.00"],
    );
    let links = ["T1", "T2", "T3"].map(|t| case.link_of(&id(t)));
    assert_eq!((&links[1]["basis"], &links[1]["message_source_id"]), (&json!("card"), &json!("2")));
    for other in [&links[0], &links[2]] {
        assert_eq!(other["basis"], "nearest", "{other}");
        assert_eq!(other["message_source_id"], "1", "{other}");
    }
}

#[test]
fn a_pairing_as_good_is_ambiguous() {
    let rows = [
        paid("out", "周某", "2023-05-01 10:00:10", "50.00", "T2"),
        paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"),
    ];
    let case =
        case_of(&rows, &["1|转账|林某|2023-05-01 10:00:05|+50.00", "2|文本|周某|2023-05-01 11:00:00|一"]);
    let links = ["T1", "T2"].map(|t| case.link_of(&id(t)));
    assert!(links.iter().any(|link| link["basis"] == "card" && link["ambiguous"] == true), "{links:?}");
    let clear =
        case_of(&rows, &["1|转账|林某|2023-05-01 10:00:01|+50.00", "2|转账|林某|2023-05-01 10:00:11|+50.00"]);
    for (transaction, message) in [("T1", "1"), ("T2", "2")] {
        let link = clear.link_of(&id(transaction));
        assert_eq!(
            (&link["message_source_id"], &link["ambiguous"]),
            (&json!(message), &json!(false)),
            "{link}"
        );
    }
}

#[test]
fn the_same_sum_every_day_never_shifts_along() {
    let rows: Vec<String> = (1..=9)
        .rev()
        .map(|day| paid("out", "周某", &format!("2023-05-0{day} 10:00:00"), "50.00", &format!("T{day}")))
        .collect();
    let messages: Vec<String> =
        (2..=9).map(|day| format!("{day}|转账|林某|2023-05-0{day} 10:00:04|+50.00")).collect();
    let messages: Vec<&str> = messages.iter().map(String::as_str).collect();
    let case = case_of(&rows, &messages);
    assert_ne!(case.link_of(&id("T1"))["basis"], "card");
    for day in 2..=9 {
        let link = case.link_of(&id(&format!("T{day}")));
        assert_eq!(link["message_source_id"], day.to_string(), "{link}");
        assert_eq!(link["verdict"], "within");
    }
}

#[test]
fn a_links_id_derives_from_its_transfer() {
    let row = || [paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1")];
    let cards: [&[&str]; 3] =
        [&[], &["1|转账|林某|2023-05-01 10:00:03|+50.00"], &["8|文本|周某|2023-05-01 10:00:03|一"]];
    let ids: Vec<Value> =
        cards.iter().map(|chat| case_of(&row(), chat).link_of(&id("T1"))["id"].clone()).collect();
    assert_eq!(ids[0], ids[1]);
    assert_eq!(ids[0], ids[2]);
    let other = case_of(&[paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T2")], &[]);
    assert_ne!(other.link_of(&id("T2"))["id"], ids[0]);
}
