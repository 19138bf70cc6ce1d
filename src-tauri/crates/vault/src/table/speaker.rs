//! The table `speaker`: the senders of each reading, each in its conversation, in the order of first appearance.

use super::Result;
use crate::{
    canonical,
    column::{Cells, Insert},
};
use juzheng_model::{ConversationIx, Speaker};
use rusqlite::Connection;

/// Prepares adding speakers.
pub(crate) fn insert(db: &Connection) -> Result<Insert<'_, 5>> {
    Insert::new(
        db,
        "INSERT INTO speaker (reading, ix, conversation, name, names) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
}

/// Adds a speaker.
pub(crate) fn add(insert: &mut Insert<'_, 5>, reading: i64, ix: u64, speaker: &Speaker) -> Result<()> {
    insert.int(0, reading)?;
    insert.int(1, ix as i64)?;
    insert.int(2, i64::from(speaker.conversation.0))?;
    insert.text(3, speaker.name.as_str())?;
    insert.text(4, canonical::texts(&speaker.names).as_str())?;
    insert.row()
}

/// The speakers of a reading.
pub(crate) fn of(db: &Connection, reading: i64) -> Result<Vec<Speaker>> {
    let mut statement = db
        .prepare_cached("SELECT ix, conversation, name, names FROM speaker WHERE reading = ?1 ORDER BY ix")?;
    let mut rows = statement.query([reading])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "speaker")?;
        if cells.key() != all.len() as i64 {
            return Err(cells.bad());
        }
        all.push(Speaker {
            conversation: ConversationIx(cells.small(1)?),
            name: cells.text(2)?,
            names: cells.texts(3)?,
        });
    }
    Ok(all)
}
