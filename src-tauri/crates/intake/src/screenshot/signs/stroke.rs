//! The characters of one line as they lie on the picture: where each stands, how high it is and how thick its strokes are.

use juzheng_model::port::Pixels;

/// A character's ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// First column, and the one behind the last.
    pub(super) columns: (u32, u32),
    /// Upper edge, with fractions of a pixel.
    pub(super) top: f32,
    /// Lower edge.
    pub(super) bottom: f32,
    /// How much ink it has, in pixels.
    pub(super) ink: f32,
    /// The thickness of its strokes: ink over half of its outline.
    pub(super) stroke: f32,
}

impl Mark {
    /// Height in pixels.
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Width in pixels.
    pub(super) fn width(&self) -> u32 {
        self.columns.1 - self.columns.0
    }
}

/// How much of each pixel of a box is ink, in 0–1: 0 is the background, 1 the darkest (or lightest) of the text.
struct Ink {
    cover: Vec<f32>,
    width: usize,
}

/// The characters of a line.
pub(super) struct Marks {
    /// From the left, parted where a column has no ink.
    pub(super) list: Vec<Mark>,
    /// Whether they were seen by their colour and not by their brightness: JPEG keeps colours at half the resolution, so
    /// edges are soft.
    pub(super) by_colour: bool,
}

/// The characters in a box (x, y, width, height). `None` where text and background do not stand apart.
pub(super) fn marks(pixels: Pixels<'_>, bounds: [u32; 4]) -> Option<Marks> {
    let (ink, by_colour) = Ink::of(pixels, bounds)?;
    let height = ink.cover.len() / ink.width;
    let column = |x: usize| (0..height).map(|y| ink.at(x, y)).fold(0.0, f32::max);
    let mut list = Vec::new();
    let mut from = None;
    for x in 0..=ink.width {
        let inked = x < ink.width && column(x) >= 0.35;
        match (inked, from) {
            (true, None) => from = Some(x),
            (false, Some(first)) => {
                list.extend(ink.mark(first, x, bounds));
                from = None;
            }
            _ => {}
        }
    }
    Some(Marks { list, by_colour })
}

impl Ink {
    fn of(pixels: Pixels<'_>, [x, y, width, height]: [u32; 4]) -> Option<(Ink, bool)> {
        let (right, bottom) =
            (x.checked_add(width)?.min(pixels.width), y.checked_add(height)?.min(pixels.height()));
        if x >= right || y >= bottom || (right - x) > 4096 || (bottom - y) > 1024 {
            return None;
        }
        // White on pale orange hardly differs in brightness, but in blue.
        let views: [fn(&[u8]) -> u8; 3] = [
            |p| ((u32::from(p[0]) * 299 + u32::from(p[1]) * 587 + u32::from(p[2]) * 114) / 1000) as u8,
            |p| p[2],
            |p| p[0],
        ];
        views.into_iter().enumerate().find_map(|(at, view)| {
            let mut values = Vec::with_capacity(((right - x) * (bottom - y)) as usize);
            for row in y..bottom {
                let start = (row as usize * pixels.width as usize + x as usize) * 3;
                let row = pixels.rgb.get(start..start + (right - x) as usize * 3)?;
                values.extend(row.chunks_exact(3).map(view));
            }
            Some((Ink::among(&values, (right - x) as usize)?, at > 0))
        })
    }

    /// The ink among the values of a box, `None` where too little stands out.
    fn among(values: &[u8], width: usize) -> Option<Ink> {
        let mut histogram = [0u32; 256];
        values.iter().for_each(|value| histogram[usize::from(*value)] += 1);
        let background = (0..256).max_by_key(|value| histogram[*value])? as i32;
        // The text is what is farthest from the background; a hundredth of the pixels may be noise.
        let far = |value: &u8| (i32::from(*value) - background).abs();
        let mut distances: Vec<i32> = values.iter().map(far).collect();
        let rank = distances.len() - 1 - distances.len() / 100;
        let contrast = *distances.select_nth_unstable(rank).1;
        if contrast < 40 {
            return None;
        }
        let cover = values.iter().map(|value| (far(value) as f32 / contrast as f32).min(1.0)).collect();
        Some(Ink { cover, width })
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.cover[y * self.width + x]
    }

    /// The character between two columns; `None` for a speck.
    fn mark(&self, first: usize, last: usize, bounds: [u32; 4]) -> Option<Mark> {
        let height = self.cover.len() / self.width;
        let row = |y: usize| (first..last).map(|x| self.at(x, y)).fold(0.0, f32::max);
        let rows: Vec<f32> = (0..height).map(row).collect();
        let top = rows.iter().position(|cover| *cover >= 0.5)?;
        let bottom = rows.iter().rposition(|cover| *cover >= 0.5)?;
        // The faint row beyond an edge says how far the edge reaches into it.
        let beyond = |y: Option<usize>| y.and_then(|y| rows.get(y)).copied().unwrap_or(0.0);
        let area = || (first..last).flat_map(|x| (top..=bottom).map(move |y| (x, y)));
        let ink: f32 = area().map(|(x, y)| self.at(x, y)).sum();
        let around = (first.saturating_sub(1)..last)
            .flat_map(|x| (top.saturating_sub(1)..=bottom).map(move |y| (x, y)));
        let outline: f32 = around.map(|(x, y)| self.slope(x, y)).sum();
        Some(Mark {
            columns: (bounds[0] + first as u32, bounds[0] + last as u32),
            top: bounds[1] as f32 + top as f32 - beyond(top.checked_sub(1)),
            bottom: bounds[1] as f32 + bottom as f32 + 1.0 + beyond(Some(bottom + 1)),
            ink,
            stroke: 2.0 * ink / outline.max(1.0),
        })
        .filter(|mark| mark.ink >= 2.0)
    }

    /// How steeply the ink rises or falls to the next pixels; its sum over a character is the length of the outline,
    /// wherever its edges fall between the pixels.
    fn slope(&self, x: usize, y: usize) -> f32 {
        let height = self.cover.len() / self.width;
        let get = |x: usize, y: usize| if x < self.width && y < height { self.at(x, y) } else { 0.0 };
        let here = self.at(x, y);
        (get(x + 1, y) - here).hypot(get(x, y + 1) - here)
    }
}
