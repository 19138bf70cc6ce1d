//! Text files as a stream of UTF-8, whatever they are encoded in, with constant memory.
//!
//! UTF-8 with or without BOM passes through untouched (broken bytes included: whoever cuts it into rows knows which row
//! is broken); UTF-16 with BOM and GB18030 are converted block by block, what is no text becoming U+FFFD.

mod encoding;
mod stream;

pub(crate) use encoding::Encoding;
pub(crate) use stream::{TextStream, head_of};

/// How many bytes of a file are looked at to tell its encoding and its format.
pub(crate) const HEAD_BYTES: usize = 64 << 10;
