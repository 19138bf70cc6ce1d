//! Pictures in a case: read once, read again when more is known of them, corrected and checked by a person, stopped and
//! gone on with.

mod money;
mod painted;
#[allow(dead_code)] // the other tests use more of it
#[path = "../flows/paper.rs"]
mod paper;

use juzheng_casework::{
    Access, Added, Case, Desk, FileStatus, Intake, Listing, NewCase, Sight, TrustedRoots, create_case,
    model::{Id, Offset},
};
use painted::Painter;
use serde_json::Value;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The time of the clock in every test: 2026-02-02.
const NOW: i64 = 1_770_000_000;

struct Room {
    folder: tempfile::TempDir,
    painter: Arc<Painter>,
    case: Case,
    stop: AtomicBool,
}

impl Room {
    fn new() -> Room {
        let folder = tempfile::tempdir().expect("a folder");
        let new = NewCase {
            title: "案".to_owned(),
            me: vec!["林某".to_owned()],
            other: vec!["周某".to_owned()],
            aliases: vec![("周某".to_owned(), "阿周".to_owned())],
            details: Vec::new(),
            offset: Offset::CHINA,
            threshold_minutes: 15,
        };
        let stop = AtomicBool::new(false);
        let desk = Desk { now: NOW, actor: "林某", report: &|_| {}, stop: &stop };
        let mut case = create_case(&folder.path().join("案"), &new, &desk).expect("a case");
        let painter = Arc::new(Painter::default());
        case.see_with(Sight::Given(Some(painter.clone())));
        Room { folder, painter, case, stop }
    }

    /// A painted picture under a name.
    fn picture(&self, name: &str, label: &str, bubbles: &[(bool, &str)]) -> PathBuf {
        let file = self.folder.path().join(name);
        self.painter.paint(&file, "阿周", label, bubbles);
        file
    }

    /// A painted page of a bill under a name.
    fn page(&self, name: &str, amount: &str, pairs: &[(&str, &str)]) -> PathBuf {
        let file = self.folder.path().join(name);
        self.painter.paint_bill(&file, "转账-转给周某", amount, pairs);
        file
    }

    fn add(&mut self, paths: &[&PathBuf]) -> Added {
        self.add_captured(paths, None)
    }

    fn add_captured(&mut self, paths: &[&PathBuf], at: Option<&str>) -> Added {
        let intake = Intake {
            paths: paths.iter().map(|path| (*path).clone()).collect(),
            captured_at: at.map(str::to_owned),
            ..Intake::default()
        };
        let desk = Desk { now: NOW, actor: "林某", report: &|_| {}, stop: &self.stop };
        self.case.add_files(&intake, &desk).expect("taken in")
    }

