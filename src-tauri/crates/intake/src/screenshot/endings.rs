//! Emoji at the end of a line, or in one of their own behind it, that the network takes for a character, as a hand for a d:
//! letters have no colour of their own there, emoji have.

use super::{
    fold, ink,
    page::{Line, PLAIN_HAN},
};
use juzheng_model::port::{Glyph, Pixels};

/// Of what stands in the place of a drawing so much has a colour, in thousandths.
const DRAWN: u32 = 500;
/// From this confidence on, in thousandths, a character that stands by itself stands there.
const LONE_SURE: u16 = 985;
/// From this confidence on, in thousandths, a digit that stands by itself stands there.
const DIGIT_SURE: u16 = 800;
/// Takes from lines the last character where it is a drawing, and lines that are nothing but one behind another.
pub(super) fn settle(lines: &mut Vec<Line>, pixels: Pixels<'_>) {
    let mut ix = 0;
    while ix < lines.len() {
        match behind(lines, ix).filter(|other| is_lone_drawing(&lines[ix], &lines[*other], pixels)) {
            Some(other) => {
                lines[other].drawn = true;
                lines.remove(ix);
            }
            None => ix += 1,
        }
    }
    for line in lines.iter_mut() {
        let drawn = drawings(line, pixels);
        if drawn == 0 {
            continue;
        }
        let glyphs = &mut line.read.glyphs;
        glyphs.truncate(glyphs.len() - drawn);
        while glyphs.last().is_some_and(|glyph| glyph.char.is_whitespace()) {
            glyphs.pop();
        }
        spell(line);
        line.drawn = true;
    }
}

/// Gives a line the text of its characters.
fn spell(line: &mut Line) {
    line.read.text = line.read.glyphs.iter().map(|glyph| glyph.char).collect();
    line.folded = fold::words(&line.read.text);
}

/// The line that this one stands right behind.
fn behind(lines: &[Line], ix: usize) -> Option<usize> {
    let line = &lines[ix];
    let before = |other: &Line| {
        let gap = i64::from(line.left()) - i64::from(other.right());
        let level = line.middle().1.abs_diff(other.middle().1) * 3 < line.height();
        level && (-i64::from(line.height()) / 4..i64::from(line.height()) / 2).contains(&gap)
    };
    (0..lines.len()).find(|other| *other != ix && before(&lines[*other]))
}

/// Whether a line is one character of which the network is not sure, and stands where something is drawn behind plain words.
fn is_lone_drawing(line: &Line, before: &Line, pixels: Pixels<'_>) -> bool {
    let coloured = |bounds: [u32; 4]| ink::coloured(pixels, bounds, ink::ground(pixels, before.read.bounds));
    let lone = line.folded.chars().count() == 1 && line.read.confidence < LONE_SURE;
    let digit = line.folded.starts_with(|c: char| c.is_ascii_digit());
    // A digit is narrower than its frame is high.
    let narrow = line.read.bounds[2] * 100 < line.height() * 85;
    let read = digit && narrow && line.read.confidence >= DIGIT_SURE;
    lone && !read && coloured(line.read.bounds) >= DRAWN && coloured(before.read.bounds) <= ink::PLAIN
}

