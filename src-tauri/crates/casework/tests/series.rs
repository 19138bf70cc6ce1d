//! Overlapping pictures of one conversation in a case: each message once with all its origins, in order, narrowed.

use juzheng_casework::{Access, Case, Desk, Error, Listing, shape::Item};
use juzheng_model::{
    ArtifactKind, Basis, Card, Code, Conversation, Device, Facts, Fen, Finding, Id, Message, MessageKind,
    Moment, Offset, Party, PartyRole, Place, Screen, ScreenKind, Seen, Side, Sink, Speaker, Unsure, Zone,
};
use juzheng_vault::{Incoming, RecordError, Settings, Stamp, Vault};
use serde_json::Value;
use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

const STAMP: Stamp<'static> = Stamp { at: 1_704_200_000, actor: "林某" };
/// 2024-01-01 00:00 on the wall clock.
const DAY: i64 = 1_704_067_200;
const WIDTH: u32 = 1080;

/// A picture: its name and its rows from the top down. A row is `side|text`, `side|¥yuan` or a time label `@HH:MM`; `^`
/// before it is cut off by the edge, `?` read with little confidence.
/// A row `#title` says that its title is not 周某; `~` is a slice at an edge that nobody can read.
type Shot<'a> = (&'a str, &'a [&'a str]);

/// What stands on a picture as a reader gives it: labels date what is below them.
fn messages(rows: &[&str]) -> Vec<Message> {
    let minute = |row: &str| {
        let (hour, minute) = row.strip_prefix('@')?.split_once(':')?;
        Some(DAY + 3600 * hour.parse::<i64>().ok()? + 60 * minute.parse::<i64>().ok()?)
    };
    let mut found = Vec::new();
    let mut above: Option<i64> = None;
    let mut fresh = false;
    for (ix, row) in rows.iter().enumerate().filter(|(_, row)| !row.starts_with(['#', '~'])) {
        if let Some(label) = minute(row) {
            (above, fresh) = (Some(label), true);
            continue;
        }
        let below = rows[ix..].iter().find_map(|row| minute(row));
        let (from, to, basis) = match (above, below) {
            (Some(label), _) if fresh => (label, label + 59, Basis::Label),
            (from, to) => {
                let (from, to) =
                    (from.unwrap_or(DAY - 3_000 * 86_400), to.map_or(DAY + 86_400, |label| label + 59));
                (from, to, Basis::BetweenLabels)
            }
        };
        let dated = above.is_some() || below.is_some();
        fresh = false;
        let (marks, said) = row.split_at(row.find(['m', 'o', 's']).expect("a side"));
        let (side, text) = said.split_once('|').expect("side and text");
        let amount = text.strip_prefix('¥').map(|yuan| yuan.parse::<i64>().expect("yuan") * 100);
        found.push(Message {
            place: Place::Box { bounds: [60, 200 + 150 * ix as u32, 600, 100] },
            speaker: juzheng_model::SpeakerIx(0),
            when: dated.then(|| Moment { at: from, open_s: (to - from) as u32, zone: Zone::Assumed }),
            side: match side {
                "m" => Side::Me,
                "o" => Side::Other,
                _ => Side::System,
            },
            kind: if amount.is_some() { MessageKind::Transfer } else { MessageKind::Text },
            card: amount.map(|_| Card::Sent),
            amount: amount.and_then(Fen::new),
            text: text.to_owned(),
            source_id: None,
            transfer_id: None,
            sent_at: None,
            seen: Some(Seen {
                confidence: if marks.contains('?') { 600 } else { 990 },
                unsure: if marks.contains('^') { Unsure::CUT } else { Unsure::default() },
                basis,
            }),
        });
    }
    found
}

