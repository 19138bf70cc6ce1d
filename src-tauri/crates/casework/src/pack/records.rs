//! Records as CSV that opens in Excel: UTF-8 with a mark, CRLF, and no cell that any program takes for a formula.

use super::{Audience, plan::Plan};
use crate::{
    book::Book,
    case::Case,
    error::Error,
    list::Listing,
    shape::{Item, LinkShape, MessageShape, TransferShape},
    words::{Lang, term},
};
use juzheng_model::{
    Fen, Id, Offset, Place, Span,
    snapshot::{MessageView, TransferView},
};
use juzheng_seal::Packer;
use serde::Serialize;
use std::collections::HashMap;

const TRANSFERS: [&str; 17] = [
    "编号",
    "最早时间",
    "最晚时间",
    "收支",
    "金额（元）",
    "交易对方",
    "交易类型",
    "当前状态",
    "退回（元）",
    "交易单号",
    "商户单号",
    "转账备注",
    "备注",
    "支付方式",
    "机器识读未核对",
    "来源文件",
    "位置",
];
const MESSAGES: [&str; 12] = [
    "编号",
    "会话",
    "最早时间",
    "最晚时间",
    "方",
    "发送人",
    "类型",
    "金额（元）",
    "内容",
    "机器识读未核对",
    "来源文件",
    "位置",
];
const LINKS: [&str; 11] = [
    "编号",
    "收付记录",
    "消息",
    "依据",
    "间隔最小（秒）",
    "间隔最大（秒）",
    "结论",
    "另有同样合适的对应",
    "用户决定",
    "备注",
    "理由",
];
const FINDINGS: [&str; 6] = ["代码", "程度", "提示", "建议", "来源文件", "位置"];

/// The names of the files by the ids of the artifacts.
type Names = HashMap<Id, String>;

/// Writes the records that this audience gets.
pub(super) fn write(
    case: &Case,
    book: &Book,
    plan: &Plan,
    audience: Audience,
    packer: &mut Packer<'_>,
) -> Result<(), Error> {
    let names = names(plan);
    if audience == Audience::OtherSide {
        return cited(packer, plan, &names, None, ("records/收付记录.csv", "records/消息.csv"));
    }
    let all = audience == Audience::Archive;
    let offset = book.settings.offset;
    table(packer, "records/收付记录.csv", &TRANSFERS, |row| {
        list(case, Listing::Transfers, all, |item| match item {
            Item::Transfer(transfer) => row(transfer_cells(&transfer, &names, offset)),
            _ => Ok(()),
        })
    })?;
    table(packer, "records/消息.csv", &MESSAGES, |row| {
        list(case, Listing::Messages, all, |item| match item {
            Item::Message(message) => row(message_cells(&message, &names, offset)),
            _ => Ok(()),
        })
    })?;
    table(packer, "records/对应.csv", &LINKS, |row| {
        list(case, Listing::Links, all, |item| match item {
            Item::Link(link) => row(link_cells(&link)),
            _ => Ok(()),
        })
    })?;
    if all {
        table(packer, "records/提示.csv", &FINDINGS, |row| {
            list(case, Listing::Findings, all, |item| match item {
                Item::Finding(finding) => {
                    let origin = finding.origin.as_ref();
                    row(vec![
                        finding.code.to_owned(),
                        word(&finding.severity),
                        finding.message.clone(),
                        finding.hint.clone(),
                        origin.map(|origin| file(&names, origin.artifact)).unwrap_or_default(),
                        origin.map(|origin| place(&origin.place)).unwrap_or_default(),
                    ])
                }
                _ => Ok(()),
            })
        })?;
    }
    Ok(())
}

/// What the parties' records in one file say: what goes along in the stead of a file with strangers in it.
pub(super) fn of_artifact(
    packer: &mut Packer<'_>,
    path: &str,
    plan: &Plan,
    artifact: Id,
) -> Result<(), Error> {
    let has_transfers =
        plan.snapshot.transfers.iter().any(|transfer| transfer.origins.iter().any(|(id, _)| *id == artifact));
    match has_transfers {
        true => cited(packer, plan, &names(plan), Some(artifact), (path, "")),
        false => cited(packer, plan, &names(plan), Some(artifact), ("", path)),
    }
}

