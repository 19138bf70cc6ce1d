//! Changes by another hand: any single change in the custody chain, the records or an original shows.

mod sample;

use juzheng_model::{Id, decision::Decision};
use juzheng_vault::{Access, Action, Vault};
use rusqlite::{Connection, types::Value};
use sample::{STAMP, case, keep, open, record, records, settings};
use std::{
    fs,
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A case with everything in it, closed.
fn full_case() -> (TempDir, PathBuf) {
    let (temp, folder, mut vault) = case();
    for (name, bytes) in [("chat.csv", &b"chat"[..]), ("bill.csv", b"bill")] {
        let artifact = keep(&mut vault, name, bytes);
        record(&mut vault, &artifact, &records(12));
    }
    vault.keep(&mut &b"bill"[..], &sample::incoming("again.csv"), STAMP, &|_| true).expect("kept again");
    vault.set_settings(&settings(), serde_json::json!({}), STAMP).expect("set");
    vault.decide(&Decision::Note { transfer: Id(1), text: "现金".into() }, STAMP).expect("decided");
    vault.decide(&Decision::Reject { transfer: Id(2), message: None }, STAMP).expect("decided");
    vault.undo(STAMP).expect("undone");
    vault.append(Action::Export, vec!["ab".into()], serde_json::json!({"pages": 3}), STAMP).expect("noted");
    drop(vault);
    (temp, folder)
}

/// Opens the database as another hand would: without our care.
fn tamper(folder: &Path) -> Connection {
    let db = Connection::open(folder.join("case.sqlite")).expect("opens");
    db.execute_batch(
        "PRAGMA foreign_keys = off; PRAGMA synchronous = off; PRAGMA ignore_check_constraints = on",
    )
    .expect("set");
    db
}

/// Every way of changing one value a little: each byte of a text or blob, a number by one, NULL to something.
fn changes(value: &Value) -> Vec<Value> {
    let each_byte = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let changed = |n: usize| {
            let mut bytes = bytes.to_vec();
            bytes[n] ^= 1;
            bytes
        };
        (0..bytes.len()).map(changed).chain([[bytes, b"\0"].concat()]).collect()
    };
    match value {
        Value::Null => vec![Value::Integer(0), Value::Text(String::new())],
        Value::Integer(n) => {
            vec![Value::Integer(n ^ 1), Value::Integer(n.wrapping_add(1 << 33)), Value::Null]
        }
        Value::Text(text) => {
            let texts = each_byte(text.as_bytes())
                .into_iter()
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            texts.map(Value::Text).chain([Value::Null]).collect()
        }
        Value::Blob(bytes) => each_byte(bytes).into_iter().map(Value::Blob).chain([Value::Null]).collect(),
        Value::Real(_) => unreachable!("no table holds floating point numbers"),
    }
}

/// Changes every value of `table` in every way, one at a time, and asks `shows` of each.
fn check(folder: &Path, table: &str, shows: &dyn Fn(&Vault) -> bool) -> u32 {
    let db = tamper(folder);
    let columns: Vec<String> = {
        let mut statement =
            db.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).expect("prepared");
        let names = statement.query_map([], |row| row.get(0)).expect("columns");
        names.map(|name| name.expect("a name")).collect()
    };
    let rows: Vec<Vec<Value>> = {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).expect("prepared");
        let read = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|n| row.get(n)).collect();
        statement.query_map([], read).expect("rows").map(|row| row.expect("a row")).collect()
    };
    let row_is = columns.iter().map(|c| format!("{c} IS ?")).collect::<Vec<_>>().join(" AND ");
    let mut tried = 0;
    for row in &rows {
        for (n, column) in columns.iter().enumerate() {
            for changed in changes(&row[n]).into_iter().filter(|changed| *changed != row[n]) {
                let set = format!("UPDATE {table} SET {column} = ? WHERE {row_is}");
                let to = std::iter::once(&changed).chain(row);
                if db.execute(&set, rusqlite::params_from_iter(to)).is_err() {
                    continue; // SQLite itself refuses it: a NULL, a number of the wrong type, a second of a kind
                }
                let vault = Vault::open(folder, Access::Read).expect("a changed case opens");
                assert!(shows(&vault), "{table}.{column} from {:?} to {changed:?} goes by", row[n]);
                tried += 1;
                let mut new = row.clone();
                new[n] = changed;
                let back = std::iter::once(&row[n]).chain(&new);
                let set_back = db.execute(&set, rusqlite::params_from_iter(back)).expect("set back");
                assert_eq!(set_back, 1);
            }
        }
    }
    tried
}

