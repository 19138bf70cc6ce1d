//! Wall-clock times as whole seconds since the first of January 1970, with neither zone nor leap second.

use std::fmt;

/// Seconds of a day.
pub const DAY: i64 = 86_400;
/// Seconds of an hour.
pub const HOUR: i64 = 3_600;
/// 2021-01-01 00:00:00, when every story begins.
pub const BEGIN: i64 = 18_628 * DAY;

/// A time that prints as `2021-01-01 00:00:00`.
#[derive(Debug, Clone, Copy)]
pub struct Wall(pub i64);

impl Wall {
    /// Year, month and day.
    pub fn date(self) -> (i64, i64, i64) {
        let mut left = self.0.div_euclid(DAY);
        let mut year = 1970;
        loop {
            let length = if leap(year) { 366 } else { 365 };
            if left < length {
                break;
            }
            left -= length;
            year += 1;
        }
        let mut month = 1;
        loop {
            let length = match month {
                2 => 28 + i64::from(leap(year)),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            if left < length {
                return (year, month, left + 1);
            }
            left -= length;
            month += 1;
        }
    }
}

fn leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let second = self.0.rem_euclid(DAY);
        let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02} {hours:02}:{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_knows_leap_years_and_year_ends() {
        let rows = [
            (BEGIN, "2021-01-01 00:00:00"),
            (BEGIN - 1, "2020-12-31 23:59:59"),
            (BEGIN + (365 + 365 + 365 + 59) * DAY, "2024-02-29 00:00:00"),
            (BEGIN + (365 + 365 + 365 + 60) * DAY + 3_661, "2024-03-01 01:01:01"),
        ];
        for (seconds, want) in rows {
            assert_eq!(Wall(seconds).to_string(), want);
        }
    }
}
