//! The pixels of a picture that is too tall for one image of the page: cut once, given out slice by slice.

use crate::{error::Error, open::OpenCase};
use juzheng_intake::view;
use juzheng_model::Id;
use std::sync::PoisonError;

/// Pixels of the height of a slice.
pub(super) const SLICE: u32 = 2_048;
/// A picture of more rows than this is given out in slices.
const WHOLE: u32 = 8_192;
/// So is one of more pixels.
const WHOLE_PIXELS: u64 = 40_000_000;

/// The picture that was cut last: its slices as files of pictures.
#[derive(Debug)]
pub(in crate::open) struct Sliced {
    artifact: Id,
    slices: Vec<Vec<u8>>,
}

impl OpenCase {
    /// The slice of a picture with this number, counted from the top; `None` where there is none.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn picture_slice(&self, id: Id, number: usize) -> Result<Option<Vec<u8>>, Error> {
        let (mut file, _) = self.original(id)?;
        // Slices of one picture are asked for together: the first one cuts it, the others wait for that.
        let mut kept = self.sliced.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|kept| kept.artifact != id) {
            let read = |source| Error::Reading { path: id.to_string(), source };
            let Some(slices) = view::slices(&mut file, SLICE).map_err(read)? else { return Ok(None) };
            *kept = Some(Sliced { artifact: id, slices });
        }
        Ok(kept.as_ref().and_then(|kept| kept.slices.get(number)).cloned())
    }
}

/// Whether a page cannot be expected to show the file itself.
pub(super) fn needs_slices(media: &str, width: u32, height: u32) -> bool {
    let known = matches!(media, "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp");
    !known || height > WHOLE || u64::from(width) * u64::from(height) > WHOLE_PIXELS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_screens_are_shown_whole_and_long_captures_in_slices() {
        let rows = [
            ("image/png", 1_170, 2_532, false),
            ("image/jpeg", 1_440, 3_200, false),
            ("image/jpeg", 750, 30_000, true),
            ("image/png", 9_000, 6_000, true),
            ("image/tiff", 1_170, 2_532, true),
        ];
        for (media, width, height, want) in rows {
            assert_eq!(needs_slices(media, width, height), want, "{media} {width}×{height}");
        }
    }
}
