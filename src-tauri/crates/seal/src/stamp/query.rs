//! The query: a digest, a number that the reply has to repeat, and the wish for the authority's certificates.

use super::asn1::{MessageImprint, SHA_256, TimeStampReq};
use crate::error::Error;
use der::{
    Decode, Encode,
    asn1::{Int, OctetString},
};
use juzheng_model::Digest;
use x509_cert::spki::AlgorithmIdentifierOwned;

/// A query over a SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    der: Vec<u8>,
    imprint: Digest,
    nonce: Option<Vec<u8>>,
}

impl Query {
    /// The query over `imprint`; `nonce` are 8 random bytes, which the caller gets from the system.
    ///
    /// # Errors
    /// [`Error::Token`]
    pub fn new(imprint: Digest, nonce: [u8; 8]) -> Result<Query, Error> {
        // A number is positive and has no idle bytes.
        let number = (u64::from_be_bytes(nonce) >> 1) | (1 << 62);
        let of = || -> der::Result<Vec<u8>> {
            TimeStampReq {
                version: 1,
                message_imprint: MessageImprint {
                    hash_algorithm: AlgorithmIdentifierOwned {
                        oid: SHA_256,
                        parameters: Some(der::Any::null()),
                    },
                    hashed_message: OctetString::new(imprint.0.to_vec())?,
                },
                req_policy: None,
                nonce: Some(Int::new(&number.to_be_bytes())?),
                cert_req: true,
                extensions: None,
            }
            .to_der()
        };
        let der = of().map_err(|error| Error::Token { what: error.to_string() })?;
        Query::parse(&der)
    }

    /// Reads a query over a SHA-256.
    ///
    /// # Errors
    /// [`Error::Token`]
    pub fn parse(bytes: &[u8]) -> Result<Query, Error> {
        let wrong = |what: String| Error::Token { what };
        let query = TimeStampReq::from_der(bytes).map_err(|error| wrong(error.to_string()))?;
        let imprint = <[u8; 32]>::try_from(query.message_imprint.hashed_message.as_bytes());
        match imprint {
            Ok(imprint) if query.message_imprint.hash_algorithm.oid == SHA_256 => Ok(Query {
                der: bytes.to_vec(),
                imprint: Digest(imprint),
                nonce: query.nonce.map(|nonce| nonce.as_bytes().to_vec()),
            }),
            _ => Err(wrong("not over a SHA-256".to_owned())),
        }
    }

    /// The bytes that are sent: what a `.tsq` file holds.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The digest.
    pub fn imprint(&self) -> Digest {
        self.imprint
    }

    pub(super) fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_reads_back_whatever_the_number() {
        for nonce in [[0; 8], [255; 8], [0, 0, 0, 0, 0, 0, 0, 1], [128, 0, 0, 0, 0, 0, 0, 0]] {
            let query = Query::new(Digest::sha256(b"abc"), nonce).expect("made");
            assert_eq!(Query::parse(query.der()).expect("read"), query);
            assert_eq!(query.imprint(), Digest::sha256(b"abc"));
            assert_eq!(query.nonce().map(<[u8]>::len), Some(8));
            assert!(Query::parse(&query.der()[1..]).is_err());
        }
    }
}
