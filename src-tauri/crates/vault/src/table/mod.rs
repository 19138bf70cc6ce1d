//! The tables of the database, one file each; nothing else spells SQL over them.

pub(crate) mod artifact;
pub(crate) mod conversation;
pub(crate) mod custody;
pub(crate) mod decision;
pub(crate) mod finding;
pub(crate) mod head;
pub(crate) mod message;
pub(crate) mod reading;
pub(crate) mod settings;
pub(crate) mod speaker;
pub(crate) mod step;
pub(crate) mod transfer;

use crate::{column::Cells, error::Fault};
use juzheng_model::Id;
use rusqlite::{Connection, params};

/// What a table answers.
pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// The tables whose rows are the records of a reading.
pub(crate) const OF_READINGS: [&str; 5] = ["conversation", "speaker", "message", "transfer", "finding"];

/// How many rows a table holds.
pub(crate) fn count(db: &Connection, table: &'static str) -> Result<u64> {
    let count: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(count as u64)
}

/// (key, reading, id) of the rows of `message` or `transfer` whose id lies in a range of one prefix, as far as `most`.
/// A range of one prefix never spans the sign of the stored integer, so that `BETWEEN` holds.
pub(crate) fn with_ids(
    db: &Connection,
    table: &'static str,
    low: Id,
    high: Id,
    most: u32,
) -> Result<Vec<(i64, i64, Id)>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT key, reading, id FROM {table} WHERE id BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3"
    ))?;
    let mut rows = statement.query(params![low.0 as i64, high.0 as i64, most])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, table)?;
        all.push((cells.key(), cells.int(1)?, cells.id(2)?));
    }
    Ok(all)
}
