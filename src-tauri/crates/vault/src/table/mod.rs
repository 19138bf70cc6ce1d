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

use crate::error::Fault;
use rusqlite::Connection;

/// What a table answers.
pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// The tables whose rows are the records of a reading.
pub(crate) const OF_READINGS: [&str; 5] = ["conversation", "speaker", "message", "transfer", "finding"];

/// How many rows a table holds.
pub(crate) fn count(db: &Connection, table: &'static str) -> Result<u64> {
    let count: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(count as u64)
}
