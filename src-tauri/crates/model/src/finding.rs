//! Findings: things a person should look at, as a code with arguments; the words hang on the code elsewhere.

use crate::{canon::Canon, place::Place};
use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// A person should look.
    Check,
    /// It may change what the evidence is worth.
    Serious,
}

/// Declares the codes with the word under which each is stored and exported (never changed once released).
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $severity:ident;)*) => {
        /// What a finding is about. The arguments that each code carries are named in its documentation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The word under which it is stored and exported.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// The code of a stored word.
            pub fn from_word(word: &str) -> Option<Code> {
                match word { $($word => Some(Code::$name),)* _ => None }
            }
        }
    };
}

codes! {
    /// A receipt's digest is that of a file of the case, or of its root: algorithm, the file's name.
    ReceiptMatches = "receipt-matches", Note;
    /// A receipt is for another digest than the file has that the user says it is for: algorithm and digest, the file's name.
    ReceiptDiffers = "receipt-differs", Serious;
    /// A receipt claims no digest that could be read, or one of nothing in the case: algorithm and digest, or empty.
    ReceiptUnmatched = "receipt-unmatched", Check;
    /// The bill's declared number of rows differs: which (`共`, `收入`, `支出`, `中性交易`), declared, counted.
    BillCountDiffers = "bill-count-differs", Serious;
    /// The bill's declared total differs: which, declared (yuan), counted (yuan).
    BillTotalDiffers = "bill-total-differs", Serious;
    /// The bill's 微信昵称 is no name of mine or of another party: the owner.
    BillOwnerUnknown = "bill-owner-unknown", Check;
    /// The bill's owner is the other side, so directions are turned: the owner.
    BillOfOtherSide = "bill-of-other-side", Note;
    /// A row's time lies outside the period of the preamble: time, period.
    RowOutsidePeriod = "row-outside-period", Serious;
    /// A transaction id stands on more than one row: the id, how often.
    IdRepeated = "id-repeated", Check;
    /// An id went through a spreadsheet (scientific notation, digits lost): the id as it stands.
    IdDamaged = "id-damaged", Check;
    /// Times without seconds where the official file has them; once per file: number of rows.
    SecondsLost = "seconds-lost", Check;
    /// Saved again by a spreadsheet program; once per file: the sign of it.
    FileResaved = "file-resaved", Check;
    /// An unknown 交易类型: the text.
    TypeUnknown = "type-unknown", Note;
    /// An unknown 当前状态: the text.
    StatusUnknown = "status-unknown", Check;
    /// A row that could not be read in part or whole: what could not be read, the text (shortened).
    RowUnreadable = "row-unreadable", Check;
    /// Times without a zone; once per file.
    ZoneAssumed = "zone-assumed", Note;
    /// No preamble to check the rows against: why.
    SelfCheckImpossible = "self-check-impossible", Check;
    /// The bill's own words: deleted records are missing from it; for personal reconciliation only: the note.
    BillNote = "bill-note", Note;
    /// A refund row whose original is not in the file: its transaction id.
    RefundAlone = "refund-alone", Check;
    /// The archive or file wants a password.
    PasswordNeeded = "password-needed", Check;
    /// The given password does not open it.
    PasswordWrong = "password-wrong", Check;
    /// No reader knows this file.
    UnknownFormat = "unknown-format", Check;
    /// The file is broken off or damaged: what could not be read.
    FileDamaged = "file-damaged", Serious;
    /// Not unpacked or not read on because of a limit: what, the limit.
    LimitReached = "limit-reached", Serious;
    /// A file that could not be taken in: why.
    FileUnreadable = "file-unreadable", Check;
    /// A file that was kept but not read to its end, because reading was broken off.
    NotRead = "not-read", Check;
    /// An entry of an archive with a name that points outside: the name.
    EntryNameUnsafe = "entry-name-unsafe", Check;
    /// Read as GB18030 or UTF-16, not UTF-8: the encoding.
    EncodingConverted = "encoding-converted", Note;
    /// Bytes that are no text in the file's encoding: how many rows.
    EncodingBroken = "encoding-broken", Check;
    /// An export by a third-party tool, derived from the phone: the layout.
    DerivedExport = "derived-export", Note;
    /// The export shows transfers without their amounts: how many.
    AmountsDropped = "amounts-dropped", Check;
    /// A typed text looks like a transfer card.
    TypedCard = "typed-card", Check;
    /// No sender of this chat is known as me: the senders.
    SenderMeUnknown = "sender-me-unknown", Check;
    /// No conversation belongs to a party: the party.
    ConversationMissing = "conversation-missing", Check;
    /// A picture of a chat on which its title is not seen: it belongs to nobody.
    ConversationUnnamed = "conversation-unnamed", Check;
    /// A constant shift between cards and bill rows of a chat: in words, number of pairs, artifact, seconds.
    ClockShift = "clock-shift", Serious;
    /// A card in the chat without a bill row: amount, time.
    CardWithoutBillRow = "card-without-bill-row", Check;
    /// A transfer without a message near it: amount, time.
    TransferWithoutMessage = "transfer-without-message", Check;
    /// The gap is over the threshold: amount, time, gap.
    GapOver = "gap-over", Check;
    /// A transfer without words of the payer: amount, time.
    MemoMissing = "memo-missing", Note;
    /// Two transfers of both sides' bills may be the same payment: amount, time.
    BothSidesBilled = "both-sides-billed", Check;
    /// Pictures cannot be read on this computer yet: the models for recognising text are not there.
    RecognitionMissing = "recognition-missing", Check;
    /// A picture on which nothing can be read.
    NothingReadable = "nothing-readable", Check;
    /// A picture that is no page of WeChat's that tells of messages or money: what told it.
    OtherScreen = "other-screen", Note;
    /// The machine is not sure of a field it read: the field (name in the JSON), what it read.
    ReadingUnsure = "reading-unsure", Check;
    /// A message or card that the edge of the picture cuts off.
    MessageCut = "message-cut", Note;
    /// What the edge of a picture leaves of something is too little to be read: no record was made of it.
    SliceUnread = "slice-unread", Note;
    /// Labels need the day of capture, and nothing says it: number of labels.
    CaptureTimeNeeded = "capture-time-needed", Check;
    /// When the picture was captured, and what says it: the time, `name` or `exif`.
    CaptureTimeFrom = "capture-time-from", Note;
    /// Two signs of the time of capture disagree: which and what (`name`, `exif`, `clock`, `user`), twice.
    CaptureTimeDiffers = "capture-time-differs", Check;
    /// A chat without any time label: its messages are undated.
    NoTimeLabel = "no-time-label", Check;
    /// Captured on the day of the messages, the labels show no date: capture again on a later day.
    RetakeForDate = "retake-for-date", Check;
    /// A label that cannot be: the label, why (`no-such-day`, `future`, `weekday`, `no-such-time`, `period-word`, `before-wechat`).
    LabelImpossible = "label-impossible", Serious;
    /// A label that is earlier than the one above it: the label, the one above.
    LabelsBackwards = "labels-backwards", Serious;
    /// A piece of the conversation may be missing between two pictures: their names.
    PieceMissing = "piece-missing", Check;
    /// Two pictures may overlap in more than one way, because messages on them are equal: their names.
    OverlapUnclear = "overlap-unclear", Check;
    /// Two pictures show the same message at times that exclude each other: the time here, the other's name, the time there.
    TimesDiffer = "times-differ", Check;
    /// Two pictures show nearly the same: the other one's name.
    NearDuplicate = "near-duplicate", Note;
    /// A page of money of which no transfer could be told.
    MoneyUnread = "money-unread", Check;
    /// Two sources of one transfer disagree: the field, what this one says, what the other says.
    SourcesDisagree = "sources-disagree", Serious;
    /// A picture without an order number shows what may be counted already: amount, time, where the other stands.
    PerhapsTwice = "perhaps-twice", Check;
    /// An order number whose layout does not fit (length, prefix, date): the number, why.
    IdLayout = "id-layout", Check;
    /// The picture names an editing program: its name.
    SignEditor = "sign-editor", Check;
    /// The picture's size is that of no known phone: width, height.
    SignSize = "sign-size", Note;
    /// A JPEG that was saved again, or a screenshot that is usually no JPEG: what shows it.
    SignResaved = "sign-resaved", Note;
    /// A line of an amount is uneven (height, baseline or stroke of some characters differ): the line, the characters.
    SignUnevenLine = "sign-uneven-line", Check;
    /// The page does not look like WeChat's own (an exporter's viewer, a generator, another program): what shows it.
    SignNotWechat = "sign-not-wechat", Check;
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// What the words of the code are filled with, in the order that the code documents.
    pub args: Vec<String>,
    /// Where; `None` is the file as a whole.
    pub place: Option<Place>,
}

impl Finding {
    /// A finding about a place.
    pub fn at(code: Code, place: Place, args: impl IntoIterator<Item = impl Into<String>>) -> Finding {
        Finding { code, args: args.into_iter().map(Into::into).collect(), place: Some(place) }
    }

    /// A finding about the file as a whole.
    pub fn of_file(code: Code, args: impl IntoIterator<Item = impl Into<String>>) -> Finding {
        Finding { code, args: args.into_iter().map(Into::into).collect(), place: None }
    }

    /// Appends the canonical bytes.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.str(self.code.word()).strs(&self.args);
        match &self.place {
            Some(place) => out.place(place),
            None => out.raw(&[0]),
        };
    }
}
