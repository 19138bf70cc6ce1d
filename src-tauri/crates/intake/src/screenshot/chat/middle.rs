//! What stands in the middle of a conversation and is nobody's: labels, notices, and what only looks so.

use super::{
    item::is_small,
    panel::{Panel, is_bubble_colour},
    side::{self, Sided},
};
use crate::screenshot::{
    canvas::{Rect, apart, spread},
    label,
    page::Line,
    stage::{PAPER, Stage},
};
use juzheng_model::Side;

/// A line at an edge that is read with less confidence than this, in thousandths, is a slice of one.
const SLICED: u16 = 800;
/// What differs more from the ground beside it, of 255, is a stroke.
const STROKE: u8 = 10;
/// From this on, in thousandths, a line is plain to read.
const PLAIN_LINE: u16 = 950;

/// Whether a line is a time label of a chat: those name a time of day, a bare `昨天` is words.
pub(super) fn is_label(line: &Line) -> bool {
    label::parse(&line.folded).is_some_and(|label| label.clock.is_some())
}

/// Whether a line is neither label nor notice: not in the middle, or on something, or a part of the wallpaper.
pub(super) fn is_stray(stage: &Stage, bare: &[usize], lines: &[Line], ix: usize) -> bool {
    let line = &lines[ix];
    !is_centred(stage, bare, lines, ix)
        || !is_on_ground(stage, line) && !is_plain_notice(stage, line) && !is_on_pill(stage, line)
        || is_of_paper(stage, line)
}

pub(super) fn on_stage(stage: &Stage, line: &Line) -> bool {
    let (x, y) = line.middle();
    stage.content.holds((x as i32, y as i32))
}

/// Whether a line stands on the ground itself; on a wallpaper nobody knows.
fn is_on_ground(stage: &Stage, line: &Line) -> bool {
    let small = stage.canvas.small(Rect::of_bounds(line.read.bounds));
    stage.bare < 350 || stage.canvas.ground(small) == stage.ground
}

/// Whether a line that does not stand on the ground itself reads as a notice on a pill of its own: small, and plain to read.
fn is_plain_notice(stage: &Stage, line: &Line) -> bool {
    let letters = line.folded.chars().filter(|c| c.is_alphanumeric()).count();
    let small = (line.height() as i32) * 10 <= stage.em * 12;
    small && letters > 5 && line.read.confidence >= PLAIN_LINE && line.least() >= SLICED
}

/// Whether a line is a label in the very middle, on a pill close around it: a grey one, or one through which a wallpaper shines.
fn is_on_pill(stage: &Stage, line: &Line) -> bool {
    let rect = Rect::of_bounds(line.read.bounds);
    let ground = stage.canvas.ground(stage.canvas.small(rect));
    let pill = stage.canvas.regions.get(ground).is_some_and(|region| {
        let extent = stage.canvas.large(region.extent);
        // All of the text stands on it: the length of a video stands on any part of its picture.
        let close = rect.covers(extent, stage.em) && extent.covers(rect, stage.em / 8);
        spread(region.colour) < 24 || ground != stage.ground && close
    });
    let middle = stage.off_middle(rect.middle().0) * 10 <= stage.em * 4;
    middle && pill && is_label(line) && line.read.confidence >= SLICED && rect.height() * 10 < stage.em * 14
}

/// Whether a line may be a part of the wallpaper: WeChat's own words are plain to read and more than a word.
fn is_of_paper(stage: &Stage, line: &Line) -> bool {
    let letters = line.folded.chars().filter(|c| c.is_alphanumeric()).count();
    stage.ground == PAPER && !is_label(line) && (letters < 4 || line.read.confidence < SLICED)
}

/// Whether the title or the bar below leaves only a slice of a line in the middle, which nobody can read.
/// A label counts as cut where it is lower than such labels elsewhere on the page usually are and its strokes go on to the edge:
/// a stroke less is another weekday.
pub(super) fn is_sliced(stage: &Stage, line: &Line, labels: &[&Line]) -> bool {
    let low = (line.height() as i32) < stage.em * 62 / 100;
    match is_label(line) {
        true => {
            let lower = usual_label(labels, line).is_some_and(|usual| line.height() * 100 < usual * 93);
            lower && reaches_edge(stage, Rect::of_bounds(line.read.bounds))
        }
        false => is_at_edge(stage, line) && (low || line.read.confidence < SLICED),
    }
}

