//! Second looks at bubbles: at what the first reading passed over because it is short, pale or beside a drawing.

use super::{
    item::Piece,
    message::{Drawn, NAME_SURE, TEXT_SURE},
    panel::is_bubble_colour,
    rows::Row,
    side, voice,
};
use crate::screenshot::{
    canvas::Rect,
    fold, ink,
    page::{Line, Page},
    stage::Stage,
};
use juzheng_model::{MessageKind, Side, Unsure};
use std::io;

/// What stands in a place, looked at again.
pub(in crate::screenshot) fn look(page: &Page<'_>, place: Rect) -> io::Result<Option<Line>> {
    let again = page.engine.look_again(page.pixels, place.bounds())?.map(Line::new);
    Ok(again.filter(|line| !line.folded.is_empty()))
}

/// The name above a message of a group, looked for once more where none was found: short ones are easily missed.
///
/// # Errors
/// The engine failed.
pub(super) fn missed_sender(stage: &Stage, page: &Page<'_>, piece: &Piece) -> io::Result<Option<String>> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let place = Rect {
        x0: panel.x0 - em / 4,
        y0: panel.y0 - em * 3 / 2,
        x1: panel.x0 + em * 6,
        y1: panel.y0 - em / 6,
    };
    if place.y0 < stage.content.y0 || place.x0 < 0 {
        return Ok(None);
    }
    let free = page.lines.iter().all(|line| !place.holds((line.middle().0 as i32, line.middle().1 as i32)));
    let again = if free { look(page, place)? } else { None };
    let name = again.filter(|line| line.read.confidence >= NAME_SURE);
    Ok(name.map(|line| fold::name(line.read.text.trim())))
}

/// A name of one character with what stands beside it, which is easily missed.
///
/// # Errors
/// The engine failed.
pub(super) fn whole_sender(stage: &Stage, page: &Page<'_>, ix: usize) -> io::Result<String> {
    let line = &page.lines[ix];
    let rect = Rect::of_bounds(line.read.bounds);
    let mut row = Row { lines: vec![ix], ..of_line(line) };
    completed(page, &mut row, Rect { x1: (rect.x1 + 4 * stage.em).min(stage.content.x1), ..rect })?;
    Ok(fold::name(&row.text))
}

/// The rows of a bubble with one below them that was not read, where there is room for it: a short one is easily missed.
pub(super) fn with_last(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    mut rows: Vec<Row>,
) -> io::Result<Vec<Row>> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let Some((left, bottom)) = rows.last().map(|row| (row.rect.x0, row.rect.y1)) else { return Ok(rows) };
    let foot = panel.y1.min(stage.content.y1) - em / 3;
    let place = Rect { x0: left - em / 4, y0: bottom, x1: panel.x1 - em / 3, y1: foot };
    if !(em * 11 / 10..em * 18 / 10).contains(&place.height())
        || place.width() < em
        || panel.y1 > stage.content.y1
    {
        return Ok(rows);
    }
    let read = look(page, place)?.filter(is_plain).map(|line| of_line(&line));
    let last = rows.last().cloned();
    rows.extend(read.filter(|row| !last.as_ref().is_some_and(|last| is_echo(row, last))));
    Ok(rows)
}

/// The rows of a bubble with those above and between them that were not read, where there is room for one.
///
/// # Errors
/// The engine failed.
pub(super) fn with_missed(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    rows: Vec<Row>,
) -> io::Result<Vec<Row>> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let Some(left) = rows.iter().map(|row| row.rect.x0).min().filter(|_| panel.y0 > stage.content.y0) else {
        return Ok(rows);
    };
    let mut whole = Vec::with_capacity(rows.len() + 1);
    let mut top = panel.y0 + em / 3;
    for row in rows {
        let place = Rect { x0: left - em / 4, y0: top, x1: panel.x1 - em / 3, y1: row.rect.y0 };
        if (em * 9 / 10..em * 18 / 10).contains(&place.height()) {
            let written = |line: &Line| {
                let ground = ink::ground(page.pixels, place.bounds());
                let coloured = ink::coloured(page.pixels, line.read.bounds, ground) > 100;
                is_plain(line) && !line.drawn && !coloured && line.folded.chars().count() > 1
            };
            let missed = look(page, place)?.filter(written).map(|line| of_line(&line));
            whole.extend(missed.filter(|missed| !is_echo(missed, &row)));
        }
        top = row.rect.y1;
        whole.push(row);
    }
    Ok(whole)
}

/// A bubble without its rounded corners and its tail, as far as the bars leave it.
fn inner(stage: &Stage, panel: Rect) -> Rect {
    let em = stage.em;
    Rect {
        x0: panel.x0 + em / 3,
        y0: panel.y0.max(stage.content.y0) + em / 4,
        x1: panel.x1 - em / 3,
        y1: panel.y1.min(stage.content.y1) - em / 4,
    }
}

