//! What a reader gives, counted and digested: the same for a reading that is recorded and for one that is only checked.

use crate::table::reading::Counts;
use juzheng_model::{
    Conversation, ConversationIx, Digest, Facts, Finding, Id, Message, Sink, Speaker, SpeakerIx, Transfer,
    canon::RecordsDigest,
};
use std::{
    collections::HashSet,
    hash::{BuildHasherDefault, Hasher},
    io,
};

/// Numbers conversations and speakers, and holds whoever gives records to the order of a sink.
#[derive(Default)]
pub(crate) struct Numbers {
    conversations: u64,
    speakers: u64,
}

impl Numbers {
    /// The next conversation; gives its index.
    pub(crate) fn conversation(&mut self) -> io::Result<ConversationIx> {
        let ix = index(self.conversations)?;
        self.conversations += 1;
        Ok(ConversationIx(ix))
    }

    /// The next speaker; gives its index.
    pub(crate) fn speaker(&mut self, speaker: &Speaker) -> io::Result<SpeakerIx> {
        let ix = index(self.speakers)?;
        if self.conversations <= u64::from(speaker.conversation.0) {
            return Err(out_of_order("a speaker of a conversation that has not come"));
        }
        self.speakers += 1;
        Ok(SpeakerIx(ix))
    }

    /// A message of `speaker`.
    pub(crate) fn message(&self, speaker: SpeakerIx) -> io::Result<()> {
        if self.speakers <= u64::from(speaker.0) {
            return Err(out_of_order("a message of a speaker that has not come"));
        }
        Ok(())
    }
}

/// Counts and digests records, and works out their ids.
#[derive(Default)]
pub(crate) struct Tally {
    digest: RecordsDigest,
    numbers: Numbers,
    counts: Counts,
    conversations: Vec<Conversation>,
    speakers: Vec<ConversationIx>,
    seen: HashSet<u64, BuildHasherDefault<AsIs>>,
}

impl Tally {
    /// The next conversation; gives its index.
    pub(crate) fn conversation(&mut self, conversation: &Conversation) -> io::Result<ConversationIx> {
        let ix = self.numbers.conversation()?;
        self.digest.conversation(conversation);
        self.counts.conversations += 1;
        self.conversations.push(conversation.clone());
        Ok(ix)
    }

    /// The next speaker; gives its index.
    pub(crate) fn speaker(&mut self, speaker: &Speaker) -> io::Result<SpeakerIx> {
        let ix = self.numbers.speaker(speaker)?;
        self.digest.speaker(speaker);
        self.counts.speakers += 1;
        self.speakers.push(speaker.conversation);
        Ok(ix)
    }

    /// The next message; gives its id.
    pub(crate) fn message<S: AsRef<str>>(
        &mut self,
        artifact: &Digest,
        layout: &str,
        message: &Message<S>,
    ) -> io::Result<Id> {
        let id = self.first_of_its_id(artifact, layout, message)?;
        let repeated = message.source_id.is_some() && self.is_repeated(id);
        Ok(if repeated { self.message_id(artifact, layout, message, true) } else { id })
    }

    /// The next message; gives the id that it has unless [`Tally::is_repeated`].
    pub(crate) fn first_of_its_id<S: AsRef<str>>(
        &mut self,
        artifact: &Digest,
        layout: &str,
        message: &Message<S>,
    ) -> io::Result<Id> {
        self.count_message(message)?;
        Ok(self.message_id(artifact, layout, message, false))
    }

    /// Whether a message before had this id, derived from an id of the source. Without one the place decides, and no two
    /// records stand in one place.
    pub(crate) fn is_repeated(&mut self, id: Id) -> bool {
        !self.seen.insert(id.0)
    }

    /// The id of a message that was counted.
    pub(crate) fn message_id<S: AsRef<str>>(
        &self,
        artifact: &Digest,
        layout: &str,
        message: &Message<S>,
        repeated: bool,
    ) -> Id {
        let conversation = self.speakers[message.speaker.0 as usize];
        message.id(artifact, layout, &self.conversations[conversation.0 as usize], repeated)
    }

    /// Counts a message whose id nobody asks for.
    fn count_message<S: AsRef<str>>(&mut self, message: &Message<S>) -> io::Result<()> {
        self.numbers.message(message.speaker)?;
        self.digest.message(message);
        self.counts.messages += 1;
        Ok(())
    }

    /// The next transfer.
    pub(crate) fn transfer(&mut self, transfer: &Transfer) {
        self.digest.transfer(transfer);
        self.counts.transfers += 1;
    }

    /// The next finding.
    pub(crate) fn finding(&mut self, finding: &Finding) {
        self.digest.finding(finding);
        self.counts.findings += 1;
    }

    /// Counts and digest of everything that came.
    pub(crate) fn finish(self, facts: &Facts) -> (Counts, Digest) {
        (self.counts, self.digest.finish(facts))
    }
}

/// Indices are 32 bits wide.
fn index(count: u64) -> io::Result<u32> {
    u32::try_from(count).map_err(|_| out_of_order("more than four thousand million of a kind"))
}

/// What a sink answers to a reader that does not keep the order of [`Sink`].
pub(crate) fn out_of_order(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}

/// Ids are heads of digests, evenly spread already: they hash to themselves.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A sink that keeps nothing and only works out what a reading's digest would be: to check that an original still reads
/// as it was recorded.
#[derive(Default)]
pub struct DigestSink {
    tally: Tally,
    facts: Option<Facts>,
}

impl DigestSink {
    /// Nothing read yet.
    pub fn new() -> DigestSink {
        DigestSink::default()
    }

    /// What the reader said of the file, how many records came, and their digest; `None` where it never said the facts.
    pub fn finish(self) -> Option<(Facts, Counts, Digest)> {
        let facts = self.facts?;
        let (counts, digest) = self.tally.finish(&facts);
        Some((facts, counts, digest))
    }

    fn after_facts(&mut self) -> io::Result<&mut Tally> {
        if self.facts.is_none() {
            return Err(out_of_order("a record before the facts of the file"));
        }
        Ok(&mut self.tally)
    }
}

impl Sink for DigestSink {
    fn facts(&mut self, facts: Facts) -> io::Result<()> {
        match self.facts.replace(facts) {
            None => Ok(()),
            Some(_) => Err(out_of_order("the facts of the file a second time")),
        }
    }
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx> {
        self.after_facts()?.conversation(&conversation)
    }
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx> {
        self.after_facts()?.speaker(&speaker)
    }
    fn message(&mut self, message: Message) -> io::Result<()> {
        self.after_facts()?.count_message(&message)
    }
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()> {
        self.after_facts()?.transfer(&transfer);
        Ok(())
    }
    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.tally.finding(&finding);
        Ok(())
    }
}
