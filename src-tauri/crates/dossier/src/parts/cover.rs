//! The cover: whose case, what is inside, the sums, and what all this is and is not.

use super::Booklet;
use crate::{
    Error, Part, figures,
    layout::{
        Align, BODY, CONTENT_WIDTH, FIGURE, Flow, H1, Item, LABEL, LEFT, NOTE, Para, Piece, STRONG, Style,
        said_by_code,
    },
    words,
};
use juzheng_model::{PartyRole, money::yuan_text};

/// Width of the labels at the left.
const LABELS: f32 = 72.0;

pub(super) fn lay(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    flow.new_page()?;
    flow.outline("封面", 0);
    title(booklet, flow)?;
    flow.space(24.0);
    details(booklet, flow)?;
    if !booklet.snapshot.transfers.is_empty() {
        flow.space(26.0);
        sums(booklet, flow)?;
    }
    what_this_is(booklet, flow)
}

/// At the foot of the cover.
fn what_this_is(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let what = words::what_this_is(booklet.prints(Part::Timeline), booklet.prints(Part::Fingerprints));
    let mut what = vec![Para::new(NOTE, what), Para::new(NOTE, words::SCOPE).before(6.0)];
    if let Some(redacted) = booklet.options.redacted {
        what.insert(0, Para::new(STRONG.sized(8.5), words::redacted(redacted)).before(6.0));
    }
    let height: f32 = flow.set(&what, CONTENT_WIDTH).iter().map(|line| line.height()).sum();
    let free = flow.left() - height - 4.0;
    flow.space(free.max(20.0));
    flow.paras(&what, LEFT, CONTENT_WIDTH)
}

fn title(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    flow.space(58.0);
    root_code(booklet, flow);
    let great = Style { size: 40.0, lead: 52.0, ..BODY };
    let case = H1.sized(15.0);
    flow.paras(&[Para::new(great, words::BOOKLET)], LEFT - 2.0, CONTENT_WIDTH)?;
    flow.space(10.0);
    rule(flow, 1.1);
    flow.space(12.0);
    let kind = if booklet.options.redacted.is_some() { "（隐去版）" } else { "" };
    let profile = format!("{}{kind}", words::profile(booklet.options.profile));
    let title = Para::new(case, booklet.snapshot.title.as_str()).most(4);
    let profile = Para::new(LABEL.sized(8.5), profile).before(4.0);
    flow.paras(&[title, profile], LEFT, CONTENT_WIDTH)
}

/// The whole root digest as a QR code in the upper right corner.
fn root_code(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) {
    const SIZE: f32 = 63.0;
    let x = LEFT + CONTENT_WIDTH - SIZE;
    let y = flow.y - 24.0;
    flow.draw(Item::Code { x, y, size: SIZE, text: said_by_code(&booklet.snapshot.root) });
    let said = format!("{}（SHA-256）", words::ROOT);
    for line in flow.set(&[Para::new(LABEL.sized(6.5), said).align(Align::Right)], 120.0) {
        flow.put(&line, x + SIZE - 120.0, 120.0, y + SIZE + 5.0);
    }
}

fn details(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    let names = |role: PartyRole| {
        let names: Vec<&str> =
            snapshot.parties.iter().filter(|p| p.role == role).map(|p| p.name.as_str()).collect();
        names.join("、")
    };
    let rows = booklet.prints(Part::Timeline) || booklet.prints(Part::BillRows);
    let counts = format!(
        "收付记录 {} 笔{}　{}　材料 {} 份",
        figures::grouped(snapshot.transfers.len() as u64),
        if rows || snapshot.transfers.is_empty() { "" } else { "（未印出）" },
        messages(booklet),
        figures::grouped(snapshot.artifacts.len() as u64)
    );
    let date = booklet.options.date.format("%Y-%m-%d").to_string();
    let rows = [
        (words::role(PartyRole::Me), Some(names(PartyRole::Me)).filter(|n| !n.is_empty())),
        (words::role(PartyRole::Other), Some(names(PartyRole::Other)).filter(|n| !n.is_empty())),
        ("所涉期间", booklet.period()),
        ("内容", Some(counts)),
        ("制作日期", Some(date)),
    ];
    for (label, said) in rows {
        if let Some(said) = said {
            line(flow, label, Para::new(Style { lead: 17.0, ..BODY }, said).most(4))?;
        }
    }
    let pages = vec![Piece::Words("共 ".into()), Piece::PageCount, Piece::Words(" 页".into())];
    line(flow, "页数", Para::late(Style { lead: 17.0, ..BODY }, pages))?;
    line(flow, "材料总指纹", Para::new(FIGURE.sized(7.6), snapshot.root.hex()))
}

