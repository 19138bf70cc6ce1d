//! Checking a case again: originals, records, custody chain, and that the database says what the chain says.

mod originals;
mod records;
mod told;

use crate::{
    error::{Error, Fault},
    table::{self, custody},
    vault::Vault,
};
use juzheng_model::Id;
use rusqlite::ErrorCode;

/// What was checked, and what does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// Artifacts whose originals were read again.
    pub artifacts: u64,
    /// Bytes of the originals that were read again.
    pub bytes: u64,
    /// Messages and transfers that were digested again.
    pub records: u64,
    /// Entries of the custody chain.
    pub custody: u64,
    /// What does not hold; empty where all does.
    pub problems: Vec<Problem>,
}

/// Something that does not hold. The words hang on the code elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is; the arguments are named behind each code:
    ///
    /// - `original-missing`: file name
    /// - `original-unreadable`: file name, why
    /// - `original-changed`: file name, which (`size`, `sha256`, `sm3`), as taken in, as it is
    /// - `original-extra`: path in `originals/`
    /// - `records-changed`: reading, digest as recorded, digest as it is
    /// - `record-id-changed`: table, key
    /// - `record-misplaced`: table, key
    /// - `records-extra`: table, rows that the readings tell of, rows that are there
    /// - `reading-differs`, `artifact-differs`: key or file name; the row is not what custody says
    /// - `settings-differ`, `decisions-differ`, `head-differs`, `seals-differ`: none
    /// - `custody-broken`: number of the first entry that does not hold
    /// - `key-damaged`: none; one of the two lines of `case.key`
    /// - `schema-differs`: step or table
    /// - `row-damaged`: table, key
    /// - `database-damaged`: what SQLite says
    pub code: &'static str,
    /// The artifact that it concerns.
    pub artifact: Option<Id>,
    /// What the words of the code are filled with.
    pub args: Vec<String>,
}

impl Vault {
    /// Checks everything that the case can check without its readers: every original's size and fingerprints, and that
    /// no other file lies among them; every reading's digest and ids, worked out anew from the database; the custody
    /// chain; and that head, settings, artifacts, readings and decisions are what the chain says.
    ///
    /// `progress` hears the bytes of originals so far and answers whether to go on.
    ///
    /// # Errors
    /// [`Error::Stopped`], or the database is being written to. Whatever is damaged is a problem, not an error.
    pub fn verify(&self, progress: &dyn Fn(u64) -> bool) -> Result<Checked, Error> {
        let mut check = Check { vault: self, progress, done: Checked::default() };
        check.database()?;
        let told = check.custody()?;
        check.told(&told)?;
        check.originals()?;
        check.readings()?;
        Ok(check.done)
    }
}

/// A check under way.
struct Check<'v> {
    vault: &'v Vault,
    progress: &'v dyn Fn(u64) -> bool,
    done: Checked,
}

impl Check<'_> {
    fn problem(&mut self, code: &'static str, artifact: Option<Id>, args: impl IntoIterator<Item = String>) {
        self.done.problems.push(Problem { code, artifact, args: args.into_iter().collect() });
    }

    /// What a table answered; damage is a problem and `None`, being locked out is an error.
    fn answer<T>(&mut self, answer: table::Result<T>) -> Result<Option<T>, Error> {
        match answer {
            Ok(value) => return Ok(Some(value)),
            Err(Fault::Row { table, key }) => {
                self.problem("row-damaged", None, [table.to_owned(), key.to_string()])
            }
            Err(Fault::Sql(error)) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    return Err(Fault::Sql(error).during(self.vault.folder.root(), "verify the case"));
                }
                _ => self.problem("database-damaged", None, [error.to_string()]),
            },
        }
        Ok(None)
    }

    fn go_on(&self, bytes: u64) -> Result<(), Error> {
        if (self.progress)(bytes) {
            return Ok(());
        }
        Err(Error::Stopped { path: self.vault.folder.root().to_owned() })
    }

    /// The file of the database as SQLite sees it, and the schema.
    fn database(&mut self) -> Result<(), Error> {
        let says = crate::database::quick_check(&self.vault.db);
        for line in self.answer(says)?.unwrap_or_default() {
            self.problem("database-damaged", None, [line]);
        }
        let folder = &self.vault.folder;
        if folder.key().is_some() && !crate::key::is_whole(folder.root()) {
            self.problem("key-damaged", None, []);
        }
        let difference = crate::schema::difference(&self.vault.db);
        let newer = matches!(self.vault.writable(), Err(Error::TooNew { .. }));
        if let Some(Some(what)) = self.answer(difference)?.filter(|_| !newer) {
            self.problem("schema-differs", None, [what]);
        }
        Ok(())
    }

    /// The chain; gives what it tells.
    fn custody(&mut self) -> Result<told::Told, Error> {
        let mut told = told::Told::default();
        let mut entries = 0;
        let walked = custody::walk(&self.vault.db, &mut |entry, _| {
            entries += 1;
            told.hear(&entry);
        });
        self.done.custody = entries;
        if let Some(Some(broken)) = self.answer(walked)? {
            self.problem("custody-broken", None, [broken.seq.to_string()]);
        }
        Ok(told)
    }
}
