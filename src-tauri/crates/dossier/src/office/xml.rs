//! Texts and parts of office documents: what XML cannot hold is named as in the dossier.

use crate::xml::escape;

/// The head of every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A text for an element or an attribute. Line ends stay; other controls and marks that turn text become `[U+202E]`.
pub(super) fn text(text: &str) -> String {
    let mut named = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => named.push(c),
            '\r' => {}
            '\u{fffe}'
            | '\u{ffff}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => named.push_str(&format!("[U+{:04X}]", c as u32)),
            c if c.is_control() => named.push_str(&format!("[U+{:04X}]", c as u32)),
            c => named.push(c),
        }
    }
    escape(&named)
}

/// Cut to so many characters, with a word about the rest.
pub(super) fn shortened(whole: &str, most: usize) -> String {
    let count = whole.chars().count();
    if count <= most {
        return whole.to_owned();
    }
    let kept: String = whole.chars().take(most).collect();
    format!("{kept}（以下略去 {} 字，全文见原件）", count - most)
}

/// What the file says of itself.
pub(super) fn core(title: &str, date: chrono::NaiveDate) -> String {
    let date = format!("{}T00:00:00Z", date.format("%Y-%m-%d"));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>",
        text(title)
    )
}

/// Which part leads to the document, and to what it says of itself.
pub(super) fn relations(document: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"{document}\"/>\
         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// The kinds of the parts.
pub(super) fn kinds(overrides: &[(&str, &str)]) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for (part, kind) in overrides {
        let kind = format!("application/vnd.openxmlformats-officedocument.{kind}+xml");
        out.push_str(&format!("<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>"));
    }
    out + "</Types>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        assert_eq!(text("<a>&\"\u{202e}\u{0}\r\n"), "&lt;a&gt;&amp;&quot;[U+202E][U+0000]\n");
        assert_eq!(shortened("一二三四", 2), "一二（以下略去 2 字，全文见原件）");
        assert_eq!(shortened("一二", 2), "一二");
    }
}
