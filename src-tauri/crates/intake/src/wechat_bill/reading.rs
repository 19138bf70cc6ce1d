//! Reading a bill from its first row to its last: preamble, header, rows, and what the whole comes to.

use super::{
    columns::{Column, Columns},
    convert::{self, Manner},
    preamble::{Declared, Preamble},
    raw::RawRow,
    resaved::Resaved,
    self_check::SelfCheck,
};
use crate::{
    error::Error,
    head::HEAD_ROWS,
    table::{Event, Row, Summary},
};
use juzheng_model::{ArtifactKind, Code, Facts, Finding, Sink, Transfer};

/// The layout's word: transfers of two bills may be the same.
const LAYOUT: &str = "wechat-bill";

/// How lines begin that people put below a table.
const FOOTERS: [&str; 9] = ["总计", "合计", "小计", "共", "注", "说明", "备注", "以上", "--"];

/// A reading on its way.
pub(super) struct Reading<'s> {
    sink: &'s mut dyn Sink,
    media_type: &'static str,
    manner: Manner,
    preamble: Preamble,
    period: Option<(i64, i64)>,
    table: Stage,
    check: SelfCheck,
    resaved: Resaved,
    minute_rows: u64,
    findings: Vec<Finding>,
}

/// How far the reading has come.
enum Stage {
    /// Above the header; so many rows.
    Above(usize),
    /// Under it.
    Under(Columns),
    /// No header in the first rows: none will come. The rows since then.
    Without(u64),
}

impl<'s> Reading<'s> {
    /// Begins a reading. The zone in `manner` is replaced by what the preamble states.
    pub(super) fn begin(sink: &'s mut dyn Sink, media_type: &'static str, manner: Manner) -> Reading<'s> {
        Reading {
            sink,
            media_type,
            manner,
            preamble: Preamble::default(),
            period: None,
            table: Stage::Above(0),
            check: SelfCheck::default(),
            resaved: Resaved::default(),
            minute_rows: 0,
            findings: Vec::new(),
        }
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn event(&mut self, event: Event<'_>) -> Result<(), Error> {
        match event {
            Event::Row(row) if row.is_blank() => {}
            Event::Row(row) => match &mut self.table {
                Stage::Above(rows) => {
                    *rows += 1;
                    let over = *rows > HEAD_ROWS;
                    self.row_above(&row, over)?;
                }
                Stage::Under(columns) => {
                    let columns = columns.clone();
                    self.row_under(&row, &columns)?;
                }
                Stage::Without(rows) => *rows += 1,
            },
            Event::Bad { place, reason, excerpt, .. } => {
                let args = [reason.word().to_owned(), excerpt];
                self.findings.push(Finding::at(Code::RowUnreadable, place.clone(), args));
                if let Stage::Under(_) = self.table {
                    self.keep(convert::silent(place))?;
                }
            }
        }
        self.say_findings()
    }

    fn row_above(&mut self, row: &Row<'_>, over: bool) -> Result<(), Error> {
        if let Some(columns) = header_of(row, self.preamble.titled) {
            self.begin_table(row, columns)
        } else if over {
            self.table = Stage::Without(1);
            Ok(())
        } else {
            self.preamble.take(row);
            Ok(())
        }
    }

    /// At the header everything is known that concerns the file as a whole.
    fn begin_table(&mut self, row: &Row<'_>, columns: Columns) -> Result<(), Error> {
        self.manner.zone = self.preamble.zone();
        self.period = self.preamble.period_seconds();
        self.say_facts(ArtifactKind::Bill)?;
        self.use_columns(row, columns);
        Ok(())
    }

    fn use_columns(&mut self, row: &Row<'_>, columns: Columns) {
        let missing = columns.missing();
        if !missing.is_empty() {
            let args = ["missing-columns".to_owned(), missing.join("、")];
            self.findings.push(Finding::at(Code::RowUnreadable, row.place(), args));
        }
        self.table = Stage::Under(columns);
    }

