//! One sheet of a workbook (XLSX) as a stream of rows, cell by cell, with the sheet's own row numbers.

use super::{
    Cell, Event, Row, Summary,
    inflate::{Measured, measure},
    row::Cells,
};
use crate::{
    error::Error,
    head::{HEAD_ROWS, Head},
    medium::{Failure, Medium},
};
use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Reader as _, SheetType, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use juzheng_model::port::Bytes;
use std::{
    borrow::Cow,
    io::{BufReader, Seek},
    ops::ControlFlow,
};

/// Columns that a sheet of this format can have.
const COLUMNS: usize = 16_384;

/// Text that the cells of one row may hold together: many cells may name the same shared text.
const ROW_BYTES: usize = 64 << 20;

/// What is tried while a workbook is opened.
const OPENING: &str = "opening the workbook";
/// Serials of the years 1990 to 2100.
const SERIALS: std::ops::Range<f64> = 32_874.0..73_416.0;

type Book<'b> = Xlsx<BufReader<Medium<'b>>>;

/// A workbook with the sheet that is to be read.
pub(crate) struct Workbook<'b> {
    book: Option<Book<'b>>,
    sheet: String,
    summary: Summary,
    failure: Failure,
}

impl<'b> Workbook<'b> {
    /// Opens the workbook and chooses the sheet that `rank` puts highest (of equals the first).
    ///
    /// # Errors
    /// The bytes cannot be read. A workbook that cannot be opened has no rows, and a summary that says why.
    pub(crate) fn open(bytes: &'b mut dyn Bytes, rank: fn(&Head) -> u8) -> Result<Workbook<'b>, Error> {
        Workbook::open_with(bytes, |book| choose(book, rank))
    }

    /// Opens the workbook at the sheet of this name; where there is none it has no rows.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub(crate) fn open_at(bytes: &'b mut dyn Bytes, sheet: &str) -> Result<Workbook<'b>, Error> {
        Workbook::open_with(bytes, |_| sheet.to_owned())
    }

    fn open_with(
        bytes: &'b mut dyn Bytes,
        choose: impl FnOnce(&mut Book<'b>) -> String,
    ) -> Result<Workbook<'b>, Error> {
        let (mut medium, failure) = Medium::watch(bytes);
        let mut workbook =
            Workbook { book: None, sheet: String::new(), summary: Summary::default(), failure };
        let measured = measure(BufReader::new(&mut medium));
        workbook.failure.check(OPENING)?;
        match measured {
            Measured::Fits => {}
            Measured::TooLarge(limit) => {
                workbook.summary.limit = Some(limit);
                return Ok(workbook);
            }
            Measured::Damaged(why) => {
                workbook.summary.damage = Some(why);
                return Ok(workbook);
            }
        }
        medium.rewind().map_err(Error::reading(OPENING))?;
        match Xlsx::new(BufReader::new(medium)) {
            Ok(mut book) => {
                workbook.sheet = choose(&mut book);
                workbook.book = Some(book);
            }
            Err(error) => workbook.summary.damage = Some(error.to_string()),
        }
        workbook.failure.check(OPENING)?;
        Ok(workbook)
    }

    /// The names of its sheets of cells, in their order, hidden ones among them; none where it could not be opened.
    pub(crate) fn sheets(&self) -> Vec<String> {
        self.book.as_ref().map(worksheets).unwrap_or_default()
    }

    /// The sheet whose rows it gives; `None` where there is no such sheet.
    pub(crate) fn sheet(&self) -> Option<&str> {
        self.sheets().contains(&self.sheet).then_some(&self.sheet)
    }

    /// Whether it could be opened at all.
    pub(crate) fn is_open(&self) -> bool {
        self.book.is_some()
    }

    /// The head of the chosen sheet.
    pub(crate) fn head(&mut self) -> Head {
        self.book.as_mut().map(|book| head_of(book, &self.sheet)).unwrap_or_default()
    }

