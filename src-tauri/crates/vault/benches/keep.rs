//! How fast a file is taken in; to be held against `openssl dgst -sm3` on the same file.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use juzheng_model::Offset;
use juzheng_vault::{Incoming, Settings, Stamp, Vault};

const STAMP: Stamp<'static> = Stamp { at: 1_700_000_000, actor: "bench" };

fn keep(c: &mut Criterion) {
    let settings = Settings { threshold_s: 900, offset: Offset::CHINA, parties: vec![], shifts: vec![] };
    let incoming = Incoming { name: "f".into(), path: "f".into(), parent: None, captured_at: None };
    let mut group = c.benchmark_group("keep");
    group.sample_size(10);
    for (name, size) in [("a file of 256 MiB", 256 << 20), ("a file of 10 KiB", 10 << 10)] {
        let bytes: Vec<u8> = (0..size as u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        group.throughput(Throughput::Bytes(size));
        group.bench_function(name, |b| {
            let fresh = || {
                let temp = tempfile::tempdir().expect("a folder");
                let vault = Vault::create(&temp.path().join("c"), "t", &settings, STAMP).expect("a case");
                (temp, vault)
            };
            let run = |(temp, mut vault): (tempfile::TempDir, Vault)| {
                vault.keep(&mut &bytes[..], &incoming, STAMP, &|_| true).expect("kept");
                (temp, vault)
            };
            b.iter_batched(fresh, run, BatchSize::PerIteration);
        });
    }
    group.finish();
}

criterion_group!(benches, keep);
criterion_main!(benches);
