//! What stands on a page from the top down: time labels, notices, and messages with what belongs to them.

use super::{
    middle::{self, is_label},
    notice,
    panel::{self, Panel, is_bubble_colour},
    papered, rows,
    side::{self, Sided},
};
use crate::screenshot::{
    canvas::{Rect, spread},
    page::Line,
    stage::{PAPER, Stage},
};
use juzheng_model::Side;

/// One item of a conversation as it is drawn.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A time label: index of its line.
    Label(usize),
    /// A notice in the middle: indices of its lines.
    Notice(Vec<usize>),
    /// A message.
    Piece(Piece),
    /// So little of something that the title or the bar below leaves that it cannot be read.
    Slice(Rect),
}

/// A message with what is drawn around it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its bubble, card or picture.
    pub(super) panel: Panel,
    /// Whose it is.
    pub(super) sided: Sided,
    /// The line above it that names its sender.
    pub(super) sender: Option<usize>,
    /// Lines beside a voice bubble: its length.
    pub(super) beside: Vec<usize>,
    /// What hangs below it without an avatar: a quotation, the transcript of a voice message.
    pub(super) below: Vec<Panel>,
}

impl Piece {
    /// The extent of all of it.
    pub(super) fn rect(&self) -> Rect {
        self.below.iter().fold(self.panel.rect, |rect, panel| rect.with(panel.rect))
    }
}

impl Item {
    /// Where it begins.
    pub(super) fn top(&self, lines: &[Line]) -> i32 {
        match self {
            Item::Label(ix) => lines[*ix].top() as i32,
            Item::Notice(indices) => indices.iter().map(|ix| lines[*ix].top() as i32).min().unwrap_or(0),
            Item::Piece(piece) => piece.panel.rect.y0,
            Item::Slice(rect) => rect.y0,
        }
    }
}

