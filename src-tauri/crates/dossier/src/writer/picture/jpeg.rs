//! A JPEG as it lies there: PDF reads the same format, so that not a byte of the evidence changes.

use super::{AsItIs, image, profile};
use crate::original::Jpeg;

/// `None` where readers of PDF could not decode it, or where its colours (CMYK) would need what an archive may not hold.
pub(super) fn as_it_is(bytes: &[u8]) -> Option<AsItIs> {
    let jpeg = Jpeg::of(bytes)?;
    let colours = match jpeg.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return None,
    };
    // A file that breaks off is shown as far as it goes, by a decoder that says so if it cannot.
    let ends = bytes.len() > 4 && memchr::memmem::rfind(bytes, &[0xff, 0xd9]).is_some();
    if !jpeg.is_common || !ends {
        return None;
    }
    let mut dictionary = image(jpeg.width, jpeg.height, colours.into());
    dictionary.set("Filter", "DCTDecode");
    let profile = jpeg.profile.and_then(|bytes| profile(bytes, i64::from(jpeg.components)));
    Some((dictionary, None, profile))
}
