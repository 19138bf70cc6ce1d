//! Where a long capture is cut: on the calmest row near the end of a stretch, never through a line of text as far as one
//! can be told, and with a strip that stands in both stretches.

use super::{ink::Ink, plates::Stretch};

/// The part of a stretch, from its end, in which a cut is looked for.
const WINDOW: f32 = 0.4;
/// The strip that is repeated is at least, and at most, so many widths tall.
const STRIP: (f32, f32) = (0.02, 0.22);
/// What it costs to cut through the box of a record, beside edges.
const THROUGH_RECORD: u32 = 6;

/// The stretches of a picture, each at most `tall` times as tall as wide. `boxes` are those of the records on it.
pub(super) fn cut((width, height): (u32, u32), tall: f32, ink: &Ink, boxes: &[[u32; 4]]) -> Vec<Stretch> {
    let most = ((width as f32 * tall) as u32).max(64);
    let cost = |row: u32| {
        let through = boxes.iter().any(|[_, y, _, h]| row > *y && row < y.saturating_add(*h));
        ink.around(row) + if through { THROUGH_RECORD } else { 0 }
    };
    let mut stretches = Vec::new();
    let (mut from, mut repeats_to) = (0, 0);
    while height - from > most {
        let latest = from + most;
        let earliest = latest - (most as f32 * WINDOW) as u32;
        // The least cost, and of rows that cost the same the lowest: few stretches.
        let at = (earliest..=latest).rev().min_by_key(|row| cost(*row)).unwrap_or(latest);
        stretches.push(Stretch { from, to: at, repeats_to });
        let strip = |share: f32| at.saturating_sub((width as f32 * share) as u32).max(from + 1);
        // A strip that shows something can be found again; a blank one cannot.
        let shows = |row: &u32| (*row..at).any(|row| ink.around(row) > 0);
        let again = (strip(STRIP.1)..=strip(STRIP.0)).rev().min_by_key(|row| (cost(*row), !shows(row)));
        let again = again.unwrap_or(at);
        (from, repeats_to) = (again, at);
    }
    stretches.push(Stretch { from, to: height, repeats_to });
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of text of 30 rows every 50 rows, as alternating black and white.
    fn lines(width: u32, height: u32) -> Ink {
        let mut grey = Vec::new();
        for y in 0..height {
            let text = y % 50 >= 10 && y % 50 < 40;
            grey.extend((0..width).map(|x| if text && x % 2 == 0 { 0 } else { 255 }));
        }
        Ink::on(width, &grey)
    }

    #[test]
    fn no_cut_goes_through_a_line_and_nothing_is_lost() {
        let (width, height) = (400, 9_000);
        let ink = lines(width, height);
        let stretches = cut((width, height), 2.1, &ink, &[]);
        assert!(stretches.len() >= 10 && stretches.len() <= 18, "{}", stretches.len());
        assert_eq!((stretches[0].from, stretches[stretches.len() - 1].to), (0, height));
        for stretch in &stretches {
            assert!(stretch.to - stretch.from <= 840);
            for row in [stretch.from, stretch.to] {
                assert!(row == 0 || row == height || ink.around(row) == 0, "{row} lies in a line");
            }
        }
        for pair in stretches.windows(2) {
            // The next begins above the end of the one before: the strip stands in both.
            assert!(pair[1].from < pair[0].to && pair[1].repeats_to == pair[0].to);
        }
    }

    #[test]
    fn without_ink_the_boxes_of_records_are_kept_whole() {
        let boxes: Vec<[u32; 4]> = (0..40).map(|n| [20, n * 220, 300, 190]).collect();
        let stretches = cut((400, 8_800), 2.1, &Ink::default(), &boxes);
        for stretch in &stretches[..stretches.len() - 1] {
            let row = stretch.to;
            assert!(!boxes.iter().any(|[_, y, _, h]| row > *y && row < y + h), "{row} lies in a box");
        }
    }

    #[test]
    fn a_picture_without_a_calm_row_is_cut_all_the_same() {
        let noise =
            Ink::on(100, &(0..100 * 3_000).map(|n| if n % 2 == 0 { 0 } else { 255 }).collect::<Vec<u8>>());
        let stretches = cut((100, 3_000), 2.1, &noise, &[]);
        assert!(stretches.len() < 40 && stretches.iter().all(|s| s.to > s.from));
    }
}
