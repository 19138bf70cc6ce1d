//! What the case knows already while files are taken in: asked once, not for each of a thousand pictures.

use super::{ARCHIVE_READER, UNKNOWN_READER};
use crate::{case::Case, error::Error, sight::CapturedLater};
use juzheng_intake::{Circumstances, Reader, is_raster};
use juzheng_model::{Artifact, CaptureSource, Code, Id, Moment, Screen};
use juzheng_vault::Reading;
use std::collections::HashMap;

/// The live readings, and what the user said of times of capture.
pub(super) struct Known {
    readings: HashMap<Id, Reading>,
    captured: CapturedLater,
}

/// The time of capture that a reading took from the user.
fn said_by_user(screen: &Screen) -> Option<Moment> {
    screen.captured.filter(|(_, source)| *source == CaptureSource::User).map(|(moment, _)| moment)
}

impl Known {
    /// What the case knows now.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn of(case: &Case) -> Result<Known, Error> {
        let readings =
            case.vault.readings()?.into_iter().map(|reading| (reading.artifact, reading)).collect();
        let decisions = case.vault.decisions()?;
        Ok(Known { readings, captured: CapturedLater::new(decisions.iter().map(|(_, decision)| decision)) })
    }

    /// Takes a new reading in.
    pub(super) fn note(&mut self, reading: Reading) {
        self.readings.insert(reading.artifact, reading);
    }

    /// What is known of an artifact besides its bytes.
    pub(super) fn circumstances(&self, artifact: &Artifact) -> Circumstances {
        self.captured.circumstances(artifact)
    }

    /// Whether the live reading of an artifact is a whole one: not missing, not broken off, not waiting for a password or
    /// for the models of recognition, and of an archive neither is anything in it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn is_read(&self, case: &Case, artifact: &Artifact) -> Result<bool, Error> {
        let Some(reading) = self.readings.get(&artifact.id) else { return Ok(false) };
        if reading.reader == ARCHIVE_READER {
            return self.is_archive_read(case, artifact, reading);
        }
        if !self.is_picture(artifact.id) {
            return Ok(true);
        }
        let Some(engine) = case.sight.engine() else { return Ok(true) };
        // What an earlier version kept without reading it, another engine read, or what was read before the user said when it
        // was captured, is read again.
        let by_it = reading.facts.screen.as_ref().is_some_and(|screen| screen.engine == engine.engine());
        let findings = case.vault.findings(reading.id)?;
        let waits = findings.iter().any(|f| matches!(f.code, Code::NotRead | Code::RecognitionMissing));
        let said = self.circumstances(artifact).captured;
        let by_it = by_it && reading.facts.screen.as_ref().and_then(said_by_user) == said;
        Ok(!waits && (by_it || (reading.reader != UNKNOWN_READER && reading.facts.screen.is_none())))
    }

    /// Whether there is a reading at all.
    pub(super) fn has_reading(&self, artifact: Id) -> bool {
        self.readings.contains_key(&artifact)
    }

    /// Whether it is a picture of pixels, read or not.
    pub(super) fn is_picture(&self, artifact: Id) -> bool {
        self.readings.get(&artifact).is_some_and(|reading| match Reader::named(&reading.reader) {
            Some(reader) => reader.is_of_pictures(),
            None => reading.reader == UNKNOWN_READER && is_raster(&reading.facts.media_type),
        })
    }

    fn is_archive_read(&self, case: &Case, artifact: &Artifact, reading: &Reading) -> Result<bool, Error> {
        let findings = case.vault.findings(reading.id)?;
        if findings.iter().any(|finding| matches!(finding.code, Code::PasswordNeeded | Code::NotRead)) {
            return Ok(false);
        }
        for inner in case.vault.artifacts()?.iter().filter(|inner| inner.parent == Some(artifact.id)) {
            let is_archive = self.readings.get(&inner.id).is_some_and(|r| r.reader == ARCHIVE_READER);
            if (is_archive || self.is_picture(inner.id)) && !self.is_read(case, inner)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
