//! Packages made to harm whoever checks them: links, paths that lead out, lists that lie, floods.

use crate::room::{codes, pack, small_case, verify};
use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::symlink,
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

#[test]
fn links_and_devices_in_a_folder_are_refused_and_not_followed() {
    let case = small_case();
    let (_, out) = pack(&case, "court", "p", &[]);
    let manifest = out.join("data/manifest.json");
    let aside = case.room.path().join("aside.json");
    fs::rename(&manifest, &aside).expect("moved");
    symlink(&aside, &manifest).expect("linked");
    let report = verify(&out, &[]).json(1);
    assert!(codes(&report).contains(&"package-file-refused".to_owned()), "{report}");
    fs::remove_file(&manifest).expect("removed");
    let made = std::process::Command::new("mkfifo").arg(&manifest).status();
    if made.is_ok_and(|status| status.success()) {
        let report = verify(&out, &[]).json(1);
        assert!(
            codes(&report).contains(&"package-file-refused".to_owned()),
            "a pipe is not waited for: {report}"
        );
    }
}

fn zip(path: &Path, entries: &[(&str, &[u8], u32)]) {
    let mut zip = ZipWriter::new(File::create(path).expect("made"));
    for (name, bytes, mode) in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(*mode);
        match mode & 0o170_000 {
            0o120_000 => {
                zip.add_symlink(*name, String::from_utf8_lossy(bytes), options).expect("added");
            }
            _ => {
                zip.start_file(*name, options).expect("begun");
                zip.write_all(bytes).expect("written");
            }
        }
    }
    zip.finish().expect("finished");
}

#[test]
fn zips_that_lead_out_or_link_are_refused() {
    let room = tempfile::tempdir().expect("a folder");
    let bagit = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    for (name, bytes, mode) in [
        ("p/../../evil", &b"x"[..], 0o644),
        ("/etc/evil", b"x", 0o644),
        ("C:\\evil", b"x", 0o644),
        ("p/data/link", b"/etc/passwd", 0o120_777),
        ("q/elsewhere", b"x", 0o644),
    ] {
        let path = room.path().join("bad.zip");
        zip(&path, &[("p/bagit.txt", bagit, 0o644), (name, bytes, mode)]);
        let report = verify(&path, &[]).json(1);
        assert!(codes(&report).contains(&"package-file-refused".to_owned()), "{name}: {report}");
    }
    // No bag in it at all, and no zip at all.
    let path = room.path().join("none.zip");
    zip(&path, &[("a.txt", b"x", 0o644)]);
    assert_eq!(verify(&path, &[]).error(3), "not-a-package");
    fs::write(&path, b"PK\x03\x04 and nothing more").expect("written");
    assert_eq!(verify(&path, &[]).error(3), "not-a-package");
}

#[test]
fn a_flood_in_a_small_file_is_bounded() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("flood.zip");
    let flood = vec![b' '; 200 << 20];
    let bagit = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    zip(
        &path,
        &[
            ("p/bagit.txt", bagit, 0o644),
            ("p/manifest-sha256.txt", &flood, 0o644),
            ("p/tagmanifest-sha256.txt", &flood, 0o644),
            ("p/data/manifest.json", &flood, 0o644),
            ("p/data/package.json", &flood, 0o644),
        ],
    );
    let report = verify(&path, &[]).json(1);
    assert!(codes(&report).contains(&"package-list-damaged".to_owned()), "{report}");
}

#[test]
fn lists_that_name_what_is_not_there_or_lies_elsewhere_do_not_hold() {
    let case = small_case();
    let (_, out) = pack(&case, "court", "p", &[]);
    let list = out.join("manifest-sha256.txt");
    let good = fs::read_to_string(&list).expect("there");
    for line in ["../../etc/passwd", "/etc/passwd", "data/../package.sig", "data/none"] {
        fs::write(&list, format!("{good}{}  {line}\n", "0".repeat(64))).expect("written");
        assert_eq!(verify(&out, &[]).json(1)["ok"], false, "{line}");
    }
}
