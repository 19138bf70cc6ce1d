//! How long a dossier takes: a year of chat, and a long table; and a page of it as a picture.

#[path = "../tests/support/mod.rs"]
mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use juzheng_dossier::{Gaps, Pages, render};

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
                render(&snapshot, &options, &fonts, &support::Nothing, &mut std::io::sink(), &|_, _| true)
                    .expect("it renders")
            });
        });
    }
    group.bench_function("loading the fonts", |b| b.iter(support::fonts));
    let (dossier, _) = support::pdf(&support::specimen(), &options);
    group.bench_function("a page as a picture 1,000 pixels wide", |b| {
        let pages = Pages::open(dossier.clone()).expect("it is a PDF");
        b.iter(|| pages.picture(4, 1_000).expect("it has four pages"));
    });
    group.finish();
}

criterion_group!(benches, rendering);
criterion_main!(benches);
