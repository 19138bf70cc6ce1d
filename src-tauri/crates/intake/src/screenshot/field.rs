//! The labels of WeChat's pages of money, with the names that each has had: what a pair on such a page tells.

use super::fold;

/// What a label stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// 当前状态
    Status,
    /// 转账时间: when a transfer was sent.
    TransferredAt,
    /// 支付时间: when a payment was made.
    PaidAt,
    /// 收款时间: when it was accepted.
    ReceivedAt,
    /// 退款时间, 退还时间: when it came back.
    ReturnedAt,
    /// 创建时间, 申请时间: when it was begun.
    CreatedAt,
    /// 交易单号
    TransactionId,
    /// 转账单号
    TransferId,
    /// 退款单号
    RefundId,
    /// 商户单号
    MerchantId,
    /// 支付方式
    Method,
    /// 转账说明: the payer's words.
    Memo,
    /// 备注
    Note,
    /// 商品
    Goods,
    /// 商户全称, 收单机构: there is a merchant.
    Merchant,
    /// 收款方, 付款方: who it was.
    Counterparty,
    /// 交易类型
    Type,
    /// 转账金额
    Amount,
    /// A label that says nothing for a transfer.
    Other,
}

/// Every known label. None is the beginning of another.
const LABELS: [(&str, Field); 71] = {
    use Field::*;
    [
        ("当前状态", Status),
        ("目前状态", Status),
        ("交易状态", Status),
        ("转账状态", Status),
        ("转账时间", TransferredAt),
        ("支付时间", PaidAt),
        ("付款时间", PaidAt),
        ("交易时间", PaidAt),
        ("收款时间", ReceivedAt),
        ("收钱时间", ReceivedAt),
        ("到账时间", ReceivedAt),
        ("领取时间", ReceivedAt),
        ("退款时间", ReturnedAt),
        ("退还时间", ReturnedAt),
        ("退回时间", ReturnedAt),
        ("创建时间", CreatedAt),
        ("申请时间", CreatedAt),
        ("发起时间", CreatedAt),
        ("提现时间", CreatedAt),
        ("充值时间", CreatedAt),
        ("交易单号", TransactionId),
        ("支付单号", TransactionId),
        ("提现单号", TransactionId),
        ("充值单号", TransactionId),
        ("转账单号", TransferId),
        ("退款单号", RefundId),
        ("商户单号", MerchantId),
        ("商户订单号", MerchantId),
        ("商家单号", MerchantId),
        ("商家订单号", MerchantId),
        ("支付方式", Method),
        ("付款方式", Method),
        ("转账说明", Memo),
        ("转账备注", Memo),
        ("付款方留言", Memo),
        ("付款留言", Memo),
        ("付款备注", Memo),
        ("备注", Note),
        ("商品", Goods),
        ("商品说明", Goods),
        ("商品名称", Goods),
        ("商户全称", Merchant),
        ("商户名称", Merchant),
        ("商家全称", Merchant),
        ("商家名称", Merchant),
        ("收单机构", Merchant),
        ("清算机构", Merchant),
        ("收款方", Counterparty),
        ("付款方", Counterparty),
        ("收款人", Counterparty),
        ("付款人", Counterparty),
        ("交易对方", Counterparty),
        ("交易类型", Type),
        ("转账金额", Amount),
        ("交易金额", Amount),
        ("收款金额", Amount),
        ("付款金额", Amount),
        ("支付金额", Amount),
        ("提现金额", Amount),
        ("充值金额", Amount),
        ("退款金额", Amount),
        ("金额", Amount),
        ("收款方式", Method),
        ("退款方式", Other),
        ("收款方备注", Other),
        ("付款方备注", Memo),
        ("服务费", Other),
        ("手续费", Other),
        ("优惠", Other),
        ("订单金额", Other),
        ("账单服务", Other),
    ]
};

/// A label at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// What it stands before.
    pub(crate) field: Field,
    /// Its letters in the text as it was read; what follows, if anything, is the value.
    pub(crate) chars: usize,
}

/// The label that a line is, or begins with; the line as it was read. A value in the same line is parted from it by a
/// blank, a colon or a `gap` before the character of an index, or is a number, which of an order may begin with letters: a
/// sentence that begins like a label is none.
pub(crate) fn at_start(read: &str, gap: impl Fn(usize) -> bool) -> Option<Found> {
    let read = &fold::simplified(read);
    let fits = |&(label, field): &(&str, Field)| {
        let mut chars = read.chars().enumerate().filter(|(_, c)| !c.is_whitespace()).peekable();
        for wanted in label.chars() {
            chars.next().filter(|(_, c)| *c == wanted)?;
        }
        let rest = chars.peek().map(|(at, _)| *at);
        let Some(at) = rest else { return Some(Found { field, chars: read.chars().count() }) };
        let next = read.chars().nth(at)?;
        let before = read.chars().nth(at - 1)?;
        // A merchant's number may begin with letters.
        let number = next.is_ascii_digit() || label.ends_with("单号") && next.is_ascii_alphabetic();
        let parted = before.is_whitespace() || matches!(next, ':' | '：') || number || gap(at);
        let colons =
            read.chars().skip(at).take_while(|c| matches!(c, ':' | '：') || c.is_whitespace()).count();
        parted.then_some(Found { field, chars: at + colons })
    };
    // The longest, so that 商品说明 is not 商品.
    LABELS
        .iter()
        .filter_map(|label| Some((label.0.len(), fits(label)?)))
        .max_by_key(|(len, _)| *len)
        .map(|(_, f)| f)
}

/// The label that a line of a label column is, with one character misread; `None` where several could be meant.
pub(crate) fn nearly(folded: &str) -> Option<Field> {
    let differs = |label: &str| label.chars().zip(folded.chars()).filter(|(a, b)| a != b).count();
    let long = |label: &&(&str, Field)| label.0.chars().count() >= 4 && label.0.len() == folded.len();
    let mut near =
        LABELS.iter().filter(long).filter(|(label, _)| differs(label) <= 1).map(|(_, field)| *field);
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_alone_and_before_their_values() {
        let rows = [
            ("当前状态", Some((Field::Status, 4))),
            ("交易单号:", Some((Field::TransactionId, 5))),
            ("转账时间 2024年09月21日 21:20:06", Some((Field::TransferredAt, 5))),
            ("转账时间2024年09月21日", Some((Field::TransferredAt, 4))),
            ("商 品", Some((Field::Goods, 3))),
            ("商品说明", Some((Field::Goods, 4))),
            ("商户订单号：A1", Some((Field::MerchantId, 6))),
            ("商户单号SN30041208", Some((Field::MerchantId, 4))),
            ("商品SN30041208", None),
            ("付款方留言 早餐", Some((Field::Memo, 6))),
            ("商品很好", None),
            ("转账时间到了", None),
            ("金额", Some((Field::Amount, 2))),
            ("发起群收款", None),
            ("轉帳時間 2024年09月21日", Some((Field::TransferredAt, 5))),
            ("目前狀態", Some((Field::Status, 4))),
            ("", None),
        ];
        for (text, want) in rows {
            assert_eq!(at_start(text, |_| false).map(|found| (found.field, found.chars)), want, "{text}");
        }
    }

    #[test]
    fn one_misread_character_is_forgiven_where_one_label_is_meant() {
        assert_eq!(nearly("当前状杰"), Some(Field::Status));
        assert_eq!(nearly("文易单号"), Some(Field::TransactionId));
        assert_eq!(nearly("口款方式"), None);
        assert_eq!(nearly("在此商户"), None);
    }
}