#[test]
fn every_change_in_the_custody_chain_shows_on_opening() {
    let (_temp, folder) = full_case();
    let tried = check(&folder, "custody", &|vault| vault.custody_break().is_some());
    assert!(tried > 2000, "{tried}");
    assert_eq!(open(&folder).verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn every_change_in_a_table_shows_on_verifying() {
    let (_temp, folder) = full_case();
    let tables = [
        "case_head",
        "settings",
        "artifact",
        "reading",
        "conversation",
        "speaker",
        "message",
        "transfer",
        "finding",
        "decision",
        "schema_step",
    ];
    for table in tables {
        let shows = |vault: &Vault| !vault.verify(&|_| true).expect("verified").problems.is_empty();
        let tried = check(&folder, table, &shows);
        assert!(tried > 2, "{table}: {tried}");
    }
    assert_eq!(open(&folder).verify(&|_| true).expect("verified").problems, []);
}

#[test]
fn rows_taken_away_or_put_in_show() {
    let rows = [
        (
            "DELETE FROM custody WHERE seq = (SELECT max(seq) FROM custody WHERE action = 'decide')",
            "custody-broken",
        ),
        ("DELETE FROM custody WHERE seq >= 8", "decisions-differ"),
        ("DELETE FROM custody", "custody-broken"),
        ("DELETE FROM message WHERE key = 20", "records-changed"),
        ("DELETE FROM message WHERE key = (SELECT max(key) FROM message)", "records-changed"),
        (
            "INSERT INTO message (reading, id, speaker, side, kind, row_no, text) VALUES (1, 1, 0, 0, 0, 1, '')",
            "records-extra",
        ),
        ("DELETE FROM finding WHERE key = 1", "records-changed"),
        ("DELETE FROM reading WHERE key = 2", "reading-differs"),
        ("DELETE FROM artifact WHERE key = 2", "artifact-differs"),
        ("DELETE FROM decision", "decisions-differ"),
        ("UPDATE settings SET content = replace(content, '900', '901')", "settings-differ"),
        ("UPDATE message SET reading = 2 WHERE key = 1", "record-misplaced"),
        ("UPDATE message SET id = 5 WHERE key = 1", "record-id-changed"),
        ("UPDATE message SET text = replace(text, '五千', '五万') WHERE key = 3", "records-changed"),
    ];
    for (sql, code) in rows {
        let (_temp, folder) = full_case();
        let db = tamper(&folder);
        assert!(db.execute(sql, []).expect("runs") > 0, "{sql}");
        drop(db);
        let problems =
            Vault::open(&folder, Access::Read).expect("opens").verify(&|_| true).expect("verified").problems;
        assert!(problems.iter().any(|p| p.code == code), "{sql}: {problems:?}");
    }
}

#[test]
fn one_byte_of_a_text_in_the_file_itself_shows() {
    let (_temp, folder) = full_case();
    let file = folder.join("case.sqlite");
    let mut bytes = fs::read(&file).expect("read");
    let text = "第3条".as_bytes();
    let at =
        bytes.windows(text.len()).position(|window| window == text).expect("the text is there, in plain");
    bytes[at + 3] = b'4';
    fs::write(&file, bytes).expect("written");
    let problems = open(&folder).verify(&|_| true).expect("verified").problems;
    assert!(problems.iter().any(|p| p.code == "records-changed"), "{problems:?}");
}

#[test]
fn every_byte_of_an_original_counts() {
    let (_temp, folder, mut vault) = case();
    let bytes: Vec<u8> = (0..(3 << 20) + 17).map(|n: u32| (n % 255) as u8).collect();
    let artifact = keep(&mut vault, "a.bin", &bytes);
    let place = vault.originals().path(&artifact.fingerprints.sha256);
    fs::remove_file(&place).expect("removed");
    fs::write(&place, &bytes).expect("put back");
    for at in [0, 1 << 20, bytes.len() - 1] {
        let flip = || {
            let mut file = fs::OpenOptions::new().read(true).write(true).open(&place).expect("opens");
            let mut byte = [0];
            file.seek(SeekFrom::Start(at as u64)).expect("sought");
            file.read_exact(&mut byte).expect("read");
            file.seek(SeekFrom::Start(at as u64)).expect("sought");
            file.write_all(&[byte[0] ^ 4]).expect("written");
        };
        flip();
        let problems = vault.verify(&|_| true).expect("verified").problems;
        let which: Vec<_> = problems.iter().map(|p| (p.code, p.artifact, p.args[1].as_str())).collect();
        let id = Some(artifact.id);
        assert_eq!(which, [("original-changed", id, "sha256"), ("original-changed", id, "sm3")], "{at}");
        flip();
    }
    assert_eq!(vault.verify(&|_| true).expect("verified").problems, []);
    fs::write(folder.join("originals/stranger"), b"x").expect("written");
    let problems = vault.verify(&|_| true).expect("verified").problems;
    assert_eq!((problems[0].code, problems[0].args[0].as_str()), ("original-extra", "stranger"));
}

#[test]
fn verifying_stops_when_asked() {
    let (_temp, folder) = full_case();
    let vault = open(&folder);
    assert!(matches!(vault.verify(&|_| false), Err(juzheng_vault::Error::Stopped { .. })));
}
