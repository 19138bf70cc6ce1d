//! The pixels of a PNG as they lie there: PDF knows its packing (zlib) and its filters, row by row.

use super::{AsItIs, image, profile};
use flate2::read::ZlibDecoder;
use lopdf::{Object, StringFormat, dictionary};
use std::io::Read;

/// A profile unpacks to this at most; printers' have some megabytes.
const PROFILE: u64 = 16 << 20;

/// `None` where PDF cannot hold it so: interlaced, transparent, 16 bits deep, or damaged.
pub(super) fn as_it_is(bytes: &[u8]) -> Option<AsItIs> {
    let chunks = Chunks::of(bytes)?;
    let [w3, w2, w1, w0, h3, h2, h1, h0, depth, kind, 0, 0, 0] = *chunks.header else { return None };
    let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
    if chunks.is_transparent || !matches!(depth, 1 | 2 | 4 | 8) {
        return None;
    }
    let (colours, samples): (Object, i64) = match kind {
        0 => ("DeviceGray".into(), 1),
        2 => ("DeviceRGB".into(), 3),
        3 if !chunks.palette.is_empty() && chunks.palette.len() % 3 == 0 && chunks.palette.len() <= 768 => {
            let last = chunks.palette.len() as i64 / 3 - 1;
            let palette = Object::String(chunks.palette.to_vec(), StringFormat::Hexadecimal);
            (vec!["Indexed".into(), "DeviceRGB".into(), last.into(), palette].into(), 1)
        }
        _ => return None,
    };
    let row = (u64::from(width) * samples as u64 * u64::from(depth)).div_ceil(8) + 1;
    if !unpacks_to(&chunks.pixels, row * u64::from(height)) {
        return None;
    }
    let mut dictionary = image(width, height, colours);
    dictionary.set("BitsPerComponent", i64::from(depth));
    dictionary.set("Filter", "FlateDecode");
    let parameters = dictionary! {
        "Predictor" => 15,
        "Colors" => samples,
        "BitsPerComponent" => i64::from(depth),
        "Columns" => i64::from(width),
    };
    dictionary.set("DecodeParms", parameters);
    // The colours of a palette are few and stay sRGB.
    let profile = chunks.profile.filter(|_| kind != 3).and_then(|packed| unpacked(packed, samples));
    Some((dictionary, Some(chunks.pixels), profile))
}

/// The chunks that matter.
struct Chunks<'b> {
    header: &'b [u8; 13],
    palette: &'b [u8],
    profile: Option<&'b [u8]>,
    pixels: Vec<u8>,
    is_transparent: bool,
}

impl<'b> Chunks<'b> {
    fn of(bytes: &'b [u8]) -> Option<Chunks<'b>> {
        let (mut at, mut header, mut palette) = (8, None, &[][..]);
        let (mut profile, mut pixels, mut is_transparent) = (None, Vec::new(), false);
        loop {
            let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
            let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
            match bytes.get(at + 4..at + 8)? {
                b"IHDR" => header = Some(data.try_into().ok()?),
                b"PLTE" => palette = data,
                b"tRNS" => is_transparent = true,
                // Moving pictures show their first frame.
                b"iCCP" => profile = Some(data),
                b"IDAT" => pixels.extend_from_slice(data),
                b"IEND" => break,
                _ => {}
            }
            at += 12 + length;
        }
        Some(Chunks { header: header?, palette, profile, pixels, is_transparent })
    }
}

/// Whether zlib data are whole, by their own check sum, and have the length that the picture needs.
fn unpacks_to(packed: &[u8], length: u64) -> bool {
    let mut unpacking = ZlibDecoder::new(packed).take(length + 1);
    let mut buffer = [0; 1 << 15];
    let mut size = 0;
    loop {
        match unpacking.read(&mut buffer) {
            Ok(0) => return size == length,
            Ok(read) => size += read as u64,
            Err(_) => return false,
        }
    }
}

/// A profile from its chunk: a name, 0, 0 for zlib, packed.
fn unpacked(chunk: &[u8], channels: i64) -> Option<super::Profile> {
    let name = memchr::memchr(0, chunk)?;
    let packed = chunk.get(name + 2..)?;
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(PROFILE).read_to_end(&mut bytes).ok()?;
    profile(bytes, channels)
}
