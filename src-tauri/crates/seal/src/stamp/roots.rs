//! The certificates that the user trusts, and whether a signer's chain leads to one of them.

use crate::error::Error;
use rustls_pki_types::{CertificateDer, UnixTime, pem::PemObject};
use std::time::Duration;
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert, ring};
use x509_cert::{
    Certificate,
    der::{Decode, Encode, asn1::ObjectIdentifier},
    ext::pkix::ExtendedKeyUsage,
};

/// What a certificate of a time stamping authority is for: id-kp-timeStamping.
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// The same as it stands in a certificate.
const TIME_STAMPING_DER: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

/// Signatures on certificates that are checked here.
const SIGNATURES: &[&dyn rustls_pki_types::SignatureVerificationAlgorithm] = &[
    ring::RSA_PKCS1_2048_8192_SHA256,
    ring::RSA_PKCS1_2048_8192_SHA384,
    ring::RSA_PKCS1_2048_8192_SHA512,
    ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
    ring::ECDSA_P256_SHA256,
    ring::ECDSA_P256_SHA384,
    ring::ECDSA_P384_SHA256,
    ring::ECDSA_P384_SHA384,
    ring::ED25519,
];

/// Certificates that the user trusts. None is trusted unless the user said so.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    certificates: Vec<Certificate>,
}

impl Roots {
    /// Reads certificates in PEM, any number of them.
    ///
    /// # Errors
    /// [`Error::Roots`] where there is none, or one does not read.
    pub fn from_pem(pem: &[u8]) -> Result<Roots, Error> {
        let wrong = |what: String| Error::Roots { what };
        let mut certificates = Vec::new();
        for one in CertificateDer::pem_slice_iter(pem) {
            let der = one.map_err(|error| wrong(error.to_string()))?;
            certificates.push(Certificate::from_der(&der).map_err(|error| wrong(error.to_string()))?);
        }
        match certificates.is_empty() {
            true => Err(wrong("no certificate in it".to_owned())),
            false => Ok(Roots { certificates }),
        }
    }

    /// These and those.
    pub fn and(mut self, other: Roots) -> Roots {
        self.certificates.extend(other.certificates);
        self
    }

    /// Whether none is trusted.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    pub(super) fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The name of the root to which the chain of `signer` leads at the moment `at` (Unix seconds), over certificates that
    /// the token brought along; or why it leads to none.
    pub(super) fn lead(
        &self,
        signer: &Certificate,
        along: &[Certificate],
        at: i64,
    ) -> Result<String, String> {
        purpose(signer)?;
        let der = |certificate: &Certificate| {
            certificate.to_der().map(CertificateDer::from).map_err(|error| error.to_string())
        };
        let all = |of: &[Certificate]| of.iter().map(der).collect::<Result<Vec<_>, _>>();
        let trusted = all(&self.certificates)?;
        let anchors: Vec<_> =
            trusted.iter().filter_map(|certificate| anchor_from_trusted_cert(certificate).ok()).collect();
        let along = all(along)?;
        let signer_der = der(signer)?;
        let end = EndEntityCert::try_from(&signer_der).map_err(|error| error.to_string())?;
        let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at).unwrap_or_default()));
        let usage = KeyUsage::required(TIME_STAMPING_DER);
        let path = end
            .verify_for_usage(SIGNATURES, &anchors, &along, at, usage, None, None)
            .map_err(|error| error.to_string())?;
        let subject = path.anchor().subject.as_ref();
        let root = self.certificates.iter().find(|certificate| {
            let name = certificate.tbs_certificate.subject.to_der().unwrap_or_default();
            name.ends_with(subject)
        });
        Ok(root.map(|root| root.tbs_certificate.subject.to_string()).unwrap_or_default())
    }
}

/// Whether the certificate is one for stamping time and for nothing else (RFC 3161, 2.3).
fn purpose(signer: &Certificate) -> Result<(), String> {
    let extensions = signer.tbs_certificate.extensions.iter().flatten();
    let usage =
        extensions.filter(|extension| extension.extn_id.to_string() == "2.5.29.37").find_map(|extension| {
            Some((extension.critical, ExtendedKeyUsage::from_der(extension.extn_value.as_bytes()).ok()?))
        });
    match usage {
        Some((true, usage)) if usage.0 == [TIME_STAMPING] => Ok(()),
        _ => Err("the certificate is not one for stamping time only".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_refused() {
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        let cut = "-----BEGIN CERTIFICATE-----\nMIIB";
        let none = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for pem in ["", "\n", "\r\n\r\n", "x", key, cut, none] {
            assert!(matches!(Roots::from_pem(pem.as_bytes()), Err(Error::Roots { .. })), "{pem}");
        }
    }
}
