//! Series held against conversations of which everything is known.

use super::*;
use proptest::{prelude::*, test_runner::RngSeed};
use std::collections::{BTreeMap, BTreeSet};

const T0: i64 = 1_700_000_040;

/// A message `side|text`, a card `side|¥yuan`, a label `@minute`; `^` before it is cut at the top, `_` at the bottom.
fn piece(written: &str) -> Piece {
    let (cut_top, written) = written.strip_prefix('^').map_or((false, written), |rest| (true, rest));
    let (cut_bottom, written) = written.strip_prefix('_').map_or((false, written), |rest| (true, rest));
    let blank = Piece {
        what: What::Message(MessageKind::Text),
        side: Side::System,
        card: None,
        amount: None,
        text: String::new(),
        height: 300,
        cut_top,
        cut_bottom,
        span: None,
    };
    if let Some(minute) = written.strip_prefix('@') {
        let minute = T0 + 60 * minute.parse::<i64>().expect("a number");
        return Piece { what: What::Label(Some(minute)), text: written.to_owned(), ..blank };
    }
    let (side, text) = written.split_at(1);
    let side = if side == "m" { Side::Me } else { Side::Other };
    match text.strip_prefix('¥') {
        Some(yuan) => Piece {
            what: What::Message(MessageKind::Transfer),
            side,
            card: Some(Card::Sent),
            amount: Fen::new(100 * yuan.parse::<i64>().expect("a number")),
            ..blank
        },
        None => Piece { side, text: text.to_owned(), ..blank },
    }
}

fn picture(number: u64, pieces: &[&str]) -> Picture {
    Picture {
        // Keys come from contents: they say nothing of the order.
        key: number.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        name: format!("IMG_{number}.PNG"),
        captured: None,
        pieces: pieces.iter().map(|written| piece(written)).collect(),
    }
}

fn pictures(rows: &[&[&str]]) -> Vec<Picture> {
    rows.iter().enumerate().map(|(ix, pieces)| picture(ix as u64 + 1, pieces)).collect()
}

/// The chains as texts: one list of texts with the number of places each.
fn told(pictures: &[Picture], joined: &Joined) -> Vec<Vec<(String, usize)>> {
    let text = |entry: &Entry| {
        let (page, piece) = entry.seen[0];
        let piece = &pictures[page as usize].pieces[piece as usize];
        let amount = piece.amount.map(|amount| format!("¥{}", amount.get() / 100));
        (amount.unwrap_or_else(|| piece.text.clone()), entry.seen.len())
    };
    joined.chains.iter().map(|chain| chain.entries.iter().map(text).collect()).collect()
}

