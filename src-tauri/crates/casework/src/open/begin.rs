//! New cases from a window: by the form, and the sample.

use super::{Asker, OpenCase};
use crate::{
    Desk, Memory, assets,
    case::{NewCase, create_case},
    error::Error,
    pane::{AddProgress, NewCaseForm},
};
use juzheng_model::{Offset, PartyRole};
use juzheng_vault::CasePlace;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

/// The title of the sample case.
const SAMPLE: &str = "示例：林晓与周航民间借贷纠纷";
/// What the folder of an encrypted case is called.
const ENCRYPTED: &str = "加密案件";
/// Characters of a title that go into the name of the folder.
const NAME: usize = 60;

impl OpenCase {
    /// Makes a case and opens it, an encrypted one where there is a passphrase. Its folder is called by its title, with a
    /// number where that is taken; that of an encrypted one says nothing of what is in it.
    ///
    /// # Errors
    /// The form lacks something, or the folder cannot be made.
    pub fn create(form: &NewCaseForm, passphrase: Option<&str>, asker: Asker<'_>) -> Result<OpenCase, Error> {
        let offset = Offset::parse(form.offset.trim());
        let offset = offset
            .ok_or_else(|| Error::BadValue { field: "offset".to_owned(), value: form.offset.clone() })?;
        let names = |role: PartyRole| -> Vec<String> {
            form.parties.iter().filter(|party| party.role == role).map(|party| party.name.clone()).collect()
        };
        let (me, other) = (names(PartyRole::Me), names(PartyRole::Other));
        if me.is_empty() || other.is_empty() {
            return Err(Error::BadValue { field: "parties".to_owned(), value: String::new() });
        }
        let aliases = form.parties.iter().flat_map(|party| {
            let named = party.aliases.iter().filter(|alias| !alias.trim().is_empty());
            named.map(|alias| (party.name.clone(), alias.clone()))
        });
        let details = form.parties.iter().flat_map(|party| {
            let known = party.details.iter().filter(|(_, value)| !value.trim().is_empty());
            known.map(|(field, value)| (party.name.clone(), field.clone(), value.trim().to_owned()))
        });
        let new = NewCase {
            title: form.title.trim().to_owned(),
            aliases: aliases.collect(),
            details: details.collect(),
            me,
            other,
            offset,
            threshold_minutes: form.threshold_minutes,
        };
        let place = Path::new(&form.place);
        std::fs::create_dir_all(place)
            .map_err(|source| Error::Unwritable { path: place.to_owned(), source })?;
        let place = match passphrase {
            None => CasePlace::at(&free_folder(place, &new.title)),
            Some(passphrase) => CasePlace::to_encrypt(&free_folder(place, ENCRYPTED), passphrase)?,
        };
        let stop = AtomicBool::new(false);
        let desk = Desk { now: asker.now, actor: asker.actor, report: &|_| {}, stop: &stop };
        drop(create_case(&place, &new, &desk)?);
        OpenCase::open(place.made())
    }

    /// Writes an encrypted copy of the case beside it, and opens the copy. The case itself stays as it is, unencrypted:
    /// whether it may be deleted is for the user to say.
    ///
    /// # Errors
    /// The passphrase is too short, it cannot be written, or the user stopped; then there is no copy.
    pub fn encrypt(
        &self,
        passphrase: &str,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
    ) -> Result<OpenCase, Error> {
        let above = self.folder().parent().unwrap_or(Path::new("."));
        let place = CasePlace::to_encrypt(&free_folder(above, ENCRYPTED), passphrase)?;
        // As the one who writes, where that can be: what is copied must not change meanwhile.
        match self.refusal {
            None => self.write(asker, report, |case, desk| case.encrypt_to(&place, desk).map(drop))?,
            Some(_) => {
                self.read_aside(asker, report, |case, desk| case.encrypt_to(&place, desk).map(drop))?
            }
        }
        OpenCase::open(place.made())
    }

