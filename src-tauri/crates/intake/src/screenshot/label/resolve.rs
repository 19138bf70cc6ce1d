//! What a label means: the minute of the wall clock that it names, given the time of capture.
//!
//! The rules are WeChat's. A time of day alone is the day of capture; 昨天 is counted back from it; a weekday is the last
//! such day before it, one to six days back (never today); a date without its year lies in the calendar year of the
//! capture; a date with its year stands by itself. (Android shows 昨天 only within a calendar year and a weekday only
//! within a calendar week, so an older message shows a date earlier than it must; the other programs differ, so
//! nothing here rests on it.)

use super::{Day, Label};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// 2011-01-21, the day of WeChat's first release: no message is older.
pub(crate) const FIRST_RELEASE: NaiveDate =
    NaiveDate::from_ymd_opt(2011, 1, 21).expect("a day of the calendar");

/// How far a phone's clock and the time that WeChat stamps on messages may lie apart before it is worth saying.
pub(crate) const SKEW: TimeDelta = TimeDelta::minutes(2);

/// How long after midnight a chat that was opened before it may still show the labels of the day before, which WeChat
/// works out when it draws them.
pub(crate) const STALE: TimeDelta = TimeDelta::hours(1);

/// A stretch of the wall clock, both ends within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its first second.
    pub(crate) from: NaiveDateTime,
    /// Its last second.
    pub(crate) to: NaiveDateTime,
}

/// What is known of when a picture was captured, as wall-clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The time of capture.
    pub(crate) captured: Option<Stretch>,
    /// Nothing on it is later: the end of the capture, else the time when it was taken in.
    pub(crate) latest: NaiveDateTime,
}

impl Limits {
    /// How much later than [`Limits::latest`] a label must be to be impossible. Without a capture the zone of the phone is
    /// not known either: the time of taking in is that of China, and the clocks of the earth's east are six hours ahead.
    fn leeway(self) -> TimeDelta {
        if self.captured.is_some() { SKEW } else { TimeDelta::hours(6) }
    }
}

/// What became of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// It names this stretch.
    At {
        /// One minute, one second where it shows seconds, a day where it shows no time, several days where its weekday is
        /// lost.
        stretch: Stretch,
        /// It rests on a reading that WeChat's rules do not quite allow.
        doubtful: bool,
    },
    /// It needs the day of capture.
    NeedsCapture,
    /// It is the label of another program, whose rules for leaving out the day are not known.
    Unruled,
    /// It cannot be.
    Impossible(Reason),
}

/// Why a label cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// No such day in the calendar.
    NoSuchDay,
    /// Later than the capture, or than the day when it was taken in.
    Future,
    /// The weekday is not that of the date; or a weekday label names the day of capture.
    Weekday,
    /// No such time of day.
    NoSuchTime,
    /// The word beside the time of day says another one.
    PeriodWord,
    /// Before there was a WeChat.
    BeforeWechat,
}

impl Reason {
    /// The word under which findings say it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Reason::NoSuchDay => "no-such-day",
            Reason::Future => "future",
            Reason::Weekday => "weekday",
            Reason::NoSuchTime => "no-such-time",
            Reason::PeriodWord => "period-word",
            Reason::BeforeWechat => "before-wechat",
        }
    }
}

/// What `label` means under `limits`. `today` is the day on which the page was drawn, usually that of the capture.
pub(crate) fn resolve(label: &Label, today: Option<NaiveDate>, limits: Limits) -> Resolution {
    // A time of day that cannot be is wrong on every day.
    let within = match label.clock.map(|clock| (clock.seconds(), clock.second)) {
        None => (0, 86_399),
        Some((Ok(from), Some(_))) => (from, from),
        Some((Ok(from), None)) => (from, from + 59),
        Some((Err(reason), _)) => return Resolution::Impossible(reason),
    };
    days(label, today).map_or_else(|other| other, |days| placed(days, within, limits))
}

/// The days that a label may mean.
#[derive(Clone, Copy)]
struct Range {
    first: NaiveDate,
    last: NaiveDate,
    doubtful: bool,
}

impl Range {
    fn one(day: NaiveDate) -> Range {
        Range { first: day, last: day, doubtful: false }
    }
}

/// The days that a label may mean, or why there are none.
fn days(label: &Label, today: Option<NaiveDate>) -> Result<Range, Resolution> {
    if let Day::Full { year, month, day, weekday } = label.day {
        return Ok(Range::one(date(year, month, day, weekday)?));
    }
    if let Day::Yearless { month, day, .. } = label.day
        && NaiveDate::from_ymd_opt(2024, month, day).is_none()
    {
        return Err(Resolution::Impossible(Reason::NoSuchDay));
    }
    if label.has_seconds() {
        return Err(Resolution::Unruled);
    }
    let today = today.ok_or(Resolution::NeedsCapture)?;
    let back =
        |days: u64| today.checked_sub_days(Days::new(days)).ok_or(Resolution::Impossible(Reason::NoSuchDay));
    match label.day {
        Day::Unsaid => Ok(Range::one(today)),
        Day::Back(days) => Ok(Range::one(back(u64::from(days))?)),
        Day::Weekday(None) => Ok(Range { first: back(6)?, last: back(1)?, doubtful: true }),
        Day::Weekday(Some(weekday)) => match today.weekday().days_since(weekday) {
            0 => Err(Resolution::Impossible(Reason::Weekday)),
            // WeChat writes 昨天 for it: the page was drawn, or captured, on another day.
            1 => Ok(Range { doubtful: true, ..Range::one(back(1)?) }),
            days => Ok(Range::one(back(u64::from(days))?)),
        },
        Day::Yearless { month, day, weekday } => of_the_year(today, month, day, weekday),
        Day::Full { year, month, day, weekday } => Ok(Range::one(date(year, month, day, weekday)?)),
    }
}

/// A date without its year: in the year of the capture. In the first week of a year a date of the last week of the one
/// before is taken too, with doubt: nobody has seen every version turn the year.
fn of_the_year(
    today: NaiveDate,
    month: u32,
    day: u32,
    weekday: Option<chrono::Weekday>,
) -> Result<Range, Resolution> {
    let this_year = date(today.year(), month, day, weekday);
    if today.ordinal() <= 7
        && let Ok(before) = date(today.year() - 1, month, day, weekday)
        && (today - before).num_days() <= 14
    {
        return Ok(Range { doubtful: true, ..Range::one(before) });
    }
    Ok(Range::one(this_year?))
}

/// The day of a calendar, which has to be the weekday that stands beside it.
fn date(year: i32, month: u32, day: u32, weekday: Option<chrono::Weekday>) -> Result<NaiveDate, Resolution> {
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Resolution::Impossible(Reason::NoSuchDay))?;
    match weekday {
        Some(weekday) if date.weekday() != weekday => Err(Resolution::Impossible(Reason::Weekday)),
        _ => Ok(date),
    }
}

/// The stretch from the first second of the first day to the last of the last.
fn placed(days: Range, (from, to): (u32, u32), limits: Limits) -> Resolution {
    let at =
        |day: NaiveDate, seconds: u32| day.and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(seconds));
    let stretch = Stretch { from: at(days.first, from), to: at(days.last, to) };
    if stretch.from > limits.latest + limits.leeway() {
        return Resolution::Impossible(Reason::Future);
    }
    if stretch.to < FIRST_RELEASE.and_time(NaiveTime::MIN) {
        return Resolution::Impossible(Reason::BeforeWechat);
    }
    Resolution::At { stretch, doubtful: days.doubtful }
}
