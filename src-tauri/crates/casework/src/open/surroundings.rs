//! The chat around a transfer: what one reads before deciding, and chooses another message from.

use super::{OpenCase, shown::Shown};
use crate::{
    book::Line,
    error::Error,
    pane::{Candidate, Surroundings},
};
use juzheng_model::{Card, Direction, Id, MessageKind, Side, TransferKind};

/// How far from a transfer its message is sought, in seconds: 72 hours either side.
pub(super) const WINDOW_S: i64 = 72 * 3_600;
/// Messages before and after the one in the middle.
const AROUND: usize = 12;
/// Messages that hold a text, at most.
const FOUND: usize = 60;

impl OpenCase {
    /// Messages of the transfer's party: those around one of them, or those that hold a text, the nearest in time first.
    ///
    /// # Errors
    /// Link or message is unknown, or the database cannot be read.
    pub fn surroundings(&self, link: Id, message: Option<Id>, text: &str) -> Result<Surroundings, Error> {
        let shown = self.shown();
        let link = shown.link_by_id(link)?;
        let sought = text.trim().to_lowercase();
        if !sought.is_empty() {
            return shown.that_say(link, &sought);
        }
        let line = match message {
            Some(id) => Some(
                shown
                    .line_by_id(id)
                    .ok_or_else(|| Error::UnknownId { what: "message", id: id.to_string() })?,
            ),
            None => shown.message_of(link),
        };
        shown.around(link, line)
    }
}

impl Shown {
    /// The messages around one of them, or around the transfer's time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn around(&self, link: usize, line: Option<u32>) -> Result<Surroundings, Error> {
        let lines = self.party_lines(link, i64::MIN, i64::MAX);
        let middle = match line.and_then(|line| lines.iter().position(|ix| *ix == line)) {
            Some(middle) => middle,
            None => {
                let at = self.time_of(link).unwrap_or(i64::MAX);
                lines.partition_point(|ix| self.book.lines.all[*ix as usize].at < at)
            }
        };
        let from = middle.saturating_sub(AROUND);
        let to = middle.saturating_add(AROUND + 1).min(lines.len());
        let messages =
            lines[from..to].iter().map(|line| self.candidate(link, *line)).collect::<Result<_, _>>()?;
        Ok(Surroundings { messages, earlier: from > 0, later: to < lines.len() })
    }

    fn that_say(&self, link: usize, sought: &str) -> Result<Surroundings, Error> {
        let own: std::collections::HashSet<u32> =
            self.party_lines(link, i64::MIN, i64::MAX).into_iter().collect();
        let mut found: Vec<u32> = self
            .lines_that_say(sought)?
            .into_iter()
            .map(|(line, _)| line)
            .filter(|line| own.contains(line))
            .collect();
        let at = self.time_of(link).unwrap_or_default();
        found.sort_by_key(|line| self.book.lines.all[*line as usize].at.abs_diff(at));
        let more = found.len() > FOUND;
        found.truncate(FOUND);
        let messages = found.into_iter().map(|line| self.candidate(link, line)).collect::<Result<_, _>>()?;
        Ok(Surroundings { messages, earlier: more, later: more })
    }

    /// The messages of the conversations of a link's party between two instants, in time order: the private ones, and
    /// groups only where there is no private one.
    pub(super) fn party_lines(&self, link: usize, from: i64, to: i64) -> Vec<u32> {
        let Some(party) = self.book.payments[self.linking.payments[link]].party else { return Vec::new() };
        let rooms = &self.book.rooms;
        let has_private = rooms.rooms.iter().any(|room| room.private_of == Some(party));
        let is_theirs: Vec<bool> = rooms
            .rooms
            .iter()
            .map(|room| match has_private {
                true => room.private_of == Some(party),
                false => room.parties.contains(&party),
            })
            .collect();
        let whole = from == i64::MIN && to == i64::MAX;
        let wanted = |ix: &u32| {
            let line = &self.book.lines.all[*ix as usize];
            let near = whole || (line.at != Line::UNDATED && (from..=to).contains(&line.at));
            near && is_theirs[rooms.voices[line.voice as usize].room]
        };
        self.lines.iter().copied().filter(wanted).collect()
    }

    /// Whether a message is a card of the side and sum of a link's transfer.
    pub(super) fn could_be_card_of(&self, link: usize, line: u32) -> bool {
        let transfer = &self.book.payments[self.linking.payments[link]].transfer;
        let line = &self.book.lines.all[line as usize];
        let side = self.book.lines.side(line, &self.book.rooms);
        let wanted = match transfer.direction {
            Some(Direction::Out) => Side::Me,
            _ => Side::Other,
        };
        let kind = match transfer.kind {
            TransferKind::RedPacket => MessageKind::RedPacket,
            _ => MessageKind::Transfer,
        };
        let spent = matches!(line.card, Some(Card::Receipt | Card::Returned | Card::Expired));
        line.kind == kind
            && side == wanted
            && !spent
            && (line.amount.is_none() || transfer.amount.is_none() || line.amount == transfer.amount)
    }

    /// A message beside a link's transfer.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn candidate(&self, link: usize, line: u32) -> Result<Candidate, Error> {
        let at = self.book.lines.all[line as usize].at;
        let distance = self.time_of(link).filter(|_| at != Line::UNDATED).map(|time| at - time);
        let mut holders = self.links_on.get(&line).into_iter().flatten().map(|link| *link as usize);
        let taken_by = holders.find(|other| *other != link && self.is_card(*other));
        Ok(Candidate {
            bubble: self.bubble(line, None)?,
            distance_s: distance,
            taken_by: taken_by.map(|other| self.link_id(other)),
        })
    }
}
