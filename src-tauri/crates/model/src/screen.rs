//! What a picture of a screen is, and how sure the machine was of what it read there.

use crate::{
    canon::Canon,
    time::{Basis, Moment},
};
use serde::{Deserialize, Serialize};

/// What a picture shows, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum ScreenKind {
    /// A conversation: bubbles of two sides, time labels between them.
    Chat,
    /// 聊天记录, a merged-forward page: every message has its sender and time, all on the left.
    MergedForward,
    /// 账单: rows of names, times and signed amounts.
    BillList,
    /// 账单详情: one movement of money as label/value pairs.
    BillDetail,
    /// 转账详情: one transfer with its state and clocks.
    TransferDetail,
    /// The page of an opened red packet.
    RedPacket,
    /// 个人信息 / the profile of a contact: name, 微信号, region.
    Profile,
    /// The list of conversations.
    SessionList,
    /// Anything else, a payment that is still being entered among them.
    Other,
}

/// Which sort of program drew the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// An iPhone.
    Ios,
    /// An Android phone.
    Android,
    /// WeChat for Windows, macOS or Linux.
    Pc,
    /// Not told.
    Unknown,
}

/// What the time of capture rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum CaptureSource {
    /// The user said it.
    User,
    /// A known pattern of the file's name.
    Name,
    /// EXIF, of a picture that no editor has touched.
    Exif,
}

/// A picture of a screen as a whole. Stored with the reading and covered by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Screen {
    /// What it shows.
    pub kind: ScreenKind,
    /// What told it: words that stand on the picture, or ASCII words of the reader (`bubbles-both-sides`, `time-label`).
    pub signs: Vec<String>,
    /// What drew it.
    pub device: Device,
    /// Whether it is in dark mode.
    pub dark: bool,
    /// Width of the picture in pixels.
    pub width: u32,
    /// Height of the picture in pixels.
    pub height: u32,
    /// The title of the page (of a chat its name), as it stands there.
    pub title: Option<String>,
    /// The status-bar clock, minutes of the day. It is the capture's time of day, never a message's.
    pub clock: Option<u16>,
    /// When it was captured (wall clock of the phone), where something says it.
    #[cfg_attr(feature = "typescript", ts(skip))]
    #[serde(skip)]
    pub captured: Option<(Moment, CaptureSource)>,
    /// The engine that read it, with its version.
    pub engine: String,
}

impl Screen {
    /// Appends the canonical bytes.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.raw(&[self.kind as u8, self.device as u8, u8::from(self.dark)]).strs(&self.signs);
        out.u64(u64::from(self.width)).u64(u64::from(self.height)).opt_str(self.title.as_deref());
        out.u64(self.clock.map_or(u64::MAX, u64::from));
        out.moment(self.captured.map(|(moment, _)| moment));
        out.raw(&[self.captured.map_or(0, |(_, source)| source as u8 + 1)]).str(&self.engine);
    }
}

/// A set of fields of which the machine is not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Unsure(u8);

impl Unsure {
    /// The text, the memo or another name.
    pub const TEXT: Unsure = Unsure(1);
    /// The amount.
    pub const AMOUNT: Unsure = Unsure(2);
    /// A time.
    pub const WHEN: Unsure = Unsure(4);
    /// Whose side it is on.
    pub const SIDE: Unsure = Unsure(8);
    /// What it is.
    pub const KIND: Unsure = Unsure(16);
    /// An order number.
    pub const ID: Unsure = Unsure(32);
    /// Cut off by the edge of the picture, or partly covered.
    pub const CUT: Unsure = Unsure(64);

    /// Every field with the word under which it is exported: the name of the field in the JSON, or `cut`.
    pub const ALL: [(Unsure, &'static str); 7] = [
        (Unsure::TEXT, "text"),
        (Unsure::AMOUNT, "amount_fen"),
        (Unsure::WHEN, "when"),
        (Unsure::SIDE, "side"),
        (Unsure::KIND, "kind"),
        (Unsure::ID, "id"),
        (Unsure::CUT, "cut"),
    ];

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Unsure) -> Unsure {
        Unsure(self.0 | other.0)
    }

    /// This set less the fields of `other`.
    #[must_use]
    pub fn without(self, other: Unsure) -> Unsure {
        Unsure(self.0 & !other.0)
    }

    /// Whether every field of `other` is in it.
    pub fn has(self, other: Unsure) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the machine is sure of everything.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its words.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        Unsure::ALL.into_iter().filter(move |(field, _)| self.has(*field)).map(|(_, word)| word)
    }

    /// The bits under which it is stored. Released: never changed.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The set of stored bits; `None` where a bit means nothing.
    pub fn from_bits(bits: u8) -> Option<Unsure> {
        (bits < 128).then_some(Unsure(bits))
    }
}

/// How a record was seen on a picture. Records of files that were written as text have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seen {
    /// The least confidence of its characters, in thousandths.
    pub confidence: u16,
    /// What the machine is not sure of.
    pub unsure: Unsure,
    /// What the time of the record rests on.
    pub basis: Basis,
}

impl Seen {
    /// Appends the canonical bytes. They begin with a byte that no record begins with, so that a record without them and
    /// the next record cannot be taken for one with them.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.raw(&[0xf0]).raw(&self.confidence.to_be_bytes()).raw(&[self.unsure.bits(), self.basis as u8]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_fields_is_stored_and_said_in_words() {
        let set = Unsure::AMOUNT.with(Unsure::ID);
        assert_eq!(set.words().collect::<Vec<_>>(), ["amount_fen", "id"]);
        assert_eq!(Unsure::from_bits(set.bits()), Some(set));
        assert_eq!(Unsure::from_bits(128), None);
        assert!(set.has(Unsure::ID) && !set.has(Unsure::TEXT) && Unsure::default().is_empty());
    }
}
