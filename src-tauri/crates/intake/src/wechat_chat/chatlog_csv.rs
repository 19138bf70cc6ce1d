//! sjzar/chatlog: CSV of one chat.
//!
//! UTF-8 without BOM, LF, six columns; the time is local, without a zone; no id of the message. The owner is the sender
//! without a SenderName, notices come from `系统消息`. There is no column for the type: a placeholder or a transfer card
//! in the text cannot be told from the same words typed by a person, and the file is reported as such.

use super::{
    card,
    clock::{self, Clock},
    item::{Chat, Item},
    kind,
    layout::{Column, Layout},
    tally::Tally,
};
use crate::table::{Row, header};
use juzheng_model::{MessageKind, Side};
use std::borrow::Cow;

/// Who sends WeChat's notices, in chatlog's words. No account can have this name.
pub(super) const SYSTEM: &str = "系统消息";

/// The columns of one file, and who its owner is.
pub(super) struct ChatlogCsv {
    time: Column,
    sender_name: Column,
    sender: Column,
    talker_name: Column,
    talker: Column,
    content: Column,
    cells: usize,
    owner: Option<String>,
}

impl ChatlogCsv {
    /// The columns, where this is the layout's header.
    pub(super) fn of_header(cells: &[impl AsRef<str>]) -> Option<ChatlogCsv> {
        let needed = header::find(cells, ["Time", "SenderName", "Sender", "Talker", "Content"]);
        if needed.contains(&None) {
            return None;
        }
        let [time, sender_name, sender, talker, content] = needed.map(Column::at);
        let [talker_name] = header::find(cells, ["TalkerName"]).map(Column::at);
        Some(ChatlogCsv {
            time,
            sender_name,
            sender,
            talker_name,
            talker,
            content,
            cells: cells.len(),
            owner: None,
        })
    }

    /// The side of a sender. Strangers in a group have no name either, so only one nameless sender can be the owner.
    fn side(&mut self, name: &str, sender: &str, talker: &str) -> Side {
        if !name.is_empty() || sender == talker {
            return Side::Other;
        }
        match &self.owner {
            _ if sender.is_empty() => Side::Unknown,
            Some(owner) if owner == sender => Side::Me,
            Some(_) => Side::Unknown,
            None => {
                self.owner = Some(sender.to_owned());
                Side::Me
            }
        }
    }
}

impl Layout for ChatlogCsv {
    fn item<'r>(&mut self, row: &Row<'r>, tally: &mut Tally) -> Item<'r> {
        let chat = Chat::of_id(row.trimmed(self.talker.index()), row.trimmed(self.talker_name.index()));
        let mut item = Item::new(chat, row.text(self.content.index()));
        if item.chat.key.is_empty() {
            item.unreadable("Talker", "");
        }
        match clock::wall(row, self.time.index()) {
            Clock::Told(moment) => item.when = Some(moment),
            Clock::Empty | Clock::Unreadable => item.unreadable("Time", &row.text(self.time.index())),
        }
        let name = row.trimmed(self.sender_name.index());
        let sender = row.trimmed(self.sender.index());
        if sender == SYSTEM {
            item.become_notice();
            return item;
        }
        item.side = self.side(&name, &sender, &item.chat.key);
        item.names = [name, sender, Cow::Borrowed("")];
        match card::chatlog(&item.text) {
            Some(card) if card.amount.is_some() => (item.kind, item.card) = (MessageKind::Transfer, card),
            _ => item.kind = kind::of_placeholder(&item.text),
        }
        if matches!(item.kind, MessageKind::Transfer | MessageKind::RedPacket) {
            tally.cards_maybe_typed += 1;
        }
        item
    }

    fn least_cells(&self) -> usize {
        self.cells
    }
}
