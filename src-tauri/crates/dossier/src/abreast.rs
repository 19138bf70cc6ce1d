//! Layout and writing side by side: what is laid out goes to a writer on a thread of its own, some pages ahead of it.
//!
//! The writer reads the pictures and waits for the disk, the layout needs neither; together they take as long as the
//! slower of them. What is sent arrives in order, so that the file has the same bytes as if one did both.

use crate::{
    Attachment, Error, Fonts,
    layout::{Closing, Heading, Item, Press},
    original::Shown,
    writer::{Ended, Metadata, PdfWriter},
};
use juzheng_model::Originals;
use std::{
    io::Write,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

/// Pages that the layout may be ahead: those of some long tables, in some megabytes.
const AHEAD: usize = 128;

/// The writer as the layout sees it.
pub(crate) struct Writer {
    pages: SyncSender<Vec<Item>>,
    end: SyncSender<(Vec<Heading>, Metadata)>,
    closings: SyncSender<Closing>,
}

/// What the writer is sent.
struct Sent {
    pages: Receiver<Vec<Item>>,
    end: Receiver<(Vec<Heading>, Metadata)>,
    closings: Receiver<Closing>,
}

impl Press for Writer {
    fn page(&mut self, items: Vec<Item>) -> Result<(), Error> {
        self.pages.send(items).map_err(|_| Error::Stopped)
    }
}

impl Writer {
    /// Adds to every page what waited for the page numbers, and ends the file. See [`PdfWriter::finish`].
    pub(crate) fn finish(
        self,
        closings: impl Iterator<Item = Closing>,
        headings: Vec<Heading>,
        metadata: Metadata,
    ) -> Result<(), Error> {
        drop(self.pages);
        self.end.send((headings, metadata)).map_err(|_| Error::Stopped)?;
        for closing in closings {
            self.closings.send(closing).map_err(|_| Error::Stopped)?;
        }
        Ok(())
    }
}

/// Lays out with `lay` and writes to `out` meanwhile. `lay` must finish the writer where it does not fail.
///
/// # Errors
/// What `lay` gave, or the output cannot be written.
pub(crate) fn lay_and_write<T>(
    fonts: &Fonts,
    originals: &dyn Originals,
    attachments: &[Attachment],
    out: &mut (dyn Write + Send),
    lay: impl FnOnce(Writer) -> Result<T, Error>,
) -> Result<(T, Ended), Error> {
    let (pages, laid) = sync_channel(AHEAD);
    let (end, ending) = sync_channel(1);
    let (closings, closing) = sync_channel(AHEAD);
    let sent = Sent { pages: laid, end: ending, closings: closing };
    thread::scope(|scope| {
        let writing = scope.spawn(|| write(fonts, originals, attachments, out, sent));
        let laid = lay(Writer { pages, end, closings });
        match (laid, writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))) {
            // Where the writing fails, the layout only knows that nobody takes its pages any more.
            (_, Err(error)) | (Err(error), Ok(_)) => Err(error),
            (Ok(laid), Ok(ended)) => Ok((laid, ended.ok_or(Error::Stopped)?)),
        }
    })
}

/// Writes what is sent; `None` where the layout gave up.
fn write(
    fonts: &Fonts,
    originals: &dyn Originals,
    attachments: &[Attachment],
    out: &mut (dyn Write + Send),
    sent: Sent,
) -> Result<Option<Ended>, Error> {
    let shown = Shown::new(originals, fonts);
    let mut writer = PdfWriter::begin(fonts, &shown, out)?;
    for items in sent.pages {
        writer.page(items)?;
    }
    let Ok((headings, metadata)) = sent.end.recv() else { return Ok(None) };
    writer.finish(sent.closings.into_iter(), &headings, &metadata, attachments).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::{Digest, port::Bytes};
    use std::io;

    struct Nothing;

    impl Originals for Nothing {
        fn open(&self, _: &Digest) -> io::Result<Box<dyn Bytes>> {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    /// A disk that is full after so many bytes.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn fonts() -> Fonts {
        let named = std::env::var_os("JUZHENG_FONTS").map(std::path::PathBuf::from);
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
        Fonts::load(&named.unwrap_or(here))
            .expect("the fonts of the dossier; `cargo xtask setup` fetches them")
    }

    #[test]
    fn the_layout_hears_why_nobody_takes_its_pages() {
        let fonts = fonts();
        let without_end = |mut writer: Writer| {
            (0..10_000).try_for_each(|_| writer.page(vec![]))?;
            Ok(())
        };
        let ended = lay_and_write(&fonts, &Nothing, &[], &mut Full(2_000), without_end);
        assert!(
            matches!(ended, Err(Error::Write { ref source }) if source.kind() == io::ErrorKind::StorageFull)
        );
    }

    #[test]
    fn a_layout_that_gives_up_says_why() {
        let fonts = fonts();
        let gives_up = |mut writer: Writer| -> Result<(), Error> {
            writer.page(vec![])?;
            Err(Error::PdfLocked)
        };
        let ended = lay_and_write(&fonts, &Nothing, &[], &mut io::sink(), gives_up);
        assert!(matches!(ended, Err(Error::PdfLocked)));
    }
}
