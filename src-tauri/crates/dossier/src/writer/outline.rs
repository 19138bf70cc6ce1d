//! The outline (bookmarks): parts, and within them their sections.

use super::text_string;
use crate::layout::{HEIGHT, Heading};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Adds the outline; without headings there is none.
pub(super) fn add(document: &mut Document, headings: &[Heading], pages: &[ObjectId]) -> lopdf::Result<()> {
    if headings.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let mut parts: Vec<(&Heading, Vec<&Heading>)> = Vec::new();
    for heading in headings {
        match parts.last_mut() {
            Some((_, sections)) if heading.level > 0 => sections.push(heading),
            _ => parts.push((heading, Vec::new())),
        }
    }
    let ids: Vec<ObjectId> = parts.iter().map(|_| document.new_object_id()).collect();
    for (ix, (part, sections)) in parts.iter().enumerate() {
        let mut item = entry(part, root, pages, &ids, ix);
        let own: Vec<ObjectId> = sections.iter().map(|_| document.new_object_id()).collect();
        for (at, section) in sections.iter().enumerate() {
            let item = entry(section, ids[ix], pages, &own, at);
            document.set_object(own[at], item);
        }
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            item.set("First", *first);
            item.set("Last", *last);
            // A negative count is a closed branch.
            item.set("Count", -(own.len() as i64));
        }
        document.set_object(ids[ix], item);
    }
    let (first, last) = (ids[0], ids[ids.len() - 1]);
    document.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => ids.len() as i64 },
    );
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

fn entry(heading: &Heading, parent: ObjectId, pages: &[ObjectId], ids: &[ObjectId], ix: usize) -> Dictionary {
    let page = pages.get(heading.page).map_or(Object::Null, |id| Object::Reference(*id));
    let top = Object::Real((HEIGHT - heading.top).round());
    let to = vec![page, "XYZ".into(), Object::Null, top, Object::Null];
    let mut item = dictionary! { "Parent" => parent, "Title" => text_string(&heading.title), "Dest" => to };
    if ix > 0 {
        item.set("Prev", ids[ix - 1]);
    }
    if let Some(next) = ids.get(ix + 1) {
        item.set("Next", *next);
    }
    item
}
