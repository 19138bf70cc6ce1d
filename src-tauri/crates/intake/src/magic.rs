//! What a file is by its first bytes, for files that no reader knows.

use juzheng_model::{ArtifactKind, Facts};

/// How every zip archive with entries begins, workbooks among them.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";
/// A zip archive without entries.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// Bytes that an archive without entries cannot have, whatever its comment says.
const EMPTY_ZIP_BYTES: u64 = 1 << 20;

/// A workbook.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A letter or paper.
pub(crate) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Any other office document in a zip.
pub(crate) const OOXML: &str = "application/vnd.openxmlformats-package";
/// An OpenDocument file.
pub(crate) const ODF: &str = "application/vnd.oasis.opendocument";

use ArtifactKind::{Audio, Document, Image, Other, Video};

/// Signatures at the start of a file.
const STARTS: &[(&[u8], ArtifactKind, &str)] = &[
    (b"%PDF-", Document, "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Document, "application/x-ole-storage"),
    (b"{\\rtf", Document, "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", Image, "image/png"),
    (b"\xff\xd8\xff", Image, "image/jpeg"),
    (b"GIF87a", Image, "image/gif"),
    (b"GIF89a", Image, "image/gif"),
    (b"II*\0", Image, "image/tiff"),
    (b"MM\0*", Image, "image/tiff"),
    (b"ID3", Audio, "audio/mpeg"),
    (b"\xff\xfb", Audio, "audio/mpeg"),
    (b"\xff\xf3", Audio, "audio/mpeg"),
    (b"\xff\xf1", Audio, "audio/aac"),
    (b"\xff\xf9", Audio, "audio/aac"),
    (b"fLaC", Audio, "audio/flac"),
    (b"OggS", Audio, "audio/ogg"),
    (b"#!AMR", Audio, "audio/amr"),
    (b"#!SILK_V3", Audio, "audio/silk"),
    (b"\x02#!SILK_V3", Audio, "audio/silk"),
    (b"\x1a\x45\xdf\xa3", Video, "video/x-matroska"),
    (b"FLV\x01", Video, "video/x-flv"),
    (b"\x00\x00\x01\xba", Video, "video/mpeg"),
    (b"SQLite format 3\0", Other, "application/vnd.sqlite3"),
    (b"7z\xbc\xaf\x27\x1c", Other, "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", Other, "application/vnd.rar"),
    (b"\x1f\x8b", Other, "application/gzip"),
];

/// Brands of the `ftyp` box at byte 4 (ISO base media) that are not video.
const BRANDS: &[(&[u8], ArtifactKind, &str)] = &[
    (b"heic", Image, "image/heic"),
    (b"heix", Image, "image/heic"),
    (b"mif1", Image, "image/heif"),
    (b"avif", Image, "image/avif"),
    (b"M4A ", Audio, "audio/mp4"),
    (b"qt  ", Video, "video/quicktime"),
];

/// Whether a file of `size` bytes that begins so is a zip archive or a workbook.
pub(crate) fn is_zip(head: &[u8], size: u64) -> bool {
    head.starts_with(ZIP) || (head.starts_with(EMPTY_ZIP) && size < EMPTY_ZIP_BYTES)
}

/// The kind and media type of a file that is no text; `None` where its first bytes say nothing.
pub(crate) fn of_head(head: &[u8]) -> Option<Facts> {
    if head.get(4..8) == Some(b"ftyp") {
        let brand = head.get(8..12).unwrap_or_default();
        let known = BRANDS.iter().find(|(word, ..)| *word == brand);
        return Some(
            known.map_or(Facts::plain(Video, "video/mp4"), |(_, kind, media)| Facts::plain(*kind, media)),
        );
    }
    let container = match (head.get(..4), head.get(8..12)) {
        (Some(b"RIFF"), Some(b"WEBP")) => Some((Image, "image/webp")),
        (Some(b"RIFF"), Some(b"WAVE")) => Some((Audio, "audio/wav")),
        (Some(b"RIFF"), Some(b"AVI ")) => Some((Video, "video/x-msvideo")),
        _ => None,
    };
    let start =
        || STARTS.iter().find(|(magic, ..)| head.starts_with(magic)).map(|(_, kind, media)| (*kind, *media));
    // A bitmap's two letters are no sign by themselves; its reserved bytes are zero.
    let bitmap =
        || (head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4])).then_some((Image, "image/bmp"));
    container.or_else(start).or_else(bitmap).map(|(kind, media)| Facts::plain(kind, media))
}

/// The media type of a text that no reader knows.
pub(crate) fn of_text(text: &str) -> Facts {
    let start = text.trim_start();
    let begins = |word: &str| start.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    match () {
        () if begins("<!doctype html") || begins("<html") => Facts::plain(Document, "text/html"),
        () if start.starts_with(['{', '[']) => Facts::plain(Other, "application/json"),
        () => Facts::plain(Other, "text/plain"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_the_first_bytes() {
        type Told = Option<(&'static str, &'static str)>;
        let rows: &[(&[u8], Told)] = &[
            (b"%PDF-1.7", Some(("document", "application/pdf"))),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(("image", "image/jpeg"))),
            (b"\0\0\0\x20ftypheic", Some(("image", "image/heic"))),
            (b"\0\0\0\x20ftypM4A ", Some(("audio", "audio/mp4"))),
            (b"\0\0\0\x20ftypisom", Some(("video", "video/mp4"))),
            (b"RIFF\0\0\0\0WAVEfmt ", Some(("audio", "audio/wav"))),
            (b"BM and other words", None),
            (b"#!AMR\n", Some(("audio", "audio/amr"))),
            (b"", None),
        ];
        for (head, want) in rows {
            let got = of_head(head);
            let got = got.as_ref().map(|facts| (facts.kind.word(), facts.media_type.as_str()));
            assert_eq!(got, *want, "{}", String::from_utf8_lossy(head));
        }
    }
}
