//! Rows of delimited text and of spreadsheets behind one push interface.
//!
//! [`Table::for_each`] gives every row in the order of the file, or says which row could not be cut out and why; what
//! concerns the file as a whole (its encoding, where it breaks off) comes back as a [`Summary`]. Blank lines are counted
//! but not given. Cells are decoded only when asked for, so a row of plain text costs no allocation.

mod delimited;
pub(crate) mod header;
mod inflate;
mod record;
mod row;
mod workbook;

pub(crate) use delimited::Delimited;
pub(crate) use row::{Cell, Row, shortened};
pub(crate) use workbook::{Workbook, time_of_serial};

use crate::{error::Error, head::Head, text::TextStream};
use juzheng_model::{Code, Finding, Place, port::Bytes};
use std::borrow::Cow;

/// What a table gives, one after the other.
pub(crate) enum Event<'r> {
    /// A row with its cells.
    Row(Row<'r>),
    /// A line at which no row could be cut out; reading resumes at the line after it.
    Bad {
        /// Where it begins.
        place: Place,
        /// What is wrong.
        reason: BadRow,
        /// The beginning of its text, as a finding quotes it.
        excerpt: String,
        /// Its text, of an endless line the beginning.
        line: Cow<'r, str>,
    },
}

/// Why no row could be cut out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadRow {
    /// A quote is opened and not closed, or closed where no cell ends.
    QuoteOpen,
    /// The record is longer than any row of a bill or chat.
    TooLong,
}

impl BadRow {
    /// The word that a finding carries.
    pub(crate) fn word(self) -> &'static str {
        match self {
            BadRow::QuoteOpen => "quote-open",
            BadRow::TooLong => "too-long",
        }
    }
}

/// What is to be said of the file as a whole after its last row.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// The encoding it was converted from; `None` for UTF-8 and workbooks.
    pub(crate) converted_from: Option<&'static str>,
    /// Rows holding bytes that are no text in the file's encoding, and the first of them.
    pub(crate) broken_rows: u64,
    /// The first of them.
    pub(crate) first_broken: Option<Place>,
    /// Why the rest could not be read.
    pub(crate) damage: Option<String>,
    /// A limit at which reading stopped: what, the limit.
    pub(crate) limit: Option<[String; 2]>,
}

impl Summary {
    /// The findings that follow, once per file.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(encoding) = self.converted_from {
            findings.push(Finding::of_file(Code::EncodingConverted, [encoding]));
        }
        if let Some(place) = &self.first_broken {
            let rows = self.broken_rows.to_string();
            findings.push(Finding::at(Code::EncodingBroken, place.clone(), [rows]));
        }
        if let Some(damage) = &self.damage {
            findings.push(Finding::of_file(Code::FileDamaged, [damage.clone()]));
        }
        if let Some(limit) = &self.limit {
            findings.push(Finding::of_file(Code::LimitReached, limit.clone()));
        }
        findings
    }
}

/// A table of either kind.
pub(crate) enum Table<'b> {
    /// Lines of text.
    Delimited(Delimited<'b>),
    /// One sheet of a workbook.
    Workbook(Box<Workbook<'b>>),
}

impl<'b> Table<'b> {
    /// Opens delimited text, or of a workbook the sheet that `rank` puts highest (of equals the first).
    ///
    /// # Errors
    /// The bytes cannot be read. A workbook that cannot be opened is a table without rows whose summary says why.
    pub(crate) fn open(bytes: &'b mut dyn Bytes, rank: fn(&Head) -> u8) -> Result<Table<'b>, Error> {
        let head = crate::text::head_of(bytes)?;
        if head.starts_with(crate::magic::ZIP) {
            return Ok(Table::Workbook(Box::new(Workbook::open(bytes, rank)?)));
        }
        Ok(Table::Delimited(Delimited::new(TextStream::open(bytes)?)))
    }

    /// Gives every row to `each` until the end or until `each` fails.
    ///
    /// # Errors
    /// The bytes cannot be read, or `each` failed.
    pub(crate) fn for_each(self, each: impl FnMut(Event<'_>) -> Result<(), Error>) -> Result<Summary, Error> {
        match self {
            Table::Delimited(table) => table.for_each(each),
            Table::Workbook(table) => table.for_each(each),
        }
    }
}
