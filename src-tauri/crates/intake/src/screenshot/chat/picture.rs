//! Pictures of a conversation: photographs, stickers, videos, maps; what hangs together on the ground or on a card and is
//! not even in colour.

use super::{
    card::is_warm,
    even::in_margin,
    mask::Mask,
    panel::{Panel, holds, is_bubble_colour},
    rows::{self, Row},
    side,
    sort::SMALL,
};
use crate::screenshot::{
    canvas::{Canvas, Rect, apart},
    page::Line,
    stage::Stage,
};

/// From this confidence on, in thousandths, a tall line is one.
const SURE: u16 = 850;

/// Pictures of which even parts were taken for panels: what hangs together on the ground and reaches well beyond them. The
/// columns of the avatars do not count, because the tail of a bubble may touch one.
pub(super) fn wholes(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let (canvas, em) = (&stage.canvas, stage.em);
    let margin = em * 33 / 10;
    let pane = Rect { x0: stage.content.x0 + margin, x1: stage.content.x1 - margin, ..stage.content };
    let mut mask = Mask::of_ground(stage, canvas.small(pane));
    bare(stage, lines).for_each(|line| mask.clear(line, 0));
    let mut found = Vec::new();
    for small in mask.blobs() {
        let rect = canvas.large(small);
        let parts: Vec<&Panel> = panels.iter().filter(|panel| rect.holds(panel.rect.middle())).collect();
        let Some(union) = parts.iter().map(|panel| panel.rect).reduce(Rect::with) else { continue };
        let area = |rect: Rect| rect.width() * rect.height();
        let covered: i32 = parts.iter().map(|panel| area(panel.rect)).sum();
        let says = |line: &Line| line.folded.chars().any(char::is_alphanumeric);
        let worded = |panel: &&&Panel| lines.iter().any(|line| says(line) && holds(panel.rect, line));
        let bubble = parts.iter().filter(worded).any(|panel| is_bubble_colour(panel.colour));
        // The haze of a JPEG around small bubbles is no part of a picture.
        let haze = if bubble { em * 3 / 2 } else { em };
        let beyond = rect.height() - union.height() > haze || rect.width() - union.width() > haze;
        let card = |panel: &&&Panel| is_warm(panel.colour) && area(panel.rect) * 100 >= area(rect) * 60;
        if parts.iter().filter(worded).any(|panel| card(&panel)) {
            // A card of money, its footer included.
            continue;
        }
        let all = if beyond { rect } else { union };
        let pieced = covered * 100 < area(all) * 75 || parts.len() > 1 && !bubble;
        // A bubble that something touches, as a button that floats, does not become a picture by it.
        let full = canvas.foreign(small, stage.ground) > 850;
        if (beyond || pieced) && (full || !bubble) {
            let mut whole = blob_panel(stage, small, lines);
            whole.rect = whole.rect.with(union);
            found.push(whole);
        }
    }
    found
}

/// Joins a drawing and its caption, which may be drawn apart from it: messages stand further from one another.
fn unite_captions(mut found: Vec<Panel>, em: i32) -> Vec<Panel> {
    found.sort_by_key(|panel| panel.rect.y0);
    let mut whole: Vec<Panel> = Vec::new();
    for panel in found {
        let above = |upper: &&mut Panel| {
            let gap = panel.rect.y0 - upper.rect.y1;
            let inside = upper.rect.columns_shared(panel.rect) * 10 > panel.rect.width() * 7;
            // What is lower than any message belongs to what stands above it.
            let reach = if panel.rect.height() < em * 3 / 2 { em * 9 / 10 } else { em / 2 };
            // Two pictures may stand near one another too.
            let two = upper.rect.height().min(panel.rect.height()) > em * 4 && gap > em / 4;
            !two && !upper.even && !panel.even && inside && (-em..reach).contains(&gap)
        };
        match whole.iter_mut().find(above) {
            Some(upper) => upper.rect = upper.rect.with(panel.rect),
            None => whole.push(panel),
        }
    }
    whole
}

