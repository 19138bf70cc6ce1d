//! Review of pictures: what was read stands box by box, is corrected and checked by a person, and says so everywhere.

use crate::{
    ASKER, ME, OTHER, everything,
    painted::{Painter, WIDTH},
};
use juzheng_casework::{
    OpenCase, Sight,
    model::{Id, PartyRole, Side},
    pane::{
        CaptureScope, Decision, NewCaseForm, PartyPane, Picture, PictureQuery, PictureRow, PictureShow, Scale,
    },
    words::Lang,
};
use std::{path::PathBuf, sync::Arc};

/// A case with three painted screens: one whose labels have a year, one without, one that is very long.
struct Screens {
    folder: tempfile::TempDir,
    case: OpenCase,
}

fn screens() -> Screens {
    let folder = tempfile::tempdir().expect("a folder");
    let painter = Painter::default();
    let files = ["甲.bmp", "乙.bmp", "长图.bmp"].map(|name| folder.path().join(name));
    painter
        .screen(1_920, OTHER)
        .label("2024年3月1日 20:15")
        .bubble(false, "最近手头有点紧", 999)
        .bubble(true, "要多少", 430)
        .bubble(false, "五千可以吗", 999)
        .save(&files[0]);
    painter
        .screen(1_920, OTHER)
        .label("昨天 21:05")
        .bubble(true, "什么时候还我", 999)
        .bubble(false, "月底一定还", 999)
        .save(&files[1]);
    let mut long = painter.screen(12_000, OTHER).label("2024年3月5日 09:00");
    for number in 0..50 {
        long = long.bubble(number % 2 == 0, &format!("第{number}句话在这里"), 990);
    }
    long.save(&files[2]);
    let party = |name: &str, role| PartyPane {
        name: name.to_owned(),
        role,
        aliases: Vec::new(),
        details: Vec::new(),
    };
    let form = NewCaseForm {
        place: folder.path().display().to_string(),
        title: "案".to_owned(),
        parties: vec![party(ME, PartyRole::Me), party(OTHER, PartyRole::Other)],
        threshold_minutes: 15,
        offset: "+08:00".to_owned(),
    };
    let case = OpenCase::create(&form, None, ASKER).expect("a case");
    case.see_with(Sight::Given(Some(Arc::new(painter))));
    let paths: Vec<PathBuf> = files.to_vec();
    case.add_files(paths, None, ASKER, &|_| {}).expect("taken in");
    Screens { folder, case }
}

fn query(show: PictureShow) -> PictureQuery {
    PictureQuery { show, text: String::new() }
}

impl Screens {
    fn rows(&self, show: PictureShow) -> Vec<PictureRow> {
        self.case.pictures(&query(show), 0, 100).expect("pictures").rows
    }

    fn named(&self, name: &str) -> PictureRow {
        let mut rows = self.rows(PictureShow::All).into_iter();
        rows.find(|row| row.name == name).expect("a picture of this name")
    }

    fn picture(&self, name: &str) -> Picture {
        self.case.picture_review(self.named(name).artifact, Lang::Zh).expect("a picture")
    }

    /// Texts and machine marks of the timeline's messages.
    fn marks(&self) -> Vec<(String, bool)> {
        let all = everything(Scale::Moment);
        let rows = self.case.timeline_rows(&all, 0..500, Lang::Zh).expect("rows");
        let messages = rows.into_iter().filter_map(|row| row.message);
        messages.map(|message| (message.text, message.machine)).collect()
    }
}

