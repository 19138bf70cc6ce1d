//! Chats as third-party tools export them: tables of LC044 v1 and v3, PyWxDump and chatlog, and chatlog's JSON.
//!
//! A layout is told by the names of its columns in any order, or by the keys of its first element, never by the file's
//! name. Each has a file that is the manual of its format. What they share: an export is derived from the phone by a
//! program that is not WeChat, and says so once; a side is what the file states, never guessed from names; a completed
//! transfer is two cards; notices belong to the system whatever sender a row names.
//!
//! Files saved again by a spreadsheet are normal: columns moved, seconds gone, ids in scientific notation, GBK.

mod card;
mod chatlog_csv;
mod chatlog_json;
mod clock;
mod item;
mod json;
mod kind;
mod layout;
mod lc044_v1;
mod lc044_v3;
pub(crate) mod notice;
mod pywxdump;
mod roll;
mod tally;
mod transcript;

use crate::{
    error::Error,
    head::Head,
    magic,
    table::{Event, Row, Table},
};
use juzheng_model::{Code, Finding, Sink, port::Bytes};
use layout::Layout;
use std::io::SeekFrom;
use transcript::Transcript;

/// Rows that may stand above a header, as where somebody has added a title; each is reported.
const ROWS_ABOVE_HEADER: usize = 5;

/// The layouts that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChatLayout {
    /// LC044/WeChatMsg up to version 1, CSV.
    Lc044V1,
    /// LC044/WeChatMsg version 3, CSV.
    Lc044V3,
    /// PyWxDump, CSV.
    PyWxDump,
    /// chatlog, CSV.
    ChatlogCsv,
    /// chatlog, JSON.
    ChatlogJson,
}

impl ChatLayout {
    /// Every layout.
    pub(crate) const ALL: [ChatLayout; 5] = {
        use ChatLayout::*;
        [Lc044V1, Lc044V3, PyWxDump, ChatlogCsv, ChatlogJson]
    };

    /// The stable name of its reader with the version.
    pub(crate) const fn reader(self) -> &'static str {
        match self {
            ChatLayout::Lc044V1 => "lc044-v1-csv/1",
            ChatLayout::Lc044V3 => "lc044-v3-csv/1",
            ChatLayout::PyWxDump => "pywxdump-csv/1",
            ChatLayout::ChatlogCsv => "chatlog-csv/1",
            ChatLayout::ChatlogJson => "chatlog-json/1",
        }
    }

    /// The word for [`juzheng_model::Facts::layout`]: messages of two files fold only within one.
    fn word(self) -> &'static str {
        match self {
            ChatLayout::Lc044V1 => "lc044-v1",
            ChatLayout::Lc044V3 => "lc044-v3",
            ChatLayout::PyWxDump => "pywxdump",
            ChatLayout::ChatlogCsv | ChatLayout::ChatlogJson => "chatlog",
        }
    }

    /// The program that writes it, as it calls itself.
    fn exporter(self) -> &'static str {
        match self {
            ChatLayout::Lc044V1 => "LC044/WeChatMsg v1",
            ChatLayout::Lc044V3 => "LC044/WeChatMsg v3",
            ChatLayout::PyWxDump => "PyWxDump",
            ChatLayout::ChatlogCsv | ChatLayout::ChatlogJson => "chatlog",
        }
    }
}

/// The layout of a file or sheet that begins so.
pub(crate) fn recognise(head: &Head) -> Option<ChatLayout> {
    if chatlog_json::is(head.text.as_bytes()) {
        return Some(ChatLayout::ChatlogJson);
    }
    let mut rows = head.rows.iter().take(ROWS_ABOVE_HEADER + 1);
    rows.find_map(|row| layout::of_header(&row.cells)).map(|(layout, _)| layout)
}

