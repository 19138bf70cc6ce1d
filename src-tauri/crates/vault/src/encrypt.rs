//! An encrypted copy of a case that is not encrypted: the same case, with the same custody chain and the same seals.

use crate::{
    database,
    derived::DerivedFolder,
    error::{Error, Fault, of_io, of_write},
    fingerprint::{self, Stop},
    folder::Folder,
    key::CaseKey,
    place::CasePlace,
    table::{self, artifact, custody, custody::Deed},
    vault::{Stamp, Vault},
};
use serde_json::json;
use std::path::Path;

impl Vault {
    /// Writes an encrypted copy to a new or empty folder ([`CasePlace::to_encrypt`]); gives the open copy, in whose custody
    /// it is noted. What [`Vault::verify`] said of this case it says of the copy: what is lost here is lost there. An original
    /// that cannot be read, or of an encrypted case was altered, is an error. `progress` hears the bytes of originals so far
    /// and answers whether to go on.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], [`Error::Stopped`], or something could not be read or written. Then there is no copy.
    pub fn encrypt_to(
        &self,
        place: &CasePlace,
        stamp: Stamp<'_>,
        progress: &dyn Fn(u64) -> bool,
    ) -> Result<Vault, Error> {
        let copy = Vault::make(place, |target| {
            let key = target.key().ok_or_else(|| Error::Locked { path: target.root().to_owned() })?;
            let (file, attempt) = (target.unfinished_database(), "copy the case");
            database::copy(&self.db, &file, key).map_err(|fault| fault.during(target.root(), attempt))?;
            if self.takes_entries() {
                note(&file, key, &stamp).map_err(|fault| fault.during(target.root(), attempt))?;
            }
            // After the database: whatever it names was kept before, and what is kept meanwhile is cleared from the copy.
            self.copy_originals(target, progress)?;
            target.finish()
        })?;
        DerivedFolder::of(&self.folder).copy_to(&DerivedFolder::of(&copy.folder));
        Ok(copy)
    }

    fn copy_originals(&self, target: &Folder, progress: &dyn Fn(u64) -> bool) -> Result<(), Error> {
        let artifacts = artifact::all(&self.db).map_err(|fault| self.failed(fault, "read the artifacts"))?;
        let mut before = 0;
        for (_, artifact) in artifacts {
            let sha256 = artifact.fingerprints.sha256;
            let mut source = match self.original(&sha256) {
                Ok(source) => source,
                // What is lost here is lost there.
                Err(Error::Missing { .. }) => continue,
                Err(error) => return Err(error),
            };
            let incoming = target.incoming()?;
            let go_on = |bytes| progress(before + bytes);
            let passed =
                incoming.fill_as(target.key(), |write| fingerprint::pass(&mut source, write, &go_on));
            let (size, _) = passed.map_err(|stop| match stop {
                Stop::Source(error) => of_io(&self.originals().path(&sha256), "read", error),
                Stop::Copy(error) => of_write(incoming.path(), "write", error),
                Stop::Asked => Error::Stopped { path: artifact.path.into() },
            })?;
            before += size;
            incoming.settle(&target.originals().path(&sha256))?;
        }
        Ok(())
    }
}

/// Notes in the custody of a copy, before it is a case, that it was encrypted.
fn note(file: &Path, key: &CaseKey, stamp: &Stamp<'_>) -> table::Result<()> {
    let mut db = database::open(file, Some(key), true)?;
    let transaction = database::begin(&mut db)?;
    let deed = Deed { action: "encrypt", subjects: Vec::new(), detail: json!({}), stamp };
    custody::append(&transaction, &deed)?;
    transaction.commit()?;
    db.close().map_err(|(_, error)| Fault::Sql(error))
}
