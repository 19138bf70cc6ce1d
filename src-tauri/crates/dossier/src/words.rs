//! The fixed Chinese texts of the dossier, in one place, so that their modesty can be read in one go.
//!
//! Nothing here may claim more than was checked: a fingerprint proves "unchanged since it was taken in", the threshold is
//! a review aid and no rule of law, sums are no debt.

mod terms;

pub(crate) use terms::*;

use crate::{Redacted, layout::Piece, redact::HIDDEN};

pub(crate) const BOOKLET: &str = "证据册";
/// What the digest over all materials is called.
pub(crate) const ROOT: &str = "材料总指纹";
pub(crate) const SCOPE: &str = "校验通过仅表示文件自导入本软件之时起未发生变化，不证明导入前内容真实、完整。";
pub(crate) const SUMS_ARE_NO_DEBT: &str = "流水合计，不等于欠款";
pub(crate) const SUMS_EXPLAINED: &str =
    "就提交方而言，含红包、扫码、群收款等，不含失败的；净额 = 付出 − 退回 − 收到。";

/// What is said beside sums, of which `rows` rows were read from pictures by a machine and checked by nobody; empty where
/// there are none.
pub(crate) fn sums_unchecked(rows: u64) -> String {
    match rows {
        0 => String::new(),
        _ => format!("其中 {rows} 笔{UNCHECKED}。"),
    }
}

/// A file that is no exhibit.
pub(crate) const OTHER_MATERIAL: &str = "其他材料";

pub(crate) const PARTIES: &str = "当事人";
pub(crate) const CATALOGUE: &str = "证据目录";
pub(crate) const TIMELINE: &str = "时间线：收付与聊天对照";
pub(crate) const LOOSE_CARDS: &str = "聊天中有转账卡片、未见账单记录";
pub(crate) const CARDS: &str = "聊天中的转账卡片";
pub(crate) const EXCERPTS: &str = "聊天摘录";
pub(crate) const BILL_ROWS: &str = "账单记录";
pub(crate) const ORIGINALS: &str = "证据原件";
pub(crate) const FINDINGS: &str = "提示";
pub(crate) const LEFT_OUT: &str = "未列入本册的内容";
pub(crate) const CUSTODY: &str = "保管情况说明";
pub(crate) const SHOWING: &str = "当庭展示步骤";
pub(crate) const ATTACHMENTS: &str = "附件清单";
pub(crate) const DISPUTE: &str = "双方无争议和有争议的事项";
pub(crate) const PROPOSAL: &str = "调解方案";
pub(crate) const FINGERPRINTS: &str = "材料与指纹";
pub(crate) const HOW_TO_CHECK: &str = "如何核对";

pub(crate) const LOOSE_CARDS_INTRO: &str = "以下转账卡片见于聊天记录，但在已导入的账单中没有找到对应的行。可能的原因有：账单期间不含该日、\
    记录已从账单中删除、转账未被接收、使用了另一账户等；本册不作推断。";
pub(crate) const CARDS_WITHOUT_BILL: &str =
    "本案未导入账单。以下转账卡片仅见于聊天记录，是否收款、是否退还未经账单核对；本册不作推断。";
pub(crate) const TIMELINE_INTRO: &str = "左为账单记载，右为聊天中的对应消息。标“程序建议，未经核对”的对应由软件按规则提出，尚未由用户确认；\
    标“已确认”的由用户核对确认；标“已否定”的，用户否定了软件的建议。依据“转账卡片”指卡片的方向、金额与账单一致；\
    依据“时间最近的消息”仅供了解背景，不表示该消息说的就是这笔款项。";
pub(crate) const TIMELINE_WITHOUT_CHAT: &str = "本案材料中没有当事人之间的聊天记录，以下只列账单记载。";
pub(crate) const EXCERPTS_WITHOUT_BILL: &str =
    "逐段列出转账卡片及其前后消息，文字照录。未印出的消息均注明条数，可在原件中查阅。";
