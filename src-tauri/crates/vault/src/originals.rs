//! The originals: files named by their SHA-256 in `originals/ab/ab12…`, read-only, opened for reading only.
//!
//! In an encrypted case the name is a keyed digest of the SHA-256: whoever has a file must not be able to see whether it
//! is in the case.

use crate::{encrypted::Original, key::CaseKey};
use juzheng_model::{Digest, port};
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

/// Opens originals of one case; cheap to clone and to send to other threads.
#[derive(Debug, Clone)]
pub struct OriginalsFolder {
    root: PathBuf,
    key: Option<CaseKey>,
}

impl OriginalsFolder {
    /// The folder `originals/` of a case.
    pub(crate) fn new(root: PathBuf, key: Option<CaseKey>) -> OriginalsFolder {
        OriginalsFolder { root, key }
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the original with this SHA-256 lies.
    pub fn path(&self, sha256: &Digest) -> PathBuf {
        match &self.key {
            None => self.named(&sha256.hex()),
            Some(key) => self.named(&key.name(&sha256.0)),
        }
    }

    /// Whether an original could lie there.
    pub(crate) fn is_place(&self, path: &Path) -> bool {
        let name =
            path.file_name().and_then(|name| name.to_str()).filter(|name| Digest::from_hex(name).is_some());
        name.is_some_and(|name| self.named(name) == path)
    }

    fn named(&self, name: &str) -> PathBuf {
        self.root.join(&name[..2]).join(name)
    }

    /// Opens an original for reading.
    ///
    /// # Errors
    /// It is missing or cannot be opened; of kind `InvalidData` where it is encrypted and was changed.
    pub fn file(&self, sha256: &Digest) -> io::Result<Original> {
        let file = File::open(self.path(sha256))?;
        match &self.key {
            None => Ok(Original::plain(file)),
            Some(key) => key.open(file),
        }
    }
}

impl port::Originals for OriginalsFolder {
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn port::Bytes>> {
        Ok(Box::new(self.file(sha256)?))
    }
}
