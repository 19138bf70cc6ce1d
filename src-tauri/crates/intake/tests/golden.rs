//! Every case folder of the readers: what the input gives must be what stands beside it. `JUZHENG_BLESS=1` writes it anew.

mod collect;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of cases under `tests/cases`.
const SOURCES: [&str; 2] = ["wechat_bill", "wechat_chat"];

#[test]
fn every_case_gives_its_records_and_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/cases");
    let bless = std::env::var_os("JUZHENG_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for source in SOURCES {
        for case in folders(&root.join(source)) {
            cases += 1;
            wrong.extend(check(&case, bless));
        }
    }
    assert!(cases > 0, "no case under {}", root.display());
    assert!(wrong.is_empty(), "{} of {cases} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// What differs in a case, or nothing.
fn check(case: &Path, bless: bool) -> Option<String> {
    let input =
        folders_and_files(case).into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "input"));
    let bytes = fs::read(input?).expect("the input can be read");
    assert!(case.join("case.toml").is_file(), "{} does not say how it was made", case.display());
    let (records, findings) = match collect::read(&bytes) {
        Some((reader, collected)) => {
            (format!("reader\t{}\n{}", reader.name, collected.record_lines()), collected.finding_lines())
        }
        None => (format!("{:?}\n", collect::recognised(&bytes)), String::new()),
    };
    let differs = |name: &str, got: &str| -> Option<String> {
        let path = case.join(name);
        if bless {
            fs::write(&path, got).expect("the golden file can be written");
            return None;
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        let line = want.lines().zip(got.lines()).position(|(want, got)| want != got);
        let line = line.unwrap_or(want.lines().count().min(got.lines().count()));
        (want != got).then(|| {
            let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
            format!("{} line {}:\n  want {}\n  got  {}", path.display(), line + 1, at(&want), at(got))
        })
    };
    let (records, findings) = (differs("records.txt", &records), differs("findings.txt", &findings));
    records.or(findings)
}

fn folders(path: &Path) -> Vec<PathBuf> {
    folders_and_files(path).into_iter().filter(|path| path.is_dir()).collect()
}

fn folders_and_files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}