/// How many characters at the end of a line stand where something is drawn: one, or two or three capitals, as `LCC`, that the
/// network takes one emoji for, or up to three digits.
fn drawings(line: &Line, pixels: Pixels<'_>) -> usize {
    let glyphs = &line.read.glyphs;
    let capitals = glyphs.iter().rev().take_while(|glyph| glyph.char.is_ascii_uppercase()).count();
    let [x, y, w, h] = line.read.bounds;
    let ground = ink::ground(pixels, line.read.bounds);
    let is_drawn = |count: &usize| {
        let Some(begin) = glyphs.len().checked_sub(*count).filter(|begin| *begin > 0) else { return false };
        let (before, tail) = (&glyphs[begin - 1], &glyphs[begin..]);
        let (first, last) = (&tail[0], &tail[tail.len() - 1]);
        let from = (before.x + h / 5).max(first.x.saturating_sub(h * 3 / 10));
        let to = (last.x + h * 3 / 10).min(x + w);
        // What reaches further behind the last character than half of one belongs to the drawing.
        let words = from.min(before.x + h * 2 / 5);
        // Digits are looked at below; what is plainly read as a Chinese character is one.
        let han = ('\u{4e00}'..='\u{9fff}').contains(&last.char) && last.confidence >= PLAIN_HAN;
        !last.char.is_ascii_digit()
            && !han
            && from > x
            && from + h / 4 <= to
            // An emoji is about as wide as it is high.
            && to - from <= h * 3 / 2
            && ink::coloured(pixels, [from, y, to - from, h], ground) >= DRAWN
            && ink::coloured(pixels, [x, y, words.saturating_sub(x), h], ground) <= ink::PLAIN
    };
    let most = if (2..=3).contains(&capitals) { capitals } else { 1 };
    (1..=most).rev().find(is_drawn).unwrap_or_else(|| drawn_digits(line, pixels, ground))
}

