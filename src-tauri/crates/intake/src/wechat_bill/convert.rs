//! A raw row of a bill as a transfer, with a finding for each thing in it that could not be read.

use super::{
    columns::Column,
    id::{self, IdText},
    raw::RawRow,
    words,
};
use crate::table::{Cell, shortened, time_of_serial};
use juzheng_model::{Code, Direction, Fen, Finding, Moment, Place, Status, Transfer, TransferKind, Zone};
use std::borrow::Cow;

/// What holds for every row of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// The zone of its times.
    pub(super) zone: Zone,
    /// Whether the column 交易单号 as a whole lost its digits to rounding.
    pub(super) transaction_rounded: bool,
    /// Whether the column 商户单号 did.
    pub(super) merchant_rounded: bool,
}

/// Reads a row. What it does not say is `None`; what it says and cannot be read is `None` with a finding.
pub(super) fn transfer(raw: &RawRow<'_, '_>, manner: Manner, findings: &mut Vec<Finding>) -> Transfer {
    let mut doubts = Doubts { raw, findings };
    let type_text = raw.text(Column::Kind).unwrap_or_default();
    let status_text = raw.text(Column::Status).unwrap_or_default();
    let kind = doubts.kind(&type_text);
    let state = words::state(&status_text, kind);
    if state.status == Status::Unknown && raw.text(Column::Status).is_some() {
        doubts.say(Code::StatusUnknown, [status_text.to_string()]);
    }
    Transfer {
        place: raw.place(),
        transaction_id: doubts.id(Column::Transaction, manner.transaction_rounded),
        merchant_id: doubts.id(Column::Merchant, manner.merchant_rounded),
        when: doubts.time(manner.zone),
        accepted: None,
        returned: None,
        returned_amount: state.returned,
        direction: doubts.direction(),
        amount: doubts.amount(),
        counterparty: said(raw, Column::Counterparty),
        kind,
        type_text: type_text.into_owned(),
        status: state.status,
        status_text: status_text.into_owned(),
        memo: raw.text(Column::Goods).and_then(|goods| words::memo(&goods)),
        note: said(raw, Column::Note),
        method: said(raw, Column::Method),
        seen: None,
    }
}

/// A row of which nothing could be read: it still counts.
pub(super) fn silent(place: Place) -> Transfer {
    Transfer {
        place,
        transaction_id: None,
        merchant_id: None,
        when: None,
        accepted: None,
        returned: None,
        returned_amount: None,
        direction: None,
        amount: None,
        counterparty: None,
        kind: TransferKind::Other,
        type_text: String::new(),
        status: Status::Unknown,
        status_text: String::new(),
        memo: None,
        note: None,
        method: None,
        seen: None,
    }
}

fn said(raw: &RawRow<'_, '_>, column: Column) -> Option<String> {
    words::said(&raw.text(column)?).map(str::to_owned)
}

/// Where a row's findings go.
struct Doubts<'d, 'a, 'r> {
    raw: &'d RawRow<'a, 'r>,
    findings: &'d mut Vec<Finding>,
}

impl Doubts<'_, '_, '_> {
    fn say<const N: usize>(&mut self, code: Code, args: [String; N]) {
        self.findings.push(Finding::at(code, self.raw.place(), args));
    }

    fn unreadable(&mut self, column: Column, text: &str) {
        self.say(Code::RowUnreadable, [column.name().to_owned(), shortened(text)]);
    }

    fn kind(&mut self, text: &str) -> TransferKind {
        let (kind, known) = words::kind(text);
        if !known && self.raw.text(Column::Kind).is_some() {
            self.say(Code::TypeUnknown, [text.to_owned()]);
        }
        kind
    }

    fn time(&mut self, zone: Zone) -> Option<Moment> {
        let moment = match self.raw.cell(Column::Time)? {
            Cell::Time(wall) => Moment::wall(wall, 0, zone),
            Cell::Number(serial) => time_of_serial(serial).and_then(|wall| Moment::wall(wall, 0, zone)),
            Cell::Text(_) => Moment::parse_wall(&self.raw.text(Column::Time)?, zone),
            Cell::Empty => None,
        };
        if moment.is_none() {
            let text = self.raw.text(Column::Time)?;
            self.unreadable(Column::Time, &text);
        }
        moment
    }

    fn direction(&mut self) -> Option<Direction> {
        let text = self.raw.text(Column::Direction)?;
        let direction = words::direction(&text);
        if direction.is_none() {
            self.unreadable(Column::Direction, &text);
        }
        direction
    }

    fn amount(&mut self) -> Option<Fen> {
        let amount = match self.raw.cell(Column::Amount)? {
            Cell::Number(yuan) => Fen::from_spreadsheet(yuan),
            _ => Fen::parse_yuan(&self.raw.text(Column::Amount)?),
        };
        if amount.is_err() {
            let text = self.raw.text(Column::Amount)?;
            self.unreadable(Column::Amount, &text);
        }
        amount.ok()
    }

    fn id(&mut self, column: Column, rounded: bool) -> Option<String> {
        let text: Cow<'_, str> = self.raw.text(column)?;
        let text = words::said(&text)?;
        let number = matches!(self.raw.cell(column), Some(Cell::Number(_)));
        match id::read(text, number, rounded) {
            IdText::Whole => Some(text.to_owned()),
            IdText::Damaged => {
                self.say(Code::IdDamaged, [text.to_owned()]);
                None
            }
        }
    }
}
