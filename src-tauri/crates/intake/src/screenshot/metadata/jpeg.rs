//! The segments of a JPEG before its pixels: EXIF and XMP (APP1), Ducky (APP12), Adobe (APP14), comments, tables.

use super::{Jpeg, MAX_PIECES, Metadata, piece, take, tiff, xmp};
use juzheng_model::port::Bytes;
use std::io::{self, SeekFrom};

/// What stands before the XMP packet in its segment.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// Walks from behind the first marker to the pixels.
pub(super) fn walk(bytes: &mut dyn Bytes, found: &mut Metadata) -> io::Result<()> {
    found.jpeg = Some(Jpeg::default());
    bytes.seek(SeekFrom::Start(2))?;
    for _ in 0..MAX_PIECES {
        let mut marker = [0u8; 2];
        take(bytes, &mut marker)?;
        match marker {
            // Filling bytes before a marker.
            [0xff, 0xff] => {
                bytes.seek(SeekFrom::Current(-1))?;
            }
            [0xff, 0x01 | 0xd0..=0xd8] => {}
            // The pixels begin, or the file ends.
            [0xff, 0xd9 | 0xda] | [0..=0xfe, _] => return Ok(()),
            [0xff, kind] => {
                let mut length = [0u8; 2];
                take(bytes, &mut length)?;
                let length = usize::from(u16::from_be_bytes(length)).saturating_sub(2);
                if let Some(segment) = piece(bytes, length)? {
                    read(kind, &segment, found);
                }
            }
        }
    }
    Ok(())
}

fn read(kind: u8, segment: &[u8], found: &mut Metadata) {
    let jpeg = found.jpeg.get_or_insert_default();
    match kind {
        0xe1 => {
            if let Some(exif) = segment.strip_prefix(b"Exif\0\0") {
                tiff::read(exif, found);
            } else if let Some(packet) = segment.strip_prefix(XMP) {
                xmp::read(packet, found);
            }
        }
        0xec => jpeg.ducky |= segment.starts_with(b"Ducky"),
        0xee => jpeg.adobe |= segment.starts_with(b"Adobe"),
        0xfe => found.program(&String::from_utf8_lossy(&segment[..segment.len().min(4096)])),
        0xdb => jpeg.table = jpeg.table.or_else(|| table(segment)),
        _ => {}
    }
}

/// The table with number 0 in a segment of tables.
fn table(mut segment: &[u8]) -> Option<[u16; 64]> {
    while let Some((head, rest)) = segment.split_first() {
        let wide = usize::from(head >> 4 != 0) + 1;
        let values = rest.get(..64 * wide)?;
        if head & 15 == 0 {
            let value = |at: &[u8]| at.iter().fold(0u16, |value, byte| value << 8 | u16::from(*byte));
            let mut table = [0; 64];
            table.iter_mut().zip(values.chunks(wide)).for_each(|(to, at)| *to = value(at));
            return Some(table);
        }
        segment = &rest[64 * wide..];
    }
    None
}
