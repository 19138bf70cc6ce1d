//! What goes into a package for whom, and how it is written.

use crate::room::{ends_well, files, pack, small_case, verify};
use serde_json::Value;
use std::{fs, path::Path};

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("there")).expect("JSON")
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("there")
}

#[test]
fn the_court_gets_every_original_as_it_came() {
    let case = small_case();
    let (report, out) = pack(&case, "court", "证据包", &[]);
    let artifacts = case.list("artifacts");
    assert_eq!(report["reveals"]["originals"], artifacts.len(), "{report}");
    assert!(
        report["reveals"]["transfers"].as_u64().is_some_and(|rows| rows > 0),
        "a full bill has strangers: {report}"
    );
    let contents = json(&out.join("data/package.json"));
    for artifact in &artifacts {
        let items = contents["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["sha256"] == artifact["sha256"]).expect("it goes along");
        assert_eq!(item["name"], artifact["name"], "the true name is recorded");
        let path = out.join(item["path"].as_str().expect("a path"));
        let original = case.original(artifact["sha256"].as_str().expect("a digest"));
        assert_eq!(fs::read(path).expect("there"), fs::read(original).expect("there"));
    }
    for file in files(&out) {
        let name = file.to_str().expect("a readable name");
        assert!(!name.contains(['\u{202e}', '\n', '%', '|', '\'']) || !name.contains('\u{202e}'), "{name:?}");
        assert!(!name.contains(['\u{202e}', '%', '|', ':']), "{name:?}");
    }
    let checked = verify(&out, &[]).json(0);
    assert_eq!(checked["checked"]["artifacts"], artifacts.len(), "{checked}");
    for item in checked["items"].as_array().expect("items") {
        assert_eq!(item["standing"], "same", "{item}");
    }
    // The same case on the same day packs the same originals, records and seal; nothing is replaced.
    let again = case.run("pack", ["--out", out.to_str().expect("a path"), "--for", "court"]).error(3);
    assert_eq!(again, "taken");
    let inside = case.path.join("package");
    let refused = case.run("pack", ["--out", inside.to_str().expect("a path"), "--for", "court"]).error(3);
    assert_eq!(refused, "taken");
    assert!(!inside.exists());
}

#[test]
fn the_other_side_gets_nothing_of_strangers() {
    let case = small_case();
    let dry = case.run("pack", ["--out", "nowhere", "--for", "other-side", "--dry-run"]).json(0);
    assert_eq!((&dry["reveals"]["transfers"], &dry["reveals"]["messages"]), (&0.into(), &0.into()), "{dry}");
    assert!(!Path::new("nowhere").exists());
    let (report, out) = pack(&case, "other-side", "给对方", &[]);
    assert_eq!(report["reveals"], dry["reveals"], "what was said is what is done");
    let strangers: Vec<String> = case
        .listed("transfers", true)
        .0
        .iter()
        .filter_map(|transfer| transfer["counterparty"].as_str().map(str::to_owned))
        .filter(|name| !["周航", "阿周"].contains(&name.as_str()) && name.chars().count() > 2)
        .collect();
    assert!(!strangers.is_empty());
    for file in files(&out) {
        let bytes = fs::read(out.join(&file)).expect("there");
        for name in &strangers {
            let found = bytes.windows(name.len()).any(|window| window == name.as_bytes());
            assert!(!found, "{name} in {}", file.display());
        }
    }
    let contents = json(&out.join("data/package.json"));
    let items = contents["items"].as_array().expect("items");
    let state = |kind: &str| {
        let artifacts = case.list("artifacts");
        let artifact = artifacts.iter().find(|a| a["kind"] == kind).expect("of this kind");
        items.iter().find(|item| item["sha256"] == artifact["sha256"]).expect("named")["state"].clone()
    };
    assert_ne!(state("bill"), "original");
    assert_eq!(state("other"), "withheld");
    // What is withheld is named with its digest, for the other side to read, too.
    for artifact in case.list("artifacts") {
        assert!(text(&out, "说明.txt").contains(artifact["sha256"].as_str().expect("a digest")));
    }
    // The chain can be followed, but says nothing.
    assert!(!text(&out, "data/custody.jsonl").contains("detail"));
    let checked = verify(&out, &[]).json(0);
    assert_eq!(checked["ok"], true, "{checked}");
}

#[test]
fn the_archive_holds_everything_and_a_zip_checks_like_a_folder() {
    let case = small_case();
    let (report, out) = pack(&case, "archive", "存档.zip", &[]);
    let checked = verify(&out, &[]).json(0);
    assert_eq!(checked["checked"]["artifacts"], 3, "{checked}");
    assert!(report["bytes"].as_u64().is_some_and(|bytes| bytes > 0));
    let folder = case.room.path();
    assert!(ends_well(
        folder,
        "python3 -m zipfile -e 存档.zip unpacked && cd unpacked/存档 && sha256sum -c --quiet manifest-sha256.txt tagmanifest-sha256.txt"
    ));
    assert_eq!(verify(&folder.join("unpacked/存档"), &[]).json(0)["ok"], true);
    // Packed anew by another tool it is still a package.
    assert!(ends_well(folder, "cd unpacked && python3 -m zipfile -c ../anew.zip 存档"));
    assert_eq!(verify(&folder.join("anew.zip"), &[]).json(0)["ok"], true);
    let records = text(&folder.join("unpacked/存档"), "data/records/收付记录.csv");
    let rows = case.listed("transfers", true).0.len();
    assert_eq!(records.matches("\r\n").count(), rows + 1, "strangers' rows too, each on a line");
    assert!(records.starts_with('\u{feff}'));
}

#[test]
fn no_cell_of_the_records_is_a_formula() {
    let case = small_case();
    let odd = case.room.path().join("odd.csv");
    let bill = juzheng_tests::program::sample("flows/chat-lc044-v3.csv");
    let chat = fs::read_to_string(bill).expect("there").replace("借", "=HYPERLINK(借");
    fs::write(&odd, chat).expect("written");
    case.add(&[&odd]);
    let (_, out) = pack(&case, "archive", "表", &[]);
    for name in ["收付记录", "消息", "对应", "提示"] {
        let path = out.join(format!("data/records/{name}.csv"));
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_path(path).expect("a table");
        for row in reader.records() {
            for cell in &row.expect("a row of as many cells as the head") {
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{name}: {cell:?}");
            }
        }
    }
}

#[test]
fn volumes_are_packages_of_their_own() {
    let case = small_case();
    for n in 0..4_u8 {
        let big = case.room.path().join(format!("big-{n}.bin"));
        fs::write(&big, vec![n; 700_000]).expect("written");
        case.add(&[&big]);
    }
    let (report, out) = pack(&case, "court", "卷.zip", &["--volumes-mb", "1"]);
    let volumes = report["volumes"].as_array().expect("volumes");
    assert!(volumes.len() > 3, "{report}");
    assert!(!out.exists(), "each volume has its number");
    let mut here = 0;
    for volume in volumes {
        let path = Path::new(volume["path"].as_str().expect("a path"));
        let checked = verify(path, &[]).json(0);
        here += checked["checked"]["artifacts"].as_u64().expect("a number");
        let items = checked["items"].as_array().expect("items");
        assert!(
            items.iter().all(|item| (item["standing"] == "same") == item["elsewhere"].is_null()),
            "{checked}"
        );
    }
    assert_eq!(here, 7, "every original is in exactly one volume");
}
