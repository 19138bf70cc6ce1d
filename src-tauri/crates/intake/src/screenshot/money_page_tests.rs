//! Pages of money from their lines to their transfers.

use super::{super::sketch::Sketch, *};
use juzheng_model::{Direction, Moment, Offset, Status, TransferKind};

type Rows<'r> = &'r [([u32; 4], &'r str)];

fn found(sketch: &Sketch, kind: ScreenKind) -> Found {
    let known = Circumstances { name: String::new(), captured: None, added_at: 1_790_000_000 };
    let mut out = Found::default();
    sketch.show(|page| read(page, kind, &known, &mut out)).expect("a sketch reads");
    out
}

/// A transfer as a line of text: what it says, and behind `?` what it is not sure of.
fn paper(t: &Transfer) -> String {
    let time = |moment: Option<Moment>| moment.map_or("-".to_owned(), |m| Offset::CHINA.paper(m.at));
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let direction = match t.direction {
        Some(Direction::Out) => "out",
        Some(Direction::In) => "in",
        Some(Direction::Neutral) => "neutral",
        None => "-",
    };
    let amount = t.amount.map_or("-".to_owned(), juzheng_model::Fen::yuan_text);
    let unsure: Vec<&str> = t.seen.iter().flat_map(|seen| seen.unsure.words()).collect();
    [
        format!("{:?} {direction} {amount} {}", t.kind, text(&t.counterparty)),
        format!("{:?} {} {}", t.status, t.type_text, t.status_text),
        format!("sent {} accepted {} returned {}", time(t.when), time(t.accepted), time(t.returned)),
        format!("{} {} {} {}", text(&t.transaction_id), text(&t.merchant_id), text(&t.method), text(&t.memo)),
        format!("?{}", unsure.join(",")),
    ]
    .join(" | ")
}

fn check(rows: Rows<'_>, kind: ScreenKind, want: &str) {
    check_sketch(&Sketch::new(1170, 2532).lines(rows), kind, want);
}

fn check_sketch(sketch: &Sketch, kind: ScreenKind, want: &str) {
    let papers: Vec<String> = found(sketch, kind).transfers.iter().map(paper).collect();
    assert_eq!(papers.join("\n"), want);
}

const NEW: Rows<'_> = &[
    ([60, 50, 128, 60], "19:45"),
    ([483, 182, 204, 60], "账单详情"),
    ([440, 560, 290, 57], "转账-给张三"),
    ([300, 660, 570, 126], "−5,000.00"),
    ([96, 900, 180, 54], "当前状态"),
    ([366, 900, 225, 54], "对方已收钱"),
    ([96, 1010, 180, 54], "转账说明"),
    ([366, 1010, 90, 54], "借款"),
    ([96, 1120, 180, 54], "转账时间"),
    ([366, 1120, 522, 54], "2026年2月9日 16:52:51"),
    ([96, 1230, 180, 54], "收款时间"),
    ([366, 1230, 522, 54], "2026年2月9日16:53:02"),
    ([96, 1340, 180, 54], "支付方式"),
    ([366, 1340, 300, 54], "零钱通"),
    ([96, 1450, 180, 54], "转账单号"),
    ([366, 1450, 607, 54], "100005000120260209123456"),
    ([366, 1516, 177, 54], "7890123"),
    ([48, 1700, 288, 57], "查看转账记录"),
    ([48, 1800, 288, 57], "对订单有疑惑"),
];

const NEW_TRANSFER: &str = "Transfer out 5,000.00 张三 | Completed 转账 对方已收钱 | \
    sent 2026-02-09 16:52:51 accepted 2026-02-09 16:53:02 returned - | \
    1000050001202602091234567890123 - 零钱通 借款 | ?";

#[test]
fn pairs_are_read_in_any_order_and_place() {
    check(NEW, ScreenKind::BillDetail, NEW_TRANSFER);
    // The same pairs in another order.
    let mut turned: Vec<([u32; 4], &str)> = NEW[..4].to_vec();
    for (place, from) in (0..5).rev().enumerate() {
        let y = 900 + 110 * place as u32;
        turned.extend(
            NEW[4 + from * 2..6 + from * 2].iter().map(|([x, _, w, h], text)| ([*x, y, *w, *h], *text)),
        );
    }
    turned.extend([
        ([96, 1560, 180, 54], "转账单号"),
        ([366, 1560, 607, 54], "1000050001202602091234567890123"),
    ]);
    check(&turned, ScreenKind::BillDetail, NEW_TRANSFER);
    // Values at the right edge, wrapped to it; and below their labels.
    let right = NEW.iter().map(|([x, y, w, h], t)| ([if *x == 366 { 1100 - w } else { *x }, *y, *w, *h], *t));
    check(&right.collect::<Vec<_>>(), ScreenKind::BillDetail, NEW_TRANSFER);
    // A label's box that reaches into its value's.
    let wide =
        NEW.iter().map(|([x, y, w, h], t)| ([*x, *y, if *t == "转账单号" { 284 } else { *w }, *h], *t));
    check(&wide.collect::<Vec<_>>(), ScreenKind::BillDetail, NEW_TRANSFER);
    let below = &[
        ([440, 560, 290, 57], "转账-给张三"),
        ([300, 660, 570, 126], "−5,000.00"),
        ([96, 900, 180, 54], "当前状态"),
        ([96, 966, 225, 54], "对方已收钱"),
        ([96, 1080, 180, 54], "转账时间"),
        ([96, 1146, 522, 54], "2026年2月9日 16:52:51"),
        ([96, 1260, 180, 54], "转账单号"),
        ([96, 1326, 607, 54], "100005000120260209123456"),
        ([96, 1392, 177, 54], "7890123"),
    ];
    check(
        below,
        ScreenKind::BillDetail,
        "Transfer out 5,000.00 张三 | Completed 转账 对方已收钱 | sent 2026-02-09 16:52:51 accepted - returned - | \
         1000050001202602091234567890123 - - - | ?",
    );
}

#[test]
fn the_old_page_of_a_purchase_keeps_its_doubts() {
    let rows = &[
        ([141, 18, 43, 25], "美团"),
        ([119, 60, 86, 20], "美团金融服务"),
        ([113, 90, 94, 27], "-888.16"),
        ([29, 169, 50, 17], "当前状态"),
        ([89, 169, 51, 17], "支付成功"),
        ([28, 191, 29, 19], "商品"),
        ([90, 192, 201, 16], "美团订单-210227101000000000061546"),
        ([28, 232, 51, 19], "商户全称"),
        ([90, 234, 71, 15], "重庆有限公司"),
        ([28, 255, 51, 20], "支付时间"),
        ([90, 257, 106, 16], "2021-02-27 18:57:28"),
        ([28, 279, 51, 19], "支付方式"),
        ([89, 280, 29, 17], "零钱"),
        ([29, 303, 50, 17], "交易单号"),
        ([90, 305, 93, 15], "42000008982028"),
        ([29, 327, 50, 17], "商户单号"),
        ([90, 329, 130, 13], "21022710100000000002"),
        ([29, 390, 60, 18], "发起群收款"),
    ];
    let sketch = Sketch::new(328, 493).lines(rows);
    check_sketch(
        &sketch,
        ScreenKind::BillDetail,
        "Purchase out 888.16 美团金融服务 | Completed  支付成功 | sent 2021-02-27 18:57:28 accepted - returned - | \
         42000008982028 21022710100000000002 零钱 - | ?id",
    );
    let codes: Vec<&str> =
        found(&sketch, ScreenKind::BillDetail).findings.iter().map(|finding| finding.code.word()).collect();
    assert_eq!(codes, ["id-layout", "reading-unsure"]);
}

#[test]
fn a_number_inside_a_value_is_no_label() {
    let rows: Rows<'_> = &[
        ([440, 170, 290, 60], "账单详情"),
        ([420, 560, 330, 50], "拼多多平台商户"),
        ([400, 640, 370, 100], "-721.16"),
        ([100, 890, 150, 44], "当前状态"),
        ([920, 890, 150, 44], "支付成功"),
        ([100, 980, 150, 44], "支付时间"),
        ([640, 980, 430, 44], "2022年6月29日 16:16:26"),
        ([100, 1070, 75, 44], "商品"),
        ([710, 1070, 360, 44], "商户单号XP0064489"),
        ([100, 1160, 150, 44], "交易单号"),
        ([500, 1160, 570, 44], "4200036374202206293258371832"),
        ([100, 1250, 150, 44], "商户单号"),
        ([600, 1250, 470, 44], "M20220629991809995030"),
    ];
    let of = found(&Sketch::new(1170, 2532).lines(rows), ScreenKind::BillDetail).transfers.remove(0);
    assert_eq!(of.merchant_id.as_deref(), Some("M20220629991809995030"));
    assert_eq!(of.transaction_id.as_deref(), Some("4200036374202206293258371832"));
}

