//! Whose side a panel is on: by the avatar beside it, by its edges, and last by its colour.

use super::{
    card::is_warm,
    panel::{Panel, is_bubble_colour},
};
use crate::screenshot::{
    canvas::Rect,
    stage::{PAPER, Stage},
};
use juzheng_model::Side;

/// A panel's side and what tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sided {
    /// Me on the right, the other on the left; `Unknown` where nothing tells.
    pub(super) side: Side,
    /// Whether its avatar is there.
    pub(super) avatar: bool,
    /// Whether more than the colour tells it.
    pub(super) sure: bool,
}

/// The sides of panels, in their order.
pub(super) fn of(stage: &Stage, panels: &[Panel]) -> Vec<Sided> {
    let seen: Vec<(u32, u32)> = panels.iter().map(|panel| avatars(stage, panel.rect)).collect();
    let (left, right) = match stage.ground {
        PAPER => even_margins(stage, panels),
        _ => margins(stage, panels, &seen),
    };
    let mut sides: Vec<Sided> =
        panels.iter().zip(&seen).map(|(panel, seen)| sided(stage, panel, *seen, left, right)).collect();
    // What a menu or button hides a part of may end elsewhere, and its avatar be gone.
    for (panel, side) in panels.iter().zip(&mut sides).filter(|(panel, _)| stage.is_under(panel.rect)) {
        let mine = panel.even && is_green(panel);
        side.sure &= side.avatar && !mine;
        side.side = if mine { Side::Me } else { side.side };
    }
    // Where what is surely mine is green and nothing of the other's is, the colours are WeChat's own and tell sides too.
    let green_of = |side: Side| {
        let surely =
            panels.iter().zip(&sides).filter(move |(panel, s)| s.sure && s.side == side && panel.even);
        surely.filter(|(panel, _)| is_green(panel)).count()
    };
    if green_of(Side::Me) > 0 && green_of(Side::Other) == 0 {
        // A card of money and a picture have the same colours on both sides.
        let bubble = |panel: &Panel| is_bubble_colour(panel.colour) || is_green(panel);
        // The transcript of a voice message is as light as the other's bubbles, and may be all that is seen of one of mine.
        let hidden = |panel: &Panel, side: &Sided| {
            let high = panel.rect.y0 <= stage.content.y0 + stage.em * 3 / 2;
            !side.avatar && !is_green(panel) && (high || stage.is_under(panel.rect))
        };
        let told: Vec<bool> = panels
            .iter()
            .zip(&sides)
            .map(|(panel, side)| {
                panel.even && !is_warm(panel.colour) && bubble(panel) && !hidden(panel, side)
            })
            .collect();
        for ((panel, side), told) in panels.iter().zip(&mut sides).zip(told) {
            // What a wallpaper seems to show beside it tells less than its green.
            if told && !side.sure && is_green(panel) {
                side.side = Side::Me;
            }
            side.sure |= told && side.side != Side::Unknown;
        }
    }
    sides
}

/// How much of the columns left and right of a panel's first rows is taken, in thousandths.
fn avatars(stage: &Stage, rect: Rect) -> (u32, u32) {
    let (em, content) = (stage.em, stage.content);
    let bottom = (rect.y0 + em * 12 / 10).min(rect.y1.max(rect.y0 + em * 5 / 10));
    let top = (rect.y0 - em / 4).max(content.y0);
    // What the title cuts has only the rest of its avatar beside it.
    let bottom = if rect.y0 <= content.y0 + em / 2 { bottom.min(top + em * 3 / 10) } else { bottom };
    let taken = |x0: i32, x1: i32| {
        if x1 - x0 < em {
            return 0;
        }
        let (canvas, rect) = (&stage.canvas, Rect { x0, y0: top, x1, y1: bottom.max(top + 2) });
        match stage.bare > 350 {
            true => canvas.foreign(canvas.small(rect), stage.ground),
            // On a wallpaper everything is foreign: an avatar has edges.
            false => (canvas.edges(canvas.small(rect)) * 4).min(1_000),
        }
    };
    let reach = em * 42 / 10;
    let left = taken((rect.x0 - em * 4 / 10 - reach).max(content.x0), rect.x0 - em * 4 / 10);
    let right = taken(rect.x1 + em * 4 / 10, (rect.x1 + em * 4 / 10 + reach).min(content.x1));
    (left, right)
}

const AVATAR: u32 = 240;