/// Whether the strokes of a line go on to the title or the bar below: between them and what is whole some ground is left.
fn reaches_edge(stage: &Stage, rect: Rect) -> bool {
    let canvas = &stage.canvas;
    let (content, small) = (canvas.small(stage.content), canvas.small(rect));
    let beside = (small.x0 - 1).clamp(0, canvas.width.max(1) - 1);
    let rows = 0..canvas.height;
    // The first row that is not the bar's or a rule's.
    let first = |from: i32, step: i32| {
        let mut near = (0..3).map(|by| from + by * step);
        near.find(|y| {
            let next = y + step;
            rows.contains(y)
                && rows.contains(&next)
                && apart(canvas.colour(beside, *y), canvas.colour(beside, next)) <= 2
        })
    };
    let drawn = |y: i32| {
        let columns = small.x0.max(0)..small.x1.min(canvas.width);
        let ground = canvas.colour(beside, y);
        columns.into_iter().any(|x| apart(canvas.colour(x, y), ground) > STROKE)
    };
    let near = stage.em / 4;
    let upper = rect.y0 <= stage.content.y0 + near && first(content.y0, 1).is_some_and(drawn);
    let lower = rect.y1 >= stage.content.y1 - near && first(content.y1 - 1, -1).is_some_and(drawn);
    upper || lower
}

/// How high labels usually are that have Chinese characters as this one has, or none as this one; `None` where there are none.
fn usual_label(labels: &[&Line], like: &Line) -> Option<u32> {
    let words = |line: &Line| line.folded.chars().any(|c| !c.is_ascii());
    let alike = labels.iter().filter(|line| words(line) == words(like));
    let mut heights: Vec<u32> = alike.map(|line| line.height()).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied()
}

/// Whether a line touches the title or the bar below.
pub(super) fn is_at_edge(stage: &Stage, line: &Line) -> bool {
    let rect = Rect::of_bounds(line.read.bounds);
    stage.cuts(rect, stage.em / 4)
}

/// Whether a line stands in the middle, with what stands beside it: an emoji parts a line in two.
fn is_centred(stage: &Stage, bare: &[usize], lines: &[Line], ix: usize) -> bool {
    let own = Rect::of_bounds(lines[ix].read.bounds);
    // A time of day beside the middle may be the length of a video.
    let bare_time = label::parse(&lines[ix].folded).is_some_and(|label| label.day == label::Day::Unsaid);
    let slack = if bare_time { stage.em * 4 / 10 } else { stage.em };
    let middle = |rect: Rect| stage.off_middle(rect.middle().0) <= slack;
    let beside = bare.iter().map(|other| Rect::of_bounds(lines[*other].read.bounds)).filter(|other| {
        let gap = (other.x0 - own.x1).max(own.x0 - other.x1);
        other.rows_shared(own) * 2 > own.height().min(other.height()) && gap < stage.em * 2
    });
    middle(own) || middle(beside.fold(own, Rect::with))
}

/// The grey pill that older versions draw under labels and notices.
pub(super) fn is_pill(stage: &Stage, panel: &Panel, lines: &[Line], body: i32) -> bool {
    let centred = stage.off_middle(panel.rect.middle().0) <= stage.em / 2;
    let low = panel.rect.height() <= stage.em * 28 / 10;
    let shade = |colour: [u8; 3]| colour.iter().map(|c| i32::from(*c)).sum::<i32>();
    let grey = spread(panel.colour) < 24;
    let ground = stage.canvas.regions.get(stage.ground).map_or(0, |region| shade(region.colour));
    let darker = stage.dark || stage.bare < 350 || shade(panel.colour) < ground;
    let whole = !stage.cuts(panel.rect, stage.em / 2);
    let says_time = matches!(panel.lines[..], [one] if is_label(&lines[one]));
    panel.even
        && centred
        && !panel.lines.is_empty()
        && (says_time || low && grey && darker && whole && is_small(panel, lines, body))
}

/// Whether a panel is no more than a label in the very middle, whatever a wallpaper shows beside it: no bubble is.
pub(super) fn is_label_on_pill(stage: &Stage, panel: &Panel, lines: &[Line]) -> bool {
    let middle = stage.off_middle(panel.rect.middle().0) * 10 <= stage.em * 4;
    let low = panel.rect.height() * 10 < stage.em * 18;
    let label = matches!(panel.lines[..], [one] if is_label(&lines[one]));
    panel.even && middle && low && label && !side::is_green(panel) && !is_bubble_colour(panel.colour)
}

