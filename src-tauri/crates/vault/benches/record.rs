//! How fast messages go into the database and their heads come out of it.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use juzheng_model::{
    Artifact, ArtifactKind, Conversation, Facts, Message, MessageKind, Moment, Offset, Place, Side, Sink,
    Speaker, Zone,
};
use juzheng_vault::{Incoming, RecordError, Settings, Stamp, Vault};
use std::io;

const STAMP: Stamp<'static> = Stamp { at: 1_700_000_000, actor: "bench" };
const MESSAGES: u64 = 100_000;

/// A case with one file that nobody has read yet.
fn case() -> (tempfile::TempDir, Vault, Artifact) {
    let temp = tempfile::tempdir().expect("a folder");
    let settings = Settings { threshold_s: 900, offset: Offset::CHINA, parties: vec![], shifts: vec![] };
    let mut vault = Vault::create(&temp.path().join("c"), "t", &settings, STAMP).expect("a case");
    let incoming = Incoming { name: "f".into(), path: "f".into(), parent: None, captured_at: None };
    let kept = vault.keep(&mut &b"chat"[..], &incoming, STAMP, &|_| true).expect("kept");
    (temp, vault, kept.artifact)
}

/// A chat of messages of about a hundred bytes.
fn feed(sink: &mut dyn Sink) -> io::Result<()> {
    sink.facts(Facts::plain(ArtifactKind::Chat, "text/csv"))?;
    let conversation =
        sink.conversation(Conversation { key: "wxid".into(), key_is_id: true, names: vec![], group: None })?;
    let speaker = sink.speaker(Speaker { conversation, name: "周某".into(), names: vec![] })?;
    for n in 0..MESSAGES {
        sink.message(Message {
            place: Place::Row { row: n + 2 },
            speaker,
            when: Some(Moment { at: 1_600_000_000 + n as i64, open_s: 0, zone: Zone::Assumed }),
            side: Side::Other,
            kind: MessageKind::Text,
            card: None,
            amount: None,
            text: format!("第{n}条：借你的五千元下个月还，谢谢。这是普通的一条消息，大约一百个字节"),
            source_id: Some((7_000_000_000_000_000_000 + n).to_string()),
            transfer_id: None,
            sent_at: None,
            seen: None,
        })?;
    }
    Ok(())
}

fn record((temp, mut vault, artifact): (tempfile::TempDir, Vault, Artifact)) -> (tempfile::TempDir, Vault) {
    let recorded: Result<_, RecordError<io::Error>> = vault.record(&artifact, "bench/1", STAMP, feed);
    recorded.expect("recorded");
    (temp, vault)
}

fn messages(c: &mut Criterion) {
    let mut group = c.benchmark_group("messages");
    group.sample_size(10).throughput(Throughput::Elements(MESSAGES));
    group.bench_function("record", |b| b.iter_batched(case, record, BatchSize::PerIteration));
    let (_temp, vault) = record(case());
    group.bench_function("heads", |b| {
        b.iter(|| {
            let mut sum = 0u64;
            vault.message_heads(&mut |head| sum = sum.wrapping_add(head.id.0)).expect("readable");
            sum
        });
    });
    group.bench_function("verify", |b| b.iter(|| vault.verify(&|_| true).expect("verified")));
    group.finish();
}

criterion_group!(benches, messages);
criterion_main!(benches);
