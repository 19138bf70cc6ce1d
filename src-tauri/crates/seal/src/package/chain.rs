//! The custody chain as lines: each is the canonical JSON of an entry, and the SHA-256 of a line is what the next one names
//! as `previous`. So the chain can be followed with `sha256sum` alone.

use juzheng_model::{Digest, canonical};
use serde_json::{Value, json};
use std::io::BufRead;

/// Bytes of a line at most.
const MOST: usize = 16 << 20;

/// An entry as it goes into a package.
#[derive(Debug, Clone)]
pub struct CustodyLine<'a> {
    /// From 1.
    pub seq: u64,
    /// Unix seconds.
    pub at: i64,
    /// Who.
    pub actor: &'a str,
    /// What.
    pub action: &'a str,
    /// What it was done to.
    pub subjects: &'a [String],
    /// The whole of it.
    pub detail: &'a Value,
    /// The digest of the entry before.
    pub previous: Digest,
    /// Its own digest.
    pub digest: Digest,
}

/// The line of an entry, without its end; with `whole` false only what follows the chain: number, time, action and
/// digests.
pub fn custody_line(entry: &CustodyLine<'_>, whole: bool) -> String {
    let CustodyLine { seq, at, actor, action, subjects, detail, previous, digest } = entry;
    canonical::json(&match whole {
        true => json!({
            "action": action, "actor": actor, "at": at, "detail": detail, "previous": previous, "seq": seq,
            "subjects": subjects,
        }),
        false => json!({"action": action, "at": at, "digest": digest, "previous": previous, "seq": seq}),
    })
}

/// What a chain of lines shows.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Entries that hold.
    pub(super) entries: u64,
    /// The first that does not.
    pub(super) broken: Option<u64>,
    /// The digest of each entry, in order.
    pub(super) digests: Vec<Digest>,
}

/// Follows the chain.
pub(super) fn walk(lines: &mut dyn BufRead, whole: bool) -> std::io::Result<Walked> {
    let mut walked = Walked::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = std::io::Read::take(&mut *lines, MOST as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(walked);
        }
        let seq = walked.digests.len() as u64 + 1;
        let Some(digest) = entry(&line, seq, walked.digests.last(), whole) else {
            walked.broken = Some(seq);
            return Ok(walked);
        };
        walked.digests.push(digest);
        walked.entries += 1;
    }
}

/// The digest of the entry on a line, if it follows the one before.
fn entry(line: &[u8], seq: u64, before: Option<&Digest>, whole: bool) -> Option<Digest> {
    let line = line.strip_suffix(b"\n")?;
    let value: Value = serde_json::from_slice(line).ok()?;
    let previous = Digest::from_hex(value["previous"].as_str()?)?;
    let follows =
        value["seq"].as_u64() == Some(seq) && previous == before.copied().unwrap_or(Digest([0; 32]));
    if !follows || canonical::json(&value).as_bytes() != line {
        return None;
    }
    match whole {
        true => Some(Digest::sha256(line)),
        false => Digest::from_hex(value["digest"].as_str()?),
    }
}
