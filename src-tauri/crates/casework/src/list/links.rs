//! The list of links, their summary, and what the texts of their messages say.

use super::linking::{self, Linking};
use crate::{
    book::Book,
    case::Case,
    error::Error,
    shape::{Glance, LinkShape},
};
use juzheng_model::{
    MessageKind,
    link::{Clock, Link, Verdict},
};
use juzheng_vault::StoredMessage;
use serde::Serialize;

/// How many links of each sort there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[allow(missing_docs)] // the words are those of the verdicts
pub struct LinkSummary {
    /// Transfers with a message.
    pub linked: u64,
    pub within: u64,
    pub over: u64,
    pub undetermined: u64,
    pub no_message: u64,
    pub ambiguous: u64,
    /// Transfers of nobody in the case.
    pub left_out: u64,
}

impl Case {
    /// Links the case anew and counts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn link(&self) -> Result<LinkSummary, Error> {
        let book = Book::open(&self.vault)?;
        let linking = linking::link(&book);
        let mut summary = LinkSummary { left_out: left_out(&book), ..LinkSummary::default() };
        for found in &linking.linked.found {
            summary.linked += u64::from(found.item.is_some());
            summary.ambiguous += u64::from(found.ambiguous);
            *match found.verdict {
                Verdict::Within => &mut summary.within,
                Verdict::Over => &mut summary.over,
                Verdict::Undetermined => &mut summary.undetermined,
                Verdict::NoMessage => &mut summary.no_message,
            } += 1;
        }
        Ok(summary)
    }
}

/// Transfers of nobody in the case.
pub(super) fn left_out(book: &Book) -> u64 {
    book.payments.iter().filter(|payment| payment.party.is_none()).count() as u64
}

/// The `ix`-th link in its JSON shape.
pub(crate) fn shape(case: &Case, book: &Book, linking: &Linking, ix: usize) -> Result<LinkShape, Error> {
    let (link, message) = with_reasons(case, book, linking, ix)?;
    let payment = &book.payments[linking.payments[ix]];
    let transfer = &payment.transfer;
    let line = linking.linked.found[ix].item.map(|item| linking.line(book, item));
    let of_message = line.and_then(|line| book.machine_line(line));
    // The gap is measured to the receipt where the clock is that of acceptance.
    let receipt = linking.linked.found[ix].receipt.filter(|_| link.clock == Some(Clock::Accepted));
    let of_receipt = receipt.and_then(|item| book.machine_line(linking.line(book, item)));
    let (source_id, text) = message.map_or((None, None), |m| (m.message.source_id, Some(m.message.text)));
    let glance = Glance {
        unchecked: [payment.machine(book), of_message, of_receipt]
            .into_iter()
            .flatten()
            .any(|machine| !machine.checked),
        when: transfer.when.map(|when| when.span(payment.basis(), book.settings.offset)),
        direction: transfer.direction,
        amount: transfer.amount,
        text,
    };
    Ok(LinkShape::new(link, source_id, glance))
}

/// The `ix`-th link with the reasons that its message's text gives, and that message.
pub(crate) fn with_reasons(
    case: &Case,
    book: &Book,
    linking: &Linking,
    ix: usize,
) -> Result<(Link, Option<StoredMessage>), Error> {
    let mut link = linking.link(book, ix);
    let stored = match linking.linked.found[ix].item {
        Some(item) => case.vault.message(linking.line(book, item).key)?,
        None => None,
    };
    if let Some(stored) = &stored {
        // A card shows its amount anyway; only what people wrote is a reason.
        let is_card = matches!(stored.message.kind, MessageKind::Transfer | MessageKind::RedPacket);
        let amount = book.payments[linking.payments[ix]].transfer.amount.filter(|_| !is_card);
        link.reasons.extend(juzheng_link::mention::reasons(&stored.message.text, amount));
    }
    Ok((link, stored))
}
