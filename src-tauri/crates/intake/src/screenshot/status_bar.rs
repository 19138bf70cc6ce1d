//! The status-bar clock: the time of day at which a picture was captured, never the time of a message.

/// The minutes of the day that a text in the status bar shows: `13:19`, `下午8:46`, `8:07 PM`, with signs after or before.
pub(crate) fn clock(folded: &str) -> Option<u16> {
    let colon = folded.find(':')?;
    let before = &folded[..colon];
    let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
    let after: String = folded[colon + 1..].chars().take_while(char::is_ascii_digit).collect();
    if !(1..=2).contains(&digits) || after.len() != 2 {
        return None;
    }
    let (lead, hour) = before.split_at(before.len() - digits);
    let rest = folded[colon + 3..].trim_start();
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, after.parse().ok()?);
    // A clock stands at one end of what was read in one piece.
    let (lead, small) = (lead.trim_end(), |text: &str| text.chars().count() <= 4);
    if hour > 23 || minute > 59 || rest.starts_with(':') || !(small(lead) || small(rest)) {
        return None;
    }
    let upper = rest.to_ascii_uppercase();
    let afternoon = lead.ends_with("下午") || lead.ends_with("晚上") || upper.starts_with("PM");
    let morning =
        lead.ends_with("上午") || lead.ends_with("凌晨") || lead.ends_with("早上") || upper.starts_with("AM");
    let hour = match (hour, afternoon, morning) {
        (12, false, true) => 0,
        (1..=11, true, _) => hour + 12,
        _ => hour,
    };
    Some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_both_phones_are_read() {
        let rows = [
            ("13:19", Some(799)),
            ("9:41", Some(581)),
            ("下午8:46", Some(1_246)),
            ("8:07 PM", Some(1_207)),
            ("12:05 AM", Some(5)),
            ("周日 21:47", Some(1_307)),
            ("15:39 5G", Some(939)),
            ("25:00", None),
            ("13:19:22", None),
            ("40%", None),
            ("13:5", None),
        ];
        for (text, want) in rows {
            assert_eq!(clock(text), want, "{text}");
        }
    }
}
