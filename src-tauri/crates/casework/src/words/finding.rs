//! What each finding says, and what to do about it, in both languages.

use super::{Lang, fill, picture};
use juzheng_model::Code;

/// Message and hint of a finding. `{0}`, `{1}`… are the arguments that [`Code`] documents.
pub fn finding(code: Code, args: &[String], lang: Lang) -> (String, String) {
    let [zh, zh_hint, en, en_hint] = match (code, args) {
        (Code::ReadingUnsure, [_, read]) if read.is_empty() => picture::UNREAD,
        _ => templates(code),
    };
    let args: Vec<String> = args.iter().map(|arg| super::term::term(arg, lang)).collect();
    (fill(lang.of(zh, en), &args), fill(lang.of(zh_hint, en_hint), &args))
}

/// Chinese message and hint, English message and hint.
fn templates(code: Code) -> [&'static str; 4] {
    match code {
        Code::ReceiptMatches => [
            "存证回执所载指纹与材料“{1}”一致（{0}）",
            "一致仅说明回执针对的就是这份文件；存证的时间和效力以出具机构的核验为准。",
            "the digest on the receipt is that of “{1}” ({0})",
            "That means only that the receipt is for this file; its time and worth are for the service to confirm.",
        ],
        Code::ReceiptDiffers => [
            "存证回执所载指纹（{0}）与材料“{1}”不一致",
            "请核对回执上的指纹是否抄写正确，以及回执针对的是不是这份文件的这个版本。",
            "the digest on the receipt ({0}) is not that of “{1}”",
            "See whether it was copied right, and whether the receipt is for this version of the file.",
        ],
        Code::ReceiptUnmatched => [
            "存证回执无法比对：{0}",
            "回执没有可以读出的指纹，或它所针对的文件不在本案。请收入原文件；证书上的指纹可用 juzheng receipt 登记。",
            "the receipt cannot be compared: {0}",
            "No digest could be read from it, or its file is not in the case. Add the file; a digest on paper is noted with `juzheng receipt`.",
        ],
        Code::BillCountDiffers
        | Code::BillTotalDiffers
        | Code::BillOwnerUnknown
        | Code::BillOfOtherSide
        | Code::RowOutsidePeriod
        | Code::BillNote
        | Code::RefundAlone
        | Code::SelfCheckImpossible
        | Code::TypeUnknown
        | Code::StatusUnknown
        | Code::BothSidesBilled
        | Code::MemoMissing => of_bills(code),
        Code::IdRepeated
        | Code::IdDamaged
        | Code::SecondsLost
        | Code::FileResaved
        | Code::RowUnreadable
        | Code::ZoneAssumed
        | Code::EncodingConverted
        | Code::EncodingBroken => of_rows(code),
        Code::PasswordNeeded
        | Code::PasswordWrong
        | Code::UnknownFormat
        | Code::FileDamaged
        | Code::LimitReached
        | Code::FileUnreadable
        | Code::NotRead
        | Code::EntryNameUnsafe => of_files(code),
        Code::DerivedExport
        | Code::AmountsDropped
        | Code::TypedCard
        | Code::SenderMeUnknown
        | Code::ConversationMissing
        | Code::ClockShift
        | Code::CardWithoutBillRow
        | Code::TransferWithoutMessage
        | Code::GapOver => of_chats(code),
        _ => picture::templates(code).expect("a test asks for the words of every code"),
    }
}

