//! Where a line of text stands: a rectangle, upright or tilted.

/// A rectangle around a line of text, in pixels of whatever picture it was found on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    /// Its middle.
    pub(crate) centre: [f32; 2],
    /// Half its length along the line, half its height across.
    pub(crate) half: [f32; 2],
    /// The direction in which one reads, of length 1; `[1, 0]` on an upright screen.
    pub(crate) along: [f32; 2],
}

impl Frame {
    /// An upright one from left, top, right, bottom.
    pub(crate) fn upright([x0, y0, x1, y1]: [f32; 4]) -> Frame {
        Frame {
            centre: [(x0 + x1) / 2.0, (y0 + y1) / 2.0],
            half: [(x1 - x0) / 2.0, (y1 - y0) / 2.0],
            along: [1.0, 0.0],
        }
    }

    /// The smallest one in this direction that holds the points.
    pub(crate) fn around(along: [f32; 2], points: impl IntoIterator<Item = [f32; 2]>) -> Frame {
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for [x, y] in points {
            let at = [x * along[0] + y * along[1], y * along[0] - x * along[1]];
            for k in 0..2 {
                low[k] = low[k].min(at[k]);
                high[k] = high[k].max(at[k]);
            }
        }
        let [u, v] = [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0];
        Frame {
            centre: [u * along[0] - v * along[1], u * along[1] + v * along[0]],
            half: [(high[0] - low[0]) / 2.0, (high[1] - low[1]) / 2.0],
            along,
        }
    }

    pub(crate) fn is_upright(&self) -> bool {
        self.along == [1.0, 0.0]
    }

    pub(crate) fn width(&self) -> f32 {
        2.0 * self.half[0]
    }

    pub(crate) fn height(&self) -> f32 {
        2.0 * self.half[1]
    }

    pub(crate) fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// The point this far along the line and across it, seen from the upper left corner.
    pub(crate) fn point(&self, along: f32, across: f32) -> [f32; 2] {
        let (u, v) = (along - self.half[0], across - self.half[1]);
        [
            self.centre[0] + u * self.along[0] - v * self.along[1],
            self.centre[1] + u * self.along[1] + v * self.along[0],
        ]
    }

    /// Clockwise from the upper left as one reads it.
    pub(crate) fn corners(&self) -> [[f32; 2]; 4] {
        let (w, h) = (self.width(), self.height());
        [self.point(0.0, 0.0), self.point(w, 0.0), self.point(w, h), self.point(0.0, h)]
    }

    /// The upright box around it: left, top, right, bottom.
    pub(crate) fn bounds(&self) -> [f32; 4] {
        let around = Frame::around([1.0, 0.0], self.corners());
        let ([cx, cy], [w, h]) = (around.centre, around.half);
        [cx - w, cy - h, cx + w, cy + h]
    }

    /// The same with this much more on every side.
    pub(crate) fn grown(&self, by: f32) -> Frame {
        Frame { half: [(self.half[0] + by).max(0.0), (self.half[1] + by).max(0.0)], ..*self }
    }

    /// On a picture that is `times` as large, whose origin lies `from` this one's.
    pub(crate) fn moved(&self, times: f32, from: [f32; 2]) -> Frame {
        Frame {
            centre: [self.centre[0] * times + from[0], self.centre[1] * times + from[1]],
            half: [self.half[0] * times, self.half[1] * times],
            along: self.along,
        }
    }

    /// The piece of it between two distances from its left end.
    pub(crate) fn piece(&self, from: f32, to: f32) -> Frame {
        let middle = self.point((from + to) / 2.0, self.half[1]);
        Frame { centre: middle, half: [(to - from) / 2.0, self.half[1]], along: self.along }
    }

    /// Lengths that two of nearly the same direction have in common, along this one and across it; below zero where they
    /// are apart.
    pub(crate) fn common(&self, other: &Frame) -> [f32; 2] {
        let other = Frame::around(self.along, other.corners());
        let offset = [other.centre[0] - self.centre[0], other.centre[1] - self.centre[1]];
        let apart = [
            offset[0] * self.along[0] + offset[1] * self.along[1],
            offset[1] * self.along[0] - offset[0] * self.along[1],
        ];
        std::array::from_fn(|k| {
            let most = 2.0 * self.half[k].min(other.half[k]);
            (self.half[k] + other.half[k] - apart[k].abs()).min(most)
        })
    }

    /// One around both, in the direction of the longer.
    pub(crate) fn with(&self, other: &Frame) -> Frame {
        let longer = if self.half[0] >= other.half[0] { self } else { other };
        Frame::around(longer.along, self.corners().into_iter().chain(other.corners()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tilted() -> Frame {
        let turn = 10f32.to_radians();
        Frame { centre: [100.0, 50.0], half: [40.0, 6.0], along: [turn.cos(), turn.sin()] }
    }

    fn near(a: &Frame, b: &Frame) -> bool {
        let parts = |f: &Frame| [f.centre, f.half, f.along].concat();
        parts(a).iter().zip(parts(b)).all(|(a, b)| (a - b).abs() < 0.01)
    }

    #[test]
    fn a_frame_around_its_own_corners_is_itself() {
        for frame in [tilted(), Frame::upright([3.0, 4.0, 30.0, 14.0])] {
            assert!(near(&Frame::around(frame.along, frame.corners()), &frame), "{frame:?}");
            assert!(near(&frame.with(&frame.piece(5.0, 10.0)), &frame), "{frame:?}");
            let apart = frame.moved(1.0, [frame.width() * frame.along[0] * 2.0, 0.0]);
            assert!(frame.common(&apart)[0] < 0.0);
            assert!((frame.common(&frame)[0] - frame.width()).abs() < 0.01);
        }
    }

    #[test]
    fn bounds_hold_every_corner() {
        let [x0, y0, x1, y1] = tilted().bounds();
        for [x, y] in tilted().corners() {
            assert!(x >= x0 - 0.01 && x <= x1 + 0.01 && y >= y0 - 0.01 && y <= y1 + 0.01);
        }
        assert_eq!(Frame::upright([3.0, 4.0, 30.0, 14.0]).bounds(), [3.0, 4.0, 30.0, 14.0]);
    }
}
