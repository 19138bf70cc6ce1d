//! What of the originals is in the file: each picture and page once, written when it is first shown.

use super::{
    file::{ObjectFile, deflated},
    import::{self, Imports},
    picture::{self, Covers, Picture, Profile},
};
use crate::{
    Error,
    layout::Modules,
    original::{Head, Shown, Unshown},
};
use juzheng_model::Digest;
use lopdf::{Dictionary, Object, dictionary};
use std::{collections::HashMap, io::Write};

/// What is shown: a picture or a page (from 1; 0 for a picture), with what is covered.
type Key = (Digest, u32, Covers);

/// Something in the file that can be placed on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stocked {
    /// The object's number.
    pub(super) id: u32,
    /// Width and height as one looks at it, in its own unit.
    pub(super) size: [f32; 2],
    /// Leads from its own space to the unit square, upright.
    pub(super) upright: [f64; 6],
}

/// Dots per inch of a page that is shown as a picture.
const DPI: f32 = 300.0;

/// What is in the file so far.
pub(super) struct Stock<'a> {
    shown: &'a Shown<'a>,
    known: HashMap<Key, Result<Stocked, Unshown>>,
    /// Colour profiles by their SHA-256.
    profiles: HashMap<Digest, u32>,
    imports: Imports,
    /// QR codes by what they say.
    codes: HashMap<String, Option<Stocked>>,
}

impl<'a> Stock<'a> {
    /// Nothing yet.
    pub(super) fn of(shown: &'a Shown<'a>) -> Stock<'a> {
        Stock {
            shown,
            known: HashMap::new(),
            profiles: HashMap::new(),
            imports: Imports::default(),
            codes: HashMap::new(),
        }
    }

    /// What of the pages taken over an archive may not hold; `None` where nothing is known.
    pub(super) fn hindrance(&self) -> Option<&'static str> {
        self.imports.hindrance()
    }

    /// A picture, written to the file where it is not there yet.
    ///
    /// # Errors
    /// The file cannot be written. That the picture cannot be shown is an answer.
    pub(super) fn picture<W: Write>(
        &mut self,
        file: &mut ObjectFile<W>,
        source: Digest,
        covers: &Covers,
    ) -> Result<Result<Stocked, Unshown>, Error> {
        self.once(file, (source, 0, covers.clone()), |shown| {
            shown.bytes(&source).and_then(|bytes| picture::of(bytes, covers))
        })
    }

    /// A page of a PDF, written to the file where it is not there yet.
    ///
    /// # Errors
    /// As [`Stock::picture`].
    pub(super) fn page<W: Write>(
        &mut self,
        file: &mut ObjectFile<W>,
        source: Digest,
        page: u32,
        covers: &Covers,
    ) -> Result<Result<Stocked, Unshown>, Error> {
        let key = (source, page, covers.clone());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        if covers.is_empty()
            && let Ok(voucher) = self.shown.voucher(&source)
            && let Some((objects, leaf)) = voucher.leaf(page)
        {
            let stocked = self.imports.page(file, source, objects, leaf)?;
            self.known.insert(key, Ok(stocked));
            return Ok(Ok(stocked));
        }
        self.once(file, key, |shown| drawn(shown, &source, page, covers))
    }

    /// A QR code as a form, written to the file where it is not there yet; `None` where the text is too long for one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn code<W: Write>(
        &mut self,
        file: &mut ObjectFile<W>,
        text: &str,
    ) -> Result<Option<Stocked>, Error> {
        if let Some(known) = self.codes.get(text) {
            return Ok(*known);
        }
        let stocked = match Modules::of(text) {
            None => None,
            Some(Modules { side, runs }) => {
                // One path, so that no reader leaves a seam between two modules.
                let mut drawing = "0 g\n".to_owned();
                for [column, row, run] in runs {
                    drawing.push_str(&format!("{column} {} {run} 1 re\n", side - 1 - row));
                }
                drawing.push('f');
                let bounds: Vec<Object> = vec![0.into(), 0.into(), side.into(), side.into()];
                let form = import::form(bounds.into(), Dictionary::new().into());
                let id = file.reserve();
                file.stream(id, &deflated(form, drawing.as_bytes()))?;
                let unit = 1.0 / f64::from(side);
                let upright = [unit, 0.0, 0.0, unit, 0.0, 0.0];
                Some(Stocked { id, size: [side as f32; 2], upright })
            }
        };
        self.codes.insert(text.to_owned(), stocked);
        Ok(stocked)
    }

    fn once<W: Write>(
        &mut self,
        file: &mut ObjectFile<W>,
        key: Key,
        make: impl FnOnce(&Shown<'_>) -> Result<Picture, Unshown>,
    ) -> Result<Result<Stocked, Unshown>, Error> {
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let stocked = match make(self.shown) {
            Ok(picture) => Ok(self.write(file, picture)?),
            Err(unshown) => Err(unshown),
        };
        self.known.insert(key, stocked);
        Ok(stocked)
    }

    fn write<W: Write>(&mut self, file: &mut ObjectFile<W>, picture: Picture) -> Result<Stocked, Error> {
        let Picture { mut stream, mask, profile, size, upright } = picture;
        if let Some(profile) = profile {
            let id = self.profile(file, &profile)?;
            stream.dict.set("ColorSpace", vec!["ICCBased".into(), Object::Reference((id, 0))]);
        }
        if let Some(mask) = mask {
            let id = file.reserve();
            file.stream(id, &mask)?;
            stream.dict.set("SMask", (id, 0));
        }
        let id = file.reserve();
        file.stream(id, &stream)?;
        Ok(Stocked { id, size, upright })
    }

    /// A colour profile; most pictures of a case carry the same one.
    fn profile<W: Write>(&mut self, file: &mut ObjectFile<W>, profile: &Profile) -> Result<u32, Error> {
        let digest = Digest::sha256(&profile.bytes);
        if let Some(id) = self.profiles.get(&digest) {
            return Ok(*id);
        }
        let id = file.reserve();
        let alternate = if profile.channels == 1 { "DeviceGray" } else { "DeviceRGB" };
        let dictionary = dictionary! { "N" => profile.channels, "Alternate" => alternate };
        file.stream(id, &deflated(dictionary, &profile.bytes))?;
        self.profiles.insert(digest, id);
        Ok(id)
    }
}

/// A page as a picture at 300 dpi; fewer where it would have more pixels than any sheet of paper needs.
fn drawn(shown: &Shown<'_>, source: &Digest, page: u32, covers: &Covers) -> Result<Picture, Unshown> {
    let voucher = shown.voucher(source)?;
    let view = voucher.views.get((page as usize).wrapping_sub(1)).ok_or(Unshown::Damaged)?;
    let width = (view.width / 72.0 * DPI).ceil().max(1.0) as u32;
    let png = voucher.pages.picture(page as usize, width).map_err(|error| match error {
        Error::PdfTooLarge { .. } => Unshown::TooLarge,
        _ => Unshown::Damaged,
    })?;
    let [pixels, _] = Head::of(&png)?.upright();
    let scale = f64::from(pixels) / f64::from(view.width);
    let scaled = |[x, y, w, h]: &[u32; 4]| {
        let from = |at: u32| (f64::from(at) * scale).floor() as u32;
        let to = |at: u32, by: u32| ((f64::from(at) + f64::from(by)) * scale).ceil() as u32;
        [from(*x), from(*y), to(*x, *w) - from(*x), to(*y, *h) - from(*y)]
    };
    let picture = picture::of(png, &covers.iter().map(scaled).collect())?;
    Ok(Picture { size: [view.width, view.height], ..picture })
}
