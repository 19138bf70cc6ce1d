//! Pieces of one colour: bubbles, cards, quotations.

use super::{
    card::is_warm,
    panel::{Panel, is_bubble_colour},
    side,
};
use crate::screenshot::{
    canvas::{Canvas, Rect, spread},
    page::Line,
    stage::Stage,
};

/// So much of where an avatar is differs from the ground, in thousandths.
const FACE: u32 = 600;

/// Even regions of the size and shape of a bubble.
pub(super) fn find(stage: &Stage, lines: &[Line]) -> Vec<Panel> {
    let (em, canvas, content) = (stage.em, &stage.canvas, stage.content);
    let mut panels = Vec::new();
    for (ix, region) in canvas.regions.iter().enumerate() {
        let rect = canvas.large(region.extent);
        // What the title or the bar below cuts off may be a strip.
        let cut = stage.cuts(rect, em / 2);
        let least = if cut { em * 4 / 10 } else { em };
        if ix == stage.ground || rect.width() < em * 13 / 10 || rect.height() < least {
            continue;
        }
        let wide = rect.width() > content.width() * 94 / 100;
        let shown = Rect { y0: rect.y0.max(content.y0), y1: rect.y1.min(content.y1), ..rect };
        let beside = is_bubble_colour(region.colour) && is_beside_face(stage, region.colour, rect);
        let inside = shown.height() >= least && !wide && (beside || !in_margin(stage, rect));
        if !inside {
            continue;
        }
        let bubble = is_bubble_colour(region.colour) || side::is_green_colour(region.colour);
        let extent = match fills(canvas, region.extent, ix, lines) {
            true => Some(region.extent),
            false if bubble => solid(canvas, region.extent, ix, lines).filter(|part| {
                canvas.large(*part).width() >= em * 13 / 10 && fills(canvas, *part, ix, lines)
            }),
            false => None,
        };
        let panel = |extent| Panel {
            rect: canvas.large(extent),
            colour: region.colour,
            even: true,
            lines: Vec::new(),
        };
        panels.extend(extent.map(panel));
    }
    panels
}

/// Whether the bubble of a lone character, as square as an avatar, has one beside it: mine are green.
fn is_beside_face(stage: &Stage, colour: [u8; 3], rect: Rect) -> bool {
    let (em, content) = (stage.em, stage.content);
    let room = em * 2..em * 6;
    if side::is_green_colour(colour) {
        return room.contains(&(content.x1 - rect.x1)) && rect.x0 > content.middle().0;
    }
    let face = Rect { x0: content.x0 + em / 2, x1: rect.x0 - em * 6 / 10, ..rect };
    stage.bare > 350
        && room.contains(&(rect.x0 - content.x0))
        && rect.x1 < content.middle().0
        && stage.canvas.foreign(stage.canvas.small(face), stage.ground) > FACE
}

/// The columns of a region that are as high as all of it, around a line of text: where a picture is blurred a bubble runs
/// through its tail into its avatar.
fn solid(canvas: &Canvas, extent: Rect, region: usize, lines: &[Line]) -> Option<Rect> {
    let high = |x: i32| {
        let mut rows = (extent.y0..extent.y1).filter(|y| canvas.region(x, *y) == region);
        let first = rows.next();
        let last = rows.next_back().or(first);
        first.zip(last).is_some_and(|(first, last)| (last - first + 1) * 10 >= extent.height() * 7)
    };
    let text = lines.iter().map(|line| canvas.small(Rect::of_bounds(line.read.bounds)));
    let middle = text.map(Rect::middle).find(|middle| extent.holds(*middle))?.0;
    let x0 = (extent.x0..=middle).rev().take_while(|x| high(*x)).last()?;
    let x1 = (middle..extent.x1).take_while(|x| high(*x)).last()? + 1;
    (x1 - x0 < extent.width()).then_some(Rect { x0, x1, ..extent })
}

/// Whether something stands in the columns of the avatars.
pub(super) fn in_margin(stage: &Stage, rect: Rect) -> bool {
    let (em, content) = (stage.em, stage.content);
    let within = |margin: i32| rect.x1 < content.x0 + margin || rect.x0 > content.x1 - margin;
    let square = (rect.width() - rect.height()).abs() * 5 < rect.width() && rect.width() < em * 32 / 10;
    // An avatar with a badge reaches further in, but begins where no bubble does.
    let outermost = rect.x0 - content.x0 < em * 3 / 2 || content.x1 - rect.x1 < em * 3 / 2;
    within(em * 36 / 10) || square && within(em * 46 / 10) || outermost && rect.width() < 5 * em
}

