//! Frames of lines of text from the detector's map of one tile.
//!
//! A line of the map is a connected spot. The network was taught to mark a line thinner than it is, so that neighbours stay
//! apart; its frame is that of the spot, grown by area x 1.6 / circumference, as everyone does who runs it.

use crate::{frame::Frame, network::Answer};

/// A pixel belongs to a line above this.
const MARKED: f32 = 0.3;
/// A spot is a line if its frame's mean is above this.
const LIKELY: f32 = 0.5;
/// How much wider a line is than its spot.
const UNCLIP: f32 = 1.6;
/// Smaller spots are dust, in pixels of the map.
const LEAST: f32 = 3.0;
/// A spot that ends this near a side of the tile may go on beyond it.
const NEAR: usize = 6;
/// Lines that are tilted by less than this (sine) are taken as upright.
const UPRIGHT: f32 = 0.035;

/// A line that was found on a tile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// Its frame on the tile.
    pub(crate) frame: Frame,
    /// Left, top, right, bottom: whether the spot runs into that side of the tile.
    pub(crate) touches: [bool; 4],
}

/// The lines on a tile.
pub(crate) fn spots(map: &Answer) -> Vec<Spot> {
    let (w, h) = (map.columns, map.rows);
    let on = |x: usize, y: usize| map.values[y * w + x] > MARKED;
    let mut marked = vec![false; w * h];
    for y in 0..h {
        for x in 0..w {
            // Grown by one pixel to the right and down, so that a line with a faint place stays one.
            marked[y * w + x] =
                on(x, y) || x > 0 && on(x - 1, y) || y > 0 && (on(x, y - 1) || x > 0 && on(x - 1, y - 1));
        }
    }
    let mut found = Vec::new();
    let mut points = Vec::new();
    for start in 0..w * h {
        if marked[start] {
            gather(&mut marked, w, h, start, &mut points);
            found.extend(spot(map, &points));
        }
    }
    found
}

/// Takes the connected pixels from the map of marks.
fn gather(marked: &mut [bool], w: usize, h: usize, start: usize, points: &mut Vec<[u32; 2]>) {
    points.clear();
    marked[start] = false;
    points.push([(start % w) as u32, (start / w) as u32]);
    let mut next = 0;
    while let Some(&[x, y]) = points.get(next) {
        next += 1;
        let (x, y) = (x as usize, y as usize);
        for ny in y.saturating_sub(1)..=(y + 1).min(h - 1) {
            for nx in x.saturating_sub(1)..=(x + 1).min(w - 1) {
                if std::mem::take(&mut marked[ny * w + nx]) {
                    points.push([nx as u32, ny as u32]);
                }
            }
        }
    }
}

