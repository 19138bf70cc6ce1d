//! The one place where the database is opened, and given the key of an encrypted case.

use crate::{error::Fault, key::CaseKey, schema, table};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::{path::Path, time::Duration};

/// How long another connection's transaction is waited for: a large file that is being taken in, or a long look at a large
/// case, must not make the other give up. Who may write at all is told at once, by the writer's lock.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens an existing database. A case that lies on a read-only medium opens too, but for reading.
pub(crate) fn open(file: &Path, key: Option<&CaseKey>, writing: bool) -> table::Result<Connection> {
    // For reading too: where a program was killed in a transaction, SQLite has to write to bring the state before back.
    let db = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    unlock(&db, key)?;
    db.busy_timeout(PATIENCE)?;
    // What a case from somewhere else has in its schema is not to be trusted with functions or virtual tables.
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "temp_store", "memory")?;
    // In KiB: what a transaction may hold in memory before it spills into the file.
    db.pragma_update(None, "cache_size", -64 * 1024)?;
    db.set_prepared_statement_cache_capacity(64);
    if writing {
        // A rollback journal, deleted at the end of each transaction: closed, the database is one file. EXTRA is FULL and
        // also syncs the folder after the deletion, so that what was answered as done survives a power cut.
        db.pragma_update(None, "journal_mode", "delete")?;
        db.pragma_update(None, "synchronous", "extra")?;
    } else {
        db.pragma_update(None, "query_only", true)?;
    }
    Ok(db)
}

/// Makes the database of a new case in the empty file `file`; `fill` puts its first rows in.
pub(crate) fn create(
    file: &Path,
    key: Option<&CaseKey>,
    fill: impl FnOnce(&Connection) -> table::Result<()>,
) -> table::Result<()> {
    let mut db = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    unlock(&db, key)?;
    db.pragma_update(None, "page_size", PAGE)?;
    db.pragma_update(None, "synchronous", "extra")?;
    db.pragma_update(None, "foreign_keys", true)?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    schema::apply_missing(&transaction)?;
    fill(&transaction)?;
    transaction.commit()?;
    db.close().map_err(|(_, error)| Fault::Sql(error))
}

/// Copies everything in `db` into the empty file `file`, which gets the key.
pub(crate) fn copy(db: &Connection, file: &Path, key: &CaseKey) -> table::Result<()> {
    let file = file.to_str().ok_or(rusqlite::Error::InvalidPath(file.to_owned()))?;
    let level: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let program: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    db.execute("ATTACH DATABASE ?1 AS copy KEY ?2", [file, &key.database()])?;
    let only: bool = db.pragma_query_value(None, "query_only", |row| row.get(0))?;
    let copied = || {
        // Only the copy is written to, but SQLite tells no database from the other.
        db.pragma_update(None, "query_only", false)?;
        db.pragma_update(Some("copy"), "cipher_page_size", PAGE)?;
        // All of it as it is at one moment.
        let moment = db.unchecked_transaction()?;
        db.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
        db.pragma_update(Some("copy"), "user_version", level)?;
        db.pragma_update(Some("copy"), "application_id", program)?;
        moment.commit()
    };
    let done = copied();
    db.pragma_update(None, "query_only", only)?;
    db.execute("DETACH DATABASE copy", [])?;
    Ok(done?)
}

/// Gives SQLCipher the key of an encrypted case, before anything is read.
fn unlock(db: &Connection, key: Option<&CaseKey>) -> table::Result<()> {
    if let Some(key) = key {
        db.pragma_update(None, "key", key.database().as_str())?;
        db.pragma_update(None, "cipher_page_size", PAGE)?;
    }
    Ok(())
}

/// Bytes of a database page.
const PAGE: u32 = 16 << 10;

/// Begins a transaction that will write, waiting for other programs now rather than at the end.
pub(crate) fn begin(db: &mut Connection) -> table::Result<Transaction<'_>> {
    Ok(db.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// What SQLite finds wrong with the file itself; empty where nothing is.
pub(crate) fn quick_check(db: &Connection) -> table::Result<Vec<String>> {
    let mut statement = db.prepare("PRAGMA quick_check(10)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
