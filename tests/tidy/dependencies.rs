//! Who may know whom: the table of rooms, the foreign crates that belong to one room, and where versions stand.

use crate::{Breaches, checkout::Checkout};
use std::{path::Path, process::Command};

/// Which of our crates each of our crates may name, in tests too. A new crate gets a line here.
const ROOMS: &[(&str, &[&str])] = &[
    ("juzheng-model", &[]),
    ("juzheng-intake", &["juzheng-model"]),
    ("juzheng-ocr", &["juzheng-model"]),
    ("juzheng-vault", &["juzheng-model"]),
    ("juzheng-link", &["juzheng-model"]),
    ("juzheng-claim", &["juzheng-model"]),
    ("juzheng-seal", &["juzheng-model"]),
    ("juzheng-dossier", &["juzheng-model"]),
    (
        "juzheng-casework",
        &[
            "juzheng-model",
            "juzheng-intake",
            "juzheng-ocr",
            "juzheng-vault",
            "juzheng-link",
            "juzheng-claim",
            "juzheng-seal",
            "juzheng-dossier",
        ],
    ),
    ("juzheng-cli", &["juzheng-casework"]),
    ("juzheng-shell", &["juzheng-casework"]),
    ("xtask", &[]),
];

/// The crate whose tests look at the whole from outside: it may know every room, and any foreign crate.
const OUTSIDE: &str = "juzheng-tests";

/// Foreign crates, and the only rooms that may name them.
const FOREIGN: &[(&str, &[&str])] = &[
    ("rusqlite", &["juzheng-vault"]),
    ("libsqlite3-sys", &["juzheng-vault"]),
    ("sm3", &["juzheng-vault", "juzheng-seal"]),
    ("ed25519-dalek", &["juzheng-seal"]),
    ("der", &["juzheng-seal"]),
    ("cms", &["juzheng-seal"]),
    ("x509-cert", &["juzheng-seal"]),
    ("rustls-webpki", &["juzheng-seal"]),
    ("rustls-pki-types", &["juzheng-seal"]),
    ("ring", &["juzheng-vault", "juzheng-seal"]),
    ("age", &["juzheng-vault", "juzheng-seal"]),
    ("argon2", &["juzheng-vault"]),
    ("zeroize", &["juzheng-vault"]),
    ("rpassword", &["juzheng-cli"]),
    ("ureq", &["juzheng-seal"]),
    ("getrandom", &["juzheng-casework"]),
    ("printpdf", &["juzheng-dossier"]),
    ("lopdf", &["juzheng-dossier"]),
    ("subsetter", &["juzheng-dossier"]),
    ("ttf-parser", &["juzheng-dossier"]),
    ("unicode-linebreak", &["juzheng-dossier"]),
    ("hayro", &["juzheng-dossier"]),
    ("qrcodegen", &["juzheng-dossier"]),
    ("image", &["juzheng-intake", "juzheng-ocr", "juzheng-dossier"]),
    ("calamine", &["juzheng-intake", "juzheng-dossier"]),
    ("csv", &["juzheng-intake"]),
    ("encoding_rs", &["juzheng-intake", "juzheng-casework"]),
    ("zip", &["juzheng-intake", "juzheng-dossier", "juzheng-seal", "juzheng-casework", "xtask"]),
    ("rten", &["juzheng-ocr"]),
    ("rten-tensor", &["juzheng-ocr"]),
    ("clap", &["juzheng-cli"]),
    ("indicatif", &["juzheng-cli"]),
    ("ctrlc", &["juzheng-cli"]),
    ("sys-locale", &["juzheng-cli", "juzheng-shell"]),
    ("tauri", &["juzheng-shell"]),
    ("tauri-build", &["juzheng-shell"]),
    ("tauri-plugin-dialog", &["juzheng-shell"]),
    ("tauri-plugin-opener", &["juzheng-shell"]),
    ("tauri-plugin-single-instance", &["juzheng-shell"]),
    ("tauri-plugin-window-state", &["juzheng-shell"]),
    ("gtk", &["juzheng-shell"]),
    ("cairo-rs", &["juzheng-shell"]),
    ("drag", &["juzheng-shell"]),
    ("ts-rs", &["juzheng-model", "juzheng-dossier", "juzheng-seal", "juzheng-casework"]),
    ("anyhow", &[]),
    ("eyre", &[]),
];

