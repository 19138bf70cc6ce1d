//! Tables for lawyers who edit: read back by another program, the same each time, and nothing in them acts.

mod support;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use juzheng_dossier::office::{CatalogueRow, Format, Sheet, catalogue, transfers, write};
use std::io::{Cursor, Read};
use support::specimen;

fn written(sheet: &Sheet, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    let date = NaiveDate::from_ymd_opt(2024, 11, 21).expect("a date");
    write(sheet, format, date, &mut out).expect("memory");
    out
}

fn part(package: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut text = String::new();
    zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

fn hostile() -> juzheng_model::snapshot::Snapshot {
    let mut snapshot = specimen();
    snapshot.title = "甲<&>\u{202e}乙".into();
    snapshot.transfers[0].memo = Some("=HYPERLINK(\"http://x\",\"y\")".into());
    snapshot.transfers[1].memo = Some("+1+cmd|' /C calc'!A0".into());
    snapshot.transfers[2].memo = Some("_x0041_\u{0}\u{b}换\n行".into());
    snapshot.transfers[3].memo = Some("长".repeat(40_000));
    snapshot.transfers[0].transaction_id = Some("1000050001202403010123456789".into());
    snapshot
}

#[test]
fn a_workbook_is_read_back_as_it_was_meant() {
    let snapshot = hostile();
    let sheet = transfers(&snapshot, &[]);
    let bytes = written(&sheet, Format::Workbook);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["收付明细"]);
    let range = book.worksheet_range("收付明细").expect("a sheet");
    let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(1, 4), Data::String("金额（元）".into()));
    assert_eq!(cell(2, 4), Data::Float(50_000.0), "an amount can be added up");
    assert_eq!(cell(2, 7), Data::String("=HYPERLINK(\"http://x\",\"y\")".into()), "a text, no formula");
    assert_eq!(cell(3, 7), Data::String("+1+cmd|' /C calc'!A0".into()));
    assert_eq!(cell(2, 8), Data::String("1000050001202403010123456789".into()), "every digit");
    let long = cell(5, 7).to_string();
    assert!(long.ends_with("（以下略去 8000 字，全文见原件）"), "{}", long.chars().count());
    let formulas = book.worksheet_formula("收付明细").expect("a sheet");
    assert!(formulas.used_cells().next().is_none());
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("_x005F_x0041_[U+0000][U+000B]换\n行") && !xml.contains("<f"), "no formula at all");
    assert_eq!(part(&bytes, "xl/styles.xml").matches("quotePrefix=\"1\"").count(), 4);
}

#[test]
fn a_document_holds_every_cell() {
    let rows = [
        CatalogueRow {
            number: "1-1".into(),
            name: "微信支付账单<甲>".into(),
            source: "用户提供".into(),
            shows: "收付\n两行".into(),
            form: "电子数据".into(),
            pages: "12–15".into(),
        },
        CatalogueRow { number: "1-2".into(), ..CatalogueRow::default() },
    ];
    let sheet = catalogue("林晓岚与周启明民间借贷纠纷", &rows);
    let bytes = written(&sheet, Format::Document);
    let xml = part(&bytes, "word/document.xml");
    for want in [
        "证据目录",
        "微信支付账单&lt;甲&gt;",
        "收付</w:t><w:br/><w:t xml:space=\"preserve\">两行",
        "电子数据",
        "12–15",
    ] {
        assert!(xml.contains(want), "{want}");
    }
    assert_eq!(xml.matches("<w:tr>").count(), 3);
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    let without = catalogue("案", &[CatalogueRow::default()]);
    assert_eq!(without.columns.len(), 5, "no column of forms that are not known");
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for format in [Format::Workbook, Format::Document] {
        let sheet = transfers(&hostile(), &[]);
        assert_eq!(written(&sheet, format), written(&sheet, format));
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    }
}

/// For looking at them: `JUZHENG_OUT` names a folder.
#[test]
fn files_to_look_at() {
    let Some(folder) = std::env::var_os("JUZHENG_OUT").map(std::path::PathBuf::from) else {
        eprintln!("skipped: JUZHENG_OUT is not set");
        return;
    };
    for (format, name) in [(Format::Workbook, "transfers.xlsx"), (Format::Document, "transfers.docx")] {
        std::fs::write(folder.join(name), written(&transfers(&hostile(), &[]), format)).expect("a folder");
    }
}
