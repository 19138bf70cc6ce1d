//! From what is drawn on a page to records: conversation, speakers, messages with their spans, findings.

use super::{
    chat::{Drawn, Row},
    dating::{self, Manner, Shown},
    label,
    page::Page,
};
use juzheng_model::{
    Basis, Code, Conversation, ConversationIx, Finding, Message, Moment, Place, Seen, Side, Sink, Speaker,
    SpeakerIx, Unsure,
};
use std::{collections::HashMap, io};

/// Under this the least sure character of a label makes it unsure, in thousandths.
const LABEL_SURE: u16 = 700;

/// What is known of the page as a whole.
pub(super) struct Setting<'s> {
    /// The name of the conversation, as the title shows it.
    pub(super) title: Option<&'s str>,
    /// How its labels are to be taken.
    pub(super) manner: Manner,
    /// When it was captured.
    pub(super) captured: Option<Moment>,
    /// When it was taken in, Unix seconds.
    pub(super) added_at: i64,
}

/// Gives the conversation with its messages to `sink`.
///
/// # Errors
/// The sink refuses, or the engine failed.
pub(super) fn tell(
    page: &Page<'_>,
    rows: &[Row],
    setting: &Setting<'_>,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let names = rows.iter().any(|row| matches!(row, Row::Message(drawn) if drawn.sender.is_some()));
    let (title, counted) = setting.title.map_or((String::new(), false), without_count);
    let group = (counted || names || setting.manner == Manner::Forwarded).then_some(true);
    let conversation = sink.conversation(Conversation {
        key: title.clone(),
        key_is_id: false,
        names: (!title.is_empty()).then(|| title.clone()).into_iter().collect(),
        group: group.or_else(|| (!title.is_empty()).then_some(false)),
    })?;
    let dated = dating::date(&dating_rows(page, rows)?, setting.manner, setting.captured, setting.added_at);
    let mut voices = Voices { conversation, known: HashMap::new() };
    let mut times = dated.messages.into_iter();
    for row in rows {
        let drawn = match row {
            Row::Label(_) => continue,
            Row::Message(drawn) => Some(drawn),
            Row::Slice(_) => None,
        };
        let when = times.next().expect("one time for each message and slice");
        let Some(drawn) = drawn else { continue };
        let (moment, basis) = when.at.map_or((None, Basis::Label), |(moment, basis)| (Some(moment), basis));
        let unsure = if when.unsure { drawn.unsure.with(Unsure::WHEN) } else { drawn.unsure };
        let speaker = voices.of(drawn, &title, group == Some(true), sink)?;
        let place = Place::Box { bounds: drawn.rect.bounds() };
        for finding in doubts(drawn, unsure, &place) {
            sink.finding(finding)?;
        }
        sink.message(Message {
            place,
            speaker,
            when: moment,
            side: drawn.side,
            kind: drawn.kind,
            card: drawn.card,
            amount: drawn.amount,
            text: drawn.text.clone(),
            source_id: None,
            transfer_id: None,
            sent_at: None,
            seen: Some(Seen { confidence: drawn.confidence, unsure, basis }),
        })?;
    }
    for row in rows {
        if let Row::Slice(rect) = row {
            let place = Place::Box { bounds: rect.bounds() };
            sink.finding(Finding::at(Code::SliceUnread, place, [""; 0]))?;
        }
    }
    dated.findings.into_iter().try_for_each(|finding| sink.finding(finding))
}

/// `家人群(5)` → (`家人群`, true): a group's title counts its members.
fn without_count(title: &str) -> (String, bool) {
    let title = title.trim();
    let counted = title.trim_end_matches([')', '）']).rsplit_once(['(', '（']).filter(|(name, count)| {
        title.ends_with([')', '）'])
            && !name.is_empty()
            && !count.is_empty()
            && count.bytes().all(|b| b.is_ascii_digit())
    });
    match counted {
        Some((name, _)) => (name.trim().to_owned(), true),
        None => (title.to_owned(), false),
    }
}

/// The rows as dating sees them. A label that the engine reads differently a second time is unsure.
fn dating_rows(page: &Page<'_>, rows: &[Row]) -> io::Result<Vec<dating::Row>> {
    let row = |row: &Row| match row {
        // What nobody can read is a message too: the next one does not stand right below the label above.
        Row::Slice(_) | Row::Message(_) => Ok(dating::Row::Message),
        Row::Label(ix) => {
            let line = &page.lines[*ix];
            let label = label::parse(&line.folded).expect("a row is a label because its line is one");
            let unsure = line.least() < LABEL_SURE && !page.reads_the_same_again(line)?;
            Ok(dating::Row::Label(Shown { label, bounds: line.read.bounds, unsure }))
        }
    };
    rows.iter().map(row).collect()
}

/// What a person should look at in one message.
fn doubts(drawn: &Drawn, unsure: Unsure, place: &Place) -> Vec<Finding> {
    let mut found = Vec::new();
    let read = |field: Unsure| match field {
        Unsure::AMOUNT => drawn.amount.map_or_else(String::new, |amount| amount.yuan_text()),
        _ => drawn.text.chars().take(40).collect(),
    };
    for (field, word) in Unsure::ALL {
        match field {
            _ if !unsure.has(field) => {}
            Unsure::CUT => found.push(Finding::at(Code::MessageCut, place.clone(), [""; 0])),
            field => {
                found.push(Finding::at(Code::ReadingUnsure, place.clone(), [word.to_owned(), read(field)]))
            }
        }
    }
    found
}

/// The speakers met so far.
struct Voices {
    conversation: ConversationIx,
    known: HashMap<(Side, String), SpeakerIx>,
}

impl Voices {
    /// Who says this: a name above the bubble, the title's name in a conversation of two, nobody by name on my side.
    fn of(&mut self, drawn: &Drawn, title: &str, group: bool, sink: &mut dyn Sink) -> io::Result<SpeakerIx> {
        let name = match (drawn.side, &drawn.sender) {
            (Side::System, _) => String::new(),
            (_, Some(name)) => name.clone(),
            (Side::Other, None) if !group => title.to_owned(),
            _ => String::new(),
        };
        let key = (drawn.side, name);
        if let Some(speaker) = self.known.get(&key) {
            return Ok(*speaker);
        }
        let speaker = sink.speaker(Speaker {
            conversation: self.conversation,
            name: key.1.clone(),
            names: Vec::new(),
        })?;
        self.known.insert(key, speaker);
        Ok(speaker)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_groups_title_counts_its_members() {
        let rows = [
            ("家人群(5)", ("家人群", true)),
            ("群聊（12）", ("群聊", true)),
            ("老王(装修)", ("老王(装修)", false)),
            ("(3)", ("(3)", false)),
            ("老王", ("老王", false)),
        ];
        for (title, (name, counted)) in rows {
            assert_eq!(without_count(title), (name.to_owned(), counted), "{title}");
        }
    }
}
