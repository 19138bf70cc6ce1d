//! Settings: the threshold, the offset, and a clock shift that is found, then settled by the user.

use crate::paper::{EARLIER, bill, chat, file, id, paid};
use juzheng_tests::program::Case;
use serde_json::{Value, json};

const NOTHING: [&str; 0] = [];

fn one_pair(new: &[&str]) -> Case {
    let all: Vec<&str> = ["--me", "林某", "--other", "周某"].iter().chain(new).copied().collect();
    let case = Case::new(&all);
    let row = paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1");
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &[&row]));
    let chat =
        file(case.room.path(), "聊天.csv", &chat(&[EARLIER, "1|转账|林某|2023-05-01 10:15:01|+50.00"]));
    case.add(&[&bill, &chat]);
    case
}

fn verdict(case: &Case) -> Value {
    case.link_of(&id("T1"))["verdict"].clone()
}

#[test]
fn the_threshold_of_the_case_decides() {
    assert_eq!(verdict(&one_pair(&[])), "over");
    assert_eq!(verdict(&one_pair(&["--threshold-minutes", "16"])), "within");
    let case = one_pair(&[]);
    let before = case.list("custody").len();
    for (minutes, want) in [("16", "within"), ("1", "over"), ("15", "over"), ("60", "within")] {
        case.run("set", ["--threshold-minutes", minutes]).json(0);
        case.run("link", NOTHING).json(0);
        assert_eq!(verdict(&case), want, "{minutes} minutes");
    }
    case.holds();
    assert!(case.list("custody").len() >= before + 4, "each setting is logged");
}

#[test]
fn the_offset_of_the_case_reads_times_without_a_zone() {
    let case = one_pair(&["--offset", "+09:00"]);
    let message = |case: &Case| case.list("messages").pop().expect("the card");
    assert_eq!(message(&case)["when"]["earliest"], "2023-05-01T10:15:01+09:00");
    assert_eq!(message(&case)["when"]["zone"], "assumed");
    let link = case.link_of(&id("T1"));
    assert_eq!(
        (&link["gap"]["min_s"], &link["order"]),
        (&json!(2_699), &json!("before")),
        "the bill is +08:00: {link}"
    );
    case.run("set", ["--offset", "+08:00"]).json(0);
    case.run("link", NOTHING).json(0);
    assert_eq!(case.link_of(&id("T1"))["gap"]["min_s"], 901);
    assert_eq!(message(&case)["when"]["earliest"], "2023-05-01T10:15:01+08:00");
}

/// Payments on the first of each month; the chat's clock runs `hours` ahead.
fn shifted(count: u32, hours: i64) -> (Case, String) {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows: Vec<String> = (1..=count)
        .rev()
        .map(|n| {
            paid("out", "周某", &format!("2023-{n:02}-01 10:00:00"), &format!("{n}00.00"), &format!("T{n}"))
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let hour = 10 + hours;
    let messages: Vec<String> = (1..=count)
        .map(|n| format!("{n}|转账|林某|2023-{n:02}-01 {hour:02}:00:0{}|+{n}00.00", n % 5))
        .collect();
    let messages: Vec<&str> = [EARLIER].into_iter().chain(messages.iter().map(String::as_str)).collect();
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &rows));
    let chat = file(case.room.path(), "聊天.csv", &chat(&messages));
    case.add(&[&bill]);
    let added = case.add(&[&chat]);
    let artifact = added["files"][0]["artifact"]["id"].as_str().expect("an id").to_owned();
    (case, artifact)
}

fn shift_findings(case: &Case) -> usize {
    case.list("findings").iter().filter(|f| f["code"] == "clock-shift").count()
}

#[test]
fn a_constant_shift_is_found_once_and_settled_by_the_user() {
    for hours in [8, -8] {
        let (case, artifact) = shifted(6, hours);
        assert_eq!(shift_findings(&case), 1, "{hours} hours");
        for link in case.list("links") {
            let shift = link["shift_s"].as_i64().expect("a shift");
            assert!((shift - hours * 3_600).abs() <= 30, "{link}");
            assert_eq!(
                (&link["verdict"], &link["basis"]),
                (&json!("undetermined"), &json!("card")),
                "{link}"
            );
        }
        let gaps = case.list("findings").iter().filter(|f| f["code"] == "gap-over").count();
        assert_eq!(gaps, 0, "not as a thousand gaps");
        case.run("set", [format!("--shift={artifact}={}", -hours * 3_600)]).json(0);
        case.run("link", NOTHING).json(0);
        assert_eq!(shift_findings(&case), 0, "{hours} hours, settled");
        for link in case.list("links") {
            assert_eq!((&link["verdict"], &link["shift_s"]), (&json!("within"), &Value::Null), "{link}");
            assert!(link["gap"]["max_s"].as_i64().is_some_and(|s| s <= 5), "{link}");
        }
        case.holds();
    }
}

#[test]
fn four_pairs_or_a_shift_within_the_threshold_are_no_shift() {
    let (few, _) = shifted(4, 8);
    assert_eq!(shift_findings(&few), 0);
    assert!(few.list("links").iter().all(|link| link["verdict"] == "over" && link["shift_s"].is_null()));
    let (none, _) = shifted(6, 0);
    assert_eq!(shift_findings(&none), 0);
    assert!(none.list("links").iter().all(|link| link["verdict"] == "within" && link["shift_s"].is_null()));
}
