//! An original as a person sees it: what kind of thing it is, its rows, its text, its picture made small.
//!
//! Nothing here reads records; everything is a pure function of bytes. What is shown is what stands there: damaged and
//! hostile content is shown as far as it goes, in bounded memory, and an [`Error`](crate::Error) means that the bytes
//! could not be had. Control characters are passed on as they are: whoever shows them makes them harmless.

mod kind;
pub(crate) mod picture;
mod rows;
mod slices;
mod text;

pub use kind::{Kind, kind};
pub use picture::{EDGE_MAX, glimpse, thumbnail};
pub use rows::{Line, ROWS_MAX, Rows, rows, sheets};
pub use slices::slices;
pub use text::{TEXT_MAX, Text, text};
