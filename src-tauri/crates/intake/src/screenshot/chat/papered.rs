//! Pictures and stickers of a conversation that stands on a wallpaper, where nothing is the ground: told by the avatars.
//!
//! An avatar is a square with edges of its own in a column that is known from the bubbles. Where one stands and no bubble
//! begins beside it, something else does; its own edges say how far it reaches.

use super::panel::Panel;
use crate::screenshot::{
    canvas::{Canvas, Rect, apart},
    page::Line,
    stage::Stage,
};
use juzheng_model::Side;

/// From this on two pixels beside an edge differ.
const EDGE: u8 = 16;

/// The tops of the avatars beside these panels, by side, in pixels of the picture.
pub(super) fn avatars(stage: &Stage, panels: &[Panel]) -> Vec<(Side, i32)> {
    let of = |side: Side| {
        let tops = Column::of(stage, panels, side).map(|column| column.avatars(stage)).unwrap_or_default();
        tops.into_iter().map(move |top| (side, top * stage.canvas.factor as i32))
    };
    [Side::Other, Side::Me].into_iter().flat_map(of).collect()
}

/// The pictures beside avatars that no panel explains.
pub(super) fn find(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let mut found = Vec::new();
    // A label stands in the middle between two messages.
    let middle = |line: &&Line| stage.off_middle(line.middle().0 as i32) * 2 <= stage.em;
    let labels = lines.iter().filter(middle).filter(|line| super::middle::is_label(line));
    let low = lines.iter().filter(|line| line.height() as i32 <= stage.em * 3 / 2);
    let names: Vec<(i32, i32)> = low
        .map(|line| stage.canvas.small(Rect::of_bounds(line.read.bounds)))
        .map(|rect| (rect.x0, rect.y1))
        .collect();
    let labels: Vec<i32> =
        labels.map(|line| stage.canvas.small(Rect::of_bounds(line.read.bounds)).y0 - 3).collect();
    for side in [Side::Other, Side::Me] {
        let Some(column) = Column::of(stage, panels, side) else { continue };
        let tops = column.avatars(stage);
        let explained = |top: i32| {
            // A name may stand between the top of the avatar and its bubble.
            let beside = |panel: &&Panel| {
                (top - column.em / 2..top + column.em * 205 / 100).contains(&column.small(stage, panel).y0)
            };
            panels.iter().filter(|panel| column.holds(stage, panel)).any(|panel| beside(&panel))
        };
        for (ix, top) in tops.iter().copied().enumerate().filter(|(_, top)| !explained(*top)) {
            let below = panels.iter().map(|panel| column.small(stage, panel).y0);
            let below = below.chain(labels.iter().copied());
            let next = below.chain(tops[ix + 1..].iter().copied()).filter(|y| *y > top + column.em).min();
            let end = stage.canvas.small(stage.content).y1;
            let limit = next.unwrap_or(end).min(end);
            let above = names.iter().copied().filter(|(x, y)| column.is_name(*x, *y, top)).map(|(_, y)| y);
            // Under a name at the foot of the screen nothing is to be seen.
            let begins = above.filter(|y| y + column.em < limit).min().unwrap_or(top);
            let rect = column.picture(&stage.canvas, begins, limit);
            // Where a panel is known, nothing else stands.
            if panels.iter().any(|panel| overlaps(stage.canvas.small(panel.rect), rect)) {
                continue;
            }
            let colour = stage.canvas.colour(rect.middle().0, rect.middle().1);
            found.push(Panel { rect: stage.canvas.large(rect), colour, even: false, lines: Vec::new() });
        }
    }
    found
}

/// Whether two rectangles share more than their edges.
fn overlaps(a: Rect, b: Rect) -> bool {
    let area = |rect: Rect| rect.width() * rect.height();
    let (rows, columns) = (a.rows_shared(b), a.columns_shared(b));
    rows > 0 && columns > 0 && rows * columns * 8 > area(a).min(area(b))
}

