//! The pictures of one conversation as one: what stands on two of them is one message with two origins, messages stand in
//! the order of the conversation, and times are narrowed by what stands around.
//!
//! Which pictures overlap is worked out by [`juzheng_link::series`]; here its result is laid over the records. Of the
//! places of a message one is the record: the whole one before those that an edge cuts off, then one that a person
//! checked, then the surer one, then the one with the smaller id, so that the order of adding cannot matter. What the user
//! corrected at any of the places applies to the record.

mod shot;
mod title;

use super::{Corrections, Field, Line, Rooms, Source};
use crate::error::Error;
use juzheng_link::series::{self, At, Chain, Entry, Joined, Remark};
use juzheng_model::{Basis, Id, Offset, Place, Unsure};
use juzheng_vault::Vault;
use shot::Shot;
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// Where a message of a series stands in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The second: its own, or that of the last one above it that is later; [`Line::UNDATED`] where none is dated.
    pub at: i64,
    /// The source that stands for the whole series.
    pub source: u32,
    /// Its place in the series.
    pub order: u64,
}

/// Something that pictures show of one another: two places, as (index of the source, place there).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// What.
    pub what: What,
    /// The place where it is said.
    pub here: (usize, Option<Place>),
    /// The other.
    pub there: (usize, Option<Place>),
}

/// What pictures show of one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A piece may be missing between them.
    PieceMissing,
    /// They may overlap in more than one way.
    Unclear,
    /// They show the same.
    NearDuplicate,
    /// Times run backwards from the one to the other: the seconds here and there.
    Backwards(i64, i64),
    /// One message at times that exclude each other.
    TimesDiffer(i64, i64),
    /// One card with two amounts, in yuan.
    AmountsDiffer(String, String),
}

/// The rows of a picture above which and below which another picture goes on without a gap.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GoesOn {
    /// The top of its first piece.
    pub above: Option<u32>,
    /// The bottom of its last.
    pub below: Option<u32>,
}

impl GoesOn {
    /// Whether what stands there, at an edge of the picture, can be seen on the other.
    pub(crate) fn shows(self, place: &Place) -> bool {
        let Place::Box { bounds: [_, y, _, height] } = place else { return false };
        let middle = y + height / 2;
        self.above.is_some_and(|above| middle < above) || self.below.is_some_and(|below| middle > below)
    }
}

/// What is laid over the records of pictures.
#[derive(Debug, Default)]
pub(crate) struct Series {
    /// Where the messages of series stand.
    pub standing: HashMap<u32, Standing>,
    /// What a person should look at.
    pub said: Vec<Said>,
    /// Ids of places of a message that are not its record → the id of the record.
    pub shown_as: HashMap<Id, Id>,
    /// Places of messages that an edge cuts off and another picture shows whole.
    pub completed: HashSet<(usize, Place)>,
    /// For each source of a series the rows of its picture above and below which another picture goes on.
    pub goes_on: HashMap<usize, GoesOn>,
    /// Sources whose title was misread, each with one that shows the title of their conversation.
    pub renamed: Vec<(usize, usize)>,
    /// For each source of a series the one that stands for all of it.
    anchor: HashMap<u32, u32>,
    /// For each room of a series the one that stands for all of them.
    room: HashMap<usize, usize>,
}

impl Series {
    /// The source under which a message counts: pictures of one conversation are one source, so that what stands apart on
    /// them is never taken for two tellings of the same.
    pub(crate) fn source_of(&self, source: u32) -> u32 {
        self.anchor.get(&source).copied().unwrap_or(source)
    }

    /// The sources of the series of one, or that one alone.
    pub(crate) fn sources_of(&self, source: usize) -> impl Iterator<Item = u32> {
        let anchor = self.source_of(source as u32);
        let mut all: Vec<u32> =
            self.anchor.iter().filter(|(_, to)| **to == anchor).map(|(of, _)| *of).collect();
        if all.is_empty() {
            all.push(source as u32);
        }
        all.sort_unstable();
        all.into_iter()
    }

    /// The room that stands for all rooms of its conversation.
    pub(crate) fn room_of(&self, room: usize) -> usize {
        self.room.get(&room).copied().unwrap_or(room)
    }

    /// Whether no two pictures belong together.
    pub(crate) fn is_empty(&self) -> bool {
        self.anchor.is_empty()
    }
}

/// What is known of a case when its pictures are joined.
pub(super) struct Known<'k> {
    pub(super) vault: &'k Vault,
    pub(super) sources: &'k [Source],
    pub(super) rooms: &'k Rooms,
    pub(super) corrections: &'k Corrections,
    pub(super) checked: &'k HashSet<Id>,
    pub(super) offset: Offset,
}

