//! Messages without their words: time, side, kind, card, amount, with the settings and corrections laid over them.

use super::{
    Corrections, Field, Rooms, Source,
    series::{self, Series},
};
use crate::error::Error;
use juzheng_model::{Basis, Card, Fen, Id, MessageKind, Offset, Seen, Side, Span};
use juzheng_vault::{MessageHead, Settings, Vault};
use std::collections::{HashMap, HashSet};

/// A message without its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Its key in the vault.
    pub key: i64,
    /// Its id.
    pub id: Id,
    /// Index of its source.
    pub source: u32,
    /// Index of its voice.
    pub voice: u32,
    /// Earliest second, all settings applied; `i64::MIN` where undated.
    pub at: i64,
    /// Seconds left open.
    pub open_s: u32,
    /// Whether its zone is assumed.
    pub zone_assumed: bool,
    /// Its side as the file states it.
    pub stated: Side,
    /// What it is.
    pub kind: MessageKind,
    /// The card.
    pub card: Option<Card>,
    /// The amount on the card.
    pub amount: Option<Fen>,
    /// The hash of the transfer id that the export keeps.
    pub transfer_id: Option<u64>,
    /// When the transfer was sent, where a receipt says so.
    pub sent_at: Option<i64>,
    /// The row or first byte in its file.
    pub order: u64,
    /// How it was seen, where it was read from a picture.
    pub seen: Option<Seen>,
    /// What its time rests on, where the pictures around it tell it better than its own.
    pub narrowed: Option<Basis>,
}

impl Line {
    /// The `at` of a message without a time.
    pub(crate) const UNDATED: i64 = i64::MIN;

    /// What its time rests on, where neither a shift nor a correction moved it.
    pub(crate) fn basis(&self) -> Basis {
        self.narrowed.unwrap_or_else(|| self.seen.map_or(Basis::Export, |seen| seen.basis))
    }
}

/// The messages of a case.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Source by source, each in the order of its file.
    pub all: Vec<Line>,
    /// Messages that another export of the same layout, or an overlapping picture, holds too → index of the record.
    pub copy_of: HashMap<u32, u32>,
    /// Pictures of one conversation as one.
    pub series: Series,
}

/// The hash under which transfer ids are compared.
pub(crate) fn id_hash(id: &str) -> u64 {
    Id::derive("transfer-id", &[id.as_bytes()]).0
}

impl Lines {
    /// Reads the messages of every source and tells the rooms who was heard.
    pub(crate) fn open(
        vault: &Vault,
        sources: &[Source],
        source_of: &HashMap<i64, usize>,
        rooms: &mut Rooms,
        corrections: &Corrections,
        settings: &Settings,
    ) -> Result<Lines, Error> {
        let total: u64 = sources.iter().filter_map(|s| s.reading.as_ref()).map(|r| r.counts.messages).sum();
        let mut all: Vec<Line> = Vec::with_capacity(total as usize);
        let mut sorted = true;
        vault.message_heads(&mut |head| {
            let Some(&source) = source_of.get(&head.reading) else { return };
            let voice = rooms.first_voice[source] + head.speaker.0 as usize;
            rooms.heard(voice, head.side);
            let line = line(&head, source, voice, &sources[source], settings.offset);
            sorted &= all.last().is_none_or(|last: &Line| last.source <= line.source);
            all.push(line);
        })?;
        if !sorted {
            all.sort_by_key(|line| line.source);
        }
        if !corrections.is_empty() {
            for line in &mut all {
                correct(line, corrections, settings.offset);
            }
        }
        let copy_of = copies(&all, sources);
        Ok(Lines { all, copy_of, series: Series::default() })
    }

    /// Joins the pictures of one conversation.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn join_pictures(&mut self, known: &series::Known<'_>) -> Result<(), Error> {
        self.series = series::lay(known, &mut self.all, &mut self.copy_of)?;
        Ok(())
    }

    /// Lays what was corrected at other places of a message over its record.
    pub(super) fn correct_records(&mut self, corrections: &Corrections, offset: Offset) {
        let records: HashSet<Id> =
            self.series.shown_as.values().copied().filter(|id| corrections.touches(*id)).collect();
        for line in self.all.iter_mut().filter(|line| records.contains(&line.id)) {
            correct(line, corrections, offset);
        }
    }

    /// The index under which a message is shown: its own, or that of the record that it is a further place of.
    pub(crate) fn shown(&self, ix: u32) -> u32 {
        self.copy_of.get(&ix).copied().unwrap_or(ix)
    }

    /// The side of a message.
    pub(crate) fn side(&self, line: &Line, rooms: &Rooms) -> Side {
        rooms.side(line.source as usize, line.voice as usize, line.stated)
    }
}

fn line(head: &MessageHead<'_>, source: usize, voice: usize, from: &Source, offset: Offset) -> Line {
    let span = head.when.map(|when| when.span(Basis::Export, offset));
    let assumed = span.is_some_and(|span| span.zone == juzheng_model::time::ZoneBasis::Assumed);
    let shifted = |span: Span| span.earliest + from.shift_s;
    Line {
        key: head.key,
        id: head.id,
        source: source as u32,
        voice: voice as u32,
        at: span.map_or(Line::UNDATED, shifted),
        open_s: span.map_or(0, |span| (span.latest - span.earliest) as u32),
        zone_assumed: assumed && from.shift_s == 0,
        stated: head.side,
        kind: head.kind,
        card: head.card,
        amount: head.amount,
        transfer_id: head.transfer_id.map(id_hash),
        sent_at: head.sent_at.map(|when| shifted(when.span(Basis::Export, offset))),
        order: head.order,
        seen: head.seen,
        narrowed: None,
    }
}

fn correct(line: &mut Line, corrections: &Corrections, offset: Offset) {
    for (_, field) in corrections.of(line.id, true, offset) {
        match field {
            Field::Amount(amount) => line.amount = amount,
            Field::When(when) => {
                let span = when.map(|when| when.span(Basis::User, offset));
                line.at = span.map_or(Line::UNDATED, |span| span.earliest);
                line.open_s = span.map_or(0, |span| (span.latest - span.earliest) as u32);
                line.zone_assumed = false;
                line.narrowed = None;
            }
            Field::Side(side) => line.stated = side,
            Field::Card(card) => line.card = card,
            Field::MessageKind(kind) => {
                line.kind = kind;
                line.card = line.card.filter(|_| kind == MessageKind::Transfer);
            }
            _ => {}
        }
    }
}

/// The same message in two exports of one layout is one, with two origins.
fn copies(all: &[Line], sources: &[Source]) -> HashMap<u32, u32> {
    let layout = |ix: usize| sources[ix].facts().map(|facts| facts.layout.as_str()).filter(|l| !l.is_empty());
    let has_messages = |ix: usize| sources[ix].reading.as_ref().is_some_and(|r| r.counts.messages > 0);
    let shared: Vec<bool> = (0..sources.len())
        .map(|ix| {
            let same = |other: &usize| *other != ix && layout(*other) == layout(ix) && has_messages(*other);
            layout(ix).is_some() && (0..sources.len()).any(|other| same(&other))
        })
        .collect();
    let mut first: HashMap<Id, u32> = HashMap::new();
    let mut copy_of = HashMap::new();
    for (ix, line) in all.iter().enumerate().filter(|(_, line)| shared[line.source as usize]) {
        match first.entry(line.id) {
            std::collections::hash_map::Entry::Occupied(known) => {
                copy_of.insert(ix as u32, *known.get());
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(ix as u32);
            }
        }
    }
    copy_of
}
