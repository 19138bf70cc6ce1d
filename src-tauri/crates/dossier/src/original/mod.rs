//! The originals that a dossier shows, asked for what the layout must know before anything is decoded.
//!
//! An original that is missing, damaged or made to exhaust its reader costs its own place in the dossier and nothing else:
//! every question here has an answer in words ([`Unshown`]).

mod clean;
mod head;
mod jpeg;
mod objects;
mod reach;
mod text;

pub(crate) use head::{DECODED_BYTES, Head, fault};
pub(crate) use jpeg::Jpeg;
pub(crate) use objects::{Leaf, Objects};
pub use text::text_of;

use crate::{Error, Fonts, Pages};
use juzheng_model::{Digest, Originals};
use std::{
    cell::RefCell,
    io::{Read, Seek, SeekFrom},
    rc::Rc,
};

/// Objects that are looked at to tell whether the pages of a PDF can be taken over, those of each page counted anew; of pages
/// beyond that, pictures are shown.
const LOOKED_AT: usize = 4_000_000;
/// As how many a page counts that cannot be taken over.
const UNSUITED: usize = 1_000;
/// Bytes of a file that is shown: some decoders hold all of it.
const FILE_BYTES: u64 = 256 << 20;
/// Bytes at the beginning of a picture that are looked at for its size.
const HEAD_BYTES: u64 = 32 << 10;

/// Why an original cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unshown {
    /// It is not there, or the system does not give it.
    Missing,
    /// It is of no kind that can be shown.
    Unknown,
    /// It is damaged.
    Damaged,
    /// It would take more memory than any honest file needs.
    TooLarge,
    /// It opens with a password only.
    Locked,
}

impl Unshown {
    /// What stands in its place.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Unshown::Missing => "原件未能读取，此处未能显示",
            Unshown::Unknown => "原件不是可显示的格式，请见原始文件",
            Unshown::Damaged => "原件已损坏，此处未能显示，请见原始文件",
            Unshown::TooLarge => "原件过大，此处未能显示，请见原始文件",
            Unshown::Locked => "原件设有打开密码，此处未能显示，请见原始文件",
        }
    }
}

/// A page of a PDF as the layout sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageView {
    /// Width as one looks at it, in points.
    pub(crate) width: f32,
    /// Height as one looks at it, in points.
    pub(crate) height: f32,
    /// Whether it is shown as a picture (300 dpi), because it cannot be taken over in good faith: Chinese in a font that the
    /// file does not contain, layers that are switched off, content that is packed in unknown ways.
    pub(crate) as_picture: bool,
}

/// A PDF that is shown.
pub(crate) struct Voucher {
    /// Draws its pages.
    pub(crate) pages: Pages,
    /// By page, from the first.
    pub(crate) views: Vec<PageView>,
    objects: Option<Objects>,
}

impl Voucher {
    /// Its objects and a page (from 1) among them; `None` where it can only be shown as a picture.
    pub(crate) fn leaf(&self, page: u32) -> Option<(&Objects, Leaf)> {
        let view = self.views.get((page as usize).checked_sub(1)?)?;
        let objects = self.objects.as_ref().filter(|_| !view.as_picture)?;
        Some((objects, objects.leaf(page as usize, (view.width, view.height))?))
    }
}

/// A PDF that was opened, or why it could not be.
type Opened = Result<Rc<Voucher>, Unshown>;

/// The originals, for layout and writer. Holds the PDF that was asked for last.
pub(crate) struct Shown<'o> {
    originals: &'o dyn Originals,
    fonts: &'o Fonts,
    last: RefCell<Option<(Digest, Opened)>>,
}

impl<'o> Shown<'o> {
    /// These originals; what PDFs do not contain is drawn in these fonts.
    pub(crate) fn new(originals: &'o dyn Originals, fonts: &'o Fonts) -> Shown<'o> {
        Shown { originals, fonts, last: RefCell::new(None) }
    }

    /// Width and height of a picture in pixels, upright.
    ///
    /// # Errors
    /// It cannot be shown. Even where its size is known, its pixels may turn out to be damaged later.
    pub(crate) fn picture_size(&self, source: &Digest) -> Result<[u32; 2], Unshown> {
        // Of most pictures the first bytes say all of it.
        let head = match Head::of_beginning(&self.beginning(source, HEAD_BYTES)?) {
            Some(head) => head?,
            None => Head::of(&self.bytes(source)?)?,
        };
        Ok(head.upright())
    }

    /// A PDF, opened.
    ///
    /// # Errors
    /// It cannot be shown.
    pub(crate) fn voucher(&self, source: &Digest) -> Opened {
        if let Some((known, voucher)) = &*self.last.borrow()
            && known == source
        {
            return voucher.clone();
        }
        let opened = self.open(source).map(Rc::new);
        *self.last.borrow_mut() = Some((*source, opened.clone()));
        opened
    }

    /// All bytes of an original.
    ///
    /// # Errors
    /// It cannot be had, or is too large.
    pub(crate) fn bytes(&self, source: &Digest) -> Result<Vec<u8>, Unshown> {
        self.beginning(source, FILE_BYTES)
    }

    /// The first bytes of an original, so many at most.
    fn beginning(&self, source: &Digest, most: u64) -> Result<Vec<u8>, Unshown> {
        let mut original = self.originals.open(source).map_err(|_| Unshown::Missing)?;
        let size = original.seek(SeekFrom::End(0)).map_err(|_| Unshown::Missing)?;
        if size > FILE_BYTES {
            return Err(Unshown::TooLarge);
        }
        original.rewind().map_err(|_| Unshown::Missing)?;
        let mut bytes = Vec::with_capacity(size.min(most) as usize);
        original.take(most).read_to_end(&mut bytes).map_err(|_| Unshown::Missing)?;
        Ok(bytes)
    }

    fn open(&self, source: &Digest) -> Result<Voucher, Unshown> {
        let bytes = self.bytes(source)?;
        let pages = Pages::open_in(bytes.clone(), self.fonts).map_err(|error| match error {
            Error::PdfLocked => Unshown::Locked,
            Error::PdfTooLarge { .. } => Unshown::TooLarge,
            _ => Unshown::Damaged,
        })?;
        let objects = Objects::of(&bytes, pages.count());
        drop(bytes);
        let mut left = LOOKED_AT;
        let view = |page| {
            let (width, height) = pages.size(page).map_err(|_| Unshown::Damaged)?;
            let looked_at = objects.as_ref().filter(|_| left > 0);
            let leaf = looked_at.and_then(|objects| objects.leaf(page, (width, height)));
            left = left.saturating_sub(leaf.as_ref().map_or(UNSUITED, |leaf| leaf.reach.ids.len() + 1));
            Ok(PageView { width, height, as_picture: leaf.is_none() })
        };
        let views = (1..=pages.count()).map(view).collect::<Result<_, _>>()?;
        Ok(Voucher { pages, views, objects })
    }
}
