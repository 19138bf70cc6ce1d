//! Killed at random moments in the middle of everything that writes: the case opens, nothing that was reported as kept is
//! missing, and what was being made is there whole or not at all.
//!
//! 48 kills in a usual run; `JUZHENG_LONG` takes 600.

use juzheng_tests::{
    generated::random::Random,
    program::{Case, Run, command, sample},
};
use serde_json::Value;
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

/// What is killed: arguments after the verb and the case.
struct Work {
    verb: &'static str,
    arguments: Vec<OsString>,
    /// What it makes outside the case.
    makes: Option<PathBuf>,
}

/// The works, each on a case of its own that lies in `room`.
fn works(case: &Case, room: &Path) -> Vec<Work> {
    let transfer = case.listed("transfers", true).0[0]["id"].as_str().expect("an id").to_owned();
    let big = room.join("big.bin");
    fs::write(&big, vec![9; 20_000_000]).expect("written");
    let work = |verb, arguments: Vec<OsString>, makes: Option<PathBuf>| Work { verb, arguments, makes };
    let out = |name: &str| room.join(name);
    vec![
        work("add", vec![big.into(), sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx").into()], None),
        work("link", Vec::new(), None),
        work("correct", vec![transfer.into(), "memo=借款".into()], None),
        work(
            "dossier",
            vec!["--out".into(), out("d.pdf").into(), "--date".into(), "2026-01-02".into()],
            Some(out("d.pdf")),
        ),
        work(
            "pack",
            vec!["--out".into(), out("p.zip").into(), "--for".into(), "court".into()],
            Some(out("p.zip")),
        ),
        work("pack", vec!["--out".into(), out("p").into(), "--for".into(), "archive".into()], Some(out("p"))),
        work("stamp", vec!["--query".into(), out("q.tsq").into()], Some(out("q.tsq"))),
    ]
}

fn arguments(work: &Work, case: &Path) -> Vec<OsString> {
    let mut all = vec![OsString::from(work.verb), case.into()];
    all.extend(work.arguments.iter().cloned());
    all.push("--json".into());
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("listed") {
        let path = entry.expect("listed").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).expect("copied")),
        }
    }
}

fn clear(path: &Path) {
    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
}

/// The ids of what was reported as kept.
fn kept(case: &Path) -> Vec<Value> {
    let mut list = vec![OsString::from("list"), case.into()];
    list.extend(["artifacts", "--json"].map(OsString::from));
    let listed = Run::of(list).json(0);
    listed["items"].as_array().expect("items").iter().map(|artifact| artifact["sha256"].clone()).collect()
}

/// What must be so after a kill.
fn sound(case: &Path, before: &[Value], work: &Work, when: &str) {
    let mut verify = vec![OsString::from("verify"), case.into()];
    verify.push("--json".into());
    let report = Run::of(verify).json_any(&[0, 1]);
    assert_eq!(report["ok"], true, "{when}: {report}");
    let after = kept(case);
    assert!(before.iter().all(|one| after.contains(one)), "{when}: something that was kept is gone");
    let Some(made) = work.makes.as_deref().filter(|made| made.exists()) else { return };
    match work.verb {
        "pack" => {
            let report =
                Run::of([OsString::from("verify"), made.into(), "--json".into()]).json_any(&[0, 1, 3]);
            assert_eq!(report["ok"], true, "{when}: a package that is there is whole: {report}");
        }
        "dossier" => {
            let bytes = fs::read(made).expect("there");
            assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{when}");
        }
        _ => {}
    }
}