    fn say_facts(&mut self, kind: ArtifactKind) -> Result<(), Error> {
        let preamble = &self.preamble;
        let notes: Vec<String> = preamble.notes.iter().map(|(note, _)| note.clone()).collect();
        self.findings.extend(
            preamble
                .notes
                .iter()
                .map(|(note, place)| Finding::at(Code::BillNote, place.clone(), [note.clone()])),
        );
        let facts = Facts {
            kind,
            media_type: self.media_type.to_owned(),
            layout: if kind == ArtifactKind::Bill { LAYOUT.to_owned() } else { String::new() },
            owner: preamble.owner.clone(),
            notes,
            period: preamble.period.clone(),
            screen: None,
        };
        self.sink.facts(facts).map_err(Error::refused)
    }

    fn row_under(&mut self, row: &Row<'_>, columns: &Columns) -> Result<(), Error> {
        let raw = RawRow::new(row, columns);
        if raw.filled() == 1 {
            return self.lonely(&raw);
        }
        // Only a header holds the name of its own column.
        if raw.text(Column::Time).as_deref() == Some(Column::Time.name())
            && let Some(columns) = header_of(row, self.preamble.titled)
        {
            self.use_columns(row, columns);
            return Ok(());
        }
        if !raw.fits() {
            self.unreadable("columns", &raw);
        }
        self.resaved.take(&raw);
        let transfer = convert::transfer(&raw, self.manner, &mut self.findings);
        self.keep(transfer)
    }

    fn keep(&mut self, transfer: Transfer) -> Result<(), Error> {
        self.minute_rows += u64::from(transfer.when.is_some_and(|when| when.open_s > 0));
        self.findings.extend(self.check.take(&transfer, &self.preamble, self.period));
        self.sink.transfer(transfer).map_err(Error::refused)
    }

    /// A row of one cell: a count or sum that somebody has put below the table, or a transfer of which hardly anything is
    /// left (cut off, its commas lost), which still counts. Official files have neither.
    fn lonely(&mut self, raw: &RawRow<'_, '_>) -> Result<(), Error> {
        let text = raw.excerpt();
        let line = text.trim_matches(|c: char| c == ',' || c == '"' || c.is_whitespace());
        let declared = Declared::of_line(line, raw.place());
        if declared.is_none() && !FOOTERS.iter().any(|word| line.starts_with(word)) {
            self.unreadable("columns", raw);
            return self.keep(convert::silent(raw.place()));
        }
        if let Some(declared) = declared
            && self.preamble.declared.iter().all(|above| above.of != declared.of)
        {
            self.preamble.declared.push(declared);
        }
        self.unreadable("footer", raw);
        Ok(())
    }

    fn unreadable(&mut self, what: &str, raw: &RawRow<'_, '_>) {
        let args = [what.to_owned(), raw.excerpt()];
        self.findings.push(Finding::at(Code::RowUnreadable, raw.place(), args));
    }

    /// Says what the whole comes to.
    ///
    /// # Errors
    /// The sink refuses.
    pub(super) fn finish(mut self, summary: &Summary) -> Result<(), Error> {
        self.findings.extend(summary.findings());
        if let Stage::Under(_) = self.table {
            self.findings.extend(self.check.findings(&self.preamble));
        } else {
            self.finish_without_table(summary)?;
        }
        if self.minute_rows > 0 {
            self.findings.push(Finding::of_file(Code::SecondsLost, [self.minute_rows.to_string()]));
        }
        let resaved = std::mem::take(&mut self.resaved).finding(summary.converted_from);
        self.findings.extend(resaved);
        self.say_findings()
    }

    /// A bill cut off above its table, or a workbook that could not be opened at all.
    fn finish_without_table(&mut self, summary: &Summary) -> Result<(), Error> {
        let kind = if self.preamble.titled { ArtifactKind::Bill } else { ArtifactKind::Other };
        self.say_facts(kind)?;
        if let Stage::Without(rows) = self.table {
            self.findings.push(Finding::of_file(
                Code::RowUnreadable,
                ["rows-without-header".to_owned(), rows.to_string()],
            ));
        } else if summary.damage.is_none() && summary.limit.is_none() {
            self.findings.push(Finding::of_file(Code::FileDamaged, ["no-header"]));
        }
        Ok(())
    }

    fn say_findings(&mut self) -> Result<(), Error> {
        self.findings.drain(..).try_for_each(|finding| self.sink.finding(finding)).map_err(Error::refused)
    }
}

fn header_of(row: &Row<'_>, titled: bool) -> Option<Columns> {
    let cells: Vec<_> = (0..row.len()).map(|index| row.trimmed(index)).collect();
    Columns::of(&cells, titled)
}
