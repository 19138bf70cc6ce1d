//! Packing a large case beside `sha256sum` and `cp`, which is what a careful person would do by hand.

use super::{
    Bench, LARGE, RUNS, data,
    measure::{self, Run, Series},
};
use crate::{child, console, error::Error};
use std::{fs, path::Path};

/// How many large files are packed.
const FILES: u64 = 4;

/// Measures both in turns and prints how they compare.
pub(super) fn compare(bench: &Bench<'_>) -> Result<(), Error> {
    let case = bench.empty_case()?;
    let mut files = Vec::new();
    for n in 0..FILES {
        // Each has another length, or they would be one in the case.
        let file = data::large_file(&bench.folder, LARGE + 8 * n)?;
        measure::once(bench.command("add", &case).arg(&file), "add the file")?;
        files.push(file);
    }
    let (copies, package) = (bench.folder.join("copies"), bench.folder.join("package"));
    let mut all = [
        Series { name: "sha256sum, then cp, 4 GiB", runs: Vec::new() },
        Series { name: "juzheng pack into a folder, the same", runs: Vec::new() },
        Series { name: "juzheng pack into a zip, the same", runs: Vec::new() },
    ];
    for _ in 0..RUNS {
        gone(&copies);
        fs::create_dir(&copies).map_err(|source| Error::File {
            doing: "make",
            path: copies.clone(),
            source,
        })?;
        let sums = measure::once(child::program("sha256sum").args(&files), "digest the files")?.0;
        let copy = measure::once(child::program("cp").args(&files).arg(&copies), "copy the files")?.0;
        all[0].runs.push(Run { wall: sums.wall + copy.wall, ..copy });
        gone(&copies);
        for (ix, name) in [(1, package.clone()), (2, package.with_extension("zip"))] {
            gone(&name);
            let mut pack = bench.command("pack", &case);
            pack.arg("--out").arg(&name).args(["--for", "archive", "--json"]);
            all[ix].runs.push(measure::once(&mut pack, "pack")?.0);
            gone(&name);
        }
    }
    console::note(measure::HEADER);
    all.iter().for_each(|series| console::note(&series.line()));
    for ix in [1, 2] {
        let ratio = all[0].least().as_secs_f64() / all[ix].least().as_secs_f64().max(f64::EPSILON);
        console::note(&format!("{} runs at {ratio:.2} x the speed.", all[ix].name));
    }
    Ok(())
}

fn gone(path: &Path) {
    let _ = fs::remove_dir_all(path).or_else(|_| fs::remove_file(path));
}
