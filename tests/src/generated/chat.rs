//! Writes the chat: the cards of a story among small talk, as one of three exporters would.

use super::{
    Error, Plan, Story,
    bill::Yuan,
    clock::{BEGIN, Wall},
    random::Random,
    story::{Card, CardKind, ME, MY_ID, OTHER, OTHER_ID, STRANGER, STRANGER_ID},
};
use std::{
    fmt::Write as _,
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

/// Which exporter's file the chat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// PyWxDump CSV: ids, sums, receipts that name the time of their card; no red packets.
    PyWxDump,
    /// LC044 v3 CSV: ids, sums, receipts and red packets; one conversation a file.
    Lc044V3,
    /// chatlog CSV: sums, receipts and red packets; no ids.
    Chatlog,
}

impl Layout {
    /// Every layout with its word.
    pub const ALL: [(Layout, &'static str); 3] =
        [(Layout::PyWxDump, "pywxdump"), (Layout::Lc044V3, "lc044-v3"), (Layout::Chatlog, "chatlog")];

    /// The layout of a word.
    pub fn from_word(word: &str) -> Option<Layout> {
        Layout::ALL.iter().find(|(_, w)| *w == word).map(|(layout, _)| *layout)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Layout::ALL.iter().find(|(layout, _)| *layout == self).map_or("", |(_, word)| word)
    }
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The exporter's id, where the layout has one.
    pub source_id: Option<String>,
    /// 1-based physical line in the file.
    pub row: u64,
}

/// What became of the story on paper.
#[derive(Debug)]
pub struct Written {
    /// For each card of the story where it stands.
    pub spots: Vec<Spot>,
    /// Times of everything but cards and receipts in the other side's conversation, in order.
    pub talk: Vec<i64>,
}

const SENTENCES: [&str; 15] = [
    "在吗",
    "好的，我看看",
    "晚上一起吃饭？",
    "能不能借我5万，年底还",
    "可以，你写个借条",
    "钱什么时候还",
    "先还你2000，剩下的过年再说\n手头紧",
    "收到，谢谢。\"今借到\"条我晚上拍给你",
    "利息按1分算，行不行",
    "😂😂 行",
    "微信转账,我没收到",
    "明天下午3:30老地方见",
    "五千够吗？5k，还是2.5万",
    "你都拖了三个月了，再不还我起诉了",
    "嗯",
];

/// Words that only look like a card, once in a thousand.
const TYPED_CARD: &str = "[转账]￥9999.00 已收款";

/// One line of the export, before it is a line.
struct Item<'a> {
    time: i64,
    mine: bool,
    stranger: bool,
    what: What<'a>,
}

enum What<'a> {
    Talk(&'static str),
    Card(&'a Card),
}

/// Writes the chat files of `story` into `folder`.
///
/// # Errors
/// A file cannot be written.
pub fn write(plan: &Plan, story: &Story, folder: &Path) -> Result<Written, Error> {
    let file = |name: &str| Export::create(plan.layout, &folder.join(name));
    let mut main = file("chat.csv")?;
    let mut aside = match plan.layout {
        Layout::Lc044V3 => Some(file("chat-stranger.csv")?),
        _ => None,
    };
    let mut written = Written { spots: Vec::with_capacity(story.cards.len()), talk: Vec::new() };
    let mut number = plan.seed.wrapping_mul(0x1234_5677);
    let mut put = |item: Item<'_>| -> Result<Spot, Error> {
        number = number.wrapping_add(1);
        let export = if item.stranger { aside.as_mut().unwrap_or(&mut main) } else { &mut main };
        export.line(&item, plan.shift_s, number)
    };
    let mut talk = Talk::between(plan, story);
    let mut next = talk.next();
    for card in &story.cards {
        while let Some(item) = next.take_if(|item| item.time <= card.time) {
            if !item.stranger {
                written.talk.push(item.time);
            }
            put(item)?;
            next = talk.next();
        }
        let item = Item { time: card.time, mine: card.mine, stranger: card.stranger, what: What::Card(card) };
        written.spots.push(put(item)?);
    }
    while let Some(item) = next.take() {
        if !item.stranger {
            written.talk.push(item.time);
        }
        put(item)?;
        next = talk.next();
    }
    main.finish()?;
    aside.map_or(Ok(()), Export::finish)?;
    Ok(written)
}

/// Small talk, spread evenly over the time of the story.
struct Talk {
    random: Random,
    left: i64,
    from: i64,
    until: i64,
}

impl Talk {
    fn between(plan: &Plan, story: &Story) -> Talk {
        let left = (plan.messages - story.cards.len()) as i64;
        Talk { random: Random::of(plan.seed ^ 0x7a1c), left, from: BEGIN, until: story.end }
    }
}

impl Iterator for Talk {
    type Item = Item<'static>;