/// The transfers and messages of the dossier, as its audience may see them; of one file, or of all. An empty path is not
/// written.
fn cited(
    packer: &mut Packer<'_>,
    plan: &Plan,
    names: &Names,
    only: Option<Id>,
    (transfers, messages): (&str, &str),
) -> Result<(), Error> {
    let snapshot = &plan.snapshot;
    let of_this = |id: &Id| only.is_none_or(|only| only == *id);
    if !transfers.is_empty() {
        table(packer, transfers, &TRANSFERS, |row| {
            let shown = snapshot.transfers.iter().filter(|t| t.origins.iter().any(|(id, _)| of_this(id)));
            shown.map(|transfer| view_cells(transfer, names, only, snapshot.offset)).try_for_each(row)
        })?;
    }
    if !messages.is_empty() {
        table(packer, messages, &MESSAGES, |row| {
            let all = snapshot.excerpts.iter().flat_map(|e| &e.messages).chain(&snapshot.loose_cards);
            let shown = all.filter(|message| of_this(&message.origin.0));
            shown.map(|message| message_view_cells(message, names, snapshot.offset)).try_for_each(row)
        })?;
    }
    Ok(())
}

/// Writes a table row by row.
fn table(
    packer: &mut Packer<'_>,
    path: &str,
    head: &[&str],
    fill: impl FnOnce(&mut dyn FnMut(Vec<String>) -> Result<(), Error>) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |source| Error::Unwritable { path: path.into(), source };
    packer.file(path, |out| {
        out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        let mut row = |cells: Vec<String>| {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            write!(out, "{}\r\n", cells.join(",")).map_err(failed)
        };
        row(head.iter().map(|title| (*title).to_owned()).collect())?;
        fill(&mut row)
    })?;
    Ok(())
}

fn list(
    case: &Case,
    listing: Listing,
    all: bool,
    mut each: impl FnMut(Item) -> Result<(), Error>,
) -> Result<(), Error> {
    case.list(listing, all, &mut each).map(|_| ())
}

/// The cells of a transfer: both of its forms have the same fields, and differ in what hides amounts and tells origins.
macro_rules! transfer_row {
    ($transfer:expr, $offset:expr, $amounts:expr, $unchecked:expr, $origin:expr) => {{
        let (transfer, offset, [amount, returned], [file, place]) = ($transfer, $offset, $amounts, $origin);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            transfer.id.to_string(),
            earliest(transfer.when, offset),
            latest(transfer.when, offset),
            transfer.direction.map(|direction| word(&direction)).unwrap_or_default(),
            amount,
            text(&transfer.counterparty),
            transfer.type_text.clone(),
            transfer.status_text.clone(),
            returned,
            text(&transfer.transaction_id),
            text(&transfer.merchant_id),
            text(&transfer.memo),
            text(&transfer.note),
            text(&transfer.method),
            yes($unchecked),
            file,
            place,
        ]
    }};
}

fn transfer_cells(transfer: &TransferShape, names: &Names, offset: Offset) -> Vec<String> {
    let origin = transfer.origins.first().map(|origin| (origin.artifact, &origin.place));
    let amounts = [yuan(transfer.amount_fen), yuan(transfer.returned_fen)];
    let unchecked = transfer.machine.as_ref().is_some_and(|machine| !machine.checked);
    transfer_row!(transfer, offset, amounts, unchecked, at(names, origin))
}

fn view_cells(transfer: &TransferView, names: &Names, only: Option<Id>, offset: Offset) -> Vec<String> {
    let mut origins = transfer.origins.iter();
    let origin = origins.find(|(id, _)| only.is_none_or(|only| only == *id)).map(|(id, place)| (*id, place));
    let money = |amount: Option<Fen>| if transfer.hidden { String::new() } else { yuan(amount) };
    let amounts = [money(transfer.amount), money(transfer.returned_amount)];
    transfer_row!(transfer, offset, amounts, transfer.unchecked, at(names, origin))
}

/// File and place of an origin.
fn at(names: &Names, origin: Option<(Id, &Place)>) -> [String; 2] {
    origin.map(|(id, at)| [file(names, id), place(at)]).unwrap_or_default()
}

fn message_cells(message: &MessageShape, names: &Names, offset: Offset) -> Vec<String> {
    let origin = message.origins.first();
    vec![
        message.id.to_string(),
        message.conversation.clone(),
        earliest(message.when, offset),
        latest(message.when, offset),
        side(&word(&message.side)),
        message.sender.clone(),
        kind(&word(&message.kind)),
        yuan(message.amount_fen),
        message.text.clone(),
        yes(message.machine.as_ref().is_some_and(|machine| !machine.checked)),
        origin.map(|origin| file(names, origin.artifact)).unwrap_or_default(),
        origin.map(|origin| place(&origin.place)).unwrap_or_default(),
    ]
}

fn message_view_cells(message: &MessageView, names: &Names, offset: Offset) -> Vec<String> {
    vec![
        message.id.to_string(),
        message.conversation.clone(),
        earliest(message.when, offset),
        latest(message.when, offset),
        side(&word(&message.side)),
        message.sender.clone(),
        kind(&word(&message.kind)),
        yuan(message.amount),
        message.text.clone(),
        yes(message.unchecked),
        file(names, message.origin.0),
        place(&message.origin.1),
    ]
}

