//! Kinds of pages, by lines such as engines find on them.

use super::{super::sketch::Sketch, *};
use ScreenKind::*;

type Rows<'r> = &'r [([u32; 4], &'r str)];

fn check(name: &str, [width, height]: [u32; 2], rows: Rows<'_>, look: Look, want: ScreenKind) -> Vec<String> {
    let (kind, signs) = Sketch::new(width, height).lines(rows).show(|page| classify(page, &look));
    assert_eq!(kind, want, "{name}: {signs:?}");
    assert!(!signs.is_empty(), "{name}");
    signs
}

const NOTHING: Look = Look {
    bubbles_left: 0,
    bubbles_right: 0,
    labels: 0,
    input_bar: false,
    sender_names: 0,
    cards: 0,
    avatars: 0,
    green: 0,
};

#[test]
fn pages_of_money_are_told_by_their_labels() {
    let old: Rows<'_> = &[
        ([141, 18, 43, 25], "美团"),
        ([119, 60, 86, 20], "美团金融服务"),
        ([115, 87, 93, 32], "-348.16"),
        ([29, 169, 50, 17], "当前状态"),
        ([89, 169, 51, 17], "支付成功"),
        ([28, 255, 51, 20], "支付时间"),
        ([90, 257, 106, 16], "2021-02-27 18:57:28"),
        ([29, 303, 50, 17], "交易单号"),
        ([90, 305, 91, 15], "42000008982021"),
    ];
    let signs = check("old bill detail", [328, 493], old, NOTHING, BillDetail);
    assert!(signs.contains(&"当前状态".to_owned()));
    let stray = Look { bubbles_left: 2, ..NOTHING };
    check("boxes that look like bubbles", [328, 493], old, stray, BillDetail);
    let titled = &[
        ([490, 130, 190, 50], "账单详情"),
        ([60, 700, 150, 40], "转账单号"),
        ([330, 700, 600, 40], "1000050001202602090012345678901"),
        ([60, 780, 150, 40], "转账时间"),
    ];
    check("scrolled", [1170, 2532], titled, NOTHING, BillDetail);
    let pending = &[
        ([385, 520, 400, 60], "待李四收款"),
        ([400, 620, 370, 110], "¥5,000.00"),
        ([350, 1500, 470, 40], "转账时间 2026年02月09日 16:52:51"),
    ];
    check("pending", [1170, 2532], pending, NOTHING, TransferDetail);
    let labelled = &[
        ([440, 200, 300, 60], "转账详情"),
        ([320, 640, 540, 50], "你已收款，资金已存入零钱"),
        ([430, 710, 320, 100], "¥354.00"),
        ([100, 1260, 150, 40], "转账说明"),
        ([960, 1260, 90, 40], "学费"),
        ([100, 1350, 150, 40], "转账时间"),
        ([630, 1350, 420, 40], "2024年04月14日 21:27:17"),
        ([100, 1440, 150, 40], "收款时间"),
        ([630, 1440, 420, 40], "2024年04月14日 22:05:48"),
        ([100, 1530, 150, 40], "转账单号"),
        ([430, 1530, 620, 40], "1000050001202404142271978752095"),
    ];
    check("with the labels of a bill", [1170, 2532], labelled, NOTHING, TransferDetail);
    let list = &[
        ([482, 121, 114, 69], "账单"),
        ([66, 284, 178, 56], "全部账单"),
        ([36, 452, 281, 54], "2024年7月"),
        ([891, 818, 155, 55], "+15.00"),
        ([865, 1033, 181, 56], "-100.00"),
        ([885, 1252, 160, 52], "+22.25"),
    ];
    check("bill list", [1080, 2340], list, NOTHING, BillList);
    let packet = &[
        ([420, 520, 330, 50], "张三的红包"),
        ([400, 600, 370, 40], "恭喜发财，大吉大利"),
        ([440, 720, 290, 110], "88.88元"),
        ([360, 870, 450, 40], "已存入零钱，可直接消费 >"),
    ];
    check("red packet", [1170, 2532], packet, NOTHING, RedPacket);
}

#[test]
fn a_payment_that_is_being_entered_is_none() {
    let keys: Vec<_> =
        (0..10).map(|d| ([79 + d % 3 * 170, 1015 + d / 3 * 110, 34, 47], d.to_string())).collect();
    let mut entry: Vec<([u32; 4], &str)> = vec![
        ([58, 435, 124, 37], "转账金额"),
        ([59, 661, 177, 36], "添加转账说明"),
        ([581, 1240, 87, 49], "转账"),
    ];
    entry.extend(keys.iter().map(|(bounds, digit)| (*bounds, digit.as_str())));
    check("transfer entry", [720, 1440], &entry, NOTHING, Other);
    let mut sheet = vec![([34, 765, 114, 40], "支付方式"), ([582, 767, 104, 35], "零钱通>")];
    sheet.extend(keys.iter().map(|(bounds, digit)| (*bounds, digit.as_str())));
    check("password sheet", [720, 1440], &sheet, NOTHING, Other);
    let warning = &[
        ([59, 435, 122, 37], "转账金额"),
        ([267, 909, 185, 51], "风险提醒"),
        ([149, 1249, 152, 46], "取消支付"),
        ([422, 1248, 148, 48], "完善信息"),
    ];
    check("risk warning", [720, 1440], warning, NOTHING, Other);
    let settings = &[
        ([185, 46, 109, 33], "内容设置"),
        ([316, 151, 104, 35], "点击输入"),
        ([18, 165, 112, 35], "转账金额"),
        ([159, 166, 79, 35], "88.88"),
        ([17, 241, 112, 35], "转账时间"),
        ([164, 243, 247, 30], "2015-09-22 22:20:20"),
        ([18, 316, 110, 35], "收钱时间"),
        ([164, 320, 246, 28], "2015-09-22 22:25:20"),
    ];
    check("generator settings", [480, 852], settings, NOTHING, Other);
    let export = &[([299, 366, 482, 65], "选择账单下载用途"), ([157, 743, 290, 59], "用于个人对账")];
    check("bill export", [1080, 2340], export, NOTHING, Other);
    check("mini program", [1240, 2772], &[([492, 175, 256, 77], "赛事详情")], NOTHING, Other);
    check("pixelated", [1920, 1077], &[([47, 0, 273, 22], "微信 文件 编辑 显示")], NOTHING, Other);
    check("empty", [1080, 2400], &[], NOTHING, Other);
}

#[test]
fn chats_are_told_by_their_looks() {
    let phone = Look { bubbles_left: 3, bubbles_right: 2, labels: 1, input_bar: true, ..NOTHING };
    let group: Rows<'_> = &[
        ([63, 55, 114, 43], "群聊(2)"),
        ([256, 338, 245, 33], "恭喜发财，大吉大利"),
        ([255, 373, 71, 29], "已领取"),
        ([213, 492, 254, 30], "你领取了自己发的红包"),
        ([289, 566, 65, 29], "15:46"),
        ([289, 737, 65, 29], "15:54"),
    ];
    let signs = check("group", [645, 1140], group, Look { cards: 3, labels: 2, ..NOTHING }, Chat);
    assert_eq!(signs, ["cards", "time-label"]);
    let paste = &[
        ([100, 300, 400, 40], "当前状态 支付成功"),
        ([100, 350, 400, 40], "交易单号 4200001879202505110000000006"),
        ([100, 400, 400, 40], "支付时间 2025-05-11 10:00:00"),
    ];
    check("a pasted bill in a chat", [1080, 2400], paste, phone, Chat);
    let card: Rows<'_> = &[
        ([700, 600, 200, 60], "¥5000.00"),
        ([700, 680, 110, 40], "已收款"),
        ([600, 780, 130, 30], "微信转账"),
    ];
    check("a transfer card", [1170, 2532], card, Look { cards: 1, labels: 1, ..NOTHING }, Chat);
    let panel = &[
        ([83, 1063, 60, 36], "相册"),
        ([246, 1062, 62, 37], "拍摄"),
        ([388, 1063, 108, 35], "视频通话"),
        ([83, 1272, 60, 34], "红包"),
        ([246, 1272, 63, 34], "转账"),
    ];
    check("the panel of an empty chat", [720, 1440], panel, NOTHING, Chat);
    let window = &[
        ([335, 185, 186, 49], "一位朋友"),
        ([696, 187, 86, 39], "13:18"),
        ([333, 360, 118, 50], "另一位"),
        ([696, 362, 86, 38], "13:18"),
        ([334, 885, 221, 50], "文件传输助手"),
        ([649, 887, 133, 40], "19/05/10"),
    ];
    check(
        "a window with its list",
        [2190, 1895],
        window,
        Look { bubbles_right: 1, labels: 2, ..NOTHING },
        Chat,
    );
}

