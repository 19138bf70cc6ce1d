//! How far a file may unfold: its streams are packed, and a few kilobytes can be made to unfold to many gigabytes.
//!
//! What is counted is what the reader would hold in memory. Counting is done only where a file of its size could be too
//! much at all, so that common files are not unfolded twice.

use super::apart::Fault;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro::hayro_syntax::{Filter, Pdf, object::Object};
use memchr::memmem;
use std::{borrow::Cow, io::Read};

/// All streams but pictures together, and a picture by itself, in bytes.
const MOST: u64 = 512 << 20;
/// All pictures together, which are never unfolded at the same time.
const MOST_PICTURES: u64 = 8 << 30;
/// Deflate unfolds a byte to 1032 at most.
const DEFLATE: u64 = 1032;
/// LZW has codes of nine bits at least, and strings of 4096 bytes at most.
const LZW: u64 = 4096 * 8 / 9;
/// Two bytes stand for 128.
const RUN_LENGTH: u64 = 64;
/// The dictionary of a stream is looked for so far back.
const DICTIONARY: usize = 4096;

const TOO_MUCH: Fault = Fault::TooMuch("unpacked content");

/// Rations what is unfolded to find the objects and the pages, before the reader sees the file.
pub(super) fn frame(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.len() as u64 * DEFLATE <= MOST {
        return Ok(());
    }
    let (mut left, mut left_for_pictures) = (MOST, MOST_PICTURES);
    for (dictionary, packed) in streams(bytes) {
        let says = |word: &[u8]| memmem::find(dictionary, word).is_some();
        // Nobody who means well packs the frame of a file in any way but this.
        let oddly = [&b"LZW"[..], b"RunLength", b"ASCII", b"A85", b"AHx"].into_iter().any(says);
        if oddly && (says(b"ObjStm") || says(b"XRef")) {
            return Err(TOO_MUCH);
        }
        let left = if says(b"/Image") { &mut left_for_pictures } else { &mut left };
        *left -= deflated(packed, MOST.min(*left)).ok_or(TOO_MUCH)?;
    }
    Ok(())
}

/// Rations the streams that could not be measured in the file as it lies there: encrypted ones, and those packed in other
/// ways.
pub(super) fn content(pdf: &Pdf) -> Result<(), Fault> {
    let mut left = MOST;
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let filters = stream.filters();
        let packed = stream.raw_data();
        if filters.is_empty() || (filters[..] == [Filter::FlateDecode] && matches!(packed, Cow::Borrowed(_))) {
            continue;
        }
        let size = unfolded(&filters, &packed).filter(|size| *size <= left).ok_or(TOO_MUCH)?;
        // Pictures are unfolded one at a time, and measured in pixels before they are drawn.
        if !filters.iter().any(is_picture) {
            left -= size;
        }
    }
    Ok(())
}

/// What a stream unfolds to at most before a picture's own packing, in bytes; `None` for more than [`MOST`].
pub(super) fn unfolded(filters: &[Filter], packed: &[u8]) -> Option<u64> {
    let mut size = packed.len() as u64;
    for (ix, filter) in filters.iter().enumerate() {
        let factor = match filter {
            Filter::FlateDecode => DEFLATE,
            Filter::LzwDecode => LZW,
            Filter::RunLengthDecode => RUN_LENGTH,
            picture if is_picture(picture) => break,
            _ => 1,
        };
        size = match size.saturating_mul(factor) {
            worst if worst <= MOST => worst,
            _ if ix == 0 && *filter == Filter::FlateDecode => deflated(packed, MOST)?,
            _ => return None,
        };
    }
    Some(size)
}

/// Whether the filter gives a picture.
pub(super) fn is_picture(filter: &Filter) -> bool {
    matches!(
        filter,
        Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode
    )
}

/// How many bytes deflated data unfold to; what is not deflated unfolds to nothing. `None` for more than `most`.
fn deflated(packed: &[u8], most: u64) -> Option<u64> {
    let size = counted(ZlibDecoder::new(packed), most)?;
    // The reader tries again without a head, where the head is wrong.
    Some(size.max(counted(DeflateDecoder::new(packed), most)?))
}

fn counted(mut unfolding: impl Read, most: u64) -> Option<u64> {
    let mut buffer = [0; 1 << 16];
    let mut size = 0;
    loop {
        match unfolding.read(&mut buffer) {
            Ok(0) | Err(_) => return Some(size),
            Ok(n) => size += n as u64,
        }
        if size > most {
            return None;
        }
    }
}

/// The streams of a file as it lies there: each with what stands before it (its dictionary) and all that follows, for
/// deflated data know their own end, and the length that the dictionary gives may be a lie.
fn streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let starts = memmem::find_iter(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end"));
    starts.map(|at| {
        let head = &bytes[at.saturating_sub(DICTIONARY)..at];
        let dictionary = memmem::rfind(head, b"obj").map_or(head, |object| &head[object..]);
        let data = &bytes[at + b"stream".len()..];
        let line_ends = data.iter().take(2).take_while(|c| matches!(c, b'\r' | b'\n')).count();
        (dictionary, &data[line_ends..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn packed(megabytes: usize) -> Vec<u8> {
        let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
        for _ in 0..megabytes {
            packing.write_all(&[b' '; 1 << 20]).expect("memory");
        }
        packing.finish().expect("memory")
    }

    #[test]
    fn what_unfolds_too_far_is_found_in_every_dress() {
        let (much, little) = (packed(600), packed(1));
        let file = |dictionary: &str, data: &[u8]| {
            [format!("1 0 obj <<{dictionary}>> stream\r\n").as_bytes(), data, b"\nendstream endobj"].concat()
        };
        for dictionary in ["/Filter /FlateDecode", "/Type /ObjStm", "/Subtype /Image"] {
            assert_eq!(frame(&file(dictionary, &much)), Err(TOO_MUCH), "{dictionary}");
            let small = file(dictionary, &little).repeat(2_000);
            assert!(small.len() as u64 * DEFLATE > MOST);
            let many = frame(&small);
            // So many pictures are never unfolded at the same time; other streams might be.
            assert_eq!(many.is_err(), dictionary != "/Subtype /Image", "{dictionary}");
        }
        let odd = file("/Type /XRef /Filter [/ASCII85Decode /FlateDecode]", &[b'z'; 600_000]);
        assert_eq!(frame(&odd), Err(TOO_MUCH));
        assert_eq!(frame(&file("", &[b'%'; 1 << 20])), Ok(()));
        let hidden = [&b"stream\n"[..], &much].concat();
        assert_eq!(frame(&file("/Length 12", &hidden)), Err(TOO_MUCH), "one within another");
        use Filter::*;
        for (filters, bytes, want) in [
            (&[FlateDecode][..], &much, false),
            (&[FlateDecode], &little, true),
            (&[Ascii85Decode, FlateDecode], &much, false),
            (&[FlateDecode, FlateDecode], &little, false),
            (&[LzwDecode], &much, false),
            (&[FlateDecode, DctDecode], &little, true),
            (&[DctDecode], &much, true),
        ] {
            assert_eq!(unfolded(filters, bytes).is_some(), want, "{filters:?}");
        }
    }
}
