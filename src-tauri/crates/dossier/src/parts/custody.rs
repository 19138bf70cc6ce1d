//! 保管情况说明: what the program knows of how the electronic data were made, kept, passed on and taken out, point by point
//! of Article 93 of the provisions on evidence in civil proceedings (2019), and what it does not know.

use super::{Booklet, fingerprints::digest, quoted, sources};
use crate::{
    Error, Part, figures,
    layout::{
        Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, Item, LABEL, LEFT, NOTE, Para, Row, STRONG, Table,
    },
    words,
};
use juzheng_model::{Code, Device};
use std::collections::BTreeSet;

const POINTS: [Column; 3] = [
    Column { width: 96.0, title: "审查方面", align: Align::Left },
    Column { width: 232.0, title: "软件所知（据保管记录）", align: Align::Left },
    Column { width: CONTENT_WIDTH - 328.0, title: "软件不知、由提交方说明", align: Align::Left },
];
const ENTRIES: [Column; 4] = [
    Column { width: 36.0, title: "序号", align: Align::Left },
    Column { width: 104.0, title: "时间", align: Align::Left },
    Column { width: 52.0, title: "操作人", align: Align::Left },
    Column { width: CONTENT_WIDTH - 192.0, title: "所做的事", align: Align::Left },
];
/// So many entries stand in full; the whole chain lies in the case.
const MOST_ENTRIES: usize = 300;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.custody.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::CUSTODY)?;
    booklet.parts.custody.touch(flow);
    let intro = [Para::new(NOTE, words::CUSTODY_INTRO), Para::new(NOTE, words::SCOPE)];
    flow.paras(&intro, LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&POINTS);
    table.head(flow)?;
    for (point, known, asked) in points(booklet) {
        let mut open: Vec<Para> = asked.iter().map(|said| Para::new(CELL.sized(8.5), *said)).collect();
        open.push(Para::new(LABEL.grey(0.45), "＿＿＿＿＿＿＿＿＿＿＿").before(6.0));
        let known = known.into_iter().map(|said| Para::new(CELL.sized(8.5), said).before(1.0)).collect();
        let cells = vec![vec![Para::new(STRONG.sized(8.5), point)], known, open];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    flow.space(14.0);
    entries(booklet, flow)?;
    booklet.parts.custody.touch(flow);
    Ok(())
}

/// (aspect, what is known, what the submitter is asked).
fn points(booklet: &Booklet<'_>) -> Vec<(&'static str, Vec<String>, &'static [&'static str])> {
    vec![
        (
            "（一）硬件、软件环境是否完整、可靠",
            environment(booklet),
            &["生成数据的手机或电脑、系统和微信版本："],
        ),
        (
            "（二）是否处于正常运行状态",
            vec!["软件不知悉数据生成时设备的运行状态。".to_owned()],
            &["当时设备有无故障、是否越狱或安装修改类软件："],
        ),
        ("（三）有无防止出错的监测、核查手段", checks(booklet), &[]),
        (
            "（四）是否被完整地保存、传输、提取，方法是否可靠",
            keeping(booklet),
            &["导出或截图的经过、传给本机的方式："],
        ),
        (
            "（五）是否在正常的往来活动中形成和存储",
            vec![
                format!(
                    "当事人会话共 {} 条消息；当事人之间收付 {} 笔；本册印出其中与收付有关的部分，略去的均注明条数。",
                    figures::grouped(booklet.snapshot.messages),
                    figures::grouped(booklet.snapshot.transfers.len() as u64)
                ),
                "软件不知悉消息是否曾被删除；账单不含已删除的记录。".to_owned(),
            ],
            &["账号由何人日常使用："],
        ),
        ("（六）保存、传输、提取的主体是否适当", people(booklet), &["操作人的姓名、与本案的关系："]),
        ("（七）其他影响完整性和可靠性的因素", other(booklet), &[]),
    ]
}

fn environment(booklet: &Booklet<'_>) -> Vec<String> {
    let snapshot = booklet.snapshot;
    let screens = || snapshot.artifacts.iter().filter_map(|view| view.facts.as_ref()?.screen.as_ref());
    let mut said = vec![format!("导入、保存和制作本册的软件：{}，在本机离线运行。", booklet.options.program)];
    let readers: BTreeSet<&str> =
        snapshot.artifacts.iter().filter_map(|view| view.reader.as_deref()).collect();
    if !readers.is_empty() {
        let readers: Vec<&str> = readers.into_iter().collect();
        said.push(format!("读取程序及版本：{}。", readers.join("、")));
    }
    let of = |device| screens().filter(|screen| screen.device == device).count();
    let devices = [(Device::Ios, "苹果手机"), (Device::Android, "安卓手机"), (Device::Pc, "电脑端微信")];
    let devices: Vec<String> = devices
        .into_iter()
        .filter_map(|(device, name)| Some((name, of(device))).filter(|(_, n)| *n > 0))
        .map(|(name, n)| format!("{name} {n} 张"))
        .collect();
    if !devices.is_empty() {
        said.push(format!("截图的来源设备（由画面推断）：{}。", devices.join("、")));
    }
    said
}

