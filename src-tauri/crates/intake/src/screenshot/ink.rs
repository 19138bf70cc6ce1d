//! Counting characters by the ink on a picture: a count that owes nothing to the recognition of the characters.

use juzheng_model::port::Pixels;

/// Difference of brightness from the ground below which nothing is told from it, of 255.
const FAINT: u32 = 48;

/// The runs of columns that hold ink in a box, from the left: (first, one after the last), in pixels of the picture.
/// `None` where the box holds too little contrast to say.
pub(crate) fn runs(pixels: Pixels<'_>, [x, y, w, h]: [u32; 4]) -> Option<Vec<(u32, u32)>> {
    let (right, bottom) =
        ((x.saturating_add(w)).min(pixels.width), (y.saturating_add(h)).min(pixels.height()));
    if x >= right || y >= bottom {
        return None;
    }
    let bright = |x: u32, y: u32| {
        let at = (y as usize * pixels.width as usize + x as usize) * 3;
        let [r, g, b] = [pixels.rgb[at], pixels.rgb[at + 1], pixels.rgb[at + 2]].map(u32::from);
        (r * 299 + g * 587 + b * 114) / 1000
    };
    let mut counts = [0u32; 256];
    (y..bottom).for_each(|y| (x..right).for_each(|x| counts[bright(x, y) as usize] += 1));
    // The ground is the brightness of most pixels, give or take a compressed picture's noise.
    let around = |v: usize| counts[v.saturating_sub(3)..=(v + 3).min(255)].iter().sum::<u32>();
    let ground = (0..256).max_by_key(|v| around(*v))? as u32;
    let strongest = (0..256u32).filter(|v| counts[*v as usize] > 0).map(|v| v.abs_diff(ground)).max()?;
    if strongest < FAINT {
        return None;
    }
    let inked = |x: u32| (y..bottom).any(|y| bright(x, y).abs_diff(ground) * 2 > strongest);
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for column in (x..right).filter(|x| inked(*x)) {
        match runs.last_mut() {
            Some(last) if last.1 == column => last.1 += 1,
            _ => runs.push((column, column + 1)),
        }
    }
    Some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&str], want: Option<&[(u32, u32)]>) {
        let width = rows[0].len() as u32;
        let bright = |c: u8| match c {
            b'#' => 20u8,
            b'-' => 200,
            _ => 250,
        };
        let rgb: Vec<u8> = rows.iter().flat_map(|row| row.bytes().flat_map(|c| [bright(c); 3])).collect();
        let found = runs(Pixels { rgb: &rgb, width }, [0, 0, width + 5, rows.len() as u32 + 5]);
        assert_eq!(found.as_deref(), want, "{rows:?}");
    }

    #[test]
    fn strokes_are_counted_and_haze_is_not() {
        check(&["  ##  #  ", "  #-  #  ", "         "], Some(&[(2, 4), (6, 7)]));
        check(&["#--------", "         ", "        #"], Some(&[(0, 1), (8, 9)]));
        check(&["         ", "         "], None);
        check(&["    --   ", "         "], Some(&[(4, 6)]));
    }

    #[test]
    fn a_box_outside_the_picture_says_nothing() {
        let rgb = [255; 12];
        assert_eq!(runs(Pixels { rgb: &rgb, width: 2 }, [5, 0, 3, 3]), None);
        assert_eq!(runs(Pixels { rgb: &[], width: 0 }, [0, 0, 3, 3]), None);
    }
}
