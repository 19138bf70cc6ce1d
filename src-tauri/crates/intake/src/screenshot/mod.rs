//! Pictures of screens: chats, bills and payment pages of WeChat, read by their looks.
//!
//! A picture states less than a file of text does. What is read from it is a proposal: every record carries its box, how
//! sure the machine was, and what it is not sure of ([`Seen`](juzheng_model::Seen)). Times are wall-clock times of the
//! phone, as narrow as the labels on the picture allow and no narrower.

mod amount;
mod canvas;
mod chat;
mod clock;
mod dating;
mod fold;
mod label;
mod page;
mod stage;

use crate::{
    circumstances::{Circumstances, Eye},
    error::Error,
    medium::Medium,
    view::picture,
};
use juzheng_model::{
    ArtifactKind, Card, Code, Conversation, Facts, Finding, Message, Place, Sink, Speaker,
    port::{Bytes, Pixels},
};
use page::{Line, Page};
use std::io::{BufReader, Seek, SeekFrom};

/// Reads a picture into `sink`. Without an `eye` it is only named, with a finding that says so.
pub(crate) fn read(
    bytes: &mut dyn Bytes,
    _known: &Circumstances,
    eye: Option<Eye<'_>>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let eye = eye.expect("debug");
    bytes.seek(SeekFrom::Start(0)).map_err(Error::reading("x"))?;
    let (medium, _failure) = Medium::watch(bytes);
    let (image, _) = picture::open(BufReader::new(medium)).expect("debug");
    let rgb = image.to_rgb8();
    let pixels = Pixels { rgb: rgb.as_raw(), width: rgb.width() };
    let lines = eye.engine.recognise(pixels, eye.go_on).map_err(Error::refused)?;
    let page = Page { pixels, lines: lines.into_iter().map(Line::new).collect(), engine: eye.engine };
    let started = std::time::Instant::now();
    let stage = stage::Stage::find(&page);
    let talk = chat::read(&stage, &page).map_err(Error::refused)?;
    eprintln!(
        "em {} factor {} content {:?} bare {} dark {} device {:?} title {:?} clock {:?} bar {} in {:?}",
        stage.em, stage.canvas.factor, stage.content, stage.bare, stage.dark, stage.device,
        stage.title.map(|ix| page.lines[ix].folded.clone()), stage.clock, stage.input_bar, started.elapsed()
    );
    sink.facts(Facts::plain(ArtifactKind::ChatScreenshot, "image/png")).map_err(Error::refused)?;
    for row in &talk.rows {
        match row {
            chat::Row::Label(ix) => eprintln!("  -- {}", page.lines[*ix].folded),
            chat::Row::Message(d) => eprintln!(
                "  {:?} {:?} {:?} {:?} {:?} conf {} unsure {:?} {:?} {:?}",
                d.side, d.kind, d.sender, d.card, d.amount.map(|a| a.get()), d.confidence,
                d.unsure.words().collect::<Vec<_>>(), d.rect.bounds(), d.text
            ),
        }
    }
    Ok(())
}
