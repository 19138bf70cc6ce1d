//! When a picture was captured: from the user, else from its name, else from EXIF.
//!
//! A name counts where its pattern is one of a capturing program; the name of a saved picture (`mmexport…`, `微信图片_…`)
//! says when it was saved, which only bounds the capture. The date of EXIF counts where no editor has named itself. The
//! dates of the file itself are never asked. Where two sources disagree, or the clock of the status bar does, that is a
//! finding; the order stays.

pub(crate) mod name;

#[cfg(test)]
mod tests;

use super::{metadata::Metadata, signs::editor};
use chrono::{DateTime, NaiveDateTime};
use juzheng_model::{Code, Finding, Moment, Offset, Zone, screen::CaptureSource};
use name::Named;

/// How far two sources may lie apart, in seconds: names are given when the file is written, clocks show whole minutes.
const TOLERANCE_S: i64 = 120;

/// How much later than in China a clock can show the time of taking in.
const EAST_S: i64 = 6 * 3600;

/// What is known of the capture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Capture {
    /// When it was, and what says so.
    pub(crate) at: Option<(Moment, CaptureSource)>,
    /// When nothing on it can be later, Unix seconds: when it was taken in, or saved before that.
    pub(crate) not_after: i64,
    /// Where it comes from, and what contradicts it.
    pub(crate) findings: Vec<Finding>,
}

/// Looks for the time of capture of a file called `name`. `user` is what the user said, `added_at` when it was taken in
/// (Unix seconds), `clock` the status bar's (minutes of the day).
pub(crate) fn find(
    name: &str,
    user: Option<Moment>,
    metadata: &Metadata,
    clock: Option<u16>,
    added_at: i64,
) -> Capture {
    let possible = |moment: &Moment| is_possible(*moment, added_at);
    let named = name::read(name);
    let captured = match named {
        Some(Named::Captured(moment)) => Some(moment).filter(possible),
        _ => None,
    };
    let not_after = match named {
        Some(Named::Saved(moment)) if possible(&moment) => clock_of(moment).1.min(added_at),
        _ => added_at,
    };
    let taken = exif(metadata).filter(possible);
    let sources: Vec<(Moment, CaptureSource)> =
        [(user, CaptureSource::User), (captured, CaptureSource::Name), (taken, CaptureSource::Exif)]
            .into_iter()
            .filter_map(|(moment, source)| Some((moment?, source)))
            .collect();
    let findings = findings(&sources, clock);
    Capture { at: sources.first().copied(), not_after, findings }
}

fn findings(sources: &[(Moment, CaptureSource)], clock: Option<u16>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(((moment, source), others)) = sources.split_first() else { return findings };
    if *source != CaptureSource::User {
        findings.push(Finding::of_file(Code::CaptureTimeFrom, [paper(*moment), word(*source).to_owned()]));
    }
    let mut differs = |from: &str, says: String| {
        let chosen = [word(*source).to_owned(), paper(*moment)];
        let args = chosen.into_iter().chain([from.to_owned(), says]);
        findings.push(Finding::of_file(Code::CaptureTimeDiffers, args));
    };
    for (other, of) in others {
        if apart(*moment, *other) > TOLERANCE_S {
            differs(word(*of), paper(*other));
        }
    }
    if let Some(clock) = clock.filter(|clock| disagrees(*moment, *clock)) {
        differs("clock", format!("{:02}:{:02}", clock / 60, clock % 60));
    }
    findings
}

/// The word of a source in findings.
fn word(source: CaptureSource) -> &'static str {
    match source {
        CaptureSource::User => "user",
        CaptureSource::Name => "name",
        CaptureSource::Exif => "exif",
    }
}

/// A moment as seconds of its own wall clock, and as an instant. Where the zone is not known it is China's.
fn clock_of(moment: Moment) -> (i64, i64) {
    let offset = match moment.zone {
        Zone::Stated(offset) | Zone::Known(offset) => offset,
        Zone::Instant | Zone::Assumed => Offset::CHINA,
    };
    let seconds = i64::from(offset.minutes()) * 60;
    match moment.zone {
        Zone::Assumed => (moment.at, moment.at - seconds),
        _ => (moment.at + seconds, moment.at),
    }
}

/// Whether it lies between the first WeChat and the time when the picture was taken in.
fn is_possible(moment: Moment, added_at: i64) -> bool {
    /// 2011-01-21, WeChat's first release.
    const FIRST: i64 = 1_295_568_000;
    let (wall, at) = clock_of(moment);
    let leeway = if moment.zone == Zone::Assumed { EAST_S } else { TOLERANCE_S };
    wall >= FIRST && at <= added_at.saturating_add(leeway)
}

/// The least distance of two moments in seconds, as their own wall clocks show them.
fn apart(a: Moment, b: Moment) -> i64 {
    let ((a_from, _), (b_from, _)) = (clock_of(a), clock_of(b));
    (a_from - b_from - i64::from(b.open_s)).max(b_from - a_from - i64::from(a.open_s)).max(0)
}

/// Whether the status bar shows another time of day. A clock of twelve hours shows no morning and no evening.
fn disagrees(moment: Moment, clock: u16) -> bool {
    let round = if clock < 13 * 60 { 12 * 3600 } else { 24 * 3600 };
    let shown = i64::from(clock) * 60;
    let (wall, _) = clock_of(moment);
    let ahead = (wall - shown).rem_euclid(round);
    // The minute that the clock shows lasts; what the source leaves open too.
    let after = ahead - 59;
    let before = round - ahead - i64::from(moment.open_s);
    after.min(before) > TOLERANCE_S
}

/// As it stands on paper.
fn paper(moment: Moment) -> String {
    let (wall, _) = clock_of(moment);
    DateTime::from_timestamp(wall, 0)
        .map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// The date of EXIF, unless an editor has named itself: then it may be the time of editing.
fn exif(metadata: &Metadata) -> Option<Moment> {
    if metadata.programs.iter().any(|program| editor::is_editor(program)) {
        return None;
    }
    let exif = &metadata.exif;
    let (text, offset) = match (&exif.taken, &exif.changed) {
        (Some(taken), _) => (taken, exif.taken_offset.as_ref()),
        // The time of the last change is that of the capture only where the phone wrote the file.
        (None, Some(changed)) if exif.is_screenshot => (changed, exif.changed_offset.as_ref()),
        _ => return None,
    };
    let (wall, within) = stamp(text)?;
    let offset = offset.map(String::as_str).or(within).and_then(Offset::parse);
    Moment::wall(wall, 0, offset.map_or(Zone::Assumed, Zone::Stated))
}

/// `2023:05:01 14:32:10` of EXIF, `2023-05-01T14:32:10+08:00` of XMP: the time and the zone behind it.
fn stamp(text: &str) -> Option<(NaiveDateTime, Option<&str>)> {
    let (time, rest) = text.split_at_checked(19)?;
    let shapes = ["%Y:%m:%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
    let wall = shapes.iter().find_map(|shape| NaiveDateTime::parse_from_str(time, shape).ok())?;
    let zone = rest.find(['+', '-', 'Z']).map(|at| rest[at..].trim());
    Some((wall, zone))
}
