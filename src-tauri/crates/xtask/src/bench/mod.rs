//! Measuring beside what a person would take instead: openssl for fingerprints, DuckDB for a large table, RapidOCR for
//! pictures, sha256sum and cp for packing, img2pdf for pictures as PDF, and for the start of the window the least one that Tauri makes.
//!
//! Every run is a new process in release mode; a case is made anew where a run would find it changed.

mod data;
mod measure;
mod packing;
mod paper;
mod reading;

use crate::{
    child, console,
    error::Error,
    fonts, machine, models,
    places::{Places, make_empty_folder},
    window,
};
use data::Size;
use measure::{Run, Series};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// How often each is run.
const RUNS: usize = 5;

/// Bytes of the large file.
const LARGE: u64 = 1 << 30;

/// The case that linking and reading are measured on.
const MILLION: Size = Size { messages: 1_000_000, transfers: 100_000 };

/// The case that the dossier is measured on: a year of chat.
const YEAR: Size = Size { messages: 20_000, transfers: 200 };

/// The case that the window is opened on.
const LONG: Size = Size { messages: 200_000, transfers: 2_000 };

/// The names that a generated case goes by, as the head of its `truth.json` gives them.
const NAMES: &[&str] = &[
    "--me",
    "林晓",
    "--alias",
    "林晓=wxid_linxiao00001",
    "--other",
    "周航",
    "--alias",
    "周航=航哥",
    "--alias",
    "周航=wxid_zhouhang0002",
];

/// Reads a table and says how many seconds that took, without the start of Python.
const READ_TABLE: &str = "\
import duckdb, sys, time
base = duckdb.connect(sys.argv[2])
begun = time.perf_counter()
base.execute('CREATE TABLE chat AS SELECT * FROM read_csv(?, header = true, all_varchar = true)', [sys.argv[1]])
base.close()
print(time.perf_counter() - begun)";

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Files,
    Packing,
    Paper,
    Pictures,
    Window,
}

/// The parts by the words for them.
const PARTS: [(&str, Part); 5] = [
    ("files", Part::Files),
    ("packing", Part::Packing),
    ("paper", Part::Paper),
    ("pictures", Part::Pictures),
    ("window", Part::Window),
];

/// The parts that these words name, all of them where there are no words; `None` where a word names none.
pub(crate) fn parts(words: &[String]) -> Option<Vec<Part>> {
    if words.is_empty() {
        return Some(PARTS.map(|(_, part)| part).to_vec());
    }
    let named = |word: &String| PARTS.iter().find(|(name, _)| name == word).map(|(_, part)| *part);
    words.iter().map(named).collect()
}

/// Measures these parts and prints what came of it.
pub(crate) fn bench(places: &Places, parts: &[Part]) -> Result<(), Error> {
    machine::ensure(
        &[machine::BUILD, machine::WINDOW, machine::TEST, machine::MODELS, machine::BENCH].concat(),
    )?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    console::say("Building juzheng in release mode.");
    let build = ["build", "--release", "--package", "juzheng-cli"];
    child::run(child::cargo().args(build).current_dir(&places.root), "build juzheng")?;
    let bench = Bench { places, folder: data::folder(places)?, juzheng: places.release_juzheng() };
    for (_, part) in PARTS.iter().filter(|(_, part)| parts.contains(part)) {
        match part {
            Part::Files => files(&bench)?,
            Part::Packing => packing::compare(&bench)?,
            Part::Paper => paper::compare(&bench)?,
            Part::Pictures => reading::compare(&bench)?,
            Part::Window => {
                let large = data::generated(places, &bench.folder, LONG)?;
                let case = bench.case_of(&large)?;
                window::measure(places, &case)?;
            }
        }
    }
    Ok(())
}

