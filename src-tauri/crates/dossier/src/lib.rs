//! A snapshot of the case in, PDF bytes out, and pictures of any PDF's pages; the only room that knows PDF, and the formats
//! of offices ([`office`]).
//!
//! Three layers, which do not know each other's insides: `parts` says what stands in the dossier, `layout` finds where it
//! comes to stand and gives a display list, `writer` turns that into PDF. Pages leave as soon as they are full, so memory
//! is bounded by the snapshot, not by the number of pages. The same snapshot with the same options gives the same bytes.

mod abreast;
mod error;
mod exhibits;
mod figures;
mod fonts;
mod layout;
pub mod office;
mod original;
mod pages;
mod part;
mod parts;
mod places;
mod receipts;
mod redact;
mod volume_cover;
mod volumes;
mod words;
mod writer;
mod xml;

pub use error::Error;
pub use exhibits::exhibit_ids;
pub use fonts::Fonts;
pub use original::text_of;
pub use pages::Pages;
pub use part::Part;
pub use parts::Printed;
pub use places::{Places, Spot};
pub use redact::{Redacted, Rules, redact};
pub use volumes::VolumeLimit;
pub use writer::covered;

use chrono::NaiveDate;
use juzheng_model::{Digest, Id, Originals, snapshot::Snapshot};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

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

/// How many screenshots stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum PerPage {
    /// Each as large as the page allows.
    #[default]
    One,
    /// Two beside each other, as large as 9 pt type asks for.
    Two,
    /// Four, for a survey.
    Four,
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
    /// How many screenshots stand on a page.
    pub pictures: PerPage,
    /// Whether what a machine read on pictures is printed beside them.
    pub transcripts: bool,
    /// Whether the catalogue says which exhibits are originals, copies or electronic data.
    pub forms: bool,
    /// Whether both sides of the paper are printed on: the binding margin changes sides.
    pub duplex: bool,
    /// Files that are left out as exhibits.
    pub left_out: &'a [Id],
    /// How much was hidden ([`redact`]), where anything was asked to be.
    pub redacted: Option<Redacted>,
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
    /// The number of pages, of all volumes.
    pub pages: usize,
    /// The parts as they came to stand, cover and catalogue included: the title of each, and the page that it begins on,
    /// from 1.
    pub outline: Vec<(String, usize)>,
    /// The exhibits with their pages.
    pub exhibits: Vec<Printed>,
    /// Where the case stands in it.
    pub places: Places,
    /// The indices of the pages with which volumes begin.
    pub volumes: Vec<usize>,
    /// Whether the file calls itself PDF/A-3b (ISO 19005-3). It does not where a page of another PDF, taken over as it is,
    /// needs what archives forbid, as a font that is not embedded.
    pub is_archive: bool,
}