/// Joins the pictures of every conversation: narrows the times of `lines`, adds to `copy_of`, gives the rest.
///
/// # Errors
/// The database cannot be read.
pub(super) fn lay(
    known: &Known<'_>,
    lines: &mut [Line],
    copy_of: &mut HashMap<u32, u32>,
) -> Result<Series, Error> {
    let mut laid = Series::default();
    let (conversations, renamed) = title::conversations(known, lines)?;
    laid.renamed = renamed;
    for sources in conversations {
        let shots = shot::of(known, &sources, lines)?;
        let pictures: Vec<series::Picture> = shots.iter().map(|shot| shot.picture.clone()).collect();
        let joined = series::join(&pictures);
        let mut laying = Laying { known, shots: &shots, lines, copy_of, laid: &mut laid };
        laying.gather(&sources);
        laying.lay(&joined);
    }
    Ok(laid)
}

/// One conversation while it is laid over the records.
struct Laying<'l, 'k> {
    known: &'l Known<'k>,
    shots: &'l [Shot],
    lines: &'l mut [Line],
    copy_of: &'l mut HashMap<u32, u32>,
    laid: &'l mut Series,
}

impl Laying<'_, '_> {
    fn gather(&mut self, sources: &[usize]) {
        let anchor = sources[0];
        self.laid.anchor.extend(sources.iter().map(|source| (*source as u32, anchor as u32)));
        let rooms = |source: usize| self.known.rooms.of_source(source);
        let Some(first) = rooms(anchor).next() else { return };
        self.laid.room.extend(sources.iter().flat_map(|source| rooms(*source)).map(|room| (room, first)));
    }

    fn lay(&mut self, joined: &Joined) {
        let (mut order, mut at) = (0, Line::UNDATED);
        for chain in &joined.chains {
            let before = at;
            for entry in &chain.entries {
                order += 1;
                let Some(record) = self.settle(entry) else { continue };
                at = at.max(self.lines[record as usize].at);
                let source = self.laid.source_of(self.lines[record as usize].source);
                self.laid.standing.insert(record, Standing { at, source, order });
            }
            self.lead_in(chain, before);
            self.go_on(chain);
        }
        // A conversation of which no picture says its name may be several.
        let named = self.shots.iter().any(|shot| !shot.conversation.is_empty());
        for remark in &joined.remarks {
            if named || !matches!(remark, Remark::PieceMissing { .. } | Remark::Unclear { .. }) {
                self.say(remark);
            }
        }
    }

    /// Where an end of a picture stands in the middle of another.
    fn go_on(&mut self, chain: &Chain) {
        for pair in chain.entries.windows(2) {
            let [upper, lower] = pair else { continue };
            let next = |(picture, piece): At| (picture, piece + 1);
            let throughout =
                |but: u32| upper.seen.iter().any(|at| at.0 != but && lower.seen.contains(&next(*at)));
            let bounds = |at: At| match self.shots[at.0 as usize].places[at.1 as usize] {
                Place::Box { bounds } => Some(bounds),
                _ => None,
            };
            for at in lower.seen.iter().filter(|at| at.1 == 0 && throughout(at.0)) {
                let source = self.shots[at.0 as usize].source;
                self.laid.goes_on.entry(source).or_default().above = bounds(*at).map(|[_, y, ..]| y);
            }
            let is_last = |at: &At| at.1 as usize + 1 == self.shots[at.0 as usize].places.len();
            for at in upper.seen.iter().filter(|at| is_last(at) && throughout(at.0)) {
                let source = self.shots[at.0 as usize].source;
                let bottom = bounds(*at).map(|[_, y, _, height]| y + height);
                self.laid.goes_on.entry(source).or_default().below = bottom;
            }
        }
    }

    /// Undated messages at the head of a series stand at the second of the first dated one below them.
    fn lead_in(&mut self, chain: &Chain, before: i64) {
        if before != Line::UNDATED {
            return;
        }
        let lines = || chain.entries.iter().flat_map(|entry| &entry.seen).filter_map(|at| self.line(*at));
        let first = lines().filter_map(|line| self.laid.standing.get(&line)).map(|one| one.at);
        let Some(first) = first.filter(|at| *at != Line::UNDATED).min() else { return };
        for line in lines().collect::<Vec<_>>() {
            if let Some(standing) = self.laid.standing.get_mut(&line) {
                standing.at = standing.at.max(first);
            }
        }
    }

