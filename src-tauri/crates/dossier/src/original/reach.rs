//! What a page of a stranger's PDF needs: all objects that it leads to, and whether an archive may hold them.

use super::objects::Objects;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// More objects than any honest page needs.
const MOST: usize = 50_000;

/// The objects that a page needs.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    /// Their numbers in the file that they come from, in order.
    pub(crate) ids: BTreeSet<ObjectId>,
    /// What an archive (PDF/A) may not hold, as far as can be told without drawing: `None` where nothing was found.
    pub(crate) hindrance: Option<&'static str>,
}

impl Reach {
    /// Follows everything from these objects (which are cleaned) and these numbers; `None` where that is too much.
    pub(crate) fn of(
        objects: &Objects,
        roots: Vec<&Object>,
        forms: impl Iterator<Item = ObjectId>,
    ) -> Option<Reach> {
        let mut reach = Reach::default();
        let mut waiting = Vec::new();
        roots.into_iter().for_each(|root| reach.look_at(root, &mut waiting));
        waiting.extend(forms);
        while let Some(id) = waiting.pop() {
            if reach.ids.insert(id) {
                if reach.ids.len() > MOST {
                    return None;
                }
                reach.look_at(&objects.cleaned(id), &mut waiting);
            }
        }
        Some(reach)
    }

    fn look_at(&mut self, object: &Object, waiting: &mut Vec<ObjectId>) {
        match object {
            Object::Reference(id) => waiting.push(*id),
            Object::Array(items) => items.iter().for_each(|item| self.look_at(item, waiting)),
            Object::Dictionary(dictionary) => {
                self.font(dictionary);
                dictionary.iter().for_each(|(_, value)| self.look_at(value, waiting));
            }
            Object::Stream(stream) => {
                self.stream(stream);
                stream.dict.iter().for_each(|(_, value)| self.look_at(value, waiting));
            }
            Object::Name(name) if name == b"DeviceCMYK" => self.hindered_by("device-dependent CMYK"),
            _ => {}
        }
    }

    /// A font must be embedded; only those whose glyphs are drawn in the file (Type 3) have nothing to embed.
    fn font(&mut self, dictionary: &Dictionary) {
        let named = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
        if dictionary.has_type(b"FontDescriptor") {
            let embedded: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
            if !embedded.iter().any(|key| dictionary.has(key)) {
                self.hindered_by("a font that is not embedded");
            }
        }
        if dictionary.has_type(b"Font") {
            match named(b"Subtype") {
                b"Type0" | b"Type3" => {}
                _ if !dictionary.has(b"FontDescriptor") => self.hindered_by("a font that is not embedded"),
                b"CIDFontType2" if !dictionary.has(b"CIDToGIDMap") => {
                    self.hindered_by("a font without its map of glyphs");
                }
                _ => {}
            }
        }
    }

    fn stream(&mut self, stream: &Stream) {
        let filters = stream.filters().unwrap_or_default();
        if filters.iter().any(|filter| matches!(*filter, b"LZWDecode" | b"LZW" | b"Crypt" | b"JPXDecode")) {
            self.hindered_by("a packing that archives do not know");
        }
    }

    fn hindered_by(&mut self, what: &'static str) {
        self.hindrance.get_or_insert(what);
    }
}
