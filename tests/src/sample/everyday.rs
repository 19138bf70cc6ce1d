//! What else stands in the lender's bills: purchases, rent, friends, her own pockets. None of it belongs to the case.

use super::{bill::Row, digits};
use chrono::{Datelike, NaiveDate};

/// Shops: name, what is bought, from and up to how many fen.
const SHOPS: [(&str, &str, u64, u64); 6] = [
    ("晨光便利店", "购物", 600, 4_500),
    ("好再来面馆", "到店消费", 1_500, 3_800),
    ("市轨道交通", "乘车码", 200, 700),
    ("云朵咖啡", "饮品", 1_600, 3_600),
    ("绿叶生鲜超市", "购物", 2_000, 16_000),
    ("滨江电力公司", "电费", 8_000, 22_000),
];

/// Rows that stand for a kind or a trap each: (time, kind, counterparty, item, side, fen, method, status, note).
type Fixed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u64,
    &'static str,
    &'static str,
    &'static str,
);
const FIXED: &[Fixed] = &[
    ("2025-01-29 09:12:40", "微信红包", "表姐", "/", "收入", 20_000, "/", "已存入零钱", "/"),
    ("2025-01-29 09:30:05", "微信红包（群红包）", "发出群红包", "/", "支出", 10_000, "零钱", "支付成功", "/"),
    (
        "2025-02-20 08:30:11",
        "零钱提现",
        "招商银行(6021)",
        "/",
        "/",
        100_100,
        "招商银行(6021)",
        "提现已到账",
        "服务费¥1.00",
    ),
    ("2025-03-05 12:20:31", "转账", "李想", "转账备注:午饭钱", "收入", 300_000, "/", "已存入零钱", "/"),
    (
        "2025-04-12 20:01:15",
        "信用卡还款",
        "招商银行信用卡还款",
        "/",
        "/",
        235_640,
        "招商银行(6021)",
        "支付成功",
        "/",
    ),
    // A stranger repays the same sum in the same minutes as the borrower.
    ("2025-06-10 12:30:02", "转账", "小雨妈妈", "转账备注:还您的钱", "收入", 500_000, "/", "已存入零钱", "/"),
    // The same sum on the same evening to somebody else.
    ("2025-07-15 18:40:12", "转账", "李想", "转账备注:团建垫付", "支出", 600_000, "零钱", "对方已收钱", "/"),
    (
        "2025-08-08 21:15:46",
        "商户消费",
        "木棉家居",
        "四件套",
        "支出",
        26_800,
        "招商银行(6021)",
        "已全额退款",
        "/",
    ),
    (
        "2025-08-10 10:02:19",
        "木棉家居-退款",
        "木棉家居",
        "四件套",
        "收入",
        26_800,
        "招商银行(6021)",
        "已全额退款",
        "/",
    ),
    (
        "2025-09-30 17:45:00",
        "零钱充值",
        "招商银行(6021)",
        "/",
        "/",
        200_000,
        "招商银行(6021)",
        "充值完成",
        "/",
    ),
    (
        "2025-11-11 00:12:30",
        "商户消费",
        "一叶书店",
        "图书\"满减\"订单",
        "支出",
        12_840,
        "零钱通",
        "已退款(￥28.40)",
        "已优惠¥10.00",
    ),
    (
        "2025-11-15 09:08:12",
        "一叶书店-退款",
        "一叶书店",
        "图书",
        "收入",
        2_840,
        "零钱通",
        "已退款￥28.40",
        "/",
    ),
    ("2026-01-05 12:30:30", "转入零钱通-来自零钱", "/", "/", "/", 50_000, "零钱", "支付成功", "/"),
    ("2026-02-17 08:00:25", "微信红包", "表姐", "/", "收入", 20_000, "/", "已存入零钱", "/"),
];

/// All of them, in no order.
pub(super) fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = FIXED.iter().map(fixed).collect();
    let days = NaiveDate::from_ymd_opt(2025, 1, 1).into_iter().flat_map(|first| first.iter_days().take(455));
    for day in days {
        if day.day() == 5 {
            rows.push(rent(day));
        }
        if digits::between(&format!("{day}shop?"), 0, 10) < 3 {
            rows.push(purchase(day));
        }
    }
    rows
}

fn fixed(row: &Fixed) -> Row {
    let (at, kind, counterparty, item, side, fen, method, status, note) = *row;
    let mut made = Row {
        counterparty: counterparty.to_owned(),
        item: item.to_owned(),
        method: method.to_owned(),
        status: status.to_owned(),
        note: note.to_owned(),
        ..Row::new(at, kind, side, fen)
    };
    if kind.ends_with("-退款") {
        made.merchant.clear();
    } else if side != "支出" {
        made.merchant = "/".to_owned();
    }
    made
}

fn rent(day: NaiveDate) -> Row {
    Row {
        counterparty: "房东陈姐".to_owned(),
        item: format!("转账备注:{}月房租", day.month()),
        method: "招商银行(6021)".to_owned(),
        status: if day.year() == 2025 && day.month() < 4 { "朋友已收钱" } else { "对方已收钱" }.to_owned(),
        ..Row::new(&format!("{day} 09:0{}:{}", day.month() % 10, 10 + day.month()), "转账", "支出", 320_000)
    }
}

fn purchase(day: NaiveDate) -> Row {
    let draw = |what: &str, low, high| digits::between(&format!("{day}{what}"), low, high);
    let (shop, item, low, high) = SHOPS[draw("which", 0, SHOPS.len() as u64) as usize];
    let at =
        format!("{day} {:02}:{:02}:{:02}", draw("hour", 7, 22), draw("minute", 0, 60), draw("second", 0, 60));
    let scanned = draw("scanned", 0, 4) == 0;
    let (kind, item, status) = match scanned {
        true => ("扫二维码付款", "收款方备注:二维码收款", "已转账"),
        false => ("商户消费", item, "支付成功"),
    };
    Row {
        counterparty: shop.to_owned(),
        item: item.to_owned(),
        method: "零钱".to_owned(),
        status: status.to_owned(),
        ..Row::new(&at, kind, "支出", draw("money", low, high))
    }
}
