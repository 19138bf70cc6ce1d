//! `juzheng-generate`: writes a generated dispute with known truth into a folder, for measuring and for trying out.

use juzheng_tests::generated::{Layout, Plan, Scenario, generate};
use std::{path::PathBuf, process::ExitCode};

const USAGE: &str = "usage: juzheng-generate --out DIR --messages N --transfers M --seed S
    [--scenario ordinary|twins|daily|late|edges|midnight|deleted|wrong-sums|strangers|repeated|red-packets|daily-life|shift|mixed]
    [--layout pywxdump|lc044-v3|chatlog] [--shift-s SECONDS]";

fn main() -> ExitCode {
    let Some((plan, out)) = arguments(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match generate(&plan, &out) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

/// The plan and the folder; `None` where the command line is wrong.
fn arguments(mut given: impl Iterator<Item = String>) -> Option<(Plan, PathBuf)> {
    let mut plan =
        Plan { messages: 0, rows: 0, seed: 0, scenario: None, layout: Layout::PyWxDump, shift_s: 0 };
    let mut out = None;
    while let Some(name) = given.next() {
        let value = given.next()?;
        match name.as_str() {
            "--out" => out = Some(PathBuf::from(value)),
            "--messages" => plan.messages = value.parse().ok()?,
            "--transfers" => plan.rows = value.parse().ok()?,
            "--seed" => plan.seed = value.parse().ok()?,
            "--layout" => plan.layout = Layout::from_word(&value)?,
            "--shift-s" => plan.shift_s = value.parse().ok()?,
            "--scenario" if value == "mixed" => plan.scenario = None,
            "--scenario" if value == "shift" => {
                plan.scenario = Some(Scenario::Ordinary);
                plan.shift_s = if plan.seed.is_multiple_of(2) { 28_800 } else { -28_800 };
            }
            "--scenario" => plan.scenario = Some(Scenario::from_word(&value)?),
            _ => return None,
        }
    }
    Some((plan, out?))
}
