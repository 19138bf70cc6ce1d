//! What the catalogue says of an exhibit: what it is, where it comes from, what it is to show; neutral, and only what is
//! known.

use super::{Booklet, quoted};
use crate::{exhibits::kind, figures, words};
use juzheng_model::{
    ArtifactKind, Basis, Device, ScreenKind, Span,
    snapshot::{ArtifactView, SeenRecord},
};

/// 微信支付账单, 聊天截图 …
pub(super) fn name(view: &ArtifactView) -> &'static str {
    let screen = view.facts.as_ref().and_then(|facts| facts.screen.as_ref()).map(|screen| screen.kind);
    match screen {
        Some(ScreenKind::Profile) => "账号资料页截图",
        Some(ScreenKind::SessionList) => "会话列表截图",
        Some(ScreenKind::TransferDetail) => "转账详情截图",
        Some(ScreenKind::RedPacket) => "红包页面截图",
        _ => words::artifact_kind(kind(view)),
    }
}

/// Who gave it, what made it, when it was captured.
pub(super) fn source(booklet: &Booklet<'_>, view: &ArtifactView) -> String {
    let mut said = String::from("提交方提供的电子文件");
    if booklet.derived.contains(&view.artifact.id) {
        said.push_str("，由第三方工具导出，非原始载体数据");
    }
    if let Some(facts) = &view.facts {
        if let Some(owner) = &facts.owner {
            said.push_str(&format!("；所有人：{}", quoted::field(owner)));
        }
        if let Some(screen) = &facts.screen {
            said.push_str(&format!("；画面：{}", words::screen_kind(screen.kind)));
        }
        if let Some(device) = facts.screen.as_ref().and_then(|screen| device(screen.device)) {
            said.push_str(&format!("；{device}"));
        }
        if let Some(at) = captured(booklet, view) {
            said.push_str(&format!("；截图时间：{at}"));
        }
        if let Some((from, to)) = &facts.period {
            said.push_str(&format!("；期间：{} 至 {}", day(from), day(to)));
        }
    }
    if let Some(parent) = view.artifact.parent {
        said.push_str(&format!("；取自{}（压缩包）", booklet.material(parent)));
    }
    said
}

/// The day of a time as a bill writes it; anything else as it stands there.
fn day(text: &str) -> String {
    let is_day = |day: &str| day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match text.split_once(' ') {
        Some((day, _)) if is_day(day) => day.to_owned(),
        _ => quoted::field(text).into_owned(),
    }
}

/// What drew a screen.
pub(super) fn device(device: Device) -> Option<&'static str> {
    match device {
        Device::Ios => Some("苹果手机截屏"),
        Device::Android => Some("安卓手机截屏"),
        Device::Pc => Some("电脑端微信截屏"),
        Device::Unknown => None,
    }
}

/// When a picture was captured, with what says so.
pub(super) fn captured(booklet: &Booklet<'_>, view: &ArtifactView) -> Option<String> {
    let offset = booklet.snapshot.offset;
    let (moment, says) = view.facts.as_ref()?.screen.as_ref()?.captured?;
    let at = figures::time(Some(moment.span(Basis::File, offset)), offset);
    Some(format!("{at}（{}）", words::capture_source(says)))
}

/// The object of proof.
pub(super) fn shows(booklet: &Booklet<'_>, view: &ArtifactView) -> String {
    let screen = view.facts.as_ref().and_then(|facts| facts.screen.as_ref()).map(|screen| screen.kind);
    let count = figures::grouped;
    match (kind(view), screen) {
        (_, Some(ScreenKind::Profile)) => "账号资料页所示的昵称、微信号等，供核对账号属于何人".to_owned(),
        (Some(ArtifactKind::Bill), _) => match view.cited_transfers {
            0 => format!("账单所载 {} 行收付", count(view.transfers)),
            n => format!(
                "账单所载当事人之间 {} 笔收付的时间、金额、方向、状态和单号（账单共 {} 行）",
                count(n),
                count(view.transfers)
            ),
        },
        (Some(ArtifactKind::Chat), _) => {
            let printed = booklet.printed_messages(view.artifact.id);
            format!(
                "双方聊天中与收付有关的往来内容（共 {} 条，本册印出 {} 条）",
                count(view.messages),
                count(printed)
            )
        }
        (Some(ArtifactKind::ChatScreenshot), _) => match days(booklet, view) {
            Some(days) => format!("截图所示双方的聊天内容（{days}）"),
            None => "截图所示双方的聊天内容".to_owned(),
        },
        (Some(ArtifactKind::BillScreenshot), _) => {
            let of = days(booklet, view).map_or(String::new(), |days| format!("（{days}）"));
            format!("截图所示收付的时间、金额、对方和状态{of}")
        }
        (Some(ArtifactKind::Voucher), _) => "凭证所载收付款人、时间、金额和单号".to_owned(),
        (Some(ArtifactKind::Audio | ArtifactKind::Video), _) => {
            "所录内容，由提交方说明；原始载体在开庭时出示".to_owned()
        }
        (Some(ArtifactKind::Document), _) => "文件所载内容".to_owned(),
        _ => "图片或文件所示内容".to_owned(),
    }
}

/// A time that is less certain than this, in seconds, is open on one side.
const OPEN: i64 = 370 * 86_400;

/// The first and last day of what was read on a picture.
fn days(booklet: &Booklet<'_>, view: &ArtifactView) -> Option<String> {
    let offset = booklet.snapshot.offset;
    let times = view.seen.iter().filter_map(|seen| match &seen.record {
        SeenRecord::Message(message) => message.when,
        SeenRecord::Transfer(transfer) => transfer.when,
    });
    // What stands above the first label is only known to be older than it: that says nothing of the first day.
    let times = times.filter(|span| span.latest - span.earliest <= OPEN);
    let ends = times.fold(None, |ends: Option<(i64, i64)>, Span { earliest, latest, .. }| {
        let (from, to) = ends.unwrap_or((earliest, latest));
        Some((from.min(earliest), to.max(latest)))
    });
    let (from, to) = ends?;
    let (from, to) = (figures::day(offset, from), figures::day(offset, to));
    Some(if from == to { from } else { format!("{from} 至 {to}") })
}
