//! The timeline: every transfer beside the moment of the chat that it belongs to.

use super::{Booklet, corrected, gap_note, note_of, quoted, sources};
use crate::{
    Error, Part, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    places::Note,
    words,
};
use juzheng_model::{
    Basis, TransferKind,
    link::{Clock, Decided, LinkBasis},
    snapshot::{LinkView, TransferView},
    time::Gap,
};
use std::borrow::Cow;

const COLUMNS: [Column; 4] = [
    Column { width: 30.0, title: "序号", align: Align::Left },
    Column { width: 148.0, title: "账单记载", align: Align::Left },
    Column { width: 100.0, title: "核对", align: Align::Left },
    Column { width: CONTENT_WIDTH - 278.0, title: "聊天消息", align: Align::Left },
];
/// So many lines of a text stand here where a fuller part has all of it.
const SOME_LINES: usize = 6;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.transfers.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::TIMELINE)?;
    booklet.parts.timeline.touch(flow);
    flow.paras(&intro(booklet), LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    let mut month = String::new();
    for (ix, transfer) in snapshot.transfers.iter().enumerate() {
        booklet.step()?;
        table.row(flow, &row(booklet, ix, transfer))?;
        touch_materials(booklet, flow, transfer);
        let this =
            transfer.when.map_or(String::new(), |when| snapshot.offset.paper(when.earliest)[..7].to_owned());
        if this != month && !this.is_empty() {
            flow.outline_at(&this, 1, booklet.timeline_rows[ix]);
            month = this;
        }
    }
    booklet.parts.timeline.touch(flow);
    Ok(())
}

/// The files of the row and of the message have their pages here where no fuller part prints them.
fn touch_materials(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>, transfer: &TransferView) {
    let row = transfer.origins.first().filter(|_| !booklet.prints(Part::BillRows)).map(|(file, _)| *file);
    let message = sources::message_shown(booklet.snapshot, transfer);
    let message = message.filter(|_| !booklet.prints(Part::Excerpts)).map(|message| message.origin.0);
    for file in row.into_iter().chain(message) {
        booklet.touch_material(flow, file);
    }
}

/// Some lines of a text, or all where no other part has the whole of it.
fn lines(booklet: &Booklet<'_>, whole_in: Part) -> usize {
    if booklet.prints(whole_in) { SOME_LINES } else { usize::MAX }
}

/// A field of the bill; what is printed whole is kept within bounds, as it is among the bill rows.
fn field<'t>(booklet: &Booklet<'_>, text: &'t str) -> Cow<'t, str> {
    if booklet.prints(Part::BillRows) { Cow::Borrowed(text) } else { quoted::field(text) }
}

fn intro(booklet: &Booklet<'_>) -> Vec<Para> {
    let snapshot = booklet.snapshot;
    if snapshot.messages == 0 {
        let times = format!("时间均按 {} 列示。", snapshot.offset);
        return vec![Para::new(NOTE, format!("{}{times}", words::TIMELINE_WITHOUT_CHAT))];
    }
    let mut intro = vec![Para::new(NOTE, words::TIMELINE_INTRO)];
    let mut times = format!("时间均按 {} 列示。", snapshot.offset);
    let assumed = snapshot.transfers.iter().filter_map(|t| t.link.as_ref()?.message.as_ref());
    if assumed.into_iter().any(|message| figures::zone_is_assumed(message.when)) {
        times.push_str(words::CHAT_ZONE_ASSUMED);
    }
    intro.push(Para::new(NOTE, times));
    if booklet.gaps_shown() {
        let threshold = figures::threshold(snapshot.threshold_s);
        let key = format!(
            "间隔标记：■ 在 {threshold}内（含整 {threshold}）　▲ 超过 {threshold}　◇ 时间范围跨越阈值，无法判断　\
             ○ 未见消息。{threshold}为本案设置的核对阈值，非法定标准。"
        );
        intro.push(Para::new(NOTE, key));
    }
    intro
}

