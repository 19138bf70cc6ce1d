//! The rows of the bills that belong to the parties, by the file they stand in, with the bill's own notes.

use super::{Booklet, quoted};
use crate::{
    Error, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, Table},
    words,
};
use juzheng_model::{Id, snapshot::TransferView};

const COLUMNS: [Column; 8] = [
    Column { width: 30.0, title: "序号", align: Align::Left },
    Column { width: 66.0, title: "交易时间", align: Align::Left },
    Column { width: 58.0, title: "类型", align: Align::Left },
    Column { width: 66.0, title: "对方", align: Align::Left },
    Column { width: 34.0, title: "收/支", align: Align::Left },
    Column { width: 74.0, title: "金额（元）", align: Align::Right },
    Column { width: 60.0, title: "状态", align: Align::Left },
    Column { width: CONTENT_WIDTH - 388.0, title: "附言/备注", align: Align::Left },
];
const SUB_TITLE: &str = "交易单号　商户单号　出处　支付方式";

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.transfers.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::BILL_ROWS)?;
    booklet.parts.bill_rows.touch(flow);
    let left_out = format!(
        "账单中与他人之间的、或没有交易对方的 {} 行与本案当事人无关，未列入。",
        figures::grouped(snapshot.left_out.transfers)
    );
    let intro = [Para::new(NOTE, words::BILL_ROWS_INTRO), Para::new(NOTE, left_out)];
    flow.paras(&intro, LEFT, CONTENT_WIDTH)?;
    flow.space(4.0);
    for (artifact, rows) in by_material(&snapshot.transfers) {
        one(booklet, flow, artifact, &rows)?;
    }
    booklet.parts.bill_rows.touch(flow);
    Ok(())
}

/// The transfers of each artifact, the artifacts in the order of their first transfer.
fn by_material(transfers: &[TransferView]) -> Vec<(Option<Id>, Vec<usize>)> {
    let mut groups: Vec<(Option<Id>, Vec<usize>)> = Vec::new();
    let mut index = std::collections::HashMap::new();
    for (ix, transfer) in transfers.iter().enumerate() {
        let artifact = transfer.origins.first().map(|(id, _)| *id);
        let group = *index.entry(artifact).or_insert_with(|| {
            groups.push((artifact, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(ix);
    }
    groups
}

fn one(
    booklet: &mut Booklet<'_>,
    flow: &mut Flow<'_, '_>,
    artifact: Option<Id>,
    rows: &[usize],
) -> Result<(), Error> {
    let view = artifact.and_then(|id| booklet.artifact(id));
    let title = match (artifact, view) {
        (Some(id), Some(view)) => format!("{}　{}", booklet.material(id), view.artifact.name),
        _ => "来源不明".to_owned(),
    };
    flow.section(&title, 90.0)?;
    if let Some(facts) = view.and_then(|view| view.facts.as_ref()) {
        let mut said = vec![format!("{} 行", figures::grouped(rows.len() as u64))];
        said.extend(facts.owner.as_ref().map(|owner| format!("账单所有人：{}", quoted::field(owner))));
        said.extend(
            facts
                .period
                .as_ref()
                .map(|(from, to)| format!("账单期间：{} 至 {}", quoted::field(from), quoted::field(to))),
        );
        flow.paras(&[Para::new(LABEL, said.join("　"))], LEFT, CONTENT_WIDTH)?;
        if !facts.notes.is_empty() {
            let notes: Vec<_> = facts.notes.iter().map(|note| quoted::field(note.trim())).collect();
            let said = format!("账单自载说明：“{}”", notes.join("”“"));
            flow.paras(&[Para::new(NOTE.sized(8.0), said).before(2.0)], LEFT, CONTENT_WIDTH)?;
        }
        flow.space(5.0);
    }
    let table = Table::new(&COLUMNS).with_sub_title(SUB_TITLE, 1);
    table.head(flow)?;
    for ix in rows {
        booklet.step()?;
        table.row(flow, &row(booklet, *ix))?;
        if let Some(id) = artifact {
            booklet.touch_material(flow, id);
        }
    }
    flow.space(8.0);
    Ok(())
}

fn row(booklet: &Booklet<'_>, ix: usize) -> Row {
    let transfer = &booklet.snapshot.transfers[ix];
    let small = CELL.sized(8.5);
    let figure = FIGURE.sized(8.0);
    let time = figures::time(transfer.when, booklet.snapshot.offset);
    let memo: Vec<Para> = [("附言：", &transfer.memo), ("备注：", &transfer.note)]
        .into_iter()
        .filter_map(|(label, text)| {
            Some(Para::new(small, format!("{label}{}", quoted::field(text.as_ref()?))))
        })
        .collect();
    let number = Para::new(figure, (ix + 1).to_string()).link(booklet.timeline_rows[ix]);
    let amount = transfer.amount.map_or_else(|| words::NO_AMOUNT.to_owned(), |fen| fen.yuan_text());
    Row {
        cells: vec![
            vec![number],
            vec![Para::new(figure, time)],
            vec![Para::new(small, quoted::field(&transfer.type_text))],
            vec![Para::new(small, quoted::field(transfer.counterparty.as_deref().unwrap_or("/")))],
            vec![Para::new(small, words::bill_direction(transfer.direction))],
            vec![Para::new(figure, amount).align(Align::Right)],
            vec![Para::new(small, quoted::field(&transfer.status_text))],
            if memo.is_empty() { vec![Para::new(LABEL, "—")] } else { memo },
        ],
        below: ids(booklet, transfer),
        below_from: 1,
        marked: false,
        anchors: vec![booklet.bill_rows[ix]],
    }
}

/// The ids whole, how it was paid, and every place that the row stands at.
fn ids(booklet: &Booklet<'_>, transfer: &TransferView) -> Vec<Para> {
    let or_none = |text: &Option<String>| quoted::field(text.as_deref().unwrap_or("无")).into_owned();
    let ids = format!(
        "交易单号 {}　商户单号 {}",
        or_none(&transfer.transaction_id),
        or_none(&transfer.merchant_id)
    );
    let places: Vec<String> = transfer
        .origins
        .iter()
        .map(|(artifact, place)| format!("{} {}", booklet.material(*artifact), figures::place(place)))
        .collect();
    let mut said = vec![format!("出处 {}", places.join("；"))];
    said.extend(transfer.method.as_ref().map(|method| format!("支付方式 {}", quoted::field(method))));
    vec![Para::new(LABEL, ids).before(1.0), Para::new(LABEL, said.join("　"))]
}
