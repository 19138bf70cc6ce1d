//! Seals and timestamps in a window: what there is, and getting one in two steps, so that all that leaves is seen before.

use super::{Asker, OpenCase};
use crate::{
    error::Error,
    pane::{QueryPane, SealsPane},
    seal::{Prepared, StampShape, Stamping, TrustedRoots},
};
use std::{path::Path, sync::PoisonError};

impl OpenCase {
    /// The root of the case as it is now, and every seal with its timestamps, checked offline; the latest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn seals(
        &self,
        trusted: &TrustedRoots,
        names: Vec<String>,
        asker: Asker<'_>,
    ) -> Result<SealsPane, Error> {
        let shown = self.shown();
        let root = shown.case.manifest()?.root();
        let seals = shown.case.seals(trusted)?.into_iter().rev();
        let seals = seals.map(|seal| seal.in_words(asker.lang)).collect();
        Ok(SealsPane { root, seals, trusted: names })
    }

    /// Seals the case and prepares a query over its root, to be looked at. Nothing leaves the computer.
    ///
    /// # Errors
    /// The case cannot be written, or the key cannot be had.
    pub fn prepare_query(&self, asker: Asker<'_>) -> Result<QueryPane, Error> {
        let prepared = self.write(asker, &|_| {}, |case, desk| case.prepare_query(desk))?;
        let query = prepared.hex();
        let pane = QueryPane { root: prepared.root(), bytes: query.len() as u32 / 2, query };
        *self.prepared.lock().unwrap_or_else(PoisonError::into_inner) = Some(prepared);
        Ok(pane)
    }

    /// Sends the query that was shown, and no other, to an authority; keeps the timestamp that it answers.
    ///
    /// # Errors
    /// It is not the query that was shown last; the authority was not reached, refused, or answered something else.
    pub fn send_query(
        &self,
        query: &str,
        url: &str,
        trusted: &TrustedRoots,
        asker: Asker<'_>,
    ) -> Result<Stamping, Error> {
        let prepared = self.prepared(query)?;
        let stamping =
            self.write(asker, &|_| {}, |case, desk| case.ask(&prepared, url.trim(), trusted, desk))?;
        let timestamp = stamping.timestamp.map(|stamp| stamp.in_words(asker.lang));
        Ok(Stamping { timestamp, ..stamping })
    }

    /// Writes the query that was shown to a file, to be carried to an authority by hand.
    ///
    /// # Errors
    /// It is not the query that was shown last; something lies there, or the file cannot be written.
    pub fn save_query(&self, query: &str, file: &Path, asker: Asker<'_>) -> Result<Stamping, Error> {
        let prepared = self.prepared(query)?;
        self.write(asker, &|_| {}, |case, desk| case.write_query(&prepared, file, desk))
    }

    /// Takes in a reply that was carried by hand.
    ///
    /// # Errors
    /// It is no timestamp over a seal of this case, or its signature fails; then nothing is kept.
    pub fn take_reply(
        &self,
        file: &Path,
        trusted: &TrustedRoots,
        asker: Asker<'_>,
    ) -> Result<Option<StampShape>, Error> {
        let taken = self.write(asker, &|_| {}, |case, desk| case.take_reply(file, trusted, desk))?;
        Ok(taken.timestamp.map(|stamp| stamp.in_words(asker.lang)))
    }

    fn prepared(&self, query: &str) -> Result<Prepared, Error> {
        let prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let same = prepared.as_ref().filter(|prepared| prepared.hex() == query).cloned();
        same.ok_or_else(|| Error::UnknownId { what: "query", id: query.chars().take(16).collect() })
    }
}
