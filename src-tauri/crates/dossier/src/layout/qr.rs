//! A QR code as filled rectangles, so that it needs no picture and is sharp on any printer.

use super::page::Item;
use qrcodegen::{QrCode, QrCodeEcc};

/// White modules around the code.
const QUIET: i32 = 4;

/// The code of a short text in a square of `size` points, quiet zone included; nothing where the text is too long.
pub(crate) fn qr(text: &str, [x, y]: [f32; 2], size: f32) -> Vec<Item> {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return Vec::new() };
    let modules = code.size();
    let unit = size / (modules + 2 * QUIET) as f32;
    let at = |n: i32| (n + QUIET) as f32 * unit;
    let mut items = Vec::new();
    for row in 0..modules {
        let mut column = 0;
        while column < modules {
            let run = (column..modules).take_while(|c| code.get_module(*c, row)).count() as i32;
            if run > 0 {
                let (left, top) = (x + at(column), y + at(row));
                items.push(Item::Fill { x: left, y: top, w: run as f32 * unit, h: unit, grey: 0.0 });
            }
            column += run.max(1);
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_fits_and_its_corners_are_the_finders() {
        let items = qr(&"0123456789ABCDEF".repeat(4), [10.0, 20.0], 82.0);
        let Some(Item::Fill { x, y, w, h, .. }) = items.first() else { panic!("a code has modules") };
        let unit = *h;
        // 33 modules and the quiet zone in 82 points; the first finder is seven modules wide.
        assert!((unit - 2.0).abs() < 0.01, "{unit}");
        assert!((x - 18.0).abs() < 0.01 && (y - 28.0).abs() < 0.01 && (w - 14.0).abs() < 0.01);
        assert!(qr(&"x".repeat(5_000), [0.0, 0.0], 50.0).is_empty());
    }
}