/// How many messages the case has, and how many of them are printed.
fn messages(booklet: &Booklet<'_>) -> String {
    let all = figures::grouped(booklet.snapshot.messages);
    let excerpts = &booklet.snapshot.excerpts;
    match booklet.snapshot.messages {
        0 => "消息 0 条".to_owned(),
        _ if !booklet.prints(Part::Excerpts) => format!("消息 {all} 条（未印出聊天摘录）"),
        _ => {
            let printed: usize = excerpts.iter().map(|excerpt| excerpt.messages.len()).sum();
            format!("消息 {all} 条（印出 {} 条）", figures::grouped(printed as u64))
        }
    }
}

/// A label at the left and what it labels beside it.
fn line(flow: &mut Flow<'_, '_>, label: &str, said: Para) -> Result<(), Error> {
    let lines = flow.set(&[said], CONTENT_WIDTH - LABELS);
    let height: f32 = lines.iter().map(|line| line.height()).sum();
    flow.need(height + 6.0)?;
    let top = flow.y;
    for set in flow.set(&[Para::new(LABEL.sized(8.5), label)], LABELS) {
        let first = lines.first().map_or(set.lead, |line| line.lead);
        flow.put(&set, LEFT, LABELS, top + (first - set.lead) / 2.0);
    }
    for set in lines {
        flow.put(&set, LEFT + LABELS, CONTENT_WIDTH - LABELS, flow.y);
        flow.y += set.lead;
    }
    flow.space(5.0);
    Ok(())
}

fn sums(booklet: &Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let totals = booklet.snapshot.totals;
    let rows = |n: u64| format!("{} 笔", figures::grouped(n));
    let cells = [
        ("付出", totals.out.1, rows(totals.out.0)),
        ("收到", totals.received.1, rows(totals.received.0)),
        ("退回", totals.returned.1, rows(totals.returned.0)),
        ("净额", totals.net, String::new()),
    ];
    let longest = cells.iter().map(|(_, fen, _)| yuan_text(*fen).len()).max().unwrap_or(0);
    let figure = Style { lead: 22.0, ..STRONG.sized(if longest > 13 { 8.0 } else { 13.0 }) };
    flow.need(120.0)?;
    rule(flow, 0.8);
    flow.space(9.0);
    let (top, width) = (flow.y, CONTENT_WIDTH / 4.0);
    let mut bottom = top;
    for (ix, (label, fen, count)) in cells.into_iter().enumerate() {
        let x = LEFT + width * ix as f32;
        let cell = [
            Para::new(LABEL.sized(8.5), label),
            Para::new(figure, format!("¥{}", yuan_text(fen))),
            Para::new(LABEL, count),
        ];
        let mut y = top;
        for set in flow.set(&cell, width - 6.0) {
            flow.put(&set, x, width - 6.0, y);
            y += set.height();
        }
        bottom = bottom.max(y);
    }
    flow.y = bottom + 6.0;
    rule(flow, 0.8);
    flow.space(5.0);
    let explained = vec![
        (STRONG.sized(8.5), format!("{}。", words::SUMS_ARE_NO_DEBT)),
        (NOTE.sized(8.0), words::SUMS_EXPLAINED.to_owned()),
        (STRONG.sized(8.0), words::sums_unchecked(totals.unchecked)),
    ];
    flow.paras(&[Para::mixed(explained).align(Align::Left)], LEFT, CONTENT_WIDTH)
}

fn rule(flow: &mut Flow<'_, '_>, thick: f32) {
    let y = flow.y;
    flow.draw(Item::Rule { from: (LEFT, y), to: (LEFT + CONTENT_WIDTH, y), thick, grey: 0.0 });
}
