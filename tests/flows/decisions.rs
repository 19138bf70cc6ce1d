//! The user's decisions: confirm, reject, relink, correct, note, undo; they survive linking anew and further files.

use crate::paper::{LOAN, PARTIES, bill, file, id, paid};
use juzheng_tests::program::{Case, sample};
use serde_json::{Value, json};

const NOTHING: [&str; 0] = [];

fn loan_case() -> Case {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&bill, &sample("flows/chat-lc044-v3.csv")]);
    case
}

fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_else(|| panic!("`{key}` is text: {of}"))
}

/// The message with this source id.
fn message(case: &Case, source: &str) -> Value {
    let found = case.list("messages").into_iter().find(|m| m["source_id"] == source);
    found.unwrap_or_else(|| panic!("no message `{source}`"))
}

/// Links anew and adds further files: what was decided stays.
fn shake(case: &Case) {
    case.run("link", NOTHING).json(0);
    let more = [paid("out", "周某", "2023-08-01 10:00:00", "70.00", "T77")];
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let more = file(case.room.path(), "又一份.csv", &bill("林某", &more));
    case.add(&[&more, &sample("flows/chat-pywxdump.csv")]);
    case.run("link", NOTHING).json(0);
    case.holds();
}

#[test]
fn confirming_and_rejecting_stays() {
    for (verb, word) in [("confirm", "confirmed"), ("reject", "rejected")] {
        let case = loan_case();
        let link = case.link_of(&id("T1"));
        case.run(verb, [text(&link, "id")]).json(0);
        assert_eq!(case.link_of(&id("T1"))["decided"], word);
        assert_eq!(case.link_of(&id("T2"))["decided"], "proposed", "the others are not touched");
        shake(&case);
        assert_eq!(case.link_of(&id("T1"))["decided"], word, "{verb} survives");
        assert_eq!(case.link_of(&id("T1"))["id"], link["id"]);
        if verb == "confirm" {
            assert_eq!(case.link_of(&id("T1"))["message"], link["message"]);
        }
        case.run("undo", NOTHING).json(0);
        assert_eq!(case.link_of(&id("T1"))["decided"], "proposed", "{verb} is undone");
    }
}

#[test]
fn relinking_names_the_message_and_stays() {
    let case = loan_case();
    let before = case.link_of(&id("T1"));
    let chosen = message(&case, "7000000000000000005");
    case.run("relink", [text(&before, "transfer"), text(&chosen, "id")]).json(0);
    let check = |case: &Case| {
        let link = case.link_of(&id("T1"));
        assert_eq!((&link["basis"], &link["message"]), (&json!("user"), &chosen["id"]), "{link}");
        assert_eq!(link["id"], before["id"]);
        assert_eq!(link["gap"], json!({"min_s":52,"max_s":52}), "{link}");
    };
    check(&case);
    shake(&case);
    check(&case);
    case.run("undo", NOTHING).json(0);
    assert_eq!(case.link_of(&id("T1"))["basis"], before["basis"]);
}

#[test]
fn a_card_that_the_user_took_is_free_for_nobody_else() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows = [
        paid("out", "周某", "2023-05-01 10:05:00", "50.00", "T2"),
        paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let chat =
        crate::paper::chat(&["1|转账|林某|2023-05-01 10:00:02|+50.00", "2|文本|周某|2023-05-01 10:06:00|好"]);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &rows));
    let chat = file(case.room.path(), "聊天.csv", &chat);
    case.add(&[&bill, &chat]);
    assert_eq!(case.link_of(&id("T1"))["basis"], "card");
    let second = case.link_of(&id("T2"));
    case.run("relink", [text(&second, "transfer"), text(&message(&case, "1"), "id")]).json(0);
    assert_eq!(case.link_of(&id("T2"))["basis"], "user");
    assert_ne!(case.link_of(&id("T1"))["basis"], "card", "the card is taken");
    let at_once = case.list("links");
    case.run("link", NOTHING).json(0);
    assert_eq!(case.list("links"), at_once, "the touched group equals everything anew");
}

#[test]
fn a_rejected_message_is_not_proposed_again() {
    let case = loan_case();
    let before = case.link_of(&id("T1"));
    case.run("reject", [text(&before, "id")]).json(0);
    let at_once = case.list("links");
    case.run("link", NOTHING).json(0);
    assert_eq!(case.list("links"), at_once);
    let link = case.link_of(&id("T1"));
    assert_eq!(link["decided"], "rejected", "{link}");
}

#[test]
fn a_correction_stands_beside_the_reading() {
    let case = loan_case();
    let transfer = case.list("transfers").into_iter().find(|t| t["transaction_id"] == id("T1").as_str());
    let transfer = transfer.expect("the loan");
    case.run("correct", [text(&transfer, "id"), "memo=借款五万"]).json(0);
    let now = |case: &Case| {
        let list = case.list("transfers");
        list.into_iter().find(|t| t["id"] == transfer["id"]).expect("the same transfer, under the same id")
    };
    assert_eq!(now(&case)["memo"], "借款五万");
    shake(&case);
    assert_eq!(now(&case)["memo"], "借款五万");
    case.run("undo", NOTHING).json(0);
    assert_eq!(now(&case)["memo"], transfer["memo"]);
    case.run("correct", [text(&transfer, "id"), "amount_fen=123"]).json(0);
    assert_eq!(now(&case)["amount_fen"], 123);
    assert_ne!(case.link_of(&id("T1"))["basis"], "card", "another sum has another card");
    case.run("undo", NOTHING).json(0);
    assert_eq!(case.link_of(&id("T1"))["basis"], "card");
}

