//! The table `decision`: what the user decided, in order; a row that was undone stays and says so.

use super::Result;
use crate::{canonical, column::Cells};
use juzheng_model::decision::Decision;
use rusqlite::{Connection, params};

/// A decision with the custody entries that made and undid it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    /// The custody entry that made it.
    pub(crate) seq: i64,
    /// The decision.
    pub(crate) decision: Decision,
    /// The custody entry that undid it.
    pub(crate) undone_by: Option<i64>,
}

/// The decision as a JSON value, as it stands in custody.
pub(crate) fn value(decision: &Decision) -> serde_json::Value {
    serde_json::to_value(decision).expect("a decision is plain data with text keys")
}

/// Adds a decision that is in force.
pub(crate) fn insert(db: &Connection, seq: u64, decision: &Decision) -> Result<()> {
    db.execute(
        "INSERT INTO decision (seq, content) VALUES (?1, ?2)",
        params![seq as i64, canonical::json(&value(decision))],
    )?;
    Ok(())
}

/// Takes a decision out of force.
pub(crate) fn undo(db: &Connection, seq: i64, undone_by: u64) -> Result<()> {
    db.execute("UPDATE decision SET undone_by = ?2 WHERE seq = ?1", params![seq, undone_by as i64])?;
    Ok(())
}

/// Every decision, in force or not, in order.
pub(crate) fn all(db: &Connection) -> Result<Vec<Decided>> {
    let mut statement = db.prepare_cached("SELECT seq, content, undone_by FROM decision ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "decision")?;
        let decision = cells.must(serde_json::from_str(cells.str(1)?).ok())?;
        if canonical::json(&value(&decision)) != cells.str(1)? {
            return Err(cells.bad());
        }
        all.push(Decided { seq: cells.key(), decision, undone_by: cells.opt_int(2)? });
    }
    Ok(all)
}
