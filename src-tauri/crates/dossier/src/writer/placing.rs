//! Pictures and pages of originals on a page: put into the file, or replaced by words where they cannot be shown.

use super::{
    content::{Mark, Placed},
    file::ObjectFile,
    stock::Stock,
};
use crate::{
    Error,
    fonts::{Fonts, Voice},
    layout::Item,
    original::Unshown,
};
use std::{borrow::Cow, io::Write};

/// Type size of the words that stand in the place of what cannot be shown.
const WORDS: f32 = 9.0;

/// The items of a page as marks; what they show is in the file afterwards.
pub(super) fn marks<'i, W: Write>(
    items: &'i [Item],
    stock: &mut Stock<'_>,
    file: &mut ObjectFile<W>,
    fonts: &Fonts,
) -> Result<Vec<Mark<'i>>, Error> {
    let mut marks = Vec::with_capacity(items.len());
    for item in items {
        let (frame, shown, crop) = match item {
            Item::Picture { x, y, w, h, source, crop, covers } => {
                let shown = stock.picture(file, *source, covers)?;
                ([*x, *y, *w, *h], shown, Some(*crop))
            }
            Item::PdfPage { x, y, w, h, source, page, covers } => {
                ([*x, *y, *w, *h], stock.page(file, *source, *page, covers)?, None)
            }
            Item::Code { x, y, size, text } => match stock.code(file, text)? {
                Some(stocked) => ([*x, *y, *size, *size], Ok(stocked), None),
                None => continue,
            },
            item => {
                marks.push(Mark::item(item));
                continue;
            }
        };
        match shown {
            Ok(stocked) => {
                let whole = [0.0, 0.0, stocked.size[0], stocked.size[1]];
                let crop = crop.filter(|crop| crop.map(|n| n as f32) != whole);
                let is_sound = crop.is_none_or(|[.., w, h]| w > 0 && h > 0);
                if is_sound {
                    marks.push(Mark::Placed(Placed { stocked, frame, crop }));
                }
            }
            Err(unshown) => {
                marks.extend(instead(frame, unshown, fonts).map(|item| Mark::Item(Cow::Owned(item))));
            }
        }
    }
    Ok(marks)
}

/// The numbers of what the marks place, each once.
pub(super) fn placed(marks: &[Mark<'_>]) -> Vec<u32> {
    let mut ids: Vec<u32> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Placed(placed) => Some(placed.stocked.id),
            Mark::Item(_) => None,
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A frame with words in it.
fn instead([x, y, w, h]: [f32; 4], unshown: Unshown, fonts: &Fonts) -> impl Iterator<Item = Item> {
    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
    let rules = (0..4).map(move |side| Item::Rule {
        from: corners[side],
        to: corners[side + 1],
        thick: 0.5,
        grey: 0.5,
    });
    // Han signs are as wide as they are high.
    let room = (((w - 12.0) / WORDS) as usize).max(1);
    let words: Vec<char> = unshown.words().chars().collect();
    let face = fonts.drawn_as(Voice::Sans);
    let lines: Vec<Item> = (0_u8..)
        .zip(words.chunks(room))
        .map(|(line, words)| Item::Text {
            x: x + 6.0,
            y: y + 6.0 + WORDS + f32::from(line) * WORDS * 1.5,
            size: WORDS,
            grey: 0.2,
            face,
            text: words.iter().collect(),
        })
        .collect();
    rules.chain(lines)
}
