//! Encrypted cases: nothing of what is in them can be read without the passphrase, and everything with it.

mod sample;

use juzheng_vault::{Access, CasePlace, Error, Vault, is_encrypted};
use sample::{Records, STAMP, case, incoming, keep, record, records, settings};
use std::{
    fs,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

const PASSPHRASE: &str = "青山不改 绿水长流";

fn encrypted() -> (tempfile::TempDir, CasePlace, Vault) {
    let temp = tempfile::tempdir().expect("a folder");
    let place = CasePlace::to_encrypt(&temp.path().join("a.juzheng"), PASSPHRASE).expect("long enough");
    let vault = Vault::create(&place, "张三借款案", &settings(), STAMP).expect("made");
    (temp, place, vault)
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("an entry").path());
    let inside = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(inside).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn nothing_that_was_put_in_stands_in_any_file_or_name() {
    let (_temp, place, mut vault) = encrypted();
    let secret = "借条：今借到林某人民币贰拾万元整".repeat(400);
    let artifact = keep(&mut vault, "借条.txt", secret.as_bytes());
    record(&mut vault, &artifact, &records(50));
    let read = b"what was read of a picture";
    vault.derived().put("text", "0123456789abcdef.json", read).expect("put");
    assert_eq!(vault.derived().get("text", "0123456789abcdef.json").as_deref(), Some(&read[..]));
    let mut spool = vault.spool().expect("a spool");
    std::io::Write::write_all(&mut spool, secret.as_bytes()).expect("written");
    let mut back = String::new();
    spool.read().expect("read").read_to_string(&mut back).expect("text");
    assert!(back == secret);
    drop(vault);
    let digest = artifact.fingerprints.sha256;
    let words = ["借条", "林某", "周某", "张三", "SQLite", "custody", "what was read"];
    let all = files(place.folder());
    assert!(all.len() >= 4, "database, key, original, derived: {all:?}");
    for path in &all {
        let name = path.to_string_lossy().into_owned();
        assert!(!name.contains(&digest.hex()) && !name.contains("0123456789abcdef"), "{name}");
        let bytes = fs::read(path).expect("read");
        for word in words {
            assert!(!holds(&bytes, word.as_bytes()), "{word} in {name}");
        }
        assert!(!holds(&bytes, &digest.0), "the digest in {name}");
    }
}

#[test]
fn with_the_passphrase_all_is_as_in_any_other_case() {
    let (_temp, place, mut vault) = encrypted();
    let long: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let (small, empty) = (keep(&mut vault, "small", b"small"), keep(&mut vault, "empty", b""));
    let large = keep(&mut vault, "large", &long);
    let wanted = records(50);
    record(&mut vault, &small, &wanted);
    drop(vault);
    let place = CasePlace::unlock(place.folder(), PASSPHRASE).expect("unlocked");
    let vault = Vault::open(&place, Access::Write).expect("opens");
    assert_eq!(vault.artifacts().expect("artifacts"), [small.clone(), empty.clone(), large.clone()]);
    assert_eq!(Records::back(&vault, &vault.readings().expect("readings")[0]), wanted);
    let mut file = vault.original(&large.fingerprints.sha256).expect("there");
    assert_eq!(file.size().expect("a size"), long.len() as u64);
    for at in [0_usize, 65_535, 65_536, 700_001, long.len() - 3, 12] {
        let mut some = [0; 3];
        file.seek(SeekFrom::Start(at as u64)).expect("found");
        file.read_exact(&mut some).expect("read");
        assert_eq!(some, long[at..at + 3], "{at}");
    }
    let checked = vault.verify(&|_| true).expect("verified");
    assert_eq!((checked.problems, checked.artifacts), (vec![], 3));
    assert_eq!(checked.bytes, long.len() as u64 + 5);
}

#[test]
fn without_it_the_case_stays_shut() {
    let (_temp, place, vault) = encrypted();
    drop(vault);
    let folder = place.folder();
    assert!(is_encrypted(folder));
    for access in [Access::Read, Access::Write] {
        assert!(matches!(Vault::open(folder, access), Err(Error::Locked { .. })));
    }
    let wrong = CasePlace::unlock(folder, "青山不改 绿水长留").map(|_| ());
    assert!(matches!(wrong, Err(Error::WrongPassphrase { .. })), "{wrong:?}");
    for blank in [" 青山不改绿水长流", "青山不改绿水长流 ", "青山不改\u{7}绿水长流"] {
        let refused = place.set_passphrase(blank);
        assert!(matches!(refused, Err(Error::BlankPassphrase)), "{blank}: {refused:?}");
    }
    let short = CasePlace::to_encrypt(folder, "1234567").map(|_| ());
    assert!(matches!(short, Err(Error::ShortPassphrase { least: 8 })), "{short:?}");
    place.set_passphrase("另一个足够长的口令").expect("changed");
    assert!(CasePlace::unlock(folder, PASSPHRASE).is_err());
    let place = CasePlace::unlock(folder, "另一个足够长的口令").expect("unlocked");
    Vault::open(&place, Access::Write).expect("opens");
}

#[test]
fn a_copy_says_all_that_the_case_does() {
    let (temp, folder, mut vault) = case();
    let kept = keep(&mut vault, "a", b"the bytes");
    let lost = keep(&mut vault, "b", b"other bytes");
    let wanted = records(50);
    record(&mut vault, &kept, &wanted);
    vault.derived().put("text", "a.json", b"{}").expect("put");
    fs::remove_file(vault.originals().path(&lost.fingerprints.sha256)).expect("removed");
    let before = vault.verify(&|_| true).expect("verified").problems;
    let custody = vault.custody().expect("custody");
    let place = CasePlace::to_encrypt(&temp.path().join("copy.juzheng"), PASSPHRASE).expect("long enough");
    let copy = vault.encrypt_to(&place, STAMP, &|_| true).expect("copied");
    assert_eq!(copy.head().expect("a head"), vault.head().expect("a head"));
    assert_eq!(copy.settings().expect("settings"), vault.settings().expect("settings"));
    assert_eq!(copy.artifacts().expect("artifacts"), [kept.clone(), lost]);
    assert_eq!(Records::back(&copy, &copy.readings().expect("readings")[0]), wanted);
    let theirs = copy.custody().expect("custody");
    assert_eq!(theirs[..custody.len()], custody);
    assert_eq!(theirs.last().map(|entry| entry.action.as_str()), Some("encrypt"));
    assert_eq!(copy.verify(&|_| true).expect("verified").problems, before, "lost here is lost there");
    assert_eq!(copy.derived().get("text", "a.json").as_deref(), Some(&b"{}"[..]));
    let mut text = String::new();
    copy.original(&kept.fingerprints.sha256).expect("there").read_to_string(&mut text).expect("read");
    assert_eq!(text, "the bytes");
    drop((copy, vault));
    // One that can only be looked at is copied, too, and is looked at only afterwards.
    let looking = Vault::open(&folder, Access::Read).expect("opens");
    let second = CasePlace::to_encrypt(&temp.path().join("second.juzheng"), PASSPHRASE).expect("long enough");
    let copy = looking.encrypt_to(&second, STAMP, &|_| true).expect("copied");
    assert_eq!(copy.verify(&|_| true).expect("verified").problems, before);
    assert_eq!(looking.verify(&|_| true).expect("verified").problems, before);
    drop((copy, looking));
    assert!(!is_encrypted(&folder));
    Vault::open(&folder, Access::Write).expect("the case itself is as it was");
    Vault::open(&CasePlace::unlock(place.folder(), PASSPHRASE).expect("unlocked"), Access::Write)
        .expect("opens");
}

#[test]
fn a_copy_that_was_stopped_is_not_there() {
    let (temp, _folder, mut vault) = case();
    keep(&mut vault, "a", &vec![7; 3 << 20]);
    keep(&mut vault, "b", &vec![8; 3 << 20]);
    let target = temp.path().join("copy.juzheng");
    let place = CasePlace::to_encrypt(&target, PASSPHRASE).expect("long enough");
    let stopped = vault.encrypt_to(&place, STAMP, &|bytes| bytes < 4 << 20).map(|_| ());
    assert!(matches!(stopped, Err(Error::Stopped { .. })), "{stopped:?}");
    assert!(!target.exists(), "{:?}", files(&target));
    vault.encrypt_to(&place, STAMP, &|_| true).expect("and again");
}

#[test]
fn every_changed_byte_of_an_original_is_found() {
    let (_temp, _place, mut vault) = encrypted();
    let artifact = keep(&mut vault, "a", b"few bytes");
    let path = vault.originals().path(&artifact.fingerprints.sha256);
    let good = fs::read(&path).expect("read");
    let write = |bytes: &[u8]| {
        fs::remove_file(&path).expect("removed");
        fs::write(&path, bytes).expect("written");
    };
    let codes = |vault: &Vault| -> Vec<&str> {
        vault.verify(&|_| true).expect("verified").problems.iter().map(|problem| problem.code).collect()
    };
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1;
        write(&bad);
        assert_eq!(codes(&vault), ["original-changed"], "byte {place} of {}", good.len());
    }
    for cut in [0, 1, good.len() / 2, good.len() - 1] {
        write(&good[..cut]);
        assert_eq!(codes(&vault), ["original-changed"], "cut to {cut}");
    }
    write(&[&good[..], b"x"].concat());
    assert_eq!(codes(&vault), ["original-changed"]);
    write(&good);
    assert_eq!(codes(&vault), [""; 0]);
}

