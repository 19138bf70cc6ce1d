//! The beginning of a file as recognisers see it: its first rows, and for text the text itself.

use crate::{
    error::Error,
    table::{Delimited, Event},
    text::{Encoding, HEAD_BYTES, TextStream},
};
use std::io::{Cursor, Read};

/// Rows that recognisers are shown.
pub(crate) const HEAD_ROWS: usize = 60;

/// The beginning of a text file or of one sheet.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// The first 64 KiB decoded, without BOM; empty for a sheet.
    pub(crate) text: String,
    /// The first rows that are not blank.
    pub(crate) rows: Vec<HeadRow>,
}

/// One of the first rows.
#[derive(Debug)]
pub(crate) struct HeadRow {
    /// Its cells, trimmed.
    pub(crate) cells: Vec<String>,
}

impl Head {
    /// The head of a text file from its first bytes; `None` where they are no text.
    pub(crate) fn of_text(bytes: &[u8]) -> Result<Option<Head>, Error> {
        if Encoding::of_head(bytes, bytes.len() < HEAD_BYTES).is_none() {
            return Ok(None);
        }
        let mut text = Vec::new();
        if let Some(mut stream) = TextStream::open(&mut Cursor::new(bytes))? {
            stream.read_to_end(&mut text).map_err(Error::reading("decoding its beginning"))?;
        }
        let mut head = Head { text: String::from_utf8_lossy(&text).into_owned(), rows: Vec::new() };
        let mut cursor = Cursor::new(bytes);
        Delimited::new(TextStream::open(&mut cursor)?).for_each(|event| {
            if let Event::Row(row) = event {
                head.push(&row);
            }
            Ok(())
        })?;
        Ok(Some(head))
    }

    /// Adds a row, unless it is blank or there are enough.
    pub(crate) fn push(&mut self, row: &crate::table::Row<'_>) {
        if self.rows.len() < HEAD_ROWS && !row.is_blank() {
            let cells = (0..row.len()).map(|index| row.trimmed(index).into_owned()).collect();
            self.rows.push(HeadRow { cells });
        }
    }
}
