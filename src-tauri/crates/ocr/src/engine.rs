//! The engine: from a picture to its lines, piece by piece.

use crate::{
    blank, contrast,
    crew::Crew,
    detect::{self, Spot},
    drawing,
    error::Error,
    frame::Frame,
    ink, join, look,
    network::{DETECTOR, Network},
    pixels::{self, Kernel, Part},
    read::{Reader, View},
    tile::{self, Tile},
};
use juzheng_model::{
    Recognise,
    port::{Pixels, TextLine},
};
use rten::ThreadPool;
use std::{io, path::Path, sync::Arc, thread};

/// The networks and what is done with them; a change that can change a reading gets a new number.
const NAME: &str = "pp-ocrv6-small/8";

/// How wide a phone's screen is for the detector: its small print is then some 12 pixels high.
const SCREEN: f32 = 592.0;
/// Tiles of up to this many pixels of the detector are looked at closer where nothing is found.
const SMALL: usize = 640 * 160;
/// How much closer.
const CLOSER: f32 = 1.6;
/// Enlarging by less than this only blurs.
const WORTH: f32 = 1.15;
/// Between these lies the longer side of any other picture for the detector: letters on a computer's screen are small.
const LONG: [f32; 2] = [1280.0, 1920.0];
/// Pictures are not enlarged more than this.
const LARGEST: f32 = 3.0;
/// Nor is any other picture than a phone's screen enlarged more than this: it may be a piece cut out of one.
const LARGER: f32 = 1.8;

/// PP-OCRv6 small, ready to read pictures. Opened once and used by all threads.
pub struct Engine {
    detector: Network,
    reader: Reader,
    crew: Crew,
}

impl Engine {
    /// Opens the two networks in this folder.
    ///
    /// # Errors
    /// A file is missing, has other bytes than the pinned ones, or cannot be loaded.
    pub fn open(folder: &Path) -> Result<Engine, Error> {
        let (detector, reader) = thread::scope(|scope| {
            let detector = scope.spawn(|| Network::load(folder, &DETECTOR));
            let reader = Reader::load(folder);
            (detector.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), reader)
        });
        Ok(Engine { detector: detector?, reader: reader?, crew: Crew::new() })
    }

    fn frames(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<Frame>> {
        let scale = scale(picture.width, picture.height());
        let blocks = blank::blocks(picture, scale);
        let tiles: Vec<Tile> = blocks.iter().flat_map(|block| tile::tiles(block, scale)).collect();
        let spots = self.largest_first(
            &tiles,
            |tile| tile.size[0] * tile.size[1],
            go_on,
            |tile, pool| self.spots(picture, tile, pool),
        )?;
        Ok(ink::with_marks(picture, &join::join(&tiles, spots)))
    }

    /// The lines on one tile; a small one where nothing is found (a bubble with a single character) is looked at closer.
    fn spots(&self, picture: Pixels<'_>, tile: &Tile, pool: &Arc<ThreadPool>) -> Result<Vec<Spot>, Error> {
        let found = self.spots_once(picture, tile, pool)?;
        if !found.is_empty() || tile.size[0] * tile.size[1] > SMALL {
            return Ok(found);
        }
        let closer = tile.closer(CLOSER);
        let found = self.spots_once(picture, &closer, pool)?;
        Ok(found
            .into_iter()
            .map(|spot| Spot { frame: spot.frame.moved(1.0 / CLOSER, [0.0; 2]), ..spot })
            .collect())
    }

    fn spots_once(
        &self,
        picture: Pixels<'_>,
        tile: &Tile,
        pool: &Arc<ThreadPool>,
    ) -> Result<Vec<Spot>, Error> {
        let [width, height] = tile.size;
        let part = Part { origin: tile.origin, step: [1.0 / tile.scale; 2], width, height };
        let mut planes = pixels::planes(picture, &part, width, Kernel::Linear);
        contrast::widen(&mut planes, width, height);
        let map = self.detector.run(planes, width, height, pool)?;
        if [map.columns, map.rows] != tile.size {
            return Err(self.detector.misshapen(&map));
        }
        Ok(detect::spots(&map))
    }

    /// The line with what is drawn among its letters marked, and the letters read apart from that.
    fn with_drawings(&self, picture: Pixels<'_>, line: TextLine) -> io::Result<TextLine> {
        let line = drawing::mark(picture, line);
        let [_, y, _, h] = line.bounds;
        let Some(pieces) = drawing::pieces(picture, &line) else { return Ok(line) };
        let mut read = Vec::with_capacity(pieces.len());
        for [from, to] in pieces {
            let frame = Frame::upright([from, y, to, y + h].map(|at| at as f32));
            read.extend(self.reader.read(picture, &frame, View::PLAIN, self.crew.one())?);
        }
        Ok(drawing::joined(line, read))
    }

    /// Does the work on every item, the largest first, so that the threads end together; results in the items' order.
    fn largest_first<I: Sync, O: Send>(
        &self,
        items: &[I],
        size: impl Fn(&I) -> usize,
        go_on: &dyn Fn() -> bool,
        work: impl Fn(&I, &Arc<ThreadPool>) -> Result<O, Error> + Sync,
    ) -> io::Result<Vec<O>> {
        let mut order: Vec<(usize, &I)> = items.iter().enumerate().collect();
        order.sort_by_key(|(_, item)| std::cmp::Reverse(size(item)));
        let found = self.crew.each(&order, go_on, |(_, item), pool| work(item, pool))?;
        let mut found: Vec<(usize, O)> = order.iter().map(|(at, _)| *at).zip(found).collect();
        found.sort_by_key(|(at, _)| *at);
        Ok(found.into_iter().map(|(_, output)| output).collect())
    }
}

