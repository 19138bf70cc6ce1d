//! Taking a reading in: the reader finds records on one thread, while the caller's puts them into the database.
//!
//! One transaction holds the whole reading. Records travel in batches over a bounded channel, and the emptied batches
//! travel back, so that memory stays the same for ten messages and ten million.

use crate::{
    column::Insert,
    database,
    error::{Error, Fault, RecordError},
    table::{
        self, artifact, conversation, custody,
        custody::Deed,
        finding, message, reading,
        reading::{Counts, Reading},
        speaker, transfer,
    },
    tally::{Tally, out_of_order},
    vault::{Stamp, Vault},
};
use juzheng_model::{
    Artifact, Conversation, ConversationIx, Digest, Facts, Finding, Id, Message, Sink, Speaker, SpeakerIx,
    Transfer,
};
use rusqlite::{Connection, Transaction};
use serde_json::{Value, json};
use std::{
    io,
    sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    thread,
};

/// Records of a batch.
const BATCH: usize = 512;
/// Bytes of text after which a batch is sent, however few its records.
const BATCH_BYTES: usize = 1 << 20;
/// Batches that the reader may be ahead.
const AHEAD: usize = 4;

/// One record on its way into the database.
enum Entry {
    Conversation(Conversation),
    Speaker(Speaker),
    Message(Id, Message),
    Transfer(Id, Box<Transfer>),
    Finding(Finding),
}

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

        let (read, inserted) = side_by_side(&transaction, key, sha256, read);
        inserted.map_err(failed)?;
        let result = read.map_err(RecordError::Reader)?;
        let (facts, counts, digest) =
            result.ok_or_else(|| Error::OutOfOrder { reader: reader.to_owned() })?;
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

/// What the reader's thread comes to: its own failure, or what it gave (`None` where it did not keep the order of a sink).
type ReadResult<E> = Result<Option<(Facts, Counts, Digest)>, E>;

/// Runs the reader and the inserting beside each other until both have ended.
fn side_by_side<E: Send>(
    transaction: &Transaction<'_>,
    reading: i64,
    artifact: Digest,
    read: impl FnOnce(&mut dyn Sink) -> Result<(), E> + Send,
) -> (ReadResult<E>, table::Result<()>) {
    thread::scope(|scope| {
        let (to_database, batches) = sync_channel(AHEAD);
        let (to_reader, emptied) = channel();
        let reading_thread = scope.spawn(move || {
            let mut sink = Recorder::new(artifact, to_database, emptied);
            read(&mut sink).map(|()| sink.finish())
        });
        let inserted = insert_all(transaction, reading, &batches, &to_reader);
        // A reader that is still ahead hears at its next batch that nobody takes it.
        drop(batches);
        let read = reading_thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (read, inserted)
    })
}

/// Inserts every batch that comes until the reader has ended.
fn insert_all(
    db: &Connection,
    reading: i64,
    batches: &Receiver<Vec<Entry>>,
    to_reader: &Sender<Vec<Entry>>,
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
        for entry in &batch {
            inserts.entry(entry)?;
        }
        // The reader may have ended already and need no more batches.
        let _ = to_reader.send(batch);
    }
    Ok(())
}

