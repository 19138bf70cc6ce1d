//! Tables that a person or a program has spoilt: one bad row, other encodings, columns in another order, a line of 100 MB.

use crate::room::{NOBODY, calm, read, watch};
use juzheng_tests::{
    generated::{Layout, Plan, generate},
    program::{Case, command, sample},
};
use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
};

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the temporary folder is writable");
    path
}

fn listed<'a>(value: &'a Value, what: &str) -> &'a [Value] {
    value[what].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn one_bad_row_among_thousands_is_one_finding() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let plan =
        Plan { messages: 20_000, rows: 5_000, seed: 1, scenario: None, layout: Layout::PyWxDump, shift_s: 0 };
    generate(&plan, room.path()).expect("the story is written");
    let text = fs::read_to_string(room.path().join("bill.csv")).expect("the bill");
    let lines: Vec<&str> = text.split_inclusive("\r\n").collect();
    let spoilt = [
        "no cells at all\r\n".to_owned(),
        lines[3_000].replace('¥', "¥x"),
        lines[3_000].replacen("202", "20x", 1),
        lines[3_000].replace(',', ";"),
        format!("{}\r\n", "x,".repeat(300)),
    ];
    for row in spoilt {
        let mut lines = lines.clone();
        lines[3_000] = &row;
        let path = put(room.path(), "spoilt.csv", lines.concat().as_bytes());
        let run = read(&path);
        let value = run.json(0);
        assert_eq!(listed(&value, "transfers").len(), 5_000, "`{row}`: every row counts");
        let about: Vec<_> =
            listed(&value, "findings").iter().filter(|f| f["code"] == "row-unreadable").collect();
        assert!((1..=3).contains(&about.len()), "`{row}`: {about:?}");
        assert!(about.iter().all(|f| f["origin"]["place"]["row"] == 3_001), "`{row}`: {about:?}");
    }
}

#[test]
fn a_quote_that_never_closes_does_not_swallow_the_file() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let text = fs::read_to_string(sample("flows/wechat-csv-2018_2025Q1-bom-crlf.csv")).expect("a sample");
    let spoilt = text.replacen("\"转账备注:微信转账\"", "\"转账备注:微信转账", 1);
    let value = read(&put(room.path(), "spoilt.csv", spoilt.as_bytes())).json(0);
    let (transfers, findings) = (listed(&value, "transfers").len(), listed(&value, "findings"));
    assert!(transfers == 16 || findings.iter().any(|f| f["severity"] != "note"), "{transfers}: {findings:?}");
}

/// What a transfer says, without where it stands.
fn said(value: &Value, what: &str) -> Vec<Value> {
    let mut items = listed(value, what).to_vec();
    for item in &mut items {
        item["origins"] = Value::Null;
        item["id"] = Value::Null;
    }
    items
}

#[test]
fn other_encodings_say_the_same() {
    let room = tempfile::tempdir().expect("a temporary folder");
    for (name, what) in
        [("wechat-csv-2018_2025Q1-bom-crlf.csv", "transfers"), ("chat-lc044-v3.csv", "messages")]
    {
        let source = sample(&format!("flows/{name}"));
        let text = fs::read_to_string(&source).expect("a sample").trim_start_matches('\u{feff}').to_owned();
        let want = said(&read(&source).json(0), what);
        let wide = |bytes: fn(u16) -> [u8; 2]| {
            let marked = format!("\u{feff}{text}");
            marked.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        let rows = [
            ("without a mark", text.clone().into_bytes()),
            ("with bare line ends", text.replace("\r\n", "\n").into_bytes()),
            ("GB18030", gb18030),
            ("UTF-16, low byte first", wide(u16::to_le_bytes)),
            ("UTF-16, high byte first", wide(u16::to_be_bytes)),
        ];
        for (how, bytes) in rows {
            let value = read(&put(room.path(), "again.csv", &bytes)).json(0);
            let unknown = listed(&value, "findings").iter().any(|f| f["code"] == "unknown-format");
            let may_be_unknown = how.starts_with("UTF-16");
            assert!(said(&value, what) == want || (may_be_unknown && unknown), "{name}, {how}: {value}");
        }
    }
}

#[test]
fn columns_in_another_order_say_the_same() {
    let room = tempfile::tempdir().expect("a temporary folder");
    for (name, what, head) in [
        ("wechat-csv-2018_2025Q1-bom-crlf.csv", "transfers", "交易时间"),
        ("chat-lc044-v3.csv", "messages", "消息ID"),
        ("chat-pywxdump.csv", "messages", "id"),
        ("chat-chatlog.csv", "messages", "Time"),
        ("chat-lc044-v1.csv", "messages", "localId"),
    ] {
        let source = sample(&format!("flows/{name}"));
        let bytes = fs::read(&source).expect("a sample");
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[..]);
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut in_table = false;
        for record in reader.byte_records() {
            let record = record.expect("a record");
            in_table |= record
                .get(0)
                .is_some_and(|cell| cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell) == head.as_bytes());
            let cells = record.iter().map(|cell| cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell));
            let cells: Vec<&[u8]> = if in_table { cells.rev().collect() } else { cells.collect() };
            writer.write_record(cells).expect("memory takes it");
        }
        let path = put(room.path(), "turned.csv", &writer.into_inner().expect("the table"));
        let (value, want) = (read(&path).json(0), read(&source).json(0));
        assert_eq!(said(&value, what), said(&want, what), "{name}");
    }
}

