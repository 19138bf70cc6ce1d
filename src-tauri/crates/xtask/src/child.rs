//! Other programs: started, watched, and their failure turned into one sentence.

use crate::error::Error;
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

/// A command whose program is looked up on the PATH, also where it is a script on Windows.
pub(crate) fn program(name: &str) -> Command {
    Command::new(if cfg!(windows) && name == "npm" { "npm.cmd" } else { name })
}

/// The Python of an environment.
pub(crate) fn python_of(environment: &Path) -> PathBuf {
    environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Whether a program of this name is on the PATH.
pub(crate) fn is_there(name: &str) -> bool {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

/// Runs it to its end, its output going where ours goes. `doing` completes "could not …".
pub(crate) fn run(command: &mut Command, doing: &str) -> Result<(), Error> {
    let status = command.status().map_err(|source| not_started(command, doing, source))?;
    check(command, doing, status)
}

/// Runs it to its end, passing each line of its standard output to `line`.
pub(crate) fn run_with_lines(
    command: &mut Command,
    doing: &str,
    mut line: impl FnMut(&str),
) -> Result<(), Error> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|source| not_started(command, doing, source))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while output.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            line(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']));
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|source| not_started(command, doing, source))?;
    check(command, doing, status)
}

/// The error for a program that could not be started or waited for.
pub(crate) fn not_started(command: &Command, doing: &str, source: std::io::Error) -> Error {
    Error::NotStarted { program: name(command), doing: doing.to_owned(), source }
}

/// An ended program's status as a result.
pub(crate) fn check(command: &Command, doing: &str, status: ExitStatus) -> Result<(), Error> {
    if status.success() {
        return Ok(());
    }
    let status =
        status.code().map_or_else(|| "none: stopped by a signal".to_owned(), |code| code.to_string());
    Err(Error::Ended { program: name(command), doing: doing.to_owned(), status })
}

/// The program's name without its folder.
pub(crate) fn name(command: &Command) -> String {
    PathBuf::from(command.get_program()).file_name().unwrap_or(OsStr::new("?")).to_string_lossy().into_owned()
}
