//! What happened between the two, in memory: the rows that the bill shows and the cards that the chat still holds.

use super::{
    Layout, Plan,
    clock::{BEGIN, DAY},
    random::Random,
    scenario::{self, Scenario},
};

/// My name, the bill's owner.
pub const ME: &str = "林晓";
/// The other side's name.
pub const OTHER: &str = "周航";
/// Another name of the other side, in one row of ten.
pub const OTHER_ALIAS: &str = "航哥";
/// My id.
pub const MY_ID: &str = "wxid_linxiao00001";
/// The other side's id.
pub const OTHER_ID: &str = "wxid_zhouhang0002";
/// Somebody else, with a conversation of his own.
pub const STRANGER: &str = "陈默";
/// That somebody's id.
pub const STRANGER_ID: &str = "wxid_chenmo000003";
/// People of whom only the bill knows; some names nearly are the other side's.
pub const PASSERS_BY: [&str; 5] = [STRANGER, "周航航", "小周航", "周 航", "林晓晓"];

/// What a row of the bill is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// 转账
    Transfer,
    /// 转账 that was not accepted, 对方已退还
    Expired,
    /// 转账-退款 of such a row
    Refund,
    /// 微信红包
    RedPacket,
    /// 商户消费
    Purchase,
    /// 零钱提现
    Withdrawal,
}

/// A row of the bill.
#[derive(Debug, Clone)]
pub struct Row {
    /// Wall-clock time.
    pub time: i64,
    /// What it is.
    pub kind: RowKind,
    /// Paid by me.
    pub out: bool,
    /// The sum in fen.
    pub fen: i64,
    /// 交易对方
    pub counterparty: String,
    /// What the payer wrote, or nothing.
    pub memo: &'static str,
    /// 交易单号
    pub transaction_id: String,
    /// 商户单号, `/` where it is not known.
    pub merchant_id: String,
    /// Where it comes from.
    pub scenario: Scenario,
    /// Whether the counterparty is the other side.
    pub party: bool,
}

/// What a card of the chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    /// The payer's.
    Sent,
    /// The payee's, of the card sent at that time.
    Receipt {
        /// When the sent card was sent.
        sent_at: i64,
    },
    /// A red packet, whose sum no chat shows.
    RedPacket,
}

/// A card in the chat.
#[derive(Debug, Clone)]
pub struct Card {
    /// Wall-clock time.
    pub time: i64,
    /// What it is.
    pub kind: CardKind,
    /// Written by me (a receipt by the payee).
    pub mine: bool,
    /// The sum on it.
    pub fen: i64,
    /// What the payer wrote.
    pub memo: &'static str,
    /// In the stranger's conversation.
    pub stranger: bool,
    /// When its payee accepted it, for sent cards.
    pub receipt: Option<i64>,
}

/// One payment, before it becomes a row and up to two cards.
#[derive(Debug, Clone)]
pub struct Payment {
    /// When it was sent.
    pub at: i64,
    /// Paid by me.
    pub out: bool,
    /// The sum in fen.
    pub fen: i64,
    /// How far the sent card stands after `at` in seconds; `None` where it was deleted.
    pub card: Option<i64>,
    /// How long after sending it was accepted; `None` where it never was.
    pub accepted: Option<i64>,
    /// A row of mine that comes in shows the time of acceptance.
    pub billed_at_acceptance: bool,
    /// The receipt card was not deleted.
    pub receipt_kept: bool,
    /// The sum on the card where it is not the row's.
    pub card_fen: Option<i64>,
}

/// Rows and cards.
#[derive(Debug)]
pub struct Story {
    /// The bill's rows, oldest first once told.
    pub rows: Vec<Row>,
    /// The chat's cards, oldest first once told.
    pub cards: Vec<Card>,
    /// The first moment after everything.
    pub end: i64,
    /// The layout of the chat: what a layout cannot show, nobody can know.
    pub layout: Layout,
    pub(crate) random: Random,
    pub(crate) scenario: Scenario,
    days: i64,
    sums: i64,
    red_packets: [i64; 2],
}

