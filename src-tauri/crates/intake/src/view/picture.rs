//! A picture made small, for lists and for a quick look.

use crate::{error::Error, medium::Medium};
use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    metadata::Orientation,
};
use juzheng_model::port::Bytes;
use std::{
    io::{BufRead, BufReader, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The longest edge that can be asked for, in pixels.
pub const EDGE_MAX: u32 = 2_048;
/// Bytes of a file that is decoded: some decoders hold all of it.
pub(crate) const FILE_BYTES: u64 = 256 << 20;
/// Pixels that a picture may declare.
pub(crate) const PIXELS: u64 = 100_000_000;
/// Bytes that decoding may take.
const DECODED_BYTES: u64 = 512 << 20;
/// How many times as high as it is wide the part of a picture is that [`glimpse`] shows, at most.
const GLIMPSE: u32 = 3;
/// Of a JPEG of 100.
const QUALITY: u8 = 85;
/// What is tried.
pub(crate) const DECODING: &str = "decoding the picture";

/// The picture turned upright and made small, so that it fits into a square of `edge` pixels (at most [`EDGE_MAX`]): the
/// bytes of a JPEG, or of a PNG where anything of it is transparent. A smaller picture keeps its size; of several frames
/// or pages it is the first.
///
/// `None` where the bytes are no picture of a kind that [`Kind::Picture`](super::Kind::Picture) names, where they are
/// damaged, or where decoding would cost too much: over 100 megapixels, 512 MiB of memory, or a file of 256 MiB.
///
/// # Errors
/// The bytes cannot be read.
pub fn thumbnail(bytes: &mut dyn Bytes, edge: u32) -> Result<Option<Vec<u8>>, Error> {
    small(bytes, edge, None)
}

/// As [`thumbnail`], of a tall picture only its upper part, three times as high as it is wide: of a long capture the
/// whole would be a thread.
///
/// # Errors
/// The bytes cannot be read.
pub fn glimpse(bytes: &mut dyn Bytes, edge: u32) -> Result<Option<Vec<u8>>, Error> {
    small(bytes, edge, Some(GLIMPSE))
}

fn small(bytes: &mut dyn Bytes, edge: u32, tallest: Option<u32>) -> Result<Option<Vec<u8>>, Error> {
    let size = bytes.seek(SeekFrom::End(0)).map_err(Error::reading(DECODING))?;
    bytes.rewind().map_err(Error::reading(DECODING))?;
    if size > FILE_BYTES {
        return Ok(None);
    }
    let (medium, failure) = Medium::watch(bytes);
    // Decoders are foreign code over hostile bytes: one that panics has only not decoded.
    let small = catch_unwind(AssertUnwindSafe(|| {
        let picture = decode(BufReader::new(medium), edge.clamp(1, EDGE_MAX), tallest)?;
        encode(picture)
    }));
    failure.check(DECODING)?;
    Ok(small.ok().flatten())
}

/// The picture, upright and small; `None` where that cannot or shall not be had.
fn decode(source: impl BufRead + Seek, edge: u32, tallest: Option<u32>) -> Option<DynamicImage> {
    let (mut whole, orientation) = open(source)?;
    let limit = tallest.map(|times| whole.width().saturating_mul(times));
    // Pictures that are turned are photographs, which are never so tall.
    if let Some(limit) =
        limit.filter(|limit| whole.height() > *limit && orientation == Orientation::NoTransforms)
    {
        whole = whole.crop_imm(0, 0, whole.width(), limit);
    }
    let mut small =
        if whole.width().max(whole.height()) > edge { whole.thumbnail(edge, edge) } else { whole };
    small.apply_orientation(orientation);
    Some(small)
}

/// The picture as it is stored and how to turn it upright, within the limits of [`thumbnail`].
pub(crate) fn open(source: impl BufRead + Seek) -> Option<(DynamicImage, Orientation)> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_BYTES);
    let mut reader = ImageReader::new(source).with_guessed_format().ok()?;
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return None;
    }
    limits.reserve(decoder.total_bytes()).ok()?;
    decoder.set_limits(limits).ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Some((DynamicImage::from_decoder(decoder).ok()?, orientation))
}

/// Whether a picture declares more pixels than are decoded; not where it declares nothing that can be read.
pub(crate) fn is_too_large(source: impl BufRead + Seek) -> bool {
    let declared = ImageReader::new(source).with_guessed_format().ok().and_then(|r| r.into_dimensions().ok());
    declared.is_some_and(|(width, height)| u64::from(width) * u64::from(height) > PIXELS)
}

/// The bytes of a file that holds the picture.
fn encode(picture: DynamicImage) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let transparent = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|p| p.0[3] < u8::MAX);
    if transparent {
        picture.to_rgba8().write_with_encoder(PngEncoder::new(&mut out)).ok()?;
    } else {
        picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_glimpse_of_a_tall_picture_is_its_upper_part() {
        for (width, height, want) in [(100, 2_000, (40, 120)), (100, 200, (60, 120)), (300, 100, (120, 40))] {
            let picture = image::RgbImage::from_pixel(width, height, image::Rgb([9, 90, 200]));
            let mut file = Vec::new();
            picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).expect("written");
            let small = glimpse(&mut Cursor::new(file), 120).expect("read").expect("a picture");
            let small = image::load_from_memory(&small).expect("a picture");
            assert_eq!((small.width(), small.height()), want, "{width}×{height}");
        }
    }
}
