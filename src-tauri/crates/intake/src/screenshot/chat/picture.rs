//! Pictures of a conversation: photographs, stickers, videos, maps; what hangs together on the ground or on a card and is
//! not even in colour.

use super::panel::{Panel, holds, in_margin};
use crate::screenshot::{
    canvas::{Canvas, Rect, apart},
    page::Line,
    stage::Stage,
};

/// Pictures: what differs from the ground, hangs together, is no panel, no text on the ground and no avatar.
pub(super) fn find(stage: &Stage, panels: &[Panel], lines: &[Line]) -> Vec<Panel> {
    let (canvas, em) = (&stage.canvas, stage.em);
    let content = canvas.small(stage.content);
    let (width, height) = (content.width().max(0) as usize, content.height().max(0) as usize);
    let mut foreign = vec![false; width * height];
    for y in 0..height {
        for x in 0..width {
            foreign[y * width + x] =
                canvas.region(content.x0 + x as i32, content.y0 + y as i32) != stage.ground;
        }
    }
    let mut clear = |rect: Rect, grow: i32| {
        let small = canvas.small(rect);
        for y in (small.y0 - grow).max(content.y0)..(small.y1 + grow).min(content.y1) {
            for x in (small.x0 - grow).max(content.x0)..(small.x1 + grow).min(content.x1) {
                foreign[(y - content.y0) as usize * width + (x - content.x0) as usize] = false;
            }
        }
    };
    panels.iter().for_each(|panel| clear(panel.rect, 1));
    let bare = |line: &&Line| {
        let rect = canvas.small(Rect::of_bounds(line.read.bounds));
        canvas.foreign(Rect { y1: rect.y0 + 1, ..rect }, stage.ground) < 250
    };
    lines.iter().filter(bare).for_each(|line| clear(Rect::of_bounds(line.read.bounds), 0));
    let mut found = Vec::new();
    for blob in blobs(&mut foreign, width, height) {
        let small = Rect {
            x0: blob.x0 + content.x0,
            y0: blob.y0 + content.y0,
            x1: blob.x1 + content.x0,
            y1: blob.y1 + content.y0,
        };
        let rect = canvas.large(small);
        let wide = rect.width() > stage.content.width() * 94 / 100;
        if rect.width() >= em * 13 / 10 && rect.height() >= em * 12 / 10 && !in_margin(stage, rect) && !wide {
            found.push(blob_panel(stage, small, lines));
        }
    }
    found
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

/// Rectangles of what hangs together in a mask (diagonally too); the mask is used up.
fn blobs(mask: &mut [bool], width: usize, height: usize) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    for start in 0..mask.len() {
        if !std::mem::take(&mut mask[start]) {
            continue;
        }
        let (x, y) = ((start % width) as i32, (start / width) as i32);
        let mut rect = Rect { x0: x, y0: y, x1: x + 1, y1: y + 1 };
        waiting.push(start);
        while let Some(at) = waiting.pop() {
            let (x, y) = (at % width, at / width);
            let (px, py) = (x as i32, y as i32);
            rect = rect.with(Rect { x0: px, y0: py, x1: px + 1, y1: py + 1 });
            for ny in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                for nx in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    if std::mem::take(&mut mask[ny * width + nx]) {
                        waiting.push(ny * width + nx);
                    }
                }
            }
        }
        found.push(rect);
    }
    found
}

/// What hangs together on a panel and is not its ground, text aside: pictures on a card.
pub(super) fn on_panel(stage: &Stage, panel: &Panel, lines: &[Line]) -> Vec<Rect> {
    let canvas = &stage.canvas;
    let small = canvas.small(panel.rect);
    let inner = Rect { x0: small.x0 + 2, y0: small.y0 + 2, x1: small.x1 - 2, y1: small.y1 - 2 };
    let (width, height) = (inner.width().max(0) as usize, inner.height().max(0) as usize);
    let Some(first) = panel.lines.first() else { return Vec::new() };
    let ground = canvas.ground(canvas.small(Rect::of_bounds(lines[*first].read.bounds)));
    let texts: Vec<Rect> =
        panel.lines.iter().map(|ix| canvas.small(Rect::of_bounds(lines[*ix].read.bounds))).collect();
    let mut foreign = vec![false; width * height];
    for y in 0..height {
        for x in 0..width {
            let at = (inner.x0 + x as i32, inner.y0 + y as i32);
            let on_text = texts.iter().any(|text| text.holds(at));
            foreign[y * width + x] = !on_text && canvas.region(at.0, at.1) != ground;
        }
    }
    let large = |blob: Rect| {
        canvas.large(Rect {
            x0: blob.x0 + inner.x0,
            y0: blob.y0 + inner.y0,
            x1: blob.x1 + inner.x0,
            y1: blob.y1 + inner.y0,
        })
    };
    let size = stage.em * 16 / 10;
    blobs(&mut foreign, width, height)
        .into_iter()
        .map(large)
        .filter(|rect| rect.width() >= size && rect.height() >= size)
        .collect()
}
