//! Counting characters by the ink on a picture: a count that owes nothing to the recognition of the characters.

use juzheng_model::port::Pixels;
use std::collections::HashMap;

/// Difference of brightness from the ground below which nothing is told from it, of 255.
const FAINT: u32 = 48;
/// Of plain writing at most so much has a colour, in thousandths, beside what is drawn.
pub(crate) const PLAIN: u32 = 60;
/// A colour that is so far from grey in a channel, of 255, is one.
const HUE: i32 = 30;

/// How many characters as tall as a digit stand in a box: columns of ink parted by empty ones. Points, commas and signs
/// are lower. Characters that touch count as one. `None` where the box holds too little contrast to say.
pub(crate) fn tall_characters(pixels: Pixels<'_>, bounds: [u32; 4]) -> Option<usize> {
    let heights: Vec<u32> = Ink::of(pixels, bounds)?.runs().iter().map(|run| run.bottom - run.top).collect();
    let tallest = heights.iter().copied().max()?;
    Some(heights.into_iter().filter(|height| height * 4 > tallest * 3).count())
}

/// Points of one size in a row and nothing else, which the network passes over or takes for letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Points {
    /// How many there are: three at the least.
    pub(crate) count: usize,
    /// Left, top, width, height of the row, in pixels.
    pub(crate) bounds: [u32; 4],
}

/// The points in a box, where there is nothing else: round, equal, and equally far from one another. `em` is the size of a
/// character in pixels.
pub(crate) fn points(pixels: Pixels<'_>, bounds: [u32; 4], em: u32) -> Option<Points> {
    let runs = Ink::of(pixels, bounds)?.runs();
    let (first, last) = (runs.first()?, runs.last()?);
    let near = |a: u32, b: u32, part: u32| a.abs_diff(b) <= 1.max(a.max(b) * part / 100);
    let point = |run: &Run| {
        let (wide, high) = (run.right - run.left, run.bottom - run.top);
        near(wide, high, 35) && near(wide, first.right - first.left, 35) && wide * 5 <= em
    };
    let level = |run: &Run| run.top.abs_diff(first.top) <= 1.max(em / 16);
    let pitches: Vec<u32> = runs.windows(2).map(|two| two[1].left - two[0].left).collect();
    let (least, most) = (pitches.iter().min()?, pitches.iter().max()?);
    let spaced = *most <= *least * 3 / 2 + 1 && *most <= em && *least > first.right - first.left;
    (runs.len() >= 3 && spaced && runs.iter().all(|run| point(run) && level(run))).then(|| Points {
        count: runs.len(),
        bounds: [first.left, first.top, last.right - first.left, first.bottom - first.top],
    })
}

/// The colour that most of a box has, nearly.
pub(crate) fn ground(pixels: Pixels<'_>, bounds: [u32; 4]) -> [u8; 3] {
    let step = |colour: [u8; 3]| colour.map(|c| c / 16);
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    inside(pixels, bounds).for_each(|colour| *counts.entry(step(colour)).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(step, count)| (*count, *step)).map(|(step, _)| step);
    inside(pixels, bounds).find(|colour| Some(step(*colour)) == most).unwrap_or([255; 3])
}

/// How much of what stands in a box has colours that letters in black, grey or white on that ground do not have, in thousandths:
/// something drawn.
pub(crate) fn coloured(pixels: Pixels<'_>, bounds: [u32; 4], ground: [u8; 3]) -> u32 {
    let along = hue(ground).iter().map(|c| c * c).sum::<i32>().max(1);
    let (mut count, mut coloured) = (0, 0u32);
    for at in inside(pixels, bounds) {
        let share = hue(at).iter().zip(hue(ground)).map(|(a, b)| a * b).sum::<i32>().clamp(0, along);
        let off =
            hue(at).iter().zip(hue(ground)).map(|(a, b)| (a - b * share / along).abs()).max().unwrap_or(0);
        let is_ink = bright(at).abs_diff(bright(ground)) >= FAINT / 2;
        count += u32::from(is_ink || off > HUE);
        coloured += u32::from(off > HUE);
    }
    coloured * 1_000 / count.max(1)
}

