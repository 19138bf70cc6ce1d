//! Files from elsewhere that are pinned by their SHA-256: laid where they belong only if they are the right ones.

use crate::{error::Error, places::make_folder};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

/// A file that has to have these bytes.
pub(crate) struct Pinned {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its SHA-256.
    pub(crate) sha256: &'static str,
}

impl Pinned {
    /// Whether it lies in the folder with the right bytes.
    pub(crate) fn lies_in(&self, folder: &Path) -> bool {
        digest(&folder.join(self.name)).is_ok_and(|found| found == self.sha256)
    }

    /// Copies it into a folder under its name: checked first, and never half there.
    pub(crate) fn lay(&self, source: &Path, folder: &Path) -> Result<(), Error> {
        let found = digest(source)?;
        if found != self.sha256 {
            return Err(Error::WrongDigest { name: self.name, found, pinned: self.sha256 });
        }
        make_folder(folder)?;
        let (half, whole) = (folder.join(format!("{}.{}", self.name, process::id())), folder.join(self.name));
        copy(source, &half)?;
        fs::rename(&half, &whole).map_err(|source| Error::File { doing: "rename to", path: whole, source })
    }
}

/// Copies a file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map(drop).map_err(|source| Error::File {
        doing: "copy",
        path: PathBuf::from(from),
        source,
    })
}

fn digest(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|source| Error::File { doing: "read", path: path.into(), source })?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::make_empty_folder;

    #[test]
    fn only_a_file_with_the_pinned_digest_is_laid() {
        let folder = std::env::temp_dir().join(format!("juzheng-pinned-{}", process::id()));
        make_empty_folder(&folder).unwrap();
        let source = folder.join("source");
        fs::write(&source, "abc").unwrap();
        let file = |sha256| Pinned { name: "file.ttf", sha256 };
        let right = file("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let wrong = file("0000000000000000000000000000000000000000000000000000000000000000");
        let target = folder.join("target");
        assert!(matches!(wrong.lay(&source, &target), Err(Error::WrongDigest { .. })));
        assert!(!target.join("file.ttf").exists());
        right.lay(&source, &target).unwrap();
        assert!(right.lies_in(&target) && !wrong.lies_in(&target));
        assert_eq!(fs::read_dir(&target).unwrap().count(), 1, "no half-written file stays");
        fs::remove_dir_all(&folder).unwrap();
    }
}