#[test]
fn missing_columns_and_missing_preambles_are_said() {
    let room = tempfile::tempdir().expect("a temporary folder");
    let head = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注";
    let row = "2023-05-01 10:00:00,转账,周某,/,支出,¥10.00,零钱,支付成功,1000050001,/,/";
    let bare = read(&put(room.path(), "bare.csv", format!("{head}\r\n{row}\r\n").as_bytes())).json(0);
    assert_eq!(listed(&bare, "transfers").len(), 1);
    assert!(listed(&bare, "findings").iter().any(|f| f["code"] == "self-check-impossible"), "{bare}");
    let empty = read(&put(room.path(), "empty.csv", format!("{head}\r\n").as_bytes())).json(0);
    assert_eq!((&empty["artifact"]["kind"], listed(&empty, "transfers").len()), (&Value::from("bill"), 0));
    for missing in 0..11 {
        let without = |line: &str| {
            let cells = line.split(',').enumerate().filter(|(ix, _)| *ix != missing).map(|(_, cell)| cell);
            cells.collect::<Vec<_>>().join(",")
        };
        let text = format!("{}\r\n{}\r\n", without(head), without(row));
        let run = read(&put(room.path(), "missing.csv", text.as_bytes()));
        calm(&run);
        let value = run.json(0);
        let (rows, findings) = (listed(&value, "transfers").len(), listed(&value, "findings").len());
        assert!(rows == 1 || findings > 0, "column {missing}: {value}");
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_stays_bounded() {
    let case = Case::new(&NOBODY);
    let path = case.room.path().join("long.csv");
    let mut out = std::io::BufWriter::new(fs::File::create(&path).expect("a file"));
    out.write_all("消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n".as_bytes()).expect("room");
    out.write_all("1,文本,乙,2023-05-01 10:00:00,前,,,more\r\n2,文本,乙,2023-05-01 10:00:01,\"".as_bytes())
        .expect("room");
    let block = "长".repeat(1 << 18);
    (0..134).for_each(|_| out.write_all(block.as_bytes()).expect("room"));
    out.write_all("\",,,more\r\n3,文本,乙,2023-05-01 10:00:02,后,,,more\r\n".as_bytes()).expect("room");
    out.flush().expect("room");
    drop(out);
    let arguments = ["add".as_ref(), case.path.as_os_str(), path.as_os_str(), "--json".as_ref()];
    let mut add = command(arguments);
    add.stdout(Stdio::null()).stderr(Stdio::null());
    let (status, most) = watch(add.spawn().expect("the program starts"));
    assert_eq!(status, 0);
    assert!(most < 1 << 30, "{} MiB of memory", most >> 20);
    let sources: Vec<Value> =
        case.listed("messages", true).0.iter().map(|m| m["source_id"].clone()).collect();
    let findings = case.list("findings");
    let said = findings.iter().any(|f| f["severity"] != "note");
    assert!(sources.len() == 3 || said, "the long row is read, or said: {sources:?}");
    assert!(
        sources.contains(&"1".into()) && sources.contains(&"3".into()),
        "the rows around it are read: {sources:?}"
    );
    case.holds();
}

#[test]
fn a_line_without_end_stays_bounded() {
    let room = tempfile::tempdir().expect("a temporary folder");
    for fill in [b'a', b',', b'"', b'\0'] {
        let mut bytes = "Time,SenderName,Sender,TalkerName,Talker,Content\n".as_bytes().to_vec();
        bytes.resize(40 << 20, fill);
        let path = put(room.path(), "endless.csv", &bytes);
        let mut run = command(["read".as_ref(), path.as_os_str(), "--json".as_ref()]);
        run.stdout(Stdio::null()).stderr(Stdio::null());
        let (status, most) = watch(run.spawn().expect("the program starts"));
        assert!([0, 1, 3].contains(&status), "{fill}: {status}");
        assert!(most < 1 << 30, "{fill}: {} MiB of memory", most >> 20);
    }
}
