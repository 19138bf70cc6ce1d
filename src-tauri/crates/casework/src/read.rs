//! Reading one file without a case: its records and findings, one for one, nothing folded.

mod lines;
mod outcome;
mod sink;

pub use lines::LineShape;
pub use outcome::{Asked, FileRead, read_file};
pub(crate) use sink::Listening;
