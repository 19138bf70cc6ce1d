//! Panels: what stands on the ground of a conversation as one piece: bubbles, cards, pictures.

use super::{
    again,
    card::is_warm,
    even::{self, in_margin},
    join,
    middle::is_label,
    orphan, papered, picture, side,
};
use crate::screenshot::{
    canvas::{Rect, apart, spread},
    page::Line,
    stage::Stage,
};

/// How far the haze of a JPEG reaches in pixels: its squares of colour have sixteen.
const HAZE: i32 = 14;

/// One piece on the ground.
#[derive(Debug, Clone)]
pub(in crate::screenshot) struct Panel {
    /// Its extent, in pixels of the picture.
    pub(in crate::screenshot) rect: Rect,
    /// Its colour; of a picture that of one of its pixels.
    pub(in crate::screenshot) colour: [u8; 3],
    /// Whether it is even in colour, as bubbles and cards are; else it is a picture.
    pub(in crate::screenshot) even: bool,
    /// Indices of the lines that stand on it, in reading order.
    pub(in crate::screenshot) lines: Vec<usize>,
}

impl Panel {
    /// Whether it is a strip without a word under the title or above the bar below: what they leave of something.
    pub(super) fn is_slice(&self, stage: &Stage) -> bool {
        self.lines.is_empty() && stage.cuts(self.rect, stage.em / 2) && self.rect.height() < 2 * stage.em
    }
}

/// The panels of a conversation from the top down.
pub(super) fn find(stage: &Stage, lines: &[Line]) -> Vec<Panel> {
    found(stage, lines, orphan::find)
}

/// The panels of a page from the top down on which avatars stand beside bare words.
pub(in crate::screenshot) fn find_among_rows(stage: &Stage, lines: &[Line]) -> Vec<Panel> {
    found(stage, lines, |_, _, _| ())
}

