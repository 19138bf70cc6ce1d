//! Linking held against a slow exact search, and against the situations that it was made for.

use super::*;
use juzheng_model::{Direction, Fen, Side};
use proptest::prelude::*;

const DAY: i64 = 86_400;
const T0: i64 = 1_700_000_000;

fn payment(at: i64, direction: Direction, yuan: i64) -> Payment {
    Payment {
        party: 0,
        direction,
        amount: Fen::new(yuan * 100),
        when: Some((at, at)),
        pool: Pool::Card,
        transfer_id: None,
        turned: false,
        choice: None,
    }
}

fn item(at: i64, side: Side, what: What, yuan: i64) -> Item {
    Item {
        room: 0,
        source: 0,
        at,
        open_s: 0,
        side,
        what,
        sender: Item::NOBODY,
        amount: if what == What::Plain { None } else { Fen::new(yuan * 100) },
        transfer_id: None,
        sent_at: None,
    }
}

fn run(payments: &[Payment], items: &[Item]) -> Linked {
    link(Input { payments, items, rooms: &[Room::Private(0)], threshold_s: 900 })
}

#[test]
fn exactly_fifteen_minutes_is_within() {
    for (gap, verdict) in
        [(0, Verdict::Within), (900, Verdict::Within), (901, Verdict::Over), (-901, Verdict::Over)]
    {
        let linked = run(&[payment(T0, Direction::Out, 5)], &[item(T0 + gap, Side::Me, What::Sent, 5)]);
        assert_eq!(linked.found[0].verdict, verdict, "{gap}");
        assert_eq!(linked.found[0].clock, Some(Clock::Sent));
    }
}

#[test]
fn a_receipt_is_the_accepted_clock_and_never_the_message() {
    let accepted = T0 + 9 * 3600;
    let items = [item(T0, Side::Other, What::Sent, 5), item(accepted, Side::Me, What::Receipt, 5)];
    let linked = run(&[payment(accepted + 2, Direction::In, 5)], &items);
    let found = &linked.found[0];
    assert_eq!((found.item, found.receipt, found.clock), (Some(0), Some(1), Some(Clock::Accepted)));
    assert_eq!((found.gap.map(|g| g.max_s), found.verdict), (Some(2), Verdict::Within));
    // An outgoing row is the sending: the receipt does not count.
    let items = [item(T0, Side::Me, What::Sent, 5), item(accepted, Side::Other, What::Receipt, 5)];
    let linked = run(&[payment(accepted + 2, Direction::Out, 5)], &items);
    assert_eq!((linked.found[0].clock, linked.found[0].verdict), (Some(Clock::Sent), Verdict::Over));
}

#[test]
fn a_receipt_that_names_its_sending_time_belongs_to_that_card() {
    let receipt = |at, sent_at| Item { sent_at: Some(sent_at), ..item(at, Side::Me, What::Receipt, 5) };
    let items = [
        item(T0, Side::Other, What::Sent, 5),
        item(T0 + 3, Side::Other, What::Sent, 5),
        receipt(T0 + 9, T0 + 3),
        receipt(T0 + 42, T0),
    ];
    let linked = run(&[payment(T0 + 9, Direction::In, 5), payment(T0 + 42, Direction::In, 5)], &items);
    assert_eq!((linked.found[0].item, linked.found[1].item), (Some(1), Some(0)));
}

#[test]
fn a_month_of_equal_sums_never_shifts_along_by_one() {
    let payments: Vec<_> = (0..30).map(|day| payment(T0 + day * DAY, Direction::Out, 100)).collect();
    let items: Vec<_> = (1..30).map(|day| item(T0 + day * DAY + 3, Side::Me, What::Sent, 100)).collect();
    let linked = run(&payments, &items);
    assert_eq!(linked.found[0].basis, LinkBasis::None);
    for day in 1..30 {
        assert_eq!(linked.found[day].item, Some(day as u32 - 1), "day {day}");
        assert!(!linked.found[day].ambiguous);
    }
}

