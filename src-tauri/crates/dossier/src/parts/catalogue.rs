//! 证据目录: what is in the dossier, where it comes from, what it is to show, on which pages, and the lines to be signed.
//!
//! The columns are those of Article 19 of the provisions on evidence in civil proceedings (2019).

use super::{Booklet, Extent, quoted};
use crate::{
    Error, Part, figures,
    layout::{
        Align, Anchor, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, Item, LABEL, LEFT, NOTE, Para, Piece, Row,
        STRONG, SetLine, Table,
    },
    words,
};
use juzheng_model::{ArtifactKind, Basis, snapshot::ArtifactView};

const COLUMNS: [Column; 5] = [
    Column { width: 30.0, title: "序号", align: Align::Left },
    Column { width: 126.0, title: "证据名称", align: Align::Left },
    Column { width: 118.0, title: "证据来源", align: Align::Left },
    Column { width: CONTENT_WIDTH - 320.0, title: "证明对象和内容", align: Align::Left },
    Column { width: 46.0, title: "页码", align: Align::Right },
];

/// What shows movements of money.
const BILLS: [ArtifactKind; 2] = [ArtifactKind::Bill, ArtifactKind::BillScreenshot];
/// What shows messages.
const CHATS: [ArtifactKind; 2] = [ArtifactKind::Chat, ArtifactKind::ChatScreenshot];

/// The height of the lines for signature, with the white space around them.
const SIGNATURE: f32 = 48.0;

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    booklet.part(flow, words::CATALOGUE)?;
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    let mut entries = parts(booklet);
    for ix in 0..booklet.snapshot.artifacts.len() {
        booklet.step()?;
        entries.push(material(booklet, ix));
    }
    let said = words::catalogue_note(booklet.prints(Part::Fingerprints));
    let note = [Para::new(NOTE, said).before(6.0)];
    let foot = SIGNATURE + flow.set(&note, CONTENT_WIDTH).iter().map(SetLine::height).sum::<f32>();
    let last = entries.len();
    for (number, entry) in (1..).zip(entries) {
        // The lines to be signed never stand alone on a page: the last row goes with them.
        let company = if number == last { foot } else { 0.0 };
        table.row(flow, &Row { company, ..entry.row(number) })?;
    }
    flow.paras(&note, LEFT, CONTENT_WIDTH)?;
    signature(flow)?;
    booklet.after_catalogue = true;
    Ok(())
}

/// A row of the catalogue.
struct Entry {
    name: String,
    detail: String,
    source: String,
    shows: String,
    /// The stretches of pages; none where nothing of it is printed.
    pages: Vec<Extent>,
}

impl Entry {
    fn row(self, number: usize) -> Row {
        let pages = match self.pages[..] {
            [] => vec![Para::new(FIGURE, "—").align(Align::Right)],
            _ => self.pages.iter().map(on_pages).collect(),
        };
        let first = self.pages.first().map(|extent| extent.from);
        let mut name = vec![Para::new(STRONG, self.name).link(first)];
        if !self.detail.is_empty() {
            name.push(Para::new(LABEL, self.detail).most(6));
        }
        Row {
            cells: vec![
                vec![Para::new(FIGURE, number.to_string())],
                name,
                vec![Para::new(CELL, self.source)],
                vec![Para::new(CELL, self.shows)],
                pages,
            ],
            ..Row::default()
        }
    }
}

/// 「12–15」
fn on_pages(Extent { from, to }: &Extent) -> Para {
    Para::late(FIGURE, vec![Piece::Pages(*from, *to)]).align(Align::Right).link(*from)
}

/// The parts that the program has put together, in their order.
fn parts(booklet: &Booklet<'_>) -> Vec<Entry> {
    booklet.chosen.order().iter().filter_map(|part| compiled(booklet, *part)).collect()
}

