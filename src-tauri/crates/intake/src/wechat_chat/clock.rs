//! Times of rows: wall clocks without a zone, and Unix seconds.

use crate::table::{Cell, Row, time_of_serial};
use juzheng_model::{Moment, Zone};

/// Unix milliseconds begin where Unix seconds would be in the year 33658: WeChat Pay's own notices carry them.
const FIRST_MILLISECOND: i64 = 1_000_000_000_000;

/// What a cell says about time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// A time.
    Told(Moment),
    /// Nothing stands there.
    Empty,
    /// Something that is no time.
    Unreadable,
}

impl Clock {
    fn or_unreadable(moment: Option<Moment>) -> Clock {
        moment.map_or(Clock::Unreadable, Clock::Told)
    }
}

/// A wall-clock time in a column, its zone unsaid.
pub(super) fn wall(row: &Row<'_>, column: usize) -> Clock {
    match row.cell(column) {
        Cell::Empty => Clock::Empty,
        Cell::Text(text) if text.trim().is_empty() => Clock::Empty,
        Cell::Text(text) => Clock::or_unreadable(Moment::parse_wall(&text, Zone::Assumed)),
        Cell::Time(time) => Clock::or_unreadable(Moment::wall(time, 0, Zone::Assumed)),
        Cell::Number(number) => {
            Clock::or_unreadable(time_of_serial(number).and_then(|time| Moment::wall(time, 0, Zone::Assumed)))
        }
    }
}

/// Unix seconds or milliseconds in a column.
pub(super) fn unix(row: &Row<'_>, column: usize) -> Clock {
    let text = row.trimmed(column);
    if text.is_empty() {
        return Clock::Empty;
    }
    let seconds = match text.parse::<i64>() {
        Ok(number) if number >= FIRST_MILLISECOND => number / 1000,
        Ok(number) => number,
        Err(_) => return Clock::Unreadable,
    };
    Clock::or_unreadable(Moment::instant(seconds))
}
