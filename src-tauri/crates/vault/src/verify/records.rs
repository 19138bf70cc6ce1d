//! Digesting the records of every reading again, out of the database.

use super::Check;
use crate::{
    error::{Error, Fault},
    table::{self, conversation, finding, message, reading, reading::Stored, speaker, transfer},
    tally::Tally,
};
use juzheng_model::Digest;
use rusqlite::Connection;

/// After how many records the caller is asked whether to go on.
const BREATH: u64 = 20_000;

/// What does not hold in one reading, apart from its digest: (code, table, key).
type Wrong = (&'static str, &'static str, i64);

impl Check<'_> {
    /// Every reading, live or not, has the digest and the ids that it was recorded with, and no record is outside one.
    pub(super) fn readings(&mut self) -> Result<(), Error> {
        let rows = reading::all(&self.vault.db);
        let Some(readings) = self.answer(rows)? else { return Ok(()) };
        for stored in &readings {
            self.reading(stored)?;
        }
        for (n, table) in table::OF_READINGS.into_iter().enumerate() {
            let told: u64 = readings.iter().map(|stored| stored.reading.counts.by_table()[n]).sum();
            let rows = table::count(&self.vault.db, table);
            match self.answer(rows)? {
                Some(rows) if rows != told => {
                    self.problem(
                        "records-extra",
                        None,
                        [table.to_owned(), told.to_string(), rows.to_string()],
                    );
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn reading(&mut self, stored: &Stored) -> Result<(), Error> {
        let mut stopped = None;
        let mut breath = |records: u64| {
            if records.is_multiple_of(BREATH) && stopped.is_none() {
                stopped = self.go_on(self.done.bytes).err();
            }
            stopped.is_none()
        };
        let mut wrong = Vec::new();
        let digest = again(&self.vault.db, stored, &mut wrong, &mut breath);
        if let Some(error) = stopped {
            return Err(error);
        }
        let artifact = Some(stored.reading.artifact);
        for (code, table, key) in wrong {
            self.problem(code, artifact, [table.to_owned(), key.to_string()]);
        }
        self.done.records += stored.reading.counts.messages + stored.reading.counts.transfers;
        match self.answer(digest)? {
            Some(digest) if digest == stored.reading.digest => {}
            digest => {
                let is = digest.map_or(String::new(), |digest| digest.hex());
                let args = [stored.reading.id.to_string(), stored.reading.digest.hex(), is];
                self.problem("records-changed", artifact, args);
            }
        }
        Ok(())
    }
}

/// The digest of a reading's records as they are now. Records whose id or reading is not theirs go to `wrong`.
fn again(
    db: &Connection,
    stored: &Stored,
    wrong: &mut Vec<Wrong>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> table::Result<Digest> {
    let (reading, counts) = (&stored.reading, &stored.reading.counts);
    let mut tally = Tally::default();
    let mut records = 0;
    // A record that does not fit its reading has no id; whatever the tally refuses is a damaged row.
    let damaged = |table, key| Fault::Row { table, key };
    for (ix, conversation) in (0..).zip(conversation::of(db, reading.id)?) {
        tally.conversation(&conversation).map_err(|_| damaged("conversation", ix))?;
    }
    for (ix, speaker) in (0..).zip(speaker::of(db, reading.id)?) {
        tally.speaker(&speaker).map_err(|_| damaged("speaker", ix))?;
    }
    message::each(db, stored.first_message, counts.messages, &mut |at| {
        let id = tally.message(&stored.sha256, &reading.facts.layout, &at.message);
        let id = id.map_err(|_| damaged("message", at.key))?;
        note(wrong, "message", at.key, at.id == id, at.reading == reading.id);
        records += 1;
        if go_on(records) { Ok(()) } else { Err(damaged("message", at.key)) }
    })?;
    transfer::each(db, stored.first_transfer, counts.transfers, &mut |at| {
        tally.transfer(&at.transfer);
        note(wrong, "transfer", at.key, at.id == at.transfer.id(&stored.sha256), at.reading == reading.id);
        records += 1;
        if go_on(records) { Ok(()) } else { Err(damaged("transfer", at.key)) }
    })?;
    finding::each(db, stored.first_finding, counts.findings, &mut |key, of, finding| {
        tally.finding(&finding);
        note(wrong, "finding", key, true, of == reading.id);
        Ok(())
    })?;
    Ok(tally.finish(&reading.facts).1)
}

fn note(wrong: &mut Vec<Wrong>, table: &'static str, key: i64, id_holds: bool, reading_holds: bool) {
    if !id_holds {
        wrong.push(("record-id-changed", table, key));
    }
    if !reading_holds {
        wrong.push(("record-misplaced", table, key));
    }
}
