//! The words of the bill: every 收/支, 交易类型 and 当前状态 of the contract, and cells that say nothing.

use crate::paper::{bill, file};
use juzheng_tests::program::Run;
use serde_json::{Value, json};

/// The transfers of a bill of these rows, in the order of the file, and the codes of its findings.
fn read(rows: &[String]) -> (Vec<Value>, Vec<String>) {
    let room = tempfile::tempdir().expect("a temporary folder");
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let path = file(room.path(), "账单.csv", &bill("林某", &rows));
    let value = Run::of(["read", path.to_str().expect("a readable name"), "--json"]).json(0);
    let mut transfers = value["transfers"].as_array().expect("transfers").clone();
    transfers.sort_by_key(|t| t["origins"][0]["place"]["row"].as_u64());
    assert_eq!(transfers.len(), rows.len(), "every row counts");
    let findings = value["findings"].as_array().expect("findings");
    (transfers, findings.iter().map(|f| f["code"].as_str().unwrap_or_default().to_owned()).collect())
}

fn row(kind: &str, side: &str, status: &str, number: usize) -> String {
    format!("2023-05-01 10:00:00|{kind}|周某|/|{side}|10.00|零钱|{status}|T{number}|M{number}|/")
}

#[test]
fn every_state_has_its_status() {
    let completed = "支付成功 对方已收钱 朋友已收钱 已存入零钱 已转入零钱通 已收钱 已转账 已到账 提现已到账 充值完成 充值成功";
    let mut rows: Vec<(&str, &str, Value)> =
        completed.split(' ').map(|s| (s, "completed", Value::Null)).collect();
    rows.extend(["对方已退还", "已全额退款", "过期已退还"].map(|s| (s, "returned", Value::Null)));
    rows.extend(
        ["已退款(￥9.10)", "已退款￥9.10", "已退款(¥9.10)"].map(|s| (s, "partly-returned", json!(910))),
    );
    rows.extend(["提现失败，已退回零钱", "已关闭", "交易关闭"].map(|s| (s, "failed", Value::Null)));
    rows.extend(["还款成功", "/", "新状态"].map(|s| (s, "unknown", Value::Null)));
    let lines: Vec<String> = rows.iter().enumerate().map(|(n, r)| row("转账", "支出", r.0, n)).collect();
    let (transfers, codes) = read(&lines);
    for (transfer, (text, status, returned)) in transfers.iter().zip(&rows) {
        assert_eq!(transfer["status"], *status, "{text}");
        assert_eq!(transfer["status_text"], *text);
        assert_eq!(transfer["returned_fen"], *returned, "{text}");
    }
    assert!(codes.contains(&"status-unknown".to_owned()), "{codes:?}");
    let (_, codes) = read(&lines[..20]);
    assert!(!codes.contains(&"status-unknown".to_owned()), "{codes:?}");
    for status in ["已全额退款", "已退款￥9.10", "对方已退还"] {
        let (transfers, _) = read(&[row("转账-退款", "收入", status, 1)]);
        assert_eq!(transfers[0]["status"], "completed", "of a returning row, {status}");
        assert_eq!(transfers[0]["kind"], "refund");
    }
}

#[test]
fn every_type_has_its_kind() {
    let rows = [
        ("转账", "transfer", true),
        ("转账-退款", "refund", true),
        ("某咖啡店-退款", "refund", true),
        ("微信红包-退款", "refund", true),
        ("企业微信红包-退款", "refund", true),
        ("微信红包", "red-packet", true),
        ("微信红包（单发）", "red-packet", true),
        ("微信红包（群红包）", "red-packet", true),
        ("企业微信红包", "red-packet", true),
        ("二维码收款", "qr", true),
        ("扫二维码付款", "qr", true),
        ("赞赏码", "qr", true),
        ("群收款", "group", true),
        ("零钱提现", "withdrawal", true),
        ("零钱通转出-到零钱", "withdrawal", true),
        ("零钱通转出-到中国银行(1234)", "withdrawal", true),
        ("零钱充值", "top-up", true),
        ("转入零钱通-来自零钱", "top-up", true),
        ("商户消费", "purchase", true),
        ("亲属卡交易", "purchase", true),
        ("分分捐", "purchase", true),
        ("信用卡还款", "other", true),
        ("购买理财通", "other", true),
        ("量子转账", "other", false),
    ];
    for (number, (text, kind, known)) in rows.into_iter().enumerate() {
        let (transfers, codes) = read(&[row(text, "支出", "支付成功", number)]);
        assert_eq!(transfers[0]["kind"], kind, "{text}");
        assert_eq!(transfers[0]["type_text"], text);
        assert_eq!(!codes.contains(&"type-unknown".to_owned()), known, "{text}: {codes:?}");
    }
}