    /// Does something at the desk.
    fn at_desk<T>(
        &mut self,
        work: impl FnOnce(&mut Case, &Desk<'_>) -> Result<T, juzheng_casework::Error>,
    ) -> Result<T, juzheng_casework::Error> {
        let desk = Desk { now: NOW, actor: "林某", report: &|_| {}, stop: &self.stop };
        work(&mut self.case, &desk)
    }

    fn list(&self, what: Listing) -> Vec<Value> {
        let mut items = Vec::new();
        let listed = self.case.list::<juzheng_casework::Error>(what, true, &mut |item| {
            items.push(serde_json::to_value(item).expect("plain data"));
            Ok(())
        });
        listed.expect("listed");
        items
    }

    /// The messages as (text, side, earliest second, basis).
    fn messages(&self) -> Vec<(String, String, String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        let told = |m: &Value| {
            (text(&m["text"]), text(&m["side"]), text(&m["when"]["earliest"]), text(&m["when"]["basis"]))
        };
        self.list(Listing::Messages).iter().map(told).collect()
    }

    fn codes(&self) -> Vec<String> {
        self.list(Listing::Findings).iter().filter_map(|f| Some(f["code"].as_str()?.to_owned())).collect()
    }

    fn holds(&mut self) {
        let verified =
            self.at_desk(|case, desk| case.verify(&TrustedRoots::default(), desk)).expect("verified");
        assert!(verified.ok, "{:?}", verified.problems);
    }
}

fn ids(added: &Added) -> Vec<Id> {
    added.files.iter().filter_map(|file| Some(file.artifact.as_ref()?.id)).collect()
}

fn statuses(added: &Added) -> Vec<FileStatus> {
    added.files.iter().map(|file| file.status).collect()
}

const DATED: &str = "2024年3月1日 20:15";

#[test]
fn a_picture_is_read_once_with_its_sides_boxes_and_marks() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", DATED, &[(false, "最近手头有点紧"), (true, "要多少")]);
    let added = room.add(&[&picture]);
    assert_eq!((statuses(&added), added.summary.messages), (vec![FileStatus::Added], 2));
    let artifact = added.files[0].artifact.as_ref().expect("an artifact");
    assert_eq!(artifact.kind, "chat-screenshot");
    let screen = artifact.screen.as_ref().expect("a screen");
    assert_eq!((screen.title.as_deref(), screen.engine.as_str()), (Some("阿周"), "painter/1"));
    assert_eq!((screen.clock.as_deref(), screen.width, screen.height), (Some("09:41"), 1080, 1600));
    let messages = room.list(Listing::Messages);
    assert_eq!(messages[0]["machine"]["checked"], false);
    assert_eq!(messages[0]["machine"]["confidence"], 990);
    assert!(messages[0]["origins"][0]["place"]["box"].is_array(), "{}", messages[0]);
    assert_eq!((&messages[0]["conversation"], &messages[0]["sender"]), (&"阿周".into(), &"阿周".into()));
    assert_eq!((&messages[1]["side"], &messages[1]["sender"]), (&"me".into(), &"林某".into()));
    assert_eq!(messages[0]["when"]["earliest"], "2024-03-01T20:15:00+08:00");
    assert_eq!(
        (&messages[0]["when"]["basis"], &messages[1]["when"]["basis"]),
        (&"label".into(), &"between-labels".into())
    );
    assert!(!room.codes().iter().any(|code| code == "sender-me-unknown" || code == "conversation-missing"));
    let custody = room.list(Listing::Custody).len();
    assert_eq!(statuses(&room.add(&[&picture])), [FileStatus::Duplicate]);
    assert_eq!(
        (room.painter.asked(), room.list(Listing::Custody).len()),
        (1, custody + 1),
        "only kept again"
    );
    room.holds();
}

#[test]
fn pictures_of_one_title_are_one_conversation() {
    let mut room = Room::new();
    let one = room.picture("一.bmp", DATED, &[(false, "在吗")]);
    let two = room.picture("二.bmp", "2024年3月2日 08:00", &[(true, "在的"), (true, "怎么了")]);
    room.add(&[&one, &two]);
    let messages = room.list(Listing::Messages);
    assert_eq!(messages.len(), 3);
    assert!(messages.iter().all(|message| message["conversation"] == "阿周"));
    assert!(!room.codes().iter().any(|code| code == "sender-me-unknown"), "a picture of only the other side");
}