/// Whether a region is a rectangle with text on it rather than something jagged: its left and right edges are its own in
/// most rows.
fn fills(canvas: &Canvas, extent: Rect, region: usize, lines: &[Line]) -> bool {
    let rows = extent.height();
    if rows < 3 {
        return false;
    }
    // The tail of a bubble sticks out by so much.
    let edge = (extent.width() / 10).max(5);
    let starts = |y: &i32| (extent.x0..extent.x0 + edge).any(|x| canvas.region(x, *y) == region);
    let ends = |y: &i32| (extent.x1 - edge..extent.x1).any(|x| canvas.region(x, *y) == region);
    let whole = (extent.y0..extent.y1).filter(|y| starts(y) && ends(y)).count() as i32;
    let within = || (extent.y0..extent.y1).flat_map(|y| (extent.x0..extent.x1).map(move |x| (x, y)));
    let area = match extent == canvas.regions[region].extent {
        true => canvas.regions[region].area as i32,
        false => within().filter(|(x, y)| canvas.region(*x, *y) == region).count() as i32,
    };
    // Text and icons may take much of a small bubble.
    let texts: i32 = lines
        .iter()
        .map(|line| canvas.small(Rect::of_bounds(line.read.bounds)))
        .filter(|text| extent.holds(text.middle()))
        .map(|text| text.width() * text.height())
        .sum();
    // A disc has no corners: the face of a sticker.
    let (inset_x, inset_y) = (extent.width() / 10, rows / 10);
    let corners = [extent.x0 + inset_x, extent.x1 - 1 - inset_x]
        .into_iter()
        .flat_map(|x| [extent.y0 + inset_y, extent.y1 - 1 - inset_y].map(|y| (x, y)));
    if corners.filter(|(x, y)| canvas.region(*x, *y) != region).count() > 2 {
        return false;
    }
    // Cards have pictures on them; what has another colour than bubbles and cards is a picture unless it is clean.
    let colour = canvas.regions[region].colour;
    let clean = if spread(colour) < 16 || is_bubble_colour(colour) || is_warm(colour) { 5 } else { 8 };
    whole * 10 >= rows * 7 && (area + texts) * 10 >= extent.width() * rows * clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::chat::picture::tests::{plain, rect};
    use juzheng_model::port::TextLine;

    #[test]
    fn a_disc_is_no_bubble() {
        let rows: Vec<_> = (-23i32..=23)
            .map(|y| {
                let half = ((23 * 23 - y * y) as f32).sqrt() as i32;
                (rect(80 - half, 80 + y, 2 * half + 1, 1), [240, 120, 130])
            })
            .collect();
        assert!(find(&plain(&rows), &[]).is_empty());
        let square = (rect(57, 57, 47, 47), [240, 120, 130]);
        assert_eq!(find(&plain(&[square]), &[]).len(), 1);
    }

    #[test]
    fn a_bubble_that_runs_into_its_avatar_ends_where_it_is_no_longer_high() {
        const GREEN: [u8; 3] = [149, 236, 105];
        let (bubble, tail) = (rect(45, 40, 80, 28), rect(125, 50, 8, 6));
        let rim = [rect(133, 40, 24, 2), rect(133, 40, 2, 28)];
        let text = rect(55, 48, 60, 12);
        let drawn: Vec<_> = [bubble, tail, rim[0], rim[1]].map(|rect| (rect, GREEN)).to_vec();
        let [x, y, w, h] = text.bounds();
        let line = Line::new(TextLine {
            text: "可以".to_owned(),
            bounds: text.bounds(),
            corners: [[x, y], [x + w, y], [x + w, y + h], [x, y + h]],
            confidence: 1_000,
            glyphs: Vec::new(),
        });
        let found = |drawn: &[(Rect, [u8; 3])], lines: &[Line]| -> Vec<Rect> {
            find(&plain(drawn), lines).iter().map(|panel| panel.rect).collect()
        };
        assert_eq!(found(&drawn, std::slice::from_ref(&line)), [bubble]);
        assert_eq!(found(&drawn[..1], &[line]), [bubble]);
        assert_eq!(found(&drawn, &[]), [], "without words it may be anything");
    }

    #[test]
    fn a_square_bubble_beside_an_avatar_is_one() {
        let (bubble, face) = (rect(28, 60, 20, 21), rect(6, 58, 18, 18));
        let count = |drawn: &[(Rect, [u8; 3])]| find(&plain(drawn), &[]).len();
        assert_eq!(count(&[(bubble, [255; 3]), (face, [90, 120, 160])]), 1);
        assert_eq!(count(&[(bubble, [255; 3])]), 0, "it may be an avatar");
        assert_eq!(count(&[(bubble, [90, 60, 60]), (face, [90, 120, 160])]), 0, "no bubble has this colour");
    }
}
