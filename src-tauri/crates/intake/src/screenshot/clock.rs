//! The clocks of pages of money: full dates with seconds, in the old spelling and the new, as recognition gives them.

use super::amount::digit_like;
use chrono::{NaiveDate, NaiveDateTime};

/// A time with how it stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The wall clock.
    pub(crate) wall: NaiveDateTime,
    /// Seconds that are left open: 0 with seconds, 59 where only minutes stand.
    pub(crate) open_s: u32,
    /// Whether it stands there exactly as the pages print times.
    pub(crate) sure: bool,
    /// Whether every number has all its digits, so that none can be missing.
    pub(crate) padded: bool,
}

/// Reads `2021-02-27 18:57:28` or `2026年2月9日 16:52:51`, with or without the blank; `None` for anything else.
pub(crate) fn parse(folded: &str) -> Option<Reading> {
    let mut sure = true;
    let text = settled(folded, &mut sure);
    let (year, text) = number(&text, 4)?;
    let text = mark(text, &['年', '-', '/', '.'], &mut sure)?;
    let (month, text) = number(text, 2)?;
    let text = mark(text, &['月', '-', '/', '.'], &mut sure)?;
    let (day, text) = number(text, 2)?;
    let text = text.trim_start().trim_start_matches(['日', 'T']).trim_start();
    let (hour, text) = number(text, 2)?;
    let text = mark(text, &[':'], &mut sure)?;
    let (minute, text) = number(text, 2)?;
    let date = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    let digits = |least: usize| folded.chars().filter(char::is_ascii_digit).count() >= least;
    if text.trim().is_empty() {
        return Some(Reading {
            wall: date.and_hms_opt(hour, minute, 0)?,
            open_s: 59,
            sure,
            padded: digits(12),
        });
    }
    let text = mark(text, &[':'], &mut sure)?;
    let (second, text) = number(text, 2)?;
    let wall = date.and_hms_opt(hour, minute, second)?;
    text.trim().is_empty().then_some(Reading { wall, open_s: 0, sure, padded: digits(14) })
}

/// The text with letters between digits taken for digits.
fn settled(folded: &str, sure: &mut bool) -> String {
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let settle = |c: char| match digit_like(c).filter(|_| digits >= 8) {
        Some(digit) => {
            *sure = false;
            digit
        }
        None => c,
    };
    folded.trim().chars().map(settle).collect()
}

/// A number of up to `most` digits at the beginning. Where more follow without a blank, they are the next number's, which
/// is so only where both are written in full.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let taken = digits.min(most);
    (taken > 0 && (most < 4 || digits == 4)).then(|| Some((text[..taken].parse().ok()?, &text[taken..])))?
}

/// Takes the mark between two numbers away; another mark in its place is forgiven, and makes the reading unsure.
fn mark<'t>(text: &'t str, right: &[char], sure: &mut bool) -> Option<&'t str> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(right) {
        return Some(rest);
    }
    let rest = text.strip_prefix(['.', ',', ';', '·', '-', '—', '_', '一', '~', '\'', ':'])?;
    *sure = false;
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: Option<(&str, u32, bool)>) {
        let got = parse(&super::super::fold::line(text)).map(|r| (r.wall.to_string(), r.open_s, r.sure));
        assert_eq!(got, want.map(|(wall, open, sure)| (wall.to_owned(), open, sure)), "{text}");
    }

    #[test]
    fn both_spellings_are_read_with_the_blank_and_without() {
        check("2021-02-27 18:57:28", Some(("2021-02-27 18:57:28", 0, true)));
        check("2021-02-2718:57:28", Some(("2021-02-27 18:57:28", 0, true)));
        check("2026年2月9日 16:52:51", Some(("2026-02-09 16:52:51", 0, true)));
        check("2026年2月9日16：52：51", Some(("2026-02-09 16:52:51", 0, true)));
        check("2024年09月21日 21:20:06", Some(("2024-09-21 21:20:06", 0, true)));
        check("2024/9/21 9:20", Some(("2024-09-21 09:20:00", 59, true)));
    }

    #[test]
    fn misread_marks_and_letters_make_it_unsure() {
        check("2021-02-27 18.57:28", Some(("2021-02-27 18:57:28", 0, false)));
        check("2O21-02-27 18:57:28", Some(("2021-02-27 18:57:28", 0, false)));
        check("2021-02-27 18:57:2S", Some(("2021-02-27 18:57:25", 0, false)));
    }

    #[test]
    fn what_cannot_be_is_none() {
        for text in [
            "2021-02-30 18:57:28",
            "2021-02-27 25:57:28",
            "2021-02-27",
            "18:57:28",
            "2021-02-27 18:57:281",
            "",
            "20210-02-27 18:57:28",
            "2026年2月9日",
            "昨天 18:57",
        ] {
            check(text, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,24}") {
            let _ = parse(&text);
        }
    }
}
