//! What is drawn in place of fonts that a PDF names and does not contain.

use crate::fonts::{Fonts, Voice};
use hayro::hayro_interpret::{
    InterpreterSettings,
    font::{FallbackFontQuery, FontData, FontQuery},
    hayro_cmap::CidFamily,
};
use std::sync::Arc;

/// The dossier's voices, where they are known; for Latin there are built-in look-alikes of the standard fonts.
pub(super) struct Substitutes([Option<FontData>; 3]);

impl Substitutes {
    /// No font for Chinese.
    pub(super) fn none() -> Substitutes {
        Substitutes([const { None }; 3])
    }

    /// The fonts of the dossier, for Chinese.
    pub(super) fn of(fonts: &Fonts) -> Substitutes {
        let voices = [Voice::Serif, Voice::Sans, Voice::Bold];
        Substitutes(voices.map(|voice| Some(fonts.face(fonts.drawn_as(voice)).bytes.clone() as FontData)))
    }

    /// How the interpreter of pages is told.
    pub(super) fn settings(&self) -> InterpreterSettings {
        let voices = self.0.clone();
        let font_resolver = Arc::new(move |query: &FontQuery| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(asked) => {
                let chinese = voice(asked).and_then(|voice| voices[voice as usize].clone());
                chinese.map(|data| (data, 0)).or_else(|| Some(asked.pick_standard_font().get_font_data()))
            }
        });
        InterpreterSettings { font_resolver, ..InterpreterSettings::default() }
    }
}

/// The voice for a font that is missing; `None` where it needs no Chinese.
fn voice(asked: &FallbackFontQuery) -> Option<Voice> {
    let family = &asked.character_collection.as_ref()?.family;
    let chinese = matches!(
        family,
        CidFamily::AdobeGB1 | CidFamily::AdobeCNS1 | CidFamily::AdobeJapan1 | CidFamily::AdobeKorea1
    );
    if !chinese {
        return None;
    }
    Some(match (asked.is_bold, asked.is_serif) {
        (true, _) => Voice::Bold,
        (false, true) => Voice::Serif,
        (false, false) => Voice::Sans,
    })
}
