//! What stands in the dossier, read back out of the PDF by a foreign program.

mod support;

use juzheng_dossier::{Gaps, Options, Part, Profile};
use juzheng_model::{
    ArtifactKind, Basis, Id, Place, Severity, Span,
    link::{Clock, Decided},
    snapshot::{FindingView, Snapshot},
    time::Gap,
};
use support::{empty, message, options, pdf, specimen, text};

/// Text without white space: line breaks are the page's, not the text's.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read(snapshot: &Snapshot, gaps: Gaps) -> String {
    squeezed(&text(&pdf(snapshot, &options(gaps)).0, &["-raw"]))
}

#[test]
fn extracted_text_is_what_was_put_in() {
    let rows = [
        "一字与⼀、人与⼈、no\u{a0}break、- 与 \u{2010}",
        "“引号”‘单’……——（2024）京0105民初1号 ①②③ ℃ № → √ ￥ ¥ ㎡",
        "龘㛃喆堃犇鱻䶮 ABCxyz 0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "😀👍🙏🎉",
    ];
    let mut snapshot = specimen();
    let messages = rows.iter().zip(700..).map(|(text, id)| message(id, support::START, true, text));
    let excerpt = &mut snapshot.excerpts[0];
    excerpt.messages.extend(messages);
    excerpt.links.resize(excerpt.messages.len(), vec![]);
    let all = read(&snapshot, Gaps::Shown);
    for row in rows {
        assert!(all.contains(&squeezed(row)), "`{row}` is not in the text");
    }
    for message in snapshot.excerpts.iter().flat_map(|excerpt| &excerpt.messages) {
        let plain: String =
            message.text.chars().take_while(|c| ('\u{3000}'..'\u{9fff}').contains(c)).collect();
        assert!(all.contains(&squeezed(&plain)), "`{plain}`");
    }
}

#[test]
fn a_family_of_emoji_is_one_sign_and_keeps_its_characters() {
    let mut snapshot = specimen();
    snapshot.excerpts[0].messages[0].text = "全家👨‍👩‍👧到了，👍🏽，❤️".into();
    let (bytes, _) = pdf(&snapshot, &options(Gaps::Shown));
    let text = text(&bytes, &["-raw"]);
    for sign in ["👨‍👩‍👧", "👍🏽", "❤️"] {
        assert!(text.contains(sign), "{sign}");
    }
}

#[test]
fn what_hides_or_cannot_be_drawn_is_named() {
    let mut snapshot = specimen();
    snapshot.title = "甲\u{202e}乙\u{7}案".into();
    snapshot.excerpts[0].messages[0].text =
        "a\u{200b}b\u{2066}c\u{0}d\u{e42}e\u{20bb7}\u{31350}f\u{e000}".into();
    let all = read(&snapshot, Gaps::Shown);
    for want in ["甲[U+202E]乙[U+0007]案", "a[U+200B]b[U+2066]c[U+0000]d□[U+0E42]e𠮷□[U+31350]f"] {
        assert!(all.contains(want), "`{want}` is not in the text");
    }
}

#[test]
fn digests_ids_and_commands_can_be_copied_whole() {
    let snapshot = specimen();
    let (bytes, _) = pdf(&snapshot, &options(Gaps::Shown));
    let all = text(&bytes, &["-raw"]);
    for view in &snapshot.artifacts {
        assert!(all.contains(&view.artifact.fingerprints.sha256.hex()));
        assert!(all.contains(&view.artifact.fingerprints.sm3.hex()));
        assert!(squeezed(&all).contains(&squeezed(&view.artifact.name)));
    }
    for transfer in &snapshot.transfers {
        for id in [&transfer.transaction_id, &transfer.merchant_id].into_iter().flatten() {
            assert!(all.contains(id.as_str()), "{id}");
        }
    }
    for command in ["certutil -hashfile", "shasum -a 256", "sha256sum", "openssl dgst -sm3"] {
        assert!(all.contains(command), "{command}");
    }
    for digest in [&snapshot.root, &snapshot.custody_head] {
        assert!(all.contains(&digest.hex()));
    }
}

