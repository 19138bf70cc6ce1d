//! Pictures with their captions, put side by side and one under the other; a long capture is cut into stretches that are
//! as wide as an ordinary screen would be.

use super::{caption, cuts, frame, ink::Ink, outline, shows, touch, transcript};
use crate::{
    Error, PerPage,
    exhibits::Exhibit,
    layout::{CONTENT_WIDTH, Flow, Item, LABEL, LEFT, SetLine, TOP},
    parts::Booklet,
    places::Spot,
    words,
};
use juzheng_model::Place;

/// White space between pictures.
const GAP: f32 = 13.0;
/// White space between a caption and its picture, and under a picture for the words of its edge.
const EDGE: f32 = 11.0;
/// An ordinary screen is at most so many times as tall as wide; what is taller is a long capture.
const TALLEST: f32 = 2.45;
/// A stretch of a long capture is so many times as tall as wide.
const STRETCH: f32 = 2.1;

/// The shelf on which pictures are put.
pub(super) struct Plates {
    per_page: PerPage,
    /// Where the next picture comes to stand from the left; 0 where a row begins.
    x: f32,
    /// The upper end of the row and the height of its tallest.
    row: (f32, f32),
    /// Whether pictures stand on the page of which the row is not ended.
    open: bool,
}

/// A stretch of a picture as it is shown: rows from–to of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) to: u32,
    /// The rows up to here stand at the end of the stretch before, too.
    pub(super) repeats_to: u32,
}

impl Plates {
    pub(super) fn new(per_page: PerPage) -> Plates {
        Plates { per_page, x: 0.0, row: (0.0, 0.0), open: false }
    }

    /// Puts a picture, whole or in stretches; whether what was read on it stands beside it.
    pub(super) fn picture(
        &mut self,
        booklet: &Booklet<'_>,
        flow: &mut Flow<'_, '_>,
        exhibit: &Exhibit,
        (width, height): (u32, u32),
    ) -> Result<bool, Error> {
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        let is_long = height as f32 > width as f32 * TALLEST;
        let stretches = match is_long {
            false => vec![Stretch { from: 0, to: height, repeats_to: 0 }],
            true => {
                let boxes: Vec<[u32; 4]> = view.seen.iter().map(|seen| seen.bounds).collect();
                let bytes = booklet.originals.bytes(&view.artifact.fingerprints.sha256);
                let ink = bytes.map_or_else(|_| Ink::default(), |bytes| Ink::of(&bytes, (width, height)));
                cuts::cut((width, height), STRETCH, &ink, &boxes)
            }
        };
        for (number, stretch) in (1..).zip(&stretches) {
            let which = match stretches.len() {
                1 => String::new(),
                n => format!("第 {number} 段 / 共 {n} 段"),
            };
            let last = number == stretches.len();
            let frame = self.plate(booklet, flow, exhibit, (width, height), *stretch, &which, last)?;
            if number == 1 {
                outline(flow, booklet, exhibit);
            }
            if stretches.len() == 1 && self.per_page == PerPage::One && booklet.options.transcripts {
                return Ok(transcript::beside(booklet, flow, exhibit, frame));
            }
        }
        Ok(false)
    }

    /// Ends the row: what follows stands under it.
    pub(super) fn end(&mut self, flow: &mut Flow<'_, '_>) {
        if self.open {
            flow.y = self.row.0 + self.row.1 + GAP;
        }
        (self.open, self.x) = (false, 0.0);
    }

    /// The width of a place on the shelf, and the greatest height of a picture in it.
    fn place(&self, wide: bool, page: f32) -> (f32, f32) {
        let half = (CONTENT_WIDTH - GAP) / 2.0;
        let half_page = (page - GAP) / 2.0;
        match (self.per_page, wide) {
            (PerPage::One, _) => (CONTENT_WIDTH, page),
            (PerPage::Two, false) => (half, page),
            (PerPage::Two, true) => (CONTENT_WIDTH, half_page),
            (PerPage::Four, _) => (half, half_page),
        }
    }