pub(crate) const BILL_ROWS_INTRO: &str = "逐行列出账单中属于当事人之间的记录，按来源材料分列；单号照录。";
pub(crate) const FINDINGS_INTRO: &str =
    "导入和核对材料时发现的、阅读本册时应当知道的情况。提示只说明现象，不是结论。";
pub(crate) const LEFT_OUT_INTRO: &str =
    "案件中有、但本册没有印出的内容，按数量和原因列明。没有印出不等于没有发生；全部原件保存于案件中。";
pub(crate) const CUSTODY_INTRO: &str = "按《最高人民法院关于民事诉讼证据的若干规定》第九十三条第一款的七个方面，列明软件所知和不知的情况，供审查参考。\
    右栏留白处由提交方填写。";
pub(crate) const SHOWING_INTRO: &str =
    "开庭质证时在原始设备上展示证据的步骤，供提交方准备。微信各版本的菜单名称可能略有不同。";
pub(crate) const DISPUTE_INTRO: &str =
    "本页供双方在调解时一起填写。勾选“无争议”只表示双方在调解中的说法一致。";
pub(crate) const PROPOSAL_INTRO: &str =
    "本页为空白方案，由双方协商后填写、签名；是否申请司法确认由双方自行决定。";
pub(crate) const GOES_ON_BELOW: &str = "续下段";
pub(crate) const CAME_FROM_ABOVE: &str = "接上段";
pub(crate) const FINGERPRINTS_INTRO: &str =
    "每份材料在导入时逐字节复制保存，并计算 SHA-256 与 SM3（GB/T 32905-2016）指纹。";
pub(crate) const NOT_LEGAL_STANDARD: &str = "该阈值仅用于提示人工核对。时间间隔本身不证明、也不否定借贷关系；证据的真实性与关联性由人民法院依法审查认定。";
pub(crate) const CHAT_ZONE_ASSUMED: &str = "带 * 的时间，其来源文件未载明时区，按本案设置读取。";

pub(crate) const NO_TIME: &str = "时间不详";
pub(crate) const NO_AMOUNT: &str = "金额不详";
pub(crate) const NO_MESSAGE: &str = "未见对应消息";
pub(crate) const NOT_LINKED: &str = "退款、消费等记录不与聊天对照";
pub(crate) const PROPOSED: &str = "程序建议，未经核对";
pub(crate) const UNCHECKED: &str = "机器识读，未经核对";
pub(crate) const UNCHECKED_EXPLAINED: &str = "标“机器识读，未经核对”的内容由软件从图片中识别得出，可能有误，制作本册时尚未有人与图片逐一核对，\
    以图片原件为准；其时间取自图片上的时间标签，标签之间的消息只知其时间范围。";
pub(crate) const REJECTED: &str = "软件建议的对应已由用户否定";
pub(crate) const AMBIGUOUS: &str = "另有同样可能的对应";

/// In the first column where a row goes on from the page before.
pub(crate) const GOES_ON: &str = "（续）";
pub(crate) const SUBMITTER: &str = "提交人（签名/盖章）";
pub(crate) const SUBMITTED_ON: &str = "提交日期";
pub(crate) const COMPILED: &str = "附　软件整理的对照与附件（便于阅读和核对，不单列为证据）";

/// How many copies there are: one for the court and one for each of the other side.
pub(crate) fn copies(others: usize) -> String {
    format!(
        "对方当事人 {others} 人：正本 1 份，副本 {others} 份，共 {} 份。人数有变化的，以实际提交为准。",
        others + 1
    )
}

/// What the dossier is and is not, promising only what is printed: `beside` the chat are the transfers where there is a
/// timeline.
pub(crate) fn what_this_is(beside: bool, fingerprints: bool) -> String {
    let beside = if beside { "逐笔对照收付与聊天、" } else { "" };
    let listed = if fingerprints { "列明材料及其指纹" } else { "列明材料" };
    format!(
        "本册由当事人一方使用“举证”软件，依其提供的账单、聊天记录等电子文件整理而成，用于{beside}{listed}，便于阅读和核对。\
         本软件是当事人自用的整理工具，不是中立第三方平台；本册不构成法律意见。"
    )
}

