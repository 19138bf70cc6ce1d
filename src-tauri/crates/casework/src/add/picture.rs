//! Reading a picture that is in the case: with the engine, remembering what it saw, and to be stopped at any time.

use super::{FileStatus, taking::Taking};
use crate::{error::Error, sight::Remembering};
use juzheng_intake::{Eye, Reader};
use juzheng_model::{Artifact, Code, Facts, Finding, Sink};
use juzheng_vault::{DigestSink, Original, RecordError};
use std::sync::atomic::Ordering;

impl Taking<'_> {
    /// Reads a picture. Unlike a file of text it is not read to its end when the user stops, for that may take a minute:
    /// then it is kept with the finding that it was not read, and adding it again reads it. So is one that the engine
    /// fails at, and the others go on.
    pub(super) fn picture(
        &mut self,
        artifact: &Artifact,
        reader: Reader,
        mut original: Original,
    ) -> Result<FileStatus, Error> {
        let circumstances = self.known.circumstances(artifact);
        let engine = self.case.sight.engine();
        let derived = self.case.vault.derived();
        let eye = engine.as_deref().map(|engine| Remembering::new(engine, derived, artifact));
        let stop = self.desk.stop;
        let (bytes, engine, known) = (&mut original, eye.as_ref(), &circumstances);
        let recorded = self.record(artifact, reader.name, move |sink| {
            let go_on = || !stop.load(Ordering::Relaxed);
            let eye = engine.map(|engine| Eye { engine, go_on: &go_on });
            reader.read(bytes, known, eye, sink)
        });
        if let Some(eye) = &eye {
            eye.store();
        }
        match recorded {
            Ok(()) => Ok(FileStatus::Added),
            Err(RecordError::Vault(error)) => Err(error.into()),
            Err(RecordError::Reader(source)) => {
                let failed = |source| Error::Reading { path: artifact.path.clone(), source };
                if self.known.has_reading(artifact.id) {
                    // What was read before stays.
                    return Err(if self.desk.stopped() { Error::Stopped } else { failed(source) });
                }
                let mut named = DigestSink::new();
                // Where not even its first bytes can be had, that is the error.
                reader.read(&mut original, &circumstances, None, &mut named).map_err(failed)?;
                let Some((facts, ..)) = named.finish() else { return Err(failed(source)) };
                self.record(artifact, reader.name, |sink| not_read(facts, sink))
                    .map_err(|e| e.told(artifact))?;
                if self.desk.stopped() { Err(Error::Stopped) } else { Ok(FileStatus::Added) }
            }
        }
    }
}

/// What is said of a picture that was kept and not read.
fn not_read(facts: Facts, sink: &mut dyn Sink) -> Result<(), juzheng_intake::Error> {
    let refused = |source| juzheng_intake::Error::Sink { source };
    sink.facts(facts).map_err(refused)?;
    sink.finding(Finding::of_file(Code::NotRead, [""; 0])).map_err(refused)
}

/// What a reading that was not recorded comes to.
pub(super) trait Told {
    /// The error, told of its artifact.
    fn told(self, artifact: &Artifact) -> Error;
}

impl Told for RecordError<juzheng_intake::Error> {
    fn told(self, artifact: &Artifact) -> Error {
        match self {
            RecordError::Vault(error) => error.into(),
            RecordError::Reader(source) => Error::Reading { path: artifact.path.clone(), source },
        }
    }
}
