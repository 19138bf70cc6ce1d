//! ARTIFACT: one file of a case in the JSON of the contract.

use super::ScreenShape;
use juzheng_model::{Artifact, Digest, Facts, Id, Offset};
use serde::Serialize;

/// One file of a case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[allow(missing_docs)] // the contract is the documentation
pub struct ArtifactShape {
    pub id: Id,
    pub name: String,
    pub path: String,
    pub parent: Option<Id>,
    pub kind: &'static str,
    pub media_type: String,
    pub size: u64,
    pub sha256: Digest,
    pub sm3: Digest,
    pub added_at: String,
    pub owner: Option<String>,
    pub messages: u64,
    pub transfers: u64,
    pub captured_at: Option<String>,
    pub reader: Option<String>,
    pub notes: Vec<String>,
    /// What a picture shows; `null` of any other file, and of a picture that was not read.
    pub screen: Option<ScreenShape>,
}

impl ArtifactShape {
    /// An artifact with what was read from it.
    pub(crate) fn new(
        artifact: &Artifact,
        facts: Option<&Facts>,
        reader: Option<&str>,
        counts: (u64, u64),
        offset: Offset,
    ) -> ArtifactShape {
        ArtifactShape {
            id: artifact.id,
            name: artifact.name.clone(),
            path: artifact.path.clone(),
            parent: artifact.parent,
            kind: facts.map_or("other", |facts| facts.kind.word()),
            media_type: facts.map_or("application/octet-stream", |facts| &facts.media_type).to_owned(),
            size: artifact.size,
            sha256: artifact.fingerprints.sha256,
            sm3: artifact.fingerprints.sm3,
            added_at: offset.rfc3339(artifact.added_at),
            owner: facts.and_then(|facts| facts.owner.clone()),
            messages: counts.0,
            transfers: counts.1,
            captured_at: artifact.captured_at.clone(),
            reader: reader.map(str::to_owned),
            notes: facts.map(|facts| facts.notes.clone()).unwrap_or_default(),
            screen: facts
                .and_then(|facts| facts.screen.as_ref())
                .map(|screen| ScreenShape::new(screen, offset)),
        }
    }
}
