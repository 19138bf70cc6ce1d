//! The times of the messages on a page, from the labels between them.
//!
//! WeChat draws a label for the message below it: that message has the label's minute. Those after it lie between this
//! label and the next, those above the first label have only an upper bound, those below the last are not later than the
//! capture. A span never leaves out the true time: a label that cannot be, or that contradicts another, bounds nothing,
//! and what hangs on it is unsure.

mod bound;
mod marks;

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;

use super::label::{Label, resolve::Stretch};
use bound::Wall;
use juzheng_model::{Basis, Code, Finding, Moment};
use marks::Marks;

/// One row of a page, from the top down.
#[derive(Debug, Clone)]
pub(crate) enum Row {
    /// A time label.
    Label(Shown),
    /// A message, card or note.
    Message,
}

/// A label on the picture.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// What it says.
    pub(crate) label: Label,
    /// Where it stands: x, y, width, height in pixels.
    pub(crate) bounds: [u32; 4],
    /// Whether the recognition is unsure of it.
    pub(crate) unsure: bool,
}

/// How the labels of a page are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A chat: a time of day alone is the day of capture.
    Chat,
    /// A merged-forward page: a time of day alone is the day of the divider above it.
    Forwarded,
}

/// The time of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    /// When, and what it rests on; `None` where nothing on the page dates it.
    pub(crate) at: Option<(Moment, Basis)>,
    /// Whether it hangs on a label of which the machine is not sure.
    pub(crate) unsure: bool,
}

/// The times on a page.
#[derive(Debug)]
pub(crate) struct Dated {
    /// Of each message, in the order of the rows.
    pub(crate) messages: Vec<When>,
    /// What a person should look at.
    pub(crate) findings: Vec<Finding>,
}

/// Dates the messages among `rows`. `captured` is when the picture was captured, `added_at` when it was taken in (Unix
/// seconds).
pub(crate) fn date(rows: &[Row], manner: Manner, captured: Option<Moment>, added_at: i64) -> Dated {
    let wall = Wall::new(captured, added_at);
    let marks = Marks::new(rows, manner, &wall);
    let messages: Vec<When> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| matches!(row, Row::Message))
        .map(|(at, _)| when(at, rows, &marks, &wall))
        .collect();
    let mut findings = marks.findings();
    let dateless = marks.list.is_empty() || (manner == Manner::Forwarded && marks.are_all_dateless());
    if dateless && !messages.is_empty() {
        findings.push(Finding::of_file(Code::NoTimeLabel, [""; 0]));
    }
    if manner == Manner::Chat && !marks.list.is_empty() && marks.are_all_dateless() {
        findings.push(Finding::of_file(Code::RetakeForDate, [""; 0]));
    }
    Dated { messages, findings }
}

/// The time of the message at row `at`.
fn when(at: usize, rows: &[Row], marks: &Marks<'_>, wall: &Wall) -> When {
    let governing = marks.list.iter().rev().find(|mark| mark.row < at);
    let above = marks.trusted().rev().find(|(mark, _)| mark.row < at);
    let below = marks.trusted().find(|(mark, _)| mark.row > at);
    // Below a label that is wrong nothing is sure; below one that only waits for the day of capture the bounds are.
    let adrift = governing.is_some_and(|mark| mark.is_wrong());
    let exact = above.filter(|(mark, _)| mark.row + 1 == at && matches!(rows[mark.row], Row::Label(_)));
    if let Some((mark, stretch)) = exact {
        return When { at: wall.moment(stretch).map(|moment| (moment, Basis::Label)), unsure: mark.unsure };
    }
    if above.is_none() && below.is_none() {
        return When { at: None, unsure: adrift };
    }
    let from = above.map_or(wall.earliest(), |(_, stretch)| stretch.from);
    let to = below.map_or(wall.limits.latest.max(from), |(_, stretch)| stretch.to);
    let unsure = [above, below].iter().flatten().any(|(mark, _)| mark.unsure);
    let to = match (above, below) {
        (Some((_, above)), None) => to.max(above.to),
        _ => to,
    };
    When {
        at: wall.moment(Stretch { from, to }).map(|moment| (moment, Basis::BetweenLabels)),
        unsure: unsure || adrift,
    }
}