#[test]
fn states_clocks_and_directions_follow_the_page() {
    let page = |heading, amount, pairs: &[(&'static str, &'static str)]| {
        let top =
            Sketch::new(1170, 2532).line([400, 560, 370, 57], heading).line([300, 660, 570, 126], amount);
        pairs.iter().enumerate().fold(top, |sketch, (row, (label, value))| {
            let y = 900 + 110 * row as u32;
            sketch.line([96, y, 180, 54], label).line([366, y, 500, 54], value)
        })
    };
    let returned = page(
        "转账-给李四",
        "-¥20000.00",
        &[
            ("当前状态", "已全额退款"),
            ("转账时间", "2024-05-01 10:00:00"),
            ("退还时间", "2024-05-02 10:00:03"),
        ],
    );
    check_sketch(
        &returned,
        ScreenKind::BillDetail,
        "Transfer out 20,000.00 李四 | Returned 转账 已全额退款 | \
         sent 2024-05-01 10:00:00 accepted - returned 2024-05-02 10:00:03 | - - - - | ?",
    );
    let refund =
        page("转账-退款", "+500.00", &[("当前状态", "已全额退款"), ("退款时间", "2024-05-02 10:00:03")]);
    check_sketch(
        &refund,
        ScreenKind::BillDetail,
        "Refund in 500.00 - | Completed 转账-退款 已全额退款 | \
         sent 2024-05-02 10:00:03 accepted - returned - | - - - - | ?",
    );
    let scanned = page(
        "二维码收款-来自王五",
        "+12.50",
        &[("当前状态", "已存入零钱"), ("收款时间", "2024-05-02 10:00:03"), ("付款方留言", "早餐")],
    );
    check_sketch(
        &scanned,
        ScreenKind::BillDetail,
        "Qr in 12.50 王五 | Completed 二维码收款 已存入零钱 | \
         sent 2024-05-02 10:00:03 accepted 2024-05-02 10:00:03 returned - | - - - 早餐 | ?",
    );
    let withdrawn =
        page("零钱提现", "100.00", &[("当前状态", "提现已到账"), ("申请时间", "2024-05-02 10:00:03")]);
    check_sketch(
        &withdrawn,
        ScreenKind::BillDetail,
        "Withdrawal neutral 100.00 - | Completed 零钱提现 提现已到账 | \
         sent 2024-05-02 10:00:03 accepted - returned - | - - - - | ?",
    );
    let odd =
        page("转账-来自李四", "-500.00", &[("当前状态", "处理中"), ("转账时间", "2031-05-01 10:00:00")]);
    check_sketch(
        &odd,
        ScreenKind::BillDetail,
        "Transfer out 500.00 李四 | Unknown 转账 处理中 | \
         sent 2031-05-01 10:00:00 accepted - returned - | - - - - | ?when,side",
    );
}

