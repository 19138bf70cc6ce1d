//! Notices of WeChat's in a chat: which of them say that something was recalled, or that a transfer expired.
//!
//! Only rows that the export itself marks as the system's come here; the same words typed by a person stay a text.

use juzheng_model::{Card, MessageKind};

/// What a notice is. Wordings: `收款方24小时内未接收你的转账，已过期`; `"…" 撤回了一条消息`, also inside the XML of type 10002.
pub(crate) fn read(text: &str) -> (MessageKind, Option<Card>) {
    const RECALLED: [&str; 6] = [
        "撤回了一条消息",
        "撤回了一條訊息",
        "收回了一則訊息",
        "收回了訊息",
        "recalled a message",
        "unsent a message",
    ];
    let of_member = text.contains("撤回了成员") && text.contains("的一条消息");
    if of_member || RECALLED.iter().any(|words| text.contains(words)) {
        (MessageKind::Recalled, None)
    } else if text.contains("未接收你的转账") && text.contains("已过期") {
        (MessageKind::System, Some(Card::Expired))
    } else {
        (MessageKind::System, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_told_apart() {
        let rows = [
            ("收款方24小时内未接收你的转账，已过期", (MessageKind::System, Some(Card::Expired))),
            ("\"阿周\" 撤回了一条消息", (MessageKind::Recalled, None)),
            ("“张三”撤回了一条消息", (MessageKind::Recalled, None)),
            ("你收回了一則訊息", (MessageKind::Recalled, None)),
            ("你撤回了成员\"张三\"的一条消息", (MessageKind::Recalled, None)),
            (
                "<sysmsg type=\"revokemsg\"><replacemsg><![CDATA[你撤回了一条消息]]></replacemsg></sysmsg>",
                (MessageKind::Recalled, None),
            ),
            ("\"Zoe\" recalled a message", (MessageKind::Recalled, None)),
            ("你领取了阿周的红包", (MessageKind::System, None)),
            ("", (MessageKind::System, None)),
        ];
        for (text, want) in rows {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
