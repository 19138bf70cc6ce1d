//! What a dossier is made of: the case at one moment, everything already resolved, ready to be laid out.
//!
//! Texts of findings and reasons are words already; times are spans; what is left out is counted.

use crate::{
    artifact::{Artifact, Facts},
    digest::Digest,
    finding::Severity,
    id::Id,
    link::{Clock, Decided, LinkBasis, Order, Verdict},
    message::{Card, MessageKind, Side},
    money::Fen,
    party::Party,
    place::Place,
    time::{Gap, Offset, Span},
    transfer::{Direction, Status, TransferKind},
};

/// A case, ready to be printed.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The case's title.
    pub title: String,
    /// The case's id.
    pub case: Id,
    /// The offset in which times without a zone are read.
    pub offset: Offset,
    /// The threshold of the gap, in seconds.
    pub threshold_s: i64,
    /// The parties.
    pub parties: Vec<Party>,
    /// Every artifact, ordered by path then digest.
    pub artifacts: Vec<ArtifactView>,
    /// The transfers of the parties, in time order.
    pub transfers: Vec<TransferView>,
    /// Cards in the parties' chats without a bill row, in time order.
    pub loose_cards: Vec<MessageView>,
    /// The chat around the linked transfers, one excerpt for each unbroken stretch.
    pub excerpts: Vec<Excerpt>,
    /// The parties' transfer totals.
    pub totals: Totals,
    /// Findings, the weightiest first.
    pub findings: Vec<FindingView>,
    /// What is in the case but not in the dossier.
    pub left_out: LeftOut,
    /// Messages of the parties' conversations in the whole case.
    pub messages: u64,
    /// SHA-256 over the SHA-256 of all artifacts, one a line in sorted order: which material this dossier rests on.
    pub root: Digest,
    /// The last custody entry that is not itself an export or a check.
    pub custody_head: Digest,
    /// Its sequence number.
    pub custody_seq: u64,
    /// The custody entries up to it that change the case, in order, in words.
    pub custody: Vec<CustodyView>,
}

/// One entry of the custody chain in words.
#[derive(Debug, Clone)]
pub struct CustodyView {
    /// Its sequence number.
    pub seq: u64,
    /// When, Unix seconds.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What was done, in one sentence.
    pub sentence: String,
}

/// An artifact with what was read from it.
#[derive(Debug, Clone)]
pub struct ArtifactView {
    /// The artifact.
    pub artifact: Artifact,
    /// What its reader said of it; `None` where nothing was read.
    pub facts: Option<Facts>,
    /// Reader and version.
    pub reader: Option<String>,
    /// Messages read.
    pub messages: u64,
    /// Transfers read.
    pub transfers: u64,
    /// Transfers of the parties among them.
    pub cited_transfers: u64,
    /// Whether a transfer or excerpt of the dossier comes from it.
    pub cited: bool,
    /// What was read on it where it is a picture, from the top down.
    pub seen: Vec<SeenView>,
    /// Boxes that the user wants hidden on it: x, y, width, height in pixels of the picture turned upright.
    pub covers: Vec<[u32; 4]>,
}

/// A record that was read on a picture.
#[derive(Debug, Clone)]
pub struct SeenView {
    /// Where it stands: x, y, width, height in pixels of the picture turned upright.
    pub bounds: [u32; 4],
    /// What it is.
    pub record: SeenRecord,
}

/// What a record on a picture is.
#[derive(Debug, Clone)]
pub enum SeenRecord {
    /// A message.
    Message(MessageView),
    /// A movement of money.
    Transfer(SeenTransfer),
}

/// A movement of money as a picture shows it.
#[derive(Debug, Clone)]
pub struct SeenTransfer {
    /// When.
    pub when: Option<Span>,
    /// Out or in, as seen from the user's side.
    pub direction: Option<Direction>,
    /// The amount.
    pub amount: Option<Fen>,
    /// The name of the other side.
    pub counterparty: Option<String>,
    /// 当前状态 as it stands there.
    pub status_text: String,
    /// The payer's words.
    pub memo: Option<String>,
    /// 交易单号
    pub transaction_id: Option<String>,
    /// Whether it is no transfer of a party of the case.
    pub unrelated: bool,
    /// Whether no person has checked it.
    pub unchecked: bool,
}

/// Sums over the parties' transfers with direction out or in that did not fail. Labelled 流水合计，不等于欠款.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Rows paid out, and their sum in fen.
    pub out: (u64, i64),
    /// Rows received, and their sum in fen.
    pub received: (u64, i64),
    /// Rows of what came back (returns and refunds), and their sum in fen.
    pub returned: (u64, i64),
    /// Out less returned less received, in fen; may be negative.
    pub net: i64,
    /// How many of the rows out and received were read from a picture by a machine and checked by nobody.
    pub unchecked: u64,
}

