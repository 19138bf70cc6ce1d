//! What a window asks of seals, timestamps and packages: shown before it is sent, weighed before it is written, checked after.

use crate::{ASKER, sample};
use juzheng_casework::{
    Audience, ErrorCode, Gaps, Memory, OpenCase, StandingShape, TrustedRoots, pane::PackForm, words::Lang,
};

fn form(audience: Audience) -> PackForm {
    PackForm { audience, gaps: Gaps::Shown, date: Some("2026-04-03".to_owned()), volume_mb: None }
}

#[test]
fn only_what_was_shown_is_sent_or_saved_and_it_seals_the_case() {
    let desk = sample();
    let trusted = TrustedRoots::default();
    let before = desk.case.seals(&trusted, Vec::new(), ASKER).expect("no seals");
    assert!(before.seals.is_empty());
    let shown = desk.case.prepare_query(ASKER).expect("prepared");
    assert_eq!((shown.root, shown.bytes as usize * 2), (before.root, shown.query.len()));
    assert!(shown.query.contains(&shown.root.hex()), "the root is in what would be sent");
    let after = desk.case.seals(&trusted, vec!["a.pem".to_owned()], ASKER).expect("sealed");
    assert_eq!(
        (after.seals.len(), after.seals[0].current, after.seals[0].standing),
        (1, true, StandingShape::Same)
    );
    assert_eq!(after.trusted, ["a.pem"]);
    let other = desk.case.send_query("00", "http://127.0.0.1:9", &trusted, ASKER);
    assert_eq!(other.err().map(|why| why.code()), Some(ErrorCode::UnknownId));
    let failed = desk.case.send_query(&shown.query, "http://127.0.0.1:9", &trusted, ASKER);
    assert_eq!(failed.err().map(|why| why.code()), Some(ErrorCode::TsaUnreachable));
    let file = desk.folder.path().join("请求.tsq");
    let saved = desk.case.save_query(&shown.query, &file, ASKER).expect("saved");
    assert_eq!(saved.query_file, Some(file.display().to_string()));
    assert_eq!(std::fs::metadata(&file).expect("there").len(), u64::from(shown.bytes));
    let again = desk.case.save_query(&shown.query, &file, ASKER);
    assert_eq!(again.err().map(|why| why.code()), Some(ErrorCode::Taken));
    let none = desk.case.take_reply(&file, &trusted, ASKER);
    assert_eq!(none.err().map(|why| why.code()), Some(ErrorCode::NotATimestamp));
}

#[test]
fn a_package_is_weighed_written_and_checked_without_the_case() {
    let desk = sample();
    let trusted = TrustedRoots::default();
    let weighed = desk.case.weigh_package(Audience::Court).expect("weighed");
    let out = desk.folder.path().join("包");
    let packed = desk.case.pack(&form(Audience::Court), None, out.clone(), ASKER, &|_| {}).expect("packed");
    assert_eq!((packed.reveals, packed.volumes.len()), (weighed, 0));
    let checked = desk.case.check_at(&out, None, &trusted, ASKER, &|_| {}).expect("checked");
    assert!(checked.ok && checked.items.iter().all(|item| item.standing == StandingShape::Same));
    assert_eq!(checked.checked.artifacts, u64::from(weighed.originals));
    let taken = desk.case.pack(&form(Audience::Court), None, out.clone(), ASKER, &|_| {});
    assert_eq!(taken.err().map(|why| why.code()), Some(ErrorCode::Taken));
    let wrong = PackForm { volume_mb: Some(0), ..form(Audience::Court) };
    let refused = desk.case.pack(&wrong, None, desk.folder.path().join("b"), ASKER, &|_| {});
    assert_eq!(refused.err().map(|why| why.code()), Some(ErrorCode::BadValue));

    let first = checked.items.iter().find_map(|item| item.path.clone()).expect("a file");
    let file = out.join(&first);
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[0] ^= 1;
    let mut rights = std::fs::metadata(&file).expect("there").permissions();
    #[allow(clippy::permissions_set_readonly_false)] // a copy in a folder of this test
    rights.set_readonly(false);
    std::fs::set_permissions(&file, rights).expect("writable");
    std::fs::write(&file, bytes).expect("changed");
    let checked = desk.case.check_at(&out, None, &trusted, ASKER, &|_| {}).expect("checked");
    assert!(!checked.ok && !checked.problems.is_empty());
    assert_eq!(checked.items[0].standing, StandingShape::Differs, "what does not hold comes first");

    let none = desk.case.check_at(desk.folder.path(), None, &trusted, ASKER, &|_| {});
    assert_eq!(none.err().map(|why| why.code()), Some(ErrorCode::NotACase));
}