/// The column of the avatars of one side; everything in small pixels.
struct Column {
    side: Side,
    em: i32,
    /// Where bubbles of this side begin: their edge towards the avatars.
    edge: i32,
    /// The side of an avatar.
    size: i32,
    /// Columns that lie within every avatar.
    core: (i32, i32),
}

impl Column {
    /// The column as the bubbles of this side show it; of a side without any, as those of the other do.
    fn of(stage: &Stage, panels: &[Panel], side: Side) -> Option<Column> {
        let content = stage.canvas.small(stage.content);
        let em = (stage.em / stage.canvas.factor as i32).max(4);
        let distance = |panel: &Panel, side: Side| {
            let rect = stage.canvas.small(panel.rect);
            if side == Side::Other { rect.x0 - content.x0 } else { content.x1 - rect.x1 }
        };
        let usual = |side: Side| {
            let all = panels.iter().map(|panel| distance(panel, side));
            let mut near: Vec<i32> = all.filter(|away| (em * 28 / 10..em * 48 / 10).contains(away)).collect();
            near.sort_unstable();
            near.get(near.len() / 2).copied()
        };
        let other = if side == Side::Other { Side::Me } else { Side::Other };
        let away = usual(side).or_else(|| usual(other))?;
        let (edge, core) = match side {
            Side::Other => (content.x0 + away, (content.x0 + em * 12 / 10, content.x0 + away - em * 11 / 10)),
            _ => (content.x1 - away, (content.x1 - away + em * 11 / 10, content.x1 - em * 12 / 10)),
        };
        let column = Column { side, em, edge, size: 0, core };
        let size = column.size_beside(stage, panels);
        (core.1 - core.0 >= em / 2).then_some(Column { size, ..column })
    }

    fn small(&self, stage: &Stage, panel: &Panel) -> Rect {
        stage.canvas.small(panel.rect)
    }

    /// Whether a panel begins at this column.
    fn holds(&self, stage: &Stage, panel: &Panel) -> bool {
        let rect = self.small(stage, panel);
        let begins = if self.side == Side::Other { rect.x0 } else { rect.x1 };
        (begins - self.edge).abs() <= self.em
    }

    /// Whether a line that begins at `x` and ends at `bottom` is the name above what stands beside the avatar at `top`.
    fn is_name(&self, x: i32, bottom: i32, top: i32) -> bool {
        let flush = self.side == Side::Other && (x - self.edge).abs() < self.em;
        flush && (top + self.em / 2..top + self.em * 19 / 10).contains(&bottom)
    }

    /// How tall avatars are: beside known panels the usual distance from an edge at their top to one below.
    fn size_beside(&self, stage: &Stage, panels: &[Panel]) -> i32 {
        let canvas = &stage.canvas;
        let of = |panel: &Panel| {
            let y = self.small(stage, panel).y0;
            let tops = (y - self.em * 18 / 10..=y + self.em / 2).filter(|y| self.is_level(canvas, *y));
            // An avatar is as wide as it is tall: what is drawn on it ends above, the next one begins below.
            let size = |top: i32| {
                let sizes = (self.em * 18 / 10..=self.em * 31 / 10).rev();
                sizes
                    .filter(|size| self.is_level(canvas, top + size))
                    .filter_map(|size| Some(((self.width(canvas, top, size)? - size).abs(), size)))
                    .min_by_key(|(off, _)| *off)
                    .map(|(_, size)| size)
            };
            tops.filter_map(|top| Some((top, size(top)?)))
                .min_by_key(|(top, _)| (top - y).abs())
                .map(|(_, size)| size)
        };
        let mut sizes: Vec<i32> =
            panels.iter().filter(|panel| self.holds(stage, panel)).filter_map(of).collect();
        sizes.sort_unstable();
        sizes.get(sizes.len() / 2).copied().unwrap_or(self.em * 235 / 100)
    }

    /// Whether the picture changes from one row to the next over most of the core.
    fn is_level(&self, canvas: &Canvas, y: i32) -> bool {
        if y < 2 || y + 1 >= canvas.height {
            return false;
        }
        let changes = |x: &i32| apart(canvas.colour(*x, y - 1), canvas.colour(*x, y + 1)) >= EDGE;
        let of = self.core.1 - self.core.0;
        of > 0 && (self.core.0..self.core.1).filter(changes).count() as i32 * 10 >= of * 8
    }

