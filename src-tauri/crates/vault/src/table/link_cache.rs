//! The tables `link_cache` and `link_cache_state`: links as they were last worked out, for one state of the case.

use super::Result;
use crate::column::{Cells, Insert};
use juzheng_model::{Digest, Id};
use rusqlite::{Connection, params};
use sha2::Digest as _;

/// Empties the cache.
pub(crate) fn clear(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM link_cache_state", [])?;
    db.execute("DELETE FROM link_cache", [])?;
    Ok(())
}

/// Fills the empty cache.
pub(crate) fn fill(
    db: &Connection,
    state: &Digest,
    links: &mut dyn Iterator<Item = (Id, String)>,
) -> Result<()> {
    let mut insert: Insert<'_, 2> =
        Insert::new(db, "INSERT INTO link_cache (transfer, payload) VALUES (?1, ?2)")?;
    let mut digest = sha2::Sha256::new();
    for (transfer, payload) in links {
        insert.int(0, transfer.0 as i64)?;
        insert.text(1, payload.as_str())?;
        insert.row()?;
        take(&mut digest, transfer, &payload);
    }
    let digest: [u8; 32] = digest.finalize().into();
    db.execute(
        "INSERT INTO link_cache_state (one, state, digest) VALUES (1, ?1, ?2)",
        params![state.0, digest],
    )?;
    Ok(())
}

/// What is cached for this state; `None` for another state, or where the rows are not those that were stored.
pub(crate) fn get(db: &Connection, state: &Digest) -> Result<Option<Vec<(Id, String)>>> {
    let mut statement = db.prepare_cached("SELECT one, state, digest FROM link_cache_state")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cells = Cells::keyed(row, "link_cache_state")?;
    let (cached, stored) = (cells.digest(1)?, cells.digest(2)?);
    if cached != *state {
        return Ok(None);
    }
    let mut statement = db.prepare_cached("SELECT key, transfer, payload FROM link_cache ORDER BY key")?;
    let mut rows = statement.query([])?;
    let mut links = Vec::new();
    let mut digest = sha2::Sha256::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "link_cache")?;
        let (transfer, payload) = (cells.id(1)?, cells.text(2)?);
        take(&mut digest, transfer, &payload);
        links.push((transfer, payload));
    }
    Ok((digest.finalize()[..] == stored.0).then_some(links))
}

fn take(digest: &mut sha2::Sha256, transfer: Id, payload: &str) {
    digest.update(transfer.0.to_be_bytes());
    digest.update((payload.len() as u64).to_be_bytes());
    digest.update(payload.as_bytes());
}
