//! Recording readings: everything comes back exactly, nothing stays of a reading that failed.

mod sample;

use juzheng_model::{
    ArtifactKind, Basis, CaptureSource, Card, Code, Conversation, ConversationIx, Device, Direction, Facts,
    Fen, Finding, Id, Message, MessageKind, Moment, Offset, Place, Screen, ScreenKind, Seen, Side, Sink,
    Speaker, SpeakerIx, Status, Transfer, TransferKind, Unsure, Zone,
};
use juzheng_vault::{Access, DigestSink, Error, RecordError, Vault};
use proptest::{
    collection::vec,
    option,
    prelude::{Strategy, any},
    prop_oneof,
    sample::select,
};
use sample::{Records, STAMP, case, keep, open, record, records};
use std::{fs, io};

/// What went in comes out, with its digest and ids, before and after closing; and the case is whole.
fn check(records: &Records) {
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let reading = record(&mut vault, &artifact, records);
    assert_eq!(reading.digest, records.digest());
    let mut sink = DigestSink::new();
    records.feed(&mut sink).expect("the sink takes it");
    assert_eq!(sink.finish(), Some((records.facts.clone(), reading.counts, reading.digest)));
    drop(vault);
    let vault = Vault::open(&folder, Access::Read).expect("opens");
    assert_eq!(vault.readings().expect("readings"), std::slice::from_ref(&reading));
    assert!(Records::back(&vault, &reading) == *records, "the records came back changed");
    let checked = vault.verify(&|_| true).expect("verified");
    assert_eq!(checked.problems, []);
    assert_eq!(checked.records, (records.messages.len() + records.transfers.len()) as u64);
}

#[test]
fn twenty_thousand_messages_come_back_exactly() {
    check(&records(20_000));
}

#[test]
fn a_file_without_records_is_a_reading_too() {
    let mut none = records(0);
    none.conversations.clear();
    none.speakers.clear();
    check(&none);
}

#[test]
fn one_long_text_comes_back() {
    let mut long = records(3);
    long.messages[1].text = "长".repeat(3 << 20);
    check(&long);
}

#[test]
fn heads_say_what_the_messages_say() {
    let (_temp, _folder, mut vault) = case();
    let records = records(500);
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let reading = record(&mut vault, &artifact, &records);
    let (mut keys, mut ids) = (Vec::new(), std::collections::HashSet::new());
    let mut expected = records.messages.iter();
    let shown = vault.message_heads(&mut |head| {
        let message = expected.next().expect("no more heads than messages");
        let told = (
            head.reading,
            head.speaker,
            head.side,
            head.kind,
            head.card,
            head.amount,
            head.when,
            head.sent_at,
        );
        let is = (
            reading.id,
            message.speaker,
            message.side,
            message.kind,
            message.card,
            message.amount,
            message.when,
            message.sent_at,
        );
        assert_eq!(told, is);
        let told = (head.order, head.transfer_id, head.seen);
        assert_eq!(told, (message.place.order(), message.transfer_id.as_deref(), message.seen));
        assert!(ids.insert(head.id), "two messages have one id");
        keys.push(head.key);
    });
    shown.expect("readable");
    assert_eq!(expected.next(), None);

    keys.reverse();
    let mut backwards = Vec::new();
    vault.messages(&keys, &mut |m| backwards.push(m)).expect("readable");
    assert!(backwards.iter().map(|m| &m.message).eq(records.messages.iter().rev()));
    let some = &backwards[7];
    assert_eq!(vault.message(some.key).expect("found").as_ref(), Some(some));
    assert_eq!(vault.message(i64::MAX).expect("readable"), None);
    assert!(matches!(vault.messages(&[i64::MAX], &mut |_| {}), Err(Error::BadRow { .. })));
}

