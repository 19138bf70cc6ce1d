//! Pictures of screens: chats, bills and payment pages of WeChat, read by their looks.
//!
//! A picture states less than a file of text does. What is read from it is a proposal: every record carries its box, how
//! sure the machine was, and what it is not sure of ([`Seen`](juzheng_model::Seen)). Times are wall-clock times of the
//! phone, as narrow as the labels on the picture allow and no narrower.

mod amount;
mod bill_list;
mod certain;
mod clock;
mod detail;
mod draft;
mod field;
mod fold;
mod foreign;
mod ink;
mod kind;
mod money_page;
mod order_number;
mod page;
mod pairs;
mod red_packet;
#[cfg(test)]
mod sketch;
mod stamp;
mod state;
mod title;
mod transfer_detail;
mod wording;

use crate::{
    circumstances::{Circumstances, Eye},
    error::Error,
};
use juzheng_model::{Sink, port::Bytes};

/// Reads a picture into `sink`. Without an `eye` it is only named, with a finding that says so.
pub(crate) fn read(
    _bytes: &mut dyn Bytes,
    _known: &Circumstances,
    _eye: Option<Eye<'_>>,
    _sink: &mut dyn Sink,
) -> Result<(), Error> {
    Ok(())
}
