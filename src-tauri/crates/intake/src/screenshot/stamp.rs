//! Dates and times of day as lists and labels show them, by their shape alone: what a line is, not when it was.

/// What a line states of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// A day alone: `6月17日`, `2018-3-31`, `19/05/10`, `昨天`, `星期一`.
    Day,
    /// A time of day, with or without a day before it: `13:17`, `下午3:59`, `昨天 21:03`.
    Time,
}

const DAY_WORDS: [&str; 19] = [
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "昨天",
    "前天",
    "今天",
    "Yesterday",
];
const PERIODS: [&str; 8] = ["凌晨", "早上", "上午", "中午", "下午", "傍晚", "晚上", "清晨"];

/// The stamp that a whole line is, in folded spelling; `None` where anything else stands on it.
pub(crate) fn of(folded: &str) -> Option<Stamp> {
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let after_word = DAY_WORDS.iter().find_map(|word| bare.strip_prefix(word));
    let (day, rest) = match after_word {
        Some(rest) => (true, rest),
        None => match after_date(&bare) {
            Some(rest) => (true, rest),
            None => (false, bare.as_str()),
        },
    };
    match rest.is_empty() {
        true => day.then_some(Stamp::Day),
        false => is_clock(rest).then_some(Stamp::Time),
    }
}

/// What follows a date at the beginning: with year or without, parted by `-`, `/`, `.` or 年月日.
fn after_date(bare: &str) -> Option<&str> {
    let (first, rest) = number(bare)?;
    if let Some(rest) = rest.strip_prefix('月') {
        let (day, rest) = number(rest)?;
        return (first <= 12 && day <= 31).then_some(rest.strip_prefix('日').unwrap_or(rest));
    }
    let (second, rest) = number(rest.strip_prefix(['年', '-', '/', '.'])?)?;
    let (third, rest) = match rest.strip_prefix(['月', '-', '/', '.']) {
        Some(rest) => {
            // `2021-02-2718:57` has no blank: a day has two digits then.
            let cut = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
            let glued = rest.bytes().take_while(u8::is_ascii_digit).count() > 2;
            if glued { (rest[..cut].parse().ok()?, &rest[cut..]) } else { number(rest)? }
        }
        None => return None,
    };
    let dated = second <= 12 && third <= 31 && (first > 31 || first >= 10);
    dated.then_some(rest.strip_prefix('日').unwrap_or(rest))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits).then(|| Some((text[..digits].parse().ok()?, &text[digits..])))?
}

fn is_clock(text: &str) -> bool {
    let text = PERIODS.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = text.strip_suffix("AM").or(text.strip_suffix("PM")).unwrap_or(text);
    let parts: Vec<&str> = text.split(':').collect();
    let two = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()) && **part < *"60";
    let hour = parts[0].parse::<u32>().is_ok_and(|hour| hour < 25) && parts[0].len() <= 2;
    hour && (2..=3).contains(&parts.len()) && parts[1..].iter().all(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_all_pages_are_told_from_words() {
        use Stamp::*;
        let rows = [
            ("13:17", Some(Time)),
            ("下午3:59", Some(Time)),
            ("晚上8:52", Some(Time)),
            ("8:06 PM", Some(Time)),
            ("昨天 21:03", Some(Time)),
            ("星期一上午8:14", Some(Time)),
            ("6月3日 凌晨00:43", Some(Time)),
            ("2024年9月22日22:15", Some(Time)),
            ("2023-08-27 11:01:38", Some(Time)),
            ("2021-02-2718:57:28", Some(Time)),
            ("6月17日", Some(Day)),
            ("2018-3-31", Some(Day)),
            ("2018年3月31日", Some(Day)),
            ("19/05/10", Some(Day)),
            ("昨天", Some(Day)),
            ("星期六", Some(Day)),
            ("2026年2月", None),
            ("88.88", None),
            ("1,234.56", None),
            ("早上好", None),
            ("13:17 D", None),
            ("第3:2号", None),
            ("", None),
            ("99:99", None),
        ];
        for (text, want) in rows {
            assert_eq!(of(text), want, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "\\PC{0,20}") {
            let _ = of(&text);
        }
    }
}
