//! The tables `seal` and `timestamp`: manifests with their signatures, and what authorities answered about their roots.

use super::Result;
use crate::column::Cells;
use juzheng_model::Digest;
use rusqlite::{Connection, params};

/// A sealed manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The custody entry that made it.
    pub seq: u64,
    /// The root of the manifest's tree.
    pub root: Digest,
    /// The manifest's bytes.
    pub manifest: Vec<u8>,
    /// The signature over them: 64 bytes.
    pub signature: Vec<u8>,
    /// The key that checks it, in PEM.
    pub public_key: String,
}

/// What an authority answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamp {
    /// The custody entry that made it.
    pub seq: u64,
    /// The seal's custody entry.
    pub seal: u64,
    /// The address that was asked, or the name of the file that was brought.
    pub authority: String,
    /// The bytes that were sent, where they are known.
    pub query: Option<Vec<u8>>,
    /// The bytes that came back.
    pub reply: Vec<u8>,
}

/// Adds a seal.
pub(crate) fn insert(db: &Connection, seal: &Seal) -> Result<()> {
    let Seal { seq, root, manifest, signature, public_key } = seal;
    db.execute(
        "INSERT INTO seal (seq, root, manifest, signature, public_key) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![*seq as i64, root.0, manifest, signature, public_key],
    )?;
    Ok(())
}

/// Adds a timestamp.
pub(crate) fn insert_timestamp(db: &Connection, stamp: &Timestamp) -> Result<()> {
    let Timestamp { seq, seal, authority, query, reply } = stamp;
    db.execute(
        "INSERT INTO timestamp (seq, seal, authority, query, reply) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![*seq as i64, *seal as i64, authority, query, reply],
    )?;
    Ok(())
}

/// Every seal, in order.
pub(crate) fn all(db: &Connection) -> Result<Vec<Seal>> {
    let mut statement =
        db.prepare_cached("SELECT seq, root, manifest, signature, public_key FROM seal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "seal")?;
        all.push(Seal {
            seq: cells.small(0)?,
            root: cells.digest(1)?,
            manifest: cells.bytes(2)?,
            signature: cells.bytes(3)?,
            public_key: cells.text(4)?,
        });
    }
    Ok(all)
}

/// Every timestamp, in order.
pub(crate) fn all_timestamps(db: &Connection) -> Result<Vec<Timestamp>> {
    let mut statement =
        db.prepare_cached("SELECT seq, seal, authority, query, reply FROM timestamp ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "timestamp")?;
        all.push(Timestamp {
            seq: cells.small(0)?,
            seal: cells.small(1)?,
            authority: cells.text(2)?,
            query: cells.opt_bytes(3)?,
            reply: cells.bytes(4)?,
        });
    }
    Ok(all)
}
