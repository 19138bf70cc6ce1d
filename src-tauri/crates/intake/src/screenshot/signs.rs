//! Signs that a picture is not as the phone made it: neutral facts, each with what shows it, never a verdict.
//!
//! Every one of them has an innocent cause (cropping, marking, sending over WeChat), and a careful forger leaves none.
//! So they are few and plain, and rather miss something than cry out over a picture that is as it was.

pub(crate) mod editor;
mod grid;
mod quality;
mod size;
mod stroke;
mod uneven;

use super::{
    capture::name,
    label::{Day, Label},
    metadata::Metadata,
};
use chrono::Datelike;
use juzheng_model::{Code, Finding, Moment, Offset, Zone, port::Pixels, screen::Device};
pub(crate) use uneven::uneven_amount;

/// What the file and its pixels say of programs that changed it: metadata, the name that galleries give edited copies,
/// the traces of saving.
pub(crate) fn of_file(name: &str, metadata: &Metadata, device: Device, pixels: Pixels<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let editors: Vec<&str> =
        metadata.programs.iter().map(String::as_str).filter(|program| editor::is_editor(program)).collect();
    if !editors.is_empty() {
        findings.push(Finding::of_file(Code::SignEditor, [editors.join(", ")]));
    }
    let mut shown = of_making(metadata, device);
    // The grid of a JPEG begins at its corner; any other one is of an earlier saving.
    if grid::of(pixels).is_some_and(|corner| metadata.jpeg.is_none() || corner != (0, 0)) {
        shown.push("jpeg-grid".to_owned());
    }
    if name::is_edited_copy(name) {
        shown.push("edited-copy".to_owned());
    }
    if !shown.is_empty() {
        findings.push(Finding::of_file(Code::SignResaved, [shown.join(", ")]));
    }
    findings
}

/// What shows that a JPEG was made by another than the phone.
fn of_making(metadata: &Metadata, device: Device) -> Vec<String> {
    let Some(jpeg) = &metadata.jpeg else { return Vec::new() };
    let mut shown = Vec::new();
    if jpeg.ducky {
        shown.push("save-for-web".to_owned());
    } else if jpeg.adobe {
        shown.push("adobe-segment".to_owned());
    }
    // Screenshots of an iPhone are PNG; sending makes them JPEG.
    if device == Device::Ios {
        shown.push("iphone-jpeg".to_owned());
    }
    // Phones that save screenshots as JPEG do so at 90 and more; sending and forwarding goes below.
    if let Some(quality) = jpeg.table.as_ref().and_then(quality::of).filter(|quality| *quality <= 85) {
        shown.push(format!("jpeg-quality-{quality}"));
    }
    shown
}

/// A size that no phone's screen has, of a picture that shows a phone's screen.
pub(crate) fn of_size(width: u32, height: u32, device: Device) -> Option<Finding> {
    (!size::is_of_a_phone(width, height, device))
        .then(|| Finding::of_file(Code::SignSize, [width.to_string(), height.to_string()]))
}

/// Labels that WeChat does not write: those of viewers of exports and of programs that imitate chats.
pub(crate) fn of_labels(labels: &[&Label], captured: Option<Moment>) -> Option<Finding> {
    let seconds = labels.iter().any(|label| label.has_seconds());
    let year = captured.map(year_of);
    // In the year of the capture WeChat leaves the year out, but for the English `6/3/23`.
    let whole = labels.iter().filter(|label| {
        matches!(label.day, Day::Full { year: y, .. } if Some(y) == year)
            && label.clock.is_some()
            && label.text.contains(['年', '-'])
    });
    let whole = whole.count() >= 2;
    // A minute that has its label gets no second one.
    let twice = labels
        .windows(2)
        .any(|pair| (pair[0].day, pair[0].clock) == (pair[1].day, pair[1].clock) && pair[0].clock.is_some());
    let shown: Vec<&str> = [(seconds, "seconds"), (whole, "full-dates"), (twice, "same-label-twice")]
        .into_iter()
        .filter_map(|(is_so, word)| is_so.then_some(word))
        .collect();
    (!shown.is_empty()).then(|| Finding::of_file(Code::SignNotWechat, [shown.join(", ")]))
}

/// The year in which a moment falls by its own wall clock.
fn year_of(moment: Moment) -> i32 {
    let offset = match moment.zone {
        Zone::Stated(offset) | Zone::Known(offset) => i64::from(offset.minutes()),
        Zone::Instant => i64::from(Offset::CHINA.minutes()),
        Zone::Assumed => 0,
    };
    chrono::DateTime::from_timestamp(moment.at + offset * 60, 0).map_or(0, |at| at.year())
}

#[cfg(test)]
mod drawn;
#[cfg(test)]
mod tests;
