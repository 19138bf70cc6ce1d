//! The caller's side of a use case: clock, user, a progress bar on a terminal, and Ctrl-C.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use juzheng_casework::{Desk, Report};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

static STOP: AtomicBool = AtomicBool::new(false);

/// Lets Ctrl-C ask for a stop; a second one ends the program at once.
pub(crate) fn watch_for_stop() {
    let handler = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    // Without a handler Ctrl-C ends the program at once, which every use case withstands too.
    let _ = ctrlc::set_handler(handler);
}

/// Whether the user asked to stop.
pub(crate) fn stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// The time now, Unix seconds. `SOURCE_DATE_EPOCH` stands in for the clock where it is set, for reproducible output.
pub(crate) fn now() -> i64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    fixed.unwrap_or_else(|| {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
    })
}

/// A bar that shows itself only on a terminal, and only when something takes longer than a moment.
pub(crate) struct Bar {
    bar: ProgressBar,
    /// Files begun, and files given.
    at: AtomicU64,
    of: AtomicU64,
}

impl Bar {
    pub(crate) fn new() -> Bar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        let style =
            ProgressStyle::with_template("{spinner} {prefix}{wide_msg} {bytes}/{total_bytes} {bar:24}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar { bar, at: AtomicU64::new(0), of: AtomicU64::new(0) }
    }

    pub(crate) fn report(&self, report: Report) {
        let counts = matches!(report, Report::File { .. } | Report::Files(_));
        if self.bar.elapsed() < Duration::from_millis(700) && !counts {
            return;
        }
        match report {
            Report::Files(of) => self.of.store(of, Ordering::Relaxed),
            Report::File { path, size } => {
                // What is in archives comes on top.
                let (at, of) = (self.at.fetch_add(1, Ordering::Relaxed) + 1, self.of.load(Ordering::Relaxed));
                if of > 1 {
                    self.bar.set_prefix(format!("{at}/{} ", of.max(at)));
                }
                self.bar.set_length(size);
                self.bar.set_position(0);
                self.bar.set_message(
                    juzheng_casework::model::party::normal(&path).replace(char::is_control, " "),
                );
            }
            Report::Bytes(bytes) => self.bar.set_position(bytes),
            // The result says what became of each file.
            Report::Done { .. } => {}
            Report::Reading => self.bar.set_position(self.bar.length().unwrap_or(0)),
            Report::Steps(done, of) => {
                self.bar.set_length(of);
                self.bar.set_position(done);
            }
        }
    }

    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// Runs a use case at a desk whose reports go to `bar`.
pub(crate) fn at_desk<T>(bar: &Bar, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    let report = |report: Report| bar.report(report);
    let done = work(&Desk { now: now(), actor: "user", report: &report, stop: &STOP });
    bar.clear();
    done
}