#[test]
fn what_could_as_well_be_otherwise_says_so() {
    // One card exactly between two equal transfers.
    let payments = [payment(T0, Direction::Out, 5), payment(T0 + 100, Direction::Out, 5)];
    let linked = run(&payments, &[item(T0 + 50, Side::Me, What::Sent, 5)]);
    assert!(linked.found.iter().all(|found| found.ambiguous));
    // A second nearer: settled.
    let linked = run(&payments, &[item(T0 + 49, Side::Me, What::Sent, 5)]);
    assert!(linked.found.iter().all(|found| !found.ambiguous));
    assert_eq!(linked.found[0].item, Some(0));
}

#[test]
fn wrong_sums_other_directions_and_plain_text_are_no_cards() {
    let items = [
        item(T0, Side::Me, What::Sent, 6),
        item(T0, Side::Other, What::Sent, 5),
        item(T0 + 40, Side::Other, What::Plain, 0),
    ];
    let linked = run(&[payment(T0, Direction::Out, 5)], &items);
    assert_eq!((linked.found[0].item, linked.found[0].basis), (Some(2), LinkBasis::Nearest));
    assert_eq!(linked.loose_cards, [0, 1]);
}

#[test]
fn a_chat_eight_hours_off_is_one_shift() {
    let payments: Vec<_> = (0..6).map(|n| payment(T0 + n * DAY, Direction::Out, 100 + n)).collect();
    let items: Vec<_> =
        (0..6).map(|n| item(T0 + n * DAY + 28_800 + n % 3, Side::Me, What::Sent, 100 + n)).collect();
    let linked = run(&payments, &items);
    assert_eq!(linked.shifts.len(), 1);
    assert_eq!((linked.shifts[0].seconds - 28_800).abs() <= 30, linked.shifts[0].pairs == 6);
    assert!(linked.found.iter().all(|f| f.verdict == Verdict::Undetermined && f.shift_s.is_some()));
}

#[test]
fn late_cards_among_good_ones_are_no_shift() {
    let late = |n: i64| if n % 3 == 0 { 901 } else { 2 };
    let payments: Vec<_> = (0..30).map(|n| payment(T0 + n * DAY, Direction::Out, 100 + n)).collect();
    let items: Vec<_> =
        (0..30).map(|n| item(T0 + n * DAY + late(n), Side::Me, What::Sent, 100 + n)).collect();
    let linked = run(&payments, &items);
    assert!(linked.shifts.is_empty());
    assert_eq!(linked.found[3].verdict, Verdict::Over);
    // Nor are cards at the very edge.
    let edges: Vec<_> =
        (0..30).map(|n| item(T0 + n * DAY + 899 + n % 3, Side::Me, What::Sent, 100 + n)).collect();
    assert!(run(&payments, &edges).shifts.is_empty());
}

#[test]
fn some_cards_an_hour_off_are_a_shift_of_their_own() {
    let off = |n: i64| if n % 3 == 0 { 3_600 } else { 2 };
    let payments: Vec<_> = (0..30).map(|n| payment(T0 + n * DAY, Direction::Out, 100 + n)).collect();
    let items: Vec<_> = (0..30).map(|n| item(T0 + n * DAY + off(n), Side::Me, What::Sent, 100 + n)).collect();
    let linked = run(&payments, &items);
    assert_eq!(linked.shifts.iter().map(|shift| shift.pairs).collect::<Vec<_>>(), [10]);
    assert_eq!((linked.found[3].verdict, linked.found[4].verdict), (Verdict::Undetermined, Verdict::Within));
}

#[test]
fn acceptance_hours_later_is_no_shift() {
    let payments: Vec<_> = (0..8).map(|n| payment(T0 + n * DAY + 32_400, Direction::In, 100 + n)).collect();
    let cards = (0..8).flat_map(|n| {
        let at = T0 + n * DAY;
        [item(at, Side::Other, What::Sent, 100 + n), item(at + 32_401, Side::Me, What::Receipt, 100 + n)]
    });
    let linked = run(&payments, &cards.collect::<Vec<_>>());
    assert!(linked.shifts.is_empty());
    assert!(linked.found.iter().all(|found| found.verdict == Verdict::Within));
}

