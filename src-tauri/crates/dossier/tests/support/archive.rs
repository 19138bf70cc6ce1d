//! What ISO 19005-3 asks of a file's structure, as far as it can be told without a validator: a list of faults.

#![allow(dead_code, missing_docs, unreachable_pub)] // not every test uses all of it

use lopdf::{Dictionary, Document, Object, Stream, content::Content};
use std::collections::{BTreeMap, HashSet};

/// Everything that is wrong with a file that calls itself PDF/A-3b.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let mut look = Look { document: &document, faults: Vec::new() };
    look.file(bytes);
    look.catalog();
    look.objects();
    look.fonts();
    look.pages();
    look.attachments();
    look.faults
}

struct Look<'d> {
    document: &'d Document,
    faults: Vec<String>,
}

impl<'d> Look<'d> {
    fn must(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(what());
        }
    }

    fn file(&mut self, bytes: &[u8]) {
        let head = bytes.get(..15).unwrap_or_default();
        self.must(head.starts_with(b"%PDF-1.7\n%") && head[10..14].iter().all(|byte| *byte > 127), || {
            "6.1.2 header".into()
        });
        self.must(bytes.ends_with(b"%%EOF\n"), || "6.1.3 end".into());
        let id = self.document.trailer.get(b"ID").and_then(Object::as_array);
        self.must(id.is_ok_and(|id| id.len() == 2), || "6.1.3 ID".into());
        self.must(!self.document.trailer.has(b"Encrypt"), || "6.1.3 encrypted".into());
    }

    fn catalog(&mut self) {
        let document = self.document;
        let catalog = document.catalog().expect("a catalog");
        for key in ["OpenAction", "AA", "OCProperties", "AcroForm", "Requirements", "NeedsRendering"] {
            self.must(!catalog.has(key.as_bytes()), || format!("catalog has {key}"));
        }
        self.must(catalog.has(b"PageLabels") && catalog.has(b"Lang"), || "labels, language".into());
        let metadata = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream);
        let Ok(metadata) = metadata else { return self.faults.push("6.6.2 no XMP".into()) };
        self.must(!metadata.dict.has(b"Filter"), || "6.6.2 XMP is packed".into());
        let xmp = String::from_utf8_lossy(&metadata.content).into_owned();
        for tag in ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"] {
            self.must(xmp.contains(tag), || format!("6.6.4 no {tag}"));
        }
        self.must(xmp.matches("<?xpacket").count() == 2, || "6.6.2 packet".into());
        self.info(&xmp);
        let intents = catalog.get(b"OutputIntents").and_then(Object::as_array).cloned().unwrap_or_default();
        self.must(intents.len() == 1, || "6.2.3 one output intent".into());
        for intent in &intents {
            let intent = document.dereference(intent).and_then(|(_, found)| found.as_dict());
            let Ok(intent) = intent else { continue };
            let kind = intent.get(b"S").and_then(Object::as_name);
            self.must(kind.is_ok_and(|kind| kind == b"GTS_PDFA1"), || "6.2.3 kind of intent".into());
            let profile = intent.get_deref(b"DestOutputProfile", document).and_then(Object::as_stream);
            match profile {
                Ok(profile) => self.profile(profile),
                Err(_) => self.faults.push("6.2.3 profile".into()),
            }
        }
    }

    /// 6.6.3: what Info says, XMP says.
    fn info(&mut self, xmp: &str) {
        let info = self.document.trailer.get_deref(b"Info", self.document).and_then(Object::as_dict);
        let Ok(info) = info else { return self.faults.push("no Info".into()) };
        let text = |key: &[u8]| {
            let bytes = info.get(key).and_then(Object::as_str).unwrap_or_default();
            let text = match bytes.strip_prefix(&[0xfe, 0xff]) {
                Some(units) => String::from_utf16_lossy(
                    &units
                        .chunks_exact(2)
                        .map(|two| u16::from_be_bytes([two[0], two[1]]))
                        .collect::<Vec<_>>(),
                ),
                None => String::from_utf8_lossy(bytes).into_owned(),
            };
            text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        };
        let date = |key: &[u8]| {
            let text = text(key);
            format!("{}-{}-{}T00:00:00Z", &text[2..6], &text[6..8], &text[8..10])
        };
        let same = [
            format!("<xmp:CreatorTool>{}<", text(b"Creator")),
            format!("<pdf:Producer>{}<", text(b"Producer")),
            format!(">{}</rdf:li></rdf:Alt></dc:title>", text(b"Title")),
            format!(">{}</rdf:li></rdf:Alt></dc:description>", text(b"Subject")),
            format!("<xmp:CreateDate>{}<", date(b"CreationDate")),
            format!("<xmp:ModifyDate>{}<", date(b"ModDate")),
        ];
        for said in same {
            self.must(xmp.contains(&said), || format!("6.6.3 XMP lacks {said}"));
        }
    }

    fn profile(&mut self, stream: &Stream) {
        let bytes = stream.decompressed_content().unwrap_or_default();
        let channels = stream.dict.get(b"N").and_then(Object::as_i64).unwrap_or(0);
        let space: &[u8] = if channels == 1 { b"GRAY" } else { b"RGB " };
        let sound = bytes.len() > 128
            && bytes[36..40] == *b"acsp"
            && bytes[16..20] == *space
            && matches!(bytes[8], 2 | 4)
            && bytes[..4] == (bytes.len() as u32).to_be_bytes();
        self.must(sound, || "6.2.4.2 profile".into());
    }

    fn objects(&mut self) {
        for (id, object) in &self.document.objects {
            self.object(&format!("{id:?}"), object, 0);
        }
    }

    fn object(&mut self, at: &str, object: &Object, depth: usize) {
        match object {
            Object::Name(name) => {
                self.must(name.len() <= 127, || format!("{at} 6.1.13 name"));
                self.must(name != b"DeviceCMYK", || format!("{at} 6.2.4.3 CMYK"));
            }
            Object::String(bytes, _) => self.must(bytes.len() <= 32_767, || format!("{at} 6.1.13 string")),
            Object::Integer(n) => self.must(i32::try_from(*n).is_ok(), || format!("{at} 6.1.13 integer")),
            Object::Array(items) => items.iter().for_each(|item| self.object(at, item, depth + 1)),
            Object::Dictionary(dictionary) => self.dictionary(at, dictionary, depth),
            Object::Stream(stream) => {
                self.stream(at, stream);
                self.dictionary(at, &stream.dict, depth);
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, at: &str, dictionary: &Dictionary, depth: usize) {
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
        if let Ok(action) = dictionary.get(b"S").and_then(Object::as_name) {
            let forbidden: [&[u8]; 10] = [
                b"Launch",
                b"Sound",
                b"Movie",
                b"ResetForm",
                b"ImportData",
                b"Hide",
                b"SetOCGState",
                b"Rendition",
                b"JavaScript",
                b"URI",
            ];
            self.must(!forbidden.contains(&action), || format!("{at} 6.5.1 action"));
        }
        if dictionary.has_type(b"Annot") || name(b"Subtype") == b"Link" {
            let flags = dictionary.get(b"F").and_then(Object::as_i64).unwrap_or(0);
            self.must(flags & 0b10_0111 == 0b100, || format!("{at} 6.3.2 flags {flags}"));
            self.must(name(b"Subtype") == b"Link", || format!("{at} 6.3.3 appearance"));
        }
        if dictionary.has_type(b"ExtGState") {
            let has = |key: &str| dictionary.has(key.as_bytes());
            self.must(!has("TR") && !has("TR2") && !has("HTP"), || format!("{at} 6.2.5 state"));
        }
        for (_, value) in dictionary {
            self.object(at, value, depth + 1);
        }
    }

    fn stream(&mut self, at: &str, stream: &Stream) {
        let dictionary = &stream.dict;
        for key in ["F", "FFilter", "FDecodeParms", "OPI", "Ref", "Alternates", "PS"] {
            self.must(!dictionary.has(key.as_bytes()), || format!("{at} stream has {key}"));
        }
        let filters = stream.filters().unwrap_or_default();
        let known: [&[u8]; 2] = [b"FlateDecode", b"DCTDecode"];
        self.must(filters.iter().all(|filter| known.contains(filter)), || format!("{at} 6.1.7.2 filter"));
        let kind = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        self.must(kind != b"PS", || format!("{at} 6.2.9.1 PostScript"));
        if kind == b"Image" {
            let bits = dictionary.get(b"BitsPerComponent").and_then(Object::as_i64).unwrap_or(0);
            self.must(matches!(bits, 1 | 2 | 4 | 8 | 16), || format!("{at} 6.2.8 bits"));
            let smooth = dictionary.get(b"Interpolate").and_then(Object::as_bool);
            self.must(!smooth.unwrap_or(false), || format!("{at} 6.2.8.1 interpolated"));
            if let Ok(space) = dictionary.get(b"ColorSpace").and_then(Object::as_array)
                && space.first().and_then(|kind| kind.as_name().ok()) == Some(b"ICCBased")
                && let Some(Ok((_, Object::Stream(profile)))) =
                    space.get(1).map(|profile| self.document.dereference(profile))
            {
                self.profile(profile);
            }
        }
    }

    fn fonts(&mut self) {
        let document = self.document;
        for (id, object) in &document.objects {
            let Ok(font) = object.as_dict() else { continue };
            let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
            if font.has_type(b"Font") && kind == b"Type0" {
                self.font(&format!("font {id:?}"), font);
            }
        }
    }

    /// 6.2.11: embedded, named as a subset, widths as in the font, a glyph and a text for every code.
    fn font(&mut self, at: &str, font: &'d Dictionary) {
        let document = self.document;
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        self.must(name.get(6) == Some(&b'+'), || format!("{at} name of a subset"));
        self.must(font.get(b"Encoding").and_then(Object::as_name).is_ok_and(|n| n == b"Identity-H"), || {
            format!("{at} encoding")
        });
        let of = |node: &'d Dictionary, key: &[u8]| node.get_deref(key, document).ok();
        let descendant = of(font, b"DescendantFonts").and_then(|d| d.as_array().ok()).and_then(|d| d.first());
        let Some(descendant) =
            descendant.and_then(|d| document.dereference(d).ok()).and_then(|(_, d)| d.as_dict().ok())
        else {
            return self.faults.push(format!("{at} descendant"));
        };
        self.must(descendant.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|n| n == name), || {
            format!("{at} names")
        });
        let file = of(descendant, b"FontDescriptor")
            .and_then(|d| d.as_dict().ok())
            .and_then(|d| of(d, b"FontFile2"))
            .and_then(|f| f.as_stream().ok())
            .and_then(|f| f.decompressed_content().ok());
        let map = of(descendant, b"CIDToGIDMap")
            .and_then(|m| m.as_stream().ok())
            .and_then(|m| m.decompressed_content().ok());
        let (Some(file), Some(map)) = (file, map) else {
            return self.faults.push(format!("{at} 6.2.11.4 not embedded"));
        };
        let Ok(face) = ttf_parser::Face::parse(&file, 0) else {
            return self.faults.push(format!("{at} is no font"));
        };
        let widths =
            of(descendant, b"W").and_then(|w| w.as_array().ok()).map(|w| spread(w)).unwrap_or_default();
        let usual = descendant.get(b"DW").and_then(Object::as_i64).unwrap_or(1000) as f32;
        let texts = of(font, b"ToUnicode").and_then(|t| t.as_stream().ok());
        self.must(texts.is_some(), || format!("{at} without text"));
        let em = f32::from(face.units_per_em());
        for (code, two) in (0_u16..).zip(map.chunks_exact(2)).skip(1) {
            let glyph = u16::from_be_bytes([two[0], two[1]]);
            self.must(glyph != 0 && glyph < face.number_of_glyphs(), || {
                format!("{at} code {code} is .notdef")
            });
            let advance = face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
            let stated = widths.get(&code).copied().unwrap_or(usual);
            let wrong = (stated - f32::from(advance) * 1000.0 / em).abs();
            self.must(wrong <= 1.0, || format!("{at} 6.2.11.5 width of {code}: {stated} for {advance}/{em}"));
        }
    }

    fn pages(&mut self) {
        let document = self.document;
        for (number, page) in document.get_pages() {
            let dictionary = document.get_dictionary(page).expect("a page");
            self.must(!dictionary.has(b"AA"), || format!("page {number} acts"));
            let content = document.get_page_content(page);
            let Ok(content) = Content::decode(&content) else {
                self.faults.push(format!("page {number} cannot be read"));
                continue;
            };
            let mut depth = 0_i32;
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "q" => depth += 1,
                    "Q" => depth -= 1,
                    "k" | "K" => self.faults.push(format!("page {number} 6.2.4.3 CMYK")),
                    _ => {}
                }
                self.must((0..=28).contains(&depth), || format!("page {number} 6.1.13 q {depth}"));
            }
            self.must(depth == 0, || format!("page {number} q and Q"));
        }
    }

    /// 6.8 and annex E.
    fn attachments(&mut self) {
        let document = self.document;
        let catalog = document.catalog().expect("a catalog");
        let associated: HashSet<_> = catalog
            .get(b"AF")
            .and_then(Object::as_array)
            .map(|af| af.iter().filter_map(|one| one.as_reference().ok()).collect())
            .unwrap_or_default();
        for (id, object) in &document.objects {
            let Ok(specification) = object.as_dict() else { continue };
            if !specification.has_type(b"Filespec") {
                continue;
            }
            for key in ["F", "UF", "EF", "Desc", "AFRelationship"] {
                self.must(specification.has(key.as_bytes()), || format!("attachment {id:?} lacks {key}"));
            }
            self.must(associated.contains(id), || format!("attachment {id:?} is not associated"));
            let file = specification.get(b"EF").and_then(Object::as_dict);
            let file = file.and_then(|ef| ef.get_deref(b"F", document)).and_then(Object::as_stream);
            self.must(file.is_ok_and(|file| file.dict.has(b"Subtype")), || {
                format!("attachment {id:?} has no type")
            });
        }
    }
}

/// `[1 [500 600] 7 9 250]` by code.
fn spread(widths: &[Object]) -> BTreeMap<u16, f32> {
    let mut spread = BTreeMap::new();
    let mut at = 0;
    while let Some(first) = widths.get(at).and_then(|n| n.as_i64().ok()) {
        match widths.get(at + 1) {
            Some(Object::Array(each)) => {
                for (code, width) in (first as u16..).zip(each) {
                    spread.insert(code, width.as_float().unwrap_or(-1.0));
                }
                at += 2;
            }
            Some(last) => {
                let width = widths.get(at + 2).and_then(|w| w.as_float().ok()).unwrap_or(-1.0);
                for code in first..=last.as_i64().unwrap_or(first) {
                    spread.insert(code as u16, width);
                }
                at += 3;
            }
            None => break,
        }
    }
    spread
}
