//! Custody in plain words, and checking everything now: this case, or a package or case that lies somewhere.

use super::{Asker, OpenCase, shown::Shown};
use crate::{
    desk::Desk,
    error::Error,
    pane::{CheckPane, CheckProblem, CustodyPane},
    seal::{StandingShape, TrustedRoots},
    verify::{Verification, verify},
    words::{self, Lang},
};
use juzheng_vault::CustodyEntry;
use std::{path::Path, sync::atomic::Ordering};

impl OpenCase {
    /// The whole chain, in order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn custody(&self, lang: Lang) -> Result<Vec<CustodyPane>, Error> {
        let shown = self.shown();
        let entries = shown.case.vault.custody()?;
        Ok(entries.into_iter().map(|entry| shown.custody_pane(entry, lang)).collect())
    }

    /// Checks everything, and notes it in custody where the case can be written to.
    ///
    /// # Errors
    /// The case cannot be read at all, or the user stopped.
    pub fn check(
        &self,
        trusted: &TrustedRoots,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
    ) -> Result<CheckPane, Error> {
        let checked = match self.refusal {
            None => self.write(asker, report, |case, desk| case.verify(trusted, desk))?,
            Some(_) => self.read_aside(asker, report, |case, desk| case.verify(trusted, desk))?,
        };
        Ok(self.told(checked, asker))
    }

    /// Checks a package, or another case, at `path`, with the passphrase of one that is encrypted; nothing of this case is needed or noted.
    ///
    /// # Errors
    /// There is neither, it cannot be read, or the user stopped.
    pub fn check_at(
        &self,
        path: &Path,
        passphrase: Option<&str>,
        trusted: &TrustedRoots,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
    ) -> Result<CheckPane, Error> {
        self.stop_reading.store(false, Ordering::Relaxed);
        let desk = Desk { now: asker.now, actor: asker.actor, report, stop: &self.stop_reading };
        Ok(self.told(verify(path, passphrase, trusted, &desk)?, asker))
    }

    fn told(&self, checked: Verification, asker: Asker<'_>) -> CheckPane {
        let mut items = checked.items;
        items.sort_by_key(|item| match item.standing {
            StandingShape::Differs | StandingShape::Missing | StandingShape::Extra => 0,
            StandingShape::Unverifiable => 1,
            StandingShape::Same => 2,
        });
        let problem = |problem: crate::Problem| CheckProblem {
            message: words::problem(&problem.code, &problem.args, asker.lang),
            code: problem.code,
            artifact: problem.artifact,
        };
        CheckPane {
            ok: checked.ok,
            time: self.shown().book.settings.offset.paper(asker.now),
            checked: checked.checked,
            problems: checked.problems.into_iter().map(problem).collect(),
            items,
            seals: checked.seals.into_iter().map(|seal| seal.in_words(asker.lang)).collect(),
            unverified: checked.unverified,
            scope: words::scope(asker.lang).to_owned(),
        }
    }
}

impl Shown {
    /// An entry in plain words.
    pub(super) fn custody_pane(&self, entry: CustodyEntry, lang: Lang) -> CustodyPane {
        let (sentence, lines) = words::custody(&entry, self.book.settings.offset, lang);
        CustodyPane {
            seq: entry.seq,
            time: self.book.settings.offset.paper(entry.at),
            actor: entry.actor,
            action: entry.action,
            words: sentence,
            lines,
            previous: entry.previous,
            digest: entry.digest,
        }
    }
}
