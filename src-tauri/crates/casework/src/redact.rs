//! Boxes on pictures that are not shown in what is made for others: decisions like any other, which can be undone.

use crate::{
    book::Book,
    case::Case,
    desk::Desk,
    error::Error,
    list::{artifact_by_prefix, artifact_shape},
    shape::ArtifactShape,
};
use juzheng_model::{Id, decision::Decision};
use std::collections::HashMap;

impl Case {
    /// Hides a box (x, y, width, height in pixels of the picture turned upright) on a picture, named by the head of its
    /// id, in every dossier that is not asked for whole. The original stays as it is.
    ///
    /// # Errors
    /// The artifact is unknown or no picture, the box has no area on it, or the case cannot be written.
    pub fn redact(
        &mut self,
        artifact: &str,
        bounds: [u32; 4],
        desk: &Desk<'_>,
    ) -> Result<ArtifactShape, Error> {
        let book = Book::sources_only(&self.vault)?;
        let artifact = artifact_by_prefix(&book, artifact)?;
        check(&book, artifact, bounds)?;
        self.vault.decide(&Decision::Redact { artifact, bounds }, desk.stamp())?;
        shape(&book, artifact)
    }

    /// Shows a box again that was hidden on a picture; exactly that box, as it was given.
    ///
    /// # Errors
    /// The artifact is unknown, no such box is hidden on it, or the case cannot be written.
    pub fn uncover(
        &mut self,
        artifact: &str,
        bounds: [u32; 4],
        desk: &Desk<'_>,
    ) -> Result<ArtifactShape, Error> {
        let book = Book::sources_only(&self.vault)?;
        let artifact = artifact_by_prefix(&book, artifact)?;
        let decisions = self.vault.decisions()?;
        let boxes = covers(decisions.iter().map(|(_, decision)| decision));
        if !boxes.get(&artifact).is_some_and(|boxes| boxes.contains(&bounds)) {
            return Err(no_box(bounds));
        }
        self.vault.decide(&Decision::Uncover { artifact, bounds }, desk.stamp())?;
        shape(&book, artifact)
    }
}

/// The boxes of each picture that are hidden now, in the order in which they were.
pub(crate) fn covers<'d>(decisions: impl IntoIterator<Item = &'d Decision>) -> HashMap<Id, Vec<[u32; 4]>> {
    let mut covers: HashMap<Id, Vec<[u32; 4]>> = HashMap::new();
    for decision in decisions {
        match decision {
            Decision::Redact { artifact, bounds } => {
                let boxes = covers.entry(*artifact).or_default();
                if !boxes.contains(bounds) {
                    boxes.push(*bounds);
                }
            }
            Decision::Uncover { artifact, bounds } => {
                covers.entry(*artifact).or_default().retain(|known| known != bounds);
            }
            _ => {}
        }
    }
    covers.retain(|_, boxes| !boxes.is_empty());
    covers
}

fn shape(book: &Book, artifact: Id) -> Result<ArtifactShape, Error> {
    let source = book.sources.iter().find(|source| source.artifact.id == artifact);
    let source = source.ok_or_else(|| Error::UnknownId { what: "artifact", id: artifact.to_string() })?;
    Ok(artifact_shape(book, source))
}

fn no_box([x, y, width, height]: [u32; 4]) -> Error {
    Error::BadValue { field: "box".to_owned(), value: format!("{x},{y},{width},{height}") }
}

fn check(book: &Book, artifact: Id, [x, y, width, height]: [u32; 4]) -> Result<(), Error> {
    let facts = book.sources.iter().find(|source| source.artifact.id == artifact).and_then(|s| s.facts());
    let facts = facts.filter(|facts| facts.media_type.starts_with("image/"));
    let facts = facts.ok_or_else(|| Error::NoPicture { id: artifact.to_string() })?;
    let (right, bottom) = match &facts.screen {
        Some(screen) => (screen.width, screen.height),
        None => (u32::MAX, u32::MAX),
    };
    if width == 0 || height == 0 || x >= right || y >= bottom {
        return Err(no_box([x, y, width, height]));
    }
    Ok(())
}
