//! Cutting one record of delimited text into cells (RFC 4180, leniently), without copying anything.
//!
//! Quotes count only at the start of a cell; in the middle of an unquoted cell they are literal. Text after a closing
//! quote is kept as part of the cell (`"id"⇥,` in files of 2025). A quoted cell over several lines that is closed where
//! no cell ends is not a cell but the sign of a quote that was never closed.

use memchr::{memchr, memchr3};
use std::borrow::Cow;

/// A cell within its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    start: u32,
    end: u32,
    /// The cell stands raw, from its opening quote on, and has to be unfolded.
    folded: bool,
}

/// How cutting went.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A record; the next begins after `len` bytes and `lines` lines.
    Record { len: usize, lines: u64 },
    /// The bytes end before the record does.
    Unfinished,
    /// A quote is opened and never properly closed; so many bytes were looked at.
    QuoteOpen { seen: usize },
}

/// Cuts the record at the start of `bytes` into `pieces`. `last` says that nothing comes after `bytes`.
pub(super) fn cut(bytes: &[u8], delimiter: u8, last: bool, pieces: &mut Vec<Piece>) -> Cut {
    pieces.clear();
    let (mut at, mut lines) = (0, 1);
    loop {
        let quoted = match bytes.get(at) {
            Some(b'"') => match quoted_end(bytes, at) {
                Some(quoted) => Some(quoted),
                None if last => return Cut::QuoteOpen { seen: bytes.len() },
                None => return Cut::Unfinished,
            },
            _ => None,
        };
        let after = quoted.as_ref().map_or(at, |q| q.after);
        let end = memchr3(delimiter, b'\n', b'\r', &bytes[after..]).map(|offset| after + offset);
        if end.is_none() && !last {
            return Cut::Unfinished;
        }
        let end = end.unwrap_or(bytes.len());
        match quoted {
            None => pieces.push(Piece::plain(at, end)),
            Some(quoted) => {
                lines += quoted.breaks;
                let tail = &bytes[quoted.after..end];
                if quoted.breaks > 0 && tail.iter().any(|b| !matches!(b, b' ' | b'\t')) {
                    return Cut::QuoteOpen { seen: end };
                }
                pieces.push(match quoted.verbatim && tail.is_empty() {
                    true => Piece::plain(at + 1, quoted.after - 1),
                    false => Piece { folded: true, ..Piece::plain(at, end) },
                });
            }
        }
        at = end + 1;
        match bytes.get(end) {
            Some(b) if *b == delimiter => {}
            Some(b'\r') => match bytes.get(end + 1) {
                Some(b'\n') => return Cut::Record { len: end + 2, lines },
                None if !last => return Cut::Unfinished,
                _ => return Cut::Record { len: end + 1, lines },
            },
            _ => return Cut::Record { len: at.min(bytes.len()), lines },
        }
    }
}

/// The text of a cell of `record`: borrowed as it stands, or unfolded where quotes or line breaks must be undone.
pub(super) fn text_of(record: &str, piece: Piece) -> Cow<'_, str> {
    let raw = record.get(piece.start as usize..piece.end as usize).unwrap_or_default();
    if piece.folded { Cow::Owned(unfold(raw)) } else { Cow::Borrowed(raw) }
}

impl Piece {
    fn plain(start: usize, end: usize) -> Piece {
        // Records are cut off far below 4 GiB, see `delimited`.
        Piece { start: start as u32, end: end as u32, folded: false }
    }
}

/// A quoted cell up to its closing quote.
struct Quoted {
    /// The byte after the closing quote.
    after: usize,
    /// Line breaks inside.
    breaks: u64,
    /// Whether its inside reads as it stands: no doubled quote, no CR.
    verbatim: bool,
}

/// The quoted cell that opens at `open`; `None` where it is not closed, or where the byte that decides is not there yet.
fn quoted_end(bytes: &[u8], open: usize) -> Option<Quoted> {
    let mut verbatim = true;
    let mut from = open + 1;
    let close = loop {
        let quote = from + memchr(b'"', &bytes[from..])?;
        if bytes.get(quote + 1) != Some(&b'"') {
            break quote;
        }
        verbatim = false;
        from = quote + 2;
    };
    let inside = &bytes[open + 1..close];
    let (breaks, returns) = line_breaks(inside);
    Some(Quoted { after: close + 1, breaks, verbatim: verbatim && !returns })
}

/// How many lines end in `bytes` (LF, CRLF or CR), and whether there is any CR.
pub(super) fn line_breaks(bytes: &[u8]) -> (u64, bool) {
    let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
    if memchr(b'\r', bytes).is_none() {
        return (feeds, false);
    }
    let lone =
        memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count() as u64;
    (feeds + lone, true)
}

/// The text of a cell that stands raw from its opening quote: doubled quotes single, CRLF as LF, the tail kept.
fn unfold(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.strip_prefix('"').unwrap_or(raw);
    while let Some(quote) = rest.find('"') {
        text.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                text.push('"');
                rest = after;
            }
            None => break, // the closing quote: what follows is literal
        }
    }
    text.push_str(rest);
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text }
}