fn link_cells(link: &LinkShape) -> Vec<String> {
    vec![
        link.id.to_string(),
        link.transfer.to_string(),
        link.message.map(|id| id.to_string()).unwrap_or_default(),
        word(&link.basis),
        link.gap.map(|gap| gap.min_s.to_string()).unwrap_or_default(),
        link.gap.map(|gap| gap.max_s.to_string()).unwrap_or_default(),
        verdict(&word(&link.verdict)),
        yes(link.ambiguous),
        decided(&word(&link.decided)),
        link.note.clone().unwrap_or_default(),
        link.reasons.join("；"),
    ]
}

fn names(plan: &Plan) -> Names {
    plan.snapshot.artifacts.iter().map(|view| (view.artifact.id, view.artifact.name.clone())).collect()
}

fn file(names: &Names, id: Id) -> String {
    names.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

/// The word of an enumeration as it is stored, in Chinese where there is one.
fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    term(value.as_str().unwrap_or_default(), Lang::Zh)
}

fn side(word: &str) -> String {
    one_of(word, &[("me", "我方"), ("other", "对方"), ("system", "系统"), ("unknown", "不明")])
}

fn verdict(word: &str) -> String {
    one_of(
        word,
        &[
            ("within", "未超过阈值"),
            ("over", "超过阈值"),
            ("undetermined", "无法判断"),
            ("no-message", "未见对应消息"),
        ],
    )
}

fn decided(word: &str) -> String {
    one_of(word, &[("proposed", "待确认"), ("confirmed", "已确认"), ("rejected", "已否定")])
}

fn kind(word: &str) -> String {
    one_of(
        word,
        &[
            ("text", "文字"),
            ("transfer", "转账"),
            ("red-packet", "红包"),
            ("image", "图片"),
            ("voice", "语音"),
            ("video", "视频"),
            ("file", "文件"),
            ("link", "链接"),
            ("quote", "引用"),
            ("location", "位置"),
            ("sticker", "表情"),
            ("call", "通话"),
            ("recalled", "撤回"),
            ("system", "系统提示"),
            ("other", "其他"),
        ],
    )
}

fn one_of(word: &str, all: &[(&str, &str)]) -> String {
    all.iter().find(|(key, _)| *key == word).map_or(word, |(_, words)| words).to_owned()
}

fn yes(is: bool) -> String {
    if is { "是".to_owned() } else { String::new() }
}

fn earliest(when: Option<Span>, offset: Offset) -> String {
    when.map(|when| offset.paper(when.earliest)).unwrap_or_default()
}

fn latest(when: Option<Span>, offset: Offset) -> String {
    when.map(|when| offset.paper(when.latest)).unwrap_or_default()
}

fn yuan(amount: Option<Fen>) -> String {
    amount.map(|fen| format!("{}.{:02}", fen.get() / 100, fen.get() % 100)).unwrap_or_default()
}

fn place(place: &Place) -> String {
    match place {
        Place::Row { row } => format!("第 {row} 行"),
        Place::Sheet { sheet, row } => format!("工作表 {sheet} 第 {row} 行"),
        Place::Bytes { bytes: [from, to] } => format!("字节 {from}–{to}"),
        Place::Box { bounds: [x, y, w, h] } => format!("图上 {x},{y},{w},{h}"),
    }
}

/// A cell in quotes. What a program could take for a formula gets an apostrophe before it, and a long number a tabulator
/// behind it, as WeChat's own bills do, so that it keeps its digits.
fn quoted(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let acts = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%'))
        || cell.starts_with(['\t', '\r', '\n']);
    let long = cell.len() > 11 && cell.bytes().all(|b| b.is_ascii_digit());
    let cell = cell.replace('"', "\"\"").replace('\0', "");
    match (acts, long) {
        (true, _) => format!("\"'{cell}\""),
        (_, true) => format!("\"{cell}\t\""),
        _ => format!("\"{cell}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_acts() {
        for (cell, wanted) in [
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+86 138", "\"'+86 138\""),
            (" @SUM(1)", "\"' @SUM(1)\""),
            ("\t=1", "\"'\t=1\""),
            ("＝1+1", "\"'＝1+1\""),
            ("-5", "\"'-5\""),
            ("借 5000", "\"借 5000\""),
            ("1000039801202401012345678901", "\"1000039801202401012345678901\t\""),
            ("5000.00", "\"5000.00\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(cell), wanted);
        }
    }
}
