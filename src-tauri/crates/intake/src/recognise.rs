//! Which reader knows a file, told by its content alone, never by its name.

use crate::{
    error::Error, head::Head, magic, medium::Medium, reader::Reader, receipt, table::Workbook, text::head_of,
    wechat_bill, wechat_chat,
};
use juzheng_model::{ArtifactKind, Facts, port::Bytes};
use std::io::BufReader;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// A reader gives its records.
    Records(Reader),
    /// A zip archive that is no workbook: its entries are files of their own, see [`crate::archive`].
    Archive,
    /// No reader knows it; this much is told by its first bytes.
    Unknown(Facts),
}

/// Whether files of this media type are pictures of pixels that can be decoded here.
pub fn is_raster(media_type: &str) -> bool {
    let types = ["image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif", "image/tiff"];
    types.contains(&media_type)
}

/// Which reader knows these bytes. A damaged workbook is a table too: its reader says what is wrong with it.
///
/// # Errors
/// The bytes cannot be read.
pub fn recognise(bytes: &mut dyn Bytes, size: u64) -> Result<Recognised, Error> {
    let head = head_of(bytes)?;
    if magic::is_zip(&head, size) {
        return zipped(bytes, &head);
    }
    if receipt::is_one(&head) {
        return Ok(Recognised::Records(Reader::RECEIPT));
    }
    if let Some(facts) = magic::of_head(&head) {
        return Ok(match is_raster(&facts.media_type) {
            true => Recognised::Records(Reader::SCREENSHOT),
            false => Recognised::Unknown(facts),
        });
    }
    let Some(text) = Head::of_text(&head)? else {
        return Ok(Recognised::Unknown(Facts::plain(ArtifactKind::Other, "application/octet-stream")));
    };
    Ok(reader_of(&text).map_or_else(|| Recognised::Unknown(magic::of_text(&text.text)), Recognised::Records))
}

/// The reader that knows a head.
pub(crate) fn reader_of(head: &Head) -> Option<Reader> {
    if wechat_bill::rank(head) > 0 {
        return Some(Reader::WECHAT_BILL);
    }
    wechat_chat::recognise(head).map(Reader::wechat_chat)
}

/// How well a sheet suits the readers of tables.
pub(crate) fn rank(head: &Head) -> u8 {
    match wechat_bill::rank(head) {
        0 => u8::from(wechat_chat::recognise(head).is_some()),
        rank => rank,
    }
}

/// What a zip file is: a workbook, another office document, or an archive.
fn zipped(bytes: &mut dyn Bytes, head: &[u8]) -> Result<Recognised, Error> {
    match zip_shape(bytes, head)? {
        ZipShape::Archive => Ok(Recognised::Archive),
        ZipShape::Document(media) => Ok(Recognised::Unknown(Facts::plain(ArtifactKind::Document, media))),
        ZipShape::Workbook => {
            let mut book = Workbook::open(bytes, rank)?;
            if !book.is_open() {
                return Ok(Recognised::Records(Reader::WECHAT_BILL));
            }
            let unknown = || Recognised::Unknown(Facts::plain(ArtifactKind::Document, magic::XLSX));
            Ok(reader_of(&book.head()).map_or_else(unknown, Recognised::Records))
        }
    }
}

/// What a zip file is by the names of its entries.
pub(crate) enum ZipShape {
    /// A workbook.
    Workbook,
    /// Another office document, of this media type.
    Document(&'static str),
    /// An archive of files.
    Archive,
}

/// What a file that begins like a zip is; a directory that cannot be read leaves the name of its first entry to tell by.
pub(crate) fn zip_shape(bytes: &mut dyn Bytes, head: &[u8]) -> Result<ZipShape, Error> {
    let (medium, failure) = Medium::watch(bytes);
    let directory = crate::archive::directory(BufReader::new(medium));
    failure.check("reading its directory")?;
    let Ok(directory) = directory else {
        // Cut off: all that is left to tell by is the name of the first entry, at byte 30.
        let first = head.get(30..).unwrap_or_default();
        let office = [&b"[Content_Types].xml"[..], b"_rels/", b"xl/", b"docProps/"];
        let workbook = office.iter().any(|name| first.starts_with(name));
        return Ok(if workbook { ZipShape::Workbook } else { ZipShape::Archive });
    };
    let has = |name: &str| directory.file_names_raw().any(|entry| entry == name.as_bytes());
    Ok(match () {
        () if has("[Content_Types].xml") && has("xl/workbook.xml") => ZipShape::Workbook,
        () if has("[Content_Types].xml") && has("word/document.xml") => ZipShape::Document(magic::DOCX),
        () if has("[Content_Types].xml") => ZipShape::Document(magic::OOXML),
        () if has("mimetype") && has("META-INF/manifest.xml") => ZipShape::Document(magic::ODF),
        () => ZipShape::Archive,
    })
}
