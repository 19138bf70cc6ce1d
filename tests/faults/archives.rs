//! Archives that attack: paths outside, ten gigabytes of zeros, zips in zips, entries without end.

use crate::room::{NOBODY, calm, read, size_of, sound, watch};
use flate2::{Compress, Compression, Crc, FlushCompress};
use juzheng_tests::program::{Case, command, sample};
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
    process::Stdio,
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn zipped(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("an entry begins");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("the zip ends").into_inner()
}

fn put(case: &Case, name: &str, bytes: &[u8]) -> PathBuf {
    let path = case.room.path().join(name);
    fs::write(&path, bytes).expect("the temporary folder is writable");
    path
}

#[test]
fn names_that_point_outside_write_nothing_outside() {
    let names = [
        "../../../evil.csv",
        "/tmp/juzheng-evil.csv",
        "..\\..\\evil.csv",
        "C:\\evil.csv",
        "a/../../evil.csv",
        "\u{202e}vsc.live",
        "con",
        "a\nb.csv",
        "\u{1b}[31mred.csv",
    ];
    let chat = fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample");
    for (number, name) in names.into_iter().enumerate() {
        let case = Case::new(&NOBODY);
        let content =
            [&chat[..], format!("{number},文本,周某,2024-02-12 18:21:00,x,,,more\r\n").as_bytes()].concat();
        // The writer of zips might mend the name, so it goes in afterwards.
        let placeholder = "n".repeat(name.len());
        let zip = zipped(&[(placeholder.clone(), content)]);
        let zip = put(&case, "evil.zip", &replace(&zip, placeholder.as_bytes(), name.as_bytes()));
        let run = case.run("add", [&zip]);
        calm(&run);
        sound(&case);
        let mut beside: Vec<String> = fs::read_dir(case.room.path())
            .expect("the room")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        beside.sort_unstable();
        assert_eq!(beside, ["evil.zip", "案件.juzheng"], "`{name}`");
        assert!(!Path::new("/tmp/juzheng-evil.csv").exists());
        assert!(case.list("artifacts").iter().any(|a| a["kind"] == "archive"), "the zip is kept: `{name}`");
    }
}

/// A zip of one entry of so many MiB of zeros, of which its headers say that they are `claimed` bytes.
fn zeros(path: &Path, mebibytes: u64, claimed: u64) {
    let block = vec![0_u8; 1 << 20];
    let mut squeeze = Compress::new(Compression::best(), false);
    let mut once = Vec::with_capacity(1 << 16);
    // A full flush ends on a byte and forgets what was before, so that the same bytes can follow again and again.
    squeeze.compress_vec(&block, &mut once, FlushCompress::Full).expect("zeros can be squeezed");
    assert_eq!(squeeze.total_in(), 1 << 20);
    let mut sum = Crc::new();
    let mut one = Crc::new();
    one.update(&block);
    (0..mebibytes).for_each(|_| sum.combine(&one));
    let squeezed = once.len() as u64 * mebibytes + 2;
    let name = b"zeros.csv";
    let mut extra = [&1_u16.to_le_bytes()[..], &16_u16.to_le_bytes()].concat();
    extra.extend(claimed.to_le_bytes());
    extra.extend(squeezed.to_le_bytes());
    let header = |local: bool| {
        let mut bytes = Vec::new();
        bytes.extend(if local { &b"PK\x03\x04"[..] } else { b"PK\x01\x02\x2d\x00" });
        for short in [45_u16, 0, 8, 0, 0x5721] {
            bytes.extend(short.to_le_bytes());
        }
        for long in [sum.sum(), u32::MAX, u32::MAX] {
            bytes.extend(long.to_le_bytes());
        }
        bytes.extend((name.len() as u16).to_le_bytes());
        bytes.extend((extra.len() as u16).to_le_bytes());
        if !local {
            bytes.extend([0; 14]);
        }
        bytes.extend(name);
        bytes.extend(&extra);
        bytes
    };
    let (local, central) = (header(true), header(false));
    let mut out = std::io::BufWriter::new(fs::File::create(path).expect("a file"));
    out.write_all(&local).expect("room");
    (0..mebibytes).for_each(|_| out.write_all(&once).expect("room"));
    out.write_all(&[0x03, 0x00]).expect("room");
    out.write_all(&central).expect("room");
    let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
    end.extend((central.len() as u32).to_le_bytes());
    end.extend(((local.len() as u64 + squeezed) as u32).to_le_bytes());
    end.extend([0, 0]);
    out.write_all(&end).expect("room");
    out.flush().expect("room");
}