    /// The tops of the avatars, from the top down.
    fn avatars(&self, stage: &Stage) -> Vec<i32> {
        let (canvas, content) = (&stage.canvas, stage.canvas.small(stage.content));
        let mut tops: Vec<i32> = Vec::new();
        for y in content.y0..content.y1 - self.size / 2 {
            let clear = tops.last().is_none_or(|last| y > last + self.size);
            let bottom = (y + self.size - 2..=y + self.size + 2).any(|y| self.is_level(canvas, y));
            if clear && self.is_level(canvas, y) && bottom && self.has_sides(canvas, y, self.size) {
                tops.push(y + 1);
            }
        }
        tops
    }

    /// Whether both sides of the square of this size below this row are edges.
    fn has_sides(&self, canvas: &Canvas, top: i32, size: i32) -> bool {
        self.width(canvas, top, size).is_some()
    }

    /// How far apart the edges at both sides of so many rows below this one stand.
    fn width(&self, canvas: &Canvas, top: i32, size: i32) -> Option<i32> {
        let rows = top + 3..top + size - 3;
        let (inner, outer) = match self.side {
            Side::Other => ((self.core.1, self.edge - 2), (self.core.0 - self.em * 11 / 10, self.core.0 - 1)),
            _ => ((self.edge + 2, self.core.0), (self.core.1 + 1, self.core.1 + self.em * 11 / 10)),
        };
        let side = |(from, to): (i32, i32)| {
            let most = (from..=to).map(|x| (upright(canvas, x, rows.clone()), x)).max();
            most.filter(|(share, _)| *share >= 70).map(|(_, x)| x)
        };
        Some((side(inner)? - side(outer)?).abs())
    }

    /// What stands beside an avatar, as far as its edges show.
    fn picture(&self, canvas: &Canvas, top: i32, limit: i32) -> Rect {
        let em = self.em;
        let away = |by: i32| if self.side == Side::Other { self.edge + by } else { self.edge - by };
        let span = |from: i32, to: i32| Rect { x0: from.min(to), y0: top, x1: from.max(to), y1: limit };
        let head = top + em * 17 / 10..(top + em * 35 / 10).min(limit);
        // A card is as wide as bubbles get.
        let far = (em * 25 / 10..em * 18).map(away).filter(|x| (2..canvas.width - 2).contains(x));
        let side = far.map(|x| (upright(canvas, x, head.clone()), x)).max();
        let lowest = (top + em * 6).min(limit - em / 2).max(top + em);
        let Some((_, far)) = side.filter(|(share, _)| *share >= 80) else {
            // Nothing rectangular: a sticker, as large as most are.
            return Rect { y1: lowest, ..span(self.edge, away(em * 6)) };
        };
        // Down as far as either side goes on.
        let goes_on = |y: i32| {
            [self.edge, far].into_iter().any(|edge| {
                (edge - 2..=edge + 2).any(|x| {
                    let x = x.clamp(1, canvas.width - 2);
                    apart(canvas.colour(x - 1, y), canvas.colour(x + 1, y)) >= EDGE
                })
            })
        };
        let mut bottom = head.end.min(canvas.height);
        let mut missed = 0;
        for y in head.end..limit.min(canvas.height) {
            missed = if goes_on(y) { 0 } else { missed + 1 };
            if missed > 3 {
                break;
            }
            bottom = y + 1 - missed;
        }
        Rect { y1: bottom.max(top + em), ..span(self.edge, far) }
    }
}

