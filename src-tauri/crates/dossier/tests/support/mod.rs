//! Invented cases for the tests: people, files and payments that never were.

#![allow(dead_code, missing_docs, unreachable_pub)] // not every test uses all of it

mod record;

use chrono::NaiveDate;
use juzheng_dossier::{Error, Fonts, Gaps, Options, Part, PerPage, Profile, Rendered, render};
use juzheng_model::{
    Artifact, ArtifactKind, Basis, Card, Digest, Direction, Facts, Fen, Fingerprints, Id, MessageKind,
    Offset, Originals, Party, PartyRole, Place, Severity, Side, Span, Status, TransferKind,
    link::{Clock, Decided, LinkBasis, Order, Verdict},
    party::Alias,
    port::Bytes,
    snapshot::{
        ArtifactView, CustodyView, Excerpt, FindingView, LeftOut, LinkView, MessageView, Snapshot, Totals,
        TransferView,
    },
    time::{Gap, ZoneBasis},
};
pub use record::*;
use std::path::{Path, PathBuf};

pub const BILL: u64 = 1;
pub const CHAT: u64 = 2;

/// 2024-03-01 20:15:08 +08:00
pub const START: i64 = 1_709_295_308;

/// The fonts, from `JUZHENG_FONTS` or the checkout.
pub fn fonts() -> Fonts {
    let folder = std::env::var_os("JUZHENG_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts"), PathBuf::from);
    Fonts::load(&folder).unwrap_or_else(|error| {
        panic!(
            "the fonts of the dossier are not in `{}`: {error}; fetch them with `cargo xtask setup`, or name their \
             folder in JUZHENG_FONTS",
            folder.display()
        )
    })
}

pub fn options(gaps: Gaps) -> Options<'static> {
    let date = NaiveDate::from_ymd_opt(2024, 11, 21).expect("a date");
    Options {
        date,
        gaps,
        profile: Profile::Court,
        parts: &Part::ALL,
        pictures: PerPage::One,
        transcripts: false,
        forms: true,
        duplex: false,
        left_out: &[],
        redacted: None,
        program: "Juzheng 0.1.0",
        attachments: &[],
    }
}

/// No originals at all.
pub struct Nothing;

impl Originals for Nothing {
    fn open(&self, sha256: &Digest) -> std::io::Result<Box<dyn Bytes>> {
        Err(std::io::Error::new(std::io::ErrorKind::NotFound, sha256.hex()))
    }
}

/// The PDF of a snapshot.
pub fn pdf(snapshot: &Snapshot, options: &Options<'_>) -> (Vec<u8>, Rendered) {
    let mut out = Vec::new();
    let rendered =
        render(snapshot, options, &fonts(), &Nothing, &mut out, &|_, _| true).expect("a snapshot renders");
    (out, rendered)
}

/// What poppler's `pdftotext` reads from it; `-raw` keeps the order of the content.
pub fn text(pdf: &[u8], arguments: &[&str]) -> String {
    String::from_utf8_lossy(&foreign("pdftotext", pdf, &[arguments, &["-enc", "UTF-8"]].concat(), &["-"]))
        .into_owned()
}

/// What a foreign program says of the PDF; fails with a sentence where it is not installed or refuses the file.
pub fn foreign(program: &str, pdf: &[u8], before: &[&str], after: &[&str]) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), pdf).expect("a temporary file");
    let ran = std::process::Command::new(program).args(before).arg(file.path()).args(after).output();
    let package = match program {
        "pdftotext" | "pdfinfo" | "pdffonts" | "pdftoppm" => "poppler-utils",
        "mutool" => "mupdf-tools",
        "zbarimg" => "zbar-tools",
        other => other,
    };
    let ran = ran
        .unwrap_or_else(|error| panic!("`{program}` cannot be run ({error}); install the package {package}"));
    // Debian's MuPDF is built without colour management and says so once per run.
    let said = String::from_utf8_lossy(&ran.stderr).replace("warning: ICC support is not available", "");
    assert!(ran.status.success() && said.trim().is_empty(), "`{program}` finds fault: {said}");
    ran.stdout
}