#[test]
fn boxes_alone_are_no_chat() {
    let boxes = Look { bubbles_left: 3, bubbles_right: 2, ..NOTHING };
    let page = &[([492, 175, 256, 77], "赛事详情"), ([80, 400, 300, 50], "报名须知")];
    check("cards of an article", [1240, 2772], page, boxes, Other);
    check("with a portrait beside one", [1240, 2772], page, Look { avatars: 1, ..boxes }, Other);
    for spoken in
        [Look { avatars: 2, ..boxes }, Look { green: 1, ..boxes }, Look { sender_names: 1, ..boxes }]
    {
        check("a piece of a chat", [1240, 2772], page, spoken, Chat);
    }
}

#[test]
fn lists_are_told_by_their_rows() {
    let forward = &[
        ([325, 55, 98, 57], "群聊"),
        ([320, 135, 110, 27], "2018-3-31"),
        ([108, 188, 225, 29], "某建材"),
        ([628, 184, 93, 30], "下午3:59"),
        ([109, 229, 459, 35], "我想要两阳一阴的客厅在中间的"),
        ([105, 497, 76, 35], "★某★"),
        ([628, 496, 95, 30], "下午6:56"),
    ];
    check(
        "merged forward",
        [750, 1334],
        forward,
        Look { labels: 1, sender_names: 2, ..NOTHING },
        MergedForward,
    );
    let mut untitled = forward.to_vec();
    untitled.remove(0);
    check("merged forward, scrolled", [750, 1334], &untitled, NOTHING, MergedForward);
    let sessions = [
        ([20, 69, 147, 55], "微信(12)"),
        ([145, 179, 179, 41], "一位朋友"),
        ([679, 171, 106, 35], "晚上8:52"),
        ([150, 322, 363, 40], "技术交流群"),
        ([679, 317, 103, 35], "晚上8:51"),
        ([148, 611, 179, 46], "订阅号消息"),
        ([686, 610, 96, 34], "1月10日"),
        ([71, 1393, 59, 36], "微信"),
        ([260, 1394, 85, 36], "通讯录"),
        ([474, 1393, 61, 38], "发现"),
        ([688, 1392, 41, 39], "我"),
    ];
    let stray = Look { bubbles_left: 3, labels: 1, ..NOTHING };
    check("session list", [810, 1440], &sessions, stray, SessionList);
    let viewer = Look { bubbles_right: 3, ..stray };
    check("session list in a viewer", [810, 1440], &sessions, viewer, SessionList);
    check("session list without tabs", [810, 1440], &sessions[..7], NOTHING, SessionList);
    let discover = &[
        ([380, 69, 80, 55], "发现"),
        ([71, 1393, 59, 36], "微信"),
        ([260, 1394, 85, 36], "通讯录"),
        ([474, 1393, 61, 38], "发现"),
        ([688, 1392, 41, 39], "我"),
    ];
    check("another tab", [810, 1440], discover, NOTHING, Other);
}

