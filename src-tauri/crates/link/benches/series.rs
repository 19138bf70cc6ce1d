//! How long joining a thousand pictures of one conversation takes: few messages that come again, and mostly such.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use juzheng_link::series::{Picture, Piece, What, join};
use juzheng_model::{Card, Fen, MessageKind, Side};

const PICTURES: usize = 1_000;

/// Name of the kind, and how many of ten messages are short ones or cards that come again and again.
const KINDS: [(&str, u64); 2] = [("mostly sentences", 3), ("mostly short words and cards", 8)];

fn pictures(common: u64) -> Vec<Picture> {
    let mut seed = 7u64;
    let mut next = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut conversation: Vec<Piece> = Vec::new();
    while conversation.len() < 7 * PICTURES + 20 {
        if next(6) == 0 {
            let minute = 1_700_000_040 + 600 * conversation.len() as i64;
            conversation.push(piece(What::Label(Some(minute)), Side::System, String::new(), None));
        }
        let side = if next(2) == 0 { Side::Me } else { Side::Other };
        conversation.push(match next(10) {
            0..2 if common > 1 => {
                piece(What::Message(MessageKind::Transfer), side, String::new(), Fen::new(50_000))
            }
            kind if kind < common => {
                let word = ["嗯", "好的", "收到", "1", "在吗", "哈哈"][next(6) as usize];
                piece(What::Message(MessageKind::Text), side, word.to_owned(), None)
            }
            _ => {
                let length = 6 + next(20);
                let text = (0..length).map(|_| char::from_u32(0x9000 + next(2_000) as u32).unwrap_or('字'));
                piece(What::Message(MessageKind::Text), side, text.collect(), None)
            }
        });
    }
    (0..PICTURES)
        .map(|number| Picture {
            key: (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
            name: format!("IMG_{number:04}.PNG"),
            captured: None,
            pieces: conversation[7 * number..7 * number + 10].to_vec(),
        })
        .collect()
}

fn piece(what: What, side: Side, text: String, amount: Option<Fen>) -> Piece {
    let card = amount.map(|_| Card::Sent);
    Piece { what, side, card, amount, text, height: 300, cut_top: false, cut_bottom: false, span: None }
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("join 1,000 pictures");
    group.sample_size(10);
    for (name, common) in KINDS {
        let pictures = pictures(common);
        group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(|| join(&pictures)));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
