//! Review of pictures: which ones there are, in the order in which they are best checked, and what of them is unchecked.

mod boxes;
mod captured;
mod slices;

pub(super) use boxes::bounds_of;
pub(super) use slices::Sliced;

use super::{
    OpenCase,
    materials::{is_reviewed, records},
    shown::Shown,
};
use crate::{
    book::Payment,
    error::Error,
    pane::{CaptureTime, PictureCounts, PicturePage, PictureQuery, PictureRow, PictureShow},
    shape::MachineShape,
    sight::CapturedLater,
};
use juzheng_model::{Basis, Code, Id, Seen, screen::CaptureSource};
use juzheng_vault::StoredTransfer;
use std::collections::{HashMap, HashSet};

/// Pictures that are given at a time, at most.
const PAGE: u32 = 500;

/// What is known of the pictures of a case beside their records.
#[derive(Debug, Default)]
pub(super) struct Reviewed {
    /// The lines that stand on a checked picture too, though their own is not.
    checked_elsewhere: HashSet<u32>,
    /// The pictures that need their time of capture.
    time_needed: HashSet<Id>,
    /// When pictures were captured, as the user said.
    said: CapturedLater,
    /// What looks into every record: worked out when it is first asked for.
    sums: Option<Sums>,
}

/// The pictures with what their records come to.
#[derive(Debug)]
struct Sums {
    /// In the order of the list.
    rows: Vec<PictureRow>,
    /// The transfers that were read on pictures, by source, from the top down.
    transfers: HashMap<usize, Vec<StoredTransfer>>,
}

impl OpenCase {
    /// Some pictures of a query, and the counts of all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pictures(&self, query: &PictureQuery, from: u32, count: u32) -> Result<PicturePage, Error> {
        let mut shown = self.shown();
        let counts = shown.picture_counts();
        let rows = shown.queried(query)?;
        let total = rows.len() as u32;
        let (from, to) = (from.min(total), from.saturating_add(count.min(PAGE)).min(total));
        let rows = rows[from as usize..to as usize].iter().map(|row| (*row).clone()).collect();
        Ok(PicturePage { total, from, rows, counts })
    }

    /// The number of a picture under a query; `None` where the query hides it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn picture_find(&self, query: &PictureQuery, artifact: Id) -> Result<Option<u32>, Error> {
        let mut shown = self.shown();
        let at = shown.queried(query)?.iter().position(|row| row.artifact == artifact);
        Ok(at.map(|at| at as u32))
    }
}

impl Shown {
    /// What decisions and findings say of the pictures.
    pub(super) fn review(&self) -> Reviewed {
        let source_of = |line: u32| &self.book.sources[self.book.lines.all[line as usize].source as usize];
        let copies = self.book.lines.copy_of.iter();
        let on_checked = copies.filter(|(copy, _)| self.is_checked(source_of(**copy).artifact.id));
        let checked_elsewhere = on_checked.map(|(_, first)| *first).collect();
        let needing = self.findings.iter().filter(|finding| finding.code == Code::CaptureTimeNeeded.word());
        let time_needed =
            needing.filter_map(|finding| finding.origin.as_ref().map(|origin| origin.artifact)).collect();
        let said = CapturedLater::new(&self.book.decisions);
        Reviewed { checked_elsewhere, time_needed, said, sums: None }
    }

    /// Whether a person has checked a picture.
    pub(super) fn is_checked(&self, picture: Id) -> bool {
        self.book.checked.contains(&picture)
    }

    /// Whether a file is a picture whose reading can be reviewed.
    pub(super) fn is_picture(&self, source: usize) -> bool {
        is_reviewed(&self.book.sources[source])
    }

    /// Whether a file's records were read by the machine from a picture that no person has checked.
    pub(super) fn is_unchecked(&self, source: usize) -> bool {
        self.is_picture(source) && !self.is_checked(self.book.sources[source].artifact.id)
    }