#[test]
fn a_message_can_be_corrected_too() {
    let case = loan_case();
    let read = message(&case, "7000000000000000001");
    case.run("correct", [text(&read, "id"), "text=能不能借我5万"]).json(0);
    let list = case.list("messages");
    let now = list.iter().find(|m| m["id"] == read["id"]).expect("the same message");
    assert_eq!(now["text"], "能不能借我5万");
    case.holds();
}

#[test]
fn what_cannot_be_corrected_says_so() {
    let case = loan_case();
    let transfer = &case.list("transfers")[0];
    for pair in [
        "no_such_field=1",
        "amount_fen=much",
        "amount_fen=-1",
        "direction=up",
        "id=ffffffffffff",
        "when=soon",
    ] {
        let run = case.run("correct", [text(transfer, "id"), pair]);
        assert!([2, 3].contains(&run.status), "{run}");
    }
    assert_eq!(&case.list("transfers")[0], transfer);
}

#[test]
fn a_note_stays_with_its_link() {
    let case = loan_case();
    let link = case.link_of(&id("T3"));
    let words = "当晚手机没电\n<b>第二天</b>才看到 😀";
    case.run("note", [text(&link, "id"), words]).json(0);
    assert_eq!(case.link_of(&id("T3"))["note"], words);
    shake(&case);
    assert_eq!(case.link_of(&id("T3"))["note"], words);
    case.run("undo", NOTHING).json(0);
    assert_eq!(case.link_of(&id("T3"))["note"], Value::Null);
}

#[test]
fn undo_takes_back_one_decision_after_another() {
    let case = loan_case();
    let [one, two] = ["T1", "T2"].map(|t| text(&case.link_of(&id(t)), "id").to_owned());
    case.run("confirm", [&one]).json(0);
    case.run("reject", [&two]).json(0);
    case.run("note", [one.as_str(), "x"]).json(0);
    let state =
        || ["T1", "T2"].map(|t| case.link_of(&id(t))).map(|l| (l["decided"].clone(), l["note"].clone()));
    let all = [(json!("confirmed"), json!("x")), (json!("rejected"), Value::Null)];
    assert_eq!(state(), all);
    case.run("undo", NOTHING).json(0);
    assert_eq!(state(), [(json!("confirmed"), Value::Null), (json!("rejected"), Value::Null)]);
    case.run("undo", NOTHING).json(0);
    assert_eq!(state(), [(json!("confirmed"), Value::Null), (json!("proposed"), Value::Null)]);
    case.run("undo", NOTHING).json(0);
    assert_eq!(state(), [(json!("proposed"), Value::Null), (json!("proposed"), Value::Null)]);
    case.run("undo", NOTHING).error(3);
    case.holds();
}

#[test]
fn decisions_are_in_the_custody_chain() {
    let case = loan_case();
    let before = case.list("custody").len();
    let link = case.link_of(&id("T1"));
    case.run("confirm", [text(&link, "id")]).json(0);
    case.run("note", [text(&link, "id"), "x"]).json(0);
    case.run("undo", NOTHING).json(0);
    assert!(case.list("custody").len() >= before + 3, "three more entries: nothing is taken out again");
}

#[test]
fn relinking_to_a_receipt_never_makes_it_the_message() {
    let case = loan_case();
    let before = case.link_of(&id("T1"));
    let receipt = message(&case, "7000000000000000004");
    let run = case.run("relink", [text(&before, "transfer"), text(&receipt, "id")]);
    assert!([0, 3].contains(&run.status), "{run}");
    assert_ne!(case.link_of(&id("T1"))["message"], receipt["id"], "a link's message is never the receipt");
}

#[test]
fn relinking_to_a_message_of_somebody_else_takes_effect_or_is_refused() {
    let case = loan_case();
    let stranger = crate::paper::chat(&["901|文本|路人|2023-05-01 14:35:00|转了"]);
    let stranger = file(case.room.path(), "路人.csv", &stranger);
    case.add(&[&stranger]);
    let message =
        case.listed("messages", true).0.into_iter().find(|m| m["source_id"] == "901").expect("it is there");
    let (before, log) = (case.link_of(&id("T1")), case.list("custody").len());
    let run = case.run("relink", [text(&before, "transfer"), text(&message, "id")]);
    if run.status == 0 {
        assert_eq!(case.link_of(&id("T1"))["message"], message["id"], "what was decided shows: {run}");
    } else {
        run.error(3);
        assert_eq!(case.list("custody").len(), log, "what was refused is not logged");
    }
}