/// The pixels of a box.
fn inside(pixels: Pixels<'_>, [x, y, w, h]: [u32; 4]) -> impl Iterator<Item = [u8; 3]> {
    let (right, bottom) = (x.saturating_add(w).min(pixels.width), y.saturating_add(h).min(pixels.height()));
    (y..bottom).flat_map(move |y| (x..right).map(move |x| colour(pixels, x, y)))
}

fn colour(pixels: Pixels<'_>, x: u32, y: u32) -> [u8; 3] {
    let at = (y as usize * pixels.width as usize + x as usize) * 3;
    [pixels.rgb[at], pixels.rgb[at + 1], pixels.rgb[at + 2]]
}

/// How bright a point of the picture is, of 255; nothing outside of it.
pub(crate) fn bright_at(pixels: Pixels<'_>, (x, y): (i32, i32)) -> u32 {
    let inside = |at: i32, end: u32| u32::try_from(at).ok().filter(|at| *at < end);
    let place = inside(x, pixels.width).zip(inside(y, pixels.height()));
    place.map_or(0, |(x, y)| bright(colour(pixels, x, y)))
}

fn bright(colour: [u8; 3]) -> u32 {
    let [r, g, b] = colour.map(u32::from);
    (r * 299 + g * 587 + b * 114) / 1000
}

/// How far each channel is from grey.
fn hue(colour: [u8; 3]) -> [i32; 3] {
    let grey = colour.iter().map(|c| i32::from(*c)).sum::<i32>() / 3;
    colour.map(|c| i32::from(c) - grey)
}

/// A box of a picture as ink on a ground.
struct Ink<'p> {
    pixels: Pixels<'p>,
    /// Left, top, and the first column and row outside.
    edges: [u32; 4],
    ground: u32,
    /// The greatest difference from the ground.
    strongest: u32,
}

