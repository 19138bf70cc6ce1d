//! Originals as a window shows them: kinds, rows, stretches of text, small pictures.

#[path = "../collect/mod.rs"]
mod collect;
mod hostile;
mod kind;
mod picture;
mod rows;
mod text;

use juzheng_intake::view;
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Every constructed input: its case, as `wechat_bill/v1-csv`, and its bytes.
fn cases() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/cases");
    let list = |folder: PathBuf| {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
        paths.sort();
        paths
    };
    let mut cases = Vec::new();
    for source in ["wechat_bill", "wechat_chat"] {
        for folder in list(root.join(source)) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let input = list(folder).into_iter().find(|path| path.file_stem().is_some_and(|s| s == "input"));
            let bytes = fs::read(input.expect("a case has an input")).expect("an input can be read");
            cases.push((format!("{source}/{name}"), bytes));
        }
    }
    assert!(cases.len() > 30, "{} cases", cases.len());
    cases
}

fn case(name: &str) -> Vec<u8> {
    let found = cases().into_iter().find(|(case, _)| case == name);
    found.unwrap_or_else(|| panic!("no case {name}")).1
}

fn rows_of(bytes: &[u8], sheet: Option<&str>, from: u64, count: usize) -> view::Rows {
    view::rows(&mut Cursor::new(bytes), bytes.len() as u64, sheet, from, count).expect("memory can be read")
}

fn kind_of(bytes: &[u8]) -> view::Kind {
    view::kind(&mut Cursor::new(bytes), bytes.len() as u64).expect("memory can be read")
}

/// A zip archive of these entries.
fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry begins");
        writer.write_all(content).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// A workbook of one sheet `甲`: its shared texts and the cells of its rows as XML.
fn workbook(texts: &str, rows: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>");
    let in_book = relation(1, "worksheet", "worksheets/sheet1.xml")
        + &relation(2, "sharedStrings", "sharedStrings.xml");
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"甲\" sheetId=\"1\" \
                 r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relations(&in_book)),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{texts}</sst>")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    zip_of(&parts)
}
