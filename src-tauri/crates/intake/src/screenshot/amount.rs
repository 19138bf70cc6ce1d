//! Amounts of money as they are read off a picture: the grammar of WeChat's pages, and what recognition makes of it.
//!
//! The pages print two decimals always, a point before them, thousands commas or none, `¥` on cards and pages of
//! transfers, a sign on bills. Anything else was misread somewhere: where only one amount can have been meant it is given,
//! as unsure; where more than one can, nothing is.

use juzheng_model::Fen;

/// What stands before an amount of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Money came in.
    Plus,
    /// Money went out.
    Minus,
}

/// An amount with how it stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// How much.
    pub(crate) fen: Fen,
    /// Its sign, where one stands there.
    pub(crate) sign: Option<Sign>,
    /// Whether it stands there exactly as the pages print amounts.
    pub(crate) sure: bool,
}

/// Digits before the point from which on no page prints an amount.
const LONGEST: usize = 9;

/// Reads a line that is an amount and nothing else, in folded spelling; `None` where it is not.
pub(crate) fn parse(folded: &str) -> Option<Reading> {
    let text = folded.trim();
    let (text, yuan_after) = match text.strip_suffix('元') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let mut sure = true;
    let (sign, text) = sign_of(text, &mut sure);
    let (mark, text) = mark_of(text);
    let (second, text) = if sign.is_none() { sign_of(text, &mut sure) } else { (None, text) };
    let number = Number::of(text)?;
    // A letter for the mark and a number without decimals are words of a chat (`V5`) as soon as an amount.
    if mark == Mark::Misread && !number.two_decimals {
        return None;
    }
    // Bare of sign and unit, `16:52` is a time and `12` anything.
    let bare = mark == Mark::None && !yuan_after && sign.is_none() && second.is_none();
    if bare && !(number.two_decimals && matches!(number.point, Some('.' | ','))) {
        return None;
    }
    sure &= mark != Mark::Misread && number.as_printed;
    Some(Reading { fen: number.fen, sign: sign.or(second), sure })
}

/// The sign at the beginning, and what follows it.
fn sign_of<'t>(text: &'t str, sure: &mut bool) -> (Option<Sign>, &'t str) {
    let mut chars = text.chars();
    let sign = match chars.next() {
        Some('+' | '十') => Sign::Plus,
        Some('-' | '−' | '–' | '—' | '‐' | '‑' | '―' | 'ー' | '─' | '一' | '_' | '~') => {
            Sign::Minus
        }
        _ => return (None, text),
    };
    *sure &= !text.starts_with(['十', '一', '_', '~']);
    (Some(sign), chars.as_str().trim_start())
}

/// What stands for the yuan sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Yuan,
    /// A letter or character that looks like it.
    Misread,
    None,
}

fn mark_of(text: &str) -> (Mark, &str) {
    let mut chars = text.chars();
    let mark = match chars.next() {
        Some('¥' | '￥') => Mark::Yuan,
        Some('V' | 'v' | 'Y' | 'y' | '羊' | '夫' | '半' | '丫' | '¢' | '€') => Mark::Misread,
        _ => return (Mark::None, text),
    };
    (mark, chars.as_str().trim_start())
}

/// The number behind sign and mark.
struct Number {
    fen: Fen,
    /// Whether two digits follow a point or comma at its end.
    two_decimals: bool,
    /// Whether it stands as the pages print amounts.
    as_printed: bool,
    /// What stands for the point.
    point: Option<char>,
}

