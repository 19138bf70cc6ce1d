//! The tables of the database, one file each; nothing else spells SQL over them.

pub(crate) mod artifact;
pub(crate) mod conversation;
pub(crate) mod custody;
pub(crate) mod decision;
pub(crate) mod finding;
pub(crate) mod head;
pub(crate) mod message;
pub(crate) mod reading;
pub(crate) mod seal;
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

/// The tables of a database.
pub(crate) fn names(db: &Connection) -> Result<Vec<String>> {
    let mut statement =
        db.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<std::result::Result<_, _>>()?)
}

/// The columns of a table itself, whatever view stands before it; none of a table that is not there.
pub(crate) fn columns(db: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1, 'main') ORDER BY cid")?;
    let columns = statement.query_map([table], |row| row.get(0))?;
    Ok(columns.collect::<std::result::Result<_, _>>()?)
}

/// How many rows a table holds.
pub(crate) fn count(db: &Connection, table: &'static str) -> Result<u64> {
    let count: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(count as u64)
}
