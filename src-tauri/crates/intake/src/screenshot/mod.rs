//! Pictures of screens: chats, bills and payment pages of WeChat, read by their looks.
//!
//! A picture states less than a file of text does. What is read from it is a proposal: every record carries its box, how
//! sure the machine was, and what it is not sure of ([`Seen`](juzheng_model::Seen)). Times are wall-clock times of the
//! phone, as narrow as the labels on the picture allow and no narrower.
//!
//! The way of a picture: pixels → lines of text (`page`, by the engine) → the stage (`stage`: where the conversation
//! stands, what drew it) → what kind of page it is (`kind`) → a conversation (`chat`, `merged`, `dating`, `telling`) or
//! movements of money (`detail`).

mod amount;
mod canvas;
mod chat;
mod clock;
mod dating;
mod field;
mod fold;
mod foreign;
mod kind;
mod label;
mod merged;
mod page;
mod pairs;
#[cfg(test)]
mod sketch;
mod stage;
mod stamp;
mod telling;

use crate::{
    circumstances::{Circumstances, Eye},
    error::Error,
    magic,
    medium::Medium,
    text::head_of,
    view::picture,
};
use dating::Manner;
use image::RgbImage;
use juzheng_model::{
    ArtifactKind, Code, Facts, Finding, Screen, ScreenKind, Sink,
    port::{Bytes, Pixels},
};
use kind::Look;
use page::{Line, Page};
use stage::Stage;
use std::{
    io::{self, BufReader, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};
use telling::Setting;

/// The layout under which records of pictures are stored.
const LAYOUT: &str = "wechat-screen";
const LOOKING: &str = "looking at the picture";

/// Reads a picture into `sink`. Without an `eye` it is only named, with a finding that says so.
///
/// # Errors
/// The bytes cannot be read, the engine failed or was stopped, or the sink refuses.
pub(crate) fn read(
    bytes: &mut dyn Bytes,
    known: &Circumstances,
    eye: Option<Eye<'_>>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let media_type = magic::of_head(&head_of(bytes)?).map_or_else(String::new, |facts| facts.media_type);
    let plain = Facts::plain(ArtifactKind::Image, &media_type);
    let only = |sink: &mut dyn Sink, code: Code| {
        sink.facts(plain.clone())?;
        sink.finding(Finding::of_file(code, [""; 0]))
    };
    let Some(eye) = eye else {
        return only(sink, Code::RecognitionMissing).map_err(Error::refused);
    };
    let Some(picture) = decode(bytes)? else {
        sink.facts(plain.clone()).map_err(Error::refused)?;
        return sink.finding(Finding::of_file(Code::FileDamaged, ["picture"])).map_err(Error::refused);
    };
    let pixels = Pixels { rgb: picture.as_raw(), width: picture.width() };
    let lines = eye.engine.recognise(pixels, eye.go_on).map_err(Error::reading(LOOKING))?;
    if lines.is_empty() {
        return only(sink, Code::NothingReadable).map_err(Error::refused);
    }
    let page = Page { pixels, lines: lines.into_iter().map(Line::new).collect(), engine: eye.engine };
    page_into(&page, known, plain, sink)
}

/// The picture upright, as plain pixels; `None` where it is damaged or costs too much.
fn decode(bytes: &mut dyn Bytes) -> Result<Option<RgbImage>, Error> {
    let size = bytes.seek(SeekFrom::End(0)).map_err(Error::reading(LOOKING))?;
    bytes.rewind().map_err(Error::reading(LOOKING))?;
    if size > picture::FILE_BYTES {
        return Ok(None);
    }
    let (medium, failure) = Medium::watch(bytes);
    // Decoders are foreign code over hostile bytes: one that panics has only not decoded.
    let decoded = catch_unwind(AssertUnwindSafe(|| {
        let (mut picture, orientation) = picture::open(BufReader::new(medium))?;
        picture.apply_orientation(orientation);
        Some(picture.into_rgb8())
    }));
    failure.check(LOOKING)?;
    Ok(decoded.ok().flatten())
}

/// What stands on a page, into `sink`.
fn page_into(page: &Page<'_>, known: &Circumstances, plain: Facts, sink: &mut dyn Sink) -> Result<(), Error> {
    let stage = Stage::find(page);
    let talk = chat::read(&stage, page).map_err(Error::reading(LOOKING))?;
    let labels = talk.rows.iter().filter(|row| matches!(row, chat::Row::Label(_))).count() as u32;
    let look = Look {
        bubbles_left: talk.bubbles[0],
        bubbles_right: talk.bubbles[1],
        labels,
        input_bar: stage.input_bar,
        sender_names: talk.names,
        cards: talk.cards,
    };
    let (kind, signs) = kind::classify(page, &look);
    let title = stage.title.clone();
    let screen = Screen {
        kind,
        signs: signs.clone(),
        device: stage.device,
        dark: stage.dark,
        width: page.width(),
        height: page.height(),
        title: title.clone(),
        clock: stage.clock,
        captured: None,
        engine: page.engine.engine().to_owned(),
    };
    let facts = Facts {
        kind: artifact_kind(kind),
        layout: LAYOUT.to_owned(),
        screen: Some(screen),
        ..plain
    };
    sink.facts(facts).map_err(Error::refused)?;
    let setting = |manner: Manner| Setting {
        title: title.as_deref(),
        manner,
        captured: known.captured,
        added_at: known.added_at,
    };
    let told: io::Result<()> = match kind {
        ScreenKind::Chat => telling::tell(page, &talk.rows, &setting(Manner::Chat), sink),
        ScreenKind::MergedForward => {
            telling::tell(page, &merged::read(&stage, page), &setting(Manner::Forwarded), sink)
        }
        ScreenKind::Other => sink.finding(Finding::of_file(Code::OtherScreen, [signs.join("、")])),
        _ => Ok(()),
    };
    told.map_err(Error::refused)?;
    let foreign = foreign::findings(page, kind);
    foreign.into_iter().try_for_each(|finding| sink.finding(finding)).map_err(Error::refused)
}

fn artifact_kind(kind: ScreenKind) -> ArtifactKind {
    match kind {
        ScreenKind::Chat | ScreenKind::MergedForward => ArtifactKind::ChatScreenshot,
        ScreenKind::BillList | ScreenKind::BillDetail | ScreenKind::TransferDetail | ScreenKind::RedPacket => {
            ArtifactKind::BillScreenshot
        }
        ScreenKind::Profile | ScreenKind::SessionList | ScreenKind::Other => ArtifactKind::Image,
    }
}
