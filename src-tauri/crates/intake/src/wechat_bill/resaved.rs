//! Signs that a bill was opened and saved again by a spreadsheet program, which no official file bears.

use super::{columns::Column, raw::RawRow};
use crate::table::shortened;
use juzheng_model::{Code, Finding};

/// The first of each sign, verbatim.
#[derive(Debug, Default)]
pub(super) struct Resaved {
    grouped_amount: Option<String>,
    slashed_date: Option<String>,
}

impl Resaved {
    /// Looks at a row.
    pub(super) fn take(&mut self, raw: &RawRow<'_, '_>) {
        let holds = |column, signs: &[char]| {
            raw.text(column).filter(|text| text.contains(signs)).map(|t| shortened(&t))
        };
        if self.grouped_amount.is_none() {
            self.grouped_amount = holds(Column::Amount, &[',', '，']);
        }
        if self.slashed_date.is_none() {
            self.slashed_date = holds(Column::Time, &['/']);
        }
    }

    /// One finding with every sign that was seen; the encoding is one where it is not the official one.
    pub(super) fn finding(self, encoding: Option<&str>) -> Option<Finding> {
        let signs = [encoding.map(str::to_owned), self.grouped_amount, self.slashed_date];
        let signs: Vec<String> = signs.into_iter().flatten().collect();
        (!signs.is_empty()).then(|| Finding::of_file(Code::FileResaved, [signs.join("、")]))
    }
}
