//! Series held against conversations of which everything is known.

mod property;

use super::*;

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
