//! What the readers of chat tables share: finding their columns, and reading flags and cards out of cells.

use super::{
    ChatLayout,
    card::{self, CardText},
    chatlog_csv::ChatlogCsv,
    item::{Doubt, Item},
    lc044_v1::Lc044V1,
    lc044_v3::Lc044V3,
    pywxdump::PyWxDump,
    tally::Tally,
};
use crate::table::Row;
use juzheng_model::{MessageKind, Side};

/// One table layout with the columns of one file.
pub(super) trait Layout {
    /// The message of a row. Whatever the row holds, it is one.
    fn item<'r>(&mut self, row: &Row<'r>, tally: &mut Tally) -> Item<'r>;

    /// The fewest cells that a whole row may have.
    fn least_cells(&self) -> usize;
}

/// The layout that has such a header, and its columns.
pub(super) fn of_header(cells: &[impl AsRef<str>]) -> Option<(ChatLayout, Box<dyn Layout>)> {
    let none = None::<(ChatLayout, Box<dyn Layout>)>;
    none.or_else(|| Some((ChatLayout::Lc044V1, Box::new(Lc044V1::of_header(cells)?))))
        .or_else(|| Some((ChatLayout::Lc044V3, Box::new(Lc044V3::of_header(cells)?))))
        .or_else(|| Some((ChatLayout::PyWxDump, Box::new(PyWxDump::of_header(cells)?))))
        .or_else(|| Some((ChatLayout::ChatlogCsv, Box::new(ChatlogCsv::of_header(cells)?))))
}

/// Which cell of a row holds a column; a column that the file lacks lies behind every row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(usize);

impl Column {
    /// The column at an index that the header gave.
    pub(super) fn at(index: Option<usize>) -> Column {
        Column(index.unwrap_or(usize::MAX))
    }

    /// The index for [`Row::cell`] and its like.
    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// The side that a flag states (1 mine, 0 not mine); `None` where it is no flag.
pub(super) fn flag(text: &str) -> Option<Side> {
    match text {
        "1" => Some(Side::Me),
        "0" => Some(Side::Other),
        _ if text.eq_ignore_ascii_case("true") => Some(Side::Me),
        _ if text.eq_ignore_ascii_case("false") => Some(Side::Other),
        _ => None,
    }
}

/// The side where only a name stands: exporters write the owner as `我`.
pub(super) fn side_of_name(name: &str) -> Side {
    if name == "我" { Side::Me } else { Side::Unknown }
}

impl Item<'_> {
    /// For layouts with a type: reads the card of a transfer with `grammar`, and doubts a text that imitates one.
    ///
    /// `column` is the name of the text's column, for what cannot be read.
    pub(super) fn read_card(
        &mut self,
        column: &'static str,
        tally: &mut Tally,
        grammar: impl FnOnce(&str) -> Option<CardText>,
    ) {
        match self.kind {
            MessageKind::Transfer if self.text.trim().is_empty() => tally.amounts_dropped += 1,
            MessageKind::Transfer => {
                self.card = grammar(&self.text).unwrap_or_default();
                if self.card.amount.is_none() {
                    self.doubts.push(Doubt::Unreadable { column, text: crate::table::shortened(&self.text) });
                }
            }
            MessageKind::Text if card::imitated(&self.text) => self.doubts.push(Doubt::TypedCard),
            _ => {}
        }
    }
}
