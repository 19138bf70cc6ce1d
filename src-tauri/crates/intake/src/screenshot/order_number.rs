//! Order numbers of 20 to 40 digits: read whole, or marked as unsure.
//!
//! One digit too few leaves a number that looks like any other, so three things that do not know of each other have to
//! agree: the recognition (each character's confidence, and a second look), the count of characters by the ink on the
//! picture, and the layout, where it is a known one.

use super::{
    amount::digit_like,
    certain, fold,
    page::Page,
    pairs::{self, Pair, Piece},
};
use chrono::NaiveDate;
use std::{cmp::Ordering, io};

/// Equal digits in a row from which on recognition may lose one, which only a count or a kept layout shows.
const RUN: usize = 5;
/// Days between the date in a number and the page's own that are no contradiction: an order is paid later than made.
const DAYS: i64 = 2;

/// An order number with what was found out about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its characters, without blanks.
    pub(crate) text: String,
    /// Whether everything agrees on it.
    pub(crate) sure: bool,
    /// Why its layout cannot be: `length`, `prefix` (a digit off), `date` (none that exists), `day` (far from the
    /// page's own).
    pub(crate) misfit: Option<&'static str>,
}

/// Reads the value of a pair as a number of digits (`letters`: as a merchant's, which may hold anything). `day` is the day
/// that the page tells of.
///
/// # Errors
/// The engine failed.
pub(crate) fn read(
    page: &Page<'_>,
    pair: &Pair,
    letters: bool,
    day: Option<NaiveDate>,
) -> io::Result<Option<Number>> {
    let pieces = of_number(page, &pair.value);
    let texts: Vec<String> = pieces.iter().map(|piece| fold::line(&piece.text(page))).collect();
    let (text, clean) = settled(&texts.concat(), letters);
    if text.is_empty() {
        return Ok(None);
    }
    // A merchant numbers as it likes; the wallet's own numbers stand there too.
    let layout = if letters && !text.starts_with("10000") { Layout::Unknown } else { layout(&text, day) };
    let misfit = match layout {
        Layout::Broken(why) => Some(why),
        Layout::Kept | Layout::Unknown => None,
    };
    let mut sure = clean && misfit.is_none() && !texts.iter().any(|text| text.contains(' '));
    let count = count(page, &pieces);
    let counted = count == Count::Agrees || (count == Count::Unknown && layout == Layout::Kept);
    sure = sure && count != Count::Differs && (counted || longest_run(&text) < RUN);
    sure = sure && pieces.iter().all(|piece| piece.is_clear(page, counted));
    sure = sure && reads_the_same(page, &pieces, &texts.concat())?;
    // The end of the picture may hide a further row.
    let foot = pieces.iter().map(|piece| piece.bounds(page)).map(|[_, y, _, high]| y + high * 5 / 2).max();
    sure = sure && (layout == Layout::Kept || foot.is_none_or(|foot| foot < page.height()));
    Ok(Some(Number { text, sure, misfit }))
}

/// The pieces of a value that belong to a number: a note or a barcode's words below it do not.
fn of_number(page: &Page<'_>, value: &[Piece]) -> Vec<Piece> {
    let like = |piece: &&Piece| {
        let text = fold::line(&piece.text(page));
        let parts =
            text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.')).count();
        !text.is_empty() && parts == text.chars().count()
    };
    let first: Vec<Piece> = value.iter().take_while(like).copied().collect();
    if first.is_empty() { value.iter().take(1).copied().collect() } else { first }
}

/// The text without blanks, letters between digits taken for digits, and whether nothing had to be settled.
fn settled(text: &str, letters: bool) -> (String, bool) {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let others = bare.chars().count() - digits;
    if others == 0 {
        return (bare, true);
    }
    if letters {
        return (bare.clone(), !alone_between_digits(&bare));
    }
    let settle = |c: char| if c.is_ascii_digit() { c } else { digit_like(c).unwrap_or(c) };
    (if digits > others * 3 { bare.chars().map(settle).collect() } else { bare }, false)
}

/// Whether a letter that is easily taken for a digit stands alone between two of them.
fn alone_between_digits(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let digit = |c: char| c.is_ascii_digit();
    chars.windows(3).any(|w| digit(w[0]) && digit_like(w[1]).is_some() && digit(w[2]))
}

/// What the layout says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// A known one, kept: no digit is missing.
    Kept,
    /// None that is known.
    Unknown,
    /// A known one, broken; how, in the words of [`Number::misfit`].
    Broken(&'static str),
}

