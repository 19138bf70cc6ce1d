//! The timeline of an open case: laid out once for a query, then given row by row.

mod density;
mod find;
mod lay;
mod rows;

pub(super) use lay::Laid;

use super::{OpenCase, shown::Shown};
use crate::{
    error::Error,
    pane::{TimelineQuery, TimelineRow, TimelineSummary},
    words::Lang,
};
use juzheng_model::Id;
use std::ops::Range;

/// Rows that are given at a time, at most.
const PAGE: u32 = 1_000;

/// Where a jump on the timeline goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// The row nearest to an instant, Unix seconds.
    At(i64),
    /// The row of a message.
    Message(Id),
    /// The row of a transfer.
    Transfer(Id),
}

impl OpenCase {
    /// How many rows a query has, and where one jumps.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn timeline(&self, query: &TimelineQuery) -> Result<TimelineSummary, Error> {
        let mut shown = self.shown();
        let found = find::search(&shown, query)?;
        shown.laid(query);
        let Some(laid) = &shown.timeline else { return Err(Error::Stopped) };
        let (hits, more_hits) = found.on(laid);
        Ok(TimelineSummary {
            rows: laid.rows.len() as u32,
            messages: laid.messages.len() as u32,
            transfers: laid.payments.len() as u32,
            flags: laid.flags.clone(),
            hits,
            more_hits,
            density: density::of(&shown, laid),
        })
    }

    /// Some rows of a query.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn timeline_rows(
        &self,
        query: &TimelineQuery,
        range: Range<u32>,
        lang: Lang,
    ) -> Result<Vec<TimelineRow>, Error> {
        let mut shown = self.shown();
        shown.laid(query);
        let Some(laid) = &shown.timeline else { return Ok(Vec::new()) };
        let end = range.end.min(range.start.saturating_add(PAGE)).min(laid.rows.len() as u32);
        (range.start..end).map(|row| rows::row(&shown, laid, row, lang)).collect()
    }

    /// The row of a target; `None` where the query hides it.
    pub fn timeline_find(&self, query: &TimelineQuery, target: Target) -> Option<u32> {
        let mut shown = self.shown();
        shown.laid(query);
        let laid = shown.timeline.as_ref()?;
        match target {
            Target::At(at) => laid.row_at(at),
            Target::Message(id) => laid.row_of_line(&shown, shown.line_by_id(id)?),
            Target::Transfer(id) => laid.row_of_payment(shown.payment_by_id(id)?),
        }
    }
}

impl Shown {
    /// Lays the timeline of a query out, unless it is the one that lies there.
    fn laid(&mut self, query: &TimelineQuery) {
        // The text that is sought lights rows up and moves none.
        let wanted = TimelineQuery { text: String::new(), ..query.clone() };
        if self.timeline.as_ref().is_none_or(|laid| laid.query != wanted) {
            self.timeline = Some(Laid::out(self, wanted));
        }
    }
}
