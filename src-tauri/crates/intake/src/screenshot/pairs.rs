//! Label and value pairs of a page: a column of labels, each with its value right of it or below, on one line or several.

use super::{
    field::{self, Field},
    page::{Line, Page},
};
use std::cmp::Reverse;

/// A part of a value: a line of the page, from one of its characters on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The line's index on the page.
    pub(crate) line: usize,
    /// How many characters of it belong to its label.
    pub(crate) skip: usize,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// What the label stands before.
    pub(crate) field: Field,
    /// The label's line.
    pub(crate) label: usize,
    /// The value from left to right and from the top down; empty where none was found.
    pub(crate) value: Vec<Piece>,
}

/// Labels that stand in one column, from the top down, with their values.
///
/// A line of the column that is no known label ends the value above it, as the labels do.
pub(crate) fn of(page: &Page<'_>) -> Vec<Pair> {
    let Some(column) = Column::of(page) else { return Vec::new() };
    let mut pairs: Vec<Pair> = column.labels.iter().map(|label| column.own_row(page, *label)).collect();
    for index in 0..pairs.len() {
        let next = pairs.get(index + 1).map(|pair| page.lines[pair.label].middle().1);
        let taken: Vec<usize> =
            pairs.iter().flat_map(|pair| pair.value.iter().map(|piece| piece.line)).collect();
        column.go_on(page, &mut pairs[index], next, &taken);
    }
    column.below(page, pairs)
}

/// How many known labels stand in one column: what tells a page of pairs. With the lines that they are.
pub(crate) fn labels(page: &Page<'_>) -> Vec<(Field, usize)> {
    let known =
        |column: Column| column.labels.into_iter().filter(|l| l.known).map(|l| (l.field, l.line)).collect();
    Column::of(page).map(known).unwrap_or_default()
}

/// A line of the label column.
#[derive(Debug, Clone, Copy)]
struct Label {
    line: usize,
    field: Field,
    /// Characters of it that are the label.
    chars: usize,
    known: bool,
}

/// The column of labels of a page.
struct Column {
    /// From the top down.
    labels: Vec<Label>,
    /// The right edge of most labels that have no value in their own line.
    right: u32,
    tolerance: u32,
}

impl Column {
    fn of(page: &Page<'_>) -> Option<Column> {
        let sure: Vec<(usize, field::Found)> = page
            .lines
            .iter()
            .enumerate()
            .filter_map(|(i, l)| Some((i, field::at_start(&l.read.text, |at| is_gap(l, at))?)))
            .collect();
        let tolerance = (page.width() / 60).max(4);
        let near = |a: &Line, left: u32| a.left().abs_diff(left) <= tolerance;
        let members = |left: u32| sure.iter().filter(|(i, _)| near(&page.lines[*i], left)).count();
        let left = sure
            .iter()
            .map(|(i, _)| page.lines[*i].left())
            .max_by_key(|left| (members(*left), Reverse(*left)))?;
        let first = sure.iter().map(|(i, _)| *i).find(|i| near(&page.lines[*i], left))?;
        let mut labels = Vec::new();
        // Older pages of transfers set each pair in the middle.
        let middle = |i: usize| {
            let row = page.lines.iter().filter(|other| one_row(&page.lines[i], other));
            let (left, right) =
                row.fold((u32::MAX, 0), |(l, r), line| (l.min(line.left()), r.max(line.right())));
            (left + right) / 2
        };
        let centred = |i: usize| middle(i).abs_diff(page.width() / 2) <= tolerance;
        let begins = |line: &Line| {
            let before = |other: &Line| other.right() <= line.left() && one_row(line, other);
            !page.lines.iter().any(before)
        };
        let set_in_middle = |i: usize, line: &Line| {
            centred(first)
                && begins(line)
                && line.left() > page.width() / 8
                && sure.iter().any(|(other, _)| *other == i)
                && centred(i)
        };
        let rows = page.lines.iter().enumerate();
        for (line, text) in
            rows.filter(|(i, line)| *i >= first && near(line, left) || set_in_middle(*i, line))
        {
            let found = sure.iter().find(|(i, _)| *i == line).map(|(_, found)| *found);
            let chars = text.read.text.chars().count();
            labels.push(match (found, field::nearly(&text.folded)) {
                (Some(found), _) => Label { line, field: found.field, chars: found.chars, known: true },
                (None, Some(field)) => Label { line, field, chars, known: true },
                (None, None) => Label { line, field: Field::Other, chars, known: false },
            });
        }
        let alone = |l: &&Label| l.known && l.chars == page.lines[l.line].read.text.chars().count();
        // The middle one: a box may reach over the gap to its value.
        let mut rights: Vec<u32> = labels.iter().filter(alone).map(|l| page.lines[l.line].right()).collect();
        rights.sort_unstable();
        let right = rights.get(rights.len() / 2).copied();
        Some(Column { labels, right: right.unwrap_or(left), tolerance })
    }

    /// A label with what stands on its own row: the rest of its line, and lines right of it.
    fn own_row(&self, page: &Page<'_>, label: Label) -> Pair {
        let line = &page.lines[label.line];
        let mut value = Vec::new();
        if label.chars < line.read.text.chars().count() {
            value.push(Piece { line: label.line, skip: label.chars });
        }
        let right = line.right().saturating_sub(line.read.bounds[2] / 3);
        let mut beside: Vec<usize> = (0..page.lines.len())
            .filter(|i| *i != label.line && page.lines[*i].left() >= right && one_row(line, &page.lines[*i]))
            .filter(|i| !is_arrow(&page.lines[*i]))
            .collect();
        beside.sort_by_key(|i| page.lines[*i].left());
        // The frame of the label may reach over the first character of its value.
        let last = line.read.glyphs.last().map_or(0, |glyph| glyph.x);
        let doubled = line.read.text.chars().count() == label.chars + 1
            && beside.first().is_some_and(|first| page.lines[*first].left() <= last);
        if doubled {
            value.clear();
        }
        value.extend(beside.into_iter().map(|line| Piece { line, skip: 0 }));
        Pair { field: label.field, label: label.line, value }
    }

