//! A QR code as what is dark in it: it is drawn, not a picture, and so sharp on any printer.

use qrcodegen::{QrCode, QrCodeEcc};

/// The modules of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Modules {
    /// How many there are on a side.
    pub(crate) side: i32,
    /// The dark ones, as runs from the left: column, row, how many.
    pub(crate) runs: Vec<[i32; 3]>,
}

impl Modules {
    /// The code of a short text, of which a seventh may be unreadable; `None` where the text is too long.
    pub(crate) fn of(text: &str) -> Option<Modules> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let mut runs = Vec::new();
        for row in 0..side {
            let mut column = 0;
            while column < side {
                let run = (column..side).take_while(|c| code.get_module(*c, row)).count() as i32;
                if run > 0 {
                    runs.push([column, row, run]);
                }
                column += run.max(1);
            }
        }
        Some(Modules { side, runs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_fits_and_its_corners_are_the_finders() {
        let code = Modules::of(&"0123456789ABCDEF".repeat(4)).expect("a digest fits");
        assert_eq!((code.side, code.runs[0]), (33, [0, 0, 7]));
        assert!(code.runs.contains(&[26, 0, 7]) && code.runs.contains(&[0, 32, 7]), "the other two");
        assert_eq!(Modules::of(&"x".repeat(5_000)), None);
    }
}
