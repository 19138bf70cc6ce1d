//! A stretch of a text original, decoded, with the bytes that it stands for.
//!
//! A stretch begins and ends between characters, so that stretches that follow one another join without a seam: together
//! they are what decoding the whole file gives.

use crate::{
    error::Error,
    text::{Encoding, HEAD_BYTES, head_of},
};
use encoding_rs::{Decoder, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use juzheng_model::port::Bytes;
use std::io::{Read, SeekFrom};

/// Bytes that are given at once, at most.
pub const TEXT_MAX: usize = 64 << 10;
/// Bytes of the longest character in any encoding.
const CHARACTER: usize = 4;
/// How far back is looked for a byte of GB18030 that surely is a character by itself.
const LOOK_BACK: usize = 64 << 10;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text. Bytes that are no text stand as `�`; the byte order mark of a file is left out.
    pub text: String,
    /// Its first byte in the file.
    pub from: u64,
    /// The byte after its last.
    pub to: u64,
    /// The bytes of the whole file.
    pub size: u64,
}

/// The text of `length` bytes from the byte `from` on: whole characters only, [`TEXT_MAX`] bytes at most and one character
/// at least. Where `from` falls into a character, the text begins behind it; behind the end there is none. The encoding
/// is the one that the head of the file shows (UTF-8, UTF-16 with byte order mark, GB18030); what is no text at all is
/// decoded as UTF-8.
///
/// In GB18030 only a line break, a blank or ASCII punctuation tells where characters begin. In a stretch of 64 KiB without
/// any, `from` is taken for the beginning of one, as it is where it is the [`Text::to`] of the stretch before.
///
/// # Errors
/// The bytes cannot be read.
pub fn text(bytes: &mut dyn Bytes, size: u64, from: u64, length: usize) -> Result<Text, Error> {
    let head = head_of(bytes)?;
    let told = Encoding::of_head(&head, head.len() < HEAD_BYTES);
    let (encoding, mark) = told.unwrap_or((Encoding::Utf8, 0));
    let length = length.clamp(CHARACTER, TEXT_MAX);
    let from = from.min(size).max(mark as u64);

    // What stands before shows whether `from` falls into a character, one character more than is given where that ends.
    let all = from - mark as u64;
    let back = match encoding {
        Encoding::Gb18030 => LOOK_BACK as u64,
        Encoding::Utf8 => CHARACTER as u64,
        // The window begins at a whole unit.
        Encoding::Utf16Le | Encoding::Utf16Be => CHARACTER as u64 + all % 2,
    };
    let before = all.min(back) as usize;
    let attempt = "reading a stretch of its text";
    bytes.seek(SeekFrom::Start(from - before as u64)).map_err(Error::reading(attempt))?;
    let mut window = Vec::new();
    let wanted = before + length + 2 * CHARACTER;
    bytes.take(wanted as u64).read_to_end(&mut window).map_err(Error::reading(attempt))?;

    let at = before.min(window.len());
    let start = match encoding {
        Encoding::Utf8 => utf8_start(&window, at),
        Encoding::Utf16Le => utf16_start(&window, at, u16::from_le_bytes),
        Encoding::Utf16Be => utf16_start(&window, at, u16::from_be_bytes),
        Encoding::Gb18030 => gb18030_start(&window, at, before as u64 == all),
    };
    let rest = &window[start..];
    let end = match (rest.get(..length), encoding) {
        (Some(stretch), _) if stretch.len() == rest.len() => rest.len(),
        (Some(stretch), Encoding::Utf8) => utf8_end(stretch),
        (Some(stretch), Encoding::Utf16Le) => utf16_end(stretch, u16::from_le_bytes),
        (Some(stretch), Encoding::Utf16Be) => utf16_end(stretch, u16::from_be_bytes),
        (Some(stretch), Encoding::Gb18030) => gb18030_end(stretch),
        (None, _) => rest.len(),
    };
    let coding = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    let (decoded, _) = coding.decode_without_bom_handling(&rest[..end]);
    let from = from - before as u64 + start as u64;
    Ok(Text { text: decoded.into_owned(), from, to: from + end as u64, size })
}

/// The first border between characters at or behind `at`. Broken characters count as characters.
fn utf8_start(window: &[u8], at: usize) -> usize {
    let first = at.saturating_sub(CHARACTER - 1);
    let Some(lead) = (first..at).rev().find(|index| !is_continuation(window[*index])) else { return at };
    let Some(chunk) = window[lead..window.len().min(lead + CHARACTER)].utf8_chunks().next() else {
        return at;
    };
    let length = chunk.valid().chars().next().map_or(chunk.invalid().len(), char::len_utf8);
    at.max(lead + length)
}

/// The end of the last character that is not cut off.
fn utf8_end(stretch: &[u8]) -> usize {
    let last = stretch.len().saturating_sub(CHARACTER - 1);
    let lead = (last..stretch.len()).rev().find(|index| !is_continuation(stretch[*index]));
    let cut_off =
        |lead: &usize| std::str::from_utf8(&stretch[*lead..]).is_err_and(|error| error.error_len().is_none());
    lead.filter(cut_off).unwrap_or(stretch.len())
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The first border between characters at or behind `at`; the window begins at a whole unit.
fn utf16_start(window: &[u8], at: usize, unit: fn([u8; 2]) -> u16) -> usize {
    let at = at + at % 2;
    let unit_at = |index: usize| window.get(index..).and_then(|rest| rest.first_chunk()).map(|u| unit(*u));
    let pair = at >= 2
        && unit_at(at - 2).is_some_and(|u| (0xd800..0xdc00).contains(&u))
        && unit_at(at).is_some_and(|u| (0xdc00..0xe000).contains(&u));
    (if pair { at + 2 } else { at }).min(window.len())
}

/// The end of the last character that is not cut off.
fn utf16_end(stretch: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    let whole = stretch.len() - stretch.len() % 2;
    let last = stretch[..whole].last_chunk().map(|u| unit(*u));
    if last.is_some_and(|u| (0xd800..0xdc00).contains(&u)) { whole - 2 } else { whole }
}

/// The first border between characters at or behind `at`. `whole` says that the window begins at one.
fn gb18030_start(window: &[u8], at: usize, whole: bool) -> usize {
    // The second, third and fourth byte of a character are none of these.
    let alone = |b: &u8| *b < 0x30 || (0x3a..0x40).contains(b);
    let sure = window[..at].iter().rposition(alone).map(|index| index + 1);
    let Some(sure) = sure.or(whole.then_some(0)) else { return at };
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut between = feed(&mut decoder, &window[sure..at]);
    let mut start = at;
    while !between && start < window.len() {
        between = feed(&mut decoder, &window[start..=start]);
        start += 1;
    }
    start
}

/// The end of the last character that is not cut off.
fn gb18030_end(stretch: &[u8]) -> usize {
    // A character has four bytes at most, so one of the last four places is a border.
    let first = stretch.len().saturating_sub(CHARACTER - 1);
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut end = feed(&mut decoder, &stretch[..first]).then_some(first);
    for index in first..stretch.len() {
        if feed(&mut decoder, &stretch[index..=index]) {
            end = Some(index + 1);
        }
    }
    end.unwrap_or(stretch.len())
}

/// Gives `bytes` to the decoder; whether it then stands between characters.
fn feed(decoder: &mut Decoder, bytes: &[u8]) -> bool {
    let mut unread = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
    let _ = decoder.decode_to_string(bytes, &mut unread, false);
    decoder.latin1_byte_compatible_up_to(&[]).is_some()
}
