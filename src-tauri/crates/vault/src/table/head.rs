//! The table `case_head`: what the case is called and when it was made; one row, written once.

use super::Result;
use crate::column::Cells;
use juzheng_model::Id;
use rusqlite::{Connection, params};

/// What a case is called and when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Derived from the title, the parties and the time of making.
    pub id: Id,
    /// The title, as the user wrote it.
    pub title: String,
    /// When it was made, Unix seconds.
    pub created_at: i64,
}

/// Writes the head of a new case.
pub(crate) fn insert(db: &Connection, head: &CaseHead) -> Result<()> {
    db.execute(
        "INSERT INTO case_head (one, id, title, created_at) VALUES (1, ?1, ?2, ?3)",
        params![head.id.0 as i64, head.title, head.created_at],
    )?;
    Ok(())
}

/// The head.
pub(crate) fn get(db: &Connection) -> Result<CaseHead> {
    let mut statement = db.prepare("SELECT one, id, title, created_at FROM case_head")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Err(rusqlite::Error::QueryReturnedNoRows.into()) };
    let cells = Cells::keyed(row, "case_head")?;
    Ok(CaseHead { id: cells.id(1)?, title: cells.text(2)?, created_at: cells.int(3)? })
}
