//! 转账详情: one transfer with its state in words, its amount and its clocks.

use super::{
    detail::{amount_row, clocks, particulars},
    draft::Draft,
    kind::is_transfer_state,
    money_page::Found,
    page::{Line, Page},
    pairs, state,
};
use crate::circumstances::Circumstances;
use juzheng_model::{Code, Direction, TransferKind, Unsure};
use std::io;

/// Reads the page into `out`.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(page: &Page<'_>, known: &Circumstances, out: &mut Found) -> io::Result<()> {
    let bare = |line: &Line| line.folded.replace(' ', "");
    let centred = |line: &Line| line.middle().0.abs_diff(page.width() / 2) < page.width() / 8;
    let is_state = |line: &Line| centred(line) && is_transfer_state(&bare(line));
    let Some(told) = page.lines.iter().position(is_state) else { return Ok(()) };
    let state_line = &page.lines[told];
    let near = |line: usize| {
        let line = &page.lines[line];
        centred(line) && line.middle().1.abs_diff(state_line.middle().1) < page.width() / 2
    };
    let Some(row) = amount_row(page, near) else { return Ok(()) };
    let mut draft = Draft::new(page, known);
    draft.transfer.kind = TransferKind::Transfer;
    draft.transfer.type_text = "转账".to_owned();
    draft.amount(&row)?;
    let text = draft.lines(&[told]);
    let state = state::parse(&text, TransferKind::Transfer);
    if !state.known {
        draft.say(Code::StatusUnknown, state_line.read.bounds, [text.clone()]);
    }
    draft.transfer.status = state.status;
    draft.transfer.returned_amount = state.returned;
    draft.transfer.status_text = text;
    draft.transfer.counterparty = state.who;
    let mine = ["查看零钱", "零钱余额", "已存入零钱", "立即退还", "确认收款"];
    // Only the payee has a button for accepting.
    let is_mine = |text: String| text == "收款" || mine.iter().any(|word| text.starts_with(word));
    let received = page.lines.iter().any(|line| is_mine(bare(line)));
    // What is not accepted in time goes back to whoever paid.
    let back = (0..page.lines.len())
        .filter(|line| near(*line))
        .find_map(|line| state::back_to(&bare(&page.lines[line])));
    draft.transfer.direction = state.direction.or(received.then_some(Direction::In)).or(back);
    if draft.transfer.direction.is_none() {
        draft.mark(Unsure::SIDE);
    }
    let pairs = pairs::of(page);
    clocks(&mut draft, &pairs)?;
    particulars(&mut draft, page, &pairs)?;
    draft.finish(out);
    Ok(())
}
