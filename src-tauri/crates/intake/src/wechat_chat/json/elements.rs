//! The elements of a JSON list one after another, each with its place in the file, without holding the list.
//!
//! The list is the whole file, stands under `items` of the object that is the file, or is one object after another
//! (JSON lines). Memory: one element and a piece of the file.

use super::value::{Met, ValueScan, keys, skip_blanks};
use std::io::{self, Read};

/// An element larger than this is not read.
const MAX_ELEMENT: usize = 16 << 20;
/// Bytes that may be looked at in vain before elements are held to [`PIECE`]: a file made so that every element runs on
/// to the limit would else cost its length many times over.
const VAIN_BYTES: u64 = 256 << 20;
/// How much is read at once, and how far in the list must begin.
pub(super) const PIECE: usize = 64 << 10;
/// Bytes kept while looking for the next element, so that one across two pieces is not missed.
const TAIL: usize = 64;

/// One element, or what stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// First byte in the file.
    pub(crate) from: u64,
    /// The byte after its last.
    pub(crate) to: u64,
    /// What it is.
    pub(crate) what: What,
}

/// What a stretch of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// An element; its bytes are [`Elements::bytes`].
    Element,
    /// No JSON; reading goes on behind it.
    Broken,
    /// Larger than [`MAX_ELEMENT`]; reading goes on behind it.
    TooLarge,
    /// The file ends within it, or before the list is closed (then it is empty).
    CutOff,
}

/// Reads a list element by element.
pub(crate) struct Elements<R> {
    input: R,
    buffer: Vec<u8>,
    at: usize,
    base: u64,
    closed_by_bracket: bool,
    over: bool,
    in_vain: u64,
    current: std::ops::Range<usize>,
}

impl<R: Read> Elements<R> {
    /// Begins at the list in `input`.
    ///
    /// # Errors
    /// The input cannot be read.
    pub(crate) fn open(input: R) -> io::Result<Elements<R>> {
        let mut elements = Elements {
            input,
            buffer: Vec::new(),
            at: 0,
            base: 0,
            closed_by_bracket: false,
            over: false,
            in_vain: 0,
            current: 0..0,
        };
        while elements.buffer.len() < PIECE && elements.fill()? {}
        elements.at = first_byte(&elements.buffer);
        if let Some(start) = list_start(&elements.buffer) {
            elements.at = start + 1;
            elements.closed_by_bracket = true;
        }
        Ok(elements)
    }

