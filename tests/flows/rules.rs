//! Rules for every command: one JSON document, exit statuses, errors, ids.

use crate::paper::{LOAN, PARTIES, bill, file};
use crate::shape::{self, CUSTODY};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::Value;
use std::ffi::OsString;

fn loan_case() -> Case {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&bill, &sample("flows/chat-lc044-v3.csv")]);
    case
}

#[test]
fn new_makes_a_case_and_never_twice() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let path = room.path().join("a b 案.juzheng");
    let path = path.to_str().expect("a readable name");
    let new = ["new", path, "--title", "T", "--me", "甲", "--me", "甲二", "--other", "乙", "--other", "丙"];
    let more = ["--alias", "乙=小乙", "--offset", "+08:00", "--threshold-minutes", "15"];
    let details = ["--party", "乙:phone=13800000000", "--party", "甲:address=某市", "--json"];
    let all: Vec<&str> = new.into_iter().chain(more).chain(details).collect();
    let made = Run::of(&all).json(0);
    assert_eq!(made["case"], path);
    assert!(made["id"].as_str().is_some_and(|id| id.len() >= 12), "{made}");
    let database = std::fs::read(room.path().join("a b 案.juzheng/case.sqlite")).expect("a database");
    Run::of(&all).error(3);
    let after = std::fs::read(room.path().join("a b 案.juzheng/case.sqlite")).expect("a database");
    assert!(database == after, "a case that is there is not touched");
}

#[test]
fn a_wrong_command_line_is_status_2() {
    let case = Case::new(&PARTIES);
    let path = case.path.to_str().expect("a readable name");
    let other = case.room.path().join("x.juzheng");
    let new = other.to_str().expect("a readable name");
    let rows: [&[&str]; 14] = [
        &[],
        &["sing"],
        &["new", new, "--me", "甲", "--other", "乙"],
        &["new", new, "--title", "T", "--me", "甲", "--other", "乙", "--offset", "8"],
        &["new", new, "--title", "T", "--me", "甲", "--other", "乙", "--threshold-minutes", "many"],
        &["new", new, "--title", "T", "--me", "甲", "--other", "乙", "--alias", "no-equals-sign"],
        &["add", path],
        &["list", path],
        &["list", path, "songs"],
        &["list", path, "links", "--unheard-of"],
        &["dossier", path],
        &["dossier", path, "--out", "x.pdf", "--date", "yesterday"],
        &["correct", path, "0123456789ab", "no-equals-sign"],
        &["relink", path, "0123456789ab"],
    ];
    for row in rows {
        let run = Run::of(row);
        assert_eq!(run.status, 2, "{run}");
        assert_eq!(run.stdout, "", "{run}");
        assert!(!run.stderr.is_empty(), "{run}");
    }
    assert!(!other.exists(), "nothing was made");
}

#[test]
fn what_cannot_be_done_is_status_3_and_changes_nothing() {
    let case = loan_case();
    let before = std::fs::read(case.database()).expect("a database");
    let none = case.room.path().join("none.juzheng");
    let none = none.to_str().expect("a readable name");
    let path = case.path.to_str().expect("a readable name");
    let out = case.room.path().join("no/such/folder/x.pdf");
    let out = out.to_str().expect("a readable name");
    let rows: [&[&str]; 13] = [
        &["list", none, "links"],
        &["link", none],
        &["add", none, "x"],
        &["verify", none],
        &["undo", none],
        &["set", none, "--threshold-minutes", "3"],
        &["read", "/no/such/file"],
        &["confirm", path, "ffffffffffff"],
        &["reject", path, "eeeeeeeeeeee"],
        &["relink", path, "ffffffffffff", "eeeeeeeeeeee"],
        &["correct", path, "ffffffffffff", "amount_fen=1"],
        &["set", path, "--shift", "ffffffffffff=60"],
        &["dossier", path, "--out", out, "--date", "2024-06-01"],
    ];
    for row in rows {
        let with_json: Vec<&str> = row.iter().copied().chain(["--json"]).collect();
        Run::of(with_json).error(3);
        let for_people = Run::of(row);
        assert_eq!(for_people.status, 3, "{for_people}");
        assert!(for_people.stdout.is_empty(), "words go to standard error: {for_people}");
        let lines = for_people.stderr.trim_end().lines().count();
        assert!(lines >= 2, "a sentence, then the hint on its own line: {for_people}");
    }
    case.holds();
    let after = std::fs::read(case.database()).expect("a database");
    let grown = case.list("custody").len();
    assert!(before.len() <= after.len() && grown > 0, "the case is still there");
    assert!(!std::path::Path::new(none).exists(), "nothing was made");
}