fn of_bills(code: Code) -> [&'static str; 4] {
    match code {
        Code::BillCountDiffers => [
            "账单自述“{0}”{1}笔，实际读到 {2} 笔",
            "文件可能被增删过，或只导出了一部分。请重新从微信导出并保留原件。",
            "the bill declares {1} rows of “{0}”, but {2} are there",
            "The file may have been altered or cut. Export it from WeChat again and keep the original.",
        ],
        Code::BillTotalDiffers => [
            "账单自述“{0}”合计 {1} 元，各行相加为 {2} 元",
            "文件中的金额可能被改动过。请重新从微信导出并保留原件。",
            "the bill declares a total of {1} yuan for “{0}”, but its rows add up to {2}",
            "An amount may have been altered. Export the bill from WeChat again and keep the original.",
        ],
        Code::BillOwnerUnknown => [
            "账单的微信昵称“{0}”不是已登记的姓名或别名，按我方账单处理",
            "如果这是我的昵称，请用 juzheng set --alias 我的姓名={0} 登记；如果是对方的账单，请登记为对方的别名。",
            "the bill's owner “{0}” is not a known name; the bill is taken as mine",
            "If it is my nickname, add it: juzheng set --alias MYNAME={0}. If the bill is the other side's, add it to them.",
        ],
        Code::BillOfOtherSide => [
            "这是对方（{0}）的账单，收支方向已换算为我方视角",
            "请在证据目录中说明该账单的来源。",
            "this is the bill of the other side ({0}): its directions are turned",
            "Say in the list of evidence where it comes from.",
        ],
        Code::RowOutsidePeriod => [
            "交易时间 {0} 不在账单自述的起止时间（{1}）之内",
            "该行可能不是原有的。请与重新导出的账单核对。",
            "the time {0} lies outside the period that the bill states ({1})",
            "The row may not be original. Compare with a bill exported again.",
        ],
        Code::BillNote => [
            "账单自带说明：{0}",
            "账单不含已删除的记录，也仅供个人对账；关键转账请另行申请“微信支付转账电子凭证”。",
            "the bill says of itself: {0}",
            "Deleted records are not in such a bill. For key transfers, ask WeChat Pay for a 转账电子凭证.",
        ],
        Code::RefundAlone => [
            "退款行（交易单号 {0}）找不到对应的原交易",
            "原交易可能在另一份账单里，请一并加入。",
            "no original was found for the returning row {0}",
            "The original may be in another bill: add it too.",
        ],
        Code::SelfCheckImpossible => [
            "无法用账单自带的合计核对：{0}",
            "请加入从微信直接导出、未经改动的账单文件。",
            "the bill cannot be checked against its own totals: {0}",
            "Add the bill as WeChat exported it.",
        ],
        Code::TypeUnknown => [
            "未见过的交易类型“{0}”，已原样保留",
            "无需处理；若与本案有关，请核对该行的含义。",
            "an unknown transaction type “{0}”, kept as it is",
            "Nothing to do unless the row matters to the case.",
        ],
        Code::StatusUnknown => [
            "未见过的当前状态“{0}”，已原样保留",
            "请核对这笔钱是否到账、是否退回。",
            "an unknown state “{0}”, kept as it is",
            "Check whether the money arrived or came back.",
        ],
        Code::MemoMissing => [
            "{1} 的转账（{0} 元）没有转账说明",
            "请用聊天记录或其他材料说明这笔款项的性质。",
            "the transfer of {0} yuan at {1} has no words of the payer",
            "Show by the chat or otherwise what it was for.",
        ],
        _ => [
            "{1} 的 {0} 元在双方账单中各有一行，可能是同一笔",
            "核算时请勿重复计算。",
            "{0} yuan at {1} stands in both sides' bills and may be one payment",
            "Do not count it twice.",
        ],
    }
}

