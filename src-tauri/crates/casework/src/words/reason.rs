//! Why a link is as it is, in words.

use super::{Lang, duration};
use juzheng_model::link::Reason;

/// A reason as a sentence without a full stop.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    let say = |zh: &str, en: &str| lang.of(zh, en).to_owned();
    match reason {
        Reason::SameId => {
            say("聊天与账单中的转账单号相同", "the transfer id in the chat is the one in the bill")
        }
        Reason::SameCard => {
            say("转账卡片的方向与金额和账单一致", "a transfer card of the same direction and amount")
        }
        Reason::CardWithoutAmount => say(
            "同方向的转账卡片（该导出未保留金额）",
            "a transfer card of the same direction (the export keeps no amounts)",
        ),
        Reason::RedPacket => say(
            "同方向的红包（聊天记录不显示红包金额）",
            "a red packet of the same direction (chats never show its amount)",
        ),
        Reason::ByReceipt => say(
            "按收款卡片的时间计算间隔（更接近账单时间）",
            "measured to the receipt card, which is nearer to the bill's time",
        ),
        Reason::NearestMessage => say(
            "未找到转账卡片，取时间最近的一条消息作为上下文",
            "no transfer card found: the nearest message, as context",
        ),
        Reason::InGroup => say("消息在群聊中", "the message is in a group"),
        Reason::UserChose => say("由用户指定", "chosen by the user"),
        Reason::NothingNear => say(
            "前后 72 小时内没有该会话的消息",
            "no message of the conversation within 72 hours either side",
        ),
        Reason::NoConversation => {
            say("本案材料中没有与该当事人的会话", "no conversation with this party is in the case")
        }
        Reason::NoTime => say("账单行没有可用的时间", "the bill row has no usable time"),
        Reason::Ambiguous => {
            say("另有同样合适的对应方式，请人工核对", "another pairing is as good: please check")
        }
        Reason::Shifted(seconds) => match lang {
            Lang::Zh => format!("该聊天记录与账单整体相差约 {}，未经确认", signed(*seconds, lang)),
            Lang::En => {
                format!("this chat runs about {} off the bill; not settled yet", signed(*seconds, lang))
            }
        },
        Reason::ShiftSettled(seconds) => match lang {
            Lang::Zh => format!("聊天时间已按用户设置调整 {}", signed(*seconds, lang)),
            Lang::En => format!("the chat's times are moved by {} as the user set", signed(*seconds, lang)),
        },
        Reason::TurnedBill => say(
            "账单属于对方，收支方向已换算为我方视角",
            "the bill is the other side's: its directions are turned",
        ),
        Reason::MentionsAmount(spelling) => match lang {
            Lang::Zh => format!("消息提到金额“{spelling}”"),
            Lang::En => format!("the message names the amount “{spelling}”"),
        },
        Reason::MentionsLending(word) => match lang {
            Lang::Zh => format!("消息含借款用语“{word}”"),
            Lang::En => format!("the message has a word of lending: “{word}”"),
        },
        Reason::MentionsRepaying(word) => match lang {
            Lang::Zh => format!("消息含还款用语“{word}”"),
            Lang::En => format!("the message has a word of repaying: “{word}”"),
        },
        Reason::MentionsDemanding(word) => match lang {
            Lang::Zh => format!("消息含催收用语“{word}”"),
            Lang::En => format!("the message has a word of demanding: “{word}”"),
        },
    }
}

fn signed(seconds: i64, lang: Lang) -> String {
    let sign = if seconds < 0 { "−" } else { "+" };
    format!("{sign}{}", duration(seconds, lang))
}
