//! Public ids: 16 hex digits derived from content, the same whatever the order of adding.

use crate::digest::Digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// An id of an artifact, message, transfer, link or finding: the first 64 bits of a SHA-256 over what the thing *is*.
///
/// 64 bits keep a million records apart with a chance of collision below one in ten million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct Id(pub u64);

impl Id {
    /// Derives an id from a kind word and the parts that identify the thing, each kept apart by its length.
    pub fn derive(kind: &str, parts: &[&[u8]]) -> Id {
        let mut bytes =
            Vec::with_capacity(16 + kind.len() + parts.iter().map(|p| p.len() + 8).sum::<usize>());
        for part in std::iter::once(&kind.as_bytes()).chain(parts) {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Id::of(&Digest::sha256(&bytes))
    }

    /// As [`Id::derive`] of the one part that `write` appends, about `size` bytes, without writing it twice.
    pub(crate) fn derive_of(kind: &str, size: usize, write: impl FnOnce(&mut Vec<u8>)) -> Id {
        let mut bytes = Vec::with_capacity(16 + kind.len() + size);
        bytes.extend_from_slice(&(kind.len() as u64).to_be_bytes());
        bytes.extend_from_slice(kind.as_bytes());
        let length_at = bytes.len();
        let start = length_at + 8;
        bytes.resize(start, 0);
        write(&mut bytes);
        let length = (bytes.len() - start) as u64;
        bytes[length_at..start].copy_from_slice(&length.to_be_bytes());
        Id::of(&Digest::sha256(&bytes))
    }

    /// The id that begins a digest: an artifact's id is the head of its SHA-256.
    pub fn of(digest: &Digest) -> Id {
        let mut head = [0; 8];
        head.copy_from_slice(&digest.0[..8]);
        Id(u64::from_be_bytes(head))
    }

    /// The ids that begin with `prefix` (1 to 16 hex digits), as a range; `None` where it is no such prefix.
    pub fn range(prefix: &str) -> Option<(Id, Id)> {
        let digits = prefix.len();
        if !(1..=16).contains(&digits) || !prefix.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let head = u64::from_str_radix(prefix, 16).ok()?;
        let free = 64 - 4 * digits as u32;
        let low = head.checked_shl(free).unwrap_or(0);
        Some((Id(low), Id(low | 1u64.checked_shl(free).unwrap_or(0).wrapping_sub(1))))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Id, D::Error> {
        let text = String::deserialize(d)?;
        u64::from_str_radix(&text, 16).map(Id).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_written_in_place_is_the_same_part() {
        for part in [&b""[..], b"a", &[7; 300]] {
            assert_eq!(Id::derive_of("k", 0, |out| out.extend_from_slice(part)), Id::derive("k", &[part]));
        }
    }

    #[test]
    fn a_prefix_is_a_range() {
        assert_eq!(Id::range("ab"), Some((Id(0xab << 56), Id((0xac << 56) - 1))));
        assert_eq!(Id::range("ffffffffffffffff"), Some((Id(u64::MAX), Id(u64::MAX))));
        assert_eq!(Id::range("f"), Some((Id(0xf << 60), Id(u64::MAX))));
        for bad in ["", "xyz", "00000000000000000", "+1"] {
            assert_eq!(Id::range(bad), None, "{bad}");
        }
    }
}
