//! A case, made or opened: the folder, its database, and whether it may be written to.

use crate::{
    canonical, database,
    derived::DerivedFolder,
    encrypted::{Original, Spool},
    error::{Error, Fault, of_io, of_write},
    folder::Folder,
    key,
    lock::WriterLock,
    originals::OriginalsFolder,
    place::{CasePlace, is_encrypted},
    schema,
    table::{self, artifact, custody, custody::Deed, head, head::CaseHead, settings, settings::Settings},
};
use juzheng_model::Id;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use std::{collections::HashSet, fs};

/// A case that is open.
///
/// Everything that was answered as done is durable; what failed has changed nothing.
#[derive(Debug)]
pub struct Vault {
    pub(crate) folder: Folder,
    pub(crate) db: Connection,
    refusal: Option<Refusal>,
    broken: Option<custody::CustodyBreak>,
    // Last, so that the database is closed before the next writer may come.
    _lock: Option<WriterLock>,
}

/// What a case is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Looking only; any number of programs at once.
    Read,
    /// Adding and deciding; one program at a time.
    Write,
}

/// A moment of a case, see [`Vault::moment`].
#[derive(Debug)]
pub struct Moment<'v> {
    _held: Option<Transaction<'v>>,
}

/// When something was done and by whom: the clock and the user are the caller's.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// Unix seconds.
    pub at: i64,
    /// Who, as it stands in the custody chain.
    pub actor: &'a str,
}

/// What is noted in the custody chain by the caller; everything else the vault notes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Something was made from the case: a dossier, a package.
    Export,
    /// The case was verified.
    Check,
}

impl Action {
    /// The word in the chain. Released: never changed.
    pub fn word(self) -> &'static str {
        match self {
            Action::Export => "export",
            Action::Check => "check",
        }
    }
}

/// Why an open case takes no changes.
#[derive(Debug, Clone)]
enum Refusal {
    /// It was opened for reading.
    Reading,
    /// A newer version's.
    TooNew(u32),
    /// The schema was touched.
    Schema(String),
}

impl Vault {
    /// Makes a case in a new or empty folder and opens it for writing. Its id derives from title, parties and time.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], or it could not be written; then the folder is as it was.
    pub fn create(
        place: impl Into<CasePlace>,
        title: &str,
        settings: &Settings,
        stamp: Stamp<'_>,
    ) -> Result<Vault, Error> {
        Vault::make(&place.into(), |case| build(case, title, settings, &stamp))
    }

