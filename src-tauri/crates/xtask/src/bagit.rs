//! The Library of Congress's checker of BagIt packages, for the tests: a pinned Python package that runs as it is.

use crate::{
    console,
    error::Error,
    machine,
    pinned::Pinned,
    places::{Places, make_empty_folder},
    python,
};
use std::{fs, path::PathBuf, process};

const PACKAGE: Pinned = Pinned {
    name: "bagit-1.8.1-py2.py3-none-any.whl",
    sha256: "d14dd7e373dd24d41f6748c42f123f7db77098dfa4a0125dbacb4c8bdf767c09",
};

/// Makes sure that the package lies in the cache with the right bytes; gives where.
pub(crate) fn ensure(places: &Places) -> Result<PathBuf, Error> {
    let cache = places.cache.join("bagit");
    if !PACKAGE.lies_in(&cache) {
        machine::ensure(machine::MODELS)?;
        console::say("The checker of packages (bagit): fetching the pinned Python package.");
        let folder = places.cache.join(format!("bagit-{}", process::id()));
        make_empty_folder(&folder)?;
        let requirements = places.root.join("tests/seal/requirements.txt");
        let package = python::download(&requirements, &folder, "fetch the checker of packages")?;
        PACKAGE.lay(&package, &cache)?;
        fs::remove_dir_all(&folder).map_err(|source| Error::File {
            doing: "remove the folder",
            path: folder,
            source,
        })?;
    }
    Ok(cache.join(PACKAGE.name))
}
