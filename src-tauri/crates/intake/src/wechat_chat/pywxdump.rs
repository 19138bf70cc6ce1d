//! xaoyaoo/PyWxDump: CSV of one chat, 5000 messages a file.
//!
//! UTF-8 without BOM, CRLF, nine columns; the time is the exporting computer's, without a zone. `talker` is the sender's
//! wxid (older versions write the owner as `我`), `room_name` the chat's id, `MsgSvrID` WeChat's own id of the message.
//! Transfers keep their amount and the time of sending. Red packets come out as `未知`/`未知` and are not told apart.
//!
//! WeFlow's export for WeClone has the same columns without `room_name` and other words and times: it is not this.

use super::{
    card,
    clock::{self, Clock},
    item::{Chat, Item},
    kind,
    layout::{Column, Layout, flag, side_of_name},
    tally::Tally,
};
use crate::table::{Row, header};
use juzheng_model::MessageKind;
use std::borrow::Cow;

/// The columns of one file.
pub(super) struct PyWxDump {
    id: Column,
    kind: Column,
    is_sender: Column,
    talker: Column,
    room: Column,
    msg: Column,
    create_time: Column,
    cells: usize,
}

impl PyWxDump {
    /// The columns, where this is the layout's header.
    pub(super) fn of_header(cells: &[impl AsRef<str>]) -> Option<PyWxDump> {
        let needed =
            header::find(cells, ["type_name", "is_sender", "talker", "room_name", "msg", "CreateTime"]);
        if needed.contains(&None) {
            return None;
        }
        let [kind, is_sender, talker, room, msg, create_time] = needed.map(Column::at);
        let [id] = header::find(cells, ["MsgSvrID"]).map(Column::at);
        Some(PyWxDump { id, kind, is_sender, talker, room, msg, create_time, cells: cells.len() })
    }
}

impl Layout for PyWxDump {
    fn item<'r>(&mut self, row: &Row<'r>, tally: &mut Tally) -> Item<'r> {
        let chat = Chat::of_id(row.trimmed(self.room.index()), Cow::Borrowed(""));
        let mut item = Item::new(chat, row.text(self.msg.index()));
        if item.chat.key.is_empty() {
            item.unreadable("room_name", "");
        }
        match clock::wall(row, self.create_time.index()) {
            Clock::Told(moment) => item.when = Some(moment),
            Clock::Empty | Clock::Unreadable => {
                item.unreadable("CreateTime", &row.text(self.create_time.index()))
            }
        }
        item.source_id = tally.id(row.cell(self.id.index()));
        item.names[0] = row.trimmed(self.talker.index());
        let is_sender = row.trimmed(self.is_sender.index());
        item.kind = kind::of_word(&row.trimmed(self.kind.index()));
        if item.kind == MessageKind::System {
            item.become_notice();
            return item;
        }
        item.side = flag(&is_sender).unwrap_or_else(|| {
            item.unreadable("is_sender", &is_sender);
            side_of_name(&item.names[0])
        });
        let when = item.when;
        item.read_card("msg", tally, |text| card::pywxdump(text, when));
        item
    }

    fn least_cells(&self) -> usize {
        self.cells
    }
}
