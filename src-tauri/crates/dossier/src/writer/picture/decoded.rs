//! Pictures that PDF cannot hold as they are, or of which something is covered: unpacked, and packed anew.
//!
//! Without covers nothing is lost. With covers a JPEG becomes a JPEG again (at a quality at which nobody sees the
//! difference), because photographs packed without loss are many times as large.

use super::{Covers, Picture, picture, png, profile};
use crate::original::{DECODED_BYTES, Head, Unshown, fault};
use image::{
    DynamicImage, ExtendedColorType, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat, ImageReader,
    Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    metadata::Orientation,
};
use lopdf::Stream;
use std::io::Cursor;

/// Of a JPEG of 100.
const QUALITY: u8 = 92;

/// Unpacks the picture, covers what shall be covered, and packs it.
pub(super) fn of(bytes: &[u8], head: &Head, covers: &Covers) -> Result<Picture, Unshown> {
    let (mut pixels, icc) = decode(bytes, head)?;
    let mut head = *head;
    if !covers.is_empty() {
        pixels.apply_orientation(head.orientation);
        head = Head { stored: head.upright(), orientation: Orientation::NoTransforms, ..head };
    }
    let is_grey = !pixels.color().has_color();
    let mask = opacity(&pixels, covers);
    let mut samples =
        if is_grey { DynamicImage::from(pixels.into_luma8()) } else { pixels.into_rgb8().into() };
    cover(&mut samples, covers);
    let again_jpeg = head.format == ImageFormat::Jpeg && !covers.is_empty();
    let stream = if again_jpeg { jpeg(&samples)? } else { lossless(&samples)? };
    let mask = mask.map(|mask| lossless(&mask.into())).transpose()?;
    let profile = icc.and_then(|bytes| profile(bytes, if is_grey { 1 } else { 3 }));
    Ok(picture(&head, stream, mask, profile))
}

/// The picture as one looks at it, what shall be covered painted over, as a PNG without anything else in it.
pub(super) fn covered(bytes: &[u8], head: &Head, covers: &Covers) -> Result<Vec<u8>, Unshown> {
    let (mut pixels, _) = decode(bytes, head)?;
    pixels.apply_orientation(head.orientation);
    let mut pixels = DynamicImage::from(pixels.into_rgb8());
    cover(&mut pixels, covers);
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive);
    pixels.write_with_encoder(encoder).map_err(fault)?;
    Ok(file)
}

/// The pixels as they are stored, and the colour profile.
fn decode(bytes: &[u8], head: &Head) -> Result<(DynamicImage, Option<Vec<u8>>), Unshown> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), head.format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(fault)?;
    limits.reserve(decoder.total_bytes()).map_err(|_| Unshown::TooLarge)?;
    decoder.set_limits(limits).map_err(fault)?;
    // CMYK is turned into colours of a screen while it is decoded, and its profile means nothing then.
    let is_cmyk =
        matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8 | ExtendedColorType::Cmyk16);
    let icc = decoder.icc_profile().ok().flatten().filter(|_| !is_cmyk);
    Ok((DynamicImage::from_decoder(decoder).map_err(fault)?, icc))
}

/// How opaque each pixel is; `None` where all are wholly. What is covered is opaque.
fn opacity(pixels: &DynamicImage, covers: &Covers) -> Option<image::GrayImage> {
    if !pixels.color().has_alpha() {
        return None;
    }
    let rgba = pixels.to_rgba8();
    if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        return None;
    }
    let alpha: Vec<u8> = rgba.pixels().map(|pixel| pixel.0[3]).collect();
    let mut mask = image::GrayImage::from_raw(rgba.width(), rgba.height(), alpha)?;
    for (x, y) in covers.iter().flat_map(|cover| within(cover, (rgba.width(), rgba.height()))) {
        mask.put_pixel(x, y, image::Luma([u8::MAX]));
    }
    Some(mask)
}

/// Paints the boxes black.
fn cover(pixels: &mut DynamicImage, covers: &Covers) {
    let size = pixels.dimensions();
    for (x, y) in covers.iter().flat_map(|cover| within(cover, size)) {
        match pixels {
            DynamicImage::ImageLuma8(grey) => grey.put_pixel(x, y, image::Luma([0])),
            DynamicImage::ImageRgb8(colour) => colour.put_pixel(x, y, image::Rgb([0; 3])),
            _ => {}
        }
    }
}

/// The pixels of a box that lie on the picture.
fn within(cover: &[u32; 4], (width, height): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let [x, y, w, h] = *cover;
    let columns = x.min(width)..x.saturating_add(w).min(width);
    (y.min(height)..y.saturating_add(h).min(height)).flat_map(move |y| columns.clone().map(move |x| (x, y)))
}

/// As a PNG holds them: the filter of each row chosen by what it gives.
fn lossless(pixels: &DynamicImage) -> Result<Stream, Unshown> {
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive);
    pixels.write_with_encoder(encoder).map_err(fault)?;
    let (dictionary, packed, _) = png::as_it_is(&file).ok_or(Unshown::Damaged)?;
    Ok(super::super::plain_stream(dictionary, packed.unwrap_or_default()))
}

fn jpeg(pixels: &DynamicImage) -> Result<Stream, Unshown> {
    let mut file = Vec::new();
    let kind = pixels.color().into();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .write_image(pixels.as_bytes(), pixels.width(), pixels.height(), kind)
        .map_err(fault)?;
    let (dictionary, ..) = super::jpeg::as_it_is(&file).ok_or(Unshown::Damaged)?;
    Ok(super::super::plain_stream(dictionary, file))
}
