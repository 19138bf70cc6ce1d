//! 账单: rows of a name, a time and a signed amount, under the months that they belong to.

use super::{
    amount,
    chat::rows,
    detail::read_heading,
    draft::{Draft, counted},
    kind::month_header,
    money_page::Found,
    page::{Line, Page},
    pairs::{Piece, one_row},
    state, title,
};
use crate::circumstances::Circumstances;
use chrono::NaiveDate;
use juzheng_model::{Moment, Offset, Unsure, Zone};
use std::io;

/// Reads the page into `out`.
///
/// # Errors
/// The engine failed at a second look.
pub(crate) fn read(page: &Page<'_>, known: &Circumstances, out: &mut Found) -> io::Result<()> {
    let rows = amounts(page);
    for (index, (line, _)) in rows.iter().enumerate() {
        let own = &page.lines[*line];
        // A row's other lines stand between its amount and the next one's, or level with it.
        let above = own.top().saturating_sub(own.height() / 2);
        let below = rows.get(index + 1).map_or_else(
            || own.bottom() + own.height() * 3,
            |(next, _)| page.lines[*next].top().saturating_sub(page.lines[*next].height() / 3),
        );
        let below = header_below(page, own).map_or(below, |header| below.min(header));
        let block: Vec<usize> = (0..page.lines.len())
            .filter(|i| i != line && page.lines[*i].middle().1 > above && page.lines[*i].middle().1 < below)
            .collect();
        // Lower than the others: the bar at the top or the edge covers a part of it.
        let taller = rows.iter().filter(|(other, _)| page.lines[*other].height() * 5 > own.height() * 6);
        let covered = taller.count() > rows.len() / 2;
        let mut draft = Draft::new(page, known);
        row(&mut draft, page, *line, &block)?;
        if covered {
            draft.mark(Unsure::CUT);
        }
        draft.finish(out);
    }
    Ok(())
}

/// Amounts at the right edge, from the top down. Where one has a sign, those without are 提现 and their like.
fn amounts(page: &Page<'_>) -> Vec<(usize, amount::Reading)> {
    let read = |i: usize| {
        let line = &page.lines[i];
        let reading = amount::parse(&line.folded)?;
        let money = reading.sign.is_some() || (reading.sure && !line.folded.contains(['¥', '元']));
        (money && line.middle().0 > page.width() / 2).then_some((i, reading))
    };
    let all: Vec<_> = (0..page.lines.len()).filter_map(read).collect();
    let signed = all.iter().filter(|(_, reading)| reading.sign.is_some());
    let Some(edge) = signed.map(|(i, _)| page.lines[*i].right()).max() else { return Vec::new() };
    let at_the_edge = |i: usize| page.lines[i].right() + page.width() / 40 >= edge;
    all.into_iter().filter(|(i, _)| at_the_edge(*i)).collect()
}

/// The top of the next month's header below a line.
fn header_below(page: &Page<'_>, line: &Line) -> Option<u32> {
    let headers = page.lines.iter().filter(|other| month_header(&other.folded).is_some());
    headers.map(Line::top).filter(|top| *top > line.bottom()).min()
}

/// Reads the row of an amount out of the lines beside and below it.
fn row(draft: &mut Draft<'_>, page: &Page<'_>, line: usize, block: &[usize]) -> io::Result<()> {
    let own = &page.lines[line];
    let sign = draft.amount(&[line])?;
    let time = block.iter().copied().find(|i| day_and_time(&page.lines[*i].folded).is_some());
    // Icons at the left carry letters of their own.
    let of_name = |i: &usize| {
        let other = &page.lines[*i];
        let level = match time {
            Some(time) => other.bottom() <= page.lines[time].top() + other.height() / 2,
            None => one_row(own, other),
        };
        other.left() > page.width() / 8 && other.right() < own.left() && level
    };
    // A long name goes on in a second row.
    let names: Vec<usize> = block.iter().copied().filter(of_name).collect();
    let names: Vec<usize> = rows::of(&names, &page.lines).into_iter().flat_map(|row| row.lines).collect();
    let heading = title::parse(&draft.lines(&names));
    if heading.counterparty.as_deref().is_some_and(|name| name.ends_with(['…', '.'])) {
        draft.mark(Unsure::TEXT);
    }
    read_heading(draft, heading, sign);
    for i in block.iter().filter(|i| !names.contains(i) && Some(**i) != time) {
        let text = &page.lines[*i].folded;
        let state = state::parse(text, draft.transfer.kind);
        if state.known {
            draft.transfer.status = state.status;
            draft.transfer.returned_amount = state.returned;
            draft.transfer.status_text = draft.lines(&[*i]);
        }
    }
    match time {
        Some(time) => when(draft, page, time),
        None => draft.mark(Unsure::WHEN),
    }
    if names.is_empty() && time.is_none() {
        draft.mark(Unsure::CUT);
    }
    Ok(())
}

