//! Delimited text as a stream of rows: blocks in, records out, with a bound on what one record may cost.
//!
//! A record longer than [`RECORD_BYTES`] or [`RECORD_LINES`] is no row of anything; nor is one whose quote never closes.
//! Either costs the line at which it begins and nothing else: reading resumes at the next line.

use super::{
    BadRow, Event, Row, Summary,
    record::{Cut, Piece, cut},
    row::{Cells, shortened},
};
use crate::{error::Error, text::Encoding, text::TextStream};
use juzheng_model::Place;
use memchr::{memchr2, memchr2_iter, memmem};

/// Bytes that a record may have.
const RECORD_BYTES: usize = 4 << 20;
/// Lines that a record may have.
const RECORD_LINES: u64 = 20_000;
/// Bytes that may be looked at in vain for closing quotes, before records are held to [`FEW_LINES`]: a file made so that
/// every line opens a quote would else cost its length squared.
const VAIN_BYTES: usize = 256 << 20;
/// Lines of a record after that.
const FEW_LINES: usize = 16;
/// What parts cells, in order of preference.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];
/// Lines looked at for the delimiter, where the first says nothing.
const DELIMITER_LINES: usize = 60;

/// A file of delimited text.
pub(crate) struct Delimited<'b> {
    text: Option<TextStream<'b>>,
}

/// What is held while rows are cut: a window on the file, and where it stands.
struct Window {
    buffer: Vec<u8>,
    at: usize,
    line: u64,
    ended: bool,
    /// The rest of the current line belongs to a record that was given up.
    skipping: bool,
    delimiter: u8,
    pieces: Vec<Piece>,
    in_vain: usize,
    summary: Summary,
}

