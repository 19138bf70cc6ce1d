//! 证据目录: the exhibits by group, where each comes from, what it is to show, on which pages; then the parts that the
//! program has put together; and the lines to be signed.
//!
//! The columns are those of Article 19 of the provisions on evidence in civil proceedings (2019).

use super::{Booklet, Extent, exhibit_words};
use crate::{
    Error, Part,
    exhibits::{Group, kind},
    figures,
    layout::{
        Align, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, Item, LABEL, LEFT, NOTE, Para, Piece, Row, STRONG,
        SetLine, Table,
    },
    words,
};
use juzheng_model::{ArtifactKind, PartyRole, snapshot::ArtifactView};

/// What shows movements of money.
const BILLS: [ArtifactKind; 2] = [ArtifactKind::Bill, ArtifactKind::BillScreenshot];
/// What shows messages.
const CHATS: [ArtifactKind; 2] = [ArtifactKind::Chat, ArtifactKind::ChatScreenshot];

/// Width of the column of forms, which is given to the object of proof where there is none.
const FORMS: f32 = 44.0;

/// The height of the lines for signature, with the white space around them.
const SIGNATURE: f32 = 66.0;

fn columns(forms: bool) -> Vec<Column> {
    let left = |width, title| Column { width, title, align: Align::Left };
    let right = |width, title| Column { width, title, align: Align::Right };
    let shows = CONTENT_WIDTH - 328.0 - if forms { FORMS } else { 0.0 };
    let mut columns = vec![
        left(32.0, "编号"),
        left(104.0, "证据名称"),
        left(100.0, "证据来源"),
        left(shows, "证明对象和内容"),
    ];
    if forms {
        columns.push(left(FORMS, "证据形式"));
    }
    columns.extend([right(50.0, "起止页码"), right(42.0, "页数/份数")]);
    columns
}

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    booklet.part(flow, words::CATALOGUE)?;
    let columns = columns(booklet.options.forms);
    let table = Table::new(&columns);
    table.head(flow)?;
    let mut rows = exhibits(booklet)?;
    let compiled: Vec<Row> =
        parts(booklet).into_iter().map(|entry| entry.row(booklet.options.forms)).collect();
    if !compiled.is_empty() {
        rows.push(heading(words::COMPILED));
        rows.extend(compiled);
    }
    let note = [Para::new(NOTE, note(booklet)).before(6.0)];
    let foot = SIGNATURE + flow.set(&note, CONTENT_WIDTH).iter().map(SetLine::height).sum::<f32>();
    let last = rows.len();
    for (number, row) in (1..).zip(rows) {
        // The lines to be signed never stand alone on a page: the last row goes with them. Nor does a group's name.
        let company = if number == last { foot } else { row.company };
        table.row(flow, &Row { company, ..row })?;
    }
    flow.paras(&note, LEFT, CONTENT_WIDTH)?;
    signature(booklet, flow)?;
    booklet.after_catalogue = true;
    Ok(())
}

/// A row of the catalogue.
struct Entry {
    number: String,
    name: String,
    detail: String,
    source: String,
    shows: String,
    form: &'static str,
    /// The stretches of pages; none where nothing of it is printed.
    pages: Vec<Extent>,
    copies: bool,
}

impl Entry {
    fn row(self, forms: bool) -> Row {
        let right = |para: Para| para.align(Align::Right);
        let pages = match self.pages[..] {
            [] => vec![right(Para::new(FIGURE, "—"))],
            _ => self.pages.iter().flat_map(on_pages).collect(),
        };
        let stretches = self.pages.iter().map(|extent| (extent.from, extent.to)).collect::<Vec<_>>();
        let mut count = match stretches.is_empty() {
            true => vec![right(Para::new(FIGURE, "—"))],
            false => {
                let pieces = vec![Piece::Extent(stretches), Piece::Words(" 页".into())];
                vec![right(Para::late(FIGURE.sized(8.0), pieces))]
            }
        };
        if self.copies {
            count.push(right(Para::new(FIGURE.sized(8.0), "1 份")));
        }
        let first = self.pages.first().map(|extent| extent.from);
        let mut name = vec![Para::new(STRONG, self.name).link(first)];
        if !self.detail.is_empty() {
            name.push(Para::new(LABEL, self.detail).most(6));
        }
        let small = CELL.sized(8.5);
        let mut cells = vec![
            vec![Para::new(FIGURE, self.number)],
            name,
            vec![Para::new(small, self.source)],
            vec![Para::new(small, self.shows)],
        ];
        if forms {
            cells.push(vec![Para::new(small, self.form)]);
        }
        cells.extend([pages, count]);
        Row { cells, ..Row::default() }
    }
}

/// 「12–15」, with the volume above it where there are several.
fn on_pages(Extent { from, to }: &Extent) -> Vec<Para> {
    let pages = Para::late(FIGURE, vec![Piece::Pages(*from, *to)]).align(Align::Right).link(*from);
    vec![pages, Para::late(LABEL.sized(6.5), vec![Piece::Volume(*from)]).align(Align::Right)]
}

