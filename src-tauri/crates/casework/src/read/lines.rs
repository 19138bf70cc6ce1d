//! The lines of text that stand on a picture, taken down while its reader has them recognised.

use juzheng_model::{
    Recognise,
    port::{DRAWING, Pixels, TextLine},
};
use serde::Serialize;
use std::{
    io,
    sync::{Mutex, PoisonError},
};

/// A line of text on a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineShape {
    /// What was recognised; without the emoji and icons that are drawn in it.
    pub text: String,
    /// Where it stands: x, y, width, height in pixels.
    #[serde(rename = "box")]
    pub bounds: [u32; 4],
    /// How sure the recognition is, in thousandths.
    pub confidence: u16,
}

/// The engine, with what it found on the whole picture.
pub(super) struct Listened<'e> {
    engine: &'e dyn Recognise,
    lines: Mutex<Vec<LineShape>>,
}

impl<'e> Listened<'e> {
    pub(super) fn new(engine: &'e dyn Recognise) -> Listened<'e> {
        Listened { engine, lines: Mutex::default() }
    }

    /// The lines from the top down.
    pub(super) fn lines(self) -> Vec<LineShape> {
        self.lines.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recognise for Listened<'_> {
    fn engine(&self) -> &str {
        self.engine.engine()
    }

    fn recognise(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        let found = self.engine.recognise(picture, go_on)?;
        let shape = |line: &TextLine| LineShape {
            text: line.text.replace(DRAWING, ""),
            bounds: line.bounds,
            confidence: line.confidence,
        };
        let lines = found.iter().map(shape).filter(|line| !line.text.trim().is_empty()).collect();
        *self.lines.lock().unwrap_or_else(PoisonError::into_inner) = lines;
        Ok(found)
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        self.engine.look_again(picture, bounds)
    }
}
