//! A line of text as the words, numbers and marks that labels are made of; one thing that is none of them, and it is no
//! label.

use super::clock::Period;
use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;

/// A piece of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits with nothing between them.
    Number {
        /// Its value.
        value: u32,
        /// How many digits stand there.
        digits: u8,
    },
    /// Between hour and minute.
    Colon,
    /// A dot: in a date, or a colon that was misread.
    Dot,
    /// `-`
    Hyphen,
    /// `/`
    Slash,
    /// 年
    Year,
    /// 月
    Month,
    /// 日 or 号
    Date,
    /// A word beside a time of day.
    Period(Period),
    /// A day of the week; `None` where only 星期 is left of it.
    Weekday(Option<Weekday>),
    /// Today, yesterday, the day before: days back.
    Back(u8),
    /// An English month, 1–12.
    MonthName(u32),
}

/// The pieces of a line.
pub(super) struct Scanned {
    /// In their order.
    pub(super) tokens: Vec<Token>,
    /// Whether a letter was taken for a digit, or a mark for another.
    pub(super) guessed: bool,
}

/// What a word means; a comma or `at` between the parts means nothing.
#[derive(Clone, Copy)]
enum Meaning {
    Token(Token),
    Nothing,
}

use Meaning::Nothing;
use Token::{Back, Date, MonthName, Slash, Year};

const fn period(period: Period) -> Meaning {
    Meaning::Token(Token::Period(period))
}

const fn weekday(weekday: Weekday) -> Meaning {
    Meaning::Token(Token::Weekday(Some(weekday)))
}

/// Words and marks, in lower case and without blanks; of words that begin alike, the longest first.
const WORDS: &[(&str, Meaning)] = &[
    ("凌晨", period(Period::SmallHours)),
    ("清晨", period(Period::Morning)),
    ("早上", period(Period::Morning)),
    ("早晨", period(Period::Morning)),
    ("上午", period(Period::Morning)),
    ("中午", period(Period::Noon)),
    ("下午", period(Period::Afternoon)),
    ("傍晚", period(Period::Evening)),
    ("晚上", period(Period::Evening)),
    ("夜里", period(Period::Evening)),
    ("午夜", period(Period::Midnight)),
    ("半夜", period(Period::Midnight)),
    ("深夜", period(Period::Midnight)),
    ("a.m.", period(Period::Morning)),
    ("p.m.", period(Period::Afternoon)),
    ("am", period(Period::Morning)),
    ("pm", period(Period::Afternoon)),
    ("今天", Meaning::Token(Back(0))),
    ("today", Meaning::Token(Back(0))),
    ("昨天", Meaning::Token(Back(1))),
    ("昨日", Meaning::Token(Back(1))),
    ("yesterday", Meaning::Token(Back(1))),
    ("前天", Meaning::Token(Back(2))),
    ("年", Meaning::Token(Year)),
    ("月", Meaning::Token(Token::Month)),
    ("日", Meaning::Token(Date)),
    ("号", Meaning::Token(Date)),
    ("號", Meaning::Token(Date)),
    ("monday", weekday(Weekday::Mon)),
    ("tuesday", weekday(Weekday::Tue)),
    ("wednesday", weekday(Weekday::Wed)),
    ("thursday", weekday(Weekday::Thu)),
    ("friday", weekday(Weekday::Fri)),
    ("saturday", weekday(Weekday::Sat)),
    ("sunday", weekday(Weekday::Sun)),
    ("mon", weekday(Weekday::Mon)),
    ("tue", weekday(Weekday::Tue)),
    ("wed", weekday(Weekday::Wed)),
    ("thu", weekday(Weekday::Thu)),
    ("fri", weekday(Weekday::Fri)),
    ("sat", weekday(Weekday::Sat)),
    ("sun", weekday(Weekday::Sun)),
    ("january", Meaning::Token(MonthName(1))),
    ("february", Meaning::Token(MonthName(2))),
    ("march", Meaning::Token(MonthName(3))),
    ("april", Meaning::Token(MonthName(4))),
    ("june", Meaning::Token(MonthName(6))),
    ("july", Meaning::Token(MonthName(7))),
    ("august", Meaning::Token(MonthName(8))),
    ("september", Meaning::Token(MonthName(9))),
    ("october", Meaning::Token(MonthName(10))),
    ("november", Meaning::Token(MonthName(11))),
    ("december", Meaning::Token(MonthName(12))),
    ("jan", Meaning::Token(MonthName(1))),
    ("feb", Meaning::Token(MonthName(2))),
    ("mar", Meaning::Token(MonthName(3))),
    ("apr", Meaning::Token(MonthName(4))),
    ("may", Meaning::Token(MonthName(5))),
    ("jun", Meaning::Token(MonthName(6))),
    ("jul", Meaning::Token(MonthName(7))),
    ("aug", Meaning::Token(MonthName(8))),
    ("sept", Meaning::Token(MonthName(9))),
    ("sep", Meaning::Token(MonthName(9))),
    ("oct", Meaning::Token(MonthName(10))),
    ("nov", Meaning::Token(MonthName(11))),
    ("dec", Meaning::Token(MonthName(12))),
    ("at", Nothing),
    (",", Nothing),
    ("、", Nothing),
    ("/", Meaning::Token(Slash)),
];

