//! A picture of a screen with the lines that were read on it: what every reader of pages works from.

use super::{canvas::Rect, fold, ink};
use juzheng_model::port::{DRAWING, Glyph, Pixels, Recognise, TextLine};
use std::io;

/// So much of what is drawn as an emoji has a colour, in thousandths.
pub(crate) const COLOURED: u32 = 500;

/// From this confidence on, in thousandths, a Chinese character stands there.
pub(super) const PLAIN_HAN: u16 = 900;

/// A line of text on a picture, in two spellings.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// As it was read: text, box, corners, confidence, characters; without what is drawn among them.
    pub(crate) read: TextLine,
    /// Whether something that is no character is drawn among them: emoji.
    pub(crate) drawn: bool,
    /// The text folded for comparing: NFKC, WeChat's words in Simplified characters, no blanks at the ends. See
    /// [`fold::words`].
    pub(crate) folded: String,
}

impl Line {
    /// A line as the engine gave it.
    pub(crate) fn new(mut read: TextLine) -> Line {
        let drawn = read.text.contains(DRAWING);
        if drawn {
            read.glyphs.retain(|glyph| glyph.char != DRAWING);
            read.text.retain(|char| char != DRAWING);
        }
        trim(&mut read);
        let folded = fold::words(&read.text);
        Line { read, drawn, folded }
    }

    /// Left edge.
    pub(crate) fn left(&self) -> u32 {
        self.read.bounds[0]
    }

    /// Top edge.
    pub(crate) fn top(&self) -> u32 {
        self.read.bounds[1]
    }

    /// The first pixel right of it.
    pub(crate) fn right(&self) -> u32 {
        self.read.bounds[0] + self.read.bounds[2]
    }

    /// The first pixel below it.
    pub(crate) fn bottom(&self) -> u32 {
        self.read.bounds[1] + self.read.bounds[3]
    }

    /// Height of its box; a character is about two thirds of it.
    pub(crate) fn height(&self) -> u32 {
        self.read.bounds[3]
    }

    /// Its middle.
    pub(crate) fn middle(&self) -> (u32, u32) {
        (self.left() + self.read.bounds[2] / 2, self.top() + self.read.bounds[3] / 2)
    }

    /// Whether what was read as one character, or as some alike, has a colour that letters do not have on that ground.
    pub(crate) fn is_emoji(&self, pixels: Pixels<'_>) -> bool {
        let mut chars = self.folded.chars();
        let first = chars.next();
        let alike = chars.all(|c| Some(c) == first) && self.folded.chars().count() <= 3;
        // What is plainly read as a Chinese character is one.
        let han = first.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && self.least() >= PLAIN_HAN;
        alike
            && !han
            && ink::coloured(pixels, self.read.bounds, ink::ground(pixels, self.read.bounds)) >= COLOURED
    }

    /// The least confidence of its characters, in thousandths.
    pub(crate) fn least(&self) -> u16 {
        self.read.glyphs.iter().map(|glyph: &Glyph| glyph.confidence).min().unwrap_or(self.read.confidence)
    }
}

/// Takes from a frame what lies well beyond the first and the last character: what is drawn beside a line may be taken in.
fn trim(read: &mut TextLine) {
    let [x, _, width, height] = read.bounds;
    let (Some(first), Some(last)) = (read.glyphs.first(), read.glyphs.last()) else { return };
    let from = if first.x > x + height * 3 / 2 { first.x - height * 7 / 10 } else { x };
    let to = if last.x + height * 3 / 2 < x + width { last.x + height * 7 / 10 } else { x + width };
    if to > from {
        (read.bounds[0], read.bounds[2]) = (from, to - from);
    }
}

/// Takes away lines that a part of another was taken for: in its frame, much lower, with characters that are in it.
pub(crate) fn without_doubles(lines: &mut Vec<Line>) {
    let all: Vec<(Rect, String)> =
        lines.iter().map(|line| (Rect::of_bounds(line.read.bounds), line.folded.clone())).collect();
    lines.retain(|line| {
        let rect = Rect::of_bounds(line.read.bounds);
        let part_of = |(whole, text): &(Rect, String)| {
            let inside = rect.columns_shared(*whole) * 10 >= rect.width() * 9
                && rect.rows_shared(*whole) * 10 >= rect.height() * 8
                && rect.height() * 4 < whole.height() * 3
                // A frame that is much taller is no line's: a stamp, a watermark.
                && whole.height() * 2 < rect.height() * 5;
            let count = line.folded.chars().count();
            let shared = || line.folded.chars().filter(|c| text.contains(*c)).count();
            inside && count > 2 && shared() * 2 > count
        };
        !all.iter().any(part_of)
    });
}

/// A picture with its lines.
pub(crate) struct Page<'p> {
    /// The pixels.
    pub(crate) pixels: Pixels<'p>,
    /// The lines, from the top down and then from the left.
    pub(crate) lines: Vec<Line>,
    /// For a second look at a field that must be exactly right.
    pub(crate) engine: &'p dyn Recognise,
}

impl Page<'_> {
    /// Width in pixels.
    pub(crate) fn width(&self) -> u32 {
        self.pixels.width
    }

    /// Takes in further lines, each where its top belongs.
    pub(crate) fn add(&mut self, lines: Vec<Line>) {
        for line in lines {
            let at = self.lines.iter().position(|other| other.top() > line.top()).unwrap_or(self.lines.len());
            self.lines.insert(at, line);
        }
    }

    /// Height in pixels.
    pub(crate) fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// Whether a second look at a line reads the same, in folded spelling and without blanks.
    ///
    /// # Errors
    /// The engine failed.
    pub(crate) fn reads_the_same_again(&self, line: &Line) -> io::Result<bool> {
        let again = self.engine.look_again(self.pixels, line.read.bounds)?;
        let bare = |text: &str| fold::line(text).replace([' ', DRAWING], "");
        Ok(again.is_some_and(|again| bare(&again.text) == bare(&line.read.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    #[test]
    fn the_half_of_a_line_is_no_line() {
        let left = |bounds: [u32; 4], text: &str| {
            let sketch = Sketch::new(400, 200).line([66, 40, 231, 36], "可以，明天见面写").line(bounds, text);
            sketch.show(|page| {
                let mut lines = page.lines.clone();
                without_doubles(&mut lines);
                lines.len()
            })
        };
        assert_eq!(left([151, 42, 144, 20], "胆天见面写"), 1);
        assert_eq!(left([151, 42, 144, 20], "张三的头像"), 2, "it says something else");
        assert_eq!(left([151, 70, 144, 20], "明天见面写"), 2, "it stands below");
        assert_eq!(left([66, 76, 231, 36], "可以，明天见面写"), 2);
    }
}
