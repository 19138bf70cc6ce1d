//! The dossier: its answer, the same bytes for the same case and date, and cases with one kind of source only.

use crate::paper::{LOAN, PARTIES, bill, file};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::Value;
use std::{ffi::OsString, fs, path::Path};

const NOTHING: [&str; 0] = [];

fn loan_case() -> Case {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&bill, &sample("flows/chat-lc044-v3.csv")]);
    case
}

fn print(case: &Case, name: &str, more: &[&str]) -> (Value, Vec<u8>) {
    let out = case.room.path().join(name);
    let mut all: Vec<OsString> = vec!["--out".into(), out.clone().into()];
    all.extend(more.iter().map(OsString::from));
    let said = case.run("dossier", all).json(0);
    let bytes = fs::read(&out).expect("the dossier");
    assert_eq!(said["path"], out.to_str().expect("a readable name"));
    assert!(said["pages"].as_u64().is_some_and(|pages| pages >= 1), "{said}");
    use sha2::Digest as _;
    let own: String = sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(said["sha256"], own);
    assert!(bytes.starts_with(b"%PDF-"), "{name} is a PDF");
    (said, bytes)
}

#[test]
fn the_same_case_and_date_give_the_same_bytes() {
    let case = loan_case();
    let date = ["--date", "2024-06-01"];
    let (_, first) = print(&case, "1.pdf", &date);
    case.holds();
    let (_, second) = print(&case, "2.pdf", &date);
    assert!(first == second, "a check and an export in between change nothing");
    let (_, another_day) = print(&case, "3.pdf", &["--date", "2024-06-02"]);
    assert!(first != another_day);
    let (_, hidden) = print(&case, "4.pdf", &["--date", "2024-06-01", "--gaps", "hidden"]);
    let (_, shown) = print(&case, "5.pdf", &["--date", "2024-06-01", "--gaps", "shown"]);
    assert!(first == shown && first != hidden, "gap notes are shown unless hidden");
    case.run("link", NOTHING).json(0);
    let (_, relinked) = print(&case, "6.pdf", &date);
    assert!(first == relinked, "linking anew changes nothing");
    case.holds();
}

#[test]
fn a_copied_case_gives_the_same_dossier() {
    let case = loan_case();
    let date = ["--date", "2024-06-01"];
    let (_, first) = print(&case, "1.pdf", &date);
    let copy =
        Case { path: case.room.path().join("副本.juzheng"), room: tempfile::tempdir().expect("a folder") };
    copy_folder(&case.path, &copy.path);
    copy.holds();
    let (_, second) = print(&copy, "1.pdf", &date);
    assert!(first == second);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.file_type().expect("a type").is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("a copy")),
        }
    }
}

#[test]
fn every_profile_prints() {
    let case = loan_case();
    for profile in ["court", "mediation", "internal"] {
        print(&case, &format!("{profile}.pdf"), &["--date", "2024-06-01", "--profile", profile]);
    }
    let out = case.room.path().join("x.pdf");
    let wrong: Vec<OsString> = vec!["--out".into(), out.into(), "--profile".into(), "press".into()];
    assert_eq!(case.run("dossier", wrong).status, 2);
}

#[test]
fn a_chat_alone_or_a_bill_alone_or_nothing_still_prints() {
    let case = Case::new(&PARTIES);
    print(&case, "nothing.pdf", &["--date", "2024-06-01"]);
    case.add(&[&sample("flows/chat-lc044-v3.csv")]);
    print(&case, "chat.pdf", &["--date", "2024-06-01"]);
    let case = Case::new(&PARTIES);
    let path = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[&path]);
    print(&case, "bill.pdf", &["--date", "2024-06-01"]);
}

#[test]
fn a_dossier_that_is_there_is_written_anew_and_one_in_no_folder_is_not() {
    let case = loan_case();
    print(&case, "a.pdf", &["--date", "2024-06-01"]);
    print(&case, "a.pdf", &["--date", "2024-06-02"]);
    let nowhere = case.room.path().join("no/such/a.pdf");
    case.run("dossier", [OsString::from("--out"), nowhere.clone().into()]).error(3);
    assert!(!nowhere.exists());
}

