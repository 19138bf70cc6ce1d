//! Reading one line: its frame brought to the reader's height, and the characters put back in their place.

use crate::{
    decode::{self, Alphabet, Sign},
    error::Error,
    frame::Frame,
    network::{Network, READER},
    pixels::{self, Kernel, Part},
};
use juzheng_model::port::{Glyph, Pixels, TextLine};
use rten::ThreadPool;
use std::{path::Path, sync::Arc};

/// The height of a line as the network takes it.
const HEIGHT: usize = 48;
/// The least width; a narrower line is followed by grey.
const NARROWEST: usize = 48;
/// The greatest width; a longer line is read in pieces that overlap.
const LONGEST: usize = 1200;
/// How far the pieces overlap: three characters.
const OVERLAP: usize = 3 * HEIGHT;
/// A line whose characters are less sure than this on average is not text.
const LEAST: f32 = 0.5;

/// In what way a line is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// How much is taken around the frame, as a share of its height.
    pub(crate) margin: f32,
    /// How much wider than it is the line is shown.
    pub(crate) stretch: f32,
    pub(crate) kernel: Kernel,
    /// Whether the darkest becomes black and the lightest white.
    pub(crate) contrast: bool,
}

impl View {
    /// As the network was taught.
    pub(crate) const PLAIN: View =
        View { margin: 0.0, stretch: 1.0, kernel: Kernel::Linear, contrast: false };
}

/// The reading network with its alphabet.
pub(crate) struct Reader {
    network: Network,
    alphabet: Alphabet,
}

impl Reader {
    pub(crate) fn load(folder: &Path) -> Result<Reader, Error> {
        let network = Network::load(folder, &READER)?;
        let list =
            network.told("character").ok_or_else(|| Error::NoAlphabet { path: folder.join(READER.file) })?;
        let alphabet = Alphabet::from_list(list);
        Ok(Reader { network, alphabet })
    }

    /// What stands in the frame; `None` where that is no text.
    pub(crate) fn read(
        &self,
        picture: Pixels<'_>,
        frame: &Frame,
        view: View,
        pool: &Arc<ThreadPool>,
    ) -> Result<Option<TextLine>, Error> {
        let shown = frame.grown(view.margin * frame.height());
        // How many pixels of the network one of the picture is, along the line.
        let scale = HEIGHT as f32 / shown.height().max(1.0) * view.stretch;
        let mut signs: Vec<Sign> = Vec::new();
        let mut from = 0.0;
        loop {
            let to = shown.width().min(from + LONGEST as f32 / scale);
            let piece = self.signs(picture, &shown.piece(from, to), scale, view, pool)?;
            let piece = piece.into_iter().map(|sign| Sign { at: from + sign.at, ..sign }).collect();
            signs = if from > 0.0 { spliced(signs, piece, from, OVERLAP as f32 / scale) } else { piece };
            if to >= shown.width() {
                break;
            }
            from = to - OVERLAP as f32 / scale;
        }
        Ok(line(picture, &shown, frame, signs))
    }

    /// The characters of a frame that is not too long, each with its distance from the frame's left end.
    fn signs(
        &self,
        picture: Pixels<'_>,
        frame: &Frame,
        scale: f32,
        view: View,
        pool: &Arc<ThreadPool>,
    ) -> Result<Vec<Sign>, Error> {
        let width = ((frame.width() * scale).ceil() as usize).clamp(1, LONGEST + 1);
        let stride = width.max(NARROWEST);
        let mut planes = if frame.is_upright() {
            let [x0, y0, ..] = frame.bounds();
            let step = [frame.width() / width as f32, frame.height() / HEIGHT as f32];
            let part = Part { origin: [x0, y0], step, width, height: HEIGHT };
            pixels::planes(picture, &part, stride, view.kernel)
        } else {
            pixels::straightened(picture, frame, width, HEIGHT, stride)
        };
        if view.contrast {
            stretch_contrast(&mut planes, width, stride);
        }
        let answer = self.network.run(planes, stride, HEIGHT, pool)?;
        if answer.columns != self.alphabet.len() {
            return Err(self.network.misshapen(&answer));
        }
        let row = stride as f32 / answer.rows.max(1) as f32 * frame.width() / width as f32;
        let signs = decode::decode(&answer, &self.alphabet);
        Ok(signs.into_iter().map(|sign| Sign { at: (sign.at + 0.5) * row, ..sign }).collect())
    }
}

/// Two readings of overlapping pieces as one: up to the middle of the overlap the first, from there on the second.
///
/// Where both have the same character at nearly the same place, the change is made behind it, so that none is cut in two.
fn spliced(mut first: Vec<Sign>, second: Vec<Sign>, from: f32, overlap: f32) -> Vec<Sign> {
    let middle = from + overlap / 2.0;
    let near = overlap / 12.0;
    let common = second
        .iter()
        .enumerate()
        .filter(|(_, sign)| sign.at < from + overlap)
        .filter_map(|(at, sign)| {
            let other =
                first.iter().rposition(|old| old.char == sign.char && (old.at - sign.at).abs() < near)?;
            Some((other, at, (sign.at - middle).abs()))
        })
        .min_by(|a, b| a.2.total_cmp(&b.2));
    match common {
        Some((old, new, _)) => {
            first.truncate(old + 1);
            first.extend(second.into_iter().skip(new + 1));
        }
        None => {
            first.retain(|sign| sign.at < middle);
            first.extend(second.into_iter().filter(|sign| sign.at >= middle));
        }
    }
    first
}

