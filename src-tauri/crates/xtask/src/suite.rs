//! All tests: what they need is set up, they run, and their closing lines are added up.

use crate::{bagit, child, console, error::Error, fonts, machine, models, page, places::Places, window};
use std::process::Command;

/// Sets up and runs the tests of the whole workspace, of the page, and of the window; `more` goes to `cargo test`, and
/// with it only the Rust tests run.
pub(crate) fn test(places: &Places, more: &[String]) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::WINDOW, machine::TEST].concat())?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    // The window's program takes the page from there, in tests too.
    page::build(places)?;
    page::packages(&places.window_tests(), "the window's tests")?;
    page::packages(&places.screen_tests(), "the screens' tests")?;
    let mut tally = Tally::default();
    let mut ended = vec![rust(places, more, &mut tally)];
    if more.is_empty() {
        ended.push(of_page(places, "check", "The page: types.", &mut tally));
        ended.push(of_page(places, "test", "The page: its components.", &mut tally));
        ended.push(of_page(places, "test:screens", "The page: whole screens in Chromium.", &mut tally));
        ended.push(driven(places, &mut tally));
        ended.push(screens(places, "check", &mut tally));
        ended.push(screens(places, "test", &mut tally));
    }
    console::say(&tally.closing());
    ended.into_iter().collect()
}

/// In tests the window's dialogs are answered by a file.
const E2E: [&str; 2] = ["--features", "juzheng-shell/e2e"];

fn rust(places: &Places, more: &[String], tally: &mut Tally) -> Result<(), Error> {
    console::say("Building everything: both programs and the tests (the first time takes some minutes).");
    // One build with one set of features: several would compile what they share anew for each.
    child::run(
        child::cargo()
            .args(["build", "--workspace", "--bins", "--tests"])
            .args(E2E)
            .current_dir(&places.root),
        "build everything",
    )?;
    console::say("Running the Rust tests.");
    if std::env::var_os("JUZHENG_SAMPLES").is_none() {
        console::note(
            "JUZHENG_SAMPLES is not set: tests on other people's sample files say so and are skipped.",
        );
    }
    let mut cargo = child::cargo();
    cargo
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(E2E)
        .args(more)
        .current_dir(&places.root)
        .env("JUZHENG_FONTS", places.fonts())
        .env("JUZHENG_ASSETS", places.assets())
        .env("JUZHENG_BAGIT", bagit::ensure(places)?)
        .env("JUZHENG_BIN", places.juzheng())
        // Tests that seal make a key: never in the folder of whoever runs them.
        .env("JUZHENG_HOME", std::env::temp_dir().join("juzheng-tests-home"));
    tally.watch(&mut cargo, "pass all Rust tests")
}

fn of_page(places: &Places, script: &str, saying: &str, tally: &mut Tally) -> Result<(), Error> {
    console::say(saying);
    tally.watch(&mut page::script(&places.page(), script), "pass the tests of the page")
}

/// The real program, built with everything else, on a screen of its own.
fn driven(places: &Places, tally: &mut Tally) -> Result<(), Error> {
    console::say("The window, driven for real.");
    tally.watch(&mut window::driven(places, "test"), "pass the tests of the window")
}

/// Screens of phones drawn anew, read by the program, and held against what was drawn.
fn screens(places: &Places, script: &str, tally: &mut Tally) -> Result<(), Error> {
    console::say(&format!("Screens drawn anew and read: {script}."));
    let mut command = page::script(&places.screen_tests(), script);
    command.env("JUZHENG", places.juzheng());
    tally.watch(&mut command, "pass the tests of the screens")
}

/// What the closing lines of all groups of tests add up to.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    groups: usize,
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Tally {
    /// Runs a command, passing on its lines and counting what they close with.
    fn watch(&mut self, command: &mut Command, doing: &str) -> Result<(), Error> {
        child::run_with_lines(command, doing, |line| {
            self.add(line);
            console::pass_on(line);
        })
    }

    /// Takes cargo's `test result: ok. 3 passed; 0 failed; 1 ignored; …` and vitest's `Tests  3 passed | 1 skipped (4)`;
    /// any other line counts nothing.
    fn add(&mut self, line: &str) {
        if let Some(counts) = line.trim_start().strip_prefix("Tests  ") {
            let counts = counts.split(" (").next().unwrap_or_default();
            return self.count(counts.split(" | "));
        }
        let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        self.count(counts.1.split("; "));
    }

    fn count<'c>(&mut self, counts: impl Iterator<Item = &'c str>) {
        self.groups += 1;
        for count in counts {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let number: usize = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" | "skipped" | "todo" => self.ignored += number,
                _ => {}
            }
        }
    }

    fn closing(&self) -> String {
        let Tally { groups, passed, failed, ignored } = self;
        format!("Tests: {passed} passed, {failed} failed, {ignored} ignored, in {groups} groups.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up_and_others_count_nothing() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test money::tests::adds ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "      Tests  2 failed | 7 passed | 1 skipped (10)",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.20s",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { groups: 3, passed: 11, failed: 4, ignored: 2 });
    }
}
