//! Times as the window prints them: the case's offset, without it being said each time.

use crate::words::Lang;
use chrono::{DateTime, Datelike, NaiveDateTime, Weekday};
use juzheng_model::{Offset, Span};

/// The wall clock of an instant.
pub(super) fn wall(at: i64, offset: Offset) -> NaiveDateTime {
    let local = DateTime::from_timestamp(at.saturating_add(i64::from(offset.minutes()) * 60), 0);
    local.unwrap_or_default().naive_utc()
}

/// The instant of a wall clock.
pub(super) fn instant(wall: NaiveDateTime, offset: Offset) -> i64 {
    wall.and_utc().timestamp() - i64::from(offset.minutes()) * 60
}

/// `2025-03-12 14:02:11`, or a span of it.
pub(super) fn paper(span: Option<Span>) -> Option<String> {
    span.map(Span::paper)
}

/// `2025年3月12日 周三`
pub(super) fn day(at: i64, offset: Offset, lang: Lang) -> String {
    let wall = wall(at, offset);
    match lang {
        Lang::Zh => {
            format!("{}年{}月{}日 {}", wall.year(), wall.month(), wall.day(), weekday(wall.weekday(), lang))
        }
        Lang::En => format!("{} {}", weekday(wall.weekday(), lang), wall.format("%-d %B %Y")),
    }
}

/// The name of a day of the week.
pub(super) fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let ix = day.num_days_from_monday() as usize;
    lang.of(zh[ix], en[ix])
}
