//! Pictures as PDF holds them: as the original packs them wherever PDF can, else unpacked and packed anew without loss.

mod decoded;
mod jpeg;
mod png;

use crate::original::{Head, Unshown};
use image::{ImageFormat, metadata::Orientation};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Boxes that are covered: left, top, width, height in pixels of the upright picture.
pub(super) type Covers = Vec<[u32; 4]>;

/// A picture ready to be written.
pub(super) struct Picture {
    /// The image; its colour space stands in where there is a profile.
    pub(super) stream: Stream,
    /// How opaque each pixel is, where not all are.
    pub(super) mask: Option<Stream>,
    /// What its colours mean; without one they are sRGB.
    pub(super) profile: Option<Profile>,
    /// Width and height as one looks at it, in pixels.
    pub(super) size: [f32; 2],
    /// Turns the unit square that it fills upright.
    pub(super) upright: [f64; 6],
}

/// A colour profile.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Profile {
    /// 1 grey, 3 red, green and blue.
    pub(super) channels: i64,
    /// ICC.1.
    pub(super) bytes: Vec<u8>,
}

/// Makes a picture of an original's bytes. What is covered is painted over before it is packed.
pub(super) fn of(bytes: Vec<u8>, covers: &Covers) -> Result<Picture, Unshown> {
    let head = Head::of(&bytes)?;
    if covers.is_empty() {
        let as_is = match head.format {
            ImageFormat::Jpeg => jpeg::as_it_is(&bytes),
            ImageFormat::Png => png::as_it_is(&bytes),
            _ => None,
        };
        if let Some((dictionary, packed, profile)) = as_is {
            let packed = packed.unwrap_or(bytes);
            return Ok(picture(&head, super::plain_stream(dictionary, packed), None, profile));
        }
    }
    // Decoders are foreign code over hostile bytes: one that panics has only not decoded.
    let decoded = catch_unwind(AssertUnwindSafe(|| decoded::of(&bytes, &head, covers)));
    decoded.unwrap_or(Err(Unshown::Damaged))
}

/// A picture of an original's bytes with boxes painted over, as a PNG: what can be given to others in its stead. `None`
/// where it does not decode, or is larger than pictures may be.
pub fn covered(bytes: &[u8], covers: &[[u32; 4]]) -> Option<Vec<u8>> {
    let head = Head::of(bytes).ok()?;
    let covers = covers.to_vec();
    catch_unwind(AssertUnwindSafe(|| decoded::covered(bytes, &head, &covers))).ok()?.ok()
}

/// What a picture is as it lies in its file: the image's dictionary, its bytes where they are not the whole file, and its
/// profile.
type AsItIs = (Dictionary, Option<Vec<u8>>, Option<Profile>);

fn picture(head: &Head, stream: Stream, mask: Option<Stream>, profile: Option<Profile>) -> Picture {
    let size = head.upright().map(|side| side as f32);
    Picture { stream, mask, profile, size, upright: turned(head.orientation) }
}

/// The dictionary of an image with eight bits a sample.
fn image(width: u32, height: u32, colours: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => colours,
    }
}

/// A profile that can stand in the file: of a common class and version, for so many channels. That of sRGB itself is what
/// the file assumes anyway, but telling it from others is not worth the trouble.
fn profile(bytes: Vec<u8>, channels: i64) -> Option<Profile> {
    let space: &[u8] = if channels == 1 { b"GRAY" } else { b"RGB " };
    let says = |at: usize, what: &[u8]| bytes.get(at..at + what.len()) == Some(what);
    let fits = bytes.len() > 132
        && matches!(bytes[8], 2 | 4)
        && [b"scnr", b"mntr", b"prtr", b"spac"].iter().any(|class| says(12, *class))
        && says(16, space)
        && says(36, b"acsp")
        && bytes.get(..4).and_then(|size| size.try_into().ok()).map(u32::from_be_bytes)
            == u32::try_from(bytes.len()).ok();
    fits.then_some(Profile { channels, bytes })
}

/// How the unit square (y upwards) is turned.
fn turned(orientation: Orientation) -> [f64; 6] {
    match orientation {
        Orientation::NoTransforms => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Orientation::FlipHorizontal => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        Orientation::Rotate180 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        Orientation::FlipVertical => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        Orientation::Rotate90 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        Orientation::Rotate270 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        Orientation::Rotate90FlipH => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
        Orientation::Rotate270FlipH => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
    }
}
