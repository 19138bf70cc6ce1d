//! Paths that are no plain files, and readers of the output that go away.

use crate::room::{NOBODY, sound};
use juzheng_tests::program::{Case, command, sample};
use serde_json::Value;
use std::{
    fs,
    io::Read,
    os::unix::fs::symlink,
    process::{Command, Stdio},
};

#[test]
fn a_folder_that_holds_the_case_does_not_take_the_case_in() {
    let case = Case::new(&NOBODY);
    fs::copy(sample("flows/chat-lc044-v3.csv"), case.room.path().join("聊天.csv")).expect("a copy");
    let run = case.run("add", [case.room.path()]);
    assert!([0, 1].contains(&run.status), "{run}");
    let names: Vec<Value> = case.list("artifacts").iter().map(|a| a["name"].clone()).collect();
    assert_eq!(names, ["聊天.csv"]);
    sound(&case);
}

#[test]
fn what_is_no_file_is_rejected_and_never_waited_for() {
    let case = Case::new(&NOBODY);
    let folder = case.room.path().join("材料");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("x.txt"), "x").expect("a file");
    symlink(".", folder.join("loop")).expect("a link");
    symlink("/no/where", folder.join("dangling")).expect("a link");
    let made = Command::new("mkfifo").arg(folder.join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "`mkfifo` is there");
    let added = case.run("add", [&folder]).json(1);
    assert_eq!(added["summary"]["added"], 1, "{added}");
    assert_eq!(added["summary"]["rejected"], 3, "{added}");
    for path in ["/dev/zero", "/dev/null"] {
        assert_eq!(case.run("add", [path]).json(1)["files"][0]["status"], "rejected", "{path}");
    }
    sound(&case);
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let case = Case::new(&NOBODY);
    let mut chat = "Time,SenderName,Sender,TalkerName,Talker,Content\n".to_owned();
    (0..20_000).for_each(|n| chat += &format!("2023-05-01 10:00:00,乙,wxid_b,乙,wxid_b,第{n}条\n"));
    let path = case.room.path().join("聊天.csv");
    fs::write(&path, chat).expect("a file");
    case.add(&[&path]);
    for more in [&["--json"][..], &[]] {
        let start = ["list".as_ref(), case.path.as_os_str(), "messages".as_ref(), "--all".as_ref()];
        let mut list = command(start.into_iter().chain(more.iter().map(std::ffi::OsStr::new)));
        let mut child =
            list.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut head = [0; 100];
        child.stdout.take().expect("piped").read_exact(&mut head).expect("it begins to print");
        let ended = child.wait_with_output().expect("it ends");
        let words = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!words.contains("panicked"), "{more:?}: {words}");
    }
}
