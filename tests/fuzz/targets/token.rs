//! Any bytes as a query, a reply and a token of RFC 3161, and as certificates to trust.
#![no_main]

use juzheng_model::Digest;
use juzheng_seal::{Query, Reply, Roots};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = Query::parse(bytes);
    let roots = Roots::from_pem(bytes).unwrap_or_default();
    if let Ok(reply) = Reply::parse(bytes) {
        let imprint = reply.token().imprint().unwrap_or(Digest([0; 32]));
        let _ = reply.token().check(&imprint, &roots);
        let _ = reply.token().imprint_in_words();
    }
});
