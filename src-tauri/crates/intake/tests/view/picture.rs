//! Pictures made small: fitting, upright, opaque or not, and never at the price of the program.

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use juzheng_intake::view::thumbnail;
use std::io::Cursor;

fn small(bytes: &[u8], edge: u32) -> Option<(ImageFormat, DynamicImage)> {
    let out = thumbnail(&mut Cursor::new(bytes), edge).expect("memory can be read")?;
    let format = image::guess_format(&out).expect("it is a picture");
    Some((format, image::load_from_memory(&out).expect("it can be decoded")))
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("memory takes it");
    out.into_inner()
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgb([230, 0, 0]) } else { Rgb([0, 0, 230]) };
    RgbImage::from_fn(width, height, |x, _| colour(x)).into()
}

#[test]
fn a_picture_of_every_kind_fits_the_square() {
    use ImageFormat::{Bmp, Gif, Jpeg, Png, Tiff, WebP};
    for format in [Png, Jpeg, Gif, Bmp, WebP, Tiff] {
        let bytes = written(&halves(300, 200), format);
        for (edge, want) in [(60, (60, 40)), (1, (1, 1)), (0, (1, 1)), (5_000, (300, 200))] {
            let (out, picture) = small(&bytes, edge).unwrap_or_else(|| panic!("{format:?} is known"));
            assert_eq!((out, picture.dimensions()), (Jpeg, want), "{format:?}");
        }
        let (_, picture) = small(&bytes, 60).expect("it is known");
        let (left, right) = (picture.get_pixel(5, 20), picture.get_pixel(55, 20));
        assert!(
            left[0] > 150 && left[2] < 90 && right[2] > 150 && right[0] < 90,
            "{format:?}: {left:?} {right:?}"
        );
    }
}

#[test]
fn what_shines_through_stays_so() {
    let clear = RgbaImage::from_pixel(100, 50, Rgba([9, 9, 9, 100]));
    let opaque = RgbaImage::from_pixel(100, 50, Rgba([9, 9, 9, 255]));
    for (picture, want) in [(clear, ImageFormat::Png), (opaque, ImageFormat::Jpeg)] {
        let (format, picture) = small(&written(&picture.into(), ImageFormat::Png), 20).expect("it is known");
        assert_eq!((format, picture.dimensions()), (want, (20, 10)));
    }
}

#[test]
fn a_picture_is_turned_upright() {
    let plain = written(&halves(300, 200), ImageFormat::Jpeg);
    // Orientation 6: the camera was turned; the picture is shown a quarter to the right.
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = (exif.len() as u16 + 2).to_be_bytes();
    let turned = [&plain[..2], b"\xff\xe1", &length, exif, &plain[2..]].concat();
    let (_, picture) = small(&turned, 60).expect("it is a JPEG");
    assert_eq!(picture.dimensions(), (40, 60));
    let (top, bottom) = (picture.get_pixel(20, 5), picture.get_pixel(20, 55));
    assert!(top[0] > 150 && bottom[2] > 150, "{top:?} {bottom:?}");
}

/// A PNG that declares this size and holds nothing.
fn declared(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    chunk.extend([8, 6, 0, 0, 0]);
    let sum = chunk.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    });
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0d", &chunk[..], &(!sum).to_be_bytes(), b"\0\0\0\0IDAT"].concat()
}

#[test]
fn a_picture_that_declares_too_much_is_none() {
    for (width, height) in [(100_000, 100_000), (u32::MAX >> 1, u32::MAX >> 1), (0, 0), (10_001, 10_000)] {
        assert!(small(&declared(width, height), 100).is_none(), "{width} × {height}");
    }
}

#[test]
fn damaged_pictures_and_other_files_are_none_or_something() {
    use ImageFormat::{Bmp, Gif, Jpeg, Png, Tiff, WebP};
    for bytes in
        [&b""[..], b"a,b\n", b"%PDF-1.7", b"\xff\xd8\xff", b"\0\0\0\x20ftypheic", b"P6\n1 1\n255\nabc"]
    {
        assert!(small(bytes, 100).is_none());
    }
    for format in [Png, Jpeg, Gif, Bmp, WebP, Tiff] {
        let whole = written(&halves(90, 60), format);
        for end in (0..whole.len()).step_by(whole.len() / 20 + 1) {
            let _ = small(&whole[..end], 50);
        }
        for at in (0..whole.len()).step_by(whole.len() / 100 + 1) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            let _ = small(&flipped, 50);
        }
    }
}
