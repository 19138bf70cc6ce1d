//! Messages of a chat as a reader gives them, and who speaks in which conversation.

use crate::{
    canon::Canon,
    id::Id,
    money::Fen,
    place::Place,
    screen::Seen,
    time::{Basis, Moment},
};
use serde::{Deserialize, Serialize};

/// Index of a conversation within one reading, in the order of first appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConversationIx(pub u32);

/// Index of a speaker within one reading, in the order of first appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerIx(pub u32);

/// The messages with one person or group, as the file tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Conversation {
    /// What tells conversations of one file apart (a wxid, a room id, a local number); empty where the file holds one.
    pub key: String,
    /// Whether `key` is an id of WeChat's (a wxid or room id); else the conversation is named by its senders.
    pub key_is_id: bool,
    /// Names that the file gives the conversation itself (remark, display name), not its senders.
    pub names: Vec<String>,
    /// Whether the file says it is a group; `None` where it does not say.
    pub group: Option<bool>,
}

/// One sender in one conversation, with all the names that the file gives for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    /// The conversation it speaks in.
    pub conversation: ConversationIx,
    /// The name to show, as the file shows it; empty for the system.
    pub name: String,
    /// Further names of the same sender (wxid, nickname, remark), without `name`, without empty ones.
    pub names: Vec<String>,
}

/// Whose side of the chat a message is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Side {
    /// The owner of the phone or export.
    Me = 1,
    /// Anyone else.
    Other = 2,
    /// A notice of WeChat's.
    System = 3,
    /// The file names senders without saying which one exported it.
    Unknown = 0,
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
#[allow(missing_docs)] // the words are those of WeChat
pub enum MessageKind {
    Text = 0,
    Transfer = 1,
    RedPacket = 2,
    Image = 3,
    Voice = 4,
    Video = 5,
    File = 6,
    Link = 7,
    Quote = 8,
    Location = 9,
    Sticker = 10,
    Call = 11,
    Recalled = 12,
    System = 13,
    Other = 14,
}

impl MessageKind {
    /// Every kind, indexed by its number.
    pub const ALL: [MessageKind; 15] = {
        use MessageKind::*;
        [
            Text, Transfer, RedPacket, Image, Voice, Video, File, Link, Quote, Location, Sticker, Call,
            Recalled, System, Other,
        ]
    };
}

/// Which card of a transfer a message is. A completed transfer is two: sent by the payer, receipt by the payee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Card {
    /// The payer's card: its time is the *sent* clock.
    Sent = 1,
    /// The payee's card after accepting: its time is the *accepted* clock, never a second payment.
    Receipt = 2,
    /// The payee's card after giving the money back.
    Returned = 3,
    /// Not accepted within 24 hours.
    Expired = 4,
}

impl Card {
    /// Every card, in the order of their numbers from 1.
    pub const ALL: [Card; 4] = [Card::Sent, Card::Receipt, Card::Returned, Card::Expired];
}

impl Side {
    /// Every side, indexed by its number.
    pub const ALL: [Side; 4] = [Side::Unknown, Side::Me, Side::Other, Side::System];
}

/// One item of a conversation, as a reader found it. What the case's settings add (whose name is whose) is not in it.
///
/// `S` is how it holds its words: its own, or borrowed from where many messages keep theirs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<S = String> {
    /// Where it stands in the file.
    pub place: Place,
    /// Who sent it, in which conversation.
    pub speaker: SpeakerIx,
    /// When; `None` where the file does not say.
    pub when: Option<Moment>,
    /// Its side as the file *states* it (a flag, an empty sender); `Unknown` where only names stand there.
    pub side: Side,
    /// What it is.
    pub kind: MessageKind,
    /// The card, for transfers; `None` where the export does not tell which card it is.
    pub card: Option<Card>,
    /// The amount on the card, where it shows one.
    pub amount: Option<Fen>,
    /// The text, verbatim, CRLF as LF.
    pub text: S,
    /// The exporter's id of the message, unless it is damaged.
    pub source_id: Option<S>,
    /// The transfer id that the export keeps (31 digits), equal to the payer's 商户单号 in the bill.
    pub transfer_id: Option<S>,
    /// When the transfer was sent, where a receipt's own text says so (PyWxDump: 转账时间).
    pub sent_at: Option<Moment>,
    /// How it was seen, where it was read from a picture.
    pub seen: Option<Seen>,
}

impl<S> Message<S> {
    /// What its time rests on.
    pub fn basis(&self) -> Basis {
        self.seen.map_or(Basis::Export, |seen| seen.basis)
    }

    /// The same message with its words held otherwise: `hold` is asked for the text, the source id and the transfer id.
    #[inline]
    pub fn held<'m, T>(&'m self, mut hold: impl FnMut(&'m S) -> T) -> Message<T> {
        Message {
            place: self.place.clone(),
            speaker: self.speaker,
            when: self.when,
            side: self.side,
            kind: self.kind,
            card: self.card,
            amount: self.amount,
            text: hold(&self.text),
            source_id: self.source_id.as_ref().map(&mut hold),
            transfer_id: self.transfer_id.as_ref().map(&mut hold),
            sent_at: self.sent_at,
            seen: self.seen,
        }
    }
}

impl<S: AsRef<str>> Message<S> {
    /// The id of this message. With a source id it is the same in every export of that layout; else it is the place's.
    ///
    /// `repeated` says that an earlier message of the same file already has that identity: then the place decides.
    pub fn id(
        &self,
        artifact: &crate::Digest,
        layout: &str,
        conversation: &Conversation,
        repeated: bool,
    ) -> Id {
        let text = self.text.as_ref();
        Id::derive_of("message", 96 + text.len(), |bytes| {
            match &self.source_id {
                Some(source) if !repeated => {
                    let source = source.as_ref();
                    bytes.str(layout).str(&conversation.key).str(source).moment(self.when).str(text)
                }
                _ => bytes.raw(&artifact.0).place(&self.place),
            };
        })
    }

    /// Appends the canonical bytes: every field, each with its length, so that no two messages share them.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.place(&self.place).u64(u64::from(self.speaker.0)).moment(self.when);
        out.raw(&[self.side as u8, self.kind as u8, self.card.map_or(0, |c| c as u8)]);
        out.opt_fen(self.amount).str(self.text.as_ref());
        out.opt_str(self.source_id.as_ref().map(S::as_ref)).opt_str(self.transfer_id.as_ref().map(S::as_ref));
        out.moment(self.sent_at);
        if let Some(seen) = &self.seen {
            seen.canon(out);
        }
    }
}

impl Conversation {
    /// Appends the canonical bytes.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.str(&self.key).raw(&[self.key_is_id as u8, self.group.map_or(2, u8::from)]).strs(&self.names);
    }
}

impl Speaker {
    /// Appends the canonical bytes.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.u64(u64::from(self.conversation.0)).str(&self.name).strs(&self.names);
    }
}
