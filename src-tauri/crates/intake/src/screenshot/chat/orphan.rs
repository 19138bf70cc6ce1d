//! Pictures whose ground is that of the conversation, as a screen of a chat that was sent as a picture: nothing frames them, so
//! only their parts are seen. An avatar beside which no message begins tells them.

use super::{even::in_margin, mask::Mask, middle::is_label, panel::Panel, picture};
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
    let labels = lines
        .iter()
        .filter(|line| is_label(line))
        .filter(|line| stage.off_middle(line.middle().0 as i32) * 2 <= em);
    let tops: Vec<i32> = labels
        .map(|line| line.top() as i32 - em / 4)
        .chain(avatars.iter().map(|avatar| avatar.y0))
        .chain(explained.iter().map(|rect| rect.y0))
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
        of(panel).is_some() || !found.iter().any(|whole| whole.rect.covers(panel.rect, em / 2))
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