    /// The next element or damaged stretch; `None` behind the last.
    ///
    /// # Errors
    /// The input cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found>> {
        if self.over || !self.find_value()? {
            return Ok(None);
        }
        let from = self.base + self.at as u64;
        if self.at == self.buffer.len() {
            self.over = true;
            let cut = Found { from, to: from, what: What::CutOff };
            return Ok(self.closed_by_bracket.then_some(cut));
        }
        let (what, resumed) = match self.scan()? {
            Scan::Whole(length) => {
                self.current = self.at..self.at + length;
                self.at += length;
                return Ok(Some(Found { from, to: from + length as u64, what: What::Element }));
            }
            Scan::Illegal => (What::Broken, self.resume()?),
            Scan::TooLarge => (What::TooLarge, self.resume()?),
            Scan::InputEnds => (What::CutOff, self.resume()?),
        };
        // A lost quote swallows what follows up to the end; where an element is found behind it, it was only broken.
        let what = if resumed && what == What::CutOff { What::Broken } else { what };
        self.over = !resumed;
        Ok(Some(Found { from, to: self.base + self.at as u64, what }))
    }

    /// The bytes of the element that [`Elements::next`] has just given.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.current.clone()]
    }

    /// Skips to the next value; `false` at the end of the list. At the end of the input it stands behind the buffer.
    fn find_value(&mut self) -> io::Result<bool> {
        loop {
            self.at = skip_blanks(&self.buffer, self.at, true);
            match self.buffer.get(self.at) {
                Some(b']') if self.closed_by_bracket => {
                    self.over = true;
                    return Ok(false);
                }
                Some(_) => return Ok(true),
                None => {}
            }
            if !self.fill()? {
                return Ok(true);
            }
        }
    }

    fn scan(&mut self) -> io::Result<Scan> {
        let mut value = ValueScan::default();
        let mut seen = 0;
        let most = if self.in_vain > VAIN_BYTES { PIECE } else { MAX_ELEMENT };
        loop {
            match value.advance(&self.buffer[self.at + seen..]) {
                Met::End(length) => return Ok(Scan::Whole(seen + length)),
                Met::Illegal => {
                    self.in_vain += seen as u64;
                    return Ok(Scan::Illegal);
                }
                Met::More => seen = self.buffer.len() - self.at,
            }
            if seen > most {
                self.in_vain += seen as u64;
                return Ok(Scan::TooLarge);
            }
            if !self.fill()? {
                return Ok(if value.may_end() { Scan::Whole(seen) } else { Scan::InputEnds });
            }
        }
    }

    /// Goes on at the next place where a message surely begins; `false`, at the end of the input, if there is none.
    fn resume(&mut self) -> io::Result<bool> {
        self.at += 1;
        loop {
            if let Some(start) = next_message(&self.buffer[self.at..]) {
                self.at += start;
                return Ok(true);
            }
            self.at = self.at.max(self.buffer.len().saturating_sub(TAIL));
            if !self.fill()? {
                self.at = self.buffer.len();
                return Ok(false);
            }
        }
    }

    /// Reads a further piece behind the buffer, dropping what stands before `at`; `false` at the end of the input.
    fn fill(&mut self) -> io::Result<bool> {
        self.base += self.at as u64;
        self.buffer.drain(..self.at);
        self.at = 0;
        let read = self.input.by_ref().take(PIECE as u64).read_to_end(&mut self.buffer)?;
        Ok(read > 0)
    }
}

enum Scan {
    Whole(usize),
    Illegal,
    TooLarge,
    InputEnds,
}

/// The first byte of the text behind a byte order mark and blanks.
pub(super) fn first_byte(head: &[u8]) -> usize {
    skip_blanks(head, if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }, false)
}

/// Where the list's bracket stands in the head of a file; `None` for JSON lines.
pub(super) fn list_start(head: &[u8]) -> Option<usize> {
    let first = first_byte(head);
    if head.get(first) == Some(&b'[') {
        return Some(first);
    }
    let items = keys(&head[first..]).into_iter().find(|(key, _)| *key == b"items")?.1;
    (head.get(first + items) == Some(&b'[')).then_some(first + items)
}

