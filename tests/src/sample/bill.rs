//! The lender's bills: what passed between the two among everything else that she paid, newest first, with a preamble
//! that adds up.

use super::{
    digits, everyday,
    payment::{PAYMENTS, Payment, Person, Way},
};

/// The columns of every bill since 2018.
pub(super) const HEADER: [&str; 11] = [
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
];

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) counterparty: String,
    pub(super) item: String,
    pub(super) side: &'static str,
    pub(super) fen: u64,
    pub(super) method: String,
    pub(super) status: String,
    pub(super) transaction: String,
    pub(super) merchant: String,
    pub(super) note: String,
}

impl Row {
    /// A row of which time, kind and money are known; the ids follow from them, the rest is nothing.
    pub(super) fn new(at: &str, kind: &str, side: &'static str, fen: u64) -> Row {
        let slash = || "/".to_owned();
        let day = at[2..10].replace('-', "");
        let mark = format!("{at}{kind}{fen}");
        Row {
            at: at.to_owned(),
            kind: kind.to_owned(),
            counterparty: slash(),
            item: slash(),
            side,
            fen,
            method: slash(),
            status: slash(),
            transaction: format!("42000026{day}{}", digits::of(&mark, 14)),
            merchant: format!("1{day}{}", digits::of(&format!("{mark}merchant"), 15)),
            note: slash(),
        }
    }
}

/// A bill: the wording of its time, its period, its rows.
pub(super) struct Bill {
    period: (&'static str, &'static str),
    exported: &'static str,
    /// As the preamble gives it.
    scope: &'static str,
    notes: &'static [&'static str],
    pub(super) rows: Vec<Row>,
}

impl Bill {
    /// January to March 2025, in the wording of the CSV of those years.
    pub(super) fn early() -> Bill {
        let period = ("2025-01-01 00:00:00", "2025-03-31 23:59:59");
        let notes = &[
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
            "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
            "3. 本明细仅供个人对账使用",
        ];
        let rows = rows(period, "阿周", "朋友已收钱");
        Bill { period, exported: "2025-04-01 10:00:00", scope: "全部", notes, rows }
    }

    /// April 2025 to March 2026, in the wording of the workbook since March 2026; the borrower goes by a new name.
    pub(super) fn later() -> Bill {
        let period = ("2025-04-01 00:00:00", "2026-03-31 23:59:59");
        let notes = &[
            "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
            "2. 若交易记录明细无有效内容，则代表该时间段内此微信号无交易",
            "3. 本明细仅供个人对账使用",
            "4. 本账单中所有时间均为UTC+08:00时间",
        ];
        let rows = rows(period, "航向未来", "对方已收钱");
        Bill { period, exported: "2026-04-02 10:21:33", scope: "全部账单", notes, rows }
    }

    /// The lines above the header, in their order; the empty ones are there.
    pub(super) fn preamble(&self) -> Vec<String> {
        let sum = |name: &str, side: &str| {
            let of_side = || self.rows.iter().filter(|row| row.side == side);
            format!("{name}：{}笔 {}元", of_side().count(), yuan(of_side().map(|row| row.fen).sum()))
        };
        let mut lines = vec![
            "微信支付账单明细".to_owned(),
            "微信昵称：[晓晓不加糖]".to_owned(),
            format!("起始时间：[{}] 终止时间：[{}]", self.period.0, self.period.1),
            format!("导出类型：[{}]", self.scope),
            format!("导出时间：[{}]", self.exported),
            String::new(),
            format!("共{}笔记录", self.rows.len()),
            sum("收入", "收入"),
            sum("支出", "支出"),
            sum("中性交易", "/"),
            "注：".to_owned(),
        ];
        lines.extend(self.notes.iter().map(|note| (*note).to_owned()));
        lines.push(String::new());
        lines.push("----------------------微信支付账单明细列表--------------------".to_owned());
        lines
    }

    /// The CSV of the years up to 2025: byte order mark, CRLF, a tab behind every id.
    pub(super) fn csv(&self) -> String {
        let mut out = String::from("\u{feff}");
        for line in self.preamble() {
            out += &format!("{line},,,,,,,,\r\n");
        }
        out += &format!("{}\r\n", HEADER.join(","));
        for row in &self.rows {
            let Row { at, kind, counterparty, item, side, fen, method, status, transaction, merchant, note } =
                row;
            let money = yuan(*fen);
            out += &format!("{at},{kind},{counterparty},\"{item}\",{side},¥{money},{method},{status},");
            out += &format!("{transaction}\t,{merchant}\t,\"{note}\"\r\n");
        }
        out
    }
}

/// Everything within the period, newest first.
fn rows(period: (&str, &str), borrower: &str, accepted: &str) -> Vec<Row> {
    let mut rows = everyday::rows();
    rows.extend(PAYMENTS.iter().flat_map(|payment| of(payment, borrower, accepted)));
    rows.retain(|row| period.0 <= row.at.as_str() && row.at.as_str() <= period.1);
    rows.sort_by(|a, b| b.at.cmp(&a.at));
    rows
}

/// The row of a payment, and the returning row where it was sent back.
fn of(payment: &Payment, borrower: &str, accepted: &str) -> Vec<Row> {
    let Some(at) = payment.billed else { return Vec::new() };
    let outgoing = payment.from == Person::Lender;
    let (kind, item, counterparty, status) = words(payment, borrower, accepted);
    let mut row = Row::new(at, kind, if outgoing { "支出" } else { "收入" }, payment.fen);
    let day = at[..10].replace('-', "");
    let number = digits::of(&format!("{at}transfer"), 26);
    let family = if payment.way == Way::RedPacket { "1000039" } else { "1000050" };
    row.transaction = format!("{family}001{}{}", &day[2..], &number[..20]);
    row.merchant = if outgoing { format!("{family}001{day}{}", &number[..13]) } else { "/".to_owned() };
    row.method = if outgoing { "零钱".to_owned() } else { "/".to_owned() };
    (row.item, row.counterparty, row.status) = (item, counterparty, status.to_owned());
    let back = payment.returned.map(|at| Row {
        item: row.item.clone(),
        method: "零钱".to_owned(),
        status: "已全额退款".to_owned(),
        transaction: row.merchant.clone(),
        merchant: String::new(),
        ..Row::new(at, "转账-退款", "收入", payment.fen)
    });
    std::iter::once(row).chain(back).collect()
}

/// 交易类型, 商品, 交易对方 and 当前状态.
fn words<'a>(
    payment: &Payment,
    borrower: &str,
    accepted: &'a str,
) -> (&'static str, String, String, &'a str) {
    let slash = || "/".to_owned();
    let name = borrower.to_owned();
    let memo = if payment.memo.is_empty() { "微信转账" } else { payment.memo };
    match (payment.way, payment.from) {
        (Way::Transfer, Person::Lender) => {
            let status = if payment.returned.is_some() { "对方已退还" } else { accepted };
            ("转账", format!("转账备注:{memo}"), name, status)
        }
        (Way::Transfer, Person::Borrower) => ("转账", format!("转账备注:{memo}"), name, "已存入零钱"),
        (Way::RedPacket, Person::Lender) => ("微信红包（单发）", slash(), format!("发给{name}"), "支付成功"),
        (Way::RedPacket, Person::Borrower) => ("微信红包", slash(), name, "已存入零钱"),
        (Way::QrCode, _) => {
            let item = format!("收款方备注:二维码收款付款方留言:{}", payment.memo);
            ("二维码收款", item, name, "已收钱")
        }
        (Way::GroupBill, _) => ("群收款", slash(), name, "支付成功"),
    }
}

/// `1234.50`.
pub(super) fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}