fn of_rows(code: Code) -> [&'static str; 4] {
    match code {
        Code::IdRepeated => [
            "交易单号 {0} 出现了 {1} 次",
            "同一单号只应对应一笔交易。请与原始账单核对。",
            "the transaction id {0} stands there {1} times",
            "One id belongs to one transaction. Compare with the original bill.",
        ],
        Code::IdDamaged => [
            "单号“{0}”经表格软件改动，已不完整，不作为编号使用",
            "请加入未用 Excel 或 WPS 打开保存过的原文件。",
            "the id “{0}” was damaged by a spreadsheet program and is not used",
            "Add the original file that no spreadsheet program has saved again.",
        ],
        Code::SecondsLost => [
            "{0} 行的时间只到分钟，秒已丢失",
            "文件被表格软件另存过；时间按整分钟的范围处理。请尽量加入原文件。",
            "{0} times have lost their seconds",
            "The file was saved again; such times count as a whole minute. Add the original if you can.",
        ],
        Code::FileResaved => [
            "文件有被表格软件另存的痕迹：{0}",
            "请改用从微信直接得到、未经另存的文件，证明力更好。",
            "the file shows signs of having been saved again: {0}",
            "Use the file as it came from WeChat: it carries more weight.",
        ],
        Code::RowUnreadable => [
            "此处无法完整读出（{0}）：{1}",
            "该行仍计入，读不出的内容留空。请对照原件核对。",
            "this could not be read in full ({0}): {1}",
            "The row still counts, with gaps. Compare with the original.",
        ],
        Code::ZoneAssumed => [
            "文件中的时间没有注明时区，按设置推定",
            "若导出聊天记录的电脑或手机不在北京时间，请用 juzheng set --offset 说明。",
            "the times in this file state no zone; it is assumed as set",
            "If the exporting device was not on Beijing time, say so with `juzheng set --offset`.",
        ],
        Code::EncodingConverted => [
            "文件编码为 {0}，已转换读取，原件未动",
            "无需处理。",
            "the file is in {0} and was converted for reading; the original is untouched",
            "Nothing to do.",
        ],
        _ => [
            "{0} 行含有无法识别的字节，以替代符号显示",
            "请对照原件核对这些行。",
            "{0} rows hold bytes that are no text",
            "Compare these rows with the original.",
        ],
    }
}

fn of_files(code: Code) -> [&'static str; 4] {
    match code {
        Code::PasswordNeeded => [
            "文件已加密，尚未读取",
            "密码在微信“微信支付”的服务消息里（6 位数字，每个文件不同）。用 --password 再加入一次即可。",
            "the file is encrypted and was not read",
            "The password is in a service message of WeChat Pay (6 digits). Add the file again with --password.",
        ],
        Code::PasswordWrong => [
            "所给的密码打不开此文件",
            "每份账单的密码不同，开头的 0 也要输入。请在微信支付的服务消息中核对。",
            "the given password does not open this file",
            "Each bill has another password; leading zeros count. Look in the service message of WeChat Pay.",
        ],
        Code::UnknownFormat => [
            "暂不能识别此文件的内容，已原样保存并计算指纹",
            "它仍是本案材料；若是账单或聊天记录，请确认是否为完整的导出文件。",
            "no reader knows this file; it is kept unchanged with its fingerprints",
            "It is still part of the case. If it is a bill or a chat, check that the export is complete.",
        ],
        Code::FileDamaged => [
            "文件不完整或已损坏：{0}",
            "能读出的部分已读出。请重新获取完整的文件。",
            "the file is cut off or damaged: {0}",
            "What could be read was read. Get the file again in full.",
        ],
        Code::LimitReached => [
            "超出处理上限，未继续读取：{0}（上限 {1}）",
            "文件已保存。压缩包请解压后只加入需要的文件（可能是恶意构造的）；过大的图片请分段另存后再加入。",
            "not read further because of a limit: {0} (limit {1})",
            "The file is kept. Unpack an archive yourself, which may be malicious, and add the files you need; cut a picture into parts.",
        ],
        Code::NotRead => [
            "文件已原样保存，但读取被中断，尚未读完",
            "再次加入同一文件即可读完。",
            "the file is kept, but reading it was broken off",
            "Add the same file again to have it read to the end.",
        ],
        Code::FileUnreadable => [
            "文件未能收入：{0}",
            "请检查文件是否存在、能否打开、磁盘是否已满。",
            "the file could not be taken in: {0}",
            "Check that it exists, can be opened, and that the disk is not full.",
        ],
        _ => [
            "压缩包内的名称“{0}”指向文件夹之外，仅作为标签保留",
            "内容已按普通文件处理；这样的名称不正常，请留意来源。",
            "the entry name “{0}” points outside the archive; it is kept as a label only",
            "The contents were handled as an ordinary file. Such a name is not normal: mind where it comes from.",
        ],
    }
}

