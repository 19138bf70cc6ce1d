//! One row of a table: its cells, read when asked for, and its place in the file.

use super::record::{self, Piece};
use chrono::NaiveDateTime;
use juzheng_model::Place;
use std::borrow::Cow;

/// Characters of a row that a finding quotes.
const EXCERPT: usize = 80;

/// A row. Cells beyond its end are empty.
pub(crate) struct Row<'r> {
    /// 1-based physical line where the record begins, or row of the sheet.
    pub(crate) number: u64,
    /// The sheet, of a workbook.
    pub(crate) sheet: Option<&'r str>,
    pub(super) cells: Cells<'r>,
}

/// Where the cells of a row are.
#[derive(Clone, Copy)]
pub(super) enum Cells<'r> {
    Text { record: &'r str, pieces: &'r [Piece] },
    Sheet(&'r [Cell<'r>]),
}

/// A cell, verbatim.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'r> {
    /// Text; line breaks in it are LF.
    Text(Cow<'r, str>),
    /// A spreadsheet's number.
    Number(f64),
    /// A spreadsheet's date and time of day, to the second.
    Time(NaiveDateTime),
    /// Nothing.
    Empty,
}

impl<'r> Row<'r> {
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        match self.cells {
            Cells::Text { pieces, .. } => pieces.len(),
            Cells::Sheet(cells) => cells.len(),
        }
    }

    /// The cell at `index`, counted from 0.
    pub(crate) fn cell(&self, index: usize) -> Cell<'r> {
        match self.cells {
            Cells::Text { record, pieces } => match pieces.get(index) {
                Some(piece) => Cell::Text(record::text_of(record, *piece)),
                None => Cell::Empty,
            },
            Cells::Sheet(cells) => cells.get(index).map_or(Cell::Empty, Cell::reborrow),
        }
    }

    /// The text of a cell, verbatim; a number by its shortest decimal, a time as `2023-05-01 14:32:10`.
    pub(crate) fn text(&self, index: usize) -> Cow<'r, str> {
        match self.cell(index) {
            Cell::Text(text) => text,
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Time(time) => Cow::Owned(time.format("%Y-%m-%d %H:%M:%S").to_string()),
            Cell::Empty => Cow::Borrowed(""),
        }
    }

    /// As [`Row::text`], without blanks, tabs and no-break spaces at both ends.
    pub(crate) fn trimmed(&self, index: usize) -> Cow<'r, str> {
        trim(self.text(index))
    }

    /// Whether no cell holds anything but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        (0..self.len()).all(|index| self.trimmed(index).is_empty())
    }

    /// Where it begins.
    pub(crate) fn place(&self) -> Place {
        match self.sheet {
            Some(sheet) => Place::Sheet { sheet: sheet.to_owned(), row: self.number },
            None => Place::Row { row: self.number },
        }
    }

    /// The beginning of its text, for findings.
    pub(crate) fn excerpt(&self) -> String {
        match self.cells {
            Cells::Text { record, .. } => shortened(record),
            Cells::Sheet(_) => {
                let cells: Vec<Cow<'_, str>> = (0..self.len()).map(|index| self.text(index)).collect();
                shortened(&cells.join(","))
            }
        }
    }
}

impl Cell<'_> {
    fn reborrow(&self) -> Cell<'_> {
        match self {
            Cell::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Cell::Number(number) => Cell::Number(*number),
            Cell::Time(time) => Cell::Time(*time),
            Cell::Empty => Cell::Empty,
        }
    }
}

/// The first line of a text, cut to what a finding quotes.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(is_blank)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(is_blank).to_owned()),
    }
}

/// What is stripped from the ends of cells: blanks of every kind, tabs, line breaks, no-break spaces and a stray BOM.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}
