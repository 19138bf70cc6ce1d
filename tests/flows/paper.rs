//! Bills and chats for the tests, a row each as text: `|` parts the cells.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// 交易单号 and 商户单号 of the tests: `T1`, `M1` and the like stand for ids of the right length.
pub(crate) fn id(short: &str) -> String {
    let number = |text: &str| text.parse::<u64>().ok();
    match (short.strip_prefix('T').and_then(number), short.strip_prefix('M').and_then(number)) {
        (Some(n), _) => format!("1000050001230501{n:020}"),
        (_, Some(n)) => format!("100005000120230501{n:013}"),
        _ => short.to_owned(),
    }
}

/// A WeChat bill with a right preamble. A row is
/// `time|type|counterparty|goods|direction|yuan|method|status|transaction id|merchant id|note`.
pub(crate) fn bill(owner: &str, rows: &[&str]) -> Vec<u8> {
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
    let sums = |which: &[&str]| {
        let of: Vec<_> = cells.iter().filter(|row| which.contains(&row[4])).collect();
        let fen: i64 = of.iter().map(|row| row[5].replace('.', "").parse::<i64>().unwrap_or(0)).sum();
        format!("{}笔 {}.{:02}元", of.len(), fen / 100, fen % 100)
    };
    let (income, expense) = (sums(&["收入"]), sums(&["支出"]));
    let neutral = sums(&["/", "不计收支", "其他", "中性交易"]);
    let head = [
        "\u{feff}微信支付账单明细".to_owned(),
        format!("微信昵称：[{owner}]"),
        "起始时间：[2023-01-01 00:00:00] 终止时间：[2025-12-31 23:59:59]".to_owned(),
        "导出类型：[全部]".to_owned(),
        "导出时间：[2026-01-01 10:00:00]".to_owned(),
        String::new(),
        format!("共{}笔记录", rows.len()),
        format!("收入：{income}"),
        format!("支出：{expense}"),
        format!("中性交易：{neutral}"),
        "注：".to_owned(),
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易".to_owned(),
        "2. 本明细仅展示当前账单中的交易，不包括已删除的记录".to_owned(),
        "3. 本明细仅供个人对账使用".to_owned(),
        String::new(),
        "----------------------微信支付账单明细列表--------------------".to_owned(),
    ];
    let mut text: String = head.iter().map(|line| format!("{line},,,,,,,,\r\n")).collect();
    text += "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\r\n";
    for row in &cells {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = [
            row[0].to_owned(),
            row[1].to_owned(),
            row[2].to_owned(),
            quoted(row[3]),
            row[4].to_owned(),
            format!("¥{}", row[5]),
            row[6].to_owned(),
            row[7].to_owned(),
            format!("{}\t", id(row[8])),
            format!("{}\t", id(row[9])),
            quoted(row[10]),
        ];
        text += &line.join(",");
        text += "\r\n";
    }
    text.into_bytes()
}

/// The row of a transfer: direction, name, time, yuan and 交易单号; the rest as it mostly is.
pub(crate) fn paid(direction: &str, name: &str, time: &str, yuan: &str, transaction: &str) -> String {
    let (side, method, status, merchant) = match direction {
        "out" => ("支出", "零钱", "对方已收钱", transaction.replace('T', "M")),
        _ => ("收入", "/", "已存入零钱", "/".to_owned()),
    };
    format!("{time}|转账|{name}|转账备注:借款|{side}|{yuan}|{method}|{status}|{transaction}|{merchant}|/")
}

/// A chat of LC044 v3 with 周某. A row is `id|kind|sender|time|text`; the text `+5000.00` of a 转账 is a sent
/// card, `=5000.00` its receipt.
pub(crate) fn chat(rows: &[&str]) -> Vec<u8> {
    let mut text = "\u{feff}消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n".to_owned();
    for row in rows {
        let cells: Vec<&str> = row.splitn(5, '|').collect();
        let content = match (cells[1], cells[4].split_at_checked(1)) {
            ("转账", Some(("+", yuan))) => format!("【发起转账】:￥{yuan}\n备注: \n"),
            ("转账", Some(("=", yuan))) => format!("【已收款】:￥{yuan}\n备注: \n"),
            _ => cells[4].to_owned(),
        };
        let content = content.replace('"', "\"\"");
        text += &format!("{},{},{},{},\"{content}\",,,more\r\n", cells[0], cells[1], cells[2], cells[3]);
    }
    text.into_bytes()
}

/// Writes a file into a folder.
pub(crate) fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the temporary folder is writable");
    path
}

/// The arguments that name me and the other side of the sample chats.
pub(crate) const PARTIES: [&str; 10] = [
    "--me",
    "林某",
    "--other",
    "周某",
    "--alias",
    "周某=阿周",
    "--alias",
    "周某=wxid_borrower000002",
    "--alias",
    "林某=wxid_lender0000001",
];

/// My bill beside the sample chats: a loan, a repayment billed at acceptance, an expired transfer with its return, a
/// red packet, and two rows that concern nobody.
pub(crate) const LOAN: [&str; 7] = [
    "2024-02-10 00:30:40|微信红包|周某|/|收入|88.88|/|已存入零钱|T4|M4|/",
    "2024-01-03 09:00:03|转账-退款|/|转账备注:微信转账|收入|180.00|零钱|已全额退款|M3||/",
    "2024-01-02 09:00:01|转账|周某|转账备注:微信转账|支出|180.00|零钱|对方已退还|T3|M3|/",
    "2024-01-01 00:00:20|转账|阿周|转账备注:先还两千|收入|2000.00|/|已存入零钱|T2|/|/",
    "2023-07-01 12:00:00|转账|陈默|转账备注:借款|支出|50000.00|零钱|对方已收钱|T5|M5|/",
    "2023-06-01 12:00:00|商户消费|城南便利店|日用品|支出|23.50|零钱|支付成功|T6|M6|/",
    "2023-05-01 14:35:38|转账|周某|转账备注:借款|支出|50000.00|零钱|对方已收钱|T1|M1|/",
];

/// A message of the other side that is near nothing, from which a chat of LC044 v3 has its name.
pub(crate) const EARLIER: &str = "9|文本|周某|2022-12-01 09:00:00|在吗";