impl Number {
    fn of(text: &str) -> Option<Number> {
        let blanks = text.contains(char::is_whitespace);
        let (mut groups, mut marks, mut letters) = (vec![String::new()], Vec::new(), 0usize);
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            match c {
                '0'..='9' => groups.last_mut()?.push(c),
                '.' | ',' | '·' | ':' | ';' | '\'' | '、' | '。' | '・' => {
                    groups.push(String::new());
                    marks.push(c);
                }
                _ => {
                    letters += 1;
                    groups.last_mut()?.push(digit_like(c)?);
                }
            }
        }
        let digits: usize = groups.iter().map(String::len).sum();
        // Mostly digits: a word of look-alikes (`BOSS`) is no number.
        if digits <= 2 * letters || groups.iter().any(String::is_empty) {
            return None;
        }
        let two_decimals = groups.len() > 1 && groups.last()?.len() == 2;
        let one_decimal = groups.len() == 2 && groups[1].len() == 1 && marks == ['.'];
        let decimals = if two_decimals || one_decimal { groups.pop()? } else { String::from("00") };
        let point = if two_decimals || one_decimal { marks.pop() } else { None };
        let grouped = groups.len() == 1 || grouped_by_three(&groups);
        // Three digits behind a lone point: thousands or decimals, nobody can tell.
        if !grouped || (point.is_none() && marks.iter().any(|mark| *mark != ',')) {
            return None;
        }
        let whole = groups.concat();
        if whole.len() > LONGEST || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        let fen = Fen::parse_yuan(&format!("{whole}.{decimals:0<2}")).ok()?;
        let as_printed = two_decimals
            && point == Some('.')
            && marks.iter().all(|mark| *mark == ',')
            && !blanks
            && letters == 0;
        Some(Number { fen, two_decimals, as_printed, point })
    }
}

fn grouped_by_three(groups: &[String]) -> bool {
    let [first, rest @ ..] = groups else { return false };
    (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
}

/// The digit that a letter is easily read for.
pub(crate) fn digit_like(c: char) -> Option<char> {
    Some(match c {
        'O' | 'o' | 'Q' | 'D' | '〇' => '0',
        'l' | 'I' | 'i' | '|' | '!' | '丨' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'b' => '6',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: Option<(i64, &str, bool)>) {
        let got = parse(&super::super::fold::line(text)).map(|reading| {
            let sign = match reading.sign {
                Some(Sign::Plus) => "+",
                Some(Sign::Minus) => "-",
                None => "",
            };
            (reading.fen.get(), sign, reading.sure)
        });
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn amounts_as_the_pages_print_them_are_sure() {
        check("￥5000.00", Some((500_000, "", true)));
        check("¥ 5,000.00", Some((500_000, "", true)));
        check("-348.16", Some((34_816, "-", true)));
        check("−348.16", Some((34_816, "-", true)));
        check("–1,234,567.89", Some((123_456_789, "-", true)));
        check("+5000.00", Some((500_000, "+", true)));
        check("¥-0.01", Some((1, "-", true)));
        check("88.88元", Some((8888, "", true)));
        check("0.35", Some((35, "", true)));
    }

    #[test]
    fn what_recognition_makes_of_them_is_read_and_unsure() {
        check("V14000.00", Some((1_400_000, "", false)));
        check("17000,00", Some((1_700_000, "", false)));
        check("VB000.00", Some((800_000, "", false)));
        check("¥1O0.00", Some((10_000, "", false)));
        check("¥5 000.00", Some((500_000, "", false)));
        check("¥1.234.56", Some((123_456, "", false)));
        check("-1,234:56", Some((123_456, "-", false)));
        check("一500.00", Some((50_000, "-", false)));
        check("¥5000", Some((500_000, "", false)));
        check("¥5,000", Some((500_000, "", false)));
        check("¥5.5", Some((550, "", false)));
        check("100元", Some((10_000, "", false)));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in [
            "",
            "¥",
            "元",
            "+",
            "V5",
            "BOSS",
            "B8",
            "5.000",
            "1,00.000",
            "05.00",
            "¥..00",
            "16:52",
            "12",
            "2.9",
            "16:52:51",
            "2026-02-09",
            "4200001879202505110000000006",
            "12.345",
            "张三",
            "1.2.3",
            "50%",
            "1234567890.00",
            "-",
            "5,000,00.0",
        ] {
            check(text, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_amount_as_printed_is_read_whole(fen in 0i64..100_000_000_000, minus: bool, commas: bool) {
            let paper = Fen::new(fen).expect("an amount").yuan_text();
            let paper = if commas { paper } else { paper.replace(',', "") };
            let reading = parse(&format!("{}{paper}", if minus { "-" } else { "¥" })).expect("an amount");
            proptest::prop_assert!(reading.sure && reading.fen.get() == fen);
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,24}") {
            let _ = parse(&text);
        }
    }
}
