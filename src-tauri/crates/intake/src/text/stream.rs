//! A text file read block by block as UTF-8.

use super::{Encoding, HEAD_BYTES};
use crate::error::Error;
use juzheng_model::port::Bytes;
use std::io::{self, Read, SeekFrom};

/// Bytes taken from the file at a time.
const BLOCK: usize = 512 << 10;

/// A text file from its first character on (the BOM left out), as UTF-8.
pub(crate) struct TextStream<'b> {
    bytes: &'b mut dyn Bytes,
    encoding: Encoding,
    decoder: Option<encoding_rs::Decoder>,
    block: Vec<u8>,
    ended: bool,
    replaced: bool,
    ready: Vec<u8>,
    given: usize,
}

impl<'b> TextStream<'b> {
    /// Goes to the start of the file and tells its encoding; `None` where it is no text.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub(crate) fn open(bytes: &'b mut dyn Bytes) -> Result<Option<TextStream<'b>>, Error> {
        let head = head_of(bytes)?;
        let Some((encoding, bom)) = Encoding::of_head(&head, head.len() < HEAD_BYTES) else {
            return Ok(None);
        };
        bytes.seek(SeekFrom::Start(bom as u64)).map_err(Error::reading("going to its first line"))?;
        Ok(Some(TextStream {
            bytes,
            encoding,
            decoder: encoding.decoder(),
            block: Vec::new(),
            ended: false,
            replaced: false,
            ready: Vec::new(),
            given: 0,
        }))
    }

    /// The encoding of the file.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether anything so far was no text in the file's encoding and stands as U+FFFD now (never for UTF-8).
    pub(crate) fn replaced(&self) -> bool {
        self.replaced
    }

    /// Appends the next block to `out`; `false` where the file has ended. A block may end inside a character.
    ///
    /// # Errors
    /// The bytes cannot be read.
    pub(crate) fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        let attempt = "reading on in it";
        let Some(decoder) = &mut self.decoder else {
            let got = self.bytes.take(BLOCK as u64).read_to_end(out).map_err(Error::reading(attempt))?;
            self.ended = got == 0;
            return Ok(got > 0);
        };
        self.block.clear();
        let got =
            self.bytes.take(BLOCK as u64).read_to_end(&mut self.block).map_err(Error::reading(attempt))?;
        self.ended = got == 0;
        let before = out.len();
        self.replaced |= decode(decoder, &self.block, self.ended, out);
        Ok(!self.ended || out.len() > before)
    }
}

impl Read for TextStream<'_> {
    /// The same text for parsers that pull.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            let mut ready = std::mem::take(&mut self.ready);
            ready.clear();
            self.given = 0;
            let filled = self.fill(&mut ready);
            self.ready = ready;
            filled.map_err(|error| match error {
                Error::Read { source, .. } | Error::Sink { source } | Error::Write { source, .. } => source,
            })?;
        }
        let ready = &self.ready[self.given..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.given += count;
        Ok(count)
    }
}

/// The first [`HEAD_BYTES`] of a file, or all of it where it is shorter.
pub(crate) fn head_of(bytes: &mut dyn Bytes) -> Result<Vec<u8>, Error> {
    let attempt = "looking at its beginning";
    bytes.seek(SeekFrom::Start(0)).map_err(Error::reading(attempt))?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    bytes.take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(Error::reading(attempt))?;
    Ok(head)
}

/// Decodes a block onto `out`; `last` flushes what a cut-off character left. True where something was no text.
fn decode(decoder: &mut encoding_rs::Decoder, mut block: &[u8], last: bool, out: &mut Vec<u8>) -> bool {
    let mut broken = false;
    loop {
        let start = out.len();
        let room = decoder.max_utf8_buffer_length(block.len()).unwrap_or(BLOCK).clamp(64, 4 * BLOCK);
        out.resize(start + room, 0);
        let (result, read, written, replaced) = decoder.decode_to_utf8(block, &mut out[start..], last);
        out.truncate(start + written);
        block = &block[read..];
        broken |= replaced;
        if result == encoding_rs::CoderResult::InputEmpty {
            return broken;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn check(bytes: Vec<u8>, encoding: Encoding, want: &str) {
        let mut cursor = Cursor::new(bytes);
        let mut stream = TextStream::open(&mut cursor).expect("memory can be read").expect("it is text");
        assert_eq!(stream.encoding(), encoding);
        let mut pulled = String::new();
        stream.read_to_string(&mut pulled).expect("it becomes UTF-8");
        assert!(pulled == want, "{} characters instead of {}", pulled.len(), want.len());
    }

    #[test]
    fn every_encoding_gives_the_same_text_across_blocks() {
        let text = "起始时间：[2025-01-01] 借款5万元,¥1.00\r\n".repeat(40_000);
        let utf16: Vec<u16> = std::iter::once(0xfeff).chain(text.encode_utf16()).collect();
        let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
        check(text.clone().into_bytes(), Encoding::Utf8, &text);
        check(format!("\u{feff}{text}").into_bytes(), Encoding::Utf8, &text);
        check(utf16.iter().flat_map(|u| u.to_le_bytes()).collect(), Encoding::Utf16Le, &text);
        check(utf16.iter().flat_map(|u| u.to_be_bytes()).collect(), Encoding::Utf16Be, &text);
        check(gb18030.into_owned(), Encoding::Gb18030, &text);
    }
}