/// The row of a bubble that holds nothing but points, of which the network makes letters or nothing.
pub(super) fn points(stage: &Stage, page: &Page<'_>, piece: &Piece, rows: &[Row]) -> Option<Row> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let short = rows.len() <= 1 && rows.iter().all(|row| row.folded.chars().count() <= 8);
    if !short || panel.height() > em * 7 / 2 {
        return None;
    }
    let inside = inner(stage, panel);
    let large = inside.width() > em / 2 && inside.height() > em / 2;
    if !large {
        return None;
    }
    let ground = ink::ground(page.pixels, inside.bounds());
    if !is_bubble_colour(ground) && !side::is_green_colour(ground) {
        return None;
    }
    let points = ink::points(page.pixels, inside.bounds(), em as u32)?;
    let rect = Rect::of_bounds(points.bounds);
    let in_the_middle = (rect.middle().1 - panel.middle().1).abs() * 8 < em;
    let text = dotted(points.count, in_the_middle);
    Some(Row { folded: fold::words(&text), text, rect, wide: rect.width(), lines: Vec::new() })
}

/// So many points as they are typed: in the middle of a row three are one sign.
pub(in crate::screenshot) fn dotted(count: usize, in_the_middle: bool) -> String {
    match count % 3 {
        0 if in_the_middle => "…".repeat(count / 3),
        _ => ".".repeat(count),
    }
}

/// Whether what was read beside a row is only what its edge shows of the row itself: lower, over its columns, with characters
/// that are in the row.
fn is_echo(read: &Row, row: &Row) -> bool {
    let within = read.rect.columns_shared(row.rect) * 10 > read.rect.width() * 8;
    let shared = read.folded.chars().filter(|c| row.folded.contains(*c)).count();
    let lower = read.rect.height() * 100 < row.rect.height() * 85;
    // A row of its own stands a little further away.
    let gap = (read.rect.y0 - row.rect.y1).max(row.rect.y0 - read.rect.y1);
    within && lower && gap * 5 < row.rect.height() && shared * 2 >= read.folded.chars().count()
}

/// Whether a line that was looked at again is plain to read, every character of it.
fn is_plain(line: &Line) -> bool {
    line.read.confidence >= NAME_SURE && line.least() >= TEXT_SURE
}

/// A line that was looked at again, as a row.
fn of_line(line: &Line) -> Row {
    Row {
        text: line.read.text.trim().to_owned(),
        folded: line.folded.clone(),
        rect: Rect::of_bounds(line.read.bounds),
        wide: line.read.bounds[2] as i32,
        lines: Vec::new(),
    }
}

/// A row with what stands in the rest of a `place` around it, where that was not read: a doubled character, the 一 before
/// others. Only what reads the same with more at an end counts.
///
/// # Errors
/// The engine failed.
pub(super) fn completed(page: &Page<'_>, row: &mut Row, place: Rect) -> io::Result<()> {
    let bare = |text: &str| text.replace(' ', "");
    let Some(line) = look(page, place)?.filter(|line| !line.drawn) else { return Ok(()) };
    let (whole, part) = (bare(&line.folded), bare(&row.folded));
    let sure = is_plain(&line);
    let (before, after) = (whole.ends_with(&part), whole.starts_with(&part));
    if !sure || whole.len() <= part.len() || !(before || after) {
        return Ok(());
    }
    // What was read twice, one below the other, is no wider than it was.
    let grown = line.read.bounds[2] as i32 - row.rect.width();
    if grown * 3 < row.rect.height() {
        return Ok(());
    }
    // An emoji may come out as a character.
    let added = [Rect { x1: row.rect.x0, ..place }, Rect { x0: row.rect.x1, ..place }];
    let ground = ink::ground(page.pixels, place.bounds());
    let drawn = |side: &Rect| side.width() > 0 && ink::coloured(page.pixels, side.bounds(), ground) > 100;
    if [before, after].iter().zip(&added).any(|(grown, side)| *grown && drawn(side)) {
        return Ok(());
    }
    row.text = line.read.text.trim().to_owned();
    row.folded = line.folded.clone();
    row.rect = row.rect.with(Rect::of_bounds(line.read.bounds));
    Ok(())
}

/// The only row of a bubble, whole: the edges of a bubble keep the same distance from what stands in it.
///
/// # Errors
/// The engine failed.
pub(super) fn whole_row(stage: &Stage, page: &Page<'_>, piece: &Piece, rows: &mut [Row]) -> io::Result<()> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let [row] = rows else { return Ok(()) };
    let (left, right) = (row.rect.x0 - panel.x0, panel.x1 - row.rect.x1);
    let drawn = row.lines.iter().any(|ix| page.lines[*ix].drawn);
    // The tail of a bubble makes one side a little wider.
    if drawn || (left - right).abs() < em * 8 / 10 || panel.height() > em * 3 || left.min(right) < 0 {
        return Ok(());
    }
    let pad = left.min(right) - em / 8;
    let place = Rect { x0: panel.x0 + pad, x1: panel.x1 - pad, y0: panel.y0 + em / 4, y1: panel.y1 - em / 4 };
    completed(page, row, place)
}

