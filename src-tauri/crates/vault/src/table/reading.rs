//! The table `reading`: what one reader made of one artifact; the newest of an artifact is the live one, none is deleted.

use super::Result;
use crate::{canonical, column::Cells, screen};
use juzheng_model::{ArtifactKind, Digest, Facts, Id};
use rusqlite::{Connection, params};

/// How many records of each kind a reading gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Conversations.
    pub conversations: u64,
    /// Speakers.
    pub speakers: u64,
    /// Messages.
    pub messages: u64,
    /// Transfers.
    pub transfers: u64,
    /// Findings.
    pub findings: u64,
}

impl Counts {
    /// In the order of [`super::OF_READINGS`].
    pub(crate) fn by_table(&self) -> [u64; 5] {
        [self.conversations, self.speakers, self.messages, self.transfers, self.findings]
    }
}

/// What one reader made of one artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its key in the database.
    pub id: i64,
    /// The artifact.
    pub artifact: Id,
    /// The reader and its version: `wechat-bill/1`.
    pub reader: String,
    /// What the reader says of the file as a whole.
    pub facts: Facts,
    /// How many records it gave.
    pub counts: Counts,
    /// The digest of everything it gave ([`juzheng_model::canon::RecordsDigest`]).
    pub digest: Digest,
    /// When it was recorded, Unix seconds.
    pub read_at: i64,
}

/// A reading with where its records stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// The reading.
    pub(crate) reading: Reading,
    /// The artifact's SHA-256, from which the ids of its records derive.
    pub(crate) sha256: Digest,
    /// Key of the first message; the others follow without a break.
    pub(crate) first_message: i64,
    /// Key of the first transfer.
    pub(crate) first_transfer: i64,
    /// Key of the first finding.
    pub(crate) first_finding: i64,
}

/// The key after the last of a table.
pub(crate) fn next_key(db: &Connection, table: &'static str) -> Result<i64> {
    Ok(db.query_row(&format!("SELECT coalesce(max(key), 0) + 1 FROM {table}"), [], |row| row.get(0))?)
}

/// Makes room for a reading whose records are about to come; gives its key. [`complete`] fills it.
pub(crate) fn begin(db: &Connection, artifact_key: i64, reader: &str, read_at: i64) -> Result<i64> {
    let firsts = [next_key(db, "message")?, next_key(db, "transfer")?, next_key(db, "finding")?];
    db.execute(
        "INSERT INTO reading (artifact, reader, kind, media_type, layout, notes, conversations, speakers, \
         first_message, messages, first_transfer, transfers, first_finding, findings, digest, read_at) \
         VALUES (?1, ?2, '', '', '', '[]', 0, 0, ?3, 0, ?4, 0, ?5, 0, x'', ?6)",
        params![artifact_key, reader, firsts[0], firsts[1], firsts[2], read_at],
    )?;
    Ok(db.last_insert_rowid())
}

/// Fills in what is known when the last record has come.
pub(crate) fn complete(
    db: &Connection,
    key: i64,
    facts: &Facts,
    counts: &Counts,
    digest: &Digest,
) -> Result<()> {
    let (from, to) = facts.period.as_ref().map_or((None, None), |(from, to)| (Some(from), Some(to)));
    db.execute(
        "UPDATE reading SET kind = ?2, media_type = ?3, layout = ?4, owner = ?5, notes = ?6, period_from = ?7, \
         period_to = ?8, conversations = ?9, speakers = ?10, messages = ?11, transfers = ?12, findings = ?13, \
         digest = ?14, screen = ?15 WHERE key = ?1",
        params![
            key,
            facts.kind.word(),
            facts.media_type,
            facts.layout,
            facts.owner,
            canonical::texts(&facts.notes),
            from,
            to,
            counts.conversations as i64,
            counts.speakers as i64,
            counts.messages as i64,
            counts.transfers as i64,
            counts.findings as i64,
            digest.0,
            facts.screen.as_ref().map(screen::spelled),
        ],
    )?;
    Ok(())
}

/// Every reading, the earliest first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Stored>> {
    let mut statement = db.prepare(&format!("{SELECT} ORDER BY r.key"))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(&Cells::keyed(row, "reading")?)?);
    }
    Ok(all)
}

const SELECT: &str = "SELECT r.key, a.id, a.sha256, r.reader, r.kind, r.media_type, r.layout, r.owner, r.notes, \
     r.period_from, r.period_to, r.conversations, r.speakers, r.messages, r.transfers, r.findings, r.digest, r.read_at, \
     r.first_message, r.first_transfer, r.first_finding, r.screen \
     FROM reading r LEFT JOIN artifact a ON a.key = r.artifact";

/// The reading with this key.
pub(crate) fn get(db: &Connection, key: i64) -> Result<Option<Stored>> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE r.key = ?1"))?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| read(&Cells::keyed(row, "reading")?)).transpose()
}

/// The newest reading of each artifact, the earliest first.
pub(crate) fn live(db: &Connection) -> Result<Vec<Stored>> {
    let mut newest = std::collections::HashSet::new();
    let mut live: Vec<Stored> =
        all(db)?.into_iter().rev().filter(|s| newest.insert(s.reading.artifact)).collect();
    live.reverse();
    Ok(live)
}

/// Where the rows of a reading stand in the tables of what was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// Key of its first message.
    pub(crate) first_message: i64,
    /// How many messages.
    pub(crate) messages: u64,
    /// Key of its first transfer.
    pub(crate) first_transfer: i64,
    /// How many transfers.
    pub(crate) transfers: u64,
}

/// Where the rows of [`live`] stand, in its order, without what else a reading says.
pub(crate) fn live_rows(db: &Connection) -> Result<Vec<Rows>> {
    let mut statement = db.prepare_cached(
        "SELECT key, artifact, first_message, messages, first_transfer, transfers FROM reading ORDER BY key DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut newest = std::collections::HashSet::new();
    let mut live = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "reading")?;
        if newest.insert(cells.int(1)?) {
            live.push(Rows {
                first_message: cells.int(2)?,
                messages: cells.small(3)?,
                first_transfer: cells.int(4)?,
                transfers: cells.small(5)?,
            });
        }
    }
    live.reverse();
    Ok(live)
}

fn read(cells: &Cells<'_>) -> Result<Stored> {
    let period = match (cells.opt_text(9)?, cells.opt_text(10)?) {
        (Some(from), Some(to)) => Some((from, to)),
        (None, None) => None,
        _ => return Err(cells.bad()),
    };
    let facts = Facts {
        kind: cells.must(ArtifactKind::from_word(cells.str(4)?))?,
        media_type: cells.text(5)?,
        layout: cells.text(6)?,
        owner: cells.opt_text(7)?,
        notes: cells.texts(8)?,
        period,
        screen: cells.opt_str(21)?.map(|text| cells.must(screen::read(text))).transpose()?,
    };
    let counts = Counts {
        conversations: cells.small(11)?,
        speakers: cells.small(12)?,
        messages: cells.small(13)?,
        transfers: cells.small(14)?,
        findings: cells.small(15)?,
    };
    let reading = Reading {
        id: cells.key(),
        artifact: cells.id(1)?,
        reader: cells.text(3)?,
        facts,
        counts,
        digest: cells.digest(16)?,
        read_at: cells.int(17)?,
    };
    Ok(Stored {
        reading,
        sha256: cells.digest(2)?,
        first_message: cells.int(18)?,
        first_transfer: cells.int(19)?,
        first_finding: cells.int(20)?,
    })
}
