//! Packages of Python's that are pinned by their hashes: fetched as they are, with nothing that they depend on.

use crate::{child, error::Error};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Fetches the one package that `requirements` pins into a folder of its own; gives the file.
pub(crate) fn download(requirements: &Path, folder: &Path, doing: &'static str) -> Result<PathBuf, Error> {
    let mut pip = pip(folder)?;
    pip.args(["download", "--quiet", "--disable-pip-version-check", "--no-deps"])
        .args(["--only-binary", ":all:", "--require-hashes"])
        .arg("--requirement")
        .arg(requirements)
        .arg("--dest")
        .arg(folder);
    child::run(&mut pip, doing)?;
    package(folder)
}

/// pip of this machine; where Python comes without it, that of an environment in the folder.
fn pip(folder: &Path) -> Result<Command, Error> {
    let with_pip = |mut python: Command| {
        python.args(["-m", "pip"]);
        python
    };
    let ours = with_pip(child::program("python3")).arg("--version").output();
    if ours.is_ok_and(|ran| ran.status.success()) {
        return Ok(with_pip(child::program("python3")));
    }
    let environment = folder.join("environment");
    child::run(
        child::program("python3").args(["-m", "venv"]).arg(&environment),
        "make a Python environment",
    )?;
    Ok(with_pip(Command::new(child::python_of(&environment))))
}

/// The one package that was fetched.
fn package(folder: &Path) -> Result<PathBuf, Error> {
    let failed = |source| Error::File { doing: "list", path: folder.into(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "whl") {
            return Ok(path);
        }
    }
    Err(failed(io::ErrorKind::NotFound.into()))
}
