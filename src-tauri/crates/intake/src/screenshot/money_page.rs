//! Pages of money as transfers: which reader knows which page.

use super::{bill_list, detail, page::Page, red_packet, transfer_detail};
use crate::circumstances::Circumstances;
use juzheng_model::{Code, Finding, ScreenKind, Transfer};
use std::io;

/// What was read from a page of money.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Its transfers, from the top down.
    pub(crate) transfers: Vec<Transfer>,
    /// What a person should look at.
    pub(crate) findings: Vec<Finding>,
}

/// Reads a page of a kind that tells of money; of any other kind nothing is read.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(
    page: &Page<'_>,
    kind: ScreenKind,
    known: &Circumstances,
    out: &mut Found,
) -> io::Result<()> {
    match kind {
        ScreenKind::BillDetail => detail::read(page, known, out)?,
        ScreenKind::TransferDetail => transfer_detail::read(page, known, out)?,
        // Of most red packets the page tells no sum of mine.
        ScreenKind::RedPacket => return red_packet::read(page, known, out),
        ScreenKind::BillList => bill_list::read(page, known, out)?,
        ScreenKind::Chat
        | ScreenKind::MergedForward
        | ScreenKind::Profile
        | ScreenKind::SessionList
        | ScreenKind::Other => return Ok(()),
    }
    if out.transfers.is_empty() {
        out.findings.push(Finding::of_file(Code::MoneyUnread, [""; 0]));
    }
    Ok(())
}

#[cfg(test)]
#[path = "money_page_tests.rs"]
mod tests;