impl Rendered {
    /// How many pages a volume has; every volume but the first begins with a cover that has no number.
    pub fn pages_of(&self, volume: usize) -> usize {
        let at = |ix: usize| self.volumes.get(ix).copied().unwrap_or(self.pages);
        at(volume + 1) - at(volume) + usize::from(volume > 0)
    }
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
    out: &mut (dyn Write + Send),
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Rendered, Error> {
    render_volume(snapshot, options, fonts, originals, (&[0], 0), out, progress)
}

/// Where the volumes of a dossier begin, as indices of pages, so that none is larger than `limit` (a single page may be).
///
/// # Errors
/// [`Error::Stopped`].
pub fn divide(
    snapshot: &Snapshot,
    options: &Options<'_>,
    fonts: &Fonts,
    originals: &dyn Originals,
    limit: VolumeLimit,
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Vec<usize>, Error> {
    let mut coverage = fonts::Coverage::of(fonts);
    let shown = original::Shown::new(originals, fonts);
    let mut scales = volumes::Scales::new(snapshot);
    let (laid, _) = parts::lay_out(snapshot, options, &shown, &mut coverage, &mut scales, progress)?;
    Ok(scales.divide(limit, &laid.headings))
}

/// Writes one volume of a dossier: of `(starts, volume)` the first says where the volumes begin ([`divide`]), the second
/// which of them it is. Its pages are numbered through all volumes.
///
/// # Errors
/// As [`render`].
pub fn render_volume(
    snapshot: &Snapshot,
    options: &Options<'_>,
    fonts: &Fonts,
    originals: &dyn Originals,
    (starts, volume): (&[usize], usize),
    out: &mut (dyn Write + Send),
    progress: &dyn Fn(usize, usize) -> bool,
) -> Result<Rendered, Error> {
    // What belongs to the dossier as a whole lies in its first volume.
    let attachments = if volume == 0 { options.attachments } else { &[] };
    let lay = |mut writer: abreast::Writer| {
        let mut coverage = fonts::Coverage::of(fonts);
        let shown = original::Shown::new(originals, fonts);
        let first = starts.get(volume).copied().unwrap_or(0);
        let end = starts.get(volume + 1).copied().unwrap_or(usize::MAX);
        let mut only = volumes::Only { press: &mut writer, from: first, to: end, at: 0 };
        let (laid, exhibits) = parts::lay_out(snapshot, options, &shown, &mut coverage, &mut only, progress)?;
        // The first volume has the cover of the whole; each other one a cover that is laid last, put first, and not counted.
        let cover = match volume {
            0 => Vec::new(),
            _ => {
                let of = volume_cover::Of { snapshot, options, laid: &laid, exhibits: &exhibits };
                let cover = of.lay_out((starts, volume), &mut coverage, &mut writer)?;
                cover.closings(&mut coverage, &[0], 0).collect()
            }
        };
        let inside = laid.headings.iter().filter(|heading| (first..end).contains(&heading.page));
        let inside = inside.map(|heading| layout::Heading { page: heading.page - first, ..heading.clone() });
        let of_cover = (!cover.is_empty()).then(|| layout::Heading {
            title: words::volume_cover(volume + 1),
            level: 0,
            page: end.min(laid.pages()) - first,
            top: 0.0,
        });
        let headings = of_cover.into_iter().chain(inside).collect();
        let closings = laid.closings(&mut coverage, starts, volume).chain(cover);
        writer.finish(closings, headings, metadata(snapshot, options, (starts, volume)))?;
        Ok((laid, exhibits))
    };
    let ((laid, exhibits), ended) = abreast::lay_and_write(fonts, originals, attachments, out, lay)?;
    let parts = laid.headings.iter().filter(|heading| heading.level == 0);
    let outline = parts.map(|heading| (heading.title.clone(), heading.page + 1)).collect();
    Ok(Rendered {
        pages: laid.pages(),
        outline,
        exhibits,
        places: laid.shown,
        volumes: starts.to_vec(),
        is_archive: ended.is_archive,
    })
}

/// Writes the second file: receipts for the court to sign, and a label for the cover of each volume. Gives its pages.
///
/// # Errors
/// The output cannot be written.
pub fn render_receipts(
    snapshot: &Snapshot,
    options: &Options<'_>,
    fonts: &Fonts,
    rendered: &Rendered,
    out: &mut (dyn Write + Send),
) -> Result<usize, Error> {
    let lay = |mut writer: abreast::Writer| {
        let mut coverage = fonts::Coverage::of(fonts);
        let laid = receipts::lay_out(snapshot, options, rendered, &mut coverage, &mut writer)?;
        let starts = [0];
        let mut metadata = metadata(snapshot, options, (&starts, 0));
        metadata.title = format!("证据收据：{}", snapshot.title);
        metadata.instance = head(&Digest::sha256(&[&metadata.instance[..], b"receipts"].concat()));
        writer.finish(laid.closings(&mut coverage, &starts, 0), laid.headings.clone(), metadata)?;
        Ok(laid.pages())
    };
    let (pages, _) = abreast::lay_and_write(fonts, &NoOriginals, &[], out, lay)?;
    Ok(pages)
}

/// The receipts show none.
struct NoOriginals;

impl Originals for NoOriginals {
    fn open(&self, _: &Digest) -> io::Result<Box<dyn juzheng_model::port::Bytes>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

fn head(digest: &Digest) -> [u8; 16] {
    let mut head = [0; 16];
    head.copy_from_slice(&digest.0[..16]);
    head
}

fn metadata(
    snapshot: &Snapshot,
    options: &Options<'_>,
    (starts, volume): (&[usize], usize),
) -> writer::Metadata {
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
    chosen.push_str(&format!(
        "\n{:?} {:?} {:?} {:?}\n{:?}\n{:?}\n{starts:?} {volume}",
        options.pictures,
        options.transcripts,
        options.forms,
        options.duplex,
        options.left_out,
        options.redacted
    ));
    let number = if starts.len() > 1 { format!("（第 {} 卷）", volume + 1) } else { String::new() };
    writer::Metadata {
        title: format!("{}：{}{number}", words::BOOKLET, snapshot.title),
        subject: words::profile(options.profile).to_owned(),
        program: options.program.to_owned(),
        date: options.date,
        first_page: starts.get(volume).map_or(1, |first| first + 1),
        cover: volume > 0,
        material: head(&snapshot.root),
        instance: head(&Digest::sha256(chosen.as_bytes())),
    }
}
