//! The three ports between rooms, so that nothing ever holds a whole case, file or PDF in memory.

use crate::{
    artifact::Facts,
    digest::Digest,
    finding::Finding,
    message::{Conversation, ConversationIx, Message, Speaker, SpeakerIx},
    transfer::Transfer,
};
use std::io::{self, Read, Seek};

/// Where a reader puts what it finds, record by record, in the order of the file.
///
/// A sink that has to stop (the user cancelled, the disk is full) answers with an error, which the reader passes on.
pub trait Sink {
    /// What the file is as a whole. Exactly once, before the first record (findings may come earlier).
    fn facts(&mut self, facts: Facts) -> io::Result<()>;
    /// A conversation; indices count up from 0 within the file.
    fn conversation(&mut self, conversation: Conversation) -> io::Result<ConversationIx>;
    /// A speaker; indices count up from 0 within the file.
    fn speaker(&mut self, speaker: Speaker) -> io::Result<SpeakerIx>;
    /// A message.
    fn message(&mut self, message: Message) -> io::Result<()>;
    /// A transfer.
    fn transfer(&mut self, transfer: Transfer) -> io::Result<()>;
    /// A finding.
    fn finding(&mut self, finding: Finding) -> io::Result<()>;
}

/// Bytes that can be read and sought.
pub trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// Opens originals by their SHA-256, for rooms that print or pack them.
pub trait Originals {
    /// A handle on the original's bytes, never writable.
    ///
    /// # Errors
    /// The original is missing or cannot be opened.
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn Bytes>>;
}

/// A line of text that was recognised on a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text.
    pub text: String,
    /// Its box on the picture: x, y, width, height in pixels.
    pub bounds: [u32; 4],
    /// How sure the recognition is, in thousandths.
    pub confidence: u16,
}

/// Pixels in, lines of text out.
pub trait Recognise {
    /// Recognises `rgb` (3 bytes a pixel, rows from the top, `width` pixels each).
    fn recognise(&self, rgb: &[u8], width: u32) -> io::Result<Vec<TextLine>>;
}
