//! The workbook of a bill since March 2026, part by part: empty rows absent, times as serial numbers, amounts as
//! numbers, everything else as shared text.

use super::{
    bill::{Row, yuan},
    plain,
};
use chrono::{NaiveDate, NaiveDateTime};
use std::{
    collections::HashMap,
    io::{self, Cursor, Write},
};
use zip::ZipWriter;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const ROOT_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
/// Style 1 is a time, 3 an amount, 0 and 2 are plain.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh\:mm\:ss"/><numFmt numFmtId="165" formatCode="¥#,##0.00"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// The bytes of a workbook with one sheet: the preamble's lines, the header, the rows.
pub(super) fn workbook(preamble: &[String], header: &[&str], rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut texts = Texts::default();
    let sheet = sheet(&mut texts, preamble, header, rows);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &texts.part()),
        ("xl/styles.xml", STYLES),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        zip.start_file(name, plain(2026, 4, 2)?)?;
        zip.write_all(HEAD.as_bytes())?;
        zip.write_all(body.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn sheet(texts: &mut Texts, preamble: &[String], header: &[&str], rows: &[Row]) -> String {
    let mut out = String::from(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    let mut row = 0;
    for line in preamble {
        row += 1;
        if !line.is_empty() {
            out += &format!(r#"<row r="{row}">{}</row>"#, texts.cell("A", row, 0, line));
        }
    }
    row += 1;
    out += &format!(r#"<row r="{row}">"#);
    for (column, name) in columns().zip(header) {
        out += &texts.cell(column, row, 0, name);
    }
    out += "</row>";
    for of in rows {
        row += 1;
        out += &format!(r#"<row r="{row}">"#);
        for (column, value) in columns().zip(cells(of)) {
            out += &match value {
                Cell::Time(serial) => format!(r#"<c r="{column}{row}" s="1"><v>{serial}</v></c>"#),
                Cell::Money(fen) => format!(r#"<c r="{column}{row}" s="3"><v>{}</v></c>"#, shortest(fen)),
                Cell::Text("") => format!(r#"<c r="{column}{row}" s="2"/>"#),
                Cell::Text(text) => texts.cell(column, row, 2, text),
            };
        }
        out += "</row>";
    }
    out + "</sheetData></worksheet>"
}

enum Cell<'a> {
    Time(f64),
    Money(u64),
    Text(&'a str),
}

fn cells(row: &Row) -> [Cell<'_>; 11] {
    let text = |text| Cell::Text(text);
    [
        Cell::Time(serial(&row.at)),
        text(&row.kind),
        text(&row.counterparty),
        text(&row.item),
        text(row.side),
        Cell::Money(row.fen),
        text(&row.method),
        text(&row.status),
        text(&row.transaction),
        text(&row.merchant),
        text(&row.note),
    ]
}

fn columns() -> impl Iterator<Item = &'static str> {
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"].into_iter()
}

/// Days and parts of a day since the end of 1899, as spreadsheets count.
fn serial(at: &str) -> f64 {
    let epoch =
        NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap_or_default();
    let at =
        NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M:%S").expect("the script's times are well formed");
    (at - epoch).num_seconds() as f64 / 86_400.0
}

/// `1000`, `9.7`, `9.78`: as a spreadsheet writes a number.
fn shortest(fen: u64) -> String {
    let full = yuan(fen);
    full.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The workbook's table of texts, each once.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, usize>,
    list: Vec<String>,
    uses: usize,
}

impl Texts {
    fn cell(&mut self, column: &str, row: usize, style: u8, text: &str) -> String {
        self.uses += 1;
        let next = self.list.len();
        let number = *self.numbers.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.list.push(text.to_owned());
        }
        format!(r#"<c r="{column}{row}" s="{style}" t="s"><v>{number}</v></c>"#)
    }

    fn part(&self) -> String {
        let (uses, unique) = (self.uses, self.list.len());
        let mut out = format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{uses}" uniqueCount="{unique}">"#
        );
        for text in &self.list {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            out += &format!(r#"<si><t xml:space="preserve">{text}</t></si>"#);
        }
        out + "</sst>"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_a_spreadsheet_writes_them() {
        for (fen, text) in [(100_000, "1000"), (970, "9.7"), (978, "9.78"), (5, "0.05")] {
            assert_eq!(shortest(fen), text);
        }
        assert_eq!(serial("2026-09-24 11:40:58").to_string(), "46289.48678240741");
    }
}
