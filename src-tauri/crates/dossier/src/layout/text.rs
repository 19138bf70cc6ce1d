//! Paragraphs: what the parts say, before it is measured.

use super::{flow::Anchor, style::Style};

/// Where a line stands in its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Align {
    /// At the left end.
    #[default]
    Left,
    /// At the right end.
    Right,
}

/// A piece of a line whose page numbers are known only at the end.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Words around the numbers.
    Words(String),
    /// The number of the page that an anchor lies on.
    PageOf(Anchor),
    /// The pages from one anchor to another: `12`, `12–15`.
    Pages(Anchor, Anchor),
    /// The volume that an anchor lies in: `第 2 卷`; nothing where there is one volume only.
    Volume(Anchor),
    /// How many pages these stretches have together.
    Extent(Vec<(Anchor, Anchor)>),
    /// The volume of this page and a blank; nothing where there is one volume only.
    ThisVolume,
    /// The number of this page.
    ThisPage,
    /// How many pages there are.
    PageCount,
}

/// What a paragraph says.
#[derive(Debug, Clone)]
pub(crate) enum Said {
    /// Texts with their styles, one after the other; `\n` begins a new line.
    Now(Vec<(Style, String)>),
    /// One line with page numbers, which is never broken.
    Late(Style, Vec<Piece>),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Para {
    /// What it says.
    pub(crate) said: Said,
    /// Where its lines stand.
    pub(crate) align: Align,
    /// White space above, in points.
    pub(crate) before: f32,
    /// At most so many lines; what is over becomes `…`.
    pub(crate) most: usize,
    /// Where its lines lead.
    pub(crate) link: Option<Anchor>,
}

impl Para {
    /// A paragraph in one style.
    pub(crate) fn new(style: Style, text: impl Into<String>) -> Para {
        Para::mixed(vec![(style, text.into())])
    }

    /// A paragraph in several styles.
    pub(crate) fn mixed(spans: Vec<(Style, String)>) -> Para {
        Para { said: Said::Now(spans), align: Align::Left, before: 0.0, most: usize::MAX, link: None }
    }

    /// A line with page numbers.
    pub(crate) fn late(style: Style, pieces: Vec<Piece>) -> Para {
        Para { said: Said::Late(style, pieces), align: Align::Left, before: 0.0, most: 1, link: None }
    }

    /// 「`before` n `after`」 with the page of an anchor, leading there.
    pub(crate) fn page_of(style: Style, before: &str, anchor: Anchor, after: &str) -> Para {
        let pieces =
            vec![Piece::Words(before.to_owned()), Piece::PageOf(anchor), Piece::Words(after.to_owned())];
        Para { link: Some(anchor), ..Para::late(style, pieces) }
    }

    /// Aligned so.
    pub(crate) fn align(self, align: Align) -> Para {
        Para { align, ..self }
    }

    /// With so much white space above.
    pub(crate) fn before(self, before: f32) -> Para {
        Para { before, ..self }
    }

    /// Cut to so many lines.
    pub(crate) fn most(self, most: usize) -> Para {
        Para { most, ..self }
    }

    /// Leading there, if anywhere.
    pub(crate) fn link(self, anchor: impl Into<Option<Anchor>>) -> Para {
        Para { link: anchor.into(), ..self }
    }
}
