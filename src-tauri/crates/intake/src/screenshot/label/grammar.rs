//! The orders in which the pieces of a label may stand: a date, a time of day, or both.

use super::{
    Day,
    clock::{Clock, Period},
    scan::Token,
};
use Token::{Back, Colon, Date, Dot, Hyphen, Month, MonthName, Number, Slash, Year};
use chrono::Weekday;

/// The day and time of day of a label in pieces, and whether the border between the two was a guess.
pub(super) fn read(tokens: &[Token]) -> Option<(Day, Option<Clock>, bool)> {
    let tokens = without_lines(tokens);
    let Some(colon) = colon(tokens) else {
        let day = day(tokens).filter(|day| stands_alone(*day, tokens))?;
        return Some((day, None, false));
    };
    let ([before @ .., Number { value, digits }], after) = (&tokens[..colon], &tokens[colon + 1..]) else {
        return None;
    };
    let (minute, second, trailing) = after_colon(after)?;
    let made_out = tokens[colon] != Colon;
    let assemble = |before: &[Token], hour: u32, digits: u8| {
        let (before, period) = match (before, trailing) {
            (_, Some(period)) => (before, Some(period)),
            ([before @ .., Token::Period(period)], None) => (before, Some(*period)),
            (_, None) => (before, None),
        };
        // A dot between two numbers alone is an amount of money.
        let is_clock = !made_out || !before.is_empty() || period.is_some();
        Some((day(before)?, Clock { hour, minute, second, period, padded: digits == 2 })).filter(|_| is_clock)
    };
    if *digits <= 2 {
        let (day, clock) = assemble(before, *value, *digits)?;
        return Some((day, Some(clock), made_out));
    }
    // The blank between day and hour was lost: `2024-1-510:22`. Labels with hours of one digit have a word before them,
    // so two digits are the likelier reading.
    let mut readings = [2u8, 1].into_iter().filter_map(|of_hour| {
        let rest = digits.checked_sub(of_hour).filter(|rest| *rest > 0)?;
        let power = 10u32.pow(u32::from(of_hour));
        let mut head = before.to_vec();
        head.push(Number { value: value / power, digits: rest });
        assemble(&head, value % power, of_hour).filter(|(day, clock)| can_be(*day) && clock.seconds().is_ok())
    });
    let (day, clock) = readings.next()?;
    Some((day, Some(clock), made_out || readings.next().is_some()))
}

/// Without the lines that are drawn left and right of a divider.
fn without_lines(mut tokens: &[Token]) -> &[Token] {
    while let [Hyphen | Dot, rest @ ..] | [rest @ .., Hyphen | Dot] = tokens {
        tokens = rest;
    }
    tokens
}

/// Where hour and minute part: at the first colon, or at a last dot that was one.
fn colon(tokens: &[Token]) -> Option<usize> {
    let colon = tokens.iter().position(|token| *token == Colon);
    colon.or_else(|| {
        let dot = tokens.iter().rposition(|token| *token == Dot)?;
        // `2024.1.15` is a date.
        let of_date = tokens[..dot].contains(&Dot) || matches!(tokens.get(dot + 2), Some(Number { .. }));
        (!of_date && after_colon(&tokens[dot + 1..]).is_some()).then_some(dot)
    })
}

/// Minute, second and the word behind them.
fn after_colon(tokens: &[Token]) -> Option<(u32, Option<u32>, Option<Period>)> {
    let two = |token: &Token| match token {
        Number { value, digits: 2 } => Some(*value),
        _ => None,
    };
    let (minute, rest) = tokens.split_first()?;
    let (second, rest) = match rest {
        [Colon | Dot, second, rest @ ..] => (Some(two(second)?), rest),
        rest => (None, rest),
    };
    let period = match rest {
        [] => None,
        [Token::Period(period @ (Period::Morning | Period::Afternoon))] => Some(*period),
        _ => return None,
    };
    Some((two(minute)?, second, period))
}