/// The items of a page from the top down.
pub(super) fn find(stage: &Stage, panels: Vec<Panel>, lines: &[Line]) -> Vec<Item> {
    let (slices, panels): (Vec<Panel>, Vec<Panel>) =
        panels.into_iter().partition(|panel| panel.is_slice(stage));
    let sides = side::of(stage, &panels);
    let faces = if stage.ground == PAPER { papered::avatars(stage, &panels) } else { Vec::new() };
    let body = body(&panels, lines, stage.em);
    let edges: Vec<(Side, Rect)> = panels
        .iter()
        .zip(&sides)
        .filter(|(_, sided)| sided.sure)
        .map(|(panel, sided)| (sided.side, panel.rect))
        .collect();
    let mut taken = vec![false; lines.len()];
    let mut items: Vec<Item> = slices.iter().map(|panel| Item::Slice(panel.rect)).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for (panel, mut sided) in panels.into_iter().zip(sides) {
        if !sided.avatar
            && !sided.sure
            && let Some(above) = slices.iter().find(|above| is_quoted(above, &panel, stage.em))
        {
            // What hangs below the rest of a bubble is on its side.
            let (upper, lower) = (above.rect, panel.rect);
            let (left, right) =
                ((upper.x0 - lower.x0).abs() < stage.em, (upper.x1 - lower.x1).abs() < stage.em);
            let mine = if left == right { side::is_green(above) } else { right };
            if left != right || mine {
                sided = Sided { side: if mine { Side::Me } else { Side::Other }, avatar: false, sure: true };
            }
        }
        panel.lines.iter().for_each(|ix| taken[*ix] = true);
        // A quotation may stand in the middle and be grey, as notices are.
        if let Some(above) = pieces.last_mut().filter(|above| {
            hangs_below(stage, above, &panel, sided, lines) && !has_face(&faces, above, &panel, stage.em)
        }) {
            above.below.push(panel);
        } else if !sided.avatar
            && is_small(&panel, lines, body)
            && (slices.iter().any(|above| is_quoted(above, &panel, stage.em))
                || hangs_from_title(stage, &panel, &edges))
        {
            // What it quotes for is hidden.
            items.push(Item::Slice(panel.rect));
        } else if middle::is_label_on_pill(stage, &panel, lines)
            || !sided.avatar
                && (middle::is_pill(stage, &panel, lines, body)
                    || middle::is_notice(stage, &panel, sided, lines))
        {
            items.push(in_the_middle(&panel.lines, lines));
        } else {
            let (sender, beside, below) = (None, Vec::new(), Vec::new());
            pieces.push(Piece { panel, sided, sender, beside, below });
        }
    }
    pieces.retain(|piece| piece.sided.side != Side::Unknown || !piece.panel.lines.is_empty());
    let bare: Vec<usize> =
        (0..lines.len()).filter(|ix| !taken[*ix] && middle::on_stage(stage, &lines[*ix])).collect();
    let whole = |line: &&Line| is_label(line) && !stage.cuts(Rect::of_bounds(line.read.bounds), stage.em);
    let labels: Vec<&Line> = bare.iter().map(|ix| &lines[*ix]).filter(whole).collect();
    let mut notice: Vec<usize> = Vec::new();
    for ix in bare.iter().copied() {
        let line = &lines[ix];
        // The length of a video that the title cuts stands on what is left of it.
        let stray = middle::is_stray(stage, &bare, lines, ix)
            || slices.iter().any(|panel| panel::holds(panel.rect, line));
        if attach(stage, &mut pieces, ix, line) {
            continue;
        }
        // What belongs to nothing at an edge belongs to something that the edge hides: a name without its message.
        if middle::is_sliced(stage, line, &labels) || stray && middle::is_at_edge(stage, line) {
            items.push(Item::Slice(Rect::of_bounds(line.read.bounds)));
            continue;
        }
        if stray || !line.folded.chars().any(char::is_alphanumeric) {
            continue;
        }
        // Rows of one notice follow closely; a label is a row of its own.
        let follows = notice.last().is_some_and(|last: &usize| {
            (line.top() as i32 - lines[*last].bottom() as i32) < stage.em * 6 / 10
                && !is_label(&lines[*last])
                && !is_label(line)
                && !notice::is_whole(&notice, line, lines)
        });
        if !follows && !notice.is_empty() {
            items.push(in_the_middle(&std::mem::take(&mut notice), lines));
        }
        notice.push(ix);
    }
    if !notice.is_empty() {
        items.push(in_the_middle(&notice, lines));
    }
    items.extend(pieces.into_iter().map(Item::Piece));
    // Under a menu or notice may be anything: a message, a label.
    let hidden = stage.overlays.iter().filter(|over| !over.button);
    items.extend(hidden.map(|over| Item::Slice(over.rect)));
    items.sort_by_key(|item| item.top(lines));
    items
}

/// A label or a notice out of centred lines.
fn in_the_middle(indices: &[usize], lines: &[Line]) -> Item {
    match indices {
        [one] if is_label(&lines[*one]) => Item::Label(*one),
        many => Item::Notice(many.to_vec()),
    }
}

/// How large the characters of bubbles are.
fn body(panels: &[Panel], lines: &[Line], em: i32) -> i32 {
    let low = panels.iter().filter(|panel| panel.even && panel.rect.height() < 8 * em);
    rows::body(low.flat_map(|panel| rows::of(&panel.lines, lines)), em)
}

/// Whether all words of a panel are set smaller than those of bubbles.
pub(super) fn is_small(panel: &Panel, lines: &[Line], body: i32) -> bool {
    rows::of(&panel.lines, lines).iter().all(|row| row.is_smaller(body, 90))
}

