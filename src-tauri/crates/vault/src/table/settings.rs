//! The table `settings`: what the user set for the case; one row, every change of which is a custody entry.

use super::Result;
use crate::{canonical, column::Cells};
use juzheng_model::{Id, Offset, Party};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

/// What the user set for the case; every change is a custody entry with the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Gaps of up to so many seconds are within.
    pub threshold_s: i64,
    /// The offset in which times without a zone are read.
    pub offset: Offset,
    /// Who is who.
    pub parties: Vec<Party>,
    /// Seconds to add to the times of an artifact.
    pub shifts: Vec<(Id, i64)>,
}

impl Settings {
    /// As a JSON value, as it stands in custody.
    pub(crate) fn value(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("settings are plain data with text keys")
    }
}

/// Puts the settings in the place of the present ones.
pub(crate) fn put(db: &Connection, settings: &Settings) -> Result<()> {
    db.execute(
        "INSERT INTO settings (one, content) VALUES (1, ?1) ON CONFLICT DO UPDATE SET content = excluded.content",
        [canonical::json(&settings.value())],
    )?;
    Ok(())
}

/// The present settings.
pub(crate) fn get(db: &Connection) -> Result<Settings> {
    let mut statement = db.prepare("SELECT one, content FROM settings")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Err(rusqlite::Error::QueryReturnedNoRows.into()) };
    let cells = Cells::keyed(row, "settings")?;
    let content = cells.str(1)?;
    let settings: Settings = cells.must(serde_json::from_str(content).ok())?;
    if canonical::json(&settings.value()) == content { Ok(settings) } else { Err(cells.bad()) }
}
