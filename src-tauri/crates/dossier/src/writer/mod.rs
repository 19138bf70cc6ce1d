//! Display lists in, PDF out. Only this folder names printpdf; lopdf is known here and where
//! strangers' PDFs are read.
//!
//! printpdf turns operations into content streams and makes pages, links and font dictionaries; everything else
//! (subsets, exact text, outline, metadata, the file itself) is done here. Pages are encoded some dozens at a time on
//! threads of their own and written as soon as they are encoded ([`encoding`]), so that memory holds a page's dictionary
//! and links, and the content of no more pages than are under way.

mod attached;
mod codes;
mod content;
mod encoding;
mod file;
mod icc;
mod import;
mod metadata;
mod outline;
mod picture;
mod placing;
mod stock;
mod typeface;

pub(crate) use metadata::Metadata;
pub use picture::covered;

use crate::{
    Attachment, Error,
    fonts::Fonts,
    layout::{Closing, HEIGHT, Heading, Item, Press, WIDTH},
    original::Shown,
};
use codes::Codes;
use encoding::{Encoded, Underway};
use file::ObjectFile;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{PdfDocument, PdfPage};
use std::io::Write;
use stock::Stock;

/// Pages encoded together: large enough that printpdf's work per document does not count, small in memory.
const CHUNK: usize = 32;

/// A PDF being written.
pub(crate) struct PdfWriter<'a> {
    fonts: &'a Fonts,
    codes: Codes<'a>,
    file: ObjectFile<&'a mut (dyn Write + Send)>,
    stock: Stock<'a>,
    /// The pages that wait for being encoded together, and what each of them places.
    waiting: (Vec<PdfPage>, Vec<Vec<u32>>),
    /// The pages being encoded, and what each of them places.
    underway: Underway<Vec<Vec<u32>>>,
    /// What is already written, by page.
    contents: Vec<Content>,
}

/// What the file came to be.
pub(crate) struct Ended {
    /// Whether it calls itself PDF/A-3b: not where a page taken over needs what archives forbid.
    pub(crate) is_archive: bool,
}

/// What a page draws.
struct Content {
    /// The number of its stream.
    stream: u32,
    /// The pictures and pages that it places.
    places: Vec<u32>,
}

/// The numbers of the objects that hold the document together.
struct Frame {
    /// By page.
    pages: Vec<ObjectId>,
    tree: ObjectId,
    fonts: ObjectId,
}

impl Press for PdfWriter<'_> {
    // Its pictures go to the file at once: those of many pages together would keep the writing of it waiting in between.
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error> {
        let marks = placing::marks(&items, &mut self.stock, &mut self.file, self.fonts)?;
        let (pages, places) = &mut self.waiting;
        pages.push(page(content::operations(&marks, &mut self.codes)));
        places.push(placing::placed(&marks));
        if pages.len() == CHUNK { self.encode_waiting() } else { Ok(()) }
    }
}