/// Pictures: what differs from the ground, hangs together, is no panel, no text on the ground and no avatar.
pub(super) fn find(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let (canvas, em) = (&stage.canvas, stage.em);
    let mut mask = Mask::of_ground(stage, canvas.small(stage.content));
    for panel in panels {
        // The haze of a JPEG hangs together with the avatar beside a bubble.
        let bubble = is_bubble_colour(panel.colour) || side::is_green(panel);
        mask.clear(canvas.small(panel.rect), if bubble { em / canvas.factor as i32 / 2 } else { 1 });
    }
    bare(stage, lines).for_each(|line| mask.clear(line, 0));
    let mut found = Vec::new();
    for small in mask.blobs() {
        let rect = canvas.large(small);
        // Between a picture and the edge of the screen there is room for an avatar: what reaches there is a wallpaper's.
        let at_edge = rect.x0 <= stage.content.x0 + em / 2 || rect.x1 >= stage.content.x1 - em / 2;
        let wide = rect.width() > stage.content.width() * 94 / 100 || at_edge && rect.width() > 8 * em;
        // The haze of a JPEG around a panel is none.
        let haze = panels.iter().any(|panel| panel.rect.covers(rect, em / 2));
        let large = rect.width() >= em * 13 / 10 && rect.height() >= em * 12 / 10;
        if large && !in_margin(stage, rect) && !wide && !haze {
            found.push(blob_panel(stage, small, lines));
        }
    }
    let mut found = unite_captions(found, em);
    for picture in &mut found {
        let caption = lines.iter().map(|line| Rect::of_bounds(line.read.bounds)).find(|line| {
            let below = (-em / 4..em * 6 / 10).contains(&(line.y0 - picture.rect.y1));
            below && line.middle().0 > picture.rect.x0 && line.middle().0 < picture.rect.x1
        });
        let free = |line: &Rect| panels.iter().all(|panel| !panel.rect.holds(line.middle()));
        // A notice stands in the middle of the screen, a caption in that of its picture.
        let centre = stage.content.middle().0;
        let notice = |line: &Rect| {
            (line.middle().0 - centre).abs() * 2 < em && (picture.rect.middle().0 - centre).abs() > em
        };
        if let Some(line) = caption.filter(|line| {
            free(line) && !notice(line) && !picture.even && line.width() * 10 < picture.rect.width() * 14
        }) {
            picture.rect = picture.rect.with(line);
        }
    }
    found
}

/// Screens of chats that were sent as pictures: their ground is that of the conversation, so only rows of small characters are
/// seen of them, near one another and on no bubble.
pub(super) fn shown(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let (em, content) = (stage.em, stage.content);
    let all: Vec<usize> = (0..lines.len()).collect();
    let on_panel = |rect: Rect| panels.iter().any(|panel| panel.rect.holds(rect.middle()));
    let (held, free): (Vec<Row>, Vec<Row>) = rows::of(&all, lines)
        .into_iter()
        .filter(|row| content.holds(row.rect.middle()))
        .partition(|row| on_panel(row.rect));
    let body = rows::body(held.into_iter(), em);
    let heights = |row: &Row| row.rect.height() * 10 < em * 9;
    let aside = |row: &Row| (row.rect.middle().0 - content.middle().0).abs() > 2 * em;
    let small = free.iter().filter(|row| aside(row) && row.is_smaller(body, SMALL) && heights(row));
    let mut found: Vec<(Rect, usize)> = Vec::new();
    for row in small {
        let near = |(rect, _): &&mut (Rect, usize)| {
            row.rect.y0 - rect.y1 < 2 * em && row.rect.x0 < rect.x1 + 4 * em && rect.x0 < row.rect.x1 + 4 * em
        };
        match found.last_mut().filter(near) {
            Some((rect, rows)) => (*rect, *rows) = (rect.with(row.rect), *rows + 1),
            None => found.push((row.rect, 1)),
        }
    }
    let grown = |rect: Rect| Rect {
        x0: (rect.x0 - em * 6 / 5).max(content.x0 + em * 33 / 10),
        y0: (rect.y0 - em * 4 / 5).max(content.y0),
        x1: (rect.x1 + em * 6 / 5).min(content.x1 - em * 33 / 10),
        y1: (rect.y1 + em * 6 / 5).min(content.y1),
    };
    let several = found.into_iter().filter(|(rect, rows)| *rows > 2 && rect.height() > 3 * em);
    several
        .map(|(rect, _)| grown(rect))
        .filter(|rect| {
            rect.width() > em
                && panels
                    .iter()
                    .all(|panel| panel.rect.rows_shared(*rect) < em || panel.rect.columns_shared(*rect) < em)
        })
        .map(|rect| Panel { rect, colour: [0; 3], even: false, lines: Vec::new() })
        .collect()
}

