//! The words of the bill: what 交易类型, 当前状态 and 收/支 say. The lists are open, new words keep appearing.

use juzheng_model::{Direction, Fen, Status, TransferKind};

/// The kind of a 交易类型, and whether the text is one that is known.
pub(crate) fn kind(text: &str) -> (TransferKind, bool) {
    use TransferKind::*;
    let kind = match text {
        "转账" => Transfer,
        // Of a merchant's refund the text is the merchant's name before it.
        _ if text.ends_with("-退款") => Refund,
        _ if text.starts_with("微信红包") || text.starts_with("企业微信红包") => RedPacket,
        "二维码收款" | "扫二维码付款" | "赞赏码" => Qr,
        "群收款" => Group,
        "零钱提现" => Withdrawal,
        _ if text.starts_with("零钱通转出") => Withdrawal,
        "零钱充值" => TopUp,
        _ if text.starts_with("转入零钱通") => TopUp,
        "商户消费" | "亲属卡交易" | "分分捐" => Purchase,
        "信用卡还款" | "购买理财通" => Other,
        _ => return (Other, false),
    };
    (kind, true)
}

/// What a 当前状态 says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    /// The status; [`Status::Unknown`] for any text that is not known.
    pub(crate) status: Status,
    /// Of a part that was returned its amount.
    pub(crate) returned: Option<Fen>,
}

/// The state of a row of `kind`. Of a refund row the words tell of the payment it undoes, so it is itself completed.
pub(crate) fn state(text: &str, kind: TransferKind) -> State {
    let state = |status| State { status, returned: None };
    let refund = kind == TransferKind::Refund;
    match text {
        "支付成功" | "对方已收钱" | "朋友已收钱" | "已存入零钱" | "已转入零钱通" | "已收钱" | "已转账"
        | "已到账" | "提现已到账" | "充值完成" | "充值成功" => state(Status::Completed),
        "对方已退还" | "已全额退款" | "过期已退还" if refund => state(Status::Completed),
        "对方已退还" | "已全额退款" | "过期已退还" => state(Status::Returned),
        "提现失败，已退回零钱" | "提现失败,已退回零钱" | "已关闭" | "交易关闭" => {
            state(Status::Failed)
        }
        _ => match part_returned(text) {
            Some(_) if refund => state(Status::Completed),
            Some(amount) => State { status: Status::PartlyReturned, returned: Some(amount) },
            None => state(Status::Unknown),
        },
    }
}

/// `已退款(￥9.10)`, `已退款￥2.00`: either yen sign, brackets of either width or none.
fn part_returned(text: &str) -> Option<Fen> {
    let rest = text.strip_prefix("已退款")?;
    let bare = rest.trim_start_matches(['(', '（']).trim_end_matches([')', '）']);
    Fen::parse_yuan(bare).ok()
}

/// The direction of a 收/支; `None` for any other text.
pub(super) fn direction(text: &str) -> Option<Direction> {
    match text {
        "支出" => Some(Direction::Out),
        "收入" => Some(Direction::In),
        "/" | "不计收支" | "其他" | "中性交易" => Some(Direction::Neutral),
        _ => None,
    }
}

/// What stands before the payer's words in a 商品, where the payment was a transfer.
const TRANSFER_MEMO: &str = "转账备注";
/// What stands before the payer's words in a 商品, where the payee's code was scanned; the payee's words precede it.
const SCAN_MEMO: &str = "付款方留言";
/// What stands as the payer's words where the payer wrote none.
pub(crate) const DEFAULT_MEMO: &str = "微信转账";

/// What the payer wrote, out of 商品. The name of goods and the payee's own words (`收款方备注:二维码收款`) are no memo:
/// only the payer's words can say what the money was for.
pub(crate) fn memo(goods: &str) -> Option<String> {
    let words = match goods.strip_prefix(TRANSFER_MEMO) {
        Some(rest) => rest.strip_prefix([':', '：'])?,
        None => goods.split_once(SCAN_MEMO)?.1.strip_prefix([':', '：'])?,
    };
    let words = words.trim();
    (!words.is_empty() && words != DEFAULT_MEMO).then(|| words.to_owned())
}

/// `/` and nothing both say nothing.
pub(crate) fn said(text: &str) -> Option<&str> {
    (!matches!(text, "" | "/")).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_the_contract() {
        use TransferKind::*;
        let rows = [
            ("转账", Transfer, true),
            ("转账-退款", Refund, true),
            ("微信红包-退款", Refund, true),
            ("某咖啡店-退款", Refund, true),
            ("微信红包", RedPacket, true),
            ("微信红包（单发）", RedPacket, true),
            ("企业微信红包", RedPacket, true),
            ("二维码收款", Qr, true),
            ("扫二维码付款", Qr, true),
            ("赞赏码", Qr, true),
            ("群收款", Group, true),
            ("零钱提现", Withdrawal, true),
            ("零钱通转出-到零钱", Withdrawal, true),
            ("零钱充值", TopUp, true),
            ("转入零钱通-来自工商银行(9876)", TopUp, true),
            ("商户消费", Purchase, true),
            ("亲属卡交易", Purchase, true),
            ("分分捐", Purchase, true),
            ("信用卡还款", Other, true),
            ("购买理财通", Other, true),
            ("退款", Other, false),
            ("/", Other, false),
        ];
        for (text, want, known) in rows {
            assert_eq!(kind(text), (want, known), "{text}");
        }
    }

    #[test]
    fn states_of_the_contract() {
        use Status::*;
        let rows = [
            ("朋友已收钱", Completed, None),
            ("已转入零钱通", Completed, None),
            ("对方已退还", Returned, None),
            ("已全额退款", Returned, None),
            ("已退款(￥9.10)", PartlyReturned, Some(910)),
            ("已退款(¥2.00)", PartlyReturned, Some(200)),
            ("已退款￥2.00", PartlyReturned, Some(200)),
            ("已退款（￥1,002.00）", PartlyReturned, Some(100_200)),
            ("提现失败，已退回零钱", Failed, None),
            ("还款成功", Unknown, None),
            ("已退款", Unknown, None),
            ("", Unknown, None),
        ];
        for (text, status, returned) in rows {
            let got = state(text, TransferKind::Purchase);
            assert_eq!((got.status, got.returned.map(Fen::get)), (status, returned), "{text}");
        }
        for text in ["已全额退款", "对方已退还", "已退款￥9.10"] {
            assert_eq!(
                state(text, TransferKind::Refund),
                State { status: Completed, returned: None },
                "{text}"
            );
        }
    }

    #[test]
    fn only_the_payers_words_are_a_memo() {
        let rows = [
            ("转账备注:借款", Some("借款")),
            ("转账备注：还款 ", Some("还款")),
            ("转账备注:微信转账", None),
            ("转账备注:", None),
            ("收款方备注:二维码收款", None),
            ("收款方备注:二维码收款付款方留言:早餐", Some("早餐")),
            ("订单付款", None),
            ("/", None),
        ];
        for (goods, want) in rows {
            assert_eq!(memo(goods).as_deref(), want, "{goods}");
        }
    }

    #[test]
    fn directions_of_the_contract() {
        assert_eq!(direction("/"), Some(Direction::Neutral));
        assert_eq!(direction("不计收支"), Some(Direction::Neutral));
        assert_eq!(direction("转出"), None);
        assert_eq!(direction(""), None);
    }
}
