//! sjzar/chatlog: the answer of its interface as JSON, saved by the user.
//!
//! A list, the same under `items`, or one object a line. `time` is RFC 3339 with its offset, the only certain time among
//! these exports; `seq` is the message's number in its chat; `isSelf` the side; `type` and `subType` WeChat's numbers.
//! Transfers keep amount and state in `content`. `contents` (links, pictures, the quoted message) is passed over.

use super::{
    card,
    chatlog_csv::SYSTEM,
    item::{Chat, Item},
    json::{Elements, Scalar, What, first_keys},
    kind,
    tally::Tally,
    transcript::Transcript,
};
use crate::{
    error::Error,
    table::{Cell, shortened},
};
use chrono::DateTime;
use juzheng_model::{Code, Finding, MessageKind, Moment, Offset, Place, Side, Zone};
use serde::Deserialize;
use std::{borrow::Cow, io::Read};

/// Whether a file that begins so is this layout.
pub(super) fn is(head: &[u8]) -> bool {
    let keys = first_keys(head);
    [&b"seq"[..], b"time", b"talker", b"sender", b"isSelf"].iter().all(|key| keys.contains(key))
}

/// Reads the list to its end, or to where the file is cut off.
///
/// # Errors
/// The input cannot be read, or the sink refuses.
pub(super) fn read(input: impl Read, transcript: &mut Transcript<'_>) -> Result<(), Error> {
    let mut elements = Elements::open(input).map_err(Error::reading("opening the list"))?;
    while let Some(found) = elements.next().map_err(Error::reading("reading on in the list"))? {
        let place = Place::Bytes { bytes: [found.from, found.to] };
        let place = || place.clone();
        let size = found.to - found.from;
        match found.what {
            What::Element => match serde_json::from_slice::<Element<'_>>(elements.bytes()) {
                Ok(element) if !element.is_empty() => {
                    let mut item = element.into_item(&mut transcript.tally);
                    transcript.add(place(), &mut item)?;
                }
                _ => {
                    let text = shortened(&String::from_utf8_lossy(elements.bytes()));
                    transcript.say(Finding::at(Code::RowUnreadable, place(), ["json".to_owned(), text]))?;
                }
            },
            What::Broken => transcript.say(Finding::at(Code::RowUnreadable, place(), ["json", ""]))?,
            What::TooLarge => transcript.say(Finding::at(
                Code::LimitReached,
                place(),
                ["json".to_owned(), size.to_string()],
            ))?,
            What::CutOff => transcript.say(Finding::at(Code::FileDamaged, place(), ["cut-off"]))?,
        }
    }
    Ok(())
}

/// An element as it stands in the file.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Element<'r> {
    #[serde(borrow, default)]
    seq: Scalar<'r>,
    #[serde(borrow, default)]
    time: Scalar<'r>,
    #[serde(borrow, default)]
    talker: Scalar<'r>,
    #[serde(borrow, default)]
    talker_name: Scalar<'r>,
    #[serde(borrow, default)]
    is_chat_room: Scalar<'r>,
    #[serde(borrow, default)]
    sender: Scalar<'r>,
    #[serde(borrow, default)]
    sender_name: Scalar<'r>,
    #[serde(borrow, default)]
    is_self: Scalar<'r>,
    #[serde(rename = "type", borrow, default)]
    number: Scalar<'r>,
    #[serde(borrow, default)]
    sub_type: Scalar<'r>,
    #[serde(borrow, default)]
    content: Scalar<'r>,
}

impl<'r> Element<'r> {
    /// Whether it holds nothing of a message.
    fn is_empty(&self) -> bool {
        *self == Element::default()
    }

    fn into_item(self, tally: &mut Tally) -> Item<'r> {
        let mut chat = Chat::of_id(self.talker.text(), self.talker_name.text());
        if chat.is_id {
            chat.group = chat.group.map(|group| group || self.is_chat_room.flag() == Some(true));
        }
        let no_content = matches!(self.content, Scalar::Nested | Scalar::Nothing);
        let content = match self.content.text() {
            text if text.contains("\r\n") => Cow::Owned(text.replace("\r\n", "\n")),
            text => text,
        };
        let mut item = Item::new(chat, content);
        if no_content {
            item.unreadable("content", "");
        }
        if item.chat.key.is_empty() {
            item.unreadable("talker", "");
        }
        item.source_id = tally.id(match self.seq {
            Scalar::Text(text) => Cell::Text(text),
            Scalar::Whole(number) => Cell::Text(Cow::Owned(number.to_string())),
            Scalar::Float(number) => Cell::Text(Cow::Owned(format!("{number:E}"))),
            Scalar::Nothing | Scalar::Flag(_) | Scalar::Nested => Cell::Empty,
        });
        let time = self.time.text();
        item.when = stated(&time);
        if item.when.is_none() {
            item.unreadable("time", &time);
        }
        let sender = self.sender.text();
        let from_system = sender == SYSTEM;
        item.names = [self.sender_name.text(), sender, Cow::Borrowed("")];
        match self.number.whole() {
            Some(number) => item.kind = kind::of_number(number, self.sub_type.whole().unwrap_or(0)),
            None => {
                item.kind = MessageKind::Other;
                item.unreadable("type", &self.number.text());
            }
        }
        if item.kind == MessageKind::System || from_system {
            item.become_notice();
            return item;
        }
        item.side = match self.is_self.flag() {
            Some(true) => Side::Me,
            Some(false) => Side::Other,
            None => {
                item.unreadable("isSelf", &self.is_self.text());
                Side::Unknown
            }
        };
        item.read_card("content", tally, card::chatlog);
        item
    }
}

/// RFC 3339 with its offset.
fn stated(text: &str) -> Option<Moment> {
    let time = DateTime::parse_from_rfc3339(text).ok()?;
    let minutes = i16::try_from(time.offset().local_minus_utc() / 60).ok()?;
    Moment::wall(time.naive_local(), 0, Zone::Stated(Offset::from_minutes(minutes)?))
}
