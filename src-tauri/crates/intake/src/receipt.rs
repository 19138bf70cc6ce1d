//! Receipts of services that keep digests: what they claim, which casework holds against the case.
//!
//! - RFC 3161 replies and tokens (`.tsr`, `.tsa` and others, DER): the digest in their TSTInfo, and its algorithm. Whether
//!   the token itself holds is not for a reader to say: a timestamp over the case's own root is taken in by `stamp`.
//! - OpenTimestamps proofs (`.ots`, by the magic of their format, version 1): the digest of the file that they are for.
//!
//! A claim stands in the notes of the file's facts as `sha256:` or `sm3:` and 64 hex digits.

use crate::{error::Error, medium::Medium};
use juzheng_model::{ArtifactKind, Facts, Sink, port::Bytes};
use std::io::Read;

/// How an OpenTimestamps proof begins, up to the version, which is 1.
const OTS: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01";
/// Its sign for a file that was digested by SHA-256.
const OTS_SHA256: u8 = 0x08;
/// id-ct-TSTInfo, as it stands in DER.
const TST_INFO: &[u8] = &[0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// SHA-256 and SM3 as algorithms in DER, each before a digest of 32 bytes.
const ALGORITHMS: [(&[u8], &str); 2] = [
    (&[0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01], "sha256"),
    (&[0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x11], "sm3"),
];
/// Bytes of a receipt that are looked at.
const MOST: u64 = 1 << 20;

/// Whether a file that begins so is a receipt.
pub(crate) fn is_one(head: &[u8]) -> bool {
    head.starts_with(OTS) || (head.first() == Some(&0x30) && at(head, TST_INFO).is_some())
}

/// Says what the receipt claims.
///
/// # Errors
/// The bytes cannot be read, or the sink refuses.
pub(crate) fn read(bytes: &mut dyn Bytes, sink: &mut dyn Sink) -> Result<(), Error> {
    let (medium, failure) = Medium::watch(bytes);
    let mut head = Vec::new();
    let read = medium.take(MOST).read_to_end(&mut head);
    failure.check("reading the receipt")?;
    if read.is_err() {
        head.clear();
    }
    let (media, layout, claim) = match head.starts_with(OTS) {
        true => ("application/vnd.opentimestamps.ots", "opentimestamps", of_ots(&head)),
        false => ("application/timestamp-reply", "rfc3161", of_token(&head)),
    };
    let facts = Facts {
        layout: layout.to_owned(),
        notes: claim.into_iter().collect(),
        ..Facts::plain(ArtifactKind::Receipt, media)
    };
    sink.facts(facts).map_err(Error::refused)
}

fn of_ots(bytes: &[u8]) -> Option<String> {
    let (sign, digest) = bytes.get(OTS.len()..)?.split_first()?;
    (*sign == OTS_SHA256).then(|| claim("sha256", digest.get(..32)?)).flatten()
}

/// The imprint is the first digest behind the sign of what the token holds.
fn of_token(bytes: &[u8]) -> Option<String> {
    let info = bytes.get(at(bytes, TST_INFO)? + TST_INFO.len()..)?;
    let (start, (algorithm, name)) =
        ALGORITHMS.iter().filter_map(|known| Some((at(info, known.0)?, *known))).min_by_key(|(at, _)| *at)?;
    let mut rest = info.get(start + algorithm.len()..)?;
    // Parameters: none, or NULL.
    if rest.starts_with(&[0x05, 0x00]) {
        rest = &rest[2..];
    }
    claim(name, rest.strip_prefix(&[0x04, 0x20])?.get(..32)?)
}

fn claim(algorithm: &str, digest: &[u8]) -> Option<String> {
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    (hex.len() == 64).then(|| format!("{algorithm}:{hex}"))
}

fn at(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(bytes: &[u8]) -> (bool, Option<String>) {
        let claim = if bytes.starts_with(OTS) { of_ots(bytes) } else { of_token(bytes) };
        (is_one(bytes), claim)
    }

    #[test]
    fn what_receipts_claim_is_found() {
        let digest = [0xab; 32];
        let hex = "ab".repeat(32);
        let ots = [OTS, &[OTS_SHA256], &digest, &[0xf0]].concat();
        let token = |algorithm: &[u8], parameters: &[u8]| {
            let start = [&[0x30, 0x82, 0x01, 0x00][..], TST_INFO, &[0x30, 0x10], algorithm].concat();
            [&start[..], parameters, &[0x04, 0x20], &digest].concat()
        };
        let [(sha256, _), (sm3, _)] = ALGORITHMS;
        for (bytes, wanted) in [
            (ots.clone(), (true, Some(format!("sha256:{hex}")))),
            (ots[..OTS.len() + 20].to_vec(), (true, None)),
            ([OTS, &[0x02], &digest].concat(), (true, None)),
            (token(sha256, &[5, 0]), (true, Some(format!("sha256:{hex}")))),
            (token(sm3, &[]), (true, Some(format!("sm3:{hex}")))),
            (token(&[6, 1, 1], &[]), (true, None)),
            (b"0 plain text".to_vec(), (false, None)),
            (Vec::new(), (false, None)),
        ] {
            assert_eq!(claimed(&bytes), wanted, "{bytes:02x?}");
        }
    }
}
