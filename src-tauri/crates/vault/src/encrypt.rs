//! An encrypted copy of a case that is not encrypted: the same case, with the same custody chain and the same seals.

use crate::{
    database,
    derived::DerivedFolder,
    error::{Error, of_io, of_write},
    fingerprint::{self, Stop},
    folder::Folder,
    place::CasePlace,
    table::{artifact, custody, custody::Deed},
    vault::{Stamp, Vault},
};
use serde_json::json;

impl Vault {
    /// Writes an encrypted copy to a new or empty folder ([`CasePlace::to_encrypt`]); gives the open copy, in whose custody it
    /// is noted. Originals are copied as they lie here, damaged ones too: what [`Vault::verify`] said of them before it
    /// says of the copy. `progress` hears the bytes of originals so far and answers whether to go on.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], [`Error::Stopped`], or something could not be read or written. Then there is no copy.
    pub fn encrypt_to(
        &self,
        place: &CasePlace,
        stamp: Stamp<'_>,
        progress: &dyn Fn(u64) -> bool,
    ) -> Result<Vault, Error> {
        let mut copy = Vault::make(place, |target| {
            let key = target.key().ok_or_else(|| Error::Locked { path: target.root().to_owned() })?;
            self.copy_originals(target, progress)?;
            database::copy(&self.db, &target.unfinished_database(), key)
                .map_err(|fault| fault.during(target.root(), "copy the case"))?;
            target.finish()
        })?;
        DerivedFolder::of(&self.folder).copy_to(&DerivedFolder::of(&copy.folder));
        if copy.writable().is_ok() {
            copy.write("note the encryption", |db| {
                custody::append(
                    db,
                    &Deed { action: "encrypt", subjects: Vec::new(), detail: json!({}), stamp: &stamp },
                )
            })?;
        }
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
