//! LC044/WeChatMsg (留痕) up to version 1: CSV of one chat, and `messages.csv` of all chats.
//!
//! UTF-8 with BOM, CRLF, twelve columns; files older than 2024-02 leave the last three out of every row but the header.
//! `CreateTime` is Unix seconds, `StrTime` the same in the exporting computer's zone. Types are WeChat's own numbers.
//! Transfers and red packets have no text at all: the export has lost their amounts and which card they are.
//!
//! In the file of one chat Remark, NickName and Sender (a wxid) are the sender's. In `messages.csv` Sender is `我` or a
//! display name, and Remark and NickName are the *chat's*.

use super::{
    clock::{self, Clock},
    item::{Chat, Item},
    kind,
    layout::{Column, Layout, flag, side_of_name},
    tally::Tally,
};
use crate::table::{Row, header};
use juzheng_model::{MessageKind, Side};
use std::borrow::Cow;

/// The columns of one file, and which of its two shapes it has.
pub(super) struct Lc044V1 {
    local_id: Column,
    talker: Column,
    number: Column,
    sub: Column,
    is_sender: Column,
    create_time: Column,
    content: Column,
    str_time: Column,
    remark: Column,
    nick_name: Column,
    sender: Column,
    least_cells: usize,
    /// Decided by the first row of the owner's own, which names `我` or a wxid; until then each row by its looks.
    all_chats: Option<bool>,
}

impl Lc044V1 {
    /// The columns, where this is the layout's header.
    pub(super) fn of_header(cells: &[impl AsRef<str>]) -> Option<Lc044V1> {
        let needed = header::find(cells, ["Type", "SubType", "IsSender", "StrContent"]);
        let [number, sub, is_sender, content] = needed;
        let times = header::find(cells, ["CreateTime", "StrTime"]);
        if needed.contains(&None) || times == [None; 2] {
            return None;
        }
        let [local_id, talker] = header::find(cells, ["localId", "TalkerId"]).map(Column::at);
        let people = header::find(cells, ["Remark", "NickName", "Sender"]);
        let [remark, nick_name, sender] = people.map(Column::at);
        let [number, sub, is_sender, content] = [number, sub, is_sender, content].map(Column::at);
        let [create_time, str_time] = times.map(Column::at);
        let last_needed = (0..cells.len()).rev().find(|at| !people.contains(&Some(*at)));
        let least_cells = last_needed.map_or(0, |last| last + 1);
        let all_chats = None;
        Some(Lc044V1 {
            local_id,
            talker,
            number,
            sub,
            is_sender,
            create_time,
            content,
            str_time,
            remark,
            nick_name,
            sender,
            least_cells,
            all_chats,
        })
    }

    fn read_when(&self, row: &Row<'_>, item: &mut Item<'_>) {
        let instant = clock::unix(row, self.create_time.index());
        if let Clock::Told(moment) = instant {
            item.when = Some(moment);
            return;
        }
        let wall = clock::wall(row, self.str_time.index());
        if instant == Clock::Unreadable {
            item.unreadable("CreateTime", &row.text(self.create_time.index()));
        }
        match wall {
            Clock::Told(moment) => item.when = Some(moment),
            Clock::Empty if instant == Clock::Unreadable => {}
            Clock::Empty | Clock::Unreadable => item.unreadable("StrTime", &row.text(self.str_time.index())),
        }
    }

    /// Whether Remark and NickName of this row belong to the chat, not to the sender.
    fn names_are_the_chats(&mut self, sender: &str, side: Side) -> bool {
        if sender == "我" {
            self.all_chats = Some(true);
        } else if side == Side::Me && !sender.is_empty() {
            self.all_chats = self.all_chats.or(Some(false));
        }
        self.all_chats.unwrap_or(!sender.is_empty() && !is_account(sender))
    }
}

impl Layout for Lc044V1 {
    fn item<'r>(&mut self, row: &Row<'r>, tally: &mut Tally) -> Item<'r> {
        let chat = Chat { key: row.trimmed(self.talker.index()), ..Chat::default() };
        let mut item = Item::new(chat, row.text(self.content.index()));
        self.read_when(row, &mut item);
        item.source_id = tally.id(row.cell(self.local_id.index()));

        let sender = row.trimmed(self.sender.index());
        let is_sender = row.trimmed(self.is_sender.index());
        item.side = flag(&is_sender).unwrap_or_else(|| {
            item.unreadable("IsSender", &is_sender);
            side_of_name(&sender)
        });
        let [remark, nick_name] = [self.remark, self.nick_name].map(|column| row.trimmed(column.index()));
        if self.names_are_the_chats(&sender, item.side) {
            item.chat.names = [remark, nick_name];
            item.names = [sender, Cow::Borrowed(""), Cow::Borrowed("")];
        } else {
            item.names = [remark, nick_name, sender];
        }

        let number = |column: Column| row.trimmed(column.index()).parse::<i64>();
        match (number(self.number), number(self.sub)) {
            (Ok(number), sub) => item.kind = kind::of_number(number, sub.unwrap_or(0)),
            (Err(_), _) => {
                item.kind = MessageKind::Other;
                item.unreadable("Type", &row.text(self.number.index()));
            }
        }
        match item.kind {
            MessageKind::System => item.become_notice(),
            MessageKind::Transfer => tally.amounts_dropped += 1,
            _ => item.read_card("StrContent", tally, |_| None),
        }
        item
    }

    fn least_cells(&self) -> usize {
        self.least_cells
    }
}

/// Whether a name has the form of a WeChat account: a letter, then letters, digits, `-` and `_`, six or more in all.
fn is_account(name: &str) -> bool {
    let name = name.strip_suffix("@chatroom").unwrap_or(name);
    let begins = name.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    begins
        && name.len() >= 6
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'@'))
}
