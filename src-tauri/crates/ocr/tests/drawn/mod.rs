//! Pictures with numbers on them, drawn here: no font and no picture of anybody's is needed to know what a reading must say.

use juzheng_model::port::Pixels;

/// The digits on a grid of 5 x 7, a row a byte.
const DIGITS: [[u8; 7]; 10] = [
    [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110],
    [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111],
    [0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110],
    [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010],
    [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110],
    [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110],
    [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000],
    [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110],
    [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100],
];

/// A picture that is being drawn.
pub(crate) struct Drawn {
    rgb: Vec<u8>,
    width: usize,
}

impl Drawn {
    /// A picture of one colour.
    pub(crate) fn new(width: usize, height: usize, ground: [u8; 3]) -> Drawn {
        Drawn { rgb: ground.repeat(width * height), width }
    }

    /// The pixels for the engine.
    pub(crate) fn pixels(&self) -> Pixels<'_> {
        Pixels { rgb: &self.rgb, width: self.width as u32 }
    }

    /// Draws a number with its upper left corner here, `size` pixels high, rising by `slope` pixels a pixel.
    pub(crate) fn number(&mut self, text: &str, [x, y]: [f32; 2], size: f32, slope: f32, colour: [u8; 3]) {
        let dot = size / 7.0;
        for (at, digit) in text.bytes().enumerate() {
            let glyph = DIGITS[usize::from(digit - b'0')];
            for (row, column) in (0..7).flat_map(|row| (0..5).map(move |column| (row, column))) {
                if glyph[row] >> (4 - column) & 1 == 1 {
                    let left = x + (at * 6 + column) as f32 * dot;
                    let top = y + row as f32 * dot - (left - x) * slope;
                    self.dot([left, top], dot, colour);
                }
            }
        }
    }

    /// Changes every pixel.
    pub(crate) fn paint(&mut self, colour: impl Fn(usize, usize) -> [u8; 3]) {
        for (at, pixel) in self.rgb.chunks_exact_mut(3).enumerate() {
            pixel.copy_from_slice(&colour(at % self.width, at / self.width));
        }
    }

    /// A square with soft edges.
    fn dot(&mut self, [left, top]: [f32; 2], side: f32, colour: [u8; 3]) {
        let height = self.rgb.len() / 3 / self.width;
        let covered =
            |from: f32, at: usize| ((from + side).min(at as f32 + 1.0) - from.max(at as f32)).clamp(0.0, 1.0);
        let reach = |from: f32, limit: usize| {
            (from.max(0.0) as usize)..((from + side).ceil().max(0.0) as usize).min(limit)
        };
        for y in reach(top, height) {
            for x in reach(left, self.width) {
                let share = covered(left, x) * covered(top, y);
                for (value, colour) in self.rgb[(y * self.width + x) * 3..][..3].iter_mut().zip(colour) {
                    *value = (f32::from(*value) * (1.0 - share) + f32::from(colour) * share).round() as u8;
                }
            }
        }
    }
}
