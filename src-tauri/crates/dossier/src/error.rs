//! Why a dossier could not be made, or a PDF not be shown.

use std::{io, path::PathBuf};

/// Why a dossier could not be made (what was written to the output until then is no PDF), or a PDF not be shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A font file is not there or cannot be read.
    #[error("font file `{path}` cannot be read")]
    FontMissing {
        /// The file that was looked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A font file is no TrueType font that can be embedded.
    #[error("font file `{path}` is not a TrueType font that can be embedded")]
    FontUnreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it; `None` where only the outlines (`glyf`) are missing.
        source: Option<ttf_parser::FaceParsingError>,
    },
    /// The characters used could not be cut out of a font.
    #[error("font `{face}` cannot be reduced to the characters used")]
    FontSubset {
        /// The face.
        face: &'static str,
        /// What the subsetter said.
        source: subsetter::Error,
    },
    /// The PDF's own objects do not hang together: a broken invariant of the writer.
    #[error("the PDF's {part} cannot be put together")]
    Structure {
        /// Which part.
        part: &'static str,
        /// What is missing.
        source: lopdf::Error,
    },
    /// The output cannot be written.
    #[error("the dossier cannot be written")]
    Write {
        /// What the system said.
        #[from]
        source: io::Error,
    },
    /// The caller asked to stop.
    #[error("making the dossier was stopped")]
    Stopped,
    /// The file to be shown is no PDF, or one too damaged to find its pages.
    #[error("the file is no PDF that can be read")]
    PdfUnreadable,
    /// The PDF to be shown opens with a password only, or is encrypted in an unknown way.
    #[error("the PDF is locked with a password")]
    PdfLocked,
    /// The PDF to be shown, or a page of it, would take more memory or time than any honest page needs.
    #[error("the PDF's {what} is too large to be shown")]
    PdfTooLarge {
        /// What there is too much of.
        what: &'static str,
    },
    /// The PDF has no page of this number.
    #[error("there is no page {page} of {count}")]
    NoSuchPage {
        /// The page asked for; the first is 1.
        page: usize,
        /// How many there are.
        count: usize,
    },
    /// The page is damaged in a way that its reader did not survive.
    #[error("page {page} cannot be drawn")]
    PageUndrawable {
        /// The page.
        page: usize,
    },
}
