//! Whether an id came through whole, or lost its digits in a spreadsheet, which holds 15 of them.

/// Digits that a spreadsheet's number keeps.
const KEPT: usize = 15;
/// Ids from this length on tell whether a column was rounded.
const LONG: usize = 17;
/// Zeros in the place of digits, over the whole column, before chance is out of the question.
const ZEROS: usize = 8;

/// What became of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdText {
    /// It can be relied on.
    Whole,
    /// Digits are gone.
    Damaged,
}

/// Reads an id. `number` says that the spreadsheet holds it as a number, `rounded` that the whole column is.
pub(super) fn read(text: &str, number: bool, rounded: bool) -> IdText {
    let float = text.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest));
    let lost = float || scientific(text) || (number && text.len() > KEPT) || (rounded && ends_rounded(text));
    if lost { IdText::Damaged } else { IdText::Whole }
}

/// `4.20E+27`, `1e+30`.
fn scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let plain = mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !mantissa.is_empty();
    plain && digits(exponent.strip_prefix('+').unwrap_or(exponent))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn ends_rounded(text: &str) -> bool {
    digits(text) && text.len() >= LONG && text.as_bytes()[KEPT..].iter().all(|b| *b == b'0')
}

/// Watches a column of ids for rounding: every long id ends in zeros where its digits should be.
#[derive(Debug, Default)]
pub(super) struct ColumnOfIds {
    zeros: usize,
    whole: bool,
}

impl ColumnOfIds {
    /// The next id of the column.
    pub(super) fn take(&mut self, text: &str) {
        if digits(text) && text.len() >= LONG {
            match ends_rounded(text) {
                true => self.zeros += text.len() - KEPT,
                false => self.whole = true,
            }
        }
    }

    /// Whether the column was rounded.
    pub(super) fn is_rounded(&self) -> bool {
        !self.whole && self.zeros >= ZEROS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_digits_are_told_from_ids() {
        use IdText::*;
        let rows = [
            ("4200001879202505110000000006", false, false, Whole),
            ("XSFF-SD2025021300000014", false, false, Whole),
            ("1E5A-77", false, false, Whole),
            ("4.20000187920251E+27", false, false, Damaged),
            ("1e+30", false, false, Damaged),
            ("4200001879202505.0", false, false, Damaged),
            ("4200001879202510000000000000", true, false, Damaged),
            ("3985734", true, false, Whole),
            ("4200001879202510000000000000", false, true, Damaged),
            ("4200001879202510000000000000", false, false, Whole),
            ("W0001", false, true, Whole),
        ];
        for (text, number, rounded, want) in rows {
            assert_eq!(read(text, number, rounded), want, "{text}");
        }
    }

    #[test]
    fn a_column_is_rounded_only_as_a_whole() {
        let column = |ids: &[&str]| {
            let mut column = ColumnOfIds::default();
            ids.iter().for_each(|id| column.take(id));
            column.is_rounded()
        };
        assert!(column(&["4200001879202510000000000000", "/", "W0001"]));
        assert!(!column(&["4200001879202510000000000000", "4200001879202505110000000006"]));
        assert!(!column(&["42000018792025100"]));
        assert!(!column(&[]));
    }
}
