//! Pages of strangers' PDFs, taken over as they are: each becomes a form, and what it needs is copied once.

use super::{
    file::{ObjectFile, deflated},
    stock::Stocked,
};
use crate::{
    Error,
    original::{Leaf, Objects},
};
use juzheng_model::Digest;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::{collections::HashMap, io::Write};

/// What was taken over so far.
#[derive(Default)]
pub(super) struct Imports {
    /// Numbers in a source, and here.
    copied: HashMap<(Digest, ObjectId), u32>,
    hindrance: Option<&'static str>,
}

impl Imports {
    /// What of it an archive may not hold.
    pub(super) fn hindrance(&self) -> Option<&'static str> {
        self.hindrance
    }

    /// Takes a page over and writes it.
    pub(super) fn page<W: Write>(
        &mut self,
        file: &mut ObjectFile<W>,
        source: Digest,
        objects: &Objects,
        leaf: Leaf,
    ) -> Result<Stocked, Error> {
        self.hindrance = self.hindrance.or(leaf.reach.hindrance).or(uses_cmyk(&leaf.content));
        let new: Vec<ObjectId> =
            leaf.reach.ids.iter().copied().filter(|id| !self.copied.contains_key(&(source, *id))).collect();
        for id in &new {
            self.copied.insert((source, *id), file.reserve());
        }
        for id in new {
            let here = self.copied[&(source, id)];
            let mut object = objects.cleaned(id);
            self.renumber(source, &mut object);
            match object {
                Object::Stream(stream) => file.stream(here, &stream)?,
                object => file.object(here, &object)?,
            }
        }
        let [left, bottom, right, top] = leaf.bounds;
        let mut resources = leaf.resources;
        self.renumber(source, &mut resources);
        let bounds = Object::Array([left, bottom, right, top].map(Object::Real).to_vec());
        let mut dictionary = form(bounds.clone(), resources);
        if let Some(mut group) = leaf.group {
            self.renumber(source, &mut group);
            dictionary.set("Group", group);
        }
        let page = file.reserve();
        file.stream(page, &deflated(dictionary, &leaf.content))?;
        let seals: Vec<(u32, [f64; 6])> =
            leaf.seals.iter().map(|seal| (self.copied[&(source, seal.form)], seal.matrix)).collect();
        let id = if seals.is_empty() { page } else { sealed(file, page, &seals, bounds)? };
        Ok(stocked(id, leaf.bounds, leaf.turns))
    }

    /// Numbers of the source become ours; what was not copied is nothing.
    fn renumber(&self, source: Digest, object: &mut Object) {
        match object {
            Object::Reference(id) => {
                *object = self.copied.get(&(source, *id)).map_or(Object::Null, |here| (*here, 0).into());
            }
            Object::Array(items) => items.iter_mut().for_each(|item| self.renumber(source, item)),
            Object::Dictionary(dictionary) => {
                dictionary.iter_mut().for_each(|(_, value)| self.renumber(source, value));
            }
            Object::Stream(stream) => {
                stream.dict.iter_mut().for_each(|(_, value)| self.renumber(source, value));
            }
            _ => {}
        }
    }
}

pub(super) fn form(bounds: Object, resources: Object) -> Dictionary {
    dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds, "Resources" => resources }
}

/// A form that draws the page, which may leave its state in disorder, and then what lies on it.
fn sealed<W: Write>(
    file: &mut ObjectFile<W>,
    page: u32,
    seals: &[(u32, [f64; 6])],
    bounds: Object,
) -> Result<u32, Error> {
    let mut named = dictionary! { "P" => (page, 0) };
    let mut content = b"q /P Do Q\n".to_vec();
    for (ix, (seal, matrix)) in seals.iter().enumerate() {
        named.set(format!("S{ix}"), (*seal, 0));
        let matrix: Vec<String> = matrix.iter().map(|n| format!("{n:.6}")).collect();
        content.extend(format!("q {} cm /S{ix} Do Q\n", matrix.join(" ")).bytes());
    }
    let id = file.reserve();
    let resources = dictionary! { "XObject" => named };
    file.stream(id, &deflated(form(bounds, resources.into()), &content))?;
    Ok(id)
}

/// How the page's own space leads to the unit square.
fn stocked(id: u32, [left, bottom, right, top]: [f32; 4], turns: u8) -> Stocked {
    let (w, h) = (right - left, top - bottom);
    let [sx, sy] = [w, h].map(|side| 1.0 / f64::from(side));
    let (x, y) = (-f64::from(left) * sx, -f64::from(bottom) * sy);
    let upright = match turns {
        0 => [sx, 0.0, 0.0, sy, x, y],
        1 => [0.0, -sx, sy, 0.0, y, 1.0 - x],
        2 => [-sx, 0.0, 0.0, -sy, 1.0 - x, 1.0 - y],
        _ => [0.0, sx, -sy, 0.0, 1.0 - y, x],
    };
    let size = if turns % 2 == 1 { [h, w] } else { [w, h] };
    Stocked { id, size, upright }
}

/// Colours given as CMYK without a profile, by the operators that do so.
fn uses_cmyk(content: &[u8]) -> Option<&'static str> {
    let mut words = content.split(|byte| byte.is_ascii_whitespace());
    words
        .any(|word| matches!(word, b"k" | b"K" | b"/DeviceCMYK" | b"/CMYK"))
        .then_some("device-dependent CMYK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_come_where_they_belong() {
        // The lower left corner of the page as it is stored, on the unit square after the turns.
        for (turns, want) in [(0, (0.0, 0.0)), (1, (0.0, 1.0)), (2, (1.0, 1.0)), (3, (1.0, 0.0))] {
            let stocked = stocked(1, [10.0, 20.0, 110.0, 220.0], turns);
            let [a, b, c, d, e, f] = stocked.upright;
            let at = (a * 10.0 + c * 20.0 + e, b * 10.0 + d * 20.0 + f);
            assert!((at.0 - want.0).abs() < 1e-9 && (at.1 - want.1).abs() < 1e-9, "{turns}: {at:?}");
            assert_eq!(stocked.size, if turns % 2 == 1 { [200.0, 100.0] } else { [100.0, 200.0] });
        }
    }
}
