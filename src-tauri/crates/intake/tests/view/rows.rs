//! Rows stand under the numbers that records name, from wherever they are asked for.

use crate::{case, cases, collect, rows_of, workbook};
use juzheng_intake::view::{self, Line, Rows};
use juzheng_model::Place;
use std::io::Cursor;

/// All rows by asking for so many at a time.
fn paged(bytes: &[u8], sheet: Option<&str>, count: usize) -> Vec<Line> {
    let (mut all, mut from) = (Vec::new(), 1);
    loop {
        let page = rows_of(bytes, sheet, from, count);
        assert!(page.rows.len() <= count && (!page.more || !page.rows.is_empty()));
        assert!(page.rows.iter().all(|line| line.number >= from));
        from = page.rows.last().map_or(from, |line| line.number + 1);
        all.extend(page.rows);
        if !page.more {
            return all;
        }
    }
}

fn check(bytes: &[u8], from: u64, count: usize, want: &[(u64, &[&str])], more: bool) {
    let page = rows_of(bytes, None, from, count);
    let rows: Vec<(u64, Vec<&str>)> =
        page.rows.iter().map(|line| (line.number, line.cells.iter().map(String::as_str).collect())).collect();
    let want: Vec<(u64, Vec<&str>)> = want.iter().map(|(number, cells)| (*number, cells.to_vec())).collect();
    assert_eq!((rows, page.more), (want, more), "from {from}: {}", String::from_utf8_lossy(bytes));
}

