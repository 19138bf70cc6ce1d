//! A sheet as a workbook: texts are inline strings with the mark of a quote before them, so that no program takes one for a
//! formula, not even when the cell is edited; amounts are numbers.

use super::{Cell, Column, Part, Sheet, xml};
use chrono::NaiveDate;

/// Characters that a cell can hold, with room for the word about what is cut.
const MOST: usize = 32_000;
/// Styles in the order of `cellXfs` below.
const TITLE: u32 = 1;
const HEAD: u32 = 2;
const TEXT: u32 = 3;
const AMOUNT: u32 = 4;
/// Points of a line.
const LINE: usize = 14;
/// Lines of the highest row: 409 points are the most that spreadsheets know.
const HIGHEST: usize = 29;
/// The row of the column heads.
const HEAD_ROW: usize = 2;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub(super) fn parts(sheet: &Sheet, date: NaiveDate) -> Vec<Part> {
    let kinds = [
        ("xl/workbook.xml", "spreadsheetml.sheet.main"),
        ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
        ("xl/styles.xml", "spreadsheetml.styles"),
    ];
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "{}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
         <definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{name}'!${HEAD_ROW}:${HEAD_ROW}</definedName>\
         </definedNames></workbook>",
        xml::HEAD,
        name = sheet.name
    );
    let inner = format!(
        "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>",
        xml::HEAD
    );
    vec![
        ("[Content_Types].xml", xml::kinds(&kinds)),
        ("_rels/.rels", xml::relations("xl/workbook.xml")),
        ("docProps/core.xml", xml::core(&format!("{}：{}", sheet.name, sheet.title), date)),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", inner),
        ("xl/styles.xml", styles()),
        ("xl/worksheets/sheet1.xml", worksheet(sheet)),
    ]
}

fn worksheet(sheet: &Sheet) -> String {
    let last = letters(sheet.columns.len() - 1);
    let orientation = if sheet.is_wide { "landscape" } else { "portrait" };
    let mut out = format!(
        "{}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"{HEAD_ROW}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
        xml::HEAD,
        HEAD_ROW + 1
    );
    for (number, column) in (1..).zip(&sheet.columns) {
        let width = column.width;
        out.push_str(&format!(
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        ));
    }
    out.push_str("</cols><sheetData>");
    let title = Cell::Text(format!("{}　{}", sheet.name, sheet.title));
    row(&mut out, 1, std::slice::from_ref(&title), TITLE, 20);
    let heads: Vec<Cell> = sheet.columns.iter().map(|column| Cell::Text(column.title.to_owned())).collect();
    row(&mut out, HEAD_ROW, &heads, HEAD, LINE);
    for (number, cells) in (HEAD_ROW + 1..).zip(&sheet.rows) {
        row(&mut out, number, cells, TEXT, height(cells, &sheet.columns));
    }
    let end = HEAD_ROW + sheet.rows.len();
    for (number, note) in (end + 2..).zip(&sheet.notes) {
        row(&mut out, number, &[Cell::Text(note.clone())], 0, LINE);
    }
    out.push_str(&format!(
        "</sheetData><autoFilter ref=\"A{HEAD_ROW}:{last}{end}\"/>\
         <pageMargins left=\"1.1\" right=\"0.6\" top=\"0.8\" bottom=\"0.8\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"{orientation}\" fitToWidth=\"1\" fitToHeight=\"0\"/>\
         <headerFooter><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    ));
    out
}

/// How high a row is, in points: spreadsheets do not all work it out themselves when they open a file.
fn height(cells: &[Cell], columns: &[Column]) -> usize {
    let lines = |(cell, column): (&Cell, &Column)| match cell {
        Cell::Amount(_) => 1,
        Cell::Text(text) => {
            let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
            let room = (column.width as usize).saturating_sub(1).max(1);
            text.lines().take(HIGHEST).map(|line| wide(line).div_ceil(room).max(1)).sum::<usize>()
        }
    };
    LINE * cells.iter().zip(columns).map(lines).max().unwrap_or(1).clamp(1, HIGHEST)
}

fn row(out: &mut String, number: usize, cells: &[Cell], style: u32, height: usize) {
    out.push_str(&format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">"));
    for (ix, cell) in cells.iter().enumerate() {
        let at = format!("{}{number}", letters(ix));
        match cell {
            Cell::Text(text) if text.is_empty() => out.push_str(&format!("<c r=\"{at}\" s=\"{style}\"/>")),
            Cell::Text(text) => {
                let text = xml::text(&unescaped_by_readers(&xml::shortened(text, MOST)));
                out.push_str(&format!(
                    "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ));
            }
            Cell::Amount(fen) => {
                let yuan = fen.yuan_text().replace(',', "");
                out.push_str(&format!("<c r=\"{at}\" s=\"{AMOUNT}\"><v>{yuan}</v></c>"));
            }
        }
    }
    out.push_str("</row>");
}

/// Spreadsheets read `_x0041_` as a character (ISO/IEC 29500-1, 22.9.2.19): its first sign is written so itself.
fn unescaped_by_readers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text.as_bytes()[at..];
        let reads_as_one = rest.len() >= 7
            && rest.starts_with(b"_x")
            && rest[2..6].iter().all(u8::is_ascii_hexdigit)
            && rest[6] == b'_';
        if reads_as_one { out.push_str("_x005F_") } else { out.push(c) }
    }
    out
}

/// A, B, … Z, AA: the letters of a column.
fn letters(ix: usize) -> String {
    let last = char::from(b'A' + (ix % 26) as u8);
    if ix < 26 { last.to_string() } else { format!("{}{last}", letters(ix / 26 - 1)) }
}

fn styles() -> String {
    let font = |size: u32, more: &str| format!("<font>{more}<sz val=\"{size}\"/><name val=\"宋体\"/></font>");
    let top = "<alignment vertical=\"top\" wrapText=\"1\"/>";
    let xf = |number: u32, font: u32, border: u32, more: &str, inner: &str| {
        format!(
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyAlignment=\"1\" \
             applyBorder=\"1\" applyFont=\"1\" applyNumberFormat=\"1\"{more}>{inner}</xf>"
        )
    };
    let quote = " quotePrefix=\"1\"";
    let side = |side: &str| format!("<{side} style=\"thin\"><color auto=\"1\"/></{side}>");
    let framed: String = ["left", "right", "top", "bottom"].map(side).concat();
    format!(
        "{}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"3\">{}{}{}</fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>{framed}<diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"5\">{}{}{}{}{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        xml::HEAD,
        font(10, ""),
        font(14, "<b/>"),
        font(10, "<b/>"),
        xf(49, 0, 0, quote, ""),
        xf(49, 1, 0, quote, ""),
        xf(49, 2, 1, quote, top),
        xf(49, 0, 1, quote, top),
        xf(4, 0, 1, "", "<alignment vertical=\"top\"/>"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_and_texts_stay_as_they_are() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
        assert_eq!(unescaped_by_readers("a_x0041_b_x_"), "a_x005F_x0041_b_x_");
    }
}
