//! What a picture shows, told by the words on it, their arrangement, and what a chat looks like.

use super::{
    amount,
    field::Field,
    label,
    page::{Line, Page},
    pairs,
    stamp::{self, Stamp},
    state,
    wording::Words,
};
use juzheng_model::ScreenKind;

/// What the shapes on a page say of a chat, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Bubbles at the left.
    pub(crate) bubbles_left: u32,
    /// Bubbles at the right.
    pub(crate) bubbles_right: u32,
    /// Time labels in the middle.
    pub(crate) labels: u32,
    /// Whether the bar for entering a message is at the bottom.
    pub(crate) input_bar: bool,
    /// Names of senders over bubbles.
    pub(crate) sender_names: u32,
    /// Cards of transfers and red packets.
    pub(crate) cards: u32,
    /// Bubbles and cards with an avatar beside them.
    pub(crate) avatars: u32,
    /// Bubbles at the right in the green of my own.
    pub(crate) green: u32,
}

impl Look {
    /// Messages of any shape.
    fn items(self) -> u32 {
        self.bubbles_left + self.bubbles_right + self.cards
    }

    /// Whether it cannot be anything but a chat.
    fn is_plain_chat(self) -> bool {
        let spoken = self.green + self.sender_names > 0 || self.avatars > 1;
        self.input_bar && (self.items() > 1 && spoken || self.items() > 0 && self.labels > 0)
    }

    fn signs(self) -> Vec<String> {
        let sides = match (self.bubbles_left > 0, self.bubbles_right > 0) {
            (true, true) => "bubbles-both-sides",
            (true, false) => "bubbles-left",
            (false, true) => "bubbles-right",
            (false, false) => "",
        };
        let words = [
            (!sides.is_empty(), sides),
            (self.cards > 0, "cards"),
            (self.labels > 0, "time-label"),
            (self.sender_names > 0, "sender-names"),
            (self.avatars > 1, "avatars"),
            (self.input_bar, "input-bar"),
        ];
        words.into_iter().filter(|(there, _)| *there).map(|(_, word)| word.to_owned()).collect()
    }
}

/// So many cells make a row of a table.
const CELLS: usize = 4;
/// So many such rows make a table.
const ROWS: usize = 5;

/// What told a kind, where it was told.
type Told = Option<Vec<String>>;
/// Tells one kind.
type Rule = fn(&Words<'_, '_>, Look) -> Told;

/// What a page shows, and what told it: words that stand on it, or ASCII words for its shapes.
pub(crate) fn classify(page: &Page<'_>, look: &Look) -> (ScreenKind, Vec<String>) {
    use ScreenKind::*;
    let words = Words::of(page);
    let rules: [(ScreenKind, Rule); 17] = [
        (SessionList, tabs),
        (Other, main_page),
        (Other, entry),
        (Other, feed),
        (MergedForward, titled_forward),
        (Chat, plain_chat),
        (TransferDetail, stated_transfer),
        (BillDetail, bill_detail),
        (TransferDetail, transfer_detail),
        (RedPacket, red_packet),
        (BillList, bill_list),
        (MergedForward, merged_forward),
        (Profile, profile),
        (Other, table),
        (Chat, chat),
        (SessionList, session_list),
        (Chat, plus_panel),
    ];
    let told = rules.into_iter().find_map(|(kind, rule)| Some((kind, rule(&words, *look)?)));
    let nothing = if page.lines.is_empty() { "no-text" } else { "no-known-sign" };
    told.unwrap_or_else(|| (Other, vec![nothing.to_owned()]))
}

/// The tabs at the foot of WeChat's four main pages.
fn tabs(words: &Words<'_, '_>, look: Look) -> Told {
    let row = tab_row(words);
    let rows = words.stamped_rows(|_| true).len();
    let titled = words.title(|bare| bare == "微信" || is_counted(bare, "微信")).is_some();
    // Beside the telephone of a viewer stand boxes that may look like anything.
    let certain = row.len() == 4 && titled && rows >= 3;
    let list = certain || row.len() >= 3 && look.bubbles_right == 0 && (rows >= 2 || (titled && rows >= 1));
    list.then(|| row.iter().map(|line| line.folded.clone()).chain(["stamped-rows".to_owned()]).collect())
}

