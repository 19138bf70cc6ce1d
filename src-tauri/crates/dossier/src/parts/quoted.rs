//! Texts of the sources as they are printed: with the mark of their kind, and never longer than a page or two.

use crate::{
    figures,
    layout::{LABEL, Para},
    words,
};
use juzheng_model::{Fen, MessageKind, snapshot::MessageView};
use std::borrow::Cow;

/// Longer than any text that WeChat lets one send (16 KiB); what is over is no message that somebody typed.
const MESSAGE: usize = 6000;
/// Longer than any field of a bill, any name and any note.
const FIELD: usize = 1000;

/// What the message says; very long texts are cut, and say by how much.
pub(super) fn message(message: &MessageView) -> String {
    let mut said = String::new();
    let mark = words::message_kind(message.kind, message.card);
    let text = message.text.trim_end();
    // Exports often write the mark themselves: `[图片]`, `【图片】`.
    let written = text.starts_with(['[', '【']) && message.kind != MessageKind::Transfer;
    if !written {
        said.push_str(mark);
    }
    if let Some(amount) = message.amount.filter(|amount| !names(text, *amount)) {
        said.push_str(&format!(" {}", figures::amount(Some(amount))));
    }
    if !said.is_empty() && !text.is_empty() {
        said.push(' ');
    }
    said.push_str(&cut(text, MESSAGE));
    if said.is_empty() {
        said.push_str("（空）");
    }
    said
}

/// The mark of what a machine read and no person has checked.
pub(super) fn unchecked(unchecked: bool) -> Option<Para> {
    unchecked.then(|| Para::new(LABEL, format!("（{}）", words::UNCHECKED)))
}

/// Whether the text itself has the amount: `￥20000.00`, `¥20,000.00`.
fn names(text: &str, amount: Fen) -> bool {
    let spelt = amount.yuan_text();
    [spelt.replace(',', ""), spelt]
        .iter()
        .any(|spelt| ['¥', '￥'].iter().any(|sign| text.contains(&format!("{sign}{spelt}"))))
}

/// A field of a bill, a name, a note.
pub(super) fn field(text: &str) -> Cow<'_, str> {
    cut(text, FIELD)
}

/// The text, or its beginning with the number of characters that are left out.
fn cut(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else { return Cow::Borrowed(text) };
    let left_out = figures::grouped(text[end..].chars().count() as u64);
    Cow::Owned(format!("{}……（以下略去 {left_out} 字，全文见原件）", &text[..end]))
}

/// Who sent it: the name as the file shows it, for notices of WeChat's its own name.
pub(super) fn sender(message: &MessageView) -> &str {
    match (message.side, message.sender.trim()) {
        (juzheng_model::Side::System, "") => "系统消息",
        (_, "") => "（未载明）",
        (_, name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_not_said_twice() {
        let rows = [
            ("【发起转账】：￥20000.00", true),
            ("微信转账 ¥20,000.00", true),
            ("￥120000.00", false),
            ("20000.00", false),
            ("", false),
        ];
        for (text, want) in rows {
            assert_eq!(names(text, Fen::new(2_000_000).expect("an amount")), want, "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        assert_eq!(cut("一二三", 3), "一二三");
        assert_eq!(cut("一二三", 2), "一二……（以下略去 1 字，全文见原件）");
    }
}
