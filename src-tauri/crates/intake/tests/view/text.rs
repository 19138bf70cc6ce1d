//! Stretches of text begin and end between characters, in every encoding.

use crate::{case, cases};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use juzheng_intake::view::{self, TEXT_MAX, Text};
use proptest::prelude::*;
use std::io::Cursor;

fn text_of(bytes: &[u8], from: u64, length: usize) -> Text {
    let got =
        view::text(&mut Cursor::new(bytes), bytes.len() as u64, from, length).expect("memory can be read");
    assert_eq!(got.size, bytes.len() as u64);
    assert!(got.from <= got.to && got.to <= got.size && got.to - got.from <= length.max(4) as u64);
    assert!(got.to > got.from || got.from == got.size, "a stretch goes on, from {from}");
    got
}

/// The whole text, so many bytes at a time.
fn joined(bytes: &[u8], length: usize) -> String {
    let (mut all, mut from) = (String::new(), 0);
    loop {
        let got = text_of(bytes, from, length);
        assert!(from == 0 || got.from == from, "the end of a stretch is a border: {from}");
        all += &got.text;
        from = got.to;
        if from == got.size {
            return all;
        }
    }
}

/// A text in every encoding: bytes, length of the mark, encoding.
fn encoded(text: &str) -> Vec<(Vec<u8>, usize, &'static Encoding)> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    vec![
        (text.as_bytes().to_vec(), 0, UTF_8),
        (format!("\u{feff}{text}").into_bytes(), 3, UTF_8),
        (utf16(u16::to_le_bytes), 2, UTF_16LE),
        (utf16(u16::to_be_bytes), 2, UTF_16BE),
        (GB18030.encode(text).0.into_owned(), 0, GB18030),
    ]
}

#[test]
fn a_stretch_begins_and_ends_between_characters() {
    // In GB18030 `丂` is 81 40, `𠀀` four bytes and `€` two; the head has to show the encoding.
    let text = "账单a丂𠀀€,😀微信支付\n".repeat(4);
    for (bytes, mark, encoding) in encoded(&text) {
        let borders: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .map(|at| {
                mark + if encoding == UTF_8 {
                    at
                } else if encoding == GB18030 {
                    GB18030.encode(&text[..at]).0.len()
                } else {
                    text[..at].encode_utf16().count() * 2
                }
            })
            .collect();
        for from in 0..=bytes.len() {
            let start = *borders.iter().find(|border| **border >= from).expect("the end is a border");
            for length in 0..12 {
                let got = text_of(&bytes, from as u64, length);
                assert_eq!(got.from, start as u64, "{} from {from}", encoding.name());
                let end = borders
                    .iter()
                    .rfind(|border| **border <= start + length.max(4))
                    .expect("the start is one");
                assert_eq!(got.to, *end as u64, "{} from {from}, {length} bytes", encoding.name());
                let want = encoding.decode_without_bom_handling(&bytes[start..*end]).0;
                assert_eq!(got.text, want, "{} from {from}, {length} bytes", encoding.name());
                assert!(!got.text.contains('\u{fffd}'));
            }
        }
    }
}

#[test]
fn originals_are_joined_from_stretches() {
    for (name, bytes) in cases().into_iter().filter(|(name, _)| !name.contains("xlsx")) {
        let whole = joined(&bytes, TEXT_MAX);
        assert_eq!(joined(&bytes, 4), whole, "{name}");
        assert_eq!(joined(&bytes, 1_001), whole, "{name}");
        let first = whole.chars().next().expect("there is text");
        assert!(!matches!(first, '\u{feff}' | '\u{fffd}'), "{name}");
    }
    let json = case("wechat_chat/chatlog-json");
    assert_eq!(joined(&json, 100), String::from_utf8(json).expect("it is UTF-8"));
}

#[test]
fn much_is_given_in_pieces() {
    let text = "起始时间：[2025-01-01] 借款5万元,¥1.00\r\n".repeat(10_000);
    for (bytes, mark, encoding) in encoded(&text) {
        let got = text_of(&bytes, 0, usize::MAX);
        assert_eq!(got.from, mark as u64);
        assert!(
            (TEXT_MAX as u64 - 4..=TEXT_MAX as u64).contains(&(got.to - got.from)),
            "{}",
            encoding.name()
        );
        assert!(joined(&bytes, usize::MAX) == text, "{}", encoding.name());
    }
}

#[test]
fn what_is_no_text_is_shown_as_such() {
    assert_eq!(text_of(b"", 0, 10).text, "");
    assert_eq!(text_of(b"abc", 99, 10), Text { text: String::new(), from: 3, to: 3, size: 3 });
    assert_eq!(text_of(b"\0\x01\x02\x03\xff\x80", 0, 10).text, "\0\x01\x02\x03\u{fffd}\u{fffd}");
    assert_eq!(text_of(b"\x1b[31m\x07\xe2\x80\xae", 0, 20).text, "\x1b[31m\x07\u{202e}");
    assert_eq!(text_of("账".as_bytes(), 1, 10).text, "", "what it falls into is behind");
    let stray = b"\xef\xbb\xbfa\x80\x80\x80b";
    assert_eq!(text_of(stray, 5, 10).text, "\u{fffd}\u{fffd}b", "stray bytes are no character");
}

#[test]
fn a_stretch_of_gb18030_without_a_sign_is_taken_as_it_comes() {
    let mut bytes = GB18030.encode("账单,\n").0.into_owned();
    let start = bytes.len() as u64;
    bytes.extend(GB18030.encode(&"账".repeat(100_000)).0.as_ref());
    assert_eq!(text_of(&bytes, start + 101, 10).text, "账".repeat(5), "the line break is near");
    assert_eq!(text_of(&bytes, start + 150_000, 10).text, "账".repeat(5));
    assert!(joined(&bytes, 999).ends_with(&"账".repeat(100_000)));
}

proptest! {
    #[test]
    fn stretches_of_any_bytes_join(
        tail in prop::collection::vec(prop_oneof![
            any::<u8>(),
            prop::sample::select(b"\x81\x30\x39\xd8\x00\xdc\xe8\xb4\xf0\x9f\n".to_vec()),
        ], 0..120),
        which in 0usize..5,
        length in 0usize..20,
        from in 0usize..1_000,
    ) {
        // Enough before it that the encoding shows.
        let (mut bytes, mark, encoding) = encoded(&"微信支付账单明细，\n".repeat(40)).swap_remove(which);
        let head = bytes.len();
        bytes.extend(&tail);
        let whole = encoding.decode_without_bom_handling(&bytes[mark..]).0;
        prop_assert_eq!(joined(&bytes, length), &*whole);
        // From a border the rest is what the whole text ends with.
        let got = text_of(&bytes, (head - 20 + from % (tail.len() + 21)) as u64, TEXT_MAX);
        prop_assert!(whole.ends_with(&got.text), "{:?} does not end with {:?}", whole, got.text);
    }
}
