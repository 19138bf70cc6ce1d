//! The picture made small and cut into regions of even colour: what bubbles, cards and backgrounds are made of.

mod palette;

use juzheng_model::port::Pixels;

/// How much neighbours of one region may differ, and how much a pixel from the first one, in steps of the most different
/// channel. Greys: white and WeChat's greys are 18 (phones) and 9 (PCs) apart, quotations and the ground 6 and more, with a
/// pixel of the mean between them.
const GREYS: (u8, u8) = (4, 5);
/// The same of colours, which a JPEG stores coarsely; nothing that they border on is near.
const COLOURS: (u8, u8) = (12, 26);

/// A rectangle; `x1` and `y1` are the first pixels outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) x0: i32,
    pub(crate) y0: i32,
    pub(crate) x1: i32,
    pub(crate) y1: i32,
}

impl Rect {
    /// The rectangle of a box (x, y, width, height).
    pub(crate) fn of_bounds([x, y, w, h]: [u32; 4]) -> Rect {
        Rect { x0: x as i32, y0: y as i32, x1: (x + w) as i32, y1: (y + h) as i32 }
    }

    /// As a box (x, y, width, height); what lies left of or above the picture is cut off.
    pub(crate) fn bounds(self) -> [u32; 4] {
        let (x, y) = (self.x0.max(0), self.y0.max(0));
        [x as u32, y as u32, (self.x1 - x).max(0) as u32, (self.y1 - y).max(0) as u32]
    }

    pub(crate) fn width(self) -> i32 {
        self.x1 - self.x0
    }

    pub(crate) fn height(self) -> i32 {
        self.y1 - self.y0
    }

    /// Its middle.
    pub(crate) fn middle(self) -> (i32, i32) {
        ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)
    }

    pub(crate) fn holds(self, (x, y): (i32, i32)) -> bool {
        (self.x0..self.x1).contains(&x) && (self.y0..self.y1).contains(&y)
    }

    /// Whether the other lies in it, give or take `slack`.
    pub(crate) fn covers(self, other: Rect, slack: i32) -> bool {
        other.x0 >= self.x0 - slack
            && other.x1 <= self.x1 + slack
            && other.y0 >= self.y0 - slack
            && other.y1 <= self.y1 + slack
    }

    /// The smallest rectangle that holds both.
    pub(crate) fn with(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Rows that both stand on.
    pub(crate) fn rows_shared(self, other: Rect) -> i32 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    /// Columns that both stand on.
    pub(crate) fn columns_shared(self, other: Rect) -> i32 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }
}

/// An even region: pixels that hang together and have nearly one colour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Region {
    /// The colour of its first pixel.
    pub(crate) colour: [u8; 3],
    /// Its pixels, in small ones.
    pub(crate) area: u32,
    /// Its extent, in small pixels.
    pub(crate) extent: Rect,
}

/// The small picture: each pixel the mean of `factor` × `factor` pixels, and the region that it belongs to.
pub(crate) struct Canvas {
    /// Pixels of the picture to a small one, in each direction.
    pub(crate) factor: u32,
    /// Small pixels in a row.
    pub(crate) width: i32,
    /// Rows of small pixels.
    pub(crate) height: i32,
    pixels: Vec<[u8; 3]>,
    of: Vec<u32>,
    /// The regions.
    pub(crate) regions: Vec<Region>,
}

impl Canvas {
    /// Makes the picture small and finds its regions.
    pub(crate) fn new(picture: Pixels<'_>, factor: u32) -> Canvas {
        let factor = factor.max(1);
        let (width, height) = (picture.width / factor, picture.height() / factor);
        let pixels = shrink(picture, factor, width, height);
        let settled = palette::settled(&pixels, width as usize);
        let (of, regions) = regions(&settled, width as usize, height as usize);
        Canvas { factor, width: width as i32, height: height as i32, pixels, of, regions }
    }

