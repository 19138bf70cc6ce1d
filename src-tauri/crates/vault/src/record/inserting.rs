//! The database's thread: inserts every batch that comes.

use super::batch::Batch;
use crate::{
    column::Insert,
    table::{self, conversation, finding, message, speaker, transfer},
};
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender};

/// Inserts every batch that comes until the reader has ended, and gives the batches back.
pub(super) fn all(
    db: &Connection,
    reading: i64,
    batches: &Receiver<Batch>,
    to_reader: &Sender<Batch>,
) -> table::Result<()> {
    let mut inserts = Inserts {
        reading,
        conversations: (0, conversation::insert(db)?),
        speakers: (0, speaker::insert(db)?),
        messages: message::insert(db)?,
        transfers: transfer::insert(db)?,
        findings: finding::insert(db)?,
    };
    for batch in batches {
        inserts.batch(&batch)?;
        // The reader may have ended already and need no more batches.
        let _ = to_reader.send(batch);
    }
    Ok(())
}

/// The prepared inserts of one reading; with those of conversations and speakers the index of the next.
struct Inserts<'c> {
    reading: i64,
    conversations: (u64, Insert<'c, 6>),
    speakers: (u64, Insert<'c, 5>),
    messages: Insert<'c, 22>,
    transfers: Insert<'c, 30>,
    findings: Insert<'c, 6>,
}

impl Inserts<'_> {
    fn batch(&mut self, batch: &Batch) -> table::Result<()> {
        let reading = self.reading;
        let (next, insert) = &mut self.conversations;
        for conversation in &batch.conversations {
            conversation::add(insert, reading, *next, conversation)?;
            *next += 1;
        }
        let (next, insert) = &mut self.speakers;
        for speaker in &batch.speakers {
            speaker::add(insert, reading, *next, speaker)?;
            *next += 1;
        }
        for (id, message) in batch.message_ids.iter().zip(batch.messages()) {
            message::add(&mut self.messages, reading, *id, &message)?;
        }
        for (id, transfer) in batch.transfer_ids.iter().zip(&batch.transfers) {
            transfer::add(&mut self.transfers, reading, *id, transfer)?;
        }
        batch.findings.iter().try_for_each(|finding| finding::add(&mut self.findings, reading, finding))
    }
}
