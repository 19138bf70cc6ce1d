//! Faint text made plainer before the detector sees it: white on pale orange is how WeChat shows that money was accepted.

use std::ops::Range;

/// Side of the squares that the range of colours is taken in, in pixels of the detector: about a letter.
const SQUARE: usize = 16;
/// A range below this is noise, as a share of that from black to white (2).
const NOISE: f32 = 0.09;
/// A range above this is plain enough.
const PLAIN: f32 = 0.6;
/// Ranges are not widened more than this.
const MOST: f32 = 3.0;

/// Widens the range of colours wherever it is small but not nothing; what is plain stays as it is.
pub(crate) fn widen(planes: &mut [f32], width: usize, height: usize) {
    let (columns, rows) = (width.div_ceil(SQUARE), height.div_ceil(SQUARE));
    let ranges = ranges(planes, width, height);
    for row in 0..rows {
        for column in 0..columns {
            let Some(times) = gain(&ranges, columns, rows, column, row) else { continue };
            let across = column * SQUARE..width.min((column + 1) * SQUARE);
            for plane in planes.chunks_exact_mut(width * height) {
                let down = (row * SQUARE..height.min((row + 1) * SQUARE)).map(|y| y * width);
                let ground = ground(plane, down.clone(), &across);
                for value in down.flat_map(|y| y + across.start..y + across.end) {
                    plane[value] = (ground + (plane[value] - ground) * times).clamp(-1.0, 1.0);
                }
            }
        }
    }
}

/// The colour that most of the square has, so that the ground stays what it is and no edge comes up between squares.
fn ground(plane: &[f32], down: impl Iterator<Item = usize>, across: &Range<usize>) -> f32 {
    let mut values: Vec<f32> =
        down.step_by(3).flat_map(|y| across.clone().step_by(3).map(move |x| plane[y + x])).collect();
    let middle = values.len() / 2;
    values.select_nth_unstable_by(middle, f32::total_cmp);
    values[middle]
}

/// The lowest and the highest value of each colour in each square.
fn ranges(planes: &[f32], width: usize, height: usize) -> Vec<[[f32; 2]; 3]> {
    let columns = width.div_ceil(SQUARE);
    let mut ranges = vec![[[f32::MAX, f32::MIN]; 3]; columns * height.div_ceil(SQUARE)];
    for (c, plane) in planes.chunks_exact(width * height).enumerate() {
        for (y, row) in plane.chunks_exact(width).enumerate() {
            for (column, values) in row.chunks(SQUARE).enumerate() {
                let [low, high] = &mut ranges[y / SQUARE * columns + column][c];
                for value in values {
                    *low = if *value < *low { *value } else { *low };
                    *high = if *value > *high { *value } else { *high };
                }
            }
        }
    }
    ranges
}

/// How much wider colours are to lie, from the square and those around it: a letter and its ground are seen together.
fn gain(ranges: &[[[f32; 2]; 3]], columns: usize, rows: usize, column: usize, row: usize) -> Option<f32> {
    let mut around = [[f32::MAX, f32::MIN]; 3];
    for y in row.saturating_sub(1)..=(row + 1).min(rows - 1) {
        for x in column.saturating_sub(1)..=(column + 1).min(columns - 1) {
            for (around, range) in around.iter_mut().zip(ranges[y * columns + x]) {
                *around = [around[0].min(range[0]), around[1].max(range[1])];
            }
        }
    }
    let widest = around.iter().map(|[low, high]| high - low).fold(0.0, f32::max);
    (NOISE..PLAIN).contains(&widest).then(|| (PLAIN / widest).min(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three planes of 64 x 64 with a stripe that differs from the ground.
    fn striped(ground: f32, stripe: f32) -> Vec<f32> {
        let value = |at: usize| if (at / 64 % 64) == 20 && at % 4 < 2 { stripe } else { ground };
        (0..3 * 64 * 64).map(value).collect()
    }

    #[test]
    fn what_is_faint_becomes_plainer_on_the_same_ground() {
        for (ground, stripe, after) in
            [(0.6, 0.9, 1.0), (0.5, 0.3, -0.1), (0.5, -0.5, -0.5), (0.5, 0.52, 0.52), (0.5, 0.5, 0.5)]
        {
            let mut planes = striped(ground, stripe);
            widen(&mut planes, 64, 64);
            assert!(
                planes.iter().zip(striped(ground, after)).all(|(a, b)| (a - b).abs() < 1e-5),
                "{ground} {stripe}"
            );
        }
    }

    #[test]
    fn far_from_what_is_faint_nothing_changes() {
        let mut planes = striped(0.5, 0.3);
        planes[50 * 64 + 60] = -1.0;
        let before = planes.clone();
        widen(&mut planes, 64, 64);
        assert_eq!(planes[48 * 64..64 * 64], before[48 * 64..64 * 64]);
    }
}