    /// Gives an encrypted case another passphrase.
    ///
    /// # Errors
    /// It is too short, the case is not encrypted, or its key cannot be written; then the old one stays.
    pub fn set_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        Ok(self.place.set_passphrase(passphrase)?)
    }

    /// Where the sample case lies once it is made in `place`.
    pub fn sample_folder(place: &Path) -> PathBuf {
        place.join(format!("{}.juzheng", folder_name(SAMPLE)))
    }

    /// Puts the case at the head of the recent ones.
    ///
    /// # Errors
    /// The case cannot be read, or the list cannot be written.
    pub fn remember(&self, memory: &mut Memory, now: i64) -> Result<(), Error> {
        memory.opened(&self.shown().case, now)
    }

    /// Makes the sample case in a folder, with its files; the one that was made there before is opened as it is.
    ///
    /// # Errors
    /// The sample's files are missing, or the folder cannot be made.
    pub fn sample(
        place: &Path,
        asker: Asker<'_>,
        tell: &(dyn Fn(AddProgress) + Sync),
    ) -> Result<OpenCase, Error> {
        let folder = OpenCase::sample_folder(place);
        if folder.join("case.sqlite").is_file() {
            return OpenCase::open(&folder);
        }
        let looked_in = assets::folders("sample");
        let files = looked_in.iter().find(|folder| folder.join("README.md").is_file());
        let files = files.cloned().ok_or(Error::SampleMissing { looked_in })?;
        let party = |name: &str, role: PartyRole, aliases: &[&str]| crate::pane::PartyPane {
            name: name.to_owned(),
            role,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            details: Vec::new(),
        };
        let form = NewCaseForm {
            place: place.display().to_string(),
            title: SAMPLE.to_owned(),
            parties: vec![
                party("林晓", PartyRole::Me, &["晓晓不加糖"]),
                party("周航", PartyRole::Other, &["阿周", "航向未来"]),
            ],
            threshold_minutes: 15,
            offset: Offset::CHINA.to_string(),
        };
        // Made beside its place and moved there as the last thing, so that it is whole or not there.
        let unfinished = place.join(".sample");
        let _ = std::fs::remove_dir_all(&unfinished);
        let form = NewCaseForm { place: unfinished.display().to_string(), ..form };
        let case = OpenCase::create(&form, None, asker)?;
        let unreadable = |source| Error::Unreadable { path: files.clone(), source };
        let password = std::fs::read_to_string(files.join("密码.txt")).map_err(unreadable)?;
        case.add_files(evidence(&files).map_err(unreadable)?, Some(password), asker, tell)?;
        case.close();
        let made = case.folder().to_owned();
        drop(case);
        std::fs::rename(&made, &folder)
            .map_err(|source| Error::Unwritable { path: folder.clone(), source })?;
        let _ = std::fs::remove_dir(&unfinished);
        OpenCase::open(&folder)
    }
}

/// The files of the sample that are evidence, not words about it.
fn evidence(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let is_evidence = |path: &PathBuf| {
        let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        !matches!(extension, "md" | "txt")
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(is_evidence);
    files.sort();
    Ok(files)
}

fn free_folder(place: &Path, title: &str) -> PathBuf {
    let name = folder_name(title);
    let numbered = |number: u32| match number {
        1 => place.join(format!("{name}.juzheng")),
        number => place.join(format!("{name} {number}.juzheng")),
    };
    (1..).map(numbered).find(|folder| !folder.exists()).unwrap_or_else(|| numbered(1))
}

/// A title as a name that every file system takes.
fn folder_name(title: &str) -> String {
    let plain = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        c if c.is_control() => '_',
        c => c,
    };
    let name: String = title.trim().chars().take(NAME).map(plain).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "案件".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_of_folders() {
        let rows = [("张三借款案", "张三借款案"), ("a/b\\c:d", "a_b_c_d"), (" ..", "案件"), ("", "案件")];
        for (title, want) in rows {
            assert_eq!(folder_name(title), want);
        }
        assert_eq!(folder_name(&"长".repeat(200)).chars().count(), NAME);
    }
}
