//! How a command asks the case of its window: on a thread of its own, with clock, user and language.

use crate::program::Program;
use juzheng_casework::{
    Asker, Error, OpenCase, Report, TrustedRoots,
    pane::{Trouble, WorkProgress},
};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tauri::{Manager, Runtime, WebviewWindow, ipc::Channel};

/// What a command gives.
pub(crate) type Answer<T> = Result<T, Trouble>;

/// Who acts, as it stands in the custody chain.
const ACTOR: &str = "user";
/// Progress is told so often.
const EVERY: Duration = Duration::from_millis(50);

/// The time now, Unix seconds: always the clock's, for it goes into the custody chain.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}

/// Asks the program, away from the thread that draws.
pub(crate) async fn ask<R: Runtime, T: Send + 'static>(
    window: &WebviewWindow<R>,
    work: impl FnOnce(&Program, Asker<'_>) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let app = window.app_handle().clone();
    let done = tauri::async_runtime::spawn_blocking(move || {
        let program = app.state::<Program>();
        let lang = program.lang();
        let asker = Asker { now: now(), actor: ACTOR, lang };
        work(&program, asker).map_err(|error| Trouble::of(&error, lang))
    });
    done.await.unwrap_or_else(|_| Err(Trouble::of(&Error::Fault, juzheng_casework::words::Lang::Zh)))
}

/// Asks the case that is open in the window.
pub(crate) async fn ask_case<R: Runtime, T: Send + 'static>(
    window: &WebviewWindow<R>,
    work: impl FnOnce(&OpenCase, Asker<'_>) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let label = window.label().to_owned();
    ask(window, move |program, asker| work(&*program.case(&label)?, asker)).await
}

/// Asks the case that is open in the window something for which it matters whom the user trusts.
pub(crate) async fn ask_trusting<R: Runtime, T: Send + 'static>(
    window: &WebviewWindow<R>,
    work: impl FnOnce(&OpenCase, &TrustedRoots, Asker<'_>) -> Result<T, Error> + Send + 'static,
) -> Answer<T> {
    let label = window.label().to_owned();
    ask(window, move |program, asker| {
        let trusted = program.memory().trusted()?;
        work(&*program.case(&label)?, &trusted, asker)
    })
    .await
}

/// A teller of steps, not oftener than the eye can follow; the last one is always told.
pub(crate) fn steps(listener: Channel<WorkProgress>) -> impl Fn(Report) + Sync {
    let paced = Paced::default();
    move |report| {
        if let Report::Steps(done, of) = report
            && (done == of || paced.is_due())
        {
            // A page that is gone hears nothing.
            let _ = listener.send(WorkProgress { done, of });
        }
    }
}

/// Lets something through every so often.
#[derive(Debug, Default, Clone)]
pub(crate) struct Paced(Arc<Mutex<Option<Instant>>>);

impl Paced {
    /// Whether the last time is long enough ago.
    pub(crate) fn is_due(&self) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|last| last.elapsed() >= EVERY);
        if due {
            *last = Some(Instant::now());
        }
        due
    }
}
