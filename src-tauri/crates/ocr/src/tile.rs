//! Parts of a picture cut into tiles that the detector can look at one by one.
//!
//! Cuts go between lines where there is a gap. Where there is none (a photo, a patterned background) tiles overlap by more
//! than a line's height, and `join` puts together what both saw.

use crate::blank::Block;

/// Sides of what the network takes are multiples of this.
const STEP: usize = 32;
/// Most pixels of a tile: bounds the memory of a piece of work.
const AREA: usize = 384 * 640;
/// Widest tile, in pixels of the detector.
const WIDEST: usize = 2048;
/// Least height of a tile that does not end with its part.
const LOWEST: usize = 6 * STEP;
/// How far tiles overlap where there is no gap, in pixels of the detector: more than a line's height.
const OVERLAP: f32 = 96.0;
/// What a tile shows beyond a cut in a gap, in pixels of the detector.
const BEYOND: f32 = 12.0;

/// A tile: an upright part of the picture that the detector looks at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tile {
    /// Its upper left corner on the picture.
    pub(crate) origin: [f32; 2],
    /// Its size as the detector sees it.
    pub(crate) size: [usize; 2],
    /// The detector's size over the picture's.
    pub(crate) scale: f32,
    /// Left, top, right, bottom on the picture: lines with their middle in there are this tile's. What it shows beyond is
    /// there to make its sides multiples of 32, or to let it see the ends of lines.
    pub(crate) own: [f32; 4],
    /// Left, top, right, bottom: sides where the picture goes on and there was no gap to cut in.
    pub(crate) open: [bool; 4],
}

impl Tile {
    /// The same part at a larger size. What it shows beyond, to the right and below, is no one's own.
    pub(crate) fn closer(&self, times: f32) -> Tile {
        Tile {
            size: self.size.map(|side| rounded(side as f32 * times)),
            scale: self.scale * times,
            ..self.clone()
        }
    }
}

/// A stretch of one side: what the tile shows, what is its own, and which ends are open.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    shows: [f32; 2],
    own: [f32; 2],
    open: [bool; 2],
}

impl Stretch {
    fn length(&self) -> f32 {
        self.shows[1] - self.shows[0]
    }

    fn middle(&self) -> f32 {
        (self.shows[0] + self.shows[1]) / 2.0
    }
}

/// The tiles of a part, from the top and then from the left.
pub(crate) fn tiles(block: &Block, scale: f32) -> Vec<Tile> {
    let [x0, y0, x1, y1] = block.bounds.map(|at| at as f32);
    let columns = stretches([x0, x1], WIDEST as f32 / scale, &[], scale);
    let widest = columns.iter().map(Stretch::length).fold(1.0, f32::max);
    let rows = (AREA / rounded(widest * scale)).max(LOWEST);
    let rows = stretches([y0, y1], rows as f32 / scale, &block.gaps, scale);
    let tile = |row: &Stretch, column: &Stretch| Tile {
        origin: [column, row].map(|side| side.middle() - rounded(side.length() * scale) as f32 / scale / 2.0),
        size: [column, row].map(|side| rounded(side.length() * scale)),
        scale,
        own: [column.own[0], row.own[0], column.own[1], row.own[1]],
        open: [column.open[0], row.open[0], column.open[1], row.open[1]],
    };
    rows.iter().flat_map(|row| columns.iter().map(move |column| tile(row, column))).collect()
}

fn rounded(length: f32) -> usize {
    (length.ceil().max(1.0) as usize).next_multiple_of(STEP)
}

/// Cuts a side into stretches of at most this length.
fn stretches([from, to]: [f32; 2], most: f32, gaps: &[[u32; 2]], scale: f32) -> Vec<Stretch> {
    let (overlap, beyond) = (OVERLAP / scale, BEYOND / scale);
    let mut all = Vec::new();
    let mut now = Stretch { shows: [from, to], own: [from, to], open: [false; 2] };
    while to - now.shows[0] > most {
        let window = [now.shows[0] + most / 2.0, now.shows[0] + most - beyond];
        let inside = gaps.iter().map(|gap| gap.map(|at| at as f32));
        let inside =
            inside.filter(|gap| gap[0] >= window[0] && gap[1] <= window[1] && gap[1] - gap[0] >= 3.0 / scale);
        // The widest gap; of equal ones the last, so that there are few tiles.
        let gap = inside.max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
        let (cut, reach, open) = match gap {
            Some(gap) => ((gap[0] + gap[1]) / 2.0, beyond, false),
            None => (now.shows[0] + most - overlap / 2.0, overlap / 2.0, true),
        };
        all.push(Stretch {
            shows: [now.shows[0], cut + reach],
            own: [now.own[0], cut],
            open: [now.open[0], open],
        });
        now = Stretch { shows: [cut - reach, to], own: [cut, to], open: [open, false] };
    }
    all.push(now);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(bounds: [u32; 4], gaps: &[[u32; 2]]) -> Block {
        Block { bounds, gaps: gaps.to_vec() }
    }

    #[test]
    fn a_small_part_is_one_tile() {
        let [tile] = &tiles(&block([10, 20, 410, 220], &[[100, 120]]), 0.5)[..] else { panic!("one tile") };
        assert_eq!((tile.origin, tile.size, tile.open), ([-14.0, -8.0], [224, 128], [false; 4]));
    }

    #[test]
    fn every_row_is_some_tiles_own_and_no_tile_is_too_large() {
        let gaps: Vec<[u32; 2]> = (1..700).map(|line| [line * 43, line * 43 + 13]).collect();
        for (bounds, gaps) in [
            ([0, 0, 750, 30_000], &gaps[..]),
            ([0, 0, 750, 30_000], &[]),
            ([0, 0, 30_000, 750], &[]),
            ([0, 0, 4_000, 2_500], &gaps[..20]),
        ] {
            let tiles = tiles(&block(bounds, gaps), 0.8);
            let [right, bottom] = [bounds[2] as f32, bounds[3] as f32];
            for at in 0..200 {
                let [x, y] = [right * 0.37, bottom * at as f32 / 200.0];
                let own = |tile: &&Tile| {
                    let [x0, y0, x1, y1] = tile.own;
                    (x0..x1).contains(&x) && (y0..y1).contains(&y)
                };
                let owners: Vec<&Tile> = tiles.iter().filter(own).collect();
                let [owner] = owners[..] else { panic!("{} own {x}, {y}", owners.len()) };
                let ends = [0, 1].map(|k| owner.origin[k] + owner.size[k] as f32 / owner.scale);
                assert!(owner.origin[1] <= y && ends[1] >= y && owner.origin[0] <= x && ends[0] >= x);
            }
            for tile in &tiles {
                assert!(tile.size[0] * tile.size[1] <= LOWEST.max(STEP) * WIDEST + STEP * WIDEST, "{tile:?}");
            }
        }
    }

    #[test]
    fn cuts_go_through_gaps_where_there_are_any() {
        let with = tiles(&block([0, 0, 600, 3000], &[[300, 310], [330, 360], [600, 620], [900, 930]]), 1.0);
        assert!(!with[0].open[3] && !with[1].open[1], "{with:?}");
        assert_eq!(with[0].own[3], 345.0);
        let without = tiles(&block([0, 0, 600, 3000], &[]), 1.0);
        assert!(without[0].open[3] && without[1].open[1]);
        let overlap = without[0].origin[1] + without[0].size[1] as f32 - without[1].origin[1];
        assert!(overlap >= OVERLAP - 1.0, "{overlap}");
    }
}
