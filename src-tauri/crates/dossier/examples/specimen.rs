//! Writes the dossier of the invented case to a file, to be looked at:
//! `cargo run -p juzheng-dossier --example specimen -- out.pdf [hidden] [transfers around]`.

#[path = "../tests/support/mod.rs"]
mod support;

use juzheng_dossier::{Gaps, render};
use std::io::BufWriter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("name the file to write")?;
    let gaps = if arguments.iter().any(|a| a == "hidden") { Gaps::Hidden } else { Gaps::Shown };
    let numbers: Vec<usize> = arguments[1..].iter().filter_map(|a| a.parse().ok()).collect();
    let snapshot = match numbers[..] {
        [transfers, around] => support::large(transfers, around),
        _ => support::specimen(),
    };
    let begun = std::time::Instant::now();
    let fonts = support::fonts();
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    let rendered =
        render(&snapshot, &support::options(gaps), &fonts, &support::Nothing, &mut out, &|_, _| true)?;
    eprintln!("{} pages in {:?}", rendered.pages, begun.elapsed());
    Ok(())
}
