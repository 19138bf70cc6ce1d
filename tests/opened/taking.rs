//! Taking in, unlocking, exporting and checking from a window.

use crate::{ASKER, checkout, dispute, paper::usual, sample};
use juzheng_casework::{
    ErrorCode, FileStatus, Gaps, OpenCase, Part, Profile,
    pane::{AddProgress, DossierForm, NewCaseForm},
    words::Lang,
};
use std::sync::Mutex;

fn form() -> DossierForm {
    DossierForm {
        profile: Profile::Court,
        gaps: Gaps::Shown,
        date: Some("2026-04-03".to_owned()),
        parts: Part::ALL.to_vec(),
        paper: usual(),
    }
}

#[test]
fn a_zip_waits_for_its_password_and_is_unlocked_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    let parties = sample().case.overview(Lang::Zh).expect("at a glance").settings.parties;
    let form = NewCaseForm {
        place: folder.path().display().to_string(),
        title: "案".to_owned(),
        parties,
        threshold_minutes: 15,
        offset: "+08:00".to_owned(),
    };
    let case = OpenCase::create(&form, None, ASKER).expect("a case");
    let zip = checkout("assets/sample/微信支付账单(20250101-20250331).zip");
    let told = Mutex::new(Vec::new());
    let tell = |progress: AddProgress| told.lock().expect("one teller").push(progress);
    let added = case.add_files(vec![zip], None, ASKER, &tell).expect("kept");
    assert_eq!((added.summary.locked, added.locked.len()), (1, 1));
    assert!(case.materials(Lang::Zh)[0].locked);
    for wrong in ["000000", "", "password"] {
        let again = case.unlock(&added.locked, wrong.to_owned(), ASKER, &tell).expect("tried");
        assert_eq!(again.files[0].status, FileStatus::Locked, "{wrong}");
    }
    let password = std::fs::read_to_string(checkout("assets/sample/密码.txt")).expect("the password");
    let again = case.unlock(&added.locked, password, ASKER, &tell).expect("unlocked");
    assert_eq!((again.summary.locked, again.files.len()), (0, 2));
    assert!(again.summary.transfers > 0 && !case.materials(Lang::Zh)[0].locked);
    let told = told.into_inner().expect("one teller");
    assert!(told.contains(&AddProgress::Linking));
    assert!(told.iter().any(|t| matches!(t, AddProgress::Done { status: FileStatus::Locked, .. })));
}

#[test]
fn what_cannot_be_kept_is_said_and_the_rest_goes_on() {
    let desk = sample();
    let missing = desk.folder.path().join("missing.csv");
    let note = desk.folder.path().join("note.bin");
    std::fs::write(&note, [0, 159, 146, 150]).expect("written");
    let added = desk.case.add_files(vec![missing, note], None, ASKER, &|_| {}).expect("done");
    let statuses: Vec<FileStatus> = added.files.iter().map(|file| file.status).collect();
    assert_eq!(statuses, [FileStatus::Rejected, FileStatus::Added]);
    assert!(added.files.iter().all(|file| !file.findings.is_empty()));
}

#[test]
fn stopping_leaves_what_was_finished() {
    let desk = sample();
    let files: Vec<_> = (0..40)
        .map(|number| {
            let file = desk.folder.path().join(format!("{number:02}.txt"));
            std::fs::write(&file, format!("note {number}")).expect("written");
            file
        })
        .collect();
    let done = Mutex::new(0);
    let tell = |progress: AddProgress| {
        if matches!(progress, AddProgress::Done { .. }) {
            let mut done = done.lock().expect("one teller");
            *done += 1;
            if *done == 3 {
                desk.case.stop();
            }
        }
    };
    let added = desk.case.add_files(files, None, ASKER, &tell).expect("stopped");
    assert!(added.stopped);
    assert_eq!(added.files.len(), 3);
    assert_eq!(desk.case.materials(Lang::Zh).len(), 4 + 3);
    assert!(desk.case.check(&juzheng_casework::TrustedRoots::default(), ASKER, &|_| {}).expect("checked").ok);
}