#[test]
fn cards_on_pictures_are_linked_like_those_of_an_export_and_count_once_with_it() {
    let mut room = Room::new();
    let talk: &[(bool, &str)] = &[(false, "借我五千"), (true, "¥5000.00|已被接收")];
    let sent = room.picture("一.bmp", "2023年5月1日 10:00", talk);
    let talk: &[(bool, &str)] = &[(false, "¥5000.00|已收款"), (true, "记得月底还")];
    let taken = room.picture("二.bmp", "2023年5月1日 12:30", talk);
    let row = paper::paid("out", "周某", "2023-05-01 10:03:20", "5000.00", "T1");
    let bill = paper::file(room.folder.path(), "账单.csv", &paper::bill("林某", &[&row]));
    room.add(&[&sent, &taken, &bill]);
    let cards: Vec<Value> =
        room.list(Listing::Messages).into_iter().filter(|message| message["kind"] == "transfer").collect();
    let told: Vec<_> = cards.iter().map(|c| (&c["amount_fen"], &c["card"], &c["side"])).collect();
    let fen = Value::from(500_000);
    let words = ["sent", "me", "receipt", "other"].map(Value::from);
    assert_eq!(told, [(&fen, &words[0], &words[1]), (&fen, &words[2], &words[3])]);
    let link = room.list(Listing::Links).remove(0);
    assert_eq!((&link["basis"], &link["message"]), (&"card".into(), &cards[0]["id"]));
    assert_eq!((&link["verdict"], &link["unchecked"]), (&"undetermined".into(), &true.into()), "{link}");
    let transfer = room.list(Listing::Transfers).remove(0);
    assert_eq!(transfer["accepted"]["earliest"], "2023-05-01T12:30:00+08:00", "from the next picture");
    assert_eq!(transfer["accepted"]["basis"], "label");
    assert_eq!(
        transfer["machine"]["checked"], false,
        "the row is the bill's, but the receipt is a picture's"
    );

    let chat = [paper::EARLIER, "1|转账|林某|2023-05-01 10:03:18|+5000.00"];
    let chat = paper::file(room.folder.path(), "聊天.csv", &paper::chat(&chat));
    room.add(&[&chat]);
    let link = room.list(Listing::Links).remove(0);
    assert_eq!((&link["verdict"], &link["ambiguous"]), (&"within".into(), &false.into()), "{link}");
    assert_eq!((&link["message_source_id"], &link["unchecked"]), (&"1".into(), &false.into()));
    assert!(!room.codes().contains(&"card-without-bill-row".to_owned()), "the picture's card is the same");
    room.holds();
}

#[test]
fn a_chat_without_its_title_is_nobodys_until_a_picture_with_it_overlaps_or_an_alias_says_whose() {
    let mut room = Room::new();
    let talk = [(false, "最近手头有点紧想借五千"), (true, "可以下个月还我就行"), (false, "一定还你放心好了")];
    let file = room.folder.path().join("裁.bmp");
    room.painter.paint(&file, "", DATED, &talk);
    let cropped = room.add(&[&file]);
    assert_eq!(statuses(&cropped), [FileStatus::Added]);
    assert!(room.codes().contains(&"conversation-unnamed".to_owned()));
    let whole = room.picture("一.bmp", DATED, &talk);
    room.add(&[&whole]);
    assert!(!room.codes().contains(&"conversation-unnamed".to_owned()));
    let messages = room.list(Listing::Messages);
    assert_eq!(messages.len(), 3, "{messages:#?}");
    assert!(messages.iter().all(|message| message["conversation"] == "阿周"));
    room.holds();
}

#[test]
fn without_models_a_picture_waits_and_adding_it_again_reads_it() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", DATED, &[(false, "在吗")]);
    room.case.see_with(Sight::Given(None));
    for status in [FileStatus::Added, FileStatus::Duplicate] {
        assert_eq!(statuses(&room.add(&[&picture])), [status]);
        assert!(room.codes().contains(&"recognition-missing".to_owned()));
    }
    room.case.see_with(Sight::Given(Some(room.painter.clone())));
    let added = room.add(&[&picture]);
    assert_eq!((statuses(&added), added.summary.messages), (vec![FileStatus::Added], 1));
    assert!(!room.codes().contains(&"recognition-missing".to_owned()));
    assert_eq!(statuses(&room.add(&[&picture])), [FileStatus::Duplicate]);
    room.holds();
}