    /// The line of a message; `None` of a label.
    fn line(&self, at: At) -> Option<u32> {
        self.shots[at.0 as usize].lines[at.1 as usize]
    }

    /// Makes one of the places of a message its record; gives it.
    fn settle(&mut self, entry: &Entry) -> Option<u32> {
        let lines: Vec<u32> = entry.seen.iter().filter_map(|at| self.line(*at)).collect();
        let record = lines.iter().copied().min_by_key(|line| self.rank(*line))?;
        let is_cut = |line: &Line| line.seen.is_some_and(|seen| seen.unsure.has(Unsure::CUT));
        let record_id = self.lines[record as usize].id;
        for at in &entry.seen {
            let Some(line) = self.line(*at).filter(|line| *line != record) else { continue };
            self.copy_of.insert(line, record);
            let copy = &self.lines[line as usize];
            self.laid.shown_as.insert(copy.id, record_id);
            if is_cut(copy) && !is_cut(&self.lines[record as usize]) {
                let place = self.shots[at.0 as usize].places[at.1 as usize].clone();
                self.laid.completed.insert((copy.source as usize, place));
            }
        }
        self.narrow(record, &lines, entry.span);
        Some(record)
    }

    /// Smaller is better as the record.
    fn rank(&self, line: u32) -> (bool, bool, Reverse<u16>, Id) {
        let line = &self.lines[line as usize];
        let source = &self.known.sources[line.source as usize];
        let checked =
            self.known.corrections.touches(line.id) || self.known.checked.contains(&source.artifact.id);
        let seen = line.seen;
        let is_cut = seen.is_some_and(|seen| seen.unsure.has(Unsure::CUT));
        (is_cut, !checked, Reverse(seen.map_or(0, |seen| seen.confidence)), line.id)
    }

    /// Lays the time of a message over its record, where that says another one. What the user said stays.
    fn narrow(&mut self, record: u32, lines: &[u32], span: Option<(i64, i64)>) {
        let by_user = |line: &u32| {
            let line = &self.lines[*line as usize];
            let of = self.known.corrections.of(line.id, true, self.known.offset);
            of.iter().any(|(_, field)| matches!(field, Field::When(_)))
        };
        let Some((from, to)) = span.filter(|_| !lines.iter().any(by_user)) else { return };
        let told = |line: &Line| {
            line.at != Line::UNDATED && (line.at, line.at + i64::from(line.open_s)) == (from, to)
        };
        let basis =
            lines.iter().map(|line| &self.lines[*line as usize]).find(|line| told(line)).map(Line::basis);
        let line = &mut self.lines[record as usize];
        if told(line) {
            return;
        }
        if let Ok(open_s) = u32::try_from(to - from) {
            (line.at, line.open_s) = (from, open_s);
            line.narrowed = Some(basis.unwrap_or(Basis::BetweenLabels));
        }
    }

    fn say(&mut self, remark: &Remark) {
        let source = |picture: u32| self.shots[picture as usize].source;
        let file = |picture: u32| (source(picture), None);
        let place = |at: At| (source(at.0), Some(self.shots[at.0 as usize].places[at.1 as usize].clone()));
        let piece = |at: At| &self.shots[at.0 as usize].picture.pieces[at.1 as usize];
        let from = |at: At| match piece(at).what {
            series::What::Label(minute) => minute.unwrap_or_default(),
            series::What::Message(_) => piece(at).span.map_or(0, |span| span.0),
        };
        let yuan = |at: At| piece(at).amount.map_or_else(String::new, |amount| amount.yuan_text());
        let said = match *remark {
            Remark::PieceMissing { above, below } => {
                Said { what: What::PieceMissing, here: file(above), there: file(below) }
            }
            Remark::Unclear { above, below } => {
                Said { what: What::Unclear, here: file(above), there: file(below) }
            }
            Remark::NearDuplicate { picture, of } => {
                Said { what: What::NearDuplicate, here: file(picture), there: file(of) }
            }
            Remark::Backwards { at, above } => {
                Said { what: What::Backwards(from(at), from(above)), here: place(at), there: place(above) }
            }
            Remark::TimesDiffer { one, other } => Said {
                what: What::TimesDiffer(from(one), from(other)),
                here: place(one),
                there: place(other),
            },
            Remark::AmountsDiffer { one, other } => Said {
                what: What::AmountsDiffer(yuan(one), yuan(other)),
                here: place(one),
                there: place(other),
            },
        };
        self.laid.said.push(said);
    }
}
