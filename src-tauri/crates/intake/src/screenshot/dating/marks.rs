//! The labels of a page with what they mean, checked against each other.

use super::{Manner, Row, Shown, bound::Wall};
use crate::screenshot::label::{
    Day,
    resolve::{FIRST_RELEASE, Reason, Resolution, SKEW, STALE, Stretch, resolve},
};
use chrono::{Datelike, NaiveDate, NaiveTime};
use juzheng_model::{Code, Finding, Place};

/// A label of the page.
pub(super) struct Mark<'r> {
    /// Its row.
    pub(super) row: usize,
    /// Whether the machine is not sure of it.
    pub(super) unsure: bool,
    shown: &'r Shown,
    meaning: Resolution,
    /// The label above it that it contradicts.
    earlier_than: Option<usize>,
    /// Whether another label contradicts it.
    contested: bool,
}

impl Mark<'_> {
    /// Whether it cannot be, or contradicts another label.
    pub(super) fn is_wrong(&self) -> bool {
        self.contested || matches!(self.meaning, Resolution::Impossible(_))
    }

    fn stretch(&self) -> Option<Stretch> {
        match self.meaning {
            Resolution::At { stretch, .. } => Some(stretch),
            _ => None,
        }
    }
}

/// The labels of a page from the top down.
pub(super) struct Marks<'r> {
    pub(super) list: Vec<Mark<'r>>,
    has_capture: bool,
}

impl<'r> Marks<'r> {
    /// The labels among `rows`, resolved and compared.
    pub(super) fn new(rows: &'r [Row], manner: Manner, wall: &Wall) -> Marks<'r> {
        let labels = || {
            rows.iter().enumerate().filter_map(|(at, row)| match row {
                Row::Label(shown) => Some((at, shown)),
                Row::Message => None,
            })
        };
        let is_12h = labels().any(|(_, shown)| shown.label.clock.is_some_and(|clock| clock.is_12h()));
        let today = drawn_on(labels().map(|(_, shown)| shown), manner, wall);
        let mut day = if manner == Manner::Chat { DayOf::Page } else { DayOf::Unknown };
        let mut list = Vec::new();
        for (row, shown) in labels() {
            let meaning = match (shown.label.day, day) {
                (Day::Unsaid, DayOf::Unknown) => without_day(shown, wall),
                (Day::Unsaid, DayOf::Divider(day)) => resolve(&shown.label, Some(day), wall.limits),
                _ => resolve(&shown.label, today, wall.limits),
            };
            if shown.label.clock.is_none() {
                day = DayOf::divider(meaning);
            }
            let doubtful = matches!(meaning, Resolution::At { doubtful: true, .. });
            let lacks_word = is_12h && shown.label.clock.is_some_and(|clock| clock.lacks_word());
            let unsure = shown.unsure || shown.label.guessed || doubtful || lacks_word;
            list.push(Mark { row, unsure, shown, meaning, earlier_than: None, contested: false });
        }
        let mut marks = Marks { list, has_capture: wall.limits.captured.is_some() };
        marks.compare();
        marks.narrow(wall);
        marks
    }

    /// The labels that bound something, with what they mean.
    pub(super) fn trusted(&self) -> impl DoubleEndedIterator<Item = (&Mark<'r>, Stretch)> {
        self.list.iter().filter(|mark| !mark.is_wrong()).filter_map(|mark| Some((mark, mark.stretch()?)))
    }

    /// Whether they are all mere times of day.
    pub(super) fn are_all_dateless(&self) -> bool {
        self.list.iter().all(|mark| {
            matches!(mark.shown.label.day, Day::Unsaid | Day::Back(0)) && !mark.shown.label.has_seconds()
        })
    }

    /// What a person should look at.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for mark in &self.list {
            let place = Place::Box { bounds: mark.shown.bounds };
            let text = mark.shown.label.text.as_str();
            if let Resolution::Impossible(reason) = mark.meaning {
                findings.push(Finding::at(Code::LabelImpossible, place, [text, reason.word()]));
            } else if let Some(above) = mark.earlier_than {
                let above = self.list[above].shown.label.text.as_str();
                findings.push(Finding::at(Code::LabelsBackwards, place, [text, above]));
            }
        }
        let waiting = self.list.iter().filter(|mark| mark.meaning == Resolution::NeedsCapture).count();
        if waiting > 0 && !self.has_capture {
            findings.push(Finding::of_file(Code::CaptureTimeNeeded, [waiting.to_string()]));
        }
        findings
    }

    /// Finds labels that are earlier than one above them. Which of the two is wrong cannot be known, so neither counts.
    fn compare(&mut self) {
        for at in 1..self.list.len() {
            let Some(stretch) = self.list[at].stretch() else { continue };
            for above in 0..at {
                if self.list[above].stretch().is_some_and(|above| above.from > stretch.to) {
                    self.list[above].contested = true;
                    self.list[at].contested = true;
                    self.list[at].earlier_than = Some(above);
                }
            }
        }
    }

    /// Finds the year of dates without one from the labels around them, where only one year fits between.
    fn narrow(&mut self, wall: &Wall) {
        for at in 0..self.list.len() {
            let mark = &self.list[at];
            if mark.meaning != Resolution::NeedsCapture
                || !matches!(mark.shown.label.day, Day::Yearless { .. })
            {
                continue;
            }
            let above = self.trusted().rev().find(|(other, _)| other.row < mark.row);
            let below = self.trusted().find(|(other, _)| other.row > mark.row);
            let from = above.as_ref().map_or(wall.earliest(), |(_, stretch)| stretch.from);
            let to = below.as_ref().map_or(wall.limits.latest, |(_, stretch)| stretch.to);
            let unsure = [&above, &below].into_iter().flatten().any(|(mark, _)| mark.unsure);
            let mut fitting = (FIRST_RELEASE.year()..=to.year()).filter_map(|year| {
                let day = NaiveDate::from_ymd_opt(year, 12, 31)?;
                match resolve(&mark.shown.label, Some(day), wall.limits) {
                    Resolution::At { stretch, .. } => {
                        (stretch.to >= from && stretch.from <= to).then_some(stretch)
                    }
                    _ => None,
                }
            });
            if let (Some(stretch), None) = (fitting.next(), fitting.next()) {
                let mark = &mut self.list[at];
                mark.meaning = Resolution::At { stretch, doubtful: false };
                mark.unsure |= unsure;
            }
        }
    }
}

