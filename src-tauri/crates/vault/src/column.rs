//! How nouns stand in columns: reading the cells of a row back strictly, and binding the cells of a row to insert.

use crate::error::Fault;
use juzheng_model::{Basis, Digest, Fen, Id, Moment, Offset, Place, Seen, Unsure, Zone};
use rusqlite::{Row, Statement, types::ValueRef};

/// The cells of one row. Whatever no record can hold is a [`Fault::Row`]: the row was changed by somebody else.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    table: &'static str,
    key: i64,
}

impl<'r> Cells<'r> {
    /// The cells of a row whose first column is its integer key.
    pub(crate) fn keyed(row: &'r Row<'r>, table: &'static str) -> Result<Cells<'r>, Fault> {
        let cells = Cells { row, table, key: 0 };
        let key = cells.int(0)?;
        Ok(Cells { key, ..cells })
    }

    /// The key.
    pub(crate) fn key(&self) -> i64 {
        self.key
    }

    /// The fault of this row.
    pub(crate) fn bad(&self) -> Fault {
        Fault::Row { table: self.table, key: self.key }
    }

    /// `value`, or the fault of this row.
    pub(crate) fn must<T>(&self, value: Option<T>) -> Result<T, Fault> {
        value.ok_or_else(|| self.bad())
    }

    /// An integer that may be NULL.
    pub(crate) fn opt_int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.row.get_ref(column)? {
            ValueRef::Integer(n) => Ok(Some(n)),
            ValueRef::Null => Ok(None),
            _ => Err(self.bad()),
        }
    }

    /// An integer.
    pub(crate) fn int(&self, column: usize) -> Result<i64, Fault> {
        self.must(self.opt_int(column)?)
    }

    /// An integer of a narrower type.
    pub(crate) fn small<T: TryFrom<i64>>(&self, column: usize) -> Result<T, Fault> {
        self.must(T::try_from(self.int(column)?).ok())
    }

    /// A flag: 0 or 1.
    pub(crate) fn flag(&self, column: usize) -> Result<bool, Fault> {
        self.must(flag(self.int(column)?))
    }

    /// A flag that may be NULL.
    pub(crate) fn opt_flag(&self, column: usize) -> Result<Option<bool>, Fault> {
        self.opt_int(column)?.map(|n| self.must(flag(n))).transpose()
    }

