//! Reading every original again, and looking for files that are none.

use super::Check;
use crate::{
    error::Error,
    fingerprint::{self, Stop},
    table::artifact,
};
use juzheng_model::Artifact;
use std::{collections::HashSet, io};

impl Check<'_> {
    /// Every original has its size and both fingerprints, and nothing else lies among them.
    pub(super) fn originals(&mut self) -> Result<(), Error> {
        let rows = artifact::all(&self.vault.db);
        let artifacts = self.answer(rows)?.unwrap_or_default();
        for (_, artifact) in &artifacts {
            self.original(artifact)?;
            self.done.artifacts += 1;
        }
        let originals = self.vault.originals();
        let known: HashSet<_> =
            artifacts.iter().map(|(_, a)| originals.path(&a.fingerprints.sha256)).collect();
        for path in self.vault.folder.files_of_originals()? {
            if !known.contains(&path) {
                let name = path.strip_prefix(originals.root()).unwrap_or(&path).display().to_string();
                self.problem("original-extra", None, [name]);
            }
        }
        Ok(())
    }

    fn original(&mut self, artifact: &Artifact) -> Result<(), Error> {
        let id = Some(artifact.id);
        let before = self.done.bytes;
        let mut file = match self.vault.original(&artifact.fingerprints.sha256) {
            Ok(file) => file,
            Err(Error::Missing { .. }) => {
                self.problem("original-missing", id, [artifact.name.clone()]);
                return Ok(());
            }
            Err(Error::Io { source, .. }) if self.was_altered(&source) => {
                self.altered(artifact);
                return Ok(());
            }
            Err(error) => {
                self.problem("original-unreadable", id, [artifact.name.clone(), error.to_string()]);
                return Ok(());
            }
        };
        let go_on = |bytes| (self.progress)(before + bytes);
        match fingerprint::pass(&mut file, &mut |_| Ok(()), &go_on) {
            Ok((size, fingerprints)) => {
                self.done.bytes += size;
                let pairs = [
                    ("size", artifact.size.to_string(), size.to_string()),
                    ("sha256", artifact.fingerprints.sha256.hex(), fingerprints.sha256.hex()),
                    ("sm3", artifact.fingerprints.sm3.hex(), fingerprints.sm3.hex()),
                ];
                for (which, kept, is) in pairs.into_iter().filter(|(_, kept, is)| kept != is) {
                    self.problem("original-changed", id, [artifact.name.clone(), which.to_owned(), kept, is]);
                }
            }
            Err(Stop::Asked) => return Err(Error::Stopped { path: self.vault.folder.root().to_owned() }),
            Err(Stop::Source(error)) if self.was_altered(&error) => self.altered(artifact),
            Err(Stop::Source(error) | Stop::Copy(error)) => {
                self.problem("original-unreadable", id, [artifact.name.clone(), error.to_string()]);
            }
        }
        Ok(())
    }

    /// Whether the error is that an encrypted original is not as it was written.
    fn was_altered(&self, error: &io::Error) -> bool {
        let kinds = [io::ErrorKind::InvalidData, io::ErrorKind::UnexpectedEof];
        self.vault.folder.key().is_some() && kinds.contains(&error.kind())
    }

    /// An encrypted original that was altered shows nothing of what it is now.
    fn altered(&mut self, artifact: &Artifact) {
        let kept = artifact.fingerprints.sha256.hex();
        let args = [artifact.name.clone(), "sha256".to_owned(), kept, "?".to_owned()];
        self.problem("original-changed", Some(artifact.id), args);
    }
}
