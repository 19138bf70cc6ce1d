//! Writes the bill: a WeChat Pay CSV of the years 2018 to early 2025, whose preamble counts its rows rightly.

use super::{
    clock::{DAY, Wall},
    story::{ME, Row, RowKind},
};
use std::io::{self, Write};

/// Fen as yuan with two decimals.
pub(crate) struct Yuan(pub(crate) i64);

impl std::fmt::Display for Yuan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Which of the preamble's three sums a row counts to.
fn side(row: &Row) -> &'static str {
    match (row.kind, row.out) {
        (RowKind::Withdrawal, _) => "/",
        (_, true) => "支出",
        (_, false) => "收入",
    }
}

/// Writes the bill of `rows`, which are given oldest first, newest first.
///
/// # Errors
/// What `out` says.
pub fn write(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    preamble(rows, out)?;
    for row in rows.iter().rev() {
        let (kind, status) = match (row.kind, row.out) {
            (RowKind::Transfer, true) => ("转账", "对方已收钱"),
            (RowKind::Transfer, false) => ("转账", "已存入零钱"),
            (RowKind::Expired, _) => ("转账", "对方已退还"),
            (RowKind::Refund, _) => ("转账-退款", "已全额退款"),
            (RowKind::RedPacket, true) => ("微信红包（单发）", "支付成功"),
            (RowKind::RedPacket, false) => ("微信红包", "已存入零钱"),
            (RowKind::Purchase, _) => ("商户消费", "支付成功"),
            (RowKind::Withdrawal, _) => ("零钱提现", "提现已到账"),
        };
        let goods = match (row.kind, row.memo) {
            (RowKind::Transfer | RowKind::Expired | RowKind::Refund, "") => "转账备注:微信转账".to_owned(),
            (RowKind::Transfer | RowKind::Expired | RowKind::Refund, memo) => format!("转账备注:{memo}"),
            (RowKind::Purchase, _) => "日用品".to_owned(),
            _ => "/".to_owned(),
        };
        let method = if row.out || row.kind == RowKind::Refund { "零钱" } else { "/" };
        write!(out, "{},{kind},{},\"{}\",", Wall(row.time), row.counterparty, goods.replace('"', "\"\""))?;
        write!(out, "{},¥{},{method},{status},", side(row), Yuan(row.fen))?;
        write!(out, "{}\t,{}\t,\"/\"\r\n", row.transaction_id, row.merchant_id)?;
    }
    Ok(())
}

fn preamble(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let sum = |which: &str| -> (usize, Yuan) {
        let of = || rows.iter().filter(|row| side(row) == which);
        (of().count(), Yuan(of().map(|row| row.fen).sum()))
    };
    let ((received, income), (paid, expense), (moved, neutral)) = (sum("收入"), sum("支出"), sum("/"));
    let from = rows.first().map_or(0, |row| row.time).div_euclid(DAY) * DAY;
    let until = rows.last().map_or(0, |row| row.time).div_euclid(DAY) * DAY + DAY - 1;
    let lines = [
        "\u{feff}微信支付账单明细".to_owned(),
        format!("微信昵称：[{ME}]"),
        format!("起始时间：[{}] 终止时间：[{}]", Wall(from), Wall(until)),
        "导出类型：[全部]".to_owned(),
        format!("导出时间：[{}]", Wall(until + 36_000)),
        String::new(),
        format!("共{}笔记录", rows.len()),
        format!("收入：{received}笔 {income}元"),
        format!("支出：{paid}笔 {expense}元"),
        format!("中性交易：{moved}笔 {neutral}元"),
        "注：".to_owned(),
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易".to_owned(),
        "2. 本明细仅展示当前账单中的交易，不包括已删除的记录".to_owned(),
        "3. 本明细仅供个人对账使用".to_owned(),
        String::new(),
        "----------------------微信支付账单明细列表--------------------".to_owned(),
    ];
    for line in lines {
        write!(out, "{line},,,,,,,,\r\n")?;
    }
    out.write_all(
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\r\n"
            .as_bytes(),
    )
}
