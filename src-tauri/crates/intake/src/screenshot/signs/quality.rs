//! The quality at which a JPEG was saved, from its table of brightness.

/// The table of Annex K of the JPEG standard, in zigzag order: the one that libjpeg scales.
const STANDARD: [u32; 64] = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40,
    58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103,
    104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/// The quality (1–100) whose scaled standard table it is, to within rounding; `None` for tables of other making.
pub(super) fn of(table: &[u16; 64]) -> Option<u8> {
    (1..=100).rev().find(|quality| {
        let quality = u32::from(*quality);
        let scale = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
        STANDARD.iter().zip(table).all(|(standard, value)| {
            let scaled = ((standard * scale + 50) / 100).clamp(1, 255);
            scaled.abs_diff(u32::from(*value)) <= 1
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_tables_are_known_and_others_are_not() {
        let scaled = |quality: u32| {
            let scale = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
            STANDARD.map(|value| ((value * scale + 50) / 100).clamp(1, 255) as u16)
        };
        for quality in [30, 50, 70, 75, 85, 95] {
            let found = of(&scaled(quality)).map(u32::from);
            assert!(found.is_some_and(|found| found.abs_diff(quality) <= 1), "{quality}: {found:?}");
        }
        assert_eq!(of(&[16; 64]), None);
    }
}
