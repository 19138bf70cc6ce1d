//! The manifest of a case: which bytes it consists of, and where its custody chain stood.
//!
//! One line of canonical JSON ([`juzheng_model::canonical`]). The tree over it has the head as its first leaf, then the
//! artifacts in the order of their SHA-256; each leaf is the canonical JSON of what stands in [`Proof`]. Names are in the
//! manifest, and so under its signature, but not in the leaves: an artifact can be proven without telling what it was
//! called.

use crate::{error::Error, merkle};
use juzheng_model::{Artifact, Digest, Id, canonical};
use serde::{Deserialize, Serialize};

/// The format's name, in every manifest. Released: never changed.
pub const FORMAT: &str = "juzheng-manifest/1";

/// Bytes of a manifest at most: some 100,000 artifacts.
pub(crate) const MOST: u64 = 64 << 20;

/// What a case consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: String,
    /// Which case.
    pub case: CaseLine,
    /// The last custody entry that counts as a change of the case.
    pub custody: CustodyPin,
    /// Every artifact, in the order of their SHA-256.
    pub artifacts: Vec<ArtifactLine>,
    /// The tree over all of it.
    pub tree: Tree,
}

/// Which case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseLine {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
}

/// One entry of the custody chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustodyPin {
    /// Its number.
    pub seq: u64,
    /// Its digest.
    pub digest: Digest,
}

/// One artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArtifactLine {
    /// The head of its SHA-256.
    pub id: Id,
    /// Its file name as it came.
    pub name: String,
    /// The archive that it came out of.
    pub parent: Option<Id>,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// SM3 of its bytes.
    pub sm3: Digest,
}

/// The tree over a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// `rfc6962-sha256`
    pub manner: String,
    /// How many leaves: the head and each artifact.
    pub leaves: u64,
    /// The root: one digest for the whole manifest but its names.
    pub root: Digest,
}

/// The word of the only manner there is.
const MANNER: &str = "rfc6962-sha256";

/// That one artifact is among those under a root, without the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// `juzheng-proof/1`
    pub format: String,
    /// The leaf, as canonical JSON.
    pub leaf: Leaf,
    /// Which leaf it is, from 0.
    pub index: u64,
    /// How many there are.
    pub leaves: u64,
    /// The digests beside its way up, the lowest first.
    pub path: Vec<Digest>,
    /// Where the way leads.
    pub root: Digest,
}

/// What of an artifact is in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Bytes.
    pub size: u64,
    /// SM3 of its bytes.
    pub sm3: Digest,
}

impl From<&Artifact> for ArtifactLine {
    fn from(artifact: &Artifact) -> ArtifactLine {
        ArtifactLine {
            id: artifact.id,
            name: artifact.name.clone(),
            parent: artifact.parent,
            size: artifact.size,
            sha256: artifact.fingerprints.sha256,
            sm3: artifact.fingerprints.sm3,
        }
    }
}

impl ArtifactLine {
    fn leaf(&self) -> Leaf {
        Leaf { sha256: self.sha256, size: self.size, sm3: self.sm3 }
    }
}

impl Manifest {
    /// The manifest of a case; the order of the artifacts does not matter.
    pub fn new(id: Id, title: &str, custody: (u64, Digest), artifacts: &[Artifact]) -> Manifest {
        let mut artifacts: Vec<ArtifactLine> = artifacts.iter().map(ArtifactLine::from).collect();
        artifacts.sort_by_key(|line| line.sha256);
        let mut manifest = Manifest {
            format: FORMAT.to_owned(),
            case: CaseLine { id, title: title.to_owned() },
            custody: CustodyPin { seq: custody.0, digest: custody.1 },
            artifacts,
            tree: Tree { manner: MANNER.to_owned(), leaves: 0, root: Digest([0; 32]) },
        };
        let leaves = manifest.leaves();
        manifest.tree.leaves = leaves.len() as u64;
        manifest.tree.root = merkle::root(&leaves);
        manifest
    }

    /// Its bytes: canonical, without a line end.
    pub fn bytes(&self) -> Vec<u8> {
        spelled(self).into_bytes()
    }