/// Which day a time of day alone belongs to.
#[derive(Clone, Copy)]
enum DayOf {
    /// The day on which the page was drawn.
    Page,
    /// That of the divider above.
    Divider(NaiveDate),
    /// That of a divider that is not on the picture, or not understood.
    Unknown,
}

impl DayOf {
    fn divider(meaning: Resolution) -> DayOf {
        match meaning {
            Resolution::At { stretch, .. } if stretch.from.date() == stretch.to.date() => {
                DayOf::Divider(stretch.from.date())
            }
            _ => DayOf::Unknown,
        }
    }
}

/// A time of day without any day: it may be impossible all the same.
fn without_day(shown: &Shown, wall: &Wall) -> Resolution {
    match resolve(&shown.label, Some(FIRST_RELEASE), wall.limits) {
        Resolution::Impossible(reason @ (Reason::NoSuchTime | Reason::PeriodWord)) => {
            Resolution::Impossible(reason)
        }
        _ => Resolution::Unruled,
    }
}

/// The day on which the page was drawn: that of the capture, or the one before it where the chat was open over midnight,
/// which shows when a time of day alone is later than the clock of a capture soon after midnight.
fn drawn_on<'r>(
    mut labels: impl Iterator<Item = &'r Shown>,
    manner: Manner,
    wall: &Wall,
) -> Option<NaiveDate> {
    let captured = wall.limits.captured?;
    let day = captured.from.date();
    if captured.to.date() != day {
        return None;
    }
    let since_midnight = captured.to - day.and_time(NaiveTime::MIN);
    let mut is_later = |shown: &Shown| {
        let clock = shown.label.clock.and_then(|clock| clock.seconds().ok());
        shown.label.day == Day::Unsaid
            && clock.is_some_and(|clock| i64::from(clock) > (since_midnight + SKEW).num_seconds())
    };
    let stale = manner == Manner::Chat && since_midnight < STALE && labels.any(&mut is_later);
    if stale { day.pred_opt() } else { Some(day) }
}
