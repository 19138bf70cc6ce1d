//! Items of lists: each one line for people, or one value of a JSON document that is written as it comes.

use super::safe::{cell, padded, right};
use juzheng_casework::model::{
    Direction, Origin, Place, Severity, Side, Span,
    link::{Decided, LinkBasis, Verdict},
};
use juzheng_casework::words::{
    artifact_kind, capture_source, custody_action, duration, screen_kind, term, unchecked,
};
use juzheng_casework::{Listing, shape::*, words::Lang};
use std::io::{self, BufWriter, StdoutLock, Write};

/// Prints a list item by item.
pub(crate) struct ListPrinter {
    out: BufWriter<StdoutLock<'static>>,
    json: bool,
    lang: Lang,
    count: u64,
}

impl ListPrinter {
    pub(crate) fn begin(listing: Listing, json: bool, lang: Lang) -> io::Result<ListPrinter> {
        let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
        match json {
            true => out.write_all(b"{\"items\":[")?,
            false => writeln!(out, "{}", head(listing, lang))?,
        }
        Ok(ListPrinter { out, json, lang, count: 0 })
    }

    pub(crate) fn item(&mut self, item: &Item) -> io::Result<()> {
        if self.json {
            if self.count > 0 {
                self.out.write_all(b",")?;
            }
            serde_json::to_writer(&mut self.out, item)?;
        } else {
            line(&mut self.out, item, self.lang)?;
        }
        self.count += 1;
        Ok(())
    }

    pub(crate) fn end(mut self, left_out: u64) -> io::Result<()> {
        let lang = self.lang;
        match (self.json, left_out) {
            (true, _) => writeln!(self.out, "],\"left_out\":{left_out}}}")?,
            (false, 0) => writeln!(self.out, "{} {}", lang.of("共", "total"), self.count)?,
            (false, _) => {
                let why = lang.of(
                    "另有与本案当事人无关的未列出（--all 查看）",
                    "left out, of nobody in the case (--all shows them)",
                );
                writeln!(self.out, "{} {}；{why}：{left_out}", lang.of("共", "total"), self.count)?;
            }
        }
        self.out.flush()
    }
}

/// Prints one item for people.
pub(crate) fn item(item: &Item, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    line(&mut out, item, lang)?;
    out.flush()
}

fn head(listing: Listing, lang: Lang) -> &'static str {
    match listing {
        Listing::Artifacts => lang.of(
            "编号          种类        消息     收付  文件",
            "id            kind    messages transfers  file",
        ),
        Listing::Messages => lang.of(
            "编号          时间                 发送人        内容",
            "id            time                 sender        text",
        ),
        Listing::Transfers => lang.of(
            "编号          时间                 方向            金额  对方          状态 / 说明",
            "id            time                 way           amount  counterparty  state / memo",
        ),
        Listing::Links => lang.of(
            "编号          收付时间             方向         金额  结论        间隔            依据      决定",
            "id            transfer             way        amount  verdict     gap             basis     decided",
        ),
        Listing::Findings => lang.of("程度  提示", "weight  finding"),
        Listing::Custody => lang.of(
            "序号  时间                       操作          对象",
            "seq   time                       action        subjects",
        ),
    }
}

fn line(out: &mut dyn Write, item: &Item, lang: Lang) -> io::Result<()> {
    match item {
        Item::Artifact(artifact) => {
            let id = &artifact.id.to_string()[..12];
            let kind = padded(&artifact_kind(artifact.kind, lang), 10);
            writeln!(
                out,
                "{id}  {kind} {:>6} {:>8}  {}",
                artifact.messages,
                artifact.transfers,
                cell(&artifact.path, 80)
            )?;
            match &artifact.screen {
                Some(screen) => screen_line(out, screen, artifact.messages + artifact.transfers, lang),
                None => Ok(()),
            }
        }
        Item::Message(message) => {
            let id = &message.id.to_string()[..12];
            let sender = match message.side {
                Side::Me => lang.of("我", "me").to_owned(),
                Side::System => lang.of("系统", "system").to_owned(),
                _ => message.sender.clone(),
            };
            writeln!(
                out,
                "{id}  {}  {}  {}{}",
                time(message.when),
                padded(&sender, 12),
                cell(&message.text, 100),
                mark(message.machine.as_ref(), lang)
            )
        }
        Item::Transfer(transfer) => writeln!(out, "{}", transfer_line(transfer, lang)),
        Item::Link(link) => link_lines(out, link, lang),
        Item::Finding(finding) => {
            let (message, hint) = finding.words(lang);
            let place = finding.origin.as_ref().map(|origin| place(origin, lang)).unwrap_or_default();
            writeln!(out, "{}  {}{place}", weight(finding.severity, lang), cell(&message, 400))?;
            if !hint.is_empty() {
                writeln!(out, "      → {}", cell(&hint, 400))?;
            }
            Ok(())
        }
        Item::Custody(entry) => {
            let subjects: Vec<&str> = entry.subjects.iter().map(|s| s.get(..12).unwrap_or(s)).collect();
            writeln!(
                out,
                "{:>4}  {}  {}  {}",
                entry.seq,
                entry.at,
                padded(&custody_action(&entry.action, lang), 12),
                subjects.join(" ")
            )
        }
    }
}

/// A time; where it is open for longer than a minute (between two labels of a screenshot), both ends.
fn time(span: Option<Span>) -> String {
    let words = |span: Span| match span.latest - span.earliest < 60 {
        true => span.offset.paper(span.earliest),
        false => span.paper(),
    };
    let said = span.map_or_else(|| "—".to_owned(), words);
    if said.len() > 19 { said } else { padded(&said, 19) }
}

