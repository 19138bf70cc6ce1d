//! What is drawn on a picture's ground: the ground's colour, and marks at the ends of a line that the detector leaves out.
//!
//! The detector's spots end before a character that is nothing but a small or flat mark: the 一 of 一点心意, a leading 、,
//! the last dots of ……. An 一 less is another sum of money, so the ends of every line are looked at once more.

use crate::frame::Frame;
use juzheng_model::port::Pixels;

/// Left, top, right, bottom in whole pixels; right and bottom lie outside.
pub(crate) type Box = [u32; 4];

/// A mark is ink if it differs from the ground by this share of what the line's darkest does, and by [`FAINTEST`].
const INK: f32 = 0.35;
const FAINTEST: f32 = 24.0;
/// How far apart from the line a mark may stand, how high and how wide it may be, as shares of the line's height.
const APART: f32 = 0.6;
const HIGH: f32 = 0.42;
const WIDE: f32 = 1.0;
/// How far a line can grow on one side, as a share of its height.
const FARTHEST: f32 = 3.0;
/// What is kept around a mark, as a share of the line's height.
const MARGIN: f32 = 0.15;

/// The colour of a pixel.
pub(crate) fn pixel(picture: Pixels<'_>, x: u32, y: u32) -> [u8; 3] {
    let at = (y as usize * picture.width as usize + x as usize) * 3;
    [picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]]
}

/// How much two colours differ, in the channel in which they do most.
pub(crate) fn apart(a: [u8; 3], b: [u8; 3]) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

/// The colour that most of the box's edge has.
pub(crate) fn ground(picture: Pixels<'_>, [x0, y0, x1, y1]: Box) -> [u8; 3] {
    let edge = (x0..x1).flat_map(|x| [pixel(picture, x, y0), pixel(picture, x, y1 - 1)]);
    let sides = (y0..y1).flat_map(|y| [pixel(picture, x0, y), pixel(picture, x1 - 1, y)]);
    let edge: Vec<[u8; 3]> = edge.chain(sides).collect();
    std::array::from_fn(|c| {
        let mut values: Vec<u8> = edge.iter().map(|pixel| pixel[c]).collect();
        let middle = values.len() / 2;
        *values.select_nth_unstable(middle).1
    })
}

/// Around all pixels that are clearly not of the box's ground; `None` where there are none.
pub(crate) fn around(picture: Pixels<'_>, inside: Box) -> Option<Box> {
    let [x0, y0, x1, y1] = inside;
    let ground = ground(picture, inside);
    let mut found: Option<Box> = None;
    for (x, y) in (y0..y1).flat_map(|y| (x0..x1).map(move |x| (x, y))) {
        if f32::from(apart(pixel(picture, x, y), ground)) >= FAINTEST {
            let [i0, j0, i1, j1] = found.unwrap_or([x, y, x, y]);
            found = Some([i0.min(x), j0.min(y), i1.max(x + 1), j1.max(y + 1)]);
        }
    }
    found
}

/// The frames with the small and flat marks that stand at their ends and belong to no other frame.
pub(crate) fn with_marks(picture: Pixels<'_>, frames: &[Frame]) -> Vec<Frame> {
    frames.iter().map(|frame| extended(picture, frame, free(picture, frame, frames))).collect()
}

/// From where to where a frame can grow: to the next frames on its rows, else to the edges of the picture.
fn free(picture: Pixels<'_>, frame: &Frame, frames: &[Frame]) -> [u32; 2] {
    let [x0, y0, x1, y1] = frame.bounds();
    let (mut left, mut right) = (0.0f32, picture.width as f32);
    for [i0, j0, i1, j1] in frames.iter().map(Frame::bounds) {
        let on_its_rows = j0 < y1 && j1 > y0;
        if on_its_rows && i0 < x0 {
            left = left.max(i1);
        }
        if on_its_rows && i1 > x1 {
            right = right.min(i0);
        }
    }
    [left, right].map(|at| at.max(0.0) as u32)
}

fn extended(picture: Pixels<'_>, frame: &Frame, [first, last]: [u32; 2]) -> Frame {
    let [x0, y0, x1, y1] = frame.bounds();
    let inside = [x0.max(0.0), y0.max(0.0), x1.max(0.0).ceil(), y1.max(0.0).ceil()].map(|at| at as u32);
    let inside = [inside[0], inside[1], inside[2].min(picture.width), inside[3].min(picture.height())];
    if !frame.is_upright() || inside[0] + 4 > inside[2] || inside[1] + 6 > inside[3] {
        return *frame;
    }
    let line = Line::of(picture, inside);
    let left = line.end(picture, (first.min(inside[0])..inside[0]).rev());
    let right = line.end(picture, inside[2]..last.max(inside[2]));
    Frame::upright([x0 - left as f32, y0, x1 + right as f32, y1])
}

/// What is ink on the rows of a line.
struct Line {
    rows: [u32; 2],
    ground: [u8; 3],
    least: u8,
}

impl Line {
    fn of(picture: Pixels<'_>, inside: Box) -> Line {
        let ground = ground(picture, inside);
        let [x0, y0, x1, y1] = inside;
        let places = (y0..y1).step_by(2).flat_map(|y| (x0..x1).map(move |x| (x, y)));
        let most = places.map(|(x, y)| apart(pixel(picture, x, y), ground)).max().unwrap_or(0);
        Line { rows: [y0, y1], ground, least: (f32::from(most) * INK).max(FAINTEST) as u8 }
    }