/// Their words that stand in one row.
fn tab_row<'w>(words: &'w Words<'_, '_>) -> Vec<&'w Line> {
    let tab = |word: &str| words.rows().filter(|(_, bare)| *bare == word).map(|(line, _)| line).last();
    let found: Vec<&Line> = ["微信", "通讯录", "发现", "我"].into_iter().filter_map(tab).collect();
    let one = |line: &&&Line| found.iter().filter(|other| pairs::one_row(line, other)).count() >= 3;
    found.iter().filter(one).copied().collect()
}

/// One of the other main pages: 通讯录, 发现, 我.
fn main_page(words: &Words<'_, '_>, look: Look) -> Told {
    let row = tab_row(words);
    let is = row.len() >= 3 && look.bubbles_right == 0 && look.cards == 0;
    is.then(|| row.iter().map(|line| line.folded.clone()).collect())
}

/// What people post (朋友圈): boxes with names above them as in a conversation, but none is mine.
fn feed(words: &Words<'_, '_>, look: Look) -> Told {
    let title = words.title(|bare| matches!(bare, "朋友圈" | "Moments"))?;
    let spoken = look.green + look.cards + look.labels + look.bubbles_right > 0;
    (!spoken).then(|| vec![title])
}

/// A table: many rows of four and more cells, whose columns look like bubbles.
fn table(words: &Words<'_, '_>, look: Look) -> Told {
    if look.green + look.sender_names + look.cards + look.labels > 0 || look.avatars > 1 {
        return None;
    }
    let lines = &words.page.lines;
    let cells = |line: &&Line| lines.iter().filter(|other| pairs::one_row(line, other)).count() >= CELLS;
    (lines.iter().filter(cells).count() >= CELLS * ROWS).then(|| vec!["table".to_owned()])
}

/// A payment that is still being entered, and forms that draw such pages: nothing has happened there.
fn entry(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let warning = words.among(&["取消支付", "继续支付", "完善信息", "风险提醒", "风险提示"]);
    let password = words.that(|bare| bare.starts_with("请输入支付密码") || bare.starts_with("请验证支付"));
    let form = words.that(|bare| matches!(bare, "点击输入" | "点击设置") || bare.starts_with("请输入"));
    let paying = words.among(&[
        "转账金额",
        "添加转账说明",
        "支付方式",
        "付款方式",
        "请输入支付密码",
        "塞钱进红包",
        "单个金额",
        "总金额",
    ]);
    let asked = words.among(&["添加转账说明", "塞钱进红包", "确认支付", "立即支付"]);
    let money = !paying.is_empty();
    let begun =
        words.keypad() && money || warning.len() >= 2 || !password.is_empty() || money && !asked.is_empty();
    if !(begun || form.len() >= 2 || (money && !form.is_empty())) {
        return None;
    }
    let keys = words.keypad().then(|| "keypad".to_owned());
    Some(warning.into_iter().chain(password).chain(paying).chain(form).chain(keys).collect())
}

fn plain_chat(_: &Words<'_, '_>, look: Look) -> Told {
    look.is_plain_chat().then(|| look.signs())
}

