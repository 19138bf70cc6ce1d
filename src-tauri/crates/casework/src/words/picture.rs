//! What findings on pictures say, and what to do about them, in both languages.

use super::Lang;
use juzheng_model::{CaptureSource, Code, ScreenKind};

/// The mark of what a machine read off a picture and no person has checked.
pub fn unchecked(lang: Lang) -> &'static str {
    lang.of("机器识读，未经核对", "machine reading, not checked")
}

/// What a picture shows.
pub fn screen_kind(kind: ScreenKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        ScreenKind::Chat => ("聊天页面", "chat"),
        ScreenKind::MergedForward => ("合并转发的聊天记录", "merged-forward page"),
        ScreenKind::BillList => ("账单列表", "list of bills"),
        ScreenKind::BillDetail => ("账单详情", "bill detail"),
        ScreenKind::TransferDetail => ("转账详情", "transfer detail"),
        ScreenKind::RedPacket => ("红包页面", "red packet"),
        ScreenKind::Profile => ("个人信息页面", "profile"),
        ScreenKind::SessionList => ("会话列表", "list of conversations"),
        ScreenKind::Other => ("其他画面", "another screen"),
    };
    lang.of(zh, en)
}

/// What says when a picture was captured.
pub fn capture_source(source: CaptureSource, lang: Lang) -> &'static str {
    let (zh, en) = match source {
        CaptureSource::User => ("用户填写", "the user"),
        CaptureSource::Name => ("据文件名", "the file's name"),
        CaptureSource::Exif => ("据图片信息", "EXIF"),
    };
    lang.of(zh, en)
}

/// For [`Code::ReadingUnsure`] where nothing was read.
pub(super) const UNREAD: [&str; 4] = [
    "机器识读没有把握：{0}（没有读出内容）",
    "请对照图片核对，必要时更正。",
    "the machine is not sure of {0} (it read nothing)",
    "Compare it with the picture and correct it where needed.",
];

/// Chinese message and hint, English message and hint of findings on what was read from a picture; `None` of others.
pub(super) fn templates(code: Code) -> Option<[&'static str; 4]> {
    of_reading(code).or_else(|| of_times(code)).or_else(|| of_signs(code))
}

fn of_reading(code: Code) -> Option<[&'static str; 4]> {
    Some(match code {
        Code::RecognitionMissing => [
            "这台电脑上还没有识别图片文字的模型，图片已保存但尚未识读",
            "请安装带识别模型的完整版本，然后再次添加这张图片。",
            "the models for recognising text are not on this computer: the picture is kept, not read",
            "Install the complete program, then add the picture again.",
        ],
        Code::NothingReadable => [
            "图片上没有能识读的文字",
            "若图片模糊、被打码或过小，请在手机上重新截图后添加。",
            "nothing on this picture can be read",
            "If it is blurred, pixelated or too small, capture it again on the phone and add that.",
        ],
        Code::OtherScreen => [
            "不是聊天或账单页面（{0}），未提取记录",
            "图片已保存并计算指纹，可作为材料附上。",
            "no chat and no bill page ({0}): no records were taken from it",
            "The picture is kept and fingerprinted, and can be attached as it is.",
        ],
        Code::ReadingUnsure => [
            "机器识读没有把握：{0}（读作“{1}”）",
            "请对照图片核对，必要时更正。",
            "the machine is not sure of {0} (read as “{1}”)",
            "Compare it with the picture and correct it where needed.",
        ],
        Code::MessageCut => [
            "这条消息在图片边缘被截断，或被菜单、提示遮住，内容可能不完整",
            "请加入能看到它全部内容的截图。",
            "the edge of the picture cuts this message off, or a menu or notice hides a part of it",
            "Add a screenshot that shows all of it.",
        ],
        Code::SliceUnread => [
            "图片边缘或菜单、提示遮住的地方有内容无法识读，未提取为记录",
            "请另截一张能看到它全部的图片，或加入前后相接的截图。",
            "the edge of the picture, or a menu or notice, leaves too little of something to be read: no record was made of it",
            "Take another screenshot that shows it whole, or add the one that goes on from here.",
        ],
        Code::IdLayout => [
            "单号“{0}”的格式不符（{1}），可能识读有误",
            "请对照图片逐位核对。",
            "the layout of number “{0}” does not fit ({1}): perhaps it was misread",
            "Compare it with the picture digit by digit.",
        ],
        Code::SourcesDisagree => [
            "两份材料对同一笔收付记录的记载不一致：{0}，这里是“{1}”，另一份是“{2}”",
            "请核对原件；先排除识读错误，再查明哪一份有误。两处记载都会保留。",
            "two sources of one transfer disagree on {0}: “{1}” here, “{2}” in the other",
            "Look at the originals: rule out a misreading first. Both stay as they are.",
        ],
        Code::ConversationUnnamed => [
            "这张聊天截图上没有标题，不知道是与谁的聊天，未归入任何当事人",
            "请补截能看到标题、且与它有重叠的截图；或在当事人的别名中填写这个文件名“{0}”。",
            "this picture of a chat shows no title: nobody knows with whom it is, and it belongs to no party",
            "Add a capture that shows the title and overlaps with it, or give the party the alias “{0}”.",
        ],
        Code::MoneyUnread => [
            "这是一张收付页面，但没有提取出收付记录：金额、时间和单号看不全",
            "请补截完整的页面，让金额、时间和单号都在图上。",
            "this page tells of money, but no transfer could be made of it: too little of sum, time and number is there",
            "Capture the whole page, with the sum, the time and the number on it.",
        ],
        Code::PerhapsTwice => [
            "{1} 的 {0} 元可能计算了两次：与“{2}”所载的对方、方向、金额和时间都相同，而图片没有显示单号",
            "请对照两处。若是同一笔，请在核对图片时填写它的交易单号，两处即合为一笔；或补截显示单号的账单详情。",
            "{0} yuan at {1} may be counted twice: party, direction, sum and time are those in “{2}”, and the picture shows no number",
            "Compare the two. If they are one, enter its number when you check the picture: then they count once. Or capture the page with the number.",
        ],
        Code::PieceMissing => [
            "“{0}”与“{1}”之间可能缺少一段聊天",
            "两张截图没有重叠的内容。请在手机上补截中间部分，让相邻截图有重叠。",
            "a piece of the chat may be missing between “{0}” and “{1}”",
            "These screenshots do not overlap. Capture the part between, so that neighbours overlap.",
        ],
        Code::OverlapUnclear => [
            "“{0}”与“{1}”的重叠部分无法确定（内容重复），未合并",
            "两张截图上相同的消息可能是同一条，也可能是多条。请补截一张重叠更多的截图。",
            "how “{0}” and “{1}” overlap cannot be told (equal messages): they were not joined",
            "Equal messages on both may be one or several. Capture one more with a longer overlap.",
        ],
        Code::TimesDiffer => [
            "同一条消息在这里的时间是 {0}，在“{1}”上是 {2}",
            "请对照两张图片核对时间标签和截图时间。",
            "the same message is at {0} here and at {2} on “{1}”",
            "Compare the labels and the capture times of the two pictures.",
        ],
        Code::NearDuplicate => [
            "与“{0}”几乎相同",
            "两张都会保留；相同的消息只计一次。",
            "shows nearly the same as “{0}”",
            "Both are kept; messages that stand on both count once.",
        ],
        _ => return None,
    })
}

