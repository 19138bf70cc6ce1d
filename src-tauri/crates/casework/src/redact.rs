//! Boxes on pictures that are not shown in what is made for others: a decision like any other, which can be undone.

use crate::{
    book::Book,
    case::Case,
    desk::Desk,
    error::Error,
    list::{artifact_by_prefix, artifact_shape},
    shape::ArtifactShape,
};
use juzheng_model::{Id, decision::Decision};

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
        let source = book.sources.iter().find(|source| source.artifact.id == artifact);
        let source = source.ok_or_else(|| Error::UnknownId { what: "artifact", id: artifact.to_string() })?;
        Ok(artifact_shape(&book, source))
    }
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
        let value = format!("{x},{y},{width},{height}");
        return Err(Error::BadValue { field: "box".to_owned(), value });
    }
    Ok(())
}
