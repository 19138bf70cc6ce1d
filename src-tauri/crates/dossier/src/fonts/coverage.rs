//! Which face draws a character or cluster, with which glyph, how wide: the fallback chain.

use super::{EMOJI, FaceIx, Fonts, RARE, Voice, is_rare, ligature::Ligatures};
use std::collections::HashMap;

/// A glyph of a face with its width in thousandths of the type size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The face.
    pub(crate) face: FaceIx,
    /// The glyph in the face.
    pub(crate) id: u16,
    /// Advance in 1/1000 em.
    pub(crate) advance: u16,
}

/// What was found for a character of the Basic Multilingual Plane.
#[derive(Clone, Copy)]
enum Slot {
    Unasked,
    Missing,
    Found(Glyph),
}

/// The loaded faces, asked for glyphs; remembers every answer.
pub(crate) struct Coverage<'a> {
    fonts: &'a Fonts,
    /// Parsed when the first rare sign comes.
    rare: Option<Option<ttf_parser::Face<'a>>>,
    faces: Vec<ttf_parser::Face<'a>>,
    drawn_as: [FaceIx; 3],
    ligatures: Ligatures<'a>,
    slots: [Vec<Slot>; 3],
    beyond: HashMap<(FaceIx, char), Option<Glyph>>,
}

impl<'a> Coverage<'a> {
    /// Parses the tables of the faces (their directories only; microseconds).
    pub(crate) fn of(fonts: &'a Fonts) -> Coverage<'a> {
        let faces: Vec<_> = (0..fonts.count()).map(|ix| fonts.parsed(ix as FaceIx)).collect();
        let ligatures = Ligatures::of(&faces[usize::from(EMOJI)]);
        let slots = std::array::from_fn(|_| vec![Slot::Unasked; 0x1_0000]);
        let drawn_as = [Voice::Serif, Voice::Sans, Voice::Bold].map(|voice| fonts.drawn_as(voice));
        Coverage { fonts, rare: None, faces, drawn_as, ligatures, slots, beyond: HashMap::new() }
    }

    /// The glyph for one character: of the voice itself, else of the emoji face, else of another voice, else of the face of
    /// rare signs.
    pub(crate) fn glyph(&mut self, voice: Voice, c: char) -> Option<Glyph> {
        let Some(slot) = self.slots[voice as usize].get(c as usize) else {
            let key = (voice as FaceIx, c);
            if let Some(known) = self.beyond.get(&key) {
                return *known;
            }
            let found = self.look_up(voice, c);
            self.beyond.insert(key, found);
            return found;
        };
        match *slot {
            Slot::Found(glyph) => Some(glyph),
            Slot::Missing => None,
            Slot::Unasked => {
                let found = self.look_up(voice, c);
                self.slots[voice as usize][c as usize] = found.map_or(Slot::Missing, Slot::Found);
                found
            }
        }
    }

    /// The one glyph for a whole cluster of emoji (joined people, skin tones, flags, keycaps), where the face has it.
    pub(crate) fn picture(&self, cluster: &str) -> Option<Glyph> {
        let face = &self.faces[usize::from(EMOJI)];
        let mut glyphs: Vec<u16> = Vec::with_capacity(8);
        for c in cluster.chars() {
            match face.glyph_index(c) {
                Some(glyph) => glyphs.push(glyph.0),
                None if c == '\u{fe0f}' => {}
                None => return None,
            }
        }
        let id = match self.ligatures.join(&glyphs) {
            Some(id) => id,
            None => {
                let selector = face.glyph_index('\u{fe0f}').map(|g| g.0);
                glyphs.retain(|g| Some(*g) != selector);
                self.ligatures.join(&glyphs)?
            }
        };
        Some(Glyph { face: EMOJI, id, advance: advance(face, id) })
    }

    fn look_up(&mut self, voice: Voice, c: char) -> Option<Glyph> {
        let own = self.drawn_as[voice as usize];
        let chain = [own, EMOJI, Voice::Serif as FaceIx, self.drawn_as[Voice::Sans as usize]];
        let found = chain.into_iter().find_map(|ix| in_face(&self.faces[usize::from(ix)], ix, c));
        if found.is_some() || !is_rare(c) {
            return found;
        }
        let fonts = self.fonts;
        let rare = self.rare.get_or_insert_with(|| fonts.rare().map(|_| fonts.parsed(RARE)));
        rare.as_ref().and_then(|face| in_face(face, RARE, c))
    }
}

fn in_face(face: &ttf_parser::Face<'_>, ix: FaceIx, c: char) -> Option<Glyph> {
    let id = face.glyph_index(c).filter(|g| g.0 != 0)?.0;
    Some(Glyph { face: ix, id, advance: advance(face, id) })
}

/// The advance of a glyph in 1/1000 em.
fn advance(face: &ttf_parser::Face<'_>, id: u16) -> u16 {
    let units = u32::from(face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0));
    let em = u32::from(face.units_per_em());
    u16::try_from((units * 1000 + em / 2) / em).unwrap_or(u16::MAX)
}
