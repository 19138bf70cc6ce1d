//! The length of a voice message as it is drawn: `4"`, `12''`, `1'05"`, `7.44"`, with the waves beside it.

/// What the waves come out as.
const STROKES: &str = "()（）|1lIr.·,、<>《》〈〉»« %•ωc";

/// Whether a text is nothing but waves.
pub(super) fn is_waves(folded: &str) -> bool {
    !folded.is_empty() && folded.chars().all(|c| STROKES.contains(c) || is_mark(c))
}

/// The seconds that a text shows, where it shows nothing else but waves.
pub(in crate::screenshot) fn seconds(folded: &str) -> Option<u32> {
    // The waves come out as brackets, marks or a stray letter or two on either side, never as words.
    let strokes = |text: &str| text.chars().all(|c| STROKES.contains(c));
    let waves = |text: &str, most: usize| {
        let fan = text.trim_start().starts_with(['(', '（']);
        text.chars().count() <= most && (!text.chars().any(|c| c.is_ascii_digit()) || fan || strokes(text))
    };
    if folded.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() > 1 {
        return None;
    }
    // Behind waves that were read as such two strokes are the marks: `))9II`.
    let stroked = |text: &str| text.ends_with(|c: char| c.is_ascii_digit()) && text.contains("))");
    if let Some(number) = ["II", "ll", "Il", "lI"].iter().find_map(|end| folded.strip_suffix(end))
        && stroked(number)
    {
        return seconds(&format!("{number}\""));
    }
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = folded.split_at(start);
    let (number, rest) = rest.split_at(rest.find(is_mark)?);
    let bare: String = rest.chars().map(|c| if is_mark(c) { '\'' } else { c }).collect();
    let after_marks = bare.trim_start_matches('\'');
    let marks = bare.len() - after_marks.len();
    let seconds: String = after_marks.chars().take_while(char::is_ascii_digit).collect();
    // A single digit is no seconds of a minute, which are two: the waves come out as one.
    let seconds = if seconds.len() == 1 { String::new() } else { seconds };
    let second: u32 = if seconds.is_empty() { 0 } else { seconds.parse().ok()? };
    let after = after_marks[seconds.len()..].trim_start_matches('\'');
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let first: u32 = whole.parse().ok()?;
    let decimals = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match seconds.is_empty() {
        _ if !decimals || whole.len() > 3 || !waves(before, 3) || !waves(after, 4) => None,
        true => (marks <= 4).then_some(first),
        false => (marks == 1 && second < 60).then_some(first * 60 + second),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '″' | '′' | '”' | '“' | '’' | '‘' | '＂' | '〃' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_with_their_waves() {
        let rows = [
            ("4\"", Some(4)),
            ("12''", Some(12)),
            (")) 7\"", Some(7)),
            ("60″ ((", Some(60)),
            ("川2\"", Some(2)),
            ("60\"(li", Some(60)),
            ("1'05\"", Some(65)),
            ("7.44\"", Some(7)),
            ("51\"(1", Some(51)),
            ("7\"1", Some(7)),
            ("•))9II", Some(9)),
            ("9II", None),
            ("4\"(6)", Some(4)),
            ("51\" (6”", Some(51)),
            ("\"好\"", None),
            ("4元", None),
            ("买了4\"的管子", None),
            ("2023", None),
        ];
        for (text, want) in rows {
            assert_eq!(seconds(text), want, "{text}");
        }
    }
}
