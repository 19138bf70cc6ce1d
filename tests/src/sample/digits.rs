//! Numbers that look drawn by lot and are always the same: decimal digits out of a text's SHA-256.

use sha2::{Digest, Sha256};

/// `count` decimal digits (at most 32) that belong to `of`.
pub(super) fn of(of: &str, count: usize) -> String {
    Sha256::digest(of).iter().take(count).map(|byte| char::from(b'0' + byte % 10)).collect()
}

/// A number from `low` up to and without `high` that belongs to `of`.
pub(super) fn between(of: &str, low: u64, high: u64) -> u64 {
    let head = Sha256::digest(of).iter().take(7).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    low + head % (high - low)
}
