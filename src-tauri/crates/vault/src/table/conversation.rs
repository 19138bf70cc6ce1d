//! The table `conversation`: the conversations of each reading, in the order of first appearance.

use super::Result;
use crate::{
    canonical,
    column::{Cells, Insert},
};
use juzheng_model::Conversation;
use rusqlite::Connection;

/// Prepares adding conversations.
pub(crate) fn insert(db: &Connection) -> Result<Insert<'_, 6>> {
    Insert::new(
        db,
        "INSERT INTO conversation (reading, ix, key, key_is_id, names, is_group) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
}

/// Adds a conversation.
pub(crate) fn add(
    insert: &mut Insert<'_, 6>,
    reading: i64,
    ix: u64,
    conversation: &Conversation,
) -> Result<()> {
    insert.int(0, reading)?;
    insert.int(1, ix as i64)?;
    insert.text(2, conversation.key.as_str())?;
    insert.int(3, i64::from(conversation.key_is_id))?;
    insert.text(4, canonical::texts(&conversation.names).as_str())?;
    insert.int(5, conversation.group.map(i64::from))?;
    insert.row()
}

/// The conversations of a reading.
pub(crate) fn of(db: &Connection, reading: i64) -> Result<Vec<Conversation>> {
    let mut statement = db.prepare_cached(
        "SELECT ix, key, key_is_id, names, is_group FROM conversation WHERE reading = ?1 ORDER BY ix",
    )?;
    let mut rows = statement.query([reading])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "conversation")?;
        if cells.key() != all.len() as i64 {
            return Err(cells.bad());
        }
        all.push(Conversation {
            key: cells.text(1)?,
            key_is_id: cells.flag(2)?,
            names: cells.texts(3)?,
            group: cells.opt_flag(4)?,
        });
    }
    Ok(all)
}
