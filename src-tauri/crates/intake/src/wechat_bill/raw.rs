//! A row of a bill as it stands in the file: the text of each column, the time and amount also as a spreadsheet has them.

use super::{
    columns::{Column, Columns},
    words,
};
use crate::table::{Cell, Row};
use juzheng_model::Place;
use std::{borrow::Cow, cmp::Ordering};

/// A row under the header.
pub(super) struct RawRow<'a, 'r> {
    row: &'a Row<'r>,
    columns: &'a Columns,
    fit: Fit,
}

/// How the cells of a row fit the columns. A comma that should have been quoted makes more cells than columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Cell by cell.
    Even,
    /// The commas are in the last column.
    TailSplit,
    /// So many commas are in the name of the other side, the one text before 收/支 that was not always quoted.
    NameSplit(usize),
    /// Nobody can tell: what stands after the other side's name is not read.
    Lost,
}

impl<'a, 'r> RawRow<'a, 'r> {
    /// A row as its columns see it.
    pub(super) fn new(row: &'a Row<'r>, columns: &'a Columns) -> RawRow<'a, 'r> {
        RawRow { row, columns, fit: Fit::of(row, columns) }
    }

    /// The trimmed text of a column; `None` where the file has no such column.
    pub(super) fn text(&self, column: Column) -> Option<Cow<'r, str>> {
        let (from, to) = self.cells(column)?;
        if from == to {
            return Some(self.row.trimmed(from));
        }
        let parts: Vec<_> = (from..=to).map(|index| self.row.text(index)).collect();
        Some(Cow::Owned(parts.join(",").trim().to_owned()))
    }

    /// The cell of a column; `None` where the file has no such column.
    pub(super) fn cell(&self, column: Column) -> Option<Cell<'r>> {
        self.cells(column).map(|(from, _)| self.row.cell(from))
    }

    /// Its place in the file.
    pub(super) fn place(&self) -> Place {
        self.row.place()
    }

    /// The beginning of its text.
    pub(super) fn excerpt(&self) -> String {
        self.row.excerpt()
    }

    /// Whether it has as many cells as there are columns, so that nothing about it is a guess.
    pub(super) fn fits(&self) -> bool {
        self.fit == Fit::Even
    }

    /// How many of its cells say anything.
    pub(super) fn filled(&self) -> usize {
        (0..self.row.len()).filter(|index| !self.row.trimmed(*index).is_empty()).count()
    }

    /// The first and the last cell of a column.
    fn cells(&self, column: Column) -> Option<(usize, usize)> {
        let index = self.columns.index(column)?;
        let name = self.columns.index(Column::Counterparty);
        match self.fit {
            Fit::TailSplit if index + 1 == self.columns.width => Some((index, self.row.len() - 1)),
            Fit::Even | Fit::TailSplit => Some((index, index)),
            Fit::NameSplit(commas) => Some(match index.cmp(&name?) {
                Ordering::Less => (index, index),
                Ordering::Equal => (index, index + commas),
                Ordering::Greater => (index + commas, index + commas),
            }),
            Fit::Lost => name.filter(|name| index < *name).map(|_| (index, index)),
        }
    }
}

impl Fit {
    /// A row that is too long fits where its 收/支 stands.
    fn of(row: &Row<'_>, columns: &Columns) -> Fit {
        let filled =
            (0..row.len()).rev().find(|index| !row.trimmed(*index).is_empty()).map_or(0, |last| last + 1);
        let Some(commas) = filled.checked_sub(columns.width).filter(|commas| *commas > 0) else {
            return Fit::Even;
        };
        let Some(direction) = columns.index(Column::Direction) else { return Fit::Lost };
        let at = |index| words::direction(&row.trimmed(index)).is_some();
        let after_name = columns.index(Column::Counterparty).is_some_and(|name| name < direction);
        match (at(direction), after_name && at(direction + commas)) {
            (true, _) => Fit::TailSplit,
            (false, true) => Fit::NameSplit(commas),
            (false, false) => Fit::Lost,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        table::{Delimited, Event},
        text::TextStream,
    };
    use std::io::Cursor;

    fn check(line: &str, fits: bool, want: [Option<&str>; 4]) {
        let text = format!("交易时间,交易类型,交易对方,商品,收/支,金额(元),备注\n{line}\n");
        let mut cursor = Cursor::new(text.into_bytes());
        let stream = TextStream::open(&mut cursor).expect("memory can be read");
        let mut columns = None;
        let read = Delimited::new(stream).for_each(|event| {
            let Event::Row(row) = event else { panic!("{line} is a row") };
            let Some(columns) = &columns else {
                let cells: Vec<_> = (0..row.len()).map(|index| row.trimmed(index)).collect();
                columns = Columns::of(&cells, true);
                return Ok(());
            };
            let raw = RawRow::new(&row, columns);
            assert_eq!(raw.fits(), fits, "{line}");
            let got =
                [Column::Counterparty, Column::Direction, Column::Amount, Column::Note].map(|c| raw.text(c));
            assert_eq!(got.each_ref().map(|text| text.as_deref()), want, "{line}");
            Ok(())
        });
        read.expect("memory can be read");
    }

    #[test]
    fn commas_that_were_not_quoted_do_not_move_the_columns() {
        check("t,转账,甲,g,支出,¥1,n", true, [Some("甲"), Some("支出"), Some("¥1"), Some("n")]);
        check("t,转账,甲,g,支出,¥1,n,,,", true, [Some("甲"), Some("支出"), Some("¥1"), Some("n")]);
        check("t,转账,甲,乙,g,支出,¥1,n", false, [Some("甲,乙"), Some("支出"), Some("¥1"), Some("n")]);
        check("t,转账,甲,g,支出,¥1,n,m", false, [Some("甲"), Some("支出"), Some("¥1"), Some("n,m")]);
        check("t,转账,甲,g,x,y,支出,¥1,n,m,o", false, [None, None, None, None]);
        check("t,转账", true, [Some(""), Some(""), Some(""), Some("")]);
    }
}
