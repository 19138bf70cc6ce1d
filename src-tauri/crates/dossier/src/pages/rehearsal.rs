//! A page gone through without a brush: whether drawing it would take more time or memory than any honest page needs.
//!
//! A few lines of a page can draw the same form a billion times, or a pattern with a million tiles. What is told here is
//! what the brush would be told, and added up; when it is enough, the page is given up.

use super::{apart::enough, measure::unfolded, pixels, ration};
use hayro::{
    hayro_interpret::{
        BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
        font::{Glyph, GlyphRun},
        pattern::{Pattern, TilingPattern},
    },
    hayro_syntax::{
        Filter,
        object::{
            Stream,
            dict::keys::{HEIGHT, MASK, SMASK, WIDTH},
        },
    },
    kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape},
};
use std::collections::HashSet;

/// What a page may cost. A unit is about a byte of memory, or the two nanoseconds in which such a byte is dealt with; the
/// measures below were taken of pages that consist of one thing.
const MOST: f64 = 3e9;
/// Beginning to draw something.
const MARK: f64 = 500.0;
/// A piece of an outline.
const PIECE: f64 = 150.0;
/// A dash of a line.
const DASH: f64 = 300.0;
/// A pixel along an outline.
const ALONG: f64 = 14.0;
/// An em in pixels along the outlines of its glyphs, of which most are drawn from memory.
const EM: f64 = 20.0;
/// A pixel of a ground in one colour.
const GROUND: f64 = 0.04;
/// A pixel of a ground in changing colours.
const SHADED: f64 = 20.0;
/// A pixel on the page that a picture covers.
const COVERED: f64 = 2.5;
/// A pixel of a picture, unpacked.
const UNPACKED: f64 = 6.0;
/// A pixel of a layer, as long as it is empty.
const EMPTY: f64 = 0.03;
/// A pixel of a layer that is laid upon the one below.
const LAID: f64 = 2.0;
/// A pixel of a mask.
const MASKED: f64 = 3.0;
/// Pixels of a picture: two A4 pages at 600 dpi.
const MOST_OF_PICTURE: u64 = 70_000_000;

/// Adds up what would be drawn.
pub(super) struct Rehearsal {
    /// Pixels of the page.
    page: Rect,
    cost: f64,
    /// For each layer the ground that is covered on it.
    layers: Vec<f64>,
    masks: HashSet<u128>,
}

impl Rehearsal {
    /// Of a page with so many pixels.
    pub(super) fn of(width: u16, height: u16) -> Rehearsal {
        let page = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        Rehearsal { page, cost: 0.0, layers: Vec::new(), masks: HashSet::new() }
    }

    fn take(&mut self, cost: f64) {
        self.cost += cost;
        // What is no number is not within bounds either.
        if self.cost.is_nan() || self.cost > MOST {
            enough("page content");
        }
    }

    /// So much ground of the page is covered.
    fn cover(&mut self, ground: f64, cost: f64) {
        if let Some(covered) = self.layers.last_mut() {
            *covered += ground;
        }
        self.take(MARK + cost * ground);
    }

