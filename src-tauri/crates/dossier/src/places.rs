//! Where the case stands in a dossier: which page shows which file, transfer and message, and the way back.

use juzheng_model::{Id, Place};
use std::collections::HashMap;

/// Something of the case that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// The file.
    pub(crate) artifact: Id,
    /// The place in it.
    pub(crate) spot: Spot,
    /// The transfer or message, where it is one.
    pub(crate) record: Option<Id>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// That of a record, or a stretch of a picture.
    At(Place),
    /// A page, from 1.
    Page(u32),
    /// The file as a whole.
    Whole,
}

/// Where the case stands in a dossier. Of lists of everything (the catalogue, the fingerprints) it knows nothing: there is
/// nothing to be seen of a file there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// In the order of the pages; of a page each file once, with the first place of it there.
    shown: Vec<(usize, Id, Spot)>,
    /// The page on which each record stands first.
    records: HashMap<Id, usize>,
}

impl Places {
    /// It stands on this page, from 1. Pages come in order.
    pub(crate) fn note(&mut self, page: usize, note: Note) {
        if let Some(record) = note.record {
            self.records.entry(record).or_insert(page);
        }
        let here = self.shown.iter().rev().take_while(|(on, ..)| *on == page);
        if !here.into_iter().any(|(_, artifact, _)| *artifact == note.artifact) {
            self.shown.push((page, note.artifact, note.spot));
        }
    }

    /// The files that a page (from 1) shows, each with the first place of it there.
    pub fn on(&self, page: usize) -> impl Iterator<Item = (Id, &Spot)> {
        let from = self.shown.partition_point(|(on, ..)| *on < page);
        let here = self.shown[from..].iter().take_while(move |(on, ..)| *on == page);
        here.map(|(_, artifact, spot)| (*artifact, spot))
    }

    /// The page (from 1) on which a transfer or message stands first.
    pub fn of_record(&self, record: Id) -> Option<usize> {
        self.records.get(&record).copied()
    }

    /// The first page (from 1) that shows something of a file.
    pub fn of_file(&self, artifact: Id) -> Option<usize> {
        self.shown.iter().find(|(_, id, _)| *id == artifact).map(|(page, ..)| *page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(artifact: u64, row: u64, record: u64) -> Note {
        Note { artifact: Id(artifact), spot: Spot::At(Place::Row { row }), record: Some(Id(record)) }
    }

    #[test]
    fn a_page_names_each_file_once_and_a_record_has_its_first_page() {
        let mut places = Places::default();
        let all = [(2, row(1, 7, 50)), (2, row(2, 9, 51)), (2, row(1, 8, 52)), (3, row(1, 8, 52))];
        all.into_iter().for_each(|(page, note)| places.note(page, note));
        let on = |page| places.on(page).map(|(artifact, _)| artifact).collect::<Vec<_>>();
        assert_eq!([on(1), on(2), on(3)], [vec![], vec![Id(1), Id(2)], vec![Id(1)]]);
        assert_eq!(places.on(2).next().map(|(_, spot)| spot), Some(&Spot::At(Place::Row { row: 7 })));
        assert_eq!([50, 52, 60].map(|record| places.of_record(Id(record))), [Some(2), Some(2), None]);
        assert_eq!([1, 2, 3].map(|file| places.of_file(Id(file))), [Some(2), Some(2), None]);
    }
}
