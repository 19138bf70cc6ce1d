//! Receipts of other services: what they claim is held against the case.

use crate::{
    room::small_case,
    tsa::{Keys, Tsa},
};
use juzheng_tests::program::Case;
use std::{fs, path::Path, process::Command};

fn codes(case: &Case, artifact: &str) -> Vec<String> {
    let of_this = |finding: &&serde_json::Value| finding["about"][0] == *artifact;
    let findings = case.list("findings");
    let receipts = findings.iter().filter(of_this).filter_map(|finding| finding["code"].as_str());
    receipts.filter(|code| code.starts_with("receipt-")).map(str::to_owned).collect()
}

fn added(case: &Case, file: &Path) -> String {
    case.add(&[file])["files"][0]["artifact"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_token_of_another_service_is_compared_with_the_files() {
    let (case, tsa) = (small_case(), Tsa::new(Keys::Rsa));
    let folder = case.room.path();
    for (name, file, wanted) in [
        ("match", juzheng_tests::program::sample("flows/chat-lc044-v3.csv"), "receipt-matches"),
        ("nothing", folder.join("elsewhere.bin"), "receipt-unmatched"),
    ] {
        if !file.exists() {
            fs::write(&file, b"never taken in").expect("written");
        }
        let (query, reply) = (folder.join(format!("{name}.tsq")), folder.join(format!("{name}.tsa")));
        let asked = Command::new("openssl")
            .args(["ts", "-query", "-sha256", "-cert", "-data"])
            .arg(&file)
            .arg("-out")
            .arg(&query)
            .output();
        assert!(asked.is_ok_and(|ran| ran.status.success()));
        tsa.answer(&query, &reply);
        let id = added(&case, &reply);
        let artifacts = case.list("artifacts");
        let kind = artifacts.iter().find(|a| a["id"] == *id).expect("there")["kind"].clone();
        assert_eq!(kind, "receipt");
        assert_eq!(codes(&case, &id), [wanted]);
    }
    case.holds();
}

#[test]
fn what_stands_on_paper_is_noted_and_compared() {
    let case = small_case();
    let deed = case.room.path().join("公证书.pdf");
    fs::write(&deed, b"%PDF-1.4\n%%EOF\n").expect("written");
    let id = added(&case, &deed);
    assert_eq!(codes(&case, &id), [""; 0]);
    let artifacts = case.list("artifacts");
    let chat = artifacts.iter().find(|a| a["kind"] == "chat").expect("the chat");
    let (sm3, of) = (chat["sm3"].as_str().expect("a digest"), chat["id"].as_str().expect("an id"));
    let found = case.run("receipt", [id.as_str(), "--digest", sm3, "--of", of]).json(0);
    assert_eq!(found["findings"][0]["code"], "receipt-matches", "{found}");
    let zeros = "0".repeat(64);
    let found = case.run("receipt", [id.as_str(), "--digest", &zeros, "--of", of]).json(0);
    assert_eq!(codes(&case, &id), ["receipt-differs", "receipt-matches"], "{found}");
    assert_eq!(case.run("receipt", [id.as_str(), "--digest", "12"]).error(3), "bad-value");
    case.run("undo", [""; 0]).json(0);
    assert_eq!(codes(&case, &id), ["receipt-matches"]);
    case.holds();
}