    /// The ground that a path covers, the way along it, and its pieces.
    fn outline(&mut self, path: &BezPath, transform: Affine, mode: &DrawMode) -> f64 {
        let ground = self.seen(transform.transform_rect_bbox(path.control_box()));
        let scale = scale(transform);
        // What leads far out of the page is cut off there.
        let longest = 2.0 * (self.page.width() + self.page.height());
        let (mut along, mut pieces, mut last) = (0.0, 0.0, Point::ZERO);
        for element in path.elements() {
            let Some(to) = element.end_point() else { continue };
            if !matches!(element, PathEl::MoveTo(_)) {
                along += ((to - last).hypot() * scale).min(longest);
                pieces += 1.0;
            }
            last = to;
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode
            && !stroke.dash_array.is_empty()
        {
            // A line is cut into dashes where it leads out of the page, too.
            let pair = stroke.dash_array.iter().sum::<f32>() / stroke.dash_array.len() as f32;
            self.take(DASH * path.perimeter(1.0) / f64::from(pair).max(1e-9));
        }
        self.take(PIECE * pieces + ALONG * along);
        ground
    }

    /// How many pixels of the page lie in a box.
    fn seen(&self, area: Rect) -> f64 {
        area.inflate(1.0, 1.0).intersect(self.page).area().max(0.0)
    }

    fn paint(&mut self, paint: &Paint<'_>, ground: f64, mode: &DrawMode) {
        match paint {
            Paint::Color(_) => self.cover(ground, GROUND),
            Paint::Pattern(pattern) => match &**pattern {
                Pattern::Shading(_) => self.cover(ground, SHADED),
                Pattern::Tiling(tiling) => {
                    self.cover(ground, COVERED);
                    self.tiles(tiling, mode);
                }
            },
        }
    }

    /// Tiles that lie over each other are drawn one by one.
    fn tiles(&mut self, tiling: &TilingPattern<'_>, mode: &DrawMode) {
        let before = self.cost;
        tiling.interpret(self, tiling.matrix, matches!(mode, DrawMode::Stroke(_)));
        let one = self.cost - before + MARK;
        let copies = |side: f64, step: f32| side / f64::from(step.abs()) + 1.0;
        let across = copies(tiling.bbox.width(), tiling.x_step);
        self.take(one * across * copies(tiling.bbox.height(), tiling.y_step));
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        // A mask is drawn once and kept.
        if let Some(mask) = mask
            && self.masks.insert(mask.cache_key())
        {
            self.take(MARK + MASKED * self.page.area());
            mask.interpret(self);
        }
    }

    /// A picture, as it is packed.
    fn unpack(&mut self, stream: &Stream<'_>, (width, height): (u32, u32)) {
        let pixels = (u64::from(width) * u64::from(height)).max(pixels::of(stream));
        if pixels > MOST_OF_PICTURE {
            enough("picture");
        }
        let filters = stream.filters();
        // Where it lies in the file by itself and is packed in the usual way, it was measured there.
        let measured = stream.dict().obj_id().is_some() && filters[..] == [Filter::FlateDecode];
        if !measured && unfolded(&filters, &stream.raw_data(), ration::MOST).is_none() {
            enough("picture");
        }
        self.take(MARK + UNPACKED * pixels as f64);
    }
}

/// How much larger a thing is on the page.
fn scale(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

impl<'a> Device<'a> for Rehearsal {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let ground = self.outline(path, props.transform, mode);
        self.paint(&props.paint, ground, mode);
        self.mask(props.soft_mask.as_ref());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.outline(&clip.path, Affine::IDENTITY, &DrawMode::Fill(clip.fill));
        self.take(MARK);
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.mask(mask.as_ref());
        self.layers.push(0.0);
        self.take(MARK + EMPTY * self.page.area());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.mask(props.soft_mask.as_ref());
        for glyph in run.glyphs() {
            match &**glyph {
                Glyph::Outline(_) => {
                    // A thousand units are an em.
                    let em = 1e3 * scale(props.transform * glyph.transform());
                    let seen = em.min(self.page.width() + self.page.height());
                    self.take(EM * seen);
                    self.paint(&props.paint, (seen * seen).min(self.page.area()), mode);
                }
                Glyph::Type3(drawn) => {
                    self.take(MARK);
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (image.width(), image.height());
        match &image {
            Image::Stencil(stencil) => self.unpack(stencil.stream(), size),
            Image::Raster(raster) => {
                let stream = raster.stream();
                self.unpack(stream, size);
                for mask in [SMASK, MASK].into_iter().filter_map(|key| stream.dict().get::<Stream<'_>>(key)) {
                    let side = |key| mask.dict().get::<u32>(key).unwrap_or(0);
                    self.unpack(&mask, (side(WIDTH), side(HEIGHT)));
                }
            }
        }
        let area = Rect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        self.cover(self.seen(props.transform.transform_rect_bbox(area)), COVERED);
        self.mask(props.soft_mask.as_ref());
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {
        let covered = self.layers.pop().unwrap_or(0.0).min(self.page.area());
        self.cover(covered, LAID);
    }
}
