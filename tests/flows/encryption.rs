//! Encrypted cases and packages: the same results as without, nothing without the passphrase, nothing in plain on the disk.

use crate::paper::{LOAN, PARTIES, bill, file};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::{Value, json};
use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

const PASSPHRASE: &str = "风吹草低见牛羊 1980";

/// A file with a passphrase, as a user might write it: with an end of line.
fn passphrase(room: &Path, name: &str, text: &str) -> PathBuf {
    file(room, name, format!("{text}\r\n").as_bytes())
}

fn with(case: &Path, verb: &str, arguments: &[&str], passphrase: &Path) -> Run {
    let mut all = vec![OsString::from(verb), case.into()];
    all.extend(arguments.iter().map(OsString::from));
    all.extend(["--json".into(), "--passphrase-file".into(), passphrase.into()]);
    Run::of(all)
}

/// Lists without what depends on when it was done.
fn lists(case: &Path, key: &Path) -> Vec<Value> {
    let list = |what: &&str| with(case, "list", &[what, "--all"], key).json(0);
    let mut lists: Vec<Value> =
        ["messages", "transfers", "links", "findings", "artifacts"].iter().map(list).collect();
    for item in lists.iter_mut().flat_map(|list| list["items"].as_array_mut().expect("items")) {
        if let Some(item) = item.as_object_mut() {
            item.remove("added_at");
        }
    }
    lists
}

/// The bytes of every file under a folder.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("listed").path();
        match path.is_dir() {
            true => all.extend(contents(&path)),
            false => all.push((path.clone(), fs::read(&path).expect("read"))),
        }
    }
    all.sort();
    all
}

/// A case with a bill, a chat and a zip, and the file of a passphrase.
fn plain() -> (Case, PathBuf) {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&bill, &sample("flows/chat-lc044-v3.csv")]);
    let key = passphrase(case.room.path(), "口令.txt", PASSPHRASE);
    (case, key)
}

#[test]
fn a_case_made_encrypted_gives_what_any_other_gives() {
    let (case, key) = plain();
    let secret = case.room.path().join("secret.juzheng");
    let arguments = [&["--encrypt", "--title", "借款案"], &PARTIES[..]].concat();
    with(&secret, "new", &arguments, &key).json(0);
    let bill = case.room.path().join("账单.csv");
    let chat = sample("flows/chat-lc044-v3.csv");
    let files = [bill.to_str().expect("text"), chat.to_str().expect("text")];
    let added = with(&secret, "add", &files, &key).json(0);
    assert_eq!(added["summary"]["added"], 2);
    assert_eq!(lists(&secret, &key), lists(&case.path, &key));
    let link = with(&secret, "link", &[], &key).json(0);
    assert_eq!(link, case.run("link", [""; 0]).json(0));
    let pdf = case.room.path().join("d.pdf");
    let made =
        with(&secret, "dossier", &["--out", pdf.to_str().expect("text"), "--date", "2026-01-02"], &key);
    assert!(made.json(0)["pages"].as_u64().is_some_and(|pages| pages > 2));
    assert_eq!(with(&secret, "verify", &[], &key).json(0)["problems"], json!([]));
    for (path, bytes) in contents(&secret) {
        for word in ["林某", "周某", "借款", "转账"] {
            let there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!there, "{word} in {}", path.display());
        }
    }
}

#[test]
fn without_its_passphrase_nothing_is_told_and_nothing_is_changed() {
    let (case, key) = plain();
    let secret = case.room.path().join("secret.juzheng");
    with(&case.path, "encrypt", &["--out", secret.to_str().expect("text")], &key).json(0);
    let wrong = passphrase(case.room.path(), "wrong.txt", "风吹草低见牛羊 1981");
    let out = case.room.path().join("out");
    let (out, other) = (out.to_str().expect("text"), sample("flows/chat-lc044-v3.csv"));
    let before = contents(&secret);
    let verbs: [(&str, Vec<&str>); 8] = [
        ("list", vec!["transfers"]),
        ("add", vec![other.to_str().expect("text")]),
        ("link", vec![]),
        ("set", vec!["--threshold-minutes", "20"]),
        ("undo", vec![]),
        ("dossier", vec!["--out", out]),
        ("pack", vec!["--out", out, "--for", "court"]),
        ("verify", vec![]),
    ];
    for (verb, arguments) in verbs {
        assert_eq!(with(&secret, verb, &arguments, &wrong).error(3), "wrong-passphrase", "{verb}");
        let mut all = vec![OsString::from(verb), secret.clone().into(), "--json".into()];
        all.extend(arguments.iter().map(OsString::from));
        assert_eq!(Run::of(all).error(3), "locked", "{verb}");
    }
    assert!(contents(&secret) == before);
    assert!(!Path::new(out).exists());
}

