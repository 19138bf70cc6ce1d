//! Cards in the chat for which no bill has a row: said apart, without guessing why.

use super::{Booklet, note_of, quoted};
use crate::{
    Error, figures,
    layout::{Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, LABEL, LEFT, NOTE, Para, Row, STRONG, Table},
    words,
};
use juzheng_model::ArtifactKind;

const COLUMNS: [Column; 5] = [
    Column { width: 30.0, title: "序号", align: Align::Left },
    Column { width: 104.0, title: "消息时间", align: Align::Left },
    Column { width: 82.0, title: "发送人", align: Align::Left },
    Column { width: CONTENT_WIDTH - 294.0, title: "卡片内容", align: Align::Left },
    Column { width: 78.0, title: "出处", align: Align::Left },
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    if snapshot.loose_cards.is_empty() {
        return Ok(());
    }
    let has_bill = booklet.has(ArtifactKind::Bill);
    let title = if has_bill { words::LOOSE_CARDS } else { words::CARDS };
    booklet.short_part(flow, title)?;
    booklet.parts.loose_cards.touch(flow);
    let intro = if has_bill { words::LOOSE_CARDS_INTRO } else { words::CARDS_WITHOUT_BILL };
    flow.paras(&[Para::new(NOTE, intro)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for (number, card) in (1..).zip(&snapshot.loose_cards) {
        booklet.step()?;
        let (artifact, place) = &card.origin;
        let time = figures::time(card.when, snapshot.offset);
        let cells = vec![
            vec![Para::new(FIGURE, usize::to_string(&number))],
            vec![Para::new(FIGURE, time)],
            vec![
                Para::new(STRONG.sized(8.5), quoted::sender(card)),
                Para::new(LABEL, format!("会话：{}", card.conversation)).most(3),
            ],
            std::iter::once(Para::new(CELL, quoted::message(card)))
                .chain(quoted::unchecked(card.unchecked))
                .collect(),
            vec![Para::new(LABEL, booklet.material(*artifact)), Para::new(LABEL, figures::place(place))],
        ];
        table.row(flow, &Row { cells, notes: vec![note_of(card)], ..Row::default() })?;
        booklet.touch_material(flow, *artifact);
    }
    booklet.parts.loose_cards.touch(flow);
    Ok(())
}
