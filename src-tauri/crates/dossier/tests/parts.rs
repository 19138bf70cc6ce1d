//! Choosing what stands in the dossier: what is left out is not referred to, and the order is the caller's.

mod support;

use juzheng_dossier::{Gaps, Options, Part, Profile};
use juzheng_model::{Id, snapshot::Snapshot};
use support::{card, foreign, options, pdf, specimen, text};

/// What each part is called in its heading.
const TITLES: [(Part, &str); 13] = [
    (Part::Parties, "、当事人"),
    (Part::Timeline, "、时间线：收付与聊天对照"),
    (Part::LooseCards, "、聊天中有转账卡片、未见账单记录"),
    (Part::Excerpts, "、聊天摘录"),
    (Part::BillRows, "、账单记录"),
    (Part::Originals, "、证据原件"),
    (Part::Findings, "、提示"),
    (Part::LeftOut, "、未列入本册的内容"),
    (Part::Fingerprints, "、材料与指纹"),
    (Part::Custody, "、保管情况说明"),
    (Part::Showing, "、当庭展示步骤"),
    (Part::HowToCheck, "、如何核对"),
    (Part::Attachments, "、附件清单"),
];

/// The numbers of parts, as many as there can be.
const NUMBERS: [&str; 14] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"];

fn title(part: Part) -> &'static str {
    TITLES.iter().find(|(named, _)| *named == part).map_or("", |(_, title)| title)
}

fn chosen(parts: &[Part]) -> Options<'_> {
    Options { parts, ..options(Gaps::Shown) }
}

fn without(part: Part) -> Vec<Part> {
    Part::ALL.into_iter().filter(|other| *other != part).collect()
}

/// Text without white space, page by page.
fn pages(bytes: &[u8]) -> Vec<String> {
    let all = text(bytes, &["-raw"]);
    all.split('\u{c}').map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

/// The titles of the outline's parts, read by a foreign program, with their pages.
fn outline(bytes: &[u8]) -> Vec<(String, usize)> {
    let said = String::from_utf8(foreign("mutool", bytes, &["show"], &["outline"])).expect("UTF-8");
    let mut parts = Vec::new();
    // `|` or `+`, a tab for each level, the title in quotes, a tab, `#page=12&…`
    for line in said.lines().filter(|line| line[1..].starts_with("\t\"")) {
        let mut quoted = line.split('"');
        let name = quoted.nth(1).unwrap_or_default().to_owned();
        let page = line.split("#page=").nth(1).and_then(|page| page.split('&').next()?.parse().ok());
        parts.push((name, page.unwrap_or_else(|| panic!("no page: {line}"))));
    }
    parts
}

/// Nothing hangs in the air: every link has its page, every page number is one, every heading has its number.
fn check_whole(bytes: &[u8], pages: &[String], what: &str) {
    foreign("qpdf", bytes, &["--check"], &[]);
    let json = String::from_utf8(foreign("qpdf", bytes, &["--json", "--json-key=qpdf"], &[])).expect("UTF-8");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let objects = value["qpdf"][1].as_object().expect("objects");
    let is_page = |to: &serde_json::Value| {
        let named = format!("obj:{}", to.as_str().unwrap_or_default());
        objects.get(&named).is_some_and(|object| object["value"]["/Type"] == "/Page")
    };
    for object in objects.values() {
        let goals = [&object["value"]["/Dest"][0], &object["value"]["/A"]["/D"][0]];
        assert!(goals.into_iter().all(|to| to.is_null() || is_page(to)), "{what}: {object}");
        for annotation in object["value"]["/Annots"].as_array().into_iter().flatten() {
            let to = &annotation["/A"]["/D"][0];
            assert!(to.is_null() || is_page(to), "{what}: {annotation}");
        }
    }
    let all = pages.concat();
    for never in ["第0页", "第—页", "第页"] {
        assert!(!all.contains(never), "{what}: {never}");
    }
}

#[test]
fn everything_in_the_usual_order_is_what_it_was() {
    let (bytes, rendered) = pdf(&specimen(), &options(Gaps::Shown));
    let twice = [Part::ALL, Part::ALL].concat();
    assert!(bytes == pdf(&specimen(), &chosen(&twice)).0, "a part named twice counts once");
    let titles: Vec<&str> = rendered.outline.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "封面",
            "一、当事人",
            "二、证据目录",
            "三、时间线：收付与聊天对照",
            "四、聊天中有转账卡片、未见账单记录",
            "五、聊天摘录",
            "六、账单记录",
            "七、证据原件",
            "八、提示",
            "九、未列入本册的内容",
            "十、材料与指纹",
            "十一、保管情况说明",
            "十二、当庭展示步骤",
            "十三、如何核对",
            "十四、附件清单"
        ]
    );
    assert_eq!(rendered.outline, outline(&bytes));
}