pub fn parties() -> Vec<Party> {
    let alias = |name: &str| Alias {
        name: name.into(),
        asserted_by: "user".into(),
        asserted_at: START + 86_400 * 260,
    };
    vec![
        Party {
            name: "林晓岚".into(),
            role: PartyRole::Me,
            aliases: vec![alias("岚岚")],
            details: vec![
                ("身份证号".into(), "310000199001010000".into()),
                ("电话".into(), "13800000000".into()),
                ("地址".into(), "上海市某某区某某路 1 号 2 室".into()),
            ],
        },
        Party {
            name: "周启明".into(),
            role: PartyRole::Other,
            aliases: vec![alias("启明"), alias("wxid_qm0000000000"), alias("周𠮷明（㛃）")],
            details: vec![("微信号".into(), "qiming_0000".into())],
        },
    ]
}

/// A case with nothing in it.
pub fn empty() -> Snapshot {
    Snapshot {
        title: "林晓岚与周启明民间借贷纠纷".into(),
        case: Id(0x00c0_ffee_0000_0001),
        offset: Offset::CHINA,
        threshold_s: 900,
        parties: parties(),
        artifacts: vec![],
        transfers: vec![],
        loose_cards: vec![],
        excerpts: vec![],
        totals: Totals::default(),
        findings: vec![],
        left_out: LeftOut::default(),
        messages: 0,
        root: Digest::sha256(b"root"),
        custody_head: Digest::sha256(b"head"),
        custody_seq: 41,
        custody: vec![],
    }
}

/// A small dispute that has every kind of trouble once.
pub fn specimen() -> Snapshot {
    let talk = talk();
    let transfers = payments(&talk);
    let linked = |from: usize, to: usize| -> Vec<Vec<usize>> {
        let of = |m: &MessageView| {
            (0..transfers.len())
                .filter(|ix| {
                    transfers[*ix]
                        .link
                        .as_ref()
                        .and_then(|l| l.message.as_ref())
                        .is_some_and(|l| l.id == m.id)
                })
                .collect()
        };
        talk[from..to].iter().map(of).collect()
    };
    let excerpt = |from: usize, to: usize, skipped_before| Excerpt {
        conversation: "周启明".into(),
        messages: talk[from..to].to_vec(),
        links: linked(from, to),
        skipped_before,
    };
    let loose = vec![card(900, START + 86_400 * 44, true, 3_000, Card::Sent)];
    let split = talk.len() - 12;
    Snapshot {
        excerpts: vec![excerpt(0, split, 218), excerpt(split, talk.len(), 1_043)],
        loose_cards: loose,
        totals: Totals {
            out: (4, 8_352_000),
            received: (1, 500_000),
            returned: (1, 200_000),
            net: 8_352_000 - 200_000 - 500_000,
            unchecked: 0,
        },
        transfers,
        artifacts: artifacts(),
        findings: findings(),
        custody: custody(),
        left_out: LeftOut { transfers: 405, messages: 61_204, party_messages: 19_961 },
        messages: 20_000,
        ..empty()
    }
}

fn custody() -> Vec<CustodyView> {
    let entry = |seq, sentence: &str| CustodyView {
        seq,
        at: START + 86_400 * 260 + seq as i64,
        actor: "user".into(),
        sentence: sentence.into(),
    };
    vec![
        entry(1, "建立案件“林晓岚与周启明民间借贷纠纷”"),
        entry(2, "收入文件“周启明_聊天记录.csv”，原样保存并计算指纹"),
    ]
}

fn artifacts() -> Vec<ArtifactView> {
    let zip = artifact(3, "微信支付账单(20240301-20241120).zip", ArtifactKind::Archive, false);
    let mut bill = artifact(BILL, "微信支付账单流水文件(20240301-20241120).xlsx", ArtifactKind::Bill, true);
    bill.artifact.parent = Some(Id(3));
    bill.cited_transfers = 7;
    vec![
        bill,
        artifact(CHAT, "周启明_聊天记录.csv", ArtifactKind::Chat, true),
        zip,
        artifact(4, "转账电子凭证_20240301.pdf", ArtifactKind::Voucher, false),
        artifact(
            5,
            "IMG_2041_很长的文件名_long-file-name-without-any-break_0123456789abcdef0123456789abcdef.png",
            ArtifactKind::ChatScreenshot,
            false,
        ),
    ]
}

