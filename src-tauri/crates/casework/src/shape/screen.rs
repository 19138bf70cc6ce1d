//! What a picture shows, in the JSON of the contract.

use juzheng_model::{Basis, CaptureSource, Device, Offset, Screen, ScreenKind};
use serde::Serialize;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ScreenShape {
    /// What it is.
    pub kind: ScreenKind,
    /// What drew it.
    pub device: Device,
    /// Whether it is in dark mode.
    pub dark: bool,
    /// The title of the page.
    pub title: Option<String>,
    /// The status-bar clock, `HH:MM`.
    pub clock: Option<String>,
    /// What told its kind: words that stand on it, or words of the reader.
    pub signs: Vec<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// When it was captured, RFC 3339.
    pub captured_at: Option<String>,
    /// What says so.
    pub captured_from: Option<CaptureSource>,
    /// The engine that read it, with its version.
    pub engine: String,
    /// Whether a person has compared what was read with the picture.
    pub checked: bool,
}

impl ScreenShape {
    /// A screen that nobody has checked, in a case whose files without a zone are read in `offset`.
    pub(crate) fn new(screen: &Screen, offset: Offset) -> ScreenShape {
        let captured = screen.captured.map(|(moment, source)| (moment.span(Basis::File, offset), source));
        ScreenShape {
            kind: screen.kind,
            device: screen.device,
            dark: screen.dark,
            title: screen.title.clone(),
            clock: screen.clock.map(|minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60)),
            signs: screen.signs.clone(),
            width: screen.width,
            height: screen.height,
            captured_at: captured.map(|(span, _)| span.offset.rfc3339(span.earliest)),
            captured_from: captured.map(|(_, source)| source),
            engine: screen.engine.clone(),
            checked: false,
        }
    }
}
