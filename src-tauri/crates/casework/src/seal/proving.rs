//! Proving that one file is under a root, without the others.

use crate::{case::Case, desk::Desk, error::Error, list::by_prefix};
use juzheng_model::Digest;
use juzheng_seal::Proof;
use serde::Serialize;
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// A proof that was written or checked.
#[derive(Debug, Clone, Serialize)]
pub struct ProofShape {
    /// Whether the proof holds, and the file is the one that it is about.
    pub ok: bool,
    /// Where it was written.
    pub path: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// The root.
    pub root: Digest,
}

impl Case {
    /// Writes the proof that an artifact is under the root of the case as it is now.
    ///
    /// # Errors
    /// The artifact is unknown, something lies at `out`, or it cannot be written.
    pub fn write_proof(&self, artifact: &str, out: &Path) -> Result<ProofShape, Error> {
        let manifest = self.manifest()?;
        let id = by_prefix("artifact", artifact, manifest.artifacts.iter().map(|line| line.id))?;
        let line = manifest.artifacts.iter().find(|line| line.id == id).ok_or(Error::Fault)?;
        let proof = manifest.prove(&line.sha256).ok_or(Error::Fault)?;
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => Error::Taken { path: out.to_owned() },
            _ => Error::Unwritable { path: out.to_owned(), source },
        };
        let mut file = fs::File::options().write(true).create_new(true).open(out).map_err(failed)?;
        file.write_all(&proof.bytes()).map_err(failed)?;
        Ok(ProofShape {
            ok: proof.holds(),
            path: Some(out.display().to_string()),
            sha256: line.sha256,
            root: proof.root,
        })
    }
}

/// Checks a proof against the file that it is about.
///
/// # Errors
/// One of them cannot be read, or the first is no proof.
pub fn prove_file(proof: &Path, file: &Path, desk: &Desk<'_>) -> Result<ProofShape, Error> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Unreadable { path, source }
    };
    let mut bytes = Vec::new();
    let opened = fs::File::open(proof).map_err(unreadable(proof))?;
    io::Read::read_to_end(&mut io::Read::take(opened, 1 << 20), &mut bytes).map_err(unreadable(proof))?;
    let proof = Proof::parse(&bytes)?;
    let mut opened = fs::File::open(file).map_err(unreadable(file))?;
    let (size, prints) =
        juzheng_vault::fingerprint(&mut opened, &|_| !desk.stopped()).map_err(unreadable(file))?;
    let same = (prints.sha256, prints.sm3, size) == (proof.leaf.sha256, proof.leaf.sm3, proof.leaf.size);
    Ok(ProofShape { ok: same && proof.holds(), path: None, sha256: prints.sha256, root: proof.root })
}
