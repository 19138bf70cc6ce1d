//! The heading of a movement of money, `转账-给张三`: what it is, with whom, and which way the money went.

use super::fold;
use crate::wechat_bill::words;
use juzheng_model::{Direction, TransferKind};

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Heading {
    /// The sort of movement as it stands there; empty where none does.
    pub(crate) type_text: String,
    /// What it is, where the heading says it.
    pub(crate) kind: Option<TransferKind>,
    /// The other side.
    pub(crate) counterparty: Option<String>,
    /// Which way the wording says that the money went.
    pub(crate) direction: Option<Direction>,
}

/// Sorts that stand before the other side's name.
const SORTS: [&str; 12] = [
    "转账",
    "扫二维码付款",
    "二维码收款",
    "微信红包(单发)",
    "微信红包(群红包)",
    "企业微信红包",
    "微信红包",
    "群收款",
    "赞赏码",
    "亲属卡交易",
    "零钱提现",
    "零钱充值",
];
/// What stands between sort and name, and which way it points.
const TOWARDS: [(&str, Direction); 7] = [
    ("来自", Direction::In),
    ("发给", Direction::Out),
    ("转给", Direction::Out),
    ("付给", Direction::Out),
    ("付款给", Direction::Out),
    ("给", Direction::Out),
    ("到", Direction::Out),
];

/// Reads a heading; one that names no sort is the other side's name.
pub(crate) fn parse(read: &str) -> Heading {
    let text = read.trim();
    if let Some(of) = text.strip_suffix("退款").and_then(|head| head.strip_suffix(DASHES)) {
        let sort = SORTS.contains(&brackets(of).as_str());
        let counterparty = (!sort && !of.is_empty()).then(|| of.to_owned());
        let kind = Some(TransferKind::Refund);
        return Heading {
            type_text: format!("{of}-退款"),
            kind,
            counterparty,
            direction: Some(Direction::In),
        };
    }
    let folded = fold::simplified(&brackets(text));
    if let Some(sort) = SORTS.into_iter().find(|sort| folded.starts_with(sort)) {
        let (type_text, rest) = text.split_at(chars_to_bytes(text, sort.chars().count()));
        if let Some(heading) = towards(type_text, rest) {
            return heading;
        }
    }
    match words::kind(&folded) {
        (kind, true) => Heading { type_text: text.to_owned(), kind: Some(kind), ..Heading::default() },
        (_, false) => Heading { counterparty: words::said(text).map(str::to_owned), ..Heading::default() },
    }
}

const DASHES: [char; 6] = ['-', '–', '—', '－', '−', '一'];

fn towards(type_text: &str, rest: &str) -> Option<Heading> {
    let (kind, known) = words::kind(&fold::simplified(&wide_brackets(type_text)));
    let named = rest.trim_start().trim_start_matches(DASHES).trim_start();
    let plain = fold::simplified(named);
    let (word, direction) = TOWARDS.into_iter().find(|(word, _)| plain.starts_with(word))?;
    let name = &named[chars_to_bytes(named, word.chars().count())..];
    let name = name.trim();
    Some(Heading {
        type_text: type_text.to_owned(),
        kind: Some(kind).filter(|_| known),
        counterparty: (!name.is_empty()).then(|| name.to_owned()),
        direction: Some(direction),
    })
}

fn brackets(text: &str) -> String {
    text.replace('（', "(").replace('）', ")")
}

/// The spelling of bills.
fn wide_brackets(text: &str) -> String {
    text.replace('(', "（").replace(')', "）")
}

fn chars_to_bytes(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::*;
    use TransferKind::*;

    fn check(text: &str, want: (&str, Option<TransferKind>, Option<&str>, Option<Direction>)) {
        let got = parse(text);
        assert_eq!(
            (got.type_text.as_str(), got.kind, got.counterparty.as_deref(), got.direction),
            want,
            "{text}"
        );
    }

    #[test]
    fn headings_tell_sort_name_and_direction() {
        check("转账-给张三", ("转账", Some(Transfer), Some("张三"), Some(Out)));
        check("轉帳-給錢先生", ("轉帳", Some(Transfer), Some("錢先生"), Some(Out)));
        check("转账-来自李四", ("转账", Some(Transfer), Some("李四"), Some(In)));
        check("转账—给A-B", ("转账", Some(Transfer), Some("A-B"), Some(Out)));
        check("转账给张三", ("转账", Some(Transfer), Some("张三"), Some(Out)));
        check("扫二维码付款-给小店", ("扫二维码付款", Some(Qr), Some("小店"), Some(Out)));
        check("二维码收款-来自王五", ("二维码收款", Some(Qr), Some("王五"), Some(In)));
        check("微信红包-发给赵六", ("微信红包", Some(RedPacket), Some("赵六"), Some(Out)));
        check("微信红包（单发）-发给赵六", ("微信红包（单发）", Some(RedPacket), Some("赵六"), Some(Out)));
        check("群收款-给孙七", ("群收款", Some(Group), Some("孙七"), Some(Out)));
        check("零钱提现-到工商银行(1234)", ("零钱提现", Some(Withdrawal), Some("工商银行(1234)"), Some(Out)));
        check("转账-退款", ("转账-退款", Some(Refund), None, Some(In)));
        check("某咖啡店-退款", ("某咖啡店-退款", Some(Refund), Some("某咖啡店"), Some(In)));
        check("零钱提现", ("零钱提现", Some(Withdrawal), None, None));
        check("转入零钱通-来自零钱", ("转入零钱通-来自零钱", Some(TopUp), None, None));
        check("美团金融服务", ("", None, Some("美团金融服务"), None));
        check("转账大师", ("", None, Some("转账大师"), None));
        check("", ("", None, None, None));
    }
}