    /// Reads a manifest, and holds it to everything that this program's manifests have.
    ///
    /// # Errors
    /// [`Error::Manifest`]: unknown fields or format, a spelling that is not the canonical one, artifacts out of order or
    /// twice, ids that are not the heads of their digests, or a root that is not that of the entries.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, Error> {
        let wrong = |what: &str| Error::Manifest { what: what.to_owned() };
        let manifest: Manifest =
            serde_json::from_slice(bytes).map_err(|error| Error::Manifest { what: error.to_string() })?;
        if manifest.format != FORMAT || manifest.tree.manner != MANNER {
            return Err(wrong("an unknown format"));
        }
        if manifest.bytes() != bytes {
            return Err(wrong("its spelling is not the canonical one"));
        }
        if !manifest.artifacts.is_sorted_by(|a, b| a.sha256 < b.sha256) {
            return Err(wrong("its artifacts are not in order"));
        }
        if manifest.artifacts.iter().any(|line| line.id != Id::of(&line.sha256)) {
            return Err(wrong("an id does not belong to its digest"));
        }
        let leaves = manifest.leaves();
        if manifest.tree.leaves != leaves.len() as u64 || manifest.tree.root != merkle::root(&leaves) {
            return Err(wrong("its root is not that of its entries"));
        }
        Ok(manifest)
    }

    /// The root.
    pub fn root(&self) -> Digest {
        self.tree.root
    }

    /// The proof for an artifact; `None` where it is not in the case.
    pub fn prove(&self, sha256: &Digest) -> Option<Proof> {
        let ix = self.artifacts.binary_search_by(|line| line.sha256.cmp(sha256)).ok()?;
        let leaves = self.leaves();
        Some(Proof {
            format: "juzheng-proof/1".to_owned(),
            leaf: self.artifacts[ix].leaf(),
            index: ix as u64 + 1,
            leaves: leaves.len() as u64,
            path: merkle::path(&leaves, ix + 1),
            root: self.tree.root,
        })
    }

    fn leaves(&self) -> Vec<Digest> {
        let head = serde_json::json!({"case": self.case.id, "custody": self.custody});
        let head = merkle::leaf(canonical::json(&head).as_bytes());
        std::iter::once(head).chain(self.artifacts.iter().map(|line| leaf_of(&line.leaf()))).collect()
    }
}

impl Proof {
    /// Its bytes: canonical, without a line end.
    pub fn bytes(&self) -> Vec<u8> {
        spelled(self).into_bytes()
    }

    /// Reads a proof.
    ///
    /// # Errors
    /// [`Error::Manifest`]
    pub fn parse(bytes: &[u8]) -> Result<Proof, Error> {
        let proof: Proof =
            serde_json::from_slice(bytes).map_err(|error| Error::Manifest { what: error.to_string() })?;
        match proof.format == "juzheng-proof/1" {
            true => Ok(proof),
            false => Err(Error::Manifest { what: "an unknown format".to_owned() }),
        }
    }

    /// Whether the way leads from the leaf to the root that the proof names.
    pub fn holds(&self) -> bool {
        merkle::root_of(leaf_of(&self.leaf), self.index, self.leaves, &self.path) == Some(self.root)
    }
}

fn leaf_of(leaf: &Leaf) -> Digest {
    merkle::leaf(spelled(leaf).as_bytes())
}

/// Canonical JSON of something that is plain data.
pub(crate) fn spelled(value: &impl Serialize) -> String {
    canonical::json(&serde_json::to_value(value).expect("plain data has a JSON form"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use juzheng_model::Fingerprints;

    fn artifact(n: u8) -> Artifact {
        let sha256 = Digest::sha256(&[n]);
        Artifact {
            id: Id::of(&sha256),
            name: format!("微信账单 {n}.csv"),
            path: format!("/elsewhere/somebody/{n}.csv"),
            parent: None,
            size: u64::from(n),
            fingerprints: Fingerprints { sha256, sm3: Digest([n; 32]) },
            added_at: 0,
            captured_at: None,
        }
    }

    fn manifest(count: u8) -> Manifest {
        let artifacts: Vec<Artifact> = (0..count).map(artifact).collect();
        Manifest::new(Id::of(&Digest([7; 32])), "张三借款案", (9, Digest([3; 32])), &artifacts)
    }

    #[test]
    fn order_of_adding_does_not_matter_and_reading_gives_it_back() {
        let mut artifacts: Vec<Artifact> = (0..9).map(artifact).collect();
        let one = manifest(9);
        artifacts.reverse();
        let other = Manifest::new(one.case.id, "张三借款案", (9, Digest([3; 32])), &artifacts);
        assert_eq!(one.bytes(), other.bytes());
        assert_eq!(Manifest::parse(&one.bytes()).expect("it reads"), one);
        assert!(
            !String::from_utf8(one.bytes()).expect("text").contains("somebody"),
            "no paths of the user's"
        );
    }

    #[test]
    fn no_flipped_bit_goes_by() {
        let good = manifest(2);
        let bytes = good.bytes();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                // A flip in a name or the title gives another manifest, whose signature does not hold; a flip in a number
                // is found by the root.
                if let Ok(other) = Manifest::parse(&bad) {
                    assert_ne!(other, good);
                    assert_eq!(other.root(), good.root(), "byte {at}, bit {bit}");
                }
            }
        }
    }

    #[test]
    fn an_artifact_is_proven_without_the_others() {
        for count in [1, 2, 5, 8, 13] {
            let manifest = manifest(count);
            for line in &manifest.artifacts {
                let proof = manifest.prove(&line.sha256).expect("it is there");
                assert!(Proof::parse(&proof.bytes()).expect("it reads").holds());
                let mut wrong = proof.clone();
                wrong.leaf.size += 1;
                assert!(!wrong.holds());
            }
            assert_eq!(manifest.prove(&Digest([1; 32])), None);
        }
    }
}
