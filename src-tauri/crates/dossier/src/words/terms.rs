//! One word for each of what the records know: groups, directions, kinds, verdicts.

use super::PROPOSED;
use crate::{
    Profile,
    exhibits::{Group, Omitted},
};
use juzheng_model::{
    ArtifactKind, CaptureSource, Card, Direction, MessageKind, PartyRole, ScreenKind, Severity, TransferKind,
    link::{Decided, LinkBasis, Order, Verdict},
};

pub(crate) fn group(group: Group) -> &'static str {
    match group {
        Group::Payments => "收付凭证",
        Group::Chats => "聊天记录",
        Group::Identity => "身份材料",
        Group::Recordings => "录音录像",
        Group::Others => "其他",
    }
}

/// Why a file is no exhibit.
pub(crate) fn omitted(why: Omitted) -> &'static str {
    match why {
        Omitted::ByChoice => "制作时由用户选定不列入",
        Omitted::Container => "压缩包，其中的文件另行列入",
        Omitted::Receipt => "关于本案材料的回执，不是证据",
        Omitted::Unknown => "软件不能识别的格式，未从中读取记录，也没有内容被引用",
        Omitted::NothingCited => "其中没有当事人之间的记录被引用",
    }
}

/// The form of a file as an exhibit: 原件 / 复印件 / 电子数据.
pub(crate) fn form(kind: Option<ArtifactKind>) -> &'static str {
    match kind {
        // A photograph or a scan of paper is a copy of it; what it shows may also never have been paper.
        Some(ArtifactKind::Document | ArtifactKind::Image) => "复印件",
        _ => "电子数据",
    }
}

pub(crate) fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::Court => "提交人民法院用",
        Profile::Mediation => "调解用",
        Profile::Internal => "内部核对用",
    }
}

pub(crate) fn role(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Me => "提交方",
        PartyRole::Other => "对方",
    }
}

pub(crate) fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Out) => "付出",
        Some(Direction::In) => "收到",
        Some(Direction::Neutral) => "中性",
        None => "方向不详",
    }
}

/// As the bill's own column says it.
pub(crate) fn bill_direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Out) => "支出",
        Some(Direction::In) => "收入",
        Some(Direction::Neutral) => "/",
        None => "不详",
    }
}

/// As the bill's own column says it, of a direction as it is stored.
pub(crate) fn direction_word(stored: &str) -> &str {
    match stored {
        "out" => bill_direction(Some(Direction::Out)),
        "in" => bill_direction(Some(Direction::In)),
        "neutral" => bill_direction(Some(Direction::Neutral)),
        other => other,
    }
}

/// A field that can be corrected, as the columns call it.
pub(crate) fn field(stored: &str) -> &str {
    match stored {
        "amount_fen" => "金额",
        "when" => "时间",
        "direction" => "收/支",
        "kind" => "类型",
        "status" => "状态",
        "counterparty" => "对方",
        "memo" => "附言",
        "note" => "备注",
        "transaction_id" => "交易单号",
        "merchant_id" => "商户单号",
        "accepted" => "收款时间",
        "returned" => "退回时间",
        "method" => "支付方式",
        other => other,
    }
}

pub(crate) fn transfer_kind(kind: TransferKind) -> &'static str {
    match kind {
        TransferKind::Transfer => "转账",
        TransferKind::Refund => "退款",
        TransferKind::RedPacket => "红包",
        TransferKind::Qr => "二维码收付款",
        TransferKind::Group => "群收款",
        TransferKind::Withdrawal => "提现",
        TransferKind::TopUp => "充值",
        TransferKind::Purchase => "消费",
        TransferKind::Other => "其他",
    }
}

