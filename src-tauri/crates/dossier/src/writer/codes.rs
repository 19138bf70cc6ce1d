//! The codes under which characters stand in content streams: one for each *character*, never one for each glyph.
//!
//! A Chinese font draws several characters with one glyph (一 U+4E00 and ⼀ U+2F00, space and no-break space). Were the
//! glyph the code, copied text would hold the wrong character. So every character, and every cluster drawn as one sign,
//! gets its own code; `CIDToGIDMap` leads from code to glyph and `ToUnicode` from code to text.

use crate::fonts::{FaceIx, Fonts, Glyph, RARE};
use printpdf::{FontId, FontMetrics, ParsedFont};
use std::collections::{BTreeMap, HashMap};

/// Codes of one face that signs can take; codes are 16 bits, and a face's characters (some 31,000) must have room.
/// Further signs are drawn character by character.
const MOST_SIGNS: usize = 30_000;

/// What a code stands for.
pub(super) struct Entry {
    /// The text that is copied.
    pub(super) text: Box<str>,
    /// The glyph in the whole font.
    pub(super) glyph: u16,
    /// Advance in 1/1000 em.
    pub(super) advance: u16,
}

/// The codes of one face; code 0 is never used.
pub(super) struct FaceCodes {
    by_char: HashMap<char, u16>,
    by_text: HashMap<Box<str>, u16>,
    pub(super) entries: Vec<Entry>,
}

/// The codes of every face, given out in the order of first use.
pub(super) struct Codes<'a> {
    fonts: &'a Fonts,
    /// That of rare signs comes last, when the first of them does.
    faces: Vec<ttf_parser::Face<'a>>,
    codes: Vec<FaceCodes>,
}

impl<'a> Codes<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Codes<'a> {
        let faces: Vec<_> = (0..fonts.count()).map(|ix| fonts.parsed(ix as FaceIx)).collect();
        let codes = faces.iter().map(|_| FaceCodes::new()).collect();
        Codes { fonts, faces, codes }
    }

    /// A text of single characters as codes of two bytes, the higher one first.
    pub(super) fn spell(&mut self, face: FaceIx, text: &str) -> Vec<u8> {
        let ix = self.known(face);
        let parsed = &self.faces[ix];
        text.chars().flat_map(|c| self.codes[ix].of_char(c, parsed).to_be_bytes()).collect()
    }

    /// A sign as a code, as [`Codes::spell`] has it.
    pub(super) fn spell_sign(&mut self, glyph: Glyph, text: &str) -> Vec<u8> {
        let ix = self.known(glyph.face);
        match self.codes[ix].of_sign(glyph, text, &self.faces[ix]) {
            Some(code) => code.to_be_bytes().to_vec(),
            None => self.spell(glyph.face, text),
        }
    }

    /// The place of a face here.
    fn known(&mut self, face: FaceIx) -> usize {
        if face == RARE && self.faces.len() == usize::from(RARE) {
            self.faces.push(self.fonts.parsed(RARE));
            self.codes.push(FaceCodes::new());
        }
        usize::from(face)
    }

    /// The faces that have codes.
    pub(super) fn used(&self) -> impl Iterator<Item = (FaceIx, &FaceCodes)> {
        (0..).zip(&self.codes).filter(|(_, codes)| codes.entries.len() > 1)
    }
}

impl FaceCodes {
    fn new() -> FaceCodes {
        let none = Entry { text: "".into(), glyph: 0, advance: 1000 };
        FaceCodes { by_char: HashMap::new(), by_text: HashMap::new(), entries: vec![none] }
    }

    fn of_char(&mut self, c: char, face: &ttf_parser::Face<'_>) -> u16 {
        if let Some(code) = self.by_char.get(&c) {
            return *code;
        }
        let glyph = face.glyph_index(c).map_or(0, |g| g.0);
        let advance = advance(face, glyph);
        let code = self.give(Entry { text: c.to_string().into(), glyph, advance });
        self.by_char.insert(c, code);
        code
    }

    /// `None` where there are too many signs already. Its width is that of the glyph, as an archive demands, even where the
    /// layout gives it another: what follows is placed by itself.
    fn of_sign(&mut self, glyph: Glyph, text: &str, face: &ttf_parser::Face<'_>) -> Option<u16> {
        if let Some(code) = self.by_text.get(text) {
            return Some(*code);
        }
        if self.by_text.len() >= MOST_SIGNS {
            return None;
        }
        let code = self.give(Entry { text: text.into(), glyph: glyph.id, advance: advance(face, glyph.id) });
        self.by_text.insert(text.into(), code);
        Some(code)
    }

    fn give(&mut self, entry: Entry) -> u16 {
        self.entries.push(entry);
        u16::try_from(self.entries.len() - 1).expect("a face's characters and the signs fit into 16 bits")
    }

    /// The font as printpdf sees it: codes as glyphs, everything in 1/1000 em.
    pub(super) fn parsed_font(&self, bytes: Vec<u8>, name: Option<String>) -> ParsedFont {
        let codes = 1..self.entries.len() as u16;
        let widths: BTreeMap<u16, u16> =
            codes.map(|code| (code, self.entries[usize::from(code)].advance)).collect();
        ParsedFont::with_glyph_data(
            bytes,
            0,
            name,
            BTreeMap::new(),
            widths,
            1000,
            FontMetrics { ascent: 0, descent: 0 },
        )
    }
}

/// The name of a face's font in the content streams.
pub(super) fn font_id(face: FaceIx) -> FontId {
    FontId(format!("T{face}"))
}

/// The advance of a glyph in 1/1000 em.
fn advance(face: &ttf_parser::Face<'_>, glyph: u16) -> u16 {
    let units = face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
    let em = u32::from(face.units_per_em());
    ((u32::from(units) * 1000 + em / 2) / em) as u16
}