#[test]
fn an_encrypted_copy_says_what_the_case_says_and_leaves_it_alone() {
    let (case, key) = plain();
    case.run("set", ["--threshold-minutes", "20"]).json(0);
    let before = contents(&case.path);
    let secret = case.room.path().join("secret.juzheng");
    let target = secret.to_str().expect("text");
    let short = passphrase(case.room.path(), "short.txt", "1234567");
    assert_eq!(with(&case.path, "encrypt", &["--out", target], &short).error(3), "short-passphrase");
    assert!(!secret.exists());
    with(&case.path, "encrypt", &["--out", target], &key).json(0);
    assert!(contents(&case.path) == before, "the case is as it was");
    assert_eq!(lists(&secret, &key), lists(&case.path, &key));
    let chain = |path: &Path| with(path, "list", &["custody"], &key).json(0)["items"].clone();
    let (theirs, ours) = (chain(&secret), chain(&case.path));
    let (theirs, ours) = (theirs.as_array().expect("items"), ours.as_array().expect("items"));
    assert_eq!(theirs[..ours.len()], ours[..]);
    assert_eq!(theirs.len(), ours.len() + 1);
    assert_eq!(theirs[ours.len()]["action"], "encrypt");
    assert_eq!(with(&case.path, "encrypt", &["--out", target], &key).error(3), "not-empty");
    let inside = case.path.join("copy");
    let refused = with(&case.path, "encrypt", &["--out", inside.to_str().expect("text")], &key);
    assert_eq!(refused.error(3), "taken", "a copy never lies in the case");
    // Another passphrase: the old one opens nothing any more.
    let anew = passphrase(case.room.path(), "anew.txt", "天苍苍野茫茫 1980");
    let changed = with(&secret, "passphrase", &["--new-passphrase-file", anew.to_str().expect("text")], &key);
    changed.json(0);
    assert_eq!(with(&secret, "list", &["links"], &key).error(3), "wrong-passphrase");
    assert_eq!(with(&secret, "verify", &[], &anew).json(0)["ok"], true);
}

#[test]
fn an_encrypted_package_opens_here_and_with_the_tool_age() {
    let (case, key) = plain();
    let out = case.room.path().join("证据包.zip");
    let arguments = [
        "--out",
        out.to_str().expect("text"),
        "--for",
        "court",
        "--package-passphrase-file",
        key.to_str().expect("text"),
    ];
    let packed = case.run("pack", arguments).json(0);
    let package = case.room.path().join("证据包.zip.age");
    assert_eq!(packed["path"], package.to_str().expect("text"));
    assert!(!out.exists());
    let bytes = fs::read(&package).expect("read");
    assert!(!bytes.windows(4).any(|window| window == b"PK\x03\x04"), "no zip lies open");
    let report = with(&package, "verify", &[], &key).json(0);
    assert_eq!((&report["ok"], report["checked"]["artifacts"].as_u64()), (&json!(true), Some(2)));
    assert_eq!(
        Run::of([OsString::from("verify"), package.clone().into(), "--json".into()]).error(3),
        "locked"
    );
    let wrong = passphrase(case.room.path(), "wrong.txt", "风吹草低见牛羊 1981");
    assert_eq!(with(&package, "verify", &[], &wrong).error(3), "wrong-passphrase");
    let named = ["--out", package.to_str().expect("text"), "--for", "court"];
    assert_eq!(case.run("pack", named).error(3), "bad-value", "a name that would lie");
    // Some bytes of everything behind the header: each is found.
    let head = bytes.windows(4).position(|window| window == b"--- ").expect("a header");
    for place in (head + 4..bytes.len()).step_by(bytes.len() / 12) {
        let mut bad = bytes.clone();
        bad[place] ^= 4;
        fs::write(&package, bad).expect("written");
        assert_eq!(with(&package, "verify", &[], &key).json(1)["ok"], false, "byte {place}");
    }
    fs::write(&package, &bytes).expect("written");
    let opened = case.room.path().join("opened.zip");
    if opened_by_age(&package, &opened) {
        let checked = Run::of([OsString::from("verify"), opened.into(), "--json".into()]).json(0);
        assert_eq!(checked["ok"], true, "what age gives is the package");
    }
}

/// Decrypts with another program, which asks for the passphrase at a terminal; false where it is not there.
fn opened_by_age(package: &Path, to: &Path) -> bool {
    if Command::new("age").arg("--version").output().is_err() {
        eprintln!(
            "SKIPPED: `age` is not there, so that no other program opens the package (`cargo xtask test` installs it)"
        );
        return false;
    }
    let line = format!("age -d -o '{}' '{}'", to.display(), package.display());
    let mut child = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("a terminal");
    // What comes before the question is asked is lost.
    let mut typed = child.stdin.take().expect("piped");
    for _ in 0..30 {
        thread::sleep(Duration::from_millis(500));
        let told = typed.write_all(format!("{PASSPHRASE}\n").as_bytes()).and_then(|()| typed.flush());
        if told.is_err() || matches!(child.try_wait(), Ok(Some(_))) {
            break;
        }
    }
    drop(typed);
    child.wait().expect("it ends");
    assert!(to.is_file(), "age opened it");
    true
}
