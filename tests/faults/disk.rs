//! No room on the disk, and folders that may not be written: needs root for a small file system of its own.

use crate::room::{NOBODY, sound};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A small file system in memory; goes with this value.
struct SmallDisk {
    room: tempfile::TempDir,
}

impl SmallDisk {
    /// `None`, said plainly, where this machine does not let us.
    fn of(size: &str) -> Option<SmallDisk> {
        let room = tempfile::tempdir().expect("a temporary folder");
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "juzheng-test"]).arg(room.path());
        if !quietly(&mut mount) {
            eprintln!("SKIPPED: needs the right to mount a small file system (root)");
            return None;
        }
        Some(SmallDisk { room })
    }

    fn path(&self) -> &Path {
        self.room.path()
    }

    fn read_only(&self) -> bool {
        quietly(Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        quietly(Command::new("umount").arg("-l").arg(self.path()));
    }
}

fn quietly(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn new_case(folder: &Path) -> Case {
    let path = folder.join("案件.juzheng");
    let text = path.to_str().expect("a readable name");
    let new: Vec<&str> = ["new", text, "--title", "T", "--json"].into_iter().chain(NOBODY).collect();
    Run::of(new).json(0);
    Case { room: tempfile::tempdir().expect("a temporary folder"), path }
}

/// A file of so many bytes that no compression makes small.
fn noise(folder: &Path, name: &str, bytes: usize) -> PathBuf {
    let mut random = juzheng_tests::generated::random::Random::of(bytes as u64);
    let content: Vec<u8> = (0..bytes / 8 + 1).flat_map(|_| random.bits().to_le_bytes()).take(bytes).collect();
    let path = folder.join(name);
    fs::write(&path, content).expect("the temporary folder is writable");
    path
}

#[test]
fn a_full_disk_rejects_the_file_and_loses_nothing() {
    let Some(disk) = SmallDisk::of("12m") else { return };
    let case = new_case(disk.path());
    let small = noise(case.room.path(), "small.bin", 50_000);
    case.add(&[&small]);
    let big = noise(case.room.path(), "big.bin", 30_000_000);
    let run = case.run("add", [&big]);
    assert!([1, 3].contains(&run.status), "{run}");
    if run.status == 1 {
        let said = run.json(1);
        assert_eq!(said["files"][0]["status"], "rejected", "{said}");
        assert_eq!(said["files"][0]["artifact"], Value::Null);
    } else {
        run.error(3);
    }
    sound(&case);
    assert_eq!(case.list("artifacts").len(), 1);
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    sound(&case);
}

#[test]
fn a_disk_that_fills_while_the_records_go_in_loses_nothing() {
    let Some(disk) = SmallDisk::of("6m") else { return };
    let case = new_case(disk.path());
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    let mut chat = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\r\n".to_owned();
    for n in 0..45_000 {
        chat += &format!("{n},{n},文本,0,wxid_b,wxid_b,第{n}条消息：能不能借我,,2023-05-01 14:32:10\r\n");
    }
    let path = case.room.path().join("大.csv");
    fs::write(&path, chat).expect("the temporary folder is writable");
    let run = case.run("add", [&path]);
    assert!([1, 3].contains(&run.status), "the records do not fit: {run}");
    assert!(!run.stderr.contains("panicked"), "{run}");
    case.holds();
    assert_eq!(case.listed("messages", true).0.len(), 16, "nothing of it is half there");
}

#[test]
fn a_folder_that_may_not_be_written_is_said_and_can_still_be_read() {
    let Some(disk) = SmallDisk::of("12m") else { return };
    let case = new_case(disk.path());
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    if !disk.read_only() {
        eprintln!("SKIPPED: cannot make the file system read-only");
        return;
    }
    let list =
        |what: &str| Run::of(["list", case.path.to_str().expect("a readable name"), what, "--all", "--json"]);
    assert_eq!(list("messages").json(0)["items"].as_array().map(Vec::len), Some(16));
    case.run("add", [sample("flows/chat-chatlog.csv")]).error(3);
    case.run("set", ["--threshold-minutes", "3"]).error(3);
    let new = disk.path().join("neu.juzheng");
    let new = new.to_str().expect("a readable name");
    Run::of(["new", new, "--title", "T", "--me", "甲", "--other", "乙", "--json"]).error(3);
    let pdf = disk.path().join("x.pdf");
    case.run("dossier", ["--out", pdf.to_str().expect("a readable name")]).error(3);
}

#[test]
fn a_full_disk_stops_a_dossier_with_a_sentence() {
    let Some(disk) = SmallDisk::of("64k") else { return };
    let case = Case::new(&NOBODY);
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    noise(disk.path(), "full.bin", 60_000);
    let pdf = disk.path().join("x.pdf");
    case.run("dossier", ["--out", pdf.to_str().expect("a readable name"), "--date", "2024-06-01"]).error(3);
    assert!(!pdf.exists(), "no half a dossier");
    case.holds();
}
