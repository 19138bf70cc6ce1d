//! An open case folder, and making a new one.

use crate::{
    desk::{Desk, Report, total},
    error::Error,
    sight::Sight,
};
use juzheng_model::{
    Offset, Party, PartyRole,
    party::{Alias, normal},
};
use juzheng_vault::{Access, CasePlace, Settings, Stamp, Vault};
use std::path::Path;

/// An open case.
pub struct Case {
    pub(crate) vault: Vault,
    pub(crate) place: CasePlace,
    pub(crate) sight: Sight,
}

/// What a new case is made of.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// Its title.
    pub title: String,
    /// My names, the first side.
    pub me: Vec<String>,
    /// The names of the other side.
    pub other: Vec<String>,
    /// (party, alias) pairs.
    pub aliases: Vec<(String, String)>,
    /// (party, field, value): what else is known of a party.
    pub details: Vec<(String, String, String)>,
    /// The offset in which times without a zone are read.
    pub offset: Offset,
    /// The threshold in minutes.
    pub threshold_minutes: u32,
}

/// Makes a case folder, an encrypted one where the place says so; gives the open case.
///
/// # Errors
/// The folder is not empty or not writable, a name is empty, or an alias names no party.
pub fn create_case(place: impl Into<CasePlace>, new: &NewCase, desk: &Desk<'_>) -> Result<Case, Error> {
    let party = |role: PartyRole| {
        move |name: &String| Party {
            name: name.trim().to_owned(),
            role,
            aliases: Vec::new(),
            details: Vec::new(),
        }
    };
    let mut parties: Vec<Party> = new.me.iter().map(party(PartyRole::Me)).collect();
    parties.extend(new.other.iter().map(party(PartyRole::Other)));
    check_parties(&parties)?;
    if normal(&new.title).is_empty() {
        return Err(Error::BadValue { field: "title".to_owned(), value: new.title.clone() });
    }
    for (name, alias) in &new.aliases {
        add_alias(&mut parties, name, alias, desk.stamp())?;
    }
    for (name, field, value) in &new.details {
        let party = find(&mut parties, name)?;
        party.details.retain(|(known, _)| known != field);
        party.details.push((field.clone(), value.clone()));
    }
    let threshold_s = i64::from(new.threshold_minutes) * 60;
    let settings = Settings { threshold_s, offset: new.offset, parties, shifts: Vec::new() };
    let place = place.into();
    let vault = Vault::create(&place, &new.title, &settings, desk.stamp())?;
    Ok(Case { vault, place: place.made(), sight: Sight::default() })
}

/// Whether every party has a name of its own, and every alias is one.
///
/// # Errors
/// [`Error::BadValue`] names the first that is not.
pub(crate) fn check_parties(parties: &[Party]) -> Result<(), Error> {
    for (ix, party) in parties.iter().enumerate() {
        let name = normal(&party.name);
        if name.is_empty() || parties[..ix].iter().any(|other| normal(&other.name) == name) {
            return Err(Error::BadValue { field: "name".to_owned(), value: party.name.clone() });
        }
        if let Some(empty) = party.aliases.iter().find(|alias| normal(&alias.name).is_empty()) {
            return Err(Error::BadValue { field: "alias".to_owned(), value: empty.name.clone() });
        }
    }
    Ok(())
}

/// Adds an alias to the party of that name; one that it has already is passed over.
pub(crate) fn add_alias(
    parties: &mut [Party],
    name: &str,
    alias: &str,
    stamp: Stamp<'_>,
) -> Result<(), Error> {
    let alias = alias.trim();
    if normal(alias).is_empty() {
        return Err(Error::BadValue { field: "alias".to_owned(), value: alias.to_owned() });
    }
    let party = find(parties, name)?;
    let known = normal(&party.name) == normal(alias)
        || party.aliases.iter().any(|a| normal(&a.name) == normal(alias));
    if !known {
        party.aliases.push(Alias {
            name: alias.to_owned(),
            asserted_by: stamp.actor.to_owned(),
            asserted_at: stamp.at,
        });
    }
    Ok(())
}

fn find<'p>(parties: &'p mut [Party], name: &str) -> Result<&'p mut Party, Error> {
    let wanted = normal(name);
    let named = |party: &Party| {
        normal(&party.name) == wanted || party.aliases.iter().any(|a| normal(&a.name) == wanted)
    };
    parties.iter_mut().find(|party| named(party)).ok_or_else(|| Error::UnknownParty { name: name.to_owned() })
}

impl Case {
    /// Opens a case folder.
    ///
    /// # Errors
    /// It is no case, it is encrypted and was not unlocked, or (for writing) another program writes to it.
    pub fn open(place: impl Into<CasePlace>, access: Access) -> Result<Case, Error> {
        let place = place.into();
        let vault = Vault::open(&place, access)?;
        Ok(Case { vault, place, sight: Sight::default() })
    }

    /// Opens for writing where that is possible, else for reading: for looking that leaves a trace if it can.
    ///
    /// # Errors
    /// It cannot be opened at all.
    pub fn open_best(place: impl Into<CasePlace>) -> Result<Case, Error> {
        let place = place.into();
        Case::open(&place, Access::Write).or_else(|_| Case::open(&place, Access::Read))
    }

    /// Writes an encrypted copy of the case to a new or empty folder; gives the open copy. This case stays as it is.
    ///
    /// # Errors
    /// The folder is not empty, something cannot be read or written, or the user stopped; then there is no copy.
    pub fn encrypt_to(&self, place: &CasePlace, desk: &Desk<'_>) -> Result<Case, Error> {
        let above = place.folder().parent().filter(|above| !above.as_os_str().is_empty());
        let above = above.unwrap_or(Path::new("."));
        let inside = match (above.canonicalize(), self.folder().canonicalize()) {
            (Ok(above), Ok(own)) => above.starts_with(own),
            _ => false,
        };
        if inside {
            return Err(Error::Taken { path: place.folder().to_owned() });
        }
        let total = total(self.vault.artifacts()?.iter().map(|artifact| artifact.size));
        let go_on = |bytes: u64| desk.go_on(Report::Steps(bytes.min(total), total));
        let vault = self.vault.encrypt_to(place, desk.stamp(), &go_on)?;
        Ok(Case { vault, place: place.clone().made(), sight: Sight::default() })
    }

    /// Gives an encrypted case another passphrase.
    ///
    /// # Errors
    /// It is too short, the case is not encrypted, or its key cannot be written; then the old one stays.
    pub fn set_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        Ok(self.place.set_passphrase(passphrase)?)
    }

    /// Lets pictures be read by another engine than the program's own.
    pub fn see_with(&mut self, sight: Sight) {
        self.sight = sight;
    }

    /// The case folder.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// Whether it is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.place.is_unlocked()
    }

    /// Title, id and time of making.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn head(&self) -> Result<juzheng_vault::CaseHead, Error> {
        Ok(self.vault.head()?)
    }

    /// The settings.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        Ok(self.vault.settings()?)
    }
}
