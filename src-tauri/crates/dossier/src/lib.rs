//! A snapshot of the case in, PDF bytes out, and pictures of any PDF's pages; the only room that knows PDF, and the formats
//! of offices ([`office`]).
//!
//! Three layers, which do not know each other's insides: `parts` says what stands in the dossier, `layout` finds where it
//! comes to stand and gives a display list, `writer` turns that into PDF. Pages leave as soon as they are full, so memory
//! is bounded by the snapshot, not by the number of pages. The same snapshot with the same options gives the same bytes.

mod error;
mod figures;
mod fonts;
mod layout;
pub mod office;
mod original;
mod pages;
mod part;
mod parts;
mod words;
mod writer;

pub use error::Error;
pub use fonts::Fonts;
pub use pages::Pages;
pub use part::Part;

use chrono::NaiveDate;
use juzheng_model::{Digest, Originals, snapshot::Snapshot};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// Whether the gaps between transfers and messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Gaps {
    /// Gaps, verdicts, and notes on those over the threshold.
    #[default]
    Shown,
    /// Only the two times: a copy for filing. Also leaves the findings on gaps and the program's reasons out.
    Hidden,
}

/// For whom the dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Findings about the materials.
    #[default]
    Court,
    /// All findings that a person should look at.
    Mediation,
    /// All findings, notes and hints included.
    Internal,
}

/// What the caller chooses.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The date on the cover and in the file; the dossier asks no clock.
    pub date: NaiveDate,
    /// Whether gaps are printed.
    pub gaps: Gaps,
    /// For whom it is.
    pub profile: Profile,
    /// What stands in it, in this order ([`Part::ALL`] for everything); a part named twice counts once, where it is named
    /// first. The cover comes before everything. The catalogue comes next, or after the parties where they are the first
    /// part.
    pub parts: &'a [Part],
    /// Program and version, as they stand at the foot of every page: `Juzheng 0.1.0`.
    pub program: &'a str,
    /// Files put into the PDF, in this order; their names differ.
    pub attachments: &'a [Attachment],
}

/// A file inside the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// What it is: `application/json`.
    pub media_type: String,
    /// What it holds, in words for the reader.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The number of pages.
    pub pages: usize,
    /// The parts as they came to stand, cover and catalogue included: the title of each, and the page that it begins on,
    /// from 1.
    pub outline: Vec<(String, usize)>,
    /// Whether the file calls itself PDF/A-3b (ISO 19005-3). It does not where a page of another PDF, taken over as it is,
    /// needs what archives forbid, as a font that is not embedded.
    pub is_archive: bool,
}

/// Writes the dossier of a snapshot as PDF 1.7 to `out`.
///
/// `originals` are asked for the pictures and PDFs that are shown; one that cannot be had or shown costs only its own
/// place.
///
/// `progress` is told how many records are laid out, of how many, and answers whether to go on. The output is written
/// in many pieces (compressed, from some hundred bytes to the size of a font): a file should be buffered.
///
/// # Errors
/// The output cannot be written, or `progress` said no ([`Error::Stopped`]): what was written is then no PDF.
pub fn render(
    snapshot: &Snapshot,
    options: &Options<'_>,
    fonts: &Fonts,
    originals: &dyn Originals,
    out: &mut dyn Write,
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Rendered, Error> {
    let mut coverage = fonts::Coverage::of(fonts);
    let shown = original::Shown::new(originals, fonts);
    let mut writer = writer::PdfWriter::begin(fonts, &shown, out)?;
    let laid = parts::lay_out(snapshot, options, &shown, &mut coverage, &mut writer, progress)?;
    let closings = laid.closings(&mut coverage);
    let ended = writer.finish(closings, &laid.headings, &metadata(snapshot, options), options.attachments)?;
    let parts = laid.headings.iter().filter(|heading| heading.level == 0);
    let outline = parts.map(|heading| (heading.title.clone(), heading.page + 1)).collect();
    Ok(Rendered { pages: laid.pages(), outline, is_archive: ended.is_archive })
}

fn metadata(snapshot: &Snapshot, options: &Options<'_>) -> writer::Metadata {
    let head = |digest: &Digest| {
        let mut head = [0; 16];
        head.copy_from_slice(&digest.0[..16]);
        head
    };
    let mut chosen = format!(
        "{}\n{}\n{}\n{:?}\n{:?}\n{}\n{}",
        snapshot.root,
        snapshot.custody_head,
        options.date,
        options.gaps,
        options.profile,
        options.program,
        snapshot.title
    );
    let parts = part::Chosen::of(options.parts);
    // Everything in the usual order goes without saying.
    if !parts.is_usual() {
        chosen.push_str(&format!("\n{:?}", parts.order()));
    }
    for attachment in options.attachments {
        chosen.push_str(&format!("\n{} {}", attachment.name, Digest::sha256(&attachment.bytes)));
    }
    writer::Metadata {
        title: format!("{}：{}", words::BOOKLET, snapshot.title),
        subject: words::profile(options.profile).to_owned(),
        program: options.program.to_owned(),
        date: options.date,
        material: head(&snapshot.root),
        instance: head(&Digest::sha256(chosen.as_bytes())),
    }
}
