//! The key of this computer (软件校验签名): Ed25519 (RFC 8032), made here, kept here.
//!
//! It shows that a manifest was signed by whoever holds the key, and that not a byte changed since. It does **not** show
//! who that is or when it was: nobody certified the key, and its owner could sign again at any time. It is no reliable
//! electronic signature in the sense of 电子签名法 art. 13.

use crate::error::Error;
use ed25519_dalek::{
    Signer, Verifier,
    pkcs8::{
        DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, spki::der::pem::LineEnding,
    },
};
use juzheng_model::Digest;

/// A signature: 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// A key that signs. Its bytes are wiped from memory when it goes.
pub struct SigningKey(ed25519_dalek::SigningKey);

/// A key that checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

impl SigningKey {
    /// The key of 32 random bytes, which the caller gets from the system.
    pub fn from_seed(seed: &[u8; 32]) -> SigningKey {
        SigningKey(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Reads PKCS #8 in PEM.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn from_pem(pem: &str) -> Result<SigningKey, Error> {
        let key = ed25519_dalek::SigningKey::from_pkcs8_pem(pem);
        key.map(SigningKey).map_err(|error| Error::Key { what: error.to_string() })
    }

    /// As PKCS #8 in PEM, which `openssl` reads. It is secret.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn to_pem(&self) -> Result<String, Error> {
        let pem = self.0.to_pkcs8_pem(LineEnding::LF);
        pem.map(|pem| pem.to_string()).map_err(|error| Error::Key { what: error.to_string() })
    }

    /// Signs.
    pub fn sign(&self, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(bytes).to_bytes())
    }

    /// The key that checks what this one signs.
    pub fn verifying(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }
}

impl VerifyingKey {
    /// Reads a public key in PEM; only the spelling that [`VerifyingKey::to_pem`] gives, so that no byte of it can differ
    /// unseen.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn from_pem(pem: &str) -> Result<VerifyingKey, Error> {
        let key = ed25519_dalek::VerifyingKey::from_public_key_pem(pem);
        let key = VerifyingKey(key.map_err(|error| Error::Key { what: error.to_string() })?);
        match key.to_pem()? == pem {
            true => Ok(key),
            false => Err(Error::Key { what: "not spelled as this program spells it".to_owned() }),
        }
    }

    /// As a public key in PEM, which `openssl` reads.
    ///
    /// # Errors
    /// [`Error::Key`]
    pub fn to_pem(&self) -> Result<String, Error> {
        self.0.to_public_key_pem(LineEnding::LF).map_err(|error| Error::Key { what: error.to_string() })
    }

    /// Whether the signature is this key's over these bytes.
    pub fn verifies(&self, bytes: &[u8], signature: &Signature) -> bool {
        self.0.verify(bytes, &ed25519_dalek::Signature::from_bytes(&signature.0)).is_ok()
    }

    /// The key's fingerprint: SHA-256 of its 32 bytes. What two people compare.
    pub fn fingerprint(&self) -> Digest {
        Digest::sha256(self.0.as_bytes())
    }
}

impl Signature {
    /// The signature in 64 bytes; `None` for any other number.
    pub fn from_slice(bytes: &[u8]) -> Option<Signature> {
        bytes.try_into().ok().map(Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_8032_test_2_holds() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex"))
                .collect()
        };
        let seed: [u8; 32] = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
            .try_into()
            .expect("32 bytes");
        let signature = SigningKey::from_seed(&seed).sign(&[0x72]);
        assert_eq!(
            signature.0.to_vec(),
            hex(concat!(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ))
        );
    }

    #[test]
    fn keys_go_through_pem_and_no_flip_goes_by() {
        let key = SigningKey::from_seed(&[5; 32]);
        let again = SigningKey::from_pem(&key.to_pem().expect("pem")).expect("it reads");
        let (public, signature) = (key.verifying(), again.sign(b"manifest"));
        assert!(public.verifies(b"manifest", &signature));
        assert!(!public.verifies(b"manifesu", &signature));
        for at in 0..64 {
            let mut bad = signature;
            bad.0[at] ^= 1;
            assert!(!public.verifies(b"manifest", &bad), "{at}");
        }
        let pem = public.to_pem().expect("pem");
        assert_eq!(VerifyingKey::from_pem(&pem).expect("it reads"), public);
        for at in 0..pem.len() {
            let mut bad = pem.clone().into_bytes();
            bad[at] ^= 1;
            let read = String::from_utf8(bad).ok().and_then(|bad| VerifyingKey::from_pem(&bad).ok());
            assert_ne!(read, Some(public), "{at}");
        }
    }
}