/// The workspace, and the targets for fuzzing, which are built in another way and so are a workspace of their own.
const ROOTS: [&str; 2] = ["Cargo.toml", "tests/fuzz/Cargo.toml"];

/// A crate of ours and the names of all that it depends on, in whatever way.
struct Member {
    name: String,
    knows: Vec<String>,
}

/// Asks cargo, which reads the manifests better than we would.
fn members(checkout: &Checkout) -> Vec<Member> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(&checkout.root)
        .output()
        .expect("cargo is there, it runs this test");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let text = |value: &serde_json::Value| value["name"].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().expect("metadata lists packages");
    let members = packages.iter().map(|package| Member {
        name: text(package),
        knows: package["dependencies"].as_array().into_iter().flatten().map(text).collect(),
    });
    members.collect()
}

fn is_ours(name: &str) -> bool {
    name.starts_with("juzheng-") || name == "xtask"
}

/// The rooms in the middle do not know one another; what joins two of them is a use case in `casework`.
pub(crate) fn rooms_know_only_whom_the_table_allows(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for Member { name, knows } in members(checkout).iter().filter(|member| member.name != OUTSIDE) {
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| room == name) else {
            breaches.push(format!("`{name}` is in no line of ROOMS: say there whom it may know"));
            continue;
        };
        for known in knows.iter().filter(|known| is_ours(known) && !allowed.contains(&known.as_str())) {
            breaches.push(format!(
                "`{name}` names `{known}`: what the two share belongs into `model`, what joins them into `casework`"
            ));
        }
    }
    breaches
}

/// Only `vault` knows SQLite, only `dossier` PDF, only `intake` spreadsheets, only the shell Tauri.
pub(crate) fn a_foreign_crate_stays_in_its_room(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for Member { name, knows } in members(checkout).iter().filter(|member| member.name != OUTSIDE) {
        for (foreign, rooms) in FOREIGN {
            if knows.iter().any(|known| known == foreign) && !rooms.contains(&name.as_str()) {
                breaches.push(format!(
                    "`{name}` names `{foreign}`, which belongs to {rooms:?} alone: ask that room"
                ));
            }
        }
    }
    breaches
}

/// One version of each dependency, in the root's groups.
pub(crate) fn versions_stand_in_the_root_alone(checkout: &Checkout) -> Breaches {
    let mut breaches = Breaches::new();
    for manifest in checkout.named("Cargo.toml").filter(|manifest| !ROOTS.contains(&manifest.path.as_str())) {
        let mut in_dependencies = false;
        for (number, line) in manifest.body.lines().enumerate() {
            if line.starts_with('[') {
                in_dependencies = line.contains("dependencies");
            } else if in_dependencies && line.contains('=') && !line.contains("workspace = true") {
                breaches.push(format!(
                    "{}:{}: `{line}`: put the version into the root's Cargo.toml and write `workspace = true`",
                    manifest.path,
                    number + 1
                ));
            }
        }
    }
    breaches
}

/// The lints of the workspace hold in every crate.
pub(crate) fn every_crate_takes_the_lints(checkout: &Checkout) -> Breaches {
    let manifests = checkout.named("Cargo.toml").filter(|manifest| !ROOTS.contains(&manifest.path.as_str()));
    manifests
        .filter(|manifest| {
            Path::new(&manifest.path).starts_with("src-tauri/crates") || manifest.path.starts_with("tests")
        })
        .filter(|manifest| !manifest.body.contains("[lints]\nworkspace = true"))
        .map(|manifest| format!("{}: add `[lints]` with `workspace = true`", manifest.path))
        .collect()
}
