//! From a page of the dossier that is looked at to what it shows, and from the case to its page.

use super::{OpenCase, paper::Standing, shown::Shown};
use crate::{
    error::Error,
    pane::{DossierTarget, Jump, PageExhibit},
};
use juzheng_dossier::Spot;
use juzheng_model::{Id, Place};
use std::sync::{Arc, PoisonError};

impl OpenCase {
    /// What a page (from 1) of the preview with this token shows, in the order of the page; nothing where it was let go.
    pub fn dossier_page(&self, token: u32, page: u32) -> Vec<PageExhibit> {
        let Some(standing) = self.standing(token) else { return Vec::new() };
        let shown = self.shown();
        let here = standing.places.on(page as usize).filter_map(|(artifact, spot)| {
            let source = &shown.book.sources[shown.source_by_id(artifact).ok()?];
            Some(PageExhibit {
                label: standing.labels.get(&artifact).cloned(),
                name: source.artifact.name.clone(),
                jump: shown.jump_to(artifact, spot),
            })
        });
        here.collect()
    }

    /// The page (from 1) of the preview with this token on which something stands first; `None` where nothing of it is
    /// printed, or the preview was let go.
    ///
    /// # Errors
    /// The file, transfer or message is unknown.
    pub fn dossier_find(&self, token: u32, target: DossierTarget) -> Result<Option<u32>, Error> {
        let Some(standing) = self.standing(token) else { return Ok(None) };
        let shown = self.shown();
        let places = &standing.places;
        let page = match target {
            DossierTarget::Material { artifact } => {
                shown.source_by_id(artifact)?;
                places.of_file(artifact)
            }
            DossierTarget::Transfer { transfer } => {
                let unknown = || Error::UnknownId { what: "transfer", id: transfer.to_string() };
                let payment = &shown.book.payments[shown.payment_by_id(transfer).ok_or_else(unknown)?];
                let mut files =
                    payment.rows.iter().map(|(source, _)| shown.book.sources[*source].artifact.id);
                places.of_record(payment.id).or_else(|| files.find_map(|file| places.of_file(file)))
            }
            DossierTarget::Message { message } => {
                let unknown = || Error::UnknownId { what: "message", id: message.to_string() };
                let line = &shown.book.lines.all[shown.line_by_id(message).ok_or_else(unknown)? as usize];
                let file = shown.book.sources[line.source as usize].artifact.id;
                places.of_record(line.id).or_else(|| places.of_file(file))
            }
        };
        Ok(page.map(|page| page as u32))
    }

    fn standing(&self, token: u32) -> Option<Arc<Standing>> {
        let preview = self.preview.lock().unwrap_or_else(PoisonError::into_inner);
        preview.as_ref().filter(|preview| preview.token == token).map(|preview| preview.standing.clone())
    }
}

impl Shown {
    /// Where a place in a file is seen.
    fn jump_to(&self, artifact: Id, spot: &Spot) -> Jump {
        let picture = self.source_by_id(artifact).is_ok_and(|source| self.is_picture(source));
        let mut jump = Jump { artifact: Some(artifact), picture, ..Jump::default() };
        match spot {
            Spot::At(Place::Row { row }) => jump.line = Some(*row),
            Spot::At(Place::Sheet { sheet, row }) => {
                (jump.line, jump.sheet) = (Some(*row), Some(sheet.clone()));
            }
            // The whole width from the top is the picture itself, not a place on it.
            Spot::At(Place::Box { bounds }) if bounds[0] > 0 || bounds[1] > 0 => jump.bounds = Some(*bounds),
            Spot::Page(page) => jump.page = Some(*page),
            Spot::At(_) | Spot::Whole => {}
        }
        jump
    }
}
