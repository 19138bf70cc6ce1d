//! How much ink lies on each row of a picture: where nothing changes from left to right there is no text to cut through.

use crate::original::DECODED_BYTES;
use image::{ImageDecoder, ImageReader, Limits, metadata::Orientation};
use std::io::Cursor;

/// Neighbouring pixels that differ by more are an edge.
const EDGE: u8 = 22;

/// Edges per row, from the top; empty where the picture could not be looked at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ink(Vec<u32>);

impl Ink {
    /// Looks at a file; one that is too large, damaged or of another size than expected tells nothing.
    pub(super) fn of(bytes: &[u8], size: (u32, u32)) -> Ink {
        Ink::read(bytes, size).unwrap_or_default()
    }

    fn read(bytes: &[u8], size: (u32, u32)) -> Option<Ink> {
        let mut reader = ImageReader::new(Cursor::new(bytes));
        let mut limits = Limits::default();
        limits.max_alloc = Some(DECODED_BYTES);
        reader.limits(limits);
        let mut decoder = reader.with_guessed_format().ok()?.into_decoder().ok()?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let mut picture = image::DynamicImage::from_decoder(decoder).ok()?;
        picture.apply_orientation(orientation);
        let grey = picture.into_luma8();
        (grey.dimensions() == size).then(|| Ink::on(grey.width(), grey.as_raw()))
    }

    /// Counts the edges of rows of grey pixels.
    pub(super) fn on(width: u32, grey: &[u8]) -> Ink {
        let row = |row: &[u8]| row.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) > EDGE).count() as u32;
        Ink(grey.chunks_exact(width.max(1) as usize).map(row).collect())
    }

    /// The edges on a row and its neighbours; 0 where nothing is known.
    pub(super) fn around(&self, row: u32) -> u32 {
        let (from, to) = (row.saturating_sub(2) as usize, (row as usize + 2).min(self.0.len()));
        self.0.get(from..to).map_or(0, |rows| rows.iter().copied().max().unwrap_or(0))
    }
}
