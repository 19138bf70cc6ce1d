//! The user's decisions, made and taken back in a window.

use super::{Asker, OpenCase, shown::Shown};
use crate::{
    decide::linkable,
    error::Error,
    pane::{Decision as Wanted, Overview, Undone},
    words,
};
use juzheng_model::{
    Id,
    decision::Decision,
    link::{Decided, Link},
};

impl OpenCase {
    /// Makes a decision; gives the case as it is then.
    ///
    /// # Errors
    /// What it is about is unknown, the value is none, or the case cannot be written.
    pub fn decide(&self, wanted: &Wanted, asker: Asker<'_>) -> Result<Overview, Error> {
        if let Wanted::Correct { record, field, value } = wanted {
            let record = record.to_string();
            self.change(asker, &|_| {}, |case, desk| case.correct(&record, field, value, desk))?;
            return self.overview(asker.lang);
        }
        if let Wanted::CheckPicture { artifact } = wanted {
            let check =
                |case: &mut crate::Case, desk: &crate::Desk<'_>| case.check_pictures(&[*artifact], desk);
            self.write_then(asker, &|_| {}, check, || self.shown().decide_anew())?;
            return self.overview(asker.lang);
        }
        if let Wanted::Redact { artifact, bounds } | Wanted::Uncover { artifact, bounds } = *wanted {
            let (picture, hides) = (artifact.to_string(), matches!(wanted, Wanted::Redact { .. }));
            let store = |case: &mut crate::Case, desk: &crate::Desk<'_>| match hides {
                true => case.redact(&picture, bounds, desk),
                false => case.uncover(&picture, bounds, desk),
            };
            self.write_then(asker, &|_| {}, store, || self.shown().decide_anew())?;
            return self.overview(asker.lang);
        }
        let decision = resolve(&self.shown(), wanted)?;
        let store = |case: &mut crate::Case, desk: &crate::Desk<'_>| {
            Ok(case.vault.decide(&decision, desk.stamp())?)
        };
        self.write_then(asker, &|_| {}, store, || self.shown().decide_anew())?;
        self.overview(asker.lang)
    }

    /// Notes what stands on a receipt: a digest, and the artifact that it is for where it says so; gives the case as it is
    /// then.
    ///
    /// # Errors
    /// An artifact is unknown, the digest is none, or the case cannot be written.
    pub fn claim_receipt(
        &self,
        receipt: Id,
        digest: &str,
        of: Option<Id>,
        asker: Asker<'_>,
    ) -> Result<Overview, Error> {
        let (receipt, of) = (receipt.to_string(), of.map(|of| of.to_string()));
        let claim = |case: &mut crate::Case, desk: &crate::Desk<'_>| {
            case.claim_receipt(&receipt, digest, of.as_deref(), desk)
        };
        self.write_then(asker, &|_| {}, claim, || self.shown().decide_anew())?;
        self.overview(asker.lang)
    }

    /// Takes the last decision in force back.
    ///
    /// # Errors
    /// There is none, or the case cannot be written.
    pub fn undo(&self, asker: Asker<'_>) -> Result<Undone, Error> {
        let take_back = |case: &mut crate::Case, desk: &crate::Desk<'_>| case.undo(desk);
        let undone = self.write_then(asker, &|_| {}, take_back, || self.shown().decide_anew())?;
        let link = match &undone {
            Decision::Confirm { transfer, .. }
            | Decision::Reject { transfer, .. }
            | Decision::Relink { transfer, .. }
            | Decision::Note { transfer, .. } => Some(Link::id_of(*transfer)),
            Decision::Correct { .. }
            | Decision::CheckPicture { .. }
            | Decision::Captured { .. }
            | Decision::Redact { .. }
            | Decision::Claims { .. }
            | Decision::Uncover { .. } => None,
        };
        Ok(Undone { words: words::decision(&undone, asker.lang), link })
    }
}

/// What is stored of a wanted decision.
fn resolve(shown: &Shown, wanted: &Wanted) -> Result<Decision, Error> {
    let about = |link: &Id| -> Result<(Id, Option<Id>), Error> {
        let ix = shown.link_by_id(*link)?;
        let transfer = shown.book.payments[shown.linking.payments[ix]].id;
        Ok((transfer, shown.linking.link(&shown.book, ix).message))
    };
    match wanted {
        Wanted::Confirm { link } => {
            let (transfer, message) = about(link)?;
            let ix = shown.link_by_id(*link)?;
            if shown.linking.decided[ix] == Decided::Rejected {
                // Taking a rejection back is undoing it, or choosing a message.
                return match message {
                    Some(message) => Ok(Decision::Relink { transfer, message }),
                    None => Ok(Decision::Confirm { transfer, message }),
                };
            }
            Ok(Decision::Confirm { transfer, message })
        }
        Wanted::Reject { link } => {
            let (transfer, message) = about(link)?;
            Ok(Decision::Reject { transfer, message })
        }
        Wanted::Relink { link, message } => {
            let (transfer, _) = about(link)?;
            let message = linkable(&shown.book, &shown.linking, transfer, *message)?;
            Ok(Decision::Relink { transfer, message })
        }
        Wanted::Note { link, text } => {
            let (transfer, _) = about(link)?;
            Ok(Decision::Note { transfer, text: text.trim().to_owned() })
        }
        Wanted::CheckPicture { artifact } => Ok(Decision::CheckPicture { artifact: *artifact }),
        Wanted::Redact { artifact, bounds } => Ok(Decision::Redact { artifact: *artifact, bounds: *bounds }),
        Wanted::Uncover { artifact, bounds } => {
            Ok(Decision::Uncover { artifact: *artifact, bounds: *bounds })
        }
        Wanted::Correct { record, field, value } => Ok(Decision::Correct {
            record: *record,
            field: field.clone(),
            value: Some(value.clone()).filter(|value| !value.is_empty()),
        }),
    }
}