impl Recognise for Engine {
    fn engine(&self) -> &str {
        NAME
    }

    fn recognise(&self, picture: Pixels<'_>, go_on: &dyn Fn() -> bool) -> io::Result<Vec<TextLine>> {
        let picture = whole_rows(picture);
        let frames = self.frames(picture, go_on)?;
        let length = |frame: &Frame| (frame.width() / frame.height().max(1.0) * 16.0) as usize;
        let lines = self.largest_first(&frames, length, go_on, |frame, pool| {
            self.reader.read(picture, frame, View::PLAIN, pool)
        })?;
        lines.into_iter().flatten().map(|line| self.with_drawings(picture, line)).collect()
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        let picture = whole_rows(picture);
        let line = look::look(&self.reader, picture, bounds, self.crew.one())?;
        line.map(|line| self.with_drawings(picture, line)).transpose()
    }
}

/// The picture without a last row that is broken off.
fn whole_rows(picture: Pixels<'_>) -> Pixels<'_> {
    let bytes = picture.width as usize * 3 * picture.height() as usize;
    Pixels { rgb: &picture.rgb[..bytes], width: picture.width }
}

/// The detector's size over the picture's: a high picture is a phone's screen or several of them one below the other.
fn scale(width: u32, height: u32) -> f32 {
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    if height > 1.2 * width {
        return (SCREEN / width).min(LARGEST);
    }
    let long = width.max(height);
    let larger = (LONG[0] / long).min(LARGER);
    if larger > WORTH { larger } else { (LONG[1] / long).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detector_sees_letters_at_a_like_size() {
        for (width, height, expected) in [
            (1170, 2532, 592.0 / 1170.0),
            (750, 30_000, 592.0 / 750.0),
            (216, 384, 592.0 / 216.0),
            (20, 400, 3.0),
            (1920, 1077, 1.0),
            (4000, 2500, 0.48),
            (720, 500, 1280.0 / 720.0),
            (300, 60, 1.8),
            (0, 0, 1.8),
        ] {
            assert!(
                (scale(width, height) - expected).abs() < 1e-4,
                "{width} x {height}: {}",
                scale(width, height)
            );
        }
    }
}