/// Compares a number with the layout that its beginning announces: its length, and the date inside, near the page's own.
fn layout(number: &str, day: Option<NaiveDate>) -> Layout {
    let Some(head) = number.get(..10) else { return Layout::Unknown };
    if is_off_by_one(number, day) {
        return Layout::Broken("prefix");
    }
    let date = match (head, number.len()) {
        (head, 28) if head.starts_with("4200") => date_at(number, 10, true),
        ("1000050001" | "1000039801", 31) => date_at(number, 10, true),
        ("1000049501", 40) => date_at(number, 10, false),
        (head, 32) if head.starts_with("53010") => return Layout::Kept,
        ("1000050001" | "1000039801" | "1000049501", _) => return Layout::Broken("length"),
        (head, _) if head.starts_with("4200") || head.starts_with("53010") => {
            return Layout::Broken("length");
        }
        _ => return Layout::Unknown,
    };
    match (date, day) {
        (None, _) => Layout::Broken("date"),
        (Some(date), Some(day)) if (day - date).num_days().abs() > DAYS => Layout::Broken("day"),
        _ => Layout::Kept,
    }
}

/// Whether one digit alone keeps a number from a known layout, another one, one too many or one too few: the page's own day is
/// in its place.
fn is_off_by_one(number: &str, day: Option<NaiveDate>) -> bool {
    // Heads of four digits are soon another family's.
    const HEADS: [(&str, usize, bool); 3] =
        [("1000050001", 31, true), ("1000039801", 31, true), ("1000049501", 40, false)];
    let Some(day) = day.filter(|_| number.is_ascii()) else { return false };
    if HEADS.iter().any(|(known, ..)| number.starts_with(known)) {
        return false;
    }
    let without = |text: &str, ix: usize| format!("{}{}", &text[..ix], &text[ix + 1..]);
    HEADS.iter().any(|(head, length, full)| {
        let near =
            |at: usize| date_at(number, at, *full).is_some_and(|date| (day - date).num_days().abs() <= DAYS);
        match number.len().checked_sub(*length - 1) {
            Some(0) => near(9) && (0..head.len()).any(|ix| number.starts_with(&without(head, ix))),
            Some(1) => near(10) && head.bytes().zip(number.bytes()).filter(|(a, b)| a != b).count() == 1,
            Some(2) => near(11) && (0..=head.len()).any(|ix| without(number, ix).starts_with(head)),
            _ => false,
        }
    })
}

/// The date from a digit on, its year in full or by its last two digits.
fn date_at(number: &str, at: usize, full: bool) -> Option<NaiveDate> {
    let (year, at) = match full {
        true => (number.get(at..at + 4)?.parse().ok()?, at + 4),
        false => (2000 + number.get(at..at + 2)?.parse::<i32>().ok()?, at + 2),
    };
    let date = NaiveDate::from_ymd_opt(
        year,
        number.get(at..at + 2)?.parse().ok()?,
        number.get(at + 2..at + 4)?.parse().ok()?,
    );
    date.filter(|_| (2013..2100).contains(&year))
}

/// What the ink says of the number of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    Agrees,
    /// Characters touch, or there is too little contrast.
    Unknown,
    /// More of them, or a gap among them.
    Differs,
}

fn count(page: &Page<'_>, pieces: &[Piece]) -> Count {
    let mut count = Count::Agrees;
    for (index, piece) in pieces.iter().enumerate() {
        if gap(page, piece) || pieces.get(index + 1).is_some_and(|next| parted(page, piece, next)) {
            return Count::Differs;
        }
        match piece.ink_against_read(page) {
            Some(Ordering::Greater) => return Count::Differs,
            Some(Ordering::Equal) => {}
            Some(Ordering::Less) | None => count = Count::Unknown,
        }
    }
    count
}

/// Whether two characters stand further apart than the others do: a gap, or one that was not read.
fn gap(page: &Page<'_>, piece: &Piece) -> bool {
    let glyphs = &page.lines[piece.line].read.glyphs;
    let at: Vec<u32> =
        glyphs.iter().skip(piece.skip).filter(|g| !g.char.is_whitespace()).map(|g| g.x).collect();
    let mut steps: Vec<u32> = at.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    let widest = steps.iter().max().copied().unwrap_or(0);
    steps.sort_unstable();
    steps.get(steps.len() / 2).is_some_and(|median| widest * 10 > median * 18 && steps.len() > 3)
}

/// Whether two boxes of one row stand apart.
fn parted(page: &Page<'_>, piece: &Piece, next: &Piece) -> bool {
    let (a, b) = (&page.lines[piece.line], &page.lines[next.line]);
    pairs::one_row(a, b) && b.left().saturating_sub(a.right()) > a.height() / 3
}

fn longest_run(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    chars.chunk_by(|a, b| a == b).map(<[char]>::len).max().unwrap_or(0)
}

