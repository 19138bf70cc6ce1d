//! The rows of the bills that belong to the parties, by the file they stand in, with the bill's own notes.

use super::{Booklet, corrected, quoted};
use crate::{
    Error, figures,
    layout::{
        Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, SetLine, Table,
    },
    words,
};
use juzheng_model::{
    Id,
    snapshot::{ArtifactView, TransferView},
};

const COLUMNS: [Column; 8] = [
    Column { width: 30.0, title: "序号", align: Align::Left },
    Column { width: 88.0, title: "交易时间", align: Align::Left },
    Column { width: 52.0, title: "类型", align: Align::Left },
    Column { width: 62.0, title: "对方", align: Align::Left },
    Column { width: 30.0, title: "收/支", align: Align::Left },
    Column { width: 68.0, title: "金额（元）", align: Align::Right },
    Column { width: 58.0, title: "状态", align: Align::Left },
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
    let left_out = match snapshot.left_out.transfers {
        0 => "账单各行均与本案当事人有关，没有未列入的行。".to_owned(),
        n => format!(
            "账单中与他人之间的、或没有交易对方的 {} 行与本案当事人无关，未列入。",
            figures::grouped(n)
        ),
    };
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
    let about = view.map_or_else(Vec::new, |view| about(view, rows.len()));
    let table = Table::new(&COLUMNS).with_sub_title(SUB_TITLE, 1);
    let opening = rows.first().map_or(0.0, |ix| table.opening(flow, &row(booklet, *ix)));
    let above: f32 = flow.set(&about, CONTENT_WIDTH).iter().map(SetLine::height).sum();
    flow.section(&title, above + 5.0 + opening)?;
    flow.paras(&about, LEFT, CONTENT_WIDTH)?;
    flow.space(5.0);
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

/// What the bill says of itself.
fn about(view: &ArtifactView, rows: usize) -> Vec<Para> {
    let Some(facts) = &view.facts else { return Vec::new() };
    let mut said = vec![format!("{} 笔", figures::grouped(rows as u64))];
    said.extend(facts.owner.as_ref().map(|owner| format!("账单所有人：{}", quoted::field(owner))));
    let period = facts.period.as_ref();
    said.extend(
        period.map(|(from, to)| format!("账单期间：{} 至 {}", quoted::field(from), quoted::field(to))),
    );
    let mut about = vec![Para::new(LABEL, said.join("　"))];
    if !facts.notes.is_empty() {
        let notes: Vec<_> = facts.notes.iter().map(|note| quoted::field(note.trim())).collect();
        let said = format!("账单自载说明：“{}”", notes.join("”“"));
        about.push(Para::new(NOTE.sized(8.0), said).before(2.0));
    }
    about
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
    let number = Para::new(figure, (ix + 1).to_string()).link(booklet.timeline_row(ix));
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
        anchors: vec![booklet.bill_rows[ix]],
        notes: booklet.note_of_transfer(ix),
        ..Row::default()
    }
}

/// The ids whole, how it was paid, every place that the row stands at, and what the user corrected.
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
    let mut below = vec![Para::new(LABEL, ids).before(1.0), Para::new(LABEL, said.join("　"))];
    below.extend(quoted::unchecked(transfer.unchecked));
    below.extend(corrected::of(transfer).map(|said| Para::new(LABEL, said).most(3)));
    below
}