#[test]
fn what_is_left_out_is_not_referred_to() {
    let said_of: [(Part, &[&str]); 13] = [
        (Part::Parties, &["身份信息由用户填写"]),
        (Part::Timeline, &["时间线", "上述7笔", "逐笔对照"]),
        (Part::LooseCards, &["未见账单记录的转账卡片软件依据", "供进一步核实"]),
        (Part::Excerpts, &["聊天摘录第", "聊天记录摘录", "（印出"]),
        (Part::BillRows, &["账单记录第", "逐行记载", "“账单记录”"]),
        (Part::Originals, &["按原样印出"]),
        (Part::Findings, &["提示只说明现象", "“提示”"]),
        (Part::LeftOut, &["未列入本册的内容"]),
        (Part::Fingerprints, &["材料与指纹", "列明材料及其指纹"]),
        (Part::Custody, &["保管情况说明", "第九十三条"]),
        (Part::Showing, &["当庭展示步骤"]),
        (Part::HowToCheck, &["certutil", "本册由Juzheng", "“如何核对”"]),
        (Part::Attachments, &["附件清单"]),
    ];
    let all = pages(&pdf(&specimen(), &options(Gaps::Shown)).0).concat();
    for (part, said) in said_of {
        let parts = without(part);
        let (bytes, rendered) = pdf(&specimen(), &chosen(&parts));
        let pages = pages(&bytes);
        check_whole(&bytes, &pages, title(part));
        let printed = pages.concat();
        assert!(!printed.contains(title(part)), "{part:?} is printed");
        for words in said {
            assert!(all.contains(words), "`{words}` is never said");
            assert!(!printed.contains(words), "without {part:?} it says `{words}`");
        }
        assert_eq!(rendered.outline, outline(&bytes), "{part:?}");
        // The numbers follow what is printed; the cover has none.
        for ((name, _), number) in rendered.outline[1..].iter().zip(NUMBERS) {
            assert!(name.starts_with(&format!("{number}、")), "{part:?}: {name}");
        }
        assert_eq!(rendered.outline.len(), 14, "{part:?}");
    }
}

#[test]
fn nothing_chosen_is_cover_and_catalogue() {
    let (bytes, rendered) = pdf(&specimen(), &chosen(&[]));
    let pages = pages(&bytes);
    check_whole(&bytes, &pages, "nothing chosen");
    let titles: Vec<&str> = rendered.outline.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, ["封面", "一、证据目录"]);
    let all = pages.concat();
    assert!(all.contains("收付记录7笔（未印出）") && all.contains("（未印出聊天摘录）"), "{all}");
    assert!(all.contains("证据编号") || all.contains("编号证据名称"), "{all}");
}

#[test]
fn another_order_is_another_outline() {
    let order = [
        Part::HowToCheck,
        Part::Fingerprints,
        Part::BillRows,
        Part::Timeline,
        Part::Parties,
        Part::Excerpts,
        Part::Findings,
        Part::LooseCards,
    ];
    let (bytes, rendered) = pdf(&specimen(), &chosen(&order));
    let pages = pages(&bytes);
    check_whole(&bytes, &pages, "another order");
    assert_eq!(rendered.outline, outline(&bytes));
    let (first, rest) = (&rendered.outline[..2], &rendered.outline[2..]);
    assert_eq!(first.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(), ["封面", "一、证据目录"]);
    for (part, (name, page)) in order.into_iter().zip(rest) {
        assert!(name.ends_with(title(part)), "{part:?}: {name}");
        assert!(pages[page - 1].contains(name.as_str()), "{name} is not on page {page}");
    }
    // The rows of the catalogue come in the same order, with the pages of their parts.
    let catalogue = text(&bytes, &["-layout"]);
    let rows = ["材料与指纹清单", "账单记录", "收付与聊天对照时间线", "聊天记录摘录"];
    let row_of = |name: &str| catalogue.lines().position(|line| line.split_whitespace().nth(1) == Some(name));
    let places: Vec<usize> = rows.iter().filter_map(|name| row_of(name)).collect();
    assert!(places.len() == rows.len() && places.is_sorted(), "{places:?}");
    for (name, part) in rows.iter().zip(["材料与指纹", "账单记录", "时间线", "聊天摘录"]) {
        let line = catalogue.lines().find(|line| line.split_whitespace().nth(1) == Some(name));
        let first =
            line.and_then(|line| line.split_whitespace().rev().nth(1)?.split('–').next()?.parse().ok());
        let page = rest.iter().find(|(title, _)| title.contains(part)).map(|(_, page)| *page);
        assert_eq!(first, page, "{name}");
    }
    assert!(bytes != pdf(&specimen(), &options(Gaps::Shown)).0);
}