/// Under the catalogue; the fingerprints are referred to where they are printed.
pub(crate) fn catalogue_note(fingerprints: bool) -> String {
    let seen = if fingerprints { "，指纹见“材料与指纹”" } else { "" };
    format!(
        "页码为本册页码，份数为每套册中的份数。证据均为提交方提供的电子文件，原件以原样保存于案件中{seen}。\
         证明对象为提交方的主张，是否成立由人民法院依法审查认定。"
    )
}

/// Over the excerpts of a case with transfers; `numbered` is the part that has their numbers, where one is printed.
pub(crate) fn excerpts_intro(numbered: Option<&str>) -> String {
    let of = numbered.map_or("第 n 笔收付".to_owned(), |part| format!("{part}第 n 笔"));
    format!(
        "逐段列出与收付对应的消息、未见账单记录的转账卡片及其前后消息，文字照录。灰底并标“收付 n”的是与{of}\
         对应的消息。未印出的消息均注明条数，可在原件中查阅。"
    )
}

/// Over the list of attachments.
pub(crate) fn attachments_intro(redacted: bool, how_to_check: bool) -> String {
    let kept = if redacted {
        "本册为隐去版，随册交给对方或第三人的不应是下列原文件；原文件供法庭核对。"
    } else {
        "下列原文件随册刻入光盘或存入 U 盘提交。"
    };
    let how = if how_to_check { "按“如何核对”" } else { "" };
    format!("{kept}收到后可{how}用指纹核对文件是否与案件中保存的一致。")
}

/// By what the rows of a bill are shown on the phone.
pub(crate) fn by_bill_rows(printed: bool) -> &'static str {
    if printed { "按本册“账单记录”中的日期和金额" } else { "按日期和金额" }
}

/// Over the originals.
pub(crate) fn originals_intro(count: usize) -> String {
    format!(
        "{count} 份图片、凭证、录音等证据按原样印出（不能印出的列明情况），依证据编号排列。长截图分段印出，切口在\
         两行文字之间，相邻两段有一小段重复；颜色以原件为准。"
    )
}

pub(crate) const TRANSCRIPTS_INTRO: &str = "图片之后的文字由软件识读，可能有误，以图片为准。";

/// How much was hidden in this copy.
pub(crate) fn redacted(redacted: Redacted) -> String {
    let counts = [
        ("电话号码", redacted.phones),
        ("身份证号", redacted.ids),
        ("银行卡号", redacted.cards),
        ("微信号", redacted.wxids),
        ("群内其他人", redacted.others),
        ("无关的收付", redacted.unrelated),
        ("图片区域", redacted.boxes),
    ];
    let counts: Vec<String> =
        counts.into_iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} {n} 处")).collect();
    let what = if counts.is_empty() { "未发现应隐去的内容".to_owned() } else { counts.join("、") };
    format!(
        "本册为隐去版，是原材料的衍生件：{what}以“{HIDDEN}”或涂黑代替，原件完整保存于案件中。\
         图片中未识读出的内容、PDF 页面和录音录像不在按规则隐去之内。"
    )
}

/// What the digest of a file is compared with.
pub(crate) fn compared_with(fingerprints: bool) -> &'static str {
    if fingerprints { "“材料与指纹”所列" } else { "案件中所记的该材料指纹" }
}

/// 「第 x 页 / 共 y 页」
pub(crate) fn page_x_of_y() -> Vec<Piece> {
    let words = |text: &str| Piece::Words(text.to_owned());
    vec![Piece::ThisVolume, words("第 "), Piece::ThisPage, words(" 页 / 共 "), Piece::PageCount, words(" 页")]
}

/// The cover of a volume that is not the first.
pub(crate) fn volume_cover(number: usize) -> String {
    format!("第 {number} 卷封面")
}

/// 一、二、三 … as parts are numbered.
pub(crate) fn part_number(n: usize) -> &'static str {
    const NUMBERS: [&str; 20] = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
        "十六", "十七", "十八", "十九", "二十",
    ];
    NUMBERS.get(n.saturating_sub(1)).copied().unwrap_or("附")
}
