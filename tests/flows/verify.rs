//! Verifying: a whole case holds; one byte changed in an original, a message's text or the custody chain shows.

use crate::paper::{LOAN, PARTIES, bill, file};
use juzheng_tests::program::{Case, sample};
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

const NOTHING: [&str; 0] = [];

fn loan_case() -> Case {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    case.add(&[
        &bill,
        &sample("flows/chat-lc044-v3.csv"),
        &sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx"),
    ]);
    case
}

/// Turns one bit of the byte at `at`.
fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).expect("the file");
    bytes[at] ^= 1;
    let mut rights = fs::metadata(path).expect("the file").permissions();
    rights.set_mode(0o644);
    fs::set_permissions(path, rights).expect("rights");
    fs::write(path, bytes).expect("the file is written");
}

/// Every place where `needle` stands in the file.
fn places(path: &Path, needle: &[u8]) -> Vec<usize> {
    let bytes = fs::read(path).expect("the file");
    bytes
        .windows(needle.len())
        .enumerate()
        .filter(|(_, window)| *window == needle)
        .map(|(at, _)| at)
        .collect()
}

fn fails(case: &Case) -> Vec<Value> {
    let report = case.run("verify", NOTHING).json(1);
    assert_eq!(report["ok"], false, "{report}");
    let problems = report["problems"].as_array().expect("problems").clone();
    assert!(!problems.is_empty(), "{report}");
    for problem in &problems {
        assert!(problem["code"].is_string() && problem["message"].is_string(), "{problem}");
        assert!(problem["artifact"].is_string() || problem["artifact"].is_null(), "{problem}");
    }
    problems
}

#[test]
fn a_whole_case_holds_and_says_how_much_was_checked() {
    let case = loan_case();
    let report = case.holds();
    let artifacts = case.list("artifacts");
    let bytes: u64 = artifacts.iter().filter_map(|a| a["size"].as_u64()).sum();
    assert_eq!(report["checked"]["artifacts"], 3);
    assert_eq!(report["checked"]["bytes"], bytes);
    assert_eq!(report["checked"]["records"], 16 + 7 + 16);
    assert!(report["checked"]["custody"].as_u64().is_some_and(|n| n >= 4), "{report}");
    assert_eq!(report["checked"]["timestamps"], 0);
    case.holds();
}

#[test]
fn one_byte_of_an_original_shows() {
    let case = loan_case();
    for artifact in case.list("artifacts") {
        let size = artifact["size"].as_u64().expect("a size") as usize;
        let path = case.original(artifact["sha256"].as_str().expect("a digest"));
        for at in [0, size / 2, size - 1] {
            flip(&path, at);
            let problems = fails(&case);
            assert!(problems.iter().any(|p| p["artifact"] == artifact["id"]), "byte {at}: {problems:?}");
            flip(&path, at);
            case.holds();
        }
    }
}

#[test]
fn an_original_that_is_missing_shorter_or_longer_shows() {
    let case = loan_case();
    let artifact = &case.list("artifacts")[0];
    let path = case.original(artifact["sha256"].as_str().expect("a digest"));
    let whole = fs::read(&path).expect("the original");
    let longer = [&whole[..], b"x"].concat();
    for bytes in [None, Some(&whole[..whole.len() - 1]), Some(&longer[..]), Some(b"")] {
        fs::remove_file(&path).expect("the original goes");
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).expect("another comes");
        }
        let problems = fails(&case);
        assert!(problems.iter().any(|p| p["artifact"] == artifact["id"]), "{problems:?}");
        fs::write(&path, &whole).expect("the original comes back");
        case.holds();
    }
}

#[test]
fn one_byte_of_a_messages_text_in_the_database_shows() {
    let case = loan_case();
    for text in ["能不能借我5万，年底还", "你当时说的年底还", "【已收款】:￥2000.00"]
    {
        let found = places(&case.database(), text.as_bytes());
        assert!(!found.is_empty(), "`{text}` stands in the database as it is");
        for at in found {
            // The last byte of a character, so that the text stays UTF-8 and only says something else.
            let last = at + text.chars().next().map_or(1, char::len_utf8) - 1;
            flip(&case.database(), last);
            fails(&case);
            flip(&case.database(), last);
            case.holds();
        }
    }
}

#[test]
fn one_byte_of_an_amount_or_id_in_the_database_shows() {
    let case = loan_case();
    for text in
        [crate::paper::id("T1"), crate::paper::id("M3"), "阿周".to_owned(), "7000000000000000003".to_owned()]
    {
        let found = places(&case.database(), text.as_bytes());
        // Indexes and caches may hold the text too; the place that holds the record has to show.
        let shows = found.iter().any(|at| {
            let last = at + text.len() - 1;
            flip(&case.database(), last);
            let status = case.run("verify", NOTHING).status;
            flip(&case.database(), last);
            status == 1
        });
        assert!(
            shows || found.is_empty(),
            "`{text}` stands {} times, and no change of it shows",
            found.len()
        );
    }
    case.holds();
}

#[test]
fn one_byte_of_the_custody_chain_shows() {
    let case = loan_case();
    let link = case.list("links")[0]["id"].as_str().expect("an id").to_owned();
    case.run("note", [link.as_str(), "一个只在保管记录里的附注"]).json(0);
    case.run("undo", NOTHING).json(0);
    let mut needles: Vec<Vec<u8>> = vec!["一个只在保管记录里的附注".into()];
    for entry in case.list("custody") {
        let hex = entry["digest"].as_str().expect("a digest").to_owned();
        let raw = (0..32).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).expect("hex")).collect();
        needles.extend([hex.into_bytes(), raw]);
    }
    let mut flipped = 0;
    for needle in needles {
        for at in places(&case.database(), &needle) {
            flip(&case.database(), at + needle.len() - 1);
            fails(&case);
            flip(&case.database(), at + needle.len() - 1);
            flipped += 1;
        }
    }
    assert!(flipped >= case.list("custody").len(), "every entry was tried: {flipped}");
    case.holds();
}

#[test]
fn verifying_something_else_says_so() {
    let room = tempfile::tempdir().expect("a folder");
    let text = file(room.path(), "x.txt", b"x");
    for path in [room.path(), &text, Path::new("/no/such/case")] {
        let run =
            juzheng_tests::program::Run::of(["verify", path.to_str().expect("a readable name"), "--json"]);
        run.error(3);
    }
}
