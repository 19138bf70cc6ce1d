//! The note under a transfer whose message is more than the threshold away, in words that judge nothing.

use crate::{figures, words};
use juzheng_model::{
    Basis, Span,
    link::{Clock, Verdict},
    snapshot::{Snapshot, TransferView},
};

/// The note of a flagged transfer; `None` where nothing is over.
pub(super) fn of(transfer: &TransferView, snapshot: &Snapshot) -> Option<String> {
    let link = transfer.link.as_ref().filter(|link| link.verdict == Verdict::Over)?;
    let gap = figures::gap(link.gap?);
    let threshold = figures::threshold(snapshot.threshold_s);
    let offset = snapshot.offset;
    // Like is compared with like: an accepted clock is measured to the receipt card.
    let by_receipt = link.clock == Some(Clock::Accepted) && transfer.accepted.is_some();
    let chat = if by_receipt { transfer.accepted } else { link.message.as_ref()?.when };
    let what = if by_receipt { "所关联聊天中收款卡片的" } else { "所关联聊天的" };
    Some(format!(
        "时间间隔提示（非法定标准）：本笔{} {}{}，{what}{}{}，二者相差{}，超过本案设置的 {threshold}核对阈值。{}",
        if is_point(transfer.when) { "转账时间" } else { "转账的时间范围为" },
        figures::time(transfer.when, offset),
        minutes_only(transfer.when),
        time_words(chat, offset),
        minutes_only(chat),
        if is_point(chat) && is_point(transfer.when) { format!(" {gap}") } else { format!("约 {gap}") },
        words::NOT_LEGAL_STANDARD
    ))
}

fn is_point(span: Option<Span>) -> bool {
    span.is_none_or(|span| span.earliest == span.latest)
}

fn time_words(span: Option<Span>, offset: juzheng_model::Offset) -> String {
    let what = if is_point(span) { "时间为" } else { "时间范围为" };
    format!("{what} {}", figures::time(span, offset))
}

/// Why a time is a span.
fn minutes_only(span: Option<Span>) -> &'static str {
    match span {
        Some(span) if span.earliest == span.latest => "",
        Some(Span { basis: Basis::Label, .. }) => "（截图时间标签仅精确到分）",
        Some(Span { basis: Basis::BetweenLabels, .. }) => "（截图上该消息未标时间，取自前后的时间标签）",
        Some(Span { basis: Basis::Bill, .. }) => "（账单时间仅精确到分）",
        _ => "",
    }
}
