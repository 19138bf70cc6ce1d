//! What messages stand on: the ground, its edge to a list of conversations, and whether it is a wallpaper.

use crate::screenshot::canvas::{Canvas, Rect, apart};

/// The region that reaches furthest: the ground of a conversation, whatever stands on it.
pub(super) fn widest(canvas: &Canvas) -> usize {
    let reach = |ix: &usize| {
        let region = &canvas.regions[*ix];
        let extent = i64::from(region.extent.width()) * i64::from(region.extent.height());
        // The rules between the panes of a window may hang together with one of them.
        (extent.min(i64::from(region.area) * 3), i64::from(region.area))
    };
    (0..canvas.regions.len()).max_by_key(reach).unwrap_or(0)
}

/// The pane of a conversation in a window whose list of conversations reaches further than it does: what takes most of the right
/// half, where what reaches furthest ends at its left.
pub(super) fn right_pane(canvas: &Canvas) -> Option<usize> {
    let furthest = canvas.regions.get(widest(canvas))?.extent;
    if furthest.x1 * 100 > canvas.width * 60 {
        return None;
    }
    let right = Rect { x0: furthest.x1, y0: 0, x1: canvas.width, y1: canvas.height };
    let region = canvas.ground(right);
    let extent = canvas.regions[region].extent;
    let fills = extent.width() * 10 >= right.width() * 8 && extent.height() * 10 >= canvas.height * 4;
    (fills && extent.x0 + 3 >= furthest.x1).then_some(region)
}

/// Whether a colour is one of dark mode.
pub(super) fn is_dark(colour: [u8; 3]) -> bool {
    colour.iter().map(|c| u32::from(*c)).sum::<u32>() < 3 * 96
}

/// Whether what seemed the ground is a part of a wallpaper: beside the avatars nothing stands on a plain ground, so the strips
/// along both edges are all of it.
pub(super) fn is_papered(canvas: &Canvas, content: Rect, ground: usize, em: i32) -> bool {
    let strip = |x0: i32| {
        let rows = Rect { x0, y0: content.y0 + 3 * em, x1: x0 + em * 4 / 10, y1: content.y1 - 3 * em };
        canvas.foreign(canvas.small(rows), ground)
    };
    let narrow = content.width() < 30 * em;
    narrow && (strip(content.x0 + em / 20) > 400 || strip(content.x1 - em * 4 / 10 - em / 20) > 400)
}

/// Whether the ground ends well above the end of the screen and no edge is there: a wallpaper that goes over into another
/// colour.
pub(super) fn fades(canvas: &Canvas, content: Rect) -> bool {
    let pane = canvas.small(content);
    if pane.y1 * 100 > canvas.height * 90 || pane.height() * 100 < canvas.height * 40 || pane.width() < 8 {
        return false;
    }
    let edge = |y: i32| {
        let changes = |x: &i32| apart(canvas.colour(*x, y), canvas.colour(*x, y + 2)) >= 3;
        (pane.x0..pane.x1).filter(changes).count() as i32 * 100 >= pane.width() * 50
    };
    !((pane.y1 - 3).max(0)..(pane.y1 + 3).min(canvas.height - 2)).any(edge)
}

