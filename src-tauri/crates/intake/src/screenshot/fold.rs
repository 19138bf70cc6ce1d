//! Folding what was recognised, so that words and numbers compare: what an engine mixes up is one spelling here.

use unicode_normalization::UnicodeNormalization;

/// A name in which the one stroke of 一 was taken for a dash: a dash alone beside a Chinese character is none.
pub(crate) fn name(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_han = |c: Option<&char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let is_dash = |c: Option<&char>| c.is_some_and(|c| ['—', '–', '―'].contains(c));
    let stroke = |ix: usize| {
        let (before, after) = (ix.checked_sub(1).and_then(|ix| chars.get(ix)), chars.get(ix + 1));
        is_dash(chars.get(ix)) && !is_dash(before) && !is_dash(after) && (is_han(before) || is_han(after))
    };
    (0..chars.len()).map(|ix| if stroke(ix) { '一' } else { chars[ix] }).collect()
}

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

    #[test]
    fn a_dash_in_a_name_was_a_stroke() {
        let rows = [
            ("王—鸣", "王一鸣"),
            ("—家人", "一家人"),
            ("老王——装修", "老王——装修"),
            ("A—B", "A—B"),
            ("—", "—"),
        ];
        for (read, want) in rows {
            assert_eq!(name(read), want);
        }
    }
}
