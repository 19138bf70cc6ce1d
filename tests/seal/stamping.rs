//! Trusted timestamps: asked for, carried by hand, several over one root; and what is refused.

use crate::{
    room::{codes, small_case, verify},
    tsa::{Keys, Tsa},
};
use juzheng_tests::program::{Case, Run};
use serde_json::Value;
use std::{ffi::OsString, fs, path::Path};

fn stamp(case: &Case, arguments: &[&Path]) -> Run {
    let as_given: Vec<OsString> = arguments.iter().map(|one| one.as_os_str().to_owned()).collect();
    case.run("stamp", as_given)
}

fn asked(case: &Case, tsa: &Tsa, trust: bool) -> Value {
    let (url, root) = (tsa.serve(), tsa.root());
    let mut arguments = vec![Path::new("--tsa"), Path::new(&url)];
    if trust {
        arguments.extend([Path::new("--roots"), &root]);
    }
    stamp(case, &arguments).json(0)
}

#[test]
fn an_authority_is_asked_and_only_the_digest_leaves() {
    for keys in [Keys::Rsa, Keys::Ecdsa] {
        let (case, tsa) = (small_case(), Tsa::new(keys));
        let report = asked(&case, &tsa, true);
        let stamp = &report["timestamp"];
        assert_eq!(stamp["standing"], "same", "{report}");
        assert!(stamp["trusted_root"].as_str().is_some_and(|root| root.contains("Test Root")), "{report}");
        assert_eq!(stamp["accuracy_us"], 1_500_000);
        assert!(stamp["authority"].as_str().is_some_and(|name| name.contains("Test TSA")));
        let sent = tsa.asked.lock().expect("nobody panicked").clone();
        assert_eq!(sent.len(), 1);
        let hex: String = sent[0].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(report["query"], hex, "what was shown is what was sent");
        assert!(hex.contains(report["root"].as_str().expect("a root")));
        assert!(sent[0].len() < 90, "a digest and a number, nothing else: {}", sent[0].len());

        // Stamping changes nothing of the case: the seal is that of the case as it is.
        let checked = verify(&case.path, &[Path::new("--roots"), &tsa.root()]).json(0);
        assert_eq!(checked["checked"]["timestamps"], 1, "{checked}");
        assert_eq!((&checked["ok"], &checked["unverified"]), (&true.into(), &0.into()), "{checked}");
        assert_eq!(checked["seals"][0]["current"], true, "{checked}");
        // Without roots it holds, and says that nobody vouched for the authority.
        let unknown = verify(&case.path, &[]).json(0);
        assert_eq!((&unknown["ok"], &unknown["unverified"]), (&true.into(), &1.into()), "{unknown}");
        // Another root is not this one.
        let other = Tsa::new(keys);
        let wrong = verify(&case.path, &[Path::new("--roots"), &other.root()]).json(1);
        assert_eq!(codes(&wrong), ["timestamp-untrusted"], "{wrong}");
    }
}

#[test]
fn a_query_is_carried_by_hand_and_several_authorities_stamp_one_root() {
    let (case, first, second) = (small_case(), Tsa::new(Keys::Rsa), Tsa::new(Keys::Ecdsa));
    let folder = case.room.path();
    let (query, reply) = (folder.join("a.tsq"), folder.join("a.tsr"));
    let made = stamp(&case, &[Path::new("--query"), &query]).json(0);
    assert_eq!(made["query_file"].as_str(), query.to_str());
    let taken = stamp(&case, &[Path::new("--query"), &query]).error(3);
    assert_eq!(taken, "taken", "a query that is there is not overwritten");
    first.answer(&query, &reply);
    let report = stamp(&case, &[Path::new("--reply"), &reply, Path::new("--roots"), &first.root()]).json(0);
    assert_eq!(report["root"], made["root"]);
    assert_eq!(report["query"], made["query"], "the query that it answers is known");
    let again = asked(&case, &second, true);
    assert_eq!(again["root"], made["root"], "stamping did not change the case");
    // The same reply twice is one.
    stamp(&case, &[Path::new("--reply"), &reply]).json(0);
    let roots = [Path::new("--roots"), &first.root(), Path::new("--roots"), &second.root()];
    let checked = verify(&case.path, &roots).json(0);
    assert_eq!(
        (&checked["checked"]["timestamps"], &checked["unverified"]),
        (&2.into(), &0.into()),
        "{checked}"
    );
}

