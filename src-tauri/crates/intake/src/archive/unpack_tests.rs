//! Tests of unpacking: passwords, damage, limits, links.

use super::*;
use crate::archive::{Archive, Opened};
use std::io::Cursor;
use zip::{AesMode, CompressionMethod, ZipWriter, unstable::write::FileOptionsExt, write::SimpleFileOptions};

const TEXT: &str = "交易时间,交易类型\n2025-01-01 00:00:00,转账\n";

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn zip(write: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    write(&mut writer);
    writer.finish().expect("memory takes it").into_inner()
}

fn one(options: SimpleFileOptions, name: &str, content: &[u8]) -> Vec<u8> {
    zip(|writer| {
        writer.start_file(name, options).expect("an entry begins");
        writer.write_all(content).expect("memory takes it");
    })
}

fn unpack(bytes: &[u8], index: usize, password: Option<&str>, limits: Limits) -> (EntryOutcome, Vec<u8>) {
    let mut cursor = Cursor::new(bytes);
    let Opened::Archive(mut archive) = Archive::open(&mut cursor).expect("memory can be read") else {
        panic!("the directory can be read")
    };
    let mut out = Vec::new();
    let outcome = archive.read_entry(index, password, &mut out, &limits).expect("memory can be read");
    (outcome, out)
}

#[test]
fn a_right_password_opens_and_a_wrong_one_is_told_from_damage() {
    let crypto = zip(|writer| {
        writer
            .start_file("a.csv", options().with_deprecated_encryption(b"012345").expect("a key"))
            .expect("an entry");
        writer.write_all(TEXT.as_bytes()).expect("memory takes it");
    });
    let aes = zip(|writer| {
        writer
            .start_file("a.csv", options().with_aes_encryption(AesMode::Aes256, "012345"))
            .expect("an entry");
        writer.write_all(TEXT.as_bytes()).expect("memory takes it");
    });
    for bytes in [crypto, aes] {
        let outcome = |password: Option<&str>| unpack(&bytes, 0, password, Limits::default());
        assert_eq!(outcome(None).0, EntryOutcome::PasswordNeeded);
        assert_eq!(outcome(Some("012345")).1, TEXT.as_bytes());
        assert_eq!(outcome(Some("12345")).0, EntryOutcome::WrongPassword, "a leading zero counts");
        // One wrong password in 256 passes the check of the old cipher at the start. One in 65,536 passes that of AES, and
        // then is not told from damage.
        let mut damaged = 0;
        for wrong in 0..1000 {
            match outcome(Some(&format!("9{wrong:05}"))).0 {
                EntryOutcome::WrongPassword => {}
                EntryOutcome::Damaged { why } if why.contains("authentication") => damaged += 1,
                other => panic!("{wrong}: {other:?}"),
            }
        }
        assert!(damaged <= 2, "{damaged} of 1000");
    }
}

#[test]
fn what_is_damaged_is_told() {
    let mut flipped = one(options(), "a.csv", TEXT.repeat(50).as_bytes());
    flipped[60] ^= 0x40;
    assert!(matches!(unpack(&flipped, 0, None, Limits::default()).0, EntryOutcome::Damaged { .. }));
    let whole = one(options(), "a.csv", TEXT.as_bytes());
    let mut cursor = Cursor::new(&whole[..whole.len() - 30]);
    assert!(
        matches!(Archive::open(&mut cursor).expect("memory can be read"), Opened::Damaged(_)),
        "the directory is cut off"
    );
    assert!(matches!(unpack(&whole, 7, None, Limits::default()).0, EntryOutcome::Damaged { .. }));
}

#[test]
fn limits_stop_early() {
    let bytes = one(options(), "zeros", &vec![0; 4 << 20]);
    let small = Limits { entry: 1 << 20, ..Limits::default() };
    let total = Limits { total: 1 << 20, ..Limits::default() };
    let ratio = Limits { ratio_from: 1 << 20, ..Limits::default() };
    for (limits, what) in [(small, "entry"), (total, "archive"), (ratio, "ratio")] {
        let (outcome, out) = unpack(&bytes, 0, None, limits);
        assert!(matches!(&outcome, EntryOutcome::LimitReached { what: w, .. } if *w == what), "{outcome:?}");
        assert!(out.len() <= 1 << 20, "{} bytes came out", out.len());
    }
    assert_eq!(unpack(&bytes, 0, None, Limits::default()).0, EntryOutcome::Unpacked { size: 4 << 20 });
}

#[test]
fn the_limit_of_an_archive_counts_over_its_entries() {
    let bytes = zip(|writer| {
        for name in ["a", "b"] {
            writer.start_file(name, options()).expect("an entry begins");
            writer.write_all(&[7; 1000]).expect("memory takes it");
        }
    });
    let mut cursor = Cursor::new(bytes);
    let Opened::Archive(mut archive) = Archive::open(&mut cursor).expect("memory can be read") else {
        panic!("the directory can be read")
    };
    let limits = Limits { total: 1500, ..Limits::default() };
    let mut outcome =
        |index| archive.read_entry(index, None, &mut io::sink(), &limits).expect("memory can be read");
    assert_eq!(outcome(0), EntryOutcome::Unpacked { size: 1000 });
    assert_eq!(outcome(1), EntryOutcome::LimitReached { what: "archive", limit: 1500 });
}

#[test]
fn folders_links_and_unsafe_names_are_told() {
    let bytes = zip(|writer| {
        writer.add_directory("账单/", options()).expect("an entry begins");
        writer.add_symlink("link", "/etc/passwd", options()).expect("an entry begins");
        writer.start_file("../evil.csv", options()).expect("an entry begins");
    });
    let mut cursor = Cursor::new(&bytes);
    let Opened::Archive(archive) = Archive::open(&mut cursor).expect("memory can be read") else {
        panic!("the directory can be read")
    };
    let shape: Vec<_> =
        archive.entries().iter().map(|e| (e.name.as_str(), e.is_dir, e.is_link, e.unsafe_name)).collect();
    let want =
        [("账单/", true, false, false), ("link", false, true, false), ("../evil.csv", false, false, true)];
    assert_eq!(shape, want);
    assert_eq!(unpack(&bytes, 0, None, Limits::default()).0, EntryOutcome::Directory);
    assert_eq!(unpack(&bytes, 1, None, Limits::default()).0, EntryOutcome::Link);
}

#[test]
fn two_entries_of_one_name_are_two() {
    let mut bytes = zip(|writer| {
        for (name, content) in [("a.csv", b"one"), ("b.csv", b"two")] {
            writer.start_file(name, options()).expect("an entry begins");
            writer.write_all(content).expect("memory takes it");
        }
    });
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"b.csv" {
            bytes[at] = b'a';
        }
    }
    assert_eq!(unpack(&bytes, 0, None, Limits::default()).1, b"one");
    assert_eq!(unpack(&bytes, 1, None, Limits::default()).1, b"two");
}

#[test]
fn a_refusing_receiver_is_an_error_with_its_own_words() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let bytes = one(options(), "a.csv", TEXT.as_bytes());
    let mut cursor = Cursor::new(&bytes);
    let Opened::Archive(mut archive) = Archive::open(&mut cursor).expect("memory can be read") else {
        panic!("the directory can be read")
    };
    let error = archive.read_entry(0, None, &mut Full, &Limits::default()).expect_err("the receiver refuses");
    assert!(
        matches!(&error, Error::Write { index: 0, source } if source.kind() == io::ErrorKind::StorageFull)
    );
}
