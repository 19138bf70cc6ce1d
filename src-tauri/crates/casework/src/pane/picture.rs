//! Review of pictures: which there are, what the machine read on each, box by box, and what a person says of it.

use super::finding::FindingPane;
use juzheng_model::{
    Card, Direction, Fen, Id, MessageKind, Side, Span, Status, TransferKind,
    screen::{CaptureSource, ScreenKind},
};
use serde::{Deserialize, Serialize};

/// Which pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PictureShow {
    /// All.
    All,
    /// Those with readings that nobody has checked.
    Unchecked,
    /// Those whose time labels need the day of capture, which nothing says.
    TimeNeeded,
}

/// Which pictures, in the order in which they are best checked: unchecked ones first, then the least sure, then by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PictureQuery {
    /// Which.
    pub show: PictureShow,
    /// Only where the name of the file or the title of the page holds this.
    pub text: String,
}

/// How many pictures of each state there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PictureCounts {
    /// Pictures that were read.
    pub total: u32,
    /// Those on which records were read and that nobody has checked.
    pub unchecked: u32,
    /// Those that a person has checked.
    pub checked: u32,
    /// Those that need their time of capture.
    pub time_needed: u32,
}

/// Some pictures.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PicturePage {
    /// How many the query has.
    pub total: u32,
    /// The number of the first one here.
    pub from: u32,
    /// The pictures.
    pub rows: Vec<PictureRow>,
    /// All of the case by state.
    pub counts: PictureCounts,
}

/// A picture for the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PictureRow {
    /// The file.
    pub artifact: Id,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub screen: ScreenKind,
    /// The title of the page, as it stands there.
    pub title: Option<String>,
    /// Messages and transfers that were read on it.
    pub records: u32,
    /// Those with a field of which the machine is not sure and that nobody corrected; 0 once it is checked.
    pub unsure: u32,
    /// The least confidence of a record, in thousandths; `None` where there is none.
    pub confidence: Option<u16>,
    /// Whether a person has checked it.
    pub checked: bool,
    /// When it was captured, where something says it.
    pub captured: Option<CaptureTime>,
    /// Whether its labels need the time of capture.
    pub time_needed: bool,
}

/// When a picture was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CaptureTime {
    /// As it is printed: `2024-03-01 20:15:33`.
    pub time: String,
    /// What says it.
    pub source: CaptureSource,
}

/// A picture with all that was read on it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Picture {
    /// As in the list.
    pub row: PictureRow,
    /// Its size in pixels, turned upright.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// In how many slices of [`Picture::slice_height`] pixels it is given out; 0 where it is shown as the file that it is.
    pub slices: u32,
    /// Pixels of a slice; the last one has the rest.
    pub slice_height: u32,
    /// Its records from the top down.
    pub boxes: Vec<PictureBox>,
    /// Boxes (x, y, width, height) that are not shown in what is made for others; the oldest first.
    pub covers: Vec<[u32; 4]>,
    /// Its findings that are about no one record, at most 200 of each sort.
    pub findings: Vec<FindingPane>,
}

/// A record on a picture.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PictureBox {
    /// The message or transfer; of one that stands on several pictures the same on each.
    pub record: Id,
    /// x, y, width, height on the upright picture.
    pub bounds: Option<[u32; 4]>,
    /// What it says, where it is a message.
    pub message: Option<ReadMessage>,
    /// What it says, where it is a transfer.
    pub transfer: Option<ReadTransfer>,
    /// The amount.
    pub amount_fen: Option<Fen>,
    /// When.
    pub when: Option<Span>,
    /// The least confidence of its characters, in thousandths.
    pub confidence: u16,
    /// The fields of which the machine is not sure and that nobody corrected, by their names in the JSON; `cut` where the
    /// edge of the picture cuts it off.
    pub unsure: Vec<String>,
    /// What a person corrected.
    pub corrected: Vec<Correction>,
    /// Findings on it.
    pub findings: Vec<FindingPane>,
}

/// What a message on a picture says, corrections laid over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReadMessage {
    /// Whose side.
    pub side: Side,
    /// Who, as the picture names it.
    pub sender: String,
    /// What it is.
    pub kind: MessageKind,
    /// The card, of a transfer.
    pub card: Option<Card>,
    /// Verbatim.
    pub text: String,
}

/// What a transfer on a picture says, corrections laid over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReadTransfer {
    /// Which way, as the owner of the phone sees it.
    pub direction: Option<Direction>,
    /// What it is.
    pub kind: TransferKind,
    /// The words from which the kind was told, verbatim.
    pub type_text: String,
    /// What became of it.
    pub status: Status,
    /// 当前状态, verbatim.
    pub status_text: String,
    /// With whom.
    pub counterparty: Option<String>,
    /// What the payer wrote.
    pub memo: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// 交易单号
    pub transaction_id: Option<String>,
    /// 商户单号 or 转账单号
    pub merchant_id: Option<String>,
    /// 支付方式
    pub method: Option<String>,
    /// When it was accepted, where the picture says it.
    pub accepted: Option<Span>,
    /// When it was given back, where the picture says it.
    pub returned: Option<Span>,
}

/// A field that a person corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Correction {
    /// Its name in the JSON.
    pub field: String,
    /// What the machine read: text as it stands, amounts in fen, times as they are printed, else the word in the JSON.
    pub read: String,
}

/// For which pictures a time of capture is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum CaptureScope {
    /// For these.
    These {
        /// Their ids.
        artifacts: Vec<Id>,
    },
    /// For all that need it.
    TimeNeeded,
}