    /// A text that may be NULL.
    pub(crate) fn opt_str(&self, column: usize) -> Result<Option<&'r str>, Fault> {
        match self.row.get_ref(column)? {
            ValueRef::Text(bytes) => self.must(std::str::from_utf8(bytes).ok()).map(Some),
            ValueRef::Null => Ok(None),
            _ => Err(self.bad()),
        }
    }

    /// A text.
    pub(crate) fn str(&self, column: usize) -> Result<&'r str, Fault> {
        self.must(self.opt_str(column)?)
    }

    /// A text of one's own.
    pub(crate) fn text(&self, column: usize) -> Result<String, Fault> {
        self.str(column).map(str::to_owned)
    }

    /// A text of one's own that may be NULL.
    pub(crate) fn opt_text(&self, column: usize) -> Result<Option<String>, Fault> {
        Ok(self.opt_str(column)?.map(str::to_owned))
    }

    /// A list of texts, in the canonical spelling and no other.
    pub(crate) fn texts(&self, column: usize) -> Result<Vec<String>, Fault> {
        let spelling = self.str(column)?;
        let texts: Vec<String> = self.must(serde_json::from_str(spelling).ok())?;
        if crate::canonical::texts(&texts) == spelling { Ok(texts) } else { Err(self.bad()) }
    }

    /// A digest.
    pub(crate) fn digest(&self, column: usize) -> Result<Digest, Fault> {
        match self.row.get_ref(column)? {
            ValueRef::Blob(bytes) => self.must(bytes.try_into().ok()).map(Digest),
            _ => Err(self.bad()),
        }
    }

    /// Bytes that may be NULL.
    pub(crate) fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Fault> {
        match self.row.get_ref(column)? {
            ValueRef::Blob(bytes) => Ok(Some(bytes.to_vec())),
            ValueRef::Null => Ok(None),
            _ => Err(self.bad()),
        }
    }

    /// Bytes.
    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, Fault> {
        self.must(self.opt_bytes(column)?)
    }

    /// An id.
    pub(crate) fn id(&self, column: usize) -> Result<Id, Fault> {
        Ok(Id(self.int(column)? as u64))
    }

    /// An amount that may be NULL.
    pub(crate) fn opt_fen(&self, column: usize) -> Result<Option<Fen>, Fault> {
        self.opt_int(column)?.map(|fen| self.must(Fen::new(fen))).transpose()
    }

    /// A word of a list, by its index.
    pub(crate) fn one_of<T: Copy>(&self, column: usize, all: &[T]) -> Result<T, Fault> {
        let index: usize = self.small(column)?;
        self.must(all.get(index).copied())
    }

    /// A word of a list counted from 1, or NULL.
    pub(crate) fn opt_one_of<T: Copy>(&self, column: usize, all: &[T]) -> Result<Option<T>, Fault> {
        let Some(number) = self.opt_int(column)? else { return Ok(None) };
        let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        self.must(index.and_then(|ix| all.get(ix)).copied()).map(Some)
    }

    /// A time in three columns, all set or all NULL.
    pub(crate) fn moment(&self, first: usize) -> Result<Option<Moment>, Fault> {
        let columns = (self.opt_int(first)?, self.opt_int(first + 1)?, self.opt_int(first + 2)?);
        let (at, open_s, zone) = match columns {
            (None, None, None) => return Ok(None),
            (Some(at), Some(open_s), Some(zone)) => (at, open_s, zone),
            _ => return Err(self.bad()),
        };
        self.must(moment_of([at, open_s, zone])).map(Some)
    }

    /// How a record was seen, in three columns, all set or all NULL.
    pub(crate) fn seen(&self, first: usize) -> Result<Option<Seen>, Fault> {
        let columns = (self.opt_int(first)?, self.opt_int(first + 1)?, self.opt_int(first + 2)?);
        let (confidence, unsure) = match columns {
            (None, None, None) => return Ok(None),
            (Some(confidence), Some(unsure), Some(_)) => (confidence, unsure),
            _ => return Err(self.bad()),
        };
        Ok(Some(Seen {
            confidence: self.must(u16::try_from(confidence).ok())?,
            unsure: self.must(u8::try_from(unsure).ok().and_then(Unsure::from_bits))?,
            basis: self.one_of(first + 2, &Basis::ALL)?,
        }))
    }

    /// A place in three columns; `None` where all are NULL.
    pub(crate) fn opt_place(&self, first: usize) -> Result<Option<Place>, Fault> {
        let columns = (self.opt_int(first)?, self.opt_int(first + 1)?, self.opt_str(first + 2)?);
        Ok(Some(match columns {
            (None, None, None) => return Ok(None),
            (Some(row), None, None) => Place::Row { row: row as u64 },
            (Some(row), None, Some(sheet)) => Place::Sheet { sheet: sheet.to_owned(), row: row as u64 },
            // A box: x and y in one number, height and width in the other, which is negative; bytes never end there.
            (Some(corner), Some(extent), None) if extent < 0 => {
                let (corner, extent) = (corner as u64, -(extent + 1) as u64);
                let low = |n: u64| n as u32;
                Place::Box { bounds: [low(corner), low(corner >> 32), low(extent), low(extent >> 32)] }
            }
            (Some(from), Some(to), None) => Place::Bytes { bytes: [from as u64, to as u64] },
            _ => return Err(self.bad()),
        }))
    }

    /// A place in three columns.
    pub(crate) fn place(&self, first: usize) -> Result<Place, Fault> {
        self.must(self.opt_place(first)?)
    }
}

/// A moment as three numbers: at, seconds left open, number of the zone.
pub(crate) fn moment_numbers(moment: Moment) -> [i64; 3] {
    [moment.at, i64::from(moment.open_s), zone_number(moment.zone)]
}

/// The moment of three numbers; `None` where no moment is spelled so.
pub(crate) fn moment_of([at, open_s, zone]: [i64; 3]) -> Option<Moment> {
    let moment = Moment { at, open_s: u32::try_from(open_s).ok()?, zone: zone_of(zone)? };
    (Moment::MIN..Moment::MAX).contains(&at).then_some(moment)
}

