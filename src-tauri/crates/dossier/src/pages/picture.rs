//! One page drawn and packed as PNG.

use super::{apart::Fault, rehearsal::Rehearsal};
use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page, util::TransformExt},
    hayro_syntax::{Pdf, page::Page},
    kurbo::{Affine, Rect},
    render_into,
    vello_cpu::{
        Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit, color::palette::css::WHITE,
    },
};
use image::{
    ExtendedColorType, ImageEncoder,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

/// 16 million: an A4 page at 400 dpi.
const MOST_PIXELS: f32 = 16e6;
/// Of one side; the renderer counts pixels in 16 bits.
const LONGEST: f32 = 16_384.0;
/// Of a page's side in points: 200 inches, which the standard allows, and as much again for those that do not care.
const SIDES: std::ops::RangeInclusive<f32> = 1.0..=28_800.0;

/// Width and height of a page as one looks at it, in points.
pub(super) fn size(page: &Page<'_>) -> (f32, f32) {
    let sane =
        |side: f32| if side.is_nan() { *SIDES.start() } else { side.clamp(*SIDES.start(), *SIDES.end()) };
    let (width, height) = page.render_dimensions();
    (sane(width), sane(height))
}

/// Width and height of the picture in pixels: as wide as is wished, and no larger than is allowed.
fn pixels((width, height): (f32, f32), width_px: u32) -> (u16, u16) {
    let wished = (width_px.max(1) as f32 / width).min(LONGEST / width).min(LONGEST / height);
    let scale = wished.min((MOST_PIXELS / (width * height)).sqrt());
    let side = |points: f32| (points * scale).round().clamp(1.0, LONGEST) as u16;
    (side(width), side(height))
}

/// The page as PNG, and how many bytes of its content are kept unfolded from now on.
pub(super) fn draw(
    pdf: &Pdf,
    ix: usize,
    size: (f32, f32),
    width_px: u32,
    settings: InterpreterSettings,
) -> Result<(Vec<u8>, usize), Fault> {
    let page = pdf.pages().get(ix).ok_or(Fault::Broken)?;
    let (width, height) = pixels(size, width_px);
    let transform = Affine::scale_non_uniform(
        f64::from(width) / f64::from(size.0),
        f64::from(height) / f64::from(size.1),
    ) * page.initial_transform(true).to_kurbo();
    let target = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, target, &cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut Rehearsal::of(width, height));
    let mut brush = RenderContext::new(width, height);
    render_into(page, &RenderCache::new(), &settings, &RenderSettings::default(), &mut brush, transform);
    brush.flush();
    let mut drawn = Pixmap::new(width, height);
    let on_white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    brush.render_with(&mut drawn, &mut Resources::default(), on_white);
    let unfolded = page.page_stream().map_or(0, <[u8]>::len);
    Ok((png(&drawn)?, unfolded))
}

/// Packed quickly; a page without colour has one byte a pixel.
fn png(drawn: &Pixmap) -> Result<Vec<u8>, Fault> {
    let rgba = drawn.data_as_u8_slice();
    let pixels = rgba.chunks_exact(4);
    let grey = pixels.clone().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    // On opaque white every pixel is opaque.
    let (bytes, colours): (Vec<u8>, _) = if grey {
        (pixels.map(|pixel| pixel[0]).collect(), ExtendedColorType::L8)
    } else {
        (pixels.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(), ExtendedColorType::Rgb8)
    };
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Paeth);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    encoder.write_image(&bytes, width, height, colours).map_err(|_| Fault::Broken)?;
    Ok(png)
}