fn of_times(code: Code) -> Option<[&'static str; 4]> {
    Some(match code {
        Code::CaptureTimeNeeded => [
            "有 {0} 个时间标签需要知道截图日期才能确定",
            "请填写截图时间（命令行：--captured-at），否则这些消息没有确定的日期。",
            "{0} time labels need the day of capture",
            "Say when it was captured (--captured-at): without it these messages have no certain date.",
        ],
        Code::CaptureTimeFrom => [
            "截图时间按{1}取为 {0}",
            "若不对，请改填实际的截图时间。",
            "captured at {0}, by the {1}",
            "If that is not right, say when it was captured.",
        ],
        Code::CaptureTimeDiffers => [
            "截图时间的来源不一致：{0} 为 {1}，{2} 为 {3}",
            "请确认实际的截图时间。",
            "signs of the capture time disagree: {0} says {1}, {2} says {3}",
            "Settle when it was captured.",
        ],
        Code::NoTimeLabel => [
            "截图上没有时间标签，消息没有日期",
            "请在手机上向上翻到有时间标签的位置重新截图，并与这一张重叠。",
            "no time label on this screenshot: its messages are undated",
            "Scroll up to a time label on the phone and capture that too, with some overlap.",
        ],
        Code::RetakeForDate => [
            "截图当天的聊天只显示时刻，不显示日期",
            "建议隔日重新截图，让界面显示完整日期（年月日）。",
            "captured on the day itself, so the labels show no date",
            "Capture it again on a later day, when the labels show the date.",
        ],
        Code::LabelImpossible => [
            "时间标签“{0}”不可能成立：{1}",
            "请对照图片核对；可能是识读错误、截图时间不对，或图片被改动过。",
            "time label “{0}” cannot be: {1}",
            "Compare it with the picture: misread, wrong capture time, or a changed picture.",
        ],
        Code::LabelsBackwards => [
            "时间标签“{0}”早于它上方的“{1}”",
            "聊天中的时间应从上到下递增。请对照图片核对。",
            "time label “{0}” is earlier than “{1}” above it",
            "Times of a chat run downwards. Compare it with the picture.",
        ],
        _ => return None,
    })
}

fn of_signs(code: Code) -> Option<[&'static str; 4]> {
    Some(match code {
        Code::SignEditor => [
            "图片信息中记有图像编辑软件：{0}",
            "编辑软件也用于裁剪和标注，不说明内容被改动。请保留手机中的原图备查。",
            "the picture names an editing program: {0}",
            "Such programs also crop and mark; it says nothing about the content. Keep the original on the phone.",
        ],
        Code::SignSize => [
            "图片尺寸 {0}×{1} 不是已知手机的屏幕尺寸",
            "长截图、裁剪或转发压缩都会这样。请保留手机中的原图备查。",
            "the picture's size {0}×{1} is that of no known phone",
            "Long captures, cropping and forwarding do that too. Keep the original on the phone.",
        ],
        Code::SignResaved => [
            "图片可能被重新保存过（{0}）",
            "微信转发图片会重新压缩。请尽量使用手机中的原图。",
            "the picture may have been saved again ({0})",
            "Sending a picture over WeChat does that. Use the original from the phone where you can.",
        ],
        Code::SignUnevenLine => [
            "金额一行的字符不齐（“{0}”中的“{1}”）",
            "请放大原图核对。这只是外观差异，不说明图片被改动。",
            "the characters of an amount are uneven (“{1}” in “{0}”)",
            "Look at the original enlarged. This is an appearance, not a statement about the picture.",
        ],
        Code::SignNotWechat => [
            "界面与微信原生页面不同（{0}）",
            "可能是导出工具的查看器、模拟器或其他软件的页面。请附上手机微信中的原始界面。",
            "this does not look like a page of WeChat's own ({0})",
            "It may be an exporter's viewer, a generator or another program. Attach the page from WeChat on the phone.",
        ],
        _ => return None,
    })
}
