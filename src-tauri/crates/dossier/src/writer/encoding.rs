//! Pages made into content streams by printpdf, and these compressed, on threads of their own while the next are laid out.
//!
//! What is begun first ends first, and how many are under way is fixed: the file has the same bytes on every machine.

use super::{content, file};
use crate::Error;
use lopdf::{Dictionary, Document, Stream};
use printpdf::PdfDocument;
use std::{
    collections::VecDeque,
    thread::{self, JoinHandle},
};

/// How many parts are encoded at a time: a laptop has two cores and more, and memory holds them all.
const AT_A_TIME: usize = 2;

/// A part that is encoded.
pub(super) struct Encoded {
    /// As printpdf made it.
    pub(super) document: Document,
    /// The content of each of its pages, compressed.
    pub(super) contents: Vec<Stream>,
}

/// The parts being encoded, and what each of them needs when it is.
pub(super) struct Underway<T> {
    parts: VecDeque<(JoinHandle<lopdf::Result<Encoded>>, T)>,
}

impl<T> Default for Underway<T> {
    fn default() -> Underway<T> {
        Underway { parts: VecDeque::new() }
    }
}

impl<T> Underway<T> {
    /// Lets a part be encoded. Gives the first one under way where there are enough of them.
    ///
    /// # Errors
    /// printpdf made something else than pages with a content.
    pub(super) fn begin(&mut self, part: PdfDocument, with: T) -> Result<Option<(Encoded, T)>, Error> {
        self.parts.push_back((thread::spawn(|| encode(part)), with));
        if self.parts.len() > AT_A_TIME { self.end() } else { Ok(None) }
    }

    /// Waits for the first part under way.
    ///
    /// # Errors
    /// As [`Underway::begin`].
    pub(super) fn end(&mut self) -> Result<Option<(Encoded, T)>, Error> {
        let Some((part, with)) = self.parts.pop_front() else { return Ok(None) };
        let encoded = part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let encoded = encoded.map_err(|source| Error::Structure { part: "pages", source })?;
        Ok(Some((encoded, with)))
    }
}

fn encode(part: PdfDocument) -> lopdf::Result<Encoded> {
    let document = part.to_lopdf_document(&content::save_options(), &mut Vec::new());
    drop(part);
    let content = |page| {
        let contents = document.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        let content = &document.get_object(contents)?.as_stream()?.content;
        Ok(file::deflated(Dictionary::new(), content))
    };
    let contents = document.page_iter().map(content).collect::<lopdf::Result<_>>()?;
    Ok(Encoded { document, contents })
}
