//! Bills of WeChat Pay (微信支付账单): CSV since 2018, XLSX since July 2025, and either saved again by a spreadsheet.
//!
//! **Written by** WeChat, sent by mail as an encrypted zip; one wallet, at most a year, newest row first. Five variants:
//! V1 CSV (UTF-8 with BOM, CRLF, a tab after each id), V2 CSV of 2025 (every text quoted, the tab *after* the closing
//! quote), V3 XLSX with everything as text, V4 XLSX since March 2026 (times as serials, amounts as numbers, one note
//! more), V5 any of them saved again (GB18030, `￥1,020.00`, `2023/1/2 19:01`).
//!
//! **Recognised** by the title 微信支付账单明细 or by the names in the header row, which have not changed since 2018;
//! never by line numbers, which have. A table without the title has to be unmistakable: Alipay, Meituan, banks and
//! merged tables share names with it.
//!
//! **Zone** +08:00 in all variants; stated by the file only since V4 (note 4). **Amounts** are gross: a refund is a row
//! of its own and the refunded row keeps its amount. `/` says nothing. **Ids** are text of 26 to 46 digits. Of the
//! preamble everything is used: owner, period, declared counts and sums (the file proves its own completeness), and two
//! notes in the file's own words — rows that the user deleted are missing (until 2025), and it is for personal
//! reconciliation only.
//!
//! **Known to be missing** from every bill: sales of wealth funds, interest, automatic sweeps, real names, and by which
//! clock a received transfer is dated (sent or accepted).

mod columns;
mod convert;
mod id;
mod preamble;
mod raw;
mod reading;
mod resaved;
mod self_check;
pub(crate) mod words;

use crate::{
    error::Error,
    head::Head,
    magic,
    table::{Event, Table},
    text::head_of,
};
use columns::{Column, Columns, TITLE};
use convert::Manner;
use id::ColumnOfIds;
use juzheng_model::{Offset, Sink, Zone, port::Bytes};
use raw::RawRow;
use reading::Reading;

/// How surely a file or sheet that begins so is a bill: 0 not at all, 1 a title alone, 2 a header, 3 both.
pub(crate) fn rank(head: &Head) -> u8 {
    let titled = head.rows.first().and_then(|row| row.cells.first()).is_some_and(|cell| cell == TITLE);
    let header = head.rows.iter().any(|row| Columns::of(&row.cells, titled).is_some());
    2 * u8::from(header) + u8::from(titled)
}

/// Reads a whole bill into `sink`.
///
/// # Errors
/// The bytes cannot be read, or the sink refuses.
pub(crate) fn read(bytes: &mut dyn Bytes, sink: &mut dyn Sink) -> Result<(), Error> {
    let [transaction, merchant] = rounded_columns(bytes)?;
    let table = Table::open(bytes, rank)?;
    let media_type = match table {
        Table::Delimited(_) => "text/csv",
        Table::Workbook(_) => magic::XLSX,
    };
    let zone = Zone::Known(Offset::CHINA);
    let manner = Manner { zone, transaction_rounded: transaction, merchant_rounded: merchant };
    let mut reading = Reading::begin(sink, media_type, manner);
    let summary = table.for_each(|event| reading.event(event))?;
    reading.finish(&summary)
}

/// Whether the columns 交易单号 and 商户单号 of a text file lost their digits: no single id shows it, only all of them
/// together, so a first pass looks at them before any row is given. (A workbook says of each cell whether it is a number.)
fn rounded_columns(bytes: &mut dyn Bytes) -> Result<[bool; 2], Error> {
    if head_of(bytes)?.starts_with(magic::ZIP) {
        return Ok([false; 2]);
    }
    let mut columns: Option<Columns> = None;
    let mut ids = [ColumnOfIds::default(), ColumnOfIds::default()];
    Table::open(bytes, rank)?.for_each(|event| {
        let Event::Row(row) = event else { return Ok(()) };
        let Some(columns) = &columns else {
            let cells: Vec<_> = (0..row.len()).map(|index| row.trimmed(index)).collect();
            columns = Columns::of(&cells, true);
            return Ok(());
        };
        let raw = RawRow::new(&row, columns);
        for (ids, column) in ids.iter_mut().zip([Column::Transaction, Column::Merchant]) {
            ids.take(&raw.text(column).unwrap_or_default());
        }
        Ok(())
    })?;
    Ok(ids.map(|ids| ids.is_rounded()))
}
