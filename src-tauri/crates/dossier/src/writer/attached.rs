//! Files inside the file (ISO 32000-2, 14.13; PDF/A-3 allows any kind): the manifest of the materials and the like.

use super::{
    file::{ObjectFile, deflated},
    text_string,
};
use crate::Attachment;
use chrono::NaiveDate;
use lopdf::{Document, Object, dictionary};
use std::io::{self, Write};

/// An attachment whose bytes are in the file.
pub(super) struct Attached<'a> {
    attachment: &'a Attachment,
    stream: u32,
}

/// Writes the bytes of attachments.
pub(super) fn write<'a, W: Write>(
    file: &mut ObjectFile<W>,
    attachments: &'a [Attachment],
    date: NaiveDate,
) -> io::Result<Vec<Attached<'a>>> {
    let mut attached = Vec::with_capacity(attachments.len());
    for attachment in attachments {
        let stream = file.reserve();
        let dictionary = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(attachment.media_type.clone().into_bytes()),
            "Params" => dictionary! {
                "Size" => attachment.bytes.len() as i64,
                "ModDate" => Object::string_literal(super::metadata::pdf_date(date)),
            },
        };
        file.stream(stream, &deflated(dictionary, &attachment.bytes))?;
        attached.push(Attached { attachment, stream });
    }
    Ok(attached)
}

/// Names them in the catalog.
pub(super) fn add(document: &mut Document, attached: &[Attached<'_>]) -> lopdf::Result<()> {
    if attached.is_empty() {
        return Ok(());
    }
    let mut named: Vec<(Object, Object)> = Vec::with_capacity(attached.len());
    for Attached { attachment, stream } in attached {
        let name = text_string(&attachment.name);
        let specification = document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => name.clone(),
            "UF" => name.clone(),
            "Desc" => text_string(&attachment.description),
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => (*stream, 0), "UF" => (*stream, 0) },
        });
        named.push((name, specification.into()));
    }
    // A tree of names is searched by bytes.
    named.sort_by(|(one, _), (other, _)| {
        one.as_str().unwrap_or_default().cmp(other.as_str().unwrap_or_default())
    });
    let all: Vec<Object> = named.iter().map(|(_, specification)| specification.clone()).collect();
    let tree: Vec<Object> =
        named.into_iter().flat_map(|(name, specification)| [name, specification]).collect();
    let catalog = document.catalog_mut()?;
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => tree } });
    catalog.set("AF", all);
    Ok(())
}
