//! The used characters of a face as an embedded font: subset, widths, exact text, and the way from code to glyph.

use super::{
    codes::{FaceCodes, font_id},
    file::deflated,
};
use crate::{
    Error,
    fonts::{Face, FaceIx},
};
use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{Codepoint, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem};

/// A face cut down to what the document uses.
pub(super) struct Typeface {
    face: FaceIx,
    /// With the tag of a subset: `JZAAAA+NotoSerifSC-Regular`.
    name: String,
    /// For each code the glyph in the subset.
    glyphs: Vec<u16>,
    /// For each code the text.
    texts: Vec<String>,
    font: Option<ParsedFont>,
}

impl Typeface {
    pub(super) fn subset(face: &Face, ix: FaceIx, codes: &FaceCodes) -> Result<Typeface, Error> {
        let mut remapper = subsetter::GlyphRemapper::new();
        let glyphs = codes.entries.iter().map(|entry| remapper.remap(entry.glyph)).collect();
        let bytes = subsetter::subset(&face.bytes, 0, &remapper)
            .map_err(|source| Error::FontSubset { face: face.name, source })?;
        let name = format!("JZ{}AAA+{}", char::from(b'A' + ix), face.name);
        let mut font = codes.parsed_font(bytes, Some(name.clone()));
        describe(&mut font, face);
        let texts = codes.entries.iter().map(|entry| entry.text.to_string()).collect();
        Ok(Typeface { face: ix, name, glyphs, texts, font: Some(font) })
    }

    /// Hands the font to printpdf.
    pub(super) fn add_to(&mut self, document: &mut PdfDocument) {
        if let Some(font) = self.font.take() {
            document.resources.fonts.map.insert(font_id(self.face), PdfFont::new(font));
        }
    }
}

/// Metrics of the whole face in 1/1000 em, as the font descriptor wants them.
fn describe(font: &mut ParsedFont, face: &Face) {
    let parsed = ttf_parser::Face::parse(&face.bytes, 0).expect("loading has parsed this face");
    let em = f32::from(parsed.units_per_em());
    let scaled = |units: i16| (f32::from(units) * 1000.0 / em).round() as i16;
    let bounds = parsed.global_bounding_box();
    font.font_metrics.ascent = scaled(parsed.ascender());
    font.font_metrics.descent = scaled(parsed.descender());
    let metrics = &mut font.pdf_font_metrics;
    (metrics.x_min, metrics.x_max) = (scaled(bounds.x_min), scaled(bounds.x_max));
    (metrics.y_min, metrics.y_max) = (scaled(bounds.y_min), scaled(bounds.y_max));
    metrics.us_weight_class = parsed.weight().to_number();
}

/// Operations that show every code once, from which printpdf makes widths and `ToUnicode`. They are never printed: the
/// page that carries them gets other content.
pub(super) fn every_code(typefaces: &[Typeface]) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for typeface in typefaces {
        let code = |(code, text): (u16, &String)| Codepoint::with_cid(code, 0.0, text.clone());
        let all = (0..).zip(&typeface.texts).skip(1).map(code).collect();
        ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(typeface.face)), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(all)] });
    }
    ops.push(Op::EndTextSection);
    ops
}

/// Replaces the identity from code to glyph that printpdf writes, and compresses what it left plain.
pub(super) fn correct(document: &mut Document, typefaces: &[Typeface]) -> lopdf::Result<()> {
    let fonts: Vec<(ObjectId, String)> = document
        .objects
        .iter()
        .filter_map(|(id, object)| {
            let font = object.as_dict().ok().filter(|d| d.has_type(b"Font"))?;
            let name = font.get(b"BaseFont").ok()?.as_name().ok()?;
            Some((*id, String::from_utf8_lossy(name).into_owned()))
        })
        .collect();
    for (id, name) in fonts {
        let Some(typeface) = typefaces.iter().find(|typeface| typeface.name == name) else { continue };
        let bytes: Vec<u8> = typeface.glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        let map = document.add_object(deflated(Dictionary::new(), &bytes));
        let descendants = document.get_dictionary_mut(id)?.get_mut(b"DescendantFonts")?.as_array_mut()?;
        for descendant in descendants {
            descendant.as_dict_mut()?.set("CIDToGIDMap", map);
        }
    }
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(b"Filter")
        {
            *stream = deflated(stream.dict.clone(), &stream.content);
        }
    }
    Ok(())
}
