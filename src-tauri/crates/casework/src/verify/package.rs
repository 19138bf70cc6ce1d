//! Checking a package: nothing but the package is needed.

use super::{CheckedCounts, CheckedItem, Problem, Verification};
use crate::{
    desk::{Desk, Report},
    error::Error,
    seal::{SealShape, StampShape, StandingShape, TrustedRoots},
};
use juzheng_model::{Digest, Offset};
use juzheng_seal::{Check, Standing, State};
use std::{collections::BTreeMap, path::Path};

/// Checks the package at `path`.
///
/// # Errors
/// It is none, cannot be read, or the user stopped.
pub(super) fn verify(
    path: &Path,
    passphrase: Option<&str>,
    trusted: &TrustedRoots,
    desk: &Desk<'_>,
) -> Result<Verification, Error> {
    let progress = |done: u64, of: u64| desk.go_on(Report::Steps(done.min(of), of));
    let check = juzheng_seal::check(path, passphrase, trusted.roots(), &progress)?;
    let counts = CheckedCounts {
        artifacts: check.artifacts,
        bytes: check.bytes,
        records: 0,
        custody: check.custody,
        timestamps: 0,
    };
    let problems = check.problems.iter().map(|p| Problem::new(p.code, p.artifact, p.args.clone())).collect();
    let mut verification = Verification::new(counts, problems);
    verification.items = check.items.iter().map(item).collect();
    let stamps = stamps(&check, trusted);
    // What fails among them is a problem of the package already.
    let standing = stamps.values().flatten().filter(|stamp| stamp.standing != StandingShape::Differs);
    verification.take_stamps(standing, trusted);
    verification.seals = seals(&check, stamps);
    verification.ok = verification.problems.is_empty();
    Ok(verification)
}

fn item(item: &juzheng_seal::CheckedItem) -> CheckedItem {
    CheckedItem {
        artifact: item.artifact,
        name: item.name.clone(),
        path: item.path.clone(),
        standing: item.standing.into(),
        state: match item.state {
            State::Original => "original",
            State::Derivative => "derivative",
            State::Withheld => "withheld",
        },
        elsewhere: item.elsewhere,
    }
}

fn stamps(check: &Check, trusted: &TrustedRoots) -> BTreeMap<Digest, Vec<StampShape>> {
    let made_at = check.contents.as_ref().and_then(|contents| {
        let offset = contents.made_at.get(19..)?;
        Offset::parse(offset)
    });
    let offset = made_at.unwrap_or(Offset::CHINA);
    let mut stamps: BTreeMap<Digest, Vec<StampShape>> = BTreeMap::new();
    for stamp in &check.stamps {
        let checked = stamp.stamped.clone().ok_or_else(String::new);
        let shape = StampShape::new(&stamp.path, stamp.root, checked, trusted, offset);
        stamps.entry(stamp.root).or_default().push(shape);
    }
    stamps
}

/// The seal of the package itself and those that carry timestamps.
fn seals(check: &Check, mut stamps: BTreeMap<Digest, Vec<StampShape>>) -> Vec<SealShape> {
    let now = check.manifest.as_ref().map(|manifest| manifest.root());
    let failed = |root: &Digest| {
        let named = |problem: &juzheng_seal::Problem| {
            problem.code == "package-seal-fails" && problem.args.first() == Some(&root.hex())
        };
        check.problems.iter().any(named)
    };
    let mut roots: Vec<Digest> = stamps.keys().copied().chain(now).collect();
    roots.sort_unstable();
    roots.dedup();
    let shape = |root: Digest| SealShape {
        root,
        sealed: 0,
        current: Some(root) == now,
        standing: if failed(&root) { Standing::Differs } else { Standing::Same }.into(),
        key: check.key,
        why: None,
        timestamps: stamps.remove(&root).unwrap_or_default(),
    };
    roots.into_iter().map(shape).collect()
}
