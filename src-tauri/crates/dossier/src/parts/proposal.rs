//! 调解方案: the sum, the proposal, the plan of instalments and the signatures, as lines to be filled in by hand.

use super::{Booklet, dispute::lines};
use crate::{
    Error,
    layout::{
        Align, BODY, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, Item, LEFT, NOTE, Para, Row, STRONG, Table,
    },
    words,
};
use juzheng_model::PartyRole;

const PLAN: [Column; 5] = [
    Column { width: 44.0, title: "期次", align: Align::Left },
    Column { width: 108.0, title: "付款日期", align: Align::Left },
    Column { width: 108.0, title: "金额（元）", align: Align::Left },
    Column { width: 110.0, title: "付款方式/账户", align: Align::Left },
    Column { width: CONTENT_WIDTH - 370.0, title: "备注", align: Align::Left },
];
/// Rows of the plan.
const INSTALMENTS: usize = 6;
/// What is agreed on the sum, each with a blank.
const SUM: [&str; 5] = [
    "经双方确认，尚欠本金　　　　　　　　　　元（大写　　　　　　　　　　　　　　　　　　）",
    "利息　　　　　　　　元，计算方式：　　　　　　　　　　　　　　　　　　　　　　　　",
    "减免　　　　　　　　元，理由：　　　　　　　　　　　　　　　　　　　　　　　　　　",
    "合计应付　　　　　　　　　　元，□ 一次付清，于　　　年　　月　　日前；□ 分期，见下表",
    "逾期一期未付的：□ 余款一并到期　□ 另按　　　　　　　　　　　　　　　　　计付",
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    booklet.part(flow, words::PROPOSAL)?;
    flow.paras(&[Para::new(NOTE, words::PROPOSAL_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    flow.section("一、金额", 100.0)?;
    for said in SUM {
        flow.space(7.0);
        flow.paras(&[Para::new(BODY, said)], LEFT, CONTENT_WIDTH)?;
        let y = flow.y;
        flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick: 0.3, grey: 0.6 });
    }
    flow.space(14.0);
    flow.section("二、分期付款", 120.0)?;
    let table = Table::new(&PLAN);
    table.head(flow)?;
    for n in 1..=INSTALMENTS {
        let mut cells = vec![Vec::new(); PLAN.len()];
        cells[0] = vec![Para::new(FIGURE, n.to_string()).before(4.0)];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    flow.space(14.0);
    flow.section("三、其他约定", 90.0)?;
    lines(flow, "", 3)?;
    signatures(booklet, flow)
}

/// A line for each party and one for the mediator.
fn signatures(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let parties = &booklet.snapshot.parties;
    let of = |role: PartyRole| parties.iter().filter(move |party| party.role == role);
    let named = |role| of(role).map(move |party| format!("{} {}", words::role(role), party.name));
    let mut names: Vec<String> = named(PartyRole::Me).chain(named(PartyRole::Other)).collect();
    names.push("调解员".to_owned());
    flow.need(30.0 + 34.0 * names.len() as f32)?;
    flow.section("四、签名", 34.0 * names.len() as f32)?;
    for name in names {
        flow.space(16.0);
        let y = flow.y;
        let mut end = 0.0;
        for line in flow.set(&[Para::new(STRONG, format!("{name}：")).most(1)], 180.0) {
            end = line.width();
            flow.put(&line, LEFT, 180.0, y);
        }
        for line in flow.set(&[Para::new(CELL, "日期：")], 60.0) {
            flow.put(&line, LEFT + 290.0, 60.0, y);
        }
        let rule = y + 12.5;
        let x = LEFT + end;
        flow.draw(Item::Rule { from: (x, rule), to: (LEFT + 275.0, rule), thick: 0.5, grey: 0.0 });
        flow.draw(Item::Rule {
            from: (LEFT + 318.0, rule),
            to: (LEFT + CONTENT_WIDTH, rule),
            thick: 0.5,
            grey: 0.0,
        });
        flow.space(18.0);
    }
    Ok(())
}
