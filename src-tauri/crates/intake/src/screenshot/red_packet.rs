//! The page of an opened red packet: a transfer only where it says what I received, or what I sent and nobody took.

use super::{detail::amount_row, draft::Draft, fold, money_page::Found, page::Page, pairs::Piece};
use crate::circumstances::Circumstances;
use juzheng_model::{Direction, Status, TransferKind};
use std::io;

/// Reads the page into `out`.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(page: &Page<'_>, known: &Circumstances, out: &mut Found) -> io::Result<()> {
    let bare: Vec<String> = page.lines.iter().map(|line| line.folded.replace(' ', "")).collect();
    let deposited = bare.iter().position(|text| text.starts_with("已存入零钱"));
    let waiting = bare.iter().position(|text| text.starts_with("红包金额") && text.contains('元'));
    let mut draft = Draft::new(page, known);
    draft.transfer.kind = TransferKind::RedPacket;
    draft.transfer.type_text = "微信红包".to_owned();
    if let Some(line) = deposited {
        let above = |i: usize| {
            let (own, below) = (&page.lines[i], &page.lines[line]);
            own.middle().1 < below.top() && below.top().saturating_sub(own.bottom()) < page.width() / 4
        };
        let Some(row) = amount_row(page, above) else { return Ok(()) };
        draft.amount(&row)?;
        draft.transfer.direction = Some(Direction::In);
        draft.transfer.status = Status::Completed;
        draft.transfer.status_text = draft.lines(&[line]).trim_end_matches(['>', ' ', '〉']).to_owned();
        draft.transfer.counterparty = sender(&mut draft, page, &bare, line);
    } else if let Some(line) = waiting {
        // `红包金额88.88元，等待对方领取`
        let text = fold::line(&page.lines[line].read.text);
        let Some((amount, state)) = text.trim_start_matches("红包金额").split_once('元') else {
            return Ok(());
        };
        let piece = Piece { line, skip: "红包金额".chars().count() };
        draft.amount_of(&[piece], &format!("{}元", amount.trim()))?;
        draft.transfer.direction = Some(Direction::Out);
        draft.transfer.status_text = state.trim_start_matches([',', ' ']).to_owned();
    }
    if draft.transfer.amount.is_some() {
        draft.finish(out);
    }
    Ok(())
}

/// Whose red packet it is: `张三的红包`, `张三发出的红包`.
fn sender(draft: &mut Draft<'_>, page: &Page<'_>, bare: &[String], before: usize) -> Option<String> {
    let whose = |text: &str| text.ends_with("的红包") && !text.contains("领取了");
    let line = (0..before)
        .rev()
        .find(|i| whose(&bare[*i]) && page.lines[*i].bottom() <= page.lines[before].top())?;
    let text = draft.lines(&[line]);
    let name = text.strip_suffix("的红包")?.trim();
    let name = name.strip_suffix("发出").unwrap_or(name).trim();
    (!name.is_empty()).then(|| name.to_owned())
}
