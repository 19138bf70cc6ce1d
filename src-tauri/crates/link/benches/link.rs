//! How long linking a hundred thousand transfers with a million messages takes, kind by kind of hardness.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use juzheng_link::{Input, Item, Payment, Pool, Room, What, link};
use juzheng_model::{Direction, Fen, Side};

const MESSAGES: usize = 1_000_000;
const TRANSFERS: usize = 100_000;

/// Many different sums, few sums, one sum only; and a chat that is eight hours off.
const KINDS: [(&str, i64, i64); 4] =
    [("many sums", 5_000, 0), ("few sums", 6, 0), ("one sum", 1, 0), ("few sums, shifted", 6, 28_800)];

fn case(sums: i64, shift: i64) -> (Vec<Payment>, Vec<Item>) {
    let mut seed = 7u64;
    let mut next = move |below: i64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as i64 % below
    };
    let mut payments = Vec::with_capacity(TRANSFERS);
    let mut items = Vec::with_capacity(MESSAGES);
    let plain = MESSAGES / TRANSFERS - 1;
    let mut at = 1_600_000_000;
    for _ in 0..TRANSFERS {
        at += next(1_900);
        let amount = Fen::new(10_000 + 100 * next(sums));
        let direction = if next(3) == 0 { Direction::In } else { Direction::Out };
        let side = if direction == Direction::Out { Side::Me } else { Side::Other };
        let item = Item {
            room: 0,
            source: 0,
            at: at + next(6) + shift,
            open_s: 0,
            side,
            what: What::Sent,
            sender: Item::NOBODY,
            amount,
            transfer_id: None,
            sent_at: None,
        };
        if next(20) != 0 {
            items.push(item);
        }
        items.extend((0..plain).map(|n| Item {
            at: item.at + 7 * n as i64,
            what: What::Plain,
            amount: None,
            ..item
        }));
        payments.push(Payment {
            party: 0,
            direction,
            amount,
            when: Some((at, at)),
            pool: Pool::Card,
            transfer_id: None,
            turned: false,
            choice: None,
        });
    }
    (payments, items)
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("link 1M messages, 100k transfers");
    group.sample_size(10);
    for (name, sums, shift) in KINDS {
        let (payments, items) = case(sums, shift);
        let rooms = [Room::Private(0)];
        let input = Input { payments: &payments, items: &items, rooms: &rooms, threshold_s: 900 };
        group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(|| link(input)));
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