#[test]
fn a_time_of_capture_said_later_dates_the_messages_and_corrections_stay() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", "昨天 20:15", &[(false, "在吗"), (true, "在的")]);
    let id = ids(&room.add(&[&picture]));
    let before = room.messages();
    assert_ne!(before[0].2, "2024-03-02T20:15:00+08:00");
    let record = room.list(Listing::Messages).into_iter().find(|m| m["text"] == "在的").expect("there");
    let record = record["id"].as_str().expect("an id").to_owned();
    room.at_desk(|case, desk| case.correct(&record, "text", "在的呢", desk)).expect("corrected");
    assert!(room.at_desk(|case, desk| case.set_captured(&id, "三月三日", desk)).is_err());
    assert_eq!(room.list(Listing::Custody).iter().filter(|e| e["action"] == "decide").count(), 1);

    room.at_desk(|case, desk| case.set_captured(&id, "2024-03-03 09:00", desk)).expect("set");
    let after = room.messages();
    assert_eq!((after[0].2.as_str(), after[0].3.as_str()), ("2024-03-02T20:15:00+08:00", "label"));
    assert!(after.iter().any(|message| message.0 == "在的呢"), "the correction stays: {after:?}");
    assert_eq!(room.painter.asked(), 1, "what was recognised is remembered");
    assert_eq!(room.list(Listing::Custody).iter().filter(|e| e["action"] == "read").count(), 2);
    assert_eq!(statuses(&room.add(&[&picture])), [FileStatus::Duplicate]);
    room.holds();

    room.at_desk(|case, desk| case.undo(desk)).expect("undone");
    let undone = room.messages();
    assert_eq!(undone[0].2, before[0].2);
    assert!(undone.iter().any(|message| message.0 == "在的呢"));
    room.holds();
}

#[test]
fn a_time_of_capture_said_when_adding_again_counts() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", "昨天 20:15", &[(false, "在吗")]);
    room.add(&[&picture]);
    let times = ["2024-03-03 09:00", "2024-03-05 09:00", "2024-03-05 09:00"];
    for (time, day, readings) in [(times[0], "02", 2), (times[1], "04", 3), (times[2], "04", 3)] {
        let added = room.add_captured(&[&picture], Some(time));
        assert_eq!(statuses(&added), [FileStatus::Duplicate]);
        let when = room.messages()[0].2.clone();
        assert_eq!(when, format!("2024-03-{day}T20:15:00+08:00"));
        let custody = room.list(Listing::Custody);
        assert_eq!(custody.iter().filter(|e| e["action"] == "read").count(), readings, "{time}");
    }
    assert_eq!(room.painter.asked(), 1, "what was recognised is remembered");
    let intake = Intake { captured_at: Some("2942-03-01 09:00".to_owned()), ..Intake::default() };
    assert!(
        room.at_desk(|case, desk| case.add_files(&intake, desk)).is_err(),
        "nobody captures in the future"
    );
    room.holds();
}

#[test]
fn a_time_of_capture_said_at_once_counts_and_keeps_its_zone() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", "昨天 20:15", &[(false, "在吗")]);
    room.add_captured(&[&picture], Some("2024-03-03T09:00:00+09:00"));
    let messages = room.list(Listing::Messages);
    assert_eq!(messages[0]["when"]["earliest"], "2024-03-02T20:15:00+09:00");
    assert_eq!(messages[0]["when"]["zone"], "stated");
    let intake = Intake { captured_at: Some("gestern".to_owned()), ..Intake::default() };
    assert!(room.at_desk(|case, desk| case.add_files(&intake, desk)).is_err());
}

#[test]
fn a_checked_picture_is_checked_until_it_is_read_again() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", DATED, &[(false, "在吗"), (true, "在的")]);
    let id = ids(&room.add(&[&picture]));
    let checked = |room: &Room| {
        let messages = room.list(Listing::Messages);
        messages.iter().map(|m| m["machine"]["checked"] == true).collect::<Vec<_>>()
    };
    assert_eq!(checked(&room), [false, false]);
    let record = room.list(Listing::Messages)[0]["id"].as_str().expect("an id").to_owned();
    room.at_desk(|case, desk| case.correct(&record, "side", "other", desk)).expect("corrected");
    assert_eq!(checked(&room), [true, false], "what a person corrected, a person has looked at");
    assert_eq!(room.list(Listing::Artifacts)[0]["screen"]["checked"], false);
    room.at_desk(|case, desk| case.check_pictures(&id, desk)).expect("checked");
    assert_eq!(checked(&room), [true, true]);
    assert_eq!(room.list(Listing::Artifacts)[0]["screen"]["checked"], true);
    room.at_desk(|case, desk| case.set_captured(&id, "2024-03-03 09:00", desk)).expect("set");
    assert_eq!(checked(&room), [true, false], "another reading is another matter");
    room.at_desk(|case, desk| case.undo(desk)).expect("undone");
    room.at_desk(|case, desk| case.check_pictures(&id, desk)).expect("checked");
    room.at_desk(|case, desk| case.undo(desk)).expect("undone");
    assert_eq!(checked(&room), [true, false]);
    room.holds();
    for wrong in [Id(7), Id(8)] {
        assert!(room.at_desk(|case, desk| case.check_pictures(&[wrong], desk)).is_err());
    }
}

