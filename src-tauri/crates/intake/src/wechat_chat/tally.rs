//! What is said once for a whole chat file: counts that grow row by row.

use crate::table::Cell;
use juzheng_model::{Code, Finding};
use std::borrow::Cow;

/// Digits that a spreadsheet keeps of a number.
const SPREADSHEET_DIGITS: usize = 15;
/// So many ids in a row that end in zeros exactly where a spreadsheet's digits end are no chance.
const ROUNDED_IN_A_ROW: u32 = 3;

/// Counts of one file.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Whether any time stood without a zone.
    pub(super) zone_assumed: bool,
    /// Rows whose time has no seconds.
    pub(super) seconds_lost: u64,
    /// Transfers without an amount, because the export leaves it out.
    pub(super) amounts_dropped: u64,
    /// Cards in a layout that cannot tell a card from a typed text.
    pub(super) cards_maybe_typed: u64,
    ids_damaged: u64,
    first_damaged: Option<String>,
    rounded: u32,
}

impl Tally {
    /// An id as it stands in a cell; `None` where there is none, or where a spreadsheet has destroyed it.
    pub(super) fn id<'r>(&mut self, cell: Cell<'r>) -> Option<Cow<'r, str>> {
        let text = match cell {
            Cell::Text(Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            Cell::Text(Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
            // `E` marks what a spreadsheet's number cannot hold in full, as its own spelling does.
            Cell::Number(number) if number.abs() >= 1e15 => Cow::Owned(format!("{number:E}")),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Time(time) => Cow::Owned(time.to_string()),
            Cell::Empty => return None,
        };
        if text.is_empty() || text == "0" {
            return None; // 0 is what a message carries that the server never saw
        }
        if self.is_damaged(&text) {
            self.ids_damaged += 1;
            self.first_damaged.get_or_insert_with(|| text.into_owned());
            return None;
        }
        Some(text)
    }

    fn is_damaged(&mut self, id: &str) -> bool {
        if id.bytes().all(|b| b.is_ascii_digit()) {
            let rounded = id
                .get(SPREADSHEET_DIGITS..)
                .is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|b| b == b'0'));
            self.rounded = if rounded { self.rounded + 1 } else { 0 };
            return self.rounded >= ROUNDED_IN_A_ROW;
        }
        let digits_and_sign =
            id.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'E' | b'e'));
        digits_and_sign && id.contains(['E', 'e']) && id.parse::<f64>().is_ok()
    }

    /// The findings, once the last row has been read.
    pub(super) fn findings(self) -> Vec<Finding> {
        let counted = |code, count: u64| (count > 0).then(|| Finding::of_file(code, [count.to_string()]));
        let damaged = self
            .first_damaged
            .map(|id| Finding::of_file(Code::IdDamaged, [id, self.ids_damaged.to_string()]));
        let zone = self.zone_assumed.then(|| Finding::of_file(Code::ZoneAssumed, [""; 0]));
        [
            zone,
            counted(Code::SecondsLost, self.seconds_lost),
            damaged,
            counted(Code::AmountsDropped, self.amounts_dropped),
            counted(Code::TypedCard, self.cards_maybe_typed),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[Cell<'_>], kept: &[Option<&str>], said: Option<[&str; 2]>) {
        let mut tally = Tally::default();
        let got: Vec<_> = cells.iter().map(|cell| tally.id(cell.clone()).map(Cow::into_owned)).collect();
        assert_eq!(got.iter().map(Option::as_deref).collect::<Vec<_>>(), kept, "{cells:?}");
        assert_eq!(
            tally.findings().first().map(|f| f.args.clone()),
            said.map(|s| s.map(str::to_owned).to_vec())
        );
    }

    #[test]
    fn ids_that_went_through_a_spreadsheet_are_no_ids() {
        let text = |text: &'static str| Cell::Text(Cow::Borrowed(text));
        check(
            &[text("7000000000000000001"), text(" 12\t"), text("0"), text("")],
            &[Some("7000000000000000001"), Some("12"), None, None],
            None,
        );
        check(&[text("7E+18"), text("7.00E+18"), Cell::Number(7e18)], &[None; 3], Some(["7E+18", "3"]));
        let kept =
            [Some("7000000000000010000"), Some("7000000000000020000"), None, Some("7000000000000040001")];
        let cells =
            ["7000000000000010000", "7000000000000020000", "7000000000000030000", "7000000000000040001"]
                .map(text);
        check(&cells, &kept, Some(["7000000000000030000", "1"]));
        check(&[Cell::Number(42.0), text("wxid_e5")], &[Some("42"), Some("wxid_e5")], None);
    }
}