#[test]
fn page_numbers_of_the_catalogue_are_those_of_the_pages() {
    let (bytes, rendered) = pdf(&specimen(), &options(Gaps::Shown));
    let all = text(&bytes, &["-layout"]);
    let pages: Vec<&str> = all.split('\u{c}').collect();
    assert_eq!(pages.len() - 1, rendered.pages);
    for (ix, page) in pages[..rendered.pages].iter().enumerate() {
        let foot = format!("第{}页/共{}页", ix + 1, rendered.pages);
        assert!(squeezed(page).contains(&foot), "no `{foot}` on page {}", ix + 1);
        assert!(squeezed(page).contains(&support::empty().root.hex()[..16]), "no digest on page {}", ix + 1);
    }
    let page_of = |words: &str| pages.iter().position(|page| squeezed(page).contains(words)).map(|ix| ix + 1);
    let catalogue = &all;
    let rows = [
        ("收付与聊天对照时间线", "三、时间线"),
        ("未见账单记录的转账卡片", "四、聊天中有转账卡片"),
        ("聊天记录摘录", "五、聊天摘录"),
        ("账单记录", "六、账单记录"),
        ("材料与指纹清单", "十、材料与指纹"),
        ("保管情况说明", "十一、保管情况说明"),
    ];
    for (name, heading) in rows {
        let line = catalogue.lines().find(|line| {
            let mut words = line.split_whitespace();
            let numbered = words.next().is_some_and(|number| number.starts_with('附'));
            // A long name goes on in the next line.
            numbered && words.next().is_some_and(|word| name.starts_with(word))
        });
        let line = line.unwrap_or_else(|| panic!("no row `{name}`"));
        // The pages, then how many they are: `12–15 4页`.
        let first = line.split_whitespace().rev().nth(1).and_then(|pages| pages.split('–').next());
        assert_eq!(first.and_then(|n| n.parse().ok()), page_of(heading), "{name}: {line}");
    }
    for field in ["提交人（签名/盖章）", "提交日期", "份数"] {
        assert!(catalogue.contains(field), "{field}");
    }
}

#[test]
fn a_filing_copy_has_both_times_and_no_gap() {
    let (shown, hidden) = (read(&specimen(), Gaps::Shown), read(&specimen(), Gaps::Hidden));
    for words in
        ["时间间隔提示（非法定标准）", "▲超过15分钟", "■在15分钟内", "相差25分52秒", "◇无法判断", "对应理由"]
    {
        assert!(shown.contains(words), "`{words}` is missing");
        assert!(!hidden.contains(words), "`{words}` is not hidden");
    }
    for words in ["阈值", "相差", "超过"] {
        assert!(!hidden.contains(words), "`{words}` is not hidden");
    }
    for time in ["2024-04-1020:15:08", "2024-04-1019:49:16", "未见对应消息", "程序建议，未经核对", "已确认"]
    {
        assert!(hidden.contains(time), "`{time}`");
    }
}

#[test]
fn a_gap_is_noted_once_in_neutral_words() {
    let all = read(&specimen(), Gaps::Shown);
    let note = "时间间隔提示（非法定标准）：本笔转账时间2024-04-1020:15:08，所关联聊天的时间为2024-04-1019:49:16，\
        二者相差25分52秒，超过本案设置的15分钟核对阈值。该阈值仅用于提示人工核对。\
        时间间隔本身不证明、也不否定借贷关系；证据的真实性与关联性由人民法院依法审查认定。";
    assert_eq!(all.matches(note).count(), 1);
    for never in ["证据链断裂", "不予采信", "法律效力", "司法认可", "存证平台", "胜诉"]
    {
        assert!(!all.contains(never), "{never}");
    }
    assert!(all.contains("流水合计，不等于欠款"));
    assert!(all.contains("校验通过仅表示文件自导入本软件之时起未发生变化，不证明导入前内容真实、完整。"));
}

