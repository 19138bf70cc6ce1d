//! The program `juzheng` as a user of the command line has it: arguments in, exit status and two streams out.

use serde_json::Value;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Where the program lies: `JUZHENG_BIN`, what cargo says, or beside the folder of the running test.
///
/// # Panics
/// It was not built.
pub fn path() -> PathBuf {
    let named = ["JUZHENG_BIN", "CARGO_BIN_EXE_juzheng"].iter().find_map(std::env::var_os).map(PathBuf::from);
    let beside = || {
        let test = std::env::current_exe().ok()?;
        Some(test.parent()?.parent()?.join(format!("juzheng{}", std::env::consts::EXE_SUFFIX)))
    };
    let path = named.or_else(beside).unwrap_or_default();
    assert!(path.is_file(), "`{}` is not there: build it with `cargo build -p juzheng-cli`", path.display());
    path
}

/// The user's own folder of the tests: never that of whoever runs them.
fn home() -> PathBuf {
    std::env::temp_dir().join(format!("juzheng-tests-home-{}", std::process::id()))
}

/// The command of a run with these arguments: nothing on standard input, words in English.
pub fn command<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(path());
    command.args(arguments.into_iter().map(Into::into)).stdin(Stdio::null());
    command.env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.env("JUZHENG_HOME", home());
    command
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    /// The arguments, for messages.
    pub line: String,
    /// The exit status; -1 where a signal ended it.
    pub status: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// Runs with these arguments to the end.
    ///
    /// # Panics
    /// The program cannot be started, or does not print UTF-8.
    pub fn of<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Run {
        Run::end_of(command(arguments))
    }

    /// Runs a prepared command to the end.
    ///
    /// # Panics
    /// The program cannot be started, or does not print UTF-8.
    pub fn end_of(mut command: Command) -> Run {
        let line = format!("{command:?}");
        let output = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        let status = output.status.code().unwrap_or(-1);
        Run { line, status, stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The one JSON document on standard output, after a run that had to end with `status`.
    ///
    /// # Panics
    /// Another status, or anything else on standard output.
    pub fn json(&self, status: i32) -> Value {
        assert_eq!(self.status, status, "exit status of {self}");
        match serde_json::from_str(&self.stdout) {
            Ok(value) => value,
            Err(error) => panic!("standard output is not one JSON document ({error}): {self}"),
        }
    }

    /// The one JSON document, after a run that had to end with one of `statuses`.
    ///
    /// # Panics
    /// As [`Run::json`].
    pub fn json_any(&self, statuses: &[i32]) -> Value {
        assert!(statuses.contains(&self.status), "exit status of {self}");
        self.json(self.status)
    }

    /// The code of the error with which the run had to fail.
    ///
    /// # Panics
    /// Another status, or an error that is not of the contract's shape.
    pub fn error(&self, status: i32) -> String {
        let value = self.json(status);
        let error = &value["error"];
        let texts = ["code", "message", "hint"].map(|key| error[key].as_str().unwrap_or_default());
        assert!(!texts[0].is_empty() && !texts[1].is_empty(), "an error has code, message and hint: {self}");
        assert!(error["hint"].is_string(), "an error has a hint: {self}");
        texts[0].to_owned()
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let head: String = self.stdout.chars().take(2_000).collect();
        write!(f, "{}\nstatus {}\nstdout: {head}\nstderr: {}", self.line, self.status, self.stderr)
    }
}

/// A case folder in a temporary folder of its own.
#[derive(Debug)]
pub struct Case {
    /// The temporary folder; goes with this value.
    pub room: tempfile::TempDir,
    /// The case folder.
    pub path: PathBuf,
}

impl Case {
    /// A new case: `--title`, then these arguments.
    ///
    /// # Panics
    /// The case cannot be made.
    pub fn new(arguments: &[&str]) -> Case {
        let room = tempfile::tempdir().expect("a temporary folder");
        let path = room.path().join("案件.juzheng");
        let mut all = words(&["new"]);
        all.push(path.clone().into());
        all.extend(words(&["--json", "--title", "借款案"]));
        all.extend(words(arguments));
        Run::of(all).json(0);
        Case { room, path }
    }

    /// Runs `VERB CASE ARGUMENTS… --json`.
    ///
    /// # Panics
    /// As [`Run::of`].
    pub fn run<A: Into<OsString>>(&self, verb: &str, arguments: impl IntoIterator<Item = A>) -> Run {
        let mut all = vec![OsString::from(verb), self.path.clone().into()];
        all.extend(arguments.into_iter().map(Into::into));
        all.push("--json".into());
        Run::of(all)
    }

    /// Adds files; everything must go in.
    ///
    /// # Panics
    /// Another exit status than 0.
    pub fn add(&self, files: &[&Path]) -> Value {
        self.run("add", files.iter().map(|file| file.as_os_str())).json(0)
    }

    /// The items of a list and how many were left out.
    ///
    /// # Panics
    /// The list fails or is not of the contract's shape.
    pub fn listed(&self, what: &str, all: bool) -> (Vec<Value>, u64) {
        let flags = if all { vec![what, "--all"] } else { vec![what] };
        let value = self.run("list", flags).json(0);
        let items = value["items"].as_array().unwrap_or_else(|| panic!("`list {what}` has items: {value}"));
        let left_out = value["left_out"].as_u64().unwrap_or_else(|| panic!("`list {what}` has left_out"));
        (items.clone(), left_out)
    }

    /// The items of a list of the parties' records.
    ///
    /// # Panics
    /// As [`Case::listed`].
    pub fn list(&self, what: &str) -> Vec<Value> {
        self.listed(what, false).0
    }

    /// The transfers of the parties with their links, found by 交易单号.
    ///
    /// # Panics
    /// The transfer is not there.
    pub fn link_of(&self, transaction_id: &str) -> Value {
        let transfers = self.listed("transfers", true).0;
        let transfer = transfers.iter().find(|t| t["transaction_id"] == transaction_id);
        let transfer = transfer.unwrap_or_else(|| panic!("no transfer `{transaction_id}`"));
        let links = self.list("links");
        let link = links.iter().find(|link| link["transfer"] == transfer["id"]);
        link.unwrap_or_else(|| panic!("transfer `{transaction_id}` has no link: {transfer}")).clone()
    }

    /// Checks the case; it must hold.
    ///
    /// # Panics
    /// It does not.
    pub fn holds(&self) -> Value {
        let report = self.run("verify", [""; 0]).json(0);
        assert_eq!(report["ok"], true, "{report}");
        assert_eq!(report["problems"], serde_json::json!([]), "{report}");
        report
    }

    /// Where the case's database lies.
    pub fn database(&self) -> PathBuf {
        self.path.join("case.sqlite")
    }

    /// Where the original with this digest lies.
    ///
    /// # Panics
    /// The digest is too short.
    pub fn original(&self, sha256: &str) -> PathBuf {
        self.path.join("originals").join(&sha256[..2]).join(sha256)
    }

    /// Starts `VERB CASE ARGUMENTS… --json` and does not wait.
    ///
    /// # Panics
    /// The program cannot be started.
    pub fn start(&self, verb: &str, arguments: &[&Path]) -> Child {
        let mut all = vec![OsString::from(verb), self.path.clone().into()];
        all.extend(arguments.iter().map(|a| a.as_os_str().to_owned()));
        all.push("--json".into());
        let mut command = command(all);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts")
    }
}

fn words(of: &[&str]) -> Vec<OsString> {
    of.iter().map(OsString::from).collect()
}

/// A file of the golden cases, such as `wechat_bill/v1/bill.csv`.
pub fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(path)
}
