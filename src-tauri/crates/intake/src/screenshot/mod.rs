//! Pictures of screens: chats, bills and payment pages of WeChat, read by their looks.
//!
//! A picture states less than a file of text does. What is read from it is a proposal: every record carries its box, how
//! sure the machine was, and what it is not sure of ([`Seen`](juzheng_model::Seen)). Times are wall-clock times of the
//! phone, as narrow as the labels on the picture allow and no narrower.
//!
//! The way of a picture: pixels → lines of text (`page`, by the engine) → the stage (`stage`: where the conversation
//! stands, what drew it) → what kind of page it is (`kind`) → a conversation (`chat`, `merged`, `dating`, `telling`) or
//! movements of money (`money_page`). What says when it was captured, and what speaks of editing, comes from `metadata`.

mod amount;
mod bill_list;
mod canvas;
mod capture;
mod certain;
mod chat;
mod clock;
mod columns;
mod dating;
mod detail;
mod draft;
mod endings;
mod field;
mod fold;
mod foreign;
mod ink;
mod kind;
mod label;
mod merged;
mod metadata;
mod money_page;
mod order_number;
mod overlay;
mod page;
mod pairs;
mod reading;
mod red_packet;
mod signs;
#[cfg(test)]
mod sketch;
mod stage;
mod stamp;
mod state;
mod status_bar;
mod telling;
mod title;
mod transfer_detail;
mod twins;
mod unread;
mod wording;

use crate::{
    circumstances::{Circumstances, Eye},
    error::Error,
    magic,
    medium::Medium,
    text::head_of,
    view::picture,
};
use image::{DynamicImage, RgbImage};
use juzheng_model::{
    ArtifactKind, Code, Facts, Finding, Sink,
    port::{Bytes, Pixels},
};
use metadata::Metadata;
use page::{Line, Page};
use reading::Reading;
use stage::Stage;
use std::{
    io::{BufReader, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

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
    let metadata = Metadata::read(bytes).map_err(Error::reading(LOOKING))?;
    let Some(picture) = decode(bytes)? else {
        sink.facts(plain.clone()).map_err(Error::refused)?;
        let finding = match is_too_large(bytes)? {
            true => Finding::of_file(Code::LimitReached, ["pixels".to_owned(), picture::PIXELS.to_string()]),
            false => Finding::of_file(Code::FileDamaged, ["picture"]),
        };
        return sink.finding(finding).map_err(Error::refused);
    };
    let pixels = Pixels { rgb: picture.as_raw(), width: picture.width() };
    let lines = eye.engine.recognise(pixels, eye.go_on).map_err(Error::reading(LOOKING))?;
    // A line of which nothing is left but drawings is none.
    let mut lines: Vec<Line> =
        lines.into_iter().map(Line::new).filter(|line| !line.folded.is_empty()).collect();
    page::without_doubles(&mut lines);
    twins::settle(&mut lines);
    columns::part(&mut lines, pixels.width);
    endings::settle(&mut lines, pixels);
    let mut page = Page { pixels, lines, engine: eye.engine };
    let mut stage = Stage::find(&page);
    let overlays = overlay::find(&stage, &page.lines);
    let bare;
    if !overlays.is_empty() {
        bare = overlay::without(&stage, &picture, &overlays);
        let uncovered = Pixels { rgb: bare.as_raw(), width: bare.width() };
        page = Page { pixels: uncovered, lines: overlay::uncovered(page.lines, &overlays), ..page };
        stage = Stage::find(&page).under(overlays);
    }
    if let Some(title) = unread::title(&stage, &page).map_err(Error::reading(LOOKING))? {
        page.add(vec![title]);
        stage = Stage::find(&page).under(stage.overlays);
    }
    if chat::panel::has_motif(&stage, &page.lines) {
        stage.take_for_wallpaper(page.height());
    }
    for (ix, label) in unread::labels(&stage, &page).map_err(Error::reading(LOOKING))? {
        page.lines[ix] = label;
    }
    page.add(unread::lines(&stage, &page).map_err(Error::reading(LOOKING))?);
    let reading = Reading::of(&page, stage, pixels, known, &metadata).map_err(Error::reading(LOOKING))?;
    reading.tell(plain, sink).map_err(Error::refused)
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
        Some(opaque(picture))
    }));
    failure.check(LOOKING)?;
    Ok(decoded.ok().flatten())
}

/// Whether a picture is too large to be decoded, rather than damaged.
fn is_too_large(bytes: &mut dyn Bytes) -> Result<bool, Error> {
    bytes.rewind().map_err(Error::reading(LOOKING))?;
    let (medium, failure) = Medium::watch(bytes);
    let large = catch_unwind(AssertUnwindSafe(|| picture::is_too_large(BufReader::new(medium))));
    failure.check(LOOKING)?;
    Ok(large.unwrap_or(false))
}

/// The pixels without what says how transparent they are; in place where they have it, because a long capture is large.
fn opaque(picture: DynamicImage) -> RgbImage {
    let DynamicImage::ImageRgba8(picture) = picture else { return picture.into_rgb8() };
    let (width, height) = picture.dimensions();
    let mut bytes = picture.into_raw();
    let pixels = bytes.len() / 4;
    for at in 0..pixels {
        bytes.copy_within(at * 4..at * 4 + 3, at * 3);
    }
    bytes.truncate(pixels * 3);
    RgbImage::from_raw(width, height, bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};
    use std::io::Cursor;

    #[test]
    fn what_is_transparent_is_left_out_and_every_pixel_stays_in_its_place() {
        let picture = RgbaImage::from_fn(7, 5, |x, y| Rgba([x as u8, y as u8, (x * y) as u8, 90]));
        let want = DynamicImage::ImageRgba8(picture.clone()).into_rgb8();
        assert_eq!(opaque(DynamicImage::ImageRgba8(picture)), want);
        assert_eq!(opaque(DynamicImage::ImageRgb8(want.clone())), want);
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_not_called_damaged() {
        // The head of a BMP, which is all that is asked.
        let head = |width: u32, height: u32| {
            let words = [54, 40, width, height, 24 << 16 | 1, 0, 0, 0, 0, 0, 0];
            let mut file = b"BM\0\0\0\0\0\0\0\0".to_vec();
            words.iter().for_each(|word| file.extend(word.to_le_bytes()));
            Cursor::new(file)
        };
        assert!(is_too_large(&mut head(12_000, 12_000)).expect("read"));
        assert!(!is_too_large(&mut head(1_080, 2_400)).expect("read"));
        assert!(!is_too_large(&mut Cursor::new(b"no picture".to_vec())).expect("read"));
    }
}
