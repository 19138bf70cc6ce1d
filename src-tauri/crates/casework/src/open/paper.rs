//! The dossier in a window: looked at page by page before it is written, then exported.

use super::{Asker, OpenCase};
use crate::{
    Report,
    error::Error,
    pane::{DossierForm, DossierMade, DossierPreview},
    render::{DossierOrder, Paper},
};
use chrono::NaiveDate;
use juzheng_dossier::Pages;
use std::{
    path::PathBuf,
    sync::{Arc, PoisonError},
};

/// The dossier that is looked at.
pub(super) struct Preview {
    token: u32,
    pages: PreviewPages,
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
        *preview = Some(Preview { token, pages });
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
        Ok(DossierMade { path: made.path, pages: made.pages as u32, size, sha256: made.sha256 })
    }
}

fn order(form: &DossierForm, out: PathBuf) -> Result<DossierOrder, Error> {
    let date = match form.date.as_deref().map(str::trim).filter(|date| !date.is_empty()) {
        None => None,
        Some(text) => match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(date) => Some(date),
            Err(_) => return Err(Error::BadValue { field: "date".to_owned(), value: text.to_owned() }),
        },
    };
    let parts = form.parts.clone();
    let paper = Paper::default();
    Ok(DossierOrder { out, date, gaps: form.gaps, profile: form.profile, parts, paper })
}