/// Whether a second look gives the same characters.
fn reads_the_same(page: &Page<'_>, pieces: &[Piece], first: &str) -> io::Result<bool> {
    let bare = |text: &str| text.replace(' ', "");
    Ok(certain::second_reading(page, pieces, "")?.is_some_and(|again| bare(&again) == bare(first)))
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::Sketch, *};

    type Want<'w> = (&'w str, bool, Option<&'w str>);

    fn check(sketch: &Sketch, letters: bool, want: Want<'_>) {
        let day = NaiveDate::from_ymd_opt(2024, 9, 21);
        let number = sketch.show(|page| {
            let pairs = pairs::of(page);
            read(page, pairs.first().expect("a pair"), letters, day)
        });
        let number = number.expect("a sketch reads").expect("a number");
        assert_eq!((number.text.as_str(), number.sure, number.misfit), want);
    }

    fn rows(lines: &[&str]) -> Sketch {
        let label = Sketch::new(1080, 1200).line([96, 100, 180, 54], "转账单号");
        lines.iter().enumerate().fold(label, |sketch, (i, text)| {
            sketch.line([366, 100 + 60 * i as u32, text.len() as u32 * 20, 50], text)
        })
    }

    #[test]
    fn numbers_are_joined_over_rows_and_boxes() {
        let whole = ("1000050001202409210012345678901", true, None);
        check(&rows(&["1000050001202409210012345678901"]), false, whole);
        check(&rows(&["100005000120240921001234567", "8901"]), false, whole);
        check(&rows(&["100005000120240921001234567890", "1"]), false, whole);
        let two = Sketch::new(1080, 400)
            .line([96, 100, 180, 54], "转账单号")
            .line([366, 100, 340, 50], "10000500012024092")
            .line([712, 102, 280, 50], "10012345678901");
        check(&two, false, whole);
        check(&rows(&["1000050001202409210012345678901", "可在支持的商户扫码退款"]), false, whole);
        let inline =
            Sketch::new(1080, 400).line([96, 100, 800, 54], "转账单号 1000050001202409210012345678901");
        check(&inline, false, whole);
    }

    #[test]
    fn a_digit_that_the_frame_of_the_label_takes_in_is_not_read_twice() {
        let number = "1000050001202409210012345678901";
        let beside = |label: &str, wide: u32| {
            Sketch::new(1080, 400).line([96, 100, wide, 54], label).line([366, 100, 620, 50], number)
        };
        check(&beside("转账单号1", 300), false, (number, true, None));
        check(&beside("转账单号", 180), false, (number, true, None));
        // What stands before the frame of the value is a part of it.
        let first = Sketch::new(1080, 400)
            .line([96, 100, 250, 54], "转账单号1")
            .line([346, 100, 600, 50], &number[1..]);
        check(&first, false, (number, true, None));
    }

    #[test]
    fn layouts_that_cannot_be_are_told() {
        check(
            &rows(&["100005000120240921001234567890"]),
            false,
            ("100005000120240921001234567890", false, Some("length")),
        );
        let month = "1000050001202413210012345678901";
        check(&rows(&[month]), false, (month, false, Some("date")));
        let day = "1000050001202409110012345678901";
        check(&rows(&[day]), false, (day, false, Some("day")));
        let order = "4200001879202409210000000006";
        check(&rows(&[order]), false, (order, true, None));
        let prefix = "1000056001202409210012345678901";
        check(&rows(&[prefix]), false, (prefix, false, Some("prefix")));
        for prefix in ["11000050001202409210012345678901", "100050001202409210012345678901"] {
            check(&rows(&[prefix]), false, (prefix, false, Some("prefix")));
        }
        // What is no digit at all is no digit too many.
        let mark = "1000·50001202409210012345678901";
        check(&rows(&[mark]), false, (mark, false, None));
        let elsewhere = "1000056001202309211234567890123";
        check(&rows(&[elsewhere]), false, (elsewhere, true, None));
        let group = "1000049501240921024203390023801596874984";
        check(&rows(&[group]), true, (group, true, None));
        let merchant = "XSFF-SD2025021312345614";
        check(&rows(&[merchant]), true, (merchant, true, None));
    }

    #[test]
    fn doubts_make_a_number_unsure() {
        let right = "4200001879202409210123456786";
        let doubt = ("4200001879202409210123456786", false, None);
        check(&rows(&[right]).shaky(12, 640), false, doubt);
        check(&rows(&[right]).again("4200001879202409210123456788"), false, doubt);
        check(&rows(&["42000018792024O9210123456786"]), false, doubt);
        check(&rows(&["4200001879202409210123456 786"]), false, doubt);
        let apart = Sketch::new(1080, 400)
            .line([96, 100, 180, 54], "交易单号")
            .line([366, 100, 540, 50], "420000187920240921012345678")
            .line([980, 100, 20, 50], "6");
        check(&apart, false, doubt);
        check(
            &rows(&["4200001879202409210000000"]),
            false,
            ("4200001879202409210000000", false, Some("length")),
        );
        // A run of one digit that no ink could count.
        let zeros = "21022710100000000006";
        check(&rows(&[zeros]), true, (zeros, false, None));
        check(&rows(&["2024O921123456789012"]), true, ("2024O921123456789012", false, None));
    }
}
