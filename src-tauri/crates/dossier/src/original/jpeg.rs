//! The segments of a JPEG before its pixels (ITU-T T.81, annex B), read without decoding anything.

use image::metadata::Orientation;

/// What a reader of PDF must know to show the file as it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Jpeg {
    /// Width in pixels, as stored.
    pub(crate) width: u32,
    /// Height in pixels, as stored.
    pub(crate) height: u32,
    /// 1 grey, 3 colour, 4 CMYK.
    pub(crate) components: u8,
    /// Whether every reader of PDF can decode it: eight bits, baseline or progressive, Huffman coded.
    pub(crate) is_common: bool,
    /// How it is turned upright, by its EXIF.
    pub(crate) orientation: Orientation,
    /// The colour profile that it carries.
    pub(crate) profile: Option<Vec<u8>>,
}

impl Jpeg {
    /// Reads the segments up to the first scan; `None` where they do not lead there.
    pub(crate) fn of(bytes: &[u8]) -> Option<Jpeg> {
        let mut jpeg = Jpeg {
            width: 0,
            height: 0,
            components: 0,
            is_common: false,
            orientation: Orientation::NoTransforms,
            profile: None,
        };
        let mut profile: Vec<(u8, &[u8])> = Vec::new();
        let mut at = 2;
        if bytes.get(..2)? != [0xff, 0xd8] {
            return None;
        }
        loop {
            // A marker may have any number of fill bytes before it.
            while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
                at += 1;
            }
            let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
            if matches!(marker, 0x01 | 0xd0..=0xd7) {
                at += 2;
                continue;
            }
            let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
            let segment = bytes.get(at + 4..at + 2 + length.max(2))?;
            match marker {
                0xda => break,
                0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => jpeg.frame(marker, segment)?,
                0xe1 => {
                    if let Some(exif) = segment.strip_prefix(b"Exif\0\0") {
                        jpeg.orientation = Orientation::from_exif_chunk(exif).unwrap_or(jpeg.orientation);
                    }
                }
                0xe2 => {
                    if let Some([number, _, piece @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                        profile.push((*number, piece));
                    }
                }
                _ => {}
            }
            at += 2 + length.max(2);
        }
        profile.sort_by_key(|(number, _)| *number);
        let whole: Vec<u8> = profile.iter().flat_map(|(_, piece)| piece.iter().copied()).collect();
        jpeg.profile = Some(whole).filter(|whole| !whole.is_empty());
        (jpeg.width > 0 && jpeg.height > 0).then_some(jpeg)
    }

    fn frame(&mut self, marker: u8, segment: &[u8]) -> Option<()> {
        let [precision, h1, h0, w1, w0, components, ..] = *segment else { return None };
        (self.height, self.width) =
            (u16::from_be_bytes([h1, h0]).into(), u16::from_be_bytes([w1, w0]).into());
        self.components = components;
        self.is_common = matches!(marker, 0xc0..=0xc2) && precision == 8 && matches!(components, 1 | 3 | 4);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_jpeg_is_read_however_it_is_cut() {
        let mut file = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut file);
        image::ImageEncoder::write_image(encoder, &[99; 6_000], 50, 40, image::ExtendedColorType::Rgb8)
            .expect("memory");
        let jpeg = Jpeg::of(&file).expect("a JPEG");
        assert_eq!((jpeg.width, jpeg.height, jpeg.components, jpeg.is_common), (50, 40, 3, true));
        for end in 0..file.len() {
            let cut = Jpeg::of(&file[..end]);
            assert!(cut.is_none_or(|cut| cut == jpeg), "{end}");
        }
    }
}
