//! Lines of one bubble put together: pieces of a row side by side, rows into the text that was written.

use crate::screenshot::{canvas::Rect, page::Line};

/// A visual row of text.
#[derive(Debug, Clone)]
pub(in crate::screenshot) struct Row {
    /// The text as it was read.
    pub(in crate::screenshot) text: String,
    /// The folded text.
    pub(in crate::screenshot) folded: String,
    /// Its extent.
    pub(in crate::screenshot) rect: Rect,
    /// How wide its lines are, without what lies between them.
    pub(in crate::screenshot) wide: i32,
    /// Indices of its lines, from the left.
    pub(in crate::screenshot) lines: Vec<usize>,
}

impl Row {
    /// How large its characters are, by its width, because the frame of a row that is not level is too tall; `None` of a row
    /// too short to tell, or mostly Latin, whose letters differ in width.
    pub(in crate::screenshot) fn size(&self) -> Option<i32> {
        let units: i32 = self.text.chars().map(|c| if c.is_ascii() { 55 } else { 100 }).sum();
        let latin = self.text.chars().filter(char::is_ascii).count();
        (units >= 300 && latin * 2 < self.text.chars().count())
            .then(|| (self.wide - self.lines.len() as i32 * self.rect.height() / 5) * 100 / units)
    }

    /// Whether its characters are smaller than so many hundredths of those of `body`.
    pub(in crate::screenshot) fn is_smaller(&self, body: i32, hundredths: i32) -> bool {
        self.size().unwrap_or(self.rect.height() * 8 / 10) * 100 < body * hundredths
    }
}

/// How large most characters of some rows are; a character of ordinary text where they are too short to tell.
pub(in crate::screenshot) fn body(rows: impl Iterator<Item = Row>, em: i32) -> i32 {
    let mut sizes: Vec<i32> = rows.filter_map(|row| row.size()).collect();
    sizes.sort_unstable();
    // Most are bubbles'; what is set smaller than they lies below the middle.
    // The frames of small writing are taller than it, and characters are measured with them.
    let least = if em < 24 { em * 65 / 100 } else { em * 8 / 10 };
    sizes.get(sizes.len() * 6 / 10).copied().unwrap_or(em).clamp(least, em * 12 / 10)
}

/// The visual rows of some lines, from the top down.
pub(in crate::screenshot) fn of(indices: &[usize], lines: &[Line]) -> Vec<Row> {
    let mut order = indices.to_vec();
    order.sort_by_key(|ix| (lines[*ix].middle().1, lines[*ix].left()));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for ix in order {
        let rect = Rect::of_bounds(lines[ix].read.bounds);
        let same = |row: &&mut Vec<usize>| {
            let last = Rect::of_bounds(lines[*row.last().expect("a row is made with a line")].read.bounds);
            let beside = last.columns_shared(rect) * 3 < last.width().min(rect.width());
            beside && last.rows_shared(rect) * 2 > last.height().min(rect.height())
        };
        match rows.last_mut().filter(same) {
            Some(row) => row.push(ix),
            None => rows.push(vec![ix]),
        }
    }
    rows.into_iter().map(|row| joined(row, lines)).collect()
}

/// One row out of its pieces.
fn joined(mut pieces: Vec<usize>, lines: &[Line]) -> Row {
    pieces.sort_by_key(|ix| lines[*ix].left());
    let first = &lines[pieces[0]];
    let mut row = Row {
        text: first.read.text.trim().to_owned(),
        folded: first.folded.clone(),
        rect: Rect::of_bounds(first.read.bounds),
        wide: pieces.iter().map(|ix| lines[*ix].read.bounds[2] as i32).sum(),
        lines: Vec::new(),
    };
    for pair in pieces.windows(2) {
        let (left, right) = (&lines[pair[0]], &lines[pair[1]]);
        let gap = right.left() as i32 - left.right() as i32;
        let words = |text: &str, end: bool| {
            let mut chars = text.chars();
            let c = if end { chars.next_back() } else { chars.next() };
            c.is_some_and(|c| c.is_ascii_alphanumeric())
        };
        let parted =
            gap > left.height() as i32 / 4 && words(&row.text, true) && words(&right.read.text, false);
        if parted {
            row.text.push(' ');
            row.folded.push(' ');
        }
        row.text.push_str(right.read.text.trim());
        row.folded.push_str(&right.folded);
        row.rect = row.rect.with(Rect::of_bounds(right.read.bounds));
    }
    row.lines = pieces;
    whole_dots(&mut row.text);
    if row.text.contains("[语音]") && row.text.ends_with(['”', '“', '″', '＂']) {
        // The sign for seconds.
        row.text.pop();
        row.text.push('"');
    }
    whole_ellipsis(&mut row);
    row
}

