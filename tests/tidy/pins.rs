//! What is pinned: packages without the address they once came from, and steps of the schema, which never change.

use crate::{Breaches, checkout::Checkout};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Each step of the schema and the SHA-256 of its text, recorded when it was written.
const STEPS: &str = include_str!("schema-steps.txt");

/// The name of a schema step's file, where the text is one.
fn step_name(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src-tauri/crates/vault/")?;
    let (_, name) = inner.rsplit_once("migrations/")?;
    name.ends_with(".sql").then_some(name)
}

/// A lock file pins content; where to fetch it from is for each machine to know.
pub(crate) fn lock_files_hold_no_download_addresses(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for lock in checkout.named("package-lock.json") {
        if lock.body.contains("\"resolved\"") {
            breaches.push(format!(
                "{}: holds download addresses: write it anew with `npm install --package-lock-only \
                 --omit-lockfile-registry-resolved`",
                lock.path
            ));
        }
    }
    for lock in checkout.named("Cargo.lock") {
        let sources: BTreeSet<&str> =
            lock.body.lines().filter(|line| line.starts_with("source = ")).collect();
        // Cargo writes its own public index alike everywhere: a second spelling is some machine's.
        let foreign =
            sources.len() > 1 || sources.iter().any(|line| !line.starts_with("source = \"registry+"));
        if foreign {
            breaches.push(format!("{}: crates from several places: {sources:?}: use one index", lock.path));
        }
    }
    breaches
}

/// A registry in the checkout would send every user there.
pub(crate) fn no_registry_is_configured(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for name in [".npmrc", "ui/.npmrc", "assets/fonts/.npmrc"] {
        if std::fs::read_to_string(checkout.root.join(name)).is_ok_and(|body| body.contains("registry=")) {
            breaches.push(format!("{name}: names a registry: remove the line"));
        }
    }
    for config in checkout.named("config.toml").filter(|config| config.path.starts_with(".cargo/")) {
        if config.body.contains("[source") || config.body.contains("[registr") {
            breaches.push(format!("{}: configures a registry: remove it", config.path));
        }
    }
    breaches
}

/// A case that went through a step must find the same step again: released ones are never edited, only followed.
pub(crate) fn a_schema_step_never_changes(checkout: &Checkout) -> Breaches {
    let recorded: Vec<(&str, &str)> = STEPS.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut breaches = Breaches::new();
    for step in &checkout.texts {
        let Some(name) = step_name(&step.path) else { continue };
        let found: String = Sha256::digest(&step.body).iter().map(|byte| format!("{byte:02x}")).collect();
        match recorded.iter().find(|(_, recorded)| *recorded == name) {
            None => breaches.push(format!("{}: add `{found}  {name}` to tests/tidy/schema-steps.txt", step.path)),
            Some((digest, _)) if *digest != found => breaches.push(format!(
                "{}: has changed: put it back and write a new step (only if no release holds it: record {found})",
                step.path
            )),
            Some(_) => {}
        }
    }
    for (_, name) in &recorded {
        if !checkout.texts.iter().any(|text| step_name(&text.path) == Some(*name)) {
            breaches.push(format!(
                "the schema step {name} is recorded in tests/tidy/schema-steps.txt but gone: put it back"
            ));
        }
    }
    breaches
}