/// The row of a part; `None` where it is empty, or no evidence.
fn compiled(booklet: &Booklet<'_>, part: Part) -> Option<Entry> {
    let snapshot = booklet.snapshot;
    let count = |n: usize| figures::grouped(n as u64);
    let transfers = count(snapshot.transfers.len());
    let from = |kinds: &[ArtifactKind]| format!("软件依据{} 整理", materials(booklet, kinds));
    let entry = |name: &str, source: String, shows: String, pages: Extent| {
        let (name, detail) = (name.to_owned(), String::new());
        Some(Entry { name, detail, source, shows, pages: vec![pages] })
    };
    let extents = &booklet.parts;
    match part {
        Part::Timeline if !snapshot.transfers.is_empty() => {
            let beside =
                if snapshot.messages == 0 { "" } else { "，及各笔与聊天消息的对应情况" };
            let shows = format!("当事人之间 {transfers} 笔收付的时间、金额、附言和状态{beside}");
            let source = from(&[BILLS, CHATS].concat());
            entry("收付与聊天对照时间线", source, shows, extents.timeline)
        }
        Part::LooseCards if !snapshot.loose_cards.is_empty() => {
            let cards = count(snapshot.loose_cards.len());
            let (name, shows) = if booklet.has(ArtifactKind::Bill) {
                (
                    "未见账单记录的转账卡片",
                    format!("聊天中出现、账单中未见的 {cards} 张转账卡片，供进一步核实"),
                )
            } else {
                ("转账卡片清单", format!("聊天中的 {cards} 张转账卡片；本案未导入账单，供进一步核实"))
            };
            entry(name, from(&CHATS), shows, extents.loose_cards)
        }
        Part::Excerpts if !snapshot.excerpts.is_empty() => {
            let shows = format!(
                "{}前后双方的往来消息，共 {} 段 {} 条",
                if snapshot.transfers.is_empty() { "转账卡片" } else { "收付" },
                count(snapshot.excerpts.len()),
                count(snapshot.excerpts.iter().map(|e| e.messages.len()).sum())
            );
            entry("聊天记录摘录", from(&CHATS), shows, extents.excerpts)
        }
        Part::BillRows if !snapshot.transfers.is_empty() => {
            let above = booklet.chosen.has_before(Part::Timeline, Part::BillRows);
            let which = if above { "上述" } else { "当事人之间" };
            let shows = format!("{which} {transfers} 笔收付在账单中的逐行记载及单号");
            entry("账单记录", from(&BILLS), shows, extents.bill_rows)
        }
        Part::Fingerprints if !snapshot.artifacts.is_empty() => {
            let shows = "各材料的名称、大小、加入时间及 SHA-256、SM3 指纹，供核对文件是否变化".to_owned();
            entry("材料与指纹清单", "软件于导入时计算".to_owned(), shows, extents.fingerprints)
        }
        _ => None,
    }
}

/// 「材料 1、3」 of the cited artifacts of these kinds.
fn materials(booklet: &Booklet<'_>, kinds: &[ArtifactKind]) -> String {
    let of_kind = |view: &ArtifactView| view.facts.as_ref().is_some_and(|facts| kinds.contains(&facts.kind));
    let cited =
        (1..).zip(&booklet.snapshot.artifacts).filter(|(_, view)| booklet.cites(view) && of_kind(view));
    let numbers: Vec<usize> = cited.map(|(number, _)| number).collect();
    if numbers.is_empty() { "材料".to_owned() } else { numbered(&numbers) }
}

