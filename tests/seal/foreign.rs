//! Other people's tools agree with us, on good packages and on damaged ones; the commands of 说明.txt are run as they stand.

use crate::{
    room::{ends_well, files, pack, shell, small_case, verify},
    tsa::{Keys, Tsa},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The commands of the explanation for this system, as they stand there.
fn commands(package: &Path) -> Vec<String> {
    let text = fs::read_to_string(package.join("说明.txt")).expect("there");
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines.map(str::to_owned).filter(|line| !line.contains("certutil") && !line.contains("shasum ")).collect()
}

fn has_bagit() -> bool {
    let there = std::env::var_os("JUZHENG_BAGIT").is_some();
    if !there {
        eprintln!(
            "SKIPPED: JUZHENG_BAGIT is not set, so packages are not held against bagit (`cargo xtask test` sets it)"
        );
    }
    there
}

#[test]
fn the_explanation_is_true_to_the_letter() {
    let (case, tsa) = (small_case(), Tsa::new(Keys::Rsa));
    case.run("stamp", ["--tsa", &tsa.serve()]).json(0);
    for audience in ["court", "other-side", "archive"] {
        let (report, out) = pack(&case, audience, audience, &[]);
        let root = report["root"].as_str().expect("a root");
        fs::copy(tsa.root(), case.room.path().join("ROOT.pem")).expect("copied");
        let folder = fs::read_dir(out.join("data/seals")).expect("seals").next().expect("one").expect("one");
        let seal = folder.file_name().into_string().expect("a name");
        let original = files(&out)
            .into_iter()
            .find(|file| {
                file.starts_with("data/originals") && file.extension().is_some_and(|end| end == "csv")
            })
            .expect("one");
        let mut ran = 0;
        for line in commands(&out) {
            if (line.contains("bagit") && !has_bagit()) || line.starts_with("juzheng ") {
                continue;
            }
            let line = line
                .replace("文件夹", &seal)
                .replace("文件路径", &format!("'{}'", original.display()))
                .replace("-digest ROOT", &format!("-digest {root}"))
                .replace("ROOT.pem", "../ROOT.pem");
            let output = shell(&out, &line);
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            ran += 1;
        }
        assert!(ran >= 8, "the commands were found: {ran}");
        // Line by line, the custody chain.
        let chain = fs::read_to_string(out.join("data/custody.jsonl")).expect("there");
        if audience != "other-side" {
            let lines: Vec<&str> = chain.lines().collect();
            for (n, pair) in lines.windows(2).enumerate() {
                let line =
                    format!("sed -n {}p data/custody.jsonl | tr -d '\\n' | sha256sum | cut -c1-64", n + 1);
                let digest = String::from_utf8(shell(&out, &line).stdout).expect("text");
                assert!(pair[1].contains(&format!("\"previous\":\"{}\"", digest.trim())), "{n}");
            }
        }
    }
}

/// What the tools of strangers say of a package: checksums, signature over them, BagIt.
fn strangers_agree(package: &Path) -> (bool, bool, Option<bool>) {
    let sums = ends_well(package, "sha256sum -c --quiet --strict tagmanifest-sha256.txt manifest-sha256.txt");
    let signed = ends_well(
        package,
        "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in tagmanifest-sha256.txt -sigfile package.sig",
    );
    let bag = has_bagit().then(|| ends_well(package, "python3 -m bagit --validate --quiet ."));
    (sums, signed, bag)
}

fn copied(package: &Path, to: &Path) -> PathBuf {
    for file in files(package) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::copy(package.join(&file), target).expect("copied");
    }
    to.to_owned()
}

#[test]
fn strangers_and_we_say_the_same_of_damage() {
    let case = small_case();
    let (_, good) = pack(&case, "court", "good", &[]);
    assert_eq!(strangers_agree(&good), (true, true, has_bagit().then_some(true)));
    assert_eq!(verify(&good, &[]).json(0)["ok"], true);
    for (n, file) in files(&good).into_iter().enumerate() {
        let bad = copied(&good, &case.room.path().join(format!("bad-{n}")));
        let path = bad.join(&file);
        let mut bytes = fs::read(&path).expect("there");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).expect("written");
        let (sums, signed, bag) = strangers_agree(&bad);
        let name = file.display();
        assert!(!(sums && signed), "strangers see {name}");
        let in_lists =
            !["package.sig", "tagmanifest-sha256.txt"].contains(&file.to_str().unwrap_or_default());
        if in_lists {
            assert_ne!(bag, Some(true), "bagit sees {name}");
        }
        assert_eq!(verify(&bad, &[]).json(1)["ok"], false, "we see {name}");
        // A file that is gone, and one that is too many.
        fs::remove_file(&path).expect("removed");
        assert_eq!(
            verify(&bad, &[]).json_any(&[1, 3])["ok"].as_bool().unwrap_or_default(),
            false,
            "{name} is gone"
        );
        fs::remove_dir_all(&bad).expect("removed");
    }
    let more = copied(&good, &case.room.path().join("more"));
    fs::write(more.join("data/originals/more.txt"), b"more").expect("written");
    let report = verify(&more, &[]).json(1);
    let extra = report["items"].as_array().expect("items").iter().any(|item| item["standing"] == "extra");
    assert!(extra, "{report}");
}
