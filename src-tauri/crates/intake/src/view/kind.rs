//! What an original looks like to a person, told by its content alone.

use crate::{
    error::Error,
    head::{HEAD_ROWS, Head, HeadRow},
    magic,
    recognise::{ZipShape, reader_of, zip_shape},
    text::{HEAD_BYTES, head_of},
};
use juzheng_model::port::Bytes;

/// How an original can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A picture that [`thumbnail`](super::thumbnail) may make small: PNG, JPEG, GIF, BMP, WebP or TIFF.
    Picture,
    /// Pages: PDF.
    Pages,
    /// Rows of cells, for [`rows`](super::rows): a workbook (XLSX), a bill, a chat, any other delimited text.
    Table,
    /// Any other text, for [`text`](super::text()): notes, JSON, HTML, XML.
    Text,
    /// A zip archive of files.
    Archive,
    /// Nothing that can be shown here: sound, video, other documents, other pictures, unknown bytes.
    Other,
}

/// Media types of the pictures that can be decoded.
const PICTURES: [&str; 6] = ["image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff"];

/// How an original can be shown. A damaged workbook is a table too; its rows are as many as can be read.
///
/// # Errors
/// The bytes cannot be read.
pub fn kind(bytes: &mut dyn Bytes, size: u64) -> Result<Kind, Error> {
    let head = head_of(bytes)?;
    if magic::is_zip(&head, size) {
        return Ok(match zip_shape(bytes, &head)? {
            ZipShape::Workbook => Kind::Table,
            ZipShape::Document(_) => Kind::Other,
            ZipShape::Archive => Kind::Archive,
        });
    }
    if let Some(facts) = magic::of_head(&head) {
        return Ok(match facts.media_type.as_str() {
            "application/pdf" => Kind::Pages,
            media if PICTURES.contains(&media) => Kind::Picture,
            _ => Kind::Other,
        });
    }
    Ok(match Head::of_text(&head)? {
        None => Kind::Other,
        Some(text) if is_table(&text, head.len() == HEAD_BYTES) => Kind::Table,
        Some(_) => Kind::Text,
    })
}

/// Whether a text is a table. Records of a table have their place in rows, those of chatlog's JSON in bytes.
fn is_table(head: &Head, cut_off: bool) -> bool {
    if head.text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    // The last row of a head may break off in its middle.
    let whole = head.rows.len() - usize::from(cut_off && (1..HEAD_ROWS).contains(&head.rows.len()));
    reader_of(head).is_some() || is_regular(&head.rows[..whole])
}

/// Whether most rows from the first to the last of a table have the same number of columns. What stands above and below,
/// the preamble and the totals of a bill, says little; lines in between that fill one cell only are notes, as long as
/// they are not the most of it. Two such lines somewhere in a long text are no table.
fn is_regular(rows: &[HeadRow]) -> bool {
    let filled = |row: &HeadRow| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let widths: Vec<Option<usize>> = rows.iter().map(|row| filled(row).then_some(row.cells.len())).collect();
    let count = |of: &[Option<usize>], width: usize| of.iter().filter(|w| **w == Some(width)).count();
    let usual = widths.iter().flatten().copied().max_by_key(|width| (count(&widths, *width), *width));
    let is_usual = |width: &Option<usize>| width.is_some() && *width == usual;
    let (Some(width), Some(first), Some(last)) =
        (usual, widths.iter().position(is_usual), widths.iter().rposition(is_usual))
    else {
        return false;
    };
    let table = &widths[first..=last];
    let fit = count(table, width);
    // A comma in each of two lines is easily a sentence's.
    let enough = if width == 2 { 3 } else { 2 };
    fit >= enough
        && fit * 5 >= table.iter().flatten().count() * 4
        && fit * 2 >= table.len()
        && fit * 2 >= widths.iter().flatten().count()
        && fit * 8 >= widths.len()
}
