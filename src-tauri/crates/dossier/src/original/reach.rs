//! What a page of a stranger's PDF needs: all objects that it leads to, and whether an archive may hold them.

use super::objects::Objects;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// More objects than any honest page needs.
const MOST: usize = 50_000;

/// Where a font's outlines stand.
const EMBEDDED: [&str; 3] = ["FontFile", "FontFile2", "FontFile3"];

/// The objects that a page needs.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    /// Their numbers in the file that they come from, in order.
    pub(crate) ids: BTreeSet<ObjectId>,
    /// What an archive (PDF/A) may not hold, as far as can be told without drawing: `None` where nothing was found.
    pub(crate) hindrance: Option<&'static str>,
    /// Whether Chinese is set in a font that the file does not contain: what a reader of PDF shows then depends on what it
    /// has, and may be nothing.
    pub(crate) lacks_font: bool,
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
        roots.into_iter().for_each(|root| reach.look_at(objects, root, &mut waiting));
        waiting.extend(forms);
        while let Some(id) = waiting.pop() {
            if reach.ids.insert(id) {
                if reach.ids.len() > MOST {
                    return None;
                }
                reach.look_at(objects, &objects.cleaned(id), &mut waiting);
            }
        }
        Some(reach)
    }

    fn look_at(&mut self, objects: &Objects, object: &Object, waiting: &mut Vec<ObjectId>) {
        match object {
            Object::Reference(id) => waiting.push(*id),
            Object::Array(items) => items.iter().for_each(|item| self.look_at(objects, item, waiting)),
            Object::Dictionary(dictionary) => {
                self.font(objects, dictionary);
                dictionary.iter().for_each(|(_, value)| self.look_at(objects, value, waiting));
            }
            Object::Stream(stream) => {
                self.stream(stream);
                stream.dict.iter().for_each(|(_, value)| self.look_at(objects, value, waiting));
            }
            Object::Name(name) if name == b"DeviceCMYK" => self.hindered_by("device-dependent CMYK"),
            _ => {}
        }
    }

    /// A font must be embedded; only those whose glyphs are drawn in the file (Type 3) have nothing to embed.
    fn font(&mut self, objects: &Objects, dictionary: &Dictionary) {
        let named = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
        let is_embedded = |descriptor: &Dictionary| EMBEDDED.iter().any(|key| descriptor.has(key.as_bytes()));
        if dictionary.has_type(b"FontDescriptor") && !is_embedded(dictionary) {
            self.hindered_by("a font that is not embedded");
        }
        if named(b"Subtype").starts_with(b"CIDFontType") {
            let descriptor = dictionary.get(b"FontDescriptor").ok().map(|found| objects.followed(found));
            let descriptor = descriptor.and_then(|found| found.as_dict().ok());
            self.lacks_font |= !descriptor.is_some_and(is_embedded);
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
