//! CUSTODY: one entry of the custody chain in the JSON of the contract.

use juzheng_model::Digest;
use juzheng_vault::CustodyEntry;
use serde::Serialize;

/// One entry of the custody chain.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)] // the contract is the documentation
pub struct CustodyShape {
    pub seq: u64,
    pub at: String,
    pub actor: String,
    pub action: String,
    pub subjects: Vec<String>,
    pub previous: Digest,
    pub digest: Digest,
    pub detail: serde_json::Value,
}

impl CustodyShape {
    /// As it is exported, the time in the offset of the case.
    pub(crate) fn new(entry: CustodyEntry, offset: juzheng_model::Offset) -> CustodyShape {
        CustodyShape {
            seq: entry.seq,
            at: offset.rfc3339(entry.at),
            actor: entry.actor,
            action: entry.action,
            subjects: entry.subjects,
            previous: entry.previous,
            digest: entry.digest,
            detail: entry.detail,
        }
    }
}