/// How many digits at the end of a line stand where emoji are drawn, up to three: those are twice as wide as digits, and nothing
/// before them has a colour.
fn drawn_digits(line: &Line, pixels: Pixels<'_>, ground: [u8; 3]) -> usize {
    let glyphs = &line.read.glyphs;
    let [x, y, w, h] = line.read.bounds;
    // A digit stands nearer to what is before it, a Chinese character further from what is behind it.
    let wide = |pair: &[Glyph]| {
        let least = if pair[0].char.is_ascii() { 55 } else { 72 };
        pair[1].x.saturating_sub(pair[0].x) * 100 > h * least
    };
    // Each in the middle between those beside it.
    let between = |left: usize| (glyphs[left].x + glyphs[left + 1].x) / 2;
    let coloured = |at: usize| {
        let to = if at + 1 < glyphs.len() { between(at) } else { x + w };
        let from = between(at - 1).max(x).min(to);
        to > from && ink::coloured(pixels, [from, y, to - from, h], ground) >= DRAWN
    };
    let is_drawn =
        |at: &usize| glyphs[*at].char.is_ascii_digit() && wide(&glyphs[at - 1..=*at]) && coloured(*at);
    let count = (1..glyphs.len()).rev().take_while(is_drawn).count();
    let number = |glyph: &Glyph| ['.', ',', ':'].contains(&glyph.char);
    if !(1..=3).contains(&count) || number(&glyphs[glyphs.len() - count - 1]) {
        return 0;
    }
    let words = [x, y, between(glyphs.len() - count - 1).saturating_sub(x), h];
    if ink::coloured(pixels, words, ground) <= ink::PLAIN { count } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::sketch::Sketch;

    const BLACK: [u8; 3] = [20; 3];
    const GOLDEN: [u8; 3] = [255, 200, 60];

    /// What is left of a line whose characters have these colours; every character is a block of ink.
    fn left(text: &str, colours: &[[u8; 3]], confidence: u16) -> String {
        let (wide, high) = (20, 20);
        let count = colours.len();
        let (width, last) = (wide * count as u32, count - 1);
        let ink = |x: u32, y: u32| (5..15).contains(&(x % wide)) && (5..15).contains(&y);
        let at = (0..high).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgb: Vec<u8> =
            at.flat_map(|(x, y)| if ink(x, y) { colours[(x / wide) as usize] } else { [255; 3] }).collect();
        Sketch::new(width, high).line([0, 0, width, high], text).shaky(last, confidence).show(|page| {
            let mut lines = page.lines.clone();
            settle(&mut lines, Pixels { rgb: &rgb, width });
            assert_eq!(lines[0].drawn, lines[0].read.text != text);
            lines[0].read.text.clone()
        })
    }

    #[test]
    fn a_drawing_in_a_line_of_its_own_is_no_letter_where_the_words_before_it_are_plain() {
        let behind = |char: &str, wide: u32, words: [u8; 3], last: [u8; 3], confidence: u16| {
            let ink = |x: u32, y: u32| (5..15).contains(&(x % 20)) && (5..15).contains(&y);
            let at = (0..20).flat_map(|y| (0..80).map(move |x| (x, y)));
            let colour = |x: u32| if x < 60 { words } else { last };
            let rgb: Vec<u8> = at.flat_map(|(x, y)| if ink(x, y) { colour(x) } else { [255; 3] }).collect();
            let sketch = Sketch::new(80, 20).line([0, 0, 60, 20], "辛苦了");
            let sketch = sketch.line([60, 0, wide, 20], char).shaky(0, confidence).sure(confidence);
            sketch.show(|page| {
                let mut lines = page.lines.clone();
                settle(&mut lines, Pixels { rgb: &rgb, width: 80 });
                (lines.len(), lines[0].drawn)
            })
        };
        let left = |words, last, confidence| behind("市", 20, words, last, confidence);
        let lone = |char, wide| behind(char, wide, BLACK, GOLDEN, 976);
        assert_eq!(left(BLACK, GOLDEN, 734), (1, true));
        assert_eq!(left(GOLDEN, GOLDEN, 734), (2, false), "all of it has that colour");
        assert_eq!(left(BLACK, BLACK, 734), (2, false));
        assert_eq!(left(BLACK, GOLDEN, 995), (2, false), "it is plainly read");
        assert_eq!(lone("3", 20), (1, true), "as wide as an emoji");
        assert_eq!(lone("3", 12), (2, false), "a digit");
    }

    #[test]
    fn a_drawing_at_the_end_is_no_letter() {
        assert_eq!(left("okd", &[BLACK, BLACK, GOLDEN], 990), "ok");
        assert_eq!(left("好的。", &[BLACK, BLACK, GOLDEN], 990), "好的");
        assert_eq!(left("见AB", &[BLACK, GOLDEN, GOLDEN], 600), "见AB", "too wide for an emoji");
        assert_eq!(left("好的S", &[BLACK; 3], 600), "好的S", "it has no colour");
        assert_eq!(left("见A", &[GOLDEN; 2], 990), "见A", "all of it has that colour");
        assert_eq!(left("还你8", &[BLACK, BLACK, GOLDEN], 980), "还你", "as wide as an emoji");
        assert_eq!(left("35088", &[BLACK, BLACK, BLACK, GOLDEN, GOLDEN], 990), "350");
        assert_eq!(left("35088", &[BLACK, BLACK, GOLDEN, GOLDEN, GOLDEN], 990), "35");
        assert_eq!(
            left("35088", &[BLACK, GOLDEN, GOLDEN, GOLDEN, GOLDEN], 990),
            "35088",
            "four are a number"
        );
        assert_eq!(left("还你是", &[BLACK, BLACK, GOLDEN], 980), "还你是");
        assert_eq!(left("还你个", &[BLACK, BLACK, GOLDEN], 600), "还你");
    }

    #[test]
    fn a_coloured_digit_as_narrow_as_digits_are_stays() {
        let ink = |x: u32, y: u32| (5..54).contains(&x) && x % 12 > 3 && (5..15).contains(&y);
        let at = (0..20).flat_map(|y| (0..60).map(move |x| (x, y)));
        let rgb: Vec<u8> = at
            .flat_map(|(x, y)| match ink(x, y) {
                true if x >= 40 => GOLDEN,
                true => BLACK,
                false => [255; 3],
            })
            .collect();
        Sketch::new(60, 20).line([0, 0, 55, 20], "共12").show(|page| {
            let mut lines = page.lines.clone();
            lines[0].read.glyphs.iter_mut().zip([14, 36, 46]).for_each(|(glyph, x)| glyph.x = x);
            settle(&mut lines, Pixels { rgb: &rgb, width: 60 });
            assert_eq!(lines[0].read.text, "共12");
        });
    }
}