#[test]
fn the_least_sure_picture_comes_first_and_its_boxes_stand_where_the_text_is() {
    let screens = screens();
    let rows = screens.rows(PictureShow::All);
    assert_eq!(
        rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["甲.bmp", "长图.bmp", "乙.bmp"]
    );
    let first = &rows[0];
    assert_eq!((first.records, first.checked, first.title.as_deref()), (3, false, Some(OTHER)));
    assert_eq!(first.unsure, 1, "{first:?}");
    let picture = screens.picture("甲.bmp");
    assert_eq!((picture.width, picture.height, picture.slices), (WIDTH, 1_920, 0));
    let said: Vec<_> = picture
        .boxes
        .iter()
        .map(|one| one.message.as_ref().map(|message| (message.side, message.text.as_str())))
        .collect();
    let want = [(Side::Other, "最近手头有点紧"), (Side::Me, "要多少"), (Side::Other, "五千可以吗")].map(Some);
    assert_eq!(said, want);
    let tops: Vec<u32> = picture.boxes.iter().filter_map(|one| one.bounds).map(|[_, y, ..]| y).collect();
    assert!(tops.len() == 3 && tops.is_sorted(), "{tops:?}");
    assert!(picture.boxes[1].unsure.contains(&"text".to_owned()), "{:?}", picture.boxes[1]);
    let counts = screens.case.overview(Lang::Zh).expect("an overview").pictures;
    assert_eq!((counts.total, counts.unchecked, counts.checked), (3, 3, 0));
}

#[test]
fn a_correction_stands_beside_the_reading_and_settles_the_doubt() {
    let screens = screens();
    let record = screens.picture("甲.bmp").boxes[1].record;
    let correct = |field: &str, value: &str| {
        let wanted = Decision::Correct { record, field: field.to_owned(), value: value.to_owned() };
        screens.case.decide(&wanted, ASKER).expect("kept");
    };
    correct("text", "你要多少");
    correct("side", "other");
    correct("amount_fen", "500000");
    correct("when", "2024-03-01 20:16");
    let corrected = screens.picture("甲.bmp").boxes[1].clone();
    let message = corrected.message.expect("a message");
    assert_eq!((message.side, message.text.as_str()), (Side::Other, "你要多少"));
    assert_eq!(corrected.amount_fen.map(|fen| fen.get()), Some(500_000));
    assert!(corrected.unsure.iter().all(|field| field != "text"), "{:?}", corrected.unsure);
    let read: Vec<_> =
        corrected.corrected.iter().map(|one| (one.field.as_str(), one.read.as_str())).collect();
    assert!(read.contains(&("text", "要多少")) && read.contains(&("side", "me")), "{read:?}");
    assert!(read.contains(&("amount_fen", "")), "{read:?}");
    assert_eq!(screens.named("甲.bmp").unsure, 0);
    // What a person corrected is no longer only the machine's.
    assert!(screens.marks().contains(&("你要多少".to_owned(), false)));
}

#[test]
fn a_checked_picture_is_marked_no_more_and_undoing_marks_it_again() {
    let screens = screens();
    assert!(screens.marks().iter().all(|(_, machine)| *machine));
    let artifact = screens.named("甲.bmp").artifact;
    let overview = screens.case.decide(&Decision::CheckPicture { artifact }, ASKER).expect("checked");
    assert_eq!((overview.pictures.unchecked, overview.pictures.checked), (2, 1));
    let marks = screens.marks();
    assert!(
        marks.contains(&("五千可以吗".to_owned(), false)) && marks.contains(&("月底一定还".to_owned(), true))
    );
    // It goes behind those that wait, and no doubt is counted on it.
    let rows = screens.rows(PictureShow::All);
    assert_eq!(
        rows.last().map(|row| (row.name.as_str(), row.unsure, row.checked)),
        Some(("甲.bmp", 0, true))
    );
    assert_eq!(screens.rows(PictureShow::Unchecked).len(), 2);
    assert_eq!(screens.case.picture_find(&query(PictureShow::Unchecked), artifact).expect("asked"), None);
    let material = screens.case.material(artifact, Lang::Zh).expect("a material").material;
    assert!(material.picture && !material.machine);
    screens.case.undo(ASKER).expect("taken back");
    assert!(!screens.named("甲.bmp").checked && screens.marks().iter().all(|(_, machine)| *machine));
}

