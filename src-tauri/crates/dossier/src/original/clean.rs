//! Objects of a stranger's PDF without what could act, hide, or lead out of the file.

use lopdf::{Dictionary, Object, Stream};

/// Objects stand in each other this deep at most.
const DEPTH: usize = 48;
/// What a stream's dictionary may say and we do not pass on: data in other files, other versions of the picture for other
/// devices, places in structures that stay behind, layers (all of them are shown), smoothing (which an archive forbids).
const DROPPED: [&[u8]; 16] = [
    b"F",
    b"FFilter",
    b"FDecodeParms",
    b"OC",
    b"OPI",
    b"Ref",
    b"PS",
    b"Alternates",
    b"Metadata",
    b"PieceInfo",
    b"StructParent",
    b"StructParents",
    b"AF",
    b"LastModified",
    b"Interpolate",
    b"Measure",
];
/// What belongs to a document, not to a page's looks.
const FOREIGN: [&[u8]; 9] = [
    b"Page",
    b"Pages",
    b"Catalog",
    b"Annot",
    b"Action",
    b"Filespec",
    b"EmbeddedFile",
    b"StructElem",
    b"Outlines",
];

/// The object without all that.
pub(crate) fn cleaned(object: &Object) -> Object {
    clean(object, 0)
}

fn clean(object: &Object, depth: usize) -> Object {
    if depth > DEPTH {
        return Object::Null;
    }
    match object {
        Object::Array(items) => Object::Array(items.iter().map(|item| clean(item, depth + 1)).collect()),
        Object::Dictionary(dictionary) => clean_dictionary(dictionary, depth),
        Object::Stream(stream) => Object::Stream(clean_stream(stream, depth)),
        other => other.clone(),
    }
}

fn clean_dictionary(dictionary: &Dictionary, depth: usize) -> Object {
    match dictionary.get_type() {
        Ok(b"OCG" | b"OCMD") => return Dictionary::new().into(),
        Ok(kind) if FOREIGN.contains(&kind) => return Object::Null,
        _ => {}
    }
    let is_state = dictionary.has_type(b"ExtGState");
    let keeps = |key: &[u8]| !(is_state && matches!(key, b"TR" | b"TR2" | b"HTP" | b"HT"));
    let kept = dictionary.iter().filter(|(key, _)| keeps(key));
    Dictionary::from_iter(kept.map(|(key, value)| (key.clone(), clean(value, depth + 1)))).into()
}

fn clean_stream(stream: &Stream, depth: usize) -> Stream {
    let says =
        |key: &[u8], what: &[u8]| stream.dict.get(key).and_then(Object::as_name).is_ok_and(|n| n == what);
    // A program of PostScript, or data in another file: nothing is drawn.
    let is_empty = says(b"Subtype", b"PS") || says(b"Subtype2", b"PS") || stream.dict.has(b"F");
    let kept =
        stream.dict.iter().filter(|(key, _)| !DROPPED.contains(&key.as_slice()) && *key != b"Subtype2");
    let mut dictionary =
        Dictionary::from_iter(kept.map(|(key, value)| (key.clone(), clean(value, depth + 1))));
    if !is_empty {
        return Stream::new(dictionary, stream.content.clone()).with_compression(false);
    }
    dictionary.remove(b"Filter");
    dictionary.remove(b"DecodeParms");
    dictionary.set("Subtype", "Form");
    if !dictionary.has(b"BBox") {
        dictionary.set("BBox", vec![0.into(), 0.into(), 1.into(), 1.into()]);
    }
    Stream::new(dictionary, Vec::new()).with_compression(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn what_acts_or_leads_out_is_left_behind() {
        let dictionary = dictionary! {
            "Fonts" => dictionary! { "A" => (5, 0), "F" => (6, 0) },
            "Layer" => dictionary! { "Type" => "OCG", "Name" => Object::string_literal("x") },
            "Act" => dictionary! { "Type" => "Action", "S" => "JavaScript" },
            "State" => dictionary! { "Type" => "ExtGState", "TR" => (7, 0), "ca" => 1 },
        };
        let kept = cleaned(&dictionary.into());
        let kept = kept.as_dict().expect("a dictionary");
        assert_eq!(
            kept.get(b"Fonts").and_then(Object::as_dict).map(Dictionary::len).ok(),
            Some(2),
            "names, not keys"
        );
        assert_eq!(kept.get(b"Layer").and_then(Object::as_dict).map(Dictionary::len).ok(), Some(0));
        assert_eq!(kept.get(b"Act").ok(), Some(&Object::Null));
        assert_eq!(kept.get(b"State").and_then(Object::as_dict).map(Dictionary::len).ok(), Some(2));
        for program in [
            dictionary! { "Subtype" => "PS" },
            dictionary! { "Subtype" => "Form", "F" => Object::string_literal("elsewhere.bin") },
        ] {
            let Object::Stream(stream) = cleaned(&Stream::new(program, b"showpage".to_vec()).into()) else {
                panic!("a stream stays a stream");
            };
            assert!(stream.content.is_empty() && !stream.dict.has(b"F"));
        }
        let mut deep = Object::Null;
        (0..10_000).for_each(|_| deep = Object::Array(vec![std::mem::replace(&mut deep, Object::Null)]));
        assert_ne!(cleaned(&deep), deep);
        // Dropping it is as deep as it is.
        while let Object::Array(mut items) = deep {
            deep = items.pop().unwrap_or(Object::Null);
        }
    }
}