#[test]
fn the_zeros_are_a_zip_that_others_can_read() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let path = room.path().join("zeros.zip");
    zeros(&path, 3, 3 << 20);
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("the zip")).expect("a zip");
    let mut bytes = Vec::new();
    std::io::copy(&mut zip.by_index(0).expect("an entry"), &mut bytes).expect("the check sum is right");
    assert_eq!(bytes, vec![0; 3 << 20]);
}

#[test]
fn ten_gigabytes_of_zeros_stay_small() {
    for claimed in [10_u64 << 30, 1_000] {
        let case = Case::new(&NOBODY);
        let path = case.room.path().join("zeros.zip");
        zeros(&path, 10 << 10, claimed);
        let aside = tempfile::tempdir().expect("a temporary folder");
        let arguments = ["add".as_ref(), case.path.as_os_str(), path.as_os_str(), "--json".as_ref()];
        let mut add = command(arguments);
        add.env("TMPDIR", aside.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let (status, most) = watch(add.spawn().expect("the program starts"));
        assert!([0, 1].contains(&status), "claimed {claimed}: status {status}");
        assert!(most < 512 << 20, "claimed {claimed}: {} MiB of memory", most >> 20);
        let disk = size_of(&case.path) + size_of(aside.path());
        assert!(disk < 3 << 30, "claimed {claimed}: {} MiB on disk", disk >> 20);
        let findings = case.list("findings");
        assert!(!findings.is_empty(), "it is said");
        assert!(case.list("artifacts").iter().any(|a| a["name"] == "zeros.zip"), "the zip itself is kept");
        case.holds();
    }
}

#[test]
fn zips_in_zips_come_to_an_end() {
    let chat = fs::read(sample("flows/chat-lc044-v3.csv")).expect("a sample");
    let mut inner = ("聊天.csv".to_owned(), chat);
    for depth in 1..=40 {
        inner = (format!("{depth}.zip"), zipped(std::slice::from_ref(&inner)));
        if [2, 5, 40].contains(&depth) {
            let case = Case::new(&NOBODY);
            let path = put(&case, "nested.zip", &inner.1);
            calm(&case.run("add", [&path]));
            calm(&read(&path));
            sound(&case);
            let artifacts = case.list("artifacts");
            assert!(artifacts.iter().any(|a| a["name"] == "nested.zip"), "{depth}: {artifacts:?}");
            let said = artifacts.iter().any(|a| a["messages"] == 16) || !case.list("findings").is_empty();
            assert!(said, "{depth}: read, or said why not");
        }
    }
}

#[test]
fn very_many_entries_come_to_an_end() {
    let entries: Vec<(String, Vec<u8>)> =
        (0..2_500).map(|n| (format!("{n}.txt"), n.to_string().into_bytes())).collect();
    let case = Case::new(&NOBODY);
    let path = put(&case, "many.zip", &zipped(&entries));
    let run = case.run("add", [&path]);
    calm(&run);
    case.holds();
    let (artifacts, findings) = (case.list("artifacts").len(), case.list("findings").len());
    assert!(
        artifacts >= 1 && findings >= 1,
        "kept, and what was not unpacked is said: {artifacts} {findings}"
    );
}

#[test]
fn two_entries_of_one_name_are_both_there() {
    let case = Case::new(&NOBODY);
    let one = zipped(&[("一.txt".to_owned(), b"1".to_vec()), ("二.txt".to_owned(), b"2".to_vec())]);
    let bytes = replace(&one, "二".as_bytes(), "一".as_bytes());
    let path = put(&case, "same.zip", &bytes);
    let run = case.run("add", [&path]);
    calm(&run);
    sound(&case);
    let entries = case.list("artifacts").iter().filter(|a| !a["parent"].is_null()).count();
    let said = !case.list("findings").is_empty();
    assert!(entries == 2 || said, "two entries, or said why not: {entries}");
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len().saturating_sub(from.len()) {
        if out[at..].starts_with(from) {
            out[at..at + from.len()].copy_from_slice(to);
        }
    }
    out
}
