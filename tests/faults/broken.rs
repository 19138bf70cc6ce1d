//! Files cut off, bits turned: whatever it is, the program ends with an answer and keeps the bytes.

use crate::room::{NOBODY, calm, read, sound};
use juzheng_tests::{
    generated::random::Random,
    program::{Case, sample},
};
use std::{fs, path::Path};

const SAMPLES: [&str; 9] = [
    "wechat-csv-2018_2025Q1-bom-crlf.csv",
    "wechat-csv-resaved-gb18030-thousands.csv",
    "wechat-xlsx-v2-2026-header18-numeric.xlsx",
    "zip-2020_2025-zipcrypto-gbkname-noflag.zip",
    "zip-2025H2_2026-aes256-utf8name.zip",
    "chat-lc044-v1.csv",
    "chat-lc044-v3.csv",
    "chat-pywxdump.csv",
    "chat-chatlog.json",
];

fn try_out(folder: &Path, name: &str, bytes: &[u8]) -> usize {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the temporary folder is writable");
    let run = read(&path);
    calm(&run);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let count = |what: &str| value[what].as_array().map_or(0, Vec::len);
    if run.status == 0 && count("messages") + count("transfers") == 0 && count("entries") == 0 {
        assert!(count("findings") > 0, "an empty answer says why: {run}");
    }
    count("messages") + count("transfers")
}

#[test]
fn files_cut_off_anywhere_are_read_as_far_as_they_go() {
    let room = tempfile::tempdir().expect("a temporary folder");
    for name in SAMPLES {
        let whole = fs::read(sample(&format!("flows/{name}"))).expect("a sample");
        let mut before = 0;
        for part in [0, 1, 10, 25, 50, 75, 90, 99] {
            let cut = whole.len() * part / 100;
            let records = try_out(room.path(), name, &whole[..cut]);
            if name.ends_with(".csv") {
                assert!(records >= before, "{name}: {part} % gives {records} records, less gave {before}");
                before = records;
            }
        }
        if name.ends_with(".csv") {
            assert!(before >= 14, "{name}: the good rows before the cut are read: {before}");
        }
    }
}

#[test]
fn turned_bits_never_make_the_program_fall_over() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let mut random = Random::of(11);
    for name in SAMPLES {
        let whole = fs::read(sample(&format!("flows/{name}"))).expect("a sample");
        for _ in 0..12 {
            let mut bytes = whole.clone();
            for _ in 0..*random.one(&[1, 3, 40]) {
                let at = random.within(0, bytes.len() as i64 - 1) as usize;
                bytes[at] ^= 1 << random.within(0, 7);
            }
            try_out(room.path(), name, &bytes);
        }
    }
}

#[test]
fn broken_files_are_kept_as_they_are() {
    let case = Case::new(&NOBODY);
    for (number, name) in SAMPLES.iter().enumerate() {
        let whole = fs::read(sample(&format!("flows/{name}"))).expect("a sample");
        let path = case.room.path().join(format!("{number}-{name}"));
        fs::write(&path, &whole[..whole.len() * 2 / 3]).expect("the temporary folder is writable");
        calm(&case.run("add", [&path]));
    }
    assert!(case.list("artifacts").len() >= SAMPLES.len());
    sound(&case);
}

#[test]
fn file_names_may_be_anything() {
    let case = Case::new(&["--me", "林某", "--other", "周某"]);
    let names = [
        "\u{202e}vsc.天聊",
        "😀 '\"; rm -rf ~.csv",
        "-rf",
        "a\nb.csv",
        "<b>.csv",
        " .csv",
        "..csv",
        "=cmd.csv",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let mut bytes = fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample");
        bytes.extend(format!("{number},文本,周某,2024-03-0{} 18:21:00,x,,,more\r\n", number + 1).bytes());
        let path = case.room.path().join(name);
        fs::write(&path, bytes).expect("the temporary folder is writable");
        let added = case.add(&[&path]);
        assert_eq!(added["files"][0]["artifact"]["name"], name, "{added}");
        assert_eq!(added["summary"]["messages"], 17, "{added}");
    }
    sound(&case);
}