    fn next(&mut self) -> Option<Item<'static>> {
        if self.left == 0 {
            return None;
        }
        let step = ((self.until - self.from) / self.left).max(0);
        let time = self.from + self.random.within(0, step);
        self.from += step;
        self.left -= 1;
        let typed = self.random.within(0, 999) == 0;
        let what = What::Talk(if typed { TYPED_CARD } else { self.random.one::<&'static str>(&SENTENCES) });
        Some(Item { time, mine: self.random.percent(50), stranger: self.random.percent(10), what })
    }
}

/// A chat file while it is written.
struct Export {
    layout: Layout,
    path: std::path::PathBuf,
    out: BufWriter<fs::File>,
    line: String,
    row: u64,
    number: u64,
}

impl Export {
    fn create(layout: Layout, path: &Path) -> Result<Export, Error> {
        let failed = |source| Error::Write { path: path.to_owned(), source };
        let mut out = BufWriter::with_capacity(1 << 20, fs::File::create(path).map_err(failed)?);
        let head = match layout {
            Layout::PyWxDump => "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\r\n",
            Layout::Lc044V3 => "\u{feff}消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n",
            Layout::Chatlog => "Time,SenderName,Sender,TalkerName,Talker,Content\n",
        };
        out.write_all(head.as_bytes()).map_err(failed)?;
        Ok(Export { layout, path: path.to_owned(), out, line: String::new(), row: 2, number: 0 })
    }

    fn line(&mut self, item: &Item<'_>, shift_s: i64, number: u64) -> Result<Spot, Error> {
        self.number += 1;
        // An odd factor modulo a power of two never gives the same id twice.
        let id = 4_000_000_000_000_000_000 + number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % (1 << 62);
        let time = Wall(item.time + shift_s);
        let (name, wxid) = if item.stranger { (STRANGER, STRANGER_ID) } else { (OTHER, OTHER_ID) };
        self.line.clear();
        let wrote = match self.layout {
            Layout::PyWxDump => {
                let (kind, text) = pywxdump_cell(&item.what, shift_s);
                let (flag, talker) = if item.mine { (1, MY_ID) } else { (0, wxid) };
                let text = quoted(&text);
                write!(self.line, "{},{id},{kind},{flag},{talker},{wxid},{text},,{time}\r\n", self.number)
            }
            Layout::Lc044V3 => {
                let (kind, text) = lc044_cell(&item.what);
                let sender = if item.mine { ME } else { name };
                let text = quoted(&text);
                write!(self.line, "{id},{kind},{sender},{time},{text},{sender},{sender},more\r\n")
            }
            Layout::Chatlog => {
                let text = quoted(&chatlog_cell(&item.what));
                let (sender, sender_id) = if item.mine { ("", MY_ID) } else { (name, wxid) };
                writeln!(self.line, "{time},{sender},{sender_id},{name},{wxid},{text}")
            }
        };
        let spot =
            Spot { source_id: (self.layout != Layout::Chatlog).then(|| id.to_string()), row: self.row };
        self.row += self.line.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let wrote = wrote.map_err(io::Error::other).and_then(|()| self.out.write_all(self.line.as_bytes()));
        wrote.map_err(|source| Error::Write { path: self.path.clone(), source })?;
        Ok(spot)
    }

    fn finish(mut self) -> Result<(), Error> {
        self.out.flush().map_err(|source| Error::Write { path: self.path, source })
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn pywxdump_cell(what: &What<'_>, shift_s: i64) -> (&'static str, String) {
    let card = match what {
        What::Talk(text) => return ("文本", (*text).to_owned()),
        What::Card(card) => card,
    };
    let (word, sent_at) = match card.kind {
        CardKind::RedPacket => return ("未知", "未知".to_owned()),
        CardKind::Sent => ("转账", card.time),
        CardKind::Receipt { sent_at } => ("已收款", sent_at),
    };
    let (yuan, memo, time) = (Yuan(card.fen), card.memo, Wall(sent_at + shift_s));
    ("转账", format!("{word}：￥{yuan}\n转账说明：{memo}\n转账时间：{time}\n"))
}

fn lc044_cell(what: &What<'_>) -> (&'static str, String) {
    match what {
        What::Talk(text) => ("文本", (*text).to_owned()),
        What::Card(card) => {
            let word = match card.kind {
                CardKind::RedPacket => return ("红包", "【红包】: 恭喜发财，大吉大利".to_owned()),
                CardKind::Sent => "【发起转账】",
                CardKind::Receipt { .. } => "【已收款】",
            };
            ("转账", format!("{word}:￥{}\n备注: {}\n", Yuan(card.fen), card.memo))
        }
    }
}

fn chatlog_cell(what: &What<'_>) -> String {
    match what {
        What::Talk(text) => (*text).to_owned(),
        What::Card(card) => {
            let word = match card.kind {
                CardKind::RedPacket => return "[红包]".to_owned(),
                CardKind::Sent => "发送",
                CardKind::Receipt { .. } => "接收",
            };
            let memo = if card.memo.is_empty() { String::new() } else { format!("({})", card.memo) };
            format!("[转账|{word} ￥{}]{memo}", Yuan(card.fen))
        }
    }
}