/// The seconds of a voice message of which only the waves were read, or of whose length was made something else.
///
/// # Errors
/// The engine failed.
pub(super) fn seconds(stage: &Stage, page: &Page<'_>, piece: &Piece) -> io::Result<Option<u32>> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let inside =
        Rect { x0: panel.x0 + em / 3, y0: panel.y0 + em / 4, x1: panel.x1 - em / 3, y1: panel.y1 - em / 4 };
    if panel.height() > em * 3 || inside.width() < em * 2 || inside.height() < em / 2 {
        return Ok(None);
    }
    let waves =
        piece.panel.lines.iter().map(|ix| Rect::of_bounds(page.lines[*ix].read.bounds)).reduce(Rect::with);
    let beside = waves.into_iter().flat_map(|waves| {
        let close = (waves.x0 - em * 9 / 4, waves.x1 + em * 9 / 4);
        [
            Rect { x0: waves.x1, ..inside },
            Rect { x1: waves.x0 + em / 2, ..inside },
            Rect { x0: close.0.max(inside.x0), x1: waves.x0 + em / 4, ..inside },
            Rect { x0: waves.x1 - em / 4, x1: close.1.min(inside.x1), ..inside },
        ]
    });
    // Older versions write it beside the bubble.
    let outside = match piece.sided.side {
        Side::Me => Rect { x0: panel.x0 - em * 5 / 2, x1: panel.x0 - em / 5, ..inside },
        _ => Rect { x0: panel.x1 + em / 5, x1: panel.x1 + em * 5 / 2, ..inside },
    };
    let places = std::iter::once(inside).chain(beside).chain([outside]);
    for place in places.filter(|place| place.width() > em / 2 && place.x0 >= 0) {
        if let Some(seconds) = look(page, place)?.and_then(|line| voice::seconds(&line.folded)) {
            return Ok(Some(seconds));
        }
    }
    Ok(None)
}

/// Whether the length of a video stands in the lower right corner of a picture.
///
/// # Errors
/// The engine failed.
pub(super) fn plays(stage: &Stage, page: &Page<'_>, panel: Rect) -> io::Result<bool> {
    let em = stage.em;
    if panel.width() < em * 4 || panel.height() < em * 4 || panel.y1 >= stage.content.y1 - em / 3 {
        return Ok(false);
    }
    let corner = Rect {
        x0: panel.x1 - em * 3,
        y0: panel.y1 - em * 3 / 2,
        x1: panel.x1 - em / 6,
        y1: panel.y1 - em / 6,
    };
    Ok(look(page, corner)?.is_some_and(|line| line.read.confidence >= NAME_SURE && is_clock(&line.folded)))
}

/// Whether a text is how long a video is: `0:11`, `12:05`.
pub(super) fn is_clock(folded: &str) -> bool {
    let clock = folded.trim().split_once(':');
    clock.is_some_and(|(m, s)| m.parse::<u32>().is_ok() && s.len() == 2 && s.parse::<u32>().is_ok())
}

/// A bubble in which no line was found: looked at closer, because a lone character or mark is easily missed.
pub(super) fn nameless(stage: &Stage, page: &Page<'_>, piece: &Piece, drawn: &mut Drawn) -> io::Result<()> {
    let (em, panel) = (stage.em, piece.panel.rect);
    if panel.height() > em * 7 / 2 || !is_bubble_colour(piece.panel.colour) && stage.bare > 350 {
        drawn.kind = MessageKind::Sticker;
        return Ok(());
    }
    if let Some(length) = seconds(stage, page, piece)? {
        drawn.speak(length);
        drawn.unsure = drawn.unsure.with(Unsure::TEXT).with(Unsure::KIND);
        return Ok(());
    }
    drawn.unsure = drawn.unsure.with(Unsure::TEXT);
    if !lone(stage, page, piece, drawn)? {
        // Something is drawn there that is no text: an emoji, waves.
        drawn.unsure = drawn.unsure.with(Unsure::KIND);
    }
    Ok(())
}

/// Reads what stands in a bubble in which no line was found; `false` where that is no text.
///
/// # Errors
/// The engine failed.
pub(super) fn lone(stage: &Stage, page: &Page<'_>, piece: &Piece, drawn: &mut Drawn) -> io::Result<bool> {
    let (em, panel) = (stage.em, piece.panel.rect);
    let inside = inner(stage, panel);
    let large = inside.width() > em / 3 && inside.height() > em / 2;
    let again = if large { look(page, inside)? } else { None };
    let read = |line: &Line| line.read.confidence >= TEXT_SURE && !line.is_emoji(page.pixels);
    let Some(line) = again.filter(read) else { return Ok(false) };
    drawn.text = line.read.text.trim().to_owned();
    drawn.confidence = line.least();
    drawn.unsure = drawn.unsure.with(Unsure::TEXT);
    Ok(true)
}

#[cfg(test)]
mod tests;
