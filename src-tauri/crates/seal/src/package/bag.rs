//! The plain files of a bag: lists of checksums, and what it says of itself.

use juzheng_model::Digest;
use std::collections::BTreeMap;

/// `bagit.txt`, every byte of it.
pub(super) const BAGIT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Bytes of a list of checksums at most: some 500,000 files.
pub(super) const MOST: u64 = 64 << 20;

/// Files with their SHA-256, in the order of their paths.
pub(super) type Listed = BTreeMap<String, Digest>;

/// A list of checksums as `sha256sum -c` reads it.
pub(super) fn spelled(files: &Listed) -> String {
    files.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
}

/// Reads a list of checksums; only in the spelling that [`spelled`] gives.
pub(super) fn parse(text: &[u8]) -> Option<Listed> {
    let text = std::str::from_utf8(text).ok()?;
    let mut files = Listed::new();
    for line in text.lines() {
        let (digest, path) = line.split_once("  ")?;
        files.insert(path.to_owned(), Digest::from_hex(digest)?);
    }
    (spelled(&files) == text).then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_and_no_other() {
        let files: Listed =
            [("data/b".to_owned(), Digest([1; 32])), ("data/a b".to_owned(), Digest([2; 32]))].into();
        let text = spelled(&files);
        assert_eq!(parse(text.as_bytes()), Some(files));
        for at in 0..text.len() {
            for bit in 0..7 {
                let mut bad = text.clone().into_bytes();
                bad[at] ^= 1 << bit;
                let read = parse(&bad);
                assert_ne!(read, parse(text.as_bytes()), "byte {at}, bit {bit}");
            }
        }
    }
}
