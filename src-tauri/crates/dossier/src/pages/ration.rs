//! How far a file may unfold: its streams are packed, and a few kilobytes can be made to unfold to many gigabytes.
//!
//! What is counted is what the reader would hold in memory. Counting is done only where a file of its size could be too
//! much at all, so that common files are not unfolded twice.

use super::{
    apart::Fault,
    measure::{DEFLATE, deflated, unfolded},
};
use hayro::hayro_syntax::{
    Filter, Pdf,
    object::{Name, Object, dict::keys::SUBTYPE},
};
use memchr::memmem;
use std::borrow::Cow;

/// All streams but pictures together, and a picture by itself, in bytes.
pub(super) const MOST: u64 = 512 << 20;
/// All pictures together, which are never unfolded at the same time.
const MOST_PICTURES: u64 = 8 << 30;
/// The dictionary of a stream is looked for so far back.
const DICTIONARY: usize = 4096;

/// Packings that are not measured in the file as it lies there, by how their names begin.
const ODD_FILTERS: [&[u8]; 6] = [b"/LZW", b"/RunLength", b"/RL", b"/ASCII", b"/A85", b"/AHx"];

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
        let oddly = ODD_FILTERS.into_iter().any(says);
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
    let (mut left, mut left_for_pictures) = (MOST, MOST_PICTURES);
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let filters = stream.filters();
        let packed = stream.raw_data();
        if filters.is_empty() || (filters[..] == [Filter::FlateDecode] && matches!(packed, Cow::Borrowed(_)))
        {
            continue;
        }
        let picture = stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|name| name.as_str() == "Image");
        let left = if picture { &mut left_for_pictures } else { &mut left };
        *left -= unfolded(&filters, &packed, MOST.min(*left)).ok_or(TOO_MUCH)?;
    }
    Ok(())
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
        assert_eq!(frame(&file("/Type /XRef /ID [<A85AHx>]", &[b'%'; 1 << 20])), Ok(()), "no filter");
        let hidden = [&b"stream\n"[..], &much].concat();
        assert_eq!(frame(&file("/Length 12", &hidden)), Err(TOO_MUCH), "one within another");
    }
}