#[test]
fn every_record_is_found_under_its_number() {
    let mut seen = 0;
    for (name, bytes) in cases() {
        let Some((_, read)) = collect::read(&bytes) else { continue };
        let transfers = read.transfers.iter().map(|t| (&t.place, t.transaction_id.as_deref().unwrap_or("")));
        let messages = read.messages.iter().map(|m| (&m.place, m.source_id.as_deref().unwrap_or("")));
        for (place, id) in transfers.chain(messages) {
            let (sheet, row) = match place {
                Place::Row { row } => (None, *row),
                Place::Sheet { sheet, row } => (Some(sheet.as_str()), *row),
                Place::Bytes { .. } | Place::Box { .. } => continue,
            };
            let page = rows_of(&bytes, sheet, row, 1);
            assert_eq!(page.sheet.as_deref(), sheet, "{name}");
            let [line] = &page.rows[..] else { panic!("{name}: no row {row}") };
            assert_eq!(line.number, row, "{name}");
            // What is rounded or escaped in the file is read otherwise than it stands.
            let digits = id.len() > 8 && !name.contains("rounded") && !name.contains("resaved");
            let stands = line.cells.iter().any(|cell| cell.contains(id));
            assert!(!digits || stands, "{name}: row {row}: {id} in {:?}", line.cells);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen} records");
}

#[test]
fn findings_of_rows_show_their_line() {
    let mut seen = 0;
    for (name, bytes) in cases() {
        let Some((_, read)) = collect::read(&bytes) else { continue };
        for finding in &read.findings {
            let Some(Place::Row { row }) = finding.place else { continue };
            let page = rows_of(&bytes, None, row, 1);
            assert_eq!(page.rows.first().map(|line| line.number), Some(row), "{name}: {finding:?}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} findings");
}

#[test]
fn pages_join_without_a_seam() {
    for (name, bytes) in cases() {
        let whole = rows_of(&bytes, None, 0, usize::MAX);
        assert!(!whole.more, "{name}");
        for count in [1, 2, 7] {
            assert_eq!(paged(&bytes, whole.sheet.as_deref(), count), whole.rows, "{name}, {count} at a time");
        }
        let end = whole.rows.last().map_or(1, |line| line.number + 1);
        assert_eq!(rows_of(&bytes, None, end, 5).rows, [], "{name}");
        assert_eq!(rows_of(&bytes, None, u64::MAX, 5).rows, [], "{name}");
    }
}

#[test]
fn a_bill_shows_its_preamble() {
    for name in [
        "v1-csv",
        "v2-csv-tab-after-quote",
        "v3-xlsx-text",
        "v4-xlsx-numeric",
        "v5-csv-gb18030",
        "utf16-tabs",
    ] {
        let page = rows_of(&case(&format!("wechat_bill/{name}")), None, 1, 30);
        let first = &page.rows[0];
        assert_eq!((first.number, first.cells[0].as_str()), (1, "微信支付账单明细"), "{name}");
        let of_cell = |text: &str| page.rows.iter().find(|line| line.cells[0].trim() == text);
        let header = of_cell("交易时间").unwrap_or_else(|| panic!("{name} has a header"));
        assert!(header.number >= 17 && header.cells.len() >= 11, "{name}");
        let below = page.rows.iter().find(|line| line.number > header.number).expect("there are transfers");
        assert_eq!(below.number, header.number + 1, "{name}");
        assert!(below.cells[0].starts_with("20") && below.cells.len() >= 11, "{name}: {below:?}");
    }
}

#[test]
fn rows_are_numbered_by_physical_lines() {
    let text = b"a,b\n1,\"x\ny\"\n\n\n,\n2,z\n3,\"q\"\n";
    check(text, 0, 9, &[(1, &["a", "b"]), (2, &["1", "x\ny"]), (7, &["2", "z"]), (8, &["3", "q"])], false);
    check(text, 3, 9, &[(7, &["2", "z"]), (8, &["3", "q"])], false);
    check(text, 2, 1, &[(2, &["1", "x\ny"])], true);
    check(text, 8, 1, &[(8, &["3", "q"])], false);
    check(b"a,b\r\n1,\"x\r\ny\"\r2,z\r\n", 3, 9, &[(4, &["2", "z"])], false);
    check(text, 1, 0, &[], true);
}

#[test]
fn a_line_with_a_bad_quote_is_one_cell() {
    let text = b"a,b\n1,\"x, \"\"y\n2,z\n3,\"q\"\n";
    check(text, 1, 9, &[(1, &["a", "b"]), (2, &["1,\"x, \"\"y"]), (3, &["2", "z"]), (4, &["3", "q"])], false);
    check(text, 3, 9, &[(3, &["2", "z"]), (4, &["3", "q"])], false);
    let broken = rows_of(&case("wechat_bill/broken-rows"), None, 1, 1_000);
    assert!(broken.rows.iter().any(|line| line.cells.len() == 1 && line.cells[0].contains(",\"")));
}

#[test]
fn cells_are_cut_and_rows_are_bounded() {
    let (long, wide) = ("账".repeat(3_000), ",".repeat(2_000));
    let page = rows_of(format!("a,{long}\n{wide}1\n").as_bytes(), None, 1, 9);
    assert_eq!(page.rows[0].cells[1], format!("{}…", "账".repeat(2_000)));
    assert_eq!((page.rows[1].cells.len(), page.rows[1].cells[1_000].as_str()), (1_001, "…"));
    let many = "1,2\n".repeat(1_500);
    assert_eq!(rows_of(many.as_bytes(), None, 1, 5_000).rows.len(), view::ROWS_MAX);
    // Rows of more than a megabyte come in small pages, and all of them come.
    let heavy = format!("{}\n", vec!["账".repeat(2_000); 200].join(",")).repeat(40);
    let first = rows_of(heavy.as_bytes(), None, 1, 100);
    assert!(first.more && (1..10).contains(&first.rows.len()), "{} rows", first.rows.len());
    assert_eq!(paged(heavy.as_bytes(), None, 100).len(), 40);
}

#[test]
fn sheets_are_named_and_chosen() {
    let bytes = case("wechat_bill/xlsx-two-sheets");
    let names = view::sheets(&mut Cursor::new(&bytes), bytes.len() as u64).expect("memory can be read");
    assert_eq!(names.len(), 2, "{names:?}");
    let (_, read) = collect::read(&bytes).expect("it is a bill");
    let Place::Sheet { sheet, .. } = &read.transfers[0].place else { panic!("it is a workbook") };
    let chosen = rows_of(&bytes, None, 1, 100);
    assert_eq!(chosen.sheet.as_ref(), Some(sheet), "the sheet that is read");
    let other = names.iter().find(|name| *name != sheet).expect("there is another");
    let page = rows_of(&bytes, Some(other), 1, 100);
    assert_eq!(page.sheet.as_ref(), Some(other));
    assert_ne!(page.rows, chosen.rows);
    assert_eq!(rows_of(&bytes, Some("no such sheet"), 1, 100), Rows::default());
    for text in [&b"a,b\n"[..], b"", b"\x89PNG"] {
        let names = view::sheets(&mut Cursor::new(text), text.len() as u64).expect("memory can be read");
        assert_eq!(names, [""; 0]);
    }
}

#[test]
fn rows_of_a_sheet_have_its_numbers() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\"><v>1.50</v></c></row><row r=\"3\"/>\
        <row r=\"9\"><c r=\"A9\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    let bytes = workbook("<si><t>账单</t></si>", rows);
    check(&bytes, 1, 9, &[(2, &["", "账单", "1.5"]), (9, &["x"])], false);
    check(&bytes, 3, 9, &[(9, &["x"])], false);
    check(&bytes, 1, 1, &[(2, &["", "账单", "1.5"])], true);
}

#[test]
fn what_is_no_table_has_no_rows() {
    for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0"[..], b"", b"PK\x05\x06"] {
        assert_eq!(rows_of(bytes, None, 1, 9), Rows::default());
    }
}

mod property {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn from_anywhere_stands_what_stands_from_the_beginning(
            text in "[a,\"\n\r账]{0,60}", from in 0u64..30, count in 1usize..5,
        ) {
            let bytes = format!("h,i\n{text}").into_bytes();
            let whole = rows_of(&bytes, None, 1, 1_000);
            let below: Vec<&Line> = whole.rows.iter().filter(|line| line.number >= from).collect();
            let page = rows_of(&bytes, None, from, count);
            prop_assert_eq!(page.rows.iter().collect::<Vec<_>>(), &below[..below.len().min(count)]);
            prop_assert_eq!(page.more, below.len() > count);
        }
    }
}
