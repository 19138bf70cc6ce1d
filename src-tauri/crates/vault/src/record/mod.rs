//! Taking a reading in: the reader finds records on one thread, a second digests them, and the caller's puts them into
//! the database.
//!
//! One transaction holds the whole reading. Records travel in batches over bounded channels, and the emptied batches
//! travel back, so that memory stays the same for ten messages and ten million.

mod batch;
mod digesting;
mod inserting;
mod recorder;

use crate::{
    database,
    error::{Error, Fault, RecordError},
    table::{
        self, artifact, custody,
        custody::Deed,
        reading::{self, Reading},
    },
    vault::{Stamp, Vault},
};
use digesting::Digested;
use juzheng_model::{Artifact, Digest, Sink};
use recorder::Recorder;
use rusqlite::Transaction;
use serde_json::{Value, json};
use std::{
    sync::mpsc::{channel, sync_channel},
    thread,
};

/// Batches that a thread may be ahead of the next.
const AHEAD: usize = 4;

impl Vault {
    /// Records everything that `read` puts into the sink as a new reading of `artifact`, which becomes its live one.
    /// `read` runs on a thread of its own.
    ///
    /// # Errors
    /// `read` failed, or the case could not take the records. Then nothing of the reading is in the case.
    pub fn record<E: Send>(
        &mut self,
        artifact: &Artifact,
        reader: &str,
        stamp: Stamp<'_>,
        read: impl FnOnce(&mut dyn Sink) -> Result<(), E> + Send,
    ) -> Result<Reading, RecordError<E>> {
        self.writable()?;
        let path = self.folder.root().to_owned();
        let failed = |fault: Fault| RecordError::Vault(fault.during(&path, "record the reading"));
        let sha256 = artifact.fingerprints.sha256;
        let transaction = database::begin(&mut self.db).map_err(failed)?;
        let found = artifact::find(&transaction, &sha256).map_err(failed)?;
        let (artifact_key, _) = found.ok_or(Error::NotInCase { digest: sha256 })?;
        let key = reading::begin(&transaction, artifact_key, reader, stamp.at).map_err(failed)?;

        let (read, digested, inserted) = side_by_side(&transaction, key, sha256, read);
        inserted.map_err(failed)?;
        let in_order = read.map_err(RecordError::Reader)?;
        let (facts, counts, digest) =
            digested.filter(|_| in_order).ok_or_else(|| Error::OutOfOrder { reader: reader.to_owned() })?;
        let recorded = Reading {
            id: key,
            artifact: artifact.id,
            reader: reader.to_owned(),
            facts,
            counts,
            digest,
            read_at: stamp.at,
        };
        complete(transaction, &recorded, &sha256, &stamp).map_err(failed)?;
        Ok(recorded)
    }
}

/// Runs the reader, the digesting and the inserting beside each other until all have ended. The reader's answer says
/// whether it kept the order of a sink.
fn side_by_side<E: Send>(
    transaction: &Transaction<'_>,
    reading: i64,
    artifact: Digest,
    read: impl FnOnce(&mut dyn Sink) -> Result<(), E> + Send,
) -> (Result<bool, E>, Option<Digested>, table::Result<()>) {
    thread::scope(|scope| {
        let (to_digest, read_batches) = sync_channel(AHEAD);
        let (to_database, batches) = sync_channel(AHEAD);
        let (to_reader, emptied) = channel();
        let reading_thread = scope.spawn(move || {
            let mut recorder = Recorder::new(to_digest, emptied);
            read(&mut recorder).map(|()| recorder.finish())
        });
        let digesting_thread = scope.spawn(move || digesting::all(&artifact, &read_batches, &to_database));
        let inserted = inserting::all(transaction, reading, &batches, &to_reader);
        // Threads that are still ahead hear at their next batch that nobody takes it.
        drop(batches);
        let digested = digesting_thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let read = reading_thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (read, digested, inserted)
    })
}

/// Writes down what is known when the last record is in, and makes it all durable.
fn complete(
    db: Transaction<'_>,
    recorded: &Reading,
    sha256: &Digest,
    stamp: &Stamp<'_>,
) -> table::Result<()> {
    reading::complete(&db, recorded.id, &recorded.facts, &recorded.counts, &recorded.digest)?;
    let deed = Deed { action: "read", subjects: vec![sha256.hex()], detail: detail(recorded), stamp };
    custody::append(&db, &deed)?;
    Ok(db.commit()?)
}

/// What custody says of a reading: with the digest, everything that the database does.
pub(crate) fn detail(reading: &Reading) -> Value {
    json!({
        "reading": reading.id,
        "reader": reading.reader,
        "kind": reading.facts.kind.word(),
        "layout": reading.facts.layout,
        "conversations": reading.counts.conversations,
        "speakers": reading.counts.speakers,
        "messages": reading.counts.messages,
        "transfers": reading.counts.transfers,
        "findings": reading.counts.findings,
        "digest": reading.digest,
    })
}
