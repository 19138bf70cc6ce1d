//! The chunks of a PNG: EXIF, and texts that name a program. (`tIME` is the time of the last change in whatever zone its
//! program took for UTC; it says nothing of a capture and is not read. Compressed texts are passed over.)

use super::{MAX_PIECES, Metadata, piece, take, tiff, xmp};
use juzheng_model::port::Bytes;
use std::io::{self, SeekFrom};

/// Walks from behind the magic bytes to the end: texts may stand behind the pixels.
pub(super) fn walk(bytes: &mut dyn Bytes, found: &mut Metadata) -> io::Result<()> {
    for _ in 0..MAX_PIECES {
        let mut head = [0u8; 8];
        take(bytes, &mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]);
        match &kind {
            b"eXIf" | b"tEXt" | b"iTXt" => {
                if let Some(chunk) = piece(bytes, length as usize)? {
                    read(&kind, &chunk, found);
                }
            }
            b"IEND" => return Ok(()),
            _ => {
                bytes.seek(SeekFrom::Current(i64::from(length)))?;
            }
        }
        // The checksum.
        bytes.seek(SeekFrom::Current(4))?;
    }
    Ok(())
}

fn read(kind: &[u8; 4], chunk: &[u8], found: &mut Metadata) {
    if kind == b"eXIf" {
        tiff::read(chunk, found);
        return;
    }
    let Some(end) = chunk.iter().position(|byte| *byte == 0) else { return };
    let (keyword, rest) = (&chunk[..end], &chunk[end + 1..]);
    let text = match (kind, rest) {
        (b"tEXt", text) => text,
        // Not compressed, then a language and the keyword in it.
        (_, [0, _, rest @ ..]) => {
            let mut parts = rest.splitn(3, |byte| *byte == 0).skip(2);
            parts.next().unwrap_or_default()
        }
        _ => return,
    };
    match keyword {
        b"Software" | b"software" | b"Comment" | b"comment" | b"Creator" => {
            found.program(&String::from_utf8_lossy(&text[..text.len().min(4096)]));
        }
        b"XML:com.adobe.xmp" => xmp::read(text, found),
        _ => {}
    }
}
