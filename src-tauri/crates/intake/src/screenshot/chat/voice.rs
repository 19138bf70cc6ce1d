//! The length of a voice message as it is drawn: `4"`, `12''`, `1'05"`, `7.44"`, with the waves beside it.

/// The seconds that a text shows, where it shows nothing else but waves.
pub(super) fn seconds(folded: &str) -> Option<u32> {
    // The waves come out as brackets, marks or one stray letter on either side, never as words.
    if folded.chars().filter(|c| c.is_alphabetic()).count() > 1 {
        return None;
    }
    let bare = folded.trim_matches(|c: char| !c.is_ascii_digit() && !is_mark(c));
    let bare = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mark = bare.find(is_mark)?;
    let (number, rest) = bare.split_at(mark);
    let rest: String = rest.chars().map(|c| if is_mark(c) { '\'' } else { c }).collect();
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let first: u32 = whole.parse().ok()?;
    let decimals = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match rest.as_str() {
        _ if !decimals || whole.len() > 3 => None,
        "'" | "''" => Some(first),
        rest => {
            let second: u32 = rest.strip_prefix('\'')?.trim_end_matches('\'').parse().ok()?;
            (second < 60).then_some(first * 60 + second)
        }
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
            ("1'05\"", Some(65)),
            ("7.44\"", Some(7)),
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