impl<'p> Ink<'p> {
    fn of(pixels: Pixels<'p>, [x, y, w, h]: [u32; 4]) -> Option<Ink<'p>> {
        let (right, bottom) =
            (x.saturating_add(w).min(pixels.width), y.saturating_add(h).min(pixels.height()));
        if x >= right || y >= bottom {
            return None;
        }
        let mut ink = Ink { pixels, edges: [x, y, right, bottom], ground: 0, strongest: 0 };
        let mut counts = [0u32; 256];
        (y..bottom).for_each(|y| (x..right).for_each(|x| counts[ink.bright(x, y) as usize] += 1));
        // The ground is the brightness of most pixels, give or take a compressed picture's noise.
        let around = |v: usize| counts[v.saturating_sub(3)..=(v + 3).min(255)].iter().sum::<u32>();
        ink.ground = (0..256).max_by_key(|v| around(*v))? as u32;
        ink.strongest =
            (0..256u32).filter(|v| counts[*v as usize] > 0).map(|v| v.abs_diff(ink.ground)).max()?;
        (ink.strongest >= FAINT).then_some(ink)
    }

    fn bright(&self, x: u32, y: u32) -> u32 {
        bright(colour(self.pixels, x, y))
    }

    /// The runs of columns that hold ink, from the left.
    fn runs(&self) -> Vec<Run> {
        let [left, top, right, bottom] = self.edges;
        let inked = |x: u32, y: u32| self.bright(x, y).abs_diff(self.ground) * 2 > self.strongest;
        let mut runs: Vec<Run> = Vec::new();
        let mut running = false;
        for x in left..right {
            let mut column = (top..bottom).filter(|y| inked(x, *y));
            let Some(first) = column.next() else {
                running = false;
                continue;
            };
            let last = column.next_back().unwrap_or(first);
            match runs.last_mut().filter(|_| running) {
                Some(run) => {
                    (run.top, run.bottom) = (run.top.min(first), run.bottom.max(last + 1));
                    run.right = x + 1;
                }
                None => runs.push(Run { left: x, right: x + 1, top: first, bottom: last + 1 }),
            }
            running = true;
        }
        runs
    }
}

/// Columns side by side that hold ink: the first of them and of its rows, and the first of each outside.
struct Run {
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&str], want: Option<usize>) {
        let width = rows[0].len() as u32;
        let bright = |c: u8| match c {
            b'#' => 20u8,
            b'-' => 200,
            _ => 250,
        };
        let rgb: Vec<u8> = rows.iter().flat_map(|row| row.bytes().flat_map(|c| [bright(c); 3])).collect();
        let found = tall_characters(Pixels { rgb: &rgb, width }, [0, 0, width + 5, rows.len() as u32 + 5]);
        assert_eq!(found, want, "{rows:?}");
    }

    #[test]
    fn points_are_round_and_equal_and_alone() {
        let found = |rows: &[&str]| {
            let rgb: Vec<u8> = rows
                .iter()
                .flat_map(|row| row.bytes().flat_map(|c| [if c == b'#' { 20 } else { 250 }; 3]))
                .collect();
            let width = rows[0].len() as u32;
            points(Pixels { rgb: &rgb, width }, [0, 0, width, rows.len() as u32], 12)
        };
        const SIX: [&str; 4] = ["", ".##..##..##..##..##..##.", ".##..##..##..##..##..##.", ""];
        let blank = ".".repeat(24);
        let six: Vec<&str> = SIX.iter().map(|row| if row.is_empty() { &blank[..] } else { row }).collect();
        assert_eq!(found(&six), Some(Points { count: 6, bounds: [1, 1, 22, 2] }));
        assert_eq!(found(&["........", ".##..##.", ".##..##.", "........"]), None, "two are a colon or less");
        assert_eq!(found(&[".##..##....##.", ".##..##....##.", "......##......"]), None, "one is no point");
        assert_eq!(found(&[".##..##.......##.", ".##..##.......##."]), None, "far apart");
        let stroke = ["................", ".######..##..##.", ".######..##..##.", "................"];
        assert_eq!(found(&stroke), None, "a stroke");
    }

    #[test]
    fn colours_are_those_that_letters_do_not_have() {
        let share = |ground: [u8; 3], ink: [u8; 3]| {
            let rgb: Vec<u8> = (0..20 * 20).flat_map(|at| if at % 5 == 0 { ink } else { ground }).collect();
            let pixels = Pixels { rgb: &rgb, width: 20 };
            assert_eq!(super::ground(pixels, [0, 0, 20, 20]), ground);
            coloured(pixels, [0, 0, 20, 20], ground)
        };
        const GREEN: [u8; 3] = [149, 236, 105];
        assert_eq!(share([255; 3], [20; 3]), 0);
        assert_eq!(share(GREEN, [70, 110, 50]), 0, "the edges of letters on green are green");
        assert_eq!(share(GREEN, [255, 200, 60]), 1_000, "as bright as the ground, but golden");
        assert_eq!(share([44; 3], [200, 60, 60]), 1_000);
        assert_eq!(coloured(Pixels { rgb: &[], width: 0 }, [0, 0, 9, 9], GREEN), 0);
    }

    #[test]
    fn digits_are_counted_and_points_and_haze_are_not() {
        let rows = ["  ##  #       ##  ", "  #-  #  ##   ##  ", "  ##  #       ##  ", "  ##  #   -   ## #"];
        check(&rows, Some(3));
        check(&["#--------", "#        "], Some(1));
        check(&["## ##", "#####"], Some(1));
        check(&["         ", "         "], None);
        check(&["    --   ", "         "], Some(1));
    }

    #[test]
    fn a_box_outside_the_picture_says_nothing() {
        let rgb = [255; 12];
        assert_eq!(tall_characters(Pixels { rgb: &rgb, width: 2 }, [5, 0, 3, 3]), None);
        assert_eq!(tall_characters(Pixels { rgb: &[], width: 0 }, [0, 0, 3, 3]), None);
    }
}
