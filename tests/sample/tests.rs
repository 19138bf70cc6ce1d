//! The sample case: its files are what their script gives, and the main job on them gives what the script means.

use juzheng_tests::{program::Case, sample};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Each transfer between the two: its time in the bill, fen, and what its link must say (basis, verdict, clock).
const LINKS: &[(&str, i64, &str, &str, Option<&str>)] = &[
    ("2025-01-10T21:05:12+08:00", 2_000_000, "card", "within", Some("sent")),
    ("2025-01-11T10:32:48+08:00", 1_000_000, "card", "within", Some("sent")),
    ("2025-01-28T20:31:07+08:00", 8_800, "red-packet", "within", Some("sent")),
    ("2025-01-28T20:36:02+08:00", 6_666, "red-packet", "within", Some("sent")),
    ("2025-03-05T19:20:10+08:00", 300_000, "card", "within", Some("sent")),
    ("2025-03-05T19:24:31+08:00", 300_000, "card", "within", Some("sent")),
    ("2025-04-01T07:52:10+08:00", 300_000, "card", "within", Some("accepted")),
    ("2025-04-18T14:02:11+08:00", 800_000, "nearest", "over", None),
    ("2025-05-03T12:10:25+08:00", 12_800, "nearest", "within", None),
    ("2025-05-20T20:18:30+08:00", 200_000, "card", "within", Some("sent")),
    ("2025-06-10T12:33:20+08:00", 500_000, "card", "within", Some("accepted")),
    ("2025-07-15T18:22:05+08:00", 600_000, "card", "within", Some("sent")),
    ("2025-09-08T09:17:36+08:00", 400_000, "none", "no-message", None),
    ("2025-10-01T15:40:12+08:00", 150_000, "nearest", "within", None),
    ("2025-11-11T21:15:33+08:00", 200_000, "card", "within", Some("accepted")),
    ("2025-12-31T22:08:19+08:00", 100_000, "card", "within", Some("accepted")),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("assets").join("sample")
}

/// The case with the three files in it.
fn case() -> Case {
    let names = ["--me", "林晓", "--alias", "林晓=晓晓不加糖", "--other", "周航"];
    let case = Case::new(&[&names[..], &["--alias", "周航=阿周", "--alias", "周航=航向未来"]].concat());
    let early = format!("{}.zip", sample::EARLY_BILL);
    let mut words: Vec<PathBuf> =
        [early.as_str(), sample::LATER_BILL, sample::CHAT].iter().map(|name| folder().join(name)).collect();
    words.extend(["--password-file".into(), folder().join(sample::PASSWORD_FILE)]);
    case.run("add", words).json(0);
    case
}

#[test]
fn the_files_are_what_their_script_gives() {
    for (name, bytes) in sample::files().unwrap() {
        let there = fs::read(folder().join(&name)).unwrap_or_default();
        assert!(
            unpacked(there) == unpacked(bytes),
            "assets/sample/{name} is not what the script gives: run `cargo xtask sample`"
        );
    }
}

/// What is inside an archive, for two compressors may write the same in different bytes; else the bytes themselves.
fn unpacked(bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&bytes)) else {
        return vec![(String::new(), bytes)];
    };
    let mut entries = Vec::new();
    for number in 0..archive.len() {
        let mut entry = archive
            .by_index_decrypt(number, sample::PASSWORD.as_bytes())
            .expect("an entry of the sample opens");
        let mut inside = Vec::new();
        entry.read_to_end(&mut inside).expect("an entry of the sample is whole");
        entries.push((String::from_utf8_lossy(entry.name_raw()).into_owned(), inside));
    }
    entries.sort();
    entries
}

