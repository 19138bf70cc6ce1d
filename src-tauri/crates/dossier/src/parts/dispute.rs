//! 争议焦点: for a mediation, what both sides agree on and what they do not, to be filled in together; with the figures
//! that both may look at.

use super::Booklet;
use crate::{
    Error, figures,
    layout::{Align, BODY, CELL, CONTENT_WIDTH, Column, Flow, Item, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::money::yuan_text;

const COLUMNS: [Column; 4] = [
    Column { width: 150.0, title: "事项", align: Align::Left },
    Column { width: 52.0, title: "无争议", align: Align::Left },
    Column { width: 52.0, title: "有争议", align: Align::Left },
    Column { width: CONTENT_WIDTH - 254.0, title: "双方各自的说法", align: Align::Left },
];
const MATTERS: [&str; 7] = [
    "双方之间的收付笔数和金额",
    "各笔款项的性质（借款、还款、其他）",
    "借款本金",
    "利息约定（有无、利率、起算日）",
    "约定的还款日期",
    "已还款的金额和日期",
    "是否催告过、何时催告",
];
/// White space for what is written by hand.
const LINE: f32 = 26.0;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    booklet.short_part(flow, words::DISPUTE)?;
    flow.paras(&[Para::new(NOTE, words::DISPUTE_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(6.0);
    let totals = booklet.snapshot.totals;
    if !booklet.snapshot.transfers.is_empty() {
        let said = format!(
            "按提交方导入的材料：付出 {} 笔 ¥{}，收到 {} 笔 ¥{}，退回 {} 笔 ¥{}，净额 ¥{}。{}。{}",
            figures::grouped(totals.out.0),
            yuan_text(totals.out.1),
            figures::grouped(totals.received.0),
            yuan_text(totals.received.1),
            figures::grouped(totals.returned.0),
            yuan_text(totals.returned.1),
            yuan_text(totals.net),
            words::SUMS_ARE_NO_DEBT,
            words::sums_unchecked(totals.unchecked)
        );
        flow.paras(&[Para::new(BODY, said)], LEFT, CONTENT_WIDTH)?;
        flow.space(8.0);
    }
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for matter in MATTERS {
        let tick = || vec![Para::new(CELL.sized(9.5), "□").before(LINE - 14.0)];
        let cells =
            vec![vec![Para::new(STRONG.sized(9.5), matter).before(LINE - 14.0)], tick(), tick(), vec![]];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    flow.space(10.0);
    lines(flow, "其他需要说明的情况", 3)
}

/// A label, and lines under it to be filled in by hand, kept together.
pub(super) fn lines(flow: &mut Flow<'_, '_>, label: &str, count: usize) -> Result<(), Error> {
    flow.need(18.0 + LINE * count as f32)?;
    flow.paras(&[Para::new(STRONG, label)], LEFT, CONTENT_WIDTH)?;
    for _ in 0..count {
        flow.space(LINE);
        let y = flow.y;
        flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick: 0.4, grey: 0.4 });
    }
    flow.space(12.0);
    Ok(())
}
