//! A sheet as a document: a heading, a table whose head is repeated and whose rows are not divided, notes, page numbers.

use super::{Cell, Part, Sheet, xml};
use chrono::NaiveDate;

/// Twentieths of a point: A4.
const SHORT: u32 = 11_906;
/// Twentieths of a point: A4.
const LONG: u32 = 16_838;
/// 28 mm, the binding margin.
const BINDING: u32 = 1_588;
/// 20 mm.
const MARGIN: u32 = 1_134;

/// Characters of a cell up to which its row is not divided.
const KEPT_TOGETHER: usize = 120;

/// Characters of a cell: more would fill whole pages, over which some programs take minutes.
const MOST: usize = 4_000;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub(super) fn parts(sheet: &Sheet, date: NaiveDate) -> Vec<Part> {
    let kinds = [
        ("word/document.xml", "wordprocessingml.document.main"),
        ("word/styles.xml", "wordprocessingml.styles"),
        ("word/footer1.xml", "wordprocessingml.footer"),
    ];
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let inner = format!(
        "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{relations}/footer\" Target=\"footer1.xml\"/></Relationships>",
        xml::HEAD
    );
    vec![
        ("[Content_Types].xml", xml::kinds(&kinds)),
        ("_rels/.rels", xml::relations("word/document.xml")),
        ("docProps/core.xml", xml::core(&format!("{}：{}", sheet.name, sheet.title), date)),
        ("word/document.xml", document(sheet, relations)),
        ("word/_rels/document.xml.rels", inner),
        ("word/styles.xml", styles()),
        ("word/footer1.xml", footer()),
    ]
}

fn document(sheet: &Sheet, relations: &str) -> String {
    let (width, height) = if sheet.is_wide { (LONG, SHORT) } else { (SHORT, LONG) };
    let all: u32 = sheet.columns.iter().map(|column| column.width).sum::<u32>().max(1);
    let room = width - BINDING - MARGIN;
    let widths: Vec<u32> = sheet.columns.iter().map(|column| room * column.width / all).collect();
    let mut out = format!("{}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{relations}\"><w:body>", xml::HEAD);
    out.push_str(&paragraph(sheet.name, "Title", ""));
    out.push_str(&paragraph(&sheet.title, "Subtitle", ""));
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Framed\"/><w:tblW w:w=\"{room}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         </w:tblPr><w:tblGrid>"
    ));
    widths.iter().for_each(|width| out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>")));
    out.push_str("</w:tblGrid>");
    let heads: Vec<Cell> = sheet.columns.iter().map(|column| Cell::Text(column.title.to_owned())).collect();
    row(&mut out, &heads, &widths, "<w:tblHeader/>", "Head");
    sheet.rows.iter().for_each(|cells| row(&mut out, cells, &widths, "", "Cell"));
    out.push_str("</w:tbl>");
    out.push_str(&paragraph("", "Note", ""));
    sheet.notes.iter().for_each(|note| out.push_str(&paragraph(note, "Note", "")));
    let turned = if sheet.is_wide { " w:orient=\"landscape\"" } else { "" };
    // On a sheet that lies on its side the binding margin is above.
    let (top, left) = if sheet.is_wide { (BINDING, MARGIN) } else { (MARGIN, BINDING) };
    out.push_str(&format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{left}\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    ));
    out
}

fn row(out: &mut String, cells: &[Cell], widths: &[u32], more: &str, style: &str) {
    // A row that is higher than a page must be divided: some programs never come to an end over it otherwise.
    let is_short = cells.iter().all(|cell| match cell {
        Cell::Text(text) => text.chars().count() <= KEPT_TOGETHER && text.lines().count() <= 12,
        Cell::Amount(_) => true,
    });
    let whole = if is_short { "<w:cantSplit/>" } else { "" };
    out.push_str(&format!("<w:tr><w:trPr>{whole}{more}</w:trPr>"));
    for (cell, width) in cells.iter().zip(widths) {
        out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        out.push_str(&match cell {
            Cell::Text(text) => paragraph(&xml::shortened(text, MOST), style, ""),
            Cell::Amount(fen) => paragraph(&fen.yuan_text(), style, "<w:jc w:val=\"right\"/>"),
        });
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

/// A paragraph; line ends stay line ends. What a field code would be is written as text.
fn paragraph(text: &str, style: &str, more: &str) -> String {
    let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r>");
    for (ix, line) in text.split('\n').enumerate() {
        if ix > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", xml::text(line)));
    }
    out + "</w:r></w:p>"
}

fn footer() -> String {
    let field =
        |code: &str| format!("<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    format!(
        "{}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Note\"/><w:jc w:val=\"right\"/></w:pPr>\
         {}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}</w:p></w:ftr>",
        xml::HEAD,
        field("PAGE"),
        field("NUMPAGES")
    )
}

fn styles() -> String {
    let style = |name: &str, size: u32, bold: bool, more: &str| {
        let bold = if bold { "<w:b/>" } else { "" };
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{name}\"><w:name w:val=\"{name}\"/><w:pPr>{more}</w:pPr>\
             <w:rPr>{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let side = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    let framed: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat();
    let after = "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>";
    format!(
        "{}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\"/><w:lang w:val=\"zh-CN\" \
         w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>{}{}{}{}{}\
         <w:style w:type=\"table\" w:styleId=\"Framed\"><w:name w:val=\"Framed\"/><w:tblPr><w:tblBorders>{framed}</w:tblBorders>\
         <w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/>\
         <w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>",
        xml::HEAD,
        style("Title", 36, true, after),
        style("Subtitle", 24, false, after),
        style("Head", 19, true, ""),
        style("Cell", 19, false, ""),
        style("Note", 18, false, ""),
    )
}
