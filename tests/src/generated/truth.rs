//! What can be known of a written story: for each row of the bill its card, the verdict, and whether it is ambiguous.

use super::{
    Layout, Plan, Story,
    bill::Yuan,
    chat::{Spot, Written},
    clock::Wall,
    pairing::{self, NEAR, WINDOW},
    story::{Card, CardKind, ME, MY_ID, OTHER, OTHER_ALIAS, OTHER_ID, Row, RowKind},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// What is true of one row of the bill.
#[derive(Debug, Clone)]
pub struct RowTruth {
    /// 交易单号
    pub transaction_id: String,
    /// Whether the row has a link at all.
    pub linked: bool,
    /// Whether it is a red packet.
    pub red_packet: bool,
    /// Where it comes from.
    pub scenario: &'static str,
    /// Its sent card or red packet; `None` where the chat has none, so that the link is the nearest message or none.
    pub card: Option<Spot>,
    /// `within`, `over` or `no-message`, once a shift is settled; `None` where it hangs on which messages count as near.
    pub verdict: Option<&'static str>,
    /// Another pairing of rows and cards reaches the same aims.
    pub ambiguous: bool,
    /// Time, direction, sum and counterparty, for people who read the file.
    pub shown: String,
}

/// What is true of a written story.
#[derive(Debug, Clone)]
pub struct Truth {
    /// The layout of the chat.
    pub layout: Layout,
    /// Seconds by which the chat's clock runs ahead.
    pub shift_s: i64,
    /// Messages of the other side's conversation and the stranger's.
    pub messages: usize,
    /// The rows, oldest first.
    pub rows: Vec<RowTruth>,
}

/// Finds the truth of `story` as `written`.
pub fn find(plan: &Plan, story: &Story, written: &Written) -> Truth {
    let mut found = vec![(None, false); story.rows.len()];
    for (rows, cards) in groups(story) {
        let distance = |r: usize, c: usize| apart(&story.rows[rows[r]], &story.cards[cards[c]]);
        for (row, result) in rows.iter().zip(pairing::best(rows.len(), cards.len(), distance)) {
            found[*row] = (result.card.map(|c| cards[c]), result.ambiguous);
        }
    }
    let near = Near::of(story, written);
    let rows = story.rows.iter().zip(found).map(|(row, (card, ambiguous))| {
        let linked = row.party && row.kind != RowKind::Refund;
        let verdict = match card {
            Some(card) => Some(if apart(row, &story.cards[card]) <= NEAR { "within" } else { "over" }),
            None if linked => near.verdict(row.time),
            None => None,
        };
        let shown = format!("{} {} {} {}", Wall(row.time), side(row), Yuan(row.fen), row.counterparty);
        RowTruth {
            transaction_id: row.transaction_id.clone(),
            linked,
            red_packet: row.kind == RowKind::RedPacket,
            scenario: row.scenario.word(),
            card: card.map(|c| written.spots[c].clone()),
            verdict,
            ambiguous,
            shown,
        }
    });
    Truth { layout: plan.layout, shift_s: plan.shift_s, messages: plan.messages, rows: rows.collect() }
}

fn side(row: &Row) -> &'static str {
    if row.out { "out" } else { "in" }
}

/// A bill does not say whether a row that comes in shows sending or acceptance: the smaller distance counts.
fn apart(row: &Row, card: &Card) -> i64 {
    let sent = (row.time - card.time).abs();
    match card.receipt {
        Some(receipt) if !row.out => sent.min((row.time - receipt).abs()),
        _ => sent,
    }
}

/// Rows of the bill and cards of the chat, as indices into the story's.
type Group = (Vec<usize>, Vec<usize>);

/// Rows and cards that may belong together: the same direction and sum; of red packets the same direction.
fn groups(story: &Story) -> impl Iterator<Item = Group> {
    let mut groups: BTreeMap<_, Group> = BTreeMap::new();
    for (ix, row) in story.rows.iter().enumerate().filter(|(_, row)| row.party) {
        let packet = row.kind == RowKind::RedPacket;
        let sum = if packet { 0 } else { row.fen };
        groups.entry((packet, row.out, sum)).or_default().0.push(ix);
    }
    for (ix, card) in story.cards.iter().enumerate().filter(|(_, card)| !card.stranger) {
        let (packet, sum) = match card.kind {
            CardKind::Sent => (false, card.fen),
            // PyWxDump shows a red packet as an unknown message.
            CardKind::RedPacket if story.layout != Layout::PyWxDump => (true, 0),
            CardKind::RedPacket | CardKind::Receipt { .. } => continue,
        };
        if let Some(group) = groups.get_mut(&(packet, card.mine, sum)) {
            group.1.push(ix);
        }
    }
    groups.into_values()
}

/// Messages that can be near a row without being its card.
struct Near {
    talk: Vec<i64>,
    with_cards: Vec<i64>,
}

impl Near {
    fn of(story: &Story, written: &Written) -> Near {
        let of_party = || story.cards.iter().filter(|card| !card.stranger);
        let unknown = |card: &&Card| card.kind == CardKind::RedPacket && story.layout == Layout::PyWxDump;
        let mut talk = written.talk.clone();
        talk.extend(of_party().filter(unknown).map(|card| card.time));
        talk.sort_unstable();
        let mut with_cards = talk.clone();
        with_cards.extend(of_party().filter(|card| !unknown(card)).map(|card| card.time));
        with_cards.sort_unstable();
        Near { talk, with_cards }
    }

    /// The verdict on the nearest message, where it does not hang on whether cards of other rows count.
    fn verdict(&self, time: i64) -> Option<&'static str> {
        let of = |times: &[i64]| {
            let after = times.partition_point(|t| *t < time);
            let neighbours = times[after.saturating_sub(1)..].iter().take(2);
            match neighbours.map(|t| (t - time).abs()).min() {
                Some(apart) if apart <= NEAR => "within",
                Some(apart) if apart <= WINDOW => "over",
                _ => "no-message",
            }
        };
        let (narrow, wide) = (of(&self.talk), of(&self.with_cards));
        (narrow == wide).then_some(narrow)
    }
}

impl Truth {
    /// Writes the truth as JSON, one row of the bill a line.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let head = json!({
            "layout": self.layout.word(),
            "shift_s": self.shift_s,
            "messages": self.messages,
            "me": ME,
            "other": OTHER,
            "aliases": aliases().map(|(name, alias)| json!([name, alias])),
        });
        let head = head.to_string();
        writeln!(out, "{},\"transfers\":[", head.trim_end_matches('}'))?;
        for (ix, row) in self.rows.iter().enumerate() {
            let comma = if ix + 1 == self.rows.len() { "" } else { "," };
            writeln!(out, "{}{comma}", row.json())?;
        }
        writeln!(out, "]}}")
    }
}

/// The names that the user of such a case has to give, as (name, alias).
pub fn aliases() -> [(&'static str, &'static str); 3] {
    [(OTHER, OTHER_ALIAS), (OTHER, OTHER_ID), (ME, MY_ID)]
}

impl RowTruth {
    fn json(&self) -> Value {
        json!({
            "transaction_id": self.transaction_id,
            "linked": self.linked,
            "kind": if self.red_packet { "red-packet" } else { "transfer" },
            "scenario": self.scenario,
            "card": self.card.as_ref().and_then(|spot| spot.source_id.clone()),
            "card_row": self.card.as_ref().map(|spot| spot.row),
            "verdict": self.verdict,
            "ambiguous": self.ambiguous,
            "shown": self.shown,
        })
    }
}