#[test]
fn sums_say_how_many_of_their_payments_nobody_has_checked() {
    let mut some = specimen();
    some.totals.unchecked = 2;
    let marked = "其中2笔机器识读，未经核对。";
    assert_eq!(read(&some, Gaps::Shown).matches(marked).count(), 1, "on the cover");
    // For a mediation also among the matters in dispute.
    let profile = Profile::Mediation;
    let mediation = Options { profile, parts: Part::usual(profile), ..options(Gaps::Hidden) };
    let all = squeezed(&text(&pdf(&some, &mediation).0, &["-raw"]));
    assert_eq!(all.matches(marked).count(), 2);
    assert_eq!(read(&specimen(), Gaps::Shown).matches(marked).count(), 0);
}

#[test]
fn what_is_empty_is_not_printed() {
    let nothing = read(&empty(), Gaps::Shown);
    let mut chats = specimen();
    chats.transfers.clear();
    chats.excerpts.iter_mut().for_each(|excerpt| excerpt.links.iter_mut().for_each(Vec::clear));
    let chats = read(&chats, Gaps::Shown);
    let mut bill = specimen();
    bill.excerpts.clear();
    bill.loose_cards.clear();
    let bill = read(&bill, Gaps::Shown);
    let parts = [
        ("时间线：收付与聊天对照", [false, false, true]),
        ("、聊天摘录", [false, true, false]),
        ("、账单记录", [false, false, true]),
        ("聊天中有转账卡片", [false, true, false]),
        ("、材料与指纹", [false, true, true]),
        ("、当事人", [true, true, true]),
        ("、如何核对", [true, true, true]),
    ];
    for (part, want) in parts {
        assert_eq!([&nothing, &chats, &bill].map(|text| text.contains(part)), want, "{part}");
    }
}

#[test]
fn each_profile_has_its_findings() {
    let mut snapshot = specimen();
    snapshot.findings.iter_mut().for_each(|finding| {
        finding.message = format!("提示{}", finding.code);
        assert!(finding.severity >= Severity::Note);
    });
    let rows = [
        (Profile::Court, [true, true, false, false]),
        (Profile::Mediation, [true, true, true, false]),
        (Profile::Internal, [true, true, true, true]),
    ];
    for (profile, want) in rows {
        let (bytes, _) = pdf(&snapshot, &Options { profile, ..options(Gaps::Shown) });
        let all = squeezed(&text(&bytes, &["-raw"]));
        let codes = ["bill-count-differs", "derived-export", "gap-over", "zone-assumed"];
        assert_eq!(codes.map(|code| all.contains(&format!("提示{code}"))), want, "{profile:?}");
    }
}

#[test]
fn a_time_that_is_a_span_makes_a_gap_that_is_a_span() {
    // A chat label of 20:41—20:45 beside a transfer of 20:15:08.
    let mut snapshot = specimen();
    let paid = &mut snapshot.transfers[2];
    paid.when = Some(support::second(support::START, Basis::Bill));
    let label =
        Span { latest: support::START + 1_851, ..support::second(support::START + 1_552, Basis::Label) };
    let link = paid.link.as_mut().expect("the third transfer is linked");
    link.gap = Some(Gap { min_s: 1_552, max_s: 1_851 });
    link.message.as_mut().expect("to a message").when = Some(label);
    let all = read(&snapshot, Gaps::Shown);
    let note = "本笔转账时间2024-03-0120:15:08，所关联聊天的时间范围为2024-03-0120:41:00—20:45:59\
        （截图时间标签仅精确到分），二者相差约25分52秒至30分51秒，超过本案设置的15分钟核对阈值。";
    assert!(all.contains(note));
}

#[test]
fn a_gap_on_the_accepted_clock_names_the_receipt() {
    let mut snapshot = specimen();
    let paid = &mut snapshot.transfers[2];
    paid.accepted = Some(support::second(support::START + 86_400 * 40 + 901, Basis::Export));
    let link = paid.link.as_mut().expect("the third transfer is linked");
    (link.clock, link.gap) = (Some(Clock::Accepted), Some(Gap { min_s: 901, max_s: 901 }));
    let all = read(&snapshot, Gaps::Shown);
    assert!(all.contains("所关联聊天中收款卡片的时间为2024-04-1020:30:09，二者相差15分1秒，超过"));
    assert!(all.contains("以收款卡片的时间计"));
}