/// How far from the edges of the pane panels with an avatar begin: the usual distance on each side.
fn margins(stage: &Stage, panels: &[Panel], seen: &[(u32, u32)]) -> (i32, i32) {
    // A sticker may begin further in.
    let middle = |mut all: Vec<i32>| {
        all.sort_unstable();
        all.get(all.len().saturating_sub(1) / 2).copied()
    };
    let at = |right: bool| {
        let of_side = panels.iter().zip(seen).filter(|(_, (l, r))| match right {
            false => *l > AVATAR && l > r,
            true => *r > AVATAR && r > l,
        });
        let distance = |panel: &Panel| match right {
            false => panel.rect.x0 - stage.content.x0,
            true => stage.content.x1 - panel.rect.x1,
        };
        // There is room for an avatar, and not for another bubble.
        let room = stage.em * 3 / 2..stage.em * 8;
        middle(of_side.map(|(panel, _)| distance(panel)).filter(|away| room.contains(away)).collect())
    };
    let usual = stage.em * 36 / 10;
    let (left, right) = (at(false), at(true));
    (left.or(right).unwrap_or(usual), right.or(left).unwrap_or(usual))
}

/// The same on a wallpaper, where nobody can see avatars: the distance that most panels keep from one edge or the other, which
/// is the same on both sides.
fn even_margins(stage: &Stage, panels: &[Panel]) -> (i32, i32) {
    let (em, content) = (stage.em, stage.content);
    let all = panels.iter().flat_map(|panel| [panel.rect.x0 - content.x0, content.x1 - panel.rect.x1]);
    let near: Vec<i32> = all.filter(|away| (em * 5 / 2..em * 5).contains(away)).collect();
    let like = |away: i32| near.iter().filter(|other| (away - **other).abs() * 6 < em).count();
    let usual = near.iter().copied().max_by_key(|away| (like(*away), -away)).unwrap_or(em * 36 / 10);
    (usual, usual)
}

/// Whether it is of the green of my bubbles.
pub(super) fn is_green(panel: &Panel) -> bool {
    is_green_colour(panel.colour)
}

/// Whether a colour is the green of my bubbles.
pub(super) fn is_green_colour(colour: [u8; 3]) -> bool {
    let [red, green, blue] = colour.map(i32::from);
    green > red + 25 && green > blue + 25
}

fn sided(stage: &Stage, panel: &Panel, (l, r): (u32, u32), left: i32, right: i32) -> Sided {
    let em = stage.em;
    let off_left = (panel.rect.x0 - stage.content.x0 - left).abs();
    let off_right = (stage.content.x1 - panel.rect.x1 - right).abs();
    let near = em * 9 / 10;
    if stage.ground == PAPER {
        // A wallpaper has edges everywhere: where a panel stands tells more than what seems to stand beside it.
        let side = match () {
            () if off_left < em / 2 && off_right > off_left + em / 3 => Side::Other,
            () if off_right < em / 2 && off_left > off_right + em / 3 => Side::Me,
            () => Side::Unknown,
        };
        if side != Side::Unknown {
            let avatar = if side == Side::Other { l } else { r } > AVATAR;
            return Sided { side, avatar, sure: true };
        }
    }
    let by_avatar = match () {
        () if l > AVATAR && l > r + 120 && off_left < near * 2 => Some(Side::Other),
        () if r > AVATAR && r > l + 120 && off_right < near * 2 => Some(Side::Me),
        () => None,
    };
    if let Some(side) = by_avatar {
        return Sided { side, avatar: true, sure: stage.ground != PAPER };
    }
    let by_edge = match (off_left < near, off_right < near) {
        (true, false) => Some(Side::Other),
        (false, true) => Some(Side::Me),
        _ => None,
    };
    if let Some(side) = by_edge {
        return Sided { side, avatar: false, sure: true };
    }
    let is_green = panel.even && is_green(panel);
    if off_left < near && off_right < near {
        // A quotation has no tail, by which bubbles come nearer to their avatars.
        let off = |off: i32, away: i32, usual: i32| off.min((away - usual - em / 4).abs());
        let off_left = off(off_left, panel.rect.x0 - stage.content.x0, left);
        let off_right = off(off_right, stage.content.x1 - panel.rect.x1, right);
        let side = match () {
            () if is_green || off_left > off_right + em * 3 / 10 => Side::Me,
            () => Side::Other,
        };
        return Sided { side, avatar: false, sure: false };
    }
    // In a window, or where the picture is cut: far from one edge and near the other.
    let (dl, dr) = (panel.rect.x0 - stage.content.x0, stage.content.x1 - panel.rect.x1);
    let side = match () {
        () if dl < 6 * em && dr > dl + 5 * em => Side::Other,
        () if dr < 6 * em && dl > dr + 5 * em => Side::Me,
        () => Side::Unknown,
    };
    Sided { side, avatar: false, sure: side != Side::Unknown }
}
