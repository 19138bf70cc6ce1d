//! The digest of a zip's structure, taken while the zip is written: for one that cannot be read back and written over.

use super::target::COMMENT;
use juzheng_model::digest::Hasher;
use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Hex digits at the very end of the zip, in the place of which the digest comes.
const DIGITS: usize = 64;

/// Tells from outside what comes next: the zip's writer lets nobody through to what it writes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark(Arc<AtomicBool>);

impl Mark {
    /// Whether what comes is a file's data.
    pub(super) fn is_data(&self, is_data: bool) {
        self.0.store(is_data, Ordering::Relaxed);
    }
}

/// Passes a zip on and digests every byte that is no file's data, as [`super::target::structure`] does afterwards.
pub(super) struct Structured<W: Write> {
    out: W,
    hasher: Hasher,
    mark: Mark,
    /// Bytes that may turn out to be the last ones.
    held: Vec<u8>,
}

impl<W: Write> Structured<W> {
    pub(super) fn new(out: W, mark: &Mark) -> Structured<W> {
        Structured { out, hasher: Hasher::default(), mark: mark.clone(), held: Vec::new() }
    }

    /// Puts the digest in the place of the last digits.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if self.held.len() != DIGITS {
            return Err(io::Error::other(format!("the zip does not end with {COMMENT}")));
        }
        self.out.write_all(self.hasher.finish().hex().as_bytes())?;
        Ok(self.out)
    }

    /// Passes on all but the last `keep` bytes that are held.
    fn pass_on(&mut self, keep: usize) -> io::Result<()> {
        let gone = self.held.len().saturating_sub(keep);
        self.hasher.update(&self.held[..gone]);
        self.out.write_all(&self.held[..gone])?;
        self.held.drain(..gone);
        Ok(())
    }
}

impl<W: Write> Write for Structured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.mark.0.load(Ordering::Relaxed) {
            self.pass_on(0)?;
            return self.out.write(bytes);
        }
        self.held.extend_from_slice(bytes);
        self.pass_on(DIGITS)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