/// Reads a whole file of `layout` into `sink`.
///
/// # Errors
/// The bytes cannot be read, or the sink refuses.
pub(crate) fn read(layout: ChatLayout, bytes: &mut dyn Bytes, sink: &mut dyn Sink) -> Result<(), Error> {
    if layout != ChatLayout::ChatlogJson {
        return read_table(layout, bytes, sink);
    }
    bytes.seek(SeekFrom::Start(0)).map_err(Error::reading("going to its beginning"))?;
    let mut transcript = Transcript::begin(layout, "application/json", sink)?;
    chatlog_json::read(bytes, &mut transcript)?;
    transcript.finish()
}

fn read_table(layout: ChatLayout, bytes: &mut dyn Bytes, sink: &mut dyn Sink) -> Result<(), Error> {
    let table = Table::open(bytes, |head| u8::from(recognise(head).is_some()))?;
    let media_type = match table {
        Table::Delimited(_) => "text/csv",
        Table::Workbook(_) => magic::XLSX,
    };
    let mut rows = Rows { columns: None, width: 0, transcript: Transcript::begin(layout, media_type, sink)? };
    let summary = table.for_each(|event| match event {
        Event::Row(row) => rows.row(&row),
        Event::Bad { place, reason, excerpt, .. } => {
            let args = [reason.word().to_owned(), excerpt];
            rows.transcript.say(Finding::at(Code::RowUnreadable, place, args))
        }
    })?;
    for finding in summary.findings() {
        rows.transcript.say(finding)?;
    }
    rows.transcript.finish()
}

/// The rows of a table, before and after its header.
struct Rows<'s> {
    columns: Option<Box<dyn Layout>>,
    width: usize,
    transcript: Transcript<'s>,
}