    /// How many of these columns, which lead away from the line, are to be added to it.
    fn end(&self, picture: Pixels<'_>, columns: impl Iterator<Item = u32>) -> u32 {
        let high = (self.rows[1] - self.rows[0]) as f32;
        let pixels = |share: f32| (share * high) as u32;
        let (mut added, mut blank) = (0, 0);
        let mut mark: Option<Mark> = None;
        for (at, x) in (1..).zip(columns.take(pixels(FARTHEST) as usize)) {
            match (self.ink(picture, x), &mut mark) {
                (Some(ink), None) => mark = Some(Mark { rows: ink, columns: 1 }),
                (Some(ink), Some(mark)) => mark.grow(ink),
                (None, None) => blank += 1,
                (None, Some(_)) => {
                    added = at - 1;
                    (mark, blank) = (None, 1);
                }
            }
            let is_large =
                |mark: &Mark| mark.rows[1] - mark.rows[0] > pixels(HIGH) || mark.columns > pixels(WIDE);
            if blank > pixels(APART) || mark.as_ref().is_some_and(is_large) {
                break;
            }
        }
        if added > 0 { added + pixels(MARGIN) } else { 0 }
    }

    /// First and last row with ink on it in a column.
    fn ink(&self, picture: Pixels<'_>, x: u32) -> Option<[u32; 2]> {
        let mut rows = self.rows[0]..self.rows[1];
        let mut is_ink = |y: &u32| apart(pixel(picture, x, *y), self.ground) >= self.least;
        let first = rows.find(&mut is_ink)?;
        Some([first, rows.rev().find(is_ink).unwrap_or(first) + 1])
    }
}

/// A mark that is being walked over.
struct Mark {
    rows: [u32; 2],
    columns: u32,
}

impl Mark {
    fn grow(&mut self, [top, bottom]: [u32; 2]) {
        self.rows = [self.rows[0].min(top), self.rows[1].max(bottom)];
        self.columns += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white picture of 300 x 60 with these boxes on it in black.
    fn picture(boxes: &[Box]) -> Vec<u8> {
        let mut rgb = vec![255; 300 * 60 * 3];
        for [x0, y0, x1, y1] in boxes {
            for y in *y0..*y1 {
                rgb[((y * 300 + x0) * 3) as usize..((y * 300 + x1) * 3) as usize].fill(0);
            }
        }
        rgb
    }

    #[test]
    fn a_mark_at_an_end_belongs_to_the_line() {
        // A character from 100 to 120, framed from 95 to 125 and from 15 to 45.
        let character = [100, 20, 120, 40];
        let rows: &[(&[Box], [f32; 2])] = &[
            (&[], [95.0, 125.0]),
            // 一 before it, and dots behind it.
            (&[[70, 29, 90, 32]], [66.0, 125.0]),
            (&[[128, 34, 132, 38], [136, 34, 140, 38]], [95.0, 144.0]),
            // Too high, too far, too wide.
            (&[[70, 15, 90, 40]], [95.0, 125.0]),
            (&[[50, 29, 70, 32]], [95.0, 125.0]),
            (&[[130, 30, 200, 32]], [95.0, 125.0]),
            // A mark, and behind it the edge of a bubble.
            (&[[128, 34, 132, 38], [140, 0, 145, 60]], [95.0, 136.0]),
        ];
        for (marks, [left, right]) in rows {
            let rgb = picture(&[&[character][..], marks].concat());
            let frame = Frame::upright([95.0, 15.0, 125.0, 45.0]);
            let found = with_marks(Pixels { rgb: &rgb, width: 300 }, &[frame])[0].bounds();
            assert_eq!([found[0], found[2]], [*left, *right], "{marks:?}");
        }
    }

    #[test]
    fn a_mark_of_another_line_is_left_to_it() {
        let rgb = picture(&[[100, 20, 120, 40], [128, 34, 132, 38]]);
        let frames = [[95.0, 15.0, 125.0, 45.0], [126.0, 15.0, 160.0, 45.0]].map(Frame::upright);
        assert_eq!(with_marks(Pixels { rgb: &rgb, width: 300 }, &frames), frames);
    }

    #[test]
    fn ink_is_found_on_its_ground() {
        let rgb = picture(&[[100, 20, 120, 40]]);
        let picture = Pixels { rgb: &rgb, width: 300 };
        assert_eq!(around(picture, [50, 5, 200, 55]), Some([100, 20, 120, 40]));
        assert_eq!(around(picture, [130, 5, 200, 55]), None);
    }

    #[test]
    fn a_frame_over_the_edge_of_the_picture_is_no_trouble() {
        let rgb = picture(&[[0, 20, 20, 40]]);
        let picture = Pixels { rgb: &rgb, width: 300 };
        for bounds in [[-9.0, -9.0, 30.0, 70.0], [290.0, 10.0, 400.0, 90.0], [400.0, 90.0, 420.0, 99.0]] {
            let frame = Frame::upright(bounds);
            assert!(with_marks(picture, &[frame])[0].width() >= frame.width());
        }
    }
}
