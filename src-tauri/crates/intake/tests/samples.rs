//! Bills gathered elsewhere, read in place where `JUZHENG_SAMPLES` says: rows read = rows there, sums equal.

mod collect;

use collect::Collected;
use juzheng_intake::archive::{Archive, EntryOutcome, Limits, Opened};
use juzheng_model::{Code, Direction, Fen, Offset};
use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

/// Codes that a clean official file never has.
const ALARMS: [Code; 8] = [
    Code::BillCountDiffers,
    Code::BillTotalDiffers,
    Code::RowOutsidePeriod,
    Code::RowUnreadable,
    Code::IdRepeated,
    Code::IdDamaged,
    Code::FileDamaged,
    Code::RefundAlone,
];
/// The password of the archives among the samples.
const PASSWORD: &str = "135790";

fn bills() -> Option<PathBuf> {
    let folder = std::env::var_os("JUZHENG_SAMPLES").map(|root| Path::new(&root).join("bills"));
    if folder.is_none() {
        eprintln!("skipped: JUZHENG_SAMPLES is not set");
    }
    folder
}

/// The bytes of a sample; of an archive the one file in it.
fn bytes_of(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if path.extension().is_none_or(|extension| extension != "zip") {
        return bytes;
    }
    let mut cursor = Cursor::new(bytes);
    let Opened::Archive(mut archive) = Archive::open(&mut cursor).expect("memory can be read") else {
        panic!("{} opens", path.display())
    };
    let files: Vec<usize> = archive.entries().iter().filter(|e| !e.is_dir).map(|e| e.index).collect();
    assert_eq!(files.len(), 1, "{}", path.display());
    let name = &archive.entries()[files[0]].name;
    assert!(name.contains("微信支付账单"), "{name}");
    let mut out = Vec::new();
    let mut unpack = |password| {
        out.clear();
        let outcome =
            archive.read_entry(files[0], password, &mut out, &Limits::default()).expect("memory can be read");
        (outcome, out.clone())
    };
    assert_eq!(unpack(None).0, EntryOutcome::PasswordNeeded);
    assert_eq!(unpack(Some("035790")).0, EntryOutcome::WrongPassword);
    let (outcome, out) = unpack(Some(PASSWORD));
    assert!(matches!(outcome, EntryOutcome::Unpacked { .. }), "{}: {outcome:?}", path.display());
    out
}

fn sum(read: &Collected, direction: Direction) -> i64 {
    let of_direction = read.transfers.iter().filter(|transfer| transfer.direction == Some(direction));
    of_direction.filter_map(|transfer| transfer.amount).map(Fen::get).sum()
}

fn fen(text: &str) -> i64 {
    Fen::parse_yuan(text).expect("the manifest's sums are amounts").get()
}

#[test]
fn every_bill_of_the_manifest_reads_without_loss() {
    let Some(folder) = bills() else { return };
    let manifest = fs::read_to_string(folder.join("manifest.tsv")).expect("the samples have a manifest");
    let (mut read, mut refused) = (0, 0);
    for line in manifest.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, _, _, _, _, rows, out, into, _, notes] = cells[..] else { panic!("{line}") };
        if rows.is_empty() || notes.contains("no bill header found") {
            continue;
        }
        let collected =
            collect::read(&bytes_of(&folder.join(file))).filter(|(r, _)| r.name == "wechat-bill/1");
        let wechat =
            (file.contains("wechat") || file.starts_with("constructed")) && !file.starts_with("Solar642");
        assert_eq!(collected.is_some(), wechat, "{file}");
        let Some((_, collected)) = collected else {
            refused += 1;
            continue;
        };
        read += 1;
        assert_eq!(collected.transfers.len().to_string(), rows, "rows of {file}");
        assert_eq!(sum(&collected, Direction::Out), fen(out), "支出 of {file}");
        assert_eq!(sum(&collected, Direction::In), fen(into), "收入 of {file}");
        let differs = collected.has(Code::BillCountDiffers) || collected.has(Code::BillTotalDiffers);
        assert_eq!(differs, notes.contains(" DIFF"), "the self-check of {file}");
        if file.starts_with("constructed") && !notes.contains("NEGATIVE") {
            let alarms: Vec<_> = ALARMS.into_iter().filter(|code| collected.has(*code)).collect();
            assert_eq!(alarms, [], "{file}");
        }
    }
    assert!(read >= 30 && refused >= 15, "{read} bills read, {refused} other files refused");
}

#[test]
fn bills_of_ours_give_every_field() {
    let Some(folder) = bills() else { return };
    let folder = folder.join("constructed/A");
    let text = fs::read_to_string(folder.join("expected.json")).expect("what is expected stands beside them");
    let expected: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let rows = [
        ("csv_and_xlsx_v1", "wechat-csv-2018_2025Q1-bom-crlf.csv"),
        ("csv_and_xlsx_v1", "wechat-csv-2025Q2-quoted-tab-after-quote.csv"),
        ("csv_and_xlsx_v1", "wechat-xlsx-v1-2025H2-header17-text.xlsx"),
        ("csv_and_xlsx_v1", "zip-2020_2025-zipcrypto-gbkname-noflag.zip"),
        ("csv_and_xlsx_v1", "zip-2020_2025-zipcrypto-utf8name-dir.zip"),
        ("xlsx_v2_v3", "wechat-xlsx-v2-2026-header18-numeric.xlsx"),
        ("xlsx_v2_v3", "wechat-xlsx-v3-future-header19.xlsx"),
        ("xlsx_v2_v3", "zip-2025H2_2026-aes256-utf8name.zip"),
    ];
    for (key, file) in rows {
        let (_, collected) = collect::read(&bytes_of(&folder.join(file))).expect("it is a bill");
        let want = expected[key].as_array().expect("a list");
        assert_eq!(collected.transfers.len(), want.len(), "{file}");
        for (transfer, want) in collected.transfers.iter().zip(want) {
            let text = |name: &str| want[name].as_str();
            assert_eq!(
                transfer.when.map(|when| Offset::CHINA.rfc3339(when.at)).as_deref(),
                text("time"),
                "{file}"
            );
            assert_eq!(Some(transfer.type_text.as_str()), text("type"), "{file}");
            assert_eq!(transfer.counterparty.as_deref(), text("counterparty"), "{file}");
            let direction = transfer.direction.map(|direction| format!("{direction:?}").to_lowercase());
            assert_eq!(direction.as_deref(), text("direction"), "{file}");
            assert_eq!(transfer.amount.map(Fen::get), want["amount_fen"].as_i64(), "{file}");
            assert_eq!(transfer.method.as_deref(), text("method"), "{file}");
            assert_eq!(Some(transfer.status_text.as_str()), text("status"), "{file}");
            assert_eq!(transfer.transaction_id.as_deref(), text("trade_no"), "{file}");
            assert_eq!(transfer.merchant_id.as_deref(), text("merchant_no"), "{file}");
            assert_eq!(transfer.note.as_deref(), text("note"), "{file}");
            let words = text("product")
                .and_then(|goods| goods.rsplit_once(['注', '言']).map(|(_, words)| &words[1..]));
            let words = words.filter(|words| !matches!(*words, "微信转账" | "二维码收款"));
            assert_eq!(transfer.memo.as_deref(), words, "{file}");
        }
    }
}
