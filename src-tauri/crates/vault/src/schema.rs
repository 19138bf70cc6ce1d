//! The schema: numbered steps, embedded and append-only; the digest of each applied step is stored and verified.
//!
//! A case has a **level** apart from the number of its steps. A step that only adds what an older version can leave
//! alone keeps the level; one after which an older version would misread or break the case raises it. A case of a higher
//! level is opened for reading only. The level is the database's `user_version`.

use crate::{
    error::Fault,
    table::{self, step},
};
use juzheng_model::Digest;
use rusqlite::Connection;

/// `JuZh`: marks the database as a case of this program.
pub(crate) const APPLICATION_ID: i32 = 0x4a75_5a68;

/// The highest level that this version writes.
pub(crate) const LEVEL: u32 = 2;

/// The steps in order. Released: none is ever changed, new ones come behind.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_case.sql"),
    include_str!("migrations/0002_pictures.sql"),
    include_str!("migrations/0003_seals.sql"),
];

/// Applies the steps that are missing; the caller's transaction makes it all or nothing.
pub(crate) fn apply_missing(db: &Connection) -> table::Result<()> {
    if apply(db, STEPS)? {
        db.pragma_update(None, "application_id", APPLICATION_ID)?;
        db.pragma_update(None, "user_version", LEVEL)?;
    }
    Ok(())
}

/// Applies those of `steps` that are missing; whether any was.
fn apply(db: &Connection, steps: &[&str]) -> table::Result<bool> {
    db.execute_batch(step::SQL)?;
    let applied = step::all(db)?.len();
    for (number, sql) in (1..).zip(steps).skip(applied) {
        db.execute_batch(sql)?;
        step::insert(db, number, &Digest::sha256(sql.as_bytes()))?;
    }
    Ok(applied < steps.len())
}

/// Lets a case of an earlier version that is only looked at be read as if it had every column: views of this connection
/// stand before the tables that lack some. Nothing is written into the case.
pub(crate) fn show_as_new(db: &Connection) -> table::Result<()> {
    let query_only: bool = db.pragma_query_value(None, "query_only", |row| row.get(0))?;
    db.pragma_update(None, "query_only", false)?;
    let shown = show_lacking(db);
    db.pragma_update(None, "query_only", query_only)?;
    shown
}

fn show_lacking(db: &Connection) -> table::Result<()> {
    let fresh = Connection::open_in_memory()?;
    apply(&fresh, STEPS)?;
    for table in table::names(&fresh)? {
        let had = table::columns(db, &table)?;
        let lacking: Vec<String> =
            table::columns(&fresh, &table)?.into_iter().filter(|column| !had.contains(column)).collect();
        let more: Vec<String> = lacking.iter().map(|column| format!("NULL AS {column}")).collect();
        let more = more.join(", ");
        match (lacking.is_empty(), had.is_empty()) {
            (true, _) => {}
            (false, true) => {
                db.execute_batch(&format!("CREATE TEMP VIEW {table} AS SELECT {more} WHERE 0"))?
            }
            (false, false) => {
                db.execute_batch(&format!("CREATE TEMP VIEW {table} AS SELECT *, {more} FROM main.{table}"))?;
            }
        }
    }
    Ok(())
}

/// Whether the database is a case at all.
pub(crate) fn is_case(db: &Connection) -> table::Result<bool> {
    let id: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(id == APPLICATION_ID)
}

/// The level of the case.
pub(crate) fn level(db: &Connection) -> table::Result<u32> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whether steps are missing.
pub(crate) fn is_behind(db: &Connection) -> table::Result<bool> {
    Ok(step::all(db)?.len() < STEPS.len())
}

/// What differs from the schema that the steps make; `None` where nothing does. Steps of a later version are left
/// alone, and so is the schema that they made.
pub(crate) fn difference(db: &Connection) -> table::Result<Option<String>> {
    let applied = match step::all(db) {
        Ok(applied) => applied,
        Err(Fault::Row { key, .. }) => return Ok(Some(format!("step {key}"))),
        Err(fault) => return Err(fault),
    };
    for (place, (number, digest)) in (1..).zip(&applied) {
        let known = STEPS.get(place as usize - 1);
        if *number != place || known.is_some_and(|sql| Digest::sha256(sql.as_bytes()) != *digest) {
            return Ok(Some(format!("step {place}")));
        }
    }
    if applied.is_empty() {
        return Ok(Some("step 1".to_owned()));
    }
    let Some(steps) = STEPS.get(..applied.len()) else { return Ok(None) };
    let fresh = Connection::open_in_memory()?;
    apply(&fresh, steps)?;
    let (ours, theirs) = (objects(&fresh)?, objects(db)?);
    Ok(ours
        .iter()
        .find(|object| !theirs.contains(object))
        .or_else(|| theirs.iter().find(|object| !ours.contains(object)))
        .map(|(name, _)| name.clone()))
}

/// Everything that the schema holds, as (name, SQL).
fn objects(db: &Connection) -> table::Result<Vec<(String, Option<String>)>> {
    let mut statement = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")?;
    let objects = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(objects.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_says_what_it_holds() {
        for sql in STEPS {
            let mut in_table = false;
            for line in sql.lines() {
                match line {
                    line if line.starts_with("ALTER TABLE") => {
                        assert!(line.contains("; -- "), "no comment: {line}")
                    }
                    line if line.starts_with("CREATE TABLE") => in_table = true,
                    line if line.starts_with(')') => in_table = false,
                    line if in_table && !line.trim().starts_with("PRIMARY KEY") => {
                        assert!(line.contains(" -- "), "no comment: {line}");
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_schema_that_was_touched_is_seen() {
        let rows = [
            ("", None),
            ("UPDATE schema_step SET digest = zeroblob(32)", Some("step 1")),
            ("DELETE FROM schema_step", Some("step 1")),
            ("CREATE TRIGGER t AFTER INSERT ON custody BEGIN DELETE FROM custody; END", Some("t")),
            ("DROP TABLE decision", Some("decision")),
            ("ALTER TABLE decision ADD COLUMN more TEXT", Some("decision")),
        ];
        for (sql, want) in rows {
            let db = Connection::open_in_memory().expect("memory");
            apply_missing(&db).expect("a new schema");
            db.execute_batch(sql).expect("the change");
            assert_eq!(difference(&db).expect("readable").as_deref(), want, "{sql}");
        }
    }

    #[test]
    fn a_step_of_a_later_version_is_left_alone() {
        let db = Connection::open_in_memory().expect("memory");
        apply_missing(&db).expect("a new schema");
        db.execute_batch("CREATE TABLE later (key INTEGER PRIMARY KEY) STRICT").expect("a later table");
        step::insert(&db, STEPS.len() as u32 + 1, &Digest([7; 32])).expect("a later step");
        assert_eq!(difference(&db).expect("readable"), None);
    }
}
