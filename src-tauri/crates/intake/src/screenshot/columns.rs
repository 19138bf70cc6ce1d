//! Lines that run over two columns: where a name is long, an engine takes it and the amount at the right edge for one line.

use super::{amount, canvas::Rect, page::Line};
use juzheng_model::port::{Glyph, TextLine};

/// What stands before an amount in a list.
const SIGNS: [char; 9] = ['+', '＋', '-', '－', '−', '‐', '‑', '–', '—'];

/// So far from one another, in hundredths of the height of a line, stand the middles of what belongs to two columns.
const GAP: u32 = 88;

/// Parts the amounts at the right edge of a picture of this width from what stands before them.
pub(super) fn part(lines: &mut Vec<Line>, width: u32) {
    let mut ix = 0;
    while ix < lines.len() {
        if let Some([name, amount]) = parts(&lines[ix], width) {
            // The last stroke of a name may be read once more before the amount.
            let again = lines.iter().any(|other| overlaps(other, &name) && other.left() < name.left());
            let whole = if again { vec![amount] } else { vec![name, amount] };
            let count = whole.len();
            lines.splice(ix..=ix, whole);
            ix += count - 1;
        }
        ix += 1;
    }
}

/// A name and an amount with two decimals that end at the right edge, with a gap between them. Of 提现 it has no sign.
fn parts(line: &Line, width: u32) -> Option<[Line; 2]> {
    let reaches = line.right() * 100 > width * 85;
    let glyphs = &line.read.glyphs;
    let of_amount = |glyph: &&Glyph| glyph.char.is_ascii_digit() || ['.', ','].contains(&glyph.char);
    let digits = glyphs.iter().rev().take_while(of_amount).count();
    let signed = |at: &usize| SIGNS.contains(&glyphs[*at].char);
    let begin = glyphs.len() - digits;
    let at = begin.checked_sub(1).filter(signed).unwrap_or(begin);
    // A name begins in the left half; a character or two may be what the end of one was read as once more.
    let begins = line.left() < width / 2 && at > 1 || (1..=2).contains(&at);
    if !reaches || !begins {
        return None;
    }
    let text: String = glyphs[at..].iter().map(|glyph| glyph.char).collect();
    let decimals = text.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    amount::parse(&text).filter(|reading| reading.sure && decimals)?;
    let before = glyphs[..at].iter().rposition(|glyph| !glyph.char.is_whitespace())?;
    let (last, first, high) = (glyphs[before].x, glyphs[at].x, line.height());
    // Characters side by side, and such with a blank between them, stand nearer.
    if first.saturating_sub(last) * 100 <= high * GAP {
        return None;
    }
    let middle = (last + high * 2 / 5).min(first.saturating_sub(high / 4));
    Some([
        piece(line, line.left(), middle, &glyphs[..=before]),
        piece(line, first.saturating_sub(high / 4), line.right(), &glyphs[at..]),
    ])
}

/// Whether two lines stand in one row and share columns.
fn overlaps(line: &Line, other: &Line) -> bool {
    let (line, other) = (Rect::of_bounds(line.read.bounds), Rect::of_bounds(other.read.bounds));
    line.rows_shared(other) * 2 > other.height() && line.columns_shared(other) > 0
}

/// A part of a line from one column to another.
fn piece(line: &Line, x0: u32, x1: u32, glyphs: &[Glyph]) -> Line {
    let (y, high) = (line.top(), line.height());
    let read = TextLine {
        text: glyphs.iter().map(|glyph| glyph.char).collect(),
        bounds: [x0, y, x1.saturating_sub(x0), high],
        corners: [[x0, y], [x1, y], [x1, y + high], [x0, y + high]],
        confidence: line.read.confidence,
        glyphs: glyphs.to_vec(),
    };
    Line { drawn: line.drawn, ..Line::new(read) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with characters at these places.
    fn text_line(text: &str, xs: &[u32]) -> Line {
        let glyph = |(char, x): (char, &u32)| Glyph { char, confidence: 990, runner_up: None, x: *x };
        let (x0, x1) = (xs[0] - 15, xs[xs.len() - 1] + 10);
        Line::new(TextLine {
            text: text.to_owned(),
            bounds: [x0, 100, x1 - x0, 40],
            corners: [[x0, 100], [x1, 100], [x1, 140], [x0, 140]],
            confidence: 990,
            glyphs: text.chars().zip(xs).map(glyph).collect(),
        })
    }

    /// The texts of the lines that one with characters at these places comes to, on a picture 1,000 wide.
    fn parted(text: &str, xs: &[u32]) -> Vec<String> {
        let mut lines = vec![text_line(text, xs)];
        part(&mut lines, 1_000);
        lines.into_iter().map(|line| line.read.text).collect()
    }

    /// Places of a name, and of an amount of six characters that ends at the right edge after a gap.
    fn places(name: u32, gap: u32) -> Vec<u32> {
        let amount = 880;
        let names = (0..name).map(|at| amount - gap - (name - 1 - at) * 30);
        names.chain((0..6).map(|at| amount + at * 16)).collect()
    }

    #[test]
    fn a_name_and_its_amount_are_two_lines() {
        let name = "转账-给山里的老猫一二三四五六七八九";
        let count = name.chars().count() as u32;
        let line = format!("{name}-15.00");
        assert_eq!(parted(&line, &places(count, 50)), [name, "-15.00"]);
        assert_eq!(parted(&line, &places(count, 24)), [line.clone()], "no gap");
        let withdrawn = format!("{name}115.00");
        assert_eq!(parted(&withdrawn, &places(count, 50)), [name, "115.00"]);
        let other = format!("{name}-15-00");
        assert_eq!(parted(&other, &places(count, 50)), [other.clone()], "no amount");
        assert_eq!(parted("+15.00", &places(0, 50)), ["+15.00"]);
    }

    #[test]
    fn the_end_of_a_name_that_was_read_once_more_is_none_of_the_amount() {
        let amount = |first: u32| -> Vec<u32> {
            std::iter::once(first).chain((0..6).map(|at| 880 + at * 16)).collect()
        };
        let texts = |lines: &[Line]| lines.iter().map(|line| line.read.text.clone()).collect::<Vec<_>>();
        assert_eq!(parted("苗-15.00", &amount(830)), ["苗", "-15.00"]);
        let mut lines = vec![text_line("给老猫", &[765, 795, 825]), text_line("苗-15.00", &amount(830))];
        part(&mut lines, 1_000);
        assert_eq!(texts(&lines), ["给老猫", "-15.00"]);
    }
}
