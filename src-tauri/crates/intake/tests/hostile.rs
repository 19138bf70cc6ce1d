//! Input made to do harm, and input that chance has harmed: no panic, bounded output, a clear answer.

mod collect;

use collect::Collected;
use juzheng_intake::{Error, Recognised};
use juzheng_model::{
    ArtifactKind, Code, Conversation, ConversationIx, Facts, Finding, Message, Sink, Speaker, SpeakerIx,
};
use std::{
    fs,
    io::{self, Cursor, Read, Seek, SeekFrom, Write},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const HEADER: &str =
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n";
const ROW: &str = "2025-01-01 00:00:00,转账,乙,转账备注:借款,支出,¥1.00,零钱,对方已收钱,1000050001,/,/\n";

fn case(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/cases/wechat_bill").join(name);
    let file =
        ["csv", "xlsx"].map(|end| folder.join(format!("input.{end}"))).into_iter().find(|path| path.exists());
    fs::read(file.expect("the case has an input")).expect("the input can be read")
}

fn read(bytes: &[u8]) -> Collected {
    collect::read(bytes).expect("a reader knows it").1
}

/// The workbook of a case with the part `name` replaced.
fn workbook_with(name: &str, content: &mut dyn Read) -> Vec<u8> {
    let mut source =
        zip::ZipArchive::new(Cursor::new(case("v4-xlsx-numeric"))).expect("the case is a workbook");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..source.len() {
        let mut entry = source.by_index(index).expect("the entry is there");
        let entry_name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        writer.start_file(entry_name.as_str(), options).expect("an entry begins");
        let copied = if entry_name == name {
            io::copy(content, &mut writer)
        } else {
            io::copy(&mut entry, &mut writer)
        };
        copied.expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

#[test]
fn a_workbook_that_is_a_bomb_is_not_unpacked() {
    for part in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        let bytes = workbook_with(part, &mut io::repeat(b' ').take(600 << 20));
        let collected = read(&bytes);
        assert_eq!(collected.codes(), ["limit-reached"], "{part}");
        assert_eq!(collected.facts[0].kind, ArtifactKind::Other);
    }
}

#[test]
fn a_workbook_with_a_part_that_is_no_xml_is_damaged() {
    for part in ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"] {
        let bytes = workbook_with(part, &mut &b"<<<"[..]);
        if let Some((_, collected)) = collect::read(&bytes) {
            assert!(collected.has(Code::FileDamaged) || !collected.transfers.is_empty(), "{part}");
        }
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_costs_one_row() {
    let mut text = format!("微信支付账单明细\n{HEADER}{ROW}").into_bytes();
    text.resize(text.len() + (100 << 20), b'x');
    write!(text, "\n{ROW}").expect("memory takes it");
    let collected = read(&text);
    let amounts: Vec<_> = collected.transfers.iter().map(|transfer| transfer.amount.is_some()).collect();
    assert_eq!(amounts, [true, false, true], "it counts, but says nothing");
    let unreadable: Vec<_> = collected.findings.iter().filter(|f| f.code == Code::RowUnreadable).collect();
    assert_eq!(unreadable.len(), 1);
    assert_eq!(unreadable[0].args[0], "too-long");
    assert!(unreadable[0].args[1].len() < 200);
}

#[test]
fn absurd_amounts_are_none_with_a_finding() {
    for amount in ["¥-5.00", "99999999999999999999", "1e9", "¥0.001", "NaN", "∞", "¥"] {
        let text = format!("{HEADER}{}", ROW.replace("¥1.00", amount));
        let collected = read(text.as_bytes());
        assert_eq!(collected.transfers[0].amount, None, "{amount}");
        let codes = collected.codes();
        assert_eq!(codes.iter().filter(|code| **code == "row-unreadable").count(), 1, "{amount}");
    }
}

#[test]
fn cut_off_and_flipped_bills_give_answers() {
    for name in ["v1-csv", "v2-csv-tab-after-quote", "v5-csv-gb18030", "v4-xlsx-numeric", "v3-xlsx-text"] {
        let whole = case(name);
        for end in (0..whole.len()).step_by(whole.len() / 60) {
            let _ = collect::read(&whole[..end]);
        }
        for at in (0..whole.len()).step_by(whole.len() / 200) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x15;
            let _ = collect::read(&flipped);
        }
    }
}

#[test]
fn every_changed_digit_of_an_amount_warns() {
    let whole = case("v1-csv");
    let text = String::from_utf8(whole).expect("the case is UTF-8");
    for (at, _) in text.match_indices('¥').filter(|(at, _)| !text[..*at].ends_with(['费', '惠'])) {
        let mut bytes = text.clone().into_bytes();
        let digit = &mut bytes[at + '¥'.len_utf8()];
        *digit = if *digit == b'9' { b'1' } else { *digit + 1 };
        assert!(read(&bytes).has(Code::BillTotalDiffers), "byte {at}");
    }
}

#[test]
fn a_zip_of_anything_else_is_an_archive_and_a_letter_a_document() {
    let zip_of = |names: &[&str]| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, SimpleFileOptions::default()).expect("an entry begins");
            writer.write_all(b"x").expect("memory takes it");
        }
        writer.finish().expect("memory takes it").into_inner()
    };
    assert_eq!(collect::recognised(&zip_of(&["bill.csv"])), Recognised::Archive);
    assert_eq!(collect::recognised(&zip_of(&[])), Recognised::Archive);
    let whole = zip_of(&["bill.csv", "b.csv"]);
    assert_eq!(collect::recognised(&whole[..whole.len() / 2]), Recognised::Archive, "cut off");
    let letter = collect::recognised(&zip_of(&["[Content_Types].xml", "word/document.xml"]));
    assert!(matches!(letter, Recognised::Unknown(Facts { kind: ArtifactKind::Document, .. })), "{letter:?}");
}

