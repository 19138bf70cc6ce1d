//! Values as words: durations, sizes, times, amounts, places.

use crate::words;
use juzheng_model::{
    Basis, Fen, Place, Span,
    time::{Gap, Offset, ZoneBasis},
};

/// 「1 天 2 小时 25 分 52 秒」: what is zero at the ends is left out.
pub(crate) fn duration(seconds: i64) -> String {
    let parts = [
        (seconds / 86_400, "天"),
        (seconds / 3600 % 24, "小时"),
        (seconds / 60 % 60, "分"),
        (seconds % 60, "秒"),
    ];
    let first = parts.iter().position(|(n, _)| *n != 0).unwrap_or(3);
    let last = parts.iter().rposition(|(n, _)| *n != 0).unwrap_or(3);
    let said: Vec<String> = parts[first..=last].iter().map(|(n, unit)| format!("{n} {unit}")).collect();
    said.join(" ")
}

/// 「15 分钟」 where it is whole minutes, else as [`duration`].
pub(crate) fn threshold(seconds: i64) -> String {
    if seconds % 60 == 0 && seconds < 3600 { format!("{} 分钟", seconds / 60) } else { duration(seconds) }
}

/// 「25 分 52 秒」, or 「25 分 52 秒至 30 分 51 秒」 where the times are spans.
pub(crate) fn gap(gap: Gap) -> String {
    if gap.min_s == gap.max_s {
        duration(gap.min_s)
    } else {
        format!("{}至 {}", duration(gap.min_s), duration(gap.max_s))
    }
}

/// A span as it stands on paper; its offset where it is not the case's, `*` where a chat's zone is assumed.
pub(crate) fn time(span: Option<Span>, case: Offset) -> String {
    let Some(span) = span else { return words::NO_TIME.to_owned() };
    let mut out = span.paper();
    if span.offset != case {
        out.push_str(&format!(" ({})", span.offset));
    }
    if span.zone == ZoneBasis::Assumed && span.basis != Basis::Bill {
        out.push_str(" *");
    }
    out
}

/// Whether a time has that `*`.
pub(crate) fn zone_is_assumed(span: Option<Span>) -> bool {
    span.is_some_and(|span| span.zone == ZoneBasis::Assumed && span.basis != Basis::Bill)
}

/// The day of a span: `2023-05-01`.
pub(crate) fn day(offset: Offset, unix: i64) -> String {
    offset.paper(unix)[..10].to_owned()
}

/// 「¥50,000.00」
pub(crate) fn amount(amount: Option<Fen>) -> String {
    amount.map_or_else(|| words::NO_AMOUNT.to_owned(), |fen| format!("¥{}", fen.yuan_text()))
}

/// 「1,234,567 字节（1.2 MB）」
pub(crate) fn size(bytes: u64) -> String {
    let exact = format!("{} 字节", grouped(bytes));
    let (unit, name) = match bytes {
        0..1_000_000 => return exact,
        1_000_000..1_000_000_000 => (100_000, "MB"),
        _ => (100_000_000, "GB"),
    };
    let tenths = bytes / unit;
    format!("{exact}（{}.{} {name}）", tenths / 10, tenths % 10)
}

/// 1234567 as `1,234,567`.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// 「第 17 行」, 「工作表“x”第 17 行」, 「第 0–120 字节」
pub(crate) fn place(place: &Place) -> String {
    match place {
        Place::Row { row } => format!("第 {row} 行"),
        Place::Sheet { sheet, row } => format!("工作表“{sheet}”第 {row} 行"),
        Place::Bytes { bytes: [from, to] } => format!("第 {from}–{to} 字节"),
        Place::Box { bounds: [x, y, ..] } => format!("图上（{x}，{y}）处"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_words() {
        let rows = [
            (0, "0 秒"),
            (59, "59 秒"),
            (900, "15 分"),
            (1552, "25 分 52 秒"),
            (3601, "1 小时 0 分 1 秒"),
            (86_400, "1 天"),
            (93_600, "1 天 2 小时"),
        ];
        for (seconds, want) in rows {
            assert_eq!(duration(seconds), want, "{seconds}");
        }
        assert_eq!(threshold(900), "15 分钟");
        assert_eq!(threshold(90), "1 分 30 秒");
        assert_eq!(gap(Gap { min_s: 1552, max_s: 1851 }), "25 分 52 秒至 30 分 51 秒");
    }

    #[test]
    fn sizes_are_exact_and_readable() {
        for (bytes, want) in [
            (0, "0 字节"),
            (999_999, "999,999 字节"),
            (1_234_567, "1,234,567 字节（1.2 MB）"),
            (12_000_000_000, "12,000,000,000 字节（12.0 GB）"),
        ] {
            assert_eq!(size(bytes), want);
        }
    }
}
