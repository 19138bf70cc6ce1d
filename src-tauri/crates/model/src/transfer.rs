//! Movements of money as a bill or voucher shows them, one row for one.

use crate::{
    canon::Canon,
    id::Id,
    money::Fen,
    place::Place,
    screen::Seen,
    time::{Basis, Moment},
};
use serde::{Deserialize, Serialize};

/// Which way the money went, as the source's owner sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Direction {
    /// 支出
    Out = 1,
    /// 收入
    In = 2,
    /// `/`, 中性交易: between the owner's own pockets.
    Neutral = 3,
}

impl Direction {
    /// Every direction, in the order of their numbers from 1.
    pub const ALL: [Direction; 3] = [Direction::Out, Direction::In, Direction::Neutral];

    /// The same movement as the other side sees it.
    pub fn turned(self) -> Direction {
        match self {
            Direction::Out => Direction::In,
            Direction::In => Direction::Out,
            Direction::Neutral => Direction::Neutral,
        }
    }
}

/// What a transfer is; the words are those of `CONTRACT.md` (Words of the bill).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
#[allow(missing_docs)] // the words are the documentation
pub enum TransferKind {
    Transfer = 0,
    Refund = 1,
    RedPacket = 2,
    Qr = 3,
    Group = 4,
    Withdrawal = 5,
    TopUp = 6,
    Purchase = 7,
    Other = 8,
}

impl TransferKind {
    /// Every kind, indexed by its number.
    pub const ALL: [TransferKind; 9] = {
        use TransferKind::*;
        [Transfer, Refund, RedPacket, Qr, Group, Withdrawal, TopUp, Purchase, Other]
    };
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
#[allow(missing_docs)] // the words are the documentation
pub enum Status {
    Unknown = 0,
    Completed = 1,
    Returned = 2,
    PartlyReturned = 3,
    Failed = 4,
}

impl Status {
    /// Every status, indexed by its number.
    pub const ALL: [Status; 5] =
        [Status::Unknown, Status::Completed, Status::Returned, Status::PartlyReturned, Status::Failed];
}

/// One row of a bill, as a reader found it: what a broken row does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Where it stands in the file.
    pub place: Place,
    /// 交易单号
    pub transaction_id: Option<String>,
    /// 商户单号; of a payer's row the transfer id of the chat, of which a returning row makes its 交易单号.
    pub merchant_id: Option<String>,
    /// 交易时间
    pub when: Option<Moment>,
    /// When it was accepted, where the source says it (vouchers do, bills do not).
    pub accepted: Option<Moment>,
    /// When it was returned, where the source says it in the same place.
    pub returned: Option<Moment>,
    /// How much was returned, where the status says it: 已退款(￥9.10).
    pub returned_amount: Option<Fen>,
    /// 收/支
    pub direction: Option<Direction>,
    /// 金额(元)
    pub amount: Option<Fen>,
    /// 交易对方, trimmed; `/` and empty are `None`.
    pub counterparty: Option<String>,
    /// What it is, from 交易类型.
    pub kind: TransferKind,
    /// 交易类型 as it stands there.
    pub type_text: String,
    /// What became of it, from 当前状态.
    pub status: Status,
    /// 当前状态 as it stands there.
    pub status_text: String,
    /// What the payer wrote: of `转账备注:借款` the `借款`; the default `微信转账` is `None`.
    pub memo: Option<String>,
    /// 备注
    pub note: Option<String>,
    /// 支付方式
    pub method: Option<String>,
    /// How it was seen, where it was read from a picture.
    pub seen: Option<Seen>,
}

impl Transfer {
    /// What its times rest on.
    pub fn basis(&self) -> Basis {
        self.seen.map_or(Basis::Bill, |seen| seen.basis)
    }

    /// The id: (transaction id, direction, amount, time) where all four are there, else the place's.
    pub fn id(&self, artifact: &crate::Digest) -> Id {
        let mut bytes = Vec::with_capacity(128);
        match (&self.transaction_id, self.direction, self.amount, self.when) {
            (Some(transaction), Some(direction), Some(amount), Some(when)) => {
                bytes.str(transaction).raw(&[direction as u8]).opt_fen(Some(amount)).u64(when.at as u64);
                bytes.u64(u64::from(when.open_s));
            }
            _ => {
                bytes.raw(&artifact.0).place(&self.place);
            }
        }
        Id::derive("transfer", &[&bytes])
    }

    /// Appends the canonical bytes: every field, each with its length.
    pub fn canon(&self, out: &mut Vec<u8>) {
        out.place(&self.place);
        for text in [
            &self.transaction_id,
            &self.merchant_id,
            &self.counterparty,
            &self.memo,
            &self.note,
            &self.method,
        ] {
            out.opt_str(text.as_deref());
        }
        out.moment(self.when).moment(self.accepted).moment(self.returned);
        out.opt_fen(self.returned_amount).opt_fen(self.amount);
        out.raw(&[self.direction.map_or(0, |d| d as u8), self.kind as u8, self.status as u8]);
        out.str(&self.type_text).str(&self.status_text);
        if let Some(seen) = &self.seen {
            seen.canon(out);
        }
    }
}