    /// A rectangle of the picture in small pixels, clipped.
    pub(crate) fn small(&self, rect: Rect) -> Rect {
        let f = self.factor as i32;
        Rect {
            x0: (rect.x0 / f).clamp(0, self.width),
            y0: (rect.y0 / f).clamp(0, self.height),
            x1: ((rect.x1 + f - 1) / f).clamp(0, self.width),
            y1: ((rect.y1 + f - 1) / f).clamp(0, self.height),
        }
    }

    /// A rectangle of small pixels in pixels of the picture.
    pub(crate) fn large(&self, rect: Rect) -> Rect {
        let f = self.factor as i32;
        Rect { x0: rect.x0 * f, y0: rect.y0 * f, x1: rect.x1 * f, y1: rect.y1 * f }
    }

    /// The region of a small pixel.
    pub(crate) fn region(&self, x: i32, y: i32) -> usize {
        self.of[(y * self.width + x) as usize] as usize
    }

    /// The colour of a small pixel.
    pub(crate) fn colour(&self, x: i32, y: i32) -> [u8; 3] {
        self.pixels[(y * self.width + x) as usize]
    }

    /// The region on which a text in this rectangle (of small pixels) stands: the one that takes most of it.
    pub(crate) fn ground(&self, rect: Rect) -> usize {
        let mut counts: Vec<(usize, u32)> = Vec::new();
        for y in rect.y0..rect.y1 {
            for x in rect.x0..rect.x1 {
                let region = self.region(x, y);
                match counts.iter_mut().find(|(known, _)| *known == region) {
                    Some((_, count)) => *count += 1,
                    // Strokes are crumbs: only what is larger than a character can be a ground.
                    None if self.regions[region].area >= 24 => counts.push((region, 1)),
                    None => {}
                }
            }
        }
        counts
            .iter()
            .max_by_key(|(region, count)| (*count, usize::MAX - region))
            .map_or(0, |(region, _)| *region)
    }

    /// How much of a rectangle (of small pixels, clipped) is not of this region, in thousandths.
    pub(crate) fn foreign(&self, rect: Rect, region: usize) -> u32 {
        let clipped = Rect {
            x0: rect.x0.clamp(0, self.width),
            y0: rect.y0.clamp(0, self.height),
            x1: rect.x1.clamp(0, self.width),
            y1: rect.y1.clamp(0, self.height),
        };
        let all = clipped.width().max(0) * clipped.height().max(0);
        if all == 0 {
            return 0;
        }
        let rows = clipped.y0..clipped.y1;
        let foreign: usize =
            rows.map(|y| (clipped.x0..clipped.x1).filter(|x| self.region(*x, y) != region).count()).sum();
        (foreign * 1_000 / all as usize) as u32
    }
}

impl Canvas {
    /// How many pixels of a rectangle (of small pixels) differ clearly from the one right of or below them, in thousandths.
    pub(crate) fn edges(&self, rect: Rect) -> u32 {
        let (right, bottom) = (rect.x1.min(self.width - 1), rect.y1.min(self.height - 1));
        let all = (right - rect.x0).max(0) * (bottom - rect.y0).max(0);
        let sharp = |x: i32, y: i32| {
            let here = self.colour(x, y);
            apart(here, self.colour(x + 1, y)).max(apart(here, self.colour(x, y + 1))) > 14
        };
        let found: usize = (rect.y0..bottom).map(|y| (rect.x0..right).filter(|x| sharp(*x, y)).count()).sum();
        if all == 0 { 0 } else { (found * 1_000 / all as usize) as u32 }
    }
}

/// Means of squares of `factor` pixels.
fn shrink(picture: Pixels<'_>, factor: u32, width: u32, height: u32) -> Vec<[u8; 3]> {
    let (f, row) = (factor as usize, picture.width as usize * 3);
    let share = (factor * factor) as u32;
    let mut out = Vec::with_capacity((width * height) as usize);
    let mut sums = vec![0u32; width as usize * 3];
    for y in 0..height as usize {
        sums.fill(0);
        for line in picture.rgb[y * f * row..].chunks_exact(row).take(f) {
            for (sum, square) in sums.chunks_exact_mut(3).zip(line.chunks_exact(3 * f)) {
                for pixel in square.chunks_exact(3) {
                    sum[0] += u32::from(pixel[0]);
                    sum[1] += u32::from(pixel[1]);
                    sum[2] += u32::from(pixel[2]);
                }
            }
        }
        let mean = |n: u32| ((n + share / 2) / share) as u8;
        out.extend(sums.chunks_exact(3).map(|s| [mean(s[0]), mean(s[1]), mean(s[2])]));
    }
    out
}

