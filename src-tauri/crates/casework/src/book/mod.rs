//! The case as one looks at it: readings with the settings and decisions of the case laid over them.
//!
//! Everything here is derived and held without words: whose conversation is whose, which side a message is on, which rows
//! of two bills are one transfer, what the user corrected. Texts stay in the vault and are fetched when shown.

pub(crate) mod checked;
mod correction;
mod detail;
mod fold;
mod message;
mod room;
mod series;
mod transfer;

pub(crate) use correction::{Corrections, Field};
pub(crate) use message::{Line, Lines, id_hash};
pub(crate) use room::{Heard, RoomFacts, Rooms, Voice};
pub(crate) use series::{Said, What as SaidWhat};
pub(crate) use transfer::Payment;

use crate::{error::Error, shape::MachineShape};
use juzheng_model::{Artifact, Facts, Id, Origin, Place, Roster, Seen, decision::Decision};
use juzheng_vault::{Reading, Settings, Vault};
use series::Known;
use std::collections::{HashMap, HashSet};

/// One artifact with its live reading.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The artifact.
    pub artifact: Artifact,
    /// Its live reading; `None` where nothing has read it yet.
    pub reading: Option<Reading>,
    /// Seconds that the user adds to its times.
    pub shift_s: i64,
}

impl Source {
    /// What the reading says of the file as a whole.
    pub(crate) fn facts(&self) -> Option<&Facts> {
        self.reading.as_ref().map(|reading| &reading.facts)
    }

    /// A place in it, with the reader that found it there.
    pub(crate) fn origin(&self, place: Place) -> Origin {
        let reader = self.reading.as_ref().map(|reading| reading.reader.clone()).unwrap_or_default();
        Origin { artifact: self.artifact.id, place, reader }
    }

    /// The file as a whole: its bytes from the first to the last.
    pub(crate) fn whole(&self) -> Place {
        Place::Bytes { bytes: [0, self.artifact.size] }
    }
}

/// The case, resolved.
pub(crate) struct Book {
    /// The settings.
    pub settings: Settings,
    /// Who is who.
    pub roster: Roster,
    /// The artifacts in the order of their ids, which is that of their contents, not of adding.
    pub sources: Vec<Source>,
    /// The conversations of all readings.
    pub rooms: Rooms,
    /// The messages of all readings, source by source, in the order of their files.
    pub lines: Lines,
    /// The transfers, folded, in time order.
    pub payments: Vec<Payment>,
    /// What the user corrected.
    pub corrections: Corrections,
    /// The decisions in force.
    pub decisions: Vec<Decision>,
    /// The pictures that a person checked.
    pub checked: HashSet<Id>,
}

impl Book {
    /// Reads the whole case, without texts.
    pub(crate) fn open(vault: &Vault) -> Result<Book, Error> {
        Book::open_with(vault, vault.settings()?)
    }

    /// As [`Book::open`], with other settings than the case has.
    pub(crate) fn open_with(vault: &Vault, settings: Settings) -> Result<Book, Error> {
        let _moment = vault.moment()?;
        let roster = Roster::new(settings.parties.clone());
        let decided = vault.decisions()?;
        let checked = checked::pictures(vault, &decided)?;
        let decisions: Vec<Decision> = decided.into_iter().map(|(_, decision)| decision).collect();
        let corrections = Corrections::new(&decisions, &HashMap::new());
        let (sources, source_of) = sources(vault, &settings)?;
        let mut rooms = Rooms::open(vault, &sources, &roster)?;
        let mut lines = Lines::open(vault, &sources, &source_of, &mut rooms, &corrections, &settings)?;
        let offset = settings.offset;
        let known = Known {
            vault,
            sources: &sources,
            rooms: &rooms,
            corrections: &corrections,
            checked: &checked,
            offset,
        };
        lines.join_pictures(&known)?;
        for (source, as_in) in &lines.series.renamed {
            rooms.rename(*source, *as_in);
        }
        let corrections = Corrections::new(&decisions, &lines.series.shown_as);
        lines.correct_records(&corrections, offset);
        rooms.settle(&roster);
        let payments = transfer::open(vault, &sources, &source_of, &roster, &corrections)?;
        Ok(Book { settings, roster, sources, rooms, lines, payments, corrections, decisions, checked })
    }

    /// The case without its records, for showing files and what their names say, quickly after a large file was added.
    /// Who speaks in the chats is told by `heard`, what the reading of each artifact let through.
    pub(crate) fn names_only(vault: &Vault, heard: &HashMap<Id, Heard>) -> Result<Book, Error> {
        let settings = vault.settings()?;
        let roster = Roster::new(settings.parties.clone());
        let (sources, _) = sources(vault, &settings)?;
        let mut rooms = Rooms::open(vault, &sources, &roster)?;
        for (ix, source) in sources.iter().enumerate() {
            if let Some(heard) = heard.get(&source.artifact.id) {
                rooms.heard_before(ix, heard);
            }
        }
        rooms.settle(&roster);
        let (lines, payments) = (Lines::default(), Vec::new());
        let (corrections, decisions, checked) = (Corrections::default(), Vec::new(), HashSet::new());
        Ok(Book { settings, roster, sources, rooms, lines, payments, corrections, decisions, checked })
    }
}

impl Book {
    /// How a message was seen that comes from a picture, and whether a person checked it: the picture, or the message itself
    /// by correcting it. Of a card it is the amount that has to be looked at.
    pub(crate) fn machine_line(&self, line: &Line) -> Option<MachineShape> {
        let looked_at = match line.amount {
            Some(_) => self.corrections.changes(line.id, "amount_fen"),
            None => self.corrections.touches(line.id),
        };
        self.machine(line.source as usize, line.seen, looked_at)
    }

    /// How a record was seen that comes from a picture, and whether a person checked it: its picture, or by correcting it
    /// (`corrected`) the record itself.
    pub(crate) fn machine(&self, source: usize, seen: Option<Seen>, corrected: bool) -> Option<MachineShape> {
        let checked = corrected || self.checked.contains(&self.sources[source].artifact.id);
        seen.map(|seen| MachineShape::new(seen, checked))
    }

    /// The case without its records and without what their names say: which files there are.
    pub(crate) fn sources_only(vault: &Vault) -> Result<Book, Error> {
        let settings = vault.settings()?;
        let (sources, _) = sources(vault, &settings)?;
        Ok(Book {
            roster: Roster::new(settings.parties.clone()),
            settings,
            sources,
            rooms: Rooms::default(),
            lines: Lines::default(),
            payments: Vec::new(),
            corrections: Corrections::default(),
            decisions: Vec::new(),
            checked: HashSet::new(),
        })
    }
}

fn sources(vault: &Vault, settings: &Settings) -> Result<(Vec<Source>, HashMap<i64, usize>), Error> {
    let mut readings: HashMap<Id, Reading> =
        vault.readings()?.into_iter().map(|reading| (reading.artifact, reading)).collect();
    let mut artifacts = vault.artifacts()?;
    artifacts.sort_by_key(|artifact| artifact.fingerprints.sha256);
    let sources: Vec<Source> = artifacts
        .into_iter()
        .map(|artifact| Source {
            reading: readings.remove(&artifact.id),
            shift_s: settings.shifts.iter().find(|(id, _)| *id == artifact.id).map_or(0, |(_, s)| *s),
            artifact,
        })
        .collect();
    let source_of = sources
        .iter()
        .enumerate()
        .filter_map(|(ix, source)| Some((source.reading.as_ref()?.id, ix)))
        .collect();
    Ok((sources, source_of))
}
