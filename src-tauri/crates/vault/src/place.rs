//! Where a case lies, and what opens it.

use crate::{
    error::Error,
    key::{self, CaseKey},
};
use std::path::{Path, PathBuf};

/// Where a case lies and, of an encrypted one that was unlocked, what opens it. The secrets are forgotten with the last
/// clone: whoever lets go of it has locked the case.
#[derive(Clone)]
pub struct CasePlace {
    pub(crate) folder: PathBuf,
    pub(crate) key: Option<CaseKey>,
    /// The passphrase of a case that is still to be made.
    pub(crate) fresh: Option<zeroize::Zeroizing<String>>,
}

impl CasePlace {
    /// The folder of a case; an encrypted one does not open from here.
    pub fn at(folder: &Path) -> CasePlace {
        CasePlace { folder: folder.to_owned(), key: None, fresh: None }
    }

    /// The folder of a case that is to be made encrypted. Who loses the passphrase has lost the case: nothing else opens it.
    ///
    /// # Errors
    /// [`Error::ShortPassphrase`], [`Error::BlankPassphrase`].
    pub fn to_encrypt(folder: &Path, passphrase: &str) -> Result<CasePlace, Error> {
        key::check(passphrase)?;
        let made = CaseKey::make().map_err(|e| crate::error::of_io(folder, "make a key for", e))?;
        Ok(CasePlace { key: Some(made), fresh: Some(passphrase.to_owned().into()), ..CasePlace::at(folder) })
    }

    /// Opens the key of an encrypted case; takes about a second, so that guessing is slow. A case that is not encrypted
    /// needs no passphrase, and none is asked.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::KeyDamaged`], or the file cannot be read.
    pub fn unlock(folder: &Path, passphrase: &str) -> Result<CasePlace, Error> {
        let place = CasePlace::at(folder);
        match is_encrypted(folder) {
            true => Ok(CasePlace { key: Some(CaseKey::read(folder, passphrase)?), ..place }),
            false => Ok(place),
        }
    }

    /// The place of a case that was made: the passphrase is forgotten.
    pub fn made(self) -> CasePlace {
        CasePlace { fresh: None, ..self }
    }

    /// Puts another passphrase before the secrets. What was encrypted stays as it is, so that an old copy of `case.key`
    /// still opens the case with the old passphrase.
    ///
    /// # Errors
    /// [`Error::ShortPassphrase`], [`Error::BlankPassphrase`], [`Error::NotEncrypted`], [`Error::Locked`] where it was not
    /// unlocked, or the file cannot be written; then the old passphrase stays.
    pub fn set_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        if !is_encrypted(&self.folder) {
            return Err(Error::NotEncrypted { path: self.folder.clone() });
        }
        key::check(passphrase)?;
        let key = self.key.as_ref().ok_or_else(|| Error::Locked { path: self.folder.clone() })?;
        key.write(&self.folder, passphrase)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the case is encrypted and was unlocked, or is to be made so.
    pub fn is_unlocked(&self) -> bool {
        self.key.is_some()
    }

    /// Whether the case is encrypted and was not unlocked.
    pub fn is_locked(&self) -> bool {
        self.key.is_none() && is_encrypted(&self.folder)
    }
}

impl std::fmt::Debug for CasePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CasePlace")
            .field("folder", &self.folder)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Whether the case in this folder needs a passphrase.
pub fn is_encrypted(folder: &Path) -> bool {
    folder.join(key::NAME).is_file()
}

impl From<&Path> for CasePlace {
    fn from(folder: &Path) -> CasePlace {
        CasePlace::at(folder)
    }
}

impl From<&PathBuf> for CasePlace {
    fn from(folder: &PathBuf) -> CasePlace {
        CasePlace::at(folder)
    }
}

impl From<&CasePlace> for CasePlace {
    fn from(place: &CasePlace) -> CasePlace {
        place.clone()
    }
}
