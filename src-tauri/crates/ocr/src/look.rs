//! A second look at one box, so different from the first that both seldom err alike.

use crate::{
    error::Error,
    frame::Frame,
    ink::{self, Box},
    pixels::Kernel,
    read::{Reader, View},
};
use juzheng_model::port::{Pixels, TextLine};
use rten::ThreadPool;
use std::sync::Arc;

/// More around the line, another way of scaling, full contrast.
const SECOND: View = View { margin: 0.06, stretch: 1.12, kernel: Kernel::Cubic, contrast: true };

/// What stands in the box (x, y, width, height).
pub(crate) fn look(
    reader: &Reader,
    picture: Pixels<'_>,
    bounds: [u32; 4],
    pool: &Arc<ThreadPool>,
) -> Result<Option<TextLine>, Error> {
    let Some(inside) = within(picture, bounds) else { return Ok(None) };
    let Some(ink) = ink::around(picture, inside) else { return Ok(None) };
    reader.read(picture, &frame(inside, ink), SECOND, pool)
}

/// The box as left, top, right, bottom, cut to the picture.
fn within(picture: Pixels<'_>, [x, y, w, h]: [u32; 4]) -> Option<Box> {
    let right = x.saturating_add(w).min(picture.width);
    let bottom = y.saturating_add(h).min(picture.height());
    (x < right && y < bottom).then_some([x, y, right, bottom])
}

/// The box itself where it is drawn around the line; where it is much larger, one around what stands in it.
fn frame(inside: Box, ink: Box) -> Frame {
    let [x0, y0, x1, y1] = inside.map(|at| at as f32);
    let [i0, j0, i1, j1] = ink.map(|at| at as f32);
    if (y1 - y0) <= 2.2 * (j1 - j0) {
        return Frame::upright([x0, y0, x1, y1]);
    }
    let margin = 0.25 * (j1 - j0);
    Frame::upright([i0 - margin, j0 - margin, i1 + margin, j1 + margin])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_much_larger_than_its_text_is_drawn_in() {
        assert_eq!(frame([20, 10, 180, 90], [90, 40, 100, 60]).bounds(), [85.0, 35.0, 105.0, 65.0]);
        assert_eq!(frame([80, 30, 120, 70], [90, 40, 100, 60]).bounds(), [80.0, 30.0, 120.0, 70.0]);
    }

    #[test]
    fn a_box_beyond_the_picture_is_cut() {
        let rgb = vec![0; 200 * 100 * 3];
        let picture = Pixels { rgb: &rgb, width: 200 };
        assert_eq!(within(picture, [190, 90, 50, 50]), Some([190, 90, 200, 100]));
        for bounds in [[200, 0, 5, 5], [0, 100, 5, 5], [5, 5, 0, 9], [u32::MAX, 0, u32::MAX, 9]] {
            assert_eq!(within(picture, bounds), None);
        }
    }
}
