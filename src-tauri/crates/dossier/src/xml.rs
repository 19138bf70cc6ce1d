//! Texts inside XML.

/// A text for an element or an attribute in double quotes; characters that XML 1.0 cannot hold are left out. Line ends and
/// tabs stay.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_is_held() {
        assert_eq!(escape("<A&B>\u{0}\u{1b}\"案\"\n"), "&lt;A&amp;B&gt;&quot;案&quot;\n");
    }
}
