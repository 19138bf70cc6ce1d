//! Rows in the middle of a conversation that were not read at first: labels and notices are small, and what stands beside
//! them may hide them from the engine. Each is looked at once more.

use super::{
    canvas::Rect,
    label::{self, Day},
    page::{Line, Page},
    stage::{PAPER, Stage},
    status_bar,
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

/// Labels of which only a part was read: what stands in the middle reaches as far on both sides of it. Each with the line in
/// whose place it comes.
///
/// # Errors
/// The engine failed.
pub(super) fn labels(stage: &Stage, page: &Page<'_>) -> io::Result<Vec<(usize, Line)>> {
    let (em, content) = (stage.em, stage.content);
    let (mut found, mut looks) = (Vec::new(), 0);
    for (ix, line) in page.lines.iter().enumerate() {
        let rect = Rect::of_bounds(line.read.bounds);
        let off = stage.off_middle(rect.middle().0);
        let (x, y) = rect.middle();
        let clock = line.folded.contains(':') && line.folded.ends_with(|c: char| c.is_ascii_digit());
        let near = content.holds((x, y)) && (em * 4 / 10..em * 3).contains(&off) && rect.height() < em * 2;
        let whole = off < em && label::parse(&line.folded).is_some_and(|label| label.day != Day::Unsaid);
        if !near || !clock || whole || line.folded.chars().count() > 12 || looks >= MOST {
            continue;
        }
        looks += 1;
        let other = 2 * content.middle().0 - if x > content.middle().0 { rect.x1 } else { rect.x0 };
        let whole = Rect { x0: rect.x0.min(other) - em / 4, x1: rect.x1.max(other) + em / 4, ..rect };
        let again = page.engine.look_again(page.pixels, whole.bounds())?.map(Line::new);
        let bare = |text: &str| text.replace(' ', "");
        let is_whole = |again: &Line| {
            again.least() >= SURE
                && again.folded.len() > line.folded.len()
                && bare(&again.folded).ends_with(&bare(&line.folded))
                && label::parse(&again.folded).is_some_and(|label| label.clock.is_some())
        };
        found.extend(again.filter(is_whole).map(|again| (ix, again)));
    }
    Ok(found)
}

/// The title of a telephone's screen on which none was read.
///
/// # Errors
/// The engine failed.
pub(super) fn title(stage: &Stage, page: &Page<'_>) -> io::Result<Option<Line>> {
    let place = if stage.title.is_none() { title_place(stage, &page.lines) } else { None };
    let Some(place) = place else { return Ok(None) };
    let line = page.engine.look_again(page.pixels, place.bounds())?.map(Line::new);
    Ok(line.filter(|line| line.read.confidence >= SURE && line.folded.chars().any(char::is_alphanumeric)))
}

/// Where a title stands that was not read: low, between the icons at both ends of the bar, below the clock.
fn title_place(stage: &Stage, lines: &[Line]) -> Option<Rect> {
    let (canvas, em, content) = (&stage.canvas, stage.em, stage.content);
    let high = |line: &&Line| (line.middle().1 as i32) < 4 * em;
    let clock = lines.iter().filter(high).find(|line| status_bar::clock(&line.folded).is_some())?;
    let bottom = clock.bottom() as i32;
    let bar = canvas.small(Rect {
        x0: content.x0 + em * 13 / 5,
        y0: bottom + em / 4,
        x1: content.x1 - em * 18 / 5,
        y1: bottom + 4 * em,
    });
    if content.width() > 30 * em || bar.width() < 4 {
        return None;
    }
    let ground = canvas.ground(bar);
    let drawn = |y: i32| (bar.x0..bar.x1).filter(move |x| canvas.region(*x, y) != ground);
    let y0 = (bar.y0..bar.y1).find(|y| drawn(*y).next().is_some())?;
    let y1 = (y0..bar.y1).find(|y| drawn(*y).next().is_none())?;
    let columns = || (y0..y1).flat_map(drawn);
    let inked = canvas.large(Rect { x0: columns().min()?, y0, x1: columns().max()? + 1, y1 });
    let grown =
        Rect { x0: inked.x0 - em / 2, y0: inked.y0 - em / 4, x1: inked.x1 + em / 2, y1: inked.y1 + em / 4 };
    let read = lines.iter().any(|line| grown.holds((line.middle().0 as i32, line.middle().1 as i32)));
    (!read && (em * 6 / 10..em * 16 / 10).contains(&inked.height())).then_some(grown)
}

/// Where something low stands alone in the middle of the ground and no line was read: frames on the picture.
fn rows(stage: &Stage, lines: &[Line]) -> Vec<Rect> {
    let (canvas, em) = (&stage.canvas, (stage.em / stage.canvas.factor as i32).max(4));
    if stage.ground == PAPER || stage.bare <= 350 {
        return Vec::new();
    }
    let content = canvas.small(stage.content);
    // What is taller than two lines is no row.
    let low = |line: &&Line| (line.height() as i32) * 10 < stage.em * 26;
    let read: Vec<Range<i32>> = lines
        .iter()
        .filter(low)
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
        let off = stage.off_middle(canvas.large(rect).middle().0);
        let centred = off < stage.em && rect.width() > em * 3 / 2;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screenshot::{canvas::Canvas, sketch::Sketch};
    use juzheng_model::{port::Pixels, screen::Device};

    const WIDTH: i32 = 240;
    const HEIGHT: i32 = 240;

    /// Rectangles on a grey ground.
    fn plain(drawn: &[Rect]) -> Stage {
        let at = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let ink = |x, y| drawn.iter().any(|rect| rect.holds((x, y)));
        let rgb: Vec<u8> = at.flat_map(|(x, y)| if ink(x, y) { [120; 3] } else { [237; 3] }).collect();
        let canvas = Canvas::new(Pixels { rgb: &rgb, width: WIDTH as u32 }, 1);
        let ground = canvas.region(0, 0);
        let content = Rect { x0: 0, y0: 0, x1: WIDTH, y1: HEIGHT };
        let (device, title, clock) = (Device::Android, None, None);
        Stage {
            canvas,
            em: 11,
            content,
            ground,
            bare: 900,
            dark: false,
            device,
            title,
            clock,
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
    fn a_label_of_which_a_part_was_read_is_read_whole() {
        let stage = plain(&[]);
        let sketch = Sketch::new(WIDTH as u32, HEIGHT as u32)
            .line([112, 60, 40, 10], "日 15:03")
            .missed([80, 60, 74, 10], "9月2日15:03");
        sketch.show(|page| {
            let found = labels(&stage, page).unwrap();
            assert_eq!(
                found.iter().map(|(ix, line)| (*ix, line.folded.as_str())).collect::<Vec<_>>(),
                [(0, "9月2日15:03")]
            );
        });
        let video = Sketch::new(WIDTH as u32, HEIGHT as u32).line([122, 60, 20, 10], "3:51");
        video.show(|page| assert!(labels(&stage, page).unwrap().is_empty(), "nothing else stands there"));
    }

    #[test]
    fn a_title_that_was_not_read_is_looked_for_below_the_clock() {
        let (clock, title) = (rect(10, 6, 26, 9), rect(95, 26, 50, 10));
        let stage = plain(&[clock, title]);
        let sketch = Sketch::new(WIDTH as u32, HEIGHT as u32).line(clock.bounds(), "08:25");
        let read =
            |sketch: Sketch| sketch.show(|page| super::title(&stage, page).unwrap().map(|line| line.folded));
        assert_eq!(read(sketch.missed(title.bounds(), "家人群(5)")).as_deref(), Some("家人群(5)"));
        let known = Sketch::new(WIDTH as u32, HEIGHT as u32)
            .line(clock.bounds(), "08:25")
            .line(title.bounds(), "15:03")
            .missed(title.bounds(), "15:03");
        assert_eq!(read(known), None, "what was read is not read again");
        let bare = Sketch::new(WIDTH as u32, HEIGHT as u32).missed(title.bounds(), "家人群(5)");
        assert_eq!(read(bare), None, "without a clock it is no telephone's");
    }

    #[test]
    fn a_row_alone_in_the_middle_is_looked_at_and_nothing_else() {
        let (label, bubble, aside) = (rect(95, 60, 50, 9), rect(60, 100, 120, 40), rect(20, 180, 50, 9));
        let stage = plain(&[label, bubble, aside]);
        let found = rows(&stage, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].covers(label, 0) && found[0].height() < 20);
        let sketch = Sketch::new(WIDTH as u32, HEIGHT as u32).line(found[0].bounds(), "周三 10:36");
        sketch.show(|page| {
            assert!(lines(&stage, page).unwrap().is_empty(), "what was read is not looked at");
            let nothing = Page { lines: Vec::new(), ..*page };
            let read = lines(&stage, &nothing).unwrap();
            assert_eq!(read.iter().map(|line| line.folded.as_str()).collect::<Vec<_>>(), ["周三 10:36"]);
        });
    }
}
