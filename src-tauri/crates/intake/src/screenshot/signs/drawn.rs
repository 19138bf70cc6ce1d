//! Pictures drawn for tests: amounts in digits of seven strokes, and pages of such digits.

use crate::screenshot::page::Line;
use juzheng_model::port::{Pixels, TextLine};

/// How a character is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Height in pixels.
    pub(super) height: f32,
    /// Thickness of the strokes.
    pub(super) stroke: f32,
    /// How far below the line it stands.
    pub(super) sunk: f32,
}

/// A picture in grey.
pub(super) struct Canvas {
    pub(super) rgb: Vec<u8>,
    pub(super) width: u32,
    ground: u8,
    ink: u8,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32, ground: u8, ink: u8) -> Canvas {
        Canvas { rgb: vec![ground; (width * height * 3) as usize], width, ground, ink }
    }

    pub(super) fn pixels(&self) -> Pixels<'_> {
        Pixels { rgb: &self.rgb, width: self.width }
    }

    /// A rectangle with soft edges.
    fn bar(&mut self, [left, top, right, bottom]: [f32; 4]) {
        for y in top as u32..bottom.ceil() as u32 {
            for x in left as u32..right.ceil() as u32 {
                let over =
                    |from: f32, to: f32, at: u32| (to.min(at as f32 + 1.0) - from.max(at as f32)).max(0.0);
                let cover = over(left, right, x) * over(top, bottom, y);
                let at = ((y * self.width + x) * 3) as usize;
                let (ground, ink) = (f32::from(self.ground), f32::from(self.ink));
                let value = (ground + (ink - ground) * cover) as u8;
                let darker = (ink < ground) == (value < self.rgb[at]);
                if darker && value != self.rgb[at] {
                    self.rgb[at..at + 3].fill(value);
                }
            }
        }
    }

    /// A text of digits and points from `x` on the line `base`; the manner is asked of each place. Returns its line.
    pub(super) fn write(&mut self, text: &str, x: f32, base: f32, manner: impl Fn(usize) -> Manner) -> Line {
        let mut at = x;
        let tallest = (0..text.len()).map(|at| manner(at).height).fold(0.0, f32::max);
        for (place, c) in text.chars().enumerate() {
            let manner = manner(place);
            at += self.digit(c, at, base + manner.sunk, manner) + manner.height * 0.15;
        }
        let bounds = [x as u32 - 4, (base - tallest) as u32 - 6, (at - x) as u32 + 8, tallest as u32 + 14];
        Line::new(TextLine {
            text: text.into(),
            bounds,
            corners: [[0; 2]; 4],
            confidence: 990,
            glyphs: Vec::new(),
        })
    }

    /// One character; returns its width.
    fn digit(&mut self, c: char, x: f32, base: f32, manner: Manner) -> f32 {
        let Manner { height, stroke, .. } = manner;
        let wide = height * 0.55;
        // Upper, middle and lower bar; left and right, above and below.
        let lit: &[usize] = match c {
            '0' => &[0, 2, 3, 4, 5, 6],
            '1' => &[4, 6],
            '2' => &[0, 1, 2, 4, 5],
            '3' => &[0, 1, 2, 4, 6],
            '4' => &[1, 3, 4, 6],
            '5' => &[0, 1, 2, 3, 6],
            '6' => &[0, 1, 2, 3, 5, 6],
            '7' => &[0, 4, 6],
            '8' => &[0, 1, 2, 3, 4, 5, 6],
            '9' => &[0, 1, 2, 3, 4, 6],
            _ => {
                self.bar([x, base - stroke, x + stroke, base]);
                return stroke;
            }
        };
        let (top, middle, right) = (base - height, base - height / 2.0, x + wide);
        let half = stroke / 2.0;
        for stroke_at in lit {
            self.bar(match stroke_at {
                0 => [x, top, right, top + stroke],
                1 => [x, middle - half, right, middle + half],
                2 => [x, base - stroke, right, base],
                3 => [x, top, x + stroke, middle],
                4 => [right - stroke, top, right, middle],
                5 => [x, middle, x + stroke, base],
                _ => [right - stroke, middle, right, base],
            });
        }
        wide
    }
}
