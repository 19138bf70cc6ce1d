//! Writing the dossier: beside its place first, then moved there, so that a file of that name is always a whole one.

mod beside;
mod order;

pub(crate) use beside::readable;
pub use order::{DossierOrder, Hiding, Paper, RenderedDossier, Table, Volume};

use crate::{
    case::Case,
    desk::{Desk, Report},
    error::Error,
    list::by_prefix,
    snapshot,
};
use beside::{Beside, numbered};
use chrono::NaiveDate;
use juzheng_dossier::{
    Attachment, Fonts, Options, Places, Redacted, Rendered, Rules, VolumeLimit, divide, office, redact,
    render, render_receipts, render_volume,
};
use juzheng_model::{Id, snapshot::Snapshot};
use juzheng_vault::Action;
use serde_json::json;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Program and version, as they stand at the foot of every page.
const PROGRAM: &str = concat!("Juzheng ", env!("CARGO_PKG_VERSION"));

impl Case {
    /// Makes the dossier and notes the export in custody.
    ///
    /// # Errors
    /// The fonts are missing, or a file cannot be written; then nothing of it is left.
    pub fn render_dossier(
        &mut self,
        order: &DossierOrder,
        desk: &Desk<'_>,
    ) -> Result<RenderedDossier, Error> {
        self.may_write(&order.out)?;
        let work = Work::of(self, order, desk)?;
        let (rendered, files) = self.volumes(&work, order, desk)?;
        let receipts = match order.paper.receipts {
            false => None,
            true => {
                let out = numbered(&order.out, "receipts");
                self.may_write(&out)?;
                Some(Beside::write(&out, |to| {
                    Ok(render_receipts(&work.snapshot, &work.options(), &work.fonts, &rendered, to)?)
                })?)
            }
        };
        let tables = self.tables(&work, &rendered, order)?;
        let written: Vec<Volume> = files.into_iter().map(Beside::put).collect::<Result<_, _>>()?;
        let receipts = receipts.map(Beside::put).transpose()?;
        let tables: Vec<Volume> = tables.into_iter().map(Beside::put).collect::<Result<_, _>>()?;
        let path = written[0].path.clone();
        let mut detail = json!({
            "path": path,
            "pages": rendered.pages,
            "date": work.date.to_string(),
            "gaps": format!("{:?}", order.gaps).to_lowercase(),
            "profile": format!("{:?}", order.profile).to_lowercase(),
        });
        if work.redacted.is_some() {
            detail["redacted"] = json!(true);
        }
        let subjects = written.iter().chain(&receipts).chain(&tables).map(|file| file.sha256.hex()).collect();
        if self.vault.writable().is_ok() {
            self.vault.append(Action::Export, subjects, detail, desk.stamp())?;
        }
        let sha256 = written[0].sha256;
        let volumes = if written.len() > 1 { written } else { Vec::new() };
        let tables = tables.into_iter().map(|Volume { path, sha256, .. }| Table { path, sha256 }).collect();
        // A large case takes a while to give back, which nobody has to wait for.
        std::thread::spawn(move || drop(work));
        Ok(RenderedDossier { path, pages: rendered.pages, sha256, volumes, receipts, tables })
    }

    /// Writes 证据目录 and the transfers in the formats that were asked for, beside their places.
    fn tables(&self, work: &Work, rendered: &Rendered, order: &DossierOrder) -> Result<Vec<Beside>, Error> {
        let formats = [
            (order.paper.docx, office::Format::Document, "docx"),
            (order.paper.xlsx, office::Format::Workbook, "xlsx"),
        ];
        let sheets = || {
            let rows: Vec<_> =
                rendered.exhibits.iter().map(|exhibit| catalogue_row(exhibit, order.paper.forms)).collect();
            [
                ("catalogue", office::catalogue(&work.snapshot.title, &rows)),
                ("transfers", office::transfers(&work.snapshot, &work.left_out)),
            ]
        };
        let mut files = Vec::new();
        for (_, format, ending) in formats.into_iter().filter(|(wanted, ..)| *wanted) {
            for (name, sheet) in sheets() {
                let out = numbered(&order.out, name).with_extension(ending);
                self.may_write(&out)?;
                files.push(Beside::write(&out, |to| {
                    Ok(office::write(&sheet, format, work.date, to).map(|()| 0)?)
                })?);
            }
        }
        Ok(files)
    }

