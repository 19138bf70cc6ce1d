//! A stranger's PDF as objects, from which single pages can be taken over as they are.
//!
//! What cannot be taken over in good faith is answered with `None`, and is shown as a picture: content that is packed in
//! unknown ways, layers that are switched off, Chinese in fonts that are not there, sizes on which the two readers of PDF do
//! not agree, more objects than a page has. Files come here only after [`crate::Pages`] has found their streams within bounds.

use super::{clean::cleaned, reach::Reach};
use crate::pages::{Fault, apart};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

/// Content of a page, or objects packed in a stream, unfold to this at most.
const UNFOLDED: usize = 64 << 20;
/// Trees of pages are this deep at most.
const DEPTH: usize = 64;

/// The objects of a PDF.
pub(crate) struct Objects {
    document: Document,
    pages: Vec<ObjectId>,
}

/// A page as it can be taken over.
pub(crate) struct Leaf {
    /// The box that is shown: left, bottom, right, top.
    pub(crate) bounds: [f32; 4],
    /// Quarter turns to the right by which it is turned upright.
    pub(crate) turns: u8,
    /// What its content names.
    pub(crate) resources: Object,
    /// How it is laid upon what is below, where it says so.
    pub(crate) group: Option<Object>,
    /// Its content, unpacked.
    pub(crate) content: Vec<u8>,
    /// What lies on it: stamps, seals, fields.
    pub(crate) seals: Vec<Seal>,
    /// All objects that these need.
    pub(crate) reach: Reach,
}

/// The appearance of an annotation.
pub(crate) struct Seal {
    /// The form that draws it.
    pub(crate) form: ObjectId,
    /// Where it is placed.
    pub(crate) matrix: [f64; 6],
}

impl Objects {
    /// Reads the objects; `None` where no page can be taken over.
    pub(crate) fn of(bytes: &[u8], pages: usize) -> Option<Objects> {
        let read = apart(|| {
            let options = LoadOptions { max_decompressed_size: Some(UNFOLDED), ..LoadOptions::default() };
            let document = Document::load_mem_with_options(bytes, options).map_err(|_| Fault::Broken)?;
            let ids: Vec<ObjectId> = document.page_iter().take(pages + 1).collect();
            Ok((document, ids))
        });
        let (document, ids) = read.ok()?;
        let is_open = !document.is_encrypted();
        (is_open && ids.len() == pages && !hides_layers(&document))
            .then_some(Objects { document, pages: ids })
    }

    /// An object without what could act or lead out of the file.
    pub(crate) fn cleaned(&self, id: ObjectId) -> Object {
        self.document.get_object(id).map_or(Object::Null, cleaned)
    }

    /// A page (from 1) of the size that the other reader sees, in points.
    pub(crate) fn leaf(&self, page: usize, (width, height): (f32, f32)) -> Option<Leaf> {
        apart(|| self.leaf_of(page).ok_or(Fault::Broken)).ok().filter(|leaf| {
            let [left, bottom, right, top] = leaf.bounds;
            let (w, h) =
                if leaf.turns % 2 == 1 { (top - bottom, right - left) } else { (right - left, top - bottom) };
            (w - width).abs() < 1.0 && (h - height).abs() < 1.0
        })
    }

    fn leaf_of(&self, page: usize) -> Option<Leaf> {
        let page = self.document.get_dictionary(*self.pages.get(page.checked_sub(1)?)?).ok()?;
        let media = self.inherited(page, b"MediaBox").and_then(|found| self.rectangle(found))?;
        let crop = self.inherited(page, b"CropBox").and_then(|found| self.rectangle(found)).unwrap_or(media);
        let bounds =
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let is_box = bounds[2] - bounds[0] >= 1.0 && bounds[3] - bounds[1] >= 1.0;
        if !is_box || page.has(b"UserUnit") {
            return None;
        }
        let turns = match self.inherited(page, b"Rotate").map(Object::as_i64) {
            None => 0,
            Some(Ok(degrees)) if degrees % 90 == 0 => (degrees / 90).rem_euclid(4) as u8,
            Some(_) => return None,
        };
        let resources = self.inherited(page, b"Resources").map_or_else(|| Dictionary::new().into(), cleaned);
        let group = page.get(b"Group").ok().map(|group| cleaned(self.followed(group)));
        let content = self.content(page)?;
        let seals = self.seals(page);
        let mut roots = vec![&resources];
        roots.extend(&group);
        let reach = Reach::of(self, roots, seals.iter().map(|seal| seal.form))?;
        if reach.lacks_font {
            return None;
        }
        Some(Leaf { bounds, turns, resources, group, content, seals, reach })
    }

