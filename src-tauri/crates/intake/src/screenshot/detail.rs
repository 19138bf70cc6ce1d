//! 账单详情: one movement of money, its amount and heading at the top and label/value pairs below.

use super::{
    amount,
    draft::{Draft, row_text},
    field::Field,
    money_page::Found,
    page::Page,
    pairs::{self, Pair, one_row},
    stamp, state, title,
};
use crate::{circumstances::Circumstances, wechat_bill::words};
use juzheng_model::{Code, Direction, TransferKind, Unsure};
use std::io;

/// Reads the page into `out`.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(page: &Page<'_>, known: &Circumstances, out: &mut Found) -> io::Result<()> {
    let pairs = pairs::of(page);
    let Some(first) = pairs.iter().map(|pair| page.lines[pair.label].top()).min() else { return Ok(()) };
    let mut draft = Draft::new(page, known);
    let above = |line: usize| page.lines[line].bottom() <= first + page.lines[line].height() / 2;
    let row = amount_row(page, above);
    let mut sign = None;
    let mut heading = title::Heading::default();
    if let Some(row) = &row {
        sign = draft.amount(row)?;
        let lines = heading_lines(page, row[0]);
        heading = title::parse(&draft.lines(&lines));
    } else if let Some(pair) = find(&pairs, Field::Amount) {
        sign = draft.amount_of(&pair.value, &super::fold::line(&pair.text(page, " ")))?;
    }
    identify(&mut draft, page, &pairs, heading, sign);
    clocks(&mut draft, &pairs)?;
    particulars(&mut draft, page, &pairs)?;
    if draft.transfer.amount.is_none() {
        draft.mark(Unsure::AMOUNT.with(Unsure::CUT));
    }
    let transfer = &draft.transfer;
    let told = [transfer.amount.is_some(), transfer.transaction_id.is_some(), transfer.when.is_some()];
    // A lone field is no movement of money; an amount with several pairs is one of which the time lies outside.
    let several = pairs.iter().filter(|pair| !pair.value.is_empty()).count() >= 2;
    if told.iter().filter(|told| **told).count() >= 2 || told[0] && several {
        draft.finish(out);
    }
    Ok(())
}

/// The first pair of a field that has a value.
pub(crate) fn find(pairs: &[Pair], field: Field) -> Option<&Pair> {
    pairs.iter().find(|pair| pair.field == field && !pair.value.is_empty())
}

/// The boxes of the row with the tallest amount among the lines that are `allowed`, from the left.
pub(crate) fn amount_row(page: &Page<'_>, allowed: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let rows = (0..page.lines.len()).filter(|line| allowed(*line)).filter_map(|line| {
        let row = row_of(page, line);
        let whole = amount::parse(&row_text(page, &row)).map(|reading| (row, reading));
        let (row, reading) =
            whole.or_else(|| Some((vec![line], amount::parse(&page.lines[line].folded)?)))?;
        // A number without sign, unit or decimals is anything.
        let text = row_text(page, &row);
        let money =
            reading.sign.is_some() || reading.sure || text.contains(['¥', '元']) || text.contains(['.', ',']);
        money.then_some((page.lines[line].height(), row))
    });
    rows.max_by_key(|(height, _)| *height).map(|(_, row)| row)
}

/// A line with its neighbours on the same row, near and about as tall: an amount may come in two boxes.
fn row_of(page: &Page<'_>, line: usize) -> Vec<usize> {
    let own = &page.lines[line];
    let mut row: Vec<usize> = (0..page.lines.len())
        .filter(|i| {
            let other = &page.lines[*i];
            let apart = other.left().max(own.left()).saturating_sub(other.right().min(own.right()));
            *i == line || (one_row(own, other) && apart < own.height())
        })
        .collect();
    row.sort_by_key(|i| page.lines[*i].left());
    row
}

/// Words at the top of such pages that are no heading.
const BARS: [&str; 10] = [
    "账单详情",
    "账单",
    "全部账单",
    "交易详情",
    "转账详情",
    "返回",
    "微信支付",
    "详情",
    "支付成功",
    "常见问题",
];

/// The lines of the heading: the nearest above the amount, and those right above it that it goes on from.
fn heading_lines(page: &Page<'_>, amount: usize) -> Vec<usize> {
    let amount = &page.lines[amount];
    let centred = |i: &usize| page.lines[*i].middle().0.abs_diff(amount.middle().0) < page.width() / 6;
    let word = |i: &usize| {
        let text = page.lines[*i].folded.as_str();
        text.chars().any(char::is_alphanumeric) && !BARS.contains(&text) && stamp::of(text).is_none()
    };
    let near = |i: &usize| {
        let gap = amount.top().saturating_sub(page.lines[*i].bottom());
        page.lines[*i].middle().1 < amount.top() && gap < amount.height() * 3
    };
    let mut lines: Vec<usize> = (0..page.lines.len()).filter(|i| near(i) && word(i) && centred(i)).collect();
    lines.sort_by_key(|i| std::cmp::Reverse(page.lines[*i].middle().1));
    let mut heading: Vec<usize> = Vec::new();
    for index in lines {
        let Some(last) = heading.last().map(|last: &usize| &page.lines[*last]) else {
            heading.push(index);
            continue;
        };
        let line = &page.lines[index];
        let gap = last.top().saturating_sub(line.bottom());
        let alike = line.height().abs_diff(last.height()) * 4 <= last.height();
        let wide = line.read.bounds[2] > page.width() / 2;
        if one_row(line, last) || (alike && wide && gap * 2 < last.height()) {
            heading.push(index);
        } else {
            break;
        }
    }
    heading.sort_by_key(|i| (page.lines[*i].middle().1 / amount.height().max(1), page.lines[*i].left()));
    heading
}

