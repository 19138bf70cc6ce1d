//! What the fault tests watch: the memory of a running program, the size of a folder, and how it ended.

use juzheng_tests::program::{Case, Run};
use std::{fs, path::Path, process::Child, thread, time::Duration};

/// Names that no file of these tests has.
pub(crate) const NOBODY: [&str; 4] = ["--me", "甲", "--other", "乙"];

/// Waits for the program and gives its exit status (-1 for a signal) and the most memory it held, in bytes.
pub(crate) fn watch(mut child: Child) -> (i32, u64) {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kib.unwrap_or(0) * 1_024);
        if let Some(ended) = child.try_wait().expect("the program can be waited for") {
            return (ended.code().unwrap_or(-1), most);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Bytes of every file in a folder, recursively.
pub(crate) fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => size_of(&entry.path()),
            _ => entry.metadata().map_or(0, |data| data.len()),
        })
        .sum()
}

/// The run ended with an answer: no panic, no signal, no wrong command line.
pub(crate) fn calm(run: &Run) {
    assert!([0, 1, 3].contains(&run.status), "{run}");
    assert!(!run.stderr.contains("panicked"), "{run}");
    let one: Result<serde_json::Value, _> = serde_json::from_str(&run.stdout);
    assert!(one.is_ok(), "one JSON document: {run}");
}

/// The case opens and holds, and its folder of originals has exactly the originals of its artifacts.
pub(crate) fn sound(case: &Case) {
    case.holds();
    let mut want: Vec<String> =
        case.list("artifacts").iter().filter_map(|a| Some(a["sha256"].as_str()?.to_owned())).collect();
    let mut there = Vec::new();
    for folder in fs::read_dir(case.path.join("originals")).into_iter().flatten().flatten() {
        match folder.file_type() {
            Ok(kind) if kind.is_dir() => {
                let files = fs::read_dir(folder.path()).into_iter().flatten().flatten();
                there.extend(files.map(|file| file.file_name().to_string_lossy().into_owned()));
            }
            _ => there.push(folder.file_name().to_string_lossy().into_owned()),
        }
    }
    want.sort_unstable();
    there.sort_unstable();
    assert_eq!(there, want, "every original is an artifact's, and there is nothing else");
}

/// Reads one file without a case.
pub(crate) fn read(path: &Path) -> Run {
    Run::of([std::ffi::OsStr::new("read"), path.as_os_str(), "--json".as_ref()])
}