/// Whether a panel is the quotation under what the title leaves of a bubble.
fn is_quoted(above: &Panel, panel: &Panel, em: i32) -> bool {
    let (upper, lower) = (above.rect, panel.rect);
    let flush = (upper.x0 - lower.x0).abs() < em || (upper.x1 - lower.x1).abs() < em;
    let grey = spread(panel.colour) < 24;
    panel.even && grey && flush && upper.y1 <= lower.y0 + em / 3 && lower.y0 - upper.y1 < em * 7 / 10
}

/// Whether a panel is the quotation under a bubble of which the title leaves nothing: as far below the title, and flush with
/// what is surely of one side.
fn hangs_from_title(stage: &Stage, panel: &Panel, edges: &[(Side, Rect)]) -> bool {
    let (em, rect) = (stage.em, panel.rect);
    let below = rect.y0 - stage.content.y0;
    let flush = |(side, other): &(Side, Rect)| match side {
        // The tail of a bubble reaches further.
        Side::Me => (other.x1 - rect.x1).abs() * 10 < em * 4,
        Side::Other => (other.x0 - rect.x0).abs() * 10 < em * 4,
        _ => false,
    };
    panel.even
        && !panel.lines.is_empty()
        && rect.height() < 5 * em
        && (em / 8..em * 9 / 10).contains(&below)
        && spread(panel.colour) < 24
        && edges.iter().filter(|(_, other)| *other != rect).any(flush)
}

/// Whether a bubble may be a voice message: its length with waves, which may come out as letters; or nothing that was read.
fn may_be_voice(panel: &Panel, lines: &[Line]) -> bool {
    let said = || panel.lines.iter().map(|ix| lines[*ix].folded.as_str());
    let written = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let short = said().map(|text| text.chars().count()).sum::<usize>() <= 10;
    short && (said().any(|text| super::voice::seconds(text).is_some()) || !said().any(written))
}

/// Whether an avatar begins beside a panel on the side of the message above it: then it is a message of its own.
fn has_face(faces: &[(Side, i32)], above: &Piece, panel: &Panel, em: i32) -> bool {
    faces.iter().any(|(side, top)| *side == above.sided.side && (panel.rect.y0 - top).abs() * 2 < em)
}

/// Whether a panel without an avatar belongs to the message above it.
fn hangs_below(stage: &Stage, above: &Piece, panel: &Panel, sided: Sided, lines: &[Line]) -> bool {
    let em = stage.em;
    let upper = above.below.last().map_or(above.panel.rect, |last| last.rect);
    let gap = panel.rect.y0 - upper.y1;
    let aligned = match above.sided.side {
        Side::Other => (panel.rect.x0 - above.panel.rect.x0).abs() < em,
        Side::Me => (panel.rect.x1 - above.panel.rect.x1).abs() < em,
        _ => false,
    };
    // What hangs below a bubble is pale; a bubble or card of its own beside no avatar is not.
    let of_its_own = |panel: &Panel| side::is_green(panel) || super::card::is_warm(panel.colour);
    let pale = !of_its_own(panel) || of_its_own(&above.panel) && side::is_green(panel);
    // Messages stand further apart, whatever a wallpaper shows beside them; but for what looks like a bubble of the same
    // person or of the other.
    let like_a_bubble = is_bubble_colour(panel.colour) && !may_be_voice(&above.panel, lines);
    let close = stage.ground == PAPER
        && (-em / 4..em / 2).contains(&gap)
        && !like_a_bubble
        && (sided.side == above.sided.side || !sided.sure);
    // What seems an avatar on the other side of a quotation is something that floats over the screen: a bubble there would stand
    // further away.
    let floating = sided.avatar && sided.side != above.sided.side && !is_bubble_colour(panel.colour);
    (!sided.avatar || close || floating)
        && panel.even
        && above.panel.even
        && aligned
        && pale
        && (-em / 3..em * 7 / 10).contains(&gap)
}

