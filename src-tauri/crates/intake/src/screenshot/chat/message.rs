//! From a drawn piece to a message: what it is, what it says, and what the machine is not sure of.

use super::{
    again, card,
    item::Piece,
    link, money,
    panel::is_bubble_colour,
    play,
    rows::{self, Row},
    sort, spoken, voice,
};
use crate::screenshot::{
    canvas::Rect,
    fold,
    page::{Line, Page},
    stage::Stage,
};
use juzheng_model::{Card, Fen, MessageKind, Side, Unsure};
use std::io;

/// A message as it is drawn, before it has a time.
#[derive(Debug, Clone)]
pub(in crate::screenshot) struct Drawn {
    pub(in crate::screenshot) rect: Rect,
    pub(in crate::screenshot) side: Side,
    /// The name above it, as it stands there.
    pub(in crate::screenshot) sender: Option<String>,
    pub(in crate::screenshot) kind: MessageKind,
    pub(in crate::screenshot) card: Option<Card>,
    pub(in crate::screenshot) amount: Option<Fen>,
    pub(in crate::screenshot) text: String,
    pub(in crate::screenshot) unsure: Unsure,
    /// The least confidence of its characters, in thousandths.
    pub(in crate::screenshot) confidence: u16,
}

impl Drawn {
    /// Makes it a voice message of so many seconds.
    pub(super) fn speak(&mut self, seconds: u32) {
        (self.kind, self.text) = (MessageKind::Voice, format!("[语音] {seconds}\""));
    }

    /// Whether the title or the bar below leaves so little of it that nothing can be told.
    pub(super) fn is_slice(&self, em: i32) -> bool {
        let low = self.rect.height() < em * 2;
        low && self.unsure.has(Unsure::CUT) && self.kind == MessageKind::Text && self.text.is_empty()
    }
}

/// Under this the least sure character of a text makes the text unsure.
pub(super) const TEXT_SURE: u16 = 500;
/// From this on what a closer look reads is a name.
pub(super) const NAME_SURE: u16 = 800;
/// What quotes come out as.
pub(super) const QUOTES: [char; 4] = ['“', '”', '"', '＂'];

/// Reads a piece.
///
/// # Errors
/// The engine failed.
pub(super) fn of_piece(stage: &Stage, page: &Page<'_>, piece: &Piece, usual: Usual) -> io::Result<Drawn> {
    let lines = &page.lines;
    // Nothing that is written is taller than two lines: what an engine reads there is drawn.
    let tall = |ix: &usize| piece.panel.even && lines[*ix].height() as i32 > stage.em * 26 / 10;
    let no_icon = |ix: &usize| {
        !sort::is_on_icon(stage, piece, &lines[*ix]) && !card::is_icon(&piece.panel, lines, *ix) && !tall(ix)
    };
    let blank = |ix: &usize| lines[*ix].read.text.trim().is_empty();
    let emoji = |ix: &usize| piece.panel.even && lines[*ix].is_emoji(page.pixels);
    let written: Vec<usize> =
        piece.panel.lines.iter().copied().filter(no_icon).filter(|ix| !emoji(ix) && !blank(ix)).collect();
    let rows = readable(stage, rows::of(&written, lines));
    let mut drawn = Drawn {
        rect: piece.rect(),
        side: piece.sided.side,
        sender: piece.sender.map(|ix| fold::name(lines[ix].read.text.trim())),
        kind: MessageKind::Text,
        card: None,
        amount: None,
        text: String::new(),
        unsure: Unsure::default(),
        confidence: 1_000,
    };
    if !piece.sided.sure {
        drawn.unsure = drawn.unsure.with(Unsure::SIDE);
    }
    let whole = Rect { y1: piece.rect().y1, ..piece.panel.rect };
    if stage.cuts(whole, stage.em / 3) {
        drawn.unsure = drawn.unsure.with(Unsure::CUT);
    }
    if stage.is_under(whole) {
        drawn.unsure = drawn.unsure.with(match is_padded(stage.em, piece, &rows) {
            true => Unsure::TEXT,
            false => Unsure::CUT,
        });
    }
    let points = again::points(stage, page, piece, &rows);
    if points.is_some() && !piece.panel.even {
        drawn.unsure = drawn.unsure.with(Unsure::TEXT).with(Unsure::KIND);
    }
    let used: Vec<usize> = match piece.panel.even || points.is_some() {
        true => even(stage, page, piece, points.map_or(rows, |points| vec![points]), usual, &mut drawn)?,
        false => picture(stage, page, piece, rows, &mut drawn)?,
    };
    drawn.confidence = used.iter().map(|ix| lines[*ix].least()).min().unwrap_or(drawn.confidence);
    if drawn.unsure.has(Unsure::CUT) && !drawn.text.chars().any(char::is_alphanumeric) {
        // Strokes of what the edge leaves of characters.
        drawn.text.clear();
    }
    if drawn.confidence < TEXT_SURE || used.iter().any(|ix| lines[*ix].drawn) {
        drawn.unsure = drawn.unsure.with(Unsure::TEXT);
    }
    Ok(drawn)
}

