//! The few EXIF fields that matter, out of the TIFF structure that carries them.
//!
//! A walk of our own over two directories: it looks at a bounded number of entries, follows no chain (so there is no
//! cycle to fall into), and a field that points outside the block costs only itself.

use super::{Metadata, shortened};

/// The most entries of a directory that are looked at; cameras write about fifty.
const MAX_ENTRIES: u16 = 512;

/// A block in its byte order.
struct Block<'b> {
    bytes: &'b [u8],
    little: bool,
}

/// Reads the fields from a TIFF block.
pub(super) fn read(bytes: &[u8], found: &mut Metadata) {
    let little = match bytes.get(..4) {
        Some(b"II*\0") => true,
        Some(b"MM\0*") => false,
        _ => return,
    };
    let block = Block { bytes, little };
    let Some(first) = block.u32(4) else { return };
    let mut inner = None;
    block.entries(first, |tag, entry| match tag {
        0x000b | 0x0131 => {
            if let Some(name) = block.text(entry) {
                found.program(&name);
            }
        }
        0x0132 => found.exif.changed = block.text(entry),
        0x8769 => inner = block.u32(entry + 8),
        _ => {}
    });
    let Some(inner) = inner else { return };
    block.entries(inner, |tag, entry| match tag {
        0x9003 => found.exif.taken = block.text(entry),
        0x9010 => found.exif.changed_offset = block.text(entry),
        0x9011 => found.exif.taken_offset = block.text(entry),
        0x9286 => found.exif.is_screenshot |= block.comment(entry),
        _ => {}
    });
}

impl Block<'_> {
    fn array<const N: usize>(&self, at: u32) -> Option<[u8; N]> {
        let at = at as usize;
        self.bytes.get(at..at.checked_add(N)?)?.try_into().ok()
    }

    fn u16(&self, at: u32) -> Option<u16> {
        let bytes = self.array(at)?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn u32(&self, at: u32) -> Option<u32> {
        let bytes = self.array(at)?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// Calls with tag and place of each entry of a directory.
    fn entries(&self, at: u32, mut each: impl FnMut(u16, u32)) {
        let count = self.u16(at).unwrap_or(0).min(MAX_ENTRIES);
        for entry in 0..u32::from(count) {
            let Some(at) = at.checked_add(2 + entry * 12) else { return };
            let Some(tag) = self.u16(at) else { return };
            if at < u32::MAX - 12 {
                each(tag, at);
            }
        }
    }

    /// The bytes of an entry, within it or where it points to.
    fn value(&self, entry: u32) -> Option<&[u8]> {
        // ASCII, undefined, or UTF-8 of EXIF 3: all of one byte each.
        let one_byte = matches!(self.u16(entry + 2)?, 1 | 2 | 7 | 129);
        let count = self.u32(entry + 4).filter(|_| one_byte)?;
        let at = if count <= 4 { entry + 8 } else { self.u32(entry + 8)? } as usize;
        let count = (count as usize).min(1024);
        self.bytes.get(at..at.checked_add(count)?)
    }

    fn text(&self, entry: u32) -> Option<String> {
        let value = self.value(entry)?;
        let text = value.split(|byte| *byte == 0).next().unwrap_or_default();
        Some(shortened(&String::from_utf8_lossy(text))).filter(|text| !text.is_empty())
    }

    /// Whether a comment, which begins with the name of its encoding, says `Screenshot`.
    fn comment(&self, entry: u32) -> bool {
        let said = self.value(entry).and_then(|value| value.get(8..)).unwrap_or_default();
        let letters: Vec<u8> = said.iter().copied().filter(|byte| *byte != 0).collect();
        letters.trim_ascii().eq_ignore_ascii_case(b"screenshot")
    }
}
