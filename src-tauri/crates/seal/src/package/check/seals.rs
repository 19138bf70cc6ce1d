//! The signature over the manifest, and the seals with their timestamps, earlier ones too.

use super::{Checking, Standing};
use crate::{
    key::{Signature, VerifyingKey},
    manifest::{self, Manifest},
    package::chain::Walked,
    stamp::{Reply, Stamped},
};
use juzheng_model::Digest;
use std::collections::BTreeSet;

/// A timestamp of a package.
#[derive(Debug, Clone)]
pub struct CheckedStamp {
    /// Where it lies.
    pub path: String,
    /// The root that it is over.
    pub root: Digest,
    /// What it shows; `None` where it does not read.
    pub stamped: Option<Stamped>,
}

impl Checking<'_> {
    /// The manifest's signature, then every folder under `data/seals/`.
    pub(super) fn seals(&mut self, walked: Option<&Walked>) {
        let key = self.key("public-key.pem");
        if let Some(manifest) = &self.done.manifest {
            let (root, bytes) = (manifest.root(), manifest.bytes());
            self.signed("data/manifest.sig", key, &bytes, root);
        }
        let folders: BTreeSet<String> = self
            .source
            .files
            .keys()
            .filter_map(|path| {
                path.strip_prefix("data/seals/")?.split_once('/').map(|(folder, _)| folder.to_owned())
            })
            .collect();
        for folder in folders {
            self.seal(&format!("data/seals/{folder}"), walked);
        }
    }

    fn signed(&mut self, path: &str, key: Option<VerifyingKey>, bytes: &[u8], root: Digest) {
        let signature = self.source.whole(path, 1 << 10).and_then(Result::ok);
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes));
        let holds = signature.zip(key).is_some_and(|(signature, key)| key.verifies(bytes, &signature));
        if !holds {
            self.problem("package-seal-fails", None, [root.hex()]);
        }
    }

    fn seal(&mut self, folder: &str, walked: Option<&Walked>) {
        let path = format!("{folder}/manifest.json");
        let bytes = self.source.whole(&path, manifest::MOST).and_then(Result::ok).unwrap_or_default();
        let Ok(manifest) = Manifest::parse(&bytes) else {
            return self.problem("package-manifest-damaged", None, [path, "it does not read".to_owned()]);
        };
        let root = manifest.root();
        let key = self.key(&format!("{folder}/public-key.pem"));
        self.signed(&format!("{folder}/manifest.sig"), key, &bytes, root);
        // What was sealed earlier is still there, and the chain has grown from where it stood.
        let lost = self.done.manifest.as_ref().is_some_and(|now| {
            let there =
                |sha256: &Digest| now.artifacts.binary_search_by(|line| line.sha256.cmp(sha256)).is_ok();
            now.case != manifest.case && now.case.id != manifest.case.id
                || !manifest.artifacts.iter().all(|line| there(&line.sha256))
        });
        let pin = manifest.custody;
        let at = usize::try_from(pin.seq).ok().and_then(|seq| seq.checked_sub(1));
        let cut = walked.is_some_and(|walked| at.and_then(|at| walked.digests.get(at)) != Some(&pin.digest));
        if lost || cut {
            self.problem("package-seal-fails", None, [root.hex()]);
        }
        let replies: Vec<String> = self
            .source
            .files
            .keys()
            .filter(|path| path.starts_with(&format!("{folder}/")) && path.ends_with(".tsr"))
            .cloned()
            .collect();
        for path in replies {
            self.stamp(path, root);
        }
    }

    fn stamp(&mut self, path: String, root: Digest) {
        let bytes = self.source.whole(&path, 8 << 20).and_then(Result::ok).unwrap_or_default();
        let stamped = match Reply::parse(&bytes) {
            Ok(reply) => Some(reply.token().check(&root, self.roots)),
            Err(error) => {
                self.problem("timestamp-fails", None, [path.clone(), error.to_string()]);
                None
            }
        };
        if let Some(Stamped { standing: Standing::Differs, why, .. }) = &stamped {
            let why = why.clone().unwrap_or_default();
            self.problem("timestamp-fails", None, [path.clone(), why]);
        }
        self.done.stamps.push(CheckedStamp { path, root, stamped });
    }
}
