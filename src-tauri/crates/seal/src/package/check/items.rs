//! How each artifact of the case stands in a package: its bytes here, in another volume, or withheld.

use super::{CheckedItem, Checking, Standing};
use crate::package::contents::State;
use juzheng_model::Digest;
use std::collections::HashMap;

impl Checking<'_> {
    /// Every artifact of the manifest: its bytes, or that they are not here.
    pub(super) fn items(&mut self) {
        let Some(manifest) = self.done.manifest.clone() else { return };
        let contents = self.done.contents.clone();
        let fits = contents.as_ref().is_some_and(|contents| {
            contents.root == manifest.root()
                && contents.case == manifest.case.id
                && contents
                    .items
                    .iter()
                    .map(|item| item.sha256)
                    .eq(manifest.artifacts.iter().map(|a| a.sha256))
        });
        if !fits {
            let why = "what is in the package is not what the manifest has".to_owned();
            self.problem("package-manifest-damaged", None, ["data/package.json".to_owned(), why]);
        }
        let volume = contents.as_ref().map_or(1, |contents| contents.volume.number);
        let by_digest: HashMap<Digest, _> =
            contents.iter().flat_map(|contents| &contents.items).map(|item| (item.sha256, item)).collect();
        let mut items = Vec::with_capacity(manifest.artifacts.len());
        for line in &manifest.artifacts {
            let item = by_digest.get(&line.sha256);
            let path = item.and_then(|item| item.path.clone());
            let state = item.map_or(State::Original, |item| item.state);
            let elsewhere = item.map(|item| item.volume).filter(|of| *of != volume);
            let standing = match (&path, state) {
                _ if elsewhere.is_some() => Standing::Unverifiable,
                (Some(path), State::Original) => {
                    let known = (self.known.get(path), self.sm3.get(path), self.source.files.get(path));
                    match known {
                        (Some(sha256), Some(sm3), Some(_)) => {
                            self.done.artifacts += 1;
                            match *sha256 == line.sha256 && *sm3 == line.sm3 {
                                true => Standing::Same,
                                false => Standing::Differs,
                            }
                        }
                        (_, _, Some(_)) => Standing::Unverifiable,
                        _ => Standing::Missing,
                    }
                }
                (_, State::Original) => Standing::Missing,
                _ => Standing::Unverifiable,
            };
            if standing == Standing::Differs {
                self.problem("package-original-differs", Some(line.id), path.clone());
            }
            let told = self.done.problems.iter().any(|problem| problem.artifact == Some(line.id));
            if standing == Standing::Missing && !told {
                let path = path.clone().unwrap_or_else(|| line.name.clone());
                self.problem("package-file-missing", Some(line.id), [path]);
            }
            items.push(CheckedItem {
                artifact: Some(line.id),
                name: line.name.clone(),
                path,
                state,
                standing,
                elsewhere,
            });
        }
        items.append(&mut self.done.items);
        self.done.items = items;
    }
}
