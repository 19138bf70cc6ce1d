//! LC044/WeChatMsg (留痕) version 3, for WeChat 4: CSV of one chat.
//!
//! UTF-8 with BOM, eight columns, the last cell literally `more`; the time is the exporting computer's, without a zone;
//! cells hold line breaks. Senders are display names, without a word which of them is the owner; 备注 and 昵称 are the
//! sender's. Transfers keep their amount and state; red packets only their title.

use super::{
    card,
    clock::{self, Clock},
    item::{Chat, Item},
    kind,
    layout::{Column, Layout, side_of_name},
    tally::Tally,
};
use crate::table::{Row, header};
use juzheng_model::MessageKind;

/// The columns of one file.
pub(super) struct Lc044V3 {
    id: Column,
    kind: Column,
    sender: Column,
    time: Column,
    content: Column,
    remark: Column,
    nick_name: Column,
    cells: usize,
}

impl Lc044V3 {
    /// The columns, where this is the layout's header.
    pub(super) fn of_header(cells: &[impl AsRef<str>]) -> Option<Lc044V3> {
        let needed = header::find(cells, ["类型", "发送人", "时间", "内容"]);
        let marks = header::find(cells, ["消息ID", "更多信息"]);
        if needed.contains(&None) || marks == [None; 2] {
            return None;
        }
        let [kind, sender, time, content] = needed.map(Column::at);
        let [id, remark, nick_name] = header::find(cells, ["消息ID", "备注", "昵称"]).map(Column::at);
        Some(Lc044V3 { id, kind, sender, time, content, remark, nick_name, cells: cells.len() })
    }
}

impl Layout for Lc044V3 {
    fn item<'r>(&mut self, row: &Row<'r>, tally: &mut Tally) -> Item<'r> {
        let mut item = Item::new(Chat::default(), row.text(self.content.index()));
        match clock::wall(row, self.time.index()) {
            Clock::Told(moment) => item.when = Some(moment),
            Clock::Empty | Clock::Unreadable => item.unreadable("时间", &row.text(self.time.index())),
        }
        item.source_id = tally.id(row.cell(self.id.index()));
        item.names = [self.sender, self.remark, self.nick_name].map(|column| row.trimmed(column.index()));
        item.side = side_of_name(&item.names[0]);
        item.kind = kind::of_word(&row.trimmed(self.kind.index()));
        match item.kind {
            MessageKind::System => item.become_notice(),
            _ => item.read_card("内容", tally, card::lc044_v3),
        }
        item
    }

    fn least_cells(&self) -> usize {
        self.cells
    }
}