    /// Whether a message was read by the machine, and no person has checked it on any picture.
    pub(super) fn is_machine(&self, line: u32, machine: Option<&MachineShape>) -> bool {
        machine.is_some_and(|machine| !machine.checked) && !self.reviewed.checked_elsewhere.contains(&line)
    }

    /// Whether a transfer was read by the machine, and no person has checked that.
    pub(super) fn is_machine_payment(&self, payment: &Payment) -> bool {
        payment.machine(&self.book).is_some_and(|machine| !machine.checked)
    }

    /// How many pictures of each state there are.
    pub(super) fn picture_counts(&self) -> PictureCounts {
        let mut counts = PictureCounts::default();
        for (ix, source) in self.book.sources.iter().enumerate().filter(|(ix, _)| self.is_picture(*ix)) {
            let id = source.artifact.id;
            counts.total += 1;
            counts.unchecked += u32::from(records(source) > 0 && self.is_unchecked(ix));
            counts.checked += u32::from(self.is_checked(id));
            counts.time_needed += u32::from(self.reviewed.time_needed.contains(&id));
        }
        counts
    }

    /// The pictures of a query, in their order.
    fn queried(&mut self, query: &PictureQuery) -> Result<Vec<&PictureRow>, Error> {
        let sought = query.text.trim().to_lowercase();
        let holds = |text: &str| text.to_lowercase().contains(&sought);
        let wanted = |row: &&PictureRow| {
            let shown = match query.show {
                PictureShow::All => true,
                PictureShow::Unchecked => !row.checked && row.records > 0,
                PictureShow::TimeNeeded => row.time_needed,
            };
            shown && (sought.is_empty() || holds(&row.name) || row.title.as_deref().is_some_and(holds))
        };
        Ok(self.sums()?.rows.iter().filter(wanted).collect())
    }

    /// What the records of the pictures come to.
    fn sums(&mut self) -> Result<&Sums, Error> {
        if self.reviewed.sums.is_none() {
            self.reviewed.sums = Some(self.sum_up()?);
        }
        Ok(self.reviewed.sums.as_ref().expect("it was just put there"))
    }

    fn sum_up(&self) -> Result<Sums, Error> {
        let pictures: Vec<usize> = (0..self.book.sources.len()).filter(|ix| self.is_picture(*ix)).collect();
        let transfers = self.transfers_of(&pictures)?;
        let mut marks: HashMap<usize, Marks> = HashMap::new();
        let lines: Vec<u32> = (0..self.book.lines.all.len() as u32)
            .filter(|line| self.is_picture(self.book.lines.all[*line as usize].source as usize))
            .collect();
        let keys: Vec<i64> = lines.iter().map(|line| self.book.lines.all[*line as usize].key).collect();
        let mut next = lines.iter();
        self.case.vault.messages(&keys, &mut |stored| {
            if let Some(line) = next.next() {
                let source = self.book.lines.all[*line as usize].source as usize;
                let left = self.left_unsure(stored.message.seen, self.record_of(*line), true);
                marks.entry(source).or_default().take(stored.message.seen, !left.is_empty());
            }
        })?;
        for (source, stored) in
            transfers.iter().flat_map(|(source, all)| all.iter().map(move |t| (source, t)))
        {
            let left = self.left_unsure(stored.transfer.seen, stored.id, false);
            marks.entry(*source).or_default().take(stored.transfer.seen, !left.is_empty());
        }
        let mut rows: Vec<PictureRow> =
            pictures.into_iter().filter_map(|ix| self.row(ix, marks.get(&ix))).collect();
        rows.sort_by_cached_key(|row| {
            let open = row.records > 0 && !row.checked;
            (!open, row.confidence.unwrap_or(u16::MAX), row.name.clone(), row.artifact)
        });
        Ok(Sums { rows, transfers })
    }

