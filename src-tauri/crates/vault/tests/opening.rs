//! Making and opening cases: what is refused, who may write at once, and what a newer or broken case still gives.

mod sample;

use juzheng_model::{Digest, Id, decision::Decision};
use juzheng_vault::{Access, Action, Error, Vault};
use sample::{Records, STAMP, case, keep, open, record, records, settings};
use std::{fs, path::Path, time::Instant};

fn sql(folder: &Path, sql: &str) {
    let db = rusqlite::Connection::open(folder.join("case.sqlite")).expect("opens");
    db.pragma_update(None, "foreign_keys", false).expect("set");
    db.execute_batch(sql).expect("runs");
}

#[test]
fn a_case_keeps_its_head_and_settings() {
    let (_temp, folder, vault) = case();
    let head = vault.head().expect("a head");
    assert_eq!((head.title.as_str(), head.created_at), ("张三借款案", STAMP.at));
    drop(vault);
    let vault = Vault::open(&folder, Access::Read).expect("opens");
    assert_eq!(vault.head().expect("a head"), head);
    assert_eq!(vault.settings().expect("settings"), settings());
    assert_eq!(vault.custody().expect("custody").len(), 1);
}

#[test]
fn the_same_title_parties_and_time_are_the_same_id() {
    let ids: Vec<Id> = (0..2).map(|_| case().2.head().expect("a head").id).collect();
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn a_case_is_only_made_in_an_empty_folder() {
    let temp = tempfile::tempdir().expect("a folder");
    let file = temp.path().join("file");
    fs::write(&file, b"x").expect("written");
    for place in [temp.path(), &file] {
        let refused = Vault::create(place, "t", &settings(), STAMP);
        assert!(matches!(refused, Err(Error::NotEmpty { .. })), "{refused:?}");
    }
    assert_eq!(fs::read_dir(temp.path()).expect("listed").count(), 1, "nothing was made");
    let empty = temp.path().join("empty");
    fs::create_dir(&empty).expect("made");
    Vault::create(&empty, "t", &settings(), STAMP).expect("an empty folder becomes a case");
    let again = Vault::create(&empty, "t", &settings(), STAMP);
    assert!(matches!(again, Err(Error::NotEmpty { .. })));
    let deep = Vault::create(&temp.path().join("no/such"), "t", &settings(), STAMP);
    assert!(matches!(deep, Err(Error::Io { .. })), "{deep:?}");
}

#[test]
fn an_interrupted_making_can_be_done_again() {
    let temp = tempfile::tempdir().expect("a folder");
    for name in ["originals", "derived"] {
        fs::create_dir(temp.path().join(name)).expect("made");
    }
    fs::write(temp.path().join("case.sqlite.new"), b"half").expect("written");
    assert!(matches!(Vault::open(temp.path(), Access::Read), Err(Error::NotACase { .. })));
    let vault = Vault::create(temp.path(), "t", &settings(), STAMP).expect("made");
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn what_is_no_case_is_not_opened() {
    let temp = tempfile::tempdir().expect("a folder");
    let contents: [&[u8]; 3] = [b"", b"no database at all, but long enough to look at", &[0; 4096]];
    for access in [Access::Read, Access::Write] {
        assert!(matches!(Vault::open(&temp.path().join("none"), access), Err(Error::NotACase { .. })));
        for content in contents {
            fs::write(temp.path().join("case.sqlite"), content).expect("written");
            let opened = Vault::open(temp.path(), access);
            assert!(matches!(opened, Err(Error::NotACase { .. })), "{opened:?}");
        }
    }
}

#[test]
fn one_writes_and_others_look_on() {
    let (_temp, folder, writer) = case();
    let began = Instant::now();
    assert!(matches!(Vault::open(&folder, Access::Write), Err(Error::Busy { .. })));
    assert!(began.elapsed().as_secs() < 5, "a second writer is not kept waiting");
    let mut reader = Vault::open(&folder, Access::Read).expect("a reader opens");
    assert_eq!(reader.head().expect("a head"), writer.head().expect("a head"));
    let refused = reader.decide(&Decision::Note { transfer: Id(1), text: "x".into() }, STAMP);
    assert!(matches!(refused, Err(Error::ReadOnly { .. })));
    drop(writer);
    open(&folder);
}

#[test]
fn a_case_of_a_higher_level_opens_for_reading() {
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "a", b"a");
    record(&mut vault, &artifact, &records(50));
    drop(vault);
    sql(&folder, "PRAGMA user_version = 99; CREATE TABLE later (key INTEGER PRIMARY KEY) STRICT");
    let mut vault = open(&folder);
    let refused = vault.undo(STAMP);
    assert!(matches!(refused, Err(Error::TooNew { needed: 99, known: 2, .. })), "{refused:?}");
    assert_eq!(vault.artifacts().expect("artifacts"), [artifact]);
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
}

/// Makes a case as the first version left it: one step, level 1.
fn as_of_level_one(folder: &Path) {
    let lacking = [
        ("message", "confidence, unsure, basis"),
        ("transfer", "confidence, unsure, basis"),
        ("reading", "screen"),
    ];
    for (table, columns) in lacking {
        for column in columns.split(", ") {
            sql(folder, &format!("ALTER TABLE {table} DROP COLUMN {column}"));
        }
    }
    sql(folder, "DROP TABLE timestamp; DROP TABLE seal");
    sql(folder, "DELETE FROM schema_step WHERE number > 1; PRAGMA user_version = 1");
}

#[test]
fn a_case_of_the_first_version_is_looked_at_as_it_is_and_brought_up_by_a_writer() {
    let (_temp, folder, mut vault) = case();
    let artifact = keep(&mut vault, "a", b"a");
    let text = |mut records: Records| {
        records.messages.iter_mut().for_each(|m| m.seen = None);
        records.transfers.iter_mut().for_each(|t| t.seen = None);
        records.facts.screen = None;
        records
    };
    let records = text(records(50));
    record(&mut vault, &artifact, &records);
    drop(vault);
    as_of_level_one(&folder);
    let file = || fs::read(folder.join("case.sqlite")).expect("there");
    let before = file();
    let check = |vault: &Vault| {
        let reading = vault.readings().expect("readings").remove(0);
        assert_eq!(Records::back(vault, &reading), records);
        assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
    };
    for _ in 0..2 {
        check(&Vault::open(&folder, Access::Read).expect("opens"));
    }
    assert!(file() == before, "looking changes nothing");
    check(&open(&folder));
    assert!(file() != before, "a writer brings it up");
    check(&Vault::open(&folder, Access::Read).expect("opens"));
    as_of_level_one(&folder);
    sql(&folder, "CREATE TABLE more (key INTEGER PRIMARY KEY) STRICT");
    let mut vault = open(&folder);
    assert!(
        matches!(vault.undo(STAMP), Err(Error::SchemaDiffers { .. })),
        "touched before it was brought up"
    );
    assert_eq!(Records::back(&vault, &vault.readings().expect("readings")[0]), records);
}

#[test]
fn a_touched_schema_takes_no_changes() {
    let (_temp, folder, vault) = case();
    drop(vault);
    sql(&folder, "CREATE TRIGGER t AFTER INSERT ON custody BEGIN DELETE FROM custody; END");
    let mut vault = open(&folder);
    assert!(matches!(vault.undo(STAMP), Err(Error::SchemaDiffers { .. })));
    assert_eq!(vault.verify(&|_| true).expect("verified").problems[0].code, "schema-differs");
}

#[test]
fn a_broken_chain_opens_and_takes_no_changes() {
    let (_temp, folder, mut vault) = case();
    keep(&mut vault, "a", b"a");
    drop(vault);
    sql(&folder, "UPDATE custody SET actor = 'somebody else' WHERE seq = 2");
    let mut vault = open(&folder);
    assert_eq!(vault.custody_break().map(|b| b.seq), Some(2));
    let refused = vault.append(Action::Check, vec![], serde_json::json!({}), STAMP);
    assert!(matches!(refused, Err(Error::CustodyBroken { seq: 2, .. })), "{refused:?}");
    let problems = vault.verify(&|_| true).expect("verified").problems;
    assert_eq!((problems[0].code, &problems[0].args), ("custody-broken", &vec!["2".to_owned()]));
}

#[test]
fn settings_and_decisions_come_back_and_undo_takes_the_last() {
    let (_temp, folder, mut vault) = case();
    let mut changed = settings();
    changed.threshold_s = 300;
    changed.shifts.push((Id(5), -28_800));
    vault.set_settings(&changed, serde_json::json!({"threshold_s": 300}), STAMP).expect("set");
    let confirm = Decision::Confirm { transfer: Id(1), message: Some(Id(2)) };
    let note = Decision::Note { transfer: Id(1), text: "当面给的".into() };
    let first = vault.decide(&confirm, STAMP).expect("decided");
    vault.decide(&note, STAMP).expect("decided");
    assert_eq!(vault.undo(STAMP).expect("undone"), Some(note));
    drop(vault);

    let mut vault = open(&folder);
    assert_eq!(vault.settings().expect("settings"), changed);
    assert_eq!(vault.decisions().expect("decisions"), [(first, confirm.clone())]);
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
    assert_eq!(vault.undo(STAMP).expect("undone"), Some(confirm));
    assert_eq!(vault.undo(STAMP).expect("nothing left"), None);
    let actions: Vec<_> = vault.custody().expect("custody").into_iter().map(|e| e.action).collect();
    assert_eq!(actions, ["create", "settings", "decide", "decide", "undo", "undo"]);
}

#[test]
fn exports_and_checks_do_not_move_the_pinned_head() {
    let (_temp, _folder, mut vault) = case();
    keep(&mut vault, "a", b"a");
    let pinned = vault.pinned_head().expect("a head");
    assert_eq!(pinned.0, 2);
    for action in [Action::Export, Action::Check, Action::Export] {
        vault.append(action, vec![], serde_json::json!({"path": "out.pdf"}), STAMP).expect("noted");
        assert_eq!(vault.pinned_head().expect("a head"), pinned);
    }
    vault.decide(&Decision::Note { transfer: Id(1), text: String::new() }, STAMP).expect("decided");
    assert_ne!(vault.pinned_head().expect("a head"), pinned);
}

#[test]
fn a_stranger_can_recompute_the_chain() {
    let (_temp, _folder, mut vault) = case();
    keep(&mut vault, "\"引号\".csv", b"a");
    vault.decide(&Decision::Note { transfer: Id(1), text: "一\n二\t\u{1}".into() }, STAMP).expect("decided");
    let mut previous = "0".repeat(64);
    for (seq, entry) in (1..).zip(vault.custody().expect("custody")) {
        let told = std::collections::BTreeMap::from([
            ("seq", serde_json::json!(seq)),
            ("at", serde_json::json!(entry.at)),
            ("actor", serde_json::json!(entry.actor)),
            ("action", serde_json::json!(entry.action)),
            ("subjects", serde_json::json!(entry.subjects)),
            ("detail", entry.detail),
            ("previous", serde_json::json!(previous)),
        ]);
        let told = serde_json::to_string(&told).expect("plain data");
        assert_eq!(Digest::sha256(told.as_bytes()), entry.digest, "{told}");
        previous = entry.digest.hex();
    }
}