/// The lines that stand on the ground itself, in small pixels. What is as tall as two lines and hardly read, or a mark or two,
/// is none: an engine finds them in photographs.
pub(super) fn bare<'l>(stage: &'l Stage, lines: &'l [Line]) -> impl Iterator<Item = Rect> + 'l {
    let canvas = &stage.canvas;
    let letters = |line: &Line| line.folded.chars().filter(|c| c.is_alphanumeric()).count();
    let low = move |line: &&Line| {
        (line.height() as i32) < stage.em * 5 / 2 || line.read.confidence >= SURE && letters(line) > 2
    };
    let of = lines.iter().filter(low).map(|line| canvas.small(Rect::of_bounds(line.read.bounds)));
    of.filter(|rect| canvas.foreign(Rect { y1: rect.y0 + 1, ..*rect }, stage.ground) < 250)
}

/// A blob as a panel: even where one region and the text on it make up most of it, else a picture.
fn blob_panel(stage: &Stage, small: Rect, lines: &[Line]) -> Panel {
    let canvas = &stage.canvas;
    let rect = canvas.large(small);
    let region = canvas.ground(small);
    let area = small.width() * small.height();
    let text: i32 = lines
        .iter()
        .filter(|line| holds(rect, line))
        .map(|line| canvas.small(Rect::of_bounds(line.read.bounds)))
        .filter(|text| canvas.ground(*text) == region)
        .map(|text| text.width() * text.height())
        .sum();
    let own = canvas.regions[region].area as i32;
    let whole = own * 10 > area && (own + text) * 10 > area * 8;
    // A JPEG breaks a small bubble into crumbs of nearly one colour.
    let colour = canvas.regions[region].colour;
    let near = |x: i32, y: i32| apart(canvas.colour(x, y), colour) <= 34;
    let alike: usize =
        (small.y0..small.y1).map(|y| (small.x0..small.x1).filter(|x| near(*x, y)).count()).sum();
    let crumbs = text * 9 > area * 2 && alike as i32 * 10 > (area - text / 2) * 8;
    let gradient = text * 10 > area * 3 && is_smooth(canvas, small);
    let even = region != stage.ground && text > 0 && (whole || crumbs || gradient);
    Panel { rect, colour: canvas.regions[region].colour, even, lines: Vec::new() }
}

/// Whether a rectangle runs smoothly from one colour to another, as bubbles with a gradient do, text aside.
fn is_smooth(canvas: &Canvas, rect: Rect) -> bool {
    let edge = |y: i32| {
        let near = |x: i32| apart(canvas.colour(x, y), canvas.colour(x + 1, y)) <= 6;
        near(rect.x0 + 3) && near(rect.x1 - 5)
    };
    let rows = rect.y0 + 1..rect.y1 - 1;
    rect.width() > 12 && rows.clone().filter(|y| edge(*y)).count() * 10 >= rows.count() * 8
}

