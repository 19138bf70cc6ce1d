//! Texts become atoms: clusters of characters with the glyph that draws them and its width.
//!
//! Texts come from strangers. What could hide or turn other text (control characters, bidirectional controls, lone
//! joiners) and what no face can draw is shown by its number, `[U+202E]`, `□[U+0E01]`: never a blank, never silently.

use super::style::Style;
use crate::fonts::{Coverage, EMOJI, FaceIx, Glyph};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A cluster that is not divided between lines.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Its bytes in [`Shaped::shown`].
    pub(crate) text: Range<u32>,
    /// Width in points.
    pub(crate) width: f32,
    /// Index of the span that it belongs to.
    pub(crate) span: u16,
    /// How it is drawn.
    pub(crate) drawn: Drawn,
}

/// How an atom is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Drawn {
    /// Each character by its own glyph of this face.
    Chars(Glyph),
    /// One glyph for the whole text.
    Sign(Glyph),
    /// The end of a line.
    Newline,
}

/// A paragraph's text as it is shown, with its atoms.
#[derive(Debug, Default)]
pub(crate) struct Shaped {
    /// The text as shown: with marks for what cannot be.
    pub(crate) shown: String,
    /// Its atoms in order.
    pub(crate) atoms: Vec<Atom>,
}

impl Shaped {
    /// Shapes several texts, each in its style.
    pub(crate) fn of(coverage: &mut Coverage<'_>, spans: &[(Style, String)]) -> Shaped {
        let mut shaped = Shaped::default();
        for (ix, (style, text)) in spans.iter().enumerate() {
            shaped.add(coverage, ix as u16, *style, text);
        }
        shaped
    }

    fn add(&mut self, coverage: &mut Coverage<'_>, span: u16, style: Style, text: &str) {
        // Most texts are Han and ASCII, where every character is a cluster; asking Unicode's tables is slow.
        if text.chars().all(is_plain) {
            for (at, c) in text.char_indices() {
                self.cluster(coverage, span, style, &text[at..at + c.len_utf8()]);
            }
        } else {
            for cluster in text.graphemes(true) {
                self.cluster(coverage, span, style, cluster);
            }
        }
    }

    fn cluster(&mut self, coverage: &mut Coverage<'_>, span: u16, style: Style, cluster: &str) {
        let mut chars = cluster.chars();
        let first = chars.next().expect("a cluster has a character");
        let single = chars.next().is_none();
        if first == '\n' || cluster == "\r\n" {
            return self.push("\n", span, 0.0, Drawn::Newline);
        }
        if single {
            return self.char(coverage, span, style, first);
        }
        if is_picture(cluster)
            && let Some(glyph) = coverage.picture(cluster)
        {
            return self.push(cluster, span, width(style, glyph), Drawn::Sign(glyph));
        }
        let mut rest = cluster;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match (rest.chars().next(), coverage.glyph(style.voice, c)) {
                // A base with its variation selector stays one sign, so that both are copied.
                (Some(selector @ ('\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')), Some(glyph)) => {
                    rest = &rest[selector.len_utf8()..];
                    let text: String = [c, selector].iter().collect();
                    self.push(&text, span, width(style, glyph), Drawn::Sign(glyph));
                }
                _ => self.char(coverage, span, style, c),
            }
        }
    }

    fn char(&mut self, coverage: &mut Coverage<'_>, span: u16, style: Style, c: char) {
        let mut utf8 = [0; 4];
        if let Some(advance) = blank(c) {
            let space = coverage.glyph(style.voice, ' ').map_or(Glyph { face: 0, id: 0, advance }, |g| g);
            let glyph = Glyph { advance, ..space };
            return self.push(c.encode_utf8(&mut utf8), span, width(style, glyph), Drawn::Sign(glyph));
        }
        match coverage.glyph(style.voice, c).filter(|_| !hides(c)) {
            Some(glyph) => {
                self.push(c.encode_utf8(&mut utf8), span, width(style, glyph), Drawn::Chars(glyph));
            }
            None => self.mark(coverage, span, style, c),
        }
    }

    /// `□[U+0E01]` for what no face has, `[U+202E]` for what must not act.
    fn mark(&mut self, coverage: &mut Coverage<'_>, span: u16, style: Style, c: char) {
        let sign = if hides(c) { "" } else { "□" };
        for m in format!("{sign}[U+{:04X}]", c as u32).chars() {
            let mut utf8 = [0; 4];
            let glyph = coverage.glyph(style.voice, m).unwrap_or(Glyph { face: 0, id: 0, advance: 500 });
            self.push(m.encode_utf8(&mut utf8), span, width(style, glyph), Drawn::Chars(glyph));
        }
    }

    fn push(&mut self, text: &str, span: u16, width: f32, drawn: Drawn) {
        let from = self.shown.len() as u32;
        self.shown.push_str(text);
        self.atoms.push(Atom { text: from..from + text.len() as u32, width, span, drawn });
    }
}

fn width(style: Style, glyph: Glyph) -> f32 {
    size_of(glyph.face, style) * f32::from(glyph.advance) / 1000.0
}

/// Characters that never join with their neighbours into a cluster.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '—' | '…' | '·' | '‘'..='”' | '¥' | '×' | '–')
}

/// Whether a cluster may be a picture that is drawn as a whole.
fn is_picture(cluster: &str) -> bool {
    cluster.chars().any(|c| {
        matches!(c, '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}')
    })
}

/// The width of characters that are blank by intent, in 1/1000 em. A tab is shown as two blanks wide.
fn blank(c: char) -> Option<u16> {
    Some(match c {
        '\t' => 500,
        '\u{a0}' | '\u{202f}' => 250,
        '\u{2000}' | '\u{2002}' => 500,
        '\u{2001}' | '\u{2003}' => 1000,
        '\u{2004}' => 333,
        '\u{2005}' | '\u{205f}' => 250,
        '\u{2006}' | '\u{2009}' => 170,
        '\u{2007}' => 550,
        '\u{2008}' | '\u{200a}' => 120,
        '\u{3000}' => 1000,
        _ => return None,
    })
}

/// Characters that act on other text or are invisible: never drawn, always named.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_private(c)
}

/// Private characters mean something else in every font (WeChat's own faces among them).
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether an atom is a blank that may hang over the end of a line.
pub(crate) fn is_space(text: &str) -> bool {
    matches!(text, " " | "\u{3000}" | "\t")
}

/// The size at which a glyph is drawn: pictures are 1.27 em wide and are brought down to little more than a Han sign.
pub(crate) fn size_of(face: FaceIx, style: Style) -> f32 {
    if face == EMOJI { style.size * 0.84 } else { style.size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_is_invisible_is_named() {
        for c in ['\u{202e}', '\u{200b}', '\u{7}', '\u{feff}', '\u{e000}', '\u{e0041}', '\u{2066}'] {
            assert!(hides(c), "{:04x}", c as u32);
        }
        for c in ['一', 'a', ' ', '\u{3000}', '😀', '\u{2005}'] {
            assert!(!hides(c), "{:04x}", c as u32);
        }
    }
}