/// The row of a file.
fn material(booklet: &Booklet<'_>, ix: usize) -> Entry {
    let view = &booklet.snapshot.artifacts[ix];
    let kind = view.facts.as_ref().map(|facts| facts.kind);
    let mut source = String::from("用户提供的电子文件");
    if booklet.derived.contains(&view.artifact.id) {
        source.push_str("，由第三方工具导出，非原始载体数据");
    }
    if let Some(owner) = view.facts.as_ref().and_then(|facts| facts.owner.as_ref()) {
        source.push_str(&format!("；所有人：{}", quoted::field(owner)));
    }
    if let Some(screen) = view.facts.as_ref().and_then(|facts| facts.screen.as_ref()) {
        source.push_str(&format!("；画面：{}", words::screen_kind(screen.kind)));
        if let Some((moment, says)) = screen.captured {
            let captured = moment.span(Basis::File, booklet.snapshot.offset);
            let said = words::capture_source(says);
            source.push_str(&format!(
                "；截图时间：{}（{said}）",
                figures::time(Some(captured), booklet.snapshot.offset)
            ));
        }
    }
    if let Some((from, to)) = view.facts.as_ref().and_then(|facts| facts.period.as_ref()) {
        source.push_str(&format!("；期间：{} 至 {}", quoted::field(from), quoted::field(to)));
    }
    if let Some(parent) = view.artifact.parent {
        source.push_str(&format!("；取自{}（压缩包）", booklet.material(parent)));
    }
    let records = |n: u64, unit: &str| (n > 0).then(|| format!("{} {unit}", figures::grouped(n)));
    let read: Vec<String> =
        [records(view.transfers, "行收付"), records(view.messages, "条消息")].into_iter().flatten().collect();
    let fingerprints = booklet.prints(Part::Fingerprints);
    let listed = if fingerprints { "，本册列明其指纹" } else { "" };
    let shows = match (booklet.cites(view), read.is_empty()) {
        (true, false) => format!("上列内容的来源文件，从中读出 {}{}", read.join("、"), cited(view)),
        (true, true) => "上列内容的来源文件".to_owned(),
        (false, false) => format!("从中读出 {}，本册未引用", read.join("、")),
        (false, true) => match contents(booklet, view) {
            Some(contents) => format!("内含{contents}{listed}"),
            None => format!("未从中读取记录{listed}"),
        },
    };
    let mut pages: Vec<Extent> = booklet.printed[ix].iter().map(|(_, extent)| *extent).collect();
    if pages.is_empty() && fingerprints {
        pages.push(only(booklet.entries[ix]));
    }
    Entry {
        name: format!("材料 {}　{}", ix + 1, words::artifact_kind(kind)),
        detail: view.artifact.name.clone(),
        source,
        shows,
        pages,
    }
}

/// How many of a bill's rows are the parties'.
fn cited(view: &ArtifactView) -> String {
    match view.cited_transfers {
        0 => String::new(),
        n => format!("，其中当事人之间的 {} 行", figures::grouped(n)),
    }
}

/// 「材料 2、3」 that were taken out of this file.
fn contents(booklet: &Booklet<'_>, archive: &ArtifactView) -> Option<String> {
    let inside = |view: &ArtifactView| view.artifact.parent == Some(archive.artifact.id);
    let numbers: Vec<usize> =
        (1..).zip(&booklet.snapshot.artifacts).filter(|(_, view)| inside(view)).map(|(n, _)| n).collect();
    (!numbers.is_empty()).then(|| numbered(&numbers))
}

/// 「材料 1、3」; a long list is counted.
fn numbered(numbers: &[usize]) -> String {
    const MOST: usize = 8;
    let said: Vec<String> = numbers.iter().take(MOST).map(usize::to_string).collect();
    match numbers.len() {
        0..=MOST => format!("材料 {}", said.join("、")),
        n => format!("材料 {} 等 {n} 份", said.join("、")),
    }
}

fn only(anchor: Anchor) -> Extent {
    Extent { from: anchor, to: anchor }
}

/// The lines for signature, date and number of copies, kept together.
fn signature(flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    flow.need(SIGNATURE)?;
    flow.space(SIGNATURE / 2.0);
    let fields =
        [(words::SUBMITTER, 0.0, 212.0), (words::SUBMITTED_ON, 224.0, 140.0), (words::COPIES, 376.0, 77.0)];
    let y = flow.y;
    for (label, from, width) in fields {
        let x = LEFT + from;
        let mut label_width = 0.0;
        for line in flow.set(&[Para::new(CELL, format!("{label}："))], width) {
            label_width = line.width();
            flow.put(&line, x, width, y);
        }
        let rule = y + 12.5;
        flow.draw(Item::Rule { from: (x + label_width, rule), to: (x + width, rule), thick: 0.5, grey: 0.0 });
    }
    flow.space(SIGNATURE / 2.0);
    Ok(())
}
