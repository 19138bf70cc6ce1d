//! Pixels in, lines of text with boxes and confidence per character out.
//!
//! [`Engine`] runs the two small PP-OCRv6 networks: one marks where text stands, the other reads a line. A picture of any
//! size is cut into tiles (`blank`, `tile`), each is looked at by itself (`detect`), what lies over a cut is put together
//! (`join`), every line is read by itself (`read`, `decode`). Tiles and lines are pieces of work for all cores (`crew`); the
//! answer does not depend on their number. Memory is bounded by the size of a piece, not by that of the picture.

mod blank;
mod contrast;
mod crew;
mod decode;
mod detect;
mod drawing;
mod engine;
mod error;
mod frame;
mod ink;
mod join;
mod look;
mod network;
mod pixels;
mod read;
mod tile;

pub use engine::Engine;
pub use error::Error;
