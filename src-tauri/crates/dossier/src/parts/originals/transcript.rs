//! 机器识读: what the machine read on a picture, line by line, marked as unchecked unless a person has compared it.

use super::touch;
use crate::{
    Error,
    exhibits::Exhibit,
    figures,
    layout::{
        Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, Para, Row, STRONG, SetLine, Style,
        Table,
    },
    parts::{Booklet, quoted},
    words,
};
use juzheng_model::{
    Span,
    snapshot::{SeenRecord, SeenTransfer, SeenView},
};

const COLUMNS: [Column; 4] = [
    Column { width: 26.0, title: "序号", align: Align::Left },
    Column { width: 118.0, title: "时间", align: Align::Left },
    Column { width: 70.0, title: "发送人/对方", align: Align::Left },
    Column { width: CONTENT_WIDTH - 214.0, title: "文字", align: Align::Left },
];

/// The narrowest column in which a message can be read.
const NARROWEST: f32 = 120.0;

/// Puts it to the right of a picture, where there is room for all of it; whether there was.
pub(super) fn beside(
    booklet: &Booklet<'_>,
    flow: &mut Flow<'_, '_>,
    exhibit: &Exhibit,
    [x, y, w, h]: [f32; 4],
) -> bool {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    let left = x + w + 14.0;
    let width = LEFT + CONTENT_WIDTH - left;
    if width < NARROWEST || view.seen.is_empty() {
        return view.seen.is_empty();
    }
    let mut paras = vec![Para::new(STRONG.sized(8.0), title(booklet, exhibit))];
    for seen in &view.seen {
        let (when, who, said) = told(seen);
        let time = when.map_or(String::new(), |_| figures::time(when, booklet.snapshot.offset));
        let head = if time.is_empty() { who } else { format!("{who}　{time}") };
        paras.push(Para::new(LABEL.sized(7.0), quoted::field(&head)).before(4.0));
        paras.push(Para::new(Style { lead: 12.5, ..CELL.sized(8.5) }, said));
    }
    let lines = flow.set(&paras, width);
    if lines.iter().map(SetLine::height).sum::<f32>() > h {
        return false;
    }
    let mut top = y;
    for line in lines {
        flow.put(&line, left, width, top);
        top += line.height();
    }
    true
}

fn title(booklet: &Booklet<'_>, exhibit: &Exhibit) -> String {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    let unchecked = view.seen.iter().any(|seen| match &seen.record {
        SeenRecord::Message(message) => message.unchecked,
        SeenRecord::Transfer(transfer) => transfer.unchecked,
    });
    let state = if unchecked { words::UNCHECKED } else { "机器识读，用户已与图片核对" };
    format!("证据 {} 的文字（{state}；以图片为准）", exhibit.label())
}

pub(super) fn lay(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>, exhibit: &Exhibit) -> Result<(), Error> {
    let view = &booklet.snapshot.artifacts[exhibit.artifact];
    flow.need(70.0)?;
    flow.exhibit(Some(exhibit.label()));
    flow.paras(&[Para::new(STRONG.sized(8.5), title(booklet, exhibit))], LEFT, CONTENT_WIDTH)?;
    flow.space(3.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for (number, seen) in (1..).zip(&view.seen) {
        table.row(flow, &row(booklet, number, seen))?;
        touch(booklet, flow, exhibit);
    }
    flow.space(12.0);
    Ok(())
}

fn row(booklet: &Booklet<'_>, number: usize, seen: &SeenView) -> Row {
    let small = CELL.sized(8.5);
    let (when, who, said) = told(seen);
    let time = when.map_or(String::new(), |_| figures::time(when, booklet.snapshot.offset));
    let cells = vec![
        vec![Para::new(LABEL, number.to_string())],
        vec![Para::new(FIGURE.sized(7.8), time)],
        vec![Para::new(STRONG.sized(8.2), quoted::field(&who)).most(3)],
        vec![Para::new(small, said)],
    ];
    Row { cells, ..Row::default() }
}

/// When, who, what.
fn told(seen: &SeenView) -> (Option<Span>, String, String) {
    match &seen.record {
        SeenRecord::Message(message) => {
            (message.when, quoted::sender(message).to_owned(), quoted::message(message))
        }
        SeenRecord::Transfer(transfer) => {
            (transfer.when, transfer.counterparty.clone().unwrap_or_default(), of_money(transfer))
        }
    }
}

fn of_money(transfer: &SeenTransfer) -> String {
    let mut said = vec![words::direction(transfer.direction).to_owned(), figures::amount(transfer.amount)];
    let more =
        [Some(transfer.status_text.as_str()), transfer.memo.as_deref(), transfer.transaction_id.as_deref()];
    let more = more.into_iter().flatten().filter(|text| !text.trim().is_empty());
    said.extend(more.map(|text| quoted::field(text).into_owned()));
    said.join("　")
}