fn chat(words: &Words<'_, '_>, look: Look) -> Told {
    // Below a lone time a note goes on at the left, where in a chat somebody would speak.
    let head = words.page.width().min(words.page.height()) * 3 / 10;
    let written = |line: &&Line| line.top() > head && !is_centred(line, words.page);
    if look.items() == 0 && !look.input_bar && words.page.lines.iter().filter(written).count() > 2 {
        return None;
    }
    // Boxes are found on many pages: something has to show that people speak in them. A lone one or label is no chat.
    let spoken = look.cards + look.sender_names + look.green > 0 || look.avatars > 1;
    let enough =
        look.items() > 1 && spoken || look.items() + look.labels > 0 && (look.input_bar || look.labels > 0);
    // Over a photograph the clock of the status bar stands in the middle, as labels do.
    let bar = words.page.width().min(words.page.height()) / 9;
    let dated = |line: &Line| line.top() > bar && label::parse(&line.folded).is_some();
    let shown = look.items() > 0 || words.page.lines.iter().any(dated);
    (enough && shown).then(|| look.signs())
}

fn bill_detail(words: &Words<'_, '_>, _: Look) -> Told {
    let labels = pairs::labels(words.page);
    let of_bills = |field: Field| {
        use Field::*;
        matches!(field, Status | TransactionId | TransferId | RefundId | MerchantId)
    };
    let bill = labels.iter().any(|(field, _)| of_bills(*field));
    let titled = words.title(|bare| matches!(bare, "账单详情" | "交易详情"));
    let enough = labels.len() >= 3 || (titled.is_some() && labels.len() >= 2);
    (bill && enough).then(|| {
        let label = |(_, line): &(Field, usize)| words.page.lines[*line].folded.clone();
        titled.into_iter().chain(labels.iter().map(label)).collect()
    })
}

/// The state of a transfer as its page says it.
pub(crate) fn is_transfer_state(bare: &str) -> bool {
    let bare = state::without_reason(bare.trim_end_matches(['>', '。']));
    let short = bare.chars().count() <= 40;
    let ended = ["已收款", "已收钱", "已退还", "已过期", "已接收", "已被接收", "已退款", "已被退还"];
    let waiting = bare.starts_with('待') || bare.starts_with("等待");
    let waits = waiting && ["收款", "收钱", "接收"].iter().any(|word| bare.ends_with(word));
    let deposited =
        bare.starts_with("你已收款") || bare.starts_with("已收款,") || bare.starts_with("你已收钱");
    let given_back = bare.starts_with("已退还给");
    short && (given_back || ended.iter().any(|word| bare.ends_with(word)) || waits || deposited)
}

/// A transfer whose page begins with its state: bills have that in a pair, below the amount.
fn stated_transfer(words: &Words<'_, '_>, look: Look) -> Told {
    let in_pair = pairs::labels(words.page).iter().any(|(field, _)| *field == Field::Status);
    let untitled = words.title(|bare| bare == "账单详情").is_none();
    let labelled = || words.that(|bare| bare.starts_with("转账时间") || bare.starts_with("转账单号"));
    if in_pair || !untitled || labelled().is_empty() { None } else { transfer_detail(words, look) }
}

fn transfer_detail(words: &Words<'_, '_>, look: Look) -> Told {
    let state = words.rows().find(|(line, bare)| is_transfer_state(bare) && is_centred(line, words.page));
    let (state, _) = state?;
    let paid = |line: &&Line| {
        amount::parse(&line.folded).is_some()
            && line.height() * 5 > state.height() * 4
            && is_centred(line, words.page)
    };
    let near = |line: &&Line| line.top().abs_diff(state.bottom()) < words.page.width() / 3;
    let amount = words.page.lines.iter().filter(paid).find(near)?;
    let clock = words.that(|bare| {
        ["转账时间", "收款时间", "收钱时间", "退还时间", "退款时间"]
            .iter()
            .any(|label| bare.starts_with(label))
    });
    let titled = words.title(|bare| bare == "转账详情" || bare == "交易详情");
    // On a card of a chat the amount stands above its state, and not in the middle of the page.
    let lone = amount.top() > state.top() && look.items() == 0 && look.labels == 0;
    (!clock.is_empty() || titled.is_some() || lone)
        .then(|| titled.into_iter().chain([state.folded.clone()]).chain(clock).collect())
}

fn is_centred(line: &Line, page: &Page<'_>) -> bool {
    line.middle().0.abs_diff(page.width() / 2) < page.width() / 8
}

