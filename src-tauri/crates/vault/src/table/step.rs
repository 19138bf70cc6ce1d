//! The table `schema_step`: which schema steps were applied, each with the digest of its SQL.

use super::Result;
use crate::column::Cells;
use juzheng_model::Digest;
use rusqlite::{Connection, params};

/// The table itself stands outside the steps, because it says which of them are there.
pub(crate) const SQL: &str = "\
CREATE TABLE IF NOT EXISTS schema_step (
  number INTEGER PRIMARY KEY, -- from 1, without a gap
  digest BLOB NOT NULL        -- SHA-256 of the step's SQL
) STRICT";

/// Notes an applied step.
pub(crate) fn insert(db: &Connection, number: u32, digest: &Digest) -> Result<()> {
    db.execute("INSERT INTO schema_step (number, digest) VALUES (?1, ?2)", params![number, digest.0])?;
    Ok(())
}

/// The applied steps as (number, digest), in order.
pub(crate) fn all(db: &Connection) -> Result<Vec<(u32, Digest)>> {
    let mut statement = db.prepare("SELECT number, digest FROM schema_step ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "schema_step")?;
        all.push((cells.small(0)?, cells.digest(1)?));
    }
    Ok(all)
}
