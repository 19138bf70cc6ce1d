//! Several characters that the emoji face draws as one glyph, read from its ligature substitutions.

use std::collections::HashMap;
use ttf_parser::{Face, GlyphId, gsub::SubstitutionSubtable, opentype_layout::Coverage};

/// The ligatures of one face: the glyphs that stand for a sequence of glyphs.
pub(crate) struct Ligatures<'a> {
    /// By the first glyph of the sequence.
    by_first: HashMap<u16, Vec<ttf_parser::gsub::Ligature<'a>>>,
}

impl<'a> Ligatures<'a> {
    /// Reads all ligature lookups; those that depend on context are left alone.
    pub(crate) fn of(face: &Face<'a>) -> Ligatures<'a> {
        let mut by_first: HashMap<u16, Vec<_>> = HashMap::new();
        let lookups = face.tables().gsub.map(|gsub| gsub.lookups);
        for lookup in lookups.into_iter().flatten() {
            for subtable in lookup.subtables.into_iter::<SubstitutionSubtable<'a>>() {
                let SubstitutionSubtable::Ligature(table) = subtable else { continue };
                for (first, set) in covered(table.coverage).into_iter().zip(table.ligature_sets) {
                    by_first.entry(first).or_default().extend(set);
                }
            }
        }
        Ligatures { by_first }
    }

    /// The glyph that stands for the whole sequence; a single glyph stands for itself.
    pub(crate) fn join(&self, glyphs: &[u16]) -> Option<u16> {
        let (first, rest) = glyphs.split_first()?;
        if rest.is_empty() {
            return Some(*first);
        }
        let matches = |l: &&ttf_parser::gsub::Ligature<'_>| {
            usize::from(l.components.len()) == rest.len()
                && l.components.into_iter().zip(rest).all(|(a, b)| a == GlyphId(*b))
        };
        self.by_first.get(first)?.iter().find(matches).map(|l| l.glyph.0)
    }
}

/// The glyphs of a coverage table in the order of their coverage index.
fn covered(coverage: Coverage<'_>) -> Vec<u16> {
    match coverage {
        Coverage::Format1 { glyphs } => glyphs.into_iter().map(|g| g.0).collect(),
        Coverage::Format2 { records } => records.into_iter().flat_map(|r| r.start.0..=r.end.0).collect(),
    }
}