fn of_chats(code: Code) -> [&'static str; 4] {
    match code {
        Code::DerivedExport => [
            "聊天记录由第三方工具（{0}）导出，属于派生材料",
            "手机中的原始聊天是原件，请妥善保管手机，开庭时当庭展示。",
            "the chat was exported by a third-party tool ({0}): it is derived material",
            "The chat on the phone is the original: keep the phone and show it in court.",
        ],
        Code::AmountsDropped => [
            "该导出没有保留转账金额（{0} 条）",
            "对应只能按方向和时间提出建议，请逐笔核对，或改用保留金额的导出。",
            "this export keeps no amounts of transfers ({0} of them)",
            "Links rest on direction and time only: check each, or use an export that keeps amounts.",
        ],
        Code::TypedCard => [
            "文字与转账卡片的样式相同，无法区分是卡片还是手打的文字：{0}",
            "请在手机上核对该条消息。",
            "typed text and a transfer card cannot be told apart here: {0}",
            "Check the message on the phone.",
        ],
        Code::SenderMeUnknown => [
            "聊天记录中没有已登记的我方名称（发送人：{0}）",
            "请用 juzheng set --alias 我的姓名=聊天中的名称 登记，否则无法判断收付方向。",
            "no sender of this chat is known as me (senders: {0})",
            "Add my name in the chat: juzheng set --alias MYNAME=NAME. Directions cannot be told without it.",
        ],
        Code::ConversationMissing => [
            "本案材料中没有与“{0}”的会话",
            "若聊天记录使用昵称或微信号，请用 juzheng set --alias {0}=名称 登记。",
            "no conversation with “{0}” is in the case",
            "If the chat uses a nickname or wxid, add it: juzheng set --alias {0}=NAME.",
        ],
        Code::ClockShift => [
            "聊天记录与账单整体相差约 {0}（{1} 笔一致），可能是导出设备的时区不同",
            "确认后用 juzheng set --shift {2}={3} 校正；确认前相关间隔一律标为无法判断。",
            "this chat runs about {0} off the bill ({1} pairs agree): perhaps another time zone",
            "Settle it with `juzheng set --shift {2}={3}`; until then these gaps are undetermined.",
        ],
        Code::CardWithoutBillRow => [
            "聊天中有转账卡片（{0} 元，{1}），未见账单记录",
            "请加入包含该日期的账单，或核对这笔转账是否完成。",
            "a transfer card in the chat ({0} yuan, {1}) has no bill row",
            "Add the bill of that date, or check whether the transfer was completed.",
        ],
        Code::TransferWithoutMessage => [
            "{1} 的 {0} 元在前后 72 小时内没有对应的聊天消息",
            "请核对聊天记录是否完整，或说明原因。",
            "the {0} yuan at {1} have no message within 72 hours",
            "Check that the chat is complete, or note the reason.",
        ],
        _ => [
            "{1} 的 {0} 元与所对应消息相差 {2}，超过本案设置的核对阈值（非法定标准）",
            "请人工核对并注明原因：对方次日收款、先聊后转、分次转账、设备时区等。",
            "the {0} yuan at {1} are {2} from their message: over the case's review threshold (not a rule of law)",
            "Check it and note the cause: accepted next day, chat first, paid in parts, another time zone.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_read_is_not_quoted() {
        let said =
            |read: &str| finding(Code::ReadingUnsure, &["text".to_owned(), read.to_owned()], Lang::Zh).0;
        assert_eq!(said("好的"), "机器识读没有把握：文字（读作“好的”）");
        assert_eq!(said(""), "机器识读没有把握：文字（没有读出内容）");
    }

    #[test]
    fn every_code_has_words() {
        for code in Code::ALL {
            assert!(templates(*code).iter().all(|words| !words.is_empty()), "{}", code.word());
        }
    }
}