fn feed(sink: &mut dyn Sink, title: &str, rows: &[&str], messages: &[Message]) -> io::Result<()> {
    sink.facts(Facts {
        layout: "wechat-screen".into(),
        screen: Some(Screen {
            kind: ScreenKind::Chat,
            signs: vec![],
            device: Device::Ios,
            dark: false,
            width: WIDTH,
            height: 2400,
            title: Some(title.into()),
            clock: None,
            captured: None,
            engine: "none/1".into(),
        }),
        ..Facts::plain(ArtifactKind::ChatScreenshot, "image/png")
    })?;
    let names = vec![title.to_owned()];
    let conversation = Conversation { key: title.into(), key_is_id: false, names, group: Some(false) };
    let conversation = sink.conversation(conversation)?;
    sink.speaker(Speaker { conversation, name: String::new(), names: vec![] })?;
    for message in messages {
        if message.seen.is_some_and(|seen| seen.unsure.has(Unsure::CUT)) {
            sink.finding(Finding::at(Code::MessageCut, message.place.clone(), [""; 0]))?;
        }
        sink.message(message.clone())?;
    }
    for ix in (0..rows.len()).filter(|ix| rows[*ix] == "~") {
        let place = Place::Box { bounds: [60, 200 + 150 * ix as u32, 600, 20] };
        sink.finding(Finding::at(Code::SliceUnread, place, [""; 0]))?;
    }
    Ok(())
}

/// A case with these pictures, added in the order of `order`.
struct Sample {
    room: tempfile::TempDir,
}

impl Sample {
    fn new(shots: &[Shot<'_>], order: &[usize]) -> Sample {
        let room = tempfile::tempdir().expect("a temporary folder");
        let party = |name: &str, role| Party { name: name.into(), role, aliases: vec![], details: vec![] };
        let settings = Settings {
            threshold_s: 900,
            offset: Offset::CHINA,
            parties: vec![party("林某", PartyRole::Me), party("周某", PartyRole::Other)],
            shifts: vec![],
        };
        let sample = Sample { room };
        let mut vault = Vault::create(&sample.folder(), "借款案", &settings, STAMP).expect("a new case");
        for ix in order {
            let (name, rows) = shots[*ix];
            let incoming = Incoming { name: name.into(), path: name.into(), parent: None, captured_at: None };
            let bytes = format!("{name} {rows:?}");
            let kept = vault.keep(&mut bytes.as_bytes(), &incoming, STAMP, &|_| true).expect("kept");
            let messages = messages(rows);
            let title = rows.iter().find_map(|row| row.strip_prefix('#')).unwrap_or("周某");
            let recorded: Result<_, RecordError<io::Error>> =
                vault
                    .record(&kept.artifact, "screenshot/1", STAMP, |sink| feed(sink, title, rows, &messages));
            recorded.expect("recorded");
        }
        sample
    }

    fn in_order(shots: &[Shot<'_>]) -> Sample {
        Sample::new(shots, &(0..shots.len()).collect::<Vec<_>>())
    }

    fn folder(&self) -> PathBuf {
        self.room.path().join("借款案.juzheng")
    }

    fn list(&self, listing: Listing) -> Vec<Value> {
        list(&self.folder(), listing)
    }

    /// What is said, with the number of places of each.
    fn told(&self) -> Vec<(String, usize)> {
        let told = |item: &Value| {
            let origins = item["origins"].as_array().map_or(0, Vec::len);
            (item["text"].as_str().unwrap_or_default().to_owned(), origins)
        };
        self.list(Listing::Messages).iter().map(told).collect()
    }

    fn codes(&self) -> Vec<String> {
        let mut codes: Vec<String> = self
            .list(Listing::Findings)
            .iter()
            .map(|finding| finding["code"].as_str().unwrap_or_default().to_owned())
            .filter(|code| code != "card-without-bill-row")
            .collect();
        codes.sort();
        codes
    }

    fn correct(&self, record: &str, field: &str, value: &str) {
        let mut case = Case::open(&self.folder(), Access::Write).expect("the case opens");
        let stop = AtomicBool::new(false);
        let desk = Desk { now: STAMP.at + 60, actor: "林某", report: &|_| {}, stop: &stop };
        case.correct(record, field, value, &desk).expect("corrected");
    }
}

fn list(folder: &Path, listing: Listing) -> Vec<Value> {
    let case = Case::open(folder, Access::Read).expect("the case opens");
    let mut items = Vec::new();
    let mut each = |item: Item| -> Result<(), Error> {
        items.push(match item {
            Item::Message(shape) => serde_json::to_value(shape).expect("JSON"),
            Item::Finding(shape) => serde_json::to_value(shape).expect("JSON"),
            _ => Value::Null,
        });
        Ok(())
    };
    case.list(listing, false, &mut each).expect("listed");
    items
}

fn told(rows: &[(&str, usize)]) -> Vec<(String, usize)> {
    rows.iter().map(|(text, places)| ((*text).to_owned(), *places)).collect()
}

const FIRST: Shot<'_> = (
    "IMG_1.PNG",
    &["@09:00", "m|在吗在吗找你有点事情", "o|在的你说", "m|¥500", "^o|这笔钱我月底之前一定会还给"],
);
const SECOND: Shot<'_> = (
    "IMG_2.PNG",
    &["m|¥500", "o|这笔钱我月底之前一定会还给你的你放心好了", "m|¥500", "@09:30", "o|第二笔也收到了"],
);
const THIRD: Shot<'_> = ("IMG_3.PNG", &["o|第二笔也收到了", "m|好的", "@18:10", "o|月底到了我还是没有钱"]);
const FAR: Shot<'_> = ("IMG_9.PNG", &["@20:00", "m|你怎么又不接电话了呢"]);

