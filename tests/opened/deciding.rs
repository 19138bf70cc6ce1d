//! Decisions in a window: what is laid over anew equals the case opened anew, and undoing leads back.

use crate::{ASKER, Desk, all_links, everything, sample};
use juzheng_casework::{
    OpenCase,
    model::link::{Decided, Verdict},
    pane::{Decision, LinkRow, Scale},
    words::Lang,
};

fn rows(case: &OpenCase) -> Vec<LinkRow> {
    case.links(&all_links(), 0, 500).expect("a page").rows
}

/// Everything that a window could see, as one text.
fn seen(case: &OpenCase) -> String {
    let summary = case.timeline(&everything(Scale::Moment)).expect("laid out");
    let timeline = case.timeline_rows(&everything(Scale::Moment), 0..summary.rows, Lang::Zh).expect("rows");
    format!("{:?}{summary:?}{timeline:?}{:?}", rows(case), case.findings(Lang::Zh))
}

fn decided(desk: &Desk, decision: &Decision) {
    desk.case.decide(decision, ASKER).expect("decided");
    let laid_over = seen(&desk.case);
    // A second handle sees the same from the beginning.
    let anew = OpenCase::open(desk.case.folder()).expect("opened for looking");
    assert!(anew.overview(Lang::Zh).expect("at a glance").read_only.is_some(), "one writer at a time");
    assert!(seen(&anew) == laid_over, "after {decision:?}");
}

#[test]
fn what_a_decision_shows_is_what_opening_anew_shows() {
    let desk = sample();
    let before = seen(&desk.case);
    let all = rows(&desk.case);
    let flagged: Vec<_> = all.iter().filter(|row| row.money.flagged).collect();
    assert_eq!(flagged.len(), 2);
    let (over, none) = (flagged[0].money.link.expect("a link"), flagged[1].money.link.expect("a link"));
    let detail = desk.case.link_detail(none, Lang::Zh).expect("all about it");
    let other = detail.around.messages[0].bubble.id;
    let decisions = [
        Decision::Confirm { link: over },
        Decision::Note { link: over, text: "先聊后转".to_owned() },
        Decision::Reject { link: all[0].money.link.expect("a link") },
        Decision::Relink { link: none, message: other },
        Decision::Correct {
            record: all[3].money.transfer,
            field: "memo".to_owned(),
            value: "借款".to_owned(),
        },
    ];
    for decision in &decisions {
        decided(&desk, decision);
    }
    let now = rows(&desk.case);
    let of = |link| now.iter().find(|row| row.money.link == Some(link)).expect("the row").money.clone();
    assert_eq!((of(over).decided, of(over).note.as_deref()), (Some(Decided::Confirmed), Some("先聊后转")));
    assert_eq!((of(none).message, of(none).decided), (Some(other), Some(Decided::Confirmed)));
    assert_eq!(now[0].money.decided, Some(Decided::Rejected));
    assert_eq!(desk.case.overview(Lang::Zh).expect("at a glance").links.flagged, 0);
    for _ in &decisions {
        desk.case.undo(ASKER).expect("taken back");
    }
    assert!(seen(&desk.case) == before);
    assert!(desk.case.undo(ASKER).is_err(), "nothing is left to take back");
}

#[test]
fn a_message_of_a_stranger_is_refused_and_nothing_changes() {
    let desk = crate::dispute(2_000, 100, Some(juzheng_tests::generated::Scenario::Strangers), 3);
    let link = rows(&desk.case)[0].money.link.expect("a link");
    let before = seen(&desk.case);
    let unknown = juzheng_casework::model::Id(42);
    assert!(desk.case.decide(&Decision::Relink { link, message: unknown }, ASKER).is_err());
    assert!(desk.case.decide(&Decision::Confirm { link: unknown }, ASKER).is_err());
    assert!(seen(&desk.case) == before);
}

#[test]
fn a_rejected_link_is_taken_back_by_confirming_it() {
    let desk = sample();
    let link = rows(&desk.case)[0].money.link.expect("a link");
    decided(&desk, &Decision::Reject { link });
    decided(&desk, &Decision::Confirm { link });
    let row = &rows(&desk.case)[0];
    assert_eq!((row.money.decided, row.money.verdict), (Some(Decided::Confirmed), Some(Verdict::Within)));
}
