//! Taking a file in: copied and fingerprinted in one pass, before anything looks inside it.
//!
//! The order is what makes it safe to stop anywhere: the copy is finished, durable and read-only before it has its name;
//! it has its name before the database knows it. What a crash leaves before the last step is cleared on the next opening.

use crate::{
    error::{Error, of_io, of_write},
    fingerprint::{self, Stop},
    folder,
    table::{artifact, custody, custody::Deed},
    vault::{Stamp, Vault},
};
use juzheng_model::{Artifact, Fingerprints, Id};
use serde_json::{Value, json};
use std::{io::Read, path::Path};

/// What is known of a file before its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Its file name.
    pub name: String,
    /// The path under which it is added; of an entry of an archive `a.zip!/b.csv`.
    pub path: String,
    /// The archive it came out of, an artifact of this case.
    pub parent: Option<Id>,
    /// When it was captured, where the user says so (RFC 3339).
    pub captured_at: Option<String>,
}

/// A file that is in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The artifact; of bytes that were there before, as it was then added.
    pub artifact: Artifact,
    /// Whether the same bytes were in the case before.
    pub was_there: bool,
}

impl Vault {
    /// Copies `source` into the case and fingerprints it, in constant memory. The same bytes twice are one artifact; the
    /// second path is noted in custody. `progress` hears the bytes so far and answers whether to go on.
    ///
    /// # Errors
    /// The source could not be read, the case could not be written ([`Error::DiskFull`], [`Error::ReadOnly`]), or
    /// `progress` said stop ([`Error::Stopped`]). Nothing of the file is in the case.
    pub fn keep(
        &mut self,
        source: &mut dyn Read,
        incoming: &Incoming,
        stamp: Stamp<'_>,
        progress: &dyn Fn(u64) -> bool,
    ) -> Result<Kept, Error> {
        self.writable()?;
        let copy = self.folder.incoming()?;
        let passed = copy.fill_as(self.folder.key(), |write| fingerprint::pass(source, write, progress));
        let (size, fingerprints) = passed.map_err(|stop| match stop {
            Stop::Source(error) => of_io(Path::new(&incoming.path), "read", error),
            Stop::Copy(error) => of_write(copy.path(), "write", error),
            Stop::Asked => Error::Stopped { path: incoming.path.clone().into() },
        })?;
        let place = self.originals().path(&fingerprints.sha256);
        let there = artifact::find(&self.db, &fingerprints.sha256)
            .map_err(|fault| self.failed(fault, "look for the artifact"))?;
        if let Some((_, artifact)) = there {
            // An original that was lost comes back with the same bytes.
            if !place.exists() {
                copy.settle(&place)?;
            }
            self.note_again(&fingerprints, incoming, &stamp)?;
            return Ok(Kept { artifact, was_there: true });
        }
        copy.settle(&place)?;
        let artifact = artifact_of(incoming, size, fingerprints, stamp.at);
        let noted = self.write("add the artifact", |transaction| {
            artifact::insert(transaction, &artifact)?;
            custody::append(transaction, &deed("keep", &fingerprints, detail(&artifact), &stamp))
        });
        if let Err(error) = noted {
            folder::take_back(&place);
            return Err(error);
        }
        Ok(Kept { artifact, was_there: false })
    }

    /// Every artifact, in the order of adding.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn artifacts(&self) -> Result<Vec<Artifact>, Error> {
        let all = artifact::all(&self.db).map_err(|fault| self.failed(fault, "read the artifacts"))?;
        Ok(all.into_iter().map(|(_, artifact)| artifact).collect())
    }

    fn note_again(
        &mut self,
        prints: &Fingerprints,
        incoming: &Incoming,
        stamp: &Stamp<'_>,
    ) -> Result<(), Error> {
        let Incoming { name, path, parent, captured_at } = incoming;
        let detail = json!({"name": name, "path": path, "parent": parent, "captured_at": captured_at});
        self.write("note the second path", |transaction| {
            custody::append(transaction, &deed("keep-again", prints, detail, stamp))
        })?;
        Ok(())
    }
}

fn artifact_of(incoming: &Incoming, size: u64, fingerprints: Fingerprints, added_at: i64) -> Artifact {
    Artifact {
        id: Id::of(&fingerprints.sha256),
        name: incoming.name.clone(),
        path: incoming.path.clone(),
        parent: incoming.parent,
        size,
        fingerprints,
        added_at,
        captured_at: incoming.captured_at.clone(),
    }
}

/// What custody says of an artifact: everything that the database does.
pub(crate) fn detail(artifact: &Artifact) -> Value {
    json!({
        "name": artifact.name,
        "path": artifact.path,
        "parent": artifact.parent,
        "size": artifact.size,
        "sha256": artifact.fingerprints.sha256,
        "sm3": artifact.fingerprints.sm3,
        "captured_at": artifact.captured_at,
    })
}

fn deed<'a>(action: &'static str, prints: &Fingerprints, detail: Value, stamp: &'a Stamp<'a>) -> Deed<'a> {
    Deed { action, subjects: vec![prints.sha256.hex()], detail, stamp }
}
