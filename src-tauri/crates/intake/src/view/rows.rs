//! The rows of a table from any place in it, with the numbers under which records know them.
//!
//! Text is cut by the same hand that cuts it for the readers, so that a row stands here under the number that
//! [`Place`](juzheng_model::Place) of its record names, even behind line breaks within quotes and lines that are damaged.

use crate::{
    error::Error,
    magic,
    recognise::rank,
    table::{Delimited, Event, Row, Workbook},
    text::{TextStream, head_of},
};
use juzheng_model::port::Bytes;
use std::ops::ControlFlow;

/// Rows that are given at once, at most.
pub const ROWS_MAX: usize = 1_000;
/// Characters of a cell that are given.
const CELL_CHARACTERS: usize = 2_000;
/// Cells of a row that are given.
const CELLS_MAX: usize = 1_000;
/// Bytes that the rows given at once may weigh; the first is given in any case.
const WEIGHT_MAX: usize = 4 << 20;
/// What a cell weighs besides its text.
const CELL_WEIGHT: usize = 8;
/// Names of sheets that are given.
const SHEETS_MAX: usize = 1_000;
/// Stands where something was left out.
const LEFT_OUT: char = '…';

/// Some rows of a table, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The sheet that they are of; `None` for text, and where a workbook has no such sheet or cannot be opened.
    pub sheet: Option<String>,
    /// The rows. Lines that hold nothing, or only separators, are left out.
    pub rows: Vec<Line>,
    /// Whether there are rows behind the last of these; they are had by asking from its number plus one.
    pub more: bool,
}

/// A row, or a line at which no row could be cut out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The physical line at which it begins, or its row in the sheet; counted from 1.
    pub number: u64,
    /// Its cells, verbatim but for their length: of a cell the first 2,000 characters are given and of a row the first
    /// 1,000 cells, with `…` where anything is left out. A line that is no row is one cell.
    pub cells: Vec<String>,
}

/// The rows whose number is `from` or more: at most `count` and at most [`ROWS_MAX`], fewer (but one at least) where they
/// are very large. Of a workbook those of `sheet`, or without a name those of the sheet that a reader would read, else
/// of the first. No rows where the original is no table, or where the rest of it cannot be read.
///
/// Text is passed over line by line up to `from`; nothing is read behind the row after the last one given.
///
/// # Errors
/// The bytes cannot be read.
pub fn rows(
    bytes: &mut dyn Bytes,
    size: u64,
    sheet: Option<&str>,
    from: u64,
    count: usize,
) -> Result<Rows, Error> {
    let mut page = Page { left: count.min(ROWS_MAX), weight: 0, rows: Rows::default() };
    if magic::is_zip(&head_of(bytes)?, size) {
        let book = match sheet {
            Some(sheet) => Workbook::open_at(bytes, sheet)?,
            None => Workbook::open(bytes, rank)?,
        };
        page.rows.sheet = book.sheet().map(str::to_owned);
        if page.rows.sheet.is_some() {
            book.for_each_from(from, |event| Ok(page.take(&event)))?;
        }
    } else if let Some(text) = TextStream::open(bytes)? {
        Delimited::new(Some(text)).for_each_from(from, |event| Ok(page.take(&event)))?;
    }
    Ok(page.rows)
}

/// The names of a workbook's sheets in their order, hidden ones among them (the first 1,000); none of anything else.
///
/// # Errors
/// The bytes cannot be read.
pub fn sheets(bytes: &mut dyn Bytes, size: u64) -> Result<Vec<String>, Error> {
    if !magic::is_zip(&head_of(bytes)?, size) {
        return Ok(Vec::new());
    }
    let mut names = Workbook::open_at(bytes, "")?.sheets();
    names.truncate(SHEETS_MAX);
    Ok(names)
}

/// The rows gathered so far.
struct Page {
    left: usize,
    weight: usize,
    rows: Rows,
}

impl Page {
    /// Takes a row, or breaks off where it finds no room.
    fn take(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        let line = match event {
            Event::Row(row) if (0..row.len()).all(|index| row.text(index).is_empty()) => {
                return ControlFlow::Continue(());
            }
            // Where rows of a sheet do not stand in their order, its reader sees that; the page shows what comes.
            Event::Row(row) => Line { number: row.number, cells: cells_of(row) },
            Event::Bad { place, line, .. } => Line { number: place.order(), cells: vec![shown(line)] },
        };
        let weight: usize = line.cells.iter().map(|cell| cell.len() + CELL_WEIGHT).sum();
        let heavy = !self.rows.rows.is_empty() && self.weight + weight > WEIGHT_MAX;
        if self.left == 0 || heavy {
            self.rows.more = true;
            return ControlFlow::Break(());
        }
        self.left -= 1;
        self.weight += weight;
        self.rows.rows.push(line);
        ControlFlow::Continue(())
    }
}

fn cells_of(row: &Row<'_>) -> Vec<String> {
    let mut cells: Vec<String> = (0..row.len().min(CELLS_MAX)).map(|index| shown(&row.text(index))).collect();
    if row.len() > CELLS_MAX {
        cells.push(LEFT_OUT.to_string());
    }
    cells
}

/// A cell as it is given.
fn shown(text: &str) -> String {
    match text.char_indices().nth(CELL_CHARACTERS) {
        Some((end, _)) => format!("{}{LEFT_OUT}", &text[..end]),
        None => text.to_owned(),
    }
}