fn row(booklet: &Booklet<'_>, ix: usize, transfer: &TransferView) -> Row {
    let number = vec![Para::new(STRONG, (ix + 1).to_string())];
    Row {
        cells: vec![number, bill(booklet, ix, transfer), check(booklet, transfer), chat(booklet, transfer)],
        below: notes(booklet, transfer),
        below_from: 1,
        anchors: vec![booklet.timeline_rows[ix]],
        notes: notes_of(booklet, ix, transfer),
        ..Row::default()
    }
}

/// The row and its message stand here.
fn notes_of(booklet: &Booklet<'_>, ix: usize, transfer: &TransferView) -> Vec<Note> {
    let message = sources::message_shown(booklet.snapshot, transfer).map(note_of);
    booklet.note_of_transfer(ix).into_iter().chain(message).collect()
}

/// What the bill says.
fn bill(booklet: &Booklet<'_>, ix: usize, transfer: &TransferView) -> Vec<Para> {
    let offset = booklet.snapshot.offset;
    let quiet = |text: String| Para::new(LABEL, text);
    let mut said = vec![
        Para::mixed(vec![
            (STRONG, format!("{} ", words::direction(transfer.direction))),
            (STRONG.sized(10.5), figures::amount(transfer.amount)),
        ]),
        Para::new(FIGURE, figures::time(transfer.when, offset)),
    ];
    let kind = match transfer.type_text.trim() {
        "" => words::transfer_kind(transfer.kind),
        text => text,
    };
    let parts = [Some(kind), transfer.counterparty.as_deref(), Some(transfer.status_text.trim())];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    said.push(quiet(parts.join("·")).most(4));
    let most = lines(booklet, Part::BillRows);
    match &transfer.memo {
        Some(memo) => said.push(Para::new(CELL, format!("附言：{}", field(booklet, memo))).most(most)),
        None => said.push(quiet("附言：无".to_owned())),
    }
    if let Some(note) = &transfer.note {
        said.push(quiet(format!("备注：{}", field(booklet, note))).most(most));
    }
    if transfer.accepted.is_some() && !is_by_card(transfer) {
        said.push(quiet(format!("收款时间 {}", figures::time(transfer.accepted, offset))));
    }
    if transfer.returned.is_some() || transfer.returned_amount.is_some() {
        let amount = transfer.returned_amount.map_or(String::new(), |fen| format!("　¥{}", fen.yuan_text()));
        said.push(quiet(format!("退回时间 {}{amount}", figures::time(transfer.returned, offset))));
    }
    said.extend(quoted::unchecked(transfer.unchecked));
    said.extend(corrected::of(transfer).map(|correction| quiet(correction).most(3)));
    said.extend(booklet.bill_row(ix).map(|row| Para::page_of(LABEL, "账单记录 第 ", row, " 页")));
    said
}

/// Whether it is the chat that says when the money was accepted.
fn is_by_card(transfer: &TransferView) -> bool {
    transfer.accepted.is_some_and(|accepted| accepted.basis != Basis::Bill)
}

/// The gap and whether a person has looked.
fn check(booklet: &Booklet<'_>, transfer: &TransferView) -> Vec<Para> {
    let link = transfer.link.as_ref().filter(|_| booklet.snapshot.messages > 0);
    let Some(link) = link else { return vec![Para::new(LABEL, "—")] };
    let quiet = |text: String| Para::new(LABEL, text);
    if link.decided == Decided::Rejected {
        return vec![Para::new(STRONG.sized(8.5), words::decided(link.decided))];
    }
    let mut said = Vec::new();
    if booklet.gaps_shown() {
        let threshold = figures::threshold(booklet.snapshot.threshold_s);
        said.push(Para::new(STRONG.sized(8.5), words::verdict(link.verdict, &threshold)));
        if let Some(gap) = link.gap {
            said.push(quiet(format!("相差 {}", figures::gap(gap))));
        }
        if link.clock == Some(Clock::Accepted) {
            said.push(quiet("以收款卡片的时间计".to_owned()));
        } else if let Some(order) = link.order.filter(|_| link.message.is_some() && !is_same(link.gap)) {
            said.push(quiet(words::order(order).to_owned()));
        }
        if let Some(shift) = link.shift_s {
            said.push(quiet(format!("该会话时间整体相差约 {}，待核实", figures::duration(shift.abs()))));
        }
    }
    if link.message.is_some() {
        let basis = words::basis(link.basis);
        if !basis.is_empty() {
            said.push(quiet(format!("依据：{basis}")));
        }
        let style = if link.decided == Decided::Proposed { LABEL } else { STRONG.sized(8.0) };
        said.push(Para::new(style, words::decided(link.decided)));
    }
    if link.ambiguous {
        said.push(Para::new(STRONG.sized(7.5), words::AMBIGUOUS));
    }
    if said.is_empty() {
        said.push(quiet("—".to_owned()));
    }
    said
}