fn flag(n: i64) -> Option<bool> {
    match n {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

/// The number of a zone. Released: never changed.
fn zone_number(zone: Zone) -> i64 {
    match zone {
        Zone::Instant => 0,
        Zone::Assumed => 1,
        Zone::Stated(offset) => 10_000 + i64::from(offset.minutes()),
        Zone::Known(offset) => 20_000 + i64::from(offset.minutes()),
    }
}

fn zone_of(number: i64) -> Option<Zone> {
    let offset = |base: i64| i16::try_from(number - base).ok().and_then(Offset::from_minutes);
    match number {
        0 => Some(Zone::Instant),
        1 => Some(Zone::Assumed),
        5_000..15_000 => offset(10_000).map(Zone::Stated),
        15_000..25_000 => offset(20_000).map(Zone::Known),
        _ => None,
    }
}

/// A prepared insert of many rows. SQLite keeps what was bound, so a cell that is as in the row before is not bound again.
pub(crate) struct Insert<'c, const CELLS: usize> {
    statement: Statement<'c>,
    ints: [Option<i64>; CELLS],
    texts: [bool; CELLS],
}

impl<'c, const CELLS: usize> Insert<'c, CELLS> {
    /// Prepares `sql`, which has `CELLS` parameters.
    pub(crate) fn new(db: &'c rusqlite::Connection, sql: &str) -> Result<Insert<'c, CELLS>, Fault> {
        Ok(Insert { statement: db.prepare(sql)?, ints: [None; CELLS], texts: [false; CELLS] })
    }

    /// Sets cell `ix` (from 0) to an integer or NULL.
    pub(crate) fn int(&mut self, ix: usize, value: impl Into<Option<i64>>) -> Result<(), Fault> {
        let value = value.into();
        if self.ints[ix] != value {
            self.statement.raw_bind_parameter(ix + 1, value)?;
            self.ints[ix] = value;
        }
        Ok(())
    }

    /// Sets cell `ix` to a text or NULL.
    pub(crate) fn text<'t>(&mut self, ix: usize, value: impl Into<Option<&'t str>>) -> Result<(), Fault> {
        let value = value.into();
        if value.is_some() || self.texts[ix] {
            self.statement.raw_bind_parameter(ix + 1, value)?;
            self.texts[ix] = value.is_some();
        }
        Ok(())
    }

    /// Sets three cells to a time.
    pub(crate) fn moment(&mut self, first: usize, moment: Option<Moment>) -> Result<(), Fault> {
        self.int(first, moment.map(|m| m.at))?;
        self.int(first + 1, moment.map(|m| i64::from(m.open_s)))?;
        self.int(first + 2, moment.map(|m| zone_number(m.zone)))
    }

    /// Sets three cells to a place.
    pub(crate) fn place(&mut self, first: usize, place: Option<&Place>) -> Result<(), Fault> {
        let (row, end, sheet) = match place {
            None => (None, None, None),
            Some(Place::Row { row }) => (Some(*row), None, None),
            Some(Place::Sheet { sheet, row }) => (Some(*row), None, Some(sheet.as_str())),
            Some(Place::Bytes { bytes: [from, to] }) => (Some(*from), Some(*to), None),
            Some(place @ Place::Box { bounds: [.., w, h] }) => {
                let extent = i64::from(*h) << 32 | i64::from(*w);
                (Some(place.order()), Some((-extent - 1) as u64), None)
            }
        };
        self.int(first, row.map(|n| n as i64))?;
        self.int(first + 1, end.map(|n| n as i64))?;
        self.text(first + 2, sheet)
    }

    /// Sets three cells to how a record was seen.
    pub(crate) fn seen(&mut self, first: usize, seen: Option<Seen>) -> Result<(), Fault> {
        self.int(first, seen.map(|s| i64::from(s.confidence)))?;
        self.int(first + 1, seen.map(|s| i64::from(s.unsure.bits())))?;
        self.int(first + 2, seen.map(|s| s.basis as i64))
    }

    /// Inserts the row.
    pub(crate) fn row(&mut self) -> Result<(), Fault> {
        self.statement.raw_execute()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_has_its_number_and_no_other_number_is_a_zone() {
        let offsets = (-840..=840).filter_map(Offset::from_minutes);
        let zones =
            offsets.flat_map(|o| [Zone::Stated(o), Zone::Known(o)]).chain([Zone::Instant, Zone::Assumed]);
        let mut numbers = std::collections::BTreeSet::new();
        for zone in zones {
            assert_eq!(zone_of(zone_number(zone)), Some(zone));
            numbers.insert(zone_number(zone));
        }
        for number in (-30_000..30_000).chain([i64::MIN, i64::MAX]) {
            assert_eq!(zone_of(number).is_some(), numbers.contains(&number), "{number}");
        }
    }
}