#[test]
fn the_lines_to_be_signed_share_a_page_with_a_row() {
    for files in 1..40 {
        let mut snapshot = empty();
        let name = |id| format!("录音 {id}.m4a");
        snapshot.artifacts =
            (1..=files).map(|id| support::artifact(id, &name(id), ArtifactKind::Audio, false)).collect();
        let all = text(&pdf(&snapshot, &options(Gaps::Shown)).0, &["-layout"]);
        let signed = all.split('\u{c}').find(|page| page.contains("提交人（签名/盖章）"));
        let signed = squeezed(signed.expect("a page to be signed"));
        let last = ["材料与指纹清单", &format!("录音{files}.m4a")];
        assert!(last.iter().any(|row| signed.contains(row)), "{files} files: {signed}");
    }
}

#[test]
fn a_heading_of_a_bill_has_a_row_on_its_page() {
    const HEAD: &str = "交易单号商户单号出处支付方式";
    // A memo that grows pushes the second bill down the page, line by line.
    for lines in 1..30 {
        let mut snapshot = specimen();
        snapshot.excerpts.clear();
        snapshot.transfers = support::large(7, 0).transfers;
        snapshot.transfers[0].memo = Some("借".repeat(6 * lines));
        snapshot.transfers[..6].iter_mut().for_each(|transfer| transfer.origins[0].0 = Id(4));
        let all = text(&pdf(&snapshot, &options(Gaps::Shown)).0, &["-raw"]);
        let pages: Vec<String> = all.split('\u{c}').map(squeezed).collect();
        let titled = pages.iter().find(|page| page.contains("1笔账单所有人")).expect("the second bill");
        let below = titled.rsplit_once(HEAD).map(|(_, below)| below);
        let after_title = titled.rsplit("1笔账单所有人").next().is_some_and(|said| said.contains(HEAD));
        assert!(after_title && below.is_some_and(|said| said.contains("交易单号")), "{lines}: {titled}");
    }
}

#[test]
fn a_rejected_link_is_no_correspondence() {
    let mut snapshot = specimen();
    let link = snapshot.transfers[2].link.as_mut().expect("the third transfer is linked");
    link.decided = Decided::Rejected;
    let all = read(&snapshot, Gaps::Shown);
    assert!(all.contains("软件建议的对应已由用户否定"));
    for gone in ["▲超过15分钟对应", "收付3付出", "时间间隔提示", "没有卡片，取时间最近的消息"]
    {
        assert!(!all.contains(gone), "{gone}");
    }
}

#[test]
fn a_correction_stands_beside_what_was_read() {
    let mut snapshot = specimen();
    snapshot.transfers[0].corrected =
        vec![("amount_fen".into(), "4000000".into()), ("memo".into(), String::new())];
    let all = read(&snapshot, Gaps::Shown);
    for said in ["用户更正金额，原读作“40,000.00”", "用户更正附言，原读作空"] {
        assert_eq!(all.matches(said).count(), 2, "{said}: in the timeline and among the bill rows");
    }
}

#[test]
fn a_finding_of_many_places_is_said_once() {
    let mut snapshot = specimen();
    let first = snapshot.findings[2].clone();
    for row in 45..60 {
        let place = Place::Sheet { sheet: "Sheet1".into(), row };
        snapshot
            .findings
            .push(FindingView { origin: Some((Id(support::BILL), Some(place))), ..first.clone() });
    }
    let all = read(&snapshot, Gaps::Shown);
    assert_eq!(all.matches(&squeezed(&first.message)).count(), 1);
    assert!(all.contains("第44行") && all.contains("等16处"));
}

#[test]
fn without_a_bill_no_card_is_said_to_be_missing_from_it() {
    let mut snapshot = specimen();
    snapshot.transfers.clear();
    snapshot.excerpts.iter_mut().for_each(|excerpt| excerpt.links.iter_mut().for_each(Vec::clear));
    snapshot.artifacts.retain(|view| view.artifact.id != Id(support::BILL));
    let all = read(&snapshot, Gaps::Shown);
    assert!(all.contains("本案未导入账单"));
    assert!(!all.contains("未见账单记录") && !all.contains("标“收付n”"));
}