impl<'a> PdfWriter<'a> {
    /// Begins a PDF 1.7 on `out`.
    pub(crate) fn begin(
        fonts: &'a Fonts,
        shown: &'a Shown<'a>,
        out: &'a mut (dyn Write + Send),
    ) -> Result<PdfWriter<'a>, Error> {
        let file = ObjectFile::begin(out)?;
        let (codes, stock) = (Codes::new(fonts), Stock::of(shown));
        let (waiting, underway, contents) = (Default::default(), Underway::default(), Vec::new());
        Ok(PdfWriter { fonts, codes, file, stock, waiting, underway, contents })
    }

    /// Adds to every page what waited for the page numbers, and ends the file. Where the metadata say that there is a cover
    /// of its own, the last page is put before all others.
    pub(crate) fn finish(
        mut self,
        closings: impl Iterator<Item = Closing>,
        headings: &[Heading],
        metadata: &Metadata,
        attachments: &[Attachment],
    ) -> Result<Ended, Error> {
        self.encode_waiting()?;
        while let Some((encoded, places)) = self.underway.end()? {
            self.write_contents(&encoded, places)?;
        }
        let attached = attached::write(&mut self.file, attachments, metadata.date)?;
        let frame = Frame {
            pages: self.contents.iter().map(|_| (self.file.reserve(), 0)).collect(),
            tree: (self.file.reserve(), 0),
            fonts: (self.file.reserve(), 0),
        };
        let mut closings = closings.peekable();
        let mut underway = Underway::default();
        let mut first = 0;
        while closings.peek().is_some() {
            let chunk: Vec<Closing> = closings.by_ref().take(CHUNK).collect();
            let part = self.closing_part(&chunk);
            let pages = chunk.len();
            if let Some((encoded, (chunk, first))) = underway.begin(part, (chunk, first))? {
                self.write_pages(&encoded, &chunk, first, &frame)?;
            }
            first += pages;
        }
        while let Some((encoded, (chunk, first))) = underway.end()? {
            self.write_pages(&encoded, &chunk, first, &frame)?;
        }
        let mut document = self.fonts_and_catalog(&frame, metadata.cover)?;
        let part = |part| move |source| Error::Structure { part, source };
        outline::add(&mut document, headings, &frame.pages).map_err(part("outline"))?;
        attached::add(&mut document, &attached).map_err(part("attachments"))?;
        let hindrance = self.stock.hindrance();
        metadata.add(&mut document, hindrance.is_none()).map_err(part("metadata"))?;
        self.write_objects(document)?;
        Ok(Ended { is_archive: hindrance.is_none() })
    }

    /// What closes some pages, as printpdf's operations.
    fn closing_part(&mut self, closings: &[Closing]) -> PdfDocument {
        let mut part = PdfDocument::new("");
        for closing in closings {
            let marks: Vec<_> = closing.items.iter().map(content::Mark::item).collect();
            let mut ops = content::operations(&marks, &mut self.codes);
            ops.extend(content::links(&closing.links));
            part.pages.push(page(ops));
        }
        part
    }

    /// Writes the page objects of some pages, `first` being the index of the first, with what closes them.
    fn write_pages(
        &mut self,
        encoded: &Encoded,
        closings: &[Closing],
        first: usize,
        frame: &Frame,
    ) -> Result<(), Error> {
        let fault = |source| Error::Structure { part: "pages", source };
        let pages = encoded.document.page_iter().zip(&encoded.contents);
        for ((ix, (id, over)), closing) in (first..).zip(pages).zip(closings) {
            let number = self.file.reserve();
            self.file.stream(number, over)?;
            let mut page = encoded.document.get_dictionary(id).map_err(fault)?.clone();
            let content = &self.contents[ix];
            page.set(
                "Contents",
                vec![Object::Reference((content.stream, 0)), Object::Reference((number, 0))],
            );
            let targets = closing.links.iter().map(|link| frame.pages[link.target.0]);
            own_page(&mut page, targets, frame).map_err(fault)?;
            page.set("Resources", resources(&content.places, frame));
            self.file.object(frame.pages[ix].0, &Object::Dictionary(page))?;
        }
        Ok(())
    }

    /// The fonts, the page tree and the catalog, in a document whose numbers follow those already given out (nothing may
    /// be written to the file until [`PdfWriter::write_objects`] has reserved them).
    fn fonts_and_catalog(&self, frame: &Frame, last_is_cover: bool) -> Result<Document, Error> {
        let mut typefaces = Vec::new();
        for (face, codes) in self.codes.used() {
            typefaces.push(typeface::Typeface::subset(self.fonts.face(face), face, codes)?);
        }
        let mut carrier = PdfDocument::new("");
        carrier.pages.push(page(typeface::every_code(&typefaces)));
        for typeface in &mut typefaces {
            typeface.add_to(&mut carrier);
        }
        let mut document = carrier.to_lopdf_document(&content::save_options(), &mut Vec::new());
        drop(carrier);
        document.renumber_objects_with(self.file.next());
        let fonts = take_fonts(&mut document).map_err(|source| Error::Structure { part: "fonts", source })?;
        typeface::correct(&mut document, &typefaces)
            .map_err(|source| Error::Structure { part: "fonts", source })?;
        let mut kids: Vec<Object> = frame.pages.iter().map(|id| Object::Reference(*id)).collect();
        if last_is_cover {
            kids.rotate_right(1);
        }
        let tree = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        document.objects.insert(frame.fonts, fonts.into());
        document.objects.insert(frame.tree, tree.into());
        let catalog =
            document.catalog_mut().map_err(|source| Error::Structure { part: "catalog", source })?;
        catalog.set("Pages", frame.tree);
        Ok(document)
    }

    fn write_objects(mut self, document: Document) -> Result<(), Error> {
        self.file.reserve_to(document.max_id + 1);
        for ((id, _), object) in document.objects {
            match object {
                Object::Stream(stream) => self.file.stream(id, &stream)?,
                object => self.file.object(id, &object)?,
            }
        }
        self.file.finish(&document.trailer)?;
        Ok(())
    }

    /// Lets the waiting pages be encoded, and writes those that are.
    fn encode_waiting(&mut self) -> Result<(), Error> {
        let (pages, places) = std::mem::take(&mut self.waiting);
        let mut part = PdfDocument::new("");
        part.pages = pages;
        match self.underway.begin(part, places)? {
            Some((encoded, places)) => self.write_contents(&encoded, places),
            None => Ok(()),
        }
    }

    /// Writes a content stream for each of some pages.
    fn write_contents(&mut self, encoded: &Encoded, places: Vec<Vec<u32>>) -> Result<(), Error> {
        for (content, places) in encoded.contents.iter().zip(places) {
            let stream = self.file.reserve();
            self.file.stream(stream, content)?;
            self.contents.push(Content { stream, places });
        }
        Ok(())
    }
}

