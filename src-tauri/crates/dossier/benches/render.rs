//! How long a dossier takes: a year of chat, and a long table.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use juzheng_dossier::{Gaps, render};

fn rendering(c: &mut Criterion) {
    let fonts = support::fonts();
    let options = support::options(Gaps::Shown);
    let mut group = c.benchmark_group("render");
    group.sample_size(10);
    for (name, snapshot) in [
        ("200 transfers, 2,600 messages", support::large(200, 13)),
        ("5,000 transfers, no messages", support::large(5_000, 0)),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| {
                render(&snapshot, &options, &fonts, &mut std::io::sink(), &|_, _| true).expect("it renders")
            });
        });
    }
    group.bench_function("loading the fonts", |b| b.iter(support::fonts));
    group.finish();
}

criterion_group!(benches, rendering);
criterion_main!(benches);