    /// Makes a case in a new or empty folder: `fill` makes its database, and puts it into its place as the last thing.
    pub(crate) fn make(
        place: &CasePlace,
        fill: impl FnOnce(&Folder) -> Result<(), Error>,
    ) -> Result<Vault, Error> {
        let folder = &place.folder;
        let made = match fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(of_write(folder, "make the folder", error)),
        };
        let case = Folder::at(place);
        if !folder.is_dir() {
            return Err(Error::NotEmpty { path: folder.to_owned() });
        }
        let lock = take_lock(&case)?;
        if !case.is_free()? {
            return Err(Error::NotEmpty { path: folder.to_owned() });
        }
        case.clear_unfinished();
        if let Err(error) = case.lay_out(place).and_then(|()| fill(&case)) {
            case.clear_unfinished();
            if made {
                let _ = fs::remove_dir(folder);
            }
            return Err(error);
        }
        Vault::open_locked(case, Some(lock))
    }

    /// Opens a case. For writing, what a crash left half-kept is cleared away first. A broken custody chain opens too
    /// ([`Vault::custody_break`]), and so does a case of a newer version; neither can be written to.
    ///
    /// # Errors
    /// [`Error::NotACase`], [`Error::Locked`], [`Error::KeyDamaged`], [`Error::Busy`] where another program has it open for
    /// writing, [`Error::ReadOnly`] where the medium is and writing was asked for.
    pub fn open(place: impl Into<CasePlace>, access: Access) -> Result<Vault, Error> {
        let place = place.into();
        let path = || place.folder.clone();
        if !Folder::at(&place).database().is_file() {
            return Err(Error::NotACase { path: path() });
        }
        let place = match (is_encrypted(&place.folder), &place.key) {
            (true, None) => return Err(Error::Locked { path: path() }),
            (true, Some(_)) => place,
            (false, _) => CasePlace::at(&place.folder),
        };
        let place = Folder::at(&place);
        let lock = match access {
            Access::Read => None,
            Access::Write => Some(take_lock(&place)?),
        };
        Vault::open_locked(place, lock)
    }

    fn open_locked(folder: Folder, lock: Option<WriterLock>) -> Result<Vault, Error> {
        let opened = database::open(&folder.database(), folder.key(), lock.is_some()).and_then(|mut db| {
            let refusal = prepare(&mut db, lock.is_some())?;
            let broken = custody::walk(&db, &mut |_, _| {})?;
            Ok((db, refusal, broken))
        });
        let (db, refusal, broken) = opened.map_err(|fault| match fault {
            Fault::Sql(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                let path = folder.root().to_owned();
                match folder.key() {
                    // Its key fits, so it is a case; its first page is damaged.
                    Some(_) => Fault::Sql(error).during(&path, "open the case"),
                    None if looks_encrypted(&folder) => Error::KeyDamaged { path: path.join(key::NAME) },
                    None => Error::NotACase { path },
                }
            }
            Fault::Sql(rusqlite::Error::QueryReturnedNoRows) => {
                Error::NotACase { path: folder.root().to_owned() }
            }
            fault => fault.during(folder.root(), "open the case"),
        })?;
        let medium = db.is_readonly(rusqlite::MAIN_DB).unwrap_or(false);
        if lock.is_some() && medium {
            return Err(Error::ReadOnly {
                path: folder.root().to_owned(),
                attempt: "open the case for writing",
            });
        }
        let vault = Vault { folder, db, refusal, broken, _lock: lock };
        if vault.writable().is_ok() {
            vault.folder.clear_leftovers(&vault.known_originals()?)?;
        }
        Ok(vault)
    }

    /// What the case is called and when it was made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn head(&self) -> Result<CaseHead, Error> {
        head::get(&self.db).map_err(|fault| self.failed(fault, "read the head"))
    }

    /// The folder of the originals, for other threads and rooms.
    pub fn originals(&self) -> OriginalsFolder {
        self.folder.originals()
    }

    /// What was worked out and kept, for other threads and rooms.
    pub fn derived(&self) -> DerivedFolder {
        DerivedFolder::of(&self.folder)
    }

    /// An original, open for reading.
    ///
    /// # Errors
    /// [`Error::Missing`], or it cannot be opened.
    pub fn original(&self, sha256: &juzheng_model::Digest) -> Result<Original, Error> {
        let originals = self.originals();
        originals.file(sha256).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::Missing { digest: *sha256 },
            _ => of_io(&originals.path(sha256), "open", error),
        })
    }

    /// A file for bytes on their way into the case.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn spool(&self) -> Result<Spool, Error> {
        let folder = self.folder.root();
        Spool::begin(folder, self.folder.key()).map_err(|e| of_write(folder, "make a file in", e))
    }

    /// Where the custody chain was found broken on opening; `None` where it holds.
    pub fn custody_break(&self) -> Option<custody::CustodyBreak> {
        self.broken
    }

    /// Whether the case takes changes.
    ///
    /// # Errors
    /// It was opened for reading ([`Error::ReadOnly`]), is a newer version's ([`Error::TooNew`]), its schema was touched
    /// ([`Error::SchemaDiffers`]) or its custody chain is broken ([`Error::CustodyBroken`]).
    pub fn writable(&self) -> Result<(), Error> {
        let path = self.folder.root().to_owned();
        match (&self.refusal, self.broken) {
            (Some(Refusal::Reading), _) => Err(Error::ReadOnly { path, attempt: "change the case" }),
            (Some(Refusal::TooNew(needed)), _) => {
                Err(Error::TooNew { path, needed: *needed, known: schema::LEVEL })
            }
            (Some(Refusal::Schema(what)), _) => Err(Error::SchemaDiffers { path, what: what.clone() }),
            (None, Some(broken)) => Err(Error::CustodyBroken { path, seq: broken.seq }),
            (None, None) => Ok(()),
        }
    }

    /// Holds the database as it is now, for as long as the answer lives: what is read meanwhile fits together, and none of it
    /// waits for the disk to be asked whether somebody wrote. Not to be kept, for a writer waits until it is gone.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn moment(&self) -> Result<Moment<'_>, Error> {
        if !self.db.is_autocommit() {
            return Ok(Moment { _held: None });
        }
        let held = self.db.unchecked_transaction().map_err(Fault::Sql);
        held.map(|held| Moment { _held: Some(held) }).map_err(|fault| self.failed(fault, "read the case"))
    }

    /// Whether an entry may be added to the custody chain of a copy of this case.
    pub(crate) fn takes_entries(&self) -> bool {
        matches!(self.refusal, None | Some(Refusal::Reading)) && self.broken.is_none()
    }

    /// Does `work` in one transaction: all of it or nothing.
    pub(crate) fn write<T>(
        &mut self,
        attempt: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> table::Result<T>,
    ) -> Result<T, Error> {
        self.writable()?;
        let done = database::begin(&mut self.db).and_then(|transaction| {
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        });
        done.map_err(|fault| self.failed(fault, attempt))
    }

    /// The error for the caller of a fault at a table.
    pub(crate) fn failed(&self, fault: Fault, attempt: &'static str) -> Error {
        fault.during(self.folder.root(), attempt)
    }

    /// The originals that the artifacts or the custody chain know.
    fn known_originals(&self) -> Result<HashSet<juzheng_model::Digest>, Error> {
        let known = || {
            let artifacts = artifact::all(&self.db)?;
            let mut known: HashSet<_> = artifacts.iter().map(|(_, a)| a.fingerprints.sha256).collect();
            custody::walk(&self.db, &mut |entry, _| {
                known.extend(entry.subjects.iter().filter_map(|s| juzheng_model::Digest::from_hex(s)));
            })?;
            Ok(known)
        };
        known().map_err(|fault| self.failed(fault, "read the artifacts"))
    }
}

