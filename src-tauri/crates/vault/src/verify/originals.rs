//! Reading every original again, and looking for files that are none.

use super::Check;
use crate::{
    error::Error,
    fingerprint::{self, Stop},
    table::artifact,
};
use juzheng_model::Artifact;
use std::collections::HashSet;

impl Check<'_> {
    /// Every original has its size and both fingerprints, and nothing else lies among them.
    pub(super) fn originals(&mut self) -> Result<(), Error> {
        let rows = artifact::all(&self.vault.db);
        let artifacts = self.answer(rows)?.unwrap_or_default();
        for (_, artifact) in &artifacts {
            self.original(artifact)?;
            self.done.artifacts += 1;
        }
        let known: HashSet<_> = artifacts.iter().map(|(_, a)| a.fingerprints.sha256).collect();
        let root = self.vault.originals().root().to_owned();
        for (path, digest) in self.vault.folder.files_of_originals()? {
            if !digest.is_some_and(|digest| known.contains(&digest)) {
                let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
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
            Err(Stop::Source(error) | Stop::Copy(error)) => {
                self.problem("original-unreadable", id, [artifact.name.clone(), error.to_string()]);
            }
        }
        Ok(())
    }
}
