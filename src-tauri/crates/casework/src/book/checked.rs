//! What a person has checked of the machine's readings: pictures, by a decision in force that came after their last
//! reading.

use crate::error::Error;
use juzheng_model::{Digest, Id, decision::Decision};
use juzheng_vault::Vault;
use std::collections::{HashMap, HashSet};

/// The pictures that are checked.
///
/// # Errors
/// The database cannot be read.
pub(crate) fn pictures(vault: &Vault, decisions: &[(i64, Decision)]) -> Result<HashSet<Id>, Error> {
    let mut checked: HashMap<Id, u64> = HashMap::new();
    for (seq, decision) in decisions {
        if let Decision::CheckPicture { artifact } = decision {
            checked.insert(*artifact, *seq as u64);
        }
    }
    if checked.is_empty() {
        return Ok(HashSet::new());
    }
    // A decision's number is that of its entry in the chain, and so is that of a reading.
    for entry in vault.custody()?.iter().filter(|entry| entry.action == "read") {
        let artifact = entry.subjects.first().and_then(|sha256| Digest::from_hex(sha256));
        if let Some(id) = artifact.map(|sha256| Id::of(&sha256))
            && checked.get(&id).is_some_and(|seq| *seq < entry.seq)
        {
            checked.remove(&id);
        }
    }
    Ok(checked.into_keys().collect())
}