/// The panels of a page from the top down, with what `orphans` adds on a plain ground.
fn found(stage: &Stage, lines: &[Line], orphans: fn(&Stage, &mut Vec<Panel>, &[Line])) -> Vec<Panel> {
    let mut panels = even::find(stage, lines);
    join::stack(&mut panels, lines, stage.em);
    drop_inner(&mut panels, stage.em);
    if stage.bare > 350 {
        panels.retain(|panel| stands_free(stage, panel, lines));
        let wholes = picture::wholes(stage, &panels, lines);
        panels.retain(|panel| !wholes.iter().any(|whole| whole.rect.covers(panel.rect, stage.em / 4)));
        panels.extend(wholes);
        let wordless = |panel: &Panel| lines.iter().all(|line| !holds(panel.rect, line));
        // Cards of money are wide: what is as warm is the face of a sticker.
        panels
            .retain(|panel| !(is_warm(panel.colour) && panel.rect.width() < stage.em * 6 && wordless(panel)));
        let pictures = picture::find(stage, &panels, lines);
        // What is even in a picture is part of it.
        panels.retain(|panel| {
            let inner =
                |other: &Panel| other.rect != panel.rect && other.rect.covers(panel.rect, stage.em / 4);
            !wordless(panel) || !pictures.iter().any(inner)
        });
        panels.extend(pictures);
        let shown = picture::shown(stage, &panels, lines);
        panels.extend(shown);
        orphans(stage, &mut panels, lines);
        join::cards(&mut panels, stage.em);
        join::maps(stage, &mut panels, lines);
        join::feet(&mut panels, lines, stage.em);
    } else {
        // On a wallpaper anything can be even by chance: a panel there holds text and is a clean rectangle.
        let worded = |panel: &Panel| lines.iter().any(|line| holds(panel.rect, line));
        let edges: Vec<Rect> = panels.iter().filter(|panel| worded(panel)).map(|panel| panel.rect).collect();
        panels.retain(|panel| worded(panel) || is_lone(stage, panel, &edges));
        let (known, others): (Vec<Panel>, Vec<Panel>) = panels.drain(..).partition(|panel| {
            let [red, green, blue] = panel.colour.map(i32::from);
            let of_a_bubble = green > red + 60 && green > blue + 40;
            is_bubble_colour(panel.colour) || is_warm(panel.colour) || of_a_bubble
        });
        // A card of money is wide and has several rows; what is as warm with one may be a moon with a name before it.
        let rows = |panel: &Panel| lines.iter().filter(|line| holds(panel.rect, line)).count();
        let known: Vec<Panel> = known
            .into_iter()
            .filter(|panel| {
                let wide = panel.rect.width() >= stage.em * 8;
                !is_warm(panel.colour) || rows(panel) > 1 || wide || stage.cuts(panel.rect, stage.em / 2)
            })
            .collect();
        let quoted: Vec<Panel> = others
            .into_iter()
            .filter(|panel| {
                known.iter().any(|above| is_under(above, panel, stage.em))
                    || is_slip(panel, &known, lines, stage.em)
            })
            .collect();
        panels = known;
        panels.extend(quoted);
        panels.extend(papered::find(stage, &panels, lines));
    }
    let strips = strips(stage, &panels, lines);
    panels.extend(strips);
    for (ix, line) in lines.iter().enumerate() {
        // A label in the middle of the screen stands on no picture, however far the frame of one reaches.
        let middle = stage.off_middle(line.middle().0 as i32) * 2 <= stage.em;
        let aside = |panel: &Panel| stage.off_middle(panel.rect.middle().0) > stage.em;
        let label = middle && is_label(line);
        // The frame of a drawing may take in a bubble with the avatar beside it.
        let tall = line.height() as i32 > stage.em * 26 / 10;
        let around = |panel: &Panel| {
            let frame = Rect::of_bounds(line.read.bounds);
            panel.even && tall && !panel.rect.covers(frame, stage.em / 2)
        };
        // The smallest panel that holds it.
        let of = panels.iter_mut().filter(|panel| {
            holds(panel.rect, line) && (panel.even || !label || !aside(panel)) && !around(panel)
        });
        if let Some(panel) = of.min_by_key(|panel| panel.rect.width() * panel.rect.height()) {
            panel.lines.push(ix);
        }
    }
    drop_names(&mut panels, lines, stage.em);
    drop_avatars(&mut panels, stage.em);
    panels.retain(|panel| !is_button(stage, panel, lines) && !is_failed(panel, stage.em));
    for panel in panels.iter_mut().filter(|panel| panel.even) {
        // A text bubble begins with its text; a drawing with words below it is a picture.
        let top = panel.lines.iter().map(|ix| lines[*ix].top() as i32).min();
        let begins = top.is_none_or(|top| top - panel.rect.y0 < stage.em * 26 / 10);
        // Nor is what an engine reads from strokes taller than two lines.
        let tall = |ix: &usize| lines[*ix].height() as i32 > stage.em * 26 / 10;
        let drawing = !panel.lines.is_empty() && panel.lines.iter().all(tall);
        // Bubbles and cards have colours of their own; large letters on another one stand on a picture.
        let large = |ix: &usize| lines[*ix].height() as i32 > stage.em * 18 / 10;
        let known = spread(panel.colour) < 24
            || is_bubble_colour(panel.colour)
            || side::is_green_colour(panel.colour);
        let poster = !known && !is_warm(panel.colour) && panel.lines.iter().any(large) && stage.bare > 350;
        // The length of a video is all that is written on its picture.
        let small: Vec<&usize> = panel.lines.iter().filter(|ix| !tall(ix)).collect();
        let video = matches!(small[..], [one] if again::is_clock(&lines[*one].folded))
            && !known
            && panel.rect.height() > 4 * stage.em;
        // Cards of money are wide.
        let narrow = is_warm(panel.colour)
            && stage.bare > 350
            && panel.rect.width() < stage.em * 6
            && panel.lines.len() == 1;
        panel.even = begins && !(drawing && !is_warm(panel.colour)) && !poster && !narrow && !video;
    }
    panels.sort_by_key(|panel| (panel.rect.y0, panel.rect.x0));
    panels
}

/// Whether what seemed a plain ground is a wallpaper with something on it: bubbles that are flush with others stand on that and
/// not on the ground. WeChat's own grounds have no colour.
pub(in crate::screenshot) fn has_motif(stage: &Stage, lines: &[Line]) -> bool {
    let Some(ground) = stage.canvas.regions.get(stage.ground).filter(|ground| spread(ground.colour) > 24)
    else {
        return false;
    };
    let worded = |panel: &Panel| lines.iter().any(|line| holds(panel.rect, line));
    let bubble = |panel: &Panel| is_bubble_colour(panel.colour) && apart(panel.colour, ground.colour) > 20;
    let mut panels = even::find(stage, lines);
    panels.retain(|panel| worded(panel) && bubble(panel));
    let (free, within): (Vec<Panel>, Vec<Panel>) =
        panels.into_iter().partition(|panel| stands_free(stage, panel, lines));
    let flush = |a: Rect, b: Rect| (a.x0 - b.x0).abs() * 4 < stage.em || (a.x1 - b.x1).abs() * 4 < stage.em;
    within.iter().any(|panel| free.iter().any(|other| flush(panel.rect, other.rect)))
}

