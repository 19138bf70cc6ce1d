//! How many pixels a packed picture has by its own head: its dictionary may say less.

use super::measure::is_picture;
use hayro::hayro_syntax::{
    Filter,
    object::{
        Dict, Stream,
        dict::keys::{COLUMNS, DECODE_PARMS, HEIGHT},
    },
};
use image::{ImageFormat, ImageReader};
use memchr::memmem;
use std::io::Cursor;

/// The pixels of a picture; 0 where its packing knows no more than its dictionary, or lies within another packing.
pub(super) fn of(stream: &Stream<'_>) -> u64 {
    let filters = stream.filters();
    let [packing] = filters[..] else { return 0 };
    if !is_picture(&packing) {
        return 0;
    }
    let data = stream.raw_data();
    let pixels = match packing {
        Filter::DctDecode => jpeg(&data),
        Filter::JpxDecode => jpeg_2000(&data),
        Filter::Jbig2Decode => jbig2(&data),
        _ => fax(stream.dict()),
    };
    pixels.unwrap_or(0)
}

fn jpeg(data: &[u8]) -> Option<u64> {
    let (width, height) =
        ImageReader::with_format(Cursor::new(data), ImageFormat::Jpeg).into_dimensions().ok()?;
    Some(u64::from(width) * u64::from(height))
}

/// The sides stand in the box `ihdr`, and once more in the marker SIZ.
fn jpeg_2000(data: &[u8]) -> Option<u64> {
    let after = |mark: &[u8], skip: usize| sides(data, memmem::find(data, mark)? + mark.len() + skip);
    after(b"ihdr", 0).max(after(&[0xff, 0x4f, 0xff, 0x51], 4))
}

/// The sides stand in the segment about the page, one of the first (ISO/IEC 14492, 7.2 and 7.4.8).
fn jbig2(data: &[u8]) -> Option<u64> {
    let mut at = 0;
    loop {
        let (own, flags, referred) = (number(data, at)?, *data.get(at + 4)?, *data.get(at + 5)?);
        let (referred, head) = match referred >> 5 {
            7 => {
                let referred = number(data, at + 5)? & 0x1fff_ffff;
                (referred as usize, 4 + (referred as usize + 1).div_ceil(8))
            }
            few => (usize::from(few), 1),
        };
        let each = match own {
            0..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        at += 5 + head + referred * each + if flags & 0x40 == 0 { 1 } else { 4 };
        let length = number(data, at)? as usize;
        at += 4;
        if flags & 0x3f == 48 {
            return sides(data, at);
        }
        at = at.checked_add(length)?;
    }
}

/// The width stands beside the dictionary's height.
fn fax(dictionary: &Dict<'_>) -> Option<u64> {
    let columns = dictionary.get::<Dict<'_>>(DECODE_PARMS)?.get::<u32>(COLUMNS)?;
    Some(u64::from(columns) * u64::from(dictionary.get::<u32>(HEIGHT)?))
}

/// Two sides in a row, in either order.
fn sides(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from(number(data, at)?).saturating_mul(u64::from(number(data, at + 4)?)))
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_and_broken_ones_survived() {
        let mut boxed = b"....ihdr".to_vec();
        boxed.extend([0, 0, 1, 0, 0, 0, 2, 0]);
        let bare = [&[0xff, 0x4f, 0xff, 0x51, 0, 47, 0, 0][..], &[0, 0, 0, 3, 0, 0, 0, 5]].concat();
        // A dictionary of symbols, referred to by nobody, then the page of 16 by 9.
        let symbols = [&[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2][..], &[7, 7]].concat();
        let page = [&[0, 0, 0, 1, 48, 0, 1, 0, 0, 0, 19][..], &[0, 0, 0, 16, 0, 0, 0, 9], &[0; 11]].concat();
        let long = [&[0, 0, 0, 2, 0, 0xe0, 0, 0, 9, 0, 0][..], &[1; 9], &[1, 0, 0, 0, 1, 5]].concat();
        type Read = fn(&[u8]) -> Option<u64>;
        let rows: [(Read, Vec<u8>, Option<u64>); 7] = [
            (jpeg_2000, boxed, Some(256 * 512)),
            (jpeg_2000, bare, Some(15)),
            (jpeg_2000, b"ihdr\0\0".to_vec(), None),
            (jbig2, [&symbols[..], &page].concat(), Some(144)),
            (jbig2, [long, page].concat(), Some(144)),
            (jbig2, symbols, None),
            (jpeg, vec![0xff, 0xd8, 0xff], None),
        ];
        for (ix, (read, data, want)) in rows.into_iter().enumerate() {
            assert_eq!(read(&data), want, "row {ix}");
            assert!((0..data.len()).all(|end| read(&data[..end]).is_none_or(|pixels| Some(pixels) == want)));
        }
    }
}