#[test]
fn the_previewed_pages_are_those_that_are_exported() {
    let desk = sample();
    let preview = desk.case.preview_dossier(&form(), ASKER, &|_| {}).expect("previewed");
    let pages = desk.case.preview_pages(preview.token).expect("they are there");
    assert_eq!(pages.count(), preview.pages as usize);
    assert!(preview.outline.len() >= 6 && preview.outline.iter().all(|(_, page)| *page <= preview.pages));
    let png = pages.picture(1, 300).expect("a page");
    assert!(png.starts_with(b"\x89PNG"));
    let custody = desk.case.custody(Lang::Zh).expect("the chain").len();
    let out = desk.folder.path().join("证据册.pdf");
    let made = desk.case.export_dossier(&form(), out.clone(), ASKER, &|_| {}).expect("exported");
    assert_eq!((made.pages, made.size), (preview.pages, preview.size));
    assert_eq!(desk.case.custody(Lang::Zh).expect("the chain").len(), custody + 1);
    let fewer = DossierForm { parts: vec![Part::Timeline], ..form() };
    let preview = desk.case.preview_dossier(&fewer, ASKER, &|_| {}).expect("previewed");
    assert!(preview.pages < made.pages);
    assert!(desk.case.preview_pages(preview.token.wrapping_sub(1)).is_none(), "the one before is let go");
    let refused = desk.case.export_dossier(&form(), desk.case.folder().join("x.pdf"), ASKER, &|_| {});
    assert_eq!(refused.err().map(|why| why.code()), Some(ErrorCode::InTheWay));
    let dated = DossierForm { date: Some("soon".to_owned()), ..form() };
    assert!(desk.case.preview_dossier(&dated, ASKER, &|_| {}).is_err());
}

#[test]
fn a_case_that_is_only_looked_at_is_exported_and_checked_and_never_changed() {
    let desk = sample();
    let looking = OpenCase::open(desk.case.folder()).expect("opened for looking");
    let before = desk.case.custody(Lang::Zh).expect("the chain").len();
    assert!(looking.check(&juzheng_casework::TrustedRoots::default(), ASKER, &|_| {}).expect("checked").ok);
    let out = desk.folder.path().join("证据册.pdf");
    looking.export_dossier(&form(), out, ASKER, &|_| {}).expect("exported");
    let refused = looking.add_files(Vec::new(), None, ASKER, &|_| {});
    assert_eq!(refused.err().map(|why| why.code()), Some(ErrorCode::Busy));
    assert_eq!(desk.case.custody(Lang::Zh).expect("the chain").len(), before);
}

#[test]
fn custody_is_told_in_words() {
    let desk = dispute(50, 5, None, 2);
    desk.case.check(&juzheng_casework::TrustedRoots::default(), ASKER, &|_| {}).expect("checked");
    for lang in [Lang::Zh, Lang::En] {
        let entries = desk.case.custody(lang).expect("the chain");
        assert!(entries.len() >= 5);
        for (ix, entry) in entries.iter().enumerate() {
            assert_eq!(entry.seq as usize, ix + 1);
            assert!(!entry.words.is_empty() && !entry.words.contains("{}"), "{entry:?}");
        }
    }
}

#[test]
fn one_changed_byte_shows_in_the_check() {
    let desk = sample();
    let database = desk.case.folder().join("originals");
    let original = walk(&database).into_iter().next().expect("an original");
    let mut bytes = std::fs::read(&original).expect("read");
    bytes[0] ^= 1;
    std::fs::remove_file(&original).expect("removed");
    std::fs::write(&original, bytes).expect("written");
    let checked =
        desk.case.check(&juzheng_casework::TrustedRoots::default(), ASKER, &|_| {}).expect("checked");
    assert!(!checked.ok && !checked.problems.is_empty());
    assert!(checked.scope.contains("不证明"));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    entries
        .flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] })
        .collect()
}
