//! The words of a page and how they are arranged: titles, rows with times, amounts at one edge, keypads.

use super::{
    amount,
    page::{Line, Page},
    pairs,
    stamp::{self, Stamp},
};

/// The lines of a page with their bare spellings.
pub(super) struct Words<'w, 'p> {
    /// The page.
    pub(super) page: &'w Page<'p>,
    /// Folded, without blanks; one for each line.
    bare: Vec<String>,
}

impl<'w, 'p> Words<'w, 'p> {
    /// The words of a page.
    pub(super) fn of(page: &'w Page<'p>) -> Words<'w, 'p> {
        Words { page, bare: page.lines.iter().map(|line| line.folded.replace(' ', "")).collect() }
    }

    /// Each line with its bare spelling.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Line, &str)> {
        self.page.lines.iter().zip(self.bare.iter().map(String::as_str))
    }

    /// The lines for which `is` holds, as they stand there.
    pub(super) fn that(&self, is: impl Fn(&str) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        for (line, bare) in self.rows().filter(|(_, bare)| is(bare)) {
            if !found.iter().any(|other: &String| other.replace(' ', "") == bare) {
                found.push(line.folded.clone());
            }
        }
        found
    }

    /// Those of `words` that are a line of the page.
    pub(super) fn among(&self, words: &[&str]) -> Vec<String> {
        self.that(|bare| words.contains(&bare.trim_end_matches(['>', '〉', ':'])))
    }

    /// Whether a line is this word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.bare.iter().any(|bare| bare == word)
    }

    /// Lines in the bar at the top for which `is` holds.
    pub(super) fn title(&self, is: impl Fn(&str) -> bool) -> Option<String> {
        let below = self.page.width().min(self.page.height()) * 3 / 10;
        let mut rows = self.rows().filter(|(line, _)| line.top() < below);
        rows.find(|(_, bare)| is(bare)).map(|(line, _)| line.folded.clone())
    }

    /// Rows whose last line is a stamp, all ending at one edge, with a line before it: names with their times.
    pub(super) fn stamped_rows(&self, wanted: impl Fn(Stamp) -> bool) -> Vec<&Line> {
        let is = |line: &&Line| {
            stamp::of(&line.folded).is_some_and(&wanted)
                && self
                    .page
                    .lines
                    .iter()
                    .any(|other| other.right() < line.left() && pairs::one_row(line, other))
        };
        let stamps: Vec<&Line> = self.page.lines.iter().filter(is).collect();
        self.at_one_edge(stamps)
    }

    /// The largest group of lines that end at one right edge.
    fn at_one_edge<'l>(&self, lines: Vec<&'l Line>) -> Vec<&'l Line> {
        let near = |a: &Line, b: &Line| a.right().abs_diff(b.right()) <= (self.page.width() / 60).max(4);
        let group = |edge: &Line| lines.iter().copied().filter(|line| near(line, edge)).collect::<Vec<_>>();
        lines.iter().map(|edge| group(edge)).max_by_key(Vec::len).unwrap_or_default()
    }

    /// Amounts with a sign that end at one right edge: the rows of a bill.
    pub(super) fn signed_amounts(&self) -> Vec<&Line> {
        let signed = |line: &&Line| amount::parse(&line.folded).is_some_and(|a| a.sign.is_some() && a.sure);
        let at_the_right = |line: &&Line| line.left() > self.page.width() / 2;
        self.at_one_edge(self.page.lines.iter().filter(signed).filter(at_the_right).collect())
    }

    /// The digits of a keypad: eight of ten alone in their lines, in columns of three.
    pub(super) fn keypad(&self) -> bool {
        let digit = |d: u32| {
            let text = d.to_string();
            self.rows().any(|(line, bare)| bare == text && line.top() > self.page.height() / 3)
        };
        (0..10).filter(|d| digit(*d)).count() >= 8
    }
}
