//! What a picture's file says beside its pixels: EXIF, XMP, text chunks, and how its JPEG was made.
//!
//! Only JPEG segments and PNG chunks are walked, and only a few of them are read, each up to a limit; everything else is
//! passed over. Nothing in it is a fact about the content: any program can write any of it.

mod jpeg;
mod png;
mod tiff;
mod xmp;

#[cfg(test)]
pub(crate) mod sample;

use juzheng_model::port::Bytes;
use std::io::{self, Read, SeekFrom};

/// The longest piece that is looked into; longer ones are no metadata of a screenshot.
const MAX_PIECE: usize = 1 << 20;

/// How many segments or chunks are walked at most; a picture of 100 MB in chunks of 8 kB has fewer.
const MAX_PIECES: usize = 1 << 16;

/// The longest text that is kept of a field, in characters.
const MAX_TEXT: usize = 200;

/// What a file says beside its pixels.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// EXIF, wherever it stood.
    pub(crate) exif: Exif,
    /// Names of programs that say they made or changed it, each once, in the order of the file.
    pub(crate) programs: Vec<String>,
    /// How the JPEG was made; `None` for other formats.
    pub(crate) jpeg: Option<Jpeg>,
}

/// The fields of EXIF that say when, how and by what; as they stand there. The same fields of XMP fill what EXIF leaves.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Exif {
    /// `DateTimeOriginal`: when it was taken.
    pub(crate) taken: Option<String>,
    /// `OffsetTimeOriginal`, its zone.
    pub(crate) taken_offset: Option<String>,
    /// `DateTime`: when the file was last changed.
    pub(crate) changed: Option<String>,
    /// `OffsetTime`, its zone.
    pub(crate) changed_offset: Option<String>,
    /// Whether `UserComment` says `Screenshot`, as iOS writes.
    pub(crate) is_screenshot: bool,
}

/// How a JPEG was made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Jpeg {
    /// The quantisation table of brightness, in the order of the file (zigzag).
    pub(crate) table: Option<[u16; 64]>,
    /// A segment that Adobe's programs write (APP14).
    pub(crate) adobe: bool,
    /// A segment that Photoshop's *Save for Web* writes (APP12 `Ducky`).
    pub(crate) ducky: bool,
}

impl Metadata {
    /// Reads it from a file. Damage ends the reading; what was found until then stands.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub(crate) fn read(bytes: &mut dyn Bytes) -> io::Result<Metadata> {
        let mut found = Metadata::default();
        bytes.seek(SeekFrom::Start(0))?;
        let mut magic = [0u8; 8];
        let walked = match take(bytes, &mut magic) {
            Ok(()) if magic.starts_with(&[0xff, 0xd8]) => jpeg::walk(bytes, &mut found),
            Ok(()) if magic == *b"\x89PNG\r\n\x1a\n" => png::walk(bytes, &mut found),
            other => other,
        };
        match walked {
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
            _ => Ok(found),
        }
    }

    /// Notes a program that names itself.
    fn program(&mut self, name: &str) {
        let name = shortened(name);
        if !name.is_empty() && !self.programs.contains(&name) && self.programs.len() < 32 {
            self.programs.push(name);
        }
    }
}

/// Fills `into`, or says that the file ends.
fn take(bytes: &mut dyn Bytes, into: &mut [u8]) -> io::Result<()> {
    bytes.read_exact(into)
}

/// The next `length` bytes, if a piece may be as long; passed over otherwise.
fn piece(bytes: &mut dyn Bytes, length: usize) -> io::Result<Option<Vec<u8>>> {
    if length > MAX_PIECE {
        bytes.seek(SeekFrom::Current(length as i64))?;
        return Ok(None);
    }
    let mut piece = Vec::new();
    bytes.take(length as u64).read_to_end(&mut piece)?;
    if piece.len() < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Some(piece)) }
}

/// A text as it may be shown: no control characters, no blanks or zeros at the ends, not endless.
fn shortened(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests;
