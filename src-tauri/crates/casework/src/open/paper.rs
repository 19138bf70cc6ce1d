//! The dossier in a window: looked at page by page before it is written, then exported.

use super::{Asker, OpenCase};
use crate::{
    Report,
    error::Error,
    pane::{
        DossierForm, DossierMade, DossierPreview, HidingForm, MadeFile, MadeWhat, PaperForm, VolumesForm,
    },
    render::{DossierOrder, Hiding, Paper, RenderedDossier},
};
use chrono::NaiveDate;
use juzheng_dossier::{Pages, Places, VolumeLimit};
use juzheng_model::Id;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, PoisonError},
};

/// What fonts and frame take leaves no room in less.
const LEAST_MB: u32 = 2;

/// The dossier that is looked at.
pub(super) struct Preview {
    pub(super) token: u32,
    pages: PreviewPages,
    pub(super) standing: Arc<Standing>,
}

/// Where the case stands in a preview.
pub(super) struct Standing {
    pub(super) places: Places,
    /// The number of each exhibit, by its file.
    pub(super) labels: HashMap<Id, String>,
}

/// The pages of a preview, for many threads.
pub type PreviewPages = Arc<Pages>;

impl OpenCase {
    /// Renders the dossier without writing it anywhere; the one before is let go.
    ///
    /// # Errors
    /// The fonts are missing, the form names no date, or the user stopped.
    pub fn preview_dossier(
        &self,
        form: &DossierForm,
        asker: Asker<'_>,
        report: &(dyn Fn(Report) + Sync),
    ) -> Result<DossierPreview, Error> {
        let order = order(form, PathBuf::new())?;
        let (bytes, rendered) = self.read_aside(asker, report, |case, desk| {
            let mut bytes = Vec::new();
            let rendered = case.write_dossier(&order, &mut bytes, desk)?;
            Ok((bytes, rendered))
        })?;
        let size = bytes.len() as u64;
        let pages = Arc::new(Pages::open(bytes)?);
        let mut preview = self.preview.lock().unwrap_or_else(PoisonError::into_inner);
        let token = preview.as_ref().map_or(1, |preview| preview.token.wrapping_add(1));
        let standing = Arc::new(Standing { places: rendered.places, labels: rendered.labels });
        *preview = Some(Preview { token, pages, standing });
        Ok(DossierPreview {
            token,
            pages: rendered.pages as u32,
            size,
            outline: rendered.outline.into_iter().map(|(title, page)| (title, page as u32)).collect(),
        })
    }

    /// The pages of the preview with this token; `None` where it was let go.
    pub fn preview_pages(&self, token: u32) -> Option<PreviewPages> {
        let preview = self.preview.lock().unwrap_or_else(PoisonError::into_inner);
        preview.as_ref().filter(|preview| preview.token == token).map(|preview| preview.pages.clone())
    }

    /// Writes the dossier and notes the export in custody where the case can be written to.
    ///
    /// # Errors
    /// The fonts are missing, or the file cannot be written; then nothing of it is left.
    pub fn export_dossier(
        &self,
        form: &DossierForm,
        path: PathBuf,
        asker: Asker<'_>,
        report: &(dyn Fn(Report) + Sync),
    ) -> Result<DossierMade, Error> {
        let order = order(form, path)?;
        let made = match self.refusal {
            None => self.write(asker, report, |case, desk| case.render_dossier(&order, desk))?,
            Some(_) => self.read_aside(asker, report, |case, desk| case.render_dossier(&order, desk))?,
        };
        let size = std::fs::metadata(&order.out).map_or(0, |meta| meta.len());
        let others = others(&made);
        Ok(DossierMade { path: made.path, pages: made.pages as u32, size, sha256: made.sha256, others })
    }
}

fn order(form: &DossierForm, out: PathBuf) -> Result<DossierOrder, Error> {
    let date = date(form.date.as_deref())?;
    let parts = form.parts.clone();
    let paper = paper(&form.paper)?;
    Ok(DossierOrder { out, date, gaps: form.gaps, profile: form.profile, parts, paper })
}

/// The date of a form; `None` where none is given.
pub(super) fn date(typed: Option<&str>) -> Result<Option<NaiveDate>, Error> {
    let typed = typed.map(str::trim).filter(|date| !date.is_empty());
    let read = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let wrong = |text: &str| Error::BadValue { field: "date".to_owned(), value: text.to_owned() };
    typed.map(|text| read(text).ok_or_else(|| wrong(text))).transpose()
}

fn paper(form: &PaperForm) -> Result<Paper, Error> {
    let volumes = match form.volumes {
        None => None,
        Some(VolumesForm::Pages { most }) if most >= 1 => Some(VolumeLimit::Pages(most as usize)),
        Some(VolumesForm::Megabytes { most }) if most >= LEAST_MB => {
            Some(VolumeLimit::Bytes(u64::from(most) * 1_000_000))
        }
        Some(VolumesForm::Pages { most } | VolumesForm::Megabytes { most }) => {
            return Err(Error::BadValue { field: "volumes".to_owned(), value: most.to_string() });
        }
    };
    Ok(Paper {
        pictures: form.pictures,
        transcripts: form.transcripts,
        forms: form.forms,
        duplex: form.duplex,
        left_out: form.left_out.iter().map(Id::to_string).collect(),
        hiding: match form.hiding {
            HidingForm::Boxes => Hiding::Boxes,
            HidingForm::Rules { rules } => Hiding::Rules(rules),
            HidingForm::Nothing => Hiding::Nothing,
        },
        volumes,
        receipts: form.receipts,
        docx: form.docx,
        xlsx: form.xlsx,
    })
}

/// The files beside the first.
fn others(made: &RenderedDossier) -> Vec<MadeFile> {
    let file = |what, path: &str, sha256| MadeFile { what, path: path.to_owned(), sha256 };
    let volumes = made.volumes.iter().skip(1).map(|one| file(MadeWhat::Volume, &one.path, one.sha256));
    let receipts = made.receipts.iter().map(|one| file(MadeWhat::Receipts, &one.path, one.sha256));
    let tables = made.tables.iter().map(|one| file(MadeWhat::Table, &one.path, one.sha256));
    volumes.chain(receipts).chain(tables).collect()
}