/// A picture, with what stands on it; gives the lines that its text rests on.
fn picture(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    rows: Vec<Row>,
    drawn: &mut Drawn,
) -> io::Result<Vec<usize>> {
    let panel = &piece.panel;
    if card::is_on_paper(stage, panel, &rows)
        && let Some(lines) = money::read(page, &rows, false, stage.em, drawn)?
    {
        drawn.unsure = drawn.unsure.with(Unsure::KIND);
        return Ok(lines);
    }
    drawn.kind = sort::of_picture(stage, piece, &rows);
    if drawn.kind == MessageKind::Image {
        let timed = again::plays(stage, page, panel.rect)?;
        if timed || play::is_marked(page.pixels, panel.rect, stage.em) {
            drawn.kind = MessageKind::Video;
        }
        if drawn.kind == MessageKind::Video && !timed {
            // Anything round may be drawn in the middle of a photograph.
            drawn.unsure = drawn.unsure.with(Unsure::KIND);
        }
    }
    // What stands on a picture is its text.
    let stray = |row: &Row| match drawn.kind {
        MessageKind::Location => sort::is_stray(row),
        // The mark of a mini program.
        MessageKind::Link => !row.folded.chars().any(char::is_alphanumeric),
        _ => false,
    };
    let said: Vec<Row> = rows.into_iter().filter(|row| !stray(row)).collect();
    drawn.text = plain(&said);
    Ok(Vec::new())
}

/// Whether a bubble has as much room above its first row as below its last, as a whole one has.
fn is_padded(em: i32, piece: &Piece, rows: &[Row]) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return false };
    let (above, below) = (first.rect.y0 - piece.panel.rect.y0, piece.panel.rect.y1 - last.rect.y1);
    piece.panel.even && (above - below).abs() * 10 < em * 3 && above.min(below) * 10 > em * 2
}

/// The rows without those of which the title or the bar below leaves only a slice.
fn readable(stage: &Stage, rows: Vec<Row>) -> Vec<Row> {
    let sliced = |row: &Row| stage.cuts(row.rect, stage.em / 4) && row.rect.height() < stage.em * 9 / 10;
    rows.into_iter().filter(|row| !sliced(row)).collect()
}