/// What hangs together on a panel and is not its ground, text aside: pictures on a card.
pub(super) fn on_panel(stage: &Stage, panel: &Panel, lines: &[Line]) -> Vec<Rect> {
    let canvas = &stage.canvas;
    let small = canvas.small(panel.rect);
    let inner = Rect { x0: small.x0 + 2, y0: small.y0 + 2, x1: small.x1 - 2, y1: small.y1 - 2 };
    let of_line = |ix: &usize| canvas.ground(canvas.small(Rect::of_bounds(lines[*ix].read.bounds)));
    // Most of what is written stands on the card itself; of two grounds that of the upper line is.
    let grounds: Vec<usize> = panel.lines.iter().map(of_line).collect();
    let count = |ground: &usize| grounds.iter().filter(|other| *other == ground).count();
    let Some(ground) = grounds.iter().rev().copied().max_by_key(|ground| count(ground)) else {
        return Vec::new();
    };
    // What a rule parts from the rest of a card is of its colour, and no picture.
    let paper = canvas.regions[ground].colour;
    let beside = |region: usize| region == ground || region == stage.ground;
    let drawn = |x, y| !beside(canvas.region(x, y)) && apart(canvas.colour(x, y), paper) > 4;
    let mut mask = Mask::new(inner, drawn);
    // What is taller than two lines, or stands on something of its own, was read from a drawing.
    let low = panel.lines.iter().filter(|ix| (lines[**ix].height() as i32) < stage.em * 26 / 10);
    let texts = low.map(|ix| canvas.small(Rect::of_bounds(lines[*ix].read.bounds)));
    let texts = texts.filter(|text| canvas.ground(*text) == ground);
    texts.for_each(|text| mask.clear(text, 0));
    // The picture of a link may be a narrow one.
    let (most, least) = (stage.em * 16 / 10, stage.em * 12 / 10);
    let is_large = |rect: &Rect| {
        let (wide, high) = (rect.width(), rect.height());
        wide.max(high) >= most && wide.min(high) >= least
    };
    mask.blobs().into_iter().map(|blob| canvas.large(blob)).filter(is_large).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use juzheng_model::{port::Pixels, screen::Device};

    const WIDTH: i32 = 240;
    const HEIGHT: i32 = 240;

    /// Rectangles on a grey ground.
    pub(in super::super) fn plain(drawn: &[(Rect, [u8; 3])]) -> Stage {
        let on = |x, y| drawn.iter().rev().find(|(rect, _)| rect.holds((x, y)));
        let at = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let rgb: Vec<u8> = at.flat_map(|(x, y)| on(x, y).map_or([237; 3], |(_, colour)| *colour)).collect();
        let canvas = Canvas::new(Pixels { rgb: &rgb, width: WIDTH as u32 }, 1);
        let ground = canvas.region(0, 0);
        let content = Rect { x0: 0, y0: 0, x1: WIDTH, y1: HEIGHT };
        let (device, title, clock) = (Device::Android, None, None);
        let (bare, dark, input_bar) = (900, false, true);
        let (choosing, overlays) = (0, Vec::new());
        Stage {
            canvas,
            em: 11,
            content,
            ground,
            bare,
            dark,
            device,
            title,
            clock,
            input_bar,
            choosing,
            pane_only: false,
            overlays,
        }
    }

    pub(in super::super) fn rect(x0: i32, y0: i32, wide: i32, high: i32) -> Rect {
        Rect { x0, y0, x1: x0 + wide, y1: y0 + high }
    }

    #[test]
    fn even_parts_of_a_photograph_are_one_picture() {
        let (sky, hill) = (rect(45, 40, 80, 50), rect(45, 90, 80, 60));
        let stage = plain(&[(sky, [40, 150, 200]), (hill, [60, 100, 40])]);
        let panel = |rect, colour| Panel { rect, colour, even: true, lines: Vec::new() };
        let parts = [panel(sky, [40, 150, 200]), panel(hill, [60, 100, 40])];
        let found = wholes(&stage, &parts, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rect, found[0].even), (sky.with(hill), false));
        assert_eq!(wholes(&stage, &parts[..1], &[]).len(), 1, "what is told of it may be less");
        let bubble = rect(45, 40, 80, 28);
        let stage = plain(&[(bubble, [255; 3])]);
        assert!(
            wholes(&stage, &[panel(bubble, [255; 3])], &[]).is_empty(),
            "a bubble is all of what stands there"
        );
    }

    #[test]
    fn a_caption_belongs_to_the_drawing_above_it() {
        let panel = |rect, even| Panel { rect, colour: [0; 3], even, lines: Vec::new() };
        let (drawing, caption) = (rect(45, 40, 60, 60), rect(55, 104, 40, 14));
        let found = unite_captions(vec![panel(caption, false), panel(drawing, false)], 11);
        assert_eq!(found.iter().map(|panel| panel.rect).collect::<Vec<_>>(), [drawing.with(caption)]);
        assert_eq!(
            unite_captions(vec![panel(drawing, false), panel(rect(45, 112, 60, 40), false)], 11).len(),
            2
        );
        assert_eq!(unite_captions(vec![panel(drawing, false), panel(caption, true)], 11).len(), 2);
        let next = panel(rect(45, 104, 60, 60), false);
        assert_eq!(unite_captions(vec![panel(drawing, false), next], 11).len(), 2, "two pictures");
    }
}
