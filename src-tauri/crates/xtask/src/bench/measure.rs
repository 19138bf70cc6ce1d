//! One program measured: how long it ran and how much memory it held at most, over several runs.

use crate::{child, error::Error};
use std::{
    fs,
    io::Read,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How often the peak is looked at; the last look may miss what the program took after it.
const LOOK: Duration = Duration::from_millis(2);

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) wall: Duration,
    /// Most memory resident at once, in KiB; only Linux says it.
    pub(super) peak_kib: Option<u64>,
}

/// Runs it to its end; what it prints is returned, not shown.
pub(super) fn once(command: &mut Command, doing: &str) -> Result<(Run, String), Error> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let begun = Instant::now();
    let mut child = command.spawn().map_err(|source| child::not_started(command, doing, source))?;
    let reader = child.stdout.take().map(|mut output| {
        thread::spawn(move || {
            let mut text = Vec::new();
            let read = output.read_to_end(&mut text);
            read.map(|_| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default()
        })
    });
    let mut peak_kib = None;
    let status = loop {
        peak_kib = peak(&child).or(peak_kib);
        match child.try_wait().map_err(|source| child::not_started(command, doing, source))? {
            Some(status) => break status,
            None => thread::sleep(LOOK),
        }
    };
    let wall = begun.elapsed();
    let printed = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    child::check(command, doing, status)?;
    Ok((Run { wall, peak_kib }, printed))
}

/// The kernel's own high-water mark of a running child.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

/// Several runs of the same thing, as a line of the table.
#[derive(Debug)]
pub(super) struct Series {
    pub(super) name: &'static str,
    pub(super) runs: Vec<Run>,
}

impl Series {
    /// The quickest run: what the machine can do when nothing disturbs it.
    pub(super) fn least(&self) -> Duration {
        self.runs.iter().map(|run| run.wall).min().unwrap_or_default()
    }

    fn median(&self) -> Duration {
        let mut walls: Vec<Duration> = self.runs.iter().map(|run| run.wall).collect();
        walls.sort();
        walls.get(walls.len() / 2).copied().unwrap_or_default()
    }

    /// `name   least   median   peak   runs`, aligned under [`HEADER`].
    pub(super) fn line(&self) -> String {
        let peak = self.runs.iter().filter_map(|run| run.peak_kib).max();
        let peak = peak.map_or_else(|| "–".to_owned(), |kib| format!("{} MiB", kib / 1024));
        let (least, median) = (self.least().as_secs_f64(), self.median().as_secs_f64());
        format!("{:<48}{least:>9.3} s{median:>9.3} s{peak:>11}{:>6}", self.name, self.runs.len())
    }
}

/// The head of the table.
pub(super) const HEADER: &str =
    "what                                                  least     median       peak  runs";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_and_the_median_are_of_the_runs() {
        let run = |ms| Run { wall: Duration::from_millis(ms), peak_kib: Some(2048) };
        let series = Series { name: "x", runs: vec![run(300), run(100), run(200)] };
        assert_eq!(series.least(), Duration::from_millis(100));
        assert_eq!(series.median(), Duration::from_millis(200));
        assert!(series.line().contains("2 MiB"));
        assert_eq!(series.line().chars().count(), HEADER.chars().count());
    }
}
