//! Bytes of one file in, records and findings out; a folder per source.
//!
//! [`recognise`] says which [`Reader`] knows a file, the reader streams its records into a
//! [`Sink`](juzheng_model::Sink), [`archive`] unpacks zips, [`view`] shows an original as it stands. A reader is a pure
//! function of bytes: it opens no file, asks no clock, writes no log. Damaged and hostile content is normal input: it ends
//! as findings, in bounded memory; an [`Error`] means that the bytes could not be had or that the receiver refused.

pub mod archive;
mod circumstances;
mod error;
mod head;
mod magic;
mod medium;
mod reader;
mod receipt;
mod recognise;
mod screenshot;
mod table;
mod text;
pub mod view;
mod wechat_bill;
mod wechat_chat;

pub use circumstances::{Circumstances, Eye};
pub use error::Error;
pub use reader::Reader;
pub use recognise::{Recognised, is_raster, recognise};