/// A sink that takes so many transfers and then refuses.
struct Full(usize);

impl Sink for Full {
    fn facts(&mut self, _: Facts) -> io::Result<()> {
        Ok(())
    }
    fn conversation(&mut self, _: Conversation) -> io::Result<ConversationIx> {
        Ok(ConversationIx(0))
    }
    fn speaker(&mut self, _: Speaker) -> io::Result<SpeakerIx> {
        Ok(SpeakerIx(0))
    }
    fn message(&mut self, _: Message) -> io::Result<()> {
        Ok(())
    }
    fn transfer(&mut self, _: juzheng_model::Transfer) -> io::Result<()> {
        self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
        Ok(())
    }
    fn finding(&mut self, _: Finding) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_refusing_sink_ends_the_reading_with_its_own_error() {
    let bytes = case("v4-xlsx-numeric");
    let Recognised::Records(reader) = collect::recognised(&bytes) else { panic!("it is a bill") };
    let error =
        reader.read(&mut Cursor::new(&bytes), &collect::known(), None, &mut Full(3)).expect_err("it refuses");
    assert!(
        matches!(&error, Error::Sink { source } if source.kind() == io::ErrorKind::StorageFull),
        "{error:?}"
    );
}

/// A medium that fails in the middle.
struct Failing(Cursor<Vec<u8>>, u64);

impl Read for Failing {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.0.position() >= self.1 {
            return Err(io::Error::from_raw_os_error(5));
        }
        let room = out.len().min((self.1 - self.0.position()) as usize);
        self.0.read(&mut out[..room])
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_failing_medium_is_an_error_and_no_finding() {
    let text = format!("{HEADER}{}", ROW.repeat(20_000)).into_bytes();
    let workbook = case("v4-xlsx-numeric");
    let Recognised::Records(reader) = collect::recognised(&text) else { panic!("it is a bill") };
    for bytes in [text, workbook.clone()] {
        let half = bytes.len() as u64 / 2;
        let mut failing = Failing(Cursor::new(bytes), half);
        let error = reader
            .read(&mut failing, &collect::known(), None, &mut Collected::default())
            .expect_err("the medium fails");
        assert!(
            matches!(&error, Error::Read { source, .. } if source.raw_os_error() == Some(5)),
            "{error:?}"
        );
    }
    let size = workbook.len() as u64;
    let mut failing = Failing(Cursor::new(workbook), 0);
    assert!(matches!(juzheng_intake::recognise(&mut failing, size), Err(Error::Read { .. })));
    assert!(matches!(juzheng_intake::archive::Archive::open(&mut failing), Err(Error::Read { .. })));
}
