//! The table `transfer`: the rows of bills of all readings, in the order of their files; rows are written once.

use super::Result;
use crate::column::{Cells, Insert};
use juzheng_model::{Direction, Fen, Id, Status, Transfer, TransferKind};
use rusqlite::{Connection, params};

/// A transfer as it lies in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTransfer {
    /// Its key in the database; within a reading in the order of the file.
    pub key: i64,
    /// The reading it belongs to.
    pub reading: i64,
    /// Its id.
    pub id: Id,
    /// The transfer.
    pub transfer: Transfer,
}

/// Prepares adding transfers.
pub(crate) fn insert(db: &Connection) -> Result<Insert<'_, 30>> {
    Insert::new(
        db,
        "INSERT INTO transfer (reading, id, direction, kind, status, amount_fen, returned_fen, when_at, when_open_s, \
         when_zone, accepted_at, accepted_open_s, accepted_zone, returned_at, returned_open_s, returned_zone, row_no, \
         row_end, sheet, transaction_id, merchant_id, counterparty, type_text, status_text, memo, note, method, \
         confidence, unsure, basis) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
         ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)",
    )
}

/// Adds a transfer.
pub(crate) fn add(insert: &mut Insert<'_, 30>, reading: i64, id: Id, transfer: &Transfer) -> Result<()> {
    insert.int(0, reading)?;
    insert.int(1, id.0 as i64)?;
    insert.int(2, transfer.direction.map(|d| d as i64))?;
    insert.int(3, transfer.kind as i64)?;
    insert.int(4, transfer.status as i64)?;
    insert.int(5, transfer.amount.map(Fen::get))?;
    insert.int(6, transfer.returned_amount.map(Fen::get))?;
    insert.moment(7, transfer.when)?;
    insert.moment(10, transfer.accepted)?;
    insert.moment(13, transfer.returned)?;
    insert.place(16, Some(&transfer.place))?;
    insert.text(19, transfer.transaction_id.as_deref())?;
    insert.text(20, transfer.merchant_id.as_deref())?;
    insert.text(21, transfer.counterparty.as_deref())?;
    insert.text(22, transfer.type_text.as_str())?;
    insert.text(23, transfer.status_text.as_str())?;
    insert.text(24, transfer.memo.as_deref())?;
    insert.text(25, transfer.note.as_deref())?;
    insert.text(26, transfer.method.as_deref())?;
    insert.seen(27, transfer.seen)?;
    insert.row()
}

/// Shows `count` transfers from a key on, in the order of keys.
pub(crate) fn each(
    db: &Connection,
    first: i64,
    count: u64,
    each: &mut dyn FnMut(StoredTransfer) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT key, reading, id, direction, kind, status, amount_fen, returned_fen, when_at, when_open_s, when_zone, \
         accepted_at, accepted_open_s, accepted_zone, returned_at, returned_open_s, returned_zone, row_no, row_end, \
         sheet, transaction_id, merchant_id, counterparty, type_text, status_text, memo, note, method, \
         confidence, unsure, basis FROM transfer \
         WHERE key >= ?1 AND key < ?2 ORDER BY key",
    )?;
    let mut rows = statement.query(params![first, first.saturating_add_unsigned(count)])?;
    while let Some(row) = rows.next()? {
        each(read(&Cells::keyed(row, "transfer")?)?)?;
    }
    Ok(())
}

fn read(cells: &Cells<'_>) -> Result<StoredTransfer> {
    let transfer = Transfer {
        direction: cells.opt_one_of(3, &Direction::ALL)?,
        kind: cells.one_of(4, &TransferKind::ALL)?,
        status: cells.one_of(5, &Status::ALL)?,
        amount: cells.opt_fen(6)?,
        returned_amount: cells.opt_fen(7)?,
        when: cells.moment(8)?,
        accepted: cells.moment(11)?,
        returned: cells.moment(14)?,
        place: cells.place(17)?,
        transaction_id: cells.opt_text(20)?,
        merchant_id: cells.opt_text(21)?,
        counterparty: cells.opt_text(22)?,
        type_text: cells.text(23)?,
        status_text: cells.text(24)?,
        memo: cells.opt_text(25)?,
        note: cells.opt_text(26)?,
        method: cells.opt_text(27)?,
        seen: cells.seen(28)?,
    };
    Ok(StoredTransfer { key: cells.key(), reading: cells.int(1)?, id: cells.id(2)?, transfer })
}