#[test]
fn stopping_keeps_what_is_finished_and_adding_again_goes_on() {
    let mut room = Room::new();
    let pictures: Vec<PathBuf> =
        (1..=4).map(|n| room.picture(&format!("{n}.bmp"), DATED, &[(n % 2 == 0, &"好".repeat(n))])).collect();
    let all: Vec<&PathBuf> = pictures.iter().collect();
    room.painter.stuck_at.store(3, Ordering::Relaxed);
    let added = std::thread::scope(|scope| {
        let painter = room.painter.clone();
        let folder = room.folder.path().join("案");
        let intake = Intake { paths: pictures.clone(), ..Intake::default() };
        let (case, stop) = (&mut room.case, &room.stop);
        let adding = scope.spawn(move || {
            let desk = Desk { now: NOW, actor: "林某", report: &|_| {}, stop };
            case.add_files(&intake, &desk).expect("taken in")
        });
        while painter.asked() < 3 && !adding.is_finished() {
            std::thread::yield_now();
        }
        assert!(Case::open(&folder, Access::Read).is_ok(), "it can be looked at meanwhile");
        room.stop.store(true, Ordering::Relaxed);
        adding.join().expect("no panic")
    });
    assert!(added.stopped);
    assert_eq!(room.list(Listing::Messages).len(), 2);
    assert_eq!(room.codes().iter().filter(|code| *code == "not-read").count(), 1);
    room.stop.store(false, Ordering::Relaxed);
    room.painter.stuck_at.store(0, Ordering::Relaxed);
    room.holds();
    use FileStatus::{Added, Duplicate};
    assert_eq!(statuses(&room.add(&all)), [Duplicate, Duplicate, Added, Added]);
    assert_eq!(room.list(Listing::Messages).len(), 4);
    assert!(!room.codes().contains(&"not-read".to_owned()));
    assert_eq!(statuses(&room.add(&all)), [Duplicate; 4]);
    room.holds();
}

#[test]
fn what_was_recognised_may_be_deleted_or_broken_at_any_time() {
    let mut room = Room::new();
    let picture = room.picture("一.bmp", "昨天 20:15", &[(false, "在吗")]);
    let id = ids(&room.add(&[&picture]));
    let derived = room.folder.path().join("案/derived/text");
    let stored = std::fs::read_dir(&derived).expect("kept").next().expect("one").expect("readable").path();
    assert!(std::fs::metadata(&stored).expect("there").len() < 20_000);
    let mut asked = 1;
    let breaks: [&dyn Fn(); 3] = [
        &|| std::fs::remove_dir_all(&derived).expect("removed"),
        &|| std::fs::write(&stored, b"{\"v\":1").expect("broken"),
        &|| {
            let text = std::fs::read_to_string(&stored).expect("text");
            std::fs::write(&stored, text.replace("painter/1", "painter/0")).expect("another engine's");
        },
    ];
    for (day, broken) in (3..).zip(breaks) {
        broken();
        let at = format!("2024-03-0{day} 09:00");
        room.at_desk(|case, desk| case.set_captured(&id, &at, desk)).expect("read again");
        asked += 1;
        assert_eq!(room.painter.asked(), asked);
        assert_eq!(room.messages()[0].2, format!("2024-03-0{}T20:15:00+08:00", day - 1));
    }
    room.holds();
}
