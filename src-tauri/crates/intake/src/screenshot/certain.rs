//! How sure the machine is of a piece of a page: each character's confidence, and a second look.

use super::{field, fold, ink, page::Page, pairs::Piece};
use juzheng_model::port::Glyph;
use std::{cmp::Ordering, io};

/// The confidence, in thousandths, from which on a digit is relied on.
const SURE: u16 = 900;
/// The confidence below which it never is.
const FLOOR: u16 = 500;
/// How likely another character may be in the place of a digit that is relied on.
const RIVAL: u16 = 50;

impl Piece {
    /// The least confidence of its characters, in thousandths.
    pub(crate) fn least(self, page: &Page<'_>) -> u16 {
        let line = &page.lines[self.line];
        let glyphs = line.read.glyphs.iter().skip(self.skip).filter(|glyph| !glyph.char.is_whitespace());
        glyphs.map(|glyph| glyph.confidence).min().unwrap_or(line.read.confidence)
    }

    /// Whether each of its digits and letters is relied on.
    ///
    /// Recognition wavers about two things: which character stands there, and whether one does. Where it is known
    /// otherwise how many there are (`counted`), only the first counts.
    pub(crate) fn is_clear(self, page: &Page<'_>, counted: bool) -> bool {
        let line = &page.lines[self.line].read;
        let clear = |glyph: &Glyph| {
            let rival = glyph.runner_up.is_some_and(|(_, likely)| likely >= RIVAL);
            glyph.confidence >= SURE || (counted && glyph.confidence >= FLOOR && !rival)
        };
        // A blank or a colon that was hardly seen changes no number.
        let mut glyphs =
            line.glyphs.iter().skip(self.skip).filter(|glyph| glyph.char.is_ascii_alphanumeric());
        if line.glyphs.is_empty() { line.confidence >= SURE } else { glyphs.all(clear) }
    }

    /// How many characters as tall as digits the ink shows, beside those that were read. `None` where ink cannot say.
    pub(crate) fn ink_against_read(self, page: &Page<'_>) -> Option<Ordering> {
        // A plus may be as tall as a digit is, or not quite.
        let behind = Piece { skip: self.skip + 1, ..self };
        let piece = if self.text(page).starts_with('+') { behind } else { self };
        let text = piece.text(page);
        let tall = |c: &char| c.is_alphanumeric() || matches!(c, '¥' | '￥');
        let seen = ink::tall_characters(page.pixels, piece.bounds(page))?;
        Some(seen.cmp(&text.chars().filter(tall).count()))
    }

    /// Its box: the line's, without the label that stands before it.
    pub(crate) fn bounds(self, page: &Page<'_>) -> [u32; 4] {
        let line = &page.lines[self.line];
        let [x, y, w, h] = line.read.bounds;
        let middle = |index: usize| line.read.glyphs.get(index).map(|glyph| glyph.x);
        let before =
            (0..self.skip).rev().find(|i| line.read.glyphs.get(*i).is_some_and(|g| !g.char.is_whitespace()));
        match (before.and_then(middle), middle(self.skip)) {
            (Some(before), Some(first)) if first > before => {
                let left = (before + (first - before) / 2).clamp(x, x + w);
                [left, y, x + w - left, h]
            }
            _ => [x, y, w, h],
        }
    }
}

/// What a second look at a line reads.
///
/// # Errors
/// The engine failed.
pub(crate) fn second_text(page: &Page<'_>, line: usize) -> io::Result<Option<String>> {
    let again = page.engine.look_again(page.pixels, page.lines[line].read.bounds)?;
    Ok(again.map(|again| again.text))
}

/// The second reading of several pieces, folded, joined by `glue`; `None` where one of them reads nothing.
///
/// # Errors
/// The engine failed.
pub(crate) fn second_reading(page: &Page<'_>, pieces: &[Piece], glue: &str) -> io::Result<Option<String>> {
    let mut parts = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let Some(text) = second_text(page, piece.line)? else { return Ok(None) };
        let skip =
            if piece.skip > 0 { field::at_start(&text, |_| true).map_or(0, |found| found.chars) } else { 0 };
        parts.push(fold::line(&text.chars().skip(skip).collect::<String>()));
    }
    Ok(Some(parts.join(glue)))
}
