//! Lengths of time in words.

use super::Lang;

/// `25 分 52 秒`, `9 小时 3 分 5 秒`, `2 天 4 小时`; `25 min 52 s` in English.
pub fn duration(seconds: i64, lang: Lang) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let parts = [
        (days, lang.of("天", "d")),
        (hours, lang.of("小时", "h")),
        (minutes, lang.of("分", "min")),
        (if days > 0 { 0 } else { seconds % 60 }, lang.of("秒", "s")),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if said.is_empty() { format!("0 {}", lang.of("秒", "s")) } else { said.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_said_in_their_largest_units() {
        let rows = [
            (0, "0 秒"),
            (59, "59 秒"),
            (900, "15 分"),
            (1_552, "25 分 52 秒"),
            (-32_585, "9 小时 3 分 5 秒"),
            (180_061, "2 天 2 小时 1 分"),
        ];
        for (seconds, want) in rows {
            assert_eq!(duration(seconds, Lang::Zh), want);
        }
    }
}
