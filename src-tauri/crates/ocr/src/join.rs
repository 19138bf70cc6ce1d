//! Lines of several tiles put together, so that none is lost and none is there twice.

use crate::{detect::Spot, frame::Frame, tile::Tile};

/// A line's middle may be this far on the other side of a cut, in pixels of the detector: two tiles see it a little differently.
const SLACK: f32 = 8.0;
/// Of two frames with this much of the smaller in common, one is too many.
const SAME: f32 = 0.5;
/// Two frames that have this much of the lower one's height in common lie in one row.
const ROW: f32 = 0.5;

/// A line on the picture, and whether it ran into an open side of its tile.
struct Seen {
    frame: Frame,
    tile: usize,
    cut: bool,
}

/// The frames of all lines on the picture, from the top and then from the left.
pub(crate) fn join(tiles: &[Tile], spots: Vec<Vec<Spot>>) -> Vec<Frame> {
    let mut seen = Vec::new();
    for (at, (tile, spots)) in tiles.iter().zip(spots).enumerate() {
        for spot in spots {
            let frame = spot.frame.moved(1.0 / tile.scale, tile.origin);
            let cut = spot.touches.iter().zip(tile.open).any(|(touches, open)| *touches && open);
            if cut || is_own(tile, &frame) {
                seen.push(Seen { frame, tile: at, cut });
            }
        }
    }
    let mut frames = without_doubles(seen);
    in_reading_order(&mut frames);
    frames
}

fn is_own(tile: &Tile, frame: &Frame) -> bool {
    let slack = SLACK / tile.scale;
    // Beside a gap nothing lies near the cut, so the slack matters at open sides only.
    let slack = tile.open.map(|open| if open { slack } else { 0.0 });
    let [x, y] = frame.centre;
    let [x0, y0, x1, y1] = tile.own;
    (x0 - slack[0]..x1 + slack[2]).contains(&x) && (y0 - slack[1]..y1 + slack[3]).contains(&y)
}

/// Of two tiles' views of one line the larger stays; two halves of a line become one.
fn without_doubles(mut seen: Vec<Seen>) -> Vec<Frame> {
    let top = |seen: &Seen| seen.frame.bounds()[1];
    seen.sort_by(|a, b| top(a).total_cmp(&top(b)));
    let mut kept: Vec<Seen> = Vec::with_capacity(seen.len());
    for mut new in seen {
        let mut at = kept.len();
        let [_, new_top, ..] = new.frame.bounds();
        while at > 0 {
            at -= 1;
            let old = &kept[at];
            // Frames of very unlike height may lie between, so the look back is by distance, not by the first miss.
            if new_top - top(old) > 4.0 * (new.frame.height() + old.frame.height()) + 200.0 {
                break;
            }
            if old.tile == new.tile {
                continue;
            }
            let Some(one) = one_of(old, &new) else { continue };
            let old = kept.remove(at);
            new = Seen { frame: one, cut: old.cut || new.cut, tile: new.tile };
        }
        kept.push(new);
    }
    kept.into_iter().map(|seen| seen.frame).collect()
}

/// The one frame for two that are views of the same line.
fn one_of(a: &Seen, b: &Seen) -> Option<Frame> {
    let [along, across] = a.frame.common(&b.frame);
    if along <= 0.0 || across <= 0.0 {
        return None;
    }
    let (smaller, larger) = if a.frame.area() < b.frame.area() { (a, b) } else { (b, a) };
    let (low, high) = (smaller.frame.height(), larger.frame.height());
    let in_row = across > ROW * low.min(high) && low.min(high) > ROW * low.max(high);
    let same = along * across > SAME * smaller.frame.area();
    match () {
        // A line that is higher than the overlap, of which each tile saw a part.
        () if a.cut && b.cut && across > ROW * low.min(high) => Some(a.frame.with(&b.frame)),
        () if in_row && (same || a.cut || b.cut) => Some(a.frame.with(&b.frame)),
        () => same.then_some(larger.frame),
    }
}

