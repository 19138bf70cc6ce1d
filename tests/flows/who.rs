//! Who is who: names, aliases, sides, conversations, and bills of the other side.

use crate::paper::{bill, chat, file, id, paid};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::{Value, json};

fn sides(me: &[&str]) -> Vec<String> {
    let sample = sample("flows/chat-lc044-v3.csv");
    let path = sample.to_str().expect("a readable name");
    let all: Vec<&str> =
        ["read", path, "--json"].into_iter().chain(me.iter().flat_map(|m| ["--me", m])).collect();
    let value = Run::of(all).json(0);
    let mut messages = value["messages"].as_array().expect("messages").clone();
    messages.sort_by_key(|m| m["origins"][0]["place"]["row"].as_u64());
    messages.iter().map(|m| m["side"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn sides_are_unknown_until_someone_is_me() {
    let known = sides(&["林某"]);
    assert_eq!((known[0].as_str(), known[1].as_str(), known[10].as_str()), ("other", "me", "system"));
    let unknown = sides(&[]);
    assert_eq!(
        (unknown[0].as_str(), unknown[1].as_str(), unknown[10].as_str()),
        ("unknown", "unknown", "system")
    );
    assert_eq!(sides(&["王某"]), unknown);
    assert_eq!(sides(&["王某", " 林某 "]), known);
    let turned = sides(&["周某"]);
    assert_eq!((turned[0].as_str(), turned[1].as_str()), ("me", "other"));
}

#[test]
fn a_name_matches_after_nfkc_and_trimming_and_never_fuzzily() {
    let rows = [
        ("周某", true),
        (" 周某　", true),
        ("ＡＢＣ", true),
        ("ABC", true),
        ("abc", false),
        ("周某某", false),
        ("周", false),
        ("周 某", false),
        ("发给周某", true),
        ("发给ABC", true),
        ("给周某", false),
        ("周某(**某)", false),
    ];
    for (name, party) in rows {
        let case =
            Case::new(&["--me", "林某", "--other", "周某", "--alias", "周某=Ａbc", "--alias", "周某=ABC"]);
        let row = paid("out", name, "2023-05-01 10:00:00", "50.00", "T1");
        let path = file(case.room.path(), "账单.csv", &bill("林某", &[&row]));
        case.add(&[&path]);
        assert_eq!(case.list("transfers").len(), usize::from(party), "`{name}`");
        assert_eq!(case.list("links").len(), usize::from(party), "`{name}`");
    }
}

#[test]
fn an_alias_that_comes_later_counts_from_then_on() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let row = paid("out", "老周", "2023-05-01 10:00:00", "50.00", "T1");
    let path = file(case.room.path(), "账单.csv", &bill("林某", &[&row]));
    case.add(&[&path]);
    assert_eq!(case.listed("transfers", false), (vec![], 1));
    let before = case.list("custody").len();
    case.run("set", ["--alias", "周某=老周"]).json(0);
    assert!(case.list("custody").len() > before, "the alias is logged");
    case.run("link", [""; 0]).json(0);
    assert_eq!(case.list("transfers").len(), 1);
    assert_eq!(case.list("links").len(), 1);
}

#[test]
fn a_bill_of_nobody_known_is_taken_as_mine_and_said_so() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let row = paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1");
    let path = file(case.room.path(), "账单.csv", &bill("不认识", &[&row]));
    case.add(&[&path]);
    let codes: Vec<Value> = case.list("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&json!("bill-owner-unknown")), "{codes:?}");
    assert_eq!(case.list("transfers")[0]["direction"], "out");
}

#[test]
fn the_bill_of_the_other_side_is_turned() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows = [
        paid("in", "林某", "2023-05-01 10:00:30", "50.00", "T1"),
        paid("out", "林某", "2023-06-01 10:00:00", "20.00", "T2"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let chat = chat(&[
        "1|转账|林某|2023-05-01 10:00:00|+50.00",
        "2|转账|周某|2023-05-01 10:00:30|=50.00",
        "3|转账|周某|2023-06-01 10:00:01|+20.00",
    ]);
    let bill = file(case.room.path(), "对方账单.csv", &bill("周某", &rows));
    let chat = file(case.room.path(), "聊天.csv", &chat);
    case.add(&[&bill, &chat]);
    let directions: Vec<Value> = case.list("transfers").iter().map(|t| t["direction"].clone()).collect();
    assert_eq!(directions, ["out", "in"], "as I see it");
    for (transaction, message) in [("T1", "1"), ("T2", "3")] {
        let link = case.link_of(&id(transaction));
        assert_eq!((&link["basis"], &link["message_source_id"]), (&json!("card"), &json!(message)), "{link}");
        assert_eq!(link["verdict"], "within");
        assert!(link["reasons"].as_array().is_some_and(|r| !r.is_empty()), "{link}");
    }
    let codes: Vec<Value> = case.list("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(!codes.contains(&json!("bill-owner-unknown")), "{codes:?}");
}

#[test]
fn several_senders_make_a_group_and_it_counts_only_without_a_private_card() {
    let group = chat(&[
        "901|文本|周某|2023-05-01 09:59:00|大家好",
        "902|文本|陈默|2023-05-01 09:59:10|好",
        "903|转账|林某|2023-05-01 10:00:00|+50.00",
        "904|转账|林某|2023-06-01 10:00:00|+60.00",
    ]);
    let private = chat(&["1|文本|周某|2023-05-01 09:58:00|在吗", "2|转账|林某|2023-05-01 10:00:05|+50.00"]);
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows = [
        paid("out", "周某", "2023-06-01 10:00:00", "60.00", "T2"),
        paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let paths = [
        file(case.room.path(), "账单.csv", &bill("林某", &rows)),
        file(case.room.path(), "群.csv", &group),
        file(case.room.path(), "私聊.csv", &private),
    ];
    case.add(&[&paths[0], &paths[1], &paths[2]]);
    assert_eq!(
        case.link_of(&id("T1"))["message_source_id"],
        "2",
        "the private card, though the group's is nearer"
    );
    assert_eq!(case.link_of(&id("T2"))["message_source_id"], "904", "no private card");
}

#[test]
fn a_conversation_without_an_id_is_named_by_its_sender() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let path = file(
        case.room.path(),
        "随便.csv",
        &chat(&["1|文本|周某|2023-05-01 10:00:00|一", "2|文本|林某|2023-05-01 10:00:01|二"]),
    );
    case.add(&[&path]);
    let names: Vec<Value> = case.list("messages").iter().map(|m| m["conversation"].clone()).collect();
    assert_eq!(names, ["周某", "周某"]);
}

#[test]
fn names_may_be_anything() {
    for name in ["<b>周</b>", "\u{202e}某周", "😀", "周,某\"", "周'某; --"] {
        let case = Case::new(&["--me", "林某", "--other", name]);
        let messages = format!("1|文本|\"{}\"|2023-05-01 10:00:00|一", name.replace('"', "\"\""));
        let path = file(case.room.path(), "聊天.csv", &chat(&[&messages]));
        case.add(&[&path]);
        let items = case.list("messages");
        assert_eq!(items.len(), 1, "`{name}` is found");
        assert_eq!(items[0]["sender"], name);
        case.holds();
    }
}