fn findings() -> Vec<FindingView> {
    let finding = |code, severity, message: &str, origin| FindingView {
        code,
        severity,
        message: message.into(),
        hint: "请对照原件核对。".into(),
        origin,
    };
    vec![
        finding(
            "bill-count-differs",
            Severity::Serious,
            "账单自载“支出 230 笔”，实有 229 行：可能有行被删除。",
            Some((Id(BILL), None)),
        ),
        finding(
            "derived-export",
            Severity::Check,
            "聊天记录由第三方工具导出，不是手机中的原始数据。",
            Some((Id(CHAT), None)),
        ),
        finding(
            "id-damaged",
            Severity::Check,
            "交易单号 5.30100023452E+27 经表格软件改动，已不完整。",
            Some((Id(BILL), Some(Place::Sheet { sheet: "Sheet1".into(), row: 44 }))),
        ),
        finding("gap-over", Severity::Check, "有 1 笔间隔超过阈值。", None),
        finding("zone-assumed", Severity::Note, "聊天记录未载明时区。", Some((Id(CHAT), None))),
    ]
}

/// Messages of three occasions, by row.
fn talk() -> Vec<MessageView> {
    let day = 86_400;
    let long = "这是一条很长的说明，用来检查摘录在一页之内放不下时如何续页。".repeat(167);
    let mut assumed = message(9, START + 1_552, true, "刚才那五万你收到了吗？借条记得写上名字：周𠮷明、㛃。");
    assumed.when = assumed.when.map(|when| Span { zone: ZoneBasis::Assumed, ..when });
    vec![
        message(1, START - 900, false, "晓岚，在吗？最近店里周转有点紧，想跟你借五万，三个月还，行不行🙏"),
        message(2, START - 870, true, "在的。“五万”可以，但要写借条，利息按你说的来。"),
        message(3, START - 840, false, "没问题！借条我今晚就写，月息按 1% 算😀👍🏽👨‍👩‍👧❤️"),
        message(4, START - 60, true, "好，我现在转给你"),
        card(5, START + 2, true, 50_000, Card::Sent),
        card(6, START + 41, false, 50_000, Card::Receipt),
        message(7, START + 60, false, "收到了，谢谢！！"),
        MessageView {
            kind: MessageKind::Image,
            text: "[图片]".into(),
            ..message(8, START + 70, false, "[图片]")
        },
        assumed,
        message(
            10,
            START + 1_600,
            false,
            "收到了\u{202e}的，放心。链接 https://example.com/a/very/long/path-without-break-opportunities-0123456789abcdef0123456789 看看",
        ),
        message(11, START + 20 * day - 40, false, "这个月房租还差两万，再帮一下"),
        card(12, START + 20 * day + 3, true, 20_000, Card::Sent),
        card(13, START + 21 * day + 900, false, 20_000, Card::Returned),
        message(14, START + 21 * day + 1_000, false, "先退给你，我再想想办法ก"),
        message(15, START + 40 * day - 1_552, true, "上次说的一万三千五，我先给你垫上"),
        message(16, START + 60 * day, true, &long),
        message(17, START + 61 * day - 30, false, "先还你 5000，剩下的下个月"),
        card(18, START + 61 * day, false, 5_000, Card::Sent),
        card(19, START + 61 * day + 9 * 3600, true, 5_000, Card::Receipt),
        MessageView {
            side: Side::System,
            sender: String::new(),
            kind: MessageKind::System,
            ..message(20, START + 61 * day + 9 * 3600 + 5, true, "你领取了启明的转账")
        },
        message(21, START + 90 * day, true, "到期了，剩下的钱什么时候还？"),
        message(22, START + 90 * day + 30, false, "再宽限两个月吧"),
        message(23, START + 90 * day + 45, true, "那你写个还款计划"),
        message(24, START + 90 * day + 60, false, ""),
    ]
}

