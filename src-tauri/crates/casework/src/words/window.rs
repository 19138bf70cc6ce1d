//! What only a window says: advice that names its own views, causes of gaps, what a check means.

use super::{Lang, fill};
use juzheng_model::Code;

/// Causes that gaps often have, Chinese and English; a note holds one of them or the user's own words.
pub const GAP_CAUSES: [(&str, &str); 6] = [
    ("对方次日收款", "the other side accepted it the next day"),
    ("先聊后转", "talked about first, transferred later"),
    ("分次转账", "transferred in several parts"),
    ("截图无日期", "the screenshot shows no date"),
    ("设备时区不同", "the device was in another time zone"),
    ("其他", "other"),
];

/// The advice on a finding where a window has a better one than the command line.
pub fn advice_in_window(code: Code, args: &[String], lang: Lang) -> Option<String> {
    let (zh, en) = match code {
        Code::BillOwnerUnknown => (
            "如果“{0}”是我的昵称，请在“设置”中登记为我的别名；如果是对方的账单，请登记为对方的别名。",
            "If “{0}” is my nickname, add it as my alias in Settings; if the bill is the other side's, add it to them.",
        ),
        Code::PasswordNeeded => (
            "请在“材料”中输入密码。账单的密码在微信“微信支付”服务号的消息里，6 位数字，每个文件不同；开头的 0 也要输入。",
            "Enter the password in Materials. That of a bill is in a message of the service account WeChat Pay: 6 digits, another for each file, leading zeros count.",
        ),
        Code::ZoneAssumed => (
            "若导出聊天记录的电脑或手机不在北京时间，请在“设置”中修改时区。",
            "If the exporting device was not on Beijing time, change the offset in Settings.",
        ),
        Code::SenderMeUnknown => (
            "请在“设置”中把聊天里我的名称登记为我的别名，否则无法判断收付方向。",
            "Add my name in the chat as my alias in Settings. Directions cannot be told without it.",
        ),
        Code::ConversationMissing => (
            "若聊天记录使用昵称或微信号，请在“设置”中登记为“{0}”的别名。",
            "If the chat uses a nickname or wxid, add it as an alias of “{0}” in Settings.",
        ),
        Code::ClockShift => (
            "核对后可在“设置”的“时钟偏移”中校正；确认前相关间隔一律标为无法判断。",
            "Settle it under “Clock shift” in Settings once you have looked; until then these gaps are undetermined.",
        ),
        Code::ReceiptUnmatched => (
            "请把回执所针对的原文件收入本案；证书上印着的指纹，可在“材料”中选中回执，在“指纹与信息”里登记。",
            "Add the file that the receipt is for; a digest printed on it is noted at the receipt, in Materials.",
        ),
        _ => return None,
    };
    Some(fill(lang.of(zh, en), args))
}

/// What a check that holds means, and what it does not.
pub fn scope(lang: Lang) -> &'static str {
    lang.of(
        "校验通过仅表示文件自导入本软件之时起未发生变化，不证明导入前内容真实、完整。",
        "A check that holds means only that the files are unchanged since they were taken in; it does not prove that what came before is true or complete.",
    )
}

/// One line of what a change of the settings does: `“超过”的对应：3 → 1`.
pub fn changed(what: &str, before: u64, after: u64, lang: Lang) -> String {
    format!("{what}{}{before} → {after}", lang.of("：", ": "))
}