/// The mark of a message that is more than its text; empty for plain text.
pub(crate) fn message_kind(kind: MessageKind, card: Option<Card>) -> &'static str {
    match (kind, card) {
        (MessageKind::Text | MessageKind::System, _) => "",
        (MessageKind::Transfer, Some(Card::Sent)) => "[转账卡片·发出]",
        (MessageKind::Transfer, Some(Card::Receipt)) => "[转账卡片·收款]",
        (MessageKind::Transfer, Some(Card::Returned)) => "[转账卡片·退还]",
        (MessageKind::Transfer, Some(Card::Expired)) => "[转账卡片·过期]",
        (MessageKind::Transfer, None) => "[转账卡片]",
        (MessageKind::RedPacket, _) => "[红包]",
        (MessageKind::Image, _) => "[图片]",
        (MessageKind::Voice, _) => "[语音]",
        (MessageKind::Video, _) => "[视频]",
        (MessageKind::File, _) => "[文件]",
        (MessageKind::Link, _) => "[链接]",
        (MessageKind::Quote, _) => "[引用]",
        (MessageKind::Location, _) => "[位置]",
        (MessageKind::Sticker, _) => "[表情]",
        (MessageKind::Call, _) => "[通话]",
        (MessageKind::Recalled, _) => "[撤回]",
        (MessageKind::Other, _) => "[其他]",
    }
}

/// A shape and words, so that it can be told in any print.
pub(crate) fn verdict(verdict: Verdict, threshold: &str) -> String {
    match verdict {
        Verdict::Within => format!("■ 在 {threshold}内"),
        Verdict::Over => format!("▲ 超过 {threshold}"),
        Verdict::Undetermined => "◇ 无法判断".to_owned(),
        Verdict::NoMessage => "○ 未见消息".to_owned(),
    }
}

pub(crate) fn decided(decided: Decided) -> &'static str {
    match decided {
        Decided::Proposed => PROPOSED,
        Decided::Confirmed => "已确认",
        Decided::Rejected => "已否定",
    }
}

pub(crate) fn basis(basis: LinkBasis) -> &'static str {
    match basis {
        LinkBasis::Id => "单号相同",
        LinkBasis::Card => "转账卡片",
        LinkBasis::RedPacket => "红包",
        LinkBasis::Nearest => "时间最近的消息",
        LinkBasis::User => "用户指定",
        LinkBasis::None => "",
    }
}

pub(crate) fn order(order: Order) -> &'static str {
    match order {
        Order::Before => "消息在前",
        Order::After => "消息在后",
        Order::Overlap => "时间重合",
    }
}

pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Serious => "重要",
        Severity::Check => "核对",
        Severity::Note => "说明",
    }
}

/// What a picture shows.
pub(crate) fn screen_kind(kind: ScreenKind) -> &'static str {
    match kind {
        ScreenKind::Chat => "聊天页面",
        ScreenKind::MergedForward => "合并转发的聊天记录",
        ScreenKind::BillList => "账单列表",
        ScreenKind::BillDetail => "账单详情",
        ScreenKind::TransferDetail => "转账详情",
        ScreenKind::RedPacket => "红包页面",
        ScreenKind::Profile => "个人信息页面",
        ScreenKind::SessionList => "会话列表",
        ScreenKind::Other => "其他画面",
    }
}

/// What says when a picture was captured.
pub(crate) fn capture_source(source: CaptureSource) -> &'static str {
    match source {
        CaptureSource::User => "提交方填写",
        CaptureSource::Name => "据文件名",
        CaptureSource::Exif => "据图片信息",
    }
}

pub(crate) fn artifact_kind(kind: Option<ArtifactKind>) -> &'static str {
    match kind {
        Some(ArtifactKind::Bill) => "微信支付账单",
        Some(ArtifactKind::Chat) => "聊天记录导出文件",
        Some(ArtifactKind::ChatScreenshot) => "聊天截图",
        Some(ArtifactKind::BillScreenshot) => "账单截图",
        Some(ArtifactKind::Voucher) => "电子凭证",
        Some(ArtifactKind::Document) => "文档",
        Some(ArtifactKind::Image) => "图片",
        Some(ArtifactKind::Audio) => "录音",
        Some(ArtifactKind::Video) => "视频",
        Some(ArtifactKind::Archive) => "压缩包",
        Some(ArtifactKind::Receipt) => "回执",
        Some(ArtifactKind::Other) | None => "其他文件",
    }
}
