//! The table `custody`: the chain of everything done to the case; it only grows.
//!
//! An entry's digest is the SHA-256 of the canonical JSON of `{action, actor, at, detail, previous, seq, subjects}`, where
//! `at` is in Unix seconds, `previous` the hex digest of the entry before (64 zeros for the first).

use super::Result;
use crate::{canonical, column::Cells, vault::Stamp};
use juzheng_model::Digest;
use rusqlite::{Connection, params};
use serde_json::Value;

/// The digest before the first entry.
const NOTHING: Digest = Digest([0; 32]);

/// One entry of the custody chain.
#[derive(Debug, Clone, PartialEq)]
pub struct CustodyEntry {
    /// From 1, without a gap.
    pub seq: u64,
    /// When, Unix seconds.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What: `create`, `keep`, `keep-again`, `read`, `settings`, `decide`, `undo`, `export`, `check`, `seal`,
    /// `query`, `stamp`, `encrypt`.
    pub action: String,
    /// What it was done to: digests or ids in hex.
    pub subjects: Vec<String>,
    /// The whole of what was done.
    pub detail: Value,
    /// The digest of the entry before; zeros for the first.
    pub previous: Digest,
    /// The digest of this entry.
    pub digest: Digest,
}

/// Where the custody chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustodyBreak {
    /// The number that the first entry which does not hold should have.
    pub seq: u64,
}

/// What is about to be written down.
pub(crate) struct Deed<'a> {
    /// What was done.
    pub(crate) action: &'static str,
    /// What it was done to.
    pub(crate) subjects: Vec<String>,
    /// The whole of it.
    pub(crate) detail: Value,
    /// When and who.
    pub(crate) stamp: &'a Stamp<'a>,
}

/// Adds an entry to the end of the chain; gives its number.
pub(crate) fn append(db: &Connection, deed: &Deed<'_>) -> Result<u64> {
    let (seq, previous) = last(db)?.map_or((1, NOTHING), |(seq, digest)| (seq + 1, digest));
    let (subjects, detail) = (canonical::texts(&deed.subjects), canonical::json(&deed.detail));
    let Stamp { at, actor } = *deed.stamp;
    let digest = digest(seq, at, actor, deed.action, &subjects, &detail, &previous);
    db.execute(
        "INSERT INTO custody (seq, at, actor, action, subjects, detail, previous, digest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![seq as i64, at, actor, deed.action, subjects, detail, previous.0, digest.0],
    )?;
    Ok(seq)
}

/// Shows every entry in order, with whether it holds: its number, the digest of the one before, and its own. An entry
/// that does not read at all ends the list with its place.
pub(crate) fn walk(
    db: &Connection,
    each: &mut dyn FnMut(CustodyEntry, bool),
) -> Result<Option<CustodyBreak>> {
    let mut statement = db.prepare_cached(
        "SELECT seq, at, actor, action, subjects, detail, previous, digest FROM custody ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let (mut expected, mut previous) = (1, NOTHING);
    let mut broken = None;
    loop {
        let here = CustodyBreak { seq: expected };
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => break,
            // Damage so deep that SQLite cannot go on: a break like any other.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                return Ok(broken.or(Some(here)));
            }
            Err(error) => return Err(error.into()),
        };
        let (entry, digest) = match Cells::keyed(row, "custody").and_then(|cells| read(&cells)) {
            Ok(read) => read,
            Err(_) => return Ok(broken.or(Some(here))),
        };
        let holds = entry.seq == expected && entry.previous == previous && entry.digest == digest;
        if !holds {
            broken = broken.or(Some(here));
        }
        expected += 1;
        previous = entry.digest;
        each(entry, holds);
    }
    // A case has at least the entry of its making.
    Ok(if expected == 1 { Some(CustodyBreak { seq: 1 }) } else { broken })
}

/// Number and digest of the last entry.
fn last(db: &Connection) -> Result<Option<(u64, Digest)>> {
    let mut statement = db.prepare_cached("SELECT seq, digest FROM custody ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cells = Cells::keyed(row, "custody")?;
    Ok(Some((cells.small(0)?, cells.digest(1)?)))
}

/// The words of the entries that do not count as a change of the case: what was made of it or checked, its seals,
/// and that it was encrypted.
pub(crate) const NO_CHANGE: [&str; 6] = ["export", "check", "seal", "query", "stamp", "encrypt"];

/// Number and digest of the last entry that counts as a change of the case.
pub(crate) fn last_change(db: &Connection) -> Result<(u64, Digest)> {
    let mut statement = db.prepare_cached(
        "SELECT seq, digest FROM custody WHERE action NOT IN (?1, ?2, ?3, ?4, ?5, ?6) ORDER BY seq DESC LIMIT 1",
    )?;
    let mut rows = statement.query(NO_CHANGE)?;
    let Some(row) = rows.next()? else { return Err(crate::error::Fault::Row { table: "custody", key: 1 }) };
    let cells = Cells::keyed(row, "custody")?;
    Ok((cells.small(0)?, cells.digest(1)?))
}

/// The entry, and the digest that it should have. The digest is taken over the stored spelling of `subjects` and
/// `detail`, so that not even a change which leaves their meaning alone goes by.
fn read(cells: &Cells<'_>) -> Result<(CustodyEntry, Digest)> {
    let (subjects, detail) = (cells.str(4)?, cells.str(5)?);
    let entry = CustodyEntry {
        seq: cells.small(0)?,
        at: cells.int(1)?,
        actor: cells.text(2)?,
        action: cells.text(3)?,
        subjects: cells.must(serde_json::from_str(subjects).ok())?,
        detail: cells.must(serde_json::from_str(detail).ok())?,
        previous: cells.digest(6)?,
        digest: cells.digest(7)?,
    };
    let should = digest(entry.seq, entry.at, &entry.actor, &entry.action, subjects, detail, &entry.previous);
    Ok((entry, should))
}

/// The digest of an entry whose `subjects` and `detail` are canonical JSON already.
fn digest(
    seq: u64,
    at: i64,
    actor: &str,
    action: &str,
    subjects: &str,
    detail: &str,
    previous: &Digest,
) -> Digest {
    let (action, actor) = (canonical::text(action), canonical::text(actor));
    let spelling = format!(
        "{{\"action\":{action},\"actor\":{actor},\"at\":{at},\"detail\":{detail},\"previous\":\"{previous}\",\
         \"seq\":{seq},\"subjects\":{subjects}}}"
    );
    Digest::sha256(spelling.as_bytes())
}
