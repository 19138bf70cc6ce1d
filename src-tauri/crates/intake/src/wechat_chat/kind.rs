//! What a message is, from the number, the word or the placeholder that an exporter gives for it.

use juzheng_model::MessageKind::{self, *};

/// WeChat's own numbers: (type, subtype), the combined numbers of WeChat 4 (`subtype << 32 | type`), those of Android.
pub(super) fn of_number(number: i64, sub: i64) -> MessageKind {
    let (number, sub) =
        if number > i64::from(u32::MAX) { (number & 0xffff_ffff, number >> 32) } else { (number, sub) };
    match number {
        1 | 2 => Text,
        3 => Image,
        34 => Voice,
        43 | 62 => Video,
        47 => Sticker,
        48 => Location,
        49 => of_app(sub),
        50 => Call,
        10000 | 10002 => System,
        419_430_449 => Transfer,
        436_207_665 => RedPacket,
        822_083_633 => Quote,
        1_090_519_089 => File,
        _ => Other,
    }
}

/// The subtypes of an app message (type 49).
fn of_app(sub: i64) -> MessageKind {
    match sub {
        1 => Text,
        3 | 4 | 5 | 33 | 36 | 50 | 51 | 63 | 88 => Link,
        6 | 74 => File,
        8 => Sticker,
        17 => Location,
        57 => Quote,
        62 => System,
        2000 => Transfer,
        2001 => RedPacket,
        _ => Other,
    }
}

/// The words of LC044 v3 (类型) and PyWxDump (type_name). PyWxDump writes red packets as 未知, which stays open.
pub(super) fn of_word(word: &str) -> MessageKind {
    match word {
        "文本" | "粘贴的文本" => Text,
        "图片" => Image,
        "语音" => Voice,
        "视频" => Video,
        "表情包" | "动画表情" | "用户上传的GIF表情" => Sticker,
        "音视频通话" | "语音通话" => Call,
        "文件" | "文件(猜)" => File,
        "位置分享" | "位置" | "位置共享" => Location,
        "分享链接" | "小程序" | "视频号" | "音乐分享" | "视频号直播或直播回放" | "视频号直播或直播回放等" => {
            Link
        }
        "红包" => RedPacket,
        "转账" => Transfer,
        "引用消息" | "引用回复" => Quote,
        "系统消息" | "系统通知" | "拍一拍" | "邀请加群" => System,
        _ if word.starts_with("消息撤回") => System,
        _ if word.starts_with("(分享)") => Link,
        _ => Other,
    }
}

/// The placeholders that chatlog writes where there is no column for the type. Whatever is none of them is a text.
///
/// Transfers are not read here: their grammar is in `card`.
pub(super) fn of_placeholder(text: &str) -> MessageKind {
    match text.as_bytes().first() {
        Some(b'!') if is_markdown(text, "![图片](") => Image,
        Some(b'!') if is_markdown(text, "![视频](") => Video,
        Some(b'>') if text.starts_with("> ") && text.contains('\n') => Quote,
        Some(b'T') => of_bare_number(text).unwrap_or(Text),
        Some(b'[') => of_bracketed(text),
        _ => Text,
    }
}

fn of_bracketed(text: &str) -> MessageKind {
    match text {
        "[语音]" => Voice,
        "[动画表情]" | "[GIF表情]" => Sticker,
        "[语音通话]" => Call,
        "[红包]" => RedPacket,
        "[引用]" => Quote,
        "[小程序]" | "[视频号]" => Link,
        "[名片]" | "[合并转发]" | "[群公告]" | "[红包封面]" | "[分享]" => Other,
        _ if is_markdown(text, "[语音](") => Voice,
        _ if is_markdown(text, "[文件|") => File,
        _ if is_markdown(text, "[位置|") => Location,
        _ if ["[链接|", "[分享|", "[小程序|", "[视频号|"].iter().any(|head| is_markdown(text, head)) => {
            Link
        }
        _ if text.starts_with("[合并转发|") => Other,
        _ => Text,
    }
}

fn is_markdown(text: &str, head: &str) -> bool {
    text.starts_with(head) && text.ends_with([')', ']'])
}

/// `Type: 48 Content: …`, which chatlog writes for types that it has no words for.
fn of_bare_number(text: &str) -> Option<MessageKind> {
    let (number, _) = text.strip_prefix("Type: ")?.split_once(" Content: ")?;
    Some(of_number(number.parse().ok()?, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_generations_agree() {
        for (combined, sub) in [
            (8_589_934_592_049, 2000),
            (8_594_229_559_345, 2001),
            (244_813_135_921, 57),
            (25_769_803_825, 6),
            (81_604_378_673, 19),
            (266_287_972_401, 62),
            (21_474_836_529, 5),
            (141_733_920_817, 33),
            (154_618_822_705, 36),
        ] {
            assert_eq!(of_number(combined, 0), of_number(49, sub), "{combined}");
        }
        assert_eq!(of_number(8_589_934_592_049, 0), Transfer);
        assert_eq!(of_number(10002, 0), System);
        assert_eq!(of_number(-1, 0), Other);
        assert_eq!(of_number(i64::MAX, i64::MAX), Other);
    }

    #[test]
    fn words_and_placeholders() {
        let words = [
            ("转账", Transfer),
            ("未知", Other),
            ("消息撤回57", System),
            ("(分享)小程序", Link),
            ("", Other),
        ];
        for (word, want) in words {
            assert_eq!(of_word(word), want, "{word}");
        }
        let placeholders = [
            ("![图片](http://127.0.0.1:5030/image/0)", Image),
            ("[语音](http://127.0.0.1:5030/voice/123)", Voice),
            ("[红包]", RedPacket),
            ("[红包]恭喜", Text),
            ("> 阿周(wxid) 05-01 14:32:10\n> 借我\n好", Quote),
            ("> 好", Text),
            ("[链接|题目](http://x)\n好看", Text),
            ("[文件|借条.pdf](http://x)", File),
            ("Type: 48 Content: x", Location),
            ("Type: 借条", Text),
            ("[", Text),
            ("", Text),
        ];
        for (text, want) in placeholders {
            assert_eq!(of_placeholder(text), want, "{text}");
        }
    }
}
