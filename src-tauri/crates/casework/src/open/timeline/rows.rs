//! A row of the timeline as the window shows it.

use super::{
    super::{bubble::shortened, shown::Shown, spans},
    lay::{Laid, stretch},
};
use crate::{
    book::Line,
    error::Error,
    pane::{Bunch, MoneyCard, Scale, TimelineRow},
    words::Lang,
};
use chrono::{Datelike, Timelike};
use juzheng_model::{Direction, MessageKind, Side, Status};

/// Transfers that a row of a coarser scale shows.
const CARDS: usize = 6;
/// A pause that is worth a word, in seconds.
const PAUSE_S: i64 = 6 * 3_600;
/// Messages of a stretch that are looked at for its first words.
const LOOKED_AT: usize = 20;

/// The row with this number.
pub(super) fn row(shown: &Shown, laid: &Laid, number: u32, lang: Lang) -> Result<TimelineRow, Error> {
    let row = laid.rows[number as usize];
    let at = (row.at != i64::MAX).then_some(row.at);
    let before = number.checked_sub(1).map(|ix| laid.rows[ix as usize].at);
    let offset = shown.book.settings.offset;
    let scale = laid.query.scale;
    let is_fine = matches!(scale, Scale::Moment | Scale::Hour);
    let day = |at: i64| spans::wall(at, offset).date();
    let new_day = at.filter(|at| is_fine && before.is_none_or(|before| day(before) != day(*at)));
    let pause = at.zip(before).map(|(at, before)| at - before);
    // A message without a time stands behind the one before it in its file, whose time it does not have.
    let line = laid.messages_of(number).next().map(|ix| &shown.book.lines.all[laid.messages[ix] as usize]);
    let undated = scale == Scale::Moment
        && laid.payments_of(number).is_empty()
        && line.is_some_and(|line| line.at == Line::UNDATED);
    let at = at.filter(|_| !undated);
    let (message, bunch) = match scale {
        Scale::Moment => {
            let ix = laid.messages_of(number).next().map(|ix| laid.messages[ix]);
            (ix.map(|ix| shown.bubble(ix, money_row(shown, laid, ix))).transpose()?, None)
        }
        _ => (None, Some(bunch(shown, laid, number)?)),
    };
    let (money, money_more) = money(shown, laid, number);
    Ok(TimelineRow {
        row: number,
        at,
        label: at.map_or_else(|| lang.of("无时间", "no time").to_owned(), |at| label(shown, scale, at, lang)),
        day: new_day.map(|at| spans::day(at, offset, lang)),
        pause_s: pause.filter(|pause| scale == Scale::Moment && *pause >= PAUSE_S),
        message,
        bunch,
        money,
        money_more,
    })
}

/// The row of the first transfer that has this message.
fn money_row(shown: &Shown, laid: &Laid, line: u32) -> Option<u32> {
    let links = shown.links_on.get(&line)?;
    links.iter().find_map(|link| laid.row_of_payment(shown.linking.payments[*link as usize]))
}

fn card(shown: &Shown, laid: &Laid, payment: usize) -> MoneyCard {
    let line = shown.link(payment).and_then(|link| shown.message_of(link));
    shown.money(payment, line.and_then(|line| laid.row_of_line(shown, line)))
}

/// The transfers of a row, flagged ones first where not all are shown; and how many are not.
fn money(shown: &Shown, laid: &Laid, number: u32) -> (Vec<MoneyCard>, u32) {
    let range = laid.payments_of(number);
    let coarse = matches!(laid.query.scale, Scale::Year | Scale::Month);
    let total = range.len();
    let mut chosen: Vec<usize> = range.map(|ix| laid.payments[ix].1 as usize).collect();
    if total > CARDS || coarse {
        let flagged = |payment: &usize| shown.link(*payment).is_some_and(|link| shown.is_flagged(link));
        if coarse {
            chosen.retain(flagged);
        }
        chosen.sort_by_key(|payment| !flagged(payment));
        chosen.truncate(CARDS);
        chosen.sort_unstable();
    }
    let more = (total - chosen.len()) as u32;
    (chosen.into_iter().map(|payment| card(shown, laid, payment)).collect(), more)
}

fn bunch(shown: &Shown, laid: &Laid, number: u32) -> Result<Bunch, Error> {
    let book = &shown.book;
    let at = laid.rows[number as usize].at;
    let messages = laid.messages_of(number);
    let lines = || messages.clone().map(|ix| &book.lines.all[laid.messages[ix] as usize]);
    let mine = lines().filter(|line| book.lines.side(line, &book.rooms) == Side::Me).count();
    let written = |ix: &usize| book.lines.all[laid.messages[*ix] as usize].kind == MessageKind::Text;
    let first = match messages.clone().take(LOOKED_AT).find(written) {
        Some(ix) => Some(shortened(shown.stored(laid.messages[ix])?.message.text, 80).0),
        None => None,
    };
    let mut bunch = Bunch {
        until: stretch(laid.query.scale, at, book.settings.offset).1,
        messages: messages.len() as u32,
        mine: mine as u32,
        first,
        transfers: 0,
        out_fen: 0,
        in_fen: 0,
        verdicts: [0; 4],
    };
    for ix in laid.payments_of(number) {
        let payment = laid.payments[ix].1 as usize;
        let transfer = &book.payments[payment].transfer;
        bunch.transfers += 1;
        let moved = !matches!(transfer.status, Status::Returned | Status::Failed);
        if let Some(amount) = transfer.amount.filter(|_| moved) {
            match transfer.direction {
                Some(Direction::Out) => bunch.out_fen += amount.get(),
                Some(Direction::In) => bunch.in_fen += amount.get(),
                _ => {}
            }
        }
        if let Some(link) = shown.link(payment) {
            bunch.verdicts[shown.linking.linked.found[link].verdict as usize] += 1;
        }
    }
    Ok(bunch)
}

fn label(shown: &Shown, scale: Scale, at: i64, lang: Lang) -> String {
    let wall = spans::wall(at, shown.book.settings.offset);
    match (scale, lang) {
        (Scale::Year, Lang::Zh) => format!("{}年", wall.year()),
        (Scale::Year, Lang::En) => wall.year().to_string(),
        (Scale::Month, Lang::Zh) => format!("{}年{}月", wall.year(), wall.month()),
        (Scale::Month, Lang::En) => wall.format("%b %Y").to_string(),
        (Scale::Day, _) => spans::day(at, shown.book.settings.offset, lang),
        (Scale::Hour, Lang::Zh) => format!("{}时", wall.hour()),
        (Scale::Hour, Lang::En) => wall.format("%H:00").to_string(),
        (Scale::Moment, _) => wall.format("%H:%M:%S").to_string(),
    }
}