/// How many of these rows change from left to right at a column, in hundredths.
pub(super) fn upright(canvas: &Canvas, x: i32, rows: std::ops::Range<i32>) -> i32 {
    let rows = rows.start.max(0)..rows.end.min(canvas.height);
    if rows.is_empty() || x < 1 || x + 1 >= canvas.width {
        return 0;
    }
    let changes = |y: &i32| apart(canvas.colour(x - 1, *y), canvas.colour(x + 1, *y)) >= EDGE;
    let all = rows.len() as i32;
    rows.filter(changes).count() as i32 * 100 / all
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::{port::Pixels, screen::Device};

    const WIDTH: i32 = 240;
    const HEIGHT: i32 = 300;

    /// Squares and rectangles on a wallpaper that runs from one colour to another.
    fn papered(drawn: &[(Rect, [u8; 3])]) -> Stage {
        let mut rgb = Vec::new();
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let paper = [(120 + y / 4) as u8, (90 + x / 4) as u8, 160];
                let on = drawn.iter().rev().find(|(rect, _)| rect.holds((x, y)));
                rgb.extend(on.map_or(paper, |(_, colour)| *colour));
            }
        }
        Stage {
            canvas: Canvas::new(Pixels { rgb: &rgb, width: WIDTH as u32 }, 1),
            em: 11,
            content: Rect { x0: 0, y0: 0, x1: WIDTH, y1: HEIGHT },
            ground: 0,
            bare: 0,
            dark: false,
            device: Device::Android,
            title: None,
            clock: None,
            input_bar: true,
            choosing: 0,
            pane_only: false,
            overlays: Vec::new(),
        }
    }

    fn rect(x0: i32, y0: i32, wide: i32, high: i32) -> Rect {
        Rect { x0, y0, x1: x0 + wide, y1: y0 + high }
    }

    #[test]
    fn a_picture_is_found_by_its_avatar_and_ends_where_its_edges_do() {
        let (white, face) = ([255; 3], [30, 60, 40]);
        let bubble = rect(40, 20, 90, 26);
        let photo = rect(40, 80, 70, 90);
        let mine = rect(WIDTH - 40 - 60, 200, 60, 70);
        let stage = papered(&[
            (rect(8, 20, 26, 26), face),
            (bubble, white),
            (rect(8, 80, 26, 26), face),
            (photo, [40, 160, 200]),
            (rect(WIDTH - 34, 200, 26, 26), face),
            (mine, [220, 210, 40]),
        ]);
        let panel = |rect| Panel { rect, colour: white, even: true, lines: Vec::new() };
        let found: Vec<Rect> = find(&stage, &[panel(bubble)], &[]).iter().map(|panel| panel.rect).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        for (found, want) in found.iter().zip([photo, mine]) {
            let edges = [found.x0 - want.x0, found.y0 - want.y0, found.x1 - want.x1, found.y1 - want.y1];
            assert!(edges.iter().all(|off| off.abs() <= 3), "{found:?} is not {want:?}");
        }
        let explained = [panel(bubble), panel(photo), panel(mine)];
        assert!(find(&stage, &explained, &[]).is_empty(), "what is known is not found again");
        assert!(find(&stage, &[], &[]).is_empty(), "without a bubble nothing shows where avatars stand");
    }

    #[test]
    fn what_is_drawn_on_an_avatar_does_not_say_how_tall_it_is() {
        let avatar = |y: i32, on: &mut Vec<(Rect, [u8; 3])>| {
            on.push((rect(8, y, 26, 26), [30, 120, 60]));
            on.push((rect(10, y + 17, 22, 9), [230, 240, 230]));
        };
        let mut drawn = Vec::new();
        // Names stand above the bubbles, which begin where the shoulders on the avatars do.
        let bubbles = [rect(40, 36, 90, 26), rect(40, 86, 90, 26)];
        [20, 70, 120].into_iter().for_each(|y| avatar(y, &mut drawn));
        let photo = rect(40, 130, 80, 70);
        drawn.extend(bubbles.map(|bubble| (bubble, [255; 3])));
        drawn.push((photo, [40, 160, 200]));
        let panels = bubbles.map(|rect| Panel { rect, colour: [255; 3], even: true, lines: Vec::new() });
        let found: Vec<Rect> = find(&papered(&drawn), &panels, &[]).iter().map(|panel| panel.rect).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].columns_shared(photo) > 70 && found[0].rows_shared(photo) > 60, "{found:?}");
    }
}