fn red_packet(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let whose = words.that(|bare| bare.ends_with("的红包") && !bare.contains("领取了"));
    let counted = |bare: &str| {
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        let taken = bare.strip_prefix("已领取").is_some_and(|rest| rest.contains('/') && rest.contains('个'));
        taken || (digits > 0 && bare[digits..].starts_with("个红包"))
    };
    let told = words.that(|bare| {
        counted(bare)
            || bare.starts_with("看看大家的手气")
            || bare.starts_with("已存入零钱")
            || bare.starts_with("红包金额")
            || bare.starts_with("发了一个红包")
            || bare.starts_with("查看领取详情")
            || bare.starts_with("手慢了,红包派完")
            || bare.starts_with("该红包已超过24小时")
            || matches!(bare, "拆红包" | "手气最佳" | "开" | "红包详情" | "红包记录")
    });
    // Bills say 已存入零钱 too, as the state of a pair.
    let bill = pairs::labels(words.page).len() >= 2;
    // A packet that was only opened, or that somebody else is to open, says no more than whose it is.
    let few = words.page.lines.len() <= 8;
    let opened = words.rows().any(|(line, bare)| {
        (bare.ends_with("发出的红包") || few && bare.ends_with("的红包")) && is_centred(line, words.page)
    });
    let enough = told.len() >= 2 || (!told.is_empty() || opened && look.items() == 0) && !whose.is_empty();
    (enough && !bill).then(|| whose.into_iter().chain(told).collect())
}

/// The month that stands over the rows of a bill: (year, month) of `2026年2月`.
pub(crate) fn month_header(folded: &str) -> Option<(i32, u32)> {
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = bare.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let nothing = rest.chars().all(|c| !c.is_alphanumeric() || matches!(c, 'v' | 'V' | '√'));
    let year: i32 = year.parse().ok().filter(|year| (2005..2100).contains(year))?;
    let month: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    nothing.then_some((year, month))
}

fn bill_list(words: &Words<'_, '_>, look: Look) -> Told {
    if look.is_plain_chat() {
        return None;
    }
    let title = words.title(|bare| {
        // The cross that closes the page may run into it.
        let bare = bare.trim_start_matches(['×', '✕', 'x', 'X', '<', '〈']);
        matches!(bare, "账单" | "交易记录" | "转账记录" | "零钱明细" | "我的账单")
    });
    let filter = words.among(&["全部账单", "全部交易", "全部交易类型"]);
    let month = words.that(|bare| month_header(bare).is_some());
    let amounts = words.signed_amounts();
    let told = usize::from(title.is_some()) + filter.len().min(1) + month.len().min(1);
    let is = (amounts.len() >= 2 && told >= 1) || (!amounts.is_empty() && told >= 2);
    is.then(|| title.into_iter().chain(filter).chain(month).chain(["signed-amounts".to_owned()]).collect())
}

/// A merged-forward page whose title says so: the buttons of the telephone may look like a bar for entering a message.
fn titled_forward(words: &Words<'_, '_>, _: Look) -> Told {
    let title = words.title(|bare| is_history(bare) || bare == "群聊")?;
    let told = forwarded(words, Some(title.clone()))?;
    // A group may be called 群聊 as well: the page of messages has a day over them.
    let dated = told.iter().any(|word| stamp::of(word) == Some(Stamp::Day));
    (is_history(&title.replace(' ', "")) || dated).then_some(told)
}

/// Whether a title without blanks is that of a forwarded conversation, in Chinese or English.
pub(crate) fn is_history(bare: &str) -> bool {
    bare.ends_with("聊天记录") || bare.starts_with("ChatHistory") || bare.ends_with("ChatHistory")
}

fn merged_forward(words: &Words<'_, '_>, look: Look) -> Told {
    let title = words.title(|bare| {
        bare.ends_with("的聊天记录") || matches!(bare, "聊天记录" | "群聊") || bare.contains("ChatHistory")
    });
    let says_so = title.as_ref().is_some_and(|title| is_history(&title.replace(' ', "")));
    if look.input_bar || (look.bubbles_right > 0 && !says_so) {
        return None;
    }
    forwarded(words, title)
}