fn payments(talk: &[MessageView]) -> Vec<TransferView> {
    let day = 86_400;
    let mut all = vec![
        transfer(1, START, true, 50_000, Some("借款，三个月")),
        transfer(2, START + 20 * day, true, 20_000, Some("房租")),
        transfer(3, START + 40 * day, true, 13_500, None),
        transfer(4, START + 50 * day, true, 20, Some("路费")),
        transfer(5, START + 61 * day, false, 5_000, Some("还款")),
        transfer(6, START + 61 * day + 30, true, 88, None),
        transfer(7, START + 70 * day, true, 35, None),
    ];
    let links: [Option<usize>; 5] = [Some(4), Some(11), Some(14), None, Some(17)];
    for (ix, to) in links.into_iter().enumerate() {
        all[ix].link = Some(link(to.map(|m| &talk[m]), &all[ix], 900));
    }
    all[0].accepted = talk[5].when;
    confirm(&mut all[0]);
    all[1].status = Status::Returned;
    all[1].status_text = "对方已退还".into();
    all[1].returned = talk[12].when;
    all[1].returned_amount = Fen::new(2_000_000);
    if let Some(link) = all[2].link.as_mut() {
        link.basis = LinkBasis::Nearest;
        link.note = Some("先聊后转：当天先说好，晚上到银行才转。".into());
        link.reasons = vec!["没有卡片，取时间最近的消息".into(), "消息提到金额“一万三千五”".into()];
    }
    all[4].when = all[4].when.map(|when| Span { latest: when.latest + 59, ..when });
    all[5].type_text = "微信红包".into();
    all[5].kind = TransferKind::RedPacket;
    let mut red = link(Some(&talk[18]), &all[5], 900);
    (red.verdict, red.ambiguous, red.basis) = (Verdict::Undetermined, true, LinkBasis::RedPacket);
    red.gap = Some(Gap { min_s: 0, max_s: 32_400 });
    all[5].link = Some(red);
    all[6].kind = TransferKind::Purchase;
    all[6].type_text = "商户消费".into();
    all[6].counterparty = Some("某某便利店".into());
    all
}

fn confirm(transfer: &mut TransferView) {
    if let Some(link) = transfer.link.as_mut() {
        link.decided = Decided::Confirmed;
        link.reasons = vec!["转账单号与账单商户单号相同".into()];
        link.basis = LinkBasis::Id;
    }
}

/// A case of so many transfers, each with so many messages around it.
pub fn large(transfers: usize, around: usize) -> Snapshot {
    const SAID: [&str; 6] = [
        "晓岚，最近店里周转有点紧，想跟你借一点，下个月就还，行不行？",
        "可以，但要写借条，利息按你说的来。",
        "没问题！借条我今晚就写，月息按 1% 算👍",
        "好，我现在转给你，注意查收。",
        "收到了，谢谢！",
        "“上次那笔”什么时候还？都过了三个月了。",
    ];
    let mut snapshot = specimen();
    (snapshot.transfers, snapshot.excerpts) = (Vec::new(), Vec::new());
    for n in 0..transfers {
        let at = START + 40_000 * n as i64;
        let mut paid = transfer(n as u64, at, n % 5 != 4, 100 + 37 * n as i64 % 9_000, Some("借款"));
        let row = (n * (around + 1)) as u64;
        let mut messages: Vec<MessageView> = (0..around)
            .map(|m| message(row + m as u64, at - 600 + 60 * m as i64, m % 2 == 0, SAID[(n + m) % 6]))
            .collect();
        if around > 0 {
            messages[around / 2] =
                card(row + around as u64, at + 2 + 1_000 * i64::from(n % 10 == 0), true, 100, Card::Sent);
            paid.link = Some(link(Some(&messages[around / 2]), &paid, 900));
            let links = (0..around).map(|m| if m == around / 2 { vec![n] } else { vec![] }).collect();
            let conversation = "周启明".into();
            snapshot.excerpts.push(Excerpt { conversation, messages, links, skipped_before: 87 });
        } else {
            paid.link = Some(link(None, &paid, 900));
        }
        snapshot.transfers.push(paid);
    }
    snapshot
}

/// Whether rendering stops when it is told to.
pub fn stops(snapshot: &Snapshot) -> bool {
    let stopped = render(snapshot, &options(Gaps::Shown), &fonts(), &Nothing, &mut Vec::new(), &|_, _| false);
    matches!(stopped, Err(Error::Stopped))
}