#[test]
fn phones_that_lag_do_not_hide_a_shift() {
    let lag = |n: i64| n * 37 % 120;
    let payments: Vec<_> = (0..30).map(|n| payment(T0 + n * DAY, Direction::Out, 100 + n)).collect();
    let items: Vec<_> =
        (0..30).map(|n| item(T0 + n * DAY - 28_800 + lag(n), Side::Me, What::Sent, 100 + n)).collect();
    let linked = run(&payments, &items);
    assert_eq!(linked.shifts.len(), 1);
    assert!(linked.found.iter().all(|found| found.verdict == Verdict::Undetermined));
}

#[test]
fn in_a_shifted_chat_income_is_undetermined_too() {
    let early = -28_800;
    let payments: Vec<_> = (0..8).map(|n| payment(T0 + n * DAY, Direction::In, 100 + n)).collect();
    let cards = (0..8).flat_map(|n| {
        let at = T0 + n * DAY + early;
        [
            item(at, Side::Other, What::Sent, 100 + n),
            item(at + 3_600 * (n + 1), Side::Me, What::Receipt, 100 + n),
        ]
    });
    let linked = run(&payments, &cards.collect::<Vec<_>>());
    assert_eq!(linked.shifts.len(), 1);
    assert!(linked.found.iter().all(|found| found.verdict == Verdict::Undetermined));
}

#[test]
fn income_in_the_other_sides_bill_may_be_the_acceptance() {
    let items = [item(T0, Side::Me, What::Sent, 5), item(T0 + 9 * 3_600, Side::Other, What::Receipt, 5)];
    let turned = Payment { turned: true, ..payment(T0 + 9 * 3_600, Direction::Out, 5) };
    let linked = run(&[turned], &items);
    assert_eq!((linked.found[0].clock, linked.found[0].verdict), (Some(Clock::Accepted), Verdict::Within));
}

#[test]
fn a_card_that_expired_has_its_link_and_takes_no_receipt() {
    let items = [
        item(T0, Side::Me, What::Expired, 5),
        item(T0 + 2 * DAY, Side::Me, What::Sent, 5),
        item(T0 + 2 * DAY + 60, Side::Other, What::Receipt, 5),
    ];
    let payments = [payment(T0 + 3, Direction::Out, 5), payment(T0 + 2 * DAY, Direction::Out, 5)];
    let linked = run(&payments, &items);
    let found: Vec<_> = linked.found.iter().map(|found| (found.item, found.receipt)).collect();
    assert_eq!(found, [(Some(0), None), (Some(1), Some(2))]);
    assert!(linked.loose_cards.is_empty());
}

#[test]
fn the_same_chat_exported_twice_is_one_card() {
    let mut copy = item(T0, Side::Me, What::Sent, 5);
    copy.source = 1;
    let linked = run(&[payment(T0, Direction::Out, 5)], &[item(T0, Side::Me, What::Sent, 5), copy]);
    assert_eq!((linked.found[0].item, linked.found[0].ambiguous), (Some(0), false));
    assert!(linked.loose_cards.is_empty());
}

#[test]
fn decisions_take_their_card_out_of_the_game() {
    let items = [item(T0, Side::Me, What::Sent, 5), item(T0 + 60, Side::Me, What::Sent, 5)];
    let mut payments = [payment(T0, Direction::Out, 5), payment(T0 + 61, Direction::Out, 5)];
    payments[0].choice = Some(Choice::Chosen(1));
    let linked = run(&payments, &items);
    assert_eq!((linked.found[0].item, linked.found[0].basis), (Some(1), LinkBasis::User));
    assert_eq!(linked.found[1].item, Some(0));
    payments[0].choice = Some(Choice::Rejected(Some(0)));
    assert_eq!(run(&payments, &items).found[1].item, Some(1));
}

#[test]
fn a_group_is_asked_only_where_no_private_card_is() {
    let rooms = [Room::Private(0), Room::Group(vec![0])];
    let grouped = Item { room: 1, sender: 0, ..item(T0, Side::Other, What::Sent, 5) };
    let private = item(T0 + 600, Side::Other, What::Sent, 5);
    let payments = [payment(T0, Direction::In, 5)];
    let both = [grouped, private];
    let linked = link(Input { payments: &payments, items: &both, rooms: &rooms, threshold_s: 900 });
    assert_eq!(linked.found[0].item, Some(1));
    let linked = link(Input { payments: &payments, items: &both[..1], rooms: &rooms, threshold_s: 900 });
    assert_eq!(linked.found[0].item, Some(0));
    assert!(linked.found[0].reasons.contains(&Reason::InGroup));
}

