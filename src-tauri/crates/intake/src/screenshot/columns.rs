//! Lines that run over two columns: where a name is long, an engine takes it and the amount at the right edge for one line.

use super::{amount, page::Line};
use juzheng_model::port::{Glyph, TextLine};

/// What stands before an amount in a list.
const SIGNS: [char; 5] = ['+', '-', '−', '–', '—'];

/// Parts the amounts at the right edge of a picture of this width from what stands before them.
pub(super) fn part(lines: &mut Vec<Line>, width: u32) {
    let mut ix = 0;
    while ix < lines.len() {
        if let Some([name, amount]) = parts(&lines[ix], width) {
            lines.splice(ix..=ix, [name, amount]);
            ix += 1;
        }
        ix += 1;
    }
}

/// A name and a signed amount with two decimals that end at the right edge, with a gap between them.
fn parts(line: &Line, width: u32) -> Option<[Line; 2]> {
    let reaches = line.left() < width / 2 && line.right() * 100 > width * 85;
    let glyphs = &line.read.glyphs;
    let at = glyphs.iter().rposition(|glyph| SIGNS.contains(&glyph.char)).filter(|at| reaches && *at > 1)?;
    let text: String = glyphs[at..].iter().map(|glyph| glyph.char).collect();
    let decimals = text.trim().rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    amount::parse(text.trim()).filter(|reading| reading.sign.is_some() && decimals)?;
    let before = glyphs[..at].iter().rposition(|glyph| !glyph.char.is_whitespace())?;
    let (last, first, high) = (glyphs[before].x, glyphs[at].x, line.height());
    // Characters side by side stand half as far apart.
    if (first.saturating_sub(last)) * 4 <= high * 3 {
        return None;
    }
    let middle = (last + high * 2 / 5).min(first.saturating_sub(high / 4));
    Some([
        piece(line, line.left(), middle, &glyphs[..=before]),
        piece(line, first.saturating_sub(high / 4), line.right(), &glyphs[at..]),
    ])
}

/// A part of a line from one column to another.
fn piece(line: &Line, x0: u32, x1: u32, glyphs: &[Glyph]) -> Line {
    let (y, high) = (line.top(), line.height());
    Line::new(TextLine {
        text: glyphs.iter().map(|glyph| glyph.char).collect(),
        bounds: [x0, y, x1.saturating_sub(x0), high],
        corners: [[x0, y], [x1, y], [x1, y + high], [x0, y + high]],
        confidence: line.read.confidence,
        glyphs: glyphs.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the lines that one with characters at these places comes to, on a picture 1,000 wide.
    fn parted(text: &str, xs: &[u32]) -> Vec<String> {
        let glyph = |(char, x): (char, &u32)| Glyph { char, confidence: 990, runner_up: None, x: *x };
        let (x0, x1) = (xs[0] - 15, xs[xs.len() - 1] + 10);
        let line = TextLine {
            text: text.to_owned(),
            bounds: [x0, 100, x1 - x0, 40],
            corners: [[x0, 100], [x1, 100], [x1, 140], [x0, 140]],
            confidence: 990,
            glyphs: text.chars().zip(xs).map(glyph).collect(),
        };
        let mut lines = vec![Line::new(line)];
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
        let other = format!("{name}-15-00");
        assert_eq!(parted(&other, &places(count, 50)), [other.clone()], "no amount");
        assert_eq!(parted("+15.00", &places(0, 50)), ["+15.00"]);
    }
}
