//! The PDF as a file: sound, the same each time, bounded whatever the texts are.

#[path = "support/archive.rs"]
mod archive;
mod support;

use juzheng_dossier::{Gaps, Options, Profile};
use support::{empty, foreign, large, message, options, pdf, specimen, stops};

#[test]
fn foreign_readers_find_no_fault() {
    for snapshot in [empty(), specimen(), large(120, 13), large(1_500, 1)] {
        let (bytes, rendered) = pdf(&snapshot, &options(Gaps::Shown));
        foreign("qpdf", &bytes, &["--check"], &[]);
        foreign("mutool", &bytes, &["draw", "-q", "-F", "text"], &[]);
        let info = String::from_utf8(foreign("pdfinfo", &bytes, &[], &[])).expect("UTF-8");
        assert!(info.contains("PDF version:     1.7"), "{info}");
        assert!(
            info.lines().any(|l| l.starts_with("Pages:") && l.ends_with(&format!(" {}", rendered.pages))),
            "{info}"
        );
        assert!(info.contains("证据册：林晓岚与周启明民间借贷纠纷"), "{info}");
        let fonts = String::from_utf8(foreign("pdffonts", &bytes, &[], &[])).expect("UTF-8");
        for line in fonts.lines().skip(2) {
            assert!(line.contains("yes yes yes"), "embedded, subset, with Unicode: {line}");
        }
    }
}

#[test]
fn outline_and_links_lead_to_pages() {
    let (bytes, _) = pdf(&specimen(), &options(Gaps::Shown));
    let outline = String::from_utf8(foreign("mutool", &bytes, &["show"], &["outline"])).expect("UTF-8");
    for title in ["封面", "一、当事人", "二、证据目录", "三、时间线", "摘录 2", "十三、如何核对"]
    {
        assert!(outline.contains(title), "{title}:\n{outline}");
    }
    assert!(outline.lines().all(|line| line.contains("#page=")), "{outline}");
    let json =
        String::from_utf8(foreign("qpdf", &bytes, &["--json", "--json-key=qpdf"], &[])).expect("UTF-8");
    assert!(
        json.matches("\"/Subtype\": \"/Link\"").count() > 20,
        "the catalogue and the timeline have links"
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = pdf(&specimen(), &options(Gaps::Shown)).0;
    pdf(&empty(), &options(Gaps::Shown));
    assert!(first == pdf(&specimen(), &options(Gaps::Shown)).0, "two runs differ");
    let others = [
        Options { profile: Profile::Internal, ..options(Gaps::Shown) },
        options(Gaps::Hidden),
        Options { date: options(Gaps::Shown).date.succ_opt().expect("a day later"), ..options(Gaps::Shown) },
    ];
    for other in others {
        assert!(first != pdf(&specimen(), &other).0, "{other:?} makes no difference");
    }
}

#[test]
fn hostile_texts_stay_bounded() {
    let texts: [(&str, String); 6] = [
        ("100 kB of emoji", "😂".repeat(25_000)),
        ("100 kB of joined emoji", "👨‍👩‍👧‍👦🏳️‍🌈".repeat(2_500)),
        ("one letter with 50,000 marks", format!("a{}", "\u{301}".repeat(50_000))),
        ("a word of a million letters", "x".repeat(1_000_000)),
        ("a hundred thousand lines", "\n".repeat(100_000) + "尾"),
        ("only controls", "\u{202e}\u{0}".repeat(20_000)),
    ];
    for (what, text) in texts {
        let mut snapshot = specimen();
        snapshot.title = text.chars().take(3_000).collect();
        snapshot.excerpts[0].messages[0] = message(1, support::START, true, &text);
        snapshot.transfers[0].memo = Some(text.clone());
        snapshot.parties[1].name = text.chars().take(500).collect();
        let (bytes, rendered) = pdf(&snapshot, &options(Gaps::Shown));
        foreign("qpdf", &bytes, &["--check"], &[]);
        assert!(rendered.pages < 400, "{what}: {} pages", rendered.pages);
    }
}

#[test]
fn what_is_cut_from_a_message_is_counted() {
    let mut snapshot = specimen();
    snapshot.excerpts[0].messages[0].text = "字".repeat(6_123);
    let (bytes, _) = pdf(&snapshot, &options(Gaps::Shown));
    let all: String = support::text(&bytes, &["-raw"]).split_whitespace().collect();
    assert!(all.contains("（以下略去123字，全文见原件）"));
}

#[test]
fn the_caller_can_stop_it() {
    assert!(stops(&specimen()));
}

#[test]
fn the_file_keeps_the_rules_of_an_archive() {
    let mut strange = specimen();
    strange.excerpts[0].messages[1].text =
        "全角　空格\u{2003}宽\u{a0}窄\t制表 👨‍👩‍👧 ❤️ 🏳️‍🌈 1️⃣ 𠮷䶮㛃 ⼀一 ‐–—".into();
    for snapshot in [empty(), strange, large(120, 13)] {
        let (bytes, rendered) = pdf(&snapshot, &options(Gaps::Shown));
        assert!(rendered.is_archive);
        let faults = archive::faults(&bytes);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
