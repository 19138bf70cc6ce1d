//! Unpacking any bytes as a zip, with and without a password, within the limits.
#![no_main]

use juzheng_intake::archive::{Archive, Limits, Opened};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, sink};

fuzz_target!(|bytes: &[u8]| {
    let mut cursor = Cursor::new(bytes);
    let Ok(Opened::Archive(mut archive)) = Archive::open(&mut cursor) else { return };
    let limits = Limits::default();
    for ix in 0..archive.entries().len().min(50) {
        for password in [None, Some("123456")] {
            let _ = archive.read_entry(ix, password, &mut sink(), &limits);
        }
    }
});
