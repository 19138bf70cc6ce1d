//! The thread between the reader's and the database's: counts, digests and derives ids.

use super::batch::Batch;
use crate::{table::reading::Counts, tally::Tally};
use juzheng_model::{Digest, Facts, Id};
use std::{
    io,
    sync::mpsc::{Receiver, SyncSender},
};

/// What is known of a reading when its last record has come.
pub(super) type Digested = (Facts, Counts, Digest);

/// Takes every batch in and passes it on until the reader has ended; `None` where the facts never came, the records do
/// not fit together, or nobody takes the batches any more.
pub(super) fn all(
    artifact: &Digest,
    batches: &Receiver<Batch>,
    to_database: &SyncSender<Batch>,
) -> Option<Digested> {
    let mut facts = None;
    let mut tally = Tally::default();
    for mut batch in batches {
        facts = facts.or_else(|| batch.facts.take());
        let layout = facts.as_ref().map_or("", |facts: &Facts| facts.layout.as_str());
        take(&mut tally, artifact, layout, &mut batch).ok()?;
        to_database.send(batch).ok()?;
    }
    let facts = facts?;
    let (counts, digest) = tally.finish(&facts);
    Some((facts, counts, digest))
}

fn take(tally: &mut Tally, artifact: &Digest, layout: &str, batch: &mut Batch) -> io::Result<()> {
    for conversation in &batch.conversations {
        tally.conversation(conversation)?;
    }
    for speaker in &batch.speakers {
        tally.speaker(speaker)?;
    }
    batch.message_ids = message_ids(tally, artifact, layout, batch)?;
    for transfer in &batch.transfers {
        tally.transfer(transfer);
        batch.transfer_ids.push(transfer.id(artifact));
    }
    for finding in &batch.findings {
        tally.finding(finding);
    }
    Ok(())
}

fn message_ids(tally: &mut Tally, artifact: &Digest, layout: &str, batch: &mut Batch) -> io::Result<Vec<Id>> {
    let mut ids = std::mem::take(&mut batch.message_ids);
    for message in batch.messages() {
        ids.push(tally.first_of_its_id(artifact, layout, &message)?);
    }
    // Looked up by themselves: what is not in the processor's cache is then fetched for several at a time.
    let with_source_id = batch.messages_with_source_id().zip(&ids).enumerate();
    let repeated: Vec<usize> = with_source_id
        .filter(|(_, (has_source_id, id))| *has_source_id && tally.is_repeated(**id))
        .map(|(n, _)| n)
        .collect();
    if !repeated.is_empty() {
        let messages: Vec<_> = batch.messages().collect();
        for n in repeated {
            ids[n] = tally.message_id(artifact, layout, &messages[n], true);
        }
    }
    Ok(ids)
}
