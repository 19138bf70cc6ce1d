//! The digests that tokens use, by their object identifiers.

use der::asn1::ObjectIdentifier;
use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};

/// The digest of `bytes` by an algorithm; `None` for one that is not known here (SM3 among them).
pub(super) fn of(algorithm: &ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(digest(known(algorithm)?, bytes).as_ref().to_vec())
}

/// The SHA-1 of `bytes`, by which old tokens name their certificate.
pub(super) fn sha1(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()
}

/// The name of an algorithm for people.
pub(super) fn name(algorithm: &ObjectIdentifier) -> String {
    match algorithm.to_string().as_str() {
        "1.3.14.3.2.26" => "SHA-1".to_owned(),
        "2.16.840.1.101.3.4.2.1" => "SHA-256".to_owned(),
        "2.16.840.1.101.3.4.2.2" => "SHA-384".to_owned(),
        "2.16.840.1.101.3.4.2.3" => "SHA-512".to_owned(),
        "1.2.156.10197.1.401" => "SM3".to_owned(),
        "1.2.156.10197.1.501" => "SM2 (SM3)".to_owned(),
        other => other.to_owned(),
    }
}

fn known(algorithm: &ObjectIdentifier) -> Option<&'static Algorithm> {
    match algorithm.to_string().as_str() {
        "2.16.840.1.101.3.4.2.1" => Some(&SHA256),
        "2.16.840.1.101.3.4.2.2" => Some(&SHA384),
        "2.16.840.1.101.3.4.2.3" => Some(&SHA512),
        _ => None,
    }
}