/// The prepared inserts of one reading.
struct Inserts<'c> {
    reading: i64,
    conversations: (u64, Insert<'c, 6>),
    speakers: (u64, Insert<'c, 5>),
    messages: Insert<'c, 19>,
    transfers: Insert<'c, 27>,
    findings: Insert<'c, 6>,
}

impl Inserts<'_> {
    fn entry(&mut self, entry: &Entry) -> table::Result<()> {
        match entry {
            Entry::Message(id, message) => message::add(&mut self.messages, self.reading, *id, message),
            Entry::Transfer(id, transfer) => transfer::add(&mut self.transfers, self.reading, *id, transfer),
            Entry::Finding(finding) => finding::add(&mut self.findings, self.reading, finding),
            Entry::Conversation(conversation) => {
                let (next, insert) = &mut self.conversations;
                *next += 1;
                conversation::add(insert, self.reading, *next - 1, conversation)
            }
            Entry::Speaker(speaker) => {
                let (next, insert) = &mut self.speakers;
                *next += 1;
                speaker::add(insert, self.reading, *next - 1, speaker)
            }
        }
    }
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

/// The sink of the reader's thread: counts, digests and derives ids, and sends batches on.
struct Recorder {
    artifact: Digest,
    facts: Option<Facts>,
    tally: Tally,
    batch: Vec<Entry>,
    batch_bytes: usize,
    to_database: SyncSender<Vec<Entry>>,
    emptied: Receiver<Vec<Entry>>,
    refused: bool,
}

impl Recorder {
    fn new(artifact: Digest, to_database: SyncSender<Vec<Entry>>, emptied: Receiver<Vec<Entry>>) -> Recorder {
        Recorder {
            artifact,
            facts: None,
            tally: Tally::default(),
            batch: Vec::with_capacity(BATCH),
            batch_bytes: 0,
            to_database,
            emptied,
            refused: false,
        }
    }

    /// Sends what is left; `None` where a call was refused although the reader went on, or the facts never came.
    fn finish(mut self) -> Option<(Facts, Counts, Digest)> {
        let sent = self.send();
        let facts = self.facts.filter(|_| !self.refused && sent.is_ok())?;
        let (counts, digest) = self.tally.finish(&facts);
        Some((facts, counts, digest))
    }

    fn push(&mut self, entry: Entry, bytes: usize) -> io::Result<()> {
        self.batch.push(entry);
        self.batch_bytes += bytes;
        if self.batch.len() < BATCH && self.batch_bytes < BATCH_BYTES {
            return Ok(());
        }
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        // The texts of a batch that is through are freed here, on the thread that made them.
        let mut next = self.emptied.try_recv().unwrap_or_else(|_| Vec::with_capacity(BATCH));
        next.clear();
        self.batch_bytes = 0;
        let full = std::mem::replace(&mut self.batch, next);
        self.to_database.send(full).map_err(|_| {
            io::Error::new(io::ErrorKind::BrokenPipe, "the database takes no more records of this reading")
        })
    }

    /// Remembers that a call was refused.
    fn checked<T>(&mut self, answer: io::Result<T>) -> io::Result<T> {
        self.refused |= answer.is_err();
        answer
    }

    fn after_facts(&mut self) -> io::Result<()> {
        let answer = match &self.facts {
            Some(_) => Ok(()),
            None => Err(out_of_order("a record before the facts of the file")),
        };
        self.checked(answer)
    }
}

impl Sink for Recorder {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        let answer = match self.facts.replace(facts) {
            None => Ok(()),
            Some(_) => Err(out_of_order("the facts of the file a second time")),
        };
        self.checked(answer)
    }

    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.after_facts()?;
        let ix = self.tally.conversation(&conversation);
        let ix = self.checked(ix)?;
        self.push(Entry::Conversation(conversation), 0)?;
        Ok(ix)
    }

    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.after_facts()?;
        let ix = self.tally.speaker(&speaker);
        let ix = self.checked(ix)?;
        self.push(Entry::Speaker(speaker), 0)?;
        Ok(ix)
    }

    fn message(&mut self, message: Message) -> io::Result<()> {
        let id = match &self.facts {
            Some(facts) => self.tally.message(&self.artifact, &facts.layout, &message),
            None => Err(out_of_order("a record before the facts of the file")),
        };
        let id = self.checked(id)?;
        let bytes = message.text.len();
        self.push(Entry::Message(id, message), bytes)
    }

    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.after_facts()?;
        self.tally.transfer(&transfer);
        let bytes = transfer.note.as_ref().map_or(0, String::len);
        self.push(Entry::Transfer(transfer.id(&self.artifact), Box::new(transfer)), bytes)
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.tally.finding(&finding);
        let bytes = finding.args.iter().map(String::len).sum();
        self.push(Entry::Finding(finding), bytes)
    }
}
