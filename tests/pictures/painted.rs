//! Screens of a chat painted by the tests, and an engine that reads what was painted and counts how often it is asked.

use juzheng_casework::model::{
    Recognise,
    port::{Glyph, Pixels, TextLine},
};
use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1600;
const GROUND: [u8; 3] = [237, 237, 237];
const INK: [u8; 3] = [25, 25, 25];
/// Pixels of a character of ordinary text.
const EM: u32 = 48;

/// Reads every painted screen, told by its pixels.
#[derive(Default)]
pub(crate) struct Painter {
    painted: Mutex<HashMap<u64, Vec<TextLine>>>,
    asked: AtomicUsize,
    /// Asked for the picture of this number (from 1), it waits until it is told to stop.
    pub(crate) stuck_at: AtomicUsize,
}

impl Painter {
    /// How often a whole picture was read.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// Paints a conversation into a file: a time label, then bubbles (whether mine, text; of a card
    /// `amount|state`) from the top down.
    pub(crate) fn paint(&self, file: &Path, title: &str, label: &str, bubbles: &[(bool, &str)]) {
        let mut screen = Screen { rgb: GROUND.repeat((WIDTH * HEIGHT) as usize), lines: Vec::new() };
        screen.head_and_foot(title);
        let wide = label.chars().count() as u32 * 20;
        screen.line([(WIDTH - wide) / 2, 320, wide, 44], label);
        for (at, (mine, text)) in bubbles.iter().enumerate() {
            let y = 410 + 210 * at as u32;
            match text.split_once('|') {
                Some((amount, state)) => screen.card(y, *mine, amount, state),
                None => screen.bubble(y, *mine, text),
            }
        }
        self.keep(file, screen);
    }

    /// Paints a page of a bill into a file: a heading, an amount, and label/value pairs from the top down.
    pub(crate) fn paint_bill(&self, file: &Path, heading: &str, amount: &str, pairs: &[(&str, &str)]) {
        let mut screen = Screen { rgb: [255; 3].repeat((WIDTH * HEIGHT) as usize), lines: Vec::new() };
        let mut centred = |y: u32, em: u32, text: &str| {
            let wide = text.chars().count() as u32 * em;
            screen.line([(WIDTH - wide) / 2, y, wide, em], text);
        };
        centred(150, EM, "账单详情");
        centred(330, EM, heading);
        centred(430, 84, amount);
        for (at, (label, value)) in pairs.iter().enumerate() {
            let y = 640 + 90 * at as u32;
            let em = if value.len() > 24 { 20 } else { 40 };
            screen.line([60, y, label.chars().count() as u32 * 40, 44], label);
            screen.line([320, y, value.chars().count() as u32 * em, 44], value);
        }
        self.keep(file, screen);
    }

    fn keep(&self, file: &Path, screen: Screen) {
        self.painted.lock().expect("whole").insert(number(&screen.rgb), screen.lines);
        std::fs::write(file, bitmap(&screen.rgb)).expect("written");
    }
}

struct Screen {
    rgb: Vec<u8>,
    lines: Vec<TextLine>,
}

impl Screen {
    fn head_and_foot(&mut self, title: &str) {
        self.line([60, 40, 110, 40], "9:41");
        let wide = title.chars().count() as u32 * EM;
        self.line([(WIDTH - wide) / 2, 150, wide, EM], title);
        // The arrow and the dots of the title bar, and the bar to type in.
        self.fill([44, 160, 14, 30], INK);
        (0..3).for_each(|dot| self.fill([990 + dot * 20, 170, 10, 10], INK));
        self.fill([0, HEIGHT - 170, WIDTH, 170], [247, 247, 247]);
        self.fill([130, HEIGHT - 140, 700, 90], [255, 255, 255]);
    }

    /// A transfer card of two lines over its foot.
    fn card(&mut self, y: u32, mine: bool, amount: &str, state: &str) {
        let (x, face) = if mine { (WIDTH - 710, WIDTH - 130) } else { (150, 20) };
        self.fill([face, y, 110, 110], [120, 140, 160]);
        self.fill([x, y, 560, 170], [250, 157, 59]);
        self.line([x + 130, y + 22, amount.chars().count() as u32 * 28, EM], amount);
        self.line([x + 130, y + 80, state.chars().count() as u32 * 34, 36], state);
        self.line([x + 30, y + 132, 4 * 28, 30], "微信转账");
    }

    fn bubble(&mut self, y: u32, mine: bool, text: &str) {
        let wide = text.chars().count() as u32 * EM;
        let (x, face, colour) = match mine {
            true => (WIDTH - 150 - wide - 64, WIDTH - 130, [149, 236, 105]),
            false => (150, 20, [255, 255, 255]),
        };
        self.fill([face, y, 110, 110], [120, 140, 160]);
        self.fill([x, y, wide + 64, EM + 56], colour);
        self.line([x + 32, y + 28, wide, EM], text);
    }

    fn fill(&mut self, [x, y, wide, high]: [u32; 4], colour: [u8; 3]) {
        for row in y..y + high {
            let from = ((row * WIDTH + x) * 3) as usize;
            self.rgb[from..from + wide as usize * 3].copy_from_slice(&colour.repeat(wide as usize));
        }
    }

    /// A line of text: a bar for each character, so that there is ink where text is.
    fn line(&mut self, bounds: [u32; 4], text: &str) {
        let [x, y, wide, high] = bounds;
        let pitch = wide / text.chars().count().max(1) as u32;
        let mut glyphs = Vec::new();
        for (at, char) in text.chars().enumerate() {
            let left = x + pitch * at as u32;
            self.fill([left + pitch / 6, y + high / 8, pitch / 3, high * 3 / 4], INK);
            glyphs.push(Glyph { char, confidence: 990, runner_up: Some(('口', 4)), x: left + pitch / 2 });
        }
        let corners = [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]];
        self.lines.push(TextLine { text: text.to_owned(), bounds, corners, confidence: 990, glyphs });
    }
}

impl Recognise for Painter {
    fn engine(&self) -> &str {
        "painter/1"
    }

    fn recognise(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        let number_of_asking = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        while self.stuck_at.load(Ordering::Relaxed) == number_of_asking {
            if !go_on() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            std::thread::yield_now();
        }
        Ok(self.painted.lock().expect("whole").get(&number(picture.rgb)).cloned().unwrap_or_default())
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        let painted = self.painted.lock().expect("whole");
        let lines = painted.get(&number(picture.rgb)).into_iter().flatten();
        Ok(lines.into_iter().find(|line| line.bounds == bounds).cloned())
    }
}

fn number(rgb: &[u8]) -> u64 {
    rgb.iter().fold(7, |number: u64, byte| number.wrapping_mul(31).wrapping_add(u64::from(*byte)))
}

/// The bytes of a BMP file.
fn bitmap(rgb: &[u8]) -> Vec<u8> {
    let row = WIDTH as usize * 3;
    let size = 54 + row * HEIGHT as usize;
    let mut out = Vec::with_capacity(size);
    out.extend(b"BM");
    for word in [size as u32, 0, 54, 40, WIDTH, HEIGHT, 1 | 24 << 16, 0, 0, 2_835, 2_835, 0, 0] {
        out.extend(word.to_le_bytes());
    }
    for line in rgb.chunks(row).rev() {
        line.chunks(3).for_each(|pixel| out.extend([pixel[2], pixel[1], pixel[0]]));
    }
    out
}
