//! The developer's commands: set up, run the main job on the sample case, test, measure.
//!
//! Each can be run again at little cost, says in plain words what it does, and needs nothing but Rust, Node.js and
//! this checkout to begin with.

mod bagit;
mod bench;
mod child;
mod console;
mod error;
mod fonts;
mod machine;
mod models;
mod page;
mod pinned;
mod places;
mod python;
mod sample;
mod suite;
mod window;

use error::Error;
use places::Places;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  setup           what everything below needs: system packages (asks first at a terminal), fonts, networks
  run             build, do the main job on the sample case, open the window on it where there is a display
  test [ARGS]     set up and run all tests; ARGS go to `cargo test`
  bench [PARTS]   measure in release mode beside openssl and DuckDB (files), sha256sum and cp (packing), img2pdf (paper),
                  RapidOCR (pictures), a minimal window (window); all parts without PARTS (half an hour, 4 GB in the cache)
  bundle          make the Debian package (release mode)
  pictures        take the README's pictures of the window anew
  sample          write the files of the sample case anew";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::fail(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<(), Error> {
    if !rest.is_empty() && !["test", "bench"].contains(&command) {
        return Err(Error::CommandLine { usage: USAGE });
    }
    let places = Places::find()?;
    match command {
        "setup" => set_up(&places),
        "run" => sample::run(&places),
        "test" => suite::test(&places, rest),
        "bench" => bench::bench(&places, &bench::parts(rest).ok_or(Error::CommandLine { usage: USAGE })?),
        "bundle" => window::bundle(&places),
        "pictures" => window::pictures(&places),
        "sample" => sample::write_anew(&places),
        _ => Err(Error::CommandLine { usage: USAGE }),
    }
}

fn set_up(places: &Places) -> Result<(), Error> {
    machine::ensure(&[machine::BUILD, machine::WINDOW, machine::TEST].concat())?;
    fonts::ensure(places)?;
    models::ensure(places)?;
    bagit::ensure(places)?;
    page::packages(&places.page(), "the page")?;
    page::packages(&places.window_tests(), "the window's tests")?;
    page::packages(&places.screen_tests(), "the screens' tests")?;
    console::say("Everything is set up.");
    Ok(())
}
