//! How long a whole picture takes: a phone's screen, a long capture, a computer's screen.

#[path = "../tests/drawn/mod.rs"]
mod drawn;

use criterion::{Criterion, criterion_group, criterion_main};
use drawn::Drawn;
use juzheng_model::Recognise;
use juzheng_ocr::Engine;
use std::{hint::black_box, path::PathBuf, time::Duration};

/// Name, width, height, rows of text, and how high they are, in pixels.
const PICTURES: [(&str, usize, usize, usize, f32); 3] = [
    ("phone, 1170 x 2532", 1170, 2532, 18, 44.0),
    ("long capture, 750 x 30000", 750, 30_000, 240, 30.0),
    ("computer, 4000 x 2500", 4000, 2500, 30, 30.0),
];

fn read(bench: &mut Criterion) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/ocr");
    let engine = match Engine::open(&folder) {
        Ok(engine) => engine,
        Err(error) => {
            eprintln!("SKIPPED: {error}; `cargo xtask setup` fetches the networks");
            return;
        }
    };
    let mut group = bench.benchmark_group("read");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    for (name, width, height, rows, size) in PICTURES {
        let mut drawn = Drawn::new(width, height, [237; 3]);
        for row in 0..rows {
            let place = [width as f32 * 0.2, (row as f32 + 0.3) * height as f32 / rows as f32];
            drawn.number(&format!("{:012}", row * 71_993_117), place, size, 0.0, [25; 3]);
        }
        group.bench_function(name, |bench| {
            bench.iter(|| engine.recognise(black_box(drawn.pixels()), &|| true).map(|lines| lines.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