/// The day of the pieces before a time of day.
fn day(tokens: &[Token]) -> Option<Day> {
    let (tokens, weekday) = match tokens {
        [Token::Weekday(weekday), rest @ ..] | [rest @ .., Token::Weekday(weekday)] => (rest, Some(*weekday)),
        _ => (tokens, None),
    };
    let beside = weekday.flatten();
    match *tokens {
        [] => Some(weekday.map_or(Day::Unsaid, Day::Weekday)),
        [Back(days)] => Some(Day::Back(days)),
        [ref year @ Number { .. }, Year, Number { value: month, .. }, Month, ref rest @ ..] => {
            full(year, month, day_of_month(rest)?, beside)
        }
        [Number { value: month, digits: 1..=2 }, Month, ref rest @ ..] => {
            month_day(month, day_of_month(rest)?, beside)
        }
        [
            ref year @ Number { digits: 4, .. },
            a @ (Hyphen | Slash | Dot),
            Number { value: month, digits: 1..=2 },
            b,
            Number { value: day, digits: 1..=2 },
        ] if a == b => full(year, month, day, beside),
        [Number { value: a, digits: 1..=2 }, Slash, Number { value: b, digits: 1..=2 }, Slash, ref year] => {
            let (month, day) = month_first(a, b);
            full(year, month, day, beside)
        }
        [Number { value: a, digits: 1..=2 }, Slash | Hyphen, Number { value: b, digits: 1..=2 }] => {
            let (month, day) = month_first(a, b);
            month_day(month, day, beside)
        }
        [MonthName(month), Number { value: day, digits: 1..=2 }]
        | [Number { value: day, digits: 1..=2 }, MonthName(month)] => month_day(month, day, beside),
        [MonthName(month), Number { value: day, digits: 1..=2 }, ref year]
        | [Number { value: day, digits: 1..=2 }, MonthName(month), ref year] => {
            full(year, month, day, beside)
        }
        _ => None,
    }
}

/// The day after 月, with or without 日.
fn day_of_month(tokens: &[Token]) -> Option<u32> {
    match tokens {
        [Number { value, digits: 1..=2 }] | [Number { value, digits: 1..=2 }, Date] => Some(*value),
        _ => None,
    }
}

/// Month and day of `6/3`: month first, as the program writes it, unless there is no such month.
fn month_first(a: u32, b: u32) -> (u32, u32) {
    if a > 12 && b <= 12 { (b, a) } else { (a, b) }
}

fn month_day(month: u32, day: u32, weekday: Option<Weekday>) -> Option<Day> {
    Some(Day::Yearless { month, day, weekday })
}

fn full(year: &Token, month: u32, day: u32, weekday: Option<Weekday>) -> Option<Day> {
    let year = match year {
        Number { value, digits: 4 } => *value as i32,
        Number { value, digits: 2 } => 2000 + *value as i32,
        _ => return None,
    };
    Some(Day::Full { year, month, day, weekday })
}

/// Whether a date of this sort stands as a divider or in a list without a time of day.
fn stands_alone(day: Day, tokens: &[Token]) -> bool {
    match day {
        Day::Unsaid | Day::Weekday(None) => false,
        Day::Back(_) | Day::Weekday(Some(_)) => tokens.len() == 1,
        // `6月3` or `6/3` alone may be anything.
        Day::Yearless { .. } => tokens.iter().any(|token| matches!(token, Date | MonthName(_))),
        Day::Full { .. } => tokens.iter().any(|token| matches!(token, Number { digits: 4, .. })),
    }
}

/// Whether month and day are numbers of months and days.
fn can_be(day: Day) -> bool {
    match day {
        Day::Yearless { month, day, .. } | Day::Full { month, day, .. } => {
            (1..=12).contains(&month) && (1..=31).contains(&day)
        }
        _ => true,
    }
}
