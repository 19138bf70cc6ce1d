//! What the user sets and decides, and the custody chain that tells of it.

use crate::{
    error::Error,
    table::{
        custody,
        custody::{CustodyEntry, Deed},
        decision, settings,
        settings::Settings,
    },
    vault::{Action, Stamp, Vault},
};
use juzheng_model::{Digest, Id, decision::Decision};
use serde_json::{Value, json};

impl Vault {
    /// The present settings.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        settings::get(&self.db).map_err(|fault| self.failed(fault, "read the settings"))
    }

    /// Puts `settings` in the place of the present ones; custody keeps the whole of them, and `change` says what the
    /// user changed.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn set_settings(
        &mut self,
        settings: &Settings,
        change: Value,
        stamp: Stamp<'_>,
    ) -> Result<(), Error> {
        let detail = json!({"settings": settings.value(), "change": change});
        let deed = Deed { action: "settings", subjects: Vec::new(), detail, stamp: &stamp };
        self.write("change the settings", |db| {
            settings::put(db, settings)?;
            custody::append(db, &deed).map(|_| ())
        })
    }

    /// Adds a decision; gives its number.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn decide(&mut self, decision: &Decision, stamp: Stamp<'_>) -> Result<i64, Error> {
        let subjects = subjects(decision);
        let deed = Deed { action: "decide", subjects, detail: decision::value(decision), stamp: &stamp };
        self.write("note the decision", |db| {
            let seq = custody::append(db, &deed)?;
            decision::insert(db, seq, decision)?;
            Ok(seq as i64)
        })
    }

    /// The decisions in force with their numbers, in the order in which they were made.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn decisions(&self) -> Result<Vec<(i64, Decision)>, Error> {
        let all = decision::all(&self.db).map_err(|fault| self.failed(fault, "read the decisions"))?;
        Ok(all.into_iter().filter(|d| d.undone_by.is_none()).map(|d| (d.seq, d.decision)).collect())
    }

    /// Takes the last decision in force out of force and gives it; `None` where there is none. It stays in the chain.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn undo(&mut self, stamp: Stamp<'_>) -> Result<Option<Decision>, Error> {
        self.writable()?;
        let Some((seq, decision)) = self.decisions()?.pop() else { return Ok(None) };
        let detail = json!({"undone": seq, "decision": decision::value(&decision)});
        let deed = Deed { action: "undo", subjects: subjects(&decision), detail, stamp: &stamp };
        self.write("undo the decision", |db| {
            let undone_by = custody::append(db, &deed)?;
            decision::undo(db, seq, undone_by)
        })?;
        Ok(Some(decision))
    }

    /// The whole custody chain, in order; as far as it can be read.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn custody(&self) -> Result<Vec<CustodyEntry>, Error> {
        let mut all = Vec::new();
        custody::walk(&self.db, &mut |entry, _| all.push(entry))
            .map_err(|fault| self.failed(fault, "read the custody chain"))?;
        Ok(all)
    }

    /// Notes in the custody chain that something was exported or checked.
    ///
    /// # Errors
    /// The case could not be written.
    pub fn append(
        &mut self,
        action: Action,
        subjects: Vec<String>,
        detail: Value,
        stamp: Stamp<'_>,
    ) -> Result<(), Error> {
        let deed = Deed { action: action.word(), subjects, detail, stamp: &stamp };
        self.write("add to the custody chain", |db| custody::append(db, &deed).map(|_| ()))
    }

    /// Number and digest of the last entry that is itself no export, check or seal: what an export pins.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pinned_head(&self) -> Result<(u64, Digest), Error> {
        custody::last_change(&self.db)
            .map_err(|fault| self.failed(fault, "read the end of the custody chain"))
    }
}

/// The ids of what a decision is about.
fn subjects(decision: &Decision) -> Vec<String> {
    let ids: Vec<Id> = match decision {
        Decision::Confirm { transfer, message } | Decision::Reject { transfer, message } => {
            std::iter::once(*transfer).chain(*message).collect()
        }
        Decision::Relink { transfer, message } => vec![*transfer, *message],
        Decision::Correct { record, .. } => vec![*record],
        Decision::Note { transfer, .. } => vec![*transfer],
        Decision::CheckPicture { artifact }
        | Decision::Captured { artifact, .. }
        | Decision::Redact { artifact, .. }
        | Decision::Uncover { artifact, .. } => vec![*artifact],
        Decision::Claims { artifact, of, .. } => std::iter::once(*artifact).chain(*of).collect(),
    };
    ids.iter().map(Id::to_string).collect()
}
