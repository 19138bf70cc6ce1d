//! A bill proves its own completeness: the counts, sums and period of its preamble against the rows under it.
//!
//! Official files add up gross: each 收/支 value by itself, refunds not netted. A difference means that rows were lost,
//! added or changed after the export. Nothing is repaired; the difference is a finding.

use super::preamble::{Declared, Preamble, Sum};
use juzheng_model::{
    Code, Direction, Fen, Finding, Moment, Offset, Place, Transfer, TransferKind, money::yuan_text,
};
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Within so long after a transfer that is not accepted its money comes back: 24 hours, and an hour for the books.
const RETURN_WITHIN_S: i64 = 25 * 3600;

/// What the rows so far add up to, and what is needed to see repeated and lone ones. Ids are held as 64-bit hashes.
#[derive(Debug, Default)]
pub(super) struct SelfCheck {
    rows: u64,
    /// By direction, in the order of [`Direction::ALL`].
    counts: [u64; 3],
    /// Fen, held at the greatest number: sums are shown and compared, never calculated on.
    sums: [i64; 3],
    seen: HashMap<u64, u32>,
    repeated: Vec<Repeated>,
    /// Every 商户单号 and the 交易单号 of every row that is no refund.
    originals: HashSet<u64>,
    returns: Vec<Return>,
}

/// An id on more than one row.
#[derive(Debug)]
struct Repeated {
    hash: u64,
    id: String,
    /// The second row of it.
    place: Place,
}

/// A row by which a transfer came back.
#[derive(Debug)]
struct Return {
    hash: u64,
    id: String,
    place: Place,
    at: i64,
}

impl SelfCheck {
    /// Takes a row into account; the finding says that it lies outside the period.
    pub(super) fn take(
        &mut self,
        transfer: &Transfer,
        preamble: &Preamble,
        period: Option<(i64, i64)>,
    ) -> Option<Finding> {
        self.rows += 1;
        if let Some(direction) = transfer.direction {
            let slot = direction as usize - 1;
            self.counts[slot] += 1;
            self.sums[slot] = self.sums[slot].saturating_add(transfer.amount.map_or(0, Fen::get));
        }
        self.take_ids(transfer);
        let (moment, (from, to)) = (transfer.when?, period?);
        let outside = moment.at + i64::from(moment.open_s) < from || moment.at > to;
        let (first, last) = preamble.period.as_ref()?;
        outside.then(|| {
            let args = [paper(moment, preamble), format!("{first}—{last}")];
            Finding::at(Code::RowOutsidePeriod, transfer.place.clone(), args)
        })
    }

    fn take_ids(&mut self, transfer: &Transfer) {
        if let Some(merchant) = &transfer.merchant_id {
            self.originals.insert(hash(merchant));
        }
        let Some(id) = &transfer.transaction_id else { return };
        let refund = transfer.kind == TransferKind::Refund;
        if let Some(when) = transfer.when.filter(|_| transfer.type_text == "转账-退款") {
            let (hash, id, place) = (hash(id), id.clone(), transfer.place.clone());
            self.returns.push(Return { hash, id, place, at: when.at });
        }
        // A refund row may bear the id of the row it undoes, and of another part of the same refund.
        let key = match refund {
            true => hash(&(id, transfer.when, transfer.amount)),
            false => hash(id),
        };
        if !refund {
            self.originals.insert(key);
        }
        let times = self.seen.entry(key).or_default();
        *times += 1;
        if *times == 2 {
            self.repeated.push(Repeated { hash: key, id: id.clone(), place: transfer.place.clone() });
        }
    }

    /// What the whole file says of itself, after its last row.
    pub(super) fn findings(&self, preamble: &Preamble) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            preamble.declared.iter().flat_map(|declared| self.against(declared)).collect();
        findings.extend(impossible(preamble));
        findings.extend(self.repeated.iter().map(|repeated| {
            let times = self.seen.get(&repeated.hash).copied().unwrap_or(2);
            Finding::at(Code::IdRepeated, repeated.place.clone(), [repeated.id.clone(), times.to_string()])
        }));
        findings.extend(self.lone_returns(preamble));
        findings
    }

    /// The differences from one declared line.
    fn against(&self, declared: &Declared) -> Vec<Finding> {
        let (rows, sum) = match declared.of {
            "收入" => self.of(Direction::In),
            "支出" => self.of(Direction::Out),
            "中性交易" => self.of(Direction::Neutral),
            _ => (self.rows, None),
        };
        let mut findings = Vec::new();
        let mut differs = |code, said: String, found: String| {
            findings.push(Finding::at(code, declared.place.clone(), [declared.of.to_owned(), said, found]));
        };
        if let Some(said) = declared.rows.filter(|said| *said != rows) {
            differs(Code::BillCountDiffers, said.to_string(), rows.to_string());
        }
        if let (Sum::Of(said), Some(found)) = (declared.sum, sum)
            && said.get() != found
        {
            differs(Code::BillTotalDiffers, said.yuan_text(), yuan_text(found));
        }
        findings
    }

    fn of(&self, direction: Direction) -> (u64, Option<i64>) {
        let slot = direction as usize - 1;
        (self.counts[slot], Some(self.sums[slot]))
    }

    /// Transfers that came back and whose original is not there, though it must lie within the period of the file: the
    /// 交易单号 of a returning row is the 商户单号 of the row it undoes. Other refunds come weeks later and bear ids of
    /// their own; they prove nothing.
    fn lone_returns(&self, preamble: &Preamble) -> Vec<Finding> {
        let Some((from, _)) = preamble.period_seconds().filter(|_| preamble.holds_everything()) else {
            return Vec::new();
        };
        let alone =
            |back: &&Return| back.at - RETURN_WITHIN_S >= from && !self.originals.contains(&back.hash);
        let finding = |back: &Return| Finding::at(Code::RefundAlone, back.place.clone(), [back.id.clone()]);
        self.returns.iter().filter(alone).map(finding).collect()
    }
}

/// Why the rows cannot be checked against the preamble, where they cannot.
fn impossible(preamble: &Preamble) -> Option<Finding> {
    let unreadable = preamble.declared.iter().find(|d| d.sum == Sum::Unreadable || d.rows.is_none());
    if let Some(declared) = unreadable {
        return Some(Finding::at(Code::SelfCheckImpossible, declared.place.clone(), ["totals-unreadable"]));
    }
    let has = |of: &str| preamble.declared.iter().any(|declared| declared.of == of);
    let why = match (preamble.declared.is_empty(), preamble.titled) {
        (true, true) => "no-totals",
        (true, false) => "no-preamble",
        // Every official bill declares all four: a line that is gone checks nothing any more.
        (false, true) if !["共", "收入", "支出", "中性交易"].into_iter().all(has) => "totals-partly",
        (false, _) => return None,
    };
    Some(Finding::of_file(Code::SelfCheckImpossible, [why]))
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn paper(moment: Moment, preamble: &Preamble) -> String {
    preamble.offset.unwrap_or(Offset::CHINA).paper(moment.at)
}
