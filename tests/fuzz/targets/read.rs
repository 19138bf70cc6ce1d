//! Every reader over any bytes: what it gives goes through the checks of a reading, so that order is held to, too.
#![no_main]

use juzheng_intake::{Circumstances, Reader, Recognised, recognise};
use juzheng_vault::DigestSink;
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

const READERS: [&str; 7] = [
    "wechat-bill/1",
    "screenshot/1",
    "lc044-v1-csv/1",
    "lc044-v3-csv/1",
    "pywxdump-csv/1",
    "chatlog-csv/1",
    "chatlog-json/1",
];

fuzz_target!(|bytes: &[u8]| {
    let known = Circumstances { name: "a.csv".to_owned(), captured: None, added_at: 1_700_000_000 };
    let read = |reader: Reader| {
        let mut sink = DigestSink::new();
        let _ = reader.read(&mut Cursor::new(bytes), &known, None, &mut sink);
    };
    if let Ok(Recognised::Records(reader)) = recognise(&mut Cursor::new(bytes), bytes.len() as u64) {
        read(reader);
    }
    READERS.iter().filter_map(|name| Reader::named(name)).for_each(read);
});
