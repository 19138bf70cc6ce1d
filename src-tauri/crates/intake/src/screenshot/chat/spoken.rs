//! Voice messages: a bubble with a length and waves, and what was said as text below it.

use super::{
    again,
    item::Piece,
    join,
    message::{Drawn, TEXT_SURE, Usual, add_below, all_lines},
    panel::is_bubble_colour,
    rows::Row,
    voice,
};
use crate::screenshot::{page::Page, stage::Stage};
use juzheng_model::{MessageKind, Unsure};
use std::io;

/// From this confidence on, in thousandths, a lone character is plain to read.
const LONE_PLAIN: u16 = 900;

/// Reads a bubble with these rows, and rows below, as a voice message; gives the lines that its text rests on, `None` where it
/// is none.
///
/// # Errors
/// The engine failed at a second look.
pub(super) fn read(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    rows: &[Row],
    below: &[Row],
    usual: Usual,
    drawn: &mut Drawn,
) -> io::Result<Option<Vec<usize>>> {
    let beside = piece.beside.iter().find_map(|ix| voice::seconds(&page.lines[*ix].folded));
    // Where a picture is blurred the bubble runs into that of its transcript, which stands lower than a next row would.
    if let ([first, rest @ ..], []) = (rows, below)
        && let Some(seconds) = voice::seconds(&first.folded).or(beside.filter(|_| is_waves(first)))
        && rest.first().is_some_and(|row| row.rect.y0 - first.rect.y1 > stage.em)
    {
        drawn.speak(seconds);
        add_below(stage, rest, usual, drawn);
        return Ok(Some(all_lines(rest)));
    }
    let length = |row: &Row| voice::seconds(&row.folded);
    let inside = rows
        .iter()
        .find_map(length)
        .filter(|_| rows.len() <= 2 && rows.iter().all(|row| length(row).is_some() || is_waves(row)));
    // Of a short message the waves may be all that was found, or have run into its length.
    let unread = |row: &Row| {
        let strokes = voice::is_waves(&row.folded) && !row.folded.contains(char::is_alphanumeric);
        !row.lines.is_empty() && strokes
            || is_waves(row) && !row.lines.iter().any(|ix| page.lines[*ix].least() >= TEXT_SURE)
    };
    let looked = beside.or(inside).is_none() && !rows.is_empty() && rows.iter().all(unread);
    let again = if looked { again::seconds(stage, page, piece)? } else { None };
    if let Some(seconds) = beside.or(inside).or(again) {
        drawn.speak(seconds);
        add_below(stage, below, usual, drawn);
        return Ok(Some(all_lines(below)));
    }
    // The marks of its length with the waves, and nothing of the length itself.
    if let ([row], []) = (rows, below)
        && row.folded.contains("((")
        && row.folded.contains(['"', '”'])
        && is_waves(row)
    {
        speak_unread(drawn);
        return Ok(Some(Vec::new()));
    }
    if !is_unread_above(stage, page, piece, rows, below, usual) {
        return Ok(None);
    }
    speak_unread(drawn);
    // Where all rows were looked at already nothing was found.
    if !looked && let Some(seconds) = again::seconds(stage, page, piece)? {
        drawn.speak(seconds);
    }
    add_below(stage, below, usual, drawn);
    Ok(Some(all_lines(below)))
}

/// A voice message whose length nobody read.
fn speak_unread(drawn: &mut Drawn) {
    (drawn.kind, drawn.text) = (MessageKind::Voice, "[语音]".to_owned());
    drawn.unsure = drawn.unsure.with(Unsure::TEXT);
}

/// Whether a bubble holds waves whose length was not read, with what was said below.
fn is_unread_above(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    rows: &[Row],
    below: &[Row],
    usual: Usual,
) -> bool {
    // A quotation may hang below a lone 1 too: it is grey or names who is quoted, and the digit is plain to read.
    let quoted = piece.below.iter().any(|panel| join::is_quoting(panel, &page.lines, stage.em));
    let clear = |row: &Row| row.lines.iter().all(|ix| page.lines[*ix].least() >= LONE_PLAIN);
    let said = piece.below.iter().all(|panel| is_bubble_colour(panel.colour));
    let bare = |row: &Row| is_waves(row) && voice::is_waves(&row.folded) && (said && !quoted || !clear(row));
    // Words as large as those of bubbles are no quotation, which could hang below an emoji.
    let spoken = || {
        said && is_bubble_colour(piece.panel.colour)
            && below.iter().all(|row| !row.is_smaller(usual.body, 90))
    };
    !below.is_empty() && rows.iter().all(bare) && (!rows.is_empty() || spoken())
}

/// Whether a row is what the waves came out as: they may be read as a row of their own.
fn is_waves(row: &Row) -> bool {
    let letters = row.folded.chars().filter(|c| c.is_alphabetic()).count();
    let short = row.folded.chars().count() <= 4
        && (letters <= 1
            || row.folded.starts_with('(')
            || row.folded.chars().all(|c| "()liI1|!<>".contains(c)));
    // Points were counted, not read.
    let read = !row.lines.is_empty();
    read && (short || row.folded.chars().count() <= 6 && voice::is_waves(&row.folded))
}
