//! Measuring a workbook before anything is read from it, so that a bomb or a lying header cannot eat memory.

use std::io::{Read, Seek, copy, sink};
use zip::ZipArchive;

/// Entries that a workbook may have; an official bill has 7.
const ENTRIES: usize = 10_000;
/// Unpacked bytes of all entries together.
const TOTAL_BYTES: u64 = 512 << 20;
/// Unpacked bytes of one entry that is read into memory whole (shared texts, styles): a bill of 100,000 rows needs 30 MiB.
const HELD_BYTES: u64 = 64 << 20;

/// What a zip file holds, as far as a workbook is concerned.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Measured {
    /// Everything is within the limits.
    Fits,
    /// Over a limit: what, the limit.
    TooLarge([String; 2]),
    /// It cannot be unpacked: why.
    Damaged(String),
}

/// Unpacks every entry into nothing and counts.
pub(super) fn measure(source: impl Read + Seek) -> Measured {
    let mut archive = match crate::archive::directory(source) {
        Ok(archive) => archive,
        Err(why) => return Measured::Damaged(why),
    };
    if archive.len() > ENTRIES {
        return Measured::TooLarge(["entries".to_owned(), ENTRIES.to_string()]);
    }
    let mut total = 0;
    for index in 0..archive.len() {
        match measure_entry(&mut archive, index, TOTAL_BYTES - total) {
            Ok(size) => total += size,
            Err(measured) => return measured,
        }
    }
    Measured::Fits
}

fn measure_entry<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    left: u64,
) -> Result<u64, Measured> {
    let entry = archive.by_index(index).map_err(|error| Measured::Damaged(error.to_string()))?;
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let held = !name.starts_with("xl/worksheets/") && (name.ends_with(".xml") || name.ends_with(".rels"));
    let limit = if held { HELD_BYTES.min(left) } else { left };
    let size = copy(&mut entry.take(limit + 1), &mut sink())
        .map_err(|error| Measured::Damaged(error.to_string()))?;
    if size > limit {
        return Err(Measured::TooLarge([name, format!("{} MiB", limit >> 20)]));
    }
    Ok(size)
}
