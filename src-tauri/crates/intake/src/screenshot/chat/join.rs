//! Panels that are parts of one: a card and its footer, a place and its map, a mini program and its foot.

use super::{
    panel::{Panel, holds},
    sort,
};
use crate::screenshot::{
    canvas::{Rect, apart, spread},
    page::Line,
    stage::Stage,
};

/// Joins what lies directly on top of one another with the same edges: a card and its footer.
pub(super) fn stack(panels: &mut Vec<Panel>, lines: &[Line], em: i32) {
    panels.sort_by_key(|panel| (panel.rect.y0, panel.rect.x0));
    let mut ix = 0;
    while ix < panels.len() {
        let upper = panels[ix].rect;
        let shade = panels[ix].colour;
        let fits = |lower: &Panel| {
            // A quotation stands a little lower, and has a shade of its own and a name before what it quotes.
            let quotes = apart(lower.colour, shade) > 4 && is_quoting(lower, lines, em);
            let gap = lower.rect.y0 - upper.y1;
            !quotes && (-em / 3..=em / 5).contains(&gap) && have_same_edges(upper, lower.rect, em * 6 / 10)
        };
        match (ix + 1..panels.len()).find(|other| fits(&panels[*other])) {
            Some(other) => {
                let lower = panels.remove(other);
                panels[ix].rect = upper.with(lower.rect);
            }
            None => ix += 1,
        }
    }
}

/// Whether the words of a panel begin with a name and a colon, as those of a quotation do, and are not many.
pub(super) fn is_quoting(panel: &Panel, lines: &[Line], em: i32) -> bool {
    let first = lines.iter().filter(|line| holds(panel.rect, line)).min_by_key(|line| line.top());
    let named = |line: &Line| {
        let name = line.folded.split_once(':').map_or("", |(name, _)| name);
        let web = name.starts_with("http") || name.chars().all(|c| c.is_ascii_digit());
        (1..=20).contains(&name.chars().count()) && !web
    };
    spread(panel.colour) < 24 && panel.rect.height() < 5 * em && first.is_some_and(named)
}

/// Joins the strip with words of a card to the picture that fills the card below it: a place with its map.
pub(super) fn cards(panels: &mut Vec<Panel>, em: i32) {
    let (strips, mut others): (Vec<Panel>, Vec<Panel>) = panels.drain(..).partition(|panel| panel.even);
    for strip in strips {
        let below = |picture: &&mut Panel| {
            let (upper, lower) = (strip.rect, picture.rect);
            !picture.even
                && (-em / 4..=em / 4).contains(&(lower.y0 - upper.y1))
                && have_same_edges(upper, lower, em / 2)
        };
        match others.iter_mut().find(below) {
            Some(picture) => picture.rect = strip.rect.with(picture.rect),
            None => panels.push(strip),
        }
    }
    panels.append(&mut others);
}

/// Joins the foot of a mini program's card to the picture above it.
pub(super) fn feet(panels: &mut Vec<Panel>, lines: &[Line], em: i32) {
    let says = |panel: &Panel| {
        let mut inside = lines.iter().filter(|line| holds(panel.rect, line)).map(|line| &line.folded);
        inside.next().is_some_and(|folded| sort::is_mini_program(folded)) && inside.next().is_none()
    };
    let (feet, mut others): (Vec<Panel>, Vec<Panel>) =
        panels.drain(..).partition(|panel| panel.even && panel.rect.height() < 3 * em && says(panel));
    for foot in feet {
        let above = |card: &&mut Panel| {
            let (upper, lower) = (card.rect, foot.rect);
            let below = (-em / 2..=em / 2).contains(&(lower.y0 - upper.y1));
            (below || upper.covers(lower, em / 4)) && have_same_edges(upper, lower, em / 2)
        };
        match others.iter_mut().find(above) {
            Some(card) => card.rect = card.rect.with(foot.rect),
            None => panels.push(foot),
        }
    }
    panels.append(&mut others);
}

