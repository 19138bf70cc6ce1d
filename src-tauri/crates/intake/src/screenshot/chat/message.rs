//! From a drawn piece to a message: what it is, what it says, and what the machine is not sure of.

use super::{
    again, card,
    item::Piece,
    money,
    panel::is_bubble_colour,
    rows::{self, Row},
    sort, voice,
};
use crate::screenshot::{
    canvas::Rect,
    fold, ink,
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
/// From this on a lone character is plain to read.
const LONE_PLAIN: u16 = 900;
/// From this on what a closer look reads is a name.
pub(super) const NAME_SURE: u16 = 800;
/// So much of a mark has a colour, in thousandths.
const MARKED: u32 = 300;
/// Of words that are no mark at most so much has a colour, in thousandths.
const PLAIN: u32 = 60;
/// What quotes come out as.
const QUOTES: [char; 4] = ['“', '”', '"', '＂'];

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
    let written: Vec<usize> = piece.panel.lines.iter().copied().filter(no_icon).collect();
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
    let used: Vec<usize> = match piece.panel.even {
        true => even(stage, page, piece, rows, usual, &mut drawn)?,
        false => {
            drawn.kind = sort::of_picture(stage, piece, &rows);
            if drawn.kind == MessageKind::Image && again::plays(stage, page, piece.panel.rect)? {
                drawn.kind = MessageKind::Video;
            }
            // What stands on a picture is its text.
            let strays = drawn.kind == MessageKind::Location;
            let said: Vec<Row> = rows.into_iter().filter(|row| !strays || !sort::is_stray(row)).collect();
            drawn.text = plain(&said);
            Vec::new()
        }
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
    let beside = piece.beside.iter().find_map(|ix| voice::seconds(&page.lines[*ix].folded));
    // The waves may be read as a row of their own.
    let waves = |row: &Row| {
        let letters = row.folded.chars().filter(|c| c.is_alphabetic()).count();
        row.folded.chars().count() <= 4
            && (letters <= 1
                || row.folded.starts_with('(')
                || row.folded.chars().all(|c| "()liI1|!<>".contains(c)))
            || row.folded.chars().count() <= 6 && voice::is_waves(&row.folded)
    };
    let inside = rows.iter().find_map(|row| voice::seconds(&row.folded)).filter(|_| {
        rows.len() <= 2 && rows.iter().all(|row| voice::seconds(&row.folded).is_some() || waves(row))
    });
    let below: Vec<Row> = piece.below.iter().flat_map(|panel| rows::of(&panel.lines, &page.lines)).collect();
    // Where a picture is blurred the bubble runs into that of its transcript, which stands lower than a next row would.
    if let ([first, rest @ ..], true) = (&rows[..], below.is_empty())
        && let Some(seconds) = voice::seconds(&first.folded).or(beside.filter(|_| waves(first)))
        && rest.first().is_some_and(|row| row.rect.y0 - first.rect.y1 > em)
    {
        drawn.speak(seconds);
        drawn.text =
            format!("{}\n{}", drawn.text, rows::text(rest, full_edge(stage, rest, usual.widest), em));
        return Ok(all_lines(rest));
    }
    // Of a short message the waves may be all that was found, or have run into its length.
    let unread = |row: &Row| {
        voice::is_waves(&row.folded)
            || waves(row) && !row.lines.iter().any(|ix| page.lines[*ix].least() >= TEXT_SURE)
    };
    let looked = beside.or(inside).is_none() && !rows.is_empty() && rows.iter().all(unread);
    let again = match looked {
        true => again::seconds(stage, page, piece)?,
        false => None,
    };
    if let Some(seconds) = beside.or(inside).or(again) {
        drawn.speak(seconds);
        if !below.is_empty() {
            let full = full_edge(stage, &below, usual.widest);
            drawn.text = format!("{}\n{}", drawn.text, rows::text(&below, full, em));
        }
        return Ok(all_lines(&below));
    }
    // A quotation may hang below a lone 1 too: it is grey, and the digit is plain to read.
    let clear = |row: &Row| row.lines.iter().all(|ix| page.lines[*ix].least() >= LONE_PLAIN);
    let said = piece.below.iter().all(|panel| is_bubble_colour(panel.colour));
    let bare = |row: &Row| waves(row) && voice::is_waves(&row.folded) && (said || !clear(row));
    // Words as large as those of bubbles are no quotation, which could hang below an emoji.
    let spoken =
        || is_bubble_colour(piece.panel.colour) && below.iter().all(|row| !row.is_smaller(usual.body, 90));
    if !below.is_empty() && rows.iter().all(bare) && (!rows.is_empty() || spoken()) {
        // Waves whose length was not read, with what was said below.
        drawn.kind = MessageKind::Voice;
        drawn.text = "[语音]".to_owned();
        drawn.unsure = drawn.unsure.with(Unsure::TEXT);
        if let Some(seconds) = again::seconds(stage, page, piece)? {
            drawn.speak(seconds);
        }
        drawn.text =
            format!("{}\n{}", drawn.text, rows::text(&below, full_edge(stage, &below, usual.widest), em));
        return Ok(all_lines(&below));
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
            without_mark(page, piece.panel.colour, &mut rows);
            let inset = rows.iter().map(|row| row.rect.x0).min().unwrap_or(0) - piece.panel.rect.x0;
            link(&rows, piece.panel.rect.x1 - inset, em)
        }
        _ => plain(&rows),
    };
    let mut used = all_lines(&rows);
    if !below.is_empty() {
        if rows.is_empty() {
            again::lone(stage, page, piece, drawn)?;
        }
        drawn.kind = MessageKind::Quote;
        drawn.text =
            format!("{}\n{}", drawn.text, rows::text(&below, full_edge(stage, &below, usual.widest), em));
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
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    text[..colon + mark.len() + digits].to_owned()
}

/// Takes from the last row of a link the mark of who made it, which comes out as a character: it has a colour.
fn without_mark(page: &Page<'_>, ground: [u8; 3], rows: &mut [Row]) {
    let [_, .., last] = rows else { return };
    let Some(line) = last.lines.first().map(|ix| &page.lines[*ix]) else { return };
    let [first, rest @ ..] = &line.read.glyphs[..] else { return };
    if rest.is_empty() && last.lines.len() < 2 {
        return;
    }
    let [left, y, _, high] = line.read.bounds;
    // Not so far to the left that the mark beside a letter counts as its colour.
    let place = [first.x.saturating_sub(high / 5), y, high * 2 / 5, high];
    let behind = rest.first().map_or(left + high, |next| next.x.saturating_sub(high / 3));
    let words = [behind, y, (last.rect.x1 as u32).saturating_sub(behind), high];
    let written = first.char.is_ascii_digit() || ['¥', '￥'].contains(&first.char);
    let han = ('\u{4e00}'..='\u{9fff}').contains(&first.char);
    if written
        || han
        || ink::coloured(page.pixels, place, ground) < MARKED
        || ink::coloured(page.pixels, words, ground) > PLAIN
    {
        return;
    }
    last.text = last.text.chars().skip(1).collect::<String>().trim_start().to_owned();
    last.folded = fold::words(&last.text);
}

/// The rows of a link: those that its width broke are one. Words end at the latest at `limit`.
fn link(rows: &[Row], limit: i32, em: i32) -> String {
    let mut text = String::new();
    for (ix, row) in rows.iter().enumerate() {
        let goes_on = |above: &Row| {
            let alike = above.rect.height().abs_diff(row.rect.height()) * 8 < row.rect.height() as u32;
            let near = row.rect.y0 - above.rect.y1 < em / 2;
            alike && near && above.rect.x1 + row.rect.height() * 8 / 10 > limit
        };
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match ix.checked_sub(1).map(|above| goes_on(&rows[above])) {
            Some(false) => text.push('\n'),
            Some(true) if letter(text.chars().next_back()) && letter(row.text.chars().next()) => {
                text.push(' ')
            }
            _ => {}
        }
        text.push_str(&row.text);
    }
    text
}

/// The name of a file, which the width may have broken anywhere, and its size; who made it stands below.
pub(in crate::screenshot) fn file(rows: &[Row]) -> String {
    let sized = rows.iter().position(|row| sort::size(row).is_some()).unwrap_or(rows.len());
    let name: String = rows[..sized].iter().map(|row| sort::without_type(&row.text)).collect();
    rows.get(sized).and_then(sort::size).map_or(name.clone(), |size| format!("{name}\n{size}"))
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

/// A notice in the middle of the screen.
pub(super) fn notice(indices: &[usize], lines: &[Line]) -> Drawn {
    let indices = without_icon(indices, lines);
    let rows = rows::of(&indices, lines);
    // Its rows are broken by the width of the screen.
    let high = rows.iter().map(|row| row.rect.height()).max().unwrap_or(0);
    let text = one_quote(without_packet(rows::text(&rows, Some(0), high)));
    let (kind, card) = crate::wechat_chat::notice::read(&text);
    let rect = rows.iter().map(|row| row.rect).reduce(Rect::with);
    let confidence = indices.iter().map(|ix| lines[*ix].least()).min().unwrap_or(1_000);
    let drawn = indices.iter().any(|ix| lines[*ix].drawn);
    let unsure = if confidence < TEXT_SURE || drawn { Unsure::TEXT } else { Unsure::default() };
    Drawn {
        rect: rect.unwrap_or(Rect { x0: 0, y0: 0, x1: 0, y1: 0 }),
        side: Side::System,
        sender: None,
        kind,
        card,
        amount: None,
        text,
        unsure,
        confidence,
    }
}

/// The lines of a notice without what the red packet before the words that one was opened came out as.
fn without_icon(indices: &[usize], lines: &[Line]) -> Vec<usize> {
    let opened = indices.iter().any(|ix| lines[*ix].folded.ends_with("领取了你的红包"));
    let first = indices.iter().copied().min_by_key(|ix| lines[*ix].left());
    let icon = |ix: &usize| {
        // A Chinese character is a name, or its beginning.
        let folded = lines[*ix].folded.as_str();
        let sign = folded.chars().all(|c| c.is_ascii()) || sort::ICONS.contains(&folded);
        opened && indices.len() > 1 && folded.chars().count() == 1 && sign && Some(*ix) == first
    };
    indices.iter().copied().filter(|ix| !icon(ix)).collect()
}

/// The notice that a red packet was opened, without the packet drawn before it.
fn without_packet(text: String) -> String {
    let sign = |c: char| !c.is_alphabetic() || c.is_ascii() || sort::ICONS.contains(&c.to_string().as_str());
    match text.split_once("你领取了") {
        Some((drawn, rest))
            if rest.contains("红包") && drawn.chars().count() < 3 && drawn.chars().all(sign) =>
        {
            format!("你领取了{rest}")
        }
        _ => text,
    }
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

/// WeChat draws both quotes of a name alike, but engines mix them up: those of a pair that differ become straight ones. Where
/// their number is odd all do.
fn one_quote(text: String) -> String {
    let marks: Vec<char> = text.chars().filter(|c| QUOTES.contains(c)).collect();
    let paired = |pair: &[char]| match pair {
        ['“', '”'] => ['“', '”'],
        _ => ['"', '"'],
    };
    let settled = match marks.len().is_multiple_of(2) {
        true => marks.chunks(2).flat_map(paired).collect(),
        false => vec!['"'; marks.len()],
    };
    let mut settled = settled.into_iter();
    text.chars().map(|c| if QUOTES.contains(&c) { settled.next().unwrap_or(c) } else { c }).collect()
}

/// What bubbles on a page are like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    /// How wide the widest text is: as wide as bubbles get, or less.
    widest: i32,
    /// How large characters are.
    body: i32,
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
    use crate::screenshot::sketch::Sketch;

    /// The rows of a sketch, from the top down.
    fn rows_of(page: &Page<'_>) -> Vec<Row> {
        rows::of(&(0..page.lines.len()).collect::<Vec<_>>(), &page.lines)
    }

    #[test]
    fn the_mark_of_who_made_a_link_is_no_character_and_a_number_is_none_either() {
        let left = |text: &str, mark: [u8; 3], words: [u8; 3]| {
            let sketch = Sketch::new(300, 80)
                .line([10, 10, 160, 16], "关于医保缴费的通知")
                .paint([12, 52, 12, 12], mark)
                .paint([30, 52, 90, 12], words)
                .line([10, 50, 120, 16], text);
            sketch.show(|page| {
                let mut rows = rows_of(page);
                without_mark(page, [255; 3], &mut rows);
                rows[1].text.clone()
            })
        };
        const BLUE: [u8; 3] = [90, 150, 230];
        const GREY: [u8; 3] = [120; 3];
        assert_eq!(left("O天气早知道", BLUE, GREY), "天气早知道");
        assert_eq!(left("O天气早知道", GREY, GREY), "O天气早知道", "it has no colour");
        assert_eq!(left("299元起", BLUE, GREY), "299元起");
        assert_eq!(left("¥299起", BLUE, BLUE), "¥299起");
        assert_eq!(left("iQIYI", BLUE, BLUE), "iQIYI", "all of it has that colour");
    }

    #[test]
    fn rows_of_a_link_that_its_width_broke_are_one() {
        let text = |above: &str, wide: u32, below: &str| {
            let sketch = Sketch::new(300, 80).line([10, 10, wide, 20], above).line([10, 34, 60, 20], below);
            sketch.show(|page| link(&rows_of(page), 200, 20))
        };
        assert_eq!(text("今年冬天第一场雪来了！多地", 186, "大幅降温"), "今年冬天第一场雪来了！多地大幅降温");
        assert_eq!(text("多地降温", 80, "出门添衣"), "多地降温\n出门添衣");
        assert_eq!(text("Personal loan", 190, "agreement"), "Personal loan agreement");
    }

    #[test]
    fn the_packet_before_a_notice_is_no_character_and_a_name_is_none_either() {
        let said = |first: &str| {
            let sketch = Sketch::new(300, 40).line([60, 10, 16, 16], first);
            sketch
                .line([84, 10, 150, 16], "彭文博领取了你的红包")
                .show(|page| notice(&[0, 1], &page.lines).text)
        };
        assert_eq!(said("O"), "彭文博领取了你的红包");
        assert_eq!(said("李"), "李彭文博领取了你的红包");
        assert_eq!(without_packet("O你领取了老默的红包".to_owned()), "你领取了老默的红包");
        assert_eq!(without_packet("他说你领取了老默的红包".to_owned()), "他说你领取了老默的红包");
    }

    #[test]
    fn quotes_of_notices_are_alike_in_pairs() {
        let rows = [
            ("“张三\"撤回了一条消息", "\"张三\"撤回了一条消息"),
            ("\"张三\"将群名修改为“对账”", "\"张三\"将群名修改为“对账”"),
            ("“张三”邀请“李四”", "“张三”邀请“李四”"),
            ("“张三撤回了一条消息", "\"张三撤回了一条消息"),
        ];
        for (read, want) in rows {
            assert_eq!(one_quote(read.to_owned()), want, "{read}");
        }
    }

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