/// Engines read some of the six dots of `……` as points: a run of both is one.
fn whole_dots(text: &mut String) {
    const DOTS: [char; 4] = ['…', '.', '·', '⋯'];
    // Six dots alone in a bubble are large ones to an engine.
    let large = |c: char| matches!(c, '●' | '•' | ' ');
    if text.chars().all(large) && text.chars().filter(|c| *c != ' ').count() > 3 {
        *text = "……".to_owned();
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(from) = rest.find(DOTS) {
        let run = rest[from..].find(|c| !DOTS.contains(&c)).map_or(rest.len(), |end| from + end);
        let dots = &rest[from..run];
        let mixed = dots.contains('…') && dots.contains(['.', '·', '⋯']);
        out.push_str(&rest[..from]);
        out.push_str(match dots.chars().count() {
            _ if !mixed => dots,
            2 => "…",
            _ => "……",
        });
        rest = &rest[run..];
    }
    out.push_str(rest);
    *text = out;
}

/// Engines read a run of equal marks as one: where the row is a character wider than its text, `…` at its end was `……`.
fn whole_ellipsis(row: &mut Row) {
    let short = row.text.ends_with('…') && !row.text.ends_with("……");
    let em = row.rect.height() * 86 / 100;
    let width: i32 = row.text.chars().map(|c| if c.is_ascii() { em * 56 / 100 } else { em }).sum();
    if short && row.rect.width() - row.rect.height() / 4 > width + em * 6 / 10 {
        row.text.push('…');
    }
}

/// The text of a bubble: rows that the width broke are joined, rows that the writer broke stay apart.
///
/// `full` is the right edge that a broken row reaches, where the bubble is as wide as bubbles get; `None` where it is
/// narrower, so that every break is the writer's.
pub(in crate::screenshot) fn text(rows: &[Row], full: Option<i32>, em: i32) -> String {
    let mut out = String::new();
    for (ix, row) in rows.iter().enumerate() {
        if ix > 0 {
            let above = &rows[ix - 1];
            let gap = row.rect.y0 - above.rect.y1;
            let broken = match full {
                // An empty row between them is the writer's, whatever the width.
                Some(full) if gap < em => above.rect.x1 + first_width(row, em) <= full - em / 3,
                _ => true,
            };
            let spaced = out.ends_with(|c: char| c.is_ascii_alphanumeric() || ",.;:!?)".contains(c))
                && row.text.starts_with(|c: char| c.is_ascii_alphabetic());
            match (broken, gap > em) {
                (true, true) => out.push_str("\n\n"),
                (true, false) => out.push('\n'),
                (false, _) if spaced && !ends_in_address(&out) => out.push(' '),
                _ => {}
            }
        }
        out.push_str(&row.text);
    }
    out
}

/// Whether the width broke an address or number in two rather than a sentence.
fn ends_in_address(text: &str) -> bool {
    let word = text.rsplit([' ', '\n']).next().unwrap_or("");
    let latin = word.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or("");
    latin.contains('/') || latin.contains("www.") || latin.len() > 18
}

/// The width of what could have stood at the end of the row above: one character, or one Latin word.
fn first_width(row: &Row, em: i32) -> i32 {
    // An address stays whole as a word does.
    let of_word = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-');
    let word = row.text.chars().take_while(of_word).count() as i32;
    match word {
        0 => em,
        letters => (letters * em * 55 / 100).max(em / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::port::TextLine;

    fn line(text: &str, x: u32, y: u32, w: u32) -> Line {
        let corners = [[x, y], [x + w, y], [x + w, y + 20], [x, y + 20]];
        let bounds = [x, y, w, 20];
        Line::new(TextLine { text: text.to_owned(), bounds, corners, confidence: 990, glyphs: Vec::new() })
    }

    fn check(lines: &[Line], full: Option<i32>, want: &str) {
        let indices: Vec<usize> = (0..lines.len()).collect();
        assert_eq!(text(&of(&indices, lines), full, 18), want);
    }

    #[test]
    fn rows_that_the_width_broke_are_one() {
        let wrapped = [line("我们约定下个月十五号之前", 10, 0, 200), line("还清。", 10, 26, 50)];
        check(&wrapped, Some(212), "我们约定下个月十五号之前还清。");
        check(&wrapped, None, "我们约定下个月十五号之前\n还清。");
        check(&[line("好的", 10, 0, 36), line("明天转给你", 10, 26, 90)], Some(212), "好的\n明天转给你");
        check(
            &[line("please send", 10, 0, 190), line("it back", 10, 26, 70)],
            Some(212),
            "please send it back",
        );
        check(&[line("第一段", 10, 0, 60), line("第二段", 10, 60, 60)], None, "第一段\n\n第二段");
    }

    #[test]
    fn pieces_of_a_row_stand_side_by_side() {
        check(&[line("大吉大利", 120, 1, 80), line("恭喜发财，", 10, 0, 100)], None, "恭喜发财，大吉大利");
        check(&[line("42000", 10, 0, 60), line("0898", 100, 0, 50)], None, "42000 0898");
    }

    #[test]
    fn points_among_the_six_of_an_ellipsis_are_its_own() {
        for (read, want) in [
            ("好.…", "好…"),
            ("好….…", "好……"),
            ("好…….", "好……"),
            ("3.5", "3.5"),
            ("好...", "好..."),
            ("……", "……"),
        ] {
            let mut text = read.to_owned();
            whole_dots(&mut text);
            assert_eq!(text, want, "{read}");
        }
    }

    #[test]
    fn an_address_that_did_not_fit_was_broken_by_the_width() {
        check(
            &[line("我发你邮箱了，", 10, 0, 126), line("xiao.7@163.com", 10, 26, 140)],
            Some(230),
            "我发你邮箱了，xiao.7@163.com",
        );
    }

    #[test]
    fn characters_are_measured_by_the_width_of_what_is_written() {
        let size = |lines: &[Line]| of(&(0..lines.len()).collect::<Vec<_>>(), lines)[0].size();
        assert_eq!(size(&[line("好的明天还你", 10, 0, 124)]), Some(20));
        assert_eq!(
            size(&[line("收款账户", 10, 0, 84), line("工商银行", 300, 0, 84)]),
            Some(20),
            "not by what is between"
        );
        assert_eq!(size(&[line("Thanks", 10, 0, 60)]), None);
        assert_eq!(size(&[line("好的", 10, 0, 44)]), None);
    }
}
