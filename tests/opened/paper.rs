//! What a window asks of the dossier: every choice of the command line, and the ways between a page and the case.

use crate::{ASKER, all_links, sample};
use juzheng_casework::{
    ErrorCode, Gaps, Part, PerPage, Profile, Rules,
    model::Id,
    pane::{DossierForm, DossierTarget, HidingForm, MadeWhat, PaperForm, VolumesForm},
    words::Lang,
};

/// How a dossier is printed where nobody says otherwise.
pub(crate) fn usual() -> PaperForm {
    PaperForm {
        pictures: PerPage::One,
        transcripts: false,
        forms: true,
        duplex: false,
        left_out: Vec::new(),
        hiding: HidingForm::Boxes,
        volumes: None,
        receipts: false,
        docx: false,
        xlsx: false,
    }
}

fn form(paper: PaperForm) -> DossierForm {
    let date = Some("2026-04-03".to_owned());
    DossierForm { profile: Profile::Court, gaps: Gaps::Shown, date, parts: Part::ALL.to_vec(), paper }
}

#[test]
fn volumes_receipts_and_tables_are_written_beside_the_first_file() {
    let desk = sample();
    let paper = PaperForm {
        duplex: true,
        volumes: Some(VolumesForm::Pages { most: 12 }),
        receipts: true,
        docx: true,
        xlsx: true,
        ..usual()
    };
    let whole = desk.case.preview_dossier(&form(usual()), ASKER, &|_| {}).expect("previewed");
    let out = desk.folder.path().join("册.pdf");
    let made = desk.case.export_dossier(&form(paper), out, ASKER, &|_| {}).expect("exported");
    assert_eq!(made.pages, whole.pages, "covers of volumes are not counted");
    assert!(made.path.ends_with("册-1.pdf"), "{}", made.path);
    let of = |what| made.others.iter().filter(move |file| file.what == what).count();
    assert_eq!((of(MadeWhat::Receipts), of(MadeWhat::Table)), (1, 4));
    assert!(of(MadeWhat::Volume) >= 1);
    for file in &made.others {
        assert!(std::path::Path::new(&file.path).is_file(), "{}", file.path);
    }
    for volumes in [VolumesForm::Pages { most: 0 }, VolumesForm::Megabytes { most: 1 }] {
        let paper = PaperForm { volumes: Some(volumes), ..usual() };
        let refused =
            desk.case.export_dossier(&form(paper), desk.folder.path().join("x.pdf"), ASKER, &|_| {});
        assert_eq!(refused.err().map(|why| why.code()), Some(ErrorCode::BadValue), "{volumes:?}");
    }
}

#[test]
fn what_is_hidden_or_left_out_changes_the_pages() {
    let desk = sample();
    let preview = |paper| desk.case.preview_dossier(&form(paper), ASKER, &|_| {}).expect("previewed");
    let chat = desk.case.materials(Lang::Zh).into_iter().find(|one| one.artifact.name.ends_with(".csv"));
    let chat = chat.expect("the sample has a chat").artifact.id;
    let labels = |paper: PaperForm| {
        let shown = preview(paper);
        let on = |page| desk.case.dossier_page(shown.token, page);
        let here: Vec<_> =
            (1..=shown.pages).flat_map(on).filter(|one| one.jump.artifact == Some(chat)).collect();
        assert!(!here.is_empty(), "its records are printed");
        here[0].label.clone()
    };
    assert!(labels(usual()).is_some_and(|label| label.contains('-')));
    assert_eq!(labels(PaperForm { left_out: vec![chat], ..usual() }), None, "it is no exhibit then");
    let hidden = preview(PaperForm { hiding: HidingForm::Rules { rules: Rules::ALL }, ..usual() });
    assert!(hidden.size != preview(usual()).size);
}

#[test]
fn a_page_leads_to_the_case_and_the_case_to_its_page() {
    let desk = sample();
    let preview = desk.case.preview_dossier(&form(usual()), ASKER, &|_| {}).expect("previewed");
    assert_eq!(desk.case.dossier_page(preview.token, 1), [], "the cover shows no file");
    let find = |target| desk.case.dossier_find(preview.token, target).expect("known");
    let links = desk.case.links(&all_links(), 0, 5).expect("links");
    for row in &links.rows {
        let link = row.money.link.expect("a link");
        let detail = desk.case.link_detail(link, Lang::Zh).expect("all about it");
        let transfer = detail.transfer.id;
        let page = find(DossierTarget::Transfer { transfer }).expect("it is printed");
        // The page shows the file that the transfer names as its origin, and leads to a row of it.
        let here = desk.case.dossier_page(preview.token, page);
        let bill = here.iter().find(|one| one.jump.artifact == Some(detail.transfer.origins[0].artifact));
        assert!(bill.is_some_and(|one| one.jump.line.is_some()), "page {page}: {here:?}");
        if let Some(message) = detail.message {
            let page = find(DossierTarget::Message { message: message.id }).expect("it is printed");
            assert!(!desk.case.dossier_page(preview.token, page).is_empty());
        }
    }
    for material in desk.case.materials(Lang::Zh) {
        let artifact = material.artifact.id;
        if let Some(page) = find(DossierTarget::Material { artifact }) {
            let here = desk.case.dossier_page(preview.token, page);
            assert!(here.iter().any(|one| one.jump.artifact == Some(artifact)), "{}", material.artifact.name);
        } else {
            assert!(material.artifact.name.ends_with(".zip"), "{} stands nowhere", material.artifact.name);
        }
    }
    assert!(desk.case.dossier_find(preview.token, DossierTarget::Message { message: Id(7) }).is_err());
    let gone = preview.token.wrapping_sub(1);
    assert_eq!(desk.case.dossier_page(gone, 3), []);
}