fn spot(map: &Answer, points: &[[u32; 2]]) -> Option<Spot> {
    let ([mut x0, mut y0], [mut x1, mut y1]) = ([usize::MAX; 2], [0; 2]);
    for &[x, y] in points {
        let (x, y) = (x as usize, y as usize);
        (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
    }
    let upright = Frame::upright([x0 as f32, y0 as f32, x1 as f32, y1 as f32]);
    if upright.width().min(upright.height()) < LEAST {
        return None;
    }
    let frame = tilted(points, &upright).unwrap_or(upright);
    let likely = if frame.is_upright() {
        let rows = (y0..=y1).map(|y| map.values[y * map.columns..][x0..=x1].iter().sum::<f32>());
        rows.sum::<f32>() / ((x1 - x0 + 1) * (y1 - y0 + 1)) as f32
    } else {
        let values = points.iter().map(|&[x, y]| map.values[y as usize * map.columns + x as usize]);
        values.sum::<f32>() / points.len() as f32
    };
    let grow = frame.area() * UNCLIP / (2.0 * (frame.width() + frame.height())).max(1.0);
    // The marks were grown by one pixel to the right and down: from the first to the last is from edge to edge.
    (likely > LIKELY).then_some(Spot {
        frame: frame.grown(grow),
        touches: [x0 < NEAR, y0 < NEAR, x1 + NEAR >= map.columns, y1 + NEAR >= map.rows],
    })
}

/// The frame of a spot that is clearly tilted: long, and much smaller in its own direction than upright.
fn tilted(points: &[[u32; 2]], upright: &Frame) -> Option<Frame> {
    if upright.width() < 3.0 * LEAST {
        return None;
    }
    let count = points.len() as f64;
    let mean = |k: usize| points.iter().map(|point| f64::from(point[k])).sum::<f64>() / count;
    let middle = [mean(0), mean(1)];
    let mut moments = [0.0f64; 3];
    for point in points {
        let [x, y] = [f64::from(point[0]) - middle[0], f64::from(point[1]) - middle[1]];
        moments = [moments[0] + x * x, moments[1] + x * y, moments[2] + y * y];
    }
    let angle = 0.5 * (2.0 * moments[1]).atan2(moments[0] - moments[2]);
    let along = [angle.cos() as f32, angle.sin() as f32];
    if along[0] < 0.8 || along[1].abs() < UPRIGHT {
        return None;
    }
    let frame = Frame::around(along, points.iter().map(|&[x, y]| [x as f32, y as f32]));
    let long = frame.width() > 3.0 * frame.height();
    (long && frame.area() < 0.8 * upright.area()).then_some(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map on which the pixels that are asked for are marked.
    fn map(columns: usize, rows: usize, marked: impl Fn(f32, f32) -> bool) -> Answer {
        let values = (0..rows)
            .flat_map(|y| (0..columns).map(move |x| (x as f32, y as f32)))
            .map(|(x, y)| if marked(x, y) { 0.9 } else { 0.01 })
            .collect();
        Answer { rows, columns, values }
    }

    #[test]
    fn a_spot_becomes_a_grown_frame() {
        let map = map(100, 40, |x, y| (10.0..60.0).contains(&x) && (8.0..16.0).contains(&y));
        let [spot] = &spots(&map)[..] else { panic!("one spot") };
        // Marked from (10, 8) to (60, 16) after growing by a pixel; grown by 50 * 8 * 1.6 / 116.
        let expected = [10.0 - 5.5, 8.0 - 5.5, 60.0 + 5.5, 16.0 + 5.5];
        let near = spot.frame.bounds().iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.2);
        assert!(near && spot.frame.is_upright(), "{spot:?}");
        assert_eq!(spot.touches, [false; 4]);
    }

    #[test]
    fn dust_and_doubt_are_no_lines() {
        assert!(spots(&map(50, 50, |x, y| x == 10.0 && y < 30.0)).is_empty());
        let mut faint = map(50, 50, |x, y| x < 30.0 && y < 10.0);
        faint.values.iter_mut().for_each(|value| *value *= 0.5);
        assert!(spots(&faint).is_empty());
        assert!(spots(&map(0, 0, |_, _| true)).is_empty());
    }

    #[test]
    fn a_slanting_spot_has_a_slanting_frame() {
        for degrees in [-8f32, 4.0] {
            let slope = degrees.to_radians().tan();
            let map = map(200, 80, |x, y| {
                (20.0..180.0).contains(&x) && (y - 40.0 - (x - 100.0) * slope).abs() < 4.0
            });
            let [spot] = &spots(&map)[..] else { panic!("one spot") };
            let found = spot.frame.along[1].asin().to_degrees();
            assert!((found - degrees).abs() < 0.5, "{found} is not {degrees}");
            assert!(spot.frame.height() < 25.0, "{spot:?}");
        }
    }

    #[test]
    fn a_spot_says_which_sides_it_runs_into() {
        let map = map(60, 30, |x, y| x >= 20.0 && y < 10.0);
        assert_eq!(spots(&map)[0].touches, [false, true, true, false]);
    }
}
