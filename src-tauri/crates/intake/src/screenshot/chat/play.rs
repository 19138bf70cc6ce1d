//! The mark in the middle of a video: a white ring around a white triangle.

use crate::screenshot::{canvas::Rect, ink::bright_at};
use juzheng_model::port::Pixels;

/// In so many directions the ring is looked for.
const DIRECTIONS: u32 = 32;
/// In so many of them it must be there: a sign or the sun may stand behind it.
const MOST: u32 = 27;
/// The ring is at least so bright, of 255.
const BRIGHT: u32 = 150;
/// It is so much brighter than what lies inside and outside of it.
const BRIGHTER: u32 = 24;

/// Whether the mark stands in the middle of a picture. `em` is the size of a character in pixels.
pub(super) fn is_marked(pixels: Pixels<'_>, picture: Rect, em: i32) -> bool {
    let (x, y) = picture.middle();
    let most = picture.width().min(picture.height()) / 2 - em / 4;
    if most < em * 7 / 4 {
        return false;
    }
    let step = (em / 16).max(1);
    let shifts = || (-em / 4..=em / 4).step_by(step as usize);
    let mut middles = shifts().flat_map(|dy| shifts().map(move |dx| (x + dx, y + dy)));
    middles.any(|middle| {
        let radii = (em * 6 / 10..=most.min(em * 2)).step_by(step as usize);
        bright_at(pixels, middle) >= BRIGHT
            && radii.into_iter().any(|radius| is_ring(pixels, middle, radius, step, em))
    })
}

fn is_ring(pixels: Pixels<'_>, (x, y): (i32, i32), radius: i32, step: i32, em: i32) -> bool {
    let at = |turn: u32, radius: i32| {
        let angle = f64::from(turn) * std::f64::consts::TAU / f64::from(DIRECTIONS);
        let along = |part: f64| (part * f64::from(radius)).round() as i32;
        bright_at(pixels, (x + along(angle.cos()), y + along(angle.sin())))
    };
    let mut missing = 0;
    (0..DIRECTIONS).all(|turn| {
        let on = (radius - step..=radius + step).map(|radius| at(turn, radius)).max().unwrap_or(0);
        let beside = at(turn, radius - em / 4).max(at(turn, radius + em / 4));
        missing += u32::from(on < BRIGHT || on < beside + BRIGHTER);
        missing <= DIRECTIONS - MOST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of 200 x 160 with a ring of this radius and thickness around a spot in its middle.
    fn marked(radius: f64, thick: f64, ring: u8) -> bool {
        let colour = |x: i32, y: i32| {
            let far = f64::from((x - 100).pow(2) + (y - 80).pow(2)).sqrt();
            let is_white = (far - radius).abs() <= thick / 2.0 || far < 6.0;
            if is_white { ring } else { (60 + (x + y) / 8) as u8 }
        };
        let rgb: Vec<u8> = (0..160).flat_map(|y| (0..200).flat_map(move |x| [colour(x, y); 3])).collect();
        is_marked(Pixels { rgb: &rgb, width: 200 }, Rect { x0: 0, y0: 0, x1: 198, y1: 163 }, 20)
    }

    #[test]
    fn a_white_ring_around_something_white_is_the_mark() {
        assert!(marked(24.0, 3.0, 250));
        assert!(marked(30.0, 2.0, 230));
        assert!(!marked(24.0, 3.0, 110), "a pale shape");
        assert!(!marked(24.0, 30.0, 250), "a disc");
        assert!(!marked(70.0, 3.0, 250), "much larger");
    }
}