/// Near pairs and pairs (both negated, so that less is better), and the total gap.
type Totals = (i64, i64, i64);
/// The card of each payment.
type Pairing = Vec<Option<usize>>;

/// Every way of pairing, by trying them all: the best totals, and in how many cards of each payment they are met.
fn exhaustive(payments: &[i64], cards: &[i64]) -> (Totals, Vec<std::collections::BTreeSet<Option<usize>>>) {
    fn walk(
        payments: &[i64],
        cards: &[i64],
        used: &mut Vec<bool>,
        so_far: &mut Pairing,
        all: &mut Vec<(Totals, Pairing)>,
    ) {
        if so_far.len() == payments.len() {
            let gaps: Vec<i64> = so_far
                .iter()
                .zip(payments)
                .filter_map(|(card, at)| card.map(|c: usize| (cards[c] - at).abs()))
                .collect();
            let near = gaps.iter().filter(|g| **g <= NEAR_S).count() as i64;
            all.push(((-near, -(gaps.len() as i64), gaps.iter().sum()), so_far.clone()));
            return;
        }
        let at = payments[so_far.len()];
        so_far.push(None);
        walk(payments, cards, used, so_far, all);
        so_far.pop();
        for card in 0..cards.len() {
            if !used[card] && (cards[card] - at).abs() <= WINDOW_S {
                used[card] = true;
                so_far.push(Some(card));
                walk(payments, cards, used, so_far, all);
                so_far.pop();
                used[card] = false;
            }
        }
    }
    let mut all = Vec::new();
    walk(payments, cards, &mut vec![false; cards.len()], &mut Vec::new(), &mut all);
    let best = all.iter().map(|(totals, _)| *totals).min().expect("staying alone is always possible");
    let mut choices = vec![std::collections::BTreeSet::new(); payments.len()];
    for (_, pairing) in all.iter().filter(|(totals, _)| *totals == best) {
        for (choice, card) in choices.iter_mut().zip(pairing) {
            choice.insert(*card);
        }
    }
    (best, choices)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn pairing_is_exact_and_knows_its_ties(
        payments in proptest::collection::vec(0i64..60, 1..6),
        cards in proptest::collection::vec(0i64..60, 0..6),
        unit in prop_oneof![Just(60i64), Just(300), Just(7_200)],
    ) {
        let mut payments: Vec<i64> = payments.iter().map(|t| T0 + t * unit).collect();
        payments.sort_unstable();
        let cards: Vec<i64> = cards.iter().map(|t| T0 + t * unit).collect();
        let rows: Vec<_> = payments.iter().map(|at| payment(*at, Direction::Out, 5)).collect();
        let items: Vec<_> = cards.iter().map(|at| item(*at, Side::Me, What::Sent, 5)).collect();
        let (best, choices) = exhaustive(&payments, &cards);
        let sent = receipt::cards(Input { payments: &rows, items: &items, rooms: &[Room::Private(0)], threshold_s: 900 });
        let input = Input { payments: &rows, items: &items, rooms: &[Room::Private(0)], threshold_s: 900 };
        let paired = pairing::pair(input, &sent, &[]);
        let gaps: Vec<i64> =
            paired.iter().zip(&payments).filter_map(|(p, at)| p.card.map(|c| (cards[c] - at).abs())).collect();
        let near = gaps.iter().filter(|g| **g <= NEAR_S).count() as i64;
        prop_assert_eq!((-near, -(gaps.len() as i64), gaps.iter().sum::<i64>()), best);
        for (pair, choice) in paired.iter().zip(&choices) {
            prop_assert!(choice.contains(&pair.card));
            prop_assert_eq!(pair.ambiguous, choice.len() > 1, "{:?}", choice);
        }
    }
}

/// A card on a screenshot (source 1), somewhere within `open_s` seconds from `at`.
fn drawn(at: i64, open_s: u32, yuan: i64) -> Item {
    Item { source: 1, open_s, ..item(at, Side::Me, What::Sent, yuan) }
}

