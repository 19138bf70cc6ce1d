//! The originals: files named by their SHA-256 in `originals/ab/ab12…`, read-only, opened for reading only.

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
}

impl OriginalsFolder {
    /// The folder `originals/` of a case.
    pub(crate) fn new(root: PathBuf) -> OriginalsFolder {
        OriginalsFolder { root }
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the original with this SHA-256 lies.
    pub fn path(&self, sha256: &Digest) -> PathBuf {
        let name = sha256.hex();
        self.root.join(&name[..2]).join(name)
    }

    /// Opens an original for reading.
    ///
    /// # Errors
    /// It is missing or cannot be opened.
    pub fn file(&self, sha256: &Digest) -> io::Result<File> {
        File::open(self.path(sha256))
    }
}

impl port::Originals for OriginalsFolder {
    fn open(&self, sha256: &Digest) -> io::Result<Box<dyn port::Bytes>> {
        Ok(Box::new(self.file(sha256)?))
    }
}
