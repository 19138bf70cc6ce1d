//! Records on their way from the reader into the database, their words together in one place.

use juzheng_model::{Conversation, Facts, Finding, Id, Message, Speaker, Transfer};
use std::ops::Range;

/// Records of a full batch.
const RECORDS: usize = 512;
/// Bytes of words after which a batch is full, however few its records.
const BYTES: usize = 1 << 20;

/// Some records, each kind in the order of the file.
///
/// The words of messages are copied in here: so a reader's strings are freed right where they were made, and what
/// travels from thread to thread is made once.
#[derive(Default)]
pub(super) struct Batch {
    /// The facts of the file, in the batch of its first records.
    pub(super) facts: Option<Facts>,
    /// Conversations.
    pub(super) conversations: Vec<Conversation>,
    /// Speakers.
    pub(super) speakers: Vec<Speaker>,
    messages: Vec<Message<Range<usize>>>,
    words: String,
    /// Transfers.
    pub(super) transfers: Vec<Transfer>,
    /// Findings.
    pub(super) findings: Vec<Finding>,
    /// The ids of the messages, once they are worked out.
    pub(super) message_ids: Vec<Id>,
    /// The ids of the transfers, once they are worked out.
    pub(super) transfer_ids: Vec<Id>,
    records: usize,
    bytes: usize,
}

impl Batch {
    /// Puts a message in.
    pub(super) fn push_message(&mut self, message: &Message) {
        let words = &mut self.words;
        self.messages.push(message.held(|text| {
            let start = words.len();
            words.push_str(text);
            start..words.len()
        }));
        self.records += 1;
    }

    /// Counts a record of another kind that was put in, with the bytes of its words.
    pub(super) fn note(&mut self, bytes: usize) {
        self.records += 1;
        self.bytes += bytes;
    }

    /// The messages, their words borrowed from here.
    pub(super) fn messages(&self) -> impl Iterator<Item = Message<&str>> {
        self.messages.iter().map(|message| message.held(|words| &self.words[words.clone()]))
    }

    /// Whether the messages have an id of the source.
    pub(super) fn messages_with_source_id(&self) -> impl Iterator<Item = bool> {
        self.messages.iter().map(|message| message.source_id.is_some())
    }

    /// Whether it is time to send it on.
    pub(super) fn is_full(&self) -> bool {
        self.records >= RECORDS || self.bytes + self.words.len() >= BYTES
    }

    /// Empties it for the next records, keeping its room unless one enormous record made it.
    pub(super) fn clear(&mut self) {
        self.facts = None;
        self.conversations.clear();
        self.speakers.clear();
        self.messages.clear();
        self.words.clear();
        self.words.shrink_to(2 * BYTES);
        self.transfers.clear();
        self.findings.clear();
        self.message_ids.clear();
        self.transfer_ids.clear();
        self.records = 0;
        self.bytes = 0;
    }
}
