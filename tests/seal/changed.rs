//! Every single byte: turned in a package, in an original, in the custody of a case, it is found.

use crate::room::{files, pack, verify};
use juzheng_casework::{Desk, TrustedRoots, verify as verify_here};
use juzheng_tests::program::Case;
use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::atomic::AtomicBool};

/// Whether everything holds, without starting a program for each of thousands of questions.
fn holds(path: &Path) -> bool {
    let desk = Desk { now: 0, actor: "test", report: &|_| {}, stop: &AtomicBool::new(false) };
    verify_here(path, None, &TrustedRoots::default(), &desk).is_ok_and(|checked| checked.ok)
}

/// A case so small that each of its bytes can be turned.
fn tiny_case() -> Case {
    let case = Case::new(&["--me", "甲", "--other", "乙"]);
    for (name, bytes) in [("note.txt", &b"loan of 5000"[..]), ("b.bin", &[1, 2, 3])] {
        let path = case.room.path().join(name);
        fs::write(&path, bytes).expect("written");
        case.add(&[&path]);
    }
    case
}

/// How many bytes are passed over between two that are turned: none in the long mode (`JUZHENG_LONG`).
fn stride(size: usize, quick: usize) -> usize {
    match std::env::var_os("JUZHENG_LONG") {
        Some(_) => 1,
        None => size.div_ceil(quick).max(1),
    }
}

/// Turns each byte of a file and asks; gives how many were turned.
fn turn(file: &Path, whole: &Path, quick: usize) -> usize {
    let good = fs::read(file).expect("there");
    let mut turned = 0;
    for at in (0..good.len()).step_by(stride(good.len(), quick)) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(file, &bad).expect("written");
        assert!(!holds(whole), "byte {at} of {}", file.display());
        turned += 1;
    }
    fs::write(file, good).expect("written");
    turned
}

#[test]
fn every_byte_of_a_package_counts() {
    let case = tiny_case();
    let (_, out) = pack(&case, "court", "p", &[]);
    assert!(holds(&out));
    let mut turned = 0;
    for file in files(&out) {
        // The dossier is large, and each of its bytes is under the same checksum.
        turned += turn(&out.join(&file), &out, if file.ends_with("证据册.pdf") { 40 } else { 4_000 });
    }
    assert!(turned > 3_000, "{turned}");
    assert!(holds(&out), "put back it holds");
    assert_eq!(verify(&out, &[]).json(0)["ok"], true);
}

#[test]
fn every_byte_of_a_zip_counts() {
    let case = tiny_case();
    let (_, out) = pack(&case, "court", "p.zip", &[]);
    assert!(holds(&out));
    let size = fs::read(&out).expect("there").len();
    // The end of a zip is its directory: all of it, and a part of the rest.
    let good = fs::read(&out).expect("there");
    let directory = size - 6_000;
    for at in (0..directory).step_by(stride(directory, 400)).chain(directory..size) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(&out, &bad).expect("written");
        assert!(!holds(&out), "byte {at} of {size}");
    }
}

#[test]
fn every_byte_of_originals_and_custody_counts() {
    let case = tiny_case();
    assert!(holds(&case.path));
    for artifact in case.list("artifacts") {
        let original = case.original(artifact["sha256"].as_str().expect("a digest"));
        fs::set_permissions(&original, fs::Permissions::from_mode(0o600)).expect("rights");
        turn(&original, &case.path, usize::MAX);
    }
    case.run("stamp", ["--query", case.room.path().join("q.tsq").to_str().expect("a path")]).json(0);
    // Checks are noted in custody while the bytes are turned: the entries that are turned are those from before.
    let database = case.database();
    let good = fs::read(&database).expect("there");
    let entries = case.list("custody");
    let mut turned = 0;
    for entry in &entries {
        for needle in [entry["action"].as_str().expect("an action"), "\"path\"", "\"size\""] {
            for at in places(&good, needle.as_bytes()).into_iter().take(6) {
                for more in 0..needle.len() {
                    let mut bad = good.clone();
                    bad[at + more] ^= 1;
                    fs::write(&database, &bad).expect("written");
                    // What lies in a page that is no longer used is no part of the case.
                    turned += usize::from(!holds(&case.path));
                }
            }
        }
    }
    assert!(turned > 100, "{turned}");
    // The digests of the chain, each byte.
    let digests = entries.iter().filter_map(|entry| entry["digest"].as_str()).map(bytes);
    for digest in digests.take(entries.len() - 1) {
        let at = *places(&good, &digest).first().expect("it is stored");
        for more in 0..digest.len() {
            let mut bad = good.clone();
            bad[at + more] ^= 0x20;
            fs::write(&database, &bad).expect("written");
            assert!(!holds(&case.path), "{more}");
        }
    }
    // The sealed manifest, each byte.
    let manifest = b"{\"artifacts\":[";
    let at = *places(&good, manifest).first().expect("it is stored");
    let end = at + good[at..].windows(3).position(|w| w == b"\"}}").expect("it ends") + 3;
    for at in (at..end).step_by(stride(end - at, 500)) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(&database, &bad).expect("written");
        assert!(!holds(&case.path), "byte {at} of the sealed manifest");
    }
}

fn places(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(needle.len()).enumerate();
    windows.filter(|(_, window)| *window == needle).map(|(at, _)| at).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
}