/// Dates a row: day and time of its own, year of the header above it.
fn when(draft: &mut Draft<'_>, page: &Page<'_>, time: usize) {
    let line = &page.lines[time];
    let piece = Piece { line: time, skip: 0 };
    draft.takes(line);
    let Some((stated, month, day, hour, minute, sure)) = day_and_time(&line.folded) else { return };
    let over = page.lines.iter().filter(|other| other.top() < line.top());
    let header = over.filter_map(|other| month_header(&other.folded)).next_back();
    let year = stated.or(header.map(|(year, _)| year)).or_else(|| above_header(page, line, month));
    let Some(year) = year else {
        draft.doubt(Unsure::WHEN, &line.folded, line.read.bounds);
        return;
    };
    let at = |year: i32| {
        let wall = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)?;
        Moment::wall(wall, 59, Zone::Known(Offset::CHINA))
    };
    draft.transfer.when = at(year);
    let can_be = draft.transfer.when.is_some_and(|when| draft.can_be(when));
    // Over the first header a later year is possible, unless it lies after the capture.
    let settled = match (stated, header) {
        (Some(_), _) => true,
        (None, Some((_, of_header))) => of_header == month,
        (None, None) => at(year + 1).is_some_and(|later| !draft.can_be(later)),
    };
    if !sure || !settled || !can_be || !piece.is_clear(page, counted(page, piece)) {
        draft.doubt(Unsure::WHEN, &line.folded, line.read.bounds);
    }
}

/// The likely year of a row over the first header: the list runs from new to old, so it is the next such month after it.
fn above_header(page: &Page<'_>, line: &Line, month: u32) -> Option<i32> {
    let below = page.lines.iter().filter(|other| other.top() > line.top());
    let (year, of_header) = below.filter_map(|other| month_header(&other.folded)).next()?;
    Some(if month > of_header { year } else { year + 1 })
}

/// `2月9日 16:52`, with a year before it or none: year, month, day, hour, minute, whether exactly so.
fn day_and_time(folded: &str) -> Option<(Option<i32>, u32, u32, u32, u32, bool)> {
    let (date, rest) = folded.split_once('日')?;
    let (year, date) = match date.split_once('年') {
        Some((year, date)) => (Some(year.trim().parse().ok()?), date),
        None => (None, date),
    };
    let (month, day) = date.split_once('月')?;
    let (hour, minute) = rest.split_once([':', '.', ';'])?;
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let two = minute.trim().len() == 2;
    let (month, day, hour, minute) = (number(month)?, number(day)?, number(hour)?, number(minute)?);
    (two && hour < 24 && minute < 60).then_some((year, month, day, hour, minute, rest.contains(':')))
}

#[cfg(test)]
mod tests {
    use super::{super::sketch::Sketch, *};
    use juzheng_model::Direction;

    fn check(sketch: &Sketch, want: &[&str]) {
        let known = Circumstances { name: String::new(), captured: None, added_at: 1_790_000_000 };
        let mut out = Found::default();
        sketch.show(|page| read(page, &known, &mut out)).expect("a sketch reads");
        let rows: Vec<String> = out.transfers.iter().map(paper).collect();
        assert_eq!(rows, want);
    }