#[test]
fn what_two_pictures_show_is_one_message_with_two_origins() {
    let want = told(&[
        ("在吗在吗找你有点事情", 1),
        ("在的你说", 1),
        ("¥500", 2),
        ("这笔钱我月底之前一定会还给你的你放心好了", 2),
        ("¥500", 1),
        ("第二笔也收到了", 2),
        ("好的", 1),
        ("月底到了我还是没有钱", 1),
    ]);
    let shots = [FIRST, SECOND, THIRD];
    let mut first: Option<Vec<Value>> = None;
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        let sample = Sample::new(&shots, &order);
        assert_eq!(sample.told(), want, "{order:?}");
        // What is cut off on one picture and whole on the other needs no look.
        assert_eq!(sample.codes(), [""; 0], "{order:?}");
        let messages = sample.list(Listing::Messages);
        assert_eq!(first.get_or_insert_with(|| messages.clone()), &messages, "{order:?}");
    }
}

#[test]
fn times_are_narrowed_by_the_pictures_around() {
    let messages = Sample::in_order(&[FIRST, SECOND, THIRD]).list(Listing::Messages);
    let spans: Vec<(&str, &str, &str)> = messages
        .iter()
        .map(|message| {
            let part = |name: &str| message["when"][name].as_str().unwrap_or_default();
            let clock = |time: &'static str| time;
            let _ = clock;
            (&part("earliest")[11..19], &part("latest")[11..19], part("basis"))
        })
        .collect();
    let want = [
        ("09:00:00", "09:00:59", "label"),
        ("09:00:00", "09:30:59", "between-labels"),
        ("09:00:00", "09:30:59", "between-labels"),
        ("09:00:00", "09:30:59", "between-labels"),
        ("09:00:00", "09:30:59", "between-labels"),
        ("09:30:00", "09:30:59", "label"),
        ("09:30:00", "18:10:59", "between-labels"),
        ("18:10:00", "18:10:59", "label"),
    ];
    assert_eq!(spans, want);
    assert!(messages.iter().all(|message| message["when"]["zone"] == "assumed"));
}

