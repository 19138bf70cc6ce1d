//! What is measured on: a large file, generated cases, and DuckDB in an environment of its own.

use super::NAMES;
use crate::{
    child, console,
    error::Error,
    places::{Places, make_folder},
};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::Command,
};

/// The version of DuckDB that we measure beside.
const DUCKDB: &str = "2.0.0";

/// A generated case: how many messages and transfers it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) messages: u32,
    pub(super) transfers: u32,
}

/// The folder of all this, kept between runs.
pub(super) fn folder(places: &Places) -> Result<PathBuf, Error> {
    let folder = places.cache.join("bench");
    make_folder(&folder)?;
    Ok(folder)
}

/// A file of `bytes` bytes that no compression shortens; written once.
pub(super) fn large_file(folder: &Path, bytes: u64) -> Result<PathBuf, Error> {
    let path = folder.join(format!("large-{bytes}.bin"));
    if fs::metadata(&path).is_ok_and(|there| there.len() == bytes) {
        return Ok(path);
    }
    console::say(&format!("Writing a file of {} MiB.", bytes >> 20));
    let write = || {
        let mut file = BufWriter::with_capacity(1 << 20, File::create(&path)?);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..bytes / 8 {
            // xorshift64: quick, and the same in every run.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            file.write_all(&state.to_le_bytes())?;
        }
        file.flush()
    };
    write().map_err(|source| Error::File { doing: "write", path: path.clone(), source })?;
    Ok(path)
}

/// The generated files of a case of this size: `chat.csv`, `bill.csv`, `truth.json`; written once.
pub(super) fn generated(places: &Places, folder: &Path, size: Size) -> Result<PathBuf, Error> {
    let Size { messages, transfers } = size;
    let folder = folder.join(format!("generated-{messages}-{transfers}"));
    if folder.join("done").is_file() {
        return Ok(folder);
    }
    console::say(&format!("Generating {messages} messages and {transfers} transfers."));
    make_folder(&folder)?;
    let mut generate = child::cargo();
    generate.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "juzheng-tests",
        "--bin",
        "juzheng-generate",
        "--",
    ]);
    generate.arg("--out").arg(&folder).current_dir(&places.root);
    generate.args([
        "--messages",
        &messages.to_string(),
        "--transfers",
        &transfers.to_string(),
        "--seed",
        "1",
    ]);
    child::run(&mut generate, "generate a case")?;
    check_names(&folder)?;
    let done = folder.join("done");
    fs::write(&done, "").map_err(|source| Error::File { doing: "write", path: done, source })?;
    Ok(folder)
}

/// Under other names nothing would be linked, and linking nothing is quick.
fn check_names(folder: &Path) -> Result<(), Error> {
    let path = folder.join("truth.json");
    let truth = File::open(&path).and_then(|file| {
        let mut head = String::new();
        BufReader::new(file).read_line(&mut head).map(|_| head)
    });
    let head = truth.map_err(|source| Error::File { doing: "read", path, source })?;
    let names = NAMES.iter().filter(|word| !word.starts_with("--")).flat_map(|word| word.split('='));
    match names.into_iter().find(|name| !head.contains(name)) {
        Some(name) => Err(Error::NameUnknown { name }),
        None => Ok(()),
    }
}

/// The Python of an environment that holds DuckDB; made once.
pub(super) fn duckdb(folder: &Path) -> Result<PathBuf, Error> {
    environment(folder, &format!("duckdb-{DUCKDB}"), &[&format!("duckdb=={DUCKDB}")], "duckdb")
}

/// The Python of an environment of this name that holds these packages, with which these modules can be imported; made once.
pub(super) fn environment(
    folder: &Path,
    name: &str,
    packages: &[&str],
    modules: &str,
) -> Result<PathBuf, Error> {
    let environment = folder.join(name);
    let python = child::python_of(&environment);
    let import = format!("import {modules}");
    let works = Command::new(&python).args(["-c", &import]).output().is_ok_and(|ran| ran.status.success());
    if !works {
        console::say(&format!("Setting up {name} in an environment of its own."));
        child::run(
            child::program("python3").args(["-m", "venv"]).arg(&environment),
            "make a Python environment",
        )?;
        child::run(
            Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages),
            "install what is measured beside",
        )?;
    }
    Ok(python)
}