#[test]
fn killed_anywhere_nothing_is_lost_and_every_verdict_is_true() {
    let template = Case::new(&["--me", "林某", "--other", "周航", "--alias", "周航=阿周"]);
    template.add(&[
        &sample("flows/chat-lc044-v3.csv"),
        &sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx"),
    ]);
    let room = tempfile::tempdir().expect("a folder");
    let works = works(&template, room.path());
    let before = kept(&template.path);
    let rounds = if std::env::var_os("JUZHENG_LONG").is_some() { 86 } else { 7 };
    let mut random = Random::of(20_261_129);
    let (mut kills, mut early) = (0, 0);
    for work in &works {
        let case = room.path().join("whole");
        copy(&template.path, &case);
        let begun = Instant::now();
        Run::of(arguments(work, &case)).json_any(&[0, 1]);
        let takes = begun.elapsed();
        sound(&case, &before, work, "not killed");
        clear(&case);
        work.makes.iter().for_each(|made| clear(made));
        for round in 0..rounds {
            let case = room.path().join(format!("case-{round}"));
            copy(&template.path, &case);
            // Mostly where it works, sometimes at its very beginning or end.
            let share = random.bits() % 1_100;
            let wait = takes.mul_f64(share as f64 / 1_000.0).max(Duration::from_millis(1));
            let mut child = command(arguments(work, &case))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            thread::sleep(wait);
            child.kill().expect("it can be killed");
            early += usize::from(!child.wait().expect("it ended").success());
            kills += 1;
            let when = format!("{} killed after {wait:?} of {takes:?}", work.verb);
            sound(&case, &before, work, &when);
            // And it goes on as if nothing had happened.
            work.makes.iter().for_each(|made| clear(made));
            let again = Run::of(arguments(work, &case));
            assert!([0, 1].contains(&again.status), "{when}, then again: {again}");
            sound(&case, &before, work, &format!("{when}, then again"));
            clear(&case);
            work.makes.iter().for_each(|made| clear(made));
        }
    }
    eprintln!("{kills} kills, {early} of them before the end");
    assert!(kills >= 40 && early * 2 > kills, "{early} of {kills} runs were killed before their end");
}

#[test]
fn a_case_that_is_moved_while_files_go_in_opens_where_it_is() {
    let case = Case::new(&["--me", "甲", "--other", "乙"]);
    let small = case.room.path().join("small.bin");
    fs::write(&small, b"kept before").expect("written");
    case.add(&[&small]);
    let before = kept(&case.path);
    let big = case.room.path().join("big.bin");
    fs::write(&big, vec![3; 60_000_000]).expect("written");
    for wait in [5, 40, 90] {
        let mut child = case.start("add", &[&big]);
        thread::sleep(Duration::from_millis(wait));
        let moved = case.room.path().join("moved");
        fs::rename(&case.path, &moved).expect("moved");
        let _ = child.wait();
        let report =
            Run::of([OsString::from("verify"), moved.clone().into(), "--json".into()]).json_any(&[0, 1]);
        assert_eq!(report["ok"], true, "after {wait} ms: {report}");
        assert!(kept(&moved).contains(&before[0]));
        fs::rename(&moved, &case.path).expect("moved back");
        case.holds();
    }
}

#[test]
fn a_clock_that_goes_back_spoils_nothing() {
    let case = Case::new(&["--me", "甲", "--other", "乙"]);
    for (n, epoch) in [1_800_000_000_i64, 1_000_000_000, 0, 1_900_000_000].into_iter().enumerate() {
        let path = case.room.path().join(format!("{n}.bin"));
        fs::write(&path, [n as u8; 9]).expect("written");
        let mut add =
            command([OsString::from("add"), case.path.clone().into(), path.into(), "--json".into()]);
        add.env("SOURCE_DATE_EPOCH", epoch.to_string());
        Run::end_of(add).json(0);
        case.holds();
    }
    assert_eq!(case.list("artifacts").len(), 4);
    let entries = case.list("custody");
    let seqs: Vec<u64> = entries.iter().filter_map(|entry| entry["seq"].as_u64()).collect();
    assert!(seqs.windows(2).all(|pair| pair[1] == pair[0] + 1), "the chain goes by number, not by the clock");
}