/// Gives a line on the ground to the message that it belongs to: the sender's name above, a voice's length beside.
fn attach(stage: &Stage, pieces: &mut [Piece], ix: usize, line: &Line) -> bool {
    let em = stage.em;
    let frame = Rect::of_bounds(line.read.bounds);
    // The frame of a name may take in the edge of the avatar.
    let first = line.read.glyphs.first().map_or(frame.x0, |glyph| glyph.x as i32 - em * 7 / 10);
    let rect = Rect { x0: frame.x0.max(first), ..frame };
    for piece in pieces {
        let panel = piece.panel.rect;
        // A sticker may be smaller than its place.
        let reach = if piece.panel.even { em } else { em * 3 };
        let above = (-em / 2..reach).contains(&(panel.y0 - rect.y1)) && rect.middle().1 < panel.y0;
        let flush = match piece.sided.side {
            Side::Me => (panel.x1 - rect.x1).abs() < em,
            _ if !piece.panel.even => (-em * 3..em * 14 / 10).contains(&(rect.x0 - panel.x0)),
            _ => (-em..em * 14 / 10).contains(&(rect.x0 - panel.x0)),
        };
        // A notice stands in the middle; a name begins where its bubble does.
        let notice = stage.off_middle(frame.middle().0) * 3 <= em
            && frame.width() > em * 6
            && (frame.x0 - panel.x0 > em / 2 || piece.sided.side == Side::Me || frame.width() > em * 12);
        if above && flush && !notice && piece.sender.is_none() && !is_label(line) {
            piece.sender = Some(ix);
            return true;
        }
        let level = rect.rows_shared(panel) * 2 > rect.height();
        let near = rect.x0 >= panel.x1 && rect.x0 - panel.x1 < 2 * em
            || rect.x1 <= panel.x0 && panel.x0 - rect.x1 < 2 * em;
        if level && near && super::voice::seconds(&line.folded).is_some() {
            piece.beside.push(ix);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::{
        chat::picture::tests::{plain, rect},
        sketch::Sketch,
    };

    #[test]
    fn the_quotation_under_a_hidden_bubble_hangs_from_the_title() {
        let stage = plain(&[]);
        let edges = [(Side::Me, rect(60, 80, 140, 30)), (Side::Other, rect(40, 130, 100, 30))];
        let hangs = |rect: Rect, colour: [u8; 3], lines: &[usize]| {
            let panel = Panel { rect, colour, even: true, lines: lines.to_vec() };
            hangs_from_title(&stage, &panel, &edges)
        };
        let grey = [226; 3];
        assert!(hangs(rect(70, 4, 127, 14), grey, &[0]));
        assert!(hangs(rect(43, 4, 127, 14), grey, &[0]));
        assert!(!hangs(rect(60, 4, 120, 14), grey, &[0]), "a notice in the middle");
        assert!(!hangs(rect(70, 40, 127, 14), grey, &[0]), "nothing is hidden above it");
        assert!(!hangs(rect(70, 4, 127, 14), grey, &[]), "nothing is written on it");
        assert!(!hangs(rect(70, 4, 127, 14), [62, 181, 117], &[0]), "a bubble");
    }

    #[test]
    fn the_length_of_a_video_that_the_title_cuts_is_no_label() {
        let rest = rect(90, 0, 60, 14);
        let stage = plain(&[(rest, [150; 3])]);
        let page = Sketch::new(240, 240).line([105, 2, 30, 10], "0:58").line([90, 80, 60, 11], "昨天 12:48");
        page.show(|page| {
            let labels = |panels: Vec<Panel>| {
                let items = find(&stage, panels, &page.lines);
                items
                    .into_iter()
                    .filter_map(|item| if let Item::Label(ix) = item { Some(ix) } else { None })
                    .collect::<Vec<_>>()
            };
            assert_eq!(labels(Vec::new()), [0, 1], "a label on a grey pill");
            let slice = Panel { rect: rest, colour: [150; 3], even: false, lines: Vec::new() };
            assert_eq!(labels(vec![slice]), [1]);
        });
    }
}
