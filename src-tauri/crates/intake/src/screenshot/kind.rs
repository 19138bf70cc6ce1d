//! What a picture shows, told by the words on it, their arrangement, and what a chat looks like.

mod money;

pub(crate) use money::{is_transfer_state, month_header};

use super::{
    label,
    page::{Line, Page},
    pairs,
    stamp::{self, Stamp},
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
        (Other, money::entry),
        (Other, feed),
        (MergedForward, titled_forward),
        (Chat, plain_chat),
        (TransferDetail, money::stated_transfer),
        (BillDetail, money::bill_detail),
        (TransferDetail, money::transfer_detail),
        (RedPacket, money::red_packet),
        (BillList, money::bill_list),
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

fn is_centred(line: &Line, page: &Page<'_>) -> bool {
    line.middle().0.abs_diff(page.width() / 2) < page.width() / 8
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
