//! What the program remembers between its runs, whatever the case: preferences, which cases were open lately, and the
//! certificates of authorities that the user trusts.
//!
//! One small file in the user's own folder. It holds where cases lie and what they are called, nothing of what is in them;
//! if it is lost or damaged, the program begins anew and no case is any worse for it.

use crate::{
    case::Case,
    error::Error,
    pane::{Health, Preferences, RecentCase},
    seal::TrustedRoots,
};
use juzheng_model::PartyRole;
use juzheng_vault::Access;
use serde::{Deserialize, Serialize};
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// Cases that are remembered.
const REMEMBERED: usize = 30;
/// Bytes of a file of certificates at most.
const LARGEST_PEM: u64 = 1 << 20;

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    file: PathBuf,
    kept: Kept,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    preferences: Preferences,
    recent: Vec<Entry>,
    trusted: Vec<Certificates>,
}

/// A file of certificates, kept as it was: the user may move or delete it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Certificates {
    name: String,
    pem: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    folder: PathBuf,
    title: String,
    me: Vec<String>,
    other: Vec<String>,
    opened_at: i64,
}

impl Memory {
    /// Reads the file; one that is missing or damaged is an empty memory.
    pub fn load(file: PathBuf) -> Memory {
        let kept = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Memory { file, kept: kept.unwrap_or_default() }
    }

    /// What the user chose.
    pub fn preferences(&self) -> Preferences {
        self.kept.preferences
    }

    /// Keeps what the user chose.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_preferences(&mut self, preferences: Preferences) -> Result<(), Error> {
        self.kept.preferences = preferences;
        self.save()
    }

    /// Puts a case at the head of the list.
    ///
    /// # Errors
    /// The case cannot be read, or the file cannot be written.
    pub fn opened(&mut self, case: &Case, now: i64) -> Result<(), Error> {
        let folder = case.folder().canonicalize().unwrap_or_else(|_| case.folder().to_owned());
        self.kept.recent.retain(|entry| entry.folder != folder);
        let (head, settings) = (case.head()?, case.settings()?);
        let names = |role: PartyRole| {
            settings
                .parties
                .iter()
                .filter(|party| party.role == role)
                .map(|party| party.name.clone())
                .collect()
        };
        let entry = match case.is_encrypted() {
            // What an encrypted case is about stands in the case only; its folder has a name that everybody sees.
            true => {
                let title = folder.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Entry { folder, title, me: Vec::new(), other: Vec::new(), opened_at: now }
            }
            false => Entry {
                folder,
                title: head.title,
                me: names(PartyRole::Me),
                other: names(PartyRole::Other),
                opened_at: now,
            },
        };
        self.kept.recent.insert(0, entry);
        self.kept.recent.truncate(REMEMBERED);
        self.save()
    }

    /// Takes a case off the list.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget(&mut self, folder: &Path) -> Result<(), Error> {
        self.kept.recent.retain(|entry| entry.folder != folder);
        self.save()
    }

    /// The cases, the latest first. How each is doing is found out by what is given, which may take its time: the memory
    /// need not be held meanwhile.
    pub fn recent(&self) -> impl FnOnce() -> Vec<RecentCase> + use<> {
        let recent = self.kept.recent.clone();
        move || told(&recent)
    }

    /// Trusts the certificates in a file from now on; one of the same name takes the place of the earlier.
    ///
    /// # Errors
    /// It cannot be read, holds no certificate, or what is remembered cannot be written.
    pub fn trust(&mut self, file: &Path) -> Result<(), Error> {
        let unreadable = |source| Error::Unreadable { path: file.to_owned(), source };
        let mut pem = String::new();
        let opened = std::fs::File::open(file).map_err(unreadable)?;
        opened.take(LARGEST_PEM).read_to_string(&mut pem).map_err(unreadable)?;
        TrustedRoots::default().and_pem(&pem)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.kept.trusted.retain(|kept| kept.name != name);
        self.kept.trusted.push(Certificates { name, pem });
        self.save()
    }

    /// Trusts the certificates of a file no more.
    ///
    /// # Errors
    /// What is remembered cannot be written.
    pub fn distrust(&mut self, name: &str) -> Result<(), Error> {
        self.kept.trusted.retain(|kept| kept.name != name);
        self.save()
    }

    /// The names of the files whose certificates are trusted.
    pub fn trusted_names(&self) -> Vec<String> {
        self.kept.trusted.iter().map(|kept| kept.name.clone()).collect()
    }

    /// All certificates that the user trusts, with those that the environment names.
    ///
    /// # Errors
    /// One that is remembered, or that the environment names, does not read.
    pub fn trusted(&self) -> Result<TrustedRoots, Error> {
        let named = TrustedRoots::load(&[])?;
        self.kept.trusted.iter().try_fold(named, |all, kept| all.and_pem(&kept.pem))
    }

    fn save(&self) -> Result<(), Error> {
        let unwritable = |source| Error::Unwritable { path: self.file.clone(), source };
        let folder = self.file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(unwritable)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
        let text = serde_json::to_vec_pretty(&self.kept).expect("what is remembered is plain data");
        beside.write_all(&text).map_err(unwritable)?;
        beside.persist(&self.file).map_err(|error| unwritable(error.error))?;
        Ok(())
    }
}