    /// Puts a stretch with its caption; gives its frame.
    fn plate(
        &mut self,
        booklet: &Booklet<'_>,
        flow: &mut Flow<'_, '_>,
        exhibit: &Exhibit,
        (width, height): (u32, u32),
        stretch: Stretch,
        which: &str,
        last: bool,
    ) -> Result<[f32; 4], Error> {
        let (rows, wide) = (stretch.to - stretch.from, width > height);
        // Under the heading of the part a page that is nearly whole is good enough.
        let left = flow.left();
        let page = if !self.open && left > flow.page_height() * 0.75 { left } else { flow.page_height() };
        let (place_width, room) = self.place(wide, page);
        let caption = flow.set(&caption::of(booklet, exhibit, which), place_width);
        let caption_height: f32 = caption.iter().map(SetLine::height).sum();
        let edges = if which.is_empty() { 4.0 } else { 2.0 * EDGE };
        let most = room - caption_height - edges - 2.0;
        // A point holds at least a pixel: a small picture does not become larger than it is.
        let scale = (place_width / width as f32).min(most / rows as f32);
        // Stretches of one picture are all as wide.
        let scale =
            if which.is_empty() { scale.min(1.0) } else { scale.min(most / (width as f32 * STRETCH)) };
        let (w, h) = (width as f32 * scale, rows as f32 * scale);
        let (x, top) = self.next(flow, place_width, caption_height + edges + h)?;
        flow.exhibit(Some(exhibit.label()));
        flow.y = top;
        touch(booklet, flow, exhibit);
        let mut y = top;
        for line in &caption {
            flow.put(line, x, place_width, y);
            y += line.height();
        }
        y += edges / 2.0;
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        let source = view.artifact.fingerprints.sha256;
        let crop = [0, stretch.from, width, rows];
        shows(flow, view, Spot::At(Place::Box { bounds: crop }));
        flow.draw(Item::Picture { x, y, w, h, source, crop, covers: view.covers.clone() });
        frame(flow, [x, y, w, h]);
        marks(flow, [x, y, w, h], scale, stretch, last);
        (self.x, self.open) = (x - LEFT + place_width + GAP, true);
        self.row.1 = self.row.1.max(caption_height + edges + h);
        Ok([x, y, w, h])
    }

    /// The upper left corner of a place of this size.
    fn next(&mut self, flow: &mut Flow<'_, '_>, width: f32, height: f32) -> Result<(f32, f32), Error> {
        if self.open && self.x + width > CONTENT_WIDTH + 0.5 {
            self.end(flow);
        }
        if !self.open && flow.left() < height
            || self.open && self.row.0 + height > TOP + flow.page_height() + 0.5
        {
            flow.exhibit(None);
            flow.new_page()?;
            (self.open, self.x) = (false, 0.0);
        }
        if !self.open {
            self.row = (flow.y, 0.0);
            self.x = 0.0;
        }
        Ok((LEFT + self.x, self.row.0))
    }
}

/// What tells that a stretch goes on, and which rows of it are there twice.
fn marks(flow: &mut Flow<'_, '_>, [x, y, w, h]: [f32; 4], scale: f32, stretch: Stretch, last: bool) {
    let mut word = |said: String, top: f32| {
        for line in flow.set(&[crate::layout::Para::new(LABEL.sized(7.0), said)], w) {
            flow.put(&line, x, w, top);
        }
    };
    if stretch.from > 0 {
        word(format!("▲ {}（左侧粗线处与上段末尾重复）", words::CAME_FROM_ABOVE), y - EDGE - 0.5);
    }
    if !last {
        word(format!("▼ {}", words::GOES_ON_BELOW), y + h + 0.5);
    }
    let repeated = stretch.repeats_to.saturating_sub(stretch.from) as f32 * scale;
    if repeated > 0.0 {
        flow.draw(Item::Fill { x: x - 4.0, y, w: 2.4, h: repeated, grey: 0.0 });
    }
}
