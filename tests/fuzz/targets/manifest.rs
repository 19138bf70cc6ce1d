//! Any bytes as a manifest, a proof and the contents of a package: what reads is spelled again as it was.
#![no_main]

use juzheng_seal::{Contents, Manifest, Proof, VerifyingKey, safe_name};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(manifest) = Manifest::parse(bytes) {
        assert_eq!(manifest.bytes(), bytes);
    }
    if let Ok(contents) = Contents::parse(bytes) {
        assert_eq!(contents.bytes(), bytes);
    }
    if let Ok(proof) = Proof::parse(bytes) {
        let _ = proof.holds();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = VerifyingKey::from_pem(text);
        let name = safe_name(text);
        assert!(!name.is_empty() && !name.contains(['/', '\\', '\0', '\n']));
    }
});