fn told(recent: &[Entry]) -> Vec<RecentCase> {
    let case = |entry: &Entry| RecentCase {
        folder: entry.folder.display().to_string(),
        title: entry.title.clone(),
        me: entry.me.clone(),
        other: entry.other.clone(),
        opened_at: entry.opened_at,
        health: health(&entry.folder),
    };
    recent.iter().map(case).collect()
}

fn health(folder: &Path) -> Health {
    if !folder.join("case.sqlite").is_file() {
        return Health::Gone;
    }
    match Case::open(folder, Access::Read) {
        Ok(case) if case.vault.custody_break().is_some() => Health::Broken,
        Ok(case) => match case.vault.writable() {
            Err(juzheng_vault::Error::TooNew { .. }) => Health::ReadOnly,
            Err(juzheng_vault::Error::SchemaDiffers { .. }) => Health::Broken,
            _ if is_read_only(folder) => Health::ReadOnly,
            _ => Health::Good,
        },
        Err(Error::Vault(juzheng_vault::Error::Locked { .. })) => Health::Locked,
        // Somebody is writing to it just now.
        Err(Error::Vault(juzheng_vault::Error::Busy { .. })) => Health::Good,
        Err(_) => Health::Broken,
    }
}

fn is_read_only(folder: &Path) -> bool {
    std::fs::metadata(folder.join("case.sqlite")).is_ok_and(|meta| meta.permissions().readonly())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Desk, NewCase, create_case};
    use std::sync::atomic::AtomicBool;

    #[test]
    fn cases_are_remembered_latest_first_and_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("config/juzheng/memory.json");
        let stop = AtomicBool::new(false);
        let desk = Desk { now: 1_700_000_000, actor: "user", report: &|_| {}, stop: &stop };
        let mut memory = Memory::load(file.clone());
        for (name, now) in [("甲", 1), ("乙", 2), ("甲", 3)] {
            let place = folder.path().join(format!("{name}.juzheng"));
            let new = NewCase {
                title: name.to_owned(),
                me: vec!["林晓".to_owned()],
                other: vec!["周航".to_owned()],
                aliases: Vec::new(),
                details: Vec::new(),
                offset: juzheng_model::Offset::CHINA,
                threshold_minutes: 15,
            };
            let case = match place.exists() {
                false => create_case(&place, &new, &desk),
                true => Case::open(&place, Access::Read),
            };
            memory.opened(&case.expect("a case"), now).expect("it is kept");
        }
        std::fs::remove_dir_all(folder.path().join("乙.juzheng")).expect("removed");
        let told: Vec<_> =
            Memory::load(file.clone()).recent()().into_iter().map(|c| (c.title, c.health)).collect();
        assert_eq!(told, [("甲".to_owned(), Health::Good), ("乙".to_owned(), Health::Gone)]);
        let first = memory.kept.recent[0].folder.clone();
        memory.forget(&first).expect("forgotten");
        assert_eq!(Memory::load(file.clone()).recent()().len(), 1);
        std::fs::write(&file, "{").expect("damaged");
        assert!(Memory::load(file).recent()().is_empty());
    }
}
