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

/// Opens originals by their SHA-256, for rooms that print or pack them; from several threads at a time.
pub trait Originals: Sync {
    /// A handle on the original's bytes, never writable.
    ///
    /// # Errors
    /// The original is missing or cannot be opened.
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn Bytes>>;
}

/// Pixels of a picture: 3 bytes each (red, green, blue), rows from the top.
#[derive(Debug, Clone, Copy)]
pub struct Pixels<'p> {
    /// The bytes; a whole number of rows.
    pub rgb: &'p [u8],
    /// Pixels in a row.
    pub width: u32,
}

impl Pixels<'_> {
    /// Rows.
    pub fn height(&self) -> u32 {
        match self.width {
            0 => 0,
            width => (self.rgb.len() / 3 / width as usize) as u32,
        }
    }
}

/// A character that was recognised on a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The character.
    pub char: char,
    /// How sure the recognition is, in thousandths.
    pub confidence: u16,
    /// What it would be otherwise, and how likely, in thousandths.
    pub runner_up: Option<(char, u16)>,
    /// x of its middle on the picture, in pixels.
    pub x: u32,
}

/// Stands in a recognised text where something is drawn that is no character: U+FFFC, the object replacement character.
pub const DRAWING: char = '\u{fffc}';

/// A line of text that was recognised on a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The text: the characters of `glyphs` in their order.
    pub text: String,
    /// The upright box around it on the picture: x, y, width, height in pixels.
    pub bounds: [u32; 4],
    /// Its corners, clockwise from the upper left as one reads it; the corners of `bounds` on an upright screen.
    pub corners: [[u32; 2]; 4],
    /// How sure the recognition is, in thousandths: the mean over its characters.
    pub confidence: u16,
    /// Its characters one by one.
    pub glyphs: Vec<Glyph>,
}

/// Pixels in, lines of text out.
pub trait Recognise: Send + Sync {
    /// The engine with the version of its models: readings of another one are read anew. Stable, as `pp-ocrv6-small/1`.
    fn engine(&self) -> &str;

    /// The lines on a picture of any size, from the top down and then from the left.
    ///
    /// `go_on` is asked between pieces of work; when it says no, the answer is an error of kind `Interrupted`.
    fn recognise(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>>;

    /// A second, independent look at what stands in one box (x, y, width, height): where it differs from the first, neither
    /// is sure. `None` where nothing is read there.
    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>>;
}
