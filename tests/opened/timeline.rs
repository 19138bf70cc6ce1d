//! The timeline holds every message and transfer once, whatever its scale, and its rows agree with its summary.

use crate::{dispute, everything, sample};
use juzheng_casework::{
    OpenCase, Target,
    model::link::Verdict,
    pane::{Scale, TimelineQuery, TimelineRow},
    words::Lang,
};
use std::collections::HashSet;

const SCALES: [Scale; 5] = [Scale::Year, Scale::Month, Scale::Day, Scale::Hour, Scale::Moment];

fn rows(case: &OpenCase, query: &TimelineQuery, count: u32) -> Vec<TimelineRow> {
    let mut rows: Vec<TimelineRow> = Vec::new();
    while (rows.len() as u32) < count {
        let from = rows.len() as u32;
        rows.extend(case.timeline_rows(query, from..from + 333, Lang::Zh).expect("rows"));
    }
    assert!(rows.iter().enumerate().all(|(ix, row)| row.row as usize == ix));
    rows
}

#[test]
fn every_message_and_transfer_is_on_it_once_at_every_scale() {
    let desk = dispute(4_000, 500, None, 5);
    let overview = desk.case.overview(Lang::Zh).expect("at a glance");
    for scale in SCALES {
        let query = everything(scale);
        let summary = desk.case.timeline(&query).expect("laid out");
        let rows = rows(&desk.case, &query, summary.rows);
        let (mut messages, mut transfers) = (0, 0);
        for row in &rows {
            messages += row.message.is_some() as u64
                + row.bunch.as_ref().map_or(0, |bunch| u64::from(bunch.messages));
            transfers += match &row.bunch {
                Some(bunch) => {
                    assert_eq!(bunch.transfers, row.money.len() as u32 + row.money_more, "{row:?}");
                    u64::from(bunch.transfers)
                }
                None => row.money.len() as u64,
            };
        }
        assert_eq!((messages, transfers), (overview.messages, overview.transfers), "{scale:?}");
        let dated: Vec<i64> = rows.iter().filter_map(|row| row.at).collect();
        assert!(dated.is_sorted(), "{scale:?}");
        let flags: Vec<u32> =
            rows.iter().filter(|row| row.money.iter().any(|card| card.flagged)).map(|row| row.row).collect();
        assert_eq!(flags, summary.flags, "{scale:?}");
        assert!(summary.flags.len() as u64 <= overview.links.flagged);
    }
}

#[test]
fn rows_name_the_rows_of_their_partners() {
    let desk = dispute(4_000, 500, None, 6);
    let query = everything(Scale::Moment);
    let summary = desk.case.timeline(&query).expect("laid out");
    let rows = rows(&desk.case, &query, summary.rows);
    let mut paired = 0;
    for row in &rows {
        for card in &row.money {
            let Some(message) = card.message else { continue };
            let there = card.message_row.expect("the message is on the timeline");
            assert_eq!(rows[there as usize].message.as_ref().map(|bubble| bubble.id), Some(message));
            assert_eq!(desk.case.timeline_find(&query, Target::Message(message)), Some(there));
            paired += u32::from(there == row.row);
        }
        if let Some(bubble) = &row.message {
            assert_eq!(bubble.links.is_empty(), bubble.money_row.is_none());
            assert_eq!(desk.case.timeline_find(&query, Target::Message(bubble.id)), Some(row.row));
        }
        for card in &row.money {
            assert_eq!(desk.case.timeline_find(&query, Target::Transfer(card.transfer)), Some(row.row));
        }
        if let Some(at) = row.at {
            let found = desk.case.timeline_find(&query, Target::At(at)).expect("a row");
            assert_eq!(rows[found as usize].at, Some(at));
        }
    }
    assert!(paired > 50, "only {paired} transfers stand beside their message");
}

#[test]
fn filters_hide_and_texts_light_up() {
    let desk = sample();
    let all = desk.case.timeline(&everything(Scale::Moment)).expect("laid out");
    let over = TimelineQuery { verdicts: vec![Verdict::Over], chat: false, ..everything(Scale::Moment) };
    let summary = desk.case.timeline(&over).expect("laid out");
    assert_eq!((summary.messages, summary.transfers, summary.rows), (0, 1, 1));
    assert!(all.density.as_ref().is_some_and(|density| density.messages.iter().sum::<u32>() == all.messages));
    let sought = TimelineQuery { text: "借".to_owned(), ..everything(Scale::Moment) };
    let found = desk.case.timeline(&sought).expect("laid out");
    assert_eq!(found.rows, all.rows, "what is sought hides nothing");
    let lit: HashSet<u32> = found.hits.iter().map(|hit| hit.row).collect();
    for row in rows(&desk.case, &sought, found.rows) {
        let says = row.message.as_ref().is_some_and(|bubble| bubble.text.contains('借'));
        assert!(!says || lit.contains(&row.row), "{row:?}");
    }
    assert!(found.hits.len() > 3);
}

#[test]
fn an_empty_case_has_an_empty_timeline() {
    let desk = dispute(1, 0, None, 1);
    for scale in SCALES {
        let nothing = TimelineQuery { chat: false, ..everything(scale) };
        let summary = desk.case.timeline(&nothing).expect("laid out");
        assert_eq!((summary.rows, summary.density), (0, None));
        assert!(desk.case.timeline_rows(&nothing, 0..10, Lang::En).expect("none").is_empty());
        assert_eq!(desk.case.timeline_find(&nothing, Target::At(0)), None);
    }
}