/// A bubble or card; gives the lines that its text rests on.
fn even(
    stage: &Stage,
    page: &Page<'_>,
    piece: &Piece,
    rows: Vec<Row>,
    usual: Usual,
    drawn: &mut Drawn,
) -> io::Result<Vec<usize>> {
    let em = stage.em;
    let warm = card::is_warm(piece.panel.colour);
    if let Some(lines) = money::read(page, &rows, warm, em, drawn)? {
        return Ok(lines);
    }
    if card::is_nameless_packet(&piece.panel, &rows, em) {
        (drawn.kind, drawn.text) = (MessageKind::RedPacket, plain(&rows));
        drawn.unsure = drawn.unsure.with(Unsure::KIND);
        return Ok(all_lines(&rows));
    }
    let below: Vec<Row> = piece.below.iter().flat_map(|panel| rows::of(&panel.lines, &page.lines)).collect();
    if let Some(lines) = spoken::read(stage, page, piece, &rows, &below, usual, drawn)? {
        return Ok(lines);
    }
    let bubble = is_bubble_colour(piece.panel.colour) && sort::of_words(&rows) == MessageKind::Text;
    let rows = if bubble { again::with_missed(stage, page, piece, rows)? } else { rows };
    let mut rows = again::with_last(stage, page, piece, rows)?;
    again::whole_row(stage, page, piece, &mut rows)?;
    if let ([row], []) = (&rows[..], &piece.below[..])
        && let Some(seconds) = voice::seconds(&row.folded)
    {
        drawn.speak(seconds);
        return Ok(all_lines(&rows));
    }
    drawn.kind = sort::of_words(&rows);
    if drawn.kind == MessageKind::Text && !rows.is_empty() {
        // A stamp on a slip is no picture beside a link.
        drawn.kind = match sort::of_card(stage, piece, &page.lines) {
            MessageKind::Text if sort::is_page(&piece.panel, &rows, em, usual.body) => MessageKind::Image,
            MessageKind::Link if sort::is_slip(&piece.panel, &rows, em, usual.body) => MessageKind::Image,
            kind => kind,
        };
    }
    drawn.text = match drawn.kind {
        MessageKind::Text => {
            let text = rows::text(&rows, full_edge(stage, &rows, usual.widest), em);
            in_turns(&text).map_or(text, |turned| {
                // What was read said otherwise.
                drawn.unsure = drawn.unsure.with(Unsure::TEXT);
                turned
            })
        }
        MessageKind::Call => {
            let text = without_camera(&rows);
            if text.is_ascii() && !text.contains(|c: char| c.is_ascii_digit()) {
                // Whoever writes English may have typed it.
                drawn.unsure = drawn.unsure.with(Unsure::KIND);
            }
            text
        }
        MessageKind::File => file(&rows),
        MessageKind::Link => {
            link::without_mark(page, piece.panel.colour, &mut rows);
            let inset = rows.iter().map(|row| row.rect.x0).min().unwrap_or(0) - piece.panel.rect.x0;
            link::text(&rows, piece.panel.rect.x1 - inset, em)
        }
        _ => plain(&rows),
    };
    let mut used = all_lines(&rows);
    if !below.is_empty() {
        if rows.is_empty() {
            again::lone(stage, page, piece, drawn)?;
        }
        drawn.kind = MessageKind::Quote;
        add_below(stage, &below, usual, drawn);
        used.extend(all_lines(&below));
    }
    if rows.is_empty() && below.is_empty() {
        again::nameless(stage, page, piece, drawn)?;
    }
    Ok(used)
}

/// What a call says, without the telephone or camera behind it.
fn without_camera(rows: &[Row]) -> String {
    let text = plain(rows);
    let begun = sort::CALLS.iter().filter_map(|word| text.find(word)).min().unwrap_or(0);
    let text = text[begun..].to_owned();
    let mut clock = text.rmatch_indices([':', '：']);
    let Some((colon, mark)) = clock.next() else {
        // The camera itself may come out as letters.
        let said = sort::CALLS.iter().find(|word| text.starts_with(**word));
        let drawn = |rest: &str| {
            rest.trim().chars().count() <= 3
                && rest.chars().all(|c| c.is_ascii() || sort::ICONS.contains(&c.to_string().as_str()))
        };
        return said
            .filter(|word| drawn(&text[word.len()..]))
            .map_or(text.clone(), |word| (*word).to_owned());
    };
    let rest = &text[colon + mark.len()..];
    // Behind two of them stands the camera.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count().min(2);
    text[..colon + mark.len() + digits].to_owned()
}

