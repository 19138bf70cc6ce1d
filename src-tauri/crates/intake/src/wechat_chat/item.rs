//! One message as a layout finds it in a row or element, its texts still borrowed.

use super::{card::CardText, notice};
use juzheng_model::{MessageKind, Moment, Side};
use std::borrow::Cow;

/// A message before the file's conversations and speakers are numbered.
#[derive(Debug)]
pub(super) struct Item<'r> {
    /// The conversation it belongs to.
    pub(super) chat: Chat<'r>,
    /// Names of the sender, the one to show first; empty ones are passed over. Unused where the side is the system's.
    pub(super) names: [Cow<'r, str>; 3],
    /// The side that the file states.
    pub(super) side: Side,
    /// When; `None` where it is not said or cannot be read.
    pub(super) when: Option<Moment>,
    /// What it is.
    pub(super) kind: MessageKind,
    /// The card, of transfers and of notices that one expired.
    pub(super) card: CardText,
    /// The text, verbatim with LF.
    pub(super) text: Cow<'r, str>,
    /// The exporter's id, unless it is damaged.
    pub(super) source_id: Option<Cow<'r, str>>,
    /// What is to be said about it.
    pub(super) doubts: Vec<Doubt>,
}

/// A conversation as a row names it.
#[derive(Debug, Default)]
pub(super) struct Chat<'r> {
    /// Its key; empty where the file holds one conversation.
    pub(super) key: Cow<'r, str>,
    /// Whether the key is WeChat's own id.
    pub(super) is_id: bool,
    /// Names of the conversation itself.
    pub(super) names: [Cow<'r, str>; 2],
    /// Whether it is a group, where that is said.
    pub(super) group: Option<bool>,
}

/// Something at this row that a person should look at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// What stands in this column (by its name in the file) could not be read.
    Unreadable { column: &'static str, text: String },
    /// A text that imitates a transfer card.
    TypedCard,
}

impl<'r> Item<'r> {
    /// A text of nobody at no time, to be filled in.
    pub(super) fn new(chat: Chat<'r>, text: Cow<'r, str>) -> Item<'r> {
        Item {
            chat,
            names: Default::default(),
            side: Side::Unknown,
            when: None,
            kind: MessageKind::Text,
            card: CardText::default(),
            text,
            source_id: None,
            doubts: Vec::new(),
        }
    }

    /// Makes it a notice of WeChat's, whoever the row names as sender.
    pub(super) fn become_notice(&mut self) {
        self.side = Side::System;
        (self.kind, self.card.card) = notice::read(&self.text);
    }

    /// Notes a cell that could not be read.
    pub(super) fn unreadable(&mut self, column: &'static str, text: &str) {
        self.doubts.push(Doubt::Unreadable { column, text: crate::table::shortened(text) });
    }
}

impl<'r> Chat<'r> {
    /// A conversation under WeChat's own id; an empty cell is no id.
    pub(super) fn of_id(id: Cow<'r, str>, name: Cow<'r, str>) -> Chat<'r> {
        let group = (!id.is_empty()).then(|| id.ends_with("@chatroom"));
        Chat { is_id: !id.is_empty(), key: id, names: [name, Cow::Borrowed("")], group }
    }
}