/// What stands in the middle on a ground of its own and belongs to no side, or says what only WeChat says.
pub(super) fn is_notice(stage: &Stage, panel: &Panel, sided: Sided, lines: &[Line]) -> bool {
    let centred = stage.off_middle(panel.rect.middle().0) <= stage.em;
    let low = panel.rect.height() <= stage.em * 45 / 10;
    const SAID: [&str; 5] =
        ["24小时内未接收", "撤回了一条消息", "收回了一则讯息", "收回了讯息", "领取了你的红包"];
    let opened = |folded: &str| folded.contains("你领取了") && folded.ends_with("的红包");
    let known = |ix: &usize| {
        let folded = lines[*ix].folded.as_str();
        SAID.iter().any(|words| folded.contains(words)) || opened(folded)
    };
    let small = panel.lines.iter().all(|ix| (lines[*ix].height() as i32) <= stage.em * 12 / 10);
    let says = small && panel.lines.iter().any(known);
    // What is lighter than the ground, or green, is a bubble whose avatar is not on the picture.
    let shade = |colour: [u8; 3]| colour.iter().map(|c| i32::from(*c)).sum::<i32>();
    let ground = stage.canvas.regions.get(stage.ground).map_or(0, |region| shade(region.colour));
    let bubble =
        side::is_green(panel) || !stage.dark && stage.bare > 350 && shade(panel.colour) > ground + 15;
    let nobodys = sided.side == Side::Unknown && !bubble;
    // What the title or the bar leaves of a card is none.
    let cut = stage.cuts(panel.rect, stage.em / 2);
    let wide = panel.rect.width() > stage.em * 10;
    centred && low && !panel.lines.is_empty() && panel.even && (nobodys && !(cut && wide) || says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::{
        chat::picture::tests::{plain, rect},
        sketch::Sketch,
    };

    #[test]
    fn a_label_is_cut_where_it_is_lower_than_others_like_it() {
        let stage = plain(&[(rect(90, 0, 60, 9), [150; 3])]);
        let bare = plain(&[(rect(90, 1, 60, 7), [150; 3]), (rect(90, 228, 60, 11), [150; 3])]);
        let foot = plain(&[(rect(90, 230, 60, 10), [150; 3])]);
        let others = [([90, 80, 60, 11], "周三 晚上9:19"), ([90, 160, 60, 11], "周四 晚上9:38")];
        let cut_on = |stage: &Stage, bounds: [u32; 4], text: &str| {
            Sketch::new(240, 240).line(bounds, text).lines(&others).show(|page| {
                let (own, labels): (Vec<&Line>, Vec<&Line>) =
                    page.lines.iter().partition(|line| line.read.bounds == bounds);
                is_sliced(stage, own[0], &labels)
            })
        };
        let cut = |bounds: [u32; 4], text: &str| cut_on(&stage, bounds, text);
        assert!(!cut_on(&bare, [90, 1, 60, 9], "周一 23:33"), "it is lower, and ends below the title");
        assert!(cut_on(&foot, [90, 230, 60, 9], "周二 晚上8:27"));
        assert!(!cut_on(&bare, [90, 228, 60, 9], "周一 23:33"));
        assert!(cut([90, 1, 60, 9], "周二 晚上8:27"), "a stroke less is another day");
        assert!(!cut([90, 1, 60, 11], "周三 晚上8:27"));
        assert!(!cut([90, 40, 60, 9], "周三 晚上8:27"), "no edge is near");
        assert!(!cut([105, 1, 30, 9], "15:03"), "digits are lower than characters");
    }

    #[test]
    fn a_label_may_stand_on_a_tinted_pill_and_not_on_a_part_of_a_picture() {
        let on = |drawn: &[(Rect, [u8; 3])]| {
            let stage = plain(drawn);
            let page = Sketch::new(240, 240).line([105, 100, 30, 11], "20:24");
            page.show(|page| is_on_pill(&stage, &page.lines[0]))
        };
        const TINTED: [u8; 3] = [40, 90, 60];
        assert!(on(&[(rect(101, 96, 38, 19), TINTED)]));
        assert!(!on(&[(rect(60, 60, 120, 60), [150, 60, 90]), (rect(100, 96, 24, 16), TINTED)]));
        assert!(!on(&[(rect(20, 60, 200, 90), TINTED)]), "as large as a picture");
    }
}
