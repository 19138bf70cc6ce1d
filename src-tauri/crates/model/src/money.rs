//! Amounts of money: integer fen, read from the spellings that bills and chats use.

use serde::{Deserialize, Serialize};

/// An amount of Chinese yuan in **fen** (1/100 yuan), never negative: the direction is the transfer's.
///
/// Invariant: at most [`Fen::MAX`], so that the number survives JSON and JavaScript unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "number"))]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// No number stands there.
    NotANumber,
    /// A minus sign: the direction of a payment is never in its sign here.
    Negative,
    /// More than two decimals, so that fen cannot hold it.
    TooManyDecimals,
    /// Above [`Fen::MAX`].
    TooLarge,
}

impl Fen {
    /// 2^53 − 1 fen, the largest integer that JSON readers keep exactly (about 90 trillion yuan).
    pub const MAX: Fen = Fen(9_007_199_254_740_991);
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// `None` below zero or above [`Fen::MAX`].
    pub fn new(fen: i64) -> Option<Fen> {
        (0..=Self::MAX.0).contains(&fen).then_some(Fen(fen))
    }

    /// The number of fen.
    pub fn get(self) -> i64 {
        self.0
    }

    /// The sum, held at [`Fen::MAX`]: sums are shown, never calculated on.
    pub fn plus(self, other: Fen) -> Fen {
        Fen((self.0 + other.0).min(Self::MAX.0))
    }

    /// Reads `¥1,020.00`, `￥5`, `28.16元`, `100`: both yen signs, thousands commas (in groups of three), blanks.
    ///
    /// # Errors
    /// The spelling says no amount, or one that fen cannot hold.
    pub fn parse_yuan(text: &str) -> Result<Fen, AmountError> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
        let text = text.strip_suffix('元').unwrap_or(text).trim();
        let (minus, text) = strip_minus(text);
        let text = text.strip_prefix(['¥', '￥']).unwrap_or(text).trim_start();
        let (second_minus, text) = strip_minus(text);
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let whole = ungroup(whole).ok_or(AmountError::NotANumber)?;
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(&whole) || !all_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
            return Err(AmountError::NotANumber);
        }
        let decimals = if decimals.len() > 2 { decimals.trim_end_matches('0') } else { decimals };
        if decimals.len() > 2 {
            return Err(AmountError::TooManyDecimals);
        }
        let yuan: i64 = match whole.trim_start_matches('0') {
            "" => 0,
            digits if digits.len() > 15 => return Err(AmountError::TooLarge),
            digits => digits.parse().map_err(|_| AmountError::TooLarge)?,
        };
        let cents: i64 = format!("{decimals:0<2}").parse().map_err(|_| AmountError::NotANumber)?;
        let fen = Fen::new(yuan * 100 + cents).ok_or(AmountError::TooLarge)?;
        if (minus || second_minus) && fen != Fen::ZERO { Err(AmountError::Negative) } else { Ok(fen) }
    }

    /// A spreadsheet's number, by its shortest decimal spelling: 9.78 is 978 fen, never 977.
    ///
    /// # Errors
    /// As [`Fen::parse_yuan`]; a number that is not finite is no number.
    pub fn from_spreadsheet(yuan: f64) -> Result<Fen, AmountError> {
        if !yuan.is_finite() {
            return Err(AmountError::NotANumber);
        }
        Fen::parse_yuan(&format!("{yuan}"))
    }

    /// `50,000.00`: as an amount stands on paper, without sign or unit.
    pub fn yuan_text(self) -> String {
        yuan_text(self.0)
    }
}

/// `-1,234.50`: a difference of amounts in fen as it stands on paper.
pub fn yuan_text(fen: i64) -> String {
    let whole = (fen.unsigned_abs() / 100).to_string();
    let mut out = String::from(if fen < 0 { "-" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &format!(".{:02}", fen.unsigned_abs() % 100)
}

fn strip_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Takes thousands commas out; `None` where commas do not part groups of three.
fn ungroup(whole: &str) -> Option<String> {
    if !whole.contains([',', '，']) {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split([',', '，']).collect();
    let first_fits = (1..=3).contains(&groups[0].len());
    (first_fits && groups[1..].iter().all(|g| g.len() == 3)).then(|| groups.concat())
}

impl TryFrom<i64> for Fen {
    type Error = String;
    fn try_from(fen: i64) -> Result<Fen, String> {
        Fen::new(fen).ok_or_else(|| format!("{fen} is not an amount in fen"))
    }
}

impl From<Fen> for i64 {
    fn from(fen: Fen) -> i64 {
        fen.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_bills_become_fen() {
        let rows: &[(&str, Result<i64, AmountError>)] = &[
            ("¥28.16", Ok(2816)),
            ("￥1,020.00", Ok(102_000)),
            ("50000", Ok(5_000_000)),
            ("0.35元", Ok(35)),
            ("¥.5", Ok(50)),
            ("26.100", Ok(2610)),
            ("26.001", Err(AmountError::TooManyDecimals)),
            ("￥", Err(AmountError::NotANumber)),
            ("1,02.00", Err(AmountError::NotANumber)),
            ("-5", Err(AmountError::Negative)),
            ("¥-5.00", Err(AmountError::Negative)),
            ("1e5", Err(AmountError::NotANumber)),
            ("99999999999999999999", Err(AmountError::TooLarge)),
            ("90071992547409.91", Ok(9_007_199_254_740_991)),
            ("90071992547409.92", Err(AmountError::TooLarge)),
        ];
        for (text, want) in rows {
            assert_eq!(Fen::parse_yuan(text).map(Fen::get), *want, "{text}");
        }
    }

    #[test]
    fn a_float_is_taken_by_its_shortest_decimal() {
        assert_eq!(Fen::from_spreadsheet(9.78).map(Fen::get), Ok(978));
        assert_eq!(Fen::from_spreadsheet(0.1 + 0.2), Err(AmountError::TooManyDecimals));
        assert_eq!(Fen::from_spreadsheet(f64::NAN), Err(AmountError::NotANumber));
    }

    #[test]
    fn paper_spelling_groups_by_three() {
        assert_eq!(Fen(5_102_486).yuan_text(), "51,024.86");
        assert_eq!(yuan_text(-5), "-0.05");
    }

    proptest::proptest! {
        #[test]
        fn printing_and_reading_gives_the_same(fen in 0i64..=Fen::MAX.0) {
            let fen = Fen(fen);
            proptest::prop_assert_eq!(Fen::parse_yuan(&fen.yuan_text()), Ok(fen));
        }
    }
}