#[test]
fn overlaps_are_joined_where_they_are_proven_and_only_there() {
    type Row<'a> = (&'a str, &'a [&'a [&'a str]], &'a [&'a [(&'a str, usize)]]);
    let rows: &[Row<'_>] = &[
        (
            "two short messages at the edge",
            &[&["m你到了没有呀", "o好的", "m嗯"], &["o好的", "m嗯", "o明天再说吧好吗"]],
            &[&[("你到了没有呀", 1), ("好的", 2), ("嗯", 2), ("明天再说吧好吗", 1)]],
        ),
        (
            "one long sentence",
            &[&["m在吗", "o上次借的钱我月底一定还给你"], &["o上次借的钱我月底一定还给你", "m好"]],
            &[&[("在吗", 1), ("上次借的钱我月底一定还给你", 2), ("好", 1)]],
        ),
        (
            "one short word",
            &[&["m在吗", "o嗯"], &["o嗯", "m好"]],
            &[&[("在吗", 1), ("嗯", 1)], &[("嗯", 1), ("好", 1)]],
        ),
        (
            "a run of one word",
            &[&["m在吗", "o嗯", "o嗯"], &["o嗯", "o嗯", "o嗯", "m好"]],
            &[&[("在吗", 1), ("嗯", 1), ("嗯", 1)], &[("嗯", 1), ("嗯", 1), ("嗯", 1), ("好", 1)]],
        ),
        (
            "a run held by a sentence before it",
            &[
                &["m那我先转给你三笔", "m¥500", "m¥500"],
                &["m那我先转给你三笔", "m¥500", "m¥500", "m¥500", "o收到"],
            ],
            &[&[("那我先转给你三笔", 2), ("¥500", 2), ("¥500", 2), ("¥500", 1), ("收到", 1)]],
        ),
        (
            "cards and answers in turn, that may as well be two more",
            &[&["m给你", "m¥500", "o收到", "m¥500", "o收到"], &["m¥500", "o收到", "m¥500", "o收到", "m再见"]],
            &[
                &[("给你", 1), ("¥500", 1), ("收到", 1), ("¥500", 1), ("收到", 1)],
                &[("¥500", 1), ("收到", 1), ("¥500", 1), ("收到", 1), ("再见", 1)],
            ],
        ),
        (
            "the same, held by labels",
            &[
                &["m给你", "@5", "m¥500", "o收到", "@9", "m¥500", "o收到"],
                &["@9", "m¥500", "o收到", "@20", "m¥500", "o收到", "m再见"],
            ],
            &[&[
                ("给你", 1),
                ("@5", 1),
                ("¥500", 1),
                ("收到", 1),
                ("@9", 2),
                ("¥500", 2),
                ("收到", 2),
                ("@20", 1),
                ("¥500", 1),
                ("收到", 1),
                ("再见", 1),
            ]],
        ),
        (
            "a message cut by the edge is the whole one",
            &[
                &["m你先看看这个", "o收到了吗", "_o这笔钱是上个月五号借的说好两"],
                &["^o收到了吗", "o这笔钱是上个月五号借的说好两个月还清利息另算", "m是的"],
            ],
            &[&[
                ("你先看看这个", 1),
                ("收到了吗", 2),
                ("这笔钱是上个月五号借的说好两个月还清利息另算", 2),
                ("是的", 1),
            ]],
        ),
        (
            "one picture within another, one bubble missed",
            &[
                &["m早", "o昨天的钱收到没有", "m1", "o那就好谢谢你了", "m不客气"],
                &["o昨天的钱收到没有", "o那就好谢谢你了"],
            ],
            &[&[("早", 1), ("昨天的钱收到没有", 2), ("1", 1), ("那就好谢谢你了", 2), ("不客气", 1)]],
        ),
        (
            "what stands on both must agree",
            &[&["m早", "o昨天的钱收到没有", "m还没有"], &["m你说什么呢", "o昨天的钱收到没有", "m已经收到了"]],
            &[
                &[("早", 1), ("昨天的钱收到没有", 1), ("还没有", 1)],
                &[("你说什么呢", 1), ("昨天的钱收到没有", 1), ("已经收到了", 1)],
            ],
        ),
        (
            "a card whose amount was read differently is one card",
            &[
                &["m早上好在不在", "@3", "m这个月先还你一部分", "o¥500", "m收到了谢谢你", "o下个月再说"],
                &[
                    "m早上好在不在",
                    "@3",
                    "m这个月先还你一部分",
                    "o¥600",
                    "m收到了谢谢你",
                    "o下个月再说",
                    "m好",
                ],
            ],
            &[&[
                ("早上好在不在", 2),
                ("@3", 2),
                ("这个月先还你一部分", 2),
                ("¥500", 2),
                ("收到了谢谢你", 2),
                ("下个月再说", 2),
                ("好", 1),
            ]],
        ),
    ];
    for (name, rows, want) in rows {
        let pictures = pictures(rows);
        let joined = join(&pictures);
        let want: Vec<Vec<(String, usize)>> = want
            .iter()
            .map(|chain| chain.iter().map(|(text, places)| ((*text).to_owned(), *places)).collect())
            .collect();
        assert_eq!(told(&pictures, &joined), want, "{name}: {joined:?}");
    }
}

