//! The page of the window: its packages from npm, checked against the lock file, and its build.

use crate::{child, console, error::Error, places::Places};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The stamp that says which lock file `node_modules` was laid out from.
const STAMP: &str = "node_modules/.laid-from";

/// Lays out the npm packages of a folder as its lock file pins them, unless they lie there already.
pub(crate) fn packages(folder: &Path, what: &str) -> Result<(), Error> {
    let lock = folder.join("package-lock.json");
    let bytes = fs::read(&lock).map_err(|source| Error::File { doing: "read", path: lock, source })?;
    let wanted: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let stamp = folder.join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|laid| laid == wanted) {
        console::say(&format!("npm packages of {what}: all there."));
        return Ok(());
    }
    console::say(&format!("npm packages of {what}: fetching what the lock file pins."));
    let mut npm = child::program("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    child::run(&mut npm, "fetch the npm packages")?;
    fs::write(&stamp, wanted).map_err(|source| Error::File { doing: "write", path: stamp, source })
}

/// Builds the page into `ui/dist`, from where the window's program takes it.
pub(crate) fn build(places: &Places) -> Result<(), Error> {
    packages(&places.page(), "the page")?;
    console::say("Building the page of the window.");
    child::run(&mut script(&places.page(), "build"), "build the page")
}

/// A script of a package.json.
pub(crate) fn script(folder: &Path, name: &str) -> Command {
    let mut npm = child::program("npm");
    npm.args(["run", "--silent", name]).current_dir(folder).env("NO_COLOR", "1");
    npm
}

/// A program that an npm package brings.
pub(crate) fn tool(places: &Places, name: &str) -> PathBuf {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    places.page().join("node_modules/.bin").join(name)
}