fn checks(booklet: &Booklet<'_>) -> Vec<String> {
    let snapshot = booklet.snapshot;
    let has = |code: Code| snapshot.findings.iter().filter(|f| f.code == code.word()).count();
    let mut said = vec![
        "每个文件导入时计算 SHA-256 与 SM3 指纹；每次读取的结果另有摘要，可由原件重新读取核对（图片的识读结果只核对摘要）。"
            .to_owned(),
    ];
    let see = if booklet.prints(Part::Findings) { "，见“提示”" } else { "" };
    let differs = has(Code::BillCountDiffers) + has(Code::BillTotalDiffers);
    said.push(match differs {
        0 => "账单自载的笔数、金额与各行合计比对，未发现不符（账单未载合计的除外）。".to_owned(),
        n => format!("账单自载的笔数、金额与各行合计比对，有 {n} 处不符{see}。"),
    });
    said
}

fn keeping(booklet: &Booklet<'_>) -> Vec<String> {
    let snapshot = booklet.snapshot;
    let offset = snapshot.offset;
    let times = snapshot.artifacts.iter().map(|view| view.artifact.added_at);
    let ends = times.clone().min().zip(times.max());
    let mut said = Vec::new();
    if let Some((first, last)) = ends {
        said.push(format!(
            "{} 份材料于 {} 至 {}（{offset}）导入，逐字节复制为只读文件，文件名即其 SHA-256；原件此后不再写入。",
            snapshot.artifacts.len(),
            offset.paper(first),
            offset.paper(last)
        ));
    }
    said.push(format!("保管记录逐条相扣，至第 {} 条，末条摘要见下。", snapshot.custody_seq));
    if !booklet.derived.is_empty() {
        let names: Vec<String> = snapshot
            .artifacts
            .iter()
            .map(|v| v.artifact.id)
            .filter(|id| booklet.derived.contains(id))
            .map(|id| booklet.material(id))
            .collect();
        said.push(format!("{} 由第三方工具导出，不是手机中的原始数据。", names.join("、")));
    }
    said.push("导入以前的保存和传输，软件不知悉。".to_owned());
    said
}

fn people(booklet: &Booklet<'_>) -> Vec<String> {
    let actors: BTreeSet<&str> = booklet.snapshot.custody.iter().map(|entry| entry.actor.as_str()).collect();
    let actors: Vec<&str> = actors.into_iter().map(actor).collect();
    vec![
        format!("保管记录中的操作人：{}。软件不核实操作人的身份。", actors.join("、")),
        "本软件是当事人自用的整理工具，不是中立第三方平台。".to_owned(),
    ]
}

fn other(booklet: &Booklet<'_>) -> Vec<String> {
    let snapshot = booklet.snapshot;
    let corrected = snapshot.transfers.iter().filter(|transfer| !transfer.corrected.is_empty()).count()
        + snapshot.excerpts.iter().flat_map(|e| &e.messages).filter(|message| message.corrected).count();
    let mut said = Vec::new();
    if corrected > 0 {
        said.push(format!("用户更正过 {corrected} 条读取结果，更正与原读数并列保存。"));
    }
    if sources::has_unchecked(snapshot) {
        said.push("部分内容由软件从图片识读、尚未有人核对，均已标明，以图片原件为准。".to_owned());
    }
    if let Some(redacted) = booklet.options.redacted {
        said.push(words::redacted(redacted));
    }
    if said.is_empty() {
        said.push("软件未发现其他情况。".to_owned());
    }
    said
}

fn actor(actor: &str) -> &str {
    if actor == "user" { "用户" } else { actor }
}

fn entries(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    flow.section("保管记录", 120.0)?;
    let said = "导出、核对的条目不改变案件，不列。完整的保管记录在案件中，可用“举证”软件查看和核对。";
    flow.paras(&[Para::new(NOTE, said)], LEFT, CONTENT_WIDTH)?;
    flow.space(5.0);
    digest(flow, "末条摘要", &snapshot.custody_head)?;
    flow.space(6.0);
    let table = Table::new(&ENTRIES);
    table.head(flow)?;
    for entry in snapshot.custody.iter().take(MOST_ENTRIES) {
        let cells = vec![
            vec![Para::new(LABEL, entry.seq.to_string())],
            vec![Para::new(FIGURE.sized(8.0), snapshot.offset.paper(entry.at))],
            vec![Para::new(LABEL, actor(&entry.actor))],
            vec![Para::new(CELL.sized(8.5), quoted::field(&entry.sentence)).most(4)],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    if snapshot.custody.len() > MOST_ENTRIES {
        let more = figures::grouped((snapshot.custody.len() - MOST_ENTRIES) as u64);
        flow.paras(&[Para::new(NOTE, format!("另有 {more} 条未印出。")).before(4.0)], LEFT, CONTENT_WIDTH)?;
    }
    flow.space(6.0);
    let y = flow.y;
    flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick: 0.3, grey: 0.55 });
    Ok(())
}