#[test]
fn doubtful_amounts_are_marked() {
    let page = |amount: &str| {
        Sketch::new(1170, 2532)
            .lines(&[([96, 900, 180, 54], "当前状态"), ([366, 900, 225, 54], "支付成功")])
            .lines(&[([96, 1000, 180, 54], "支付时间"), ([366, 1000, 500, 54], "2024-05-01 10:00:00")])
            .line([300, 660, 570, 126], amount)
    };
    let unsure = |sketch: &Sketch| {
        let found = found(sketch, ScreenKind::BillDetail);
        let seen = found.transfers[0].seen.expect("a reading of a picture");
        assert_eq!(seen.unsure.is_empty(), found.findings.is_empty());
        (
            found.transfers[0].amount.map(juzheng_model::Fen::get),
            seen.unsure.words().collect::<Vec<_>>().join(","),
        )
    };
    assert_eq!(unsure(&page("-348.16")), (Some(34_816), "".into()));
    assert_eq!(unsure(&page("-348,16")), (Some(34_816), "amount_fen".into()));
    assert_eq!(unsure(&page("-348.16").shaky(2, 300)), (Some(34_816), "amount_fen".into()));
    assert_eq!(unsure(&page("-348.16").again("-343.16")), (Some(34_816), "amount_fen".into()));
    assert_eq!(unsure(&page("-348.16").again("—348.16")), (Some(34_816), "".into()));
}

