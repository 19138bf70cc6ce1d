//! The first row of each message on a merged-forward page: a name, and a time at the right.

use crate::screenshot::{
    canvas::Rect,
    chat::again,
    fold, label,
    page::{Line, Page},
    stage::Stage,
};
use std::io;

/// From this confidence on, in thousandths, what a closer look reads in a head is its name.
pub(super) const HEAD_SURE: u16 = 850;

/// The first row of a message: who and when.
pub(super) struct Head {
    /// Index of the line with the name, where one was read.
    pub(super) name: Option<usize>,
    /// Index of the line with the time.
    pub(super) time: usize,
    /// Where names and words begin.
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
}

impl Head {
    /// The head that this line is the time of.
    pub(super) fn of(stage: &Stage, lines: &[Line], indices: &[usize], time: usize) -> Option<Head> {
        let line = &lines[time];
        let right = line.right() as i32 > stage.content.x1 - 3 * stage.em
            && line.left() as i32 > stage.content.middle().0;
        if !right || label::parse(&line.folded).is_none() {
            return None;
        }
        let rect = Rect::of_bounds(line.read.bounds);
        let beside = |ix: &usize| {
            let other = Rect::of_bounds(lines[*ix].read.bounds);
            // The frame of a name may take in the edge of the avatar.
            let clear = other.middle().0 > stage.content.x0 + stage.em * 27 / 10;
            *ix != time
                && clear
                && other.x1 <= rect.x0
                && other.rows_shared(rect) * 2 > rect.height().min(other.height())
        };
        let name = indices.iter().copied().filter(beside).min_by_key(|ix| lines[*ix].left());
        let named = name.map_or(rect, |ix| Rect::of_bounds(lines[ix].read.bounds));
        Some(Head {
            name,
            time,
            left: name.map_or(0, |_| named.x0).max(stage.content.x0 + stage.em * 5 / 2),
            top: rect.y0.min(named.y0),
            bottom: rect.y1.max(named.y1),
        })
    }

    /// From the name to the time.
    pub(super) fn rect(&self, lines: &[Line]) -> Rect {
        Rect { x0: self.left, y0: self.top, x1: lines[self.time].right() as i32, y1: self.bottom }
    }

    /// Its name, where none was read.
    ///
    /// # Errors
    /// The engine failed at a second look.
    pub(super) fn missed_name(&self, stage: &Stage, page: &Page<'_>) -> io::Result<Option<String>> {
        let (em, time) = (stage.em, &page.lines[self.time]);
        let place = Rect {
            x0: stage.content.x0 + em * 3,
            y0: self.top - em / 4,
            x1: (time.left() as i32 - em).min(stage.content.x0 + em * 14),
            y1: self.bottom + em / 4,
        };
        let read =
            |line: &Line| line.read.confidence >= HEAD_SURE && line.folded.chars().any(char::is_alphanumeric);
        let again = if place.y0 < stage.content.y0 - em { None } else { again::look(page, place)? };
        Ok(again.filter(read).map(|line| fold::name(line.read.text.trim())))
    }
}