    fn paper(t: &juzheng_model::Transfer) -> String {
        let when = t.when.map_or(String::from("-"), |m| Offset::CHINA.paper(m.at)[..16].to_owned());
        let unsure: Vec<&str> = t.seen.iter().flat_map(|seen| seen.unsure.words()).collect();
        format!(
            "{when} {} {} {:?} {} {} {}",
            t.direction.map_or("?", |d| match d {
                Direction::Out => "out",
                Direction::In => "in",
                Direction::Neutral => "neutral",
            }),
            t.amount.map_or(-1, juzheng_model::Fen::get),
            t.kind,
            t.counterparty.as_deref().unwrap_or("-"),
            t.status_text,
            unsure.join(","),
        )
    }

    #[test]
    fn rows_are_dated_by_the_header_above_them() {
        let sketch = Sketch::new(1080, 2340).lines(&[
            ([482, 121, 114, 69], "账单"),
            ([36, 452, 281, 54], "2026年1月"),
            ([36, 520, 500, 44], "支出 ¥1,234.00  收入 ¥5.00"),
            ([200, 660, 400, 55], "转账-给张三"),
            ([865, 660, 181, 56], "-5,000.00"),
            ([200, 730, 260, 44], "1月9日 16:52"),
            ([200, 900, 400, 55], "某咖啡店"),
            ([865, 900, 181, 56], "-12.50"),
            ([200, 970, 260, 44], "1月8日 09:01"),
            ([845, 970, 200, 44], "已全额退款"),
            ([36, 1100, 281, 54], "2025年12月"),
            ([200, 1260, 400, 55], "微信红包-来自李四"),
            ([885, 1260, 160, 56], "+88.88"),
            ([200, 1330, 260, 44], "12月31日 23:59"),
            ([200, 1460, 400, 55], "零钱提现"),
            ([885, 1460, 160, 56], "500.00"),
            ([200, 1530, 260, 44], "12月30日 08:00"),
        ]);
        check(
            &sketch,
            &[
                "2026-01-09 16:52 out 500000 Transfer 张三  ",
                "2026-01-08 09:01 out 1250 Other 某咖啡店 已全额退款 ",
                "2025-12-31 23:59 in 8888 RedPacket 李四  ",
                "2025-12-30 08:00 neutral 50000 Withdrawal -  ",
            ],
        );
    }

    #[test]
    fn a_long_name_goes_on_in_a_second_row() {
        let sketch = Sketch::new(1080, 2340).lines(&[
            ([36, 452, 281, 54], "2022年9月"),
            ([202, 640, 560, 55], "二维码收款-来自冯爱树(房"),
            ([200, 700, 60, 55], "东)"),
            ([865, 640, 181, 56], "+270.00"),
            ([200, 770, 260, 44], "9月25日 12:06"),
        ]);
        check(&sketch, &["2022-09-25 12:06 in 27000 Qr 冯爱树(房东)  "]);
    }

    #[test]
    fn what_a_row_does_not_say_stays_open() {
        let sketch = Sketch::new(1080, 2340).lines(&[
            ([482, 121, 114, 69], "账单"),
            ([200, 300, 400, 55], "转账-给张三"),
            ([865, 300, 181, 56], "-5,000.00"),
            ([200, 370, 260, 44], "2月9日 16:52"),
            ([36, 452, 281, 54], "2024年7月"),
            ([891, 818, 155, 55], "+15.00"),
            ([51, 1050, 95, 61], "收银"),
            ([865, 1033, 181, 56], "-100.00"),
            ([200, 1250, 400, 55], "一个很长很长的名字…"),
            ([865, 1250, 181, 56], "-1.00"),
            ([200, 1320, 260, 44], "6月9日 16:52"),
        ]);
        check(
            &sketch,
            &[
                "2025-02-09 16:52 out 500000 Transfer 张三  when",
                "- in 1500 Other -  when,cut",
                "- out 10000 Other -  when,cut",
                "2024-06-09 16:52 out 100 Other 一个很长很长的名字…  text,when",
            ],
        );
    }
}