#[test]
fn the_time_of_capture_is_said_for_all_that_need_it_and_they_are_read_again() {
    let screens = screens();
    let needing = screens.rows(PictureShow::TimeNeeded);
    assert_eq!(needing.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["乙.bmp"]);
    let finding =
        screens.picture("乙.bmp").findings.into_iter().find(|one| one.code == "capture-time-needed");
    assert!(finding.expect("a finding").jump.picture);
    let refused = screens.case.set_captured(&CaptureScope::TimeNeeded, "昨天", ASKER, &|_| {});
    assert!(refused.is_err() && screens.named("乙.bmp").captured.is_none());
    let overview = screens
        .case
        .set_captured(&CaptureScope::TimeNeeded, "2024-03-03 12:00", ASKER, &|_| {})
        .expect("read again");
    assert_eq!(overview.pictures.time_needed, 0);
    let row = screens.named("乙.bmp");
    assert!(row.captured.is_some_and(|captured| captured.time.starts_with("2024-03-03 12:00")));
    let when = screens.picture("乙.bmp").boxes[0].when.expect("a time");
    assert!(when.paper().starts_with("2024-03-02 21:05"), "{}", when.paper());
}

#[test]
fn a_long_capture_comes_in_slices_and_every_other_file_is_no_picture() {
    let screens = screens();
    let long = screens.picture("长图.bmp");
    assert_eq!((long.boxes.len(), long.slices, long.slice_height), (50, 6, 2_048));
    for number in 0..long.slices as usize {
        let slice = screens.case.picture_slice(long.row.artifact, number).expect("asked").expect("a slice");
        assert!(slice.starts_with(b"\x89PNG"));
        let high = u32::from_be_bytes(slice[20..24].try_into().expect("four bytes"));
        assert_eq!(high, if number == 5 { 12_000 - 5 * 2_048 } else { 2_048 });
    }
    assert!(screens.case.picture_slice(long.row.artifact, 6).expect("asked").is_none());
    let note = screens.folder.path().join("说明.txt");
    std::fs::write(&note, "不是图片").expect("written");
    screens.case.add_files(vec![note], None, ASKER, &|_| {}).expect("taken in");
    let text = screens.case.materials(Lang::Zh).into_iter().find(|one| !one.picture).expect("the note");
    assert!(screens.case.picture_review(text.artifact.id, Lang::Zh).is_err());
    assert!(screens.case.picture_review(Id(7), Lang::Zh).is_err());
    assert!(
        screens.case.decide(&Decision::CheckPicture { artifact: text.artifact.id }, ASKER).is_err(),
        "only pictures are checked"
    );
}

#[test]
fn a_box_is_hidden_shown_again_and_taken_back_while_the_original_stays() {
    let screens = screens();
    let artifact = screens.named("甲.bmp").artifact;
    let decide = |wanted: Decision| screens.case.decide(&wanted, ASKER);
    let covers = || screens.picture("甲.bmp").covers;
    let (one, two) = ([10, 20, 300, 80], [0, 900, 500, 60]);
    decide(Decision::Redact { artifact, bounds: one }).expect("hidden");
    decide(Decision::Redact { artifact, bounds: two }).expect("hidden");
    assert_eq!(covers(), [one, two]);
    assert!(decide(Decision::Redact { artifact, bounds: [0, 0, 0, 9] }).is_err(), "it hides nothing");
    assert!(decide(Decision::Uncover { artifact, bounds: [1, 1, 9, 9] }).is_err(), "no such box is hidden");
    decide(Decision::Uncover { artifact, bounds: one }).expect("shown again");
    assert_eq!(covers(), [two]);
    screens.case.undo(ASKER).expect("taken back");
    assert_eq!(covers(), [one, two]);
    assert!(
        screens.case.check(&juzheng_casework::TrustedRoots::default(), ASKER, &|_| {}).expect("checked").ok,
        "the original and the records are as they were"
    );
}
