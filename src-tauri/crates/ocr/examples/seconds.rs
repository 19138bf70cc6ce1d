//! Draws a screen of 1170 x 2532 into a file, or says how many seconds the engine takes for one, for comparing engines.

#[path = "../tests/drawn/mod.rs"]
mod drawn;

use drawn::Drawn;
use juzheng_model::{Recognise, port::Pixels};
use juzheng_ocr::Engine;
use std::{env, error::Error, io::Write, path::PathBuf, time::Instant};

const USAGE: &str = "usage: seconds draw PICTURE | seconds read FOLDER_OF_NETWORKS PICTURE RUNS";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().skip(1).collect();
    match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["draw", path] => draw(path),
        ["read", folder, path, runs] => read(folder, path, runs.parse()?),
        _ => Err(USAGE.into()),
    }
}

/// A chat of twenty bubbles, some wide, some narrow, with numbers in them.
fn draw(path: &str) -> Result<(), Box<dyn Error>> {
    let mut drawn = Drawn::new(1170, 2532, [237; 3]);
    let bubble = |row: usize| {
        let (wide, top) = (180 + row * 137 % 620, 160 + row * 116);
        let left = if row.is_multiple_of(3) { 1170 - 150 - wide } else { 150 };
        [left, top, left + wide, top + 88]
    };
    drawn.paint(|x, y| {
        let inside = |row: &usize| {
            let [x0, y0, x1, y1] = bubble(*row);
            (x0..x1).contains(&x) && (y0..y1).contains(&y)
        };
        match (0..20).find(inside) {
            Some(row) if row.is_multiple_of(3) => [149, 236, 105],
            Some(_) => [255; 3],
            None => [237; 3],
        }
    });
    for row in 0..20 {
        let [left, top, right, _] = bubble(row);
        let digits = (right - left - 50) / 38;
        let number: String =
            (0..digits).map(|at| char::from(b'0' + ((row * 7 + at * at + 3) % 10) as u8)).collect();
        drawn.number(&number, [left as f32 + 25.0, top as f32 + 22.0], 44.0, 0.0, [25; 3]);
    }
    let Pixels { rgb, width } = drawn.pixels();
    let height = drawn.pixels().height();
    image::save_buffer(path, rgb, width, height, image::ExtendedColorType::Rgb8)?;
    Ok(())
}

/// Prints the least number of seconds of several runs.
fn read(folder: &str, path: &str, runs: usize) -> Result<(), Box<dyn Error>> {
    let engine = Engine::open(&PathBuf::from(folder))?;
    let mut least = f64::INFINITY;
    for _ in 0..runs {
        let begun = Instant::now();
        let image = image::open(path)?.to_rgb8();
        engine.recognise(Pixels { rgb: image.as_raw(), width: image.width() }, &|| true)?;
        least = least.min(begun.elapsed().as_secs_f64());
    }
    writeln!(std::io::stdout(), "{least}")?;
    Ok(())
}