/// From the top; lines whose middles lie at nearly one height from the left.
fn in_reading_order(frames: &mut [Frame]) {
    frames.sort_by(|a, b| a.centre[1].total_cmp(&b.centre[1]));
    let mut from = 0;
    while from < frames.len() {
        let row = frames[from].centre[1] + 0.3 * frames[from].height();
        let to = from + frames[from..].partition_point(|frame| frame.centre[1] <= row);
        let to = to.max(from + 1);
        frames[from..to].sort_by(|a, b| a.bounds()[0].total_cmp(&b.bounds()[0]));
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tiles of 600 x 400, one above the other, overlapping by 100 rows; cut at row 350.
    fn tiles(open: bool) -> Vec<Tile> {
        let tile = |top: f32, own: [f32; 2], sides: [bool; 2]| Tile {
            origin: [0.0, top],
            size: [600, 400],
            scale: 1.0,
            own: [f32::MIN, own[0], f32::MAX, own[1]],
            open: [false, sides[0], false, sides[1]],
        };
        vec![tile(0.0, [f32::MIN, 350.0], [false, open]), tile(300.0, [350.0, f32::MAX], [open, false])]
    }

    fn spot(bounds: [f32; 4], touches: [bool; 4]) -> Spot {
        Spot { frame: Frame::upright(bounds), touches }
    }

    #[test]
    fn a_line_that_two_tiles_saw_is_one() {
        const UP: [bool; 4] = [false, true, false, false];
        const DOWN: [bool; 4] = [false, false, false, true];
        const NONE: [bool; 4] = [false; 4];
        type Case = ([f32; 4], [bool; 4], [f32; 4], [bool; 4], usize, [f32; 2]);
        let cases: &[Case] = &[
            // Seen whole by both, near the cut.
            ([10.0, 338.0, 200.0, 360.0], NONE, [10.0, 39.0, 202.0, 61.0], NONE, 1, [338.0, 361.0]),
            // Whole in the upper, only its lower half in the lower.
            ([10.0, 290.0, 200.0, 312.0], NONE, [10.0, 0.0, 200.0, 12.0], UP, 1, [290.0, 312.0]),
            // Higher than the overlap: each saw a part.
            ([10.0, 250.0, 200.0, 400.0], DOWN, [10.0, 0.0, 200.0, 140.0], UP, 1, [250.0, 440.0]),
            // Two lines, one above the other.
            ([10.0, 320.0, 200.0, 340.0], NONE, [10.0, 60.0, 200.0, 80.0], NONE, 2, [320.0, 340.0]),
        ];
        for (upper, upper_touches, lower, lower_touches, count, rows) in cases {
            let spots = vec![vec![spot(*upper, *upper_touches)], vec![spot(*lower, *lower_touches)]];
            let frames = join(&tiles(true), spots);
            assert_eq!(frames.len(), *count, "{upper:?} {lower:?}");
            let [_, top, _, bottom] = frames[0].bounds();
            assert!((top - rows[0]).abs() < 1.5 && (bottom - rows[1]).abs() < 1.5, "{top} {bottom}");
        }
    }

    #[test]
    fn beyond_a_cut_in_a_gap_a_tile_has_no_say() {
        let cut_off = spot([10.0, 380.0, 200.0, 400.0], [false, false, false, true]);
        let whole = spot([10.0, 80.0, 200.0, 104.0], [false; 4]);
        let frames = join(&tiles(false), vec![vec![cut_off], vec![whole]]);
        assert_eq!(frames, [Frame::upright([10.0, 380.0, 200.0, 404.0])]);
    }

    #[test]
    fn lines_are_read_from_the_top_and_then_from_the_left() {
        let places = [[300.0, 13.0], [10.0, 10.0], [10.0, 60.0], [400.0, 57.0]];
        let spots = places.map(|[x, y]| spot([x, y, x + 80.0, y + 20.0], [false; 4]));
        let frames = join(&tiles(false)[..1], vec![spots.to_vec()]);
        let order: Vec<f32> = frames.iter().map(|frame| frame.bounds()[0]).collect();
        assert_eq!(order, [10.0, 300.0, 10.0, 400.0]);
    }
}
