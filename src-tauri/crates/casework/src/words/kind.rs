//! Words for kinds of material and for entries of the custody chain, as people read them.

use super::Lang;

/// The kind of an artifact, by its stored word.
pub fn artifact_kind(word: &str, lang: Lang) -> String {
    let zh = match word {
        "bill" => "账单",
        "chat" => "聊天记录",
        "chat-screenshot" => "聊天截图",
        "bill-screenshot" => "账单截图",
        "voucher" => "凭证",
        "document" => "文档",
        "image" => "图片",
        "audio" => "录音",
        "video" => "录像",
        "archive" => "压缩包",
        "receipt" => "存证回执",
        "other" => "其他",
        unknown => unknown,
    };
    lang.of(zh, word).to_owned()
}

/// What was done, by the stored word of a custody entry.
pub fn custody_action(word: &str, lang: Lang) -> String {
    let zh = match word {
        "create" => "建立案件",
        "keep" => "收入",
        "keep-again" => "再次收入",
        "read" => "读取",
        "settings" => "修改设置",
        "decide" => "决定",
        "undo" => "撤销决定",
        "export" => "导出",
        "check" => "校验",
        "seal" => "封存",
        "query" => "制作时间戳请求",
        "encrypt" => "加密另存",
        "stamp" => "收入可信时间戳",
        unknown => unknown,
    };
    lang.of(zh, word).to_owned()
}
