//! Rows in the middle of a conversation that were not read at first: labels and notices are small, and what stands beside
//! them may hide them from the engine. Each is looked at once more.

use super::{
    canvas::Rect,
    page::{Line, Page},
    stage::{PAPER, Stage},
};
use std::{io, ops::Range};

/// So many rows of a page are looked at again, at most.
const MOST: usize = 24;
/// From this confidence on, in thousandths, what a second look reads is written there.
const SURE: u16 = 850;

/// The lines that a second look finds.
///
/// # Errors
/// The engine failed.
pub(super) fn lines(stage: &Stage, page: &Page<'_>) -> io::Result<Vec<Line>> {
    let mut found = Vec::new();
    for rect in rows(stage, &page.lines).into_iter().take(MOST) {
        let again = page.engine.look_again(page.pixels, rect.bounds())?.map(Line::new);
        let written = |line: &Line| {
            line.read.confidence >= SURE && line.folded.chars().filter(|c| c.is_alphanumeric()).count() > 1
        };
        found.extend(again.filter(written));
    }
    Ok(found)
}

/// Where something low stands alone in the middle of the ground and no line was read: frames on the picture.
fn rows(stage: &Stage, lines: &[Line]) -> Vec<Rect> {
    let (canvas, em) = (&stage.canvas, (stage.em / stage.canvas.factor as i32).max(4));
    if stage.ground == PAPER || stage.bare <= 350 {
        return Vec::new();
    }
    let content = canvas.small(stage.content);
    let read: Vec<Range<i32>> = lines
        .iter()
        .map(|line| canvas.small(Rect::of_bounds(line.read.bounds)))
        .map(|rect| rect.y0..rect.y1)
        .collect();
    let mut found = Vec::new();
    let mut run: Option<Rect> = None;
    for y in content.y0 + em / 4..content.y1 {
        let mut drawn =
            (content.x0 + em / 4..content.x1 - em / 4).filter(|x| canvas.region(*x, y) != stage.ground);
        if let Some(first) = drawn.next() {
            let row = Rect { x0: first, y0: y, x1: drawn.next_back().unwrap_or(first) + 1, y1: y + 1 };
            run = Some(run.map_or(row, |above| above.with(row)));
            continue;
        }
        let Some(rect) = run.take() else { continue };
        let low = (em * 4 / 10..em * 19 / 10).contains(&rect.height());
        let centred = (rect.middle().0 - content.middle().0).abs() < em && rect.width() > em * 3 / 2;
        let free = read.iter().all(|rows| rows.end <= rect.y0 || rows.start >= rect.y1);
        if low && centred && free && rect.y0 > content.y0 + em / 4 {
            let grown = Rect {
                x0: rect.x0 - em / 2,
                y0: rect.y0 - em / 4,
                x1: rect.x1 + em / 2,
                y1: rect.y1 + em / 4,
            };
            found.push(canvas.large(grown));
        }
    }
    found
}
