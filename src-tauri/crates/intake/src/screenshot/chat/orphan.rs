//! Pictures whose ground is that of the conversation, as a screen of a chat that was sent as a picture: nothing frames them, so
//! only their parts are seen. An avatar beside which no message begins tells them.

use super::{
    even::in_margin,
    mask::Mask,
    panel::{Panel, holds, is_bubble_colour},
    picture,
};
use crate::screenshot::{canvas::Rect, page::Line, stage::Stage};

/// So many parts make a picture.
const PARTS: usize = 3;

/// Adds the pictures beside avatars that no panel explains, in place of panels that are parts of them.
pub(super) fn find(stage: &Stage, panels: &mut Vec<Panel>, lines: &[Line]) {
    let (em, content) = (stage.em, stage.content);
    let avatars = avatars(stage);
    let of = |panel: &Panel| avatars.iter().copied().find(|avatar| begins_beside(panel, *avatar, stage));
    // Where nothing stands beside any square they are none.
    if !panels.iter().any(|panel| of(panel).is_some()) {
        return;
    }
    let explained: Vec<Rect> =
        panels.iter().filter(|panel| of(panel).is_some()).map(|panel| panel.rect).collect();
    // Labels and notices stand in the middle; what says something on a bubble is a message, whether its avatar was found or not.
    let middle = lines.iter().filter(|line| stage.off_middle(line.middle().0 as i32) * 2 <= em);
    let worded =
        |panel: &Panel| is_bubble_colour(panel.colour) && lines.iter().any(|line| holds(panel.rect, line));
    let tops: Vec<i32> = middle
        .map(|line| line.top() as i32 - em / 4)
        .chain(avatars.iter().map(|avatar| avatar.y0))
        .chain(explained.iter().map(|rect| rect.y0))
        .chain(panels.iter().filter(|panel| worded(panel)).map(|panel| panel.rect.y0))
        .collect();
    let mut found = Vec::new();
    for avatar in &avatars {
        if panels.iter().any(|panel| begins_beside(panel, *avatar, stage)) {
            continue;
        }
        let end = tops.iter().copied().filter(|top| *top > avatar.y0 + em).min().unwrap_or(content.y1);
        let columns = (content.x0 + em * 36 / 10, content.x1 - em * 36 / 10);
        let place = Rect { x0: columns.0, y0: avatar.y0, x1: columns.1, y1: end.min(content.y1) };
        let small = stage.canvas.small(place);
        let mut mask = Mask::of_ground(stage, small);
        picture::bare(stage, lines).for_each(|line| mask.clear(line, 0));
        explained
            .iter()
            .for_each(|rect| mask.clear(stage.canvas.small(*rect), em / stage.canvas.factor as i32 / 2));
        let parts: Vec<Rect> = mask
            .blobs()
            .into_iter()
            .filter(|blob| blob.width().min(blob.height()) > 1)
            .map(|blob| stage.canvas.large(blob))
            .collect();
        let Some(rect) = parts.iter().copied().reduce(Rect::with) else { continue };
        if parts.len() >= PARTS
            && rect.width() > 3 * em
            && rect.height() > em * 5 / 2
            && !in_margin(stage, rect)
        {
            found.push(Panel { rect, colour: [0; 3], even: false, lines: Vec::new() });
        }
    }
    panels.retain(|panel| {
        of(panel).is_some()
            || worded(panel)
            || !found.iter().any(|whole| whole.rect.covers(panel.rect, em / 2))
    });
    panels.extend(found);
}

/// The squares in the columns of the avatars.
fn avatars(stage: &Stage) -> Vec<Rect> {
    let (em, content) = (stage.em, stage.content);
    let wide = em * 34 / 10;
    let strips = [(content.x0, content.x0 + wide), (content.x1 - wide, content.x1)];
    let mut found: Vec<Rect> = strips
        .into_iter()
        .flat_map(|(x0, x1)| {
            let strip = Rect { x0, x1, ..content };
            Mask::of_ground(stage, stage.canvas.small(strip)).blobs()
        })
        .map(|blob| stage.canvas.large(blob))
        .filter(|rect| {
            let square = (rect.width() - rect.height()).abs() * 6 < rect.width();
            square && (em * 18 / 10..em * 31 / 10).contains(&rect.width())
        })
        .collect();
    found.sort_by_key(|rect| rect.y0);
    found
}

/// Whether a panel begins beside an avatar, or below the name beside it.
fn begins_beside(panel: &Panel, avatar: Rect, stage: &Stage) -> bool {
    let (em, rect) = (stage.em, panel.rect);
    let level = (avatar.y0 - em / 2..avatar.y0 + em * 205 / 100).contains(&rect.y0);
    let gap = match avatar.middle().0 < stage.content.middle().0 {
        true => rect.x0 - avatar.x1,
        false => avatar.x0 - rect.x1,
    };
    // A sticker may begin further in.
    level && (-em / 2..em * 5).contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::{
        chat::picture::tests::{plain, rect},
        sketch::Sketch,
    };

    const FACE: [u8; 3] = [180, 90, 60];

    /// The panels of a screen with a message of the other's, and below it an avatar with these parts beside it.
    fn found(parts: &[(Rect, [u8; 3])], more: &[([u32; 4], &str)]) -> Vec<Rect> {
        let bubble = rect(46, 10, 60, 26);
        let faces = [(rect(6, 10, 26, 26), FACE), (rect(6, 60, 26, 26), FACE)];
        let drawn: Vec<_> =
            faces.into_iter().chain([(bubble, [255; 3])]).chain(parts.iter().copied()).collect();
        let stage = plain(&drawn);
        let page = Sketch::new(240, 240).line([52, 16, 46, 12], "好的").lines(more);
        page.show(|page| {
            let mut panels = vec![Panel { rect: bubble, colour: [255; 3], even: true, lines: Vec::new() }];
            find(&stage, &mut panels, &page.lines);
            panels.into_iter().skip(1).map(|panel| panel.rect).collect()
        })
    }

    #[test]
    fn parts_beside_an_avatar_without_a_message_are_a_picture() {
        let parts =
            [rect(48, 62, 12, 30), rect(66, 66, 30, 6), rect(66, 80, 40, 6)].map(|part| (part, [90; 3]));
        assert_eq!(found(&parts, &[]), [rect(48, 62, 58, 30)]);
        assert_eq!(found(&parts[..2], &[]), [], "two parts are none");
        let low = parts.map(|(part, colour)| (Rect { y0: part.y0 + 60, y1: part.y1 + 60, ..part }, colour));
        let notice = [([80, 100, 80, 12], "对方撤回了一条消息")];
        assert_eq!(found(&low, &notice), [], "what stands below a notice is none of it");
    }

    #[test]
    fn where_nothing_stands_beside_any_square_they_are_no_avatars() {
        let parts =
            [rect(48, 62, 12, 30), rect(66, 66, 30, 6), rect(66, 80, 40, 6)].map(|part| (part, [90; 3]));
        let stage = plain(&[&[(rect(6, 60, 26, 26), FACE)][..], &parts].concat());
        let mut panels = Vec::new();
        find(&stage, &mut panels, &[]);
        assert!(panels.is_empty());
    }
}