const MEMOS: [&str; 8] = ["", "", "", "借款", "先还一部分", "货款，8月", "利息", "😀 谢谢\"航哥\""];
/// Sums repeat only after so many; a prime.
const SUMS: i64 = 49_999;

impl Story {
    /// Tells the story of a plan.
    pub fn tell(plan: &Plan) -> Story {
        let days = (plan.rows as i64 / 40).clamp(75, 1_800);
        let mut story = Story {
            rows: Vec::with_capacity(plan.rows + 32),
            cards: Vec::with_capacity(plan.rows * 2),
            end: BEGIN + (days + 45) * DAY,
            layout: plan.layout,
            random: Random::of(plan.seed),
            scenario: Scenario::Ordinary,
            days,
            sums: (plan.seed % SUMS as u64) as i64,
            red_packets: [0, 2],
        };
        while story.rows.len() < plan.rows {
            let before = (story.rows.len(), story.cards.len());
            let scenario = plan.scenario.unwrap_or_else(|| scenario::draw(&mut story.random));
            story.scenario = scenario;
            scenario::play(&mut story, scenario);
            if story.rows.len() > plan.rows {
                story.rows.truncate(before.0);
                story.cards.truncate(before.1);
                story.one_plain_row();
            }
        }
        story.rows.sort_by_key(|row| row.time);
        story.cards.sort_by_key(|card| card.time);
        story
    }

    fn one_plain_row(&mut self) {
        let (at, fen) = (self.some_time(), self.new_sum());
        let out = self.random.percent(50);
        self.pay(&Payment::plain(at, out, fen));
    }

    /// A moment of any day.
    pub(crate) fn some_time(&mut self) -> i64 {
        self.some_day() + self.random.within(0, DAY - 1)
    }

    /// The beginning of any day.
    pub(crate) fn some_day(&mut self) -> i64 {
        BEGIN + self.random.within(4, self.days) * DAY
    }

    /// The beginning of a thirty-first of December within the story, where there is one.
    pub(crate) fn some_year_end(&mut self) -> Option<i64> {
        let ends: Vec<i64> = (4..=self.days)
            .map(|day| BEGIN + day * DAY)
            .filter(|day| matches!(super::clock::Wall(*day).date(), (_, 12, 31)))
            .collect();
        (!ends.is_empty()).then(|| *self.random.one(&ends))
    }

    /// A sum in whole yuan that no episode near this one has.
    pub(crate) fn new_sum(&mut self) -> i64 {
        self.sums = (self.sums + 1) % SUMS;
        (self.sums * 17_389 % SUMS + 1) * 100
    }

    /// A moment for a red packet of this direction, more than three days from every other; `None` when none is left.
    pub(crate) fn red_packet_time(&mut self, out: bool) -> Option<i64> {
        let day = &mut self.red_packets[usize::from(out)];
        *day += 4;
        let at = BEGIN + *day * DAY;
        (*day <= self.days).then(|| at + self.random.within(8 * 3_600, 20 * 3_600))
    }

    /// The payment's row and cards, with the other side.
    pub(crate) fn pay(&mut self, payment: &Payment) {
        let name = if self.random.percent(10) { OTHER_ALIAS } else { OTHER };
        self.pay_with(payment, name, true);
    }

    /// The payment's row and cards, with anybody; only the other side and [`STRANGER`] have a conversation.
    pub(crate) fn pay_with(&mut self, payment: &Payment, name: &str, party: bool) {
        let Payment { at, out, fen, accepted, .. } = *payment;
        let memo = *self.random.one(&MEMOS);
        let billed = match accepted {
            Some(delay) if !out && payment.billed_at_acceptance => at + delay,
            _ => at,
        };
        let kind = if accepted.is_some() { RowKind::Transfer } else { RowKind::Expired };
        let row = self.row(billed, kind, out, fen, (name, memo, party));
        if kind == RowKind::Expired {
            let mut refund = self.row(at + DAY, RowKind::Refund, false, fen, ("/", memo, false));
            refund.transaction_id.clone_from(&row.merchant_id);
            refund.merchant_id.clear();
            self.rows.push(refund);
        }
        self.rows.push(row);
        if party || name == STRANGER {
            self.show(payment, memo, !party);
        }
    }