/// Whether both times are the same second, which needs no word on what came first.
fn is_same(gap: Option<Gap>) -> bool {
    gap.is_some_and(|gap| gap.max_s == 0)
}

/// The message.
fn chat(booklet: &Booklet<'_>, transfer: &TransferView) -> Vec<Para> {
    if booklet.snapshot.messages == 0 {
        return vec![Para::new(LABEL, "—")];
    }
    let Some(link) = &transfer.link else {
        let without = matches!(transfer.kind, TransferKind::Refund | TransferKind::Purchase);
        return vec![Para::new(LABEL, if without { words::NOT_LINKED } else { "—" })];
    };
    if link.decided == Decided::Rejected {
        return vec![Para::new(LABEL, words::REJECTED)];
    }
    let Some(message) = &link.message else {
        let mut said = vec![Para::new(CELL.grey(0.25), words::NO_MESSAGE)];
        if booklet.gaps_shown() {
            said.push(Para::new(LABEL, quoted::field(&link.reasons.join("；"))));
        }
        return said;
    };
    let time = figures::time(message.when, booklet.snapshot.offset);
    let mut said = vec![
        Para::new(FIGURE, time),
        Para::new(STRONG.sized(8.5), quoted::sender(message)).most(2),
        Para::new(CELL, quoted::message(message)).most(lines(booklet, Part::Excerpts)),
    ];
    if is_by_card(transfer) {
        let accepted = figures::time(transfer.accepted, booklet.snapshot.offset);
        said.push(Para::new(LABEL, format!("收款卡片 {accepted}")));
    }
    said.extend(quoted::unchecked(message.unchecked || transfer.receipt_unchecked));
    if message.corrected {
        said.push(Para::new(LABEL, "（用户更正过这条消息的读取结果）"));
    }
    if let Some(anchor) = booklet.messages.get(&message.id) {
        said.push(Para::page_of(LABEL, "聊天摘录 第 ", *anchor, " 页"));
    }
    said
}

/// What stands under the row.
fn notes(booklet: &Booklet<'_>, transfer: &TransferView) -> Vec<Para> {
    let Some(link) = &transfer.link else { return Vec::new() };
    let small = NOTE.sized(8.0);
    let mut notes = Vec::new();
    if booklet.gaps_shown() && link.message.is_some() && link.decided != Decided::Rejected {
        let reasons = reasons(link);
        if !reasons.is_empty() {
            notes.push(Para::new(LABEL, format!("对应理由：{}", quoted::field(&reasons))).before(2.0));
        }
        if let Some(note) = gap_note::of(transfer, booklet.snapshot) {
            notes.push(Para::new(small, note).before(3.0));
        }
    }
    if let Some(note) = link.note.as_deref().filter(|note| !note.trim().is_empty()) {
        notes.push(Para::new(small, format!("间隔原因（用户注明）：{}", quoted::field(note))).before(3.0));
    }
    notes
}

/// The reasons that say more than the basis does, which stands in every row.
fn reasons(link: &LinkView) -> String {
    let card_has_amount = link.message.as_ref().is_some_and(|message| message.amount.is_some());
    let said_by_basis = match link.basis {
        LinkBasis::Card => card_has_amount,
        LinkBasis::Id | LinkBasis::User => true,
        _ => false,
    };
    link.reasons.get(usize::from(said_by_basis)..).unwrap_or(&[]).join("；")
}