/// A line over the whole width that names a group.
fn heading(title: &str) -> Row {
    Row {
        below: vec![Para::new(STRONG, title)],
        tinted: true,
        // A group's name goes with the first of its rows.
        company: 60.0,
        ..Row::default()
    }
}

/// The rows of the files, group by group.
fn exhibits(booklet: &mut Booklet<'_>) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    let mut group = None;
    for ix in 0..booklet.exhibits.all.len() {
        booklet.step()?;
        let exhibit = booklet.exhibits.all[ix].clone();
        if group != Some(exhibit.group) {
            group = Some(exhibit.group);
            rows.push(heading(&group_title(exhibit.number.0, exhibit.group)));
        }
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        let entry = Entry {
            number: exhibit.label(),
            name: exhibit_words::name(view).to_owned(),
            detail: booklet.file_name(view),
            source: exhibit_words::source(booklet, view),
            shows: exhibit_words::shows(booklet, view),
            form: words::form(kind(view)),
            pages: booklet.pages_of(exhibit.artifact),
            copies: true,
        };
        rows.push(entry.row(booklet.options.forms));
    }
    Ok(rows)
}

/// 「第一组　收付凭证」
pub(super) fn group_title(number: usize, group: Group) -> String {
    format!("第{}组　{}", words::part_number(number), words::group(group))
}

/// The parts that the program has put together, in their order.
fn parts(booklet: &Booklet<'_>) -> Vec<Entry> {
    let entries = booklet.chosen.order().iter().filter_map(|part| compiled(booklet, *part));
    (1..).zip(entries).map(|(n, entry): (usize, _)| Entry { number: format!("附{n}"), ..entry }).collect()
}

/// The row of a part; `None` where it is empty, or has no contents of its own.
fn compiled(booklet: &Booklet<'_>, part: Part) -> Option<Entry> {
    let snapshot = booklet.snapshot;
    let count = |n: usize| figures::grouped(n as u64);
    let transfers = count(snapshot.transfers.len());
    let from = |kinds: &[ArtifactKind]| format!("软件依据{}整理", materials(booklet, kinds));
    let entry = |name: &str, source: String, shows: String, pages: Extent| {
        Some(Entry {
            number: String::new(),
            name: name.to_owned(),
            detail: String::new(),
            source,
            shows,
            form: "",
            pages: vec![pages],
            copies: false,
        })
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
        Part::Custody if !snapshot.custody.is_empty() => {
            let shows = "材料自导入起的保管经过，按《民事证据规定》第九十三条的各项列明".to_owned();
            entry("保管情况说明", "软件依保管记录整理".to_owned(), shows, extents.custody)
        }
        _ => None,
    }
}

/// 「证据 1-1、2-3」 of the cited artifacts of these kinds.
fn materials(booklet: &Booklet<'_>, kinds: &[ArtifactKind]) -> String {
    const MOST: usize = 6;
    let of_kind = |view: &ArtifactView| kind(view).is_some_and(|kind| kinds.contains(&kind));
    let cited = booklet.exhibits.all.iter().filter(|exhibit| {
        let view = &booklet.snapshot.artifacts[exhibit.artifact];
        booklet.cites(view) && of_kind(view)
    });
    let labels: Vec<String> = cited.map(|exhibit| exhibit.label()).collect();
    match labels.len() {
        0 => "材料".to_owned(),
        1..=MOST => format!("证据 {} ", labels.join("、")),
        n => format!("证据 {} 等 {n} 份", labels[..MOST].join("、")),
    }
}

/// Under the table: what the numbers mean, and how many files are no exhibits.
fn note(booklet: &Booklet<'_>) -> String {
    let mut said = words::catalogue_note(booklet.prints(Part::Fingerprints));
    let omitted = booklet.exhibits.omitted.len();
    if omitted > 0 {
        let where_named =
            if booklet.prints(Part::LeftOut) { "，见“未列入本册的内容”" } else { "" };
        said.push_str(&format!("另有 {omitted} 份材料未列为证据{where_named}。"));
    }
    said
}

/// The lines for signature and date, and how many copies there are, kept together.
fn signature(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    flow.need(SIGNATURE)?;
    flow.space(SIGNATURE / 2.0 - 10.0);
    let fields = [(words::SUBMITTER, 0.0, 250.0), (words::SUBMITTED_ON, 270.0, 183.0)];
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
    flow.space(24.0);
    let others = booklet.snapshot.parties.iter().filter(|party| party.role == PartyRole::Other).count();
    let copies = words::copies(others);
    for line in flow.set(&[Para::new(CELL, copies)], CONTENT_WIDTH) {
        let y = flow.y;
        flow.put(&line, LEFT, CONTENT_WIDTH, y);
        flow.space(line.height());
    }
    Ok(())
}