/// What a picture shows, when it was captured, and whether its `records` were checked by nobody.
fn screen_line(out: &mut dyn Write, screen: &ScreenShape, records: u64, lang: Lang) -> io::Result<()> {
    let mut said = vec![screen_kind(screen.kind, lang).to_owned()];
    said.extend(screen.title.as_deref().map(|title| format!("「{}」", cell(title, 40))));
    if let (Some(at), Some(from)) = (&screen.captured_at, screen.captured_from) {
        said.push(format!("{}{at} ({})", lang.of("截图时间 ", "captured "), capture_source(from, lang)));
    }
    said.extend((records > 0 && !screen.checked).then(|| format!("[{}]", unchecked(lang))));
    writeln!(out, "              {}", said.join("  "))
}

fn way(direction: Option<Direction>, lang: Lang) -> &'static str {
    match direction {
        Some(Direction::Out) => lang.of("付出", "out"),
        Some(Direction::In) => lang.of("收到", "in"),
        Some(Direction::Neutral) => lang.of("中性", "neutral"),
        None => "—",
    }
}

fn transfer_line(transfer: &TransferShape, lang: Lang) -> String {
    let amount = transfer.amount_fen.map_or_else(|| "—".to_owned(), |amount| amount.yuan_text());
    let mut said = transfer.status_text.clone();
    if let Some(memo) = &transfer.memo {
        said = format!("{said} / {memo}");
    }
    format!(
        "{}  {}  {} {}  {}  {}{}",
        &transfer.id.to_string()[..12],
        time(transfer.when),
        padded(way(transfer.direction, lang), 4),
        right(&amount, 14),
        padded(transfer.counterparty.as_deref().unwrap_or("—"), 12),
        cell(&said, 60),
        mark(transfer.machine.as_ref(), lang)
    )
}

/// The mark of what a machine read and nobody checked, with what it is not sure of.
fn mark(machine: Option<&MachineShape>, lang: Lang) -> String {
    match machine {
        Some(machine) if !machine.checked => {
            let unsure: Vec<String> = machine.unsure.iter().map(|field| term(field, lang)).collect();
            let of = if unsure.is_empty() { String::new() } else { format!(" ?{}", unsure.join(" ?")) };
            format!("  [{}{of}]", unchecked(lang))
        }
        _ => String::new(),
    }
}

fn link_lines(out: &mut dyn Write, link: &LinkShape, lang: Lang) -> io::Result<()> {
    let verdict = match link.verdict {
        Verdict::Within => lang.of("■ 未超过", "■ within"),
        Verdict::Over => lang.of("▲ 超过", "▲ over"),
        Verdict::Undetermined => lang.of("◇ 无法判断", "◇ undetermined"),
        Verdict::NoMessage => lang.of("○ 未见消息", "○ no message"),
    };
    let gap = match link.gap {
        None => "—".to_owned(),
        Some(gap) if gap.min_s == gap.max_s => duration(gap.min_s, lang),
        Some(gap) => format!("{}–{}", duration(gap.min_s, lang), duration(gap.max_s, lang)),
    };
    let basis = match link.basis {
        LinkBasis::Id => lang.of("单号", "id"),
        LinkBasis::Card => lang.of("卡片", "card"),
        LinkBasis::RedPacket => lang.of("红包", "red packet"),
        LinkBasis::Nearest => lang.of("最近消息", "nearest"),
        LinkBasis::User => lang.of("用户指定", "user"),
        LinkBasis::None => "—",
    };
    let decided = match link.decided {
        Decided::Proposed => lang.of("程序建议", "proposed"),
        Decided::Confirmed => lang.of("已确认", "confirmed"),
        Decided::Rejected => lang.of("已否定", "rejected"),
    };
    let mark = if link.unchecked { format!("  [{}]", unchecked(lang)) } else { String::new() };
    let ambiguous = if link.ambiguous { lang.of("（另有同样合适的）", " (ambiguous)") } else { "" };
    let glance = &link.glance;
    let amount = glance.amount.map_or_else(|| "—".to_owned(), |amount| amount.yuan_text());
    writeln!(
        out,
        "{}  {}  {} {}  {}  {}  {}  {decided}{ambiguous}{mark}",
        &link.id.to_string()[..12],
        time(glance.when),
        padded(way(glance.direction, lang), 4),
        right(&amount, 12),
        padded(verdict, 10),
        padded(&gap, 14),
        padded(basis, 8),
    )?;
    if let Some(text) = &glance.text {
        writeln!(out, "              「{}」", cell(text.trim(), 80))?;
    }
    if let Some(note) = &link.note {
        writeln!(out, "      {}{}", lang.of("备注：", "note: "), cell(note, 100))?;
    }
    Ok(())
}

/// Where a finding stands: the artifact's id and the row, where it is about a row.
fn place(origin: &Origin, lang: Lang) -> String {
    let artifact = &origin.artifact.to_string()[..12];
    match &origin.place {
        Place::Row { row } | Place::Sheet { row, .. } => match lang {
            Lang::Zh => format!("（材料 {artifact} 第 {row} 行）"),
            Lang::En => format!(" (artifact {artifact}, row {row})"),
        },
        Place::Box { bounds: [x, y, ..] } => match lang {
            Lang::Zh => format!("（材料 {artifact} 图上 {x}，{y} 处）"),
            Lang::En => format!(" (artifact {artifact}, at {x}, {y})"),
        },
        Place::Bytes { .. } => match lang {
            Lang::Zh => format!("（材料 {artifact}）"),
            Lang::En => format!(" (artifact {artifact})"),
        },
    }
}

fn weight(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Note => lang.of("说明", "note "),
        Severity::Check => lang.of("核对", "check"),
        Severity::Serious => lang.of("重要", "SERIOUS"),
    }
}