#[test]
fn profiles_and_red_packets_are_told_by_their_words() {
    let contact = &[
        ([200, 200, 100, 50], "张三"),
        ([200, 270, 300, 40], "微信号：zhangsan_01"),
        ([200, 320, 300, 40], "地区：浙江 杭州"),
        ([500, 1000, 100, 40], "发消息"),
    ];
    check("profile", [1080, 2400], contact, NOTHING, Profile);
    let own = &[([480, 120, 200, 50], "个人信息"), ([60, 300, 80, 40], "头像"), ([60, 420, 80, 40], "名字")];
    check("own profile", [1170, 2532], own, NOTHING, Profile);
    let dialog = &[
        ([188, 237, 75, 19], "某人"),
        ([166, 255, 122, 17], "发了一个红包，金额随机"),
        ([155, 287, 140, 20], "恭喜发财，大吉大利！"),
        ([198, 380, 58, 22], "拆红包"),
        ([190, 450, 76, 17], "看看大家的手气"),
    ];
    check("red packet dialog", [800, 566], dialog, NOTHING, RedPacket);
    let newer = &[
        ([604, 447, 190, 45], "某人的红包"),
        ([422, 521, 475, 63], "恭喜发财，大吉大利"),
        ([614, 1040, 94, 101], "開"),
        ([529, 1246, 262, 42], "看看大家的手气>"),
    ];
    check("newer dialog", [2112, 1590], newer, Look { labels: 1, ..NOTHING }, RedPacket);
}

#[test]
fn posts_and_tables_are_no_chats_and_a_chat_with_a_photographed_table_is_one() {
    let posts: Rows<'_> = &[
        ([520, 220, 140, 50], "朋友圈"),
        ([200, 500, 500, 50], "祝妈妈生日快乐"),
        ([200, 700, 120, 40], "5分钟前"),
    ];
    let boxes = Look { bubbles_left: 3, sender_names: 1, input_bar: true, ..NOTHING };
    check("posts", [1170, 2532], posts, boxes, Other);
    check("a group of that name", [1170, 2532], posts, Look { green: 1, ..boxes }, Chat);
    let cells = |row: u32| (0..5).map(move |column| ([20 + column * 200, 100 + row * 60, 120, 40], "借款"));
    let table: Vec<([u32; 4], &str)> = (0..8).flat_map(cells).collect();
    let columns = Look { bubbles_left: 3, bubbles_right: 1, input_bar: true, avatars: 1, ..NOTHING };
    check("a table", [1262, 1558], &table, columns, Other);
    let spoken = Look { avatars: 4, ..columns };
    check("a photographed table in a chat", [1262, 1558], &table, spoken, Chat);
}
