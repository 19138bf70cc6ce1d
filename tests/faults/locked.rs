//! Encrypted cases, killed: they open with their passphrase, nothing that was kept is gone, and not even what a killed
//! program leaves lying about says what is in them.

use juzheng_tests::{
    generated::random::Random,
    program::{Run, command},
};
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

/// Stands all over what goes in, and must stand nowhere in the folder.
const MARK: &[u8] = b"today-lent-5000-to-zhou";

fn run(verb: &str, case: &Path, arguments: &[OsString], key: &Path) -> Vec<OsString> {
    let mut all = vec![OsString::from(verb), case.into()];
    all.extend(arguments.iter().cloned());
    all.extend(["--json".into(), "--passphrase-file".into(), key.into()]);
    all
}

/// Every file under a folder, whatever it is called.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => all.extend(files(&path)),
            path => all.push(path),
        }
    }
    all
}

/// Nothing in plain in the folder.
fn silent(folder: &Path, when: &str) {
    for path in files(folder) {
        let bytes = fs::read(&path).unwrap_or_default();
        let there = bytes.windows(MARK.len()).any(|window| window == MARK);
        assert!(!there, "{when}: {} says what was taken in", path.display());
    }
}

fn kept(case: &Path, key: &Path) -> usize {
    let listed = Run::of(run("list", case, &["artifacts".into()], key)).json(0);
    listed["items"].as_array().expect("items").len()
}

fn holds(case: &Path, key: &Path, when: &str) {
    let report = Run::of(run("verify", case, &[], key)).json_any(&[0, 1]);
    assert_eq!(report["ok"], true, "{when}: {report}");
}

/// Starts, kills after a while; gives whether it had not ended.
fn killed(arguments: Vec<OsString>, wait: Duration) -> bool {
    let mut child =
        command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    thread::sleep(wait);
    child.kill().expect("it can be killed");
    !child.wait().expect("it ended").success()
}

#[test]
fn killed_while_it_takes_in_an_encrypted_case_stays_shut_and_whole() {
    let room = tempfile::tempdir().expect("a folder");
    let key = room.path().join("key.txt");
    fs::write(&key, "correct horse battery").expect("written");
    let case = room.path().join("a.juzheng");
    let new = ["--encrypt", "--title", "t", "--me", "a", "--other", "b"].map(OsString::from);
    Run::of(run("new", &case, &new, &key)).json(0);
    let rounds = if std::env::var_os("JUZHENG_LONG").is_some() { 80 } else { 8 };
    let mut random = Random::of(29);
    let (mut early, mut before, mut takes) = (0, 0, Duration::ZERO);
    for round in 0..rounds + 1 {
        let paper = room.path().join(format!("{round}.txt"));
        let line = [MARK, format!(" {round}\n").as_bytes()].concat();
        fs::write(&paper, line.repeat(600_000)).expect("written");
        let add = run("add", &case, &[paper.clone().into()], &key);
        if round == 0 {
            let begun = Instant::now();
            Run::of(add).json(0);
            takes = begun.elapsed();
        } else {
            let wait = takes.mul_f64((random.bits() % 1_000) as f64 / 1_000.0);
            early += usize::from(killed(add, wait));
        }
        let when = format!("round {round}");
        silent(&case, &when);
        holds(&case, &key, &when);
        silent(&case, &when);
        let after = kept(&case, &key);
        assert!(after >= before, "{when}: something that was kept is gone");
        before = after;
        fs::remove_file(&paper).expect("removed");
    }
    assert!(early * 2 > rounds, "{early} of {rounds} were killed before their end");
}

#[test]
fn killed_while_it_is_copied_or_gets_another_passphrase_a_case_opens() {
    let room = tempfile::tempdir().expect("a folder");
    let keys = ["correct horse battery", "battery horse correct"].map(|text| {
        let path = room.path().join(format!("{}.txt", &text[..4]));
        fs::write(&path, text).expect("written");
        path
    });
    let case = room.path().join("a.juzheng");
    let new = ["--title", "t", "--me", "a", "--other", "b"].map(OsString::from);
    Run::of(run("new", &case, &new, &keys[0])).json(0);
    let paper = room.path().join("paper.txt");
    fs::write(&paper, MARK.repeat(400_000)).expect("written");
    Run::of(run("add", &case, &[paper.into()], &keys[0])).json(0);
    let copy = room.path().join("copy.juzheng");
    let encrypt = run("encrypt", &case, &["--out".into(), copy.clone().into()], &keys[0]);
    for wait in [20, 300, 600, 900] {
        killed(encrypt.clone(), Duration::from_millis(wait));
        silent(&copy, "copied");
        holds(&case, &keys[0], "copied");
        // What is there is a whole case, or the next try makes one of it.
        if !copy.join("case.sqlite").exists() {
            Run::of(encrypt.clone()).json(0);
        }
        holds(&copy, &keys[0], "the copy");
        assert_eq!(kept(&copy, &keys[0]), 1);
        fs::remove_dir_all(&copy).expect("removed");
    }
    Run::of(encrypt).json(0);
    for wait in [300, 600, 800, 1_000, 1_200] {
        let change =
            run("passphrase", &copy, &["--new-passphrase-file".into(), keys[1].clone().into()], &keys[0]);
        killed(change, Duration::from_millis(wait));
        let opens = |key: &PathBuf| Run::of(run("list", &copy, &["artifacts".into()], key)).status == 0;
        let (old, new) = (opens(&keys[0]), opens(&keys[1]));
        assert!(old != new, "after {wait} ms one of the two opens it, and only one");
        if new {
            let back =
                run("passphrase", &copy, &["--new-passphrase-file".into(), keys[0].clone().into()], &keys[1]);
            Run::of(back).json(0);
        }
    }
}