#[test]
fn what_pictures_show_of_one_another_is_said() {
    let long = ["m第一句话说得比较长一点", "o第二句话也说得比较长一点", "m第三句话还是说得比较长一点"];
    let other = ["o完全是另外一天的事情了", "m那也是没有办法的事情呀"];
    let mut hours = pictures(&[&["@30", long[0], long[1], long[2]], &["@45", long[0], long[1], long[2]]]);
    for (picture, minute) in hours.iter_mut().zip([30, 45]) {
        let minute = T0 + 60 * minute;
        picture.pieces[1..].iter_mut().for_each(|piece| piece.span = Some((minute, minute + 59)));
    }
    let rows: &[(&str, Vec<Picture>, &[Remark])] = &[
        ("nothing", pictures(&[&long, &[long[1], long[2], other[0]]]), &[]),
        ("a gap", pictures(&[&long, &other]), &[Remark::PieceMissing { above: 0, below: 1 }]),
        ("twice", pictures(&[&long, &long]), &[Remark::NearDuplicate { picture: 1, of: 0 }]),
        (
            "a run that touches a run",
            pictures(&[&["m好了", "o对", "m¥500", "o对", "m¥500"], &["o对", "m¥500", "o对", "m¥500", "o行"]]),
            &[Remark::Unclear { above: 0, below: 1 }],
        ),
        (
            "labels that run backwards from one picture to the next",
            pictures(&[&["@30", long[0], long[1]], &[long[0], long[1], "@10", other[0]]]),
            &[Remark::Backwards { at: (1, 2), above: (0, 0) }],
        ),
        (
            "the same at different hours",
            hours,
            &[
                Remark::NearDuplicate { picture: 1, of: 0 },
                Remark::TimesDiffer { one: (0, 1), other: (1, 1) },
            ],
        ),
        (
            "a card with two amounts",
            pictures(&[
                &[&["@3"], &long[..], &["o¥500", "m收到了", "@9"]].concat(),
                &[&["@3"], &long[..], &["o¥800", "m收到了", "@9", "o好"]].concat(),
            ]),
            &[Remark::AmountsDiffer { one: (0, 4), other: (1, 4) }],
        ),
    ];
    for (name, pictures, want) in rows {
        let joined = join(pictures);
        let mut want = want.to_vec();
        // Which of two places is named first follows the keys of the pictures.
        let swap = |remark: &Remark| match *remark {
            Remark::TimesDiffer { one, other } => {
                Remark::TimesDiffer { one: one.min(other), other: one.max(other) }
            }
            Remark::AmountsDiffer { one, other } => {
                Remark::AmountsDiffer { one: one.min(other), other: one.max(other) }
            }
            same => same,
        };
        let mut got: Vec<Remark> = joined.remarks.iter().map(swap).collect();
        got.sort_unstable();
        want.sort_unstable();
        assert_eq!(got, want, "{name}: {joined:?}");
    }
}

#[test]
fn spans_are_narrowed_by_what_stands_around() {
    let mut pictures = pictures(&[
        &["@10", "m第一句话说得比较长一点", "o第二句话也说得比较长一点"],
        &[
            "m第一句话说得比较长一点",
            "o第二句话也说得比较长一点",
            "m第三句话还是说得比较长一点",
            "@20",
            "o第四句话",
        ],
    ]);
    let minute = |n: i64| T0 + 60 * n;
    let late = minute(9_000);
    pictures[0].pieces[1].span = Some((minute(10), minute(10) + 59));
    pictures[0].pieces[2].span = Some((minute(10), late));
    for above in 0..3 {
        pictures[1].pieces[above].span = Some((0, minute(20) + 59));
    }
    pictures[1].pieces[4].span = None;
    let joined = join(&pictures);
    let spans: Vec<_> = joined.chains[0].entries.iter().map(|entry| entry.span).collect();
    let want = [
        Some((minute(10), minute(10) + 59)),
        Some((minute(10), minute(10) + 59)),
        Some((minute(10), minute(20) + 59)),
        Some((minute(10), minute(20) + 59)),
        Some((minute(20), minute(20) + 59)),
        // Nothing says how late the last one can be.
        None,
    ];
    assert_eq!(spans, want, "{joined:?}");
    assert!(joined.remarks.is_empty());
}

#[test]
fn chains_stand_in_the_order_of_their_times_then_of_capture() {
    let rows: &[(&[&[&str]], &[&[u32]])] = &[
        (&[&["@50", "m五十"], &["@10", "m十"], &["m什么时候"], &["@30", "m三十"]], &[&[1], &[2], &[3], &[0]]),
        (&[&["m一"], &["m二"], &["m三"]], &[&[0], &[1], &[2]]),
        (&[&[], &["m二"], &["m三"]], &[&[1], &[2], &[0]]),
    ];
    for (rows, want) in rows {
        let joined = join(&pictures(rows));
        let got: Vec<&[u32]> = joined.chains.iter().map(|chain| chain.pictures.as_slice()).collect();
        assert_eq!(got, *want, "{rows:?}");
    }
}

