//! The grid of 8 × 8 blocks that saving as JPEG leaves in a picture, also when it is saved as something else afterwards.
//!
//! Around letters on a plain ground JPEG leaves a faint noise that stops dead at the border of its block. In a picture
//! that never was a JPEG such endings lie anywhere; in one that was, nearly all of them lie on one line in eight.

use juzheng_model::port::Pixels;

/// The strongest noise that counts, in steps of brightness: more than that is drawn.
const FAINT: i16 = 8;

/// How many pixels must be exactly alike behind an ending.
const PLAIN: usize = 4;

/// The fewest endings that say anything.
const LEAST: u32 = 400;

/// One line in so many is looked at.
const STEP: usize = 3;

/// Where the grid begins: the column and the row (0–7) of the first border. `None` where there is none.
pub(super) fn of(pixels: Pixels<'_>) -> Option<(u8, u8)> {
    let (width, height) = (pixels.width as usize, pixels.height() as usize);
    let green = |x: usize, y: usize| i16::from(pixels.rgb[(y * width + x) * 3 + 1]);
    let mut across = [0u32; 8];
    for y in (0..height).step_by(STEP) {
        endings(width, |x| green(x, y), &mut across);
    }
    let mut down = [0u32; 8];
    for x in (0..width).step_by(STEP) {
        endings(height, |y| green(x, y), &mut down);
    }
    Some((favoured(&across)?, favoured(&down)?))
}

/// Counts in a row of values where noise ends, by the place of the first plain value modulo 8.
fn endings(length: usize, at: impl Fn(usize) -> i16, counts: &mut [u32; 8]) {
    let mut run = 1;
    for x in 1..length {
        if at(x) == at(x - 1) {
            run += 1;
            continue;
        }
        // A plain run ends here: whether noise came before it, and follows it.
        let first = x - run;
        if run > PLAIN {
            let faint = |a: i16, b: i16| (a - b).abs() <= FAINT;
            if first > 1 && faint(at(first - 1), at(first)) && faint(at(first - 2), at(first)) {
                counts[first % 8] += 1;
            }
            if x + 1 < length && faint(at(x), at(x - 1)) && faint(at(x + 1), at(x - 1)) {
                counts[x % 8] += 1;
            }
        }
        run = 1;
    }
}

/// The place where more than three in five of the endings lie.
fn favoured(counts: &[u32; 8]) -> Option<u8> {
    let all: u32 = counts.iter().sum();
    let (place, most) = (0u8..).zip(counts).max_by_key(|(_, count)| **count)?;
    (all >= LEAST && *most * 5 > all * 3).then_some(place)
}
