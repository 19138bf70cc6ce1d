//! The chat as an export of the LC044 v3 layout: the script's words, and between them the cards of the transfers.

use super::{
    digits,
    payment::{PAYMENTS, Payment, Person, Way},
};

/// The name under which the lender keeps the borrower, and the one that he goes by.
const BORROWER: (&str, &str) = ("周航", "航向未来");

/// The lender's own nickname.
const LENDER: &str = "晓晓不加糖";

/// One message of the export.
struct Line {
    at: String,
    from: Option<Person>,
    kind: &'static str,
    text: String,
}

/// The whole file: with a byte order mark and CRLF, as the exporter writes it.
pub(super) fn csv() -> String {
    let mut lines: Vec<Line> = include_str!("talk.txt").lines().filter_map(spoken).collect();
    lines.extend(PAYMENTS.iter().flat_map(cards));
    lines.sort_by(|a, b| a.at.cmp(&b.at));
    let mut out = String::from("\u{feff}消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n");
    for (number, line) in lines.iter().enumerate() {
        let (sender, remark, nickname) = match line.from {
            Some(Person::Lender) => (LENDER, LENDER, LENDER),
            Some(Person::Borrower) => (BORROWER.0, BORROWER.0, BORROWER.1),
            None => ("", BORROWER.0, BORROWER.1),
        };
        let id = format!("{}{}", 4_100_000_000_000 + number * 7_919, digits::of(&line.at, 6));
        let Line { at, kind, text, .. } = line;
        out += &format!("{id},{kind},{sender},{at},{},{remark},{nickname},more\r\n", cell(text));
    }
    out
}

/// A line of the script: `date time who [kind]words`; comments and empty lines are none.
fn spoken(line: &str) -> Option<Line> {
    let mut parts = line.splitn(4, ' ');
    let (date, time, who, words) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let from = match who {
        "林" => Some(Person::Lender),
        "周" => Some(Person::Borrower),
        "系" => None,
        _ => return None,
    };
    let words = words.replace("\\n", "\n");
    let (kind, text) = match words.split_once(']') {
        _ if from.is_none() => ("系统消息", words),
        Some(("[图片", _)) => ("图片", "【图片】".to_owned()),
        Some(("[语音", said)) => ("语音", format!("【语音】{said}")),
        Some(("[红包", wish)) => ("红包", format!("【红包】: {wish}")),
        _ => ("文本", words),
    };
    Some(Line { at: format!("{date} {time}"), from, kind, text })
}

/// The cards that a payment leaves in the chat: sent by the payer, accepted or sent back by the payee.
fn cards(payment: &Payment) -> Vec<Line> {
    if payment.way != Way::Transfer {
        return Vec::new();
    }
    let payee = match payment.from {
        Person::Lender => Person::Borrower,
        Person::Borrower => Person::Lender,
    };
    let card = |at: Option<&str>, from, state, memo| {
        let text = format!("【{state}】:￥{}.{:02}\n备注: {memo}\n", payment.fen / 100, payment.fen % 100);
        at.map(|at| Line { at: at.to_owned(), from: Some(from), kind: "转账", text })
    };
    let all = [
        card(payment.sent, payment.from, "发起转账", payment.memo),
        card(payment.accepted, payee, "已收款", ""),
        card(payment.returned, payee, "已退还", ""),
    ];
    all.into_iter().flatten().collect()
}

/// Quoted where it must be.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
