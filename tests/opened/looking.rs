//! What the open case shows agrees with itself: counts, links, findings, materials, originals.

use crate::{ASKER, all_links, dispute, sample};
use juzheng_casework::{
    OpenCase,
    model::{Id, link::Verdict},
    pane::{LinkRow, LinkSort, Preview},
    words::Lang,
};

fn rows(case: &OpenCase, query: &juzheng_casework::pane::LinkQuery) -> Vec<LinkRow> {
    let mut rows = Vec::new();
    loop {
        let page = case.links(query, rows.len() as u32, 37).expect("a page");
        assert_eq!(page.from as usize, rows.len());
        rows.extend(page.rows);
        if rows.len() >= page.total as usize {
            assert_eq!(rows.len(), page.total as usize);
            return rows;
        }
    }
}

#[test]
fn the_sample_is_what_it_is_on_the_command_line() {
    let desk = sample();
    let overview = desk.case.overview(Lang::Zh).expect("at a glance");
    let links = overview.links;
    assert_eq!((links.total, links.within, links.over, links.no_message), (16, 14, 1, 1));
    assert_eq!((links.flagged, links.confirmed, overview.artifacts), (2, 0, 4));
    assert!(overview.read_only.is_none() && overview.undoable.is_none());
    assert_eq!(overview.period.map(|(from, _)| from).as_deref(), Some("2025-01-08"));
    // The same once more is opened as it is.
    drop(desk.case);
    let again = OpenCase::sample(desk.folder.path(), ASKER, &|_| {}).expect("opened");
    assert_eq!(again.overview(Lang::Zh).expect("at a glance").artifacts, 4);
}

#[test]
fn links_are_filtered_and_sorted() {
    let desk = dispute(3_000, 400, None, 11);
    let all = rows(&desk.case, &all_links());
    let overview = desk.case.overview(Lang::Zh).expect("at a glance");
    assert_eq!(all.len() as u64, overview.links.total);
    assert!(all.is_sorted_by_key(|row| row.money.at));
    let over = juzheng_casework::pane::LinkQuery { verdicts: vec![Verdict::Over], ..all_links() };
    let found = rows(&desk.case, &over);
    assert_eq!(found.len() as u64, overview.links.over);
    assert!(!found.is_empty() && found.iter().all(|row| row.money.verdict == Some(Verdict::Over)));
    let by_gap = juzheng_casework::pane::LinkQuery { sort: LinkSort::Gap, descending: true, ..all_links() };
    let gaps: Vec<Option<i64>> =
        rows(&desk.case, &by_gap).iter().map(|row| Some(row.money.gap?.max_s)).collect();
    let known = gaps.iter().take_while(|gap| gap.is_some()).count();
    assert!(gaps[..known].is_sorted_by(|a, b| a >= b) && gaps[known..].iter().all(Option::is_none));
    for (number, row) in found.iter().enumerate() {
        let link = row.money.link.expect("a link");
        assert_eq!(desk.case.link_find(&over, link), Some(number as u32));
    }
    let within = all.iter().find(|row| row.money.verdict == Some(Verdict::Within)).expect("one");
    assert_eq!(desk.case.link_find(&over, within.money.link.expect("a link")), None);
}

#[test]
fn a_link_tells_all_about_itself() {
    let desk = sample();
    for row in rows(&desk.case, &all_links()) {
        let link = row.money.link.expect("a link");
        let detail = desk.case.link_detail(link, Lang::Zh).expect("all about it");
        assert_eq!(detail.money.transfer, row.money.transfer);
        assert_eq!(detail.message.as_ref().map(|message| message.id), row.money.message);
        assert!(!detail.reasons.is_empty(), "{row:?}");
        let times: Vec<_> =
            detail.around.messages.iter().filter_map(|near| near.bubble.time.clone()).collect();
        assert!(!times.is_empty() && times.is_sorted(), "{times:?}");
        if let Some(message) = row.money.message {
            assert!(detail.around.messages.iter().any(|near| near.bubble.id == message));
            assert_ne!(detail.runner_up.map(|next| next.bubble.id), Some(message));
        }
    }
    assert!(desk.case.link_detail(Id(7), Lang::Zh).is_err());
}

#[test]
fn findings_lead_somewhere() {
    let desk = sample();
    let groups = desk.case.findings(Lang::Zh);
    let total: u32 = groups.iter().map(|group| group.count).sum();
    let counts = desk.case.overview(Lang::Zh).expect("at a glance").findings;
    assert_eq!(u64::from(total), counts.serious + counts.check + counts.note);
    assert!(groups.is_sorted_by(|a, b| a.severity >= b.severity));
    for group in &groups {
        let page = desk.case.finding_page(&group.code, 0, 500, Lang::En);
        assert_eq!(page.total, group.count);
        for finding in &page.items {
            assert!(!finding.hint.contains("juzheng "), "{}", finding.hint);
            if let Some(link) = finding.jump.link {
                desk.case.link_detail(link, Lang::En).expect("the link is there");
            }
            if let Some(artifact) = finding.jump.artifact {
                desk.case.material(artifact, Lang::En).expect("the file is there");
            }
        }
    }
}

#[test]
fn originals_are_seen_with_the_row_of_a_record() {
    let desk = sample();
    let materials = desk.case.materials(Lang::Zh);
    assert_eq!(materials.len(), 4);
    let mut tables = 0;
    for material in &materials {
        let id = material.artifact.id;
        let detail = desk.case.material(id, Lang::Zh).expect("all about it");
        assert!(detail.custody.iter().any(|entry| entry.action == "keep"));
        match material.preview {
            Preview::Table => {
                let sheet = detail.sheets.first().map(String::as_str);
                let page = desk.case.table_page(id, sheet, 1, 50).expect("rows");
                assert!(page.rows.len() > 10 && page.columns > 3, "{}", material.artifact.name);
                tables += 1;
            }
            Preview::Entries => assert_eq!(detail.entries.len(), 1),
            other => panic!("{} is shown as {other:?}", material.artifact.name),
        }
    }
    assert_eq!(tables, 3);
    // The row that a transfer names as its origin holds its amount.
    let link = rows(&desk.case, &all_links())[0].money.link.expect("a link");
    let transfer = desk.case.link_detail(link, Lang::Zh).expect("all about it").transfer;
    let origin = &transfer.origins[0];
    let page = desk.case.table_page(origin.artifact, None, origin.place.order(), 1).expect("a row");
    assert_eq!(page.rows[0].line, origin.place.order());
    assert!(page.rows[0].cells.iter().any(|cell| cell.contains("20000")), "{:?}", page.rows);
    assert!(desk.case.table_page(Id(7), None, 1, 1).is_err());
}

#[test]
fn a_copy_of_an_original_is_the_original_and_never_lands_in_the_case() {
    let desk = sample();
    let id = desk.case.materials(Lang::Zh)[0].artifact.clone();
    let copy = desk.folder.path().join("copy");
    desk.case.save_original(id.id, &copy).expect("written");
    assert_eq!(std::fs::metadata(&copy).expect("there").len(), id.size);
    assert!(desk.case.save_original(id.id, &desk.case.folder().join("copy")).is_err());
}