    /// Writes the volumes beside their places. A volume that came out larger than asked for is divided anew.
    fn volumes(
        &self,
        work: &Work,
        order: &DossierOrder,
        desk: &Desk<'_>,
    ) -> Result<(Rendered, Vec<Beside>), Error> {
        let originals = self.vault.originals();
        let progress = |done: usize, of: usize| desk.go_on(Report::Steps(done as u64, of as u64));
        let options = work.options();
        let mut limit = order.paper.volumes;
        for _ in 0..MOST_TRIES {
            let starts = match limit {
                Some(limit) => divide(&work.snapshot, &options, &work.fonts, &originals, limit, &progress)?,
                None => vec![0],
            };
            let mut files = Vec::with_capacity(starts.len());
            let mut rendered = None;
            for ix in 0..starts.len() {
                let out = match starts.len() {
                    1 => order.out.clone(),
                    _ => numbered(&order.out, &(ix + 1).to_string()),
                };
                self.may_write(&out)?;
                files.push(Beside::write(&out, |to| {
                    let made = render_volume(
                        &work.snapshot,
                        &options,
                        &work.fonts,
                        &originals,
                        (&starts, ix),
                        to,
                        &progress,
                    )?;
                    let pages = made.pages_of(ix);
                    rendered = Some(made);
                    Ok(pages)
                })?);
            }
            let largest = files.iter().filter(|file| file.pages > 1).map(|file| file.size).max().unwrap_or(0);
            match (limit, order.paper.volumes, rendered) {
                (Some(VolumeLimit::Bytes(most)), Some(VolumeLimit::Bytes(wanted)), Some(_))
                    if largest > wanted =>
                {
                    // Estimated too low by this much, and a little more.
                    let next = u128::from(most) * u128::from(wanted) * 95 / (u128::from(largest) * 100);
                    limit = Some(VolumeLimit::Bytes(next as u64));
                }
                (_, _, Some(rendered)) => return Ok((rendered, files)),
                (_, _, None) => {}
            }
        }
        Err(Error::BadValue { field: "volumes".to_owned(), value: format!("{:?}", order.paper.volumes) })
    }
}

/// An exhibit as a row of 证据目录.
fn catalogue_row(exhibit: &juzheng_dossier::Printed, forms: bool) -> office::CatalogueRow {
    let pages = exhibit
        .pages
        .iter()
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
    office::CatalogueRow {
        number: exhibit.label.clone(),
        name: format!("{}　{}", exhibit.name, exhibit.file),
        source: exhibit.source.clone(),
        shows: exhibit.shows.clone(),
        form: if forms { exhibit.form.to_owned() } else { String::new() },
        pages: pages.collect::<Vec<_>>().join("、"),
    }
}

/// How often volumes are divided anew.
const MOST_TRIES: usize = 8;

/// What a dossier is made of.
struct Work {
    snapshot: Snapshot,
    fonts: Fonts,
    date: NaiveDate,
    redacted: Option<Redacted>,
    left_out: Vec<Id>,
    order: DossierOrder,
    attachments: Vec<Attachment>,
}

impl Work {
    fn of(case: &Case, order: &DossierOrder, desk: &Desk<'_>) -> Result<Work, Error> {
        // The fonts are read meanwhile.
        let (fonts, snapshot) = std::thread::scope(|scope| {
            let fonts = scope.spawn(open_fonts);
            let snapshot = snapshot::take(case);
            (fonts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), snapshot)
        });
        let (fonts, mut snapshot) = (fonts?, snapshot?);
        let date = order.date.unwrap_or_else(|| today(desk.now, snapshot.offset));
        let has_boxes = snapshot.artifacts.iter().any(|view| !view.covers.is_empty());
        let redacted = match order.paper.hiding {
            Hiding::Rules(rules) => Some(redact(&mut snapshot, rules)),
            Hiding::Boxes if has_boxes => Some(redact(&mut snapshot, Rules::default())),
            Hiding::Boxes => None,
            Hiding::Nothing => {
                snapshot = snapshot::take_whole(case)?;
                None
            }
        };
        let ids = || snapshot.artifacts.iter().map(|view| view.artifact.id);
        let named = order.paper.left_out.iter().map(|prefix| by_prefix("artifact", prefix, ids()));
        let left_out = named.collect::<Result<_, _>>()?;
        let manifest = case.manifest()?;
        let attachments = vec![Attachment {
            name: "manifest.json".to_owned(),
            media_type: "application/json".to_owned(),
            description: format!("案件清单：每份材料的名称、大小与指纹；封存根值 {}", manifest.root()),
            bytes: manifest.bytes(),
        }];
        Ok(Work { fonts, date, redacted, left_out, order: order.clone(), snapshot, attachments })
    }

    fn options(&self) -> Options<'_> {
        let DossierOrder { gaps, profile, ref parts, ref paper, .. } = self.order;
        Options {
            date: self.date,
            gaps,
            profile,
            parts,
            pictures: paper.pictures,
            transcripts: paper.transcripts,
            forms: paper.forms,
            duplex: paper.duplex,
            left_out: &self.left_out,
            redacted: self.redacted,
            program: PROGRAM,
            attachments: &self.attachments,
        }
    }
}

