//! Names that every system can hold, made from the names that files came with.

use unicode_normalization::UnicodeNormalization;

/// Bytes of a name at most, so that with a folder before it no system refuses it.
const MOST: usize = 120;

/// Names that Windows keeps for devices, whatever stands after the first point.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file name made of `name`: composed (NFC), without separators, signs that Windows refuses, control and direction
/// marks, and percent signs (which BagIt reads as escapes); no longer than 120 bytes, its ending kept; no device of
/// Windows', no point or blank at either end. Never empty. The true name is recorded elsewhere.
pub fn safe(name: &str) -> String {
    let plain: String = name.nfc().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let idle = |c: char| c == '.' || c.is_whitespace();
    let plain = plain.trim_matches(idle);
    // What is cut off may leave an ending.
    let (stem, ending) = match parted(plain) {
        (_, "") => parted(head(plain, MOST).trim_end_matches(idle)),
        parts => parts,
    };
    let stem = head(stem, MOST - ending.len()).trim_end_matches(idle);
    let stem = if stem.is_empty() { "_" } else { stem };
    let before_point = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = |prefix: &str| {
        let rest = before_point.strip_prefix(prefix);
        rest.is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
        })
    };
    let reserved = DEVICES.contains(&before_point.as_str()) || is_port("com") || is_port("lpt");
    format!("{}{stem}{ending}", if reserved { "_" } else { "" })
}

/// A name without its ending, and that with its point; empty where it has none.
fn parted(name: &str) -> (&str, &str) {
    let point = name.rfind('.').filter(|point| *point > 0 && is_ending(&name[point + 1..]));
    name.split_at(point.unwrap_or(name.len()))
}

fn is_ending(text: &str) -> bool {
    (1..=12).contains(&text.len()) && text.chars().all(char::is_alphanumeric)
}

fn is_plain(c: char) -> bool {
    let refused = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '\u{fffd}');
    let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}');
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{2028}' | '\u{2029}');
    !refused && !unseen && !private && !c.is_control()
}

/// The longest head of `text` that has no more than `most` bytes.
fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_all_sorts_become_safe() {
        let long = "微".repeat(2_000) + ".csv";
        for (name, wanted) in [
            ("微信支付账单(20240101-20240331).csv", "微信支付账单(20240101-20240331).csv"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\Users\\a.txt", "C__Users_a.txt"),
            ("账单\u{202e}fdp.exe", "账单_fdp.exe"),
            ("a\nb\r.csv", "a_b_.csv"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("com1.log", "_com1.log"),
            ("console.log", "console.log"),
            ("100%.pdf", "100_.pdf"),
            ("...", "_"),
            ("", "_"),
            (" .x. ", "x"),
            ("e\u{301}.csv", "é.csv"),
        ] {
            assert_eq!(safe(name), wanted, "{name:?}");
        }
        let cut = format!("{} ..¹{}", "微".repeat(38), '\u{2ee5e}');
        assert_eq!(safe(&cut), format!("{}.¹", "微".repeat(38)), "what is no ending at first may be one");
        assert!(safe(&long).ends_with("微.csv") && safe(&long).len() <= MOST);
    }

    proptest! {
        #[test]
        fn whatever_comes_the_name_is_one(name in ".{0,300}") {
            let safe = safe(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= MOST + 1);
            prop_assert!(!safe.contains(['/', '\\', '\0', '\n', '\r', '%', ':']));
            prop_assert!(safe != "." && safe != ".." && !safe.starts_with('.') && !safe.ends_with('.'));
            prop_assert_eq!(super::safe(&safe), safe.clone(), "once is enough");
        }
    }
}