/// How far the shares of a colour lie apart: 0 for greys.
pub(crate) fn spread(colour: [u8; 3]) -> u8 {
    let [a, b, c] = colour;
    a.max(b).max(c) - a.min(b).min(c)
}

/// How far apart two colours are: the most different channel.
pub(crate) fn apart(a: [u8; 3], b: [u8; 3]) -> u8 {
    a[0].abs_diff(b[0]).max(a[1].abs_diff(b[1])).max(a[2].abs_diff(b[2]))
}

/// Floods the picture from each pixel that no region has yet, from the top down.
fn regions(pixels: &[[u8; 3]], width: usize, height: usize) -> (Vec<u32>, Vec<Region>) {
    const NONE: u32 = u32::MAX;
    let mut of = vec![NONE; pixels.len()];
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    for start in 0..width * height {
        if of[start] != NONE {
            continue;
        }
        let (number, first) = (found.len() as u32, pixels[start]);
        let coloured = spread(first) > 50;
        let (neighbours, from_first) = if coloured { COLOURS } else { GREYS };
        let (x, y) = ((start % width) as i32, (start / width) as i32);
        let mut region =
            Region { colour: first, area: 0, extent: Rect { x0: x, y0: y, x1: x + 1, y1: y + 1 } };
        of[start] = number;
        waiting.push(start);
        while let Some(at) = waiting.pop() {
            let (x, y) = (at % width, at / width);
            region.area += 1;
            let (px, py) = (x as i32, y as i32);
            region.extent = region.extent.with(Rect { x0: px, y0: py, x1: px + 1, y1: py + 1 });
            let mut step = |next: usize| {
                let near = of[next] == NONE
                    && apart(pixels[at], pixels[next]) <= neighbours
                    && apart(first, pixels[next]) <= from_first;
                if near {
                    of[next] = number;
                    waiting.push(next);
                }
            };
            if x > 0 {
                step(at - 1);
            }
            if x + 1 < width {
                step(at + 1);
            }
            if y > 0 {
                step(at - width);
            }
            if y + 1 < height {
                step(at + width);
            }
        }
        found.push(region);
    }
    (of, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A light picture with a white rectangle on it.
    fn picture() -> (Vec<u8>, u32) {
        let (width, height) = (60u32, 40u32);
        let mut rgb = vec![237u8; (width * height * 3) as usize];
        for y in 10..30 {
            for x in 20..50 {
                let at = ((y * width + x) * 3) as usize;
                rgb[at..at + 3].fill(255);
            }
        }
        (rgb, width)
    }

    #[test]
    fn a_bubble_is_a_region_of_its_own() {
        let (rgb, width) = picture();
        let canvas = Canvas::new(Pixels { rgb: &rgb, width }, 2);
        assert_eq!(canvas.regions.len(), 2);
        let bubble = canvas.ground(Rect { x0: 12, y0: 6, x1: 20, y1: 12 });
        assert_eq!(canvas.regions[bubble].extent, Rect { x0: 10, y0: 5, x1: 25, y1: 15 });
        assert_eq!(canvas.regions[bubble].colour, [255; 3]);
        assert_eq!(canvas.foreign(Rect { x0: 0, y0: 5, x1: 20, y1: 15 }, 0), 500);
    }

    #[test]
    fn a_picture_smaller_than_a_square_has_no_pixels() {
        let canvas = Canvas::new(Pixels { rgb: &[0; 12], width: 2 }, 8);
        assert_eq!((canvas.width, canvas.height, canvas.regions.len()), (0, 0, 0));
        assert_eq!(canvas.foreign(Rect { x0: 0, y0: 0, x1: 5, y1: 5 }, 0), 0);
    }
}
