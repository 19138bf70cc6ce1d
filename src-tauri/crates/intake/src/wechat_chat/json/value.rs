//! Where a JSON value ends, found byte by byte over pieces of any size, with a bounded nesting.

/// More nesting than this is no chat and would only serve to exhaust a stack; serde_json stops at the same depth.
const MAX_DEPTH: u32 = 128;

/// A scan through one JSON value.
///
/// It follows strings, escapes and nesting, and stops at bytes that cannot stand where they stand (letters outside a
/// string, line breaks inside one): after a lost quote that is a few bytes on, not the rest of the file.
#[derive(Debug, Default)]
pub(super) struct ValueScan {
    depth: u32,
    in_string: bool,
    escaped: bool,
    bare: bool,
}

/// What a scan met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// The value ends before this byte of the piece.
    End(usize),
    /// No JSON: a byte that cannot stand there, or too much nesting.
    Illegal,
    /// The piece ends within the value.
    More,
}

impl ValueScan {
    /// Goes on through the next piece, which follows the one before without a gap.
    pub(super) fn advance(&mut self, piece: &[u8]) -> Met {
        for (i, &byte) in piece.iter().enumerate() {
            if self.in_string {
                match byte {
                    0..0x20 => return Met::Illegal,
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Met::End(i + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match self.outside_string(byte) {
                Step::On => {}
                Step::EndsHere => return Met::End(i + 1),
                Step::EndedBefore => return Met::End(i),
                Step::Illegal => return Met::Illegal,
            }
        }
        Met::More
    }

    /// Whether the input may end here: a number or word has no end of its own.
    pub(super) fn may_end(&self) -> bool {
        self.bare && self.depth == 0
    }

    fn outside_string(&mut self, byte: u8) -> Step {
        let top = self.depth == 0;
        match byte {
            b'"' | b'{' | b'[' if top && self.bare => Step::Illegal,
            b'"' => {
                self.in_string = true;
                Step::On
            }
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth > MAX_DEPTH { Step::Illegal } else { Step::On }
            }
            b'}' | b']' if top => self.end_of_bare(),
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 { Step::EndsHere } else { Step::On }
            }
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if top => self.end_of_bare(),
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => Step::On,
            // Numbers, true, false, null: their letters; what they spell is the parser's affair.
            b'0'..=b'9'
            | b'+'
            | b'-'
            | b'.'
            | b'E'
            | b'e'
            | b't'
            | b'r'
            | b'u'
            | b'f'
            | b'a'
            | b'l'
            | b's'
            | b'n' => {
                self.bare |= top;
                Step::On
            }
            _ => Step::Illegal,
        }
    }

    fn end_of_bare(&self) -> Step {
        if self.bare { Step::EndedBefore } else { Step::Illegal }
    }
}

enum Step {
    On,
    EndsHere,
    EndedBefore,
    Illegal,
}

/// The keys of the object that begins `bytes`, each with the position of its value, as far as `bytes` reaches.
pub(super) fn keys(bytes: &[u8]) -> Vec<(&[u8], usize)> {
    let mut found = Vec::new();
    let mut at = 1;
    while bytes.first() == Some(&b'{') {
        at = skip_blanks(bytes, at, true);
        if bytes.get(at) != Some(&b'"') {
            break;
        }
        let Met::End(length) = ValueScan::default().advance(&bytes[at..]) else { break };
        let key = &bytes[at + 1..at + length - 1];
        at = skip_blanks(bytes, at + length, false);
        if bytes.get(at) != Some(&b':') {
            break;
        }
        at = skip_blanks(bytes, at + 1, false);
        found.push((key, at));
        let Met::End(length) = ValueScan::default().advance(bytes.get(at..).unwrap_or_default()) else {
            break;
        };
        at += length;
    }
    found
}

/// The position of the next byte that is no blank (nor, with `commas`, a comma).
pub(super) fn skip_blanks(bytes: &[u8], from: usize, commas: bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n') || (commas && *b == b',');
    from + rest.iter().take_while(|b| blank(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_json_says() {
        let rows: &[(&str, Met)] = &[
            (r#"{"a":"}\"]"},"#, Met::End(12)),
            (r#""a\\" x"#, Met::End(5)),
            ("[[1],{}] ", Met::End(8)),
            ("-1.5e3,", Met::End(6)),
            ("null]", Met::End(4)),
            ("tru", Met::More),
            (r#"{"a":"#, Met::More),
            (r#"{"a":x"#, Met::Illegal),
            ("\"a\nb\"", Met::Illegal),
            ("1{", Met::Illegal),
            ("]", Met::Illegal),
            ("{字", Met::Illegal),
        ];
        for (text, want) in rows {
            assert_eq!(ValueScan::default().advance(text.as_bytes()), *want, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(ValueScan::default().advance(deep.as_bytes()), Met::Illegal);
    }

    #[test]
    fn keys_are_found_as_far_as_the_bytes_reach() {
        let text = br#"{ "total" : 3, "items" : [ {"x":1} ], "cut":"#;
        let found: Vec<_> =
            keys(text).into_iter().map(|(k, at)| (String::from_utf8_lossy(k).into_owned(), at)).collect();
        assert_eq!(
            found,
            [("total".to_owned(), 12), ("items".to_owned(), 25), ("cut".to_owned(), text.len())]
        );
        assert!(keys(b"[1]").is_empty() && keys(b"").is_empty() && keys(b"{").is_empty());
    }
}