    /// The object that this one names, or itself.
    pub(super) fn followed<'o>(&'o self, object: &'o Object) -> &'o Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, found)| found)
    }

    fn inherited<'o>(&'o self, page: &'o Dictionary, key: &[u8]) -> Option<&'o Object> {
        let mut node = page;
        for _ in 0..DEPTH {
            if let Ok(found) = node.get(key) {
                return Some(self.followed(found));
            }
            node = self.followed(node.get(b"Parent").ok()?).as_dict().ok()?;
        }
        None
    }

    fn numbers<const N: usize>(&self, object: &Object) -> Option<[f32; N]> {
        let items = self.followed(object).as_array().ok()?;
        let numbers: Option<Vec<f32>> =
            items.iter().map(|item| self.followed(item).as_float().ok()).collect();
        numbers?.try_into().ok().filter(|numbers: &[f32; N]| numbers.iter().all(|n| n.is_finite()))
    }

    fn rectangle(&self, object: &Object) -> Option<[f32; 4]> {
        let [a, b, c, d] = self.numbers(object)?;
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }

    fn content(&self, page: &Dictionary) -> Option<Vec<u8>> {
        let streams: Vec<&Stream> = match page.get(b"Contents").map(|contents| self.followed(contents)) {
            Err(_) | Ok(Object::Null) => return Some(Vec::new()),
            Ok(Object::Stream(stream)) => vec![stream],
            Ok(Object::Array(parts)) => {
                parts.iter().map(|part| self.followed(part).as_stream().ok()).collect::<Option<_>>()?
            }
            Ok(_) => return None,
        };
        let mut content = Vec::new();
        for stream in streams {
            content.extend(unpacked(stream, UNFOLDED.checked_sub(content.len())?)?);
            content.push(b'\n');
        }
        Some(content)
    }

    fn seals(&self, page: &Dictionary) -> Vec<Seal> {
        let annotations = page.get(b"Annots").ok().and_then(|found| self.followed(found).as_array().ok());
        annotations.into_iter().flatten().filter_map(|annotation| self.seal(annotation)).collect()
    }

    /// ISO 32000-1, 12.5.5: the appearance's box, turned by its matrix, is fitted into the annotation's rectangle.
    fn seal(&self, annotation: &Object) -> Option<Seal> {
        const HIDDEN: i64 = 1 << 1;
        const NO_VIEW: i64 = 1 << 5;
        let annotation = self.followed(annotation).as_dict().ok()?;
        let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
        let is_popup =
            annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Popup");
        if flags & (HIDDEN | NO_VIEW) != 0 || is_popup {
            return None;
        }
        let [left, bottom, right, top] = self.rectangle(annotation.get(b"Rect").ok()?)?;
        let normal = self.followed(annotation.get(b"AP").ok()?).as_dict().ok()?.get(b"N").ok()?;
        let normal = match self.followed(normal) {
            Object::Dictionary(states) => {
                states.get(annotation.get(b"AS").and_then(Object::as_name).ok()?).ok()?
            }
            _ => normal,
        };
        let form = normal.as_reference().ok()?;
        let dictionary = &self.document.get_object(form).ok()?.as_stream().ok()?.dict;
        let bounds = self.rectangle(dictionary.get(b"BBox").ok()?)?;
        let own = dictionary.get(b"Matrix").ok().and_then(|matrix| self.numbers(matrix));
        let [a, b, c, d, e, f] = own.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]).map(f64::from);
        let corners = [(0, 1), (2, 1), (0, 3), (2, 3)].map(|(x, y)| {
            let (x, y) = (f64::from(bounds[x]), f64::from(bounds[y]));
            (a * x + c * y + e, b * x + d * y + f)
        });
        let least = corners.iter().fold((f64::MAX, f64::MAX), |l, c| (l.0.min(c.0), l.1.min(c.1)));
        let most = corners.iter().fold((f64::MIN, f64::MIN), |m, c| (m.0.max(c.0), m.1.max(c.1)));
        let (w, h) = (most.0 - least.0, most.1 - least.1);
        if w <= 0.0 || h <= 0.0 {
            return None;
        }
        let (sx, sy) = (f64::from(right - left) / w, f64::from(top - bottom) / h);
        let matrix = [sx, 0.0, 0.0, sy, f64::from(left) - least.0 * sx, f64::from(bottom) - least.1 * sy];
        Some(Seal { form, matrix })
    }
}

/// The bytes of a stream that is packed in a way that is surely understood.
pub(crate) fn unpacked(stream: &Stream, most: usize) -> Option<Vec<u8>> {
    const KNOWN: [&[u8]; 3] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode"];
    let is_known = match stream.dict.get(b"Filter") {
        Err(_) => true,
        Ok(_) => stream.filters().is_ok_and(|filters| filters.iter().all(|filter| KNOWN.contains(filter))),
    };
    let has_plain_parameters = match stream.dict.get(b"DecodeParms") {
        Err(_) | Ok(Object::Null | Object::Dictionary(_)) => true,
        Ok(_) => false,
    };
    if !is_known || !has_plain_parameters {
        return None;
    }
    stream.get_plain_content_with_limit(most).ok()
}

/// Whether the file has layers that are not shown: a page taken over would show them.
fn hides_layers(document: &Document) -> bool {
    let find = |node: &Dictionary, key: &[u8]| node.get_deref(key, document).cloned().ok();
    let Some(Object::Dictionary(layers)) = document.catalog().ok().and_then(|c| find(c, b"OCProperties"))
    else {
        return false;
    };
    let Some(Object::Dictionary(usual)) = find(&layers, b"D") else { return true };
    let all_on =
        find(&usual, b"BaseState").is_none_or(|state| state.as_name().is_ok_and(|name| name == b"ON"));
    let none_off = find(&usual, b"OFF").is_none_or(|off| off.as_array().is_ok_and(Vec::is_empty));
    !(all_on && none_off)
}