#[test]
fn ids_follow_the_rule_of_the_model_and_repeated_ones_the_place() {
    let (_temp, _folder, mut vault) = case();
    let mut records = records(4);
    let repeated = Message { source_id: Some("7".into()), ..records.messages[0].clone() };
    let place = |row| Place::Row { row };
    records.messages = (2..1500).map(|row| Message { place: place(row), ..repeated.clone() }).collect();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    record(&mut vault, &artifact, &records);
    let mut ids = Vec::new();
    vault.message_heads(&mut |head| ids.push(head.id)).expect("readable");
    let id = |n: usize, repeated| {
        let conversation = &records.conversations[0];
        records.messages[n].id(&artifact.fingerprints.sha256, &records.facts.layout, conversation, repeated)
    };
    let expected: Vec<Id> = (0..records.messages.len()).map(|n| id(n, n > 0)).collect();
    assert!(ids == expected, "all but the first by their places, whatever batch they came in");
}

#[test]
fn the_newest_reading_is_the_live_one_and_the_earlier_stays() {
    let (_temp, _folder, mut vault) = case();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let other = keep(&mut vault, "other.csv", b"other");
    let first = record(&mut vault, &artifact, &records(30));
    let second = record(&mut vault, &other, &records(20));
    let third = record(&mut vault, &artifact, &records(10));
    assert_eq!(vault.readings().expect("readings"), [second.clone(), third.clone()]);
    let mut seen = Vec::new();
    vault.message_heads(&mut |head| seen.push(head.reading)).expect("readable");
    assert_eq!(seen, [vec![second.id; 20], vec![third.id; 10]].concat());
    assert_eq!(vault.findings(first.id).expect("findings"), records(30).findings);
    assert_eq!(vault.verify(&|_| true).expect("verified").records, 33 + 22 + 11);
}

/// Nothing is left of a reading that came to `failure`.
fn check_nothing_recorded(
    feed: impl FnOnce(&mut dyn Sink) -> io::Result<()> + Send,
) -> RecordError<io::Error> {
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let before = vault.custody().expect("custody");
    let failure = vault.record(&artifact, "sample/1", STAMP, feed).expect_err("the reading fails");
    drop(vault);
    let vault = open(&folder);
    assert_eq!(vault.readings().expect("readings"), []);
    assert_eq!(vault.custody().expect("custody"), before);
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
    failure
}

#[test]
fn nothing_stays_of_a_reading_that_fails() {
    let failure = check_nothing_recorded(|sink| {
        records(3000).feed(sink)?;
        Err(io::Error::other("broken off"))
    });
    assert_eq!(failure.to_string(), "broken off");
}

#[test]
fn a_reader_that_gives_records_out_of_order_is_refused() {
    type Feed = fn(&mut dyn Sink) -> io::Result<()>;
    let feeds: [Feed; 6] = [
        |_| Ok(()),
        |sink| sink.finding(Finding::of_file(Code::ZoneAssumed, ["x"])),
        |sink| sink.conversation(records(1).conversations.remove(0)).map(|_| ()),
        |sink| {
            sink.facts(records(1).facts)?;
            sink.message(records(1).messages.remove(0))
        },
        |sink| {
            sink.facts(records(1).facts)?;
            sink.speaker(records(1).speakers.remove(0)).map(|_| ())
        },
        |sink| {
            sink.facts(records(1).facts)?;
            sink.facts(records(1).facts)
        },
    ];
    for feed in feeds {
        // Whether the reader passes the refusal on or goes on as if nothing were.
        check_nothing_recorded(|sink| {
            feed(sink)?;
            Ok(())
        });
        let deaf = check_nothing_recorded(|sink| {
            let _ = feed(sink);
            Ok(())
        });
        assert!(matches!(deaf, RecordError::Vault(Error::OutOfOrder { .. })), "{deaf:?}");
    }
}

