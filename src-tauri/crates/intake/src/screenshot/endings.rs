//! Emoji at the end of a line that the network takes for a character, as a hand for a d: letters have no colour of their own
//! there, emoji have.

use super::{fold, ink, page::Line};
use juzheng_model::port::Pixels;

/// Of what stands in the place of a drawing so much has a colour, in thousandths.
const DRAWN: u32 = 500;
/// And of the letters before it at most so much: what can be tapped has one.
const PLAIN: u32 = 60;

/// Takes from lines the last character where it is a drawing.
pub(super) fn settle(lines: &mut [Line], pixels: Pixels<'_>) {
    for line in lines.iter_mut().filter(|line| is_drawing(line, pixels)) {
        line.read.glyphs.pop();
        line.read.text =
            line.read.glyphs.iter().map(|glyph| glyph.char).collect::<String>().trim_end().to_owned();
        line.folded = fold::words(&line.read.text);
        line.drawn = true;
    }
}

/// Whether the last character of a line stands where something is drawn.
fn is_drawing(line: &Line, pixels: Pixels<'_>) -> bool {
    let [.., before, last] = &line.read.glyphs[..] else { return false };
    let [x, y, w, h] = line.read.bounds;
    let (from, to) = ((before.x + h / 5).max(last.x.saturating_sub(h * 3 / 10)), last.x + h * 3 / 10);
    if from <= x || to > x + w || from + h / 4 > to {
        return false;
    }
    ink::coloured(pixels, [from, y, to - from, h]) >= DRAWN
        && ink::coloured(pixels, [x, y, from - x, h]) <= PLAIN
}
