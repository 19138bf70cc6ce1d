//! All tests: what they need is set up, they run, and their closing lines are added up.

use crate::{child, console, error::Error, fonts, machine, places::Places};

/// Sets up and runs the tests of the whole workspace; `more` goes to `cargo test`.
pub(crate) fn test(places: &Places, more: &[String]) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::TEST].concat())?;
    fonts::ensure(places)?;
    console::say("Building juzheng, which the flows call (the first time takes some minutes).");
    child::run(
        child::cargo().args(["build", "--package", "juzheng-cli"]).current_dir(&places.root),
        "build juzheng",
    )?;
    console::say("Running all tests.");
    if std::env::var_os("JUZHENG_SAMPLES").is_none() {
        console::note(
            "JUZHENG_SAMPLES is not set: tests on other people's sample files say so and are skipped.",
        );
    }
    let mut cargo = child::cargo();
    cargo
        .args(["test", "--workspace", "--no-fail-fast"])
        .args(more)
        .current_dir(&places.root)
        .env("JUZHENG_FONTS", places.fonts())
        .env("JUZHENG_BIN", places.juzheng());
    let mut tally = Tally::default();
    let ended = child::run_with_lines(&mut cargo, "pass all tests", |line| {
        tally.add(line);
        console::pass_on(line);
    });
    console::say(&tally.closing());
    ended
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
    /// Takes `test result: ok. 3 passed; 0 failed; 1 ignored; …`; any other line counts nothing.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        self.groups += 1;
        for count in counts.1.split("; ") {
            let Some((number, what)) = count.split_once(' ') else { continue };
            let number: usize = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
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
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.20s",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { groups: 2, passed: 4, failed: 2, ignored: 1 });
    }
}
