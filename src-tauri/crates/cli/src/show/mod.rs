//! What a command prints: one JSON document, or short aligned words for people.

mod item;
mod outcome;
mod safe;
mod sealed;

pub(crate) use item::{ListPrinter, item};
pub(crate) use outcome::{
    added, checked, created, dossier, encrypted, linked, passphrase_changed, read, redacted, settings, undone,
};
pub(crate) use sealed::{compared, packed, proven, query, reveals, stamped, verified};

use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// Prints one JSON document.
pub(crate) fn json(value: &impl Serialize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()
}