#[test]
fn a_month_after_month_of_the_same_is_not_one_month() {
    let month = ["m本月的利息请按时转给我", "o¥500", "m收到了谢谢"];
    let rows: Vec<Vec<&str>> = vec![
        ["o一月的时候说过的话"].into_iter().chain(month).collect(),
        month.into_iter().chain(["o二月的时候说过的话"]).collect(),
        month.into_iter().chain(["o三月的时候说过的话"]).collect(),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    // Side by side in the order of capture is what decides for the second; the third goes on differently.
    let joined = join(&pictures(&rows));
    assert_eq!(joined.chains.len(), 2, "{joined:?}");
    // Without an order either could be the next one.
    let mut unordered = pictures(&rows);
    for (picture, name) in unordered.iter_mut().zip(["a.png", "xy.png", "q7.jpg"]) {
        name.clone_into(&mut picture.name);
    }
    assert_eq!(join(&unordered).chains.len(), 3);
    assert!(join(&unordered).remarks.iter().any(|remark| matches!(remark, Remark::Unclear { .. })));
}

/// A message of a random conversation: its text, and whether it stands only once.
#[derive(Debug, Clone)]
struct Said {
    piece: Piece,
    once: bool,
}

/// Characters without numbers and without look-alikes.
fn sentence(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // No numerals among them: those are never taken for misread.
        char::from_u32(0x9000 + (state >> 40) as u32 % 3_000).unwrap_or('字')
    };
    (0..length).map(|_| next()).collect()
}

fn said() -> impl Strategy<Value = Said> {
    let short = prop::sample::select(vec!["嗯", "好的", "收到", "1", "在吗", "哈哈"]);
    let side = prop::sample::select(vec!["m", "o"]);
    let common = (side.clone(), short).prop_map(|(side, text)| (format!("{side}{text}"), false));
    let bank = (side.clone(), 0..40u64).prop_map(|(side, n)| (format!("{side}{}", sentence(n, 9)), false));
    let card = (side.clone(), 1..4i64).prop_map(|(side, n)| (format!("{side}¥{}", 500 * n), false));
    let once =
        (side, any::<u64>()).prop_map(|(side, n)| (format!("{side}{}", sentence(n | 1 << 60, 12)), true));
    prop_oneof![3 => common, 2 => bank, 2 => card, 4 => once]
        .prop_map(|(written, once)| Said { piece: piece(&written), once })
}

/// A conversation with a label before some messages, and which messages each picture shows: from, how many.
fn captured() -> impl Strategy<Value = (Vec<Said>, Vec<bool>, Vec<(usize, usize, u64)>)> {
    let steps = prop::collection::vec((4..9usize, 0..4usize, any::<u64>()), 2..14);
    (prop::collection::vec(said(), 110), prop::collection::vec(prop::bool::weighted(0.2), 110), steps)
        .prop_map(|(mut said, labels, steps)| {
            for (at, said) in said.iter_mut().enumerate().filter(|(_, said)| said.once) {
                said.piece.text = sentence(at as u64 | 1 << 61, 12);
            }
            let mut from = 0;
            let mut windows = Vec::new();
            for (count, shared, noise) in steps {
                windows.push((from, count, noise));
                from += count - shared.min(count - 1);
                if shared == 0 {
                    // Nobody could tell a gap between equal messages from an overlap.
                    said[from - 1] = Said {
                        piece: piece(&format!("m{}", sentence(from as u64 | 1 << 62, 10))),
                        once: true,
                    };
                    from += 2;
                }
            }
            (said, labels, windows)
        })
}

/// Takes the pictures; gives for each piece which message it is.
fn take(
    said: &[Said],
    labels: &[bool],
    windows: &[(usize, usize, u64)],
) -> (Vec<Picture>, Vec<Vec<Option<usize>>>) {
    let mut pictures = Vec::new();
    let mut truth = Vec::new();
    for (number, (from, count, noise)) in windows.iter().enumerate() {
        let mut shot = picture(number as u64 + 1, &[]);
        let mut which = Vec::new();
        for at in *from..from + count {
            if labels[at] && at > *from {
                shot.pieces.push(piece(&format!("@{}", 7 * at)));
                which.push(None);
            }
            let mut seen = said[at].piece.clone();
            let length = seen.text.chars().count();
            // Every other picture is read badly.
            if number % 2 == 0 && length >= 9 && (noise >> (at % 8 * 8)) % 8 == 0 {
                let wrong = (noise >> 7) as usize % length;
                seen.text =
                    seen.text.chars().enumerate().map(|(n, c)| if n == wrong { '囗' } else { c }).collect();
            }
            if at + 1 == from + count && length >= 9 && noise % 3 == 0 {
                seen.text = seen.text.chars().take(length - 3).collect();
                seen.cut_bottom = true;
            }
            shot.pieces.push(seen);
            which.push(Some(at));
        }
        pictures.push(shot);
        truth.push(which);
    }
    (pictures, truth)
}