impl<'b> Delimited<'b> {
    /// The rows of a text; none where there is no text.
    pub(crate) fn new(text: Option<TextStream<'b>>) -> Delimited<'b> {
        Delimited { text }
    }

    /// Gives every row to `each`.
    ///
    /// # Errors
    /// The bytes cannot be read, or `each` failed.
    pub(crate) fn for_each(
        self,
        mut each: impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<Summary, Error> {
        let Some(mut text) = self.text else {
            return Ok(Summary { damage: Some("no text".to_owned()), ..Summary::default() });
        };
        let mut window = Window {
            buffer: Vec::new(),
            at: 0,
            line: 1,
            ended: false,
            skipping: false,
            delimiter: b',',
            pieces: Vec::new(),
            in_vain: 0,
            summary: Summary::default(),
        };
        let mut first = true;
        while !window.ended {
            window.buffer.drain(..window.at);
            window.at = 0;
            window.ended = !text.fill(&mut window.buffer)?;
            if std::mem::take(&mut first) {
                window.delimiter = delimiter_of(&window.buffer);
            }
            window.rows(text.replaced(), &mut each)?;
        }
        let encoding = text.encoding();
        window.summary.converted_from = (encoding != Encoding::Utf8).then(|| encoding.name());
        Ok(window.summary)
    }
}

impl Window {
    /// Gives every whole record in the window and moves behind it.
    fn rows(
        &mut self,
        replaced: bool,
        each: &mut impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let buffer = std::mem::take(&mut self.buffer);
        let result = self.rows_of(&buffer, replaced, each);
        self.buffer = buffer;
        result
    }

    fn rows_of(
        &mut self,
        bytes: &[u8],
        replaced: bool,
        each: &mut impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let text = whole_text(bytes);
        while self.at < bytes.len() {
            if self.skipping {
                if !self.skip_line(bytes) {
                    return Ok(());
                }
                continue;
            }
            let (reach, capped) = self.reach(bytes);
            let last = self.ended && reach == bytes.len();
            match cut(&bytes[self.at..reach], self.delimiter, last, &mut self.pieces) {
                Cut::Record { len, lines } if lines <= RECORD_LINES => {
                    if !matches!(bytes[self.at], b'\n' | b'\r') {
                        self.give(bytes, text, len, replaced, each)?;
                    }
                    self.at += len;
                    self.line += lines;
                }
                Cut::Record { len, .. } => self.give_up(bytes, len, BadRow::QuoteOpen, each)?,
                Cut::QuoteOpen { seen } => self.give_up(bytes, seen, BadRow::QuoteOpen, each)?,
                Cut::Unfinished if !capped => return Ok(()),
                Cut::Unfinished => {
                    let seen = reach - self.at;
                    let over_lines = memchr2(b'\n', b'\r', &bytes[self.at..reach]).is_some();
                    let reason = if over_lines { BadRow::QuoteOpen } else { BadRow::TooLong };
                    self.give_up(bytes, seen, reason, each)?;
                }
            }
        }
        Ok(())
    }

    /// How far the record at hand may reach, and whether that is a limit and not the end of the window.
    fn reach(&self, bytes: &[u8]) -> (usize, bool) {
        let far = self.at.saturating_add(RECORD_BYTES);
        let bound = if far < bytes.len() { (far, true) } else { (bytes.len(), false) };
        if self.in_vain <= VAIN_BYTES {
            return bound;
        }
        match memchr2_iter(b'\n', b'\r', &bytes[self.at..bound.0]).nth(FEW_LINES) {
            Some(offset) => (self.at + offset + 1, true),
            None => bound,
        }
    }

    fn give(
        &mut self,
        bytes: &[u8],
        text: &str,
        len: usize,
        replaced: bool,
        each: &mut impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let raw = &bytes[self.at..self.at + len];
        let mended;
        let (record, broken) = match text.get(self.at..self.at + len) {
            Some(record) => (record, replaced && record.contains('\u{fffd}')),
            None => match simdutf8::basic::from_utf8(raw) {
                Ok(record) => (record, false),
                Err(_) => {
                    mended = String::from_utf8_lossy(raw).into_owned();
                    cut(mended.as_bytes(), self.delimiter, true, &mut self.pieces);
                    (mended.as_str(), true)
                }
            },
        };
        if broken {
            self.summary.broken_rows += 1;
            self.summary.first_broken.get_or_insert(Place::Row { row: self.line });
        }
        let cells = Cells::Text { record, pieces: &self.pieces };
        each(Event::Row(Row { number: self.line, sheet: None, cells }))
    }

    fn give_up(
        &mut self,
        bytes: &[u8],
        seen: usize,
        reason: BadRow,
        each: &mut impl FnMut(Event<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.in_vain = self.in_vain.saturating_add(seen);
        self.skipping = true;
        let start = &bytes[self.at..bytes.len().min(self.at + 1024)];
        let excerpt = shortened(&String::from_utf8_lossy(start));
        each(Event::Bad { place: Place::Row { row: self.line }, reason, excerpt })
    }

    /// Moves behind the end of the line; `false` where more bytes are needed to see it.
    fn skip_line(&mut self, bytes: &[u8]) -> bool {
        let Some(end) = memchr2(b'\n', b'\r', &bytes[self.at..]).map(|offset| self.at + offset) else {
            self.at = bytes.len();
            return false;
        };
        self.at = match (bytes[end], bytes.get(end + 1)) {
            (b'\r', Some(b'\n')) => end + 2,
            (b'\r', None) if !self.ended => {
                self.at = end;
                return false;
            }
            _ => end + 1,
        };
        self.line += 1;
        self.skipping = false;
        true
    }
}

/// The longest beginning of `bytes` that is UTF-8, checked in one go.
fn whole_text(bytes: &[u8]) -> &str {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => simdutf8::basic::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// What parts the cells: the most frequent candidate of the first line that is not blank; where it has none (a title),
/// of the line of column names of a bill, else of the first line that has one.
fn delimiter_of(bytes: &[u8]) -> u8 {
    let lines = bytes.split(|b| matches!(b, b'\n' | b'\r')).filter(|line| !line.trim_ascii().is_empty());
    let lines: Vec<&[u8]> = lines.take(DELIMITER_LINES).collect();
    let most = |line: &[u8]| -> Option<u8> {
        let count = |d: u8| memchr::memchr_iter(d, line).count();
        // `max_by_key` takes the last of equals, so the preferred stands last.
        DELIMITERS.iter().rev().copied().max_by_key(|d| count(*d)).filter(|d| count(*d) > 0)
    };
    let named = lines.iter().find(|line| memmem::find(line, "交易时间".as_bytes()).is_some());
    lines.first().into_iter().chain(named).chain(&lines).find_map(|line| most(line)).unwrap_or(b',')
}

#[cfg(test)]
#[path = "delimited_tests.rs"]
mod tests;
