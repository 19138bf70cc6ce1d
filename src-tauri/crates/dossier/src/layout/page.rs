//! The sheet of paper and what lies on it: the display list. Lengths are points (1/72 inch), y runs down from the top.

use super::flow::Anchor;
use crate::fonts::{FaceIx, Glyph};
use juzheng_model::Digest;

/// A4, upright.
pub(crate) const WIDTH: f32 = 595.276;
/// A4, upright.
pub(crate) const HEIGHT: f32 = 841.89;
/// 28 mm, the binding margin of official documents (GB/T 9704).
pub(crate) const LEFT: f32 = 79.37;
/// 22 mm.
pub(crate) const RIGHT: f32 = 62.36;
/// Where the content of a page begins.
pub(crate) const TOP: f32 = 84.0;
/// Where the content of a page ends, from the top.
pub(crate) const BOTTOM: f32 = HEIGHT - 76.0;
/// What is left for content between the margins.
pub(crate) const CONTENT_WIDTH: f32 = WIDTH - LEFT - RIGHT;

/// A thing drawn on a page. `grey` runs from 0 (black) to 1 (white); there are no colours, so that every copy shows all.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// Characters in a row, each drawn by its own glyph of the face.
    Text {
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// Type size.
        size: f32,
        /// Tone.
        grey: f32,
        /// The face.
        face: FaceIx,
        /// The characters.
        text: String,
    },
    /// One glyph that stands for a whole text (a cluster of emoji, a blank of a special width).
    Sign {
        /// Left end.
        x: f32,
        /// Baseline.
        y: f32,
        /// Type size.
        size: f32,
        /// Tone.
        grey: f32,
        /// The glyph and its advance.
        glyph: Glyph,
        /// What is copied when it is copied.
        text: String,
    },
    /// A horizontal or vertical rule.
    Rule {
        /// From (x, y).
        from: (f32, f32),
        /// To (x, y).
        to: (f32, f32),
        /// Thickness.
        thick: f32,
        /// Tone.
        grey: f32,
    },
    /// A filled rectangle.
    Fill {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Tone.
        grey: f32,
    },
    /// A QR code, dark on the paper; the white that it needs around it is the caller's. The file holds each code once.
    Code {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// Width and height.
        size: f32,
        /// What it says.
        text: String,
    },
    /// A picture from an original, or a stretch of it; the frame has the stretch's proportions.
    ///
    /// However many stretches show it, the file holds it once. Where it cannot be shown after all, a frame with words is
    /// drawn in its place.
    Picture {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// SHA-256 of the original.
        source: Digest,
        /// What of it is shown: left, top, width, height in pixels of the picture as one looks at it (upright).
        crop: [u32; 4],
        /// What is covered, in the same pixels of the whole picture; what lies beneath is not in the file.
        covers: Vec<[u32; 4]>,
    },
    /// A page of a PDF from an original, as it is, fitted into the frame.
    PdfPage {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// SHA-256 of the original.
        source: Digest,
        /// The page, from 1.
        page: u32,
        /// What is covered: left, top, width, height in points of the page as one looks at it. Such a page is shown as a
        /// picture, so that what lies beneath is not in the file.
        covers: Vec<[u32; 4]>,
    },
}

impl Item {
    /// Moves it to the right.
    pub(crate) fn shift(&mut self, by: f32) {
        match self {
            Item::Text { x, .. }
            | Item::Sign { x, .. }
            | Item::Fill { x, .. }
            | Item::Code { x, .. }
            | Item::Picture { x, .. }
            | Item::PdfPage { x, .. } => *x += by,
            Item::Rule { from, to, .. } => {
                from.0 += by;
                to.0 += by;
            }
        }
    }
}

/// A rectangle that leads to another place of the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<T = Anchor> {
    /// Left, top, width, height.
    pub(crate) area: [f32; 4],
    /// Where it leads.
    pub(crate) target: T,
}

/// What is added to a page when all pages are known: page numbers, and links with their targets (page index, top).
#[derive(Debug, Default)]
pub(crate) struct Closing {
    /// Drawn over the page.
    pub(crate) items: Vec<Item>,
    /// Links of the page.
    pub(crate) links: Vec<Link<(usize, f32)>>,
}
