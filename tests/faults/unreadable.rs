//! Files that cannot be read: one among others, an original, the database. The administrator reads everything, so as root the
//! program is run as nobody.

use juzheng_tests::program::{Run, path as program, sample};
use serde_json::Value;
use std::{
    ffi::OsString,
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Nobody's number on Debian and most others.
const NOBODY: u32 = 65_534;

/// A folder in which somebody who is not the administrator works, with the program in it.
struct Desk {
    room: tempfile::TempDir,
    is_root: bool,
}

impl Desk {
    /// `None`, said plainly, where root cannot become somebody else.
    fn new() -> Option<Desk> {
        let room = tempfile::tempdir().expect("a folder");
        let is_root = fs::metadata(room.path()).expect("there").uid() == 0;
        let desk = Desk { room, is_root };
        if is_root {
            // Where the program was built, nobody may not go.
            fs::copy(program(), desk.at("juzheng")).expect("copied");
            chown(desk.room.path(), Some(NOBODY), Some(NOBODY)).expect("given away");
            let mut trial = Command::new("setpriv");
            trial.args(["--reuid=65534", "--regid=65534", "--clear-groups", "true"]);
            if !trial.stderr(Stdio::null()).status().is_ok_and(|status| status.success()) {
                eprintln!("SKIPPED: root, and `setpriv` is not there to become somebody else");
                return None;
            }
        }
        Some(desk)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    /// A file that the one at the desk owns.
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.at(name);
        fs::write(&path, bytes).expect("written");
        if self.is_root {
            chown(&path, Some(NOBODY), Some(NOBODY)).expect("given away");
        }
        path
    }

    fn run(&self, arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Run {
        let arguments =
            arguments.iter().map(|argument| argument.as_ref().to_owned()).chain([OsString::from("--json")]);
        let mut command = match self.is_root {
            true => {
                let mut command = Command::new("setpriv");
                command
                    .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
                    .arg(self.at("juzheng"));
                command
            }
            false => Command::new(program()),
        };
        command
            .args(arguments)
            .stdin(Stdio::null())
            .env("LANG", "C.UTF-8")
            .env("JUZHENG_HOME", self.at("home"));
        command.current_dir(self.room.path());
        Run::end_of(command)
    }
}

/// Takes every right away for as long as `work` takes.
fn shut<T>(path: &Path, work: impl FnOnce() -> T) -> T {
    let before = fs::metadata(path).expect("there").permissions();
    fs::set_permissions(path, Permissions::from_mode(0)).expect("shut");
    let done = work();
    fs::set_permissions(path, before).expect("open again");
    done
}

fn codes(report: &Value) -> Vec<&str> {
    let problems = report["problems"].as_array().expect("problems");
    problems.iter().filter_map(|problem| problem["code"].as_str()).collect()
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let Some(desk) = Desk::new() else { return };
    let case = desk.at("a.juzheng");
    desk.run(&[&"new", &case, &"--title", &"t", &"--me", &"林某", &"--other", &"周航"]).json(0);
    let chat = fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample");
    let (good, bad) = (desk.file("chat.csv", &chat), desk.file("bad.csv", b"1,2,3"));
    // One of two files: it is refused with its reason, the other goes in.
    let added = shut(&bad, || desk.run(&[&"add", &case, &bad, &good]).json(1));
    let rows = added["files"].as_array().expect("files");
    let status = |path: &Path| {
        let row = rows.iter().find(|row| row["path"] == path.to_str().expect("text")).expect("a row");
        row["status"].clone()
    };
    assert_eq!((status(&bad), status(&good)), ("rejected".into(), "added".into()));
    // A folder among the paths that may not be looked into.
    let folder = desk.at("folder");
    fs::create_dir(&folder).expect("made");
    let locked = shut(&folder, || desk.run(&[&"add", &case, &folder]));
    assert!([1, 3].contains(&locked.status) && !locked.stderr.contains("panicked"), "{locked}");
    assert_eq!(desk.run(&[&"verify", &case]).json(0)["ok"], true);

    // An original: verify says so of it alone, and what needs it says so, too.
    let sha256 = desk.run(&[&"list", &case, &"artifacts"]).json(0)["items"][0]["sha256"].clone();
    let sha256 = sha256.as_str().expect("a digest");
    let original = case.join("originals").join(&sha256[..2]).join(sha256);
    let report = shut(&original, || desk.run(&[&"verify", &case]).json(1));
    assert_eq!(codes(&report), ["original-unreadable"]);
    assert_eq!(report["items"][0]["standing"], "unverifiable", "{report}");
    let out = desk.at("package");
    let packed = shut(&original, || desk.run(&[&"pack", &case, &"--out", &out, &"--for", &"archive"]));
    assert_eq!(packed.status, 3, "{packed}");
    assert!(!out.exists(), "nothing of a package that failed is left");
    assert_eq!(desk.run(&[&"verify", &case]).json(0)["ok"], true);

    // The database, the folder of originals, the case itself: nothing is read, nothing is changed, nothing breaks.
    for shut_one in [case.join("case.sqlite"), case.join("originals"), case.clone()] {
        for (verb, argument) in [("list", Some("links")), ("verify", None), ("add", good.to_str())] {
            let run = shut(&shut_one, || {
                let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&verb, &case];
                arguments.extend(argument.as_ref().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>));
                desk.run(&arguments)
            });
            let when = format!("{verb} with {} shut", shut_one.display());
            assert!([0, 1, 3].contains(&run.status) && !run.stderr.contains("panicked"), "{when}: {run}");
            if verb == "verify" {
                assert_ne!(run.status, 0, "{when}: what cannot be read does not hold: {run}");
            }
        }
    }
    let report = desk.run(&[&"verify", &case]).json(0);
    assert_eq!((&report["ok"], &report["checked"]["artifacts"]), (&true.into(), &1.into()), "{report}");
}
