//! Which encoding a text file has, told by its BOM or by the bytes of its head.

/// An encoding that bills and chats are met in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, with or without BOM: every official file and nearly every export.
    Utf8,
    /// UTF-16, little-endian, with BOM: "Unicode text" of spreadsheet programs.
    Utf16Le,
    /// UTF-16, big-endian, with BOM.
    Utf16Be,
    /// GB18030 (GBK and GB2312 within it): a file saved again by a Chinese spreadsheet program.
    Gb18030,
}

/// One in so many bytes may be a control character before the file is no text any more.
const CONTROLS_ONE_IN: usize = 20;
/// A broken byte among this many whole characters of UTF-8 is damage; more often, the file is not UTF-8 at all.
const WHOLE_PER_BROKEN: usize = 10;

impl Encoding {
    /// The encoding and the length of the BOM; `None` where the bytes are no text. `whole` says that `head` is all there
    /// is, so that a character cut off at its end counts as broken.
    pub(crate) fn of_head(head: &[u8], whole: bool) -> Option<(Encoding, usize)> {
        match head {
            [0xef, 0xbb, 0xbf, ..] => return Some((Encoding::Utf8, 3)),
            [0xff, 0xfe, 0, 0, ..] => return None, // UTF-32, which nothing here writes
            [0xff, 0xfe, ..] => return Some((Encoding::Utf16Le, 2)),
            [0xfe, 0xff, ..] => return Some((Encoding::Utf16Be, 2)),
            _ => {}
        }
        let controls =
            head.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)).count();
        if controls * CONTROLS_ONE_IN > head.len() {
            return None;
        }
        let (whole_characters, broken) = utf8_shape(head, whole);
        if broken == 0 || whole_characters >= broken * WHOLE_PER_BROKEN {
            return Some((Encoding::Utf8, 0));
        }
        Some((if gb18030_fits(head, broken) { Encoding::Gb18030 } else { Encoding::Utf8 }, 0))
    }

    /// The name to show.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
        }
    }

    /// Its decoder; `None` for UTF-8, which passes through.
    pub(super) fn decoder(self) -> Option<encoding_rs::Decoder> {
        let encoding = match self {
            Encoding::Utf8 => return None,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Gb18030 => encoding_rs::GB18030,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }
}

/// How many characters beyond ASCII are whole UTF-8, and how many bytes are none.
fn utf8_shape(head: &[u8], whole: bool) -> (usize, usize) {
    let (mut characters, mut broken, mut seen) = (0, 0, 0);
    for chunk in head.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        seen += chunk.valid().len() + chunk.invalid().len();
        let cut_off = !whole && seen == head.len();
        if !cut_off {
            broken += chunk.invalid().len();
        }
    }
    (characters, broken)
}

/// Whether GB18030 makes more sense of bytes than UTF-8 with its `broken` bytes.
fn gb18030_fits(head: &[u8], broken: usize) -> bool {
    let (text, _) = encoding_rs::GB18030.decode_without_bom_handling(head);
    text.chars().filter(|c| *c == '\u{fffd}').count() * WHOLE_PER_BROKEN <= broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], want: Option<(Encoding, usize)>) {
        assert_eq!(Encoding::of_head(head, true), want, "{}", String::from_utf8_lossy(head));
    }

    #[test]
    fn encodings_are_told_by_bom_and_bytes() {
        let text = "微信支付账单明细,微信昵称：[测试]\n".repeat(3);
        let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
        let mut one_bad_byte = text.clone().into_bytes();
        one_bad_byte.insert(3, 0xff);
        check(text.as_bytes(), Some((Encoding::Utf8, 0)));
        check("\u{feff}a".as_bytes(), Some((Encoding::Utf8, 3)));
        check(&gbk, Some((Encoding::Gb18030, 0)));
        check(&one_bad_byte, Some((Encoding::Utf8, 0)));
        check(b"\xff\xfea\0", Some((Encoding::Utf16Le, 2)));
        check(b"\xfe\xff\0a", Some((Encoding::Utf16Be, 2)));
        check(b"plain", Some((Encoding::Utf8, 0)));
        check(b"", Some((Encoding::Utf8, 0)));
        check(b"\0\x01\x02\x03binary", None);
    }

    #[test]
    fn a_character_cut_off_at_the_end_of_the_head_is_not_broken() {
        let cut = &"账单".as_bytes()[..5];
        assert_eq!(Encoding::of_head(cut, false), Some((Encoding::Utf8, 0)));
    }
}
