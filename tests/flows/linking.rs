//! Linking against known truth: generated disputes through the program, right in all but one link of a thousand.

use juzheng_tests::{
    generated::{Layout, Plan, Scenario, generate, story, truth},
    program::Case,
};
use serde_json::Value;
use std::collections::HashMap;

/// How a case came out.
#[derive(Debug, Default)]
struct Score {
    links: usize,
    wrong: Vec<String>,
    clear: usize,
    clear_called_ambiguous: Vec<String>,
    unseen: Vec<String>,
    strangers: Vec<String>,
}

impl Score {
    fn judge(&self, what: &str) {
        let head = |of: &[String]| of.iter().take(8).cloned().collect::<Vec<_>>().join("\n  ");
        let wrong = self.wrong.len();
        assert!(
            wrong * 1_000 <= self.links,
            "{what}: {wrong} of {} links wrong:\n  {}",
            self.links,
            head(&self.wrong)
        );
        let shy = self.clear_called_ambiguous.len();
        let shown = head(&self.clear_called_ambiguous);
        assert!(shy * 100 <= self.clear, "{what}: {shy} of {} called ambiguous:\n  {shown}", self.clear);
        assert!(self.unseen.is_empty(), "{what}: ambiguity not said:\n  {}", head(&self.unseen));
        assert!(self.strangers.is_empty(), "{what}: strangers linked:\n  {}", head(&self.strangers));
        assert!(self.links > 0 || what.contains("daily-life"), "{what}: there was something to link");
    }
}

/// A case with the files of a plan, every row and message of which was read.
pub(crate) fn case_of(plan: &Plan) -> (Case, truth::Truth) {
    let mut names = vec!["--me", story::ME, "--other", story::OTHER];
    let aliases = truth::aliases().map(|(name, alias)| format!("{name}={alias}"));
    names.extend(aliases.iter().flat_map(|alias| ["--alias", alias]));
    let case = Case::new(&names);
    let truth = generate(plan, case.room.path()).expect("the story is written");
    let files = ["bill.csv", "chat.csv", "chat-stranger.csv"].map(|name| case.room.path().join(name));
    let there: Vec<_> = files.iter().filter(|file| file.exists()).map(|file| file.as_path()).collect();
    let added = case.add(&there);
    assert_eq!(added["summary"]["messages"], plan.messages, "every message was read");
    assert_eq!(added["summary"]["transfers"], plan.rows, "every row was read");
    (case, truth)
}

/// Row in `chat.csv` by message id.
fn rows_of(case: &Case) -> HashMap<String, u64> {
    let artifacts = case.list("artifacts");
    let chat = artifacts.iter().find(|a| a["name"] == "chat.csv").expect("the chat")["id"].clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let messages = case.listed("messages", true).0;
    let of_chat = messages.iter().filter(|m| m["origins"][0]["artifact"] == chat);
    of_chat.map(|m| (text(&m["id"]), m["origins"][0]["place"]["row"].as_u64().unwrap_or(0))).collect()
}

fn score(case: &Case, truth: &truth::Truth) -> Score {
    let rows = rows_of(case);
    let transfers = case.listed("transfers", true).0;
    let ids: HashMap<&str, &Value> =
        transfers.iter().filter_map(|t| Some((t["transaction_id"].as_str()?, &t["id"]))).collect();
    let links = case.listed("links", true).0;
    let by_transfer: HashMap<&str, &Value> =
        links.iter().filter_map(|link| Some((link["transfer"].as_str()?, link))).collect();
    assert_eq!(by_transfer.len(), links.len(), "one link for each transfer");
    let mut score = Score::default();
    for row in &truth.rows {
        let link = ids.get(row.transaction_id.as_str()).and_then(|id| by_transfer.get(id.as_str()?));
        let Some(link) = link.filter(|_| row.linked) else {
            if let Some(link) = link {
                score.strangers.push(format!("{} {link}", row.shown));
            } else if row.linked {
                score.links += 1;
                score.wrong.push(format!("{} {} has no link", row.scenario, row.shown));
            }
            continue;
        };
        score.links += 1;
        let found = link["message"].as_str().and_then(|id| rows.get(id)).copied();
        let by_card = ["card", "red-packet", "id"].contains(&link["basis"].as_str().unwrap_or_default());
        let card = found.filter(|_| by_card);
        let called_ambiguous = link["ambiguous"] == true;
        let say = || format!("{} {} is {:?} {:?}: {link}", row.scenario, row.shown, row.card, row.verdict);
        if row.ambiguous {
            if !called_ambiguous {
                score.unseen.push(say());
            }
            continue;
        }
        score.clear += 1;
        if called_ambiguous {
            score.clear_called_ambiguous.push(say());
        }
        let right = card == row.card.as_ref().map(|spot| spot.row)
            && (by_card || row.card.is_none())
            && row.verdict.is_none_or(|verdict| link["verdict"] == verdict);
        if !right {
            score.wrong.push(say());
        }
    }
    score
}

fn plan(rows: usize, seed: u64, scenario: Option<Scenario>, layout: Layout) -> Plan {
    Plan { messages: rows * 4, rows, seed, scenario, layout, shift_s: 0 }
}

#[test]
fn mixed_stories_are_linked_right_in_every_layout() {
    for (layout, word) in Layout::ALL {
        for seed in 1..=3 {
            let (case, truth) = case_of(&plan(3_000, seed, None, layout));
            score(&case, &truth).judge(&format!("mixed, {word}, seed {seed}"));
        }
    }
}

#[test]
fn each_scenario_alone_is_linked_right() {
    for (number, (scenario, word, _)) in Scenario::ALL.into_iter().enumerate() {
        let layout = Layout::ALL[number % 3].0;
        let (case, truth) = case_of(&plan(400, 40 + number as u64, Some(scenario), layout));
        score(&case, &truth).judge(word);
    }
}

#[test]
fn a_sparse_chat_is_linked_right() {
    let plan = Plan { messages: 1_600, ..plan(800, 9, Some(Scenario::Deleted), Layout::PyWxDump) };
    let (case, truth) = case_of(&plan);
    score(&case, &truth).judge("sparse");
}

#[test]
fn a_shifted_chat_is_linked_right_once_the_shift_is_settled() {
    for (seed, shift_s) in [(5, 28_800), (6, -28_800)] {
        let plan = Plan { shift_s, ..plan(600, seed, Some(Scenario::Ordinary), Layout::PyWxDump) };
        let (case, truth) = case_of(&plan);
        let shifts = case.list("findings").iter().filter(|f| f["code"] == "clock-shift").count();
        assert_eq!(shifts, 1, "found once");
        let links = case.list("links");
        let cards: Vec<_> = links.iter().filter(|link| link["basis"] == "card").collect();
        assert!(cards.len() * 100 >= links.len() * 90, "{} of {} by card", cards.len(), links.len());
        for link in &cards {
            assert_eq!(link["verdict"], "undetermined", "{link}");
            assert!((link["shift_s"].as_i64().unwrap_or(0) - shift_s).abs() <= 30, "{link}");
        }
        let artifacts = case.list("artifacts");
        let chat = artifacts.iter().find(|a| a["name"] == "chat.csv").expect("the chat");
        let chat = chat["id"].as_str().expect("an id");
        case.run("set", [format!("--shift={chat}={}", -shift_s)]).json(0);
        case.run("link", [""; 0]).json(0);
        score(&case, &truth).judge(&format!("shifted by {shift_s} s, settled"));
    }
}
