//! What the user says of pictures: when they were captured, and that a person compared them with what was read.

use crate::{
    book::Book,
    case::Case,
    desk::Desk,
    error::Error,
    list::{artifact_by_prefix, artifact_shape},
    shape::ArtifactShape,
    sight::captured_by,
};
use juzheng_intake::Reader;
use juzheng_model::{Id, decision::Decision};

impl Case {
    /// Says when pictures were captured (RFC 3339, or the wall clock of the phone), then reads them again with it: a new
    /// reading each, the earlier ones stay. The text that was recognised on them is remembered, so this is quick.
    ///
    /// # Errors
    /// One of them is unknown or no picture, the time is none, or the case cannot be written; then nothing is changed. Or
    /// the user stopped: then adding the remaining pictures again reads them.
    pub fn set_captured(&mut self, artifacts: &[Id], at: &str, desk: &Desk<'_>) -> Result<(), Error> {
        self.set_captured_each(&artifacts.iter().map(|id| (*id, at.to_owned())).collect::<Vec<_>>(), desk)
    }

    /// As [`Case::set_captured`], each picture with its own time; pictures may be named by the head of their id.
    ///
    /// # Errors
    /// As [`Case::set_captured`].
    pub fn set_captured_named(&mut self, said: &[(String, String)], desk: &Desk<'_>) -> Result<(), Error> {
        let book = Book::sources_only(&self.vault)?;
        let said = said.iter().map(|(prefix, at)| Ok((artifact_by_prefix(&book, prefix)?, at.clone())));
        let said: Vec<(Id, String)> = said.collect::<Result<_, Error>>()?;
        self.set_captured_each(&said, desk)
    }

    fn set_captured_each(&mut self, said: &[(Id, String)], desk: &Desk<'_>) -> Result<(), Error> {
        self.vault.writable()?;
        for (_, at) in said {
            captured_by(at, desk.now)?;
        }
        self.are_pictures(said.iter().map(|(id, _)| *id))?;
        for (artifact, at) in said {
            let decision = Decision::Captured { artifact: *artifact, at: at.trim().to_owned() };
            self.vault.decide(&decision, desk.stamp())?;
        }
        let pictures: Vec<Id> = said.iter().map(|(id, _)| *id).collect();
        self.read_anew(&pictures, desk)
    }

    /// Notes that a person compared pictures with what was read from them: with the corrections so far it is right.
    ///
    /// # Errors
    /// One of them is unknown or no picture that was read, or the case cannot be written; then nothing is changed.
    pub fn check_pictures(&mut self, artifacts: &[Id], desk: &Desk<'_>) -> Result<Vec<ArtifactShape>, Error> {
        self.vault.writable()?;
        self.are_pictures(artifacts.iter().copied())?;
        for artifact in artifacts {
            self.vault.decide(&Decision::CheckPicture { artifact: *artifact }, desk.stamp())?;
        }
        let book = Book::sources_only(&self.vault)?;
        let shown = book.sources.iter().filter(|source| artifacts.contains(&source.artifact.id));
        Ok(shown.map(|source| artifact_shape(&book, source)).collect())
    }

    /// As [`Case::check_pictures`], named by the heads of their ids.
    ///
    /// # Errors
    /// As [`Case::check_pictures`], or a name fits several.
    pub fn check_pictures_named(
        &mut self,
        prefixes: &[String],
        desk: &Desk<'_>,
    ) -> Result<Vec<ArtifactShape>, Error> {
        let book = Book::sources_only(&self.vault)?;
        let ids = prefixes.iter().map(|prefix| artifact_by_prefix(&book, prefix));
        let ids: Vec<Id> = ids.collect::<Result<_, _>>()?;
        self.check_pictures(&ids, desk)
    }

    /// Whether every one of these is a picture that a reader of pictures read.
    fn are_pictures(&self, artifacts: impl Iterator<Item = Id>) -> Result<(), Error> {
        let known = self.vault.artifacts()?;
        let readings = self.vault.readings()?;
        for id in artifacts {
            if !known.iter().any(|artifact| artifact.id == id) {
                return Err(Error::UnknownId { what: "artifact", id: id.to_string() });
            }
            let reading = readings.iter().find(|reading| reading.artifact == id);
            let reader = reading.and_then(|reading| Reader::named(&reading.reader));
            if !reader.is_some_and(|reader| reader.is_of_pictures()) {
                return Err(Error::NoPicture { id: id.to_string() });
            }
        }
        Ok(())
    }
}
