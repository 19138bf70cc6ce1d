//! Any bytes as a PDF of which pages are shown.
#![no_main]

use juzheng_dossier::Pages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(pages) = Pages::open(bytes.to_vec()) else { return };
    for page in 0..pages.count().min(2) {
        let _ = pages.size(page);
        let _ = pages.picture(page, 200);
    }
});