#[test]
fn a_case_that_can_only_be_viewed_is_not_sealed_but_packed() {
    let desk = sample();
    let looking = OpenCase::open(desk.case.folder()).expect("opened for looking");
    let refused = looking.prepare_query(ASKER);
    assert!(refused.is_err());
    let out = desk.folder.path().join("包.zip");
    looking.pack(&form(Audience::Archive), None, out.clone(), ASKER, &|_| {}).expect("packed");
    assert!(looking.check_at(&out, None, &TrustedRoots::default(), ASKER, &|_| {}).expect("checked").ok);
    assert!(looking.seals(&TrustedRoots::default(), Vec::new(), ASKER).expect("seals").seals.is_empty());
}

#[test]
fn certificates_are_remembered_though_their_file_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, pem) = (folder.path().join("memory.json"), folder.path().join("根.pem"));
    let mut memory = Memory::load(file.clone());
    std::fs::write(&pem, "none").expect("written");
    assert_eq!(memory.trust(&pem).err().map(|why| why.code()), Some(ErrorCode::NoRoots));
    let made = std::process::Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ed25519",
            "-nodes",
            "-subj",
            "/CN=Root",
            "-keyout",
            "/dev/null",
            "-out",
        ])
        .arg(&pem)
        .output()
        .expect("openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    memory.trust(&pem).expect("trusted");
    memory.trust(&pem).expect("trusted again");
    std::fs::remove_file(&pem).expect("gone");
    let mut memory = Memory::load(file);
    assert_eq!(memory.trusted_names(), ["根.pem"]);
    assert!(!memory.trusted().expect("they read").is_empty());
    memory.distrust("根.pem").expect("no more");
    assert!(memory.trusted().expect("none").is_empty());
}

#[test]
fn a_certificate_is_read_for_its_digest_noted_compared_and_taken_back() {
    let desk = sample();
    let text = |name: &str, text: String| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let materials = desk.case.materials(Lang::Zh);
    let (first, second) = (&materials[0].artifact, &materials[1].artifact);
    let pdf = desk.folder.path().join("证书.pdf");
    let hex = first.sha256.hex();
    let lines = ["No. 2026-11".to_owned(), format!("SHA256: {}", &hex[..32]), hex[32..].to_owned()];
    std::fs::write(&pdf, printed(&lines)).expect("written");
    let halves = first.sm3.hex();
    let note = text("公证.txt", format!("SM3：{}\n{}\n", &halves[..30], &halves[30..]));
    desk.case.add_files(vec![pdf, note], None, ASKER, &|_| {}).expect("added");
    let id = |name: &str| {
        let all = desk.case.materials(Lang::Zh);
        all.iter().find(|one| one.artifact.name == name).expect("there").artifact.id
    };
    let (pdf, note) = (id("证书.pdf"), id("公证.txt"));
    let found = desk.case.digests_in(pdf).expect("read");
    assert_eq!(found, [hex]);
    assert_eq!(desk.case.digests_in(note).expect("read"), [halves.clone()]);
    let said = |id| -> Vec<&'static str> {
        let findings = desk.case.material(id, Lang::Zh).expect("there").findings;
        let codes = findings.iter().map(|finding| finding.code.as_str());
        let known = ["receipt-matches", "receipt-differs", "receipt-unmatched"];
        codes.filter_map(|code| known.into_iter().find(|known| *known == code)).collect()
    };
    assert_eq!(said(note), [""; 0]);
    let claim = |digest: &str, of| desk.case.claim_receipt(note, digest, of, ASKER);
    assert_eq!(claim("12 34", None).err().map(|why| why.code()), Some(ErrorCode::BadValue));
    let before = claim(&halves, Some(first.id)).expect("noted");
    assert!(before.undoable.is_some());
    assert_eq!(said(note), ["receipt-matches"]);
    desk.case.undo(ASKER).expect("taken back");
    assert_eq!(said(note), [""; 0]);
    claim(&halves, Some(second.id)).expect("noted");
    assert_eq!(said(note), ["receipt-differs"]);
    desk.case.undo(ASKER).expect("taken back");
    claim(&"ab ".repeat(32), None).expect("blanks do not count");
    assert_eq!(said(note), ["receipt-unmatched"]);
}

/// A PDF of one page with these lines in Helvetica.
fn printed(lines: &[String]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -20 Td ")).collect();
    let content = format!("BT /F1 12 Tf 50 700 Td {shown} ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(pdf.len());
        pdf += &format!("{n} 0 obj{object}endobj\n");
    }
    let table = pdf.len();
    pdf += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    pdf.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    pdf += &format!("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    pdf.into_bytes()
}