/// The edge between a list of conversations and the pane of a window: the last column in the left half at which most rows
/// change; 0 where there is none.
pub(super) fn divider(canvas: &Canvas, content: Rect, em: i32) -> i32 {
    let pane = canvas.small(content);
    let limit = pane.x0 + pane.width() * 55 / 100;
    // On both sides of it is a margin: what stands at the left of a conversation changes from row to row.
    let is_plain = |x: i32, rows: &[i32]| {
        let colours: Vec<[u8; 3]> = rows.iter().map(|y| canvas.colour(x, *y)).collect();
        let like = |one: &[u8; 3]| colours.iter().filter(|other| apart(**other, *one) <= 6).count();
        colours.iter().map(like).max().is_some_and(|most| most * 10 >= colours.len() * 6)
    };
    // A ground that goes over into another colour changes beside it, too.
    let is_step = |x: i32, over: i32, y: &i32| {
        let same = |x: i32| {
            let (left, right) = (x.clamp(0, canvas.width - 1), (x + 1).clamp(0, canvas.width - 1));
            canvas.colour(left, *y) == canvas.colour(right, *y)
        };
        same(x - 1) && same(x + over)
    };
    let changes = |x: i32, over: i32| {
        // From the top to the bottom of the window: the edge of a tall bubble begins below the title.
        let changed = |y: &i32| apart(canvas.colour(x, *y), canvas.colour(x + over, *y)) >= 2;
        let rows: Vec<i32> = (0..canvas.height).filter(changed).collect();
        let Some((first, last)) = rows.first().zip(rows.last()) else { return false };
        let whole = *first * 100 <= canvas.height * 14 && *last * 100 >= canvas.height * 86;
        let steady = rows.windows(2).all(|pair| (pair[1] - pair[0]) * 100 <= canvas.height * 6);
        whole
            && steady
            && rows.len() as i32 * 100 >= canvas.height * 55
            && [0, over].iter().all(|by| is_plain(x + by, &rows))
            && (over == 1 || rows.iter().filter(|y| is_step(x, over, y)).count() * 2 > rows.len())
    };
    let least = (em / canvas.factor as i32).max(1) * 3;
    // A rule between both may be as dark as the row of the conversation that is shown, and blur into the column beside it.
    let find = |over: i32| {
        let mut columns = (pane.x0 + least..limit.min(canvas.width - over)).rev();
        columns.find(|x| changes(*x, over)).map(|x| (x + over) * canvas.factor as i32)
    };
    match (find(1), find(2)) {
        (Some(one), Some(two)) if two <= one + 2 * canvas.factor as i32 => one,
        (one, two) => one.max(two).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::port::Pixels;

    const WIDTH: i32 = 120;
    const HEIGHT: i32 = 200;

    fn drawn(colour: impl Fn(i32, i32) -> u8) -> Canvas {
        let at = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let rgb: Vec<u8> = at.flat_map(|(x, y)| [colour(x, y); 3]).collect();
        Canvas::new(Pixels { rgb: &rgb, width: WIDTH as u32 }, 1)
    }

    fn whole() -> Rect {
        Rect { x0: 0, y0: 0, x1: WIDTH, y1: HEIGHT }
    }

    #[test]
    fn a_wallpaper_fades_where_a_bar_has_an_edge() {
        let upper = Rect { y1: 120, ..whole() };
        let fading = drawn(|_, y| if y < 110 { 237 } else { (237 - (y - 110)).max(120) as u8 });
        assert!(fades(&fading, upper), "goes over into another colour");
        let bar = drawn(|_, y| if y < 120 { 237 } else { 247 });
        assert!(!fades(&bar, upper), "a bar begins there");
        assert!(!fades(&fading, Rect { y1: 190, ..whole() }), "goes on to the end of the screen");
        assert!(!fades(&fading, Rect { y1: 60, ..whole() }), "is too little to be the ground");
    }

    #[test]
    fn the_edge_of_a_list_has_a_margin_on_both_sides() {
        let em = 4;
        let list = drawn(|x, _| if x < 40 { 230 } else { 245 });
        assert_eq!(divider(&list, whole(), em), 40);
        let pane = |list: i32| {
            drawn(move |x, y| {
                if x < list {
                    230
                } else if y < 20 {
                    247
                } else {
                    238
                }
            })
        };
        assert!(right_pane(&pane(60)).is_some_and(|ix| pane(60).regions[ix].extent.y0 == 20));
        assert_eq!(right_pane(&pane(30)), None, "the pane reaches furthest");
        let ruled = drawn(|x, y| match (x, y) {
            (..40, 60..90) => 220,
            (..40, _) => 247,
            (40, 60..90) => 220,
            (40, _) => 238,
            _ => 237,
        });
        assert_eq!(
            divider(&ruled, whole(), em),
            41,
            "the rule is as dark as the row of the conversation shown"
        );
        let ramp = drawn(|x, _| 120 + x as u8);
        assert_eq!(divider(&ramp, whole(), em), 0, "a ground that goes over into another colour");
        // Avatars one below another change with every row, and nothing is plain beside them.
        let column = drawn(|x, y| if x < 40 { (y * 37 % 200) as u8 } else { 245 });
        assert_eq!(divider(&column, whole(), em), 0);
        let card = drawn(|x, y| if x < 40 || !(60..120).contains(&y) { 245 } else { 255 });
        assert_eq!(divider(&card, whole(), em), 0, "does not reach from the title to the foot");
        let right = drawn(|x, _| if x < 90 { 245 } else { 230 });
        assert_eq!(divider(&right, whole(), em), 0, "a list stands at the left");
    }

    #[test]
    fn a_wallpaper_shows_beside_the_avatars() {
        let em = 5;
        let plain = drawn(|_, _| 237);
        let ground = widest(&plain);
        assert!(!is_papered(&plain, whole(), ground, em));
        let photo = drawn(|x, y| if x > 110 { (y * 11 % 200) as u8 } else { 237 });
        assert!(is_papered(&photo, whole(), widest(&photo), em));
    }
}
