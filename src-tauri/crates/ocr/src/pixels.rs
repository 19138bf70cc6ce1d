//! Parts of a picture at another size, as the planes of numbers that the networks take.

use crate::frame::Frame;
use juzheng_model::port::Pixels;

/// How a pixel between pixels is worked out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kernel {
    /// From the two beside it, or the mean of all that it covers where a picture shrinks to less than half.
    Linear,
    /// From four, with sharper edges where a picture is enlarged.
    Cubic,
}

/// An upright part of a picture: where its upper left corner lies and how large one of its pixels is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) origin: [f32; 2],
    pub(crate) step: [f32; 2],
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// Which pixels of one side go into a pixel, and with what weights.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// Taps that would reach over the edge take the edge.
fn taps(origin: f32, step: f32, count: usize, limit: usize, kernel: Kernel) -> Vec<Taps> {
    let last = limit.saturating_sub(1);
    (0..count)
        .map(|at| {
            let middle = (at as f32 + 0.5) * step + origin - 0.5;
            let reach = match kernel {
                Kernel::Linear => (step / 2.0).max(1.0),
                Kernel::Cubic => 2.0,
            };
            let (from, to) = ((middle - reach).ceil() as i64, (middle + reach).floor() as i64);
            let edge = |x: i64| x.clamp(0, last as i64) as usize;
            let first = edge(from);
            let mut weights = vec![0.0; edge(to) - first + 1];
            for x in from..=to {
                weights[edge(x) - first] += weight((x as f32 - middle).abs(), step, kernel);
            }
            let sum: f32 = weights.iter().sum();
            weights.iter_mut().for_each(|weight| *weight /= sum);
            Taps { first, weights }
        })
        .collect()
}

fn weight(apart: f32, step: f32, kernel: Kernel) -> f32 {
    match kernel {
        Kernel::Linear if step > 2.0 => 1.0,
        Kernel::Linear => (1.0 - apart).max(1e-6),
        // Catmull and Rom's.
        Kernel::Cubic if apart < 1.0 => (1.5 * apart - 2.5) * apart * apart + 1.0,
        Kernel::Cubic => ((2.5 - 0.5 * apart) * apart - 4.0) * apart + 2.0,
    }
}

/// The part as three planes (blue, green, red) of numbers from -1 to 1, each row `stride` long.
pub(crate) fn planes(picture: Pixels<'_>, part: &Part, stride: usize, kernel: Kernel) -> Vec<f32> {
    let (width, height) = (picture.width as usize, picture.height() as usize);
    let across = taps(part.origin[0], part.step[0], part.width, width, kernel);
    let down = taps(part.origin[1], part.step[1], part.height, height, kernel);
    let plane = stride * part.height;
    let mut planes = vec![0.0; 3 * plane];
    // A row of the picture, brought to the width of the part, is used by several rows of it.
    let deepest = down.iter().map(|taps| taps.weights.len()).max().unwrap_or(1) + 1;
    let mut rows = vec![(usize::MAX, vec![0.0; 3 * part.width]); deepest];
    for (y, taps) in down.iter().enumerate() {
        for (row, weight) in (taps.first..).zip(&taps.weights) {
            let slot = &mut rows[row % deepest];
            if slot.0 != row {
                slot.0 = row;
                narrow(&picture.rgb[row * width * 3..][..width * 3], &across, &mut slot.1);
            }
            for (c, line) in slot.1.chunks_exact(part.width).enumerate() {
                let out = &mut planes[(2 - c) * plane + y * stride..][..part.width];
                for (out, value) in out.iter_mut().zip(line) {
                    *out += value * weight;
                }
            }
        }
        for c in 0..3 {
            for out in &mut planes[c * plane + y * stride..][..part.width] {
                *out = out.clamp(0.0, 255.0) / 127.5 - 1.0;
            }
        }
    }
    planes
}

/// A row brought to the width of the taps, colour by colour.
fn narrow(row: &[u8], across: &[Taps], out: &mut [f32]) {
    let width = across.len();
    let (red, rest) = out.split_at_mut(width);
    let (green, blue) = rest.split_at_mut(width);
    for (((taps, red), green), blue) in across.iter().zip(red).zip(green).zip(blue) {
        let mut sums = [0.0; 3];
        for (pixel, weight) in row[taps.first * 3..].chunks_exact(3).zip(&taps.weights) {
            for c in 0..3 {
                sums[c] += f32::from(pixel[c]) * weight;
            }
        }
        [*red, *green, *blue] = sums;
    }
}

