//! The evidence package in a window: what it would show of strangers, then writing it.

use super::{Asker, OpenCase, paper::date};
use crate::{
    Report,
    case::Case,
    error::Error,
    pack::{Audience, PackOrder, Packed, Reveals},
    pane::PackForm,
};
use juzheng_vault::Access;
use std::path::PathBuf;

impl OpenCase {
    /// How much of people who are no party a package would show, and what it would withhold. Nothing is written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn weigh_package(&self, audience: Audience) -> Result<Reveals, Error> {
        Case::open(&self.place, Access::Read)?.weigh_package(audience)
    }

    /// Writes the package and notes the export in custody where the case can be written to.
    ///
    /// # Errors
    /// The form is wrong, something lies where it should go, an original is not what it was, it cannot be written, or the
    /// user stopped; then nothing of the volume that failed is left.
    pub fn pack(
        &self,
        form: &PackForm,
        passphrase: Option<&str>,
        out: PathBuf,
        asker: Asker<'_>,
        report: &(dyn Fn(Report) + Sync),
    ) -> Result<Packed, Error> {
        if form.volume_mb == Some(0) {
            return Err(Error::BadValue { field: "volumes".to_owned(), value: "0".to_owned() });
        }
        let order = PackOrder {
            out,
            audience: form.audience,
            date: date(form.date.as_deref())?,
            gaps: form.gaps,
            volume_mb: form.volume_mb.map(u64::from),
            passphrase: passphrase.map(str::to_owned),
        };
        match self.refusal {
            None => self.write(asker, report, |case, desk| case.pack(&order, desk)),
            Some(_) => self.read_aside(asker, report, |case, desk| case.pack(&order, desk)),
        }
    }
}
