//! The window's types are those of the use cases: `ui/src/lib/api/generated` is what the Rust types give.
//!
//! `JUZHENG_BLESS=1 cargo test -p juzheng-tests --test bindings` writes it anew.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn generated(folder: &Path) {
    // What is an `i64` in Rust is money in fen, seconds or a count: all far below 2^53.
    let config = ts_rs::Config::new().with_out_dir(folder).with_large_int("number");
    juzheng_casework::pane::export_types(&config).expect("the types are written");
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a generated file is text");
            (entry.file_name().into(), text)
        })
        .collect()
}

#[test]
fn the_types_of_the_window_are_those_of_the_use_cases() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/api/generated");
    if std::env::var_os("JUZHENG_BLESS").is_some() {
        let _ = fs::remove_dir_all(&committed);
        generated(&committed);
    }
    let fresh = tempfile::tempdir().expect("a folder");
    generated(fresh.path());
    let (fresh, committed) = (files(fresh.path()), files(&committed));
    assert!(fresh.len() > 40, "only {} types", fresh.len());
    for (name, text) in &fresh {
        assert_eq!(committed.get(name), Some(text), "{} is out of date", name.display());
    }
    let stray: Vec<_> = committed.keys().filter(|name| !fresh.contains_key(*name)).collect();
    assert!(stray.is_empty(), "no Rust type gives {stray:?}");
}
