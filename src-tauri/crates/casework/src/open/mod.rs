//! A case that lies open in a window: resolved once, asked many times.
//!
//! Two handles on one folder. What changes the case goes through the *writer*, one thing at a time; what only looks goes
//! through [`Shown`], a view that was resolved after the last change and stays whole while the writer is at work. Nothing
//! of it is ever written down: it is worked out anew from records, settings and decisions.

mod begin;
mod bubble;
mod changes;
mod check;
mod deciding;
mod findings;
mod links;
mod materials;
mod overview;
mod packing;
mod paper;
mod pictures;
mod sealing;
mod shown;
mod spans;
mod standing;
mod surroundings;
mod taking;
mod timeline;

pub use paper::PreviewPages;
pub(crate) use shown::Shown;
pub use timeline::Target;

use crate::{case::Case, desk::Desk, error::Error, seal::Prepared, sight::Sight, words::Lang};
use juzheng_vault::{Access, CasePlace};
use std::{
    path::Path,
    sync::{
        Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
};

/// An open case, for many threads.
pub struct OpenCase {
    place: CasePlace,
    /// `None` where the case can only be looked at.
    writer: Mutex<Option<Case>>,
    refusal: Option<Error>,
    shown: Mutex<Shown>,
    preview: Mutex<Option<paper::Preview>>,
    sliced: Mutex<Option<pictures::Sliced>>,
    /// The query that was shown, to be sent or saved as it is.
    prepared: Mutex<Option<Prepared>>,
    /// Stops what changes the case, and what reads it at length: the one must not begin by forgetting the other's stop.
    stop_writing: AtomicBool,
    stop_reading: AtomicBool,
}

/// Who asks, and in which language.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// Unix seconds at the moment of asking.
    pub now: i64,
    /// Who acts, as it stands in the custody chain.
    pub actor: &'a str,
    /// The language of the words.
    pub lang: Lang,
}

impl OpenCase {
    /// Opens a case for writing where that is possible, else for looking only.
    ///
    /// # Errors
    /// It cannot be opened at all.
    pub fn open(place: impl Into<CasePlace>) -> Result<OpenCase, Error> {
        let place = place.into();
        let (writer, refusal) = match Case::open(&place, Access::Write) {
            Ok(case) => match case.vault.writable() {
                Ok(()) => (Some(case), None),
                Err(why) => (None, Some(why.into())),
            },
            Err(
                why @ Error::Vault(
                    juzheng_vault::Error::NotACase { .. } | juzheng_vault::Error::Locked { .. },
                ),
            ) => return Err(why),
            Err(why) => (None, Some(why)),
        };
        let case = Case::open(&place, Access::Read)?;
        let shown = Shown::resolve(case)?;
        Ok(OpenCase {
            place,
            writer: Mutex::new(writer),
            refusal,
            shown: Mutex::new(shown),
            preview: Mutex::new(None),
            sliced: Mutex::new(None),
            prepared: Mutex::new(None),
            stop_writing: AtomicBool::new(false),
            stop_reading: AtomicBool::new(false),
        })
    }

    /// Lets pictures be read by another engine than the program's own, from now on.
    pub fn see_with(&self, sight: Sight) {
        if let Some(case) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            case.see_with(sight);
        }
    }

    /// The case folder.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// Asks what is going on to stop; what was finished stays.
    pub fn stop(&self) {
        self.stop_writing.store(true, Ordering::Relaxed);
        self.stop_reading.store(true, Ordering::Relaxed);
    }

    /// Stops what is going on, waits for its end, and lets go of the case, so that it can be opened for writing again.
    pub fn close(&self) {
        self.stop();
        *self.writer.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether something is going on that changes the case.
    pub fn is_working(&self) -> bool {
        matches!(self.writer.try_lock(), Err(TryLockError::WouldBlock))
    }

    /// The view as it is now.
    pub(crate) fn shown(&self) -> MutexGuard<'_, Shown> {
        // A panic while looking leaves a view that is derived and whole: nothing in it is half written.
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does work that changes the case, then resolves the view anew. What only looks goes on meanwhile.
    pub(crate) fn change<T>(
        &self,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
        work: impl FnOnce(&mut Case, &Desk<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.write_then(asker, report, work, || self.resolve_anew())
    }

    /// As [`OpenCase::change`], for work after which the view is still right (an export, a check).
    pub(crate) fn write<T>(
        &self,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
        work: impl FnOnce(&mut Case, &Desk<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.write_then(asker, report, work, || Ok(()))
    }

    /// Does work that changes the case, then `after`, before anything else may change it: so the view is never older than
    /// the case. The writer is always taken before the view.
    pub(crate) fn write_then<T>(
        &self,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
        work: impl FnOnce(&mut Case, &Desk<'_>) -> Result<T, Error>,
        after: impl FnOnce() -> Result<(), Error>,
    ) -> Result<T, Error> {
        let mut writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::WouldBlock) => return Err(Error::Working),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        };
        let Some(case) = writer.as_mut() else { return Err(self.read_only()) };
        self.stop_writing.store(false, Ordering::Relaxed);
        let done = work(case, &Desk { now: asker.now, actor: asker.actor, report, stop: &self.stop_writing });
        // Work that failed may have finished a part of what it was to do.
        after()?;
        done
    }

    /// Does work that only reads but takes long, beside everything else.
    pub(crate) fn read_aside<T>(
        &self,
        asker: Asker<'_>,
        report: &(dyn Fn(crate::Report) + Sync),
        work: impl FnOnce(&mut Case, &Desk<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.stop_reading.store(false, Ordering::Relaxed);
        let mut case = Case::open(&self.place, Access::Read)?;
        work(&mut case, &Desk { now: asker.now, actor: asker.actor, report, stop: &self.stop_reading })
    }

    fn resolve_anew(&self) -> Result<(), Error> {
        let fresh = Shown::resolve(Case::open(&self.place, Access::Read)?)?;
        *self.shown() = fresh;
        Ok(())
    }

    fn read_only(&self) -> Error {
        match &self.refusal {
            Some(why) => Error::OnlyLooking { path: self.folder().to_owned(), why: why.code() },
            None => Error::NoCaseOpen,
        }
    }
}
