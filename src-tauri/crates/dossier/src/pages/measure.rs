//! How many bytes packed data unfold to, counted without holding them.

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro::hayro_syntax::Filter;
use std::{borrow::Cow, io::Read};

/// Deflate unfolds a byte to 1032 at most.
pub(super) const DEFLATE: u64 = 1032;
/// LZW has codes of nine bits at least, and strings of 4096 bytes at most.
const LZW: u64 = 4096 * 8 / 9;
/// Two bytes stand for 128.
const RUN_LENGTH: u64 = 64;

/// What a stream unfolds to before a picture's own packing, in bytes: counted for the first packing, of further ones the
/// most that they could unfold to. `None` for more than `most`.
pub(super) fn unfolded(filters: &[Filter], packed: &[u8], most: u64) -> Option<u64> {
    let mut packed = Cow::Borrowed(packed);
    let mut counted: Option<u64> = None;
    for filter in filters.iter().take_while(|filter| !is_picture(filter)) {
        counted = match (filter, counted) {
            // Text packings only shrink.
            (Filter::Ascii85Decode, None) => {
                packed = ascii_85(&packed).into();
                None
            }
            (Filter::AsciiHexDecode, None) => {
                packed = ascii_hex(&packed).into();
                None
            }
            (Filter::FlateDecode, None) => Some(deflated(&packed, most)?),
            (Filter::LzwDecode, None) => Some(lzw(&packed)),
            (Filter::RunLengthDecode, None) => Some(packed.len() as u64 * RUN_LENGTH),
            (Filter::FlateDecode, Some(size)) => Some(size.saturating_mul(DEFLATE)),
            (Filter::LzwDecode, Some(size)) => Some(size.saturating_mul(LZW)),
            (Filter::RunLengthDecode, Some(size)) => Some(size.saturating_mul(RUN_LENGTH)),
            _ => counted,
        };
    }
    Some(counted.unwrap_or(packed.len() as u64)).filter(|size| *size <= most)
}

/// Whether the filter gives a picture.
pub(super) fn is_picture(filter: &Filter) -> bool {
    matches!(filter, Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode)
}

/// How many bytes deflated data unfold to; what is not deflated unfolds to nothing. `None` for more than `most`.
pub(super) fn deflated(packed: &[u8], most: u64) -> Option<u64> {
    let size = read_through(ZlibDecoder::new(packed), most)?;
    // The reader tries again without a head, where the head is wrong.
    Some(size.max(read_through(DeflateDecoder::new(packed), most)?))
}

fn read_through(mut unfolding: impl Read, most: u64) -> Option<u64> {
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

/// Codes grow a code early or not, which the dictionary says: the larger of both.
fn lzw(packed: &[u8]) -> u64 {
    lzw_growing(packed, 1).max(lzw_growing(packed, 0))
}

/// Each new code is the string of the one before and a byte more: lengths are enough.
fn lzw_growing(packed: &[u8], early: usize) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths = [1_u16; 4096];
    let (mut next, mut before, mut size) = (END + 1, None, 0);
    let (mut bits, mut held, mut bytes) = (0_u32, 0, packed.iter());
    loop {
        let width = match next + early {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = bytes.next() else { return size };
            (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        match code {
            CLEAR => (next, before) = (END + 1, None),
            END => return size,
            _ => {
                if let Some(before) = before.filter(|_| next < lengths.len()) {
                    lengths[next] = lengths[before] + 1;
                    next += 1;
                }
                if code >= next {
                    return size;
                }
                size += u64::from(lengths[code]);
                before = Some(code);
            }
        }
    }
}

/// Five signs are four bytes; what is wrong in it is left out.
fn ascii_85(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 5 * 4);
    let (mut group, mut signs) = (0_u32, 0);
    for sign in text {
        match sign {
            b'z' if signs == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(sign - b'!'));
                signs += 1;
                if signs == 5 {
                    out.extend(group.to_be_bytes());
                    (group, signs) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if signs > 1 {
        (signs..5).for_each(|_| group = group.wrapping_mul(85).wrapping_add(84));
        out.extend(&group.to_be_bytes()[..signs - 1]);
    }
    out
}

fn ascii_hex(text: &[u8]) -> Vec<u8> {
    let digits =
        text.iter().take_while(|sign| **sign != b'>').filter_map(|sign| char::from(*sign).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    pub(super) fn blanks(count: usize) -> Vec<u8> {
        let mut packing = ZlibEncoder::new(Vec::new(), Compression::best());
        packing.write_all(&vec![b' '; count]).expect("memory");
        packing.finish().expect("memory")
    }

    #[test]
    fn text_packings_are_read() {
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80 ~>"), b"Hello World!");
        assert_eq!(ascii_85(b"z87cUR\nDZ~>no more"), b"\0\0\0\0Hello");
        assert_eq!(ascii_hex(b"48 65 6c6C 6f7>00"), b"Hellop");
    }

    #[test]
    fn codes_are_counted() {
        // ISO 32000-1, 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
        assert_eq!(lzw_growing(&[0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01], 1), 10);
        // Blanks: each code is a blank longer than the one before.
        let mut bits: Vec<bool> = Vec::new();
        let mut put = |code: usize, width: u32| bits.extend((0..width).rev().map(|bit| code >> bit & 1 == 1));
        put(256, 9);
        put(32, 9);
        (258..400).for_each(|code| put(code, 9));
        put(257, 9);
        let bytes: Vec<u8> = bits
            .chunks(8)
            .map(|eight| (0..8).fold(0, |byte, n| byte << 1 | u8::from(*eight.get(n).unwrap_or(&false))))
            .collect();
        assert_eq!(lzw(&bytes), (1..=143).sum::<u64>());
        (0..bytes.len()).for_each(|end| assert!(lzw(&bytes[..end]) <= lzw(&bytes)));
    }

    #[test]
    fn chains_are_bounded() {
        use Filter::*;
        let little = blanks(1 << 20);
        let hex: Vec<u8> = little.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
        for (filters, bytes, want) in [
            (&[][..], &little[..], Some(little.len() as u64)),
            (&[FlateDecode], &little, Some(1 << 20)),
            (&[AsciiHexDecode, FlateDecode], &hex, Some(1 << 20)),
            (&[AsciiHexDecode, FlateDecode, DctDecode], &hex, Some(1 << 20)),
            (&[DctDecode], &little, Some(little.len() as u64)),
            (&[FlateDecode, FlateDecode], &little, None),
            (&[FlateDecode, LzwDecode], &little, None),
            (&[RunLengthDecode, RunLengthDecode, RunLengthDecode], &little, None),
        ] {
            assert_eq!(unfolded(filters, bytes, 32 << 20), want, "{filters:?}");
        }
        assert_eq!(unfolded(&[FlateDecode], &little, 1 << 19), None);
    }
}
