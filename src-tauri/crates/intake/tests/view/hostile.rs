//! Originals made to do harm: bounded answers, no panic, errors only where the medium fails.

use crate::{case, cases, collect, kind_of, rows_of, workbook};
use juzheng_intake::{
    Error,
    view::{self, Kind, Rows, TEXT_MAX},
};
use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    time::{Duration, Instant},
};

/// Every question there is, about the same bytes.
fn ask(bytes: &[u8]) {
    let size = bytes.len() as u64;
    kind_of(bytes);
    rows_of(bytes, None, 1, 50);
    rows_of(bytes, Some("Sheet1"), 20, 50);
    let mut cursor = Cursor::new(bytes);
    view::sheets(&mut cursor, size).expect("memory can be read");
    view::text(&mut cursor, size, size / 2, 1_000).expect("memory can be read");
    view::thumbnail(&mut cursor, 64).expect("memory can be read");
}

#[test]
fn cut_off_and_flipped_originals_are_shown_as_far_as_they_go() {
    for (_, whole) in cases() {
        for end in (0..whole.len()).step_by(whole.len() / 12 + 1) {
            ask(&whole[..end]);
        }
        for at in (0..whole.len()).step_by(whole.len() / 12 + 1) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x15;
            ask(&flipped);
        }
    }
}

#[test]
fn a_workbook_that_is_cut_off_is_a_table_without_rows() {
    let whole = case("wechat_bill/v4-xlsx-numeric");
    let half = &whole[..whole.len() / 2];
    assert_eq!((kind_of(half), rows_of(half, None, 1, 9)), (Kind::Table, Rows::default()));
    let broken = case("wechat_bill/xlsx-sheet-breaks-off");
    assert!(!rows_of(&broken, None, 1, 100).rows.is_empty(), "what stands before the break");
}

#[test]
fn a_line_of_a_hundred_megabytes_is_one_cell_cut_short() {
    let mut text = b"a,b\n".to_vec();
    text.resize(text.len() + (100 << 20), b'x');
    text.extend(b"\n1,2\n");
    let begun = Instant::now();
    let page = rows_of(&text, None, 1, 9);
    assert_eq!(page.rows.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!((page.rows[1].cells.len(), page.rows[1].cells[0].chars().count()), (1, 2_001));
    assert_eq!(rows_of(&text, None, 3, 9).rows, page.rows[2..]);
    let got =
        view::text(&mut Cursor::new(&text), text.len() as u64, 50 << 20, usize::MAX).expect("it is text");
    assert_eq!(got.text.len(), TEXT_MAX);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn lines_that_each_open_a_quote_do_not_cost_their_square() {
    let text = b"\"a\"b\",\"c\n".repeat(60_000);
    let begun = Instant::now();
    assert_eq!(rows_of(&text, None, 59_990, 100).rows.last().map(|line| line.number), Some(60_000));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn a_long_text_that_every_cell_names_does_not_eat_the_memory() {
    let text = format!("<si><t>{}</t></si>", "x".repeat(10 << 20));
    let row =
        |number: usize| format!("<row r=\"{number}\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(1_000));
    let plain = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>";
    let bytes = workbook(&text, &format!("{plain}{}{}", row(2), row(3)));
    let page = rows_of(&bytes, Some("甲"), 1, 9);
    assert_eq!(page.rows.len(), 1, "the rows before it");
    assert_eq!(page.rows[0].cells[1].chars().count(), 2_001);
    // Its reader says so too.
    let header = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注";
    let cells: String =
        header.split(',').map(|name| format!("<c t=\"inlineStr\"><is><t>{name}</t></is></c>")).collect();
    let (_, read) = collect::read(&workbook(&text, &format!("<row r=\"1\">{cells}</row>{}", row(2))))
        .expect("it is a bill");
    assert!(read.codes().contains(&"limit-reached"), "{:?}", read.findings);
}

/// A medium that fails behind its first bytes.
struct Failing(Cursor<Vec<u8>>, u64);

impl Read for Failing {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.1.saturating_sub(self.0.position());
        if left == 0 {
            return Err(io::Error::from_raw_os_error(5));
        }
        let room = out.len().min(left as usize);
        self.0.read(&mut out[..room])
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_failing_medium_is_an_error() {
    let text = "a,b\n1,2\n".repeat(50_000).into_bytes();
    let workbook = case("wechat_bill/v4-xlsx-numeric");
    let mut picture = Cursor::new(Vec::new());
    let white = image::RgbImage::from_fn(400, 400, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
    white.write_to(&mut picture, image::ImageFormat::Png).expect("memory takes it");
    let fails = |bytes: &[u8], good: u64, ask: &dyn Fn(&mut Failing, u64) -> Option<Error>| {
        let error = ask(&mut Failing(Cursor::new(bytes.to_vec()), good), bytes.len() as u64);
        matches!(error, Some(Error::Read { source, .. }) if source.raw_os_error() == Some(5))
    };
    assert!(fails(&text, 100, &|bytes, size| view::kind(bytes, size).err()));
    assert!(fails(&text, 100_000, &|bytes, size| view::rows(bytes, size, None, 40_000, 9).err()));
    assert!(fails(&text, 100_000, &|bytes, size| view::text(bytes, size, 100_000, 9).err()));
    assert!(fails(&workbook, 3_000, &|bytes, size| view::rows(bytes, size, None, 1, 9).err()));
    assert!(fails(&workbook, 3_000, &|bytes, size| view::sheets(bytes, size).err()));
    let picture = picture.into_inner();
    assert!(fails(&picture, 5_000, &|bytes, _| view::thumbnail(bytes, 64).err()));
}
