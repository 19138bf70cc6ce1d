//! The second file: 证据收据, a receipt that the court only has to sign (Article 19 of the provisions on evidence), and
//! labels for the covers of the volumes.

use crate::{
    Error, Options, Printed, Rendered,
    fonts::Coverage,
    layout::{
        Align, BODY, CELL, CONTENT_WIDTH, Column, FIGURE, Flow, H1, Item, LABEL, LEFT, Laid, NOTE, Para,
        Press, Row, Running, STRONG, Style, Table,
    },
    words,
};
use juzheng_model::{PartyRole, snapshot::Snapshot};

const COLUMNS: [Column; 7] = [
    Column { width: 40.0, title: "编号", align: Align::Left },
    Column { width: CONTENT_WIDTH - 312.0, title: "证据名称", align: Align::Left },
    Column { width: 40.0, title: "份数", align: Align::Right },
    Column { width: 40.0, title: "页数", align: Align::Right },
    Column { width: 12.0, title: "", align: Align::Left },
    Column { width: 100.0, title: "原件/复印件/电子数据", align: Align::Left },
    Column { width: 80.0, title: "备注", align: Align::Left },
];
/// Height of a label.
const LABEL_HEIGHT: f32 = 150.0;

/// Lays the receipts and the labels.
pub(crate) fn lay_out(
    snapshot: &Snapshot,
    options: &Options<'_>,
    rendered: &Rendered,
    coverage: &mut Coverage<'_>,
    press: &mut dyn Press,
) -> Result<Laid, Error> {
    let running = Running::new(snapshot.title.clone(), snapshot.root, options.program);
    let mut flow = Flow::new(coverage, press, running, options.duplex);
    for copy in ["收据联（交提交人）", "存根联（人民法院留存）"] {
        receipt(snapshot, options, &rendered.exhibits, rendered.pages, copy, &mut flow)?;
    }
    labels(snapshot, options, rendered.pages, &rendered.volumes, &mut flow)?;
    flow.finish()
}

fn receipt(
    snapshot: &Snapshot,
    options: &Options<'_>,
    printed: &[Printed],
    pages: usize,
    copy: &str,
    flow: &mut Flow<'_, '_>,
) -> Result<(), Error> {
    flow.new_page()?;
    flow.outline(&format!("证据收据　{copy}"), 0);
    flow.paras(&[Para::new(H1, "证据收据"), Para::new(LABEL.sized(8.5), copy)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let submitter = names(snapshot, PartyRole::Me);
    let said = format!(
        "案件：{}。今收到 {submitter} 提交的证据册一套，共 {pages} 页，其中证据 {} 份，清单如下：",
        snapshot.title,
        printed.len()
    );
    flow.paras(&[Para::new(BODY, said)], LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let table = Table::new(&COLUMNS);
    table.head(flow)?;
    for exhibit in printed {
        let count = if exhibit.pages.is_empty() { "—".to_owned() } else { exhibit.count().to_string() };
        let form = if options.forms { exhibit.form } else { "" };
        let cells = vec![
            vec![Para::new(FIGURE, exhibit.label.as_str())],
            vec![
                Para::new(STRONG.sized(8.5), exhibit.name.as_str()),
                Para::new(LABEL, exhibit.file.as_str()).most(2),
            ],
            vec![Para::new(FIGURE, "1").align(Align::Right)],
            vec![Para::new(FIGURE, count).align(Align::Right)],
            vec![],
            vec![Para::new(CELL, form)],
            vec![],
        ];
        table.row(flow, &Row { cells, ..Row::default() })?;
    }
    flow.space(10.0);
    let note = format!("材料总指纹（SHA-256）：{}", snapshot.root.hex());
    flow.paras(&[Para::new(LABEL, note)], LEFT, CONTENT_WIDTH)?;
    flow.need(110.0)?;
    flow.space(20.0);
    for (label, from, to) in [
        ("收件人（签名）", 0.0, 215.0),
        ("收件时间", 235.0, CONTENT_WIDTH),
        ("提交人（签名）", 0.0, 215.0),
        ("人民法院（盖章）", 235.0, CONTENT_WIDTH),
    ] {
        blank(flow, label, from, to);
        if from > 0.0 {
            flow.space(34.0);
        }
    }
    Ok(())
}

/// A label with a line after it, at this height.
fn blank(flow: &mut Flow<'_, '_>, label: &str, from: f32, to: f32) {
    let y = flow.y;
    let mut width = 0.0;
    for line in flow.set(&[Para::new(CELL, format!("{label}："))], to - from) {
        width = line.width();
        flow.put(&line, LEFT + from, to - from, y);
    }
    let rule = y + 12.5;
    flow.draw(Item::Rule { from: (LEFT + from + width, rule), to: (LEFT + to, rule), thick: 0.5, grey: 0.0 });
}

fn names(snapshot: &Snapshot, role: PartyRole) -> String {
    let names: Vec<&str> =
        snapshot.parties.iter().filter(|party| party.role == role).map(|party| party.name.as_str()).collect();
    names.join("、")
}

/// One label for each volume, to be cut out and put on its cover.
fn labels(
    snapshot: &Snapshot,
    options: &Options<'_>,
    pages: usize,
    starts: &[usize],
    flow: &mut Flow<'_, '_>,
) -> Result<(), Error> {
    flow.new_page()?;
    flow.outline("封面标签", 0);
    flow.paras(
        &[Para::new(H1, "封面标签"), Para::new(NOTE, "沿线剪下，贴在各卷封面。")],
        LEFT,
        CONTENT_WIDTH,
    )?;
    flow.space(8.0);
    for (ix, first) in starts.iter().enumerate() {
        flow.need(LABEL_HEIGHT + 14.0)?;
        let last = starts.get(ix + 1).copied().unwrap_or(pages);
        let top = flow.y;
        let corners = [
            (0.0, 0.0),
            (CONTENT_WIDTH, 0.0),
            (CONTENT_WIDTH, LABEL_HEIGHT),
            (0.0, LABEL_HEIGHT),
            (0.0, 0.0),
        ];
        for pair in corners.windows(2) {
            let at = |(x, y): (f32, f32)| (LEFT + x, top + y);
            flow.draw(Item::Rule { from: at(pair[0]), to: at(pair[1]), thick: 0.6, grey: 0.0 });
        }
        let volume = if starts.len() > 1 {
            format!("第 {} 卷 / 共 {} 卷　", ix + 1, starts.len())
        } else {
            String::new()
        };
        let great = Style { size: 18.0, lead: 27.0, ..BODY };
        let said = [
            Para::new(great, words::BOOKLET).before(10.0),
            Para::new(STRONG.sized(12.0), snapshot.title.as_str()).most(2).before(2.0),
            Para::new(
                BODY,
                format!(
                    "提交方 {}　　对方 {}",
                    names(snapshot, PartyRole::Me),
                    names(snapshot, PartyRole::Other)
                ),
            )
            .most(2),
            Para::new(
                BODY,
                format!(
                    "{volume}第 {} 至 {last} 页 / 共 {pages} 页　　{}",
                    first + 1,
                    options.date.format("%Y-%m-%d")
                ),
            ),
            Para::new(LABEL, format!("材料总指纹 {}", &snapshot.root.hex()[..32])).before(3.0),
        ];
        let mut y = top;
        for line in flow.set(&said, CONTENT_WIDTH - 28.0) {
            flow.put(&line, LEFT + 14.0, CONTENT_WIDTH - 28.0, y);
            y += line.height();
        }
        flow.y = top + LABEL_HEIGHT + 14.0;
    }
    Ok(())
}