    /// Gives every row of the chosen sheet to `each`.
    ///
    /// # Errors
    /// The bytes cannot be read, or `each` failed.
    pub(crate) fn for_each(
        self,
        mut each: impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<Summary, Error> {
        self.for_each_from(1, |event| each(event).map(ControlFlow::Continue))
    }

    /// Gives the rows of the chosen sheet whose number is `from` or more to `each`, until that breaks off.
    ///
    /// # Errors
    /// The bytes cannot be read, or `each` failed.
    pub(crate) fn for_each_from(
        self,
        from: u64,
        mut each: impl FnMut(Event<'_>) -> Result<ControlFlow<()>, Error>,
    ) -> Result<Summary, Error> {
        let Workbook { book, sheet, mut summary, failure } = self;
        let Some(mut book) = book else { return Ok(summary) };
        let given =
            rows(&mut book, &sheet, from, &mut |row| each(Event::Row(row)).map(|flow| flow.is_continue()));
        match given {
            Ok(()) => {}
            Err(Stopped::Damaged(why)) => summary.damage = Some(why),
            Err(Stopped::TooLarge(limit)) => summary.limit = Some(limit),
            Err(Stopped::By(error)) => return Err(error),
        }
        failure.check("reading its rows")?;
        Ok(summary)
    }
}

/// Why the rows of a sheet ended early.
enum Stopped {
    Damaged(String),
    TooLarge([String; 2]),
    By(Error),
}

impl From<XlsxError> for Stopped {
    fn from(error: XlsxError) -> Stopped {
        Stopped::Damaged(error.to_string())
    }
}

/// The names of its sheets, those that hold a chart alone left out.
fn worksheets(book: &Book<'_>) -> Vec<String> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn choose(book: &mut Book<'_>, rank: fn(&Head) -> u8) -> String {
    let names = worksheets(book);
    let mut best = (0, names.first().cloned().unwrap_or_default());
    for name in names {
        let rank = rank(&head_of(book, &name));
        if rank > best.0 {
            best = (rank, name);
        }
    }
    best.1
}

fn head_of(book: &mut Book<'_>, sheet: &str) -> Head {
    let mut head = Head::default();
    // What is damaged further down is said when the rows are read.
    let _ = rows(book, sheet, 1, &mut |row| {
        head.push(&row);
        Ok(head.rows.len() < HEAD_ROWS)
    });
    head
}

/// Gives every row that has cells and whose number is `from` or more to `each`, until it answers `false`.
fn rows(
    book: &mut Book<'_>,
    sheet: &str,
    from: u64,
    each: &mut dyn FnMut(Row<'_>) -> Result<bool, Error>,
) -> Result<(), Stopped> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let (mut current, mut held) = (0, 0);
    let mut give = |number: u32, cells: &mut Vec<Cell<'_>>| -> Result<bool, Stopped> {
        let number = u64::from(number) + 1;
        let row = Row { number, sheet: Some(sheet), cells: Cells::Sheet(cells) };
        let on = if cells.is_empty() { Ok(true) } else { each(row).map_err(Stopped::By) };
        cells.clear();
        on
    };
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                give(current, &mut cells)?; // the row so far is read, the rest of the sheet is not
                return Err(error.into());
            }
        };
        let (row, column) = cell.get_position();
        if row != current {
            if !give(current, &mut cells)? {
                return Ok(());
            }
            (current, held) = (row, 0);
        }
        let number = u64::from(row) + 1;
        let column = column as usize;
        if column >= COLUMNS {
            return Err(Stopped::Damaged(format!("column {column} in row {number}")));
        }
        if number < from {
            continue;
        }
        if cells.len() <= column {
            cells.resize_with(column + 1, || Cell::Empty);
        }
        let value = cell_of(cell.get_value());
        held += if let Cell::Text(text) = &value { text.len() } else { 0 };
        if held > ROW_BYTES {
            return Err(Stopped::TooLarge([format!("row {number}"), format!("{} MiB", ROW_BYTES >> 20)]));
        }
        cells[column] = value;
    }
    give(current, &mut cells)?;
    Ok(())
}

fn cell_of<'r>(value: &DataRef<'_>) -> Cell<'r> {
    let text = |text: &str| Cell::Text(Cow::Owned(text.replace("\r\n", "\n")));
    match value {
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::DateTime(serial) => time_of(serial).map_or(Cell::Number(serial.as_f64()), Cell::Time),
        DataRef::DateTimeIso(string) | DataRef::DurationIso(string) => text(string),
        DataRef::Bool(bool) => text(if *bool { "TRUE" } else { "FALSE" }),
        DataRef::Error(error) => text(&error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

/// A number in a column of times that lost its date format, as wall-clock time; `None` where it is no such serial.
pub(crate) fn time_of_serial(number: f64) -> Option<NaiveDateTime> {
    let serial = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, false);
    SERIALS.contains(&number).then(|| time_of(&serial)).flatten()
}

/// A serial as wall-clock time, rounded to the second (a fraction of a day hits no second exactly).
fn time_of(serial: &ExcelDateTime) -> Option<NaiveDateTime> {
    if !serial.is_datetime() {
        return None;
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let time = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?
        .and_hms_milli_opt(u32::from(hour), u32::from(minute), u32::from(second), u32::from(milli))?;
    time.checked_add_signed(chrono::TimeDelta::milliseconds(500))?.with_nanosecond(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_of_a_day_survives_its_serial() {
        for second in 0..86_400u32 {
            let serial = 46_289.0 + f64::from(second) / 86_400.0;
            let time = time_of(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
            assert_eq!(time.map(|t| t.num_seconds_from_midnight()), Some(second));
        }
    }

    #[test]
    fn a_serial_of_a_bill_is_its_wall_clock() {
        let serial = ExcelDateTime::new(46_289.48678240741, ExcelDateTimeType::DateTime, false);
        assert_eq!(time_of(&serial).map(|t| t.to_string()), Some("2026-09-24 11:40:58".to_owned()));
    }
}
