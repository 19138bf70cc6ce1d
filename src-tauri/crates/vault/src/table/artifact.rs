//! The table `artifact`: the files of the case, in the order of adding; rows are written once.

use super::Result;
use crate::{column::Cells, error::Fault};
use juzheng_model::{Artifact, Digest, Fingerprints};
use rusqlite::{Connection, params};

const COLUMNS: &str = "key, id, sha256, sm3, size, name, path, parent, added_at, captured_at";

/// Adds a file.
pub(crate) fn insert(db: &Connection, artifact: &Artifact) -> Result<()> {
    db.execute(
        "INSERT INTO artifact (id, sha256, sm3, size, name, path, parent, added_at, captured_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            artifact.id.0 as i64,
            artifact.fingerprints.sha256.0,
            artifact.fingerprints.sm3.0,
            artifact.size as i64,
            artifact.name,
            artifact.path,
            artifact.parent.map(|id| id.0 as i64),
            artifact.added_at,
            artifact.captured_at,
        ],
    )?;
    Ok(())
}

/// Every file with its key, in the order of adding.
pub(crate) fn all(db: &Connection) -> Result<Vec<(i64, Artifact)>> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM artifact ORDER BY key"))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(&Cells::keyed(row, "artifact")?)?);
    }
    Ok(all)
}

/// The file with this SHA-256, with its key.
pub(crate) fn find(db: &Connection, sha256: &Digest) -> Result<Option<(i64, Artifact)>> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM artifact WHERE sha256 = ?1"))?;
    let mut rows = statement.query([sha256.0])?;
    rows.next()?.map(|row| read(&Cells::keyed(row, "artifact")?)).transpose()
}

fn read(cells: &Cells<'_>) -> std::result::Result<(i64, Artifact), Fault> {
    let artifact = Artifact {
        id: cells.id(1)?,
        fingerprints: Fingerprints { sha256: cells.digest(2)?, sm3: cells.digest(3)? },
        size: cells.small(4)?,
        name: cells.text(5)?,
        path: cells.text(6)?,
        parent: cells.opt_int(7)?.map(|id| juzheng_model::Id(id as u64)),
        added_at: cells.int(8)?,
        captured_at: cells.opt_text(9)?,
    };
    Ok((cells.key(), artifact))
}
