//! The timeline: one axis of time with the chat on one side and the money on the other.
//!
//! A *row* is a stretch of the axis. At the finest scale it is one message, one transfer, or a transfer together with its
//! message where nothing else lies between them; at the coarser ones all that happened in an hour, day, month or year.

use juzheng_model::{
    Basis, Card, Direction, Fen, Id, MessageKind, Side, Status, TransferKind,
    link::{Decided, LinkBasis, Order, Verdict},
    time::Gap,
};
use serde::{Deserialize, Serialize};

/// How much time a row of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// An hour.
    Hour,
    /// One message or transfer.
    Moment,
}

/// What of the case the timeline shows. Empty lists mean all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineQuery {
    /// How much time a row is.
    pub scale: Scale,
    /// Only this party (its number among the settings' parties).
    pub party: Option<usize>,
    /// Only transfers with these verdicts.
    pub verdicts: Vec<Verdict>,
    /// Only messages of these kinds.
    pub kinds: Vec<MessageKind>,
    /// Whether messages are shown at all.
    pub chat: bool,
    /// A text to find; what holds it is lit, nothing is hidden for it.
    pub text: String,
}

/// A row on which the text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Hit {
    /// The row.
    pub row: u32,
    /// The message; `None` where a transfer's own words hold the text.
    pub message: Option<Id>,
}

/// A transfer of the minimap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Spot {
    /// Unix seconds.
    pub at: i64,
    /// Its row.
    pub row: u32,
    /// Which way.
    pub direction: Option<Direction>,
    /// What its link says; `None` without a link.
    pub verdict: Option<Verdict>,
}

/// The whole period in equal slices.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Density {
    /// Unix seconds at which the first slice begins.
    pub from: i64,
    /// Unix seconds at which the last slice ends.
    pub to: i64,
    /// Messages in each slice.
    pub messages: Vec<u32>,
    /// Transfers in each slice.
    pub transfers: Vec<u32>,
    /// The flagged transfers (over, undetermined, no message), at most a thousand, evenly thinned.
    pub flags: Vec<Spot>,
}

/// How many rows there are, and where one jumps.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineSummary {
    /// How many rows.
    pub rows: u32,
    /// Messages shown.
    pub messages: u32,
    /// Transfers shown.
    pub transfers: u32,
    /// The rows with a flagged transfer, ascending.
    pub flags: Vec<u32>,
    /// Where the text was found, ascending; at most 10,000.
    pub hits: Vec<Hit>,
    /// Whether there are more hits than these.
    pub more_hits: bool,
    /// The whole period; `None` where nothing has a time.
    pub density: Option<Density>,
}

/// A stretch of the axis.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineRow {
    /// Its number.
    pub row: u32,
    /// Unix seconds at which it begins; `None` for what has no time.
    pub at: Option<i64>,
    /// Its time in words that suit the scale: `14:02:11`, `14时`, `3月12日 周三`, `3月`, `2025年`.
    pub label: String,
    /// The day that begins with this row: `2025年3月12日 周三`; only at the two finest scales.
    pub day: Option<String>,
    /// Seconds since the row before, where that is a pause worth a word (six hours or more).
    pub pause_s: Option<i64>,
    /// The message, at the finest scale.
    pub message: Option<Bubble>,
    /// The messages and sums of the stretch, at the coarser scales.
    pub bunch: Option<Bunch>,
    /// The transfers; at the coarser scales the first few, flagged ones first.
    pub money: Vec<MoneyCard>,
    /// How many transfers of the stretch are not in `money`.
    pub money_more: u32,
}

/// A message as a bubble.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bubble {
    /// Its id.
    pub id: Id,
    /// Whose side.
    pub side: Side,
    /// Who, as the file names it.
    pub sender: String,
    /// The conversation, and whether it is a group.
    pub conversation: String,
    /// See `conversation`.
    pub group: bool,
    /// What it is.
    pub kind: MessageKind,
    /// The card, of a transfer.
    pub card: Option<Card>,
    /// The amount on the card.
    pub amount_fen: Option<Fen>,
    /// Verbatim, at most 4,000 characters.
    pub text: String,
    /// Whether `text` is cut.
    pub cut: bool,
    /// When, as it is printed; a span where the file leaves seconds open.
    pub time: Option<String>,
    /// What the time rests on.
    pub basis: Option<Basis>,
    /// Whether the user corrected it.
    pub corrected: bool,
    /// The file, and the place in it.
    pub artifact: Id,
    /// The row of the file, where it has rows.
    pub line: Option<u64>,
    /// The box on the picture, where it was read from one.
    pub bounds: Option<[u32; 4]>,
    /// Whether the machine read it from a picture and no person has checked that.
    pub machine: bool,
    /// The links that have it as their message.
    pub links: Vec<Id>,
    /// The row of the first of these transfers, at the query's scale; `None` where the query hides it.
    pub money_row: Option<u32>,
}

/// All that happened in a stretch of time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bunch {
    /// Unix seconds after its end.
    pub until: i64,
    /// Messages.
    pub messages: u32,
    /// Of these, mine.
    pub mine: u32,
    /// The first words that were written in it.
    pub first: Option<String>,
    /// Transfers.
    pub transfers: u32,
    /// Fen that went out.
    pub out_fen: i64,
    /// Fen that came in.
    pub in_fen: i64,
    /// Links by verdict: within, over, undetermined, no message.
    pub verdicts: [u32; 4],
}

/// A transfer as a card, with what its link says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MoneyCard {
    /// The transfer.
    pub transfer: Id,
    /// Its link; `None` where it gets none (a purchase, a refund).
    pub link: Option<Id>,
    /// When, as it is printed.
    pub time: Option<String>,
    /// Unix seconds.
    pub at: Option<i64>,
    /// Which way, from the user's side.
    pub direction: Option<Direction>,
    /// How much.
    pub amount_fen: Option<Fen>,
    /// With whom, as the bill names it.
    pub counterparty: Option<String>,
    /// The party's number.
    pub party: Option<usize>,
    /// What it is.
    pub kind: TransferKind,
    /// 交易类型, verbatim.
    pub type_text: String,
    /// What became of it.
    pub status: Status,
    /// 当前状态, verbatim.
    pub status_text: String,
    /// Fen that were given back.
    pub returned_fen: Option<Fen>,
    /// What the payer wrote.
    pub memo: Option<String>,
    /// How its message was found.
    pub basis: Option<LinkBasis>,
    /// What its link says.
    pub verdict: Option<Verdict>,
    /// The gap.
    pub gap: Option<Gap>,
    /// The message's place as seen from the transfer.
    pub order: Option<Order>,
    /// Whether another pairing is as good.
    pub ambiguous: bool,
    /// Whether a person has decided.
    pub decided: Option<Decided>,
    /// What the user noted.
    pub note: Option<String>,
    /// The message.
    pub message: Option<Id>,
    /// The row of the message at the query's scale; `None` outside a timeline, and where the query hides it.
    pub message_row: Option<u32>,
    /// Whether a person should look: over, undetermined, no message or ambiguous, and not decided.
    pub flagged: bool,
    /// Whether the machine read it from pictures only and no person has checked them.
    pub machine: bool,
}
