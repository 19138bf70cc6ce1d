//! Texts from files on a terminal: nothing in them may move the cursor, turn the line around, or break the alignment.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One line, without control characters and without marks that turn the direction of writing, cut to `columns`.
pub(crate) fn cell(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}') =>
        {
            '\u{fffd}'
        }
        c => c,
    };
    for c in text.chars().map(shown) {
        let wide = c.width().unwrap_or(0);
        if width + wide > columns {
            while width + 1 > columns {
                width -= out.pop().and_then(|c| c.width()).unwrap_or(1);
            }
            out.push('…');
            return out;
        }
        out.push(c);
        width += wide;
    }
    out
}

/// As [`cell`], filled up with blanks.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    let mut out = cell(text, columns);
    let width = out.width();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width)));
    out
}

/// As [`padded`], with the blanks before it.
pub(crate) fn right(text: &str, columns: usize) -> String {
    let out = cell(text, columns);
    " ".repeat(columns.saturating_sub(out.width())) + &out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_in_their_cell() {
        assert_eq!(padded("周某", 6), "周某  ");
        assert_eq!(right("5.00", 6), "  5.00");
        assert_eq!(cell("借款五万元整", 7), "借款五…");
        assert_eq!(cell("a\u{1b}[2Jb\nc\u{202e}d", 20), "a\u{fffd}[2Jb c\u{fffd}d");
    }
}
