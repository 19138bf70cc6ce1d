//! What hangs together on a part of a picture.

use crate::screenshot::{canvas::Rect, stage::Stage};

/// Pixels of a part of the canvas that are of interest.
pub(super) struct Mask {
    /// The part, in small pixels.
    of: Rect,
    set: Vec<bool>,
}

impl Mask {
    /// The pixels of a part for which `is` holds.
    pub(super) fn new(of: Rect, is: impl Fn(i32, i32) -> bool) -> Mask {
        let at = (of.y0..of.y1).flat_map(|y| (of.x0..of.x1).map(move |x| (x, y)));
        Mask { of, set: at.map(|(x, y)| is(x, y)).collect() }
    }

    /// What differs from the ground of a stage.
    pub(super) fn of_ground(stage: &Stage, of: Rect) -> Mask {
        Mask::new(of, |x, y| stage.canvas.region(x, y) != stage.ground)
    }

    /// Takes a rectangle out, and `grow` pixels around it.
    pub(super) fn clear(&mut self, rect: Rect, grow: i32) {
        let of = self.of;
        for y in (rect.y0 - grow).max(of.y0)..(rect.y1 + grow).min(of.y1) {
            for x in (rect.x0 - grow).max(of.x0)..(rect.x1 + grow).min(of.x1) {
                self.set[((y - of.y0) * of.width() + x - of.x0) as usize] = false;
            }
        }
    }

    /// Rectangles of what hangs together, diagonally too.
    pub(super) fn blobs(mut self) -> Vec<Rect> {
        let (width, height) = (self.of.width().max(0) as usize, self.of.height().max(0) as usize);
        let mut found = Vec::new();
        let mut waiting = Vec::new();
        for start in 0..self.set.len() {
            if !std::mem::take(&mut self.set[start]) {
                continue;
            }
            let pixel = |at: usize| {
                let (x, y) = (self.of.x0 + (at % width) as i32, self.of.y0 + (at / width) as i32);
                Rect { x0: x, y0: y, x1: x + 1, y1: y + 1 }
            };
            let mut rect = pixel(start);
            waiting.push(start);
            while let Some(at) = waiting.pop() {
                let (x, y) = (at % width, at / width);
                rect = rect.with(pixel(at));
                for ny in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                    for nx in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                        if std::mem::take(&mut self.set[ny * width + nx]) {
                            waiting.push(ny * width + nx);
                        }
                    }
                }
            }
            found.push(rect);
        }
        found
    }
}
