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
use memchr::{memchr2, memchr2_iter, memchr3, memmem};
use std::{cell::LazyCell, ops::ControlFlow};

/// Bytes that a record may have.
const RECORD_BYTES: usize = 4 << 20;
/// Lines that a record may have.
const RECORD_LINES: u64 = 20_000;
/// Bytes that may be looked at in vain for closing quotes, before records are held to [`FEW_LINES`]: a file made so that
/// every line opens a quote would else cost its length squared.
const VAIN_BYTES: usize = 256 << 20;
/// Lines of a record after that.
const FEW_LINES: usize = 16;
/// Bytes of a line that are shown of it where no row could be cut out.
const LINE_BYTES: usize = 8 << 10;
/// What parts cells, in order of preference.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];
/// Lines looked at for the delimiter, where the first says nothing.
const DELIMITER_LINES: usize = 60;

/// What a receiver of rows answers: whether it wants more of them.
type Given = Result<ControlFlow<()>, Error>;

/// A file of delimited text.
pub(crate) struct Delimited<'b> {
    text: Option<TextStream<'b>>,
}

/// What is held while rows are cut: a window on the file, and where it stands.
struct Window {
    buffer: Vec<u8>,
    at: usize,
    line: u64,
    /// Lines above this one are passed over.
    from: u64,
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
        self.for_each_from(1, |event| each(event).map(ControlFlow::Continue))
    }

    /// Gives every row that begins on line `from` or below it to `each`, until that breaks off. The rows are those that
    /// [`Delimited::for_each`] gives; what is summed up concerns them alone.
    ///
    /// # Errors
    /// The bytes cannot be read, or `each` failed.
    pub(crate) fn for_each_from(
        self,
        from: u64,
        mut each: impl FnMut(Event<'_>) -> Given,
    ) -> Result<Summary, Error> {
        let Some(mut text) = self.text else {
            return Ok(Summary { damage: Some("no text".to_owned()), ..Summary::default() });
        };
        let mut window = Window {
            buffer: Vec::new(),
            at: 0,
            line: 1,
            from,
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
            if window.rows(text.replaced(), &mut each)?.is_break() {
                break;
            }
        }
        let encoding = text.encoding();
        window.summary.converted_from = (encoding != Encoding::Utf8).then(|| encoding.name());
        Ok(window.summary)
    }
}

impl Window {
    /// Gives every whole record in the window and moves behind it.
    fn rows(&mut self, replaced: bool, each: &mut impl FnMut(Event<'_>) -> Given) -> Given {
        let buffer = std::mem::take(&mut self.buffer);
        let result = self.rows_of(&buffer, replaced, each);
        self.buffer = buffer;
        result
    }

    fn rows_of(&mut self, bytes: &[u8], replaced: bool, each: &mut impl FnMut(Event<'_>) -> Given) -> Given {
        let text = LazyCell::new(|| whole_text(bytes));
        while self.at < bytes.len() {
            if self.skipping {
                if !self.skip_line(bytes) {
                    return Ok(ControlFlow::Continue(()));
                }
                continue;
            }
            let wanted = self.line >= self.from;
            if !wanted && self.pass_plain_line(bytes) {
                continue;
            }
            let (reach, capped) = self.reach(bytes);
            let last = self.ended && reach == bytes.len();
            match cut(&bytes[self.at..reach], self.delimiter, last, &mut self.pieces) {
                Cut::Record { len, lines } if lines <= RECORD_LINES => {
                    if wanted
                        && !matches!(bytes[self.at], b'\n' | b'\r')
                        && self.give(bytes, &text, len, replaced, each)?.is_break()
                    {
                        return Ok(ControlFlow::Break(()));
                    }
                    self.at += len;
                    self.line += lines;
                }
                Cut::Unfinished if !capped => return Ok(ControlFlow::Continue(())),
                failed => {
                    let tried = &bytes[self.at..reach];
                    let (seen, reason) = match failed {
                        Cut::Record { len: seen, .. } | Cut::QuoteOpen { seen } => (seen, BadRow::QuoteOpen),
                        Cut::Unfinished if memchr2(b'\n', b'\r', tried).is_some() => {
                            (tried.len(), BadRow::QuoteOpen)
                        }
                        Cut::Unfinished => (tried.len(), BadRow::TooLong),
                    };
                    self.in_vain = self.in_vain.saturating_add(seen);
                    self.skipping = true;
                    if wanted && each(self.bad_line(bytes, reason))?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        Ok(ControlFlow::Continue(()))
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
        each: &mut impl FnMut(Event<'_>) -> Given,
    ) -> Given {
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

    /// The line at hand as one at which no row could be cut out.
    fn bad_line<'r>(&self, bytes: &'r [u8], reason: BadRow) -> Event<'r> {
        let start = &bytes[self.at..bytes.len().min(self.at + LINE_BYTES)];
        let line = start.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        Event::Bad { place: Place::Row { row: self.line }, reason, excerpt: shortened(&line), line }
    }

    /// Moves behind the end of the line; `false` where more bytes are needed to see it.
    fn skip_line(&mut self, bytes: &[u8]) -> bool {
        let Some(end) = memchr2(b'\n', b'\r', &bytes[self.at..]).map(|offset| self.at + offset) else {
            self.at = bytes.len();
            return false;
        };
        let next = self.next_line(bytes, end);
        self.at = next.unwrap_or(end);
        self.line += u64::from(next.is_some());
        self.skipping = next.is_none();
        next.is_some()
    }

    /// Moves behind a line that holds no quote: such a line is one record, whatever its cells are. `false` where it does
    /// hold one or is not wholly in the window, and has to be cut.
    fn pass_plain_line(&mut self, bytes: &[u8]) -> bool {
        let reach = bytes.len().min(self.at + RECORD_BYTES);
        let found = memchr3(b'"', b'\n', b'\r', &bytes[self.at..reach]).map(|offset| self.at + offset);
        let end = found.filter(|end| bytes[*end] != b'"');
        let Some(next) = end.and_then(|end| self.next_line(bytes, end)) else { return false };
        self.at = next;
        self.line += 1;
        true
    }

    /// Where the line after the break at `end` begins; `None` where more bytes are needed to see it.
    fn next_line(&self, bytes: &[u8], end: usize) -> Option<usize> {
        match (bytes[end], bytes.get(end + 1)) {
            (b'\r', Some(b'\n')) => Some(end + 2),
            (b'\r', None) if !self.ended => None,
            _ => Some(end + 1),
        }
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