/// Takes from a picture the name that stands between it and the next bubble, where both run into one another.
fn drop_names(panels: &mut [Panel], lines: &[Line], em: i32) {
    let all: Vec<Rect> = panels.iter().map(|panel| panel.rect).collect();
    for panel in panels.iter_mut().filter(|panel| !panel.even && panel.rect.height() > em * 5) {
        let Some(last) = panel.lines.iter().copied().max_by_key(|ix| lines[*ix].bottom()) else { continue };
        let name = Rect::of_bounds(lines[last].read.bounds);
        let under = |next: &&Rect| {
            (-em / 8..em / 4).contains(&(next.y0 - panel.rect.y1))
                && (next.x0 - panel.rect.x0).abs() < em / 2
                && (name.x0 - next.x0).abs() < em / 2
        };
        let low = panel.rect.y1 - name.y1 < em / 4 && name.height() < em * 3 / 2;
        if low && all.iter().any(|next| under(&next)) {
            panel.rect.y1 = name.y0 - em / 6;
            panel.lines.retain(|ix| *ix != last);
        }
    }
}

/// Words on something even that the title or the bar below cuts to a strip.
fn strips(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let (em, canvas, content) = (stage.em, &stage.canvas, stage.content);
    let mut found: Vec<Panel> = Vec::new();
    for line in lines {
        let (x, y) = line.middle();
        let free = |panels: &[Panel]| panels.iter().all(|panel| !holds(panel.rect, line));
        if !content.holds((x as i32, y as i32)) || !free(panels) || !free(&found) {
            continue;
        }
        let region = canvas.ground(canvas.small(Rect::of_bounds(line.read.bounds)));
        let rect = canvas.large(canvas.regions[region].extent);
        let clear = region != stage.ground
            && stage.cuts(rect, em / 2)
            && rect.height() < 3 * em
            && rect.width() < content.width() * 94 / 100;
        if clear && !in_margin(stage, rect) && stage.bare > 350 {
            found.push(Panel { rect, colour: canvas.regions[region].colour, even: true, lines: Vec::new() });
        }
    }
    found
}

/// The button of the screen's own that says how many messages are new: it floats over the conversation at the right. With it
/// what is no more than a label and hangs together with it.
fn is_button(stage: &Stage, panel: &Panel, lines: &[Line]) -> bool {
    let words = panel.lines.iter().filter(|ix| panel.even || !is_label(&lines[**ix]));
    // The arrow before the words may be a line of its own.
    let whole: String = words.map(|ix| lines[*ix].folded.as_str()).collect();
    // It reaches the very edge, where no message does: what stands before the number is its arrow.
    let at_edge = panel.rect.x1 > stage.content.x1 - stage.em;
    let digits = whole.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let arrow = whole[..digits].chars().count();
    says_what_is_new(&whole) || at_edge && (1..=2).contains(&arrow) && says_what_is_new(&whole[digits..])
}

/// Whether words are those of the button for new messages: `^209条新消息`, `有人@我`.
fn says_what_is_new(words: &str) -> bool {
    // What the arrow comes out as.
    let arrow = |c: char| !c.is_alphanumeric() || ['へ', 'ヘ', '八', '人', '入'].contains(&c);
    let text = words.trim_start_matches(arrow);
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == ' ');
    let counted =
        bare.len() < text.len() && bare.starts_with('条') && bare.contains('消') && bare.chars().count() < 7;
    counted || matches!(text, "有人@我" | "有人@所有人")
}

/// The red mark beside a message that was not sent.
fn is_failed(panel: &Panel, em: i32) -> bool {
    let [red, green, blue] = panel.colour.map(i32::from);
    let (wide, high) = (panel.rect.width(), panel.rect.height());
    red > 180 && red - green > 90 && red - blue > 90 && wide < em * 2 && high < em * 2
}

/// Takes out squares (and parts of them) without text that stand beside the first rows of something wider: avatars away from
/// the edges.
fn drop_avatars(panels: &mut Vec<Panel>, em: i32) {
    let all: Vec<Rect> = panels.iter().map(|panel| panel.rect).collect();
    let is_avatar = |panel: &Panel| {
        let rect = panel.rect;
        // Of one in two colours each half may be a panel.
        let square = (rect.width() - rect.height()).abs() * 4 < rect.width() || rect.height() < rect.width();
        let size = (em * 14 / 10..em * 34 / 10).contains(&rect.width());
        let beside = |other: &&Rect| {
            let gap = (other.x0 - rect.x1).max(rect.x0 - other.x1);
            (0..em * 14 / 10).contains(&gap) && (other.y0 - rect.y0).abs() < em * 17 / 10
        };
        // A lone character in a bubble of mine is easily missed; its avatar stands right of it.
        let beside_face = || all.iter().any(|other| (0..em * 14 / 10).contains(&(other.x0 - rect.x1)));
        let bubble = is_bubble_colour(panel.colour) && side::is_green(panel) && beside_face();
        !bubble && square && size && panel.lines.is_empty() && all.iter().any(|other| beside(&other))
    };
    panels.retain(|panel| !is_avatar(panel));
}