/// Where the next message begins behind another: `}`, blanks and a comma, `{`, `"seq"`.
///
/// Inside a string quotes are escaped, so no text can look like it; and a message quoted in another stands behind
/// its key, not behind a `}`.
fn next_message(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'{', bytes).find(|&start| {
        let before = bytes[..start].trim_ascii_end();
        let before = before.strip_suffix(b",").unwrap_or(before).trim_ascii_end();
        before.last() == Some(&b'}') && bytes[start + 1..].trim_ascii_start().starts_with(b"\"seq\"")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// Gives one to seven bytes at a time.
    struct Drip<'a>(&'a [u8], usize);
    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.1 = self.1 % 7 + 1;
            let n = self.0.len().min(self.1).min(out.len());
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn all(text: &[u8]) -> Vec<(What, Vec<u8>)> {
        let mut elements = Elements::open(Drip(text, 0)).expect("bytes in memory");
        let mut out = Vec::new();
        while let Some(found) = elements.next().expect("bytes in memory") {
            let bytes = text[found.from as usize..found.to as usize].to_vec();
            if found.what == What::Element {
                assert_eq!(bytes, elements.bytes());
            }
            out.push((found.what, bytes));
        }
        out
    }

    fn check(text: &str, want: &[(What, &str)]) {
        let got: Vec<_> = all(text.as_bytes())
            .into_iter()
            .map(|(w, b)| (w, String::from_utf8(b).expect("cut at ASCII")))
            .collect();
        let got: Vec<_> = got.iter().map(|(what, text)| (*what, text.as_str())).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn shapes_of_a_list() {
        use What::Element;
        check("\u{feff} [1, {\"a\":[2]} ]", &[(Element, "1"), (Element, "{\"a\":[2]}")]);
        check(r#"{"total":2,"items":[{},{}],"x":{"seq":1}}"#, &[(Element, "{}"), (Element, "{}")]);
        check("{\"seq\":1}\n{\"seq\":2}\n", &[(Element, r#"{"seq":1}"#), (Element, r#"{"seq":2}"#)]);
        check("[]", &[]);
        check("", &[]);
    }

    #[test]
    fn damage_is_a_stretch_and_the_rest_is_read() {
        use What::{Broken, CutOff, Element};
        let good = r#"{"seq":9,"content":"},{\"seq\":1"}"#;
        check(
            &format!(r#"[{{"seq":1,"content":"abc}},{good}]"#),
            &[(Broken, r#"{"seq":1,"content":"abc},"#), (Element, good)],
        );
        check(
            &format!("[{{\"seq\":1,\"content\":\"a\nb\"}},\n {good}]"),
            &[(Broken, "{\"seq\":1,\"content\":\"a\nb\"},\n "), (Element, good)],
        );
        check(&format!("[{good},{{\"seq\":2,\"con"), &[(Element, good), (CutOff, "{\"seq\":2,\"con")]);
        check(&format!("[{good},"), &[(Element, good), (CutOff, "")]);
        check(&format!("[{good}"), &[(Element, good), (CutOff, "")]);
        check("[1,2", &[(Element, "1"), (Element, "2"), (CutOff, "")]);
        check(
            &format!("{good}\n{{\"seq\":x}}\n{good}"),
            &[(Element, good), (Broken, "{\"seq\":x}\n"), (Element, good)],
        );
        check("[字]", &[(CutOff, "字]")].map(|(_, t)| (Broken, t)));
    }

    #[test]
    fn an_enormous_element_is_passed_over() {
        let text =
            format!(r#"[{{"seq":1,"content":"{}"}},{{"seq":2}}]"#, "x".repeat(MAX_ELEMENT + 2 * PIECE));
        let got: Vec<_> = all(text.as_bytes()).into_iter().map(|(what, bytes)| (what, bytes.len())).collect();
        assert_eq!(got, [(What::TooLarge, text.len() - 11), (What::Element, 9)]);
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\\[\\]{}\",:\\\\]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn elements_are_those_of_serde_json(list in prop::collection::vec(json(), 0..8), pretty: bool, wrapped: bool) {
            let whole = if wrapped { serde_json::json!({ "a": [1], "items": list.clone() }) } else { Value::from(list.clone()) };
            let text = if pretty { serde_json::to_string_pretty(&whole) } else { serde_json::to_string(&whole) }.expect("JSON");
            let got = all(text.as_bytes());
            prop_assert!(got.iter().all(|(what, _)| *what == What::Element), "{text}");
            let got: Vec<Value> = got.iter().map(|(_, bytes)| serde_json::from_slice(bytes).expect("one value")).collect();
            let want: Vec<Value> = serde_json::from_str(&serde_json::to_string(&list).expect("JSON")).expect("JSON");
            prop_assert_eq!(got, want);
        }

        #[test]
        fn no_bytes_make_it_fail_or_overlap(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"[]{}\",:\\ \n1e".to_vec())], 0..200)) {
            let mut elements = Elements::open(&bytes[..]).expect("bytes in memory");
            let mut last = 0;
            while let Some(found) = elements.next().expect("bytes in memory") {
                prop_assert!(found.from >= last && found.to >= found.from && found.to <= bytes.len() as u64);
                prop_assert!(found.to > found.from || found.what == What::CutOff);
                last = found.to;
            }
        }
    }
}
