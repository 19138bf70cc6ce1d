//! The checkout as the rules see it: every text file that belongs to it, and what stands on the top level.

use crate::Breaches;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Files with these endings are read as text.
const TEXTS: &[&str] = &[
    "rs", "toml", "lock", "md", "json", "ts", "js", "svelte", "css", "html", "sql", "yml", "yaml", "sh",
    "txt",
];

/// Folders that are made, not written.
const MADE: &[&str] = &["target", "out", "node_modules", ".git", "dist", ".fake-dist", "shots", "gen"];

/// A text file of the checkout.
pub(crate) struct Text {
    /// From the root, with `/` on every platform.
    pub(crate) path: String,
    pub(crate) body: String,
}

/// The checkout.
pub(crate) struct Checkout {
    pub(crate) root: PathBuf,
    pub(crate) texts: Vec<Text>,
}

impl Checkout {
    /// Reads every text file; golden inputs and outputs of tests are data, not text.
    pub(crate) fn read() -> Checkout {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf);
        let mut texts = Vec::new();
        gather(&root, &root, &mut texts);
        assert!(
            texts.len() > 20,
            "only {} files found under {}: the rules would see nothing",
            texts.len(),
            root.display()
        );
        texts.sort_by(|a: &Text, b: &Text| a.path.cmp(&b.path));
        Checkout { root, texts }
    }

    /// The files written in Rust.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().filter(|text| text.path.ends_with(".rs"))
    }

    /// The files of this name, wherever they lie.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Text> {
        self.texts.iter().filter(move |text| text.path.rsplit('/').next() == Some(name))
    }
}

fn gather(root: &Path, folder: &Path, texts: &mut Vec<Text>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("cannot list {}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("cannot list {}: {error}", folder.display())).path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let made = MADE.contains(&name.as_str()) || name.starts_with("target-");
            let data = path.ends_with("tests/cases");
            if !made && !data {
                gather(root, &path, texts);
            }
        } else if is_text(&path)
            && let Ok(body) = fs::read_to_string(&path)
        {
            let inner = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            texts.push(Text { path: inner, body });
        }
    }
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| TEXTS.iter().any(|text| ending == *text))
}

/// The top level is the first thing that a stranger sees: `DESIGN`'s list and nothing else.
pub(crate) fn the_top_level_holds_what_the_design_names(checkout: &Checkout) -> Breaches {
    const NAMED: &[&str] =
        &["Cargo.toml", "Cargo.lock", "README.md", "README.zh-CN.md", "src-tauri", "ui", "assets", "tests"];
    let mut breaches = Breaches::new();
    for entry in fs::read_dir(&checkout.root).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let made = MADE.contains(&name.as_str()) || name.starts_with("target-");
        if !(made || name.starts_with('.') || name.starts_with("LICENSE") || NAMED.contains(&name.as_str())) {
            breaches.push(format!(
                "`{name}` stands on the top level: a tool's settings take a dot before their name, the rest goes \
                 into one of {NAMED:?}"
            ));
        }
    }
    breaches
}
