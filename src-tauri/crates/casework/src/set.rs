//! Changing the settings of a case; every change is logged in custody with what it was.

use crate::{
    book::Book,
    case::{Case, add_alias, check_parties},
    desk::Desk,
    error::Error,
    list::artifact_by_prefix,
    list::linking,
};
use juzheng_model::{Offset, Party};
use juzheng_vault::{Settings, Stamp};
use serde_json::json;

/// What the user changes.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The threshold in minutes.
    pub threshold_minutes: Option<u32>,
    /// The offset in which times without a zone are read.
    pub offset: Option<Offset>,
    /// The parties as they shall be, whole.
    pub parties: Option<Vec<Party>>,
    /// (party, alias) pairs to add.
    pub aliases: Vec<(String, String)>,
    /// (artifact id or prefix, seconds): a constant shift of a chat that the user settles.
    pub shifts: Vec<(String, i64)>,
}

impl Case {
    /// Changes settings; gives the new ones.
    ///
    /// # Errors
    /// A party or artifact is unknown, or the case cannot be written; then nothing is changed.
    pub fn set(&mut self, change: &Change, desk: &Desk<'_>) -> Result<Settings, Error> {
        let settings = self.settings_with(change, desk.stamp())?;
        let log = json!({
            "threshold_minutes": change.threshold_minutes,
            "offset": change.offset.map(|offset| offset.to_string()),
            "parties": change.parties,
            "aliases": change.aliases,
            "shifts": change.shifts,
        });
        self.vault.set_settings(&settings, log, desk.stamp())?;
        Ok(settings)
    }

    /// The settings that a change would give.
    ///
    /// # Errors
    /// A party or artifact is unknown, or a value is none.
    pub(crate) fn settings_with(&self, change: &Change, stamp: Stamp<'_>) -> Result<Settings, Error> {
        let mut settings = self.vault.settings()?;
        if let Some(minutes) = change.threshold_minutes {
            settings.threshold_s = i64::from(minutes) * 60;
        }
        if let Some(offset) = change.offset {
            settings.offset = offset;
        }
        if let Some(parties) = &change.parties {
            check_parties(parties)?;
            settings.parties = parties.clone();
        }
        for (name, alias) in &change.aliases {
            add_alias(&mut settings.parties, name, alias, stamp)?;
        }
        if !change.shifts.is_empty() {
            self.settle_shifts(&mut settings, &change.shifts)?;
        }
        Ok(settings)
    }

    /// Stores for each artifact the seconds to be *added* to its times.
    ///
    /// A found shift says how far the chat runs off the bill, and settling it takes that off. Whichever of the two the
    /// user gives, the shift as it was found or what has to be added, the one that cancels the found shift is meant:
    /// the other would double it.
    fn settle_shifts(&self, settings: &mut Settings, shifts: &[(String, i64)]) -> Result<(), Error> {
        // The shift as the files have it: giving the same value twice means the same.
        let book = Book::open_with(&self.vault, Settings { shifts: Vec::new(), ..settings.clone() })?;
        let linked = linking::link(&book);
        for (prefix, seconds) in shifts {
            let artifact = artifact_by_prefix(&book, prefix)?;
            let ix = book.sources.iter().position(|source| source.artifact.id == artifact);
            let found = linked.linked.shifts.iter().find(|shift| Some(shift.source as usize) == ix);
            let names_found = found.is_some_and(|shift| (shift.seconds - seconds).abs() <= SAME_S);
            let add = if names_found { -seconds } else { *seconds };
            settings.shifts.retain(|(id, _)| *id != artifact);
            if add != 0 {
                settings.shifts.push((artifact, add));
            }
        }
        settings.shifts.sort_unstable();
        Ok(())
    }
}

/// Within how many seconds a given shift names the one that was found.
const SAME_S: i64 = 60;
