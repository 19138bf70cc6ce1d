//! Whether a token's signature is that of the certificate that it names.

use super::{
    asn1::{EssCertIdV2, SHA_256, SigningCertificate, SigningCertificateV2, TST_INFO},
    digests,
};
use cms::signed_data::{SignerIdentifier, SignerInfo};
use der::{
    Any, Decode, Encode, Tag,
    asn1::{ObjectIdentifier, OctetString},
};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use webpki::{EndEntityCert, ring};
use x509_cert::{Certificate, ext::pkix::SubjectKeyIdentifier};

const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";

/// What became of checking a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signed {
    /// It holds.
    Holds,
    /// It does not.
    Fails(String),
    /// It cannot be checked here.
    Unknown(String),
}

/// The certificate among `candidates` that the signer names.
pub(super) fn certificate<'c>(
    signer: &SignerInfo,
    mut candidates: impl Iterator<Item = &'c Certificate>,
) -> Option<&'c Certificate> {
    candidates.find(|candidate| match &signer.sid {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            candidate.tbs_certificate.issuer == named.issuer
                && candidate.tbs_certificate.serial_number == named.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(named) => {
            let known = candidate.tbs_certificate.get::<SubjectKeyIdentifier>();
            known.ok().flatten().is_some_and(|(_, known)| known.0 == named.0)
        }
    })
}

/// Whether the signer's attributes speak of `content` and of `certificate`, and are signed by it.
pub(super) fn check(signer: &SignerInfo, certificate: &Certificate, content: &[u8]) -> Signed {
    match attributes(signer, certificate, content) {
        Ok(signed) => signature(signer, certificate, &signed),
        Err(verdict) => verdict,
    }
}

/// The bytes that are signed, after what they say was compared.
fn attributes(signer: &SignerInfo, certificate: &Certificate, content: &[u8]) -> Result<Vec<u8>, Signed> {
    let fails = |what: &str| Signed::Fails(what.to_owned());
    let attributes =
        signer.signed_attrs.as_ref().ok_or_else(|| fails("nothing is signed but the content"))?;
    let value = |oid: &str| -> Option<&Any> {
        let mut all = attributes.iter().filter(|attribute| attribute.oid.to_string() == oid);
        let one = all.next().filter(|attribute| attribute.values.len() == 1)?;
        all.next().is_none().then(|| one.values.get(0)).flatten()
    };
    let kind = value(CONTENT_TYPE).and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    if kind != Some(TST_INFO) {
        return Err(fails("what is signed is no timestamp"));
    }
    let said = value(MESSAGE_DIGEST).and_then(|any| any.decode_as::<OctetString>().ok());
    let is = digests::of(&signer.digest_alg.oid, content).ok_or_else(|| {
        Signed::Unknown(format!("its digest {} is not checked here", digests::name(&signer.digest_alg.oid)))
    })?;
    if said.is_none_or(|said| said.as_bytes() != is) {
        return Err(fails("the digest in the signature is not that of the timestamp"));
    }
    let der = certificate.to_der().map_err(|error| Signed::Unknown(error.to_string()))?;
    match names(value(SIGNING_CERTIFICATE), value(SIGNING_CERTIFICATE_V2), &der) {
        Some(true) => attributes.to_der().map_err(|error| Signed::Unknown(error.to_string())),
        Some(false) => Err(fails("the signature names another certificate")),
        None => Err(fails("the signature names no certificate")),
    }
}

/// Whether the certificate that is named inside the signature is this one; `None` where none is named.
fn names(old: Option<&Any>, new: Option<&Any>, certificate: &[u8]) -> Option<bool> {
    if let Some(new) = new {
        let named: SigningCertificateV2 = new.decode_as().ok()?;
        let first = named.certs.first()?.to_der().ok()?;
        let (algorithm, hash) = match EssCertIdV2::from_der(&first) {
            Ok(named) => (named.hash_algorithm.oid, named.cert_hash),
            // No algorithm is said where it is SHA-256.
            Err(_) => (SHA_256, super::asn1::EssCertId::from_der(&first).ok()?.cert_hash),
        };
        return Some(digests::of(&algorithm, certificate)? == hash.as_bytes());
    }
    let named: SigningCertificate = old?.decode_as().ok()?;
    Some(digests::sha1(certificate) == named.certs.first()?.cert_hash.as_bytes())
}

fn signature(signer: &SignerInfo, certificate: &Certificate, signed: &[u8]) -> Signed {
    debug_assert_eq!(signed.first(), Some(&u8::from(Tag::Set)));
    let unknown = |what: String| Signed::Unknown(what);
    let algorithms = algorithms(&signer.signature_algorithm.oid, &signer.digest_alg.oid);
    if algorithms.is_empty() {
        let (by, over) =
            (digests::name(&signer.signature_algorithm.oid), digests::name(&signer.digest_alg.oid));
        return unknown(format!("its signature ({by}, {over}) is not checked here"));
    }
    let der = match certificate.to_der() {
        Ok(der) => CertificateDer::from(der),
        Err(error) => return unknown(error.to_string()),
    };
    let end = match EndEntityCert::try_from(&der) {
        Ok(end) => end,
        Err(error) => return unknown(error.to_string()),
    };
    let holds = |algorithm: &&dyn SignatureVerificationAlgorithm| {
        end.verify_signature(*algorithm, signed, signer.signature.as_bytes()).is_ok()
    };
    match algorithms.iter().any(holds) {
        true => Signed::Holds,
        false => Signed::Fails("the signature does not hold".to_owned()),
    }
}

/// The algorithms that a signature may be checked with. SHA-1 is none: it can be forged.
fn algorithms(
    signature: &ObjectIdentifier,
    digest: &ObjectIdentifier,
) -> Vec<&'static dyn SignatureVerificationAlgorithm> {
    let bits = match digest.to_string().as_str() {
        "2.16.840.1.101.3.4.2.1" => 256,
        "2.16.840.1.101.3.4.2.2" => 384,
        "2.16.840.1.101.3.4.2.3" => 512,
        _ => return Vec::new(),
    };
    match (signature.to_string().as_str(), bits) {
        ("1.2.840.113549.1.1.1", 256) | ("1.2.840.113549.1.1.11", _) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA256]
        }
        ("1.2.840.113549.1.1.1", 384) | ("1.2.840.113549.1.1.12", _) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA384]
        }
        ("1.2.840.113549.1.1.1", 512) | ("1.2.840.113549.1.1.13", _) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA512]
        }
        ("1.2.840.113549.1.1.10", 256) => vec![ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        ("1.2.840.113549.1.1.10", 384) => vec![ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        ("1.2.840.113549.1.1.10", _) => vec![ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        ("1.2.840.10045.4.3.2", _) => vec![ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256],
        ("1.2.840.10045.4.3.3", _) => vec![ring::ECDSA_P256_SHA384, ring::ECDSA_P384_SHA384],
        _ => Vec::new(),
    }
}