/// What stands in a tilted frame, laid straight; planes as of [`planes`].
pub(crate) fn straightened(
    picture: Pixels<'_>,
    frame: &Frame,
    width: usize,
    height: usize,
    stride: usize,
) -> Vec<f32> {
    let (across, down) = (frame.width() / width as f32, frame.height() / height as f32);
    let plane = stride * height;
    let mut planes = vec![0.0; 3 * plane];
    for y in 0..height {
        for x in 0..width {
            let at = frame.point((x as f32 + 0.5) * across, (y as f32 + 0.5) * down);
            for (c, value) in between(picture, at).into_iter().enumerate() {
                planes[(2 - c) * plane + y * stride + x] = value / 127.5 - 1.0;
            }
        }
    }
    planes
}

/// The colour at a point, from the four pixels around it.
fn between(picture: Pixels<'_>, [x, y]: [f32; 2]) -> [f32; 3] {
    let (width, height) = (picture.width as usize, picture.height() as usize);
    let side = |at: f32, limit: usize| {
        let at = (at - 0.5).clamp(0.0, limit.saturating_sub(1) as f32);
        let low = at as usize;
        (low, (low + 1).min(limit - 1), at - low as f32)
    };
    let ((x0, x1, u), (y0, y1, v)) = (side(x, width), side(y, height));
    let pixel = |x: usize, y: usize, c: usize| f32::from(picture.rgb[(y * width + x) * 3 + c]);
    std::array::from_fn(|c| {
        let upper = pixel(x0, y0, c) * (1.0 - u) + pixel(x1, y0, c) * u;
        let lower = pixel(x0, y1, c) * (1.0 - u) + pixel(x1, y1, c) * u;
        upper * (1.0 - v) + lower * v
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose red grows to the right and whose green grows downwards, by 2 a pixel.
    fn slope() -> Vec<u8> {
        (0..100).flat_map(|y: u8| (0..120).flat_map(move |x: u8| [2 * x, 2 * y, 7])).collect()
    }

    #[test]
    fn every_way_of_taking_a_slope_gives_the_slope() {
        let rgb = slope();
        let picture = Pixels { rgb: &rgb, width: 120 };
        for (step, kernel) in
            [(1.0, Kernel::Linear), (2.5, Kernel::Linear), (0.4, Kernel::Linear), (0.4, Kernel::Cubic)]
        {
            let part = Part { origin: [20.0, 30.0], step: [step, step], width: 10, height: 5 };
            let planes = planes(picture, &part, 12, kernel);
            let frame = Frame::upright([20.0, 30.0, 20.0 + 10.0 * step, 30.0 + 5.0 * step]);
            let straight = straightened(picture, &frame, 10, 5, 12);
            for (y, x) in (0..5).flat_map(|y| (0..10).map(move |x| (y, x))) {
                let red = 2.0 * (20.0 + (x as f32 + 0.5) * step - 0.5);
                let green = 2.0 * (30.0 + (y as f32 + 0.5) * step - 0.5);
                for (c, value) in [(0, 7.0), (1, green), (2, red)] {
                    for planes in [&planes, &straight] {
                        let found = (planes[c * 60 + y * 12 + x] + 1.0) * 127.5;
                        assert!(
                            (found - value).abs() < 1.1,
                            "{step} {kernel:?} {x} {y}: {found} is not {value}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn beyond_the_edge_the_edge_goes_on() {
        let rgb = slope();
        let picture = Pixels { rgb: &rgb, width: 120 };
        let part = Part { origin: [-5.0, 97.0], step: [1.0, 1.0], width: 4, height: 6 };
        let planes = planes(picture, &part, 4, Kernel::Linear);
        assert!((planes[2 * 24] + 1.0).abs() < 0.01, "left of the picture");
        assert!(((planes[24 + 5 * 4] + 1.0) * 127.5 - 198.0).abs() < 0.1, "below the picture");
    }
}
