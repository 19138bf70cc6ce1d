//! Tests of cutting text into rows: line numbers, quotes, limits, and agreement with the `csv` crate.

use super::{super::record, *};
use std::io::Cursor;

/// Rows as (line, cells), lines given up as (line, reason).
type Cut = (Vec<(u64, Vec<String>)>, Vec<(u64, BadRow)>);

fn cut_all(bytes: &[u8]) -> (Cut, Summary) {
    let mut cursor = Cursor::new(bytes);
    let text = TextStream::open(&mut cursor).expect("memory can be read");
    let (mut rows, mut bad) = (Vec::new(), Vec::new());
    let summary = Delimited::new(text).for_each(|event| {
        match event {
            Event::Row(row) => {
                let cells = (0..row.len()).map(|index| row.text(index).into_owned()).collect();
                rows.push((row.number, cells));
            }
            Event::Bad { place, reason, .. } => bad.push((place.order(), reason)),
        }
        Ok(())
    });
    ((rows, bad), summary.expect("memory can be read"))
}

fn check(bytes: &[u8], want_rows: &[(u64, &[&str])], want_bad: &[(u64, BadRow)]) {
    let ((rows, bad), _) = cut_all(bytes);
    let rows: Vec<(u64, Vec<&str>)> =
        rows.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
    let want: Vec<(u64, Vec<&str>)> = want_rows.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(rows, want, "{}", shortened(&text));
    assert_eq!(bad, want_bad, "{}", shortened(&text));
}

#[test]
fn cells_and_lines() {
    check(b"a,b\n1,2", &[(1, &["a", "b"]), (2, &["1", "2"])], &[]);
    check(b"a,b\r\n\r\n\n1,2\r3,4\r\n", &[(1, &["a", "b"]), (4, &["1", "2"]), (5, &["3", "4"])], &[]);
    check(b"a,\n,b\n,\n", &[(1, &["a", ""]), (2, &["", "b"]), (3, &["", ""])], &[]);
    check(b"a,\"x\r\ny\nz\",b\nc\n", &[(1, &["a", "x\ny\nz", "b"]), (4, &["c"])], &[]);
    check(b"a,\"say \"\"hi\"\"\",b\n", &[(1, &["a", "say \"hi\"", "b"])], &[]);
    check(b"\"id\"\t,\"\"\t,\"/\"\n", &[(1, &["id\t", "\t", "/"])], &[]);
    check(b"a \"b\" c,d\n", &[(1, &["a \"b\" c", "d"])], &[]);
    check(b"\"\"\n\"\",1\n", &[(1, &[""]), (2, &["", "1"])], &[]);
    check("\u{feff}甲,乙\n".as_bytes(), &[(1, &["甲", "乙"])], &[]);
    check(b"", &[], &[]);
}

#[test]
fn the_delimiter_is_that_of_the_first_line_or_of_the_column_names() {
    check(b"a\tb,c\td\n1,2\t3\n", &[(1, &["a", "b,c", "d"]), (2, &["1,2", "3"])], &[]);
    check(b"a;b\n1,0;2\n", &[(1, &["a", "b"]), (2, &["1,0", "2"])], &[]);
    let titled = "微信支付账单明细\n昵称,a\n交易时间\t交易类型\tc\n";
    check(
        titled.as_bytes(),
        &[(1, &["微信支付账单明细"]), (2, &["昵称,a"]), (3, &["交易时间", "交易类型", "c"])],
        &[],
    );
}

#[test]
fn an_open_quote_costs_one_line() {
    let open = BadRow::QuoteOpen;
    check(b"a,b\n1,\"x\n2,y\n3,z\n", &[(1, &["a", "b"]), (3, &["2", "y"]), (4, &["3", "z"])], &[(2, open)]);
    check(
        b"a,b\n1,\"x\n2,\"y\"\n3,z\n",
        &[(1, &["a", "b"]), (3, &["2", "y"]), (4, &["3", "z"])],
        &[(2, open)],
    );
    check(b"a,b\n1,\"x", &[(1, &["a", "b"])], &[(2, open)]);
    let mut long = b"a,b\n1,\"x\n".to_vec();
    let rest = "2,y\n".repeat(RECORD_LINES as usize + 10);
    long.extend_from_slice(rest.as_bytes());
    long.extend_from_slice(b"9,\"end\"\n");
    let ((rows, bad), _) = cut_all(&long);
    assert_eq!(bad, [(2, open)]);
    assert_eq!(rows.len(), 1 + RECORD_LINES as usize + 10 + 1);
    assert_eq!(rows.last().map(|(line, _)| *line), Some(RECORD_LINES + 13));
}