/// The line of these characters, unless they are too unsure.
fn line(picture: Pixels<'_>, shown: &Frame, frame: &Frame, mut signs: Vec<Sign>) -> Option<TextLine> {
    let is_space = |sign: &Sign| sign.char.is_whitespace();
    signs.truncate(signs.iter().rposition(|sign| !is_space(sign))? + 1);
    signs.drain(..signs.iter().take_while(|sign| is_space(sign)).count());
    let sure = signs.iter().map(|sign| sign.sure).sum::<f32>() / signs.len() as f32;
    if sure < LEAST {
        return None;
    }
    let (width, height) = (picture.width, picture.height());
    let [x0, y0, x1, y1] = frame.bounds();
    let low = |at: f32, limit: u32| (at.max(0.0) as u32).min(limit.saturating_sub(1));
    let high = |at: f32, limit: u32| (at.ceil().max(0.0) as u32).min(limit);
    let [x, y] = [low(x0, width), low(y0, height)];
    let bounds = [x, y, high(x1, width).max(x + 1) - x, high(y1, height).max(y + 1) - y];
    let corner = |[x, y]: [f32; 2]| [high(x.floor(), width), high(y.floor(), height)];
    let [x, y, w, h] = bounds;
    let corners = if frame.is_upright() {
        [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
    } else {
        frame.corners().map(corner)
    };
    let glyph = |sign: &Sign| Glyph {
        char: sign.char,
        confidence: thousandths(sign.sure),
        runner_up: sign.other.map(|(char, sure)| (char, thousandths(sure))).filter(|(_, sure)| *sure > 0),
        x: low(shown.point(sign.at, shown.half[1])[0], width),
    };
    Some(TextLine {
        text: signs.iter().map(|sign| sign.char).collect(),
        bounds,
        corners,
        confidence: thousandths(sure),
        glyphs: signs.iter().map(glyph).collect(),
    })
}

fn thousandths(share: f32) -> u16 {
    (share * 1000.0).round().clamp(0.0, 1000.0) as u16
}

/// Spreads the values of the filled columns from black to white, all colours alike.
fn stretch_contrast(planes: &mut [f32], width: usize, stride: usize) {
    let (mut low, mut high) = (1.0f32, -1.0f32);
    for value in planes.chunks_exact(stride).flat_map(|row| &row[..width]) {
        low = low.min(*value);
        high = high.max(*value);
    }
    if high - low < 0.1 {
        return;
    }
    for value in planes.chunks_exact_mut(stride).flat_map(|row| &mut row[..width]) {
        *value = (*value - low) / (high - low) * 2.0 - 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str, from: f32) -> Vec<Sign> {
        let sign = |(at, char)| Sign { char, sure: 1.0, other: None, at: from + at as f32 * 10.0 };
        text.chars().enumerate().map(sign).collect()
    }

    #[test]
    fn pieces_are_joined_without_loss_or_double() {
        let rows: &[(&str, &str, f32, &str)] = &[
            // The second piece begins at 50 and overlaps by 50; its first character is cut in two.
            ("abcdefghij", "xghijklmn", 52.0, "abcdefghijklmn"),
            ("abcdefghi|", "fghijklm", 51.0, "abcdefghijklm"),
            ("aaaaaaaaaa", "aaaaaaaa", 50.0, "aaaaaaaaaaaaa"),
            // Nothing in common: the middle decides.
            ("abcdefghij", "stuvwxyz", 50.0, "abcdefghvwxyz"),
        ];
        for (first, second, from, joined) in rows {
            let found = spliced(signs(first, 0.0), signs(second, *from), 50.0, 50.0);
            assert_eq!(found.iter().map(|sign| sign.char).collect::<String>(), *joined);
        }
    }

    #[test]
    fn a_line_has_no_spaces_at_its_ends_and_is_not_too_unsure() {
        let rgb = vec![0; 200 * 40 * 3];
        let picture = Pixels { rgb: &rgb, width: 200 };
        let frame = Frame::upright([-3.0, 4.5, 120.0, 20.0]);
        let line = |signs| line(picture, &frame, &frame, signs);
        let found = line(signs(" ab c ", 5.0)).unwrap();
        assert_eq!((found.text.as_str(), found.confidence, found.bounds), ("ab c", 1000, [0, 4, 120, 16]));
        assert_eq!(found.glyphs.iter().map(|glyph| glyph.char).collect::<String>(), found.text);
        assert_eq!(found.glyphs[0].x, 12);
        assert_eq!(line(signs("  ", 0.0)), None);
        let mut unsure = signs("ab", 0.0);
        unsure.iter_mut().for_each(|sign| sign.sure = 0.4);
        assert_eq!(line(unsure), None);
    }

    #[test]
    fn contrast_is_stretched_where_there_is_some() {
        let mut planes = vec![0.5, 0.7, 9.0, 0.6, 0.5, 9.0];
        stretch_contrast(&mut planes, 2, 3);
        let expected = [-1.0, 1.0, 9.0, 0.0, -1.0, 9.0];
        assert!(planes.iter().zip(expected).all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-4), "{planes:?}");
    }
}