/// What stands before the character of a weekday.
const WEEK: &[&str] = &["星期", "礼拜", "禮拜", "周", "週"];

/// The line in pieces; `None` where it holds anything that no label has.
pub(super) fn scan(text: &str) -> Option<Scanned> {
    let chars: Vec<(char, bool)> = marked(text);
    let mut scanned = Scanned { tokens: Vec::new(), guessed: false };
    let mut at = 0;
    while at < chars.len() {
        at += scanned.take(&chars, at)?;
    }
    Some(scanned)
}

/// Its characters in folded spelling and lower case without blanks, each with whether a blank stood before it.
fn marked(text: &str) -> Vec<(char, bool)> {
    let mut chars = Vec::new();
    let mut blank = false;
    // U+FF0E folds to a plain dot; beside digits of a clock it is a colon, which the grammar sees to.
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            blank = true;
        } else {
            chars.push((c, std::mem::take(&mut blank)));
        }
    }
    chars
}

/// Whether `word` begins at `chars`; blanks within it do not matter.
fn begins(chars: &[(char, bool)], word: &str) -> Option<usize> {
    let length = word.chars().count();
    (chars.len() >= length && word.chars().zip(chars).all(|(a, (b, _))| a == *b)).then_some(length)
}

impl Scanned {
    /// Takes the piece that begins at `at`: how many characters it has.
    fn take(&mut self, chars: &[(char, bool)], at: usize) -> Option<usize> {
        let rest = &chars[at..];
        for week in WEEK {
            if let Some(length) = begins(rest, week) {
                return Some(length + self.take_weekday(rest.get(length).map(|(c, _)| *c)));
            }
        }
        let found = WORDS.iter().find_map(|(word, meaning)| Some((begins(rest, word)?, meaning)));
        if let Some((length, meaning)) = found {
            if let Meaning::Token(token) = meaning {
                self.tokens.push(*token);
            }
            return Some(length);
        }
        let mark = match rest[0].0 {
            // 日 with its middle stroke lost; a month and its day stand before it.
            '口' | '曰' | '目' if matches!(self.tokens[..], [.., Token::Month, Token::Number { .. }]) => {
                self.guessed = true;
                Date
            }
            ':' | '∶' => Token::Colon,
            ';' => {
                self.guessed = true;
                Token::Colon
            }
            '.' | '·' | '・' | '。' => Token::Dot,
            '-' | '—' | '–' | '―' | '−' | '‐' | '‑' | 'ー' => Token::Hyphen,
            _ => return self.take_number(chars, at),
        };
        self.tokens.push(mark);
        Some(1)
    }

    /// The character after 星期, 周 and so on. The stroke of 一 is read as a dash, or not at all.
    fn take_weekday(&mut self, next: Option<char>) -> usize {
        let day = match next {
            Some('一' | '-' | '—' | '–' | '―' | '−' | 'ー' | '_' | '~') => Some(Weekday::Mon),
            Some('二' | '=' | 'ニ') => Some(Weekday::Tue),
            Some('三' | '≡' | 'ミ') => Some(Weekday::Wed),
            Some('四') => Some(Weekday::Thu),
            Some('五') => Some(Weekday::Fri),
            Some('六') => Some(Weekday::Sat),
            Some('日' | '曰' | '天' | '夭') => Some(Weekday::Sun),
            _ => None,
        };
        self.guessed |= day.is_none();
        self.tokens.push(Token::Weekday(day));
        usize::from(day.is_some())
    }

    /// A run of digits. Letters that look like one count inside a number, which is where digits or a colon are beside them.
    fn take_number(&mut self, chars: &[(char, bool)], at: usize) -> Option<usize> {
        let mut end = at;
        let (mut value, mut repaired, mut sure) = (0u32, false, 0);
        while let Some((c, blank)) = chars.get(end) {
            let digit = match c {
                '0'..='9' => c.to_digit(10)?,
                'o' => 0,
                'l' | 'i' | '|' => 1,
                _ => break,
            };
            if end > at && *blank {
                break;
            }
            repaired |= !c.is_ascii_digit();
            sure += usize::from(c.is_ascii_digit());
            value = value.checked_mul(10)?.checked_add(digit)?;
            end += 1;
        }
        let beside_colon = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|(c, _)| *c == ':');
        let is_number = sure > 0 || beside_colon(at.checked_sub(1)) || beside_colon(Some(end));
        if end == at || !is_number || end - at > 8 {
            return None;
        }
        self.guessed |= repaired;
        self.tokens.push(Token::Number { value, digits: (end - at) as u8 });
        Some(end - at)
    }
}