/// Rows with a time at the right, under a title or under dividers for the days.
fn forwarded(words: &Words<'_, '_>, title: Option<String>) -> Told {
    let divider = |line: &&Line| stamp::of(&line.folded) == Some(Stamp::Day) && is_centred(line, words.page);
    let day = words.page.lines.iter().find(divider).map(|line| line.folded.clone());
    // Some telephones show their clock at the right of the status bar, with the carrier's name before it.
    let head = words.page.width().min(words.page.height()) / 9;
    let mut rows = words.stamped_rows(|stamp| stamp == Stamp::Time);
    rows.retain(|line| line.top() > head);
    let at_the_right = rows.first().is_some_and(|line| line.right() > words.page.width() * 4 / 5);
    let is = at_the_right && (title.is_some() || (day.is_some() && rows.len() >= 2));
    is.then(|| {
        let first = rows.first().map(|line| line.folded.clone());
        title.into_iter().chain(day).chain(first).chain(["stamped-rows".to_owned()]).collect()
    })
}

fn profile(words: &Words<'_, '_>, look: Look) -> Told {
    if look.items() > 1 {
        return None;
    }
    let id = words.that(|bare| bare.starts_with("微信号") || bare.starts_with("WeChatID:"));
    let title = words.title(|bare| bare == "个人信息" || bare == "MyProfile");
    let others = words.that(|bare| {
        let bare = bare.trim_end_matches(['>', ':']);
        bare.starts_with("地区")
            || bare.starts_with("昵称")
            || bare.starts_with("Region:")
            || bare.starts_with("来源")
            || matches!(
                bare,
                "朋友圈"
                    | "发消息"
                    | "音视频通话"
                    | "添加到通讯录"
                    | "设置备注和标签"
                    | "备注和标签"
                    | "朋友权限"
                    | "更多信息"
                    | "个性签名"
                    | "头像"
                    | "名字"
                    | "拍一拍"
                    | "二维码名片"
                    | "我的二维码"
                    | "共同群聊"
                    | "视频号"
                    | "朋友资料"
                    | "服务"
                    | "设置"
                    | "Moments"
                    | "Messages"
                    | "VoiceorVideoCall"
            )
    });
    let calls = words.has("发消息") && words.has("音视频通话");
    let is = (!id.is_empty() && !others.is_empty()) || (title.is_some() && others.len() >= 2) || calls;
    is.then(|| title.into_iter().chain(id).chain(others).collect())
}

fn session_list(words: &Words<'_, '_>, _: Look) -> Told {
    let title = words.title(|bare| bare == "微信" || is_counted(bare, "微信") || is_counted(bare, "WeChat"));
    let rows = words.stamped_rows(|_| true);
    let enough = rows.len() >= 3 && title.is_some();
    enough.then(|| title.into_iter().chain(["stamped-rows".to_owned()]).collect())
}

/// An empty chat whose panel for sending other things is open.
fn plus_panel(words: &Words<'_, '_>, look: Look) -> Told {
    let buttons = words.among(&[
        "相册",
        "照片",
        "拍摄",
        "视频通话",
        "语音通话",
        "位置",
        "红包",
        "转账",
        "语音输入",
        "我的收藏",
        "收藏",
        "个人名片",
        "文件",
        "卡券",
        "音乐",
    ]);
    let bar = look.input_bar.then(|| "input-bar".to_owned());
    (buttons.len() >= 4).then(|| buttons.into_iter().chain(["plus-panel".to_owned()]).chain(bar).collect())
}

/// `微信(12)`.
fn is_counted(bare: &str, word: &str) -> bool {
    let Some(rest) = bare.strip_prefix(word) else { return false };
    rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(|n| n.parse::<u32>().is_ok())
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
