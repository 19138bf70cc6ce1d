//! Folding what was recognised, so that words and numbers compare: what an engine mixes up is one spelling here.

use unicode_normalization::UnicodeNormalization;

/// NFKC (`￥` → `¥`, `（` → `(`, `：` → `:`), blanks of every kind to one plain blank, none at the ends.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_blanks_are_one() {
        assert_eq!(line(" ￥１４０００．００\u{3000} "), "¥14000.00");
        assert_eq!(line("（已收款）  微信"), "(已收款) 微信");
    }
}
