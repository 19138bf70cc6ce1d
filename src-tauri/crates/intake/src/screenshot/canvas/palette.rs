//! The flat colours that a screen was drawn in, found again where a JPEG or the scaling of edges has made them uneven.
//!
//! Around every letter a JPEG leaves a haze, which would cut a bubble into crumbs. A screen has few flat colours, and each
//! takes much of it: what is nearly one of them was that one.

use super::{apart, spread};

/// A colour is one of the screen's if this share of the small pixels is of it, in thousandths: that of a bubble with one
/// character.
const SHARE: usize = 1;
/// As many colours as a screen of WeChat has at the most, with its cards and some of its avatars.
const MOST: usize = 24;
/// Pixels that differ from their neighbours by no more than this are flat.
const FLAT: u8 = 2;
/// What differs by no more than this is one colour with noise on it.
const ONE: u8 = 3;
/// How far the haze leads away from a grey, and from a colour, which a JPEG stores coarsely.
const HAZE: [u8; 2] = [10, 26];

/// The pixels, those near a colour of the screen brought to it.
pub(super) fn settled(pixels: &[[u8; 3]], width: usize) -> Vec<[u8; 3]> {
    let palette = palette(pixels, width);
    let nearest = |pixel: &[u8; 3]| {
        let near = palette.iter().map(|colour| (apart(*colour, *pixel), colour));
        let (distance, colour) = near.min_by_key(|(distance, _)| *distance)?;
        (distance <= HAZE[usize::from(is_coloured(colour))]).then_some(*colour)
    };
    pixels.iter().map(|pixel| nearest(pixel).unwrap_or(*pixel)).collect()
}

/// The screen's colours, the most common first.
fn palette(pixels: &[[u8; 3]], width: usize) -> Vec<[u8; 3]> {
    let flat = |at: usize| {
        let beside = [at + 1, at + width];
        beside.iter().all(|next| pixels.get(*next).is_some_and(|next| apart(*next, pixels[at]) <= FLAT))
    };
    let mut colours: Vec<[u8; 3]> = (0..pixels.len()).filter(|at| flat(*at)).map(|at| pixels[at]).collect();
    colours.sort_unstable();
    let mut counted: Vec<([u8; 3], usize)> = Vec::new();
    for colour in colours {
        match counted.last_mut().filter(|(last, _)| *last == colour) {
            Some((_, count)) => *count += 1,
            None => counted.push((colour, 1)),
        }
    }
    counted.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let mut palette: Vec<([u8; 3], usize)> = Vec::new();
    for (colour, count) in counted {
        let known = palette.iter().position(|(known, _)| apart(*known, colour) <= ONE);
        match known {
            Some(at) => palette[at].1 += count,
            None if palette.len() < 4 * MOST => palette.push((colour, count)),
            None => {}
        }
    }
    palette.retain(|(_, count)| count * 1_000 >= pixels.len() * SHARE);
    palette.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    palette.truncate(MOST);
    palette.into_iter().map(|(colour, _)| colour).collect()
}

fn is_coloured(colour: &[u8; 3]) -> bool {
    spread(*colour) > 30
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn haze_is_settled_and_everything_else_stays() {
        // Grey with a white stripe; haze on both, and a letter.
        let width = 20;
        let mut pixels: Vec<[u8; 3]> =
            (0..400).map(|at| if at < 200 { [237; 3] } else { [255; 3] }).collect();
        pixels[45] = [244, 243, 240];
        pixels[305] = [249, 250, 252];
        pixels[350] = [30; 3];
        let settled = settled(&pixels, width);
        assert_eq!((settled[45], settled[305], settled[350]), ([237; 3], [255; 3], [30; 3]));
        assert_eq!(super::settled(&[], 0), Vec::<[u8; 3]>::new());
    }
}