/// A transfer with its link.
#[derive(Debug, Clone)]
pub struct TransferView {
    /// The transfer's id.
    pub id: Id,
    /// The party it belongs to, an index into the snapshot's parties.
    pub party: usize,
    /// 转账时间 or 交易时间.
    pub when: Option<Span>,
    /// When it was accepted, from the receipt card or a voucher.
    pub accepted: Option<Span>,
    /// When it came back.
    pub returned: Option<Span>,
    /// How much came back.
    pub returned_amount: Option<Fen>,
    /// Out or in, as seen from the user's side.
    pub direction: Option<Direction>,
    /// The amount.
    pub amount: Option<Fen>,
    /// The name in the bill.
    pub counterparty: Option<String>,
    /// What it is.
    pub kind: TransferKind,
    /// 交易类型 as it stands there.
    pub type_text: String,
    /// What became of it.
    pub status: Status,
    /// 当前状态 as it stands there.
    pub status_text: String,
    /// The payer's words.
    pub memo: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// 支付方式
    pub method: Option<String>,
    /// 交易单号
    pub transaction_id: Option<String>,
    /// 商户单号
    pub merchant_id: Option<String>,
    /// Where it stands: (artifact, place), the row itself first.
    pub origins: Vec<(Id, Place)>,
    /// The fields that the user corrected, with the value as it was read.
    pub corrected: Vec<(String, String)>,
    /// Whether it, or a part of it, was read from a picture by a machine and no person has checked it.
    pub unchecked: bool,
    /// Whether `accepted` was read from a receipt card on a picture by a machine and checked by nobody.
    pub receipt_unchecked: bool,
    /// Whether a part of it lies under a box that the user wants hidden: then its words are not to be shown.
    pub hidden: bool,
    /// The link; `None` where the transfer has none (a refund, a purchase, a neutral row).
    pub link: Option<LinkView>,
}

/// A link with its message.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The link's id.
    pub id: Id,
    /// The message.
    pub message: Option<MessageView>,
    /// How it was found.
    pub basis: LinkBasis,
    /// The clock of the gap.
    pub clock: Option<Clock>,
    /// The gap.
    pub gap: Option<Gap>,
    /// The message's place as seen from the transfer.
    pub order: Option<Order>,
    /// A constant shift that is not settled, in seconds.
    pub shift_s: Option<i64>,
    /// What the gap says.
    pub verdict: Verdict,
    /// Another pairing is as good.
    pub ambiguous: bool,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What the user noted.
    pub note: Option<String>,
    /// Whether a person has decided.
    pub decided: Decided,
}

/// A message, resolved.
#[derive(Debug, Clone)]
pub struct MessageView {
    /// The message's id.
    pub id: Id,
    /// The conversation's name.
    pub conversation: String,
    /// When.
    pub when: Option<Span>,
    /// Whose side.
    pub side: Side,
    /// The sender's name as the file shows it.
    pub sender: String,
    /// What it is.
    pub kind: MessageKind,
    /// The card.
    pub card: Option<Card>,
    /// The amount on the card.
    pub amount: Option<Fen>,
    /// The text, verbatim.
    pub text: String,
    /// Where it stands.
    pub origin: (Id, Place),
    /// Whether the user corrected it.
    pub corrected: bool,
    /// Whether it was read from a picture by a machine and no person has checked it.
    pub unchecked: bool,
    /// Whether its sender is somebody in a group who is no party of the case.
    pub stranger: bool,
    /// Whether a part of it lies under a box that the user wants hidden: then its words are not to be shown.
    pub hidden: bool,
}

/// An unbroken stretch of one conversation.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// The conversation's name.
    pub conversation: String,
    /// The messages in time order.
    pub messages: Vec<MessageView>,
    /// For each message the transfers (indices into the snapshot's transfers) that link to it.
    pub links: Vec<Vec<usize>>,
    /// How many messages of the conversation lie between the previous excerpt and this one, not printed.
    pub skipped_before: u64,
}

/// A finding in words.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The code's word.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it says.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Where: artifact and place.
    pub origin: Option<(Id, Option<Place>)>,
}

/// What is in the case but not in the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Bill rows of other people or without a counterparty.
    pub transfers: u64,
    /// Messages of conversations of nobody in the case.
    pub messages: u64,
    /// Messages of the parties that are not near a linked transfer.
    pub party_messages: u64,
}