impl Rows<'_> {
    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let Some(columns) = &mut self.columns else { return self.row_above(row) };
        let mut item = columns.item(row, &mut self.transcript.tally);
        if item.text.is_empty() && item.when.is_none() && row.is_blank() {
            return Ok(()); // a line of separators alone, as spreadsheets append them
        }
        let beyond = (self.width..row.len()).any(|index| !row.trimmed(index).is_empty());
        if beyond || row.len() < columns.least_cells() {
            let args = ["columns".to_owned(), row.excerpt()];
            self.transcript.say(Finding::at(Code::RowUnreadable, row.place(), args))?;
        }
        self.transcript.add(row.place(), &mut item)
    }

    fn row_above(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let cells: Vec<_> = (0..row.len()).map(|index| row.trimmed(index)).collect();
        if let Some((_, columns)) = layout::of_header(&cells) {
            self.columns = Some(columns);
            self.width = cells.len();
            return Ok(());
        }
        if row.is_blank() {
            return Ok(());
        }
        let args = ["header".to_owned(), row.excerpt()];
        self.transcript.say(Finding::at(Code::RowUnreadable, row.place(), args))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::{Conversation, ConversationIx, Facts, Message, Speaker, SpeakerIx, Transfer};
    use proptest::prelude::*;
    use std::io::{self, Cursor};

    const HEADERS: [(ChatLayout, &str); 4] = [
        (
            ChatLayout::Lc044V1,
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender",
        ),
        (ChatLayout::Lc044V3, "消息ID,类型,发送人,时间,内容,备注,昵称,更多信息"),
        (ChatLayout::PyWxDump, "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime"),
        (ChatLayout::ChatlogCsv, "Time,SenderName,Sender,TalkerName,Talker,Content"),
    ];

    /// Counts what comes in, and checks that every index is known.
    #[derive(Default)]
    struct Counted {
        conversations: u32,
        speakers: u32,
        messages: Vec<String>,
        undated: usize,
        unreadable: usize,
    }

    impl Sink for Counted {
        fn facts(&mut self, _: Facts) -> io::Result<()> {
            Ok(())
        }
        fn conversation(&mut self, _: Conversation) -> io::Result<ConversationIx> {
            self.conversations += 1;
            Ok(ConversationIx(self.conversations - 1))
        }
        fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
            assert!(speaker.conversation.0 < self.conversations && !speaker.names.contains(&speaker.name));
            self.speakers += 1;
            Ok(SpeakerIx(self.speakers - 1))
        }
        fn message(&mut self, message: Message) -> io::Result<()> {
            assert!(message.speaker.0 < self.speakers);
            self.undated += usize::from(message.when.is_none());
            self.messages.push(message.text);
            Ok(())
        }
        fn transfer(&mut self, _: Transfer) -> io::Result<()> {
            unreachable!("a chat has no rows of a bill")
        }
        fn finding(&mut self, finding: Finding) -> io::Result<()> {
            self.unreadable += usize::from(finding.code == Code::RowUnreadable);
            Ok(())
        }
    }

    fn read_text(text: &str) -> Option<(ChatLayout, Counted)> {
        let head = Head::of_text(text.as_bytes()).expect("memory can be read")?;
        let layout = recognise(&head)?;
        let mut counted = Counted::default();
        read(layout, &mut Cursor::new(text.as_bytes().to_vec()), &mut counted).expect("memory can be read");
        Some((layout, counted))
    }

    #[test]
    fn layouts_are_told_by_their_columns() {
        let of = |header: &str| read_text(&format!("{header}\n")).map(|(layout, _)| layout);
        for (layout, header) in HEADERS {
            let turned: Vec<&str> = header.split(',').rev().collect();
            assert_eq!((of(header), of(&turned.join("\t"))), (Some(layout), Some(layout)), "{header}");
        }
        let others = [
            "id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime",
            "类型,收款单位,日期,时间,金额,付款方式,收单机构,更多信息",
            "UserName,Alias,Type,Remark,NickName",
            "[{\"id\":1,\"talker\":\"x\"}]",
            "",
        ];
        for header in others {
            assert_eq!(of(header), None, "{header}");
        }
    }

    #[test]
    fn rows_above_the_header_are_reported() {
        let (_, counted) = read_text(&format!("我的聊天\n\n{}\n", HEADERS[3].1)).expect("it is chatlog's");
        assert_eq!((counted.messages.len(), counted.unreadable), (0, 1));
    }

    #[test]
    fn an_enormous_text_is_only_a_text() {
        let text = "😀<script>\u{202e}".repeat(10_000);
        let (_, counted) = read_text(&format!("{}\n2023-05-01 14:32:10,,me,,you,{text}\n", HEADERS[3].1))
            .expect("chatlog's");
        assert_eq!((counted.messages, counted.unreadable), (vec![text], 0));
    }

    fn cell() -> impl Strategy<Value = String> {
        let known =
            ["", " ", "0", "1", "49", "2000", "10000", "我", "系统消息", "转账", "文本", "wxid_a", "7E+18"];
        let texts = [
            "2023-05-01 14:32:10",
            "1682922730",
            "【已收款】:￥1",
            "[转账|发送 ￥1]",
            "转账：￥1\n",
            "x@chatroom",
        ];
        let all: Vec<String> = known.into_iter().chain(texts).map(str::to_owned).collect();
        prop_oneof![3 => prop::sample::select(all), 1 => "\\PC{0,12}"]
    }

    proptest! {
        #[test]
        fn every_row_is_a_message(which in 0..HEADERS.len(), rows in prop::collection::vec(prop::collection::vec(cell(), 1..14), 0..12)) {
            let (layout, header) = HEADERS[which];
            let mut text = format!("{header}\n");
            for row in &rows {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                text += &format!("{}\n", cells.join(","));
            }
            let (read_as, counted) = read_text(&text).expect("its header is known");
            prop_assert_eq!(read_as, layout);
            let blank = |cell: &String| cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
            let full = rows.iter().filter(|row| !row.iter().all(blank)).count();
            prop_assert!(counted.messages.len() >= full && counted.messages.len() <= rows.len());
            prop_assert!(counted.unreadable >= counted.undated);
        }
    }
}