#[test]
fn one_transfers_own_page_is_read_by_its_state() {
    let rows = |state, amount| {
        vec![
            ([279, 681, 612, 60], state),
            ([276, 774, 617, 162], amount),
            ([72, 1221, 180, 57], "转账说明"),
            ([342, 1221, 90, 57], "还款"),
            ([72, 1335, 180, 57], "转账时间"),
            ([342, 1335, 540, 57], "2020年07月27日 14:21:28"),
        ]
    };
    let tail = "sent 2020-07-27 14:21:28 accepted - returned - | - - - 还款 | ?";
    let page = |state, amount, want: &str| {
        check(&rows(state, amount), ScreenKind::TransferDetail, &format!("{want} | {tail}"));
    };
    page(
        "你已收款，资金已存入零钱",
        "¥7,700.00",
        "Transfer in 7,700.00 - | Completed 转账 你已收款，资金已存入零钱",
    );
    page("张三已收款", "￥7700.00", "Transfer out 7,700.00 张三 | Completed 转账 张三已收款");
    page("待张三收款", "¥7,700.00", "Transfer out 7,700.00 张三 | Unknown 转账 待张三收款");
    page("张三已退还", "¥7,700.00", "Transfer out 7,700.00 张三 | Returned 转账 张三已退还");
    let centred = &[
        ([400, 520, 370, 60], "李四已收款"),
        ([400, 620, 370, 110], "¥88.00"),
        ([417, 1440, 336, 44], "转账说明 房租"),
        ([300, 1500, 570, 44], "转账时间 2024年09月21日 21:20:06"),
        ([300, 1560, 570, 44], "收款时间 2024年09月21日 21:20:08"),
    ];
    check(
        centred,
        ScreenKind::TransferDetail,
        "Transfer out 88.00 李四 | Completed 转账 李四已收款 | \
         sent 2024-09-21 21:20:06 accepted 2024-09-21 21:20:08 returned - | - - - 房租 | ?",
    );
}

#[test]
fn a_red_packet_tells_of_my_money_only() {
    let received = &[
        ([420, 520, 330, 50], "张三发出的红包"),
        ([400, 600, 370, 40], "恭喜发财，大吉大利"),
        ([440, 720, 290, 110], "88.88元"),
        ([360, 870, 450, 40], "已存入零钱，可直接消费 >"),
        ([64, 1100, 421, 44], "1个红包共188.88元"),
        ([980, 1280, 180, 50], "100.00元"),
    ];
    let out = found(&Sketch::new(1170, 2532).lines(received), ScreenKind::RedPacket);
    let [transfer] = out.transfers.as_slice() else { panic!("one transfer") };
    assert_eq!((transfer.kind, transfer.direction), (TransferKind::RedPacket, Some(Direction::In)));
    assert_eq!(
        (transfer.amount.map(juzheng_model::Fen::get), transfer.status),
        (Some(8888), Status::Completed)
    );
    assert_eq!(transfer.counterparty.as_deref(), Some("张三"));
    let of_others = &[
        ([420, 520, 330, 50], "张三的红包"),
        ([64, 1100, 421, 44], "1个红包共9.52元"),
        ([980, 1280, 180, 50], "9.52元"),
    ];
    check(of_others, ScreenKind::RedPacket, "");
    let waiting =
        &[([420, 520, 330, 50], "我的红包"), ([64, 900, 800, 44], "红包金额200.00元，等待对方领取")];
    let out = found(&Sketch::new(1170, 2532).lines(waiting), ScreenKind::RedPacket);
    let sent: Vec<_> =
        out.transfers.iter().map(|t| (t.amount.map(juzheng_model::Fen::get), t.direction)).collect();
    assert_eq!(sent, [(Some(20_000), Some(Direction::Out))]);
}

#[test]
fn pages_that_tell_of_no_payment_give_none() {
    let entry: Rows<'_> =
        &[([58, 435, 124, 37], "转账金额"), ([54, 502, 267, 81], "¥500.00"), ([581, 1240, 87, 49], "转账")];
    let settings = &[
        ([18, 165, 112, 35], "转账金额"),
        ([159, 166, 79, 35], "88.88"),
        ([17, 241, 112, 35], "转账时间"),
        ([164, 243, 247, 30], "2015-09-22 22:20:20"),
    ];
    let other = [ScreenKind::Other, ScreenKind::Chat, ScreenKind::Profile, ScreenKind::SessionList];
    for kind in other.into_iter().chain([ScreenKind::MergedForward]) {
        check(entry, kind, "");
        check(settings, kind, "");
    }
    let money =
        [ScreenKind::BillDetail, ScreenKind::TransferDetail, ScreenKind::BillList, ScreenKind::RedPacket];
    money.into_iter().for_each(|kind| check(&[], kind, ""));
    check(entry, ScreenKind::BillDetail, "");
}
