//! Prints the lines of pictures as JSON: text, box, how sure, and how long it took.

use juzheng_model::{Recognise, port::Pixels};
use juzheng_ocr::Engine;
use serde_json::json;
use std::{env, error::Error, io::Write, path::PathBuf, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args_os().skip(1);
    let Some(folder) = words.next() else {
        return Err("usage: lines FOLDER_OF_NETWORKS PICTURE...".into());
    };
    let begun = Instant::now();
    let engine = Engine::open(&PathBuf::from(folder))?;
    eprintln!("opened in {:?}", begun.elapsed());
    let runs: usize = env::var("RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(1);
    let mut pictures = serde_json::Map::new();
    for path in words.map(PathBuf::from) {
        let image = image::ImageReader::open(&path)?.with_guessed_format()?.decode()?.to_rgb8();
        let picture = Pixels { rgb: image.as_raw(), width: image.width() };
        let mut took = Vec::new();
        let mut lines = Vec::new();
        for _ in 0..runs {
            let begun = Instant::now();
            lines = engine.recognise(picture, &|| true)?;
            took.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        let mut told = Vec::new();
        for line in &lines {
            let again =
                if env::var_os("AGAIN").is_some() { engine.look_again(picture, line.bounds)? } else { None };
            told.push(json!({
                "text": line.text,
                "bounds": line.bounds,
                "corners": line.corners,
                "confidence": line.confidence,
                "glyphs": line.glyphs.iter().map(|g| (g.char, g.confidence, g.runner_up, g.x)).collect::<Vec<_>>(),
                "again": again.map(|line| line.text),
            }));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let picture = json!({ "width": image.width(), "height": image.height(), "ms": took, "lines": told });
        pictures.insert(name, picture);
    }
    serde_json::to_writer(
        std::io::stdout().lock(),
        &json!({ "engine": engine.engine(), "pictures": pictures }),
    )?;
    writeln!(std::io::stdout())?;
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        eprintln!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    }
    Ok(())
}