/// The name of a file, which the width may have broken anywhere, and its size; who made it stands below.
pub(in crate::screenshot) fn file(rows: &[Row]) -> String {
    let sized = rows.iter().position(|row| sort::size(row).is_some()).unwrap_or(rows.len());
    let name: String = rows[..sized].iter().map(|row| sort::without_type(&row.text)).collect();
    rows.get(sized).and_then(sort::size).map_or(name.clone(), |size| format!("{name}\n{size}"))
}

/// Adds what hangs below a message to its text, as a line of its own.
pub(super) fn add_below(stage: &Stage, below: &[Row], usual: Usual, drawn: &mut Drawn) {
    if !below.is_empty() {
        let said = rows::text(below, full_edge(stage, below, usual.widest), stage.em);
        drawn.text = format!("{}\n{said}", drawn.text);
    }
}

/// The rows as they stand there.
fn plain(rows: &[Row]) -> String {
    rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Indices of the lines of some rows.
pub(super) fn all_lines(rows: &[Row]) -> Vec<usize> {
    rows.iter().flat_map(|row| row.lines.iter().copied()).collect()
}

/// The right edge of rows that the width broke, if this bubble is about as wide as bubbles get on this page.
fn full_edge(stage: &Stage, rows: &[Row], widest: i32) -> Option<i32> {
    let right = rows.iter().map(|row| row.rect.x1).max()?;
    let left = rows.iter().map(|row| row.rect.x0).min()?;
    let usual = stage.content.width() * if stage.content.width() > 30 * stage.em { 45 } else { 50 } / 100;
    (right - left > usual.max(widest - 2 * stage.em)).then_some(right)
}

/// The text with its quotes taking turns, where they did not because engines mix them up; `None` where they do. Where their
/// number is odd, or none is curly, nobody knows.
fn in_turns(text: &str) -> Option<String> {
    let marks: Vec<char> = text.chars().filter(|c| QUOTES.contains(c)).collect();
    let turn = |ix: usize| if ix.is_multiple_of(2) { '“' } else { '”' };
    let known = marks.len().is_multiple_of(2) && marks.iter().any(|mark| "“”".contains(*mark));
    if !known || marks.iter().enumerate().all(|(ix, mark)| *mark == turn(ix)) {
        return None;
    }
    let mut turns = (0..).map(turn);
    let settled = |c: char| if QUOTES.contains(&c) { turns.next().unwrap_or(c) } else { c };
    Some(text.chars().map(settled).collect())
}

/// What bubbles on a page are like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    /// How wide the widest text is: as wide as bubbles get, or less.
    widest: i32,
    /// How large characters are.
    pub(super) body: i32,
}

impl Usual {
    /// What the bubbles of a page are like.
    pub(super) fn of(pieces: &[&Piece], lines: &[Line], em: i32) -> Usual {
        let even = || pieces.iter().filter(|piece| piece.panel.even);
        let extent = |piece: &&Piece| {
            let of = piece.panel.lines.iter().map(|ix| Rect::of_bounds(lines[*ix].read.bounds));
            of.reduce(Rect::with).map_or(0, Rect::width)
        };
        let low =
            even().filter(|piece| piece.panel.rect.height() < 4 * em && !card::is_warm(piece.panel.colour));
        let body = rows::body(low.flat_map(|piece| rows::of(&piece.panel.lines, lines)), em);
        Usual { widest: even().map(extent).max().unwrap_or(0), body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_take_turns_where_it_can_be_known() {
        let rows = [
            ("他说：“没问题。“结果呢？", Some("他说：“没问题。”结果呢？")),
            ("备注“还款\"", Some("备注“还款”")),
            ("备注“还款”", None),
            ("5\"的管子", None),
            ("“一”和“", None),
        ];
        for (read, want) in rows {
            assert_eq!(in_turns(read).as_deref(), want, "{read}");
        }
    }
}
