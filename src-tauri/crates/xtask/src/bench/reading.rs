//! Reading phones' screens beside RapidOCR, which runs the same networks: at its defaults, and at our size of detection. The
//! engine alone on one screen, and the whole program on several, kept, read, laid out and stored, its start included.

use super::{Bench, data, measure, paper};
use crate::{child, console, error::Error, places::make_empty_folder};
use measure::{Run, Series};
use std::{fs, path::PathBuf, process::Command, time::Duration};

/// What RapidOCR is installed from; the networks of this version are ours too.
const PACKAGES: &[&str] = &["rapidocr==3.10.0", "onnxruntime==1.31.1"];

/// How often each is started, in turns, so that whatever else the machine does meets all of them.
const ROUNDS: usize = 4;

/// How often each reads the picture after it was started; the least counts.
const READS: usize = 5;

/// The longer side of a phone's screen as our detector sees it.
const SIDE: &str = "1280";

/// How many screens the whole program reads at once.
const TOGETHER: usize = 40;

/// Reads pictures several times and prints the least number of seconds for all, without the start of Python.
const READ_PICTURE: &str = "\
import os, sys, time, cv2
from rapidocr import RapidOCR
settings = {'Global.log_level': 'critical'}
if len(sys.argv) > 3:
    settings.update({'Det.limit_type': 'max', 'Det.limit_side_len': int(sys.argv[3]), 'Global.max_side_len': 4000,
                     'Global.use_cls': False})
engine = RapidOCR(params=settings)
there = sys.argv[1]
pictures = [os.path.join(there, name) for name in sorted(os.listdir(there))] if os.path.isdir(there) else [there]
if len(pictures) > 1:
    engine(cv2.imread(pictures[0]))
least = float('inf')
for _ in range(int(sys.argv[2])):
    begun = time.perf_counter()
    for picture in pictures:
        engine(cv2.imread(picture))
    least = min(least, time.perf_counter() - begun)
print(least)";

/// Measures all of it and prints how they compare.
pub(super) fn compare(bench: &Bench<'_>) -> Result<(), Error> {
    let (places, folder) = (bench.places, &bench.folder);
    let build = ["build", "--release", "--package", "juzheng-ocr", "--example", "seconds"];
    console::say("Building the reading of pictures in release mode.");
    child::run(child::cargo().args(build).current_dir(&places.root), "build the reading of pictures")?;
    let seconds = places.release_juzheng().with_file_name("examples").join("seconds");
    let picture = folder.join("screen.png");
    child::run(Command::new(&seconds).arg("draw").arg(&picture), "draw a screen")?;
    let python = data::environment(folder, "rapidocr-3.10.0", PACKAGES, "rapidocr, onnxruntime")?;

    console::say("Measuring: a screen of 1170 x 2532, read by RapidOCR and by us.");
    let ours = |command: &mut Command| {
        command.arg("read").arg(places.models()).arg(&picture).arg(READS.to_string());
    };
    let theirs = |command: &mut Command, side: &[&str]| {
        command.args(["-c", READ_PICTURE]).arg(&picture).arg(READS.to_string()).args(side);
    };
    let mut all = [
        Series { name: "RapidOCR, its defaults", runs: Vec::new() },
        Series { name: "RapidOCR, detection at our size", runs: Vec::new() },
        Series { name: "juzheng, the engine", runs: Vec::new() },
    ];
    for _ in 0..ROUNDS {
        all[0].runs.push(timed(&python, |command| theirs(command, &[]))?);
        all[1].runs.push(timed(&python, |command| theirs(command, &[SIDE]))?);
        all[2].runs.push(timed(&seconds, ours)?);
    }
    console::note(measure::HEADER);
    for series in &all {
        console::note(&series.line());
    }
    let [defaults, same, own] = all.map(|series| series.least().as_secs_f64().max(f64::EPSILON));
    console::note(&format!(
        "Reading a screen takes {:.2} x the time of RapidOCR at its defaults, {:.2} x at the same size of detection.",
        own / defaults,
        own / same
    ));
    together(bench, &python)
}

/// Measures the whole program on several of these screens.
fn together(bench: &Bench<'_>, python: &PathBuf) -> Result<(), Error> {
    let (_, screens) = paper::drawn(bench)?;
    let some = bench.folder.join("some-screens");
    make_empty_folder(&some)?;
    let mut names: Vec<_> = fs::read_dir(&screens).into_iter().flatten().flatten().collect();
    names.sort_by_key(fs::DirEntry::file_name);
    for entry in names.iter().take(TOGETHER) {
        let to = some.join(entry.file_name()).with_extension("jpg");
        fs::copy(entry.path(), &to).map_err(|source| Error::File { doing: "copy", path: to, source })?;
    }
    console::say(&format!("Measuring: {TOGETHER} of the {} screens, all of the program.", paper::SCREENS));
    let theirs = |command: &mut Command, side: &[&str]| {
        command.args(["-c", READ_PICTURE]).arg(&some).arg("1").args(side);
    };
    let mut all = [
        Series { name: "RapidOCR, its defaults, 40 screens", runs: Vec::new() },
        Series { name: "RapidOCR, at our size, 40 screens", runs: Vec::new() },
        Series { name: "juzheng add, 40 screens", runs: Vec::new() },
    ];
    for _ in 0..ROUNDS {
        all[0].runs.push(timed(python, |command| theirs(command, &[]))?);
        all[1].runs.push(timed(python, |command| theirs(command, &[SIDE]))?);
        all[2].runs.push(bench.added(&some)?);
    }
    console::note(measure::HEADER);
    for series in &all {
        console::note(&series.line());
    }
    let [defaults, same, own] = all.map(|series| series.least().as_secs_f64().max(f64::EPSILON));
    console::note(&format!(
        "Adding screens takes {:.2} x the time of RapidOCR at its defaults, {:.2} x at the same size of detection: {:.2} s each.",
        own / defaults,
        own / same,
        own / TOGETHER as f64
    ));
    Ok(())
}

/// Runs a program whose own clock counts: it prints seconds.
fn timed(program: &PathBuf, arguments: impl Fn(&mut Command)) -> Result<Run, Error> {
    let mut command = Command::new(program);
    arguments(&mut command);
    let (run, printed) = measure::once(&mut command, "read the picture")?;
    let seconds: f64 = printed.trim().parse().map_err(|_| Error::NotSeconds {
        program: child::name(&command),
        printed: printed.trim().to_owned(),
    })?;
    Ok(Run { wall: Duration::from_secs_f64(seconds), ..run })
}