    /// The transfers of these sources, each from the top down.
    fn transfers_of(&self, sources: &[usize]) -> Result<HashMap<usize, Vec<StoredTransfer>>, Error> {
        let reading = |ix: &usize| self.book.sources[*ix].reading.as_ref().filter(|r| r.counts.transfers > 0);
        let wanted: HashMap<i64, usize> =
            sources.iter().filter_map(|ix| Some((reading(ix)?.id, *ix))).collect();
        let mut by_source: HashMap<usize, Vec<StoredTransfer>> = HashMap::new();
        if !wanted.is_empty() {
            self.case.vault.transfers(&mut |stored| {
                if let Some(source) = wanted.get(&stored.reading) {
                    by_source.entry(*source).or_default().push(stored);
                }
            })?;
        }
        for transfers in by_source.values_mut() {
            transfers.sort_by_key(|stored| stored.transfer.place.order());
        }
        Ok(by_source)
    }

    fn row(&self, ix: usize, marks: Option<&Marks>) -> Option<PictureRow> {
        let source = &self.book.sources[ix];
        let screen = source.facts()?.screen.as_ref()?;
        let marks = marks.copied().unwrap_or_default();
        let id = source.artifact.id;
        let checked = self.is_checked(id);
        Some(PictureRow {
            artifact: id,
            name: source.artifact.name.clone(),
            screen: screen.kind,
            title: screen.title.clone(),
            records: marks.records,
            unsure: if checked { 0 } else { marks.unsure },
            confidence: (marks.records > 0).then_some(marks.least),
            checked,
            captured: self.captured(ix),
            time_needed: self.reviewed.time_needed.contains(&id),
        })
    }

    /// When a picture was captured: as its reading has it, else as the user said and no reading knows yet.
    fn captured(&self, ix: usize) -> Option<CaptureTime> {
        let source = &self.book.sources[ix];
        if let Some((moment, source)) = source.facts()?.screen.as_ref()?.captured {
            let span = moment.span(Basis::File, self.book.settings.offset);
            return Some(CaptureTime { time: span.paper(), source });
        }
        let time = self.reviewed.said.said_of(&source.artifact)?.to_owned();
        Some(CaptureTime { time, source: CaptureSource::User })
    }

    /// The record that a line is shown as: of a copy the first one.
    fn record_of(&self, line: u32) -> Id {
        let first = self.book.lines.copy_of.get(&line).copied().unwrap_or(line);
        self.book.lines.all[first as usize].id
    }

    /// Of what the machine is not sure, without what a person corrected.
    fn left_unsure(&self, seen: Option<Seen>, record: Id, is_message: bool) -> Vec<String> {
        let Some(seen) = seen.filter(|seen| !seen.unsure.is_empty()) else { return Vec::new() };
        let corrected = self.book.corrections.of(record, is_message, self.book.settings.offset);
        // A doubt of a transfer may be about more fields than one.
        let settles = |field: &str, word: &str| match word {
            "id" => matches!(field, "transaction_id" | "merchant_id"),
            "when" => matches!(field, "when" | "accepted" | "returned"),
            "side" => matches!(field, "side" | "direction"),
            "text" => matches!(field, "text" | "counterparty" | "memo" | "note" | "method"),
            word => field == word,
        };
        let left =
            seen.unsure.words().filter(|word| !corrected.iter().any(|(field, _)| settles(field, word)));
        left.map(str::to_owned).collect()
    }
}

/// What the records of one picture come to.
#[derive(Debug, Clone, Copy)]
struct Marks {
    records: u32,
    unsure: u32,
    least: u16,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks { records: 0, unsure: 0, least: 1_000 }
    }
}

impl Marks {
    /// Counts one more record.
    fn take(&mut self, seen: Option<Seen>, unsure: bool) {
        self.records += 1;
        self.unsure += u32::from(unsure);
        self.least = self.least.min(seen.map_or(1_000, |seen| seen.confidence));
    }
}
