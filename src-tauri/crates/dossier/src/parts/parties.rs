//! The parties: what the user gave of each, and under which names they appear on whose word.

use super::{Booklet, quoted};
use crate::{
    Error,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::{Party, time::Offset};

const DETAILS: [Column; 2] = [
    Column { width: 110.0, title: "项目", align: Align::Left },
    Column { width: CONTENT_WIDTH - 110.0, title: "内容", align: Align::Left },
];
const ALIASES: [Column; 3] = [
    Column { width: 210.0, title: "别名", align: Align::Left },
    Column { width: 110.0, title: "依据", align: Align::Left },
    Column { width: CONTENT_WIDTH - 320.0, title: "声明时间", align: Align::Left },
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    if booklet.snapshot.parties.is_empty() {
        return Ok(());
    }
    booklet.part(flow, words::PARTIES)?;
    let intro = "以下身份信息由用户填写，软件未作核实。别名指当事人在账单和聊天中出现的其他名称；只有名称完全相同才归于该当事人。";
    flow.paras(&[Para::new(NOTE, intro)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    for party in &booklet.snapshot.parties {
        one(party, booklet.snapshot.offset, flow)?;
    }
    Ok(())
}

fn one(party: &Party, offset: Offset, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    flow.section(&format!("{}：{}", words::role(party.role), party.name), 60.0)?;
    if !party.details.is_empty() {
        let table = Table::new(&DETAILS);
        table.head(flow)?;
        for (field, value) in &party.details {
            let cells = vec![
                vec![Para::new(LABEL.sized(8.5), quoted::field(field))],
                vec![Para::new(CELL, quoted::field(value))],
            ];
            table.row(flow, &Row { cells, ..Row::default() })?;
        }
        flow.space(12.0);
    }
    if party.aliases.is_empty() {
        let none = if party.details.is_empty() {
            "未填写其他信息，未声明别名。"
        } else {
            "未声明别名。"
        };
        flow.paras(&[Para::new(LABEL.sized(8.5), none)], LEFT, CONTENT_WIDTH)?;
    } else {
        let table = Table::new(&ALIASES);
        table.head(flow)?;
        for alias in &party.aliases {
            let asserted = match alias.asserted_by.as_str() {
                "user" => "由用户声明".to_owned(),
                other => format!("由 {} 声明", quoted::field(other)),
            };
            let at = format!("{} ({offset})", offset.paper(alias.asserted_at));
            let cells = vec![
                vec![Para::new(STRONG, quoted::field(&alias.name))],
                vec![Para::new(CELL, asserted)],
                vec![Para::new(FIGURE, at)],
            ];
            table.row(flow, &Row { cells, ..Row::default() })?;
        }
    }
    flow.space(10.0);
    Ok(())
}
