//! The table `finding`: what the readers found worth a look, in the order of each reader.

use super::Result;
use crate::{
    canonical,
    column::{Cells, Insert},
};
use juzheng_model::{Code, Finding};
use rusqlite::{Connection, params};

/// Prepares adding findings.
pub(crate) fn insert(db: &Connection) -> Result<Insert<'_, 6>> {
    Insert::new(
        db,
        "INSERT INTO finding (reading, code, args, row_no, row_end, sheet) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
}

/// Adds a finding.
pub(crate) fn add(insert: &mut Insert<'_, 6>, reading: i64, finding: &Finding) -> Result<()> {
    insert.int(0, reading)?;
    insert.text(1, finding.code.word())?;
    insert.text(2, canonical::texts(&finding.args).as_str())?;
    insert.place(3, finding.place.as_ref())?;
    insert.row()
}

/// Shows `count` findings from a key on with key and reading, in the order of keys.
pub(crate) fn each(
    db: &Connection,
    first: i64,
    count: u64,
    each: &mut dyn FnMut(i64, i64, Finding) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT key, reading, code, args, row_no, row_end, sheet FROM finding WHERE key >= ?1 AND key < ?2 ORDER BY key",
    )?;
    let mut rows = statement.query(params![first, first.saturating_add_unsigned(count)])?;
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "finding")?;
        let code = cells.must(Code::from_word(cells.str(2)?))?;
        each(
            cells.key(),
            cells.int(1)?,
            Finding { code, args: cells.texts(3)?, place: cells.opt_place(4)? },
        )?;
    }
    Ok(())
}
