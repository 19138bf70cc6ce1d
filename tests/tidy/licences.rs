//! Where the crates come from and under which licence: what `.cargo/deny.toml` says, held to without another program.

use crate::{Breaches, checkout::Checkout};
use serde_json::Value;
use std::process::Command;

/// Licences that go with MIT or Apache-2.0 in one program. MPL-2.0 asks for its own files only.
const KNOWN: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "OFL-1.1",
    "bzip2-1.0.6",
    "OpenSSL",
    "WTFPL",
    "blessing",
];

/// Every crate that is built comes from the registry, and one of the licences that it offers is known.
pub(crate) fn every_crate_comes_from_the_registry_under_a_known_licence(checkout: &Checkout) -> Breaches {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--format-version", "1", "--filter-platform"])
        .arg(host())
        .current_dir(&checkout.root)
        .output()
        .expect("cargo is there, it runs this test");
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().expect("metadata lists packages");
    assert!(packages.len() > 100, "the whole tree is looked at");
    let mut breaches = Breaches::new();
    for package in packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let (name, version, source, licence) =
            (text("name"), text("version"), text("source"), text("license"));
        if !source.is_empty() && !source.starts_with("registry+") {
            breaches.push(format!("`{name}` {version} comes from `{source}`: take it from the registry"));
        }
        if !source.is_empty() && !is_known(licence) {
            breaches.push(format!(
                "`{name}` {version} is under `{licence}`: look at it, then add it to KNOWN and to .cargo/deny.toml"
            ));
        }
    }
    breaches
}

/// The system that this runs on, as cargo names it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc is there");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.expect("rustc says where it is").to_owned()
}

/// Whether an SPDX expression can be met with known licences: of alternatives one, of joined ones all.
fn is_known(expression: &str) -> bool {
    let text = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut at = 0;
    let known = any(&words, &mut at);
    known && at == words.len() && at > 0
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut known = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        known |= all(words, at);
    }
    known
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut known = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        known &= one(words, at);
    }
    known
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let known = any(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return known && closed;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    KNOWN.contains(&name.as_str())
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    for (expression, wanted) in [
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0", false),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("MIT)", false),
        ("", false),
    ] {
        assert_eq!(is_known(expression), wanted, "{expression}");
    }
}
