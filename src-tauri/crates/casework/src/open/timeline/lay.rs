//! Laying the timeline out: which messages and transfers a query shows, cut into rows.

use super::super::{
    shown::{NONE, Shown},
    spans,
};
use crate::{
    book::Line,
    pane::{Scale, TimelineQuery},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use juzheng_model::{Basis, Offset, link::Verdict};
use std::ops::Range;

/// A laid timeline.
pub(crate) struct Laid {
    /// What it was laid for; its text is empty.
    pub(super) query: TimelineQuery,
    /// The lines shown, in time order.
    pub(super) messages: Vec<u32>,
    /// The payments shown, in time order, with their seconds.
    pub(super) payments: Vec<(i64, u32)>,
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// Rows with a flagged transfer.
    pub(super) flags: Vec<u32>,
    /// For each payment of the book its row, or [`NONE`].
    row_of_payment: Vec<u32>,
    /// For each shown message its place in `messages`, by line: only filled for linked ones.
    row_of_linked: std::collections::HashMap<u32, u32>,
}

/// A stretch of the axis: from its first message and payment to those of the next row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Unix seconds at which it begins; `i64::MAX` for what has no time.
    pub(super) at: i64,
    /// Its first message, an index into `messages`.
    pub(super) message: u32,
    /// Its first payment, an index into `payments`.
    pub(super) payment: u32,
}

impl Laid {
    /// Lays a query out.
    pub(super) fn out(shown: &Shown, query: TimelineQuery) -> Laid {
        let messages = messages(shown, &query);
        let payments = payments(shown, &query);
        let rows = match query.scale {
            Scale::Moment => moments(shown, &messages, &payments),
            scale => bunches(shown, scale, &messages, &payments),
        };
        let mut laid = Laid {
            query,
            messages,
            payments,
            rows,
            flags: Vec::new(),
            row_of_payment: vec![NONE; shown.book.payments.len()],
            row_of_linked: std::collections::HashMap::new(),
        };
        laid.index(shown);
        laid
    }

    fn index(&mut self, shown: &Shown) {
        for row in 0..self.rows.len() as u32 {
            for ix in self.payments_of(row) {
                let payment = self.payments[ix].1 as usize;
                self.row_of_payment[payment] = row;
                if shown.link(payment).is_some_and(|link| shown.is_flagged(link))
                    && self.flags.last() != Some(&row)
                {
                    self.flags.push(row);
                }
            }
            for ix in self.messages_of(row) {
                if shown.links_on.contains_key(&self.messages[ix]) {
                    self.row_of_linked.insert(self.messages[ix], row);
                }
            }
        }
    }

    /// The messages of a row, as indices.
    pub(super) fn messages_of(&self, row: u32) -> Range<usize> {
        let end = self.rows.get(row as usize + 1).map_or(self.messages.len(), |next| next.message as usize);
        self.rows[row as usize].message as usize..end
    }

    /// The payments of a row, as indices.
    pub(super) fn payments_of(&self, row: u32) -> Range<usize> {
        let end = self.rows.get(row as usize + 1).map_or(self.payments.len(), |next| next.payment as usize);
        self.rows[row as usize].payment as usize..end
    }

    /// The row nearest to an instant.
    pub(super) fn row_at(&self, at: i64) -> Option<u32> {
        let next = self.rows.partition_point(|row| row.at <= at);
        let (before, after) = (next.checked_sub(1), self.rows.get(next).map(|_| next));
        let distance = |ix: usize| self.rows[ix].at.abs_diff(at);
        let nearest = match (before, after) {
            // A stretch holds what lies in it, however near the next one begins.
            (Some(before), _) if self.query.scale != Scale::Moment => before,
            (Some(before), Some(after)) if distance(after) < distance(before) => after,
            (Some(before), _) => before,
            (None, after) => after?,
        };
        Some(nearest as u32)
    }

    /// The row of a payment.
    pub(super) fn row_of_payment(&self, payment: usize) -> Option<u32> {
        self.row_of_payment.get(payment).copied().filter(|row| *row != NONE)
    }

    /// The row of a line.
    pub(super) fn row_of_line(&self, shown: &Shown, line: u32) -> Option<u32> {
        if let Some(row) = self.row_of_linked.get(&line) {
            return Some(*row);
        }
        let ix = self.place_of(shown, line)?;
        Some(self.rows.partition_point(|row| row.message as usize <= ix).saturating_sub(1) as u32)
    }

    /// The place of a line among the shown messages.
    fn place_of(&self, shown: &Shown, line: u32) -> Option<usize> {
        let at = shown.book.lines.all[line as usize].at;
        if at == Line::UNDATED {
            return self.messages.iter().position(|ix| *ix == line);
        }
        // The lines are in time order, undated ones strewn in between: look among those of the same second first.
        let second = |ix: &u32| shown.book.lines.all[*ix as usize].at;
        let from = self.messages.partition_point(|ix| second(ix) < at);
        let near = self.messages[from..].iter().take(256).position(|ix| *ix == line).map(|ix| from + ix);
        near.or_else(|| self.messages.iter().position(|ix| *ix == line))
    }
}

fn messages(shown: &Shown, query: &TimelineQuery) -> Vec<u32> {
    if !query.chat {
        return Vec::new();
    }
    if query.party.is_none() && query.kinds.is_empty() {
        return shown.lines.clone();
    }
    let book = &shown.book;
    let rooms: Vec<bool> = book
        .rooms
        .rooms
        .iter()
        .map(|room| match query.party {
            None => room.is_ours(),
            Some(party) => room.private_of == Some(party) || room.parties.contains(&party),
        })
        .collect();
    let wanted = |ix: &u32| {
        let line = &book.lines.all[*ix as usize];
        rooms[book.rooms.voices[line.voice as usize].room]
            && (query.kinds.is_empty() || query.kinds.contains(&line.kind))
    };
    shown.lines.iter().copied().filter(wanted).collect()
}

