//! Time labels of chat screens: which text is one, and what it says.
//!
//! Written by WeChat on iOS and Android, on PC, in Chinese and English, with 24-hour and 12-hour clocks; by merged-forward
//! pages (a date alone as divider, a time of day beside each message); and by the viewers of exporters, which print
//! seconds or `MM/DD`. Blanks between the parts come and go when a picture is read, so nothing here rests on them.
//!
//! [`parse`] takes a whole line and only a whole line: a text that merely contains a time is no label. What a label
//! *means* (which day is 昨天) is asked of [`resolve`].

mod clock;
mod grammar;
pub(crate) mod resolve;
mod scan;

use chrono::Weekday;
pub(crate) use clock::Clock;

/// A time label as it stands on the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// The text as it was read.
    pub(crate) text: String,
    /// The day it names.
    pub(crate) day: Day,
    /// The time of day; `None` on the dividers of merged-forward pages and in lists of conversations. The labels of a
    /// chat always have one.
    pub(crate) clock: Option<Clock>,
    /// Something had to be guessed to read it: a letter for a digit, a mark for a colon, or where the day ends and the
    /// hour begins.
    pub(crate) guessed: bool,
}

impl Label {
    /// Whether it shows seconds, which WeChat never does.
    pub(crate) fn has_seconds(&self) -> bool {
        self.clock.is_some_and(|clock| clock.second.is_some())
    }
}

/// The day that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// None: the day of capture, or that of the divider above it.
    Unsaid,
    /// A day counted back from the day of capture: 0 今天, 1 昨天, 2 前天.
    Back(u8),
    /// The last such weekday before the day of capture; `None` where the character is lost (`星期 08:14`).
    Weekday(Option<Weekday>),
    /// A day of a year that is not said.
    Yearless {
        /// 1–12, as it stands there.
        month: u32,
        /// 1–31, as it stands there.
        day: u32,
        /// The weekday beside it.
        weekday: Option<Weekday>,
    },
    /// A day with its year.
    Full {
        /// Four digits.
        year: i32,
        /// 1–12, as it stands there.
        month: u32,
        /// 1–31, as it stands there.
        day: u32,
        /// The weekday beside it.
        weekday: Option<Weekday>,
    },
}

/// The label that a whole line of text is, folded or as it was read; `None` if it is none.
pub(crate) fn parse(text: &str) -> Option<Label> {
    // No label is longer; a page of prose is not looked at.
    if text.len() > 120 {
        return None;
    }
    // What the edges of the pill under it come out as.
    let bare = text.trim_start_matches(['[', '［']).trim_end_matches([']', '］']);
    let scanned = scan::scan(bare)?;
    let (day, clock, guessed) = grammar::read(&scanned.tokens)?;
    Some(Label { text: text.to_owned(), day, clock, guessed: guessed || scanned.guessed })
}

#[cfg(test)]
mod tests;