/// Whether the database of a case without a key is one that was encrypted: nothing in it reads as a schema.
fn looks_encrypted(folder: &Folder) -> bool {
    let mut head = vec![0; 64 << 10];
    let read =
        fs::File::open(folder.database()).and_then(|mut file| std::io::Read::read(&mut file, &mut head));
    head.truncate(read.unwrap_or_default());
    let plain = head.windows(12).any(|window| window == b"CREATE TABLE");
    head.len() >= 4096 && !plain && folder.originals().root().is_dir()
}

fn take_lock(folder: &Folder) -> Result<WriterLock, Error> {
    let path = folder.root();
    WriterLock::take(path)
        .map_err(|e| of_write(path, "open", e))?
        .ok_or_else(|| Error::Busy { path: path.to_owned() })
}

/// Writes the head of a new case beside its place and moves it there as the last thing.
fn build(folder: &Folder, title: &str, settings: &Settings, stamp: &Stamp<'_>) -> Result<(), Error> {
    let parties = serde_json::to_value(&settings.parties).expect("parties are plain data");
    let parts =
        [title.as_bytes(), canonical::json(&parties).as_bytes(), &stamp.at.to_be_bytes()[..]].map(Vec::from);
    let id = Id::derive("case", &parts.each_ref().map(Vec::as_slice));
    let case = CaseHead { id, title: title.to_owned(), created_at: stamp.at };
    let detail = json!({"id": case.id, "title": case.title, "settings": settings.value()});
    let filled = database::create(&folder.unfinished_database(), folder.key(), |db| {
        head::insert(db, &case)?;
        settings::put(db, settings)?;
        custody::append(db, &Deed { action: "create", subjects: Vec::new(), detail, stamp })?;
        Ok(())
    });
    filled.map_err(|fault| fault.during(folder.root(), "make the case"))?;
    folder.finish()
}

/// Brings the schema up to date where the case is to be written to; says why it must not be.
fn prepare(db: &mut Connection, writing: bool) -> table::Result<Option<Refusal>> {
    if !schema::is_case(db)? {
        return Err(rusqlite::Error::QueryReturnedNoRows.into());
    }
    let refusal = refusal(db, writing)?;
    match &refusal {
        None if schema::is_behind(db)? => {
            let transaction = database::begin(db)?;
            schema::apply_missing(&transaction)?;
            transaction.commit()?;
        }
        None => {}
        // Where the steps cannot be told, the tables themselves say what they lack.
        Some(_) if schema::is_behind(db).unwrap_or(true) => schema::show_as_new(db)?,
        Some(_) => {}
    }
    Ok(refusal)
}

/// Why the case must not be written to.
fn refusal(db: &Connection, writing: bool) -> table::Result<Option<Refusal>> {
    let level = schema::level(db)?;
    if level > schema::LEVEL {
        return Ok(Some(Refusal::TooNew(level)));
    }
    if let Some(what) = schema::difference(db)? {
        return Ok(Some(Refusal::Schema(what)));
    }
    Ok((!writing).then_some(Refusal::Reading))
}