/// Joins the strip with the words of a place to what can be told of the map below it, where the map is of nearly the colour of
/// the ground: parts without a word, in the columns of the strip, with no avatar beside them.
pub(super) fn maps(stage: &Stage, panels: &mut Vec<Panel>, lines: &[Line]) {
    let em = stage.em;
    let worded = |panel: &Panel| lines.iter().any(|line| holds(panel.rect, line));
    let (strips, parts): (Vec<Panel>, Vec<Panel>) = panels.drain(..).partition(worded);
    let mut parts: Vec<Option<Panel>> = parts.into_iter().map(Some).collect();
    for mut strip in strips.iter().cloned() {
        let rect = strip.rect;
        let next = strips.iter().map(|other| other.rect.y0).filter(|y| *y >= rect.y1).min();
        let end = next.unwrap_or(stage.content.y1).min(rect.y1 + 10 * em);
        let inside = |part: &Panel| {
            part.rect.x0 >= rect.x0 - em / 4
                && part.rect.x1 <= rect.x1 + em / 4
                && (rect.y1 - em / 4..end).contains(&part.rect.y0)
        };
        let below = parts.iter().flatten().filter(|part| inside(part)).map(|part| part.rect);
        let Some(map) = below.reduce(Rect::with) else {
            panels.push(strip);
            continue;
        };
        let free = |x0: i32, x1: i32| {
            let margin = Rect { x0, y0: rect.y1, x1, y1: map.y1 };
            stage.canvas.foreign(stage.canvas.small(margin), stage.ground) < 40
        };
        let (left, right) = (stage.content.x0, stage.content.x1);
        let is_map = strip.even
            && rect.width() > 9 * em
            && map.y0 - rect.y1 < 3 * em
            && map.width() * 2 > rect.width()
            && free(left, left + 3 * em)
            && free(right - 3 * em, right);
        if is_map {
            parts.iter_mut().filter(|part| part.as_ref().is_some_and(inside)).for_each(|part| *part = None);
            (strip.rect, strip.even) = (rect.with(map), false);
        }
        panels.push(strip);
    }
    panels.extend(parts.into_iter().flatten());
}

/// Whether the left and right edges of two rectangles lie no further apart than this.
fn have_same_edges(upper: Rect, lower: Rect, within: i32) -> bool {
    (lower.x0 - upper.x0).abs() <= within && (lower.x1 - upper.x1).abs() <= within
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::{chat::picture::tests::rect, sketch::Sketch};

    #[test]
    fn a_quotation_as_wide_as_its_bubble_is_no_part_of_it() {
        let count = |below: &str, colour: [u8; 3]| {
            let panel = |rect, colour| Panel { rect, colour, even: true, lines: Vec::new() };
            let mut panels =
                vec![panel(rect(45, 60, 120, 28), [44; 3]), panel(rect(45, 91, 122, 22), colour)];
            let sketch =
                Sketch::new(240, 240).line([52, 68, 90, 12], "可以，每次3750").line([50, 97, 90, 10], below);
            sketch.show(|page| stack(&mut panels, &page.lines, 16));
            panels.len()
        };
        assert_eq!(count("谢晨曦：那就按这个数", [30; 3]), 2);
        assert_eq!(count("微信转账", [30; 3]), 1, "the footer of a card");
        assert_eq!(count("谢晨曦：那就按这个数", [44; 3]), 1, "of one colour");
    }

    #[test]
    fn the_foot_of_a_mini_program_belongs_to_the_picture_that_it_stands_in_or_below() {
        let count = |card: Rect, says: &str| {
            let even = |rect, even| Panel { rect, colour: [255; 3], even, lines: Vec::new() };
            let mut panels = vec![even(card, false), even(rect(45, 190, 160, 22), true)];
            let page = Sketch::new(240, 240).line([52, 195, 40, 12], says);
            page.show(|page| feet(&mut panels, &page.lines, 16));
            panels.len()
        };
        assert_eq!(count(rect(45, 60, 160, 128), "小程序"), 1);
        assert_eq!(count(rect(45, 60, 160, 152), "小程序"), 1);
        assert_eq!(count(rect(45, 60, 160, 128), "好的"), 2);
        assert_eq!(count(rect(45, 20, 160, 128), "小程序"), 2, "far above");
    }
}
