//! An engine that remembers what it saw on a picture, so that each is read once: reading takes seconds, and a picture is
//! read again whenever its time of capture is said anew.
//!
//! What it remembers lies under `derived/` of the case and may be deleted at any time. It is no evidence: whoever can
//! write there could as well have changed the program, and what comes of it is marked as a machine's reading that no
//! person has checked, like any other.

use super::spelling::{Look, Text};
use juzheng_model::{
    Artifact, Recognise,
    port::{Pixels, TextLine},
};
use juzheng_vault::DerivedFolder;
use std::{
    io,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The section of `derived/`.
const SECTION: &str = "text";

/// The engine for one picture of the case.
pub(crate) struct Remembering<'e> {
    engine: &'e dyn Recognise,
    derived: DerivedFolder,
    name: String,
    seen: Mutex<Seen>,
}

struct Seen {
    text: Text,
    changed: bool,
}

impl<'e> Remembering<'e> {
    /// What `engine` sees on an artifact, with what it saw before.
    pub(crate) fn new(
        engine: &'e dyn Recognise,
        derived: DerivedFolder,
        artifact: &Artifact,
    ) -> Remembering<'e> {
        let plain: String = engine
            .engine()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
            .collect();
        let name = format!("{}-{plain}.json", artifact.fingerprints.sha256.hex());
        let stored = derived.get(SECTION, &name).and_then(|bytes| Text::read(&bytes, engine.engine()));
        let text = stored.unwrap_or_else(|| Text::new(engine.engine()));
        Remembering { engine, derived, name, seen: Mutex::new(Seen { text, changed: false }) }
    }

    /// Stores what is new, where that can be done: a full disk costs the next reading time and nothing else.
    pub(crate) fn store(&self) {
        let mut seen = self.seen();
        if std::mem::take(&mut seen.changed) {
            let _ = self.derived.put(SECTION, &self.name, &seen.text.bytes());
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remembered(&self, pixels: (u32, u32, u64), bounds: Option<[u32; 4]>) -> Option<Vec<TextLine>> {
        let seen = self.seen();
        let look = seen.text.looks.iter().find(|look| look.pixels == pixels && look.bounds == bounds);
        look.map(Look::lines)
    }

    fn remember(&self, pixels: (u32, u32, u64), bounds: Option<[u32; 4]>, lines: &[TextLine]) {
        let mut seen = self.seen();
        seen.text.looks.push(Look::new(pixels, bounds, lines));
        seen.changed = true;
    }
}

impl Recognise for Remembering<'_> {
    fn engine(&self) -> &str {
        self.engine.engine()
    }

    fn recognise(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        let pixels = told_apart(picture);
        if let Some(lines) = self.remembered(pixels, None) {
            return Ok(lines);
        }
        let lines = self.engine.recognise(picture, go_on)?;
        self.remember(pixels, None, &lines);
        Ok(lines)
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        let pixels = told_apart(around(picture, bounds));
        if let Some(lines) = self.remembered(pixels, Some(bounds)) {
            return Ok(lines.into_iter().next());
        }
        let line = self.engine.look_again(picture, bounds)?;
        self.remember(pixels, Some(bounds), line.as_slice());
        Ok(line)
    }
}

/// The rows of a picture that a look at a place may show, with as much above and below: a long capture is large, and is looked
/// at often.
fn around(picture: Pixels<'_>, [_, y, _, height]: [u32; 4]) -> Pixels<'_> {
    let row = picture.width as usize * 3;
    let from = (y.saturating_sub(height) as usize * row).min(picture.rgb.len());
    let to = (y.saturating_add(height.saturating_mul(2)) as usize).saturating_mul(row).min(picture.rgb.len());
    Pixels { rgb: &picture.rgb[from..to.max(from)], ..picture }
}

/// Width, height, and a number from the pixels (FNV-1a over eight bytes at a time): a reader may also show the engine a
/// part of the picture, or the picture in other colours.
fn told_apart(picture: Pixels<'_>) -> (u32, u32, u64) {
    let mut number = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: u64| number = (number ^ bytes).wrapping_mul(0x0000_0100_0000_01b3);
    let (eights, rest) = picture.rgb.as_chunks::<8>();
    eights.iter().for_each(|eight| take(u64::from_le_bytes(*eight)));
    rest.iter().for_each(|byte| take(u64::from(*byte)));
    // JSON numbers of other programs end at 53 bits.
    (picture.width, picture.height(), number >> 11)
}
