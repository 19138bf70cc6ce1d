//! A picture cut across into slices at its full size, for pages that cannot show one so tall.

use super::picture::{DECODING, FILE_BYTES, open};
use crate::{error::Error, medium::Medium};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};
use juzheng_model::port::Bytes;
use std::{
    io::{BufReader, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The picture turned upright, cut from the top into PNGs of `rows` rows each (the last one has the rest), none of its
/// pixels changed but for transparency, which is laid on white; of several frames or pages it is the first.
///
/// `None` where [`thumbnail`](super::thumbnail) gives none.
///
/// # Errors
/// The bytes cannot be read.
pub fn slices(bytes: &mut dyn Bytes, rows: u32) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let size = bytes.seek(SeekFrom::End(0)).map_err(Error::reading(DECODING))?;
    bytes.rewind().map_err(Error::reading(DECODING))?;
    if size > FILE_BYTES {
        return Ok(None);
    }
    let (medium, failure) = Medium::watch(bytes);
    // Decoders are foreign code over hostile bytes: one that panics has only not decoded.
    let cut = catch_unwind(AssertUnwindSafe(|| {
        let (mut whole, orientation) = open(BufReader::new(medium))?;
        whole.apply_orientation(orientation);
        cut(whole, rows.max(1))
    }));
    failure.check(DECODING)?;
    Ok(cut.ok().flatten())
}

fn cut(whole: DynamicImage, rows: u32) -> Option<Vec<Vec<u8>>> {
    let whole = on_white(whole);
    let (width, height) = (whole.width(), whole.height());
    let row = width as usize * 3;
    let slice = |rows: &[u8]| {
        let mut out = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Adaptive);
        let high = (rows.len() / row) as u32;
        encoder.write_image(rows, width, high, ExtendedColorType::Rgb8).ok()?;
        Some(out)
    };
    match height {
        0 => None,
        _ => whole.as_raw().chunks(row.checked_mul(rows as usize)?).map(slice).collect(),
    }
}

/// The picture without transparency.
fn on_white(whole: DynamicImage) -> image::RgbImage {
    if !whole.color().has_alpha() {
        return whole.into_rgb8();
    }
    let through = whole.into_rgba8();
    let over = |colour: u8, alpha: u8| {
        let (colour, alpha) = (u32::from(colour), u32::from(alpha));
        ((colour * alpha + 255 * (255 - alpha)) / 255) as u8
    };
    image::RgbImage::from_fn(through.width(), through.height(), |x, y| {
        let [red, green, blue, alpha] = through.get_pixel(x, y).0;
        image::Rgb([over(red, alpha), over(green, alpha), over(blue, alpha)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn slices_joined_are_the_picture() {
        let picture = image::RgbaImage::from_fn(7, 25, |x, y| image::Rgba([x as u8, y as u8, 9, 255]));
        let mut file = Vec::new();
        picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).expect("written");
        let cut = slices(&mut Cursor::new(file), 10).expect("read").expect("a picture");
        let read = |slice: &Vec<u8>| image::load_from_memory(slice).expect("a slice").into_rgb8();
        let pieces: Vec<_> = cut.iter().map(read).collect();
        assert_eq!(pieces.iter().map(|piece| piece.height()).collect::<Vec<_>>(), [10, 10, 5]);
        let joined: Vec<u8> = pieces.into_iter().flat_map(image::RgbImage::into_raw).collect();
        assert_eq!(joined, DynamicImage::ImageRgba8(picture).into_rgb8().into_raw());
    }

    #[test]
    fn what_is_no_picture_has_none() {
        for bytes in [&b""[..], b"no picture", b"\x89PNG\r\n\x1a\nbroken"] {
            assert_eq!(slices(&mut Cursor::new(bytes.to_vec()), 10).expect("read"), None);
        }
    }
}
