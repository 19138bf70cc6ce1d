//! Where in a file a record stands.

use crate::id::Id;
use serde::Serialize;

/// A place in one artifact. Rows are 1-based; `row` of a text file is the physical line where the record begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase", untagged)]
pub enum Place {
    /// A line of a text file.
    Row {
        /// 1-based physical line.
        row: u64,
    },
    /// A row of a spreadsheet.
    Sheet {
        /// The sheet's name.
        sheet: String,
        /// 1-based row of the sheet.
        row: u64,
    },
    /// Bytes from–to (to exclusive), where the file has no lines that mean something.
    Bytes {
        /// First byte and the one after the last.
        bytes: [u64; 2],
    },
    /// A box on a picture.
    Box {
        /// x, y of its upper left corner, width, height; in pixels of the picture, turned upright as its EXIF says.
        #[serde(rename = "box")]
        bounds: [u32; 4],
    },
}

impl Place {
    /// The number that orders places of one artifact (row, first byte, or top left corner).
    pub fn order(&self) -> u64 {
        match self {
            Place::Row { row } | Place::Sheet { row, .. } => *row,
            Place::Bytes { bytes } => bytes[0],
            // From the top down, then from the left.
            Place::Box { bounds: [x, y, ..] } => u64::from(*y) << 32 | u64::from(*x),
        }
    }
}

/// Where a record comes from: artifact, place in it, and the reader with its version (`wechat-bill/1`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Origin {
    /// The artifact's id.
    pub artifact: Id,
    /// The place in it; the whole file is its bytes from 0 to its size.
    pub place: Place,
    /// Stable reader name and version.
    pub reader: String,
}