#[test]
fn the_main_job_finds_what_the_script_means() {
    let case = case();
    let transfers: BTreeMap<String, Value> = case
        .list("transfers")
        .into_iter()
        .map(|t| (t["id"].as_str().unwrap_or_default().to_owned(), t))
        .collect();
    let mut found: Vec<_> = case.list("links").into_iter().map(|link| row(&transfers, &link)).collect();
    found.sort();
    let expected: Vec<_> = LINKS
        .iter()
        .map(|(at, fen, basis, verdict, clock)| {
            let text = |text: &&str| (*text).to_owned();
            (text(at), *fen, text(basis), text(verdict), clock.as_ref().map(text))
        })
        .collect();
    for pair in expected.iter().zip(&found) {
        assert_eq!(pair.0, pair.1, "expected, then found");
    }
    assert_eq!(found.len(), expected.len());

    let of =
        |at: &str| transfers.values().find(|t| t["when"]["earliest"] == at).expect("the transfer is there");
    let returned = of("2025-05-20T20:18:30+08:00");
    assert_eq!(returned["returned"]["earliest"], "2025-05-20T21:02:14+08:00", "{returned}");
    assert_eq!(returned["status"], "returned");

    let findings = case.list("findings");
    let count = |code: &str| findings.iter().filter(|finding| finding["code"] == code).count();
    assert_eq!(count("card-without-bill-row"), 1, "the 500 yuan that were never accepted");
    assert_eq!(count("gap-over"), 1);
    assert_eq!(count("transfer-without-message"), 1);
    assert!(count("memo-missing") >= 1);
    for code in
        ["bill-count-differs", "bill-total-differs", "row-outside-period", "id-repeated", "clock-shift"]
    {
        assert_eq!(count(code), 0, "{code}");
    }
    case.holds();
}

/// Time, fen, basis, verdict and, of a card, the clock.
fn row(transfers: &BTreeMap<String, Value>, link: &Value) -> (String, i64, String, String, Option<String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let transfer = &transfers[&text(&link["transfer"])];
    let by_card = ["card", "red-packet"].iter().any(|basis| link["basis"] == *basis);
    (
        text(&transfer["when"]["earliest"]),
        transfer["amount_fen"].as_i64().unwrap_or_default(),
        text(&link["basis"]),
        text(&link["verdict"]),
        by_card.then(|| text(&link["clock"])),
    )
}

#[test]
fn other_programs_read_the_dossier_and_its_bytes_repeat() {
    let case = case();
    let (first, second) = (case.room.path().join("a.pdf"), case.room.path().join("b.pdf"));
    for out in [&first, &second] {
        case.run("dossier", ["--date".as_ref(), "2026-04-03".as_ref(), "--out".as_ref(), out.as_os_str()])
            .json(0);
    }
    assert!(fs::read(&first).unwrap() == fs::read(&second).unwrap(), "the same case gives the same bytes");

    check(&["qpdf", "--check"], &first, &[]);
    check(&["mutool", "draw", "-q", "-F", "txt"], &first, &["林晓", "周航"]);
    check(&["pdftotext", "-enc", "UTF-8"], &first, &["林晓", "周航", "证据目录", "20,000.00"]);
}

/// Runs a reader of PDF on the dossier: it must succeed, complain of nothing, and print these words.
fn check(line: &[&str], pdf: &Path, expected: &[&str]) {
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).arg(pdf).stdin(Stdio::null());
    if line[0] == "pdftotext" {
        command.arg("-");
    }
    let Ok(output) = command.output() else {
        eprintln!("skipped: `{}` is not on this machine; `cargo xtask setup` installs it", line[0]);
        return;
    };
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // Debian builds mutool without colour management, and it says so about every file.
    let of_itself = |line: &&str| line.trim().is_empty() || *line == "warning: ICC support is not available";
    let complaints: Vec<&str> = errors.lines().filter(|line| !of_itself(line)).collect();
    assert!(output.status.success() && complaints.is_empty(), "{line:?}: {complaints:?}");
    let flat: String = said.split_whitespace().collect();
    for words in expected {
        assert!(flat.contains(words), "{line:?} does not find `{words}`");
    }
}
