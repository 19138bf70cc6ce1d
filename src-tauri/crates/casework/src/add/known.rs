//! What the case knows already while files are taken in: asked once, not for each of a thousand pictures.

use super::{ARCHIVE_READER, UNKNOWN_READER};
use crate::{case::Case, error::Error, sight::CapturedLater};
use juzheng_intake::{Circumstances, Reader, is_raster};
use juzheng_model::{Artifact, Code, Digest, Id, decision::Decision};
use juzheng_vault::{CustodyEntry, Reading};
use std::collections::{HashMap, HashSet};

/// The live readings, and what the user said of times of capture.
pub(super) struct Known {
    readings: HashMap<Id, Reading>,
    captured: CapturedLater,
    /// Pictures whose time of capture was said, or taken back, after their last reading: that was stopped then.
    stale: HashSet<Id>,
}

/// The artifacts of which the chain tells a time of capture after their last reading.
fn stale(custody: &[CustodyEntry]) -> HashSet<Id> {
    let mut stale = HashSet::new();
    for entry in custody {
        let Some(subject) = entry.subjects.first() else { continue };
        let says_captured = |decision: &serde_json::Value| decision["decision"] == "captured";
        match entry.action.as_str() {
            "read" => {
                stale.remove(&Digest::from_hex(subject).map_or(Id(0), |sha256| Id::of(&sha256)));
            }
            "decide" if says_captured(&entry.detail) => stale.extend(id_of(subject)),
            "undo" if says_captured(&entry.detail["decision"]) => stale.extend(id_of(subject)),
            _ => {}
        }
    }
    stale
}

/// The id of its spelling.
fn id_of(hex: &str) -> Option<Id> {
    Id::range(hex).map(|(low, _)| low)
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
        let captured = CapturedLater::new(decisions.iter().map(|(_, decision)| decision));
        Ok(Known { readings, captured, stale: stale(&case.vault.custody()?) })
    }

    /// Takes a new reading in.
    pub(super) fn note(&mut self, reading: Reading) {
        self.stale.remove(&reading.artifact);
        self.readings.insert(reading.artifact, reading);
    }

    /// What the user said of when an artifact was captured.
    pub(super) fn said_of<'s>(&'s self, artifact: &'s Artifact) -> Option<&'s str> {
        self.captured.said_of(artifact)
    }

    /// Takes in what the user says of a time of capture now: the picture has to be read again with it.
    pub(super) fn captured(&mut self, decision: &Decision) {
        if let Decision::Captured { artifact, .. } = decision {
            self.captured.note(decision);
            self.stale.insert(*artifact);
        }
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
        Ok(!waits
            && !self.stale.contains(&artifact.id)
            && (by_it || (reading.reader != UNKNOWN_READER && reading.facts.screen.is_none())))
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
