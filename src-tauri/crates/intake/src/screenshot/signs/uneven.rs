//! Amounts whose digits do not fit each other: one is higher, lower, thicker or of another shape than the rest.
//!
//! Digits are compared with digits only: signs, points and commas have sizes of their own. A design that sets the
//! fraction smaller is no finding, and where the characters cannot be parted cleanly nothing is said.

use super::stroke::{Mark, Marks, marks};
use crate::screenshot::page::Line;
use juzheng_model::{Code, Finding, Place, port::Pixels};

/// The least height of digits on which anything is measured, in pixels.
const LEAST_HEIGHT: f32 = 14.0;

/// A digit with its ink.
type Digit = (usize, char, Mark);

/// A finding where digits of the amount in `line` differ from the others.
pub(crate) fn uneven_amount(pixels: Pixels<'_>, line: &Line) -> Option<Finding> {
    let text: Vec<char> = line.folded.chars().filter(|c| !c.is_whitespace()).collect();
    let is_amount = text.iter().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '¥' | '+' | '-' | '−'));
    if !is_amount || text.iter().filter(|c| c.is_ascii_digit()).count() < 3 {
        return None;
    }
    let Marks { list, by_colour } = marks(pixels, line.read.bounds)?;
    // A character in two pieces, or two that touch: no judgement.
    if list.len() != text.len() {
        return None;
    }
    let digits: Vec<Digit> = text
        .iter()
        .enumerate()
        .zip(list)
        .filter(|((_, c), _)| c.is_ascii_digit())
        .map(|((at, c), mark)| (at, *c, mark))
        .collect();
    let point = text.iter().rposition(|c| *c == '.').unwrap_or(text.len());
    let odd = odd_ones(&digits, point, by_colour)?;
    let characters: String = digits.iter().filter(|(at, ..)| odd.contains(at)).map(|(_, c, _)| *c).collect();
    let place = Place::Box { bounds: line.read.bounds };
    Some(Finding::at(Code::SignUnevenLine, place, [line.read.text.clone(), characters]))
}

/// The places of the digits that differ from the rest; `None` where none does, or so many that there is no rest.
fn odd_ones(digits: &[Digit], point: usize, by_colour: bool) -> Option<Vec<usize>> {
    let height = median(digits.iter().map(|(_, _, mark)| mark.height()));
    let coarse = if by_colour { 2.0 } else { 1.0 };
    if height < LEAST_HEIGHT * coarse {
        return None;
    }
    // Round digits reach a little over the flat ones, above and below.
    let slack = (height * 0.07).max(1.6) * coarse;
    let line = median(digits.iter().map(|(_, _, mark)| mark.bottom));
    let stroke = median(digits.iter().map(|(_, _, mark)| mark.stroke));
    let mut odd: Vec<usize> = Vec::new();
    for (at, c, mark) in digits {
        let other_size = (mark.height() - height).abs() > slack;
        let other_line = (mark.bottom - line).abs() > slack;
        // Soft edges say nothing of strokes.
        let other_stroke = !by_colour
            && ((mark.stroke - stroke).abs() > (stroke * 0.35).max(1.0) || is_foreign(*c, mark, digits));
        if other_size || other_line || other_stroke {
            odd.push(*at);
        }
    }
    // All behind the point, or all before it: a design.
    let behind = |at: &usize| *at > point;
    let fraction = digits.iter().filter(|(at, ..)| behind(at)).count();
    let odd_behind = odd.iter().filter(|at| behind(at)).count();
    let is_design = (odd_behind == fraction && odd.len() == fraction)
        || (odd_behind == 0 && odd.len() == digits.len() - fraction);
    (!odd.is_empty() && !is_design && odd.len() * 2 < digits.len()).then_some(odd)
}

/// Whether a digit looks unlike all others of its kind in the line, of which there must be two, alike.
fn is_foreign(c: char, mark: &Mark, digits: &[Digit]) -> bool {
    let like = |a: &Mark, b: &Mark| {
        let wide = f32::from(a.width().abs_diff(b.width()) as u16) <= (a.width() as f32 * 0.12).max(2.0);
        let inked = (a.ink - b.ink).abs() <= a.ink.max(b.ink) * 0.25;
        wide && inked
    };
    let others: Vec<&Mark> = digits
        .iter()
        .filter(|(_, other, m)| *other == c && m.columns != mark.columns)
        .map(|(_, _, m)| m)
        .collect();
    let agree = others.windows(2).all(|pair| like(pair[0], pair[1]));
    others.len() >= 2 && agree && others.iter().all(|other| !like(mark, other))
}

/// The middle of some values; 0 of none.
fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