fn payments(shown: &Shown, query: &TimelineQuery) -> Vec<(i64, u32)> {
    let book = &shown.book;
    let verdict =
        |ix: usize| -> Option<Verdict> { Some(shown.linking.linked.found[shown.link(ix)?].verdict) };
    let wanted = |(ix, payment): &(usize, &crate::book::Payment)| {
        payment.party.is_some()
            && query.party.is_none_or(|party| payment.party == Some(party))
            && (query.verdicts.is_empty()
                || verdict(*ix).is_some_and(|verdict| query.verdicts.contains(&verdict)))
    };
    let at = |payment: &crate::book::Payment| {
        payment.transfer.when.map_or(i64::MAX, |when| when.span(Basis::Bill, book.settings.offset).earliest)
    };
    let mut payments: Vec<(i64, u32)> = book
        .payments
        .iter()
        .enumerate()
        .filter(wanted)
        .map(|(ix, payment)| (at(payment), ix as u32))
        .collect();
    payments.sort_unstable();
    payments
}

/// Where the messages stand, undated ones behind the one before them in their file.
fn seconds(shown: &Shown, messages: &[u32]) -> Vec<i64> {
    messages.iter().map(|ix| shown.stands_at[*ix as usize]).collect()
}

/// One row for each message and transfer, but one for both where a transfer and its message lie side by side.
fn moments(shown: &Shown, messages: &[u32], payments: &[(i64, u32)]) -> Vec<Row> {
    let seconds = seconds(shown, messages);
    let mut rows = Vec::with_capacity(messages.len() + payments.len());
    let (mut m, mut p) = (0, 0);
    let belongs = |m: usize, p: usize| {
        let line = shown.link(payments[p].1 as usize).and_then(|link| shown.message_of(link));
        line == Some(messages[m])
    };
    while m < messages.len() || p < payments.len() {
        let (message, payment) = (m as u32, p as u32);
        let next = (seconds.get(m).copied(), payments.get(p).map(|(at, _)| *at));
        let at = match next {
            (Some(message_at), Some(payment_at)) => {
                let first_of_pair = belongs(m, p);
                // The message first, and then nothing before the transfer; or the other way round.
                let together = first_of_pair
                    && if message_at <= payment_at {
                        seconds.get(m + 1).is_none_or(|next| *next > payment_at)
                    } else {
                        payments.get(p + 1).is_none_or(|(next, _)| *next > message_at)
                    };
                if together {
                    (m, p) = (m + 1, p + 1);
                } else if message_at <= payment_at {
                    m += 1;
                } else {
                    p += 1;
                }
                message_at.min(payment_at)
            }
            (Some(at), None) => {
                m += 1;
                at
            }
            (None, Some(at)) => {
                p += 1;
                at
            }
            (None, None) => break,
        };
        rows.push(Row { at, message, payment });
    }
    rows
}

/// One row for each hour, day, month or year in which there is anything.
fn bunches(shown: &Shown, scale: Scale, messages: &[u32], payments: &[(i64, u32)]) -> Vec<Row> {
    let offset = shown.book.settings.offset;
    let seconds = seconds(shown, messages);
    let mut rows: Vec<Row> = Vec::new();
    let (mut m, mut p) = (0, 0);
    let mut until = i64::MIN;
    while m < messages.len() || p < payments.len() {
        let next =
            seconds.get(m).copied().unwrap_or(i64::MAX).min(payments.get(p).map_or(i64::MAX, |(at, _)| *at));
        if next >= until {
            let (at, end) = stretch(scale, next, offset);
            rows.push(Row { at, message: m as u32, payment: p as u32 });
            until = end;
        }
        // Everything of this stretch at once: undated messages have the time of the one before them.
        let skip = |from: usize, is_in: &dyn Fn(usize) -> bool| {
            let mut to = from;
            while is_in(to) {
                to += 1;
            }
            to
        };
        m = skip(m, &|ix| seconds.get(ix).is_some_and(|at| *at < until || until == i64::MAX));
        p = skip(p, &|ix| payments.get(ix).is_some_and(|(at, _)| *at < until || until == i64::MAX));
    }
    rows
}

/// From–to (exclusive) of the stretch in which an instant lies.
pub(super) fn stretch(scale: Scale, at: i64, offset: Offset) -> (i64, i64) {
    if at == i64::MAX {
        return (i64::MAX, i64::MAX);
    }
    let wall = spans::wall(at, offset);
    let date = wall.date();
    let midnight = |date: NaiveDate| date.and_hms_opt(0, 0, 0).unwrap_or_default();
    let first = |year: i32, month: u32| midnight(NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(date));
    let (from, to): (NaiveDateTime, NaiveDateTime) = match scale {
        Scale::Year => (first(date.year(), 1), first(date.year() + 1, 1)),
        Scale::Month if date.month() == 12 => (first(date.year(), 12), first(date.year() + 1, 1)),
        Scale::Month => (first(date.year(), date.month()), first(date.year(), date.month() + 1)),
        Scale::Day => (midnight(date), midnight(date.succ_opt().unwrap_or(date))),
        Scale::Hour | Scale::Moment => {
            let hour = date.and_hms_opt(wall.hour(), 0, 0).unwrap_or_default();
            (hour, hour + chrono::TimeDelta::hours(1))
        }
    };
    (spans::instant(from, offset), spans::instant(to, offset))
}
