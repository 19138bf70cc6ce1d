//! 证据原件: screenshots one, two or four a page, long ones in stretches; PDFs page by page as they are; of recordings and
//! other files the facts, and what the submitter has to add.
//!
//! Bills and chat exports are tables of thousands of rows: their records stand in parts of their own.

mod caption;
mod cuts;
mod facts;
mod ink;
mod plates;
mod transcript;

use super::Booklet;
use crate::{
    Error,
    exhibits::{Exhibit, kind},
    layout::{CONTENT_WIDTH, Flow, Item, LEFT, NOTE, Para},
    original::{PageView, Unshown},
    places::{Note, Spot},
    words,
};
use juzheng_model::{ArtifactKind, snapshot::ArtifactView};
use plates::Plates;

/// Whether a file has pages of its own here, where it is an exhibit.
pub(super) fn is_printed(view: &ArtifactView) -> bool {
    let media = view.facts.as_ref().map_or("", |facts| facts.media_type.as_str());
    let as_it_is = media.starts_with("image/") || media == "application/pdf";
    as_it_is || !matches!(kind(view), Some(ArtifactKind::Bill | ArtifactKind::Chat))
}

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let printed: Vec<Exhibit> = booklet
        .exhibits
        .all
        .iter()
        .filter(|exhibit| booklet.shown[exhibit.artifact].is_some())
        .cloned()
        .collect();
    if printed.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::ORIGINALS)?;
    let mut intro = words::originals_intro(printed.len());
    if booklet.options.transcripts {
        intro.push_str(words::TRANSCRIPTS_INTRO);
    }
    flow.paras(&[Para::new(NOTE, intro), Para::new(NOTE, words::SCOPE)], LEFT, CONTENT_WIDTH)?;
    flow.space(10.0);
    let mut plates = Plates::new(booklet.options.pictures);
    for exhibit in &printed {
        booklet.step()?;
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        match shape(booklet, view) {
            Ok(Shape::Picture(size)) => {
                let told = plates.picture(booklet, flow, exhibit, size)?;
                if !told && booklet.options.transcripts && !view.seen.is_empty() {
                    plates.end(flow);
                    transcript::lay(booklet, flow, exhibit)?;
                }
            }
            Ok(Shape::Pdf(pages)) => {
                plates.end(flow);
                pdf(booklet, flow, exhibit, &pages)?;
            }
            Err(why) => {
                plates.end(flow);
                facts::lay(booklet, flow, exhibit, why)?;
            }
        }
    }
    plates.end(flow);
    flow.exhibit(None);
    Ok(())
}

/// What of a file can be shown.
enum Shape {
    /// Width and height in pixels, upright.
    Picture((u32, u32)),
    /// Its pages.
    Pdf(Vec<PageView>),
}

fn shape(booklet: &Booklet<'_>, view: &ArtifactView) -> Result<Shape, Unshown> {
    let source = &view.artifact.fingerprints.sha256;
    match view.facts.as_ref().map_or("", |facts| facts.media_type.as_str()) {
        "application/pdf" => Ok(Shape::Pdf(booklet.originals.voucher(source)?.views.clone())),
        media if media.starts_with("image/") => {
            let [width, height] = booklet.originals.picture_size(source)?;
            Ok(Shape::Picture((width, height)))
        }
        _ => Err(Unshown::Unknown),
    }
}

/// Each page of a PDF on a page of its own, as large as there is room for.
fn pdf(
    booklet: &Booklet<'_>,
    flow: &mut Flow<'_, '_>,
    exhibit: &Exhibit,
    pages: &[PageView],
) -> Result<(), Error> {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    for (number, PageView { width, height, .. }) in (1..).zip(pages) {
        begin(booklet, flow, exhibit)?;
        if number == 1 {
            outline(flow, booklet, exhibit);
        }
        let which = if pages.len() > 1 {
            format!("原件第 {number} 页 / 共 {} 页", pages.len())
        } else {
            String::new()
        };
        for line in flow.set(&caption::of(booklet, exhibit, &which), CONTENT_WIDTH) {
            let y = flow.y;
            flow.put(&line, LEFT, CONTENT_WIDTH, y);
            flow.space(line.height());
        }
        flow.space(4.0);
        let scale = (CONTENT_WIDTH / width).min((flow.left() - 2.0) / height).min(1.0);
        let (w, h) = (width * scale, height * scale);
        let (x, y) = (LEFT + (CONTENT_WIDTH - w) / 2.0, flow.y);
        let source = view.artifact.fingerprints.sha256;
        shows(flow, view, Spot::Page(number));
        flow.draw(Item::PdfPage { x, y, w, h, source, page: number, covers: Vec::new() });
        frame(flow, [x, y, w, h]);
        flow.space(h);
        touch(booklet, flow, exhibit);
    }
    Ok(())
}

/// A new page for an exhibit.
fn begin(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>, exhibit: &Exhibit) -> Result<(), Error> {
    flow.exhibit(None);
    flow.new_page()?;
    flow.exhibit(Some(exhibit.label()));
    touch(booklet, flow, exhibit);
    Ok(())
}

/// The exhibit is here.
fn touch(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>, exhibit: &Exhibit) {
    if let Some(extent) = booklet.shown[exhibit.artifact] {
        extent.touch(flow);
    }
}

/// This of a file is shown here.
fn shows(flow: &mut Flow<'_, '_>, view: &ArtifactView, spot: Spot) {
    flow.note(Note { artifact: view.artifact.id, spot, record: None });
}

/// The bookmark of an exhibit.
fn outline(flow: &mut Flow<'_, '_>, booklet: &Booklet<'_>, exhibit: &Exhibit) {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    let name = super::exhibit_words::name(view);
    flow.outline(&format!("证据 {}　{name}　{}", exhibit.label(), view.artifact.name), 1);
}

/// A thin line around what is shown, so that its edge can be told from the paper.
fn frame(flow: &mut Flow<'_, '_>, [x, y, w, h]: [f32; 4]) {
    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
    for pair in corners.windows(2) {
        flow.draw(Item::Rule { from: pair[0], to: pair[1], thick: 0.3, grey: 0.5 });
    }
}