#[test]
fn an_interrupted_making_can_be_done_again() {
    let temp = tempfile::tempdir().expect("a folder");
    let folder = temp.path().join("a.juzheng");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("case.key"), "half").expect("written");
    fs::write(folder.join("case.sqlite.new"), "half").expect("written");
    let place = CasePlace::to_encrypt(&folder, PASSPHRASE).expect("long enough");
    let mut vault = Vault::create(&place, "t", &settings(), STAMP).expect("made");
    vault.keep(&mut &b"x"[..], &incoming("x"), STAMP, &|_| true).expect("kept");
    fs::write(folder.join("originals/.incoming-0"), "half").expect("written");
    drop(vault);
    let vault = Vault::open(&place, Access::Write).expect("opens");
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn a_key_that_lies_alone_is_nobodys_leftover() {
    let (temp, place, vault) = encrypted();
    drop(vault);
    let backup = temp.path().join("backup");
    fs::create_dir(&backup).expect("made");
    fs::copy(place.folder().join("case.key"), backup.join("case.key")).expect("copied");
    let there = CasePlace::to_encrypt(&backup, PASSPHRASE).expect("long enough");
    let refused = Vault::create(&there, "t", &settings(), STAMP).map(|_| ());
    assert!(matches!(refused, Err(Error::NotEmpty { .. })), "{refused:?}");
    assert_eq!(files(&backup), [backup.join("case.key")]);
    // Without it the case says what is missing; put back it opens.
    fs::remove_file(place.folder().join("case.key")).expect("removed");
    let shut = Vault::open(place.folder(), Access::Write).map(|_| ());
    assert!(matches!(shut, Err(Error::KeyDamaged { .. })), "{shut:?}");
    fs::copy(backup.join("case.key"), place.folder().join("case.key")).expect("put back");
    Vault::open(&CasePlace::unlock(place.folder(), PASSPHRASE).expect("unlocked"), Access::Write)
        .expect("opens");
}

#[test]
fn a_case_that_is_not_encrypted_has_no_passphrase_to_change() {
    let (_temp, folder, vault) = case();
    drop(vault);
    let refused = CasePlace::at(&folder).set_passphrase(PASSPHRASE);
    assert!(matches!(refused, Err(Error::NotEncrypted { .. })), "{refused:?}");
    assert!(!is_encrypted(&folder));
}

#[test]
fn a_damaged_first_page_is_damage_and_no_other_case() {
    let (_temp, place, vault) = encrypted();
    drop(vault);
    let file = place.folder().join("case.sqlite");
    let mut bytes = fs::read(&file).expect("read");
    bytes[300] ^= 1;
    fs::write(&file, bytes).expect("written");
    let opened = Vault::open(&place, Access::Read).map(|_| ());
    assert!(matches!(opened, Err(Error::Database { .. })), "{opened:?}");
}
