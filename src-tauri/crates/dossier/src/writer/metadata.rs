//! What the file says of itself: Info and XMP (saying the same), language, output intent, and its identity.

use super::{file::deflated, icc, plain_stream, text_string};
use crate::xml::escape;
use chrono::NaiveDate;
use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};

/// What the file says of itself. The date is the caller's: no clock is asked.
pub(crate) struct Metadata {
    /// Title of the document.
    pub(crate) title: String,
    /// What it is about.
    pub(crate) subject: String,
    /// Program and version.
    pub(crate) program: String,
    /// The date on the cover.
    pub(crate) date: NaiveDate,
    /// The number of the first page that has one.
    pub(crate) first_page: usize,
    /// Whether the file begins with a cover that is not counted: the page that was given last.
    pub(crate) cover: bool,
    /// Identity of the material.
    pub(crate) material: [u8; 16],
    /// Identity of this document: material and options.
    pub(crate) instance: [u8; 16],
}

impl Metadata {
    /// Adds everything to the catalog and the trailer; `is_archive` says whether the file may call itself PDF/A-3b.
    pub(super) fn add(&self, document: &mut Document, is_archive: bool) -> lopdf::Result<()> {
        let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let xmp = document.add_object(plain_stream(kind, self.xmp(is_archive).into_bytes()));
        let profile = document.add_object(deflated(dictionary! { "N" => 3 }, &icc::srgb()));
        let intent = document.add_object(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal("sRGB"),
            "Info" => Object::string_literal("sRGB IEC61966-2.1"),
            "DestOutputProfile" => profile,
        });
        let info = document.trailer.get(b"Info")?.as_reference()?;
        document.set_object(info, self.info());
        let catalog = document.catalog_mut()?;
        catalog.set("Metadata", xmp);
        catalog.set("OutputIntents", vec![Object::Reference(intent)]);
        catalog.set("PageLayout", "SinglePage");
        catalog.set("PageLabels", dictionary! { "Nums" => self.labels() });
        catalog.set("Lang", Object::string_literal("zh-CN"));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        let id = |bytes: [u8; 16]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
        document.trailer.set("ID", vec![id(self.material), id(self.instance)]);
        Ok(())
    }

    /// Pages are called by the numbers that are printed on them; a cover of its own has none.
    fn labels(&self) -> Vec<Object> {
        let numbered = |from: usize| -> Object { dictionary! { "S" => "D", "St" => from as i64 }.into() };
        match self.cover {
            true => {
                let cover = dictionary! { "P" => text_string("封面") };
                vec![0.into(), cover.into(), 1.into(), numbered(self.first_page)]
            }
            false => vec![0.into(), numbered(self.first_page)],
        }
    }

    fn info(&self) -> Dictionary {
        let date = Object::string_literal(pdf_date(self.date));
        dictionary! {
            "Title" => text_string(&self.title),
            "Subject" => text_string(&self.subject),
            "Creator" => text_string(&self.program),
            "Producer" => text_string(&self.program),
            "CreationDate" => date.clone(),
            "ModDate" => date,
        }
    }

    fn xmp(&self, is_archive: bool) -> String {
        let archive = if is_archive {
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        } else {
            ""
        };
        let date = format!("{}T00:00:00Z", self.date.format("%Y-%m-%d"));
        let (title, subject, program) = (escape(&self.title), escape(&self.subject), escape(&self.program));
        let (material, instance) = (uuid(self.material), uuid(self.instance));
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
             xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
             <dc:format>application/pdf</dc:format>\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
             <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
             <xmp:CreatorTool>{program}</xmp:CreatorTool>\
             <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
             <pdf:Producer>{program}</pdf:Producer>\
             <xmpMM:DocumentID>uuid:{material}</xmpMM:DocumentID>\
             <xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>\
             {archive}\
             </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
        )
    }
}

/// Midnight of a day, as PDF writes it.
pub(super) fn pdf_date(date: NaiveDate) -> String {
    format!("D:{}000000Z", date.format("%Y%m%d"))
}

fn uuid(bytes: [u8; 16]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
