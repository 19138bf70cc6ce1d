//! Killed or stopped in the middle of taking files in: the case opens, holds, and has each file whole or not at all.

use crate::room::sound;
use juzheng_tests::{
    generated::{Layout, Plan, generate, story},
    program::Case,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

const MESSAGES: usize = 120_000;
const ROWS: usize = 4_000;

fn case_with_papers() -> (Case, Vec<PathBuf>) {
    let case = Case::new(&["--me", story::ME, "--other", story::OTHER, "--alias", "周航=wxid_zhouhang0002"]);
    let plan = Plan {
        messages: MESSAGES,
        rows: ROWS,
        seed: 3,
        scenario: None,
        layout: Layout::PyWxDump,
        shift_s: 0,
    };
    generate(&plan, case.room.path()).expect("the story is written");
    let papers = ["bill.csv", "chat.csv"].map(|name| case.room.path().join(name));
    (case, papers.to_vec())
}

/// Each artifact whole, and after adding once more everything is there as if nothing had happened.
///
/// A file that was kept when the program was killed may wait for being read; one that was stopped may not.
fn whole_or_not_at_all(case: &Case, papers: &[&Path], when: &str, may_wait: bool) {
    case.holds();
    for artifact in case.list("artifacts") {
        let read = (artifact["messages"].as_u64(), artifact["transfers"].as_u64());
        let whole = match artifact["name"].as_str() {
            Some("chat.csv") => (MESSAGES, 0),
            _ => (0, ROWS),
        };
        let waits = may_wait && read == (Some(0), Some(0));
        assert!(waits || read == (Some(whole.0 as u64), Some(whole.1 as u64)), "{when}: {artifact}");
    }
    let links = case.listed("links", true).0.len();
    let transfers = case.listed("transfers", false).0;
    let wanted = transfers.iter().filter(|t| {
        let kind = t["kind"].as_str().unwrap_or_default();
        !["refund", "purchase"].contains(&kind)
            && ["out", "in"].contains(&t["direction"].as_str().unwrap_or_default())
    });
    assert_eq!(links, wanted.count(), "{when}: links fit what is there");
    case.add(papers);
    sound(case);
    assert_eq!(case.list("artifacts").len(), 2, "{when}");
    assert_eq!(case.listed("messages", true).0.len(), MESSAGES, "{when}");
}

#[test]
fn killed_at_any_moment_nothing_is_half_kept() {
    let mut finished = 0;
    for milliseconds in [1, 15, 40, 90, 180, 350, 700] {
        let (case, papers) = case_with_papers();
        let papers: Vec<&Path> = papers.iter().map(PathBuf::as_path).collect();
        let mut child = case.start("add", &papers);
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("the program can be killed");
        finished += usize::from(child.wait().expect("it ended").success());
        whole_or_not_at_all(&case, &papers, &format!("killed after {milliseconds} ms"), true);
    }
    assert!(finished < 7, "at least one run was killed before its end");
}

#[test]
fn stopped_by_ctrl_c_what_was_finished_stays() {
    for milliseconds in [5, 60, 200] {
        let (case, papers) = case_with_papers();
        let papers: Vec<&Path> = papers.iter().map(PathBuf::as_path).collect();
        let mut child = case.start("add", &papers);
        thread::sleep(Duration::from_millis(milliseconds));
        // The shell's own `kill`: the program of that name is not on every machine.
        let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the signal is sent");
        let status = child.wait().expect("it ended").code();
        // So early that the program had not begun to listen, the signal itself ends it.
        assert!([Some(130), Some(0), None].contains(&status), "after {milliseconds} ms: {status:?}");
        whole_or_not_at_all(&case, &papers, &format!("stopped after {milliseconds} ms"), status.is_none());
    }
}

#[test]
fn two_at_once_do_not_spoil_the_case() {
    let (case, papers) = case_with_papers();
    let mut both = [case.start("add", &[&papers[0]]), case.start("add", &[&papers[1]])];
    for child in &mut both {
        let status = child.wait().expect("it ended").code();
        assert!([Some(0), Some(1), Some(3)].contains(&status), "{status:?}");
    }
    let papers: Vec<&Path> = papers.iter().map(PathBuf::as_path).collect();
    whole_or_not_at_all(&case, &papers, "two at once", false);
}