#[test]
fn an_endless_line_costs_one_line_and_no_memory() {
    let mut bytes = b"a,b\n".to_vec();
    bytes.resize(3 * RECORD_BYTES, b'x');
    bytes.extend_from_slice(b"\n1,2\n");
    check(&bytes, &[(1, &["a", "b"]), (3, &["1", "2"])], &[(2, BadRow::TooLong)]);
    let mut window = Window {
        buffer: Vec::new(),
        at: 0,
        line: 1,
        from: 1,
        ended: false,
        skipping: false,
        delimiter: b',',
        pieces: Vec::new(),
        in_vain: 0,
        summary: Summary::default(),
    };
    window.buffer = vec![b'x'; RECORD_BYTES + 1];
    let flow = window.rows(false, &mut |_| Ok(ControlFlow::Continue(())));
    assert!(flow.expect("nobody refuses").is_continue());
    assert_eq!(window.at, window.buffer.len(), "what was given up is not held");
}

#[test]
fn lines_that_each_open_a_quote_do_not_cost_their_square() {
    // Each line alone leaves a quote open, and so does each line within the quote of the line before.
    let bytes = b"\"a\"b\",\"c\n".repeat(60_000);
    let ((rows, bad), _) = cut_all(&bytes);
    assert_eq!(rows.len() + bad.len(), 60_000);
}

#[test]
fn broken_bytes_spoil_their_row_only() {
    let bytes = b"\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93\xe5\x90\x8d,\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93\xe5\x90\x8d\n\
        \xe5\x90\x8d\xff,\"x\"\"y\"\nb,\xe5\x90\x8d\n";
    let ((rows, bad), summary) = cut_all(bytes);
    assert!(bad.is_empty());
    assert_eq!(rows[1], (2, vec!["名\u{fffd}".to_owned(), "x\"y".to_owned()]));
    assert_eq!(rows[2], (3, vec!["b".to_owned(), "名".to_owned()]));
    assert_eq!((summary.broken_rows, summary.first_broken), (1, Some(Place::Row { row: 2 })));
}

mod property {
    use super::*;
    use proptest::prelude::*;

    /// Rows of cells as a writer of RFC 4180 would be given them.
    fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
        let cell = proptest::string::string_regex("[a-c ,;\"\t\n账￥]{0,6}").expect("the pattern is one");
        proptest::collection::vec(proptest::collection::vec(cell, 2..5), 1..8)
    }

    fn written(table: &[Vec<String>], terminator: csv::Terminator, style: csv::QuoteStyle) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(terminator)
            .quote_style(style)
            .from_writer(Vec::new());
        table.iter().for_each(|row| writer.write_record(row).expect("memory takes it"));
        writer.into_inner().expect("memory takes it")
    }

    proptest! {
        #[test]
        fn well_formed_text_is_cut_as_by_the_csv_crate(table in tables(), crlf: bool, always: bool) {
            let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            // The first line fixes the delimiter.
            let mut bytes = b"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n".to_vec();
            bytes.extend(written(&table, terminator, style));
            let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[..]);
            let want: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("it is text").iter().map(|cell| cell.replace("\r\n", "\n")).collect())
                .collect();
            let ((rows, bad), _) = cut_all(&bytes);
            prop_assert!(bad.is_empty());
            let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(rows, want);
        }

        #[test]
        fn whatever_the_bytes_every_line_is_a_row_bad_or_blank(bytes in proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()], 0..200)) {
            let ((rows, bad), _) = cut_all(&bytes);
            let mut lines: Vec<u64> = rows.iter().map(|(line, _)| *line).chain(bad.iter().map(|(line, _)| *line)).collect();
            lines.sort_unstable();
            let count = lines.len();
            lines.dedup();
            prop_assert_eq!(count, lines.len(), "two rows begin on one line");
            let (breaks, _) = record::line_breaks(&bytes);
            prop_assert!(lines.last().is_none_or(|line| *line <= breaks + 1));
        }
    }
}
