//! Any bytes as a picture of which a part is painted over.
#![no_main]

use juzheng_dossier::covered;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = covered(bytes, &[[1, 2, 30, 40]]);
});
