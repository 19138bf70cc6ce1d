//! The chat around the linked transfers, stretch by stretch, in full; what lies between is counted.

use super::{Booklet, note_of, quoted};
use crate::{
    Error, Part, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{
    Id, Side,
    snapshot::{Excerpt, LeftOut, MessageView},
};

const COLUMNS: [Column; 5] = [
    Column { width: 32.0, title: "序号", align: Align::Left },
    Column { width: 98.0, title: "时间", align: Align::Left },
    Column { width: 70.0, title: "发送人", align: Align::Left },
    Column { width: CONTENT_WIDTH - 252.0, title: "内容", align: Align::Left },
    Column { width: 52.0, title: "出处", align: Align::Left },
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.excerpts.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::EXCERPTS)?;
    booklet.parts.excerpts.touch(flow);
    let what = if snapshot.transfers.is_empty() {
        words::EXCERPTS_WITHOUT_BILL.to_owned()
    } else {
        let numbered = [(Part::Timeline, "时间线"), (Part::BillRows, words::BILL_ROWS)];
        let numbered = numbered.into_iter().find(|(part, _)| booklet.prints(*part));
        words::excerpts_intro(numbered.map(|(_, name)| name))
    };
    let mut intro = vec![Para::new(NOTE, what), Para::new(NOTE, left_out(snapshot.left_out))];
    if snapshot.excerpts.iter().flat_map(|e| &e.messages).any(|m| figures::zone_is_assumed(m.when)) {
        intro.push(Para::new(NOTE, format!("时间按 {} 列示。{}", snapshot.offset, words::CHAT_ZONE_ASSUMED)));
    }
    flow.paras(&intro, LEFT, CONTENT_WIDTH)?;
    flow.space(4.0);
    let mut number = 0;
    for (ix, excerpt) in snapshot.excerpts.iter().enumerate() {
        one(booklet, flow, ix, excerpt, &mut number)?;
    }
    booklet.parts.excerpts.touch(flow);
    Ok(())
}

fn left_out(left_out: LeftOut) -> String {
    let of_parties = format!("当事人会话中另有 {} 条消息未印出", figures::grouped(left_out.party_messages));
    match left_out.messages {
        0 => format!("{of_parties}。"),
        n => {
            format!("{of_parties}；其他人的会话中有 {} 条消息与本案当事人无关，未列入。", figures::grouped(n))
        }
    }
}

fn one(
    booklet: &mut Booklet<'_>,
    flow: &mut Flow<'_, '_>,
    ix: usize,
    excerpt: &Excerpt,
    number: &mut usize,
) -> Result<(), Error> {
    let materials = materials(excerpt);
    let title = format!("摘录 {}　与“{}”的会话{}", ix + 1, excerpt.conversation, days(booklet, excerpt));
    let table = Table::new(&COLUMNS);
    let first = excerpt.messages.first().zip(excerpt.links.first());
    let opening = first.map_or(0.0, |(message, links)| {
        table.opening(flow, &row(booklet, message, links, *number + 1, materials.len() > 1))
    });
    flow.section(&title, LABEL.lead + 3.0 + opening)?;
    let names: Vec<String> = materials.iter().map(|id| booklet.material(*id)).collect();
    let mut said = format!("来源：{}", names.join("、"));
    if excerpt.skipped_before > 0 {
        said.push_str(&format!("　此前略去该会话 {} 条消息", figures::grouped(excerpt.skipped_before)));
    }
    flow.paras(&[Para::new(LABEL, said)], LEFT, CONTENT_WIDTH)?;
    flow.space(3.0);
    table.head(flow)?;
    for (message, links) in excerpt.messages.iter().zip(&excerpt.links) {
        booklet.step()?;
        *number += 1;
        table.row(flow, &row(booklet, message, links, *number, materials.len() > 1))?;
        booklet.touch_material(flow, message.origin.0);
    }
    flow.space(8.0);
    Ok(())
}

fn row(booklet: &Booklet<'_>, message: &MessageView, links: &[usize], number: usize, named: bool) -> Row {
    let (artifact, place) = &message.origin;
    let mut content = Vec::new();
    let links: Vec<usize> = links.iter().copied().filter(|transfer| booklet.corresponds(*transfer)).collect();
    for transfer in &links {
        let row = booklet.timeline_row(*transfer).or_else(|| booklet.bill_row(*transfer));
        content.push(Para::new(STRONG.sized(8.0), belongs_to(booklet, *transfer)).link(row));
    }
    let style = if message.side == Side::System { CELL.grey(0.3) } else { CELL };
    content.push(Para::new(style, quoted::message(message)));
    content.extend(quoted::unchecked(message.unchecked));
    if message.corrected {
        content.push(Para::new(LABEL, "（用户更正过这条消息的读取结果）"));
    }
    let mut origin = vec![Para::new(LABEL, figures::place(place))];
    if named {
        origin.insert(0, Para::new(LABEL, booklet.material(*artifact)));
    }
    Row {
        cells: vec![
            vec![Para::new(LABEL, number.to_string())],
            vec![Para::new(FIGURE.sized(8.0), figures::time(message.when, booklet.snapshot.offset))],
            vec![Para::new(STRONG.sized(8.5), quoted::sender(message)).most(4)],
            content,
            origin,
        ],
        marked: !links.is_empty(),
        anchors: booklet.messages.get(&message.id).copied().into_iter().collect(),
        notes: vec![note_of(message)],
        ..Row::default()
    }
}

/// 「收付 3　付出 ¥50,000.00」
fn belongs_to(booklet: &Booklet<'_>, transfer: usize) -> String {
    match booklet.snapshot.transfers.get(transfer) {
        Some(t) => {
            format!("收付 {}　{} {}", transfer + 1, words::direction(t.direction), figures::amount(t.amount))
        }
        None => format!("收付 {}", transfer + 1),
    }
}

/// The artifacts that the messages come from, in the order of first appearance.
fn materials(excerpt: &Excerpt) -> Vec<Id> {
    let mut ids = Vec::new();
    for message in &excerpt.messages {
        if !ids.contains(&message.origin.0) {
            ids.push(message.origin.0);
        }
    }
    ids
}

/// 「　2023-05-01 至 2023-05-02」
fn days(booklet: &Booklet<'_>, excerpt: &Excerpt) -> String {
    let offset = booklet.snapshot.offset;
    let mut times = excerpt.messages.iter().filter_map(|message| message.when);
    let Some(first) = times.next() else { return String::new() };
    let last = times.next_back().unwrap_or(first);
    let (first, last) = (figures::day(offset, first.earliest), figures::day(offset, last.latest));
    if first == last { format!("　{first}") } else { format!("　{first} 至 {last}") }
}
