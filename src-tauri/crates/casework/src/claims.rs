//! What a receipt of a deposit service claims, said by the user who reads it there: a certificate, a notarial deed.

use crate::{
    book::Book,
    case::Case,
    desk::Desk,
    error::Error,
    list::{Listing, artifact_by_prefix},
    shape::{FindingShape, Item},
};
use juzheng_model::{Digest, decision::Decision};

/// Digests that are offered of one file.
const OFFERED: usize = 20;
/// Fewest digits of a piece of a digest that is broken over lines.
const PIECE: usize = 4;

/// The digests of 64 hex digits that stand in a text, in their order, each once, in small letters. One may be broken over
/// lines or parted by blanks; one that is longer is none.
pub(crate) fn digests_in(text: &str) -> Vec<String> {
    let mut runs: Vec<Vec<&str>> = vec![Vec::new()];
    // Words of hex digits alone, as long as nothing else stands between them.
    for word in text.split_whitespace() {
        let parts: Vec<&str> = word.split(|c: char| !c.is_ascii_hexdigit()).collect();
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                runs.push(Vec::new());
            }
            if !part.is_empty() {
                runs.last_mut().expect("there is always one").push(part);
            }
        }
    }
    let mut found: Vec<String> = Vec::new();
    for run in runs {
        let mut from = 0;
        while from < run.len() {
            let mut size = 0;
            let pieces = run[from..].iter().take_while(|piece| {
                let goes_on = size < 64 && (size == 0 || piece.len() >= PIECE);
                size += if goes_on { piece.len() } else { 0 };
                goes_on
            });
            let count = pieces.count();
            let is_whole = size == 64 && run[from].len() >= PIECE;
            let digest = run[from..from + count].concat().to_lowercase();
            if is_whole && !found.contains(&digest) {
                found.push(digest);
            }
            from += if is_whole { count } else { 1 };
        }
    }
    found.truncate(OFFERED);
    found
}

impl Case {
    /// Notes that an artifact is a receipt which claims a digest (SHA-256 or SM3, 64 hex digits), for another artifact
    /// where it says for which; gives what comparing it with the case shows.
    ///
    /// # Errors
    /// An artifact is unknown, the digest is none, or the case cannot be written.
    pub fn claim_receipt(
        &mut self,
        receipt: &str,
        digest: &str,
        of: Option<&str>,
        desk: &Desk<'_>,
    ) -> Result<Vec<FindingShape>, Error> {
        let book = Book::sources_only(&self.vault)?;
        let artifact = artifact_by_prefix(&book, receipt)?;
        let of = of.map(|of| artifact_by_prefix(&book, of)).transpose()?;
        let plain: String = digest.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        let wrong = || Error::BadValue { field: "digest".to_owned(), value: digest.to_owned() };
        let digest = Digest::from_hex(&plain).ok_or_else(wrong)?.hex();
        self.vault.decide(&Decision::Claims { artifact, digest, of }, desk.stamp())?;
        let mut findings = Vec::new();
        self.list(Listing::Findings, true, &mut |item| {
            match item {
                Item::Finding(one) if one.code.starts_with("receipt-") && one.about.contains(&artifact) => {
                    findings.push(one);
                }
                _ => {}
            }
            Ok::<(), Error>(())
        })?;
        Ok(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::digests_in;

    #[test]
    fn digests_are_found_whole_broken_and_among_words() {
        let digest = "0123456789abcdef".repeat(4);
        let upper = digest.to_uppercase();
        let other = "f".repeat(64);
        let one = std::slice::from_ref(&digest);
        for (text, wanted) in [
            (format!("SHA256：{digest}。"), one),
            (format!("SHA256 {upper}\n页 1"), one),
            (format!("哈希值\n{}\n{}\n证书编号 12", &digest[..40], &digest[40..]), one),
            (
                format!("SM3: {} {} {} {}", &digest[..16], &digest[16..32], &digest[32..48], &digest[48..]),
                one,
            ),
            (format!("2026-11-29 {digest} {digest}"), one),
            (format!("{digest}{digest}"), &[]),
            (format!("{digest}0"), &[]),
            (digest[..63].to_owned(), &[]),
            (String::new(), &[]),
            (format!("{digest}\n{other}"), &[digest.clone(), other.clone()][..]),
        ] {
            assert_eq!(digests_in(&text), wanted, "{text}");
        }
        let many: String = (0..50).map(|n| format!("{n:064x}\n")).collect();
        assert_eq!(digests_in(&many).len(), 20);
    }
}
