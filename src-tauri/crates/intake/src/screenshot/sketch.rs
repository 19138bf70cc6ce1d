//! Pages made by hand, for tests: lines with boxes, and an engine that reads a line again as it is told.

use super::{
    canvas::Rect,
    page::{Line, Page},
};
use juzheng_model::port::{Glyph, Pixels, Recognise, TextLine};
use std::{collections::HashMap, io};

/// A page in the making.
pub(crate) struct Sketch {
    width: u32,
    rgb: Vec<u8>,
    lines: Vec<TextLine>,
    again: HashMap<[u32; 4], String>,
    missed: Vec<TextLine>,
}

impl Sketch {
    /// An empty white page.
    pub(crate) fn new(width: u32, height: u32) -> Sketch {
        let rgb = vec![255; (width * height * 3) as usize];
        Sketch { width, rgb, lines: Vec::new(), again: HashMap::new(), missed: Vec::new() }
    }

    /// With a line that was read without doubt.
    pub(crate) fn line(mut self, bounds: [u32; 4], text: &str) -> Sketch {
        let [x, y, w, h] = bounds;
        let pitch = w / text.chars().count().max(1) as u32;
        let glyph =
            |(i, char)| Glyph { char, confidence: 999, runner_up: None, x: x + pitch * i as u32 + pitch / 2 };
        self.again.insert(bounds, text.to_owned());
        self.lines.push(TextLine {
            text: text.to_owned(),
            bounds,
            corners: [[x, y], [x + w, y], [x + w, y + h], [x, y + h]],
            confidence: 999,
            glyphs: text.chars().enumerate().map(glyph).collect(),
        });
        self
    }

    /// With a line that only a closer look at the place around it finds.
    pub(crate) fn missed(mut self, bounds: [u32; 4], text: &str) -> Sketch {
        let mut found = Sketch::new(self.width, 0).line(bounds, text).lines;
        self.missed.append(&mut found);
        self
    }

    /// With something painted in one colour: x, y, width, height.
    pub(crate) fn paint(mut self, [x, y, w, h]: [u32; 4], colour: [u8; 3]) -> Sketch {
        for (x, y) in (y..y + h).flat_map(|y| (x..x + w).map(move |x| (x, y))) {
            self.rgb[((y * self.width + x) * 3) as usize..][..3].copy_from_slice(&colour);
        }
        self
    }

    /// With several lines.
    pub(crate) fn lines(self, rows: &[([u32; 4], &str)]) -> Sketch {
        rows.iter().fold(self, |sketch, (bounds, text)| sketch.line(*bounds, text))
    }

    /// The last line's character at `index` was read with so much confidence; else it would be an 8.
    pub(crate) fn shaky(mut self, index: usize, confidence: u16) -> Sketch {
        let glyph = &mut self.lines.last_mut().expect("a line before").glyphs[index];
        (glyph.confidence, glyph.runner_up) = (confidence, Some(('8', 1000 - confidence)));
        self
    }

    /// The last line as a whole was read with so much confidence.
    pub(crate) fn sure(mut self, confidence: u16) -> Sketch {
        self.lines.last_mut().expect("a line before").confidence = confidence;
        self
    }

    /// The last line reads otherwise at a second look.
    pub(crate) fn again(mut self, text: &str) -> Sketch {
        let bounds = self.lines.last().expect("a line before").bounds;
        self.again.insert(bounds, text.to_owned());
        self
    }

    /// Shows the page.
    pub(crate) fn show<T>(&self, look: impl FnOnce(&Page<'_>) -> T) -> T {
        let mut lines: Vec<Line> = self.lines.iter().cloned().map(Line::new).collect();
        lines.sort_by_key(|line| (line.top(), line.left()));
        let pixels = Pixels { rgb: &self.rgb, width: self.width };
        look(&Page { pixels, lines, engine: self })
    }
}

impl Recognise for Sketch {
    fn engine(&self) -> &str {
        "sketch/1"
    }

    fn recognise(&self, _: Pixels<'_>, _: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        Ok(self.lines.clone())
    }

    fn look_again(&self, _: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        let line = self.lines.iter().find(|line| line.bounds == bounds);
        let again = line.map(|line| TextLine { text: self.again[&bounds].clone(), ..line.clone() });
        let place = Rect::of_bounds(bounds);
        let inside = |line: &&TextLine| place.holds(Rect::of_bounds(line.bounds).middle());
        Ok(again.or_else(|| self.missed.iter().find(inside).cloned()))
    }
}