#[test]
fn gaps_duplicates_and_contradictions_are_findings() {
    let same = ("IMG_4.PNG", SECOND.1);
    let run: [Shot<'_>; 2] = [
        ("IMG_1.PNG", &["m|给", "o|嗯", "m|¥500", "o|嗯", "m|¥500"]),
        ("IMG_2.PNG", &["o|嗯", "m|¥500", "o|嗯", "m|¥500", "o|行"]),
    ];
    let other_sum: Shot<'_> = (
        "IMG_5.PNG",
        &[
            "@09:00",
            "m|在吗在吗找你有点事情",
            "o|在的你说",
            "m|¥800",
            "o|这笔钱我月底之前一定会还给你的你放心好了",
            "m|¥500",
        ],
    );
    let backwards: Shot<'_> =
        ("IMG_6.PNG", &["m|好的", "o|月底到了我还是没有钱", "@08:00", "m|那怎么办呢你说说看"]);
    let rows: [(&[Shot<'_>], &[&str]); 6] = [
        (&[FIRST, FAR], &["message-cut", "piece-missing"]),
        (&[FIRST, THIRD], &["message-cut", "piece-missing"]),
        (&[SECOND, same], &["near-duplicate"]),
        (&run, &["overlap-unclear"]),
        (&[FIRST, other_sum], &["sources-disagree"]),
        (&[THIRD, backwards], &["labels-backwards", "times-differ"]),
    ];
    for (shots, want) in rows {
        assert_eq!(Sample::in_order(shots).codes(), want, "{shots:?}");
    }
    let missing = Sample::in_order(&[FAR, FIRST]).list(Listing::Findings);
    let missing = missing.iter().find(|finding| finding["code"] == "piece-missing").expect("said");
    assert_eq!(missing["message"], "“IMG_1.PNG”与“IMG_9.PNG”之间可能缺少一段聊天");
}

#[test]
fn a_slice_that_another_picture_shows_whole_needs_no_look() {
    let upper: Shot<'_> =
        ("IMG_1.PNG", &["~", "m|在吗在吗找你有点事情", "o|在的你说吧我现在正好有空", "m|¥500", "~"]);
    let lower: Shot<'_> = (
        "IMG_2.PNG",
        &["~", "o|在的你说吧我现在正好有空", "m|¥500", "o|这笔钱我月底之前一定会还给你的你放心好了", "~"],
    );
    let ends = |shots: &[Shot<'_>]| -> Vec<(String, u64)> {
        let found = Sample::in_order(shots).list(Listing::Findings);
        let slices = found.iter().filter(|finding| finding["code"] == "slice-unread");
        let told = slices.map(|finding| {
            let file = finding["origin"]["artifact"].as_str().unwrap_or_default().to_owned();
            (file, finding["origin"]["place"]["box"][1].as_u64().unwrap_or_default())
        });
        let mut told: Vec<(String, u64)> = told.collect();
        told.sort_by_key(|(_, top)| *top);
        told
    };
    assert_eq!(ends(&[upper]).len(), 2);
    assert_eq!(ends(&[upper, FAR]).len(), 2, "no overlap, nothing is shown elsewhere");
    // The lower picture goes on below the upper one, the upper one above the lower; the outer ends stay.
    let left = ends(&[upper, lower]);
    assert_eq!(left.iter().map(|(_, top)| *top).collect::<Vec<_>>(), [200, 800], "{left:?}");
    assert_ne!(left[0].0, left[1].0, "one of each picture");
}

#[test]
fn equal_messages_are_kept_apart() {
    let shots: [Shot<'_>; 2] = [
        ("IMG_1.PNG", &["@09:00", "m|我现在分三次转给你", "m|¥500", "m|¥500", "o|1", "o|1"]),
        ("IMG_2.PNG", &["m|我现在分三次转给你", "m|¥500", "m|¥500", "o|1", "o|1", "m|¥500", "o|1"]),
    ];
    let want = told(&[
        ("我现在分三次转给你", 2),
        ("¥500", 2),
        ("¥500", 2),
        ("1", 2),
        ("1", 2),
        ("¥500", 1),
        ("1", 1),
    ]);
    assert_eq!(Sample::in_order(&shots).told(), want);
    assert_eq!(Sample::new(&shots, &[1, 0]).told(), want);
}

#[test]
fn a_correction_at_any_place_is_one_of_the_message() {
    let shots = [FIRST, SECOND];
    // On its own the first picture's cut message is a record, and is corrected before the whole one comes.
    let alone = Sample::in_order(&shots[..1]);
    let cut = alone.list(Listing::Messages).pop().expect("the last message");
    let sample = Sample::in_order(&shots);
    let id = cut["id"].as_str().expect("an id");
    for (field, value) in [("text", "这笔钱我月底之前一定会还给你"), ("side", "me")] {
        sample.correct(id, field, value);
    }
    let shown: Vec<Value> = sample.list(Listing::Messages);
    let message = shown.iter().find(|message| message["text"] == "这笔钱我月底之前一定会还给你");
    let message = message.unwrap_or_else(|| panic!("the corrected text is shown: {shown:?}"));
    assert_eq!((&message["side"], &message["corrected"]), (&Value::from("me"), &Value::from(true)));
}

