//! The key of this computer: made when it is first needed, kept in the user's own folder, readable by nobody else.

use crate::error::Error;
use juzheng_seal::SigningKey;
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The file in the user's own folder.
const NAME: &str = "signing-key.pem";

/// The key, made now where there is none.
///
/// # Errors
/// The folder cannot be written, or what lies there is no key: it is never replaced.
pub(crate) fn own_key() -> Result<SigningKey, Error> {
    let folder = own_folder().ok_or(Error::NoOwnFolder)?;
    let path = folder.join(NAME);
    match fs::read_to_string(&path) {
        Ok(pem) => Ok(SigningKey::from_pem(&pem)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(&folder, &path),
        Err(source) => Err(Error::Unreadable { path, source }),
    }
}

/// Where what belongs to the user and to no case lies: `JUZHENG_HOME`, else the system's place for such things.
fn own_folder() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(named) = var("JUZHENG_HOME") {
        return Some(named);
    }
    let data = match () {
        () if cfg!(windows) => var("APPDATA"),
        () if cfg!(target_os = "macos") => var("HOME").map(|home| home.join("Library/Application Support")),
        () => var("XDG_DATA_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| var("HOME").map(|home| home.join(".local/share"))),
    };
    data.map(|data| data.join("juzheng"))
}

fn make(folder: &Path, path: &Path) -> Result<SigningKey, Error> {
    let failed = |source| Error::Unwritable { path: path.to_owned(), source };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| failed(io::Error::other(error)))?;
    let key = SigningKey::from_seed(&seed);
    fs::create_dir_all(folder).map_err(failed)?;
    // Whole or not at all, and only the user reads it; two programs at once agree on the one that was first.
    let mut file = tempfile::Builder::new().prefix(".key-").tempfile_in(folder).map_err(failed)?;
    file.write_all(key.to_pem()?.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(key),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            let pem = fs::read_to_string(path);
            let pem = pem.map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
            Ok(SigningKey::from_pem(&pem)?)
        }
        Err(error) => Err(failed(error.error)),
    }
}
