//! The engine: from a picture to its lines, piece by piece.

use crate::{
    blank, contrast,
    crew::Crew,
    detect::{self, Spot},
    error::Error,
    frame::Frame,
    join, look,
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
const NAME: &str = "pp-ocrv6-small/1";

/// How wide a phone's screen is for the detector: its small print is then some 12 pixels high.
const SCREEN: f32 = 592.0;
/// How long the longer side of any other picture is for the detector.
const LONG: f32 = 1280.0;

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
        if std::env::var_os("DBG").is_some() { let a: usize = tiles.iter().map(|t| t.size[0]*t.size[1]).sum(); let full=(picture.width as f32*scale)*(picture.height() as f32*scale); eprintln!("DBG tiles {} area {:.0}k of {:.0}k = {:.2} {:?}", tiles.len(), a/1000, full/1000.0, a as f32/full, tiles.iter().map(|t| t.size).collect::<Vec<_>>()); }
        let t0 = std::time::Instant::now();
        let spots = self.largest_first(
            &tiles,
            |tile| tile.size[0] * tile.size[1],
            go_on,
            |tile, pool| self.spots(picture, tile, pool),
        )?;
        if std::env::var_os("DBG").is_some() { eprintln!("DBG det {:?}", t0.elapsed()); }
        Ok(join::join(&tiles, spots))
    }

    /// The lines on one tile.
    fn spots(&self, picture: Pixels<'_>, tile: &Tile, pool: &Arc<ThreadPool>) -> Result<Vec<Spot>, Error> {
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
        Ok(lines.into_iter().flatten().collect())
    }

    fn look_again(&self, picture: Pixels<'_>, bounds: [u32; 4]) -> io::Result<Option<TextLine>> {
        Ok(look::look(&self.reader, whole_rows(picture), bounds, self.crew.one())?)
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
    if height > 1.2 * width { (SCREEN / width).min(3.0) } else { (LONG / width.max(height)).min(1.0) }
}