/// The pictures in the spelling of [`piece`], for the reader of a failed test.
fn shown(pictures: &[Picture]) -> Vec<String> {
    let piece = |piece: &Piece| {
        let cut = if piece.cut_bottom { "_" } else { "" };
        let amount = piece.amount.map(|amount| format!("¥{}", amount.get() / 100)).unwrap_or_default();
        format!("{cut}{:?}{amount}{}", piece.side, piece.text)
    };
    pictures.iter().map(|picture| picture.pieces.iter().map(piece).collect::<Vec<_>>().join(" ")).collect()
}

proptest! {
    // The same conversations every time: among millions there is one where two gaps look alike by chance.
    #![proptest_config(ProptestConfig { cases: 500, rng_seed: RngSeed::Fixed(4), ..ProptestConfig::default() })]

    #[test]
    fn random_conversations_are_joined_as_they_were((said, labels, windows) in captured(), seed in any::<u64>()) {
        let (pictures, truth) = take(&said, &labels, &windows);
        let joined = join(&pictures);

        // Nothing is lost, nothing stands twice.
        let mut places: Vec<At> =
            joined.chains.iter().flat_map(|chain| &chain.entries).flat_map(|entry| entry.seen.clone()).collect();
        places.sort_unstable();
        let all: Vec<At> = (0..pictures.len())
            .flat_map(|page| (0..pictures[page].pieces.len()).map(move |piece| (page as u32, piece as u32)))
            .collect();
        prop_assert_eq!(&places, &all);

        // What is joined is the same, and stands in order.
        let true_of = |at: &At| truth[at.0 as usize][at.1 as usize];
        for chain in &joined.chains {
            let mut last = None;
            for entry in &chain.entries {
                let messages: BTreeSet<Option<usize>> = entry.seen.iter().map(true_of).collect();
                prop_assert_eq!(messages.len(), 1, "{:?} {:#?}", entry, shown(&pictures));
                let pages: BTreeSet<u32> = entry.seen.iter().map(|at| at.0).collect();
                prop_assert_eq!(pages.len(), entry.seen.len());
                if let Some(message) = messages.into_iter().next().flatten() {
                    prop_assert!(last < Some(message), "{:?} {:#?}", chain, shown(&pictures));
                    last = Some(message);
                }
            }
        }

        // What is proven is joined: neighbours that share a whole sentence that stands only once, and something else.
        let chain_of: BTreeMap<u32, usize> = joined.chains.iter().enumerate()
            .flat_map(|(ix, chain)| chain.pictures.iter().map(move |page| (*page, ix))).collect();
        for (ix, pair) in windows.windows(2).enumerate() {
            let shared: Vec<usize> = (pair[1].0..pair[0].0 + pair[0].1).collect();
            let whole = |at: &&usize| said[**at].once && **at + 1 < pair[0].0 + pair[0].1;
            if shared.len() >= 2 && shared.iter().any(|at| whole(&at)) {
                prop_assert_eq!(chain_of[&(ix as u32)], chain_of[&(ix as u32 + 1)], "{:?} {:#?}", pair, shown(&pictures));
            }
        }

        // The order of giving does not matter.
        let mut turned: Vec<usize> = (0..pictures.len()).collect();
        turned.sort_by_key(|ix| (*ix as u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let shuffled: Vec<Picture> = turned.iter().map(|ix| pictures[*ix].clone()).collect();
        let back = |page: u32| turned[page as usize] as u32;
        let mut again = join(&shuffled);
        for chain in &mut again.chains {
            chain.pictures.iter_mut().for_each(|page| *page = back(*page));
            chain.proofs.iter_mut().for_each(|proof| (proof.above, proof.below) = (back(proof.above), back(proof.below)));
            chain.entries.iter_mut().flat_map(|entry| &mut entry.seen).for_each(|at| at.0 = back(at.0));
        }
        prop_assert_eq!(again.chains, joined.chains);
        prop_assert_eq!(again.remarks.len(), joined.remarks.len());
    }
}