    fn show(&mut self, payment: &Payment, memo: &'static str, stranger: bool) {
        let Payment { at, out, card, accepted, .. } = *payment;
        let fen = payment.card_fen.unwrap_or(payment.fen);
        let sent_at = at + card.unwrap_or(0);
        let receipt = accepted.filter(|_| payment.receipt_kept).map(|delay| (at + delay).max(sent_at + 1));
        if card.is_some() {
            let kind = CardKind::Sent;
            self.cards.push(Card { time: sent_at, kind, mine: out, fen, memo, stranger, receipt });
        }
        if let Some(time) = receipt {
            let kind = CardKind::Receipt { sent_at };
            self.cards.push(Card { time, kind, mine: !out, fen, memo: "", stranger, receipt: None });
        }
    }

    /// A red packet, `apart` seconds from its row.
    pub(crate) fn red_packet(&mut self, at: i64, out: bool, fen: i64, apart: i64) {
        let name = if out { format!("发给{OTHER}") } else { OTHER.to_owned() };
        let row = self.row(at, RowKind::RedPacket, out, fen, (&name, "", true));
        self.rows.push(row);
        let kind = CardKind::RedPacket;
        let time = at + apart;
        self.cards.push(Card { time, kind, mine: out, fen, memo: "", stranger: false, receipt: None });
    }

    /// A purchase or a withdrawal, which concerns nobody.
    pub(crate) fn daily_life(&mut self, at: i64, fen: i64) {
        let row = if self.random.percent(70) {
            self.row(at, RowKind::Purchase, true, fen, ("城南便利店", "", false))
        } else {
            self.row(at, RowKind::Withdrawal, false, fen, ("某银行(1234)", "", false))
        };
        self.rows.push(row);
    }

    fn row(&mut self, time: i64, kind: RowKind, out: bool, fen: i64, who: (&str, &'static str, bool)) -> Row {
        let (counterparty, memo, party) = who;
        let (year, month, day) = super::clock::Wall(time).date();
        let number = self.rows.len() as u64 + 1;
        let noise = self.random.bits() % 1_000_000;
        let (transaction_id, merchant_id) = match (kind, out) {
            (RowKind::Transfer | RowKind::Expired, true) => (
                format!("1000050001{:02}{month:02}{day:02}{noise:06}{number:014}", year % 100),
                format!("1000050001{year:04}{month:02}{day:02}{noise:06}{number:07}"),
            ),
            (RowKind::RedPacket, _) => (
                format!("1000039801{:02}{month:02}{day:02}{noise:06}{number:014}", year % 100),
                format!("1000039801{year:04}{month:02}{day:02}{noise:06}{number:07}"),
            ),
            (RowKind::Purchase, _) => (
                format!("42000011{year:04}{month:02}{day:02}{noise:06}{number:08}"),
                format!("1011335{noise:06}{number:08}"),
            ),
            _ => {
                let id = format!("1000050001{year:04}{month:02}{day:02}{noise:06}{number:016}");
                (id, "/".to_owned())
            }
        };
        let counterparty = counterparty.to_owned();
        let scenario = self.scenario;
        Row { time, kind, out, fen, counterparty, memo, transaction_id, merchant_id, scenario, party }
    }
}

impl Payment {
    /// Card in the same second, accepted half a minute later, everything kept.
    pub(crate) fn plain(at: i64, out: bool, fen: i64) -> Payment {
        Payment {
            at,
            out,
            fen,
            card: Some(0),
            accepted: Some(30),
            billed_at_acceptance: false,
            receipt_kept: true,
            card_fen: None,
        }
    }
}