#[test]
fn an_earlier_stamp_holds_when_the_case_has_grown() {
    let (case, tsa) = (small_case(), Tsa::new(Keys::Rsa));
    let before = asked(&case, &tsa, true);
    let more = case.room.path().join("more.bin");
    fs::write(&more, b"more").expect("written");
    case.add(&[&more]);
    let checked = verify(&case.path, &[Path::new("--roots"), &tsa.root()]).json(0);
    assert_eq!(checked["seals"][0]["current"], false, "{checked}");
    assert_eq!(checked["seals"][0]["root"], before["root"]);
    let after = asked(&case, &tsa, true);
    assert_ne!(before["root"], after["root"]);
}

#[test]
fn what_is_no_timestamp_of_this_case_is_refused_and_nothing_is_kept() {
    let (case, other, tsa) = (small_case(), Case::new(&["--me", "甲", "--other", "乙"]), Tsa::new(Keys::Rsa));
    let folder = case.room.path();
    let (query, reply) = (folder.join("b.tsq"), folder.join("b.tsr"));
    stamp(&other, &[Path::new("--query"), &query]).json(0);
    tsa.answer(&query, &reply);
    let elsewhere = stamp(&case, &[Path::new("--reply"), &reply]).error(3);
    assert_eq!(elsewhere, "timestamp-elsewhere");
    let good = fs::read(&reply).expect("there");
    let bad = folder.join("bad.tsr");
    // A reply with a byte less, and bytes that are no reply.
    for bytes in [&good[..good.len() - 1], b"no timestamp", b""] {
        fs::write(&bad, bytes).expect("written");
        assert_eq!(stamp(&other, &[Path::new("--reply"), &bad]).error(3), "not-a-timestamp");
    }
    // Turned bits: refused, or where they touch nothing that is signed (the status, the certificates that are not used),
    // never taken for another moment or another root.
    let wanted = stamp(&other, &[Path::new("--reply"), &reply]).json(0)["timestamp"]["at"].clone();
    for at in (0..good.len()).step_by(37) {
        let mut turned = good.clone();
        turned[at] ^= 0x10;
        fs::write(&bad, &turned).expect("written");
        let run = stamp(&other, &[Path::new("--reply"), &bad, Path::new("--roots"), &tsa.root()]);
        if run.status == 0 {
            assert_eq!(run.json(0)["timestamp"]["at"], wanted, "byte {at}");
        }
    }
    for url in ["ftp://127.0.0.1/x", "http://127.0.0.1:1/tsa", "file:///etc/passwd"] {
        assert_eq!(stamp(&case, &[Path::new("--tsa"), Path::new(url)]).error(3), "tsa-unreachable");
    }
    let checked = verify(&case.path, &[]).json(0);
    assert_eq!(checked["checked"]["timestamps"], 0, "{checked}");
}

#[test]
fn one_file_is_proven_without_the_others() {
    let case = small_case();
    let artifacts = case.list("artifacts");
    let chat = artifacts.iter().find(|a| a["kind"] == "chat").expect("the chat");
    let proof = case.room.path().join("proof.json");
    let id = chat["id"].as_str().expect("an id");
    let made = case.run("prove", [id, "--out", proof.to_str().expect("a path")]).json(0);
    let file = case.original(chat["sha256"].as_str().expect("a digest"));
    let holds = verify(&proof, &[Path::new("--file"), &file]).json(0);
    assert_eq!((&holds["ok"], &holds["root"]), (&true.into(), &made["root"]));
    let text = fs::read_to_string(&proof).expect("there");
    for other in artifacts.iter().filter(|a| a["id"] != chat["id"]) {
        assert!(!text.contains(other["name"].as_str().expect("a name")), "{text}");
    }
    let odd = case.room.path().join("odd");
    fs::write(&odd, b"other").expect("written");
    assert_eq!(verify(&proof, &[Path::new("--file"), &odd]).json(1)["ok"], false);
}
