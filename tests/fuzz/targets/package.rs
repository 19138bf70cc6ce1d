//! Any bytes as a zip that claims to be a package.
#![no_main]

use juzheng_seal::{Roots, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = juzheng_fuzz::file("package.zip", bytes);
    // A small file that unpacks to much: stopped after 64 MB, as a user would stop it.
    let _ = check(&path, None, &Roots::default(), &|done, _| done < 64 << 20);
});