/// What it is, with whom, which way, and what became of it.
fn identify(
    draft: &mut Draft<'_>,
    page: &Page<'_>,
    pairs: &[Pair],
    mut heading: title::Heading,
    sign: Option<amount::Sign>,
) {
    use Field::*;
    let has = |fields: &[Field]| pairs.iter().any(|pair| fields.contains(&pair.field));
    let typed = find(pairs, Type).and_then(|pair| draft.words(pair));
    let of_type = typed.as_deref().map(words::kind).filter(|(_, known)| *known).map(|(kind, _)| kind);
    let by_labels = match () {
        () if has(&[TransferredAt, TransferId]) => TransferKind::Transfer,
        () if has(&[Merchant, Goods, MerchantId]) => TransferKind::Purchase,
        () => TransferKind::Other,
    };
    let kind = heading.kind.or(of_type).unwrap_or(by_labels);
    heading.kind = Some(kind);
    if heading.type_text.is_empty() {
        // The labels say it: 转账时间, 转账单号, 转账说明.
        let labelled = if kind == TransferKind::Transfer { "转账" } else { "" };
        heading.type_text = typed.unwrap_or_else(|| labelled.to_owned());
    }
    let named = || find(pairs, Counterparty);
    heading.counterparty = heading.counterparty.or_else(|| named().and_then(|pair| draft.words(pair)));
    read_heading(draft, heading, sign);
    if let Some(pair) = find(pairs, Status) {
        status(draft, page, pair, kind);
    }
    if draft.transfer.direction.is_none() {
        draft.mark(Unsure::SIDE);
    }
}

/// Takes over what a heading says, with the sign of the amount under it or beside it.
pub(crate) fn read_heading(draft: &mut Draft<'_>, heading: title::Heading, sign: Option<amount::Sign>) {
    let kind = heading.kind.unwrap_or(TransferKind::Other);
    let by_sign = sign.map(|sign| match sign {
        amount::Sign::Plus => Direction::In,
        amount::Sign::Minus => Direction::Out,
    });
    let own_pockets = matches!(kind, TransferKind::Withdrawal | TransferKind::TopUp);
    draft.transfer.direction =
        if own_pockets { Some(Direction::Neutral) } else { by_sign.or(heading.direction) };
    if !own_pockets && by_sign.zip(heading.direction).is_some_and(|(a, b)| a != b) {
        draft.mark(Unsure::SIDE);
    }
    draft.transfer.kind = kind;
    draft.transfer.type_text = heading.type_text;
    draft.transfer.counterparty = heading.counterparty;
}

fn status(draft: &mut Draft<'_>, page: &Page<'_>, pair: &Pair, kind: TransferKind) {
    let Some(text) = draft.words(pair) else { return };
    let state = state::parse(&text, kind);
    draft.transfer.status = state.status;
    draft.transfer.returned_amount = state.returned;
    if draft.transfer.direction.is_none() {
        draft.transfer.direction = state.direction;
    }
    if !state.known {
        let bounds = pair.value.first().map_or([0; 4], |piece| piece.bounds(page));
        draft.say(Code::StatusUnknown, bounds, [text.clone()]);
    }
    draft.transfer.status_text = text;
}

/// The clocks of the page.
pub(crate) fn clocks(draft: &mut Draft<'_>, pairs: &[Pair]) -> io::Result<()> {
    let mut read = |fields: &[Field]| -> io::Result<_> {
        match fields.iter().find_map(|field| find(pairs, *field)) {
            Some(pair) => draft.clock(pair),
            None => Ok(None),
        }
    };
    let sent = read(&[Field::TransferredAt, Field::PaidAt, Field::CreatedAt])?;
    let accepted = read(&[Field::ReceivedAt])?;
    let returned = read(&[Field::ReturnedAt])?;
    let refund = draft.transfer.kind == TransferKind::Refund;
    // A transfer is accepted later than it is sent; all else moves at one moment.
    let at_once = accepted.filter(|_| draft.transfer.kind != TransferKind::Transfer);
    draft.transfer.when = sent.or(returned.filter(|_| refund)).or(at_once);
    draft.transfer.accepted = accepted;
    draft.transfer.returned = returned.filter(|_| !refund);
    let before = |later: Option<juzheng_model::Moment>| sent.zip(later).is_some_and(|(a, b)| b.at < a.at);
    if before(accepted) || before(returned) {
        draft.mark(Unsure::WHEN);
    }
    Ok(())
}

/// Numbers, means and words.
pub(crate) fn particulars(draft: &mut Draft<'_>, page: &Page<'_>, pairs: &[Pair]) -> io::Result<()> {
    use Field::*;
    let ids = [TransactionId, TransferId, RefundId].into_iter().filter_map(|field| find(pairs, field));
    let mut ids = ids.take(2);
    if let Some(pair) = ids.next() {
        draft.transfer.transaction_id = draft.number(pair, false)?;
    }
    let second = ids.next();
    if let Some(pair) = find(pairs, MerchantId).or(second) {
        draft.transfer.merchant_id = draft.number(pair, true)?;
    }
    draft.transfer.method = find(pairs, Method).and_then(|pair| draft.words(pair));
    draft.transfer.note = find(pairs, Note).and_then(|pair| draft.words(pair));
    let memo = find(pairs, Memo).and_then(|pair| draft.words(pair));
    let of_goods = |pair: &Pair| words::memo(&pair.text(page, ""));
    draft.transfer.memo = match memo {
        Some(memo) => Some(memo).filter(|memo| memo != words::DEFAULT_MEMO),
        None => find(pairs, Goods).and_then(of_goods),
    };
    Ok(())
}
