//! Screens of a chat that tests paint themselves, with an engine that reads what was painted.

use juzheng_casework::model::{
    Recognise,
    port::{Glyph, Pixels, TextLine},
};
use std::{collections::HashMap, io, path::Path, sync::Mutex};

/// Pixels of a screen's width.
pub(crate) const WIDTH: u32 = 1080;
const GROUND: [u8; 3] = [237, 237, 237];
const INK: [u8; 3] = [25, 25, 25];
const FACE: [u8; 3] = [120, 140, 160];
/// Pixels of a character of ordinary text.
const EM: u32 = 48;

/// Reads every painted screen: told apart by the pixels.
#[derive(Default)]
pub(crate) struct Painter {
    read: Mutex<HashMap<u64, Vec<TextLine>>>,
}

/// One screen in the making, from the top down.
pub(crate) struct Screen<'p> {
    painter: &'p Painter,
    rgb: Vec<u8>,
    lines: Vec<TextLine>,
    y: u32,
}

impl Painter {
    /// An empty screen of a conversation, so high, with its title and clock.
    pub(crate) fn screen(&self, height: u32, title: &str) -> Screen<'_> {
        let rgb = GROUND.repeat((WIDTH * height) as usize);
        let mut screen = Screen { painter: self, rgb, lines: Vec::new(), y: 320 };
        screen.line([60, 40, 110, 40], "9:41", 999);
        let wide = title.chars().count() as u32 * EM;
        screen.line([(WIDTH - wide) / 2, 150, wide, EM], title, 999);
        // The arrow and the dots of the title bar, and the bar to type in at the foot.
        screen.fill([44, 160, 14, 30], INK);
        (0..3).for_each(|dot| screen.fill([990 + dot * 20, 170, 10, 10], INK));
        screen.fill([0, height - 170, WIDTH, 170], [247, 247, 247]);
        screen.fill([130, height - 140, 700, 90], [255, 255, 255]);
        screen
    }
}

impl Screen<'_> {
    /// A time label.
    pub(crate) fn label(mut self, text: &str) -> Self {
        let wide = text.chars().count() as u32 * 20;
        self.line([(WIDTH - wide) / 2, self.y, wide, 36], text, 999);
        self.y += 90;
        self
    }

    /// A bubble of one line: mine on the right, the other side's on the left; `sure` is its least confidence.
    pub(crate) fn bubble(mut self, mine: bool, text: &str, sure: u16) -> Self {
        let wide = text.chars().count() as u32 * EM;
        let (box_wide, high) = (wide + 64, EM + 56);
        let (x, face, colour) = match mine {
            true => (WIDTH - 150 - box_wide, WIDTH - 130, [149, 236, 105]),
            false => (150, 20, [255, 255, 255]),
        };
        self.fill([face, self.y, 110, 110], FACE);
        self.fill([x, self.y, box_wide, high], colour);
        self.line([x + 32, self.y + 28, wide, EM], text, sure);
        self.y += 190;
        self
    }

    /// Writes it to a file, and lets the painter read it.
    pub(crate) fn save(self, path: &Path) {
        let lines = self.lines.clone();
        self.painter.read.lock().expect("one test").insert(number(&self.rgb), lines);
        std::fs::write(path, bitmap(&self.rgb, WIDTH)).expect("written");
    }

    fn fill(&mut self, [x, y, wide, high]: [u32; 4], colour: [u8; 3]) {
        for row in y..y + high {
            let from = ((row * WIDTH + x) * 3) as usize;
            self.rgb[from..from + wide as usize * 3].copy_from_slice(&colour.repeat(wide as usize));
        }
    }

    /// A line of text: a bar for each character, so that there is ink where there is text.
    fn line(&mut self, bounds: [u32; 4], text: &str, sure: u16) {
        let [x, y, wide, high] = bounds;
        let pitch = wide / text.chars().count().max(1) as u32;
        let mut glyphs = Vec::new();
        for (at, char) in text.chars().enumerate() {
            let left = x + pitch * at as u32;
            self.fill([left + pitch / 6, y + high / 8, pitch / 3, high * 3 / 4], INK);
            let confidence = if at == 0 { sure } else { 999 };
            glyphs.push(Glyph { char, confidence, runner_up: None, x: left + pitch / 2 });
        }
        let corners = [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]];
        self.lines.push(TextLine { text: text.to_owned(), bounds, corners, confidence: sure, glyphs });
    }
}

impl Recognise for Painter {
    fn engine(&self) -> &str {
        "painter/1"
    }

    fn recognise(&self, picture: Pixels<'_>, _: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        let read = self.read.lock().expect("one test");
        Ok(read.get(&number(picture.rgb)).cloned().unwrap_or_default())
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        let lines = self.recognise(picture, &|| true)?;
        Ok(lines.into_iter().find(|line| line.bounds == bounds))
    }
}

fn number(rgb: &[u8]) -> u64 {
    rgb.iter().fold(7, |number: u64, byte| number.wrapping_mul(31).wrapping_add(u64::from(*byte)))
}

/// The bytes of a BMP file.
fn bitmap(rgb: &[u8], width: u32) -> Vec<u8> {
    let row = width as usize * 3;
    let height = (rgb.len() / row) as u32;
    let padding = (4 - row % 4) % 4;
    let size = 54 + (row + padding) * height as usize;
    let mut out = Vec::with_capacity(size);
    out.extend(b"BM");
    for word in [size as u32, 0, 54, 40, width, height, 1 | 24 << 16, 0, 0, 2_835, 2_835, 0, 0] {
        out.extend(word.to_le_bytes());
    }
    for line in rgb.chunks(row).rev() {
        line.chunks(3).for_each(|pixel| out.extend([pixel[2], pixel[1], pixel[0]]));
        out.extend(std::iter::repeat_n(0, padding));
    }
    out
}