/// What was written.
pub(crate) struct Written {
    /// How many pages.
    pub(crate) pages: usize,
    /// Title and first page of each part.
    pub(crate) outline: Vec<(String, usize)>,
    /// Where the case stands in it.
    pub(crate) places: Places,
    /// The number of each exhibit, by its file.
    pub(crate) labels: HashMap<Id, String>,
}

impl Case {
    /// Writes the PDF to `out`, and nothing anywhere else.
    ///
    /// # Errors
    /// The fonts are missing, `out` cannot be written, or the user stopped.
    pub(crate) fn write_dossier(
        &self,
        order: &DossierOrder,
        out: &mut (dyn Write + Send),
        desk: &Desk<'_>,
    ) -> Result<Written, Error> {
        let work = Work::of(self, order, desk)?;
        let progress = |done: usize, of: usize| desk.go_on(Report::Steps(done as u64, of as u64));
        let originals = self.vault.originals();
        let rendered = render(&work.snapshot, &work.options(), &work.fonts, &originals, out, &progress)?;
        let Rendered { pages, outline, places, exhibits, .. } = rendered;
        let labels = exhibits.into_iter().map(|exhibit| (exhibit.artifact, exhibit.label)).collect();
        Ok(Written { pages, outline, places, labels })
    }

    /// A dossier never takes the place of anything but an earlier one (of a table: another file of offices), and never
    /// lands inside the case.
    fn may_write(&self, out: &Path) -> Result<(), Error> {
        let refused = || Error::InTheWay { path: out.to_owned() };
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let (Ok(folder), Ok(case)) = (folder.canonicalize(), self.folder().canonicalize())
            && folder.starts_with(&case)
        {
            return Err(refused());
        }
        let is_table = out.extension().is_some_and(|ending| ending == "docx" || ending == "xlsx");
        let mut head = [0; 5];
        match std::fs::File::open(out).and_then(|mut file| io::Read::read_exact(&mut file, &mut head)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Ok(()) if is_table && head.starts_with(b"PK\x03\x04") => Ok(()),
            Ok(()) if !is_table && &head == b"%PDF-" => Ok(()),
            // An empty file, as a file dialog may have made it, is nobody's work.
            _ if std::fs::metadata(out).is_ok_and(|meta| meta.is_file() && meta.len() == 0) => Ok(()),
            _ => Err(refused()),
        }
    }
}

/// The date of an instant in an offset.
fn today(now: i64, offset: juzheng_model::Offset) -> NaiveDate {
    let local = chrono::DateTime::from_timestamp(now + i64::from(offset.minutes()) * 60, 0);
    local.map(|time| time.date_naive()).unwrap_or_default()
}

/// Where the fonts may lie: named by the user, else where the program's own files lie.
fn font_folders() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("JUZHENG_FONTS") {
        return vec![named.into()];
    }
    crate::assets::folders("fonts")
}

pub(crate) fn open_fonts() -> Result<Fonts, Error> {
    let folders = font_folders();
    for folder in &folders {
        match Fonts::load(folder) {
            Err(juzheng_dossier::Error::FontMissing { .. }) => {}
            loaded => return Ok(loaded?),
        }
    }
    Err(Error::FontsMissing { looked_in: folders })
}
