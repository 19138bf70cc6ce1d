//! What is known when the last page is laid: where everything came to stand, and the lines that waited for it.

use super::{
    flow::{Anchor, Heading},
    line::break_lines,
    page::{Closing, Item, LEFT, Link, RIGHT},
    style::Style,
    text::{Align, Piece},
};
use crate::{fonts::Coverage, places::Places};

/// A line that waits for page numbers.
#[derive(Debug)]
pub(super) struct LateLine {
    pub(super) style: Style,
    pub(super) pieces: Vec<Piece>,
    pub(super) align: Align,
    /// Left end, width, upper end.
    pub(super) frame: (f32, f32, f32),
}

/// What waits on one page.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) lines: Vec<LateLine>,
    pub(super) links: Vec<Link>,
}

/// Everything that is known when the last page is done.
pub(crate) struct Laid {
    pub(super) waiting: Vec<Waiting>,
    pub(super) places: Vec<Option<(usize, f32)>>,
    /// The outline.
    pub(crate) headings: Vec<Heading>,
    /// Where the case stands.
    pub(crate) shown: Places,
    pub(super) duplex: bool,
}

impl Laid {
    /// The number of pages.
    pub(crate) fn pages(&self) -> usize {
        self.waiting.len()
    }

    /// The numbers of the pages from one anchor to another, from 1; `None` where one of them lies nowhere.
    pub(crate) fn pages_between(&self, from: Anchor, to: Anchor) -> Option<(usize, usize)> {
        let page = |anchor: Anchor| self.places[anchor.index()].map(|(page, _)| page + 1);
        page(from).zip(page(to))
    }

    /// What is added to the pages of a volume (`volumes` are the indices of the pages with which each begins) now that
    /// their numbers are known, in order. A link that leads into another volume is none; targets count from the volume's
    /// first page.
    pub(crate) fn closings<'a>(
        &'a self,
        coverage: &'a mut Coverage<'_>,
        volumes: &'a [usize],
        volume: usize,
    ) -> impl Iterator<Item = Closing> + 'a {
        let first = volumes.get(volume).copied().unwrap_or(0);
        let end = volumes.get(volume + 1).copied().unwrap_or(self.waiting.len()).min(self.waiting.len());
        (first..end).map(move |page| {
            let waiting = &self.waiting[page];
            let mut closing = Closing::default();
            for line in &waiting.lines {
                self.set(coverage, line, page, volumes, &mut closing.items);
            }
            let shift = shift_of(page, self.duplex);
            closing.items.iter_mut().for_each(|item| item.shift(shift));
            closing.links.extend(waiting.links.iter().filter_map(|link| {
                let (target, top) = self.places[link.target.index()]?;
                let [x, y, w, h] = link.area;
                let within = (first..end).contains(&target);
                within.then(|| Link { area: [x + shift, y, w, h], target: (target - first, top) })
            }));
            closing
        })
    }

    fn set(
        &self,
        coverage: &mut Coverage<'_>,
        late: &LateLine,
        page: usize,
        volumes: &[usize],
        items: &mut Vec<Item>,
    ) {
        let number = |anchor: &Anchor| self.places[anchor.index()].map_or(0, |(page, _)| page + 1);
        let volume_of = |page: usize| volumes.partition_point(|first| *first <= page);
        let text: String = late
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::PageOf(anchor) => number(anchor).to_string(),
                Piece::Pages(from, to) if number(from) == number(to) => number(from).to_string(),
                Piece::Pages(from, to) => format!("{}–{}", number(from), number(to)),
                Piece::Volume(anchor) => match self.places[anchor.index()] {
                    Some((page, _)) if volumes.len() > 1 => format!("第 {} 卷", volume_of(page)),
                    _ => String::new(),
                },
                Piece::Extent(stretches) => {
                    let pages = |(from, to): &(Anchor, Anchor)| {
                        if number(from) == 0 { 0 } else { number(to) + 1 - number(from) }
                    };
                    stretches.iter().map(pages).sum::<usize>().to_string()
                }
                Piece::ThisVolume if volumes.len() > 1 => format!("第 {} 卷　", volume_of(page)),
                Piece::ThisVolume => String::new(),
                Piece::ThisPage => (page + 1).to_string(),
                Piece::PageCount => self.pages().to_string(),
            })
            .collect();
        let (lines, _) = break_lines(coverage, &[(late.style, text)], f32::MAX, 1);
        let (x, width, top) = late.frame;
        for line in lines {
            line.put(items, x + aligned(late.align, width - line.width), top);
        }
    }
}

/// How far the content of a page lies to the left of where it was laid: on the back of a sheet the margins change sides.
pub(super) fn shift_of(page: usize, duplex: bool) -> f32 {
    if duplex && page % 2 == 1 { RIGHT - LEFT } else { 0.0 }
}

pub(super) fn aligned(align: Align, room: f32) -> f32 {
    match align {
        Align::Left => 0.0,
        Align::Right => room,
    }
}
