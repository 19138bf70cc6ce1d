//! Taking files in: what is kept, what a crash or a failure leaves, and what the same bytes twice are.

mod sample;

use juzheng_model::{Digest, port::Originals};
use juzheng_vault::{Access, Error, Vault};
use sample::{STAMP, case, incoming, keep, open};
use std::{
    fs,
    io::{self, Read},
    path::Path,
};

/// The names of all files under `originals/`.
fn originals(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join("originals")).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(fs::read_dir(&path).expect("listed").map(|e| e.expect("an entry").file_name()));
        } else {
            names.push(path.file_name().expect("a name").to_owned());
        }
    }
    names.into_iter().map(|n| n.into_string().expect("ASCII")).collect()
}

/// Nothing is in the case, and it is whole.
fn check_nothing_kept(folder: &Path) {
    let vault = open(folder);
    assert_eq!(vault.artifacts().expect("artifacts"), []);
    assert_eq!(originals(folder), Vec::<String>::new());
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn a_file_is_kept_unchanged_and_read_only() {
    let (_temp, folder, mut vault) = case();
    let bytes: Vec<u8> = (0..3_000_000u32).map(|n| (n % 253) as u8).collect();
    let artifact = keep(&mut vault, "账单.csv", &bytes);
    assert_eq!(artifact.fingerprints.sha256, Digest::sha256(&bytes));
    assert_eq!(artifact.size, bytes.len() as u64);
    assert_eq!(vault.artifacts().expect("artifacts"), std::slice::from_ref(&artifact));

    let mut back = Vec::new();
    vault
        .originals()
        .open(&artifact.fingerprints.sha256)
        .expect("opens")
        .read_to_end(&mut back)
        .expect("reads");
    assert!(back == bytes);
    let sha256 = artifact.fingerprints.sha256.hex();
    let place = folder.join("originals").join(&sha256[..2]).join(&sha256);
    assert!(fs::metadata(&place).expect("is there").permissions().readonly());
    drop(vault);
    let mut names: Vec<_> =
        fs::read_dir(&folder).expect("listed").map(|e| e.expect("entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["case.sqlite", "derived", "originals"]);
}

#[cfg(unix)]
#[test]
fn only_the_user_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "a", b"a");
    let original = vault.originals().path(&artifact.fingerprints.sha256);
    let rows = [
        (folder.clone(), 0o700),
        (folder.join("case.sqlite"), 0o600),
        (folder.join("originals"), 0o700),
        (original.parent().expect("a folder").to_owned(), 0o700),
        (original, 0o400),
        (folder.join("derived"), 0o700),
    ];
    for (path, mode) in rows {
        let is = fs::metadata(&path).expect("is there").permissions().mode() & 0o777;
        assert_eq!(is, mode, "{} {is:o}", path.display());
    }
}

#[test]
fn the_same_bytes_twice_are_one_artifact_with_two_paths_in_custody() {
    let (_temp, folder, mut vault) = case();
    let first = keep(&mut vault, "a.csv", b"bytes");
    let again = vault.keep(&mut &b"bytes"[..], &incoming("b.csv"), STAMP, &|_| true).expect("kept");
    assert!(again.was_there);
    assert_eq!(again.artifact, first);
    assert_eq!(vault.artifacts().expect("artifacts").len(), 1);
    assert_eq!(originals(&folder).len(), 1);
    let custody = vault.custody().expect("custody");
    let last = custody.last().expect("an entry");
    assert_eq!(
        (last.action.as_str(), &last.subjects),
        ("keep-again", &vec![first.fingerprints.sha256.hex()])
    );
    assert_eq!(last.detail["path"], "收件/b.csv");
}

#[test]
fn a_lost_original_comes_back_with_the_same_bytes() {
    let (_temp, _folder, mut vault) = case();
    let artifact = keep(&mut vault, "a.csv", b"bytes");
    let place = vault.originals().path(&artifact.fingerprints.sha256);
    fs::remove_file(&place).expect("removed");
    let missing = vault.original(&artifact.fingerprints.sha256);
    assert!(matches!(missing, Err(Error::Missing { digest }) if digest == artifact.fingerprints.sha256));
    assert_eq!(vault.verify(&|_| true).expect("verified").problems[0].code, "original-missing");
    keep(&mut vault, "a.csv", b"bytes");
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn what_a_crash_leaves_is_cleared_on_opening_for_writing() {
    let (_temp, folder, mut vault) = case();
    let kept = keep(&mut vault, "a.csv", b"kept");
    drop(vault);
    // Killed while copying; killed after naming, before the row was written.
    fs::write(folder.join("originals/.incoming-0"), b"half").expect("written");
    let digest = Digest::sha256(b"no row");
    let name = digest.hex();
    fs::create_dir_all(folder.join("originals").join(&name[..2])).expect("made");
    fs::write(folder.join("originals").join(&name[..2]).join(&name), b"no row").expect("written");

    let reader = Vault::open(&folder, Access::Read).expect("opens");
    assert_eq!(originals(&folder).len(), 3, "a reader clears nothing");
    let problems = reader.verify(&|_| true).expect("verified").problems;
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["original-extra", "original-extra"]);

    let vault = open(&folder);
    assert_eq!(originals(&folder), [kept.fingerprints.sha256.hex()]);
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn an_original_that_custody_knows_is_never_cleared() {
    let (_temp, folder, mut vault) = case();
    keep(&mut vault, "a.csv", b"kept");
    drop(vault);
    let db = rusqlite::Connection::open(folder.join("case.sqlite")).expect("opens");
    db.execute("DELETE FROM artifact", []).expect("the row is gone");
    drop(db);
    let vault = open(&folder);
    assert_eq!(originals(&folder).len(), 1);
    let codes: Vec<_> = vault.verify(&|_| true).expect("verified").problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, ["artifact-differs", "original-extra"]);
}

/// Gives some bytes, then fails.
struct Broken(usize);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = buffer.len().min(self.0);
        self.0 -= n;
        if n == 0 { Err(io::Error::other("the stick was pulled out")) } else { Ok(n) }
    }
}

