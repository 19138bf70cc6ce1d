//! 当庭展示步骤: how to show each original on the phone, step by step, so that nobody searches for it in the courtroom.

use super::{Booklet, catalogue::group_title, exhibit_words, quoted};
use crate::{
    Error, Part,
    exhibits::{Exhibit, Group, kind},
    figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{
    ArtifactKind, Id, ScreenKind, Span,
    snapshot::{ArtifactView, MessageView, SeenRecord},
};

const COLUMNS: [Column; 3] = [
    Column { width: 92.0, title: "证据", align: Align::Left },
    Column { width: CONTENT_WIDTH - 142.0, title: "步骤", align: Align::Left },
    Column { width: 50.0, title: "已展示", align: Align::Left },
];

/// Before anything else.
const BEFORE: [&str; 4] = [
    "带上生成这些数据的手机，充好电，登录原来的微信账号；开庭前不要卸载微信、清理或迁移聊天记录、更换手机号。",
    "开庭前按下列步骤走一遍。语音先转成文字核对；录音录像另刻光盘或存入 U 盘，一并带上。",
    "在法庭上先打开“我”，展示自己的头像、昵称和微信号，说明这是谁的账号。",
    "展示时不要跳过、删除或只挑其中几条；对方要求看前后文的，从头到尾滑给法庭看。",
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    if booklet.exhibits.all.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::SHOWING)?;
    flow.paras(&[Para::new(NOTE, words::SHOWING_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(6.0);
    flow.section("开始之前", 80.0)?;
    let before =
        (1..).zip(BEFORE).map(|(n, said): (usize, _)| Para::new(CELL, format!("{n}. {said}")).before(2.0));
    let before: Vec<Para> = before.collect();
    flow.paras(&before, LEFT, CONTENT_WIDTH)?;
    let mut group = None;
    let table = Table::new(&COLUMNS);
    for exhibit in booklet.exhibits.all.clone() {
        if group != Some(exhibit.group) {
            group = Some(exhibit.group);
            flow.space(10.0);
            flow.section(&group_title(exhibit.number.0, exhibit.group), 90.0)?;
            table.head(flow)?;
        }
        table.row(flow, &row(booklet, &exhibit))?;
    }
    Ok(())
}

fn row(booklet: &Booklet<'_>, exhibit: &Exhibit) -> Row {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    let pages = booklet.pages_of(exhibit.artifact);
    let mut name = vec![
        Para::new(STRONG.sized(8.5), format!("证据 {}", exhibit.label())),
        Para::new(LABEL, exhibit_words::name(view)),
    ];
    if let Some(first) = pages.first() {
        name.push(Para::page_of(LABEL, "第 ", first.from, " 页起"));
    }
    let steps = (1..).zip(steps(booklet, exhibit.group, view));
    let steps =
        steps.map(|(n, said): (usize, _)| Para::new(CELL.sized(8.5), format!("{n}. {said}")).before(1.0));
    let cells = vec![name, steps.collect(), vec![Para::new(CELL, "□")]];
    Row { cells, ..Row::default() }
}

fn steps(booklet: &Booklet<'_>, group: Group, view: &ArtifactView) -> Vec<String> {
    let screen = view.facts.as_ref().and_then(|facts| facts.screen.as_ref());
    match (group, kind(view), screen.map(|screen| screen.kind)) {
        (Group::Payments, Some(ArtifactKind::Bill), _) => bill(booklet, view),
        (Group::Payments, Some(ArtifactKind::Voucher), _) => vec![
            "出示凭证的原电子文件（PDF），在其中核对电子章和单号。".to_owned(),
            "在微信打开“我—服务—钱包—账单”，点开同一单号的这笔转账，与凭证对照。".to_owned(),
            "需要时当庭从账单详情的“申请转账电子凭证”再次取得。".to_owned(),
        ],
        (Group::Payments, ..) => payment(booklet, view),
        (Group::Chats, Some(ArtifactKind::Chat), _) => {
            chat(booklet, &conversations(booklet, view.artifact.id))
        }
        (Group::Chats, ..) => {
            let title = screen.and_then(|screen| screen.title.clone());
            let spoken = on_picture(view);
            chat(booklet, &[(title, spoken)])
        }
        (Group::Identity, ..) | (_, _, Some(ScreenKind::Profile)) => vec![
            "在通讯录打开对方的资料页，展示备注名、昵称、微信号、地区；有手机号的一并展示。".to_owned(),
            "点“发消息”进入会话，说明与聊天证据是同一账号。".to_owned(),
        ],
        (Group::Recordings, ..) => vec![
            "出示录制所用的原始载体（手机或录音笔），打开其中的原文件，展示录制时间和时长。".to_owned(),
            "当庭播放；书面整理稿与播放内容逐句对照。".to_owned(),
            "同一文件另存于随册提交的光盘或 U 盘。".to_owned(),
        ],
        (Group::Others, ..) => vec![
            "有纸质原件的，出示纸质原件供核对。".to_owned(),
            "只有电子文件的，在原设备上打开原文件，展示拍摄或取得的时间。".to_owned(),
        ],
    }
}

fn bill(booklet: &Booklet<'_>, view: &ArtifactView) -> Vec<String> {
    let period = view.facts.as_ref().and_then(|facts| facts.period.as_ref());
    let owner = view.facts.as_ref().and_then(|facts| facts.owner.as_ref());
    let account = owner.map_or(String::new(), |owner| format!("（账单所有人：{}）", quoted::field(owner)));
    let span = period.map_or(String::new(), |(from, to)| {
        format!("，选到 {} 至 {}", quoted::field(from), quoted::field(to))
    });
    vec![
        format!("在微信打开“我—服务—钱包—账单”{account}{span}。"),
        format!(
            "{}逐笔点开详情，展示交易单号、对方、状态。",
            words::by_bill_rows(booklet.prints(Part::BillRows))
        ),
        "需要时当庭申请“账单—常见问题—下载账单（用于个人对账）”，与所交文件对照；账单不含已删除的记录。"
            .to_owned(),
    ]
}

fn payment(booklet: &Booklet<'_>, view: &ArtifactView) -> Vec<String> {
    let rows = view.seen.iter().filter_map(|seen| match &seen.record {
        SeenRecord::Transfer(transfer) if !transfer.unrelated => Some(transfer),
        _ => None,
    });
    let which: Vec<String> = rows
        .take(3)
        .map(|row| {
            format!("{} {}", figures::time(row.when, booklet.snapshot.offset), figures::amount(row.amount))
        })
        .collect();
    let which = if which.is_empty() { String::new() } else { format!("（{}）", which.join("；")) };
    vec![
        format!("在微信打开“我—服务—钱包—账单”，找到截图中的这笔{which}，点开详情。"),
        "或在与对方的会话中点“…—查找聊天内容—交易”，点开该笔转账。".to_owned(),
        "展示金额、状态、转账时间、收款时间和单号，与截图对照。".to_owned(),
    ]
}

/// (name of the conversation, first and last time) each.
fn chat(booklet: &Booklet<'_>, conversations: &[(Option<String>, Option<(Span, Span)>)]) -> Vec<String> {
    let mut steps =
        vec!["在通讯录打开对方的资料页，展示备注名、昵称和微信号，点“发消息”进入会话。".to_owned()];
    for (name, times) in conversations {
        let name =
            name.as_deref().map_or("该会话".to_owned(), |name| format!("会话“{}”", quoted::field(name)));
        let offset = booklet.snapshot.offset;
        let to = times.map_or(String::new(), |(first, last)| {
            let (first, last) = (figures::day(offset, first.earliest), figures::day(offset, last.latest));
            if first == last {
                format!("，点“…—查找聊天内容—日期”，选到 {first}")
            } else {
                format!("，点“…—查找聊天内容—日期”，选到 {first}，向下滑至 {last}")
            }
        });
        steps.push(format!("打开{name}{to}。"));
    }
    steps.push("逐条对照本册所印内容；图片、语音、文件、转账和红包逐个点开。".to_owned());
    steps.push("点“…—查找聊天内容—交易”，展示双方之间的转账记录。".to_owned());
    steps
}

fn conversations(booklet: &Booklet<'_>, file: Id) -> Vec<(Option<String>, Option<(Span, Span)>)> {
    let mut found: Vec<(Option<String>, Option<(Span, Span)>)> = Vec::new();
    let own = |message: &&MessageView| message.origin.0 == file;
    for message in booklet.snapshot.excerpts.iter().flat_map(|excerpt| &excerpt.messages).filter(own) {
        let name = Some(message.conversation.clone());
        let ix = found.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            found.push((name, None));
            found.len() - 1
        });
        found[ix].1 = wider(found[ix].1, message.when);
    }
    if found.is_empty() {
        found.push((None, None));
    }
    found
}

fn on_picture(view: &ArtifactView) -> Option<(Span, Span)> {
    view.seen.iter().fold(None, |ends, seen| match &seen.record {
        SeenRecord::Message(message) => wider(ends, message.when),
        SeenRecord::Transfer(_) => ends,
    })
}

fn wider(ends: Option<(Span, Span)>, when: Option<Span>) -> Option<(Span, Span)> {
    match (ends, when) {
        (None, Some(when)) => Some((when, when)),
        (Some((first, last)), Some(when)) => Some((
            if when.earliest < first.earliest { when } else { first },
            if when.latest > last.latest { when } else { last },
        )),
        (ends, None) => ends,
    }
}
