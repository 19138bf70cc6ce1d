//! What readers of pictures get besides the bytes.

use juzheng_intake::Circumstances;
use juzheng_model::Artifact;

/// What the case knows of an artifact besides its bytes.
pub(crate) fn circumstances(artifact: &Artifact) -> Circumstances {
    Circumstances { name: artifact.name.clone(), captured: None, added_at: artifact.added_at }
}
