//! Taking files in: statuses, duplicates, folders, archives and their passwords, files that nobody knows.

use crate::paper::{LOAN, PARTIES, bill, file};
use crate::shape::{self, ARTIFACT, FINDING, MESSAGE, TRANSFER};
use juzheng_tests::program::{Case, Run, sample};
use serde_json::{Value, json};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use zip::{AesMode, write::SimpleFileOptions};

const NO: [&str; 0] = [];

fn files(added: &Value) -> Vec<Value> {
    added["files"].as_array().expect("files").clone()
}

fn statuses(added: &Value) -> Vec<String> {
    files(added).iter().map(|file| file["status"].as_str().unwrap_or_default().to_owned()).collect()
}

fn codes(findings: &Value) -> Vec<String> {
    let findings = findings.as_array().expect("findings");
    findings.iter().map(|finding| finding["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// A zip in memory: `(name, bytes)`, each with the password where there is one.
pub(crate) fn zipped(entries: &[(&str, &[u8])], password: Option<&str>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default();
        match password {
            Some(password) => zip.start_file(*name, options.with_aes_encryption(AesMode::Aes256, password)),
            None => zip.start_file(*name, options),
        }
        .expect("an entry begins");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("the zip ends").into_inner()
}

#[test]
fn add_says_what_became_of_each_file() {
    let case = Case::new(&PARTIES);
    let bill = file(case.room.path(), "账单.csv", &bill("林某", &LOAN));
    let chat = sample("flows/chat-lc044-v3.csv");
    let added = case.add(&[&bill, &chat]);
    assert_eq!(added["case"], case.path.to_str().expect("a readable name"));
    assert_eq!(statuses(&added), ["added", "added"]);
    for file in files(&added) {
        shape::check(&file["artifact"], ARTIFACT);
        let findings = file["findings"].as_array().expect("findings");
        findings.iter().for_each(|finding| shape::check(finding, FINDING));
    }
    let want = json!({"added":2,"duplicate":0,"locked":0,"rejected":0,"messages":16,"transfers":7});
    assert_eq!(added["summary"], want);
    assert_eq!(files(&added)[0]["path"], bill.to_str().expect("a readable name"));
    assert_eq!(files(&added)[0]["artifact"]["kind"], "bill");
    assert_eq!(files(&added)[0]["artifact"]["owner"], "林某");
    assert_eq!(files(&added)[0]["artifact"]["transfers"], 7);
    assert_eq!(files(&added)[1]["artifact"]["kind"], "chat");
    assert_eq!(files(&added)[1]["artifact"]["messages"], 16);
}

#[test]
fn originals_are_kept_unchanged_and_fingerprinted() {
    let case = Case::new(&PARTIES);
    let source = sample("flows/wechat-xlsx-v2-2026-header18-numeric.xlsx");
    let artifact = files(&case.add(&[&source]))[0]["artifact"].clone();
    let bytes = fs::read(&source).expect("the sample");
    let sha256 = artifact["sha256"].as_str().expect("a digest");
    assert_eq!(fs::read(case.original(sha256)).expect("the original"), bytes);
    assert_eq!(artifact["size"], bytes.len());
    assert!(fs::metadata(case.original(sha256)).expect("the original").permissions().readonly());
    use sha2::Digest as _;
    let own: String = sha2::Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sha256, own);
}

#[test]
fn the_sm3_of_abc_is_that_of_the_standard() {
    let case = Case::new(&PARTIES);
    let abc = file(case.room.path(), "abc", b"abc");
    let artifact = files(&case.add(&[&abc]))[0]["artifact"].clone();
    assert_eq!(artifact["sm3"], "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    assert_eq!(artifact["sha256"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn the_same_bytes_twice_are_one_artifact() {
    let case = Case::new(&PARTIES);
    let chat = sample("flows/chat-lc044-v3.csv");
    let copy = file(case.room.path(), "copy.csv", &fs::read(&chat).expect("the sample"));
    case.add(&[&chat]);
    let before = ["messages", "transfers", "artifacts"].map(|what| case.listed(what, true));
    let again = case.add(&[&copy, &chat]);
    assert_eq!(statuses(&again), ["duplicate", "duplicate"]);
    assert_eq!(again["summary"]["duplicate"], 2);
    assert_eq!(again["summary"]["messages"], 0);
    assert_eq!(["messages", "transfers", "artifacts"].map(|what| case.listed(what, true)), before);
    case.holds();
}

#[test]
fn folders_are_taken_in_recursively() {
    let case = Case::new(&PARTIES);
    let deep = case.room.path().join("材料/二/三");
    fs::create_dir_all(&deep).expect("folders");
    file(&deep, "账单.csv", &bill("林某", &LOAN));
    file(
        &case.room.path().join("材料"),
        "聊天.csv",
        &fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample"),
    );
    let added = case.add(&[&case.room.path().join("材料")]);
    assert_eq!(added["summary"]["added"], 2, "{added}");
    assert_eq!(added["summary"]["transfers"], 7);
    assert_eq!(added["summary"]["messages"], 16);
}

#[test]
fn a_file_that_nobody_knows_is_kept_and_said_so() {
    let case = Case::new(&PARTIES);
    let rows: [(&str, &[u8]); 7] = [
        ("空.txt", b""),
        ("noise.bin", &[0, 159, 146, 150, 255, 254, 0, 1, 2, 3]),
        ("letter.txt", "今天天气不错。".as_bytes()),
        ("table.csv", b"a,b,c\n1,2,3\n"),
        ("chat.csv", b"\xff\xfe"),
        ("broken.xlsx", b"PK\x03\x04 and then nothing"),
        ("bank.csv", "记账日期,货币,交易金额\n2024-01-01,人民币,1.00\n".as_bytes()),
    ];
    for (name, bytes) in rows {
        let path = file(case.room.path(), name, bytes);
        let added = case.add(&[&path]);
        let entry = &files(&added)[0];
        assert_eq!(entry["status"], "added", "{name}: {added}");
        let known_as = (entry["artifact"]["kind"].as_str(), codes(&entry["findings"]));
        assert!(!known_as.1.is_empty(), "{name}: {added}");
        if name != "broken.xlsx" {
            assert_eq!(known_as.0, Some("other"), "{name}: {added}");
            assert!(known_as.1.contains(&"unknown-format".to_owned()), "{name}: {added}");
        }
        let sha256 = entry["artifact"]["sha256"].as_str().expect("a digest");
        assert_eq!(fs::read(case.original(sha256)).expect("the original"), bytes, "{name}");
    }
    case.holds();
}

#[test]
fn a_path_that_is_not_there_does_not_keep_the_others_out() {
    let case = Case::new(&PARTIES);
    let chat = sample("flows/chat-lc044-v3.csv");
    let added = case.run("add", [Path::new("/no/such/file").as_os_str(), chat.as_os_str()]).json(1);
    assert_eq!(statuses(&added), ["rejected", "added"], "{added}");
    assert_eq!(files(&added)[0]["artifact"], Value::Null);
    assert_eq!(added["summary"]["rejected"], 1);
    case.run("add", ["/no/such/file"]).json(1);
}

#[test]
fn a_plain_zip_is_an_archive_with_entries() {
    let case = Case::new(&PARTIES);
    let (bill, chat) = (bill("林某", &LOAN), fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample"));
    let zip = zipped(&[("微信支付账单.csv", &bill), ("x/聊天.csv", &chat)], None);
    let path = file(case.room.path(), "a.zip", &zip);
    let added = case.add(&[&path]);
    let rows = files(&added);
    assert_eq!(statuses(&added), ["added", "added", "added"], "{added}");
    let outer = rows.iter().find(|row| row["artifact"]["kind"] == "archive").expect("the zip itself");
    assert_eq!(outer["artifact"]["parent"], Value::Null);
    for (name, kind) in [("微信支付账单.csv", "bill"), ("x/聊天.csv", "chat")] {
        let want = format!("{}!/{name}", path.display());
        let inner = rows.iter().find(|row| row["path"] == want.as_str());
        let inner = inner.unwrap_or_else(|| panic!("a row for `{want}`: {added}"));
        assert_eq!(inner["artifact"]["parent"], outer["artifact"]["id"]);
        assert_eq!(inner["artifact"]["kind"], kind);
    }
    assert_eq!(added["summary"]["transfers"], 7);
    assert_eq!(case.add(&[&path])["summary"]["added"], 0, "the same zip again is nothing new");
    case.holds();
}

#[test]
fn the_three_ages_of_locked_zips_open_with_their_password() {
    for name in [
        "zip-2020_2025-zipcrypto-gbkname-noflag.zip",
        "zip-2020_2025-zipcrypto-utf8name-dir.zip",
        "zip-2025H2_2026-aes256-utf8name.zip",
    ] {
        let case = Case::new(&PARTIES);
        let path = sample(&format!("flows/{name}"));
        let added = case.run("add", [path.as_os_str(), "--password".as_ref(), "135790".as_ref()]).json(0);
        assert_eq!(added["summary"]["transfers"], 16, "{name}: {added}");
        assert_eq!(added["summary"]["locked"], 0, "{name}: {added}");
        let paths: Vec<String> = files(&added).iter().map(|f| f["path"].to_string()).collect();
        assert!(paths.iter().any(|p| p.contains("微信支付账单")), "names are decoded: {paths:?}");
        case.holds();
    }
}

#[test]
fn a_locked_zip_is_kept_and_opens_when_it_is_added_again() {
    for name in ["zip-2020_2025-zipcrypto-utf8name-dir.zip", "zip-2025H2_2026-aes256-utf8name.zip"] {
        let case = Case::new(&PARTIES);
        let path = sample(&format!("flows/{name}"));
        for password in [None, Some("000000"), Some("not it")] {
            let mut arguments: Vec<&std::ffi::OsStr> = vec![path.as_os_str()];
            arguments.extend(password.iter().flat_map(|p| ["--password".as_ref(), std::ffi::OsStr::new(*p)]));
            let added = case.run("add", arguments).json(1);
            let row = &files(&added)[0];
            assert_eq!(row["status"], "locked", "{name} {password:?}: {added}");
            let said = codes(&row["findings"]);
            let wrong = password.is_some() && said.contains(&"password-wrong".to_owned());
            assert!(wrong || said.contains(&"password-needed".to_owned()), "{added}");
            assert_eq!(row["artifact"]["kind"], "archive", "{added}");
            assert_eq!(added["summary"]["locked"], 1);
            assert_eq!(case.list("artifacts").len(), 1);
        }
        case.holds();
        let added = case.run("add", [path.as_os_str(), "--password".as_ref(), "135790".as_ref()]).json(0);
        assert_eq!(added["summary"]["transfers"], 16, "{name}: {added}");
        assert_eq!(added["summary"]["locked"], 0, "{name}: {added}");
        assert_eq!(case.listed("transfers", true).0.len(), 15, "16 rows, of which one return folds");
        let left = case.list("findings");
        assert!(!codes(&json!(left)).contains(&"password-needed".to_owned()), "{left:?}");
        case.holds();
    }
}

#[test]
fn a_password_keeps_its_leading_zeros_and_comes_from_a_file_too() {
    let zip = zipped(&[("账单.csv", &bill("林某", &LOAN))], Some("000123"));
    for wrong in ["123", "0123", "000124"] {
        let case = Case::new(&PARTIES);
        let path = file(case.room.path(), "a.zip", &zip);
        let row = case.run("add", [path.as_os_str(), "--password".as_ref(), wrong.as_ref()]).json(1);
        assert_eq!(statuses(&row)[0], "locked", "{wrong}");
    }
    for ending in ["", "\n", "\r\n"] {
        let case = Case::new(&PARTIES);
        let path = file(case.room.path(), "a.zip", &zip);
        let word = file(case.room.path(), "密码.txt", format!("000123{ending}").as_bytes());
        let added = case.run("add", [path.as_os_str(), "--password-file".as_ref(), word.as_os_str()]).json(0);
        assert_eq!(added["summary"]["transfers"], 7, "{added}");
    }
    let case = Case::new(&PARTIES);
    let path = file(case.room.path(), "a.zip", &zip);
    let added = case.run("add", [path.as_os_str(), "--password".as_ref(), "000123".as_ref()]).json(0);
    assert_eq!(added["summary"]["transfers"], 7, "{added}");
}

#[test]
fn the_password_stands_nowhere_in_the_case() {
    let case = Case::new(&PARTIES);
    let zip = zipped(&[("账单.csv", &bill("林某", &LOAN))], Some("00735519"));
    let path = file(case.room.path(), "a.zip", &zip);
    case.run("add", [path.as_os_str(), "--password".as_ref(), "00735519".as_ref()]).json(0);
    let database = fs::read(case.database()).expect("a database");
    assert!(!database.windows(8).any(|window| window == b"00735519"));
}

#[test]
fn captured_at_is_taken_and_a_time_that_is_none_is_not() {
    let case = Case::new(&PARTIES);
    let chat = sample("flows/chat-lc044-v3.csv");
    let at = |time: &str| case.run("add", [chat.as_os_str(), "--captured-at".as_ref(), time.as_ref()]);
    assert_eq!(at("last week").status, 2);
    assert_eq!(statuses(&at("2024-03-01T10:00:00+08:00").json(0)), ["added"]);
}

fn read(path: &Path, more: &[&str]) -> Run {
    let mut all: Vec<std::ffi::OsString> = vec!["read".into(), path.into(), "--json".into()];
    all.extend(more.iter().map(std::ffi::OsString::from));
    Run::of(all)
}

#[test]
fn read_shows_one_file_alone() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let bill = file(room.path(), "账单.csv", &bill("林某", &LOAN));
    let value = read(&bill, &[]).json(0);
    shape::check(&value["artifact"], ARTIFACT);
    assert_eq!(value["entries"], Value::Null);
    assert_eq!(value["messages"], json!([]));
    let transfers = value["transfers"].as_array().expect("transfers");
    shape::check_all(transfers, TRANSFER);
    assert_eq!(transfers.len(), 7, "one for one: nothing folds here");
    let rows: Vec<_> = transfers.iter().map(|t| t["origins"][0]["place"]["row"].as_u64()).collect();
    let mut sorted = rows.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, (18..=24).map(Some).collect::<Vec<_>>());
    assert!(transfers.iter().any(|t| t["kind"] == "refund"));
    let value = read(&sample("flows/chat-lc044-v3.csv"), &["--me", "林某"]).json(0);
    let messages = value["messages"].as_array().expect("messages");
    shape::check_all(messages, MESSAGE);
    assert_eq!(messages.len(), 16);
    assert_eq!(value["transfers"], json!([]));
    value["findings"].as_array().expect("findings").iter().for_each(|finding| shape::check(finding, FINDING));
    assert!(!room.path().join("case.sqlite").exists());
}

#[test]
fn read_of_a_zip_shows_its_entries() {
    let zip = sample("flows/zip-2025H2_2026-aes256-utf8name.zip");
    let value = read(&zip, &["--password", "135790"]).json(0);
    assert_eq!(value["artifact"]["kind"], "archive");
    assert_eq!(value["entries"].as_array().map(Vec::len), Some(1), "{value}");
    let locked = read(&zip, &[]).json(1);
    assert!(codes(&locked["findings"]).contains(&"password-needed".to_owned()), "{locked}");
    for wrong in ["123456", "0135790", ""] {
        let run = read(&zip, &["--password", wrong]);
        assert_eq!(run.error(3), "wrong-password", "{wrong}");
    }
    let crypto = sample("flows/zip-2020_2025-zipcrypto-utf8name-dir.zip");
    for wrong in 100_000..100_020 {
        let run = read(&crypto, &["--password", &wrong.to_string()]);
        assert_eq!(run.error(3), "wrong-password", "{wrong}");
    }
}

#[test]
fn every_variant_of_the_bill_gives_the_same_sums() {
    let full = |name: &str| (name.to_owned(), 16, 5_102_486, 153_037);
    let rows = [
        full("wechat-csv-2018_2025Q1-bom-crlf.csv"),
        full("wechat-csv-2025Q2-quoted-tab-after-quote.csv"),
        full("wechat-csv-resaved-gb18030-thousands.csv"),
        full("wechat-xlsx-v1-2025H2-header17-text.xlsx"),
        full("wechat-xlsx-v2-2026-header18-numeric.xlsx"),
        ("wechat-xlsx-v2-2026-income-only.xlsx".to_owned(), 7, 0, 153_037),
        ("wechat-xlsx-v2-2026-empty.xlsx".to_owned(), 0, 0, 0),
        ("wechat-csv-TAMPERED-amount-changed.csv".to_owned(), 16, 602_486, 153_037),
        ("wechat-csv-TAMPERED-row-removed.csv".to_owned(), 15, 5_050_486, 153_037),
    ];
    for (name, count, out, income) in rows {
        let value = read(&sample(&format!("flows/{name}")), &[]).json(0);
        let transfers = value["transfers"].as_array().expect("transfers").clone();
        let sum = |direction: &str| -> i64 {
            let of = transfers.iter().filter(|t| t["direction"] == direction);
            of.map(|t| t["amount_fen"].as_i64().unwrap_or(0)).sum()
        };
        assert_eq!((transfers.len(), sum("out"), sum("in")), (count, out, income), "{name}");
        let found = codes(&value["findings"]);
        let alarms: Vec<_> =
            found.iter().filter(|code| code.starts_with("bill-") && code.ends_with("-differs")).collect();
        assert_eq!(!alarms.is_empty(), name.contains("TAMPERED"), "{name}: {found:?}");
        if !name.contains("TAMPERED") && !name.contains("resaved") {
            let bad = found.iter().find(|code| code.starts_with("id-") || code.starts_with("row-"));
            assert_eq!(bad, None, "{name}");
        }
    }
}

#[test]
fn a_list_of_names_is_the_order_of_paths() {
    let case = Case::new(&PARTIES);
    let names = ["b.txt", "a.txt", "c.txt"];
    let paths: Vec<PathBuf> =
        names.iter().map(|name| file(case.room.path(), name, name.as_bytes())).collect();
    let given: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let added = case.add(&given);
    let order: Vec<_> = files(&added).iter().map(|f| f["path"].clone()).collect();
    assert_eq!(order, paths.iter().map(|p| json!(p)).collect::<Vec<_>>());
    assert_eq!(case.run("undo", NO).status, 3, "nothing was decided, so nothing can be undone");
}

#[test]
fn a_locked_archive_inside_another_opens_when_it_is_added_again() {
    let case = Case::new(&PARTIES);
    let inner = zipped(&[("账单.csv", &bill("林某", &LOAN))], Some("012345"));
    let path = file(case.room.path(), "外.zip", &zipped(&[("内.zip", &inner)], None));
    let first = case.run("add", [&path]).json(1);
    assert_eq!(first["summary"]["locked"], 1, "{first}");
    let second = case.run("add", [path.as_os_str(), "--password".as_ref(), "012345".as_ref()]).json(0);
    assert!(second["summary"]["transfers"].as_u64().is_some_and(|rows| rows > 0), "{second}");
    assert_eq!(case.run("add", [&path]).json(0)["summary"]["locked"], 0);
    case.holds();
}