#[test]
fn a_time_that_the_user_gave_stays() {
    let sample = Sample::in_order(&[FIRST, SECOND, THIRD]);
    let before = sample.list(Listing::Messages);
    let id = before[1]["id"].as_str().expect("an id");
    sample.correct(id, "when", "2024-01-01 09:12:05");
    let after = sample.list(Listing::Messages);
    assert_eq!(after[1]["when"]["earliest"], "2024-01-01T09:12:05+08:00");
    assert_eq!(after[1]["when"]["basis"], "user");
    // And narrows what stands below it.
    assert_eq!(after[2]["when"]["earliest"], "2024-01-01T09:12:05+08:00");
    assert_eq!(after[2]["when"]["basis"], "between-labels");
}

#[test]
fn of_equal_copies_the_surer_one_is_the_record() {
    let unsure: Shot<'_> = ("IMG_2.PNG", &["?m|在吗在吗找你有点事晴", "o|在的你说", "m|¥500", "o|收到了吗"]);
    let sure: Shot<'_> = ("IMG_1.PNG", &["@09:00", "m|在吗在吗找你有点事情", "o|在的你说", "m|¥500"]);
    for order in [[0, 1], [1, 0]] {
        assert_eq!(Sample::new(&[sure, unsure], &order).told()[0], ("在吗在吗找你有点事情".to_owned(), 2));
    }
}

#[test]
fn a_misread_title_is_told_by_the_overlap() {
    let told = |title: &'static str, rows: &'static [&'static str]| {
        let rows: Vec<&str> = [&[title], rows].concat();
        let messages = Sample::in_order(&[FIRST, SECOND, ("IMG_3.PNG", &rows)]).list(Listing::Messages);
        messages.iter().filter(|message| message["conversation"] == "周某").count()
    };
    // The same conversation by what it shows; another one; a title that is nothing like it.
    assert_eq!(told("#周", THIRD.1), 6);
    assert_eq!(told("#周", &["o|第二笔也收到了", "m|好的", "@18:10", "o|这里只有一条是一样的"]), 6);
    assert_eq!(told("#周", &["@09:30", "o|第二笔也收到了", "m|好的", "@18:10", "o|月底到了我还是没有钱"]), 8);
    assert_eq!(told("#吴先生", &["@09:30", "o|第二笔也收到了", "m|好的"]), 6);
}

#[test]
fn undated_messages_stand_where_the_conversation_has_them() {
    let shots: [Shot<'_>; 3] = [
        ("b.png", &["o|中间那张图上也没有时间", "m|最后一张图上面有时间"]),
        ("c.png", &["m|最后一张图上面有时间", "@10:00", "o|十点整的时候说的话"]),
        ("a.png", &["m|第一张图上面没有时间", "o|中间那张图上也没有时间"]),
    ];
    let want =
        ["第一张图上面没有时间", "中间那张图上也没有时间", "最后一张图上面有时间", "十点整的时候说的话"];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let told = Sample::new(&shots, &order).told();
        let texts: Vec<&str> = told.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, want);
    }
}

#[test]
fn ids_are_those_of_the_records() {
    let sample = Sample::in_order(&[FIRST, SECOND]);
    let ids: Vec<Value> =
        sample.list(Listing::Messages).iter().map(|message| message["id"].clone()).collect();
    let alone: Vec<Value> =
        [FIRST, SECOND].iter().flat_map(|shot| Sample::in_order(&[*shot]).list(Listing::Messages)).collect();
    let known: Vec<&Value> = alone.iter().map(|message| &message["id"]).collect();
    assert!(ids.iter().all(|id| known.contains(&id)), "{ids:?} {known:?}");
    assert!(ids.iter().all(|id| id.as_str().is_some_and(|id| Id::range(id).is_some())));
}
