//! The sink of the reader's thread: holds the reader to the order of a sink, and sends batches on.

use super::batch::Batch;
use crate::tally::{Numbers, out_of_order};
use juzheng_model::{
    Conversation, ConversationIx, Facts, Finding, Message, Sink, Speaker, SpeakerIx, Transfer,
};
use std::{
    io,
    sync::mpsc::{Receiver, SyncSender},
};

/// The sink that a reader is given.
pub(super) struct Recorder {
    numbers: Numbers,
    has_facts: bool,
    batch: Batch,
    to_digest: SyncSender<Batch>,
    emptied: Receiver<Batch>,
    refused: bool,
}

impl Recorder {
    /// A sink for one reading, whose batches go to `to_digest` and come back from `emptied`.
    pub(super) fn new(to_digest: SyncSender<Batch>, emptied: Receiver<Batch>) -> Recorder {
        Recorder {
            numbers: Numbers::default(),
            has_facts: false,
            batch: Batch::default(),
            to_digest,
            emptied,
            refused: false,
        }
    }

    /// Sends what is left; `false` where a call was refused although the reader went on.
    pub(super) fn finish(mut self) -> bool {
        self.send().is_ok() && !self.refused
    }

    /// Notes that a record was put into the batch, with the bytes of its words.
    fn pushed(&mut self, bytes: usize) -> io::Result<()> {
        self.batch.note(bytes);
        self.send_if_full()
    }

    fn send_if_full(&mut self) -> io::Result<()> {
        if self.batch.is_full() { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> io::Result<()> {
        // What a batch that is through still holds is freed here, on the thread that made it.
        let mut next = self.emptied.try_recv().unwrap_or_default();
        next.clear();
        let full = std::mem::replace(&mut self.batch, next);
        self.to_digest.send(full).map_err(|_| {
            io::Error::new(io::ErrorKind::BrokenPipe, "the database takes no more records of this reading")
        })
    }

    /// Remembers that a call was refused.
    fn checked<T>(&mut self, answer: io::Result<T>) -> io::Result<T> {
        self.refused |= answer.is_err();
        answer
    }

    fn after_facts(&mut self) -> io::Result<()> {
        let answer = match self.has_facts {
            true => Ok(()),
            false => Err(out_of_order("a record before the facts of the file")),
        };
        self.checked(answer)
    }
}

impl Sink for Recorder {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        if self.has_facts {
            return self.checked(Err(out_of_order("the facts of the file a second time")));
        }
        self.has_facts = true;
        self.batch.facts = Some(facts);
        Ok(())
    }

    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.after_facts()?;
        let ix = self.numbers.conversation();
        let ix = self.checked(ix)?;
        self.batch.conversations.push(conversation);
        self.pushed(0)?;
        Ok(ix)
    }

    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.after_facts()?;
        let ix = self.numbers.speaker(&speaker);
        let ix = self.checked(ix)?;
        self.batch.speakers.push(speaker);
        self.pushed(0)?;
        Ok(ix)
    }

    fn message(&mut self, message: Message) -> io::Result<()> {
        self.after_facts()?;
        let known = self.numbers.message(message.speaker);
        self.checked(known)?;
        self.batch.push_message(&message);
        self.send_if_full()
    }

    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.after_facts()?;
        let bytes = transfer.note.as_ref().map_or(0, String::len);
        self.batch.transfers.push(transfer);
        self.pushed(bytes)
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        let bytes = finding.args.iter().map(String::len).sum();
        self.batch.findings.push(finding);
        self.pushed(bytes)
    }
}
