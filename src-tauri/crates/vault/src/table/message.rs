//! The table `message`: the messages of all readings, in the order of their files; rows are written once.

use super::Result;
use crate::column::{Cells, Insert};
use juzheng_model::{Card, Fen, Id, Message, MessageKind, Moment, Seen, Side, SpeakerIx};
use rusqlite::{Connection, params};

/// What linking sees of a message: everything but its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageHead<'a> {
    /// Its key in the database; within a reading in the order of the file.
    pub key: i64,
    /// Its id.
    pub id: Id,
    /// The reading it belongs to.
    pub reading: i64,
    /// Who sent it, an index into the speakers of the reading.
    pub speaker: SpeakerIx,
    /// Its side as the file states it.
    pub side: Side,
    /// What it is.
    pub kind: MessageKind,
    /// The card, where the export tells which.
    pub card: Option<Card>,
    /// The amount on the card.
    pub amount: Option<Fen>,
    /// When.
    pub when: Option<Moment>,
    /// When the transfer of a receipt was sent, where the receipt says so.
    pub sent_at: Option<Moment>,
    /// The row or first byte in the file ([`juzheng_model::Place::order`]).
    pub order: u64,
    /// The transfer id that the export keeps.
    pub transfer_id: Option<&'a str>,
    /// How it was seen, where it was read from a picture.
    pub seen: Option<Seen>,
}

/// A message as it lies in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMessage {
    /// Its key in the database.
    pub key: i64,
    /// The reading it belongs to.
    pub reading: i64,
    /// Its id.
    pub id: Id,
    /// The message.
    pub message: Message,
}

const COLUMNS: &str = "key, reading, id, speaker, side, kind, card, amount_fen, when_at, when_open_s, when_zone, \
    row_no, row_end, sheet, sent_at, sent_open_s, sent_zone, transfer_id, source_id, text, \
    confidence, unsure, basis";

/// Prepares adding messages.
pub(crate) fn insert(db: &Connection) -> Result<Insert<'_, 22>> {
    Insert::new(
        db,
        "INSERT INTO message (reading, id, speaker, side, kind, card, amount_fen, when_at, when_open_s, when_zone, \
         row_no, row_end, sheet, sent_at, sent_open_s, sent_zone, transfer_id, source_id, text, \
         confidence, unsure, basis) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
         ?17, ?18, ?19, ?20, ?21, ?22)",
    )
}

/// Adds a message.
pub(crate) fn add(insert: &mut Insert<'_, 22>, reading: i64, id: Id, message: &Message<&str>) -> Result<()> {
    insert.int(0, reading)?;
    insert.int(1, id.0 as i64)?;
    insert.int(2, i64::from(message.speaker.0))?;
    insert.int(3, message.side as i64)?;
    insert.int(4, message.kind as i64)?;
    insert.int(5, message.card.map(|card| card as i64))?;
    insert.int(6, message.amount.map(Fen::get))?;
    insert.moment(7, message.when)?;
    insert.place(10, Some(&message.place))?;
    insert.moment(13, message.sent_at)?;
    insert.text(16, message.transfer_id)?;
    insert.text(17, message.source_id)?;
    insert.text(18, message.text)?;
    insert.seen(19, message.seen)?;
    insert.row()
}

/// Shows `count` messages from a key on without their words, in the order of keys.
pub(crate) fn heads(
    db: &Connection,
    first: i64,
    count: u64,
    each: &mut dyn FnMut(MessageHead<'_>),
) -> Result<()> {
    let mut statement = db.prepare_cached(
        "SELECT key, reading, id, speaker, side, kind, card, amount_fen, when_at, when_open_s, when_zone, row_no, \
         sent_at, sent_open_s, sent_zone, transfer_id, confidence, unsure, basis FROM message WHERE key >= ?1 AND key < ?2 ORDER BY key",
    )?;
    let mut rows = statement.query(params![first, first.saturating_add_unsigned(count)])?;
    while let Some(row) = rows.next()? {
        let cells = Cells::keyed(row, "message")?;
        each(MessageHead {
            key: cells.key(),
            reading: cells.int(1)?,
            id: cells.id(2)?,
            speaker: SpeakerIx(cells.small(3)?),
            side: cells.one_of(4, &Side::ALL)?,
            kind: cells.one_of(5, &MessageKind::ALL)?,
            card: cells.opt_one_of(6, &Card::ALL)?,
            amount: cells.opt_fen(7)?,
            when: cells.moment(8)?,
            order: cells.int(11)? as u64,
            sent_at: cells.moment(12)?,
            transfer_id: cells.opt_str(15)?,
            seen: cells.seen(16)?,
        });
    }
    Ok(())
}

/// The message with this key.
pub(crate) fn get(db: &Connection, key: i64) -> Result<Option<StoredMessage>> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM message WHERE key = ?1"))?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| read(&Cells::keyed(row, "message")?)).transpose()
}

/// Shows `count` messages from a key on, in the order of keys.
pub(crate) fn each(
    db: &Connection,
    first: i64,
    count: u64,
    each: &mut dyn FnMut(StoredMessage) -> Result<()>,
) -> Result<()> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM message WHERE key >= ?1 AND key < ?2 ORDER BY key"
    ))?;
    let mut rows = statement.query(params![first, first.saturating_add_unsigned(count)])?;
    while let Some(row) = rows.next()? {
        each(read(&Cells::keyed(row, "message")?)?)?;
    }
    Ok(())
}

fn read(cells: &Cells<'_>) -> Result<StoredMessage> {
    let message = Message {
        speaker: SpeakerIx(cells.small(3)?),
        side: cells.one_of(4, &Side::ALL)?,
        kind: cells.one_of(5, &MessageKind::ALL)?,
        card: cells.opt_one_of(6, &Card::ALL)?,
        amount: cells.opt_fen(7)?,
        when: cells.moment(8)?,
        place: cells.place(11)?,
        sent_at: cells.moment(14)?,
        seen: cells.seen(20)?,
        transfer_id: cells.opt_text(17)?,
        source_id: cells.opt_text(18)?,
        text: cells.text(19)?,
    };
    Ok(StoredMessage { key: cells.key(), reading: cells.int(1)?, id: cells.id(2)?, message })
}
