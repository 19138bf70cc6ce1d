//! The faces that the dossier is set in: found in a folder that the caller names, checked, kept as bytes.
//!
//! Which files with which digests belong there is the business of whoever fills the folder; here they only have to
//! parse. Prose is set in a serif, figures and labels in a sans with figures of equal width, headings in its heavier
//! cut; what none of them has comes from the emoji face, and rare Han signs (CJK Extensions B to F) from one of their own,
//! which is large and read only when such a sign comes.

mod coverage;
mod ligature;

pub(crate) use coverage::{Coverage, Glyph};

use crate::Error;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// The voices that a text can be set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Prose and messages.
    Serif = 0,
    /// Figures, ids, times, labels.
    Sans = 1,
    /// Headings.
    Bold = 2,
}

/// Index of a face in [`Fonts`]. The first three are the voices.
pub(crate) type FaceIx = u8;

/// The face of pictures, after the voices.
pub(crate) const EMOJI: FaceIx = 3;

/// The face of rare Han signs, after that of pictures.
pub(crate) const RARE: FaceIx = 4;

/// Its file, and its name inside the PDF.
const RARE_FILE: (&str, &str) = ("HanaMinB_ExtBF.ttf", "HanaMinB-Regular");

/// File name, name inside the PDF, whether the dossier cannot do without.
const FILES: [(&str, &str, bool); 4] = [
    ("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular", true),
    ("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular", false),
    ("NotoSansSC_600SemiBold.ttf", "NotoSansSC-SemiBold", false),
    ("NotoEmoji_400Regular.ttf", "NotoEmoji-Regular", true),
];

/// One font file.
pub(crate) struct Face {
    /// Its name inside the PDF.
    pub(crate) name: &'static str,
    /// Its bytes; they parse.
    pub(crate) bytes: Arc<Vec<u8>>,
}

/// The loaded faces. Loading reads some 37 MB; several dossiers can be rendered from one.
pub struct Fonts {
    /// In the order of [`FILES`]; `None` where an optional file is not there.
    faces: [Option<Face>; 4],
    rare_path: PathBuf,
    /// `None` where the file is not there or is no font: its signs are then shown by their numbers.
    rare: OnceLock<Option<Face>>,
}

impl Fonts {
    /// Loads the faces from a folder that holds `NotoSerifSC_400Regular.ttf` and `NotoEmoji_400Regular.ttf`, and better
    /// also `NotoSansSC_400Regular.ttf` and `NotoSansSC_600SemiBold.ttf`, without which the serif takes their part, and
    /// `HanaMinB_ExtBF.ttf`, without which rare signs are shown by their numbers.
    ///
    /// # Errors
    /// A needed file is missing, or a file is no TrueType font.
    pub fn load(folder: &Path) -> Result<Fonts, Error> {
        let mut faces = [const { None }; 4];
        for (slot, (file, name, needed)) in faces.iter_mut().zip(FILES) {
            let path = folder.join(file);
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => bytes,
                Err(source) if !needed && source.kind() == std::io::ErrorKind::NotFound => continue,
                Err(source) => return Err(Error::FontMissing { path, source }),
            };
            *slot = Some(checked(bytes, name).map_err(|source| Error::FontUnreadable { path, source })?);
        }
        Ok(Fonts { faces, rare_path: folder.join(RARE_FILE.0), rare: OnceLock::new() })
    }

    /// The face of rare signs, read now if it was not yet.
    pub(crate) fn rare(&self) -> Option<&Face> {
        let read = || checked(std::fs::read(&self.rare_path).ok()?, RARE_FILE.1).ok();
        self.rare.get_or_init(read).as_ref()
    }

    /// The face of an index; of a voice whose file is not there the serif.
    pub(crate) fn face(&self, ix: FaceIx) -> &Face {
        let found = if ix == RARE { self.rare() } else { self.faces[usize::from(ix)].as_ref() };
        found.or(self.faces[Voice::Serif as usize].as_ref()).expect("the serif is always loaded")
    }

    /// The index under which a voice is drawn: its own, or the serif's where its file is not there.
    pub(crate) fn drawn_as(&self, voice: Voice) -> FaceIx {
        if self.faces[voice as usize].is_some() { voice as FaceIx } else { Voice::Serif as FaceIx }
    }

    /// The number of faces that an index can name, besides that of rare signs.
    pub(crate) fn count(&self) -> usize {
        self.faces.len()
    }

    /// The parsed face of an index.
    pub(crate) fn parsed(&self, ix: FaceIx) -> ttf_parser::Face<'_> {
        ttf_parser::Face::parse(&self.face(ix).bytes, 0).expect("loading has parsed this face")
    }
}

/// A face of these bytes; otherwise what is wrong with them, `None` where only the outlines are missing.
fn checked(bytes: Vec<u8>, name: &'static str) -> Result<Face, Option<ttf_parser::FaceParsingError>> {
    let parsed = ttf_parser::Face::parse(&bytes, 0).map_err(Some)?;
    if parsed.tables().glyf.is_none() {
        return Err(None);
    }
    Ok(Face { name, bytes: Arc::new(bytes) })
}

/// Whether a character may be one of the rare signs.
pub(crate) fn is_rare(c: char) -> bool {
    matches!(c, '\u{20000}'..='\u{2ebef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_or_broken_font_is_named() {
        let folder = std::env::temp_dir().join(format!("juzheng-fonts-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder in the system's temporary folder");
        let missing = Fonts::load(&folder).err().expect("an empty folder has no fonts");
        assert!(missing.to_string().contains("NotoSerifSC_400Regular.ttf"), "{missing}");
        std::fs::write(folder.join("NotoSerifSC_400Regular.ttf"), b"no font").expect("a small file");
        let broken = Fonts::load(&folder).err().expect("seven bytes are no font");
        assert!(matches!(broken, Error::FontUnreadable { .. }), "{broken}");
        std::fs::remove_dir_all(&folder).expect("the folder is ours");
    }
}