#[test]
fn every_side_has_its_direction() {
    let rows = [
        ("支出", json!("out")),
        ("收入", json!("in")),
        ("/", json!("neutral")),
        ("不计收支", json!("neutral")),
        ("其他", json!("neutral")),
        ("中性交易", json!("neutral")),
        ("", Value::Null),
        ("转出", Value::Null),
    ];
    for (side, direction) in rows {
        let (transfers, codes) = read(&[row("转账", side, "支付成功", 1)]);
        assert_eq!(transfers[0]["direction"], direction, "`{side}`");
        assert_eq!(codes.contains(&"row-unreadable".to_owned()), direction.is_null(), "`{side}`: {codes:?}");
    }
}

#[test]
fn cells_that_say_nothing_are_null_and_others_are_trimmed() {
    let rows = [
        "2023-05-01 10:00:00|转账|/|转账备注:微信转账|支出|10.00|/|支付成功|T1|/|/",
        "2023-05-01 10:00:00|转账|  周某 |转账备注:借款|支出|10.00|零钱|支付成功|T2|M2|服务费¥0.10",
        "2023-05-01 10:00:00|转账||转账备注:|支出|10.00|零钱|支付成功|T3|M3|",
        "2023-05-01 10:00:00|转账|周某|转账备注:借\"款\",一年|支出|10.00|零钱|支付成功|T4|M4|/",
    ];
    let (transfers, _) = read(&rows.map(str::to_owned));
    let fields = ["counterparty", "memo", "method", "merchant_id", "note"];
    let shown: Vec<Vec<Value>> =
        transfers.iter().map(|t| fields.iter().map(|field| t[*field].clone()).collect()).collect();
    assert_eq!(shown[0], vec![Value::Null; 5]);
    let m2 = crate::paper::id("M2");
    assert_eq!(shown[1], ["周某", "借款", "零钱", m2.as_str(), "服务费¥0.10"].map(|t| json!(t)));
    assert_eq!((&shown[2][0], &shown[2][1], &shown[2][4]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(shown[3][1], "借\"款\",一年");
}

#[test]
fn a_minute_is_a_span_of_sixty_seconds() {
    let sample = juzheng_tests::program::sample("flows/wechat-csv-resaved-gb18030-thousands.csv");
    let value = Run::of(["read", sample.to_str().expect("a readable name"), "--json"]).json(0);
    let transfers = value["transfers"].as_array().expect("transfers");
    for transfer in transfers {
        let end = |key: &str| transfer["when"][key].as_str().unwrap_or_default().to_owned();
        assert_eq!((&end("earliest")[17..19], &end("latest")[17..19]), ("00", "59"), "{transfer}");
        assert_eq!(end("earliest")[..16], end("latest")[..16]);
    }
    let codes: Vec<_> =
        value["findings"].as_array().expect("findings").iter().map(|f| f["code"].clone()).collect();
    assert!(codes.contains(&json!("seconds-lost")), "{codes:?}");
}

#[test]
fn what_a_broken_row_does_not_say_is_null() {
    let rows = [
        ("not a time|转账|周某|/|支出|10.00|零钱|支付成功|T1|M1|/", "when"),
        ("2023-02-30 10:00:00|转账|周某|/|支出|10.00|零钱|支付成功|T1|M1|/", "when"),
        ("2023-05-01 10:00:00|转账|周某|/|支出|ten|零钱|支付成功|T1|M1|/", "amount_fen"),
        ("2023-05-01 10:00:00|转账|周某|/|支出||零钱|支付成功|T1|M1|/", "amount_fen"),
        ("2023-05-01 10:00:00|转账|周某|/|支出|10.001|零钱|支付成功|T1|M1|/", "amount_fen"),
        ("2023-05-01 10:00:00|转账|周某|/|支出|99999999999999999999.00|零钱|支付成功|T1|M1|/", "amount_fen"),
        ("2023-05-01 10:00:00|转账|周某|/|支出|NaN|零钱|支付成功|T1|M1|/", "amount_fen"),
        ("2023-05-01 10:00:00|转账|周某|/|支出|1e3|零钱|支付成功|T1|M1|/", "amount_fen"),
    ];
    for (row, field) in rows {
        let (transfers, codes) = read(&[row.to_owned()]);
        assert_eq!(transfers[0][field], Value::Null, "{row}");
        assert!(codes.contains(&"row-unreadable".to_owned()), "{row}: {codes:?}");
    }
}

#[test]
fn damaged_and_repeated_ids_are_said() {
    let rows = [("1.00005E+35", "id-damaged"), ("T1", "id-repeated")];
    for (transaction, code) in rows {
        let row = |second: u8| {
            format!("2023-05-01 10:00:0{second}|转账|周某|/|支出|10.00|零钱|支付成功|{transaction}|/|/")
        };
        let (_, codes) = read(&[row(1), row(0)]);
        assert!(codes.contains(&code.to_owned()), "{transaction}: {codes:?}");
    }
    let outside = "2019-05-01 10:00:00|转账|周某|/|支出|10.00|零钱|支付成功|T1|M1|/".to_owned();
    assert!(read(&[outside]).1.contains(&"row-outside-period".to_owned()));
}