#[test]
fn parties_that_come_first_stand_before_the_catalogue() {
    let rows: [(&[Part], &[&str]); 2] = [
        (&[Part::Parties, Part::Findings], &["封面", "一、当事人", "二、证据目录", "三、提示"]),
        (&[Part::Findings, Part::Parties], &["封面", "一、证据目录", "二、提示", "三、当事人"]),
    ];
    for (parts, want) in rows {
        let (_, rendered) = pdf(&specimen(), &chosen(parts));
        let titles: Vec<&str> = rendered.outline.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, want);
    }
}

/// The pages that the catalogue names for an exhibit, one stretch a line.
fn pages_of(bytes: &[u8], label: &str) -> Vec<String> {
    let all = text(bytes, &["-layout"]);
    let is_row = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        let numbered =
            first.split_once('-').is_some_and(|(a, b)| a.parse::<u8>().is_ok() && b.parse::<u8>().is_ok());
        numbered || first.starts_with('附') || first.starts_with('第')
    };
    let rows = all.lines().skip_while(|line| line.split_whitespace().next() != Some(label));
    let row = rows.enumerate().take_while(|(ix, line)| *ix == 0 || !is_row(line));
    let last = row.filter_map(|(ix, line)| {
        let mut words = line.split_whitespace().rev();
        if ix == 0 { words.nth(1) } else { words.next() }
    });
    let pages = last.filter(|word| word.chars().all(|c| c.is_ascii_digit() || c == '–'));
    pages.map(str::to_owned).collect()
}

#[test]
fn a_file_has_the_pages_of_what_is_printed_of_it() {
    // In the usual order the card and the excerpts of the chat are one stretch.
    let page = |rendered: &juzheng_dossier::Rendered, part| {
        rendered.outline.iter().find(|(name, _)| name.ends_with(title(part))).map(|(_, page)| *page)
    };
    let first = |pages: &str| pages.split('–').next().and_then(|page| page.parse::<usize>().ok());
    let (bytes, rendered) = pdf(&specimen(), &options(Gaps::Shown));
    let chat = pages_of(&bytes, "2-1");
    assert_eq!(chat.len(), 1, "{chat:?}");
    assert_eq!(first(&chat[0]), page(&rendered, Part::LooseCards));
    // Where the bill rows come between them there are two, and the pages of the bill are in neither.
    let order = [Part::LooseCards, Part::BillRows, Part::Excerpts];
    let (bytes, rendered) = pdf(&specimen(), &chosen(&order));
    let chat = pages_of(&bytes, "2-1");
    let starts: Vec<Option<usize>> = chat.iter().map(|pages| first(pages)).collect();
    assert_eq!(starts, [page(&rendered, Part::LooseCards), page(&rendered, Part::Excerpts)], "{chat:?}");
    // The timeline alone has the records of both files.
    let (bytes, rendered) = pdf(&specimen(), &chosen(&[Part::Timeline]));
    for label in ["1-1", "2-1"] {
        assert_eq!(first(&pages_of(&bytes, label)[0]), page(&rendered, Part::Timeline), "{label}");
    }
}

#[test]
fn without_the_fuller_part_the_timeline_has_the_whole_text() {
    let mut snapshot: Snapshot = specimen();
    let long = format!("{}说完了", "很长的话，".repeat(60));
    snapshot.transfers[0].memo = Some(long.clone());
    let message = snapshot.transfers[0].link.as_mut().and_then(|link| link.message.as_mut());
    message.expect("the first transfer has a message").text = long;
    for (parts, want) in [(&[Part::Timeline][..], 2), (&[Part::Timeline, Part::BillRows], 2)] {
        let all = pages(&pdf(&snapshot, &chosen(parts)).0).concat();
        assert_eq!(all.matches("说完了").count(), want, "{parts:?}");
    }
}

#[test]
fn a_court_is_told_in_findings_what_no_part_shows() {
    let mut snapshot = specimen();
    snapshot.findings.iter_mut().for_each(|finding| finding.message = format!("提示{}", finding.code));
    for (parts, want) in [(Part::ALL.to_vec(), false), (without(Part::Timeline), true)] {
        let options = Options { profile: Profile::Court, ..chosen(&parts) };
        let all = pages(&pdf(&snapshot, &options).0).concat();
        assert_eq!(all.contains("提示gap-over"), want);
    }
}

#[test]
fn cards_of_a_file_that_is_left_out_are_not_cited() {
    // A second chat of which only a loose card is printed.
    let mut snapshot = specimen();
    let mut loose = card(901, support::START, true, 99, juzheng_model::Card::Sent);
    loose.origin.0 = Id(5);
    snapshot.loose_cards.push(loose);
    let fifth = &mut snapshot.artifacts[4];
    (fifth.cited, fifth.messages) = (true, 3);
    for (parts, want) in [(Part::ALL.to_vec(), true), (without(Part::LooseCards), false)] {
        let all = pages(&pdf(&snapshot, &chosen(&parts)).0).concat();
        assert_eq!(all.contains("证据2-1、2-2整理"), want, "{parts:?}");
    }
}