#[test]
fn an_error_changes_no_custody() {
    let case = loan_case();
    let before = case.list("custody");
    case.run("confirm", ["ffffffffffff"]).error(3);
    case.run("correct", ["ffffffffffff", "amount_fen=1"]).error(3);
    assert_eq!(case.list("custody"), before);
}

#[test]
fn findings_never_change_the_status() {
    let case = Case::new(&PARTIES);
    let rows = [
        "flows/wechat-csv-TAMPERED-amount-changed.csv",
        "flows/wechat-csv-TAMPERED-row-removed.csv",
        "flows/wechat-csv-resaved-gb18030-thousands.csv",
    ];
    for row in rows {
        let added = case.add(&[&sample(row)]);
        assert_eq!(added["files"][0]["status"], "added", "{added}");
        assert!(added["files"][0]["findings"].as_array().is_some_and(|f| !f.is_empty()), "{added}");
    }
}

#[test]
fn words_are_in_the_language_that_was_asked_for_and_json_is_the_same() {
    let case = loan_case();
    let run = |arguments: &[&str]| {
        let mut all: Vec<OsString> = vec!["list".into(), case.path.clone().into(), "links".into()];
        all.extend(arguments.iter().map(OsString::from));
        Run::of(all)
    };
    let (zh, en) = (run(&["--lang", "zh"]), run(&["--lang", "en"]));
    assert_eq!((zh.status, en.status), (0, 0), "{zh} {en}");
    assert_ne!(zh.stdout, en.stdout);
    let (zh, en) = (run(&["--json", "--lang", "zh"]), run(&["--json", "--lang", "en"]));
    let without_words = |run: &Run| -> Vec<Value> {
        let mut items = run.json(0)["items"].as_array().expect("items").clone();
        items.iter_mut().for_each(|item| item["reasons"] = Value::Null);
        items
    };
    assert_eq!(without_words(&zh), without_words(&en));
    assert_eq!(zh.stdout, en.stdout, "JSON is the same in both");
}

#[test]
fn ids_do_not_hang_on_the_order_of_adding() {
    let (one, two) = (Case::new(&PARTIES), Case::new(&PARTIES));
    let bill = file(one.room.path(), "账单.csv", &bill("林某", &LOAN));
    let chat = sample("flows/chat-lc044-v3.csv");
    let other_chat = sample("flows/chat-pywxdump.csv");
    one.add(&[&bill, &chat, &other_chat]);
    two.add(&[&other_chat]);
    two.add(&[&chat]);
    two.add(&[&bill]);
    for what in ["messages", "transfers", "links", "findings"] {
        assert_eq!(one.listed(what, true), two.listed(what, true), "{what}");
    }
    let undated = |case: &Case| -> Vec<Value> {
        let mut items = case.list("artifacts");
        items.iter_mut().for_each(|item| item["added_at"] = Value::Null);
        items
    };
    let sorted = |mut items: Vec<Value>| {
        items.sort_by_key(|item| item["id"].to_string());
        items
    };
    assert_eq!(sorted(undated(&one)), sorted(undated(&two)));
}

#[test]
fn any_unique_prefix_of_an_id_is_accepted() {
    let case = loan_case();
    let link = case.link_of(&crate::paper::id("T1"));
    let id = link["id"].as_str().expect("an id");
    for digits in [id.len(), 12, 8] {
        case.run("note", [&id[..digits], "x"]).json(0);
        assert_eq!(case.link_of(&crate::paper::id("T1"))["note"], "x");
        case.run("undo", [""; 0]).json(0);
        assert_eq!(case.link_of(&crate::paper::id("T1"))["note"], Value::Null);
    }
    let nothing = case.run("note", ["", "x"]);
    assert!([2, 3].contains(&nothing.status), "{nothing}");
}

#[test]
fn custody_is_a_chain_that_only_grows() {
    let case = loan_case();
    let before = case.list("custody");
    shape::check_all(&before, CUSTODY);
    case.run("set", ["--threshold-minutes", "20"]).json(0);
    case.run("link", [""; 0]).json(0);
    let after = case.list("custody");
    assert!(after.len() > before.len(), "setting is logged");
    assert_eq!(after[..before.len()], before[..], "what was there stays");
    for pair in after.windows(2) {
        assert_eq!(pair[1]["previous"], pair[0]["digest"], "{pair:?}");
        assert_eq!(pair[1]["seq"].as_u64(), pair[0]["seq"].as_u64().map(|seq| seq + 1), "{pair:?}");
    }
}