#[test]
fn messages_full_of_traps_print() {
    let texts =
        ["\u{202e}反向文字", "😀👨‍👩‍👧‍👦🇨🇳", "العربية עברית", "<script>", "\u{0}\u{7}\u{1b}[31m", "𠮷野家", "ﷺ"];
    let rows: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(n, t)| format!("{}|文本|周某|2023-05-01 14:35:{n:02}|{t}", n + 900))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = loan_case();
    let path = file(case.room.path(), "陷阱.csv", &crate::paper::chat(&rows));
    case.add(&[&path]);
    print(&case, "a.pdf", &["--date", "2024-06-01"]);
    let run = Run::of(["list", case.path.to_str().expect("a readable name"), "messages"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(
        !run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{7}'),
        "no control characters to the terminal"
    );
}

#[test]
fn a_dossier_never_takes_the_place_of_something_else() {
    let case = loan_case();
    let bill = case.room.path().join("账单.csv");
    let artifact = case.list("artifacts")[0]["sha256"].as_str().expect("a digest").to_owned();
    let ways = [case.database(), case.original(&artifact), case.path.join("册.pdf"), bill.clone()];
    let before = fs::read(&bill).expect("the bill");
    for out in &ways {
        let refused = case.run("dossier", ["--out".into(), OsString::from(out)]);
        assert_eq!(refused.error(3), "in-the-way", "{}", out.display());
        case.holds();
    }
    assert!(fs::read(&bill).expect("the bill") == before && !ways[2].exists());
    // An earlier dossier may be replaced.
    print(&case, "册.pdf", &[]);
    print(&case, "册.pdf", &[]);
}

#[test]
fn volumes_and_receipts_are_files_of_their_own() {
    let case = loan_case();
    let (said, first) = print(&case, "册.pdf", &["--date", "2024-06-01", "--receipts", "--duplex"]);
    assert!(said["volumes"].is_null(), "{said}");
    let receipts = said["receipts"]["path"].as_str().expect("a path");
    assert!(receipts.ends_with("册-receipts.pdf") && Path::new(receipts).is_file());
    let out = case.room.path().join("卷.pdf");
    let more = ["--date", "2024-06-01", "--volumes-pages", "4"].map(OsString::from);
    let all = [OsString::from("--out"), out.clone().into()].into_iter().chain(more);
    let said = case.run("dossier", all).json(0);
    let volumes = said["volumes"].as_array().expect("volumes").clone();
    assert!(volumes.len() > 1 && !out.exists(), "{said}");
    let sum: u64 = volumes.iter().filter_map(|volume| volume["pages"].as_u64()).sum();
    // Every volume but the first begins with a cover that is not counted.
    assert_eq!(said["pages"].as_u64(), Some(sum + 1 - volumes.len() as u64));
    for (n, volume) in (1..).zip(&volumes) {
        let path = volume["path"].as_str().expect("a path");
        assert!(path.ends_with(&format!("卷-{n}.pdf")), "{path}");
        let bytes = fs::read(path).expect("a volume");
        assert!(bytes.starts_with(b"%PDF-") && bytes != first);
    }
    assert_eq!(
        (said["path"].clone(), said["sha256"].clone()),
        (volumes[0]["path"].clone(), volumes[0]["sha256"].clone())
    );
    case.holds();
}

#[test]
fn a_box_on_a_picture_is_a_decision_and_hides() {
    let case = loan_case();
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/pictures/cover.png");
    case.add(&[&picture]);
    let artifacts = case.list("artifacts");
    let found = artifacts.iter().find(|one| one["media_type"] == "image/png");
    let id = found.and_then(|one| one["id"].as_str()).expect("the picture").to_owned();
    let date = ["--date", "2024-06-01"];
    let (_, open) = print(&case, "open.pdf", &date);
    let said = case.run("redact", [id.as_str(), "10,10,40,40"]).json(0);
    assert_eq!(said["box"], serde_json::json!([10, 10, 40, 40]));
    let (_, hidden) = print(&case, "hidden.pdf", &date);
    assert!(open != hidden);
    let (_, whole) = print(&case, "whole.pdf", &["--date", "2024-06-01", "--unredacted"]);
    assert!(whole != hidden);
    for wrong in ["10,10,0,40", "10,10", "a,b,c,d"] {
        assert!(case.run("redact", [id.as_str(), wrong]).status >= 2, "{wrong}");
    }
    case.holds();
    case.run("redact", [id.as_str(), "1,1,2,2", "--show-again"]).error(3);
    case.run("redact", [id.as_str(), "10,10,40,40", "--show-again"]).json(0);
    let (_, again) = print(&case, "again.pdf", &["--date", "2024-06-01"]);
    assert!(again != hidden);
    let undone = case.run("undo", NOTHING).json(0);
    assert_eq!(undone["undone"]["decision"], "uncover");
    let undone = case.run("undo", NOTHING).json(0);
    assert_eq!(undone["undone"]["decision"], "redact");
    case.run("dossier", ["--out", "x.pdf", "--redact", "nonsense"]).error(2);
    let (_, ruled) = print(&case, "ruled.pdf", &["--date", "2024-06-01", "--redact", "phones,ids"]);
    assert!(ruled != open);
}

#[test]
fn the_paper_can_be_chosen_on_the_command_line() {
    let case = loan_case();
    let date = ["--date", "2024-06-01"];
    let (_, usual) = print(&case, "usual.pdf", &date);
    for (n, more) in [
        &["--pictures", "2"][..],
        &["--no-forms"],
        &["--duplex"],
        &["--transcripts"],
        &["--parts", "timeline,originals,fingerprints"],
    ]
    .into_iter()
    .enumerate()
    {
        let (_, other) = print(&case, &format!("{n}.pdf"), &[&date[..], more].concat());
        assert!(other != usual, "{more:?}");
    }
    let wrong = case.run("dossier", ["--out", "x.pdf", "--leave-out", "ffffffffffff"]);
    assert_eq!(wrong.status, 3, "{wrong}");
}