/// Measures taking in, linking and the dossier of a year of chat.
fn files(bench: &Bench<'_>) -> Result<(), Error> {
    let places = bench.places;
    let large = data::large_file(&bench.folder, LARGE)?;
    let million = data::generated(places, &bench.folder, MILLION)?;
    let year = data::generated(places, &bench.folder, YEAR)?;
    let python = data::duckdb(&bench.folder)?;

    let openssl = bench.several("openssl dgst -sm3, 1 GiB", || {
        Ok(measure::once(child::program("openssl").args(["dgst", "-sm3"]).arg(&large), "hash")?.0)
    })?;
    let keep = bench.several("juzheng add, the same 1 GiB", || bench.added(&large))?;
    let table =
        bench.several("DuckDB, 1,000,000 messages into a table", || bench.table(&python, &million))?;
    let chat = bench
        .several("juzheng add, the same 1,000,000 messages", || bench.added(&million.join("chat.csv")))?;
    let case = bench.case_of(&million)?;
    let link =
        bench.several("juzheng link, 1,000,000 messages, 100,000 rows", || bench.run("link", &case, &[]))?;
    let case = bench.case_of(&year)?;
    let paper = bench.folder.join("year.pdf").display().to_string();
    let dossier = bench.several("juzheng dossier, 20,000 messages, 200 rows", || {
        bench.run("dossier", &case, &["--date", "2026-01-01", "--out", &paper])
    })?;

    console::say("Measured:");
    console::note(measure::HEADER);
    for series in [&openssl, &keep, &table, &chat, &link, &dossier] {
        console::note(&series.line());
    }
    let ratio = |a: &Series, b: &Series| a.least().as_secs_f64() / b.least().as_secs_f64().max(f64::EPSILON);
    console::note(&format!(
        "Taking in a large file runs at {:.2} x the speed of openssl alone.",
        ratio(&openssl, &keep)
    ));
    console::note(&format!("Adding the chat takes {:.2} x the time of DuckDB.", ratio(&chat, &table)));
    packing::compare(&bench)?;
    Ok(())
}

struct Bench<'a> {
    places: &'a Places,
    folder: PathBuf,
    juzheng: PathBuf,
}

impl Bench<'_> {
    fn several(
        &self,
        name: &'static str,
        mut run: impl FnMut() -> Result<Run, Error>,
    ) -> Result<Series, Error> {
        console::say(&format!("Measuring: {name}."));
        let runs = (0..RUNS).map(|_| run()).collect::<Result<_, _>>()?;
        Ok(Series { name, runs })
    }

    /// A new case without files; the one before is gone.
    fn empty_case(&self) -> Result<PathBuf, Error> {
        let case = self.folder.join("case.juzheng");
        make_empty_folder(&case)?;
        fs::remove_dir(&case).map_err(|source| Error::File {
            doing: "remove",
            path: case.clone(),
            source,
        })?;
        let mut new = self.command("new", &case);
        measure::once(new.args(["--title", "bench"]).args(NAMES), "make a case")?;
        Ok(case)
    }

    /// Adds one file to a new case; only the adding is measured.
    fn added(&self, file: &Path) -> Result<Run, Error> {
        let case = self.empty_case()?;
        Ok(measure::once(self.command("add", &case).arg(file), "add the file")?.0)
    }

    /// A case with a generated chat and bill.
    fn case_of(&self, generated: &Path) -> Result<PathBuf, Error> {
        let case = self.empty_case()?;
        let mut add = self.command("add", &case);
        measure::once(add.arg(generated.join("chat.csv")).arg(generated.join("bill.csv")), "add the files")?;
        Ok(case)
    }

    fn run(&self, verb: &str, case: &Path, more: &[&str]) -> Result<Run, Error> {
        Ok(measure::once(self.command(verb, case).args(more), verb)?.0)
    }

    fn command(&self, verb: &str, case: &Path) -> Command {
        let mut command = Command::new(&self.juzheng);
        command.arg(verb).arg(case).env("JUZHENG_FONTS", self.places.fonts());
        command.env("JUZHENG_ASSETS", self.places.assets());
        command
    }

    /// DuckDB reading the chat into a table of a new database; its own clock counts.
    fn table(&self, python: &Path, generated: &Path) -> Result<Run, Error> {
        let base = self.folder.join("chat.duckdb");
        for path in [base.clone(), self.folder.join("chat.duckdb.wal")] {
            if path.is_file() {
                fs::remove_file(&path).map_err(|source| Error::File { doing: "remove", path, source })?;
            }
        }
        let mut python = Command::new(python);
        python.args(["-c", READ_TABLE]).arg(generated.join("chat.csv")).arg(&base);
        let (run, printed) = measure::once(&mut python, "read the chat into a table")?;
        let seconds: f64 = printed.trim().parse().map_err(|_| Error::NotSeconds {
            program: child::name(&python),
            printed: printed.trim().to_owned(),
        })?;
        Ok(Run { wall: Duration::from_secs_f64(seconds), ..run })
    }
}
