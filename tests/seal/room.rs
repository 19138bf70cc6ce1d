//! A small case to seal, and running other people's programs.

use juzheng_tests::program::{Case, Run, sample};
use serde_json::Value;
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A case with a chat, a bill full of strangers, and a file that nobody reads, its name hostile.
pub(crate) fn small_case() -> Case {
    let case = Case::new(&["--me", "林某", "--other", "周航", "--alias", "周航=阿周"]);
    let odd = case.room.path().join("=cmd|' \u{202e}fdp.%0a.bin");
    fs::write(&odd, [7; 300]).expect("written");
    case.add(&[
        &sample("flows/chat-lc044-v3.csv"),
        &sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx"),
        &odd,
    ]);
    case
}

/// Runs `pack`; gives the report and where the package lies.
pub(crate) fn pack(case: &Case, audience: &str, name: &str, more: &[&str]) -> (Value, PathBuf) {
    let out = case.room.path().join(name);
    let mut arguments: Vec<OsString> =
        vec!["--out".into(), out.clone().into(), "--for".into(), audience.into()];
    arguments.extend(more.iter().map(OsString::from));
    (case.run("pack", arguments).json(0), out)
}

/// Runs `verify` on anything.
pub(crate) fn verify(path: &Path, more: &[&Path]) -> Run {
    let mut arguments: Vec<OsString> = vec!["verify".into(), path.into()];
    arguments.extend(more.iter().map(|one| one.as_os_str().to_owned()));
    arguments.push("--json".into());
    Run::of(arguments)
}

/// The codes of what does not hold.
pub(crate) fn codes(report: &Value) -> Vec<String> {
    let problems = report["problems"].as_array().expect("problems");
    problems.iter().map(|problem| problem["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Runs a line of a shell in a folder.
pub(crate) fn shell(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("bash");
    command.args(["-o", "pipefail", "-c", line]).current_dir(folder).env("LC_ALL", "C.UTF-8");
    if let Some(package) = std::env::var_os("JUZHENG_BAGIT") {
        command.env("PYTHONPATH", package);
    }
    command.output().expect("bash is there")
}

/// Whether a line of a shell ends well.
pub(crate) fn ends_well(folder: &Path, line: &str) -> bool {
    shell(folder, line).status.success()
}

/// Every file below a folder, by its path in it.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("listed") {
            let path = entry.expect("listed").path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path.strip_prefix(folder).expect("below").to_owned()),
            }
        }
    }
    found.sort();
    found
}