#[test]
fn a_reader_that_panics_leaves_nothing() {
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let recorded: Result<_, RecordError<io::Error>> =
            vault.record(&artifact, "sample/1", STAMP, |sink| {
                records(2000).feed(sink)?;
                panic!("a reader is broken")
            });
        recorded.map(|_| ())
    }));
    assert!(caught.is_err());
    assert_eq!(vault.readings().expect("readings"), []);
    drop(vault);
    assert_eq!(open(&folder).verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn an_artifact_of_another_case_is_refused() {
    let (_temp, _folder, mut vault) = case();
    let (_other_temp, _other_folder, mut other) = case();
    let artifact = keep(&mut other, "chat.csv", b"chat");
    let refused = vault.record(&artifact, "sample/1", STAMP, |sink| records(3).feed(sink));
    assert!(matches!(refused, Err(RecordError::Vault(Error::NotInCase { .. }))));
}

#[test]
fn a_case_copied_in_the_middle_of_recording_opens_without_the_reading() {
    let (temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "chat.csv", b"chat");
    let copy = temp.path().join("copy");
    fs::create_dir_all(copy.join("originals")).expect("made");
    let many = records(150_000);
    let recorded: Result<_, RecordError<io::Error>> = vault.record(&artifact, "sample/1", STAMP, |sink| {
        many.feed(sink)?;
        // As if killed here: what is on the disk now is all that there is.
        for name in ["case.sqlite", "case.sqlite-journal"] {
            fs::copy(folder.join(name), copy.join(name))?;
        }
        Ok(())
    });
    recorded.expect("recorded");
    let vault = open(&copy);
    assert_eq!(vault.readings().expect("readings"), []);
    let codes: Vec<_> = vault.verify(&|_| true).expect("verified").problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, ["original-missing"], "only the original was not copied");
}

fn any_zone() -> impl Strategy<Value = Zone> {
    let offset = || (-840i16..=840).prop_map(|m| Offset::from_minutes(m).expect("in range"));
    prop_oneof![
        select(&[Zone::Instant, Zone::Assumed][..]),
        offset().prop_map(Zone::Stated),
        offset().prop_map(Zone::Known)
    ]
}

fn any_moment() -> impl Strategy<Value = Option<Moment>> {
    option::of((Moment::MIN..Moment::MAX, any::<u32>(), any_zone()).prop_map(|(at, open_s, zone)| Moment {
        at,
        open_s,
        zone,
    }))
}

fn any_place() -> impl Strategy<Value = Place> {
    prop_oneof![
        any::<u64>().prop_map(|row| Place::Row { row }),
        (any::<String>(), any::<u64>()).prop_map(|(sheet, row)| Place::Sheet { sheet, row }),
        (any::<u64>(), 0..1u64 << 63).prop_map(|(from, to)| Place::Bytes { bytes: [from, to] }),
        (any::<[u32; 3]>(), 0..1u32 << 31).prop_map(|([x, y, w], h)| Place::Box { bounds: [x, y, w, h] }),
    ]
}

fn any_seen() -> impl Strategy<Value = Option<Seen>> {
    let unsure = (0u8..128).prop_map(|bits| Unsure::from_bits(bits).expect("in range"));
    let seen = (any::<u16>(), unsure, select(&Basis::ALL[..]));
    option::of(seen.prop_map(|(confidence, unsure, basis)| Seen { confidence, unsure, basis }))
}

fn any_screen() -> impl Strategy<Value = Option<Screen>> {
    use {Device::*, ScreenKind::*};
    let kinds =
        [Chat, MergedForward, BillList, BillDetail, TransferDetail, RedPacket, Profile, SessionList, Other];
    let looks = (select(kinds.to_vec()), select(vec![Ios, Android, Pc, Unknown]), any::<bool>());
    let source = select(vec![CaptureSource::User, CaptureSource::Name, CaptureSource::Exif]);
    let captured = (any_moment(), source).prop_map(|(at, source)| at.map(|at| (at, source)));
    let texts = (vec(any::<String>(), 0..3), any_text(), any::<String>());
    option::of((looks, any::<[u32; 2]>(), texts, option::of(any::<u16>()), captured).prop_map(
        |((kind, device, dark), [width, height], (signs, title, engine), clock, captured)| Screen {
            kind,
            signs,
            device,
            dark,
            width,
            height,
            title,
            clock,
            captured,
            engine,
        },
    ))
}

