//! A sink that keeps everything, for tests: as records, and as lines of text to compare.
#![allow(dead_code)] // each test uses its part

use juzheng_intake::{Circumstances, Reader, Recognised, recognise};
use juzheng_model::{
    Code, Conversation, ConversationIx, Facts, Fen, Finding, Message, Moment, Place, Sink, Speaker,
    SpeakerIx, Transfer, Zone,
};
use std::{
    fmt::Write as _,
    io::{self, Cursor},
};

/// Everything that a reading gave, in its order.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) facts: Vec<Facts>,
    pub(crate) conversations: Vec<Conversation>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) messages: Vec<Message>,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) findings: Vec<Finding>,
    records_before_facts: bool,
}

impl Sink for Collected {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        self.records_before_facts |= !self.transfers.is_empty() || !self.messages.is_empty();
        self.facts.push(facts);
        Ok(())
    }
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.conversations.push(conversation);
        Ok(ConversationIx(self.conversations.len() as u32 - 1))
    }
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.speakers.push(speaker);
        Ok(SpeakerIx(self.speakers.len() as u32 - 1))
    }
    fn message(&mut self, message: Message) -> io::Result<()> {
        self.messages.push(message);
        Ok(())
    }
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.transfers.push(transfer);
        Ok(())
    }
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.findings.push(finding);
        Ok(())
    }
}

/// What the bytes are.
pub(crate) fn recognised(bytes: &[u8]) -> Recognised {
    recognise(&mut Cursor::new(bytes), bytes.len() as u64).expect("memory can be read")
}

/// What is known of a file of which nothing is known.
pub(crate) fn known() -> Circumstances {
    Circumstances { name: String::new(), captured: None, added_at: 1_767_225_600 }
}

/// The reader that knows the bytes, and everything that it gives.
pub(crate) fn read(bytes: &[u8]) -> Option<(Reader, Collected)> {
    let Recognised::Records(reader) = recognised(bytes) else { return None };
    let mut collected = Collected::default();
    reader.read(&mut Cursor::new(bytes), &known(), None, &mut collected).expect("memory can be read");
    assert_eq!(collected.facts.len(), 1, "facts exactly once");
    assert!(!collected.records_before_facts, "facts before the first record");
    Some((reader, collected))
}

impl Collected {
    /// The codes of the findings, in their order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code.word()).collect()
    }

    /// Whether there is a finding of this code.
    pub(crate) fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.code == code)
    }

    /// The facts, then one record a line.
    pub(crate) fn record_lines(&self) -> String {
        let mut out = String::new();
        for facts in &self.facts {
            line(&mut out, "facts", |line| {
                line.text("kind", Some(facts.kind.word())).text("media", Some(&facts.media_type));
                line.text("layout", Some(&facts.layout)).text("owner", facts.owner.as_deref());
                let period = facts.period.as_ref().map(|(from, to)| format!("{from}—{to}"));
                line.text("period", period.as_deref());
                facts.notes.iter().for_each(|note| {
                    line.text("note", Some(note));
                });
            });
        }
        for conversation in &self.conversations {
            line(&mut out, "conversation", |line| {
                line.text("key", Some(&conversation.key));
                line.text("id", conversation.key_is_id.then_some("yes"));
                line.text("names", Some(&conversation.names.join("、")));
                line.text("group", conversation.group.map(|g| if g { "yes" } else { "no" }));
            });
        }
        for speaker in &self.speakers {
            line(&mut out, "speaker", |line| {
                line.text("in", Some(&speaker.conversation.0.to_string())).text("name", Some(&speaker.name));
                line.text("names", Some(&speaker.names.join("、")));
            });
        }
        self.transfers.iter().for_each(|transfer| transfer_line(&mut out, transfer));
        self.messages.iter().for_each(|message| message_line(&mut out, message));
        out
    }

    /// One finding a line.
    pub(crate) fn finding_lines(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            let place = finding.place.as_ref().map_or("file".to_owned(), place);
            let args: Vec<String> = finding.args.iter().map(|arg| arg.escape_debug().to_string()).collect();
            let _ = writeln!(out, "{}\t{place}\t{}", finding.code.word(), args.join("\t"));
        }
        out
    }
}

struct Line<'o>(&'o mut String);

impl Line<'_> {
    fn text(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            let _ = write!(self.0, "\t{name}={}", value.replace('\n', "\\n").replace('\t', "\\t"));
        }
        self
    }
    fn time(&mut self, name: &str, moment: Option<Moment>) -> &mut Self {
        self.text(name, moment.map(time).as_deref())
    }
    fn fen(&mut self, name: &str, amount: Option<Fen>) -> &mut Self {
        self.text(name, amount.map(|a| a.get().to_string()).as_deref())
    }
}

fn line(out: &mut String, kind: &str, write: impl FnOnce(&mut Line<'_>)) {
    out.push_str(kind);
    write(&mut Line(out));
    out.push('\n');
}

fn transfer_line(out: &mut String, t: &Transfer) {
    line(out, "transfer", |line| {
        line.text("at", Some(&place(&t.place))).time("when", t.when);
        line.text("direction", t.direction.map(|d| format!("{d:?}").to_lowercase()).as_deref());
        line.fen("fen", t.amount).text("counterparty", t.counterparty.as_deref());
        line.text("kind", Some(&format!("{:?}", t.kind))).text("type", Some(&t.type_text));
        line.text("status", Some(&format!("{:?}", t.status))).text("status_text", Some(&t.status_text));
        line.fen("returned_fen", t.returned_amount)
            .text("memo", t.memo.as_deref())
            .text("note", t.note.as_deref());
        line.text("method", t.method.as_deref()).text("id", t.transaction_id.as_deref());
        line.text("merchant", t.merchant_id.as_deref());
    });
}

fn message_line(out: &mut String, m: &Message) {
    line(out, "message", |line| {
        line.text("at", Some(&place(&m.place)))
            .time("when", m.when)
            .text("speaker", Some(&m.speaker.0.to_string()));
        line.text("side", Some(&format!("{:?}", m.side))).text("kind", Some(&format!("{:?}", m.kind)));
        line.text("card", m.card.map(|c| format!("{c:?}")).as_deref()).fen("fen", m.amount);
        line.text("source_id", m.source_id.as_deref()).text("transfer_id", m.transfer_id.as_deref());
        line.time("sent_at", m.sent_at).text("text", Some(&m.text));
    });
}

/// A time as the file states it, with what is known of its zone.
pub(crate) fn time(moment: Moment) -> String {
    let open = if moment.open_s > 0 { format!("+{}s", moment.open_s) } else { String::new() };
    let utc = juzheng_model::Offset::from_minutes(0).expect("UTC is an offset");
    match moment.zone {
        Zone::Stated(offset) => format!("{}{open}", offset.rfc3339(moment.at)),
        Zone::Known(offset) => format!("{}{open} (known)", offset.rfc3339(moment.at)),
        Zone::Instant => format!("{}{open}", utc.rfc3339(moment.at)),
        Zone::Assumed => format!("{}{open} (no zone)", utc.paper(moment.at)),
    }
}

fn place(place: &Place) -> String {
    match place {
        Place::Row { row } => row.to_string(),
        Place::Sheet { sheet, row } => format!("{sheet}:{row}"),
        Place::Bytes { bytes: [from, to] } => format!("{from}..{to}"),
        Place::Box { bounds: [x, y, width, height] } => format!("{x},{y}+{width}x{height}"),
    }
}
