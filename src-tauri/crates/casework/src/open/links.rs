//! The table of links: filtered and sorted once for a query, then given row by row; and all about one of them.

use super::{
    OpenCase,
    bubble::shortened,
    shown::{NONE, Shown},
};
use crate::{
    error::Error,
    list::{transfer_shape_of, with_reasons},
    pane::{Candidate, GapCause, LinkDetail, LinkPage, LinkQuery, LinkRow, LinkSort},
    words::{self, Lang},
};
use juzheng_model::{Basis, Id, link::Verdict};

/// Rows that are given at a time, at most.
const PAGE: u32 = 500;
/// Characters of a message in the table.
const EXCERPT: usize = 200;

/// The links of a query in its order.
pub(crate) struct Sorted {
    query: LinkQuery,
    rows: Vec<u32>,
}

impl OpenCase {
    /// Some rows of a query.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn links(&self, query: &LinkQuery, from: u32, count: u32) -> Result<LinkPage, Error> {
        let mut shown = self.shown();
        shown.sort(query);
        let Some(sorted) = &shown.sorted else { return Err(Error::Stopped) };
        let total = sorted.rows.len() as u32;
        let (from, to) = (from.min(total), from.saturating_add(count.min(PAGE)).min(total));
        let rows = (from..to).map(|row| shown.link_row(row, sorted.rows[row as usize] as usize));
        Ok(LinkPage { total, from, rows: rows.collect::<Result<_, _>>()? })
    }

    /// The row of a link under a query; `None` where the query hides it.
    pub fn link_find(&self, query: &LinkQuery, link: Id) -> Option<u32> {
        let mut shown = self.shown();
        let link = shown.link_by_id(link).ok()? as u32;
        shown.sort(query);
        let rows = &shown.sorted.as_ref()?.rows;
        rows.iter().position(|ix| *ix == link).map(|row| row as u32)
    }

    /// All about one link.
    ///
    /// # Errors
    /// There is none with this id, or the database cannot be read.
    pub fn link_detail(&self, link: Id, lang: Lang) -> Result<LinkDetail, Error> {
        let shown = self.shown();
        let ix = shown.link_by_id(link)?;
        let payment = shown.linking.payments[ix];
        let (full, _) = with_reasons(&shown.case, &shown.book, &shown.linking, ix)?;
        let line = shown.message_of(ix);
        let message = match line {
            Some(line) => {
                let stored = shown.stored(line)?;
                let line = &shown.book.lines.all[line as usize];
                Some(crate::list::message_shape_of(&shown.book, line, stored))
            }
            None => None,
        };
        let receipt = shown.linking.linked.found[ix].receipt.map(|item| shown.linking.lines[item as usize]);
        let accepted = shown.accepted.get(&payment);
        Ok(LinkDetail {
            money: shown.money(payment, None),
            transfer: transfer_shape_of(&shown.book, &shown.book.payments[payment], accepted),
            message,
            clock: full.clock,
            rejected: shown.rejected_of(ix).map(|line| shown.bubble(line, None)).transpose()?,
            receipt: receipt.map(|line| shown.bubble(line, None)).transpose()?,
            reasons: full.reasons.iter().map(|reason| words::reason(reason, lang)).collect(),
            runner_up: shown.runner_up(ix)?,
            around: shown.around(ix, line)?,
        })
    }

    /// Causes that gaps often have, to choose from.
    pub fn gap_causes(lang: Lang) -> Vec<GapCause> {
        words::GAP_CAUSES.iter().map(|(zh, en)| GapCause { text: lang.of(zh, en).to_owned() }).collect()
    }
}

impl Shown {
    fn sort(&mut self, query: &LinkQuery) {
        if self.sorted.as_ref().is_none_or(|sorted| sorted.query != *query) {
            let mut rows = self.filtered(query);
            rows.sort_by_cached_key(|ix| self.key(query, *ix as usize));
            self.sorted = Some(Sorted { query: query.clone(), rows });
        }
    }

    fn filtered(&self, query: &LinkQuery) -> Vec<u32> {
        let sought = query.text.trim().to_lowercase();
        let wanted = |ix: &u32| {
            let link = *ix as usize;
            let payment = self.linking.payments[link];
            let of = &self.book.payments[payment];
            (query.verdicts.is_empty() || query.verdicts.contains(&self.linking.linked.found[link].verdict))
                && (query.decided.is_empty() || query.decided.contains(&self.linking.decided[link]))
                && query.direction.is_none_or(|direction| of.transfer.direction == Some(direction))
                && query.party.is_none_or(|party| of.party == Some(party))
                && (sought.is_empty() || self.payment_says(payment, &sought))
        };
        (0..self.linking.payments.len() as u32).filter(wanted).collect()
    }

    /// What a link is sorted by: first what the query says (what it lacks always at the end), then time.
    fn key(&self, query: &LinkQuery, link: usize) -> (bool, i64, i64) {
        let found = &self.linking.linked.found[link];
        let transfer = &self.book.payments[self.linking.payments[link]].transfer;
        let at = transfer.when.map(|when| when.span(Basis::Bill, self.book.settings.offset).earliest);
        let by = match query.sort {
            LinkSort::Time => at,
            LinkSort::Amount => transfer.amount.map(juzheng_model::Fen::get),
            LinkSort::Gap => found.gap.map(|gap| gap.max_s),
            LinkSort::Verdict => Some(match found.verdict {
                Verdict::NoMessage => 0,
                Verdict::Over => 1,
                Verdict::Undetermined => 2,
                Verdict::Within => 3,
            }),
        };
        let turned = if query.descending { -1 } else { 1 };
        (by.is_none(), by.unwrap_or_default() * turned, at.unwrap_or(i64::MAX))
    }

    fn link_row(&self, row: u32, link: usize) -> Result<LinkRow, Error> {
        let line = self.message_of(link);
        let (excerpt, message_time, message_machine) = match line {
            Some(line) => {
                let bubble = self.bubble(line, None)?;
                (Some(shortened(bubble.text, EXCERPT).0), bubble.time, bubble.machine)
            }
            None => (None, None, false),
        };
        let money = self.money(self.linking.payments[link], None);
        Ok(LinkRow { row, money, excerpt, message_time, message_machine })
    }

    /// The next best message: the nearest other card of the same sum and side, else the nearest other message.
    fn runner_up(&self, link: usize) -> Result<Option<Candidate>, Error> {
        let chosen = self.message_of(link).unwrap_or(NONE);
        let receipt =
            self.linking.linked.found[link].receipt.map_or(NONE, |item| self.linking.lines[item as usize]);
        let Some(at) = self.time_of(link) else { return Ok(None) };
        let near =
            self.party_lines(link, at - super::surroundings::WINDOW_S, at + super::surroundings::WINDOW_S);
        let distance = |line: &u32| self.book.lines.all[*line as usize].at.abs_diff(at);
        let others: Vec<u32> = near.into_iter().filter(|line| *line != chosen && *line != receipt).collect();
        let cards = others.iter().filter(|line| self.could_be_card_of(link, **line));
        let best = cards
            .min_by_key(|line| distance(line))
            .or_else(|| others.iter().min_by_key(|line| distance(line)));
        best.map(|line| self.candidate(link, *line)).transpose()
    }

    /// The seconds of a link's transfer.
    pub(super) fn time_of(&self, link: usize) -> Option<i64> {
        let when = self.book.payments[self.linking.payments[link]].transfer.when?;
        Some(when.span(Basis::Bill, self.book.settings.offset).earliest)
    }
}
