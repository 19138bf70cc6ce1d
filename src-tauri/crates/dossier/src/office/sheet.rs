//! A table with a title, as both kinds of files write it.

use juzheng_model::Fen;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What its head says.
    pub title: &'static str,
    /// Its width in half-width characters.
    pub width: u32,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// An amount of yuan, which a spreadsheet can add up.
    Amount(Fen),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What it is: the name of the worksheet.
    pub name: &'static str,
    /// Whose it is: the case's title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What stands below it.
    pub notes: Vec<String>,
    /// Whether the paper lies on its side.
    pub is_wide: bool,
}