#[test]
fn a_source_that_breaks_off_leaves_nothing() {
    for size in [0, 1000, 30 << 20] {
        let (_temp, folder, mut vault) = case();
        let failed = vault.keep(&mut Broken(size), &incoming("a.csv"), STAMP, &|_| true);
        let error = failed.expect_err("the source is broken");
        assert_eq!(error.to_string(), "could not read `收件/a.csv`");
        drop(vault);
        check_nothing_kept(&folder);
    }
}

#[test]
fn a_stop_leaves_nothing() {
    for stop_at in [0, 5 << 20] {
        let (_temp, folder, mut vault) = case();
        let bytes = vec![3; 20 << 20];
        let stopped = vault.keep(&mut &bytes[..], &incoming("a.csv"), STAMP, &|size| size < stop_at);
        assert!(matches!(stopped, Err(Error::Stopped { .. })));
        drop(vault);
        check_nothing_kept(&folder);
    }
}

#[test]
fn an_archive_that_is_not_there_has_no_entries() {
    let (_temp, folder, mut vault) = case();
    let mut entry = incoming("a.csv");
    entry.parent = Some(juzheng_model::Id(7));
    assert!(vault.keep(&mut &b"a"[..], &entry, STAMP, &|_| true).is_err());
    drop(vault);
    check_nothing_kept(&folder);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let (_temp, folder, mut vault) = case();
    let set =
        |mode| fs::set_permissions(folder.join("originals"), fs::Permissions::from_mode(mode)).expect("set");
    set(0o500);
    if fs::write(folder.join("originals/probe"), b"").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let refused = vault.keep(&mut &b"a"[..], &incoming("a.csv"), STAMP, &|_| true);
    set(0o700);
    assert!(matches!(refused, Err(Error::ReadOnly { .. })));
    drop(vault);
    check_nothing_kept(&folder);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_says_so_and_leaves_nothing_half_kept() {
    use std::process::Command;
    let temp = tempfile::tempdir().expect("a temporary folder");
    let disk = temp.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        eprintln!("skipped: a small disk can only be made as root");
        return;
    }
    let outcome = std::panic::catch_unwind(|| {
        let folder = disk.join("case.juzheng");
        let mut vault = Vault::create(&folder, "t", &sample::settings(), STAMP).expect("a new case");
        let bytes = vec![9; 8 << 20];
        let full = vault.keep(&mut &bytes[..], &incoming("big"), STAMP, &|_| true);
        assert!(matches!(full, Err(Error::DiskFull { .. })), "{full:?}");
        let artifact = keep(&mut vault, "small", b"small");
        let many = sample::records(40_000);
        let full = vault.record(&artifact, "sample/1", STAMP, |sink| many.feed(sink));
        let full = full.map_err(|error| format!("{error:?}"));
        assert!(full.as_ref().is_err_and(|e| e.contains("DiskFull")), "{full:?}");
        drop(vault);
        let vault = open(&folder);
        assert_eq!(vault.artifacts().expect("artifacts"), [artifact]);
        assert_eq!(vault.readings().expect("readings"), []);
        assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
    });
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(outcome.is_ok() && unmounted.is_ok_and(|status| status.success()));
}
