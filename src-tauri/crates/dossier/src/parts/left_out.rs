//! 未列入本册的内容: what the case has and the dossier does not print, counted; for one's own use file by file with the
//! reason.

use super::{Booklet, quoted};
use crate::{
    Error, Part, Profile, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::link::Decided;

const COUNTS: [Column; 4] = [
    Column { width: 180.0, title: "内容", align: Align::Left },
    Column { width: 64.0, title: "数量", align: Align::Right },
    Column { width: 16.0, title: "", align: Align::Left },
    Column { width: CONTENT_WIDTH - 260.0, title: "未列入的原因", align: Align::Left },
];
const FILES: [Column; 3] = [
    Column { width: 76.0, title: "材料", align: Align::Left },
    Column { width: 200.0, title: "文件名", align: Align::Left },
    Column { width: CONTENT_WIDTH - 276.0, title: "未列为证据的原因", align: Align::Left },
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let counted = counted(booklet);
    if counted.is_empty() {
        return Ok(());
    }
    booklet.short_part(flow, words::LEFT_OUT)?;
    flow.paras(&[Para::new(NOTE, words::LEFT_OUT_INTRO)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COUNTS);
    table.head(flow)?;
    for (what, count, why) in counted {
        let cells = vec![
            vec![Para::new(CELL, what)],
            vec![Para::new(FIGURE, count).align(Align::Right)],
            vec![],
            vec![Para::new(CELL, why)],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    if booklet.options.profile == Profile::Internal {
        files(booklet, flow)?;
    }
    Ok(())
}

/// (what, how many, why), without what is nothing.
fn counted(booklet: &Booklet<'_>) -> Vec<(String, String, &'static str)> {
    let snapshot = booklet.snapshot;
    let left_out = snapshot.left_out;
    let rows = booklet.prints(Part::Timeline) || booklet.prints(Part::BillRows);
    let transfers = snapshot.transfers.len() as u64;
    let printed: usize = snapshot.excerpts.iter().map(|excerpt| excerpt.messages.len()).sum();
    let excerpts = booklet.prints(Part::Excerpts);
    let unprinted = if excerpts { left_out.party_messages } else { left_out.party_messages + printed as u64 };
    let rejected = snapshot.transfers.iter().filter_map(|transfer| transfer.link.as_ref());
    let rejected = rejected.filter(|link| link.decided == Decided::Rejected).count() as u64;
    let files = booklet.exhibits.omitted.len() as u64;
    let cards = snapshot.loose_cards.len() as u64;
    let shown = |part, n| if booklet.prints(part) { 0 } else { n };
    let originals = booklet
        .exhibits
        .all
        .iter()
        .filter(|exhibit| super::originals::is_printed(&snapshot.artifacts[exhibit.artifact]));
    let rows = [
        ("账单中与他人之间的、或没有交易对方的行", left_out.transfers, "行", "与本案当事人无关"),
        ("当事人之间的收付", if rows { 0 } else { transfers }, "笔", "制作时未选收付各部分"),
        ("其他人会话中的消息", left_out.messages, "条", "与本案当事人无关"),
        (
            "当事人会话中的其余消息",
            unprinted,
            "条",
            if excerpts {
                "不在收付或转账卡片前后；全文在原件中，可随时出示"
            } else {
                "制作时未选聊天摘录"
            },
        ),
        ("未见账单记录的转账卡片", shown(Part::LooseCards, cards), "张", "制作时未选该部分"),
        ("软件建议的对应", rejected, "条", "用户核对后否定，不作对应"),
        ("图片、凭证等原件", shown(Part::Originals, originals.count() as u64), "份", "制作时未选原件部分"),
        ("未列为证据的材料", files, "份", "压缩包、回执、不能识别或未被引用的文件等"),
    ];
    let some = rows.into_iter().filter(|(_, n, ..)| *n > 0);
    some.map(|(what, n, unit, why)| (what.to_owned(), format!("{} {unit}", figures::grouped(n)), why))
        .collect()
}

/// The files that are no exhibits, one by one.
fn files(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    if booklet.exhibits.omitted.is_empty() {
        return Ok(());
    }
    flow.space(12.0);
    flow.section("未列为证据的材料", 60.0)?;
    let table = Table::new(&FILES);
    table.head(flow)?;
    for (ix, why) in &booklet.exhibits.omitted {
        let view = &booklet.snapshot.artifacts[*ix];
        let cells = vec![
            vec![Para::new(STRONG.sized(8.5), booklet.material(view.artifact.id))],
            vec![Para::new(LABEL, quoted::field(&view.artifact.name))],
            vec![Para::new(CELL, words::omitted(*why))],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    Ok(())
}
