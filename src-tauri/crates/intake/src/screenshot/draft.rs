//! A transfer while it is put together from the pieces of a page: its box, its least confidence, its doubts.

use super::{
    amount, certain, clock, fold,
    money_page::Found,
    order_number::{self, Number},
    page::{Line, Page},
    pairs::{Pair, Piece},
};
use crate::circumstances::Circumstances;
use chrono::{DateTime, NaiveDate};
use juzheng_model::{
    Basis, Code, Finding, Moment, Offset, Place, Seen, Status, Transfer, TransferKind, Unsure, Zone,
};
use std::{cmp::Ordering, io};

/// The least confidence of the characters of a name or a note, in thousandths, with which it is relied on.
const LEAST_OF_TEXT: u16 = 500;
/// A day of slack for the zones of phones.
const SLACK_S: i64 = 86_400;

/// The draft.
pub(crate) struct Draft<'d> {
    page: &'d Page<'d>,
    known: &'d Circumstances,
    /// What is known so far. Its place and `seen` come last.
    pub(crate) transfer: Transfer,
    unsure: Unsure,
    least: u16,
    bounds: Option<[u32; 4]>,
    findings: Vec<Finding>,
}

impl<'d> Draft<'d> {
    /// Nothing known yet.
    pub(crate) fn new(page: &'d Page<'d>, known: &'d Circumstances) -> Draft<'d> {
        let transfer = Transfer {
            place: Place::Box { bounds: [0; 4] },
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
        };
        let findings = Vec::new();
        Draft { page, known, transfer, unsure: Unsure::default(), least: 1000, bounds: None, findings }
    }

    /// Counts a line in: its box, and how surely it was read.
    pub(crate) fn takes(&mut self, line: &Line) {
        let [x, y, w, h] = self.bounds.unwrap_or(line.read.bounds);
        let (left, top) = (x.min(line.left()), y.min(line.top()));
        let (right, bottom) = ((x + w).max(line.right()), (y + h).max(line.bottom()));
        self.bounds = Some([left, top, right - left, bottom - top]);
        self.least = self.least.min(line.least());
    }

    fn takes_pair(&mut self, pair: &Pair) {
        let page = self.page;
        pair.value
            .iter()
            .map(|piece| piece.line)
            .chain([pair.label])
            .for_each(|i| self.takes(&page.lines[i]));
    }

    /// Says that a field is doubtful, with what was read there.
    pub(crate) fn doubt(&mut self, field: Unsure, read: &str, bounds: [u32; 4]) {
        self.mark(field);
        let word = field.words().next().unwrap_or_default().to_owned();
        self.say(Code::ReadingUnsure, bounds, [word, read.to_owned()]);
    }

    /// Marks a field as doubtful, without a finding of its own.
    pub(crate) fn mark(&mut self, field: Unsure) {
        self.unsure = self.unsure.with(field);
    }

    /// Adds a finding at a box.
    pub(crate) fn say<const N: usize>(&mut self, code: Code, bounds: [u32; 4], args: [String; N]) {
        self.findings.push(Finding::at(code, Place::Box { bounds }, args));
    }

    /// Takes the amount of one row of boxes, from the left. Its sign is the answer.
    ///
    /// # Errors
    /// The engine failed.
    pub(crate) fn amount(&mut self, row: &[usize]) -> io::Result<Option<amount::Sign>> {
        let page = self.page;
        let pieces: Vec<Piece> = row.iter().map(|line| Piece { line: *line, skip: 0 }).collect();
        self.amount_of(&pieces, &row_text(page, row))
    }

    /// Takes an amount that stands in pieces of lines, as `text` in folded spelling.
    ///
    /// # Errors
    /// The engine failed.
    pub(crate) fn amount_of(&mut self, pieces: &[Piece], text: &str) -> io::Result<Option<amount::Sign>> {
        let page = self.page;
        let (Some(reading), Some(first)) = (amount::parse(text), pieces.first()) else { return Ok(None) };
        pieces.iter().for_each(|piece| self.takes(&page.lines[piece.line]));
        self.transfer.amount = Some(reading.fen);
        let again = certain::second_reading(page, pieces, " ")?;
        // Words may follow in the same line, behind 元.
        let amount = |again: &str| {
            let cut = again.split_once('元').filter(|_| text.ends_with('元'));
            amount::parse(&cut.map_or(again.to_owned(), |(amount, _)| format!("{}元", amount.trim())))
        };
        let same = again.and_then(|again| amount(&again)).is_some_and(|again| again.fen == reading.fen);
        let clear = |piece: &Piece| match piece.ink_against_read(page) {
            // 元 may be drawn in parts.
            Some(Ordering::Greater) => text.ends_with('元') && piece.is_clear(page, false),
            Some(Ordering::Equal) => piece.is_clear(page, true),
            Some(Ordering::Less) | None => piece.is_clear(page, false),
        };
        if !(reading.sure && same && pieces.iter().all(clear)) {
            self.doubt(Unsure::AMOUNT, text, page.lines[first.line].read.bounds);
        }
        Ok(reading.sign)
    }

    /// The time that stands as a pair's value; what cannot be read is a finding.
    ///
    /// # Errors
    /// The engine failed.
    pub(crate) fn clock(&mut self, pair: &Pair) -> io::Result<Option<Moment>> {
        let page = self.page;
        let Some(first) = pair.value.first() else { return Ok(None) };
        self.takes_pair(pair);
        // What stands below a time belongs to something else.
        let whole = fold::line(&pair.text(page, " "));
        let (pieces, text) = match clock::parse(&whole) {
            Some(_) => (pair.value.as_slice(), whole),
            None => (&pair.value[..1], fold::line(&first.text(page))),
        };
        let bounds = first.bounds(page);
        let Some(reading) = clock::parse(&text) else {
            self.mark(Unsure::WHEN);
            let label = page.lines[pair.label].folded.chars().take(4).collect();
            self.say(Code::RowUnreadable, bounds, [label, text]);
            return Ok(None);
        };
        let again = certain::second_reading(page, pieces, " ")?;
        let same =
            again.and_then(|again| clock::parse(&again)).is_some_and(|again| again.wall == reading.wall);
        let clear = pieces.iter().all(|piece| piece.is_clear(page, reading.padded || counted(page, *piece)));
        let moment = Moment::wall(reading.wall, reading.open_s, Zone::Known(Offset::CHINA));
        if !(reading.sure && clear && same) || moment.is_none_or(|moment| !self.can_be(moment)) {
            self.doubt(Unsure::WHEN, &text, bounds);
        }
        Ok(moment)
    }

    /// Whether something can have happened then: since there are payments over WeChat, and not after the capture.
    pub(crate) fn can_be(&self, moment: Moment) -> bool {
        let begun = Offset::CHINA.paper(moment.at).as_str() >= "2013-08";
        let captured = self.known.captured.map_or(self.known.added_at, |captured| captured.at);
        begun && moment.at <= captured.min(self.known.added_at) + SLACK_S
    }

    /// An order number that stands as a pair's value. `letters`: as a merchant's, which may hold any.
    ///
    /// # Errors
    /// The engine failed.
    pub(crate) fn number(&mut self, pair: &Pair, letters: bool) -> io::Result<Option<String>> {
        let day = self.transfer.when.and_then(day_of);
        let Some(number) = order_number::read(self.page, pair, letters, day)? else { return Ok(None) };
        self.takes_pair(pair);
        let bounds = pair.value.first().map_or([0; 4], |piece| piece.bounds(self.page));
        let Number { text, sure, misfit } = number;
        match misfit {
            Some(why) => {
                self.mark(Unsure::ID);
                self.say(Code::IdLayout, bounds, [text.clone(), why.to_owned()]);
            }
            None if !sure => self.doubt(Unsure::ID, &text, bounds),
            None => {}
        }
        Ok(Some(text))
    }

    /// Words that stand as a pair's value.
    pub(crate) fn words(&mut self, pair: &Pair) -> Option<String> {
        let text = pair.text(self.page, "");
        let text = text.trim_end_matches(['>', '〉', ' ']).to_owned();
        if text.is_empty() {
            return None;
        }
        self.takes_pair(pair);
        if pair.value.iter().any(|piece| piece.least(self.page) < LEAST_OF_TEXT) {
            self.mark(Unsure::TEXT);
        }
        Some(text)
    }

    /// Words that stand in lines of their own.
    pub(crate) fn lines(&mut self, lines: &[usize]) -> String {
        let page = self.page;
        for line in lines.iter().map(|line| &page.lines[*line]) {
            self.takes(line);
            if line.least() < LEAST_OF_TEXT || line.drawn {
                self.mark(Unsure::TEXT);
            }
        }
        lines.iter().map(|line| page.lines[*line].read.text.trim()).collect()
    }

    /// Puts the transfer out, with its findings.
    pub(crate) fn finish(mut self, out: &mut Found) {
        self.transfer.place = Place::Box { bounds: self.bounds.unwrap_or([0; 4]) };
        self.transfer.seen = Some(Seen { confidence: self.least, unsure: self.unsure, basis: Basis::Bill });
        out.transfers.push(self.transfer);
        out.findings.append(&mut self.findings);
    }
}

/// The text of a row of boxes in folded spelling.
pub(crate) fn row_text(page: &Page<'_>, row: &[usize]) -> String {
    row.iter().map(|line| page.lines[*line].folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// The calendar day of a time in China.
fn day_of(moment: Moment) -> Option<NaiveDate> {
    let wall = moment.at + i64::from(Offset::CHINA.minutes()) * 60;
    DateTime::from_timestamp(wall, 0).map(|time| time.date_naive())
}

/// Whether the ink shows as many characters as were read.
pub(crate) fn counted(page: &Page<'_>, piece: Piece) -> bool {
    piece.ink_against_read(page) == Some(Ordering::Equal)
}
