//! Which parts of a picture can hold text at all: everything but the rows on which nothing narrow stands.
//!
//! Much of a screen is one colour, with at most the edge of a bubble on it. Looking for text there costs as much as anywhere,
//! so these rows are left out before the network sees them.

use juzheng_model::port::Pixels;

/// Colours that differ by less are one colour; the faintest text of WeChat (white on a paid transfer's pale orange) differs
/// by more than twice that.
const DIFFERENT: u8 = 12;
/// Edges farther apart than this belong to no letter, in pixels of the detector.
const NARROW: f32 = 48.0;
/// The least that is kept around a part: the network wants to see that a line ends. In pixels of the detector.
const MARGIN: f32 = 8.0;

/// A part of a picture that can hold text: left, top, right, bottom in pixels of the picture, and its rows that hold none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    pub(crate) bounds: [u32; 4],
    /// First and last row (exclusive) of each gap between rows with something on them.
    pub(crate) gaps: Vec<[u32; 2]>,
}

/// The parts of the picture that can hold text, from the top; `scale` is the detector's size over the picture's.
pub(crate) fn blocks(picture: Pixels<'_>, scale: f32) -> Vec<Block> {
    let (width, height) = (picture.width, picture.height());
    let step = (1.0 / scale).round().clamp(1.0, 8.0) as u32;
    let margin = (MARGIN / scale).ceil() as u32;
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_busy = 0;
    for y in (0..height).step_by(step as usize) {
        let row = &picture.rgb[(y * width) as usize * 3..][..width as usize * 3];
        let Some([from, to]) = busy(row, step as usize, (NARROW / scale) as usize) else { continue };
        let [from, to] = [from.saturating_sub(margin), (to + step + margin).min(width)];
        match blocks.last_mut() {
            Some(block) if y - last_busy <= 2 * margin + margin / 2 => {
                if y - last_busy > step {
                    block.gaps.push([last_busy + step, y]);
                }
                block.bounds[0] = block.bounds[0].min(from);
                block.bounds[2] = block.bounds[2].max(to);
            }
            _ => blocks.push(Block { bounds: [from, y.saturating_sub(margin), to, 0], gaps: Vec::new() }),
        }
        if let Some(block) = blocks.last_mut() {
            block.bounds[3] = (y + step + margin).min(height);
        }
        last_busy = y;
    }
    blocks
}

/// From the first to the last edge on a row on which two edges stand near each other; `None` where there is no such place.
fn busy(row: &[u8], step: usize, narrow: usize) -> Option<[u32; 2]> {
    // Edges are looked for chunk by chunk, because most chunks of most rows have none.
    const CHUNK: usize = 96;
    let reach = step * 3;
    let shifted = row.get(reach..)?;
    let mut ends: Option<[usize; 2]> = None;
    let mut begun = 0;
    let mut is_busy = false;
    for (at, (a, b)) in row.chunks(CHUNK).zip(shifted.chunks(CHUNK)).enumerate() {
        let most = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        if most < DIFFERENT {
            continue;
        }
        for (k, (a, b)) in a.iter().zip(b).enumerate() {
            if a.abs_diff(*b) < DIFFERENT {
                continue;
            }
            let x = (at * CHUNK + k) / 3;
            match &mut ends {
                None => (ends, begun) = (Some([x, x]), x),
                Some([_, last]) => {
                    let apart = x - *last;
                    // One edge is a run of differing neighbours; a long run is no edge but something painted.
                    if apart > step {
                        is_busy |= apart <= narrow;
                        begun = x;
                    } else {
                        is_busy |= x - begun > 6 * step;
                    }
                    *last = x;
                }
            }
        }
    }
    ends.filter(|_| is_busy).map(|[first, last]| [first as u32, last as u32])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white picture of 400 x 600 with a dark mark of `wide` x `high` at each place.
    fn picture(marks: &[[usize; 2]], wide: usize, high: usize) -> Vec<u8> {
        let mut rgb = vec![255; 400 * 600 * 3];
        for [x, y] in marks {
            for row in *y..*y + high {
                rgb[(row * 400 + x) * 3..][..wide * 3].fill(40);
            }
        }
        rgb
    }

    fn found(rgb: &[u8], scale: f32) -> Vec<Block> {
        blocks(Pixels { rgb, width: 400 }, scale)
    }

    #[test]
    fn only_what_is_narrow_is_looked_at() {
        let rgb = picture(&[[100, 200], [130, 200]], 6, 10);
        assert_eq!(found(&rgb, 1.0), [Block { bounds: [91, 192, 144, 218], gaps: vec![] }]);
        assert!(found(&picture(&[[100, 200]], 200, 300), 1.0).is_empty(), "a bubble without text");
        assert!(found(&picture(&[], 0, 0), 1.0).is_empty());
    }

    #[test]
    fn lines_near_each_other_are_one_part_with_a_gap() {
        let marks = [[100, 100], [112, 100], [100, 125], [112, 125], [300, 400], [312, 400]];
        let rgb = picture(&marks, 4, 10);
        let blocks = found(&rgb, 1.0);
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        assert_eq!(blocks[0].gaps, [[110, 125]]);
        assert_eq!(blocks[0].bounds[1], 92);
        assert_eq!(blocks[0].bounds[3], 143);
    }

    #[test]
    fn faint_text_is_seen_and_a_wash_of_colour_is_not() {
        let mut rgb = picture(&[], 0, 0);
        for (at, pixel) in rgb.chunks_exact_mut(3).enumerate() {
            pixel.copy_from_slice(&[253, 225, 195]);
            let (x, y) = (at % 400, at / 400);
            if (300..310).contains(&y) && (50..90).contains(&x) && x % 8 < 3 {
                pixel.fill(255);
            }
        }
        assert_eq!(found(&rgb, 1.0).len(), 1);
        for (at, pixel) in rgb.chunks_exact_mut(3).enumerate() {
            pixel.fill((at % 400 / 2) as u8);
        }
        assert!(found(&rgb, 1.0).is_empty());
    }
}
