//! What a picture's head says: of which kind it is, how large, and which way up.

use super::{Jpeg, Unshown};
use image::{ImageDecoder, ImageFormat, ImageReader, metadata::Orientation};
use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Pixels that a picture may declare.
const PIXELS: u64 = 100_000_000;
/// Bytes that decoding may take.
pub(crate) const DECODED_BYTES: u64 = 512 << 20;

/// What a picture's head says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Head {
    /// Its kind.
    pub(crate) format: ImageFormat,
    /// Width and height as it is stored.
    pub(crate) stored: [u32; 2],
    /// How it is turned upright.
    pub(crate) orientation: Orientation,
}

impl Head {
    /// Reads the head of a picture of a kind that can be shown.
    ///
    /// # Errors
    /// It is of no such kind, damaged in its head, or too large.
    pub(crate) fn of(bytes: &[u8]) -> Result<Head, Unshown> {
        let format = image::guess_format(bytes).map_err(|_| Unshown::Unknown)?;
        let head = match format {
            ImageFormat::Jpeg => match Jpeg::of(bytes) {
                Some(jpeg) => Head::of_jpeg(&jpeg),
                None => Head::decoded(bytes, format)?,
            },
            _ => Head::decoded(bytes, format)?,
        };
        head.checked()
    }

    /// The head of a picture of which only the beginning is at hand; `None` where that does not say it as surely as all of it.
    pub(crate) fn of_beginning(bytes: &[u8]) -> Option<Result<Head, Unshown>> {
        let is_jpeg = image::guess_format(bytes).is_ok_and(|format| format == ImageFormat::Jpeg);
        let jpeg = is_jpeg.then(|| Jpeg::of(bytes))??;
        Some(Head::of_jpeg(&jpeg).checked())
    }

    fn of_jpeg(jpeg: &Jpeg) -> Head {
        let stored = [jpeg.width, jpeg.height];
        Head { format: ImageFormat::Jpeg, stored, orientation: jpeg.orientation }
    }

    fn checked(self) -> Result<Head, Unshown> {
        let [width, height] = self.stored;
        match u64::from(width) * u64::from(height) {
            0 => Err(Unshown::Damaged),
            1..=PIXELS => Ok(self),
            _ => Err(Unshown::TooLarge),
        }
    }

    /// Width and height as one looks at it.
    pub(crate) fn upright(&self) -> [u32; 2] {
        let [width, height] = self.stored;
        if self.is_on_its_side() { [height, width] } else { [width, height] }
    }

    fn is_on_its_side(&self) -> bool {
        matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }

    fn decoded(bytes: &[u8], format: ImageFormat) -> Result<Head, Unshown> {
        // Decoders are foreign code over hostile bytes: one that panics has only not decoded.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut limits = image::Limits::default();
            limits.max_alloc = Some(DECODED_BYTES);
            let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
            reader.limits(limits);
            let mut decoder = reader.into_decoder().map_err(fault)?;
            let (width, height) = decoder.dimensions();
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            Ok(Head { format, stored: [width, height], orientation })
        }));
        read.unwrap_or(Err(Unshown::Damaged))
    }
}

/// What it means when a decoder gives up.
pub(crate) fn fault(error: image::ImageError) -> Unshown {
    match error {
        image::ImageError::Unsupported(_) => Unshown::Unknown,
        image::ImageError::Limits(_) => Unshown::TooLarge,
        _ => Unshown::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_upright_picture() {
        for (format, name) in
            [(ImageFormat::Png, "png"), (ImageFormat::Jpeg, "jpeg"), (ImageFormat::Gif, "gif")]
        {
            let mut file = Cursor::new(Vec::new());
            image::RgbImage::new(30, 20).write_to(&mut file, format).expect("memory");
            let head = Head::of(file.get_ref()).expect(name);
            assert_eq!((head.upright(), head.format), ([30, 20], format));
            let turned = Head { orientation: Orientation::Rotate90, ..head };
            assert_eq!(turned.upright(), [20, 30]);
            assert_ne!(Head::of(&file.get_ref()[..9]), Ok(head), "{name}");
            let begun = Head::of_beginning(&file.get_ref()[..file.get_ref().len() - 2]);
            assert_eq!(begun, (format == ImageFormat::Jpeg).then_some(Ok(head)), "{name}");
            assert_eq!(Head::of_beginning(&file.get_ref()[..20]), None, "{name}");
        }
        assert_eq!(Head::of(b"no picture"), Err(Unshown::Unknown));
    }
}
