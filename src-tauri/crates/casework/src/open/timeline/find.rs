//! Finding a text in messages and transfers. Texts are compared in lower case, as they stand.

use super::{super::shown::Shown, lay::Laid};
use crate::{
    book::Field,
    error::Error,
    pane::{Hit, TimelineQuery},
};
use juzheng_model::Id;
use std::collections::HashMap;

/// Hits that are given, at most.
const MOST: usize = 10_000;

/// What holds a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    lines: Vec<(u32, Id)>,
    payments: Vec<usize>,
}

/// Looks for the text of a query in everything that the view holds.
///
/// # Errors
/// The database cannot be read.
pub(super) fn search(shown: &Shown, query: &TimelineQuery) -> Result<Found, Error> {
    let sought = query.text.trim().to_lowercase();
    if sought.is_empty() {
        return Ok(Found::default());
    }
    let payments = (0..shown.book.payments.len()).filter(|ix| shown.payment_says(*ix, &sought)).collect();
    let lines = match query.chat {
        true => shown.lines_that_say(&sought)?,
        false => Vec::new(),
    };
    Ok(Found { lines, payments })
}

impl Shown {
    /// The messages of the parties that hold a text (in lower case), by line.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(in super::super) fn lines_that_say(&self, sought: &str) -> Result<Vec<(u32, Id)>, Error> {
        let lines = &self.book.lines;
        let by_key: HashMap<i64, u32> =
            self.lines.iter().map(|ix| (lines.all[*ix as usize].key, *ix)).collect();
        let mut found = Vec::new();
        self.case.vault.all_messages(&mut |stored| {
            let Some(ix) = by_key.get(&stored.key) else { return };
            let line = &lines.all[*ix as usize];
            let says = match self.book.corrections.touches(line.id) {
                false => stored.message.text.to_lowercase().contains(sought),
                true => {
                    let corrected = self.book.corrections.of(line.id, true, self.book.settings.offset);
                    let text = corrected.into_iter().find_map(|(_, field)| match field {
                        Field::Text(text) => Some(text),
                        _ => None,
                    });
                    text.unwrap_or(stored.message.text).to_lowercase().contains(sought)
                }
            };
            if says {
                found.push((*ix, line.id));
            }
        })?;
        Ok(found)
    }

    /// Whether a transfer's own words, ids or amount hold a text (in lower case).
    pub(in super::super) fn payment_says(&self, payment: usize, sought: &str) -> bool {
        let transfer = &self.book.payments[payment].transfer;
        let amount = transfer.amount.map(juzheng_model::Fen::yuan_text);
        let plain = amount.as_ref().map(|amount| amount.replace(',', ""));
        let words = [
            &transfer.counterparty,
            &transfer.memo,
            &transfer.note,
            &transfer.transaction_id,
            &amount,
            &plain,
        ];
        words.into_iter().flatten().any(|word| word.to_lowercase().contains(sought))
            || transfer.type_text.to_lowercase().contains(sought)
    }
}

impl Found {
    /// The rows on which it lies, ascending; and whether there are more.
    pub(super) fn on(self, laid: &Laid) -> (Vec<Hit>, bool) {
        let places: HashMap<u32, u32> = match self.lines.is_empty() {
            true => HashMap::new(),
            false => (0..laid.rows.len() as u32)
                .flat_map(|row| laid.messages_of(row).map(move |ix| (laid.messages[ix], row)))
                .collect(),
        };
        let lines = self
            .lines
            .into_iter()
            .filter_map(|(line, id)| Some(Hit { row: *places.get(&line)?, message: Some(id) }));
        let payments = self
            .payments
            .into_iter()
            .filter_map(|payment| Some(Hit { row: laid.row_of_payment(payment)?, message: None }));
        let mut hits: Vec<Hit> = lines.chain(payments).collect();
        hits.sort_unstable_by_key(|hit| (hit.row, hit.message));
        let more = hits.len() > MOST;
        hits.truncate(MOST);
        (hits, more)
    }
}