#[test]
fn a_card_between_far_labels_takes_its_row_and_says_that_nobody_knows_how_far() {
    const YEAR: u32 = 365 * 86_400;
    // (the card's span, what is linked, verdict)
    let rows = [
        ((T0 - 30, 59), Some(0), Verdict::Within),
        ((T0 - 3600, 7200), Some(0), Verdict::Undetermined),
        ((T0 - 10 * DAY, 20 * 86_400), Some(0), Verdict::Undetermined),
        ((T0 - 365 * DAY, 2 * YEAR), Some(0), Verdict::Undetermined),
        ((T0 + DAY, 20 * 86_400), None, Verdict::NoMessage),
        ((Item::UNDATED, 0), None, Verdict::NoMessage),
    ];
    for ((at, open_s), want, verdict) in rows {
        let linked = run(&[payment(T0, Direction::Out, 5)], &[drawn(at, open_s, 5)]);
        let found = &linked.found[0];
        assert_eq!((found.item, found.verdict, found.ambiguous), (want, verdict, false), "{at} {open_s}");
    }
}

#[test]
fn several_rows_within_one_card_are_ambiguous_and_a_card_with_a_time_comes_first() {
    let payments = [payment(T0, Direction::Out, 5), payment(T0 + 5 * DAY, Direction::Out, 5)];
    for open_s in [20 * 86_400, 2 * 365 * 86_400] {
        let linked = run(&payments, &[drawn(T0 - 10 * DAY, open_s, 5)]);
        assert_eq!(linked.found.iter().filter(|found| found.item.is_some()).count(), 1);
        assert!(linked.found.iter().any(|found| found.ambiguous), "{open_s}");
    }
    let exact = Item { source: 2, ..item(T0 + 9, Side::Me, What::Sent, 5) };
    let other = Item { source: 2, ..item(T0 + 5 * DAY, Side::Me, What::Sent, 5) };
    let linked = run(&payments, &[drawn(T0 - 10 * DAY, 8 * 86_400, 7), exact, other]);
    assert_eq!((linked.found[0].item, linked.found[1].item), (Some(1), Some(2)));
}

#[test]
fn a_card_of_a_screenshot_and_of_an_export_is_one() {
    let export = |at| Item { source: 0, ..item(at, Side::Me, What::Sent, 5) };
    // (items, how many cards are left without a bill row)
    let rows = [
        (vec![export(T0 + 30), drawn(T0, 59, 5)], 1),
        (vec![drawn(T0, 59, 5), export(T0 + 30)], 1),
        (vec![drawn(T0, 3 * 86_400, 5), export(T0 + DAY)], 1),
        (vec![export(T0 + 10), export(T0 + 40), drawn(T0, 59, 5), drawn(T0, 59, 5)], 2),
        // One more in one of them: nobody says which is missing.
        (vec![export(T0 + 10), export(T0 + 40), drawn(T0, 59, 5)], 3),
        (vec![export(T0 + 100), drawn(T0, 59, 5)], 2),
        (vec![export(T0 + 30), drawn(T0, 59, 6)], 2),
    ];
    for (items, want) in rows {
        let linked = run(&[], &items);
        assert_eq!(linked.loose_cards.len(), want, "{items:?}");
    }
    let linked = run(&[payment(T0 + 31, Direction::Out, 5)], &[drawn(T0, 59, 5), export(T0 + 30)]);
    let found = &linked.found[0];
    assert_eq!((found.item, found.gap.map(|gap| gap.max_s)), (Some(1), Some(1)), "the one with the second");
    assert!(linked.loose_cards.is_empty() && !found.ambiguous);
}

#[test]
fn wide_messages_do_not_slow_the_search_among_many() {
    let plain = |at, open_s| Item { open_s, ..item(at, Side::Other, What::Plain, 0) };
    let mut items: Vec<Item> = (0..200_000).map(|n| plain(T0 + n, 0)).collect();
    items.push(plain(T0 - 400 * DAY, 800 * 86_400));
    items.push(plain(T0 + 70_000, 40 * 3600));
    let payments: Vec<Payment> =
        (0..5_000).map(|n| payment(T0 + n * 37, Direction::Out, 1 + n % 7)).collect();
    let began = std::time::Instant::now();
    let linked = run(&payments, &items);
    assert!(linked.found.iter().all(|found| found.gap.map(|gap| gap.max_s) == Some(0)));
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