pub(super) fn holds(rect: Rect, line: &Line) -> bool {
    let (x, y) = line.middle();
    rect.holds((x as i32, y as i32))
}

/// Takes out what lies in another panel: icons and pictures on cards.
fn drop_inner(panels: &mut Vec<Panel>, em: i32) {
    let all: Vec<Rect> = panels.iter().map(|panel| panel.rect).collect();
    let size = |rect: Rect| i64::from(rect.width()) * i64::from(rect.height());
    let inner = |rect: Rect| all.iter().any(|other| size(*other) > size(rect) && other.covers(rect, em / 4));
    panels.retain(|panel| !inner(panel.rect));
}

/// Whether a panel in which nothing was read is a bubble all the same: as low as one line, clean, and flush with others.
fn is_lone(stage: &Stage, panel: &Panel, others: &[Rect]) -> bool {
    let (em, rect) = (stage.em, panel.rect);
    let flush = |other: &Rect| (rect.x0 - other.x0).abs() < em / 3 || (rect.x1 - other.x1).abs() < em / 3;
    let low = (em * 18 / 10..em * 32 / 10).contains(&rect.height()) && rect.width() >= em * 14 / 10;
    low && is_bubble_colour(panel.colour) && others.iter().any(flush)
}

/// Whether a panel on a wallpaper is a picture of something written: rows on paper, flush with bubbles.
fn is_slip(panel: &Panel, known: &[Panel], lines: &[Line], em: i32) -> bool {
    let flush = |other: &Panel| {
        (panel.rect.x0 - other.rect.x0).abs() < em / 2 || (panel.rect.x1 - other.rect.x1).abs() < em / 2
    };
    let rows = lines.iter().filter(|line| holds(panel.rect, line)).count();
    rows > 2 && panel.rect.height() > 5 * em && panel.rect.width() > 6 * em && known.iter().any(flush)
}

/// Whether a grey panel is the quotation under a bubble.
fn is_under(above: &Panel, panel: &Panel, em: i32) -> bool {
    let grey = spread(panel.colour) < 16;
    let (upper, lower) = (above.rect, panel.rect);
    let flush = (lower.x0 - upper.x0).abs() < em || (lower.x1 - upper.x1).abs() < em;
    grey && flush && (-em / 3..em * 7 / 10).contains(&(lower.y0 - upper.y1))
}

/// Whether a panel has the ground around it; a smooth part of a photograph has not.
fn stands_free(stage: &Stage, panel: &Panel, lines: &[Line]) -> bool {
    // Small bubbles have the haze of a JPEG close around them.
    let hazy = || {
        (is_bubble_colour(panel.colour) || side::is_green(panel))
            && lines.iter().any(|line| holds(panel.rect, line))
    };
    let further = || {
        [stage.em / 2, HAZE]
            .into_iter()
            .any(|away| has_ground_around(stage, panel.rect, away / stage.canvas.factor as i32))
    };
    has_ground_around(stage, panel.rect, 2) || hazy() && further()
}

/// Whether a rectangle has the ground around it at a distance in small pixels.
fn has_ground_around(stage: &Stage, rect: Rect, away: i32) -> bool {
    let (canvas, ground) = (&stage.canvas, stage.ground);
    let small = canvas.small(rect);
    let (x0, y0, x1, y1) = (small.x0 - away, small.y0 - away, small.x1 + away - 1, small.y1 + away - 1);
    let inside = |x: i32, y: i32| (0..canvas.width).contains(&x) && (0..canvas.height).contains(&y);
    let content = canvas.small(stage.content);
    let mut ring = Vec::new();
    ring.extend((x0..x1).flat_map(|x| [(x, y0), (x, y1)]));
    ring.extend((y0..y1).flat_map(|y| [(x0, y), (x1, y)]));
    // What the bars above and below cover cannot tell.
    ring.retain(|(x, y)| inside(*x, *y) && (content.y0..content.y1).contains(y));
    let free = ring.iter().filter(|(x, y)| canvas.region(*x, *y) == ground).count();
    free * 100 >= ring.len() * 62
}

/// Bubbles and cards of WeChat's, light and dark.
pub(super) fn is_bubble_colour(colour: [u8; 3]) -> bool {
    const KNOWN: [[u8; 3]; 14] = [
        [255, 255, 255],
        [149, 236, 105],
        [160, 232, 92],
        [169, 234, 122],
        [44, 44, 44],
        [35, 35, 35],
        [62, 181, 117],
        [38, 181, 104],
        [250, 157, 59],
        [253, 225, 195],
        [252, 222, 190],
        [232, 145, 55],
        [250, 160, 70],
        [244, 153, 60],
    ];
    KNOWN.iter().any(|known| apart(*known, colour) <= 20)
}

#[cfg(test)]
mod tests;
