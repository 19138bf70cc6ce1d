//! Sealing a case: its manifest, signed by this computer's key, and trusted timestamps over its root.

mod key;
mod proving;
mod roots;
mod shape;
mod stamping;

pub(crate) use key::own_key;
pub use proving::{ProofShape, prove_file};
pub use roots::TrustedRoots;
pub use shape::{SealShape, StampShape, StandingShape};
pub use stamping::{Prepared, Stamping};

use crate::{case::Case, desk::Desk, error::Error};
use juzheng_model::Digest;
use juzheng_seal::{Manifest, Reply, Signature, Standing, VerifyingKey};
use juzheng_vault::Seal;

impl Case {
    /// The manifest of the case as it is now: the same whatever was exported, checked or stamped meanwhile.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn manifest(&self) -> Result<Manifest, Error> {
        let head = self.vault.head()?;
        let (seq, digest) = self.vault.pinned_head()?;
        Ok(Manifest::new(head.id, &head.title, (seq, digest), &self.vault.artifacts()?))
    }

    /// Signs the manifest of the case as it is now and keeps both in the case.
    ///
    /// # Errors
    /// The case cannot be written, or the key cannot be had.
    pub(crate) fn seal(&mut self, desk: &Desk<'_>) -> Result<Seal, Error> {
        self.vault.writable()?;
        let manifest = self.manifest()?;
        let (bytes, key) = (manifest.bytes(), own_key()?);
        let (signature, public) = (key.sign(&bytes), key.verifying().to_pem()?);
        let seq = self.vault.add_seal(manifest.root(), &bytes, &signature.0, &public, desk.stamp())?;
        Ok(Seal {
            seq,
            root: manifest.root(),
            manifest: bytes,
            signature: signature.0.to_vec(),
            public_key: public,
        })
    }

    /// Every seal with its timestamps, checked offline against the roots that the user trusts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn seals(&self, trusted: &TrustedRoots) -> Result<Vec<SealShape>, Error> {
        let offset = self.vault.settings()?.offset;
        let now = self.manifest()?;
        let chain: Vec<(u64, Digest)> =
            self.vault.custody()?.into_iter().map(|entry| (entry.seq, entry.digest)).collect();
        let stamps = self.vault.timestamps()?;
        let mut seals = Vec::new();
        for seal in self.vault.seals()? {
            let why = fault(&seal, &now, &chain);
            let of_this = stamps.iter().filter(|stamp| stamp.seal == seal.seq);
            let stamps = of_this
                .map(|stamp| {
                    let checked = match Reply::parse(&stamp.reply) {
                        Ok(reply) => Ok(reply.token().check(&seal.root, trusted.roots())),
                        Err(error) => Err(error.to_string()),
                    };
                    StampShape::new(&stamp.authority, seal.root, checked, trusted, offset)
                })
                .collect();
            seals.push(SealShape {
                root: seal.root,
                sealed: seal.seq,
                current: seal.root == now.root(),
                standing: if why.is_none() { Standing::Same } else { Standing::Differs }.into(),
                key: VerifyingKey::from_pem(&seal.public_key).ok().map(|key| key.fingerprint()),
                why,
                timestamps: stamps,
            });
        }
        Ok(seals)
    }
}

/// What does not hold of a seal: its manifest, its signature, or that the case still has what was sealed.
fn fault(seal: &Seal, now: &Manifest, chain: &[(u64, Digest)]) -> Option<String> {
    let manifest = match Manifest::parse(&seal.manifest) {
        Ok(manifest) if manifest.root() == seal.root => manifest,
        Ok(_) => return Some("root".to_owned()),
        Err(error) => return Some(error.to_string()),
    };
    let key = VerifyingKey::from_pem(&seal.public_key).ok();
    let signature = Signature::from_slice(&seal.signature);
    let signed = key.zip(signature).is_some_and(|(key, signature)| key.verifies(&seal.manifest, &signature));
    if !signed {
        return Some("signature".to_owned());
    }
    let pin = manifest.custody;
    if !chain.contains(&(pin.seq, pin.digest)) {
        return Some("custody".to_owned());
    }
    let there = |sha256: &Digest| now.artifacts.binary_search_by(|line| line.sha256.cmp(sha256)).is_ok();
    (!manifest.artifacts.iter().all(|line| there(&line.sha256))).then(|| "artifacts".to_owned())
}