    /// Adds the rows by which a value goes on below its first one, up to the middle of the `next` label's row.
    fn go_on(&self, page: &Page<'_>, pair: &mut Pair, next: Option<u32>, taken: &[usize]) {
        let Some(first) = pair.value.first().map(|piece| piece.line) else { return };
        let (head, mut last) = (first, pair.value.last().map_or(first, |piece| piece.line));
        loop {
            let (start, end) = (&page.lines[head], &page.lines[last]);
            let follows = |line: &Line| {
                let gap = line.top().saturating_sub(end.bottom());
                let aligned = line.left().abs_diff(start.left()) <= start.height() * 3 / 2
                    || line.right().abs_diff(start.right()) <= start.height() / 2
                    || line.left() > start.left();
                let beyond = line.middle().1 > end.bottom().saturating_sub(end.height() / 4);
                let alike = line.height() * 5 > end.height() * 3 && line.height() * 3 < end.height() * 5;
                beyond
                    && gap <= end.height() * 9 / 10
                    && aligned
                    && alike
                    && line.left() + self.tolerance >= self.right
            };
            let before_next = |line: &Line| next.is_none_or(|next| line.middle().1 < next);
            let row = (0..page.lines.len())
                .filter(|i| !taken.contains(i) && !pair.value.iter().any(|piece| piece.line == *i))
                .filter(|i| {
                    follows(&page.lines[*i]) && before_next(&page.lines[*i]) && !is_arrow(&page.lines[*i])
                })
                .min_by_key(|i| page.lines[*i].middle().1);
            let Some(row) = row else { return };
            let mut boxes: Vec<usize> = (0..page.lines.len())
                .filter(|i| !taken.contains(i) && page.lines[*i].left() + self.tolerance >= self.right)
                .filter(|i| *i == row || one_row(&page.lines[row], &page.lines[*i]))
                .collect();
            boxes.sort_by_key(|i| page.lines[*i].left());
            pair.value.extend(boxes.into_iter().map(|line| Piece { line, skip: 0 }));
            last = row;
        }
    }

    /// Gives labels without a value the one that stands around or below them.
    fn below(&self, page: &Page<'_>, mut pairs: Vec<Pair>) -> Vec<Pair> {
        let known = |pair: &Pair| self.labels.iter().any(|l| l.line == pair.label && l.known);
        let mut used = Vec::new();
        // Where values stand on the right, one that was not found there does not stand below.
        let right = pairs.iter().any(|pair| known(pair) && !pair.value.is_empty());
        for index in 0..pairs.len() {
            if !pairs[index].value.is_empty() || !known(&pairs[index]) {
                continue;
            }
            let label = &page.lines[pairs[index].label];
            // A label in the middle of two rows of its value.
            let taken = |i: usize| pairs.iter().any(|pair| pair.value.iter().any(|piece| piece.line == i));
            let around: Vec<usize> = (0..page.lines.len())
                .filter(|i| page.lines[*i].left() >= label.right() && !taken(*i))
                .filter(|i| page.lines[*i].middle().1.abs_diff(label.middle().1) <= label.height())
                .collect();
            if right || !around.is_empty() {
                pairs[index].value = around.into_iter().map(|line| Piece { line, skip: 0 }).collect();
                continue;
            }
            let mut bottom = label.bottom();
            for follower in index + 1..pairs.len() {
                let line = &page.lines[pairs[follower].label];
                let near = line.top().saturating_sub(bottom) <= line.height() * 3 / 2;
                if known(&pairs[follower]) || !pairs[follower].value.is_empty() || !near {
                    break;
                }
                bottom = line.bottom();
                used.push(pairs[follower].label);
                let piece = Piece { line: pairs[follower].label, skip: 0 };
                pairs[index].value.push(piece);
            }
        }
        pairs.retain(|pair| !used.contains(&pair.label) && known(pair));
        pairs
    }
}

/// Whether the character at an index of a line stands apart from the one before it.
fn is_gap(line: &Line, at: usize) -> bool {
    let x = |at: usize| line.read.glyphs.get(at).map(|glyph| glyph.x);
    let far = |from: usize, to: usize| Some(x(to)?.saturating_sub(x(from)?));
    at > 1 && far(at - 1, at).zip(far(0, 1)).is_some_and(|(gap, pitch)| pitch > 0 && gap * 10 > pitch * 14)
}

/// Whether two lines stand on one row.
pub(crate) fn one_row(a: &Line, b: &Line) -> bool {
    let (low, high) = (a.top().max(b.top()), a.bottom().min(b.bottom()));
    high.saturating_sub(low) * 2 > a.height().min(b.height())
}

/// The arrow at the end of a row that opens another page.
fn is_arrow(line: &Line) -> bool {
    matches!(line.folded.as_str(), ">" | "〉" | "›" | "》" | ")" | "〉>")
}

impl Pair {
    /// The value as it was read, its parts put together by `glue`.
    pub(crate) fn text(&self, page: &Page<'_>, glue: &str) -> String {
        let parts: Vec<String> = self.value.iter().map(|piece| piece.text(page)).collect();
        parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(glue)
    }
}

impl Piece {
    /// Its text as it was read.
    pub(crate) fn text(self, page: &Page<'_>) -> String {
        page.lines[self.line].read.text.chars().skip(self.skip).collect::<String>().trim().to_owned()
    }
}
