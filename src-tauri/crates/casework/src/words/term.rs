//! The fixed words that readers put into findings, in both languages; anything else is shown as it is.

use super::Lang;

/// A fixed word of readers, or the name of a field, in a language; anything else as it is.
pub fn term(word: &str, lang: Lang) -> String {
    let known = TERMS.iter().find(|(key, ..)| *key == word);
    known.map_or(word, |(_, zh, en)| lang.of(zh, en)).to_owned()
}

const TERMS: &[(&str, &str, &str)] = &[
    ("cut-off", "文件在此处中断", "the file breaks off here"),
    ("columns", "列数不符", "number of columns"),
    ("footer", "表格之后的行", "a line after the table"),
    ("header", "表头之前的行", "a line above the header"),
    ("missing-columns", "缺少的列", "missing columns"),
    ("rows-without-header", "没有表头的行数", "rows without a header"),
    ("quote-open", "引号未闭合", "an open quote"),
    ("too-long", "行过长", "too long a line"),
    ("json", "JSON 格式有误", "broken JSON"),
    ("no-preamble", "文件没有账单抬头", "the file has no preamble"),
    ("no-totals", "账单抬头没有合计", "the preamble has no totals"),
    ("totals-partly", "账单抬头的合计不全", "some of the totals are missing"),
    ("totals-unreadable", "账单抬头的合计无法读出", "the totals of the preamble cannot be read"),
    ("no-header", "找不到表头行", "no header row"),
    ("archive-depth", "压缩包嵌套层数", "archives within archives"),
    ("entries", "压缩包内文件数", "entries of the archive"),
    ("size", "大小", "size"),
    ("pixels", "像素数", "pixels"),
    ("prefix", "开头有一位不符", "a digit at its beginning"),
    ("not-found", "文件不存在", "there is no such file"),
    ("no-permission", "没有权限", "no permission"),
    ("disk-full", "磁盘已满", "the disk is full"),
    ("read-only", "不可写入", "read-only"),
    ("not-a-file", "不是普通文件", "not a regular file"),
    ("not-a-folder", "路径中有一段不是文件夹", "a part of the path is no folder"),
    ("case-folder", "这是案件文件夹或其中的文件", "a case folder or a file of it"),
    ("link", "这是一个链接，未跟随", "a link, which is not followed"),
    ("stopped", "已停止", "stopped"),
    // What says when a picture was captured.
    ("name", "文件名", "the file's name"),
    ("exif", "图片信息（EXIF）", "EXIF"),
    ("clock", "状态栏时钟", "the status-bar clock"),
    ("user", "用户填写", "the user"),
    // Why a time label cannot be.
    ("no-such-day", "没有这一天", "there is no such day"),
    ("no-such-time", "没有这个时刻", "there is no such time"),
    ("future", "晚于截图时间", "it is later than the capture"),
    ("weekday", "星期与日期不符", "the weekday is not that of the date"),
    ("period-word", "时段用语与时刻不符", "the time of day does not fit its word"),
    // Fields of records, as the JSON names them.
    ("amount_fen", "金额", "the amount"),
    ("when", "时间", "the time"),
    ("accepted", "收款时间", "the time of acceptance"),
    ("returned", "退款时间", "the time of return"),
    ("returned_fen", "退回金额", "the sum returned"),
    ("side", "发送方", "the side"),
    ("kind", "类型", "the kind"),
    ("text", "文字", "the text"),
    ("sender", "发送人", "the sender"),
    ("card", "卡片", "the card"),
    ("id", "单号", "the number"),
    ("transaction_id", "交易单号", "the transaction id"),
    ("merchant_id", "商户单号", "the merchant id"),
    ("direction", "收支方向", "the direction"),
    ("status", "状态", "the state"),
    ("counterparty", "对方", "the counterparty"),
    ("memo", "附言", "the memo"),
    ("method", "支付方式", "the method"),
    ("cut", "在边缘被截断", "cut off at the edge"),
    // For whom a package is.
    ("court", "法院", "court"),
    ("other-side", "对方", "other side"),
    ("archive", "存档", "archive"),
    // Values of fields.
    ("out", "支出", "out"),
    ("in", "收入", "in"),
    ("neutral", "中性", "neutral"),
    ("completed", "已完成", "completed"),
    ("partly-returned", "部分退款", "partly returned"),
    ("failed", "未成功", "failed"),
];
