//! Lists: their shapes, their order, what they leave out, and the text of messages.

use crate::paper::{LOAN, PARTIES, bill, chat, file, id, paid};
use crate::shape::{self, ARTIFACT, CUSTODY, FINDING, LINK, MESSAGE, TRANSFER};
use juzheng_tests::program::{Case, sample};
use serde_json::{Value, json};

fn loan_case() -> Case {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&bill, &sample("flows/chat-lc044-v3.csv")]);
    case
}

#[test]
fn every_list_has_the_shape_of_the_contract() {
    let case = loan_case();
    let rows: [(&str, &'static [(&str, shape::Form)]); 6] = [
        ("artifacts", ARTIFACT),
        ("messages", MESSAGE),
        ("transfers", TRANSFER),
        ("links", LINK),
        ("findings", FINDING),
        ("custody", CUSTODY),
    ];
    for (what, shape) in rows {
        for all in [false, true] {
            shape::check_all(&case.listed(what, all).0, shape);
        }
    }
}

#[test]
fn records_of_others_are_left_out_and_counted() {
    let case = loan_case();
    let strangers = "flows/wechat-csv-2018_2025Q1-bom-crlf.csv";
    case.add(&[&sample(strangers)]);
    let (items, left_out) = case.listed("transfers", false);
    let (all, none) = case.listed("transfers", true);
    assert_eq!(none, 0);
    assert_eq!(items.len() as u64 + left_out, all.len() as u64);
    // 16 rows of which one return folds, and 7 rows of which one return folds.
    assert_eq!(all.len(), 15 + 6);
    let names: Vec<_> = items.iter().map(|t| t["counterparty"].as_str().unwrap_or("-")).collect();
    assert_eq!(names, ["周某", "阿周", "周某", "周某"], "in the order of time");
    let links = case.listed("links", false);
    assert_eq!((links.0.len(), case.listed("links", true).0.len()), (4, 4), "no other record has a link");
}

#[test]
fn messages_of_conversations_of_nobody_are_left_out() {
    let case = Case::new(&PARTIES);
    let other = chat(&["901|文本|路人|2023-05-01 10:00:00|你好", "902|文本|林某|2023-05-01 10:01:00|你好"]);
    let other = file(case.room.path(), "路人.csv", &other);
    case.add(&[&sample("flows/chat-lc044-v3.csv"), &other]);
    let (items, left_out) = case.listed("messages", false);
    assert_eq!((items.len(), left_out), (16, 2));
    assert_eq!(case.listed("messages", true).0.len(), 18);
}

#[test]
fn items_stand_in_the_order_of_time() {
    let case = loan_case();
    case.add(&[&sample("flows/chat-pywxdump.csv"), &sample("flows/chat-chatlog.csv")]);
    for what in ["messages", "transfers"] {
        let items = case.listed(what, true).0;
        let times: Vec<_> = items.iter().filter_map(|item| item["when"]["earliest"].as_str()).collect();
        assert!(times.is_sorted(), "{what}: {times:?}");
    }
}

#[test]
fn undated_messages_stand_behind_the_dated_of_their_file() {
    let case = Case::new(&PARTIES);
    let rows = [
        "1|文本|周某|2023-05-01 10:00:00|一",
        "2|文本|周某||二",
        "3|文本|周某|2023-05-01 09:00:00|三",
        "4|文本|周某|昨天|四",
    ];
    let path = file(case.room.path(), "聊天.csv", &chat(&rows));
    case.add(&[&path]);
    let items = case.listed("messages", true).0;
    let texts: Vec<_> = items.iter().map(|m| m["text"].as_str().unwrap_or_default()).collect();
    assert_eq!(texts, ["三", "一", "二", "四"]);
    assert_eq!(items[2]["when"], Value::Null);
    assert_eq!(items[3]["when"], Value::Null, "undated stays undated");
}

#[test]
fn the_five_layouts_give_the_same_conversation() {
    for layout in ["lc044-v1.csv", "lc044-v3.csv", "pywxdump.csv", "chatlog.csv", "chatlog.json"] {
        let case = Case::new(&PARTIES);
        case.add(&[&sample(&format!("flows/chat-{layout}"))]);
        let (items, left_out) = case.listed("messages", false);
        assert_eq!((items.len(), left_out), (16, 0), "{layout}");
        let sides: Vec<_> = items.iter().map(|m| m["side"].as_str().unwrap_or_default()).collect();
        let want = "other me me other other other other other me me system other system system other me";
        assert_eq!(sides.join(" "), want, "{layout}");
        assert_eq!(items[0]["text"], "能不能借我5万，年底还", "{layout}");
        assert_eq!(items[0]["when"]["earliest"], "2023-05-01T14:32:10+08:00", "{layout}");
        assert_eq!(items[6]["text"], "先还你2000，剩下的过年再说\n手头紧", "{layout}: verbatim");
        assert_eq!(items[4]["text"], "收到，谢谢。\"今借到\"条我晚上拍给你", "{layout}");
        if layout == "lc044-v1.csv" {
            continue; // It keeps neither sums nor which card it is.
        }
        let cards: Vec<_> = items.iter().filter(|m| m["kind"] == "transfer").collect();
        let shown: Vec<_> = cards.iter().map(|m| (m["card"].clone(), m["amount_fen"].clone())).collect();
        let want = [
            ("sent", 5_000_000),
            ("receipt", 5_000_000),
            ("sent", 200_000),
            ("receipt", 200_000),
            ("sent", 18_000),
        ];
        assert_eq!(shown, want.map(|(card, fen)| (json!(card), json!(fen))), "{layout}");
    }
}

#[test]
fn rows_are_physical_lines_and_crlf_becomes_lf() {
    let case = Case::new(&PARTIES);
    let text = "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n\
        1,文本,周某,2023-05-01 10:00:00,\"一\r\n二\r\n\r\n三\",,,more\r\n\
        2,文本,林某,2023-05-01 10:00:01,四,,,more\r\n";
    let path = file(case.room.path(), "聊天.csv", text.as_bytes());
    case.add(&[&path]);
    let items = case.listed("messages", true).0;
    assert_eq!(items[0]["text"], "一\n二\n\n三");
    let rows: Vec<_> = items.iter().map(|m| m["origins"][0]["place"]["row"].clone()).collect();
    assert_eq!(rows, [2, 6]);
}

#[test]
fn text_stays_verbatim_whatever_it_is() {
    let texts = [
        "<script>alert(1)</script>",
        "\u{202e}反向\u{202c}",
        "😀👨‍👩‍👧‍👦",
        "  前后有空格  ",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE message; --",
        "\u{200b}零宽",
        "\t制表",
    ];
    let rows: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(n, t)| format!("{}|文本|周某|2023-05-01 10:00:{n:02}|{t}", n + 1))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = Case::new(&PARTIES);
    let path = file(case.room.path(), "聊天.csv", &chat(&rows));
    case.add(&[&path]);
    let got: Vec<Value> = case.listed("messages", true).0.iter().map(|m| m["text"].clone()).collect();
    assert_eq!(got, texts.map(|t| json!(t)));
    case.holds();
}

#[test]
fn findings_that_scripts_rely_on_are_there() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let rows = [
        "2023-06-01 10:00:00|转账|周某|转账备注:微信转账|支出|70.00|零钱|对方已收钱|T9|M9|/".to_owned(),
        paid("out", "周某", "2023-05-01 10:00:00", "50.00", "T1"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &rows));
    let chat = chat(&[
        "1|转账|林某|2023-05-01 11:00:00|+50.00",
        "2|转账|林某|2023-05-02 11:00:00|+60.00",
        "3|文本|周某|2023-05-03 11:00:00|嗯",
    ]);
    let chat = file(case.room.path(), "聊天.csv", &chat);
    case.add(&[&bill, &chat]);
    let findings = case.list("findings");
    for code in
        ["gap-over", "card-without-bill-row", "transfer-without-message", "memo-missing", "zone-assumed"]
    {
        assert!(findings.iter().any(|f| f["code"] == code), "`{code}` in {findings:?}");
    }
    let over = findings.iter().find(|f| f["code"] == "gap-over").expect("just found");
    let link = case.link_of(&id("T1"));
    let about = over["about"].as_array().expect("ids");
    assert!(about.contains(&link["id"]) || about.contains(&link["transfer"]), "{over}");
}