fn any_fen() -> impl Strategy<Value = Option<Fen>> {
    option::of((0..=Fen::MAX.get()).prop_map(|fen| Fen::new(fen).expect("in range")))
}

fn any_text() -> impl Strategy<Value = Option<String>> {
    option::of(any::<String>())
}

fn any_message() -> impl Strategy<Value = Message> {
    let numbers = (
        select(&Side::ALL[..]),
        select(&MessageKind::ALL[..]),
        option::of(select(&Card::ALL[..])),
        any_fen(),
    );
    let texts = (any::<String>(), any_text(), any_text());
    (any_place(), 0u32..3, any_moment(), numbers, texts, any_moment(), any_seen()).prop_map(
        |(place, speaker, when, numbers, (text, source_id, transfer_id), sent_at, seen)| {
            let (side, kind, card, amount) = numbers;
            Message {
                place,
                speaker: SpeakerIx(speaker),
                when,
                side,
                kind,
                card,
                amount,
                text,
                source_id,
                transfer_id,
                sent_at,
                seen,
            }
        },
    )
}

fn any_transfer() -> impl Strategy<Value = Transfer> {
    let numbers = (
        option::of(select(&Direction::ALL[..])),
        select(&TransferKind::ALL[..]),
        select(&Status::ALL[..]),
        any_fen(),
        any_fen(),
    );
    let times = (any_moment(), any_moment(), any_moment());
    let texts = (any_text(), any_text(), any_text(), any_text(), any_text(), any_text());
    (any_place(), numbers, times, texts, any::<(String, String)>(), any_seen()).prop_map(
        |(place, numbers, times, texts, said, seen)| {
            let (direction, kind, status, amount, returned_amount) = numbers;
            let (when, accepted, returned) = times;
            let (transaction_id, merchant_id, counterparty, memo, note, method) = texts;
            let (type_text, status_text) = said;
            Transfer {
                place,
                transaction_id,
                merchant_id,
                when,
                accepted,
                returned,
                returned_amount,
                direction,
                amount,
                counterparty,
                kind,
                type_text,
                status,
                status_text,
                memo,
                note,
                method,
                seen,
            }
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let kinds: Vec<ArtifactKind> = ArtifactKind::ALL.iter().map(|(kind, _)| *kind).collect();
    let texts = (any::<String>(), any::<String>(), any_text(), vec(any::<String>(), 0..3));
    (select(kinds), texts, option::of(any::<(String, String)>()), any_screen()).prop_map(
        |(kind, (media_type, layout, owner, notes), period, screen)| Facts {
            kind,
            media_type,
            layout,
            owner,
            notes,
            period,
            screen,
        },
    )
}

fn any_records() -> impl Strategy<Value = Records> {
    let names = || vec(any::<String>(), 0..3);
    let conversation = (any::<String>(), any::<bool>(), names(), option::of(any::<bool>()))
        .prop_map(|(key, key_is_id, names, group)| Conversation { key, key_is_id, names, group });
    let speaker = (0u32..2, any::<String>(), names()).prop_map(|(ix, name, names)| Speaker {
        conversation: ConversationIx(ix),
        name,
        names,
    });
    let finding = (select(Code::ALL), vec(any::<String>(), 0..3), option::of(any_place()))
        .prop_map(|(code, args, place)| Finding { code, args, place });
    let records = (vec(any_message(), 0..8), vec(any_transfer(), 0..5), vec(finding, 0..4));
    (any_facts(), vec(conversation, 2..4), vec(speaker, 3..5), records).prop_map(
        |(facts, conversations, speakers, (messages, transfers, findings))| Records {
            facts,
            conversations,
            speakers,
            messages,
            transfers,
            findings,
        },
    )
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_goes_in_comes_out(records in any_records()) {
        check(&records);
    }
}
