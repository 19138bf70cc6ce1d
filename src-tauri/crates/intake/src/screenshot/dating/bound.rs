//! The wall clock of a picture: the zone of its times, when it was captured at the latest, and the way back to moments.

use crate::screenshot::label::resolve::{FIRST_RELEASE, Limits, Stretch};
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta};
use juzheng_model::{Moment, Offset, Zone};

/// Wall-clock times of one picture.
pub(super) struct Wall {
    /// What is known of the capture.
    pub(super) limits: Limits,
    /// The zone of every moment.
    zone: Zone,
}

impl Wall {
    /// Of a picture that was captured at `captured` and taken in at `added_at` (Unix seconds).
    ///
    /// Without a stated zone the time of taking in is read as a clock in China shows it.
    pub(super) fn new(captured: Option<Moment>, added_at: i64) -> Wall {
        let zone = match captured.map(|moment| moment.zone) {
            Some(Zone::Stated(offset)) => Zone::Stated(offset),
            Some(Zone::Known(offset)) => Zone::Known(offset),
            // An instant says nothing of the phone's clock, which labels are: that of China is taken.
            Some(Zone::Instant) => Zone::Known(Offset::CHINA),
            Some(Zone::Assumed) | None => Zone::Assumed,
        };
        let offset = match zone {
            Zone::Stated(offset) | Zone::Known(offset) => offset,
            Zone::Instant | Zone::Assumed => Offset::CHINA,
        };
        let clock = |unix: i64| unix.saturating_add(i64::from(offset.minutes()) * 60);
        let captured = captured.map(|moment| {
            let from = local(if moment.zone == Zone::Assumed { moment.at } else { clock(moment.at) });
            Stretch { from, to: from + TimeDelta::seconds(i64::from(moment.open_s)) }
        });
        let latest = captured.map_or_else(|| local(clock(added_at)), |captured| captured.to);
        Wall { limits: Limits { captured, latest }, zone }
    }

    /// The earliest that a message can be.
    pub(super) fn earliest(&self) -> NaiveDateTime {
        FIRST_RELEASE.and_time(NaiveTime::MIN).min(self.limits.latest)
    }

    /// A stretch of the wall clock as a moment; `None` outside the years of moments.
    pub(super) fn moment(&self, stretch: Stretch) -> Option<Moment> {
        let open = (stretch.to - stretch.from).num_seconds();
        Moment::wall(stretch.from, u32::try_from(open).ok()?, self.zone)
    }
}

/// Seconds of a wall clock as its date and time.
fn local(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds.clamp(Moment::MIN, Moment::MAX), 0)
        .expect("a Moment lies within chrono's years")
        .naive_utc()
}