fn page(ops: Vec<printpdf::Op>) -> PdfPage {
    let mut page = PdfPage::new(printpdf::Mm(210.0), printpdf::Mm(297.0), ops);
    for frame in [&mut page.media_box, &mut page.crop_box, &mut page.trim_box] {
        (frame.width, frame.height) = (printpdf::Pt(WIDTH), printpdf::Pt(HEIGHT));
    }
    page
}

/// Puts a page that printpdf has made into our tree, with our fonts, and its links on our pages; they get the flag
/// "print", which printpdf leaves out.
fn own_page(
    page: &mut Dictionary,
    targets: impl Iterator<Item = ObjectId>,
    frame: &Frame,
) -> lopdf::Result<()> {
    page.set("Parent", frame.tree);
    page.remove(b"TrimBox");
    page.remove(b"CropBox");
    let links = page.get_mut(b"Annots")?.as_array_mut()?;
    if links.is_empty() {
        page.remove(b"Annots");
        return Ok(());
    }
    for (link, target) in links.iter_mut().zip(targets) {
        let link = link.as_dict_mut()?;
        link.set("F", 4);
        link.remove(b"C");
        let to = link.get_mut(b"A")?.as_dict_mut()?.get_mut(b"D")?.as_array_mut()?;
        to[0] = Object::Reference(target);
    }
    Ok(())
}

/// The fonts of the document, and what the page itself places.
fn resources(places: &[u32], frame: &Frame) -> Dictionary {
    let mut resources = dictionary! { "Font" => frame.fonts };
    if !places.is_empty() {
        let named = places.iter().map(|id| (content::name(*id), Object::Reference((*id, 0))));
        resources.set("XObject", Dictionary::from_iter(named));
    }
    resources
}

/// Takes the font dictionary of the one page that carries the fonts, and the page itself, out of the document.
fn take_fonts(document: &mut Document) -> lopdf::Result<Dictionary> {
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let dictionary = document.get_dictionary(page)?;
    let resources = dictionary.get(b"Resources")?.as_reference()?;
    let tree = dictionary.get(b"Parent")?.as_reference()?;
    let contents = dictionary.get(b"Contents")?.as_reference()?;
    let resources_dictionary = document.get_dictionary(resources)?;
    let fonts = resources_dictionary.get(b"Font")?.as_reference()?;
    let of_printpdf = [b"XObject".as_slice(), b"ExtGState", b"Shading"];
    let unused: Vec<ObjectId> = of_printpdf
        .iter()
        .filter_map(|key| resources_dictionary.get(key).ok()?.as_reference().ok())
        .collect();
    let taken = document.get_dictionary(fonts)?.clone();
    for id in unused.into_iter().chain([page, resources, tree, contents, fonts]) {
        document.objects.remove(&id);
    }
    Ok(taken)
}

/// A text string of PDF in UTF-16.
fn text_string(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), lopdf::StringFormat::Hexadecimal)
}

/// A stream that is written as it is.
fn plain_stream(dictionary: Dictionary, bytes: Vec<u8>) -> Stream {
    Stream::new(dictionary, bytes).with_compression(false)
}

#[cfg(test)]
mod tests;
