//! PDF bytes in, pictures of their pages out: a dossier of ours, or a voucher from a stranger.
//!
//! A stranger's file may be broken, or made to break its reader. So it is read and drawn on a thread of its own, where a
//! panic or a deep stack ends nothing else; what its streams unfold to is bounded before anything is unfolded
//! ([`ration`]); and a page is gone through without a brush before it is drawn ([`rehearsal`]). Links and form fields
//! cannot be used in a picture; appearances of annotations are drawn.

mod apart;
mod measure;
mod picture;
mod pixels;
mod ration;
mod rehearsal;
mod substitutes;

use crate::{Error, Fonts};
pub(crate) use apart::{Fault, apart};
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use substitutes::Substitutes;

/// More pages than any dossier has.
const MOST_PAGES: usize = 100_000;
/// Content of pages stays unfolded in memory once they were drawn; from so many bytes on the file is read anew.
const KEPT: usize = 64 << 20;

/// A PDF whose pages can be looked at. Threads can share it, and draw pages at the same time.
///
/// Pages are counted from 1, as on paper and in [`crate::Rendered::outline`].
pub struct Pages {
    bytes: Arc<Vec<u8>>,
    /// Width and height by page, in points.
    sizes: Vec<(f32, f32)>,
    substitutes: Substitutes,
    read: Mutex<Option<Read>>,
}

/// The file as it was read; there is none after a fault.
#[derive(Clone)]
struct Read {
    pdf: Arc<Pdf>,
    /// How many bytes of content its pages hold unfolded, at most.
    kept: usize,
}

impl Pages {
    /// Reads a PDF. What it sets in fonts that it does not contain is drawn in similar ones, but Chinese is not: see
    /// [`Pages::open_in`].
    ///
    /// # Errors
    /// It is no PDF ([`Error::PdfUnreadable`]), asks for a password ([`Error::PdfLocked`]), or would unfold to more than
    /// is worth showing ([`Error::PdfTooLarge`]).
    pub fn open(bytes: Vec<u8>) -> Result<Pages, Error> {
        Pages::with(bytes, Substitutes::none())
    }

    /// Reads a PDF; Chinese in fonts that it does not contain, as in many vouchers, is drawn in the dossier's fonts.
    ///
    /// # Errors
    /// As [`Pages::open`].
    pub fn open_in(bytes: Vec<u8>, fonts: &Fonts) -> Result<Pages, Error> {
        Pages::with(bytes, Substitutes::of(fonts))
    }

    fn with(bytes: Vec<u8>, substitutes: Substitutes) -> Result<Pages, Error> {
        let bytes = Arc::new(bytes);
        let opened = apart(|| {
            let pdf = read(&bytes)?;
            let sizes: Vec<_> = pdf.pages().iter().map(picture::size).collect();
            Ok((pdf, sizes))
        });
        let (pdf, sizes) = opened.map_err(|fault| match fault {
            Fault::TooMuch(what) => Error::PdfTooLarge { what },
            Fault::Locked => Error::PdfLocked,
            Fault::Broken => Error::PdfUnreadable,
        })?;
        let read = Mutex::new(Some(Read { pdf: Arc::new(pdf), kept: 0 }));
        Ok(Pages { bytes, sizes, substitutes, read })
    }

    /// How many pages there are; at least one.
    pub fn count(&self) -> usize {
        self.sizes.len()
    }

    /// Width and height of a page as one looks at it, in points (1/72 inch).
    ///
    /// # Errors
    /// There is no such page.
    pub fn size(&self, page: usize) -> Result<(f32, f32), Error> {
        let size = page.checked_sub(1).and_then(|ix| self.sizes.get(ix));
        size.copied().ok_or(Error::NoSuchPage { page, count: self.count() })
    }

    /// A page on white as PNG, so many pixels wide; fewer where it would have more than 16 million pixels, or be longer
    /// than 16,384.
    ///
    /// # Errors
    /// There is no such page, it asks for too much ([`Error::PdfTooLarge`]), or it cannot be drawn
    /// ([`Error::PageUndrawable`]). The other pages can be drawn all the same.
    pub fn picture(&self, page: usize, width_px: u32) -> Result<Vec<u8>, Error> {
        let size = self.size(page)?;
        let drawn = self.current().and_then(|pdf| {
            let settings = self.substitutes.settings();
            let drawn = apart(|| picture::draw(&pdf, page - 1, size, width_px, settings));
            Ok((pdf, drawn?))
        });
        match drawn {
            Ok((pdf, (png, unfolded))) => {
                self.keep(&pdf, unfolded);
                Ok(png)
            }
            Err(fault) => {
                // A panic in the middle leaves the reader's own locks poisoned.
                *self.lock() = None;
                Err(match fault {
                    Fault::TooMuch(what) => Error::PdfTooLarge { what },
                    Fault::Broken | Fault::Locked => Error::PageUndrawable { page },
                })
            }
        }
    }

    /// The file as it was read, or read anew.
    fn current(&self) -> Result<Arc<Pdf>, Fault> {
        if let Some(read) = self.lock().as_ref() {
            return Ok(read.pdf.clone());
        }
        let pdf = Arc::new(apart(|| read(&self.bytes))?);
        *self.lock() = Some(Read { pdf: pdf.clone(), kept: 0 });
        Ok(pdf)
    }

    /// The pages of this reading hold so many bytes more: too many, and it is let go.
    fn keep(&self, pdf: &Arc<Pdf>, unfolded: usize) {
        let mut read = self.lock();
        let kept = match read.as_mut().filter(|read| Arc::ptr_eq(&read.pdf, pdf)) {
            Some(read) => {
                read.kept += unfolded;
                read.kept
            }
            None => 0,
        };
        if kept > KEPT {
            *read = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Read>> {
        // Nothing is done under the lock that can break in the middle.
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a file whose streams are within bounds.
fn read(bytes: &Arc<Vec<u8>>) -> Result<Pdf, Fault> {
    ration::frame(bytes)?;
    let pdf = Pdf::new(bytes.clone()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Fault::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Broken,
    })?;
    match pdf.pages().len() {
        0 => return Err(Fault::Broken),
        1..=MOST_PAGES => {}
        _ => return Err(Fault::TooMuch("number of pages")),
    }
    ration::content(&pdf)?;
    Ok(pdf)
}
