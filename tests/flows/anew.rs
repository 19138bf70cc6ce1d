//! A decision touches only its own group: after each of many random ones, the links equal those computed anew.

use crate::linking::case_of;
use juzheng_tests::generated::{Layout, Plan, Scenario, random::Random};
use serde_json::Value;

const NOTHING: [&str; 0] = [];

fn some(random: &mut Random, of: &[Value]) -> String {
    random.one(of)["id"].as_str().expect("an id").to_owned()
}

fn check(scenario: Option<Scenario>, seed: u64) {
    let layout = Layout::Lc044V3;
    let (case, _) = case_of(&Plan { messages: 500, rows: 120, seed, scenario, layout, shift_s: 0 });
    let mut random = Random::of(seed);
    let (links, messages) = (case.list("links"), case.list("messages"));
    let cards: Vec<Value> = messages.iter().filter(|m| m["card"] == "sent").cloned().collect();
    let mut done = 0;
    for step in 0..14 {
        let link = some(&mut random, &links);
        let transfer = random.one(&links)["transfer"].as_str().expect("an id").to_owned();
        let card = some(&mut random, &cards);
        let run = match random.within(0, 6) {
            0 => case.run("confirm", [&link]),
            1 => case.run("reject", [&link]),
            2 => case.run("relink", [&transfer, &card]),
            3 => case.run("correct", [transfer.as_str(), "amount_fen=100"]),
            4 => case.run("correct", [card.as_str(), "amount_fen=100"]),
            5 => case.run("note", [link.as_str(), "附注"]),
            _ => case.run("undo", NOTHING),
        };
        assert!([0, 3].contains(&run.status), "{run}");
        done += usize::from(run.status == 0);
        let (at_once, findings) = (case.listed("links", true), case.listed("findings", true));
        case.run("link", NOTHING).json(0);
        assert_eq!(case.listed("links", true), at_once, "seed {seed}, step {step}: {}", run.line);
        assert_eq!(case.listed("findings", true), findings, "seed {seed}, step {step}: {}", run.line);
    }
    assert!(done > 5, "most decisions were taken: {done}");
    case.holds();
}

#[test]
fn links_after_a_decision_equal_links_computed_anew() {
    for (seed, scenario) in [(1, None), (2, Some(Scenario::Repeated)), (3, Some(Scenario::Daily)), (4, None)]
    {
        check(scenario, seed);
    }
}
