//! Canonical bytes: one spelling for each record, from which ids and the digest of a reading are made.

use crate::{
    digest::Digest,
    finding::Finding,
    message::{Conversation, Message, Speaker},
    money::Fen,
    place::Place,
    time::{Moment, Zone},
    transfer::Transfer,
};
use sha2::Digest as _;

/// Writes fields so that no two different records give the same bytes: each text with its length before it.
pub trait Canon {
    /// Bytes of a length that is fixed where they stand.
    fn raw(&mut self, bytes: &[u8]) -> &mut Self;

    /// A number.
    fn u64(&mut self, n: u64) -> &mut Self {
        self.raw(&n.to_be_bytes())
    }

    /// A text with its length.
    fn str(&mut self, text: &str) -> &mut Self {
        self.u64(text.len() as u64).raw(text.as_bytes())
    }

    /// A text that may be missing.
    fn opt_str(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.raw(&[1]).str(text),
            None => self.raw(&[0]),
        }
    }

    /// Several texts with their number.
    fn strs(&mut self, texts: &[String]) -> &mut Self {
        self.u64(texts.len() as u64);
        for text in texts {
            self.str(text);
        }
        self
    }

    /// An amount that may be missing.
    fn opt_fen(&mut self, amount: Option<Fen>) -> &mut Self {
        match amount {
            Some(amount) => self.raw(&[1]).u64(amount.get() as u64),
            None => self.raw(&[0]),
        }
    }

    /// A time that may be missing.
    fn moment(&mut self, moment: Option<Moment>) -> &mut Self {
        let Some(moment) = moment else { return self.raw(&[0]) };
        let (tag, offset) = match moment.zone {
            Zone::Instant => (1, 0),
            Zone::Stated(o) => (2, o.minutes()),
            Zone::Known(o) => (3, o.minutes()),
            Zone::Assumed => (4, 0),
        };
        self.raw(&[tag]).raw(&offset.to_be_bytes()).u64(moment.at as u64).u64(u64::from(moment.open_s))
    }

    /// A place.
    fn place(&mut self, place: &Place) -> &mut Self {
        match place {
            Place::Row { row } => self.raw(&[1]).u64(*row),
            Place::Sheet { sheet, row } => self.raw(&[2]).str(sheet).u64(*row),
            Place::Bytes { bytes: [from, to] } => self.raw(&[3]).u64(*from).u64(*to),
            Place::Box { bounds } => bounds.iter().fold(self.raw(&[4]), |out, n| out.u64(u64::from(*n))),
        }
    }
}

impl Canon for Vec<u8> {
    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.extend_from_slice(bytes);
        self
    }
}

/// The digest of everything that one reading gave, each kind of record in its order.
///
/// It is the same whether the records come from the reader or back out of the database: the order *between* kinds does
/// not count, only the order within each.
#[derive(Default)]
pub struct RecordsDigest {
    kinds: [sha2::Sha256; 5],
    counts: [u64; 5],
    /// Per kind what is not hashed yet: hashing many short records in one go is quicker.
    waiting: [Vec<u8>; 5],
}

/// Bytes of records of one kind that may wait to be hashed.
const WAITING: usize = 8 << 10;

impl RecordsDigest {
    /// Nothing read yet.
    pub fn new() -> RecordsDigest {
        RecordsDigest::default()
    }

    /// The next conversation.
    pub fn conversation(&mut self, conversation: &Conversation) {
        self.take(0, |out| conversation.canon(out));
    }

    /// The next speaker.
    pub fn speaker(&mut self, speaker: &Speaker) {
        self.take(1, |out| speaker.canon(out));
    }

    /// The next message.
    pub fn message<S: AsRef<str>>(&mut self, message: &Message<S>) {
        self.take(2, |out| message.canon(out));
    }

    /// The next transfer.
    pub fn transfer(&mut self, transfer: &Transfer) {
        self.take(3, |out| transfer.canon(out));
    }

    /// The next finding.
    pub fn finding(&mut self, finding: &Finding) {
        self.take(4, |out| finding.canon(out));
    }

    /// The digest, with the facts that the reader gave of the file as a whole.
    pub fn finish(self, facts: &crate::Facts) -> Digest {
        let mut all = Vec::new();
        facts.canon(&mut all);
        for ((mut kind, count), waiting) in self.kinds.into_iter().zip(self.counts).zip(self.waiting) {
            kind.update(&waiting);
            all.u64(count).raw(&kind.finalize());
        }
        Digest::sha256(&all)
    }

    /// Takes a record in, with its length before it.
    fn take(&mut self, kind: usize, write: impl FnOnce(&mut Vec<u8>)) {
        self.counts[kind] += 1;
        let waiting = &mut self.waiting[kind];
        let length_at = waiting.len();
        let start = length_at + 8;
        waiting.resize(start, 0);
        write(waiting);
        let length = (waiting.len() - start) as u64;
        waiting[length_at..start].copy_from_slice(&length.to_be_bytes());
        if waiting.len() >= WAITING {
            self.kinds[kind].update(&waiting);
            waiting.clear();
        }
    }
}
