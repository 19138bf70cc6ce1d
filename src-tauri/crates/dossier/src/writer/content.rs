//! The items of a page as printpdf's operations.

use super::{
    codes::{Codes, font_id},
    stock::Stocked,
};
use crate::{
    fonts::FaceIx,
    layout::{HEIGHT, Item, Link},
};
use printpdf::{
    Actions, BorderArray, Color, CurTransMat, Destination, DictItem, Greyscale, HighlightingMode, Line,
    LinePoint, LinkAnnotation, Op, PaintMode, PdfFontHandle, PdfSaveOptions, Point, Pt, Rect, TextMatrix,
    XObjectId, XObjectTransform,
};
use std::borrow::Cow;

/// Something in the file, and where on the page it is placed.
pub(super) struct Placed {
    /// What it is.
    pub(super) stocked: Stocked,
    /// Left, top, width, height on the page.
    pub(super) frame: [f32; 4],
    /// What of it fills the frame: left, top, width, height in its own unit; `None` for the whole.
    pub(super) crop: Option<[u32; 4]>,
}

/// What is drawn, in this order; the texts come last.
pub(super) enum Mark<'i> {
    /// An item that is neither picture nor page.
    Item(Cow<'i, Item>),
    /// A picture or page.
    Placed(Placed),
}

impl<'i> Mark<'i> {
    /// Such an item.
    pub(super) fn item(item: &'i Item) -> Mark<'i> {
        Mark::Item(Cow::Borrowed(item))
    }
}

/// Everything off that printpdf would do to the content on its own. It calls insecure what it lets through unchanged: our texts.
pub(super) fn save_options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None }
}

/// Drawings first, then the texts over them; every state is set here, so that streams can follow one another.
pub(super) fn operations(marks: &[Mark<'_>], codes: &mut Codes<'_>) -> Vec<Op> {
    let mut ops = Vec::new();
    for mark in marks {
        match mark {
            Mark::Item(item) => draw(item, &mut ops),
            Mark::Placed(placed) => place(placed, &mut ops),
        }
    }
    let mut text = TextState { ops: vec![Op::StartTextSection], font: None, grey: None };
    for mark in marks {
        let Mark::Item(item) = mark else { continue };
        match &**item {
            Item::Text { x, y, size, grey, face, text: shown } => {
                text.show(*face, *size, *grey, (*x, *y), codes.spell(*face, shown));
            }
            Item::Sign { x, y, size, grey, glyph, text: shown } => {
                text.show(glyph.face, *size, *grey, (*x, *y), codes.spell_sign(*glyph, shown));
            }
            Item::Rule { .. }
            | Item::Fill { .. }
            | Item::Code { .. }
            | Item::Picture { .. }
            | Item::PdfPage { .. } => {}
        }
    }
    if text.ops.len() > 1 {
        ops.append(&mut text.ops);
        ops.push(Op::EndTextSection);
    }
    ops
}

/// The links of a page, in order. Each leads to page 1 for now: printpdf knows only the pages of its own chunk.
pub(super) fn links(links: &[Link<(usize, f32)>]) -> Vec<Op> {
    links
        .iter()
        .map(|link| {
            let (_, top) = link.target;
            let to = Destination::Xyz {
                page: 1,
                left: None,
                top: Some(hundredths(HEIGHT - top + 4.0)),
                zoom: None,
            };
            let [x, y, w, h] = link.area;
            let border = Some(BorderArray::Solid([0.0; 3]));
            let none = Some(HighlightingMode::None);
            Op::LinkAnnotation {
                link: LinkAnnotation::new(rect(x, y, w, h), Actions::Goto(to), border, None, none),
            }
        })
        .collect()
}

fn draw(item: &Item, ops: &mut Vec<Op>) {
    match item {
        Item::Fill { x, y, w, h, grey } => {
            ops.push(Op::SetFillColor { col: tone(*grey) });
            let rectangle = Rect { mode: Some(PaintMode::Fill), ..rect(*x, *y, *w, *h) };
            ops.push(Op::DrawRectangle { rectangle });
        }
        Item::Rule { from, to, thick, grey } => {
            ops.push(Op::SetOutlineColor { col: tone(*grey) });
            ops.push(Op::SetOutlineThickness { pt: Pt(*thick) });
            let points = [from, to].map(|(x, y)| LinePoint {
                p: Point { x: Pt(hundredths(*x)), y: Pt(hundredths(HEIGHT - y)) },
                bezier: false,
            });
            ops.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
        }
        Item::Text { .. }
        | Item::Sign { .. }
        | Item::Code { .. }
        | Item::Picture { .. }
        | Item::PdfPage { .. } => {}
    }
}

/// Draws what is in the file into its frame; of a stretch only what lies in the frame.
fn place(placed: &Placed, ops: &mut Vec<Op>) {
    let Placed { stocked, frame: [x, y, w, h], crop } = *placed;
    let [width, height] = stocked.size.map(f64::from);
    let [left, top, across, down] = crop.map_or([0.0, 0.0, width, height], |crop| crop.map(f64::from));
    let (sx, sy) = (f64::from(w) / across, f64::from(h) / down);
    // The whole of it in points from the lower left of the page.
    let (x0, y0) = (f64::from(x) - left * sx, f64::from(HEIGHT - y) + top * sy - height * sy);
    let [a, b, c, d, e, f] = stocked.upright;
    let (tall, wide) = (height * sy, width * sx);
    let matrix = [a * wide, b * tall, c * wide, d * tall, e * wide + x0, f * tall + y0];
    ops.push(Op::SaveGraphicsState);
    if crop.is_some() {
        let rectangle = Rect { mode: Some(PaintMode::Clip), ..rect(x, y, w, h) };
        ops.push(Op::DrawRectangle { rectangle });
    }
    ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix.map(|n| n as f32)) });
    let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
    ops.push(Op::UseXobject { id: XObjectId(name(stocked.id)), transform });
    ops.push(Op::RestoreGraphicsState);
}

/// The name of an object on the pages that show it.
pub(super) fn name(id: u32) -> String {
    format!("X{id}")
}

/// What the text operators have set so far.
struct TextState {
    ops: Vec<Op>,
    font: Option<(FaceIx, f32)>,
    grey: Option<f32>,
}

impl TextState {
    fn show(&mut self, face: FaceIx, size: f32, grey: f32, (x, y): (f32, f32), codes: Vec<u8>) {
        let size = hundredths(size);
        if self.font != Some((face, size)) {
            self.font = Some((face, size));
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(size) });
        }
        if self.grey != Some(grey) {
            self.grey = Some(grey);
            self.ops.push(Op::SetFillColor { col: tone(grey) });
        }
        let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, hundredths(x), hundredths(HEIGHT - y)]);
        self.ops.push(Op::SetTextMatrix { matrix });
        // printpdf would look every character up in a font, and write four hexadecimal digits for it.
        let text = DictItem::String { data: codes, literal: true };
        self.ops.push(Op::Unknown { key: "Tj".to_owned(), value: vec![text] });
    }
}

fn tone(grey: f32) -> Color {
    Color::Greyscale(Greyscale::new(grey, None))
}

fn rect(x: f32, y: f32, w: f32, h: f32) -> Rect {
    Rect {
        x: Pt(hundredths(x)),
        y: Pt(hundredths(HEIGHT - y - h)),
        width: Pt(hundredths(w)),
        height: Pt(hundredths(h)),
        mode: None,
        winding_order: None,
    }
}

/// Hundredths of a point are finer than any printer.
fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
